//! Whether two sentences that a rule laid side by side tell of two things: "26 arrests on Monday" and "40 arrests on Tuesday" are no two
//! days of one, nor are cargo flights passenger flights.

use crate::{
    claims::SourceAnalysis,
    findings::{Evidence, Finding},
    mentions::{QuantityValue, Value},
    text::{Pos, Token},
    values::{Comparison, Slot},
    verdicts::compare_mentions,
};

/// Evidence of a side that is looked at, which keeps the work in proportion.
const MOST_EVIDENCE: usize = 16;

/// Whether all that stands for one side of a finding tells of another thing than the other side, or, where a day or place differs, counts
/// what the other side counts and counts it differently.
pub(super) fn are_two_occasions(finding: &Finding, sources: &[SourceAnalysis]) -> bool {
    let set = matches!(finding.slot, Slot::Date | Slot::Place);
    let [left, right] = &finding.sides[..] else { return false };
    let mut pairs = left.evidence.iter().take(MOST_EVIDENCE).flat_map(|a| {
        let others = right.evidence.iter().take(MOST_EVIDENCE);
        others.map(move |b| (a, b))
    });
    pairs.all(|(a, b)| {
        set && count_otherwise(&counts(a, sources), &counts(b, sources)) || open_with_two_sorts(a, b, sources)
    })
}

/// Whether two sentences open with two sorts of one thing: "The pilots' union", "The cabin crew union".
fn open_with_two_sorts(a: &Evidence, b: &Evidence, sources: &[SourceAnalysis]) -> bool {
    let (one, other) = (opening(a, sources), opening(b, sources));
    let (Some((head, sorts)), Some((other_head, other_sorts))) = (one.split_last(), other.split_last()) else {
        return false;
    };
    let alone = |of: &[&str], others: &[&str]| of.iter().any(|sort| !others.contains(sort));
    head == other_head && alone(sorts, other_sorts) && alone(other_sorts, sorts)
}

/// The nouns of the group of words that opens the sentence of `evidence`.
fn opening<'a>(evidence: &Evidence, sources: &'a [SourceAnalysis]) -> Vec<&'a str> {
    let doc = &sources[evidence.source].doc;
    let tokens = doc.tokens.get(doc.sentences[evidence.sentence].tokens.clone()).unwrap_or_default();
    // A capital alone makes the first word look like a name: "Cargo flights".
    let noun = |(n, t): &(usize, &Token)| t.pos == Pos::Noun || *n == 0 && t.pos == Pos::Propn;
    let beside = |t: &Token| matches!(t.pos, Pos::Adj | Pos::Det | Pos::Num | Pos::Part);
    let group = tokens.iter().enumerate().take_while(|at| noun(at) || beside(at.1));
    group.filter(noun).map(|(_, t)| &*t.lemma).collect()
}

/// Whether two sentences count one thing, and nothing of it alike.
fn count_otherwise(left: &[&Value], right: &[&Value]) -> bool {
    let of_one = |a: &&Value, b: &&Value| counted(a).is_some_and(|c| counted(b) == Some(c));
    let mut beside = left.iter().flat_map(|a| right.iter().map(move |b| (a, b))).filter(|(a, b)| of_one(a, b));
    let differ = |(a, b): (&&Value, &&Value)| matches!(compare_mentions(a, None, b, None, None), Comparison::Differ(_));
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
