//! Places by name and by demonym, from the gazetteer, with a check against the words around them.

use std::ops::Range;

use crate::{
    mentions::{
        Mention, PlaceValue, Value,
        find::mention,
        gazetteer::{Gazetteer, PlaceId, PlaceKind},
        place_contexts,
    },
    rules::Lexicons,
    text::{BlockKind, Document, Form, Pos},
};

/// Longest words of one place name.
const LONGEST_NAME: usize = 6;
/// A town of so many people is meant by its name also beside other names.
const LARGE_TOWN: u32 = 300_000;

/// Finds places outside the tokens already `taken` (by times).
pub(super) fn find_places(doc: &Document, gazetteer: &Gazetteer, lexicons: &Lexicons, taken: &[bool]) -> Vec<Mention> {
    let looker = Looker { doc, gazetteer, lexicons, taken };
    let mut out = Vec::new();
    for (index, sentence) in doc.sentences.iter().enumerate() {
        if doc.kind_of(index) == BlockKind::Credit {
            continue;
        }
        let mut at = sentence.tokens.start;
        while at < sentence.tokens.end {
            let found = if taken[at] { None } else { looker.place_at(at, &sentence.tokens) };
            match found {
                Some((length, value)) => {
                    out.push(mention(doc, index, at..at + length, Value::Place(value), "gazetteer"));
                    at += length;
                }
                None => at += 1,
            }
        }
    }
    place_contexts::with_states(doc, &mut out, gazetteer, lexicons);
    place_contexts::narrow(doc, &mut out, gazetteer);
    let capitals = place_contexts::capitals(doc, &out, gazetteer, lexicons);
    out.extend(capitals);
    out.sort_by_key(|m| m.tokens.start);
    out
}

/// What places are looked for in.
struct Looker<'a> {
    doc: &'a Document,
    gazetteer: &'a Gazetteer,
    lexicons: &'a Lexicons,
    taken: &'a [bool],
}

impl Looker<'_> {
    fn place_at(&self, at: usize, within: &Range<usize>) -> Option<(usize, PlaceValue)> {
        let first = self.doc.word(at);
        if !first.chars().next().is_some_and(char::is_uppercase) {
            return None;
        }
        let words: Vec<&str> = (at..within.end.min(at + LONGEST_NAME)).map(|t| self.doc.word(t)).collect();
        if let Some((length, candidates)) = self.gazetteer.longest_match(&words) {
            let other = || {
                part_of_name(self.doc, at, length, self.gazetteer, self.lexicons)
                    || length == 1 && self.is_of_longer_name(at, within, &candidates)
            };
            if !candidates.is_empty() && !other() {
                return Some((length, PlaceValue { candidates, demonym: false }));
            }
            if length > 1 || !candidates.is_empty() {
                return None;
            }
        }
        let nation = self.gazetteer.demonym(first)?;
        Some((1, PlaceValue { candidates: vec![nation], demonym: true }))
    }

    /// "Miro Lang", "Bukit Sama", "Chatham House": a small town's name beside another capital word is part of a name that is not the
    /// town's. Directions ("North Lang"), titles and other places beside it are no names, nor is anything in a headline that
    /// capitalises all words.
    fn is_of_longer_name(&self, at: usize, within: &Range<usize>, candidates: &[PlaceId]) -> bool {
        let before = at.checked_sub(1).filter(|t| within.contains(t));
        let behind = Some(at + 1).filter(|t| within.contains(t));
        candidates.iter().all(|id| is_small_town(*id))
            && before.into_iter().chain(behind).any(|t| self.is_name(t))
            && !in_title_case(self.doc, within)
    }

    /// Whether a token is a capital word that can be part of a name together with the word beside it.
    fn is_name(&self, token: usize) -> bool {
        let (found, word) = (&self.doc.tokens[token], self.doc.word(token));
        let mut letters = word.chars();
        let capital = letters.next().is_some_and(char::is_uppercase);
        let rest = letters.as_str();
        let says_more = ["word_beside_places", "person_title", "office_noun"];
        found.pos == Pos::Propn
            && !self.taken[token]
            && capital
            && !rest.is_empty()
            && rest.chars().all(char::is_lowercase)
            && !says_more.iter().any(|class| self.lexicons.has(class, &found.lower))
            && self.gazetteer.demonym(word).is_none()
            && self.gazetteer.lookup(word).iter().all(|id| is_small_town(*id))
    }
}

