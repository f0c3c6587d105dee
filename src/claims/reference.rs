//! "The blast", "a blast", "the second blast": which event a noun means; "the foreign minister, Ana Roth": whom an office means.

use crate::{
    claims::{Participant, Reference, subject::Reading},
    frames::{Argument, Frame, PredicateKind, Role},
    mentions::{Mention, NameKind, Value},
    rules::Lexicons,
    text::{Document, Form, Pos},
};

/// Words before an event noun that can belong to it.
const MOST_WORDS: usize = 6;

/// How far before its noun a word that sets it apart may stand, in tokens.
const APART: usize = 2;

/// The word that sets the noun at token `head` apart from others of its kind: "second" in "a second fire".
pub(crate) fn set_apart<'d>(doc: &'d Document, head: usize, lexicons: &Lexicons) -> Option<&'d str> {
    let before = doc.tokens.get(head.saturating_sub(APART)..head).unwrap_or_default();
    before.iter().find(|t| lexicons.has("one_of_several", &t.lower)).map(|t| &*t.lower)
}

impl Reading<'_> {
    /// Which event the noun of `frame` means, by the words before it.
    pub(super) fn reference(&self, frame: &Frame) -> Reference {
        let noun = frame.predicate.token;
        let sets_apart = |word: &str| self.lexicons.has("sets_apart", word);
        if frame.predicate.kind != PredicateKind::EventNoun {
            return Reference::Open;
        }
        if self.doc.tokens[noun].form == Form::Plural
            && !self.lexicons.has("event_meetings", &self.doc.tokens[noun].lemma)
        {
            return Reference::Apart;
        }
        for token in self.doc.tokens[..noun].iter().rev().take(MOST_WORDS) {
            if sets_apart(&token.lower) {
                return Reference::Apart;
            }
            if self.lexicons.has("definite_determiner", &token.lower) {
                return Reference::Known;
            }
            if !matches!(token.pos, Pos::Adj | Pos::Noun | Pos::Propn | Pos::Num) {
                return Reference::Open;
            }
        }
        Reference::Open
    }

    /// Who holds the office that `argument` names, where the name stands beside it: "the Kenyan foreign minister, Amos Kibaki, met".
    pub(super) fn holder_of_office(&self, argument: &Argument) -> Option<usize> {
        let head = self.doc.tokens[argument.head].span;
        let office = self.mentions_in(head).find_map(|(_, m)| match &m.value {
            Value::Role(role) if m.tokens.contains(&argument.head) => Some(role.name),
            _ => None,
        })?;
        self.mentions_in(office).find(|(_, m)| m.span == office && matches!(m.value, Value::Name(_))).map(|(i, _)| i)
    }
    /// "The festival in Harun" is Harun's festival: a town that the gazetteer does not know takes part in what it holds, so that it can
    /// tell one of a kind from another.
    pub(super) fn unknown_place(&self, frame: &Frame) -> Option<Participant> {
        let there =
            |a: &&Argument| a.role == Role::Oblique && self.lexicons.has("preposition_of_place", &a.preposition);
        let named = |argument: &Argument| {
            let head = self.doc.tokens.get(argument.head)?.span;
            let town = |m: &Mention| matches!(&m.value, Value::Name(name) if name.kind == NameKind::Unknown);
            self.mentions_in(head).find(|(_, m)| town(m)).map(|(index, _)| Participant::Named(index))
        };
        frame.arguments.iter().filter(there).find_map(named)
    }
}
