//! Why a finding is worth what it is: the sum of the learned score, by feature.

use std::collections::BTreeMap;

use crate::{
    claims::SourceAnalysis,
    facts::{
        exchanged::{Exchanged, WORD_NAMES, WordsAt},
        same_thing::{Model, NAMES},
    },
    findings::{EXCHANGED_WORD, Finding},
    judgement::{FURTHER_NAMES, Judged, Judgement, VALUE_NAMES, features::all_levels, proposed},
    rules::Lexicons,
};

/// Features that the reasons of a finding name on either side.
const REASONS: usize = 3;

/// What one feature added to a sum.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part {
    /// The feature.
    pub feature: &'static str,
    /// Its level.
    pub level: u8,
    /// What it added, in hundredths of the logarithm of the odds.
    pub weight: i32,
}

/// A sum of the learned score.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sum {
    /// What every pair has.
    pub base: i32,
    /// What the features added, in their order.
    pub parts: Vec<Part>,
}

impl Sum {
    fn of(score: &str, names: Vec<&'static str>, levels: &[u8]) -> Option<Self> {
        let trees = Model::embedded().score(score)?;
        let weights = trees.parts(levels);
        let parts: Vec<Part> = names
            .into_iter()
            .zip(levels)
            .zip(weights)
            .map(|((feature, level), weight)| Part { feature, level: *level, weight })
            .collect();
        let told: i32 = parts.iter().map(|part| part.weight).sum();
        Some(Self { base: trees.sum(levels) - told, parts })
    }

    /// That of words in the place of others.
    pub(super) fn of_words(exchange: &Exchanged) -> Option<Self> {
        Self::of("word", WORD_NAMES.to_vec(), &exchange.levels)
    }

    /// The whole.
    pub fn total(&self) -> i32 {
        self.base + self.parts.iter().map(|part| part.weight).sum::<i32>()
    }

    /// The features that speak loudest for and against, in words for an editor; those that say nothing to one are left out.
    pub(super) fn reasons(&self, lexicons: &Lexicons) -> Vec<String> {
        let mut told: BTreeMap<&str, i32> = BTreeMap::new();
        for part in &self.parts {
            if let Some(words) = lexicons.value("feature", part.feature) {
                *told.entry(words).or_default() += part.weight;
            }
        }
        let mut told: Vec<(&str, i32)> = told.into_iter().filter(|(_, weight)| *weight != 0).collect();
        told.sort_by_key(|(words, weight)| (-weight, *words));
        let words = |told: &mut dyn Iterator<Item = &(&str, i32)>| {
            told.take(REASONS).map(|(words, _)| *words).collect::<Vec<_>>().join(", ")
        };
        let speaking = words(&mut told.iter().filter(|(_, weight)| *weight > 0));
        let against = words(&mut told.iter().rev().filter(|(_, weight)| *weight < 0));
        let line = |what: &str, words: String| (!words.is_empty()).then(|| format!("{what}: {words}"));
        [line("what speaks for it most", speaking), line("what speaks against it", against)]
            .into_iter()
            .flatten()
            .collect()
    }
}

/// The sum of a pair of values.
pub(super) fn of_values(judged: &Judged) -> Option<Sum> {
    let names = NAMES.iter().chain(&VALUE_NAMES).chain(&FURTHER_NAMES).copied().collect();
    let thing = &judged.thing;
    Sum::of(
        "worth",
        names,
        &all_levels(thing.kind, &thing.levels, &judged.compared.levels, thing.sameness, judged.found_by),
    )
}

/// The sum of a finding: that of the pair that is worth most; `None` where no learned score has a say.
pub fn explain(finding: &Finding, judgement: &Judgement, sources: &[SourceAnalysis]) -> Option<Sum> {
    if finding.rule == EXCHANGED_WORD {
        let stands = |at: &WordsAt| {
            let span = sources[at.source].doc.span_of(&at.tokens);
            finding.sides.iter().flat_map(|s| &s.evidence).any(|e| e.source == at.source && e.value == span)
        };
        let best = judgement.words.iter().filter(|e| stands(&e.left) && stands(&e.right)).max_by_key(|e| e.worth)?;
        return Sum::of_words(best);
    }
    let pairs = proposed::pairs(finding, sources);
    of_values(pairs.iter().filter_map(|pair| judgement.pairs.get(pair)).max_by_key(|judged| judged.worth)?)
}
