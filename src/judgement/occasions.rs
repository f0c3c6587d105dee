//! Whether a day or a place sets two occasions apart: "26 arrests on Monday" and "40 arrests on Tuesday" are no two days of one thing.

use crate::{
    claims::SourceAnalysis,
    findings::{Evidence, Finding},
    mentions::{QuantityValue, Value},
    values::{Comparison, Slot},
    verdicts::compare_mentions,
};

/// Evidence of a side that is looked at, which keeps the work in proportion.
const MOST_EVIDENCE: usize = 16;

/// Whether all that stands for one side of a finding of days or places counts what the other side counts, and counts it differently.
pub(super) fn are_two_occasions(finding: &Finding, sources: &[SourceAnalysis]) -> bool {
    if !matches!(finding.slot, Slot::Date | Slot::Place) {
        return false;
    }
    let [left, right] = &finding.sides[..] else { return false };
    let mut pairs = left.evidence.iter().take(MOST_EVIDENCE).flat_map(|a| {
        let others = right.evidence.iter().take(MOST_EVIDENCE);
        others.map(move |b| (a, b))
    });
    pairs.all(|(a, b)| count_otherwise(&counts(a, sources), &counts(b, sources)))
}

/// Whether two sentences count one thing, and nothing of it alike.
fn count_otherwise(left: &[&Value], right: &[&Value]) -> bool {
    let of_one = |a: &&Value, b: &&Value| counted(a).is_some_and(|c| counted(b) == Some(c));
    let mut beside = left.iter().flat_map(|a| right.iter().map(move |b| (a, b))).filter(|(a, b)| of_one(a, b));
    let differ = |(a, b): (&&Value, &&Value)| {
        matches!(compare_mentions(a, None, b, None, None), Comparison::Differ(_))
    };
    beside.next().is_some_and(differ) && beside.all(differ)
}

fn counted(value: &Value) -> Option<&str> {
    match value {
        Value::Quantity(QuantityValue { counted, attributive: false, .. }) if !counted.is_empty() => Some(counted),
        _ => None,
    }
}

/// What the sentence of `evidence` counts.
fn counts<'a>(evidence: &Evidence, sources: &'a [SourceAnalysis]) -> Vec<&'a Value> {
    let mentions = &sources[evidence.source].mentions;
    let from = mentions.partition_point(|m| m.sentence < evidence.sentence);
    let here = mentions[from..].iter().take_while(|m| m.sentence == evidence.sentence);
    here.map(|m| &m.value).filter(|v| counted(v).is_some()).collect()
}
