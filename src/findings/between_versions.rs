//! Findings between two versions of one article: what the outlet changed itself is no disagreement.

use std::collections::BTreeSet;

use crate::{
    copies::Versions,
    findings::{Finding, Relation},
    values::Severity,
};

/// The reason that such findings give.
const WHY: &str = "changed between two versions of one article";

/// A conflict whose sides are all versions of one another becomes a change, and a warning at most. Where another outlet takes part,
/// or one version says both, it stays what it is.
pub fn between_versions(findings: &mut [Finding], versions: &Versions) {
    for finding in findings.iter_mut().filter(|f| matches!(f.relation, Relation::Conflict | Relation::Superseded)) {
        let sides: Vec<BTreeSet<usize>> =
            finding.sides.iter().map(|side| side.evidence.iter().map(|e| e.source).collect()).collect();
        let apart = sides
            .iter()
            .enumerate()
            .all(|(n, side)| sides[n + 1..].iter().flatten().all(|b| side.iter().all(|a| versions.are(*a, *b))));
        if apart && sides.len() > 1 {
            finding.relation = Relation::Superseded;
            finding.severity = finding.severity.min(Severity::Warning);
            finding.why.insert(0, WHY.to_owned());
            if !finding.message.ends_with(')') {
                finding.message.push_str(" (changed between versions)");
            }
        }
    }
}
