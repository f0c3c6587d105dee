//! Sources that name a venue are read again once the story has said in which town it lies.

use crate::{
    claims::{SourceAnalysis, distinct, extract_claims, kinds_of, open_claims},
    frames::find_frames,
    mentions::Venues,
    rules::Rules,
};

/// The sources with each venue in the town that the story puts it into. Only what has such a venue is read again.
pub fn venues_in_towns(sources: Vec<SourceAnalysis>, rules: &Rules) -> Vec<SourceAnalysis> {
    let read = sources.iter().map(|s| (&s.doc, s.mentions.as_slice()));
    let venues = Venues::learn(read, &rules.lexicons);
    let locate = |(number, source): (usize, SourceAnalysis)| {
        let Some(mentions) = venues.located(&source.doc, &source.mentions, &rules.lexicons) else { return source };
        let (frames, grammar) = find_frames(&source.doc, &mentions, &rules.lexicons);
        let open = open_claims(&source.doc, &mentions, &frames, &grammar, &rules.lexicons);
        let claims = distinct(extract_claims(number, &source.doc, &mentions, &frames, rules), rules);
        SourceAnalysis { kinds: kinds_of(&mentions), mentions, frames, grammar, claims, open, ..source }
    };
    sources.into_iter().enumerate().map(locate).collect()
}
