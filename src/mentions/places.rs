//! Places by name and by demonym, from the gazetteer, with a check against the words around them.

use crate::{
    mentions::{Mention, PlaceValue, Value, find::mention, gazetteer::Gazetteer},
    rules::Lexicons,
    text::{BlockKind, Document, Pos},
};

/// Longest words of one place name.
const LONGEST_NAME: usize = 6;

/// Finds places outside the tokens already `taken` (by times).
pub(super) fn find_places(doc: &Document, gazetteer: &Gazetteer, lexicons: &Lexicons, taken: &[bool]) -> Vec<Mention> {
    let mut out = Vec::new();
    for (index, sentence) in doc.sentences.iter().enumerate() {
        if doc.kind_of(index) == BlockKind::Credit {
            continue;
        }
        let mut at = sentence.tokens.start;
        while at < sentence.tokens.end {
            let found = if taken[at] { None } else { place_at(doc, at, sentence.tokens.end, gazetteer, lexicons) };
            match found {
                Some((length, value)) => {
                    out.push(mention(doc, index, at..at + length, Value::Place(value), "gazetteer"));
                    at += length;
                }
                None => at += 1,
            }
        }
    }
    out
}

fn place_at(
    doc: &Document,
    at: usize,
    end: usize,
    gazetteer: &Gazetteer,
    lexicons: &Lexicons,
) -> Option<(usize, PlaceValue)> {
    let first = doc.word(at);
    if !first.chars().next().is_some_and(char::is_uppercase) {
        return None;
    }
    let words: Vec<&str> = (at..end.min(at + LONGEST_NAME)).map(|t| doc.word(t)).collect();
    if let Some((length, candidates)) = gazetteer.longest_match(&words) {
        if !candidates.is_empty() && !part_of_name(doc, at, length, lexicons) {
            return Some((length, PlaceValue { candidates, demonym: false }));
        }
        if length > 1 || !candidates.is_empty() {
            return None;
        }
    }
    let nation = gazetteer.demonym(first)?;
    Some((1, PlaceValue { candidates: vec![nation], demonym: true }))
}

/// Whether the place's words are part of a longer proper name of something else: "Paris Hilton", "Bank of England",
/// "Washington Post", "President Lincoln".
fn part_of_name(doc: &Document, at: usize, length: usize, lexicons: &Lexicons) -> bool {
    let next = doc.tokens.get(at + length).filter(|t| t.pos == Pos::Propn).map(|t| &*t.lower);
    if next.is_some_and(|n| lexicons.has("name_tail", n)) {
        return true;
    }
    let Some(before) = at.checked_sub(1).map(|b| &doc.tokens[b]) else { return false };
    if lexicons.has("given_name", &before.lower) && before.pos == Pos::Propn {
        return true;
    }
    if next.is_some() && length == 1 && office_before(doc, at, lexicons) {
        return true;
    }
    lexicons.has("person_title", &before.lower)
        && before.span.of(&doc.text).chars().next().is_some_and(char::is_uppercase)
}

/// "deputy minister Rustam Velikov", "the deputy minister, Rustam Velikov": an office before two capital words names a person.
fn office_before(doc: &Document, at: usize, lexicons: &Lexicons) -> bool {
    let comma = at.checked_sub(1).filter(|t| &*doc.tokens[*t].lower == ",");
    let office = comma.unwrap_or(at).checked_sub(1).map(|t| &*doc.tokens[t].lower);
    office.is_some_and(|word| lexicons.has("person_title", word) || lexicons.has("office_noun", word))
}
