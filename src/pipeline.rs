//! The whole program on one screen: one named call a stage, every intermediate result reachable.

use std::collections::BTreeMap;

use crate::{
    claims::{Claim, SourceAnalysis, distinct, extract_claims, kinds_of, open_claims, venues_in_towns},
    copies::{Copy, Repeats, Versions, Voices, find_copies},
    facts::{self, Entities, Fact, Roster},
    findings::{self, Corrected, Correction, Finding},
    frames::find_frames,
    inputs::{LeftOut, Source},
    judgement::{self, Judgement},
    kept::Kept,
    mentions::{anchors, find_mentions},
    parallel::in_parallel,
    proposals::propose,
    rules::Rules,
    text,
    verdicts::{Court, NameUse},
    watch::Watch,
};

/// Everything the program made of one story. Indices of sources are those of `sources`; claims are numbered over all sources.
#[derive(Debug)]
pub struct Story {
    /// Each source with its text, mentions, frames and claims, in the order given.
    pub sources: Vec<SourceAnalysis>,
    /// Near-duplicate passages, repeated posts among them.
    pub copies: Vec<Copy>,
    /// Sentences that an outlet says twice; they have no claims.
    pub repeats: Repeats,
    /// Who and what is one over all sources.
    pub entities: Entities,
    /// One slot of one subject with every claim about it.
    pub facts: Vec<Fact>,
    /// Who leads, belongs to and attends what, over all sources.
    pub rosters: Vec<Roster>,
    /// How names are written over the story.
    pub names: NameUse,
    /// Which sentences are one voice.
    pub voices: Voices,
    /// Which sources are one article of one outlet at two times.
    pub versions: Versions,
    /// What was judged, and how.
    pub judgement: Judgement,
    /// What an editor should see.
    pub findings: Vec<Finding>,
}

/// From sources to findings. Equal sources in any order give equal findings, because they are sorted by id first.
pub fn run(sources: &[Source], rules: &Rules) -> Story {
    run_with(sources, &[], rules, &Watch::silent(), &Kept::nothing())
}

/// The same, and what of `left_out` is an earlier version of a source says which values its outlet took back.
/// `watch` is told of each step, and what is `kept` is not analysed again.
pub fn run_with(sources: &[Source], left_out: &[LeftOut], rules: &Rules, watch: &Watch, kept: &Kept) -> Story {
    let mut order: Vec<&Source> = sources.iter().collect();
    order.sort_by(|a, b| a.id.cmp(&b.id));
    let sources = venues_in_towns(analyse_all(&order, rules, watch, kept), rules);
    let copies = find_copies(&sources);
    let repeats = Repeats::of(&sources, &copies);
    let sources = repeats.fold(sources);
    let voices = Voices::of(&sources, &copies, &rules.lexicons);
    let versions = Versions::of(&sources, &copies);
    let entities = Entities::resolve(&sources, &rules.lexicons);
    let claims: Vec<&Claim> = sources.iter().flat_map(|s| &s.claims).collect();
    let facts = facts::align(&sources, &claims, &entities, rules);
    watch.aligned(facts.len());
    let rosters = facts::find_rosters(&sources, &claims, &facts, &entities, rules);
    let names = NameUse::count(&sources, &claims, &rules.lexicons);
    let court = Court { sources: &sources, entities: &entities, lexicons: &rules.lexicons, names: &names };
    let proposed = propose(&repeats.unfolded(&copies), &facts, &claims, &court, &voices, rules);
    let (judgement, mut found) = judgement::decide(proposed, &court, &voices, rules);
    findings::between_versions(&mut found, &versions);
    let earlier = earlier(&sources, left_out, rules, kept);
    findings::withdrawn(&mut found, &sources, &corrected(&sources, &order, &versions, &earlier));
    let findings = findings::rank(found, &sources, &voices);
    Story { sources, copies, repeats, entities, facts, rosters, names, voices, versions, judgement, findings }
}

/// The earlier versions that were left out, each with the index of the source that stands for it.
fn earlier(sources: &[SourceAnalysis], left: &[LeftOut], rules: &Rules, kept: &Kept) -> Vec<(usize, SourceAnalysis)> {
    let number: BTreeMap<&str, usize> = sources.iter().enumerate().map(|(n, source)| (source.id.as_str(), n)).collect();
    let pairs = left.iter().filter_map(|left| Some((*number.get(left.newer.as_deref()?)?, &left.source)));
    pairs.map(|(newer, source)| (newer, kept.analysis(newer, source, || analyse(newer, source, rules)))).collect()
}

/// What outlets took back: in a newer version, among the sources or instead of one that was left out, or in a note to editors.
fn corrected<'a>(
    sources: &'a [SourceAnalysis],
    read: &[&'a Source],
    versions: &Versions,
    earlier: &'a [(usize, SourceAnalysis)],
) -> Vec<Corrected<'a>> {
    let among = versions.pairs().map(|(before, newer)| (newer, Correction::Version(&sources[before])));
    let left = earlier.iter().map(|(newer, before)| (*newer, Correction::Version(before)));
    let notes = read.iter().enumerate().filter_map(|(n, s)| Some((n, Correction::Note(&s.note.as_ref()?.value))));
    among.chain(left).chain(notes).collect()
}

/// The stages of one source: text, mentions, frames, claims. `number` is its index among the sources of the story.
pub fn analyse(number: usize, source: &Source, rules: &Rules) -> SourceAnalysis {
    let doc = text::annotate(&source.text, &source.layout, &rules.lexicons);
    let published = source.published.as_ref().map(|p| p.value);
    let anchors = anchors(&doc, published, source.timezone.as_ref().map(|z| z.value), rules);
    let mentions = find_mentions(&doc, &anchors, rules);
    let (frames, grammar) = find_frames(&doc, &mentions, &rules.lexicons);
    let open = open_claims(&doc, &mentions, &frames, &grammar, &rules.lexicons);
    let claims = distinct(extract_claims(number, &doc, &mentions, &frames, rules), rules);
    let (id, outlet) = (source.id.clone(), source.outlet.value.clone());
    SourceAnalysis {
        path: source.path.to_string_lossy().replace('\\', "/"),
        id,
        outlet,
        item: source.item.as_ref().or(source.url.as_ref()).map(|item| item.value.clone()),
        doc,
        anchors,
        kinds: kinds_of(&mentions),
        mentions,
        frames,
        grammar,
        claims,
        open,
    }
}

/// Sources share nothing until they are aligned, so each thread takes the next of them.
fn analyse_all(sources: &[&Source], rules: &Rules, watch: &Watch, kept: &Kept) -> Vec<SourceAnalysis> {
    let made = |n: usize| kept.analysis(n, sources[n], || analyse(n, sources[n], rules));
    in_parallel(sources.len(), 1, || (), |(), n| watch.understood(made(n), sources.len()))
}

impl Story {
    /// All claims, numbered as in [`Fact::claims`].
    pub fn claims(&self) -> Vec<&Claim> {
        self.sources.iter().flat_map(|s| &s.claims).collect()
    }

    /// What judges two claims of this story.
    pub fn court<'a>(&'a self, rules: &'a Rules) -> Court<'a> {
        Court { sources: &self.sources, entities: &self.entities, lexicons: &rules.lexicons, names: &self.names }
    }
}
