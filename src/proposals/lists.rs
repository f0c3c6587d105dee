//! Lists of names in which two sources name one otherwise.

use std::collections::BTreeMap;

use crate::{
    claims::SourceAnalysis,
    copies::Voices,
    facts::{Entities, Place, find_two_lists, fnv1a},
    findings::{Finding, Relation, TWO_LISTS},
    proposals::two_sides::{TwoSides, side},
    rules::Lexicons,
    values::{Severity, Slot, names::fold},
};

/// The names that both lists have, and the two that stand apart, folded and in order.
type Names = (Vec<String>, Vec<String>);

/// Where the sources have one pair of names, and where the first list has those beside them.
struct Told {
    apart: TwoSides<String>,
    shared: Vec<Place>,
}

/// One finding for each pair of names, however many sources give the two lists.
pub(super) fn lists(
    sources: &[SourceAnalysis],
    entities: &Entities,
    voices: &Voices,
    lexicons: &Lexicons,
) -> Vec<Finding> {
    let words = |place: &Place| -> String {
        let analysis = &sources[place.0];
        fold(analysis.doc.slice(analysis.mentions[place.1].span))
    };
    let sorted = |places: &[Place]| {
        let mut out: Vec<String> = places.iter().map(words).collect();
        out.sort_unstable();
        out
    };
    let mut told: BTreeMap<Names, Told> = BTreeMap::new();
    for found in find_two_lists(sources, entities, lexicons) {
        let key = (sorted(&found.shared), sorted(&[found.left, found.right]));
        let apart =
            &mut told.entry(key).or_insert_with(|| Told { apart: TwoSides::default(), shared: found.shared }).apart;
        for place in [found.left, found.right] {
            apart.add(words(&place), place);
        }
    }
    let finding = |((shared, names), told): (&Names, &Told)| {
        let sides = told.apart.sides(TWO_LISTS, sources, voices)?;
        let (a, b) = (sides[0].value.clone(), sides[1].value.clone());
        let given = told.shared.iter().filter_map(|place| Some(side(&[*place], TWO_LISTS, sources, voices)?.value));
        let subject = given.collect::<Vec<_>>().join(", ");
        Some(Finding {
            id: format!("{:016x}", fnv1a(&format!("{TWO_LISTS} {} {}", shared.join(" "), names.join(" ")))),
            rule: TWO_LISTS.to_owned(),
            slot: Slot::Member,
            severity: Severity::Warning,
            relation: Relation::Conflict,
            message: format!("Whom or what does the list name beside {subject}: {a} or {b}?"),
            subject,
            why: vec!["two lists of as many names, all but one of them the same".to_owned()],
            sides,
        })
    };
    told.iter().filter_map(finding).collect()
}
