//! Numbers of which one may have become the other by a slip: "6,200 cubic metres" and "2,600" may be one however their sentences are told,
//! where neither report has the other's number anywhere.

use std::collections::{BTreeMap, BTreeSet};

use crate::{
    claims::{OpenKind, SourceAnalysis},
    facts::same_thing::{ClaimAt, ClaimPair, choose::told_at},
    mentions::Value,
    values::slip::turned,
};

/// Figures that a source has in more numbers lead nowhere: it keeps the work in proportion to the text.
const MOST_IN_SOURCE: usize = 3;
/// A number leads from each source to so many others.
const MOST_SOURCES: usize = 12;

/// Numbers that share their figures, whatever the order: what kind of value they are, what they measure, and the figures.
type Figures<'a> = (OpenKind, &'a str, String);

/// The pairs of claims of two sources that have the same figures in another order, the earlier source first.
pub(super) fn slips(sources: &[SourceAnalysis]) -> BTreeSet<ClaimPair> {
    let mut groups: BTreeMap<Figures, BTreeMap<usize, Vec<(ClaimAt, String)>>> = BTreeMap::new();
    for (source, analysis) in sources.iter().enumerate() {
        for (index, claim) in analysis.open.iter().enumerate() {
            let at = (source, index);
            let (dimension, number) = match told_at(sources, at).value() {
                Value::Quantity(q) => (q.quantity.dimension.as_deref(), q.quantity.number.abs().to_string()),
                Value::Age(age) => (None, age.age.normalized()),
                _ => continue,
            };
            if let Some(figures) = turned(&number) {
                let group = groups.entry((claim.kind, dimension.unwrap_or_default(), figures)).or_default();
                group.entry(source).or_default().push((at, number));
            }
        }
    }
    let mut out = BTreeSet::new();
    for mut by_source in groups.into_values() {
        by_source.retain(|_, numbers| numbers.len() <= MOST_IN_SOURCE);
        let by_source = Vec::from_iter(by_source.into_values());
        for (n, ours) in by_source.iter().enumerate() {
            for theirs in by_source[n + 1..].iter().take(MOST_SOURCES) {
                // Who has both means two things by them.
                if ours.iter().all(|(_, x)| theirs.iter().all(|(_, y)| x != y)) {
                    out.extend(ours.iter().flat_map(|(a, _)| theirs.iter().map(|(b, _)| (*a, *b))));
                }
            }
        }
    }
    out
}
