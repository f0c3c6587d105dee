//! The end of a text report: what was not checked, and why.

use std::collections::BTreeMap;

use crate::{findings::not_checked, reports::Report};

/// The reasons with their counts, for the end of a text report.
pub(super) fn reasons(report: &Report) -> Vec<String> {
    let mut counts = BTreeMap::new();
    for item in not_checked(&report.story.facts, &report.story.claims(), &report.story.court(report.rules)) {
        *counts.entry(item.reason).or_insert(0usize) += 1;
    }
    let alone = report.story.facts.iter().filter(|f| f.claims.len() == 1).count();
    let mut out: Vec<String> = counts.into_iter().map(|(reason, n)| format!("{n} × {reason}")).collect();
    if alone > 0 {
        out.push(format!("{alone} × said in one place only"));
    }
    out
}
