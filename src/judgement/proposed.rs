//! Which pairs of values the rules set against each other already, and by what kind of rule.

use std::collections::BTreeMap;

use crate::{
    claims::SourceAnalysis,
    facts::same_thing::{ClaimAt, ClaimPair},
    findings::{CHANGED_FACT, Evidence, Finding},
};

/// Evidence of a side that is looked at, which keeps the work in proportion: the rest says the same again.
const MOST_EVIDENCE: usize = 48;
/// Rules that take any value of their type begin so.
const ANY: &str = "any_";
/// Rules of files have this in their names.
const CLAIMS: &str = "/claims/";

/// The pairs of open claims that a finding sets against each other, in order.
pub(super) fn pairs(finding: &Finding, sources: &[SourceAnalysis]) -> Vec<ClaimPair> {
    let sides: Vec<Vec<ClaimAt>> = finding
        .sides
        .iter()
        .map(|side| side.evidence.iter().take(MOST_EVIDENCE).filter_map(|e| claim_of(e, sources)).collect())
        .collect();
    let kind = |at: &ClaimAt| sources[at.0].open[at.1].kind;
    let mut out = Vec::new();
    for (n, left) in sides.iter().enumerate() {
        for right in &sides[n + 1..] {
            for (a, b) in left.iter().flat_map(|a| right.iter().map(move |b| (*a, *b))) {
                if kind(&a) == kind(&b) && a != b {
                    out.push((a.min(b), a.max(b)));
                }
            }
        }
    }
    out.sort_unstable();
    out.dedup();
    out
}

/// The open claim whose value the evidence shows.
fn claim_of(evidence: &Evidence, sources: &[SourceAnalysis]) -> Option<ClaimAt> {
    let analysis = &sources[evidence.source];
    let from = analysis.open.partition_point(|c| c.sentence < evidence.sentence);
    let here = analysis.open.iter().enumerate().skip(from).take_while(|(_, c)| c.sentence == evidence.sentence);
    let shared = |claim: usize| {
        let span = analysis.mentions[analysis.open[claim].mention].span;
        span.end.min(evidence.value.end).saturating_sub(span.start.max(evidence.value.start))
    };
    let best = here.map(|(n, _)| (shared(n), n)).filter(|(shared, _)| *shared > 0);
    best.max_by_key(|(shared, n)| (*shared, std::cmp::Reverse(*n))).map(|(_, n)| (evidence.source, n))
}

/// By what kind of rule each pair was found, as a level: 0 by none.
pub fn levels(proposed: &[Finding], sources: &[SourceAnalysis]) -> BTreeMap<ClaimPair, u8> {
    let mut out: BTreeMap<ClaimPair, u8> = BTreeMap::new();
    for finding in proposed {
        let level = level(finding);
        for pair in pairs(finding, sources) {
            let known = out.entry(pair).or_default();
            *known = (*known).max(level);
        }
    }
    out
}

fn level(finding: &Finding) -> u8 {
    let rule = &*finding.rule;
    let file = rule.rsplit('/').next().unwrap_or_default();
    let kind = match rule {
        CHANGED_FACT => 3,
        _ if rule.contains(CLAIMS) && file.starts_with(ANY) => 1,
        _ if rule.contains(CLAIMS) => 2,
        _ => 4,
    };
    1 + 3 * (kind - 1) + finding.severity as u8 % 3
}
