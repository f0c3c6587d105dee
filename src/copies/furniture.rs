//! What an outlet prints below every article is no copy, however its words are: it is known by standing in articles that have nothing
//! else in common.

use std::collections::{BTreeMap, BTreeSet};

use crate::{claims::SourceAnalysis, copies::passage::SentencePair};

/// Other articles of the outlet that have the sentence too, from which it is furniture.
const FEWEST_OTHERS: usize = 2;
/// Articles that share a greater part of the shorter one's sentences, in per cent, are one text with its furniture.
const UNRELATED_PERCENT: usize = 30;

/// Leaves out the sentences that stand word for word in three unrelated articles of one outlet. Pairs are by the two sources.
pub(super) fn leave_out(sources: &[SourceAnalysis], pairs: &mut BTreeMap<(usize, usize), Vec<SentencePair>>) {
    let unrelated = |(left, right): (usize, usize), shared: &[SentencePair]| {
        let (a, b) = (&sources[left], &sources[right]);
        let shorter = a.doc.sentences.len().min(b.doc.sentences.len());
        left != right && a.outlet == b.outlet && shared.len() * 100 < shorter * UNRELATED_PERCENT
    };
    let mut others: BTreeMap<(usize, usize), BTreeSet<usize>> = BTreeMap::new();
    for ((left, right), shared) in pairs.iter().filter(|(of, shared)| unrelated(**of, shared)) {
        for pair in shared.iter().filter(|p| p.changes.is_empty()) {
            others.entry((*left, pair.left)).or_default().insert(*right);
            others.entry((*right, pair.right)).or_default().insert(*left);
        }
    }
    let is_furniture = |at| others.get(&at).is_some_and(|sources| sources.len() >= FEWEST_OTHERS);
    for ((left, right), shared) in pairs.iter_mut() {
        if unrelated((*left, *right), shared) {
            shared.retain(|p| !is_furniture((*left, p.left)) && !is_furniture((*right, p.right)));
        }
    }
    pairs.retain(|_, shared| !shared.is_empty());
}
