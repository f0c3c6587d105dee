//! The event that the reports of a story open with: who then says "the blast" means that one.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use crate::{
    claims::{Claim, ClaimValue, Participant, Reference, SourceAnalysis, Subject},
    mentions::Value,
    rules::{Lexicons, Rules},
    text::BlockKind,
    values::time::TimeValue,
};

/// The kinds of event that a third of the reports of a story open with.
#[derive(Debug, Default)]
pub(crate) struct MainEvents {
    classes: BTreeSet<String>,
}

impl MainEvents {
    /// Reads the opening sentences of all sources.
    pub(crate) fn of(sources: &[SourceAnalysis], rules: &Rules) -> Self {
        let mut opening: BTreeMap<&str, usize> = BTreeMap::new();
        for analysis in sources {
            let lead = |sentence: usize| {
                analysis.doc.post_of(sentence) == 0 && analysis.is_lead(sentence, rules.weights.lead_sentences)
            };
            let classes: BTreeSet<&str> = analysis
                .frames
                .iter()
                .filter(|f| analysis.doc.kind_of(f.sentence) != BlockKind::Caption && lead(f.sentence))
                .filter_map(|f| {
                    let lemma = &f.predicate.lemma;
                    let noun = rules.lexicons.value("nominal", lemma).unwrap_or(lemma);
                    rules.lexicons.classes_of(noun).find_map(|class| class.strip_prefix("event_"))
                })
                .collect();
            for class in classes.into_iter().filter(|c| rules.weights.main_kinds.iter().any(|kind| kind == c)) {
                *opening.entry(class).or_default() += 1;
            }
        }
        let most = |n: usize| n >= 2 && n * 3 >= sources.len();
        Self { classes: opening.into_iter().filter(|(_, n)| most(*n)).map(|(class, _)| class.to_owned()).collect() }
    }

    /// Whether the main event is among those who take part: "the quake killed ten".
    pub(crate) fn takes_part(&self, subject: &Subject, lexicons: &Lexicons) -> bool {
        subject.participants.iter().any(|who| match who {
            Participant::Nameless(noun) => lexicons
                .classes_of(noun)
                .filter_map(|class| class.strip_prefix("event_"))
                .any(|class| self.classes.contains(class)),
            Participant::Named(_) => false,
        })
    }

    /// Whether a subject is the main event: one of its kind that the reader knows, or that the opening sentences tell of.
    pub(crate) fn is_main(&self, subject: &Subject, in_lead: bool) -> bool {
        let meant = match subject.reference {
            Reference::Known => true,
            Reference::Open => in_lead,
            Reference::Apart => false,
        };
        meant && self.classes.contains(&subject.class)
    }
}

/// Whether a claim is of how strong or large an event was that is named by its noun alone: the magnitude of "the earthquake".
pub(crate) fn measures_an_event(claim: &Claim, lexicons: &Lexicons) -> bool {
    let event = |noun: &str| lexicons.classes_of(noun).any(|class| class.starts_with("event_"));
    let about = claim.subject.about.as_ref();
    matches!((&claim.value, about), (ClaimValue::Number(_), Some(Participant::Nameless(noun))) if event(noun))
}

/// For each sentence the earliest day that it or those before it in its paragraph name.
pub(crate) fn earliest_days(analysis: &SourceAnalysis) -> Vec<Option<NaiveDate>> {
    let mut out: Vec<Option<NaiveDate>> = Vec::with_capacity(analysis.doc.sentences.len());
    let mut mentions = analysis.mentions.iter().peekable();
    let mut before: Option<(usize, Option<NaiveDate>)> = None;
    for (index, sentence) in analysis.doc.sentences.iter().enumerate() {
        let mut earliest = before.filter(|(block, _)| *block == sentence.block).and_then(|(_, day)| day);
        while let Some(mention) = mentions.next_if(|m| m.sentence <= index) {
            if let Value::Time(TimeValue { days: Some((_, last)), .. }) = &mention.value {
                earliest = Some(earliest.map_or(*last, |day| day.min(*last)));
            }
        }
        before = Some((sentence.block, earliest));
        out.push(earliest);
    }
    out
}

/// Whether a sentence and those before it in its paragraph name no day that lies more than `most` days before the report: behind "in
/// 2013" another blast is told of. A day whose date is known is not of now where that of the report is unknown. `earliest` is what
/// [`earliest_days`] tells.
pub(crate) fn is_of_now(analysis: &SourceAnalysis, earliest: &[Option<NaiveDate>], sentence: usize, most: i64) -> bool {
    let reported = analysis.reported(analysis.doc.post_of(sentence));
    earliest
        .get(sentence)
        .copied()
        .flatten()
        .is_none_or(|day| reported.is_some_and(|report| (report.date - day).num_days() <= most))
}
