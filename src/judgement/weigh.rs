//! What of the findings of the rules an editor is told, and how loudly.

use std::collections::{BTreeMap, BTreeSet};

use crate::{
    claims::{OpenKind, SourceAnalysis},
    facts::same_thing::ClaimPair,
    findings::{CHANGED_FACT, Finding, Relation},
    judgement::{Judged, occasions::are_two_occasions, proposed},
    rules::Rules,
    values::Severity,
};

/// Lowers what of `proposed` is worth less than its severity says. What no pair of values was judged of stays as it is.
pub fn weigh(
    proposed: &mut [Finding],
    judged: &BTreeMap<ClaimPair, Judged>,
    sources: &[SourceAnalysis],
    rules: &Rules,
) {
    let weights = &rules.weights;
    let may_be: BTreeSet<&str> =
        rules.claims.iter().filter(|r| r.judged).map(|r| &*r.id).chain([CHANGED_FACT]).collect();
    let rivals = |f: &&mut Finding| matches!(f.relation, Relation::Conflict | Relation::Superseded);
    for finding in proposed.iter_mut().filter(rivals) {
        if are_two_occasions(finding, sources) {
            finding.severity = Severity::Note;
        }
        if finding.relation == Relation::Superseded || !may_be.contains(&*finding.rule) {
            continue;
        }
        let pairs = proposed::pairs(finding, sources);
        let judged =
            pairs.iter().filter_map(|pair| judged.get(pair)).filter(|j| j.compared.differ() && is_known(j.thing.kind));
        let judged: Vec<&Judged> = judged.collect();
        let Some(worth) = judged.iter().map(|j| j.worth).max() else { continue };
        // A live page that tells the other's value too tells of a change.
        let live = |j: &Judged| [j.thing.left.0, j.thing.right.0].iter().any(|s| sources[*s].doc.posts.len() > 1);
        let told = finding.rule != CHANGED_FACT && judged.iter().all(|j| live(j) && j.thing.is_told_elsewhere());
        let worth = if told { i32::MIN } else { worth };
        let copied = finding.rule == CHANGED_FACT;
        // One value alone changed in copied text is always worth a look.
        let alone = copied && finding.severity == Severity::Error;
        let most = if worth >= weights.kept_error {
            Severity::Error
        } else if alone || worth >= if copied { weights.kept_copied } else { weights.kept } {
            Severity::Warning
        } else {
            Severity::Note
        };
        finding.severity = finding.severity.min(most);
    }
}

/// The kinds of which readers judged pairs of real stories by the thousand: of ages, results and ranks a rule knows better.
fn is_known(kind: OpenKind) -> bool {
    matches!(kind, OpenKind::Number | OpenKind::Time | OpenKind::Place | OpenKind::Who)
}
