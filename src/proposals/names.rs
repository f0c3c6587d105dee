//! Names that may be a slip, for an editor to look at: one person under two names, one office with two holders, a spelling of one source
//! alone.

use crate::{
    claims::{Claim, SourceAnalysis},
    copies::Voices,
    facts::{
        Double, Fact, LoneSpelling, NameSlip, TwoHolders, Written, find_doubles, find_lone_spellings, find_name_slips,
        find_two_holders, fnv1a,
    },
    findings::{Finding, LONE_SPELLING, NAME_SLIP, Relation, TWO_HOLDERS, TWO_NAMES, by_weight},
    proposals::two_sides::{side, two_sides, written, written_side},
    rules::Rules,
    values::{Severity, Slot, names::fold},
    verdicts::Court,
};

/// All of them, the two names first.
pub(super) fn names(claims: &[&Claim], facts: &[Fact], court: &Court, voices: &Voices, rules: &Rules) -> Vec<Finding> {
    let (sources, entities) = (court.sources, court.entities);
    let doubles = find_doubles(sources, claims, facts, entities, &rules.lexicons);
    let lone = find_lone_spellings(sources, &rules.lexicons);
    let held = find_two_holders(sources, claims, entities, rules);
    let mut out: Vec<Finding> = doubles.iter().filter_map(|double| two_names(double, sources, voices)).collect();
    out.extend(lone.iter().filter_map(|one| lone_spelling(one, sources, voices)));
    out.extend(find_name_slips(sources, &rules.lexicons).iter().filter_map(|found| slip(found, sources, voices)));
    out.extend(held.iter().filter_map(|office| two_holders(office, sources, voices)));
    out
}

fn two_names(double: &Double, sources: &[SourceAnalysis], voices: &Voices) -> Option<Finding> {
    let sides = two_sides(&double.left, &double.right, TWO_NAMES, sources, voices)?;
    let (a, b) = (&sides[0].value, &sides[1].value);
    let mut names = [sides[0].normalized.as_str(), sides[1].normalized.as_str()];
    names.sort_unstable();
    Some(Finding {
        id: format!("{:016x}", fnv1a(&format!("{TWO_NAMES} {}", names.join(" ")))),
        rule: TWO_NAMES.to_owned(),
        slot: Slot::Name,
        severity: Severity::Warning,
        relation: Relation::Spelling,
        subject: a.clone(),
        message: format!("Is this one person under two names: {a} and {b}?"),
        why: vec![double.why.clone()],
        sides,
    })
}

fn lone_spelling(found: &LoneSpelling, sources: &[SourceAnalysis], voices: &Voices) -> Option<Finding> {
    let (lone, usual) =
        (side(&found.lone, LONE_SPELLING, sources, voices)?, side(&found.usual, LONE_SPELLING, sources, voices)?);
    let mut names = [lone.normalized.as_str(), usual.normalized.as_str()];
    names.sort_unstable();
    let id = format!("{:016x}", fnv1a(&format!("{LONE_SPELLING} {}", names.join(" "))));
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
        rule: LONE_SPELLING.to_owned(),
        slot: Slot::Name,
        severity: Severity::Warning,
        relation: Relation::Spelling,
        subject,
        message,
        why: vec![why],
        sides,
    })
}

fn slip(found: &NameSlip, sources: &[SourceAnalysis], voices: &Voices) -> Option<Finding> {
    let side = |places: &[Written]| {
        let evidence =
            places.iter().map(|(source, sentence, span)| written(*source, *sentence, *span, NAME_SLIP, sources));
        written_side(evidence.collect(), sources, voices)
    };
    let (rare, usual) = (side(&found.rare)?, side(&found.usual)?);
    let id = format!("{:016x}", fnv1a(&format!("{NAME_SLIP} {} {}", rare.normalized, usual.normalized)));
    let message = if found.rare.len() < found.usual.len() {
        format!("Is “{}” a slip for “{}”?", rare.value, usual.value)
    } else {
        format!("Which is right: “{}” or “{}”?", rare.value, usual.value)
    };
    let subject = usual.value.clone();
    let mut sides = vec![usual, rare];
    sides.sort_by(by_weight);
    Some(Finding {
        id,
        rule: NAME_SLIP.to_owned(),
        slot: Slot::Name,
        severity: Severity::Warning,
        relation: Relation::Spelling,
        subject,
        message,
        why: vec!["the two names differ in one letter".to_owned()],
        sides,
    })
}

fn two_holders(held: &TwoHolders, sources: &[SourceAnalysis], voices: &Voices) -> Option<Finding> {
    let sides = two_sides(&held.left, &held.right, TWO_HOLDERS, sources, voices)?;
    let (a, b) = (sides[0].value.clone(), sides[1].value.clone());
    let subject = format!("{} of {}", held.office, held.body);
    Some(Finding {
        id: format!("{:016x}", fnv1a(&format!("{TWO_HOLDERS} {}", fold(&subject)))),
        rule: TWO_HOLDERS.to_owned(),
        slot: Slot::Role,
        severity: Severity::Warning,
        relation: Relation::Conflict,
        message: format!("Who is the {subject}: {a} or {b}?"),
        subject,
        why: vec!["an office that one person holds at a time".to_owned()],
        sides,
    })
}
