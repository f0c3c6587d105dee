//! Names of bodies in one piece: "the Department of Health", "the National Aeronautics and Space Administration", "St Mary's Hospital",
//! "McDonald's said".

use std::ops::Range;

use crate::{
    mentions::{Mention, NameKind, NameValue, Value, find::mention},
    rules::Lexicons,
    text::{Document, Form, Pos},
};

use super::kinds;

/// The most words of one name.
const LONGEST: usize = 10;

/// Puts the names in `names`, in order, that are pieces of one body's name together.
pub(super) fn join(doc: &Document, names: &mut Vec<Mention>, lexicons: &Lexicons) {
    let look = Look { doc, lexicons };
    let mut out: Vec<Mention> = Vec::with_capacity(names.len());
    for name in names.drain(..) {
        if out.last().is_some_and(|last| last.tokens.end > name.tokens.start) {
            continue;
        }
        let whole = look.whole(&name);
        out.push(match whole {
            Some((tokens, kind)) => {
                let words: Vec<String> = words(doc, tokens.clone());
                let value = NameValue { words, kind, title: None, hint: None, shown: None };
                mention(doc, name.sentence, tokens, Value::Name(value), "en/lexicons/names")
            }
            None => name,
        });
    }
    *names = out;
}

/// The words of a name; a genitive is a part of the word before it.
fn words(doc: &Document, tokens: Range<usize>) -> Vec<String> {
    let mut out: Vec<String> = Vec::new();
    for at in tokens {
        match out.last_mut() {
            Some(last) if doc.tokens[at].form == Form::Possessive => last.push_str(doc.word(at)),
            _ => out.push(doc.word(at).to_owned()),
        }
    }
    out
}

struct Look<'a> {
    doc: &'a Document,
    lexicons: &'a Lexicons,
}

impl Look<'_> {
    /// The tokens of the whole name that `name` begins, and its kind; `None` where the name is whole.
    fn whole(&self, name: &Mention) -> Option<(Range<usize>, NameKind)> {
        let Value::Name(value) = &name.value else { return None };
        let end = self.doc.sentences[name.sentence].tokens.end.min(name.tokens.start + LONGEST);
        let start = name.tokens.start;
        if let Some(last) = self.with_genitive(name, end) {
            let kind = kinds::by_words(self.doc, start..last, self.lexicons).unwrap_or(NameKind::Organisation);
            return Some((start..last, kind));
        }
        if value.kind == NameKind::Person {
            return None;
        }
        let last = self.with_field(name.tokens.end, end).or_else(|| self.with_second(name, end))?;
        Some((start..last, NameKind::Organisation))
    }

    /// "Department" and "of Health", "Institute" and "of Rivers and Harbours".
    fn with_field(&self, at: usize, end: usize) -> Option<usize> {
        if !self.is(at - 1, "body_with_of") || at >= end || !matches!(self.lower(at), "of" | "for") {
            return None;
        }
        let first = at + 1 + usize::from(self.is(at + 1, "article"));
        let mut last = self.capitals(first, end);
        if last == first {
            return None;
        }
        while last < end && (matches!(self.lower(last), "and" | "&" | "," | "of") || self.is(last, "article")) {
            let next = last + 1 + usize::from(self.is(last + 1, "article"));
            let more = self.capitals(next, end);
            // "The Department of Health and Nils Holm", "of Health and the Interior Ministry"
            let other = (next..more)
                .any(|t| self.is(t, "given_name") || self.is(t, "organisation_word") || self.is(t, "person_title"));
            // A comma stands in a list alone: "of Fire, Rescue and Ambulances".
            let listed = self.lower(last) != ","
                || more < end && self.lower(more) == "and" && self.capitals(more + 1, end) > more + 1;
            if more == next || other || !listed || next > last + 1 && self.lower(last) == "and" {
                break;
            }
            last = more;
        }
        Some(last)
    }

    /// "National Aeronautics" and "and Space Administration".
    fn with_second(&self, name: &Mention, end: usize) -> Option<usize> {
        let at = name.tokens.end;
        let opens =
            self.is(name.tokens.start, "word_opening_a_body") && at < end && matches!(self.lower(at), "and" | "&");
        let last = self.capitals(at + 1, end);
        let body = last > at + 1 && self.is(last - 1, "organisation_word");
        (opens && body && !(at + 1..last - 1).any(|t| self.is(t, "word_opening_a_body"))).then_some(last)
    }

    /// "St Mary's Hospital", "Megan's Law"; "McDonald's" where nothing belongs to it.
    fn with_genitive(&self, name: &Mention, end: usize) -> Option<usize> {
        let at = name.tokens.end;
        let clitic = self.doc.tokens.get(at).filter(|t| at < end && t.form == Form::Possessive)?;
        let next = self.doc.tokens.get(at + 1).filter(|_| at + 1 < end);
        let saint = name.tokens.len() == 2 && self.is(name.tokens.start, "word_for_a_saint");
        let alone = (name.tokens.len() == 1 || saint) && clitic.lower.len() > 1;
        let tail = next.is_some_and(|_| self.capital(at + 1) && self.is(at + 1, "tail_of_a_genitive"));
        let more = at + 2 < end && self.capital(at + 2);
        if alone && tail && !more {
            return Some(at + 2);
        }
        let says = next.is_some_and(|t| match t.pos {
            Pos::Verb if t.form == Form::Past => self.lexicons.has("reporting_verb", &t.lemma),
            Pos::Verb => self.lexicons.has("reporting_form", &t.lower),
            Pos::Aux => t.form != Form::Participle,
            _ => false,
        });
        (alone && says).then_some(at + 1)
    }

    /// End of the capital words from token `at` on.
    fn capitals(&self, at: usize, end: usize) -> usize {
        (at..end).take_while(|t| self.capital(*t)).last().map_or(at, |last| last + 1)
    }

    fn capital(&self, at: usize) -> bool {
        self.doc.word(at).starts_with(char::is_uppercase)
    }

    fn lower(&self, at: usize) -> &str {
        self.doc.tokens.get(at).map_or("", |t| &*t.lower)
    }

    fn is(&self, at: usize, class: &str) -> bool {
        self.doc.tokens.get(at).is_some_and(|t| self.lexicons.has(class, &t.lower))
    }
}
