//! Lists of names in which two sources name one otherwise.

use std::collections::BTreeMap;

use crate::{
    claims::SourceAnalysis,
    copies::Voices,
    facts::{Entities, Place, find_two_lists, fnv1a},
    findings::{Finding, Relation, TWO_LISTS, by_weight},
    proposals::names::side,
    rules::Lexicons,
    values::{Severity, Slot, names::fold},
};

/// Where the sources have one pair of names, and the names beside them.
#[derive(Default)]
struct Told {
    /// By the folded name.
    places: BTreeMap<String, Vec<Place>>,
    shared: Vec<Place>,
}

/// One finding for each pair of names, however many sources give the two lists.
pub(super) fn lists(
    sources: &[SourceAnalysis],
    entities: &Entities,
    voices: &Voices,
    lexicons: &Lexicons,
) -> Vec<Finding> {
    let words = |place: Place| -> String {
        let analysis = &sources[place.0];
        fold(analysis.doc.slice(analysis.mentions[place.1].span))
    };
    let mut told: BTreeMap<(Vec<String>, Vec<String>), Told> = BTreeMap::new();
    for found in find_two_lists(sources, entities, lexicons) {
        let sorted = |places: &[Place]| {
            let mut out: Vec<String> = places.iter().map(|place| words(*place)).collect();
            out.sort_unstable();
            out
        };
        let one = told.entry((sorted(&found.shared), sorted(&[found.left, found.right]))).or_default();
        for place in [found.left, found.right] {
            let places = one.places.entry(words(place)).or_default();
            if !places.contains(&place) {
                places.push(place);
            }
        }
        if one.shared.is_empty() {
            one.shared = found.shared;
        }
    }
    let finding = |((shared, apart), one): (&(Vec<String>, Vec<String>), &Told)| {
        let [left, right] = &one.places.values().collect::<Vec<_>>()[..] else { return None };
        let mut sides = vec![side(left, TWO_LISTS, sources, voices)?, side(right, TWO_LISTS, sources, voices)?];
        sides.sort_by(by_weight);
        let (a, b) = (sides[0].value.clone(), sides[1].value.clone());
        let names = one.shared.iter().filter_map(|place| Some(side(&[*place], TWO_LISTS, sources, voices)?.value));
        let subject = names.collect::<Vec<_>>().join(", ");
        Some(Finding {
            id: format!("{:016x}", fnv1a(&format!("{TWO_LISTS} {} {}", shared.join(" "), apart.join(" ")))),
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
