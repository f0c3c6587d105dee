//! One deed told the other way round: "Spain beat Serbia", "Serbia beat Spain".

use std::collections::BTreeMap;

use crate::{
    claims::SourceAnalysis,
    copies::Voices,
    facts::{Entities, EntityId, find_turned, fnv1a},
    findings::{Finding, Relation, TURNED, asked},
    proposals::two_sides::TwoSides,
    rules::Lexicons,
    values::{Severity, Slot},
};

/// One finding for each pair of names, however many sources tell it either way.
pub(super) fn turned(
    sources: &[SourceAnalysis],
    entities: &Entities,
    voices: &Voices,
    lexicons: &Lexicons,
) -> Vec<Finding> {
    let mut told: BTreeMap<(EntityId, EntityId), (TwoSides<EntityId>, bool)> = BTreeMap::new();
    for found in find_turned(sources, entities, lexicons) {
        let ((a, _), (b, _)) = (found.left, found.right);
        let (sides, sure) = told.entry((a.min(b), a.max(b))).or_default();
        for (by, place) in [found.left, found.right] {
            sides.add(by, place);
        }
        *sure |= found.sure;
    }
    let finding = |(sides, sure): (TwoSides<EntityId>, bool)| {
        let sides = sides.sides(TURNED, sources, voices)?;
        let mut names = [sides[0].normalized.as_str(), sides[1].normalized.as_str()];
        names.sort_unstable();
        let first = &sides[0].evidence[0];
        Some(Finding {
            id: format!("{:016x}", fnv1a(&format!("{TURNED} {}", names.join(" ")))),
            rule: TURNED.to_owned(),
            slot: Slot::Agent,
            severity: if sure { Severity::Error } else { Severity::Warning },
            relation: Relation::Conflict,
            subject: sides[0].value.clone(),
            message: asked(Slot::Agent.name(), &sides, (&sources[first.source].doc, first), lexicons),
            why: vec!["each names the other as the one who did it".to_owned()],
            sides,
        })
    };
    told.into_values().filter_map(finding).collect()
}