/// Whether the place's words are part of a longer proper name of something else: "Paris Hilton", "Bank of England",
/// "Washington Post", "President Lincoln".
fn part_of_name(doc: &Document, at: usize, length: usize, gazetteer: &Gazetteer, lexicons: &Lexicons) -> bool {
    let next = doc.tokens.get(at + length).filter(|t| t.pos == Pos::Propn).map(|t| &*t.lower);
    if next.is_some_and(|n| lexicons.has("name_tail", n)) {
        return true;
    }
    if length == 1 && (is_given_name(doc, at, lexicons)) {
        return true;
    }
    let genitive = doc.tokens.get(at + length).is_some_and(|t| t.form == Form::Possessive);
    if genitive && doc.tokens.get(at + length + 1).is_some_and(|t| lexicons.has("tail_of_a_genitive", &t.lower)) {
        return doc.word(at + length + 1).starts_with(char::is_uppercase);
    }
    let Some(before) = at.checked_sub(1).map(|b| &doc.tokens[b]) else { return false };
    if lexicons.has("given_name", &before.lower) && before.pos == Pos::Propn {
        return true;
    }
    // "deputy foreign minister Rustam" has a town's name for his own.
    let alone = || {
        let small = || gazetteer.lookup(doc.word(at)).iter().all(|id| is_small_town(*id));
        lexicons.has("office_noun", &before.lower) && doc.word(at - 1).starts_with(char::is_lowercase) && small()
    };
    if length == 1 && (next.is_some() && office_before(doc, at, lexicons) || alone()) {
        return true;
    }
    lexicons.has("person_title", &before.lower)
        && before.span.of(&doc.text).chars().next().is_some_and(char::is_uppercase)
}

/// "Paris Hilton said": a place whose name is also a given name, before a word that only a surname can be here.
fn is_given_name(doc: &Document, at: usize, lexicons: &Lexicons) -> bool {
    let token = |t: usize| doc.tokens.get(t);
    let has = |class: &str, t: usize| {
        token(t).is_some_and(|x| lexicons.has(class, &x.lower) || lexicons.has(class, &x.lemma))
    };
    let more = ["word_beside_places", "name_tail", "organisation_word", "office_noun", "person_title"];
    let surname = token(at + 1).is_some_and(|t| t.pos == Pos::Propn) && !more.iter().any(|class| has(class, at + 1));
    let word = |t: usize| token(t).map_or("", |t| &*t.lower);
    let aged = word(at + 2) == ","
        && (token(at + 3).is_some_and(|t| t.pos == Pos::Num) && word(at + 4) == "," || word(at + 3) == "who");
    let acts = has("reporting_verb", at + 2) && token(at + 2).is_some_and(|t| t.pos == Pos::Verb);
    let role = at.checked_sub(1).is_some_and(|t| has("role_noun", t) && doc.word(t).starts_with(char::is_lowercase));
    lexicons.has("given_name_too", word(at)) && surname && (aged || acts || role)
}

/// Whether it is a town that few people mean by its bare name.
pub(super) fn is_small_town(id: PlaceId) -> bool {
    let place = Gazetteer::embedded().place(id);
    place.kind == PlaceKind::City && place.population < LARGE_TOWN && !place.metonym
}

/// Whether nearly all words of a sentence begin with capitals.
pub(super) fn in_title_case(doc: &Document, tokens: &Range<usize>) -> bool {
    let letters = |t: &usize| doc.word(*t).chars().count() > 3;
    let (words, capitals) = tokens.clone().filter(letters).fold((0, 0), |(words, capitals), t| {
        (words + 1, capitals + usize::from(doc.word(t).starts_with(char::is_uppercase)))
    });
    4 * capitals > 3 * words
}

/// "deputy minister Rustam Velikov", "the deputy minister, Rustam Velikov": an office before two capital words names a person.
fn office_before(doc: &Document, at: usize, lexicons: &Lexicons) -> bool {
    let comma = at.checked_sub(1).filter(|t| &*doc.tokens[*t].lower == ",");
    let office = comma.unwrap_or(at).checked_sub(1).map(|t| &*doc.tokens[t].lower);
    office.is_some_and(|word| lexicons.has("person_title", word) || lexicons.has("office_noun", word))
}
