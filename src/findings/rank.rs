//! Puts findings in the order an editor reads them, and drops what a surer finding says already.

use std::collections::BTreeMap;

use crate::{
    claims::SourceAnalysis,
    copies::Voices,
    findings::{CHANGED_FACT, EXCHANGED_WORD, Finding, ONE_THING, side::MOST_EVIDENCE, told_once::told_once},
    text::Span,
    values::Slot,
};

/// Findings by severity, then by where their first words stand. A finding whose sides are all shown by an earlier one of the same
/// slot is dropped, and one that only adds places to it gives them to it.
pub fn rank(mut findings: Vec<Finding>, sources: &[SourceAnalysis], voices: &Voices) -> Vec<Finding> {
    // What is dropped must not depend on the order of the sources.
    let road = |f: &Finding| match (&*f.rule, f.slot) {
        // The rule on quotes shows everybody who quotes so.
        (CHANGED_FACT, Slot::Quote) => 1,
        (CHANGED_FACT, _) => 0,
        (ONE_THING | EXCHANGED_WORD, _) => 2,
        (_, Slot::Quote) => 0,
        _ => 1,
    };
    findings.sort_by(|a, b| b.severity.cmp(&a.severity).then(road(a).cmp(&road(b))).then(a.id.cmp(&b.id)));
    let mut names: Vec<(usize, Span)> = Vec::new();
    let mut shown: BTreeMap<Key, Vec<[Span; 2]>> = BTreeMap::new();
    findings.retain(|finding| {
        let pairs: Vec<(Key, [Span; 2])> = pairs(finding).collect();
        // Two values may have been changed in one copied sentence, and "no one was killed or hurt" stands against two numbers; a claim of
        // the same value is shown by either.
        let apart = |values: &[Span; 2], earlier: &[Span; 2]| {
            let mut disjoint = values.iter().zip(earlier).map(|(a, b)| a.end <= b.start || b.end <= a.start);
            match (&*finding.rule, finding.slot) {
                (CHANGED_FACT, _) => disjoint.all(|apart| apart),
                (_, Slot::Number) => disjoint.any(|apart| apart),
                _ => false,
            }
        };
        let is_new = |(key, values): &(Key, [Span; 2])| {
            shown.get(key).is_none_or(|earlier| earlier.iter().all(|e| apart(values, e)))
        };
        let new = pairs.iter().any(is_new) && !(finding.slot == Slot::Name && tells_of_one_slip(finding, &names));
        if finding.slot == Slot::Name {
            names.extend(finding.sides.iter().flat_map(|s| &s.evidence).map(|e| (e.source, e.value)));
        }
        for (key, values) in pairs {
            shown.entry(key).or_default().push(values);
        }
        new
    });
    let mut findings = told_once(findings, sources, voices);
    findings.sort_by(|a, b| {
        let first = |f: &Finding| f.sides.iter().flat_map(|s| &s.evidence).map(|e| (e.source, e.span.start)).min();
        b.severity.cmp(&a.severity).then(first(a).cmp(&first(b))).then(a.id.cmp(&b.id))
    });
    findings
}

/// Whether the rarer form of a name stands in an earlier finding on names: it is a slip once.
fn tells_of_one_slip(finding: &Finding, names: &[(usize, Span)]) -> bool {
    let known = |source: usize, span: Span| {
        names.iter().any(|(s, name)| *s == source && name.start < span.end && span.start < name.end)
    };
    let rarer = finding.sides.iter().min_by_key(|side| side.evidence.len());
    rarer.is_some_and(|side| side.evidence.iter().all(|e| known(e.source, e.value)))
}

type Place = (usize, usize);
/// A slot and two sentences.
type Key = (Slot, Place, Place);

/// Pairs of sentences that a finding sets against each other, in its slot, and the values in them.
fn pairs(finding: &Finding) -> impl Iterator<Item = (Key, [Span; 2])> + '_ {
    finding.sides.iter().enumerate().flat_map(move |(at, left)| {
        finding.sides[at + 1..].iter().flat_map(move |right| {
            left.evidence.iter().take(MOST_EVIDENCE).flat_map(move |a| {
                right.evidence.iter().take(MOST_EVIDENCE).map(move |b| {
                    let (a, b) = if (a.source, a.sentence) <= (b.source, b.sentence) { (a, b) } else { (b, a) };
                    ((finding.slot, (a.source, a.sentence), (b.source, b.sentence)), [a.value, b.value])
                })
            })
        })
    })
}
