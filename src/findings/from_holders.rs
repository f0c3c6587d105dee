//! Two holders of one office, for an editor to look at.

use crate::{
    claims::SourceAnalysis,
    copies::Voices,
    facts::{TwoHolders, fnv1a},
    findings::{Finding, Relation, from_doubles::side, side::by_weight},
    values::{Severity, Slot, names::fold},
};

/// The id that reports give as the rule of these findings.
pub const RULE: &str = "roles/two_holders";

/// The findings of all offices with two holders, in their order.
pub fn from_holders(offices: &[TwoHolders], sources: &[SourceAnalysis], voices: &Voices) -> Vec<Finding> {
    offices.iter().filter_map(|office| finding(office, sources, voices)).collect()
}

fn finding(held: &TwoHolders, sources: &[SourceAnalysis], voices: &Voices) -> Option<Finding> {
    let mut sides = vec![side(&held.left, RULE, sources, voices)?, side(&held.right, RULE, sources, voices)?];
    sides.sort_by(by_weight);
    let (a, b) = (sides[0].value.clone(), sides[1].value.clone());
    let subject = format!("{} of {}", held.office, held.body);
    Some(Finding {
        id: format!("{:016x}", fnv1a(&format!("{RULE} {}", fold(&subject)))),
        rule: RULE.to_owned(),
        slot: Slot::Role,
        severity: Severity::Warning,
        relation: Relation::Conflict,
        message: format!("Who is the {subject}: {a} or {b}?"),
        subject,
        why: vec!["an office that one person holds at a time".to_owned()],
        sides,
    })
}
