//! A spelling of one source alone, for an editor to look at.

use crate::{
    claims::SourceAnalysis,
    copies::Voices,
    facts::{LoneSpelling, fnv1a},
    findings::{Finding, Relation, from_doubles::side, side::by_weight},
    values::{Severity, Slot},
};

/// The id that reports give as the rule of these findings.
pub const RULE: &str = "names/lone_spelling";

/// The findings of all lone spellings, in their order.
pub fn from_lone_spellings(lone: &[LoneSpelling], sources: &[SourceAnalysis], voices: &Voices) -> Vec<Finding> {
    lone.iter().filter_map(|one| finding(one, sources, voices)).collect()
}

fn finding(found: &LoneSpelling, sources: &[SourceAnalysis], voices: &Voices) -> Option<Finding> {
    let (lone, usual) = (side(&found.lone, RULE, sources, voices)?, side(&found.usual, RULE, sources, voices)?);
    let mut names = [lone.normalized.as_str(), usual.normalized.as_str()];
    names.sort_unstable();
    let id = format!("{:016x}", fnv1a(&format!("{RULE} {}", names.join(" "))));
    let message = format!("Is “{}” a slip for “{}”?", lone.value, usual.value);
    let why = match &found.beside {
        Some(word) => format!("one source alone writes it with another letter beside “{word}”"),
        None => "whoever writes it so writes the other too, and all others only the other".to_owned(),
    };
    let subject = usual.value.clone();
    let mut sides = vec![usual, lone];
    sides.sort_by(by_weight);
    Some(Finding {
        id,
        rule: RULE.to_owned(),
        slot: Slot::Name,
        severity: Severity::Warning,
        relation: Relation::Spelling,
        subject,
        message,
        why: vec![why],
        sides,
    })
}
