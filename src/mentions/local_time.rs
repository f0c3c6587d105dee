//! "7pm local time" is on the clock of the place where it happens, when the text names that place beside it.

use chrono_tz::Tz;

use crate::{
    mentions::{Mention, Value, gazetteer::Gazetteer},
    text::{BlockKind, Document},
    values::time::{TimeValue, Zone},
};

/// Gives each local time the zone of the places of its sentence, else of the sentence before in its paragraph. Places of several
/// zones leave it unknown.
pub(super) fn settle(times: &mut [Mention], places: &[Mention], doc: &Document, gazetteer: &Gazetteer) {
    for mention in times {
        let Value::Time(time) = &mut mention.value else { continue };
        // "Landed in Sydney at 6am": whoever writes from London may have turned the clock back or not.
        if let Zone::Outlet(own) = time.zone
            && scene_zones(mention.sentence, places, doc, gazetteer).any(|zone| zone != own)
        {
            *time = TimeValue::in_zone(time, Zone::Unknown);
        }
        if time.zone != Zone::Local {
            continue;
        }
        let here = mention.sentence;
        let before = here.checked_sub(1).filter(|&previous| one_paragraph(doc, previous, here));
        let zone = zone_of(here, places, doc, gazetteer).or_else(|| match before {
            Some(previous) if !names_a_place(here, places) => zone_of(previous, places, doc, gazetteer),
            _ => None,
        });
        if let Some(zone) = zone {
            *time = TimeValue::in_zone(time, Zone::Named(zone));
        }
    }
}

/// "in Nairobi", "at Heathrow", "near Ostia".
fn is_scene(place: &Mention, doc: &Document) -> bool {
    let before = place.tokens.start.checked_sub(1).and_then(|t| doc.tokens.get(t));
    before.is_some_and(|token| matches!(&*token.lower, "in" | "at" | "near" | "outside"))
}

/// The zones of the places where something is told to happen in `sentence`.
fn scene_zones<'m>(
    sentence: usize,
    places: &'m [Mention],
    doc: &'m Document,
    gazetteer: &'m Gazetteer,
) -> impl Iterator<Item = Tz> + 'm {
    of_sentence(sentence, places).filter(|place| is_scene(place, doc)).filter_map(|mention| match &mention.value {
        Value::Place(place) if !place.demonym => {
            gazetteer.place(*place.candidates.first()?).timezone?.parse::<Tz>().ok()
        }
        _ => None,
    })
}

fn one_paragraph(doc: &Document, previous: usize, here: usize) -> bool {
    let kind = |sentence| doc.kind_of(sentence);
    let gap = doc.sentences[previous].span.end..doc.sentences[here].span.start;
    kind(previous) == kind(here)
        && kind(here) != BlockKind::Furniture
        && doc.text.get(gap).is_some_and(|gap| !gap.contains('\n'))
}

fn of_sentence(sentence: usize, places: &[Mention]) -> impl Iterator<Item = &Mention> {
    let from = places.partition_point(|p| p.sentence < sentence);
    places[from..].iter().take_while(move |p| p.sentence == sentence)
}

fn names_a_place(sentence: usize, places: &[Mention]) -> bool {
    of_sentence(sentence, places).any(|p| matches!(&p.value, Value::Place(place) if !place.demonym))
}

/// The one zone of all the places that `sentence` names: of those where something happens ("in Nairobi"), if there are such,
/// for a country may only take part. People of a place may be anywhere.
fn zone_of(sentence: usize, places: &[Mention], doc: &Document, gazetteer: &Gazetteer) -> Option<Tz> {
    let named = || {
        of_sentence(sentence, places).filter_map(|mention| match &mention.value {
            Value::Place(place) if !place.demonym => Some((mention, place)),
            _ => None,
        })
    };
    let any_scene = named().any(|(mention, _)| is_scene(mention, doc));
    let mut zone = None;
    for (_, place) in named().filter(|(mention, _)| !any_scene || is_scene(mention, doc)) {
        let own: Tz = gazetteer.place(*place.candidates.first()?).timezone?.parse().ok()?;
        if *zone.get_or_insert(own) != own {
            return None;
        }
    }
    zone
}
