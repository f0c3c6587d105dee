//! Puts findings in the order an editor reads them, and drops what a surer finding says already.

use std::collections::BTreeSet;

use crate::findings::Finding;

/// Findings by severity, then by where their first words stand. A finding whose sides are all shown by an earlier one of the same
/// slot is dropped.
pub fn rank(mut findings: Vec<Finding>) -> Vec<Finding> {
    findings.sort_by(|a, b| {
        let first = |f: &Finding| f.sides.iter().flat_map(|s| &s.evidence).map(|e| (e.source, e.span.start)).min();
        b.severity.cmp(&a.severity).then(first(a).cmp(&first(b))).then(a.id.cmp(&b.id))
    });
    let mut shown = BTreeSet::new();
    findings.retain(|finding| {
        let pairs: Vec<_> = pairs(finding).collect();
        let new = pairs.iter().any(|p| !shown.contains(p));
        shown.extend(pairs);
        new
    });
    findings
}

type Place = (usize, usize);

/// Pairs of sentences that a finding sets against each other, in its slot.
fn pairs(finding: &Finding) -> impl Iterator<Item = (crate::values::Slot, Place, Place)> + '_ {
    finding.sides.iter().enumerate().flat_map(move |(at, left)| {
        finding.sides[at + 1..].iter().flat_map(move |right| {
            left.evidence.iter().flat_map(move |a| {
                right.evidence.iter().map(move |b| {
                    let (x, y) = ((a.source, a.sentence), (b.source, b.sentence));
                    (finding.slot, x.min(y), x.max(y))
                })
            })
        })
    })
}
