//! Which sentences of two texts stand level with each other.

use std::collections::BTreeMap;

use crate::reports::{Report, shared::shared, side_by_side::Row};

/// Sentences that stand level: indices into the left and the right text, either of which may be empty.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Level {
    pub left: Vec<usize>,
    pub right: Vec<usize>,
    /// Whether the two are aligned, and do not merely lie between the same neighbours.
    pub aligned: bool,
}

/// The two texts in rows: sentences of shared passages and of one fact stand level, as far as their order allows.
pub(super) fn levels(report: &Report, sources: [usize; 2], rows: &[Row]) -> Vec<Level> {
    let [left, right] = sources.map(|s| &report.story.sources[s].doc);
    // How much speaks for a pair of sentences: a copied sentence more than a fact.
    let mut pairs: BTreeMap<(usize, usize), u32> = BTreeMap::new();
    for pair in shared(report, sources).iter().flat_map(|s| s.changed.iter().chain(&s.alike)) {
        let [a, b] = [(left, &pair[0]), (right, &pair[1])].map(|(doc, s)| doc.sentence_at(s.span.start));
        if let (Some(a), Some(b)) = (a, b) {
            *pairs.entry((a, b)).or_default() += 4;
        }
    }
    for row in rows {
        let first = |side: usize| row.columns[side].iter().flat_map(|said| &said.evidence).map(|e| e.sentence).min();
        if let (Some(a), Some(b)) = (first(0), first(1)) {
            *pairs.entry((a, b)).or_default() += 1;
        }
    }
    let pairs: Vec<((usize, usize), u32)> = pairs.into_iter().collect();
    between(&chain(&pairs), [left.sentences.len(), right.sentences.len()])
}

/// The weightiest chain of pairs that rises on both sides; `pairs` are sorted. The best sums up to each right sentence are kept as a
/// staircase, so the time is nearly linear.
fn chain(pairs: &[((usize, usize), u32)]) -> Vec<(usize, usize)> {
    // Right sentence to (sum, index of the pair): sums rise with it.
    let mut stairs: BTreeMap<usize, (u32, usize)> = BTreeMap::new();
    let mut before: Vec<Option<usize>> = vec![None; pairs.len()];
    let mut waiting: Vec<(usize, (u32, usize))> = Vec::new();
    let mut row = None;
    for (index, ((left, right), weight)) in pairs.iter().enumerate() {
        // Pairs of one left sentence do not follow each other.
        if row != Some(*left) {
            row = Some(*left);
            waiting.drain(..).for_each(|(at, step)| climb(&mut stairs, at, step));
        }
        let best = stairs.range(..*right).next_back().map(|(_, step)| *step);
        before[index] = best.map(|(_, of)| of);
        waiting.push((*right, (best.map_or(0, |(sum, _)| sum) + weight, index)));
    }
    waiting.drain(..).for_each(|(at, step)| climb(&mut stairs, at, step));
    let mut out = Vec::new();
    let mut at = stairs.last_key_value().map(|(_, (_, index))| *index);
    while let Some(index) = at {
        out.push(pairs[index].0);
        at = before[index];
    }
    out.reverse();
    out
}

/// Adds a step, unless a step at or before it is as high, and takes away those after it that are no higher.
fn climb(stairs: &mut BTreeMap<usize, (u32, usize)>, at: usize, step: (u32, usize)) {
    if stairs.range(..=at).next_back().is_some_and(|(_, (sum, _))| *sum >= step.0) {
        return;
    }
    while let Some((next, _)) = stairs.range(at..).next().filter(|(_, (sum, _))| *sum <= step.0) {
        let next = *next;
        stairs.remove(&next);
    }
    stairs.insert(at, step);
}

/// The chain with what lies between its pairs.
fn between(chain: &[(usize, usize)], ends: [usize; 2]) -> Vec<Level> {
    let mut out = Vec::new();
    let mut at = [0, 0];
    for (left, right) in chain.iter().copied() {
        gap(&mut out, at, [left, right]);
        out.push(Level { left: vec![left], right: vec![right], aligned: true });
        at = [left + 1, right + 1];
    }
    gap(&mut out, at, ends);
    out
}

fn gap(out: &mut Vec<Level>, from: [usize; 2], to: [usize; 2]) {
    let level = Level { left: (from[0]..to[0]).collect(), right: (from[1]..to[1]).collect(), aligned: false };
    if !level.left.is_empty() || !level.right.is_empty() {
        out.push(level);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_weightiest_rising_chain_wins() {
        let pairs = [((0, 5), 4), ((1, 1), 1), ((2, 2), 1), ((2, 6), 4), ((3, 3), 1), ((4, 7), 1)];
        assert_eq!(chain(&pairs), [(0, 5), (2, 6), (4, 7)]);
        assert_eq!(
            chain(&[((0, 0), 1), ((0, 1), 1), ((1, 1), 1)]),
            [(0, 0), (1, 1)],
            "one sentence is not level with two"
        );
        assert_eq!(chain(&[]), []);
    }

    #[test]
    fn no_sentence_is_lost_or_shown_twice() {
        let levels = between(&[(1, 0), (3, 4)], [5, 6]);
        let left: Vec<usize> = levels.iter().flat_map(|l| l.left.clone()).collect();
        let right: Vec<usize> = levels.iter().flat_map(|l| l.right.clone()).collect();
        assert_eq!((left, right), ((0..5).collect(), (0..6).collect()));
    }
}
