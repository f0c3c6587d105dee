//! What stands around the name of a place: "Paris, Texas" is no other Paris, and "the Turkish capital" is Ankara.

use std::collections::BTreeMap;

use crate::{
    mentions::{
        Mention, PlaceValue, Value,
        find::mention,
        gazetteer::{Gazetteer, PlaceId, PlaceKind},
    },
    rules::Lexicons,
    text::{Document, Form, Pos},
    values::names::fold,
};

/// Leaves of several places of one name those that lie in the place named behind the comma, here and wherever the document has that
/// name without saying more.
pub(super) fn narrow(doc: &Document, places: &mut [Mention], gazetteer: &Gazetteer) {
    let mut told: BTreeMap<String, Vec<PlaceId>> = BTreeMap::new();
    for at in 1..places.len() {
        let (before, rest) = places.split_at_mut(at);
        let (Some(inner), Some(outer)) = (before.last_mut(), rest.first()) else { continue };
        let beside = inner.tokens.end + 1 == outer.tokens.start && &*doc.tokens[inner.tokens.end].lower == ",";
        let name = fold(doc.slice(inner.span));
        let (Value::Place(inner), Value::Place(outer)) = (&mut inner.value, &outer.value) else { continue };
        if !beside || outer.demonym || inner.demonym {
            continue;
        }
        let lies = |id: &PlaceId| outer.candidates.iter().any(|o| o != id && gazetteer.contains(*o, *id));
        let within: Vec<PlaceId> = inner.candidates.iter().copied().filter(lies).collect();
        if !within.is_empty() && within.len() < inner.candidates.len() {
            inner.candidates.clone_from(&within);
            told.entry(name).or_insert(within);
        }
    }
    for place in places {
        let name = fold(doc.slice(place.span));
        if let (Value::Place(value), Some(within)) = (&mut place.value, told.get(&name))
            && within.iter().all(|id| value.candidates.contains(id))
        {
            value.candidates.clone_from(within);
        }
    }
}

/// "Springfield, Ill.", "Fresno, CA", "Washington state": a town with the short form of its state is one name, and the word after a
/// state's name tells it from a town's.
pub(super) fn with_states(doc: &Document, places: &mut [Mention], gazetteer: &Gazetteer, lexicons: &Lexicons) {
    for place in places.iter_mut() {
        let end = place.tokens.end;
        let limit = doc.sentences[place.sentence].tokens.end;
        let word = |t: usize| if t < limit { doc.word(t) } else { "" };
        let Value::Place(value) = &mut place.value else { continue };
        if value.demonym {
            continue;
        }
        if word(end) == "state" && value.candidates.len() > 1 {
            let region = |id: &PlaceId| gazetteer.place(*id).kind == PlaceKind::Region;
            let states: Vec<PlaceId> = value.candidates.iter().copied().filter(region).collect();
            if !states.is_empty() {
                value.candidates = states;
                place.tokens.end = end + 1;
                place.span = doc.span_of(&place.tokens);
            }
            continue;
        }
        let short = word(end + 1);
        let capital = short.starts_with(char::is_uppercase);
        let state = lexicons.value("short_state", short.trim_end_matches('.')).filter(|_| word(end) == "," && capital);
        let Some(state) = state.map(|name| gazetteer.lookup(name)) else { continue };
        let lies = |id: &PlaceId| state.iter().any(|s| s != id && gazetteer.contains(*s, *id));
        let within: Vec<PlaceId> = value.candidates.iter().copied().filter(lies).collect();
        if !within.is_empty() {
            value.candidates = within;
            // The full stop of "Ill." may be a token of its own.
            let stop = word(end + 2) == "." && end + 3 < limit;
            place.tokens.end = end + 2 + usize::from(stop);
            place.span = doc.span_of(&place.tokens);
        }
    }
}

/// "the Turkish capital", "Turkey's capital": the city where a country is named before the word.
pub(super) fn capitals(doc: &Document, places: &[Mention], gazetteer: &Gazetteer, lexicons: &Lexicons) -> Vec<Mention> {
    let capital = |place: &Mention| {
        let Value::Place(PlaceValue { candidates, demonym }) = &place.value else { return None };
        let within = &doc.sentences.get(place.sentence)?.tokens;
        let is = |t: usize, class: &str| within.contains(&t) && lexicons.has(class, &doc.tokens[t].lower);
        let end = place.tokens.end;
        let owns = end < within.end && doc.tokens[end].form == Form::Possessive;
        let at = if owns { end + 1 } else { end };
        let known = place.tokens.start.checked_sub(1).is_some_and(|t| is(t, "article_of_the_known"));
        // "Turkish capital controls"
        let last = if is(at + 1, "place_noun") { at + 1 } else { at };
        let noun = |t: usize| within.contains(&t) && matches!(doc.tokens[t].pos, Pos::Noun | Pos::Propn);
        let fits = is(at, "word_for_a_capital") && !noun(last + 1) && (owns && !demonym || known && *demonym);
        let city = gazetteer.capital_of(*candidates.first()?).filter(|_| fits)?;
        let value = Value::Place(PlaceValue { candidates: vec![city], demonym: false });
        Some(mention(doc, place.sentence, at..last + 1, value, "gazetteer"))
    };
    places.iter().filter_map(capital).collect()
}
