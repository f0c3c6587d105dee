//! What the words around a full name show of its kind: "the militant group Kara Vosk", "Kara Vosk fighters" and "in Kara Vosk district" are
//! no people. What one mention shows counts for all mentions of the name, unless another one shows a person.

use std::collections::{BTreeMap, BTreeSet};

use crate::{
    mentions::{Mention, NameKind, NameValue, Value},
    rules::Lexicons,
    text::{Document, Form, Pos},
    values::names::fold,
};

/// The kinds that the words around the mentions of one name show.
#[derive(Default)]
struct Shown {
    person: bool,
    body: bool,
    place: bool,
}

/// Gives each name of two words and more what the document shows of it, and the kind that follows.
pub(super) fn settle(doc: &Document, names: &mut [Mention], lexicons: &Lexicons) {
    let mut shown: BTreeMap<String, Shown> = BTreeMap::new();
    let starts: BTreeSet<usize> = names.iter().filter(|m| full(m).is_some()).map(|m| m.tokens.start).collect();
    let around = Around { doc, lexicons, starts };
    for mention in names.iter() {
        let Some(name) = full(mention) else { continue };
        let entry = shown.entry(key(name)).or_default();
        entry.person |= around.person(mention, name);
        entry.body |= around.body(mention, name);
        entry.place |= around.place(mention);
    }
    for mention in names {
        let Some(found) = full(mention).and_then(|name| shown.get(&key(name))) else { continue };
        let Value::Name(name) = &mut mention.value else { continue };
        name.shown = match found {
            Shown { person: true, .. } => Some(NameKind::Person),
            Shown { body: true, .. } => Some(NameKind::Organisation),
            Shown { place: true, .. } => Some(NameKind::Unknown),
            _ => None,
        };
        if name.kind == NameKind::Person {
            name.kind = name.shown.unwrap_or(name.kind);
        }
    }
}

fn key(name: &NameValue) -> String {
    fold(&name.words.join(" "))
}

/// A name of two words and more that no word of its own shows to be an organisation's.
fn full(mention: &Mention) -> Option<&NameValue> {
    match &mention.value {
        Value::Name(name) if name.words.len() >= 2 && name.kind.may_be_a_person() => Some(name),
        _ => None,
    }
}

/// How far behind an article the noun for a body may stand, in tokens.
const APPOSITION: usize = 5;

/// What is looked at around a name.
struct Around<'a> {
    doc: &'a Document,
    lexicons: &'a Lexicons,
    /// Where the full names begin.
    starts: BTreeSet<usize>,
}

impl Around<'_> {
    /// A title or an office before it, or an office in apposition.
    fn person(&self, mention: &Mention, name: &NameValue) -> bool {
        let within = &self.doc.sentences[mention.sentence].tokens;
        let before = mention.tokens.start.checked_sub(1).filter(|t| *t >= within.start);
        // "the bank chief, Ema Rusu,"
        let office = |t: usize| self.is(t, "office_noun");
        let comma = before.is_some_and(|t| self.lower(t) == "," && t > within.start && office(t - 1));
        let end = mention.tokens.end;
        let (first, second) = (end + 1, end + 2);
        let aged = self.lower(end) == "," && self.doc.tokens.get(first).is_some_and(|t| t.pos == Pos::Num);
        name.title.is_some() || comma || aged && self.lower(second) == ","
    }

    /// What a group, a firm or a ship has around it, and a person has not.
    fn body(&self, mention: &Mention, name: &NameValue) -> bool {
        let within = &self.doc.sentences[mention.sentence].tokens;
        let (start, end) = (mention.tokens.start, mention.tokens.end);
        let before = start.checked_sub(1).filter(|t| *t >= within.start);
        // "the construction company Kara Vosk", but not "the company Kara Vosk founded".
        let clause = end < within.end && matches!(self.doc.tokens[end].pos, Pos::Verb | Pos::Aux) && self.known(name);
        let described = |t: usize| t > within.start && matches!(self.doc.tokens[t - 1].pos, Pos::Noun | Pos::Adj);
        if before.is_some_and(|t| self.small(t) && self.is(t, "kind_of_body") && (!clause || described(t))) {
            return true;
        }
        if self.is_called_body(end, within.end) {
            return true;
        }
        if name.words.first().is_some_and(|w| self.lexicons.has("kind_of_ship", &w.to_lowercase())) {
            return true;
        }
        if self.known(name) || end >= within.end {
            return false;
        }
        let next = &self.doc.tokens[end];
        // "Kara Vosk fighters", "Kara Vosk's Ema Rusu".
        let people = self.small(end) && self.is(end, "people_of_a_body");
        let staff = next.form == Form::Possessive && self.starts.contains(&(end + 1));
        // "The Kara Vosk" and "a Kara Vosk expert": an article belongs to a body or to the noun that follows.
        let article = before.is_some_and(|t| self.doc.tokens[t].pos == Pos::Det && self.is(t, "article"));
        people || staff || article
    }

    /// "Kara Vosk, a Danish company that": a body in apposition, and not "Ema Rusu, a company director".
    fn is_called_body(&self, comma: usize, end: usize) -> bool {
        let first = comma + 2;
        if comma + 2 >= end || self.lower(comma) != "," || !self.is(comma + 1, "article") {
            return false;
        }
        let noun = (first..end.min(first + APPOSITION)).find(|t| self.small(*t) && self.is(*t, "kind_of_body"));
        let describes = |t: usize| matches!(self.doc.tokens[t].pos, Pos::Adj | Pos::Noun | Pos::Propn | Pos::Verb);
        noun.is_some_and(|noun| {
            let next = self.doc.tokens.get(noun + 1).filter(|_| noun + 1 < end);
            let more = next.is_some_and(|t| {
                matches!(t.pos, Pos::Noun | Pos::Propn) || t.form == Form::Possessive || matches!(&*t.lower, "of" | "-")
            });
            !more && (first..noun).all(describes)
        })
    }

    /// "in Kara Vosk", "the village of Kara Vosk", "Kara Vosk district".
    fn place(&self, mention: &Mention) -> bool {
        let within = &self.doc.sentences[mention.sentence].tokens;
        let (start, end) = (mention.tokens.start, mention.tokens.end);
        let at = |back: usize| start.checked_sub(back).filter(|t| *t >= within.start);
        let next = self.doc.tokens.get(end).filter(|_| end < within.end);
        let owns = next.is_some_and(|t| t.form == Form::Possessive);
        // "in Ema Rusu's view"
        let inside = at(1).is_some_and(|t| self.lower(t) == "in") && !owns && next.is_none_or(|t| t.pos == Pos::Punct);
        let of = at(1).is_some_and(|t| self.lower(t) == "of");
        inside
            || of && at(2).is_some_and(|t| self.is(t, "kind_of_area"))
            || end < within.end && self.small(end) && self.is(end, "kind_of_area")
    }

    /// Whether the name begins with a given name.
    fn known(&self, name: &NameValue) -> bool {
        name.words.first().is_some_and(|w| self.lexicons.has("given_name", &w.to_lowercase()))
    }

    fn small(&self, at: usize) -> bool {
        self.doc.word(at).starts_with(char::is_lowercase)
    }

    fn lower(&self, at: usize) -> &str {
        self.doc.tokens.get(at).map_or("", |t| &*t.lower)
    }

    fn is(&self, at: usize, class: &str) -> bool {
        let token = self.doc.tokens.get(at);
        token.is_some_and(|t| self.lexicons.has(class, &t.lower) || self.lexicons.has(class, &t.lemma.to_lowercase()))
    }
}
