//! One deed told the other way round: "Spain beat Serbia", "Serbia beat Spain".

use std::collections::BTreeMap;

use crate::{
    claims::SourceAnalysis,
    copies::Voices,
    facts::{Entities, Place, find_turned, fnv1a},
    findings::{Finding, Relation, TURNED, asked, by_weight},
    proposals::names::side,
    rules::Lexicons,
    values::{Severity, Slot},
};

/// One finding for each deed and pair of names.
pub(super) fn turned(
    sources: &[SourceAnalysis],
    entities: &Entities,
    voices: &Voices,
    lexicons: &Lexicons,
) -> Vec<Finding> {
    let mut told: BTreeMap<String, Finding> = BTreeMap::new();
    for found in find_turned(sources, entities, lexicons) {
        let of = |place: Place| side(&[place], TURNED, sources, voices);
        let (Some(left), Some(right)) = (of(found.left), of(found.right)) else { continue };
        let mut sides = vec![left, right];
        sides.sort_by(by_weight);
        let mut names = [sides[0].normalized.as_str(), sides[1].normalized.as_str()];
        names.sort_unstable();
        let id = format!("{:016x}", fnv1a(&format!("{TURNED} {}", names.join(" "))));
        let first = &sides[0].evidence[0];
        let message = asked(Slot::Agent.name(), &sides, (&sources[first.source].doc, first), lexicons);
        let new = Finding {
            id: id.clone(),
            rule: TURNED.to_owned(),
            slot: Slot::Agent,
            severity: if found.sure { Severity::Error } else { Severity::Warning },
            relation: Relation::Conflict,
            subject: sides[0].value.clone(),
            message,
            why: vec!["each names the other as the one who did it".to_owned()],
            sides,
        };
        match told.get_mut(&id) {
            Some(old) => old.join(new),
            None => {
                told.insert(id, new);
            }
        }
    }
    let mut out: Vec<Finding> = told.into_values().collect();
    for side in out.iter_mut().flat_map(|found| &mut found.sides) {
        side.voices = voices.count(&side.evidence.iter().map(|e| (e.source, e.sentence)).collect());
    }
    out
}
