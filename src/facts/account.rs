//! What sentences tell: whether two accounts may be of one event, and how much they share.

use std::collections::BTreeSet;

use crate::{
    claims::SourceAnalysis,
    facts::{Entities, doubles::Place, evidence::fitting, signature::Setting},
    mentions::{Mention, Value, gazetteer::PlaceId},
    rules::Lexicons,
    values::names::fold,
};

/// What neighbouring sentences of one source tell.
pub(super) struct Account {
    /// Content words, as lemmas.
    words: BTreeSet<String>,
    /// The words of the names among them, folded.
    names: BTreeSet<String>,
    setting: Setting,
}

impl Account {
    /// The account of `sentences`; its setting is that of the last.
    pub(super) fn of(
        sources: &[SourceAnalysis],
        source: usize,
        sentences: &[usize],
        entities: &Entities,
        lexicons: &Lexicons,
    ) -> Self {
        let analysis = &sources[source];
        let mut out = Self { words: BTreeSet::new(), names: BTreeSet::new(), setting: Setting::default() };
        for sentence in sentences {
            let from = analysis.mentions.partition_point(|m| m.sentence < *sentence);
            let here = analysis.mentions[from..].iter().take_while(|m| m.sentence == *sentence);
            let named = here.filter(|m| matches!(m.value, Value::Name(_) | Value::Place(_)));
            out.names.extend(named.flat_map(|m| words_of(analysis, m)));
            out.setting = Setting::of(analysis, source, *sentence, entities, lexicons);
            out.words.extend(out.setting.words.iter().cloned());
        }
        out
    }

    /// Whether nothing of days or places keeps the two from being of one event. The places `apart` take part in it ("Leeds beat Cardiff").
    pub(super) fn may_be_of_one_event(&self, other: &Self, apart: &[Option<PlaceId>]) -> bool {
        let of = |setting: &Setting| {
            let mut out = setting.clone();
            out.places.retain(|place| !apart.contains(&Some(*place)));
            out
        };
        fitting(&self.setting.days, &other.setting.days) != Some(false)
            && !of(&self.setting).is_elsewhere(&of(&other.setting))
    }

    /// How many words beside those of `apart` both have, and what share of the shorter account that is, in percent.
    pub(super) fn shared(&self, other: &Self, apart: &BTreeSet<String>) -> (usize, usize) {
        let own = |words: &BTreeSet<String>| -> BTreeSet<String> {
            words.iter().filter(|word| !apart.contains(&fold(word))).cloned().collect()
        };
        let (one, other) = (own(&self.words), own(&other.words));
        let shared = one.intersection(&other).count();
        (shared, shared * 100 / one.len().min(other.len()).max(1))
    }

    /// The words of all names of both.
    pub(super) fn names_of_both(&self, other: &Self) -> BTreeSet<String> {
        self.names.union(&other.names).cloned().collect()
    }
}

/// The words of a name or a place, folded.
fn words_of(analysis: &SourceAnalysis, mention: &Mention) -> Vec<String> {
    analysis.doc.slice(mention.span).split_whitespace().map(fold).collect()
}

/// The words of what is named at `place`, folded.
pub(super) fn words_at(sources: &[SourceAnalysis], place: Place) -> Vec<String> {
    words_of(&sources[place.0], &sources[place.0].mentions[place.1])
}
