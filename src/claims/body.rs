//! The body that a claim is about: whose it is, or what stands behind its noun.

use crate::{
    claims::{
        Participant, Subject,
        subject::{DELEGATION, Reading, without_article},
    },
    frames::Argument,
    mentions::Value,
    text::{Form, Pos},
};

/// How far the words behind the noun of a body may say which it is, in tokens.
const LONGEST_COMPLEMENT: usize = 12;

impl Reading<'_> {
    /// The body that `argument` names by a noun in the singular, with whose it is: "Georgia's delegation", "the budget committee". And
    /// whether only what stands behind the noun says which it is: two may inquire into one fire.
    pub(super) fn body(&self, argument: &Argument) -> Option<(Subject, bool)> {
        let head = &self.doc.tokens[argument.head];
        if head.form == Form::Plural {
            return None;
        }
        let first = self.doc.tokens.partition_point(|t| t.span.start < argument.span.start);
        let mut subject = Subject { head: head.lemma.to_string(), is_named: true, ..Subject::default() };
        let mut span = argument.span;
        if let Some(owner) = first.checked_sub(2).filter(|_| self.doc.tokens[first - 1].form == Form::Possessive) {
            span = span.join(self.doc.tokens[owner].span);
        }
        for (index, mention) in self.mentions_in(span) {
            if matches!(mention.value, Value::Name(_) | Value::Place(_)) {
                subject.participants.push(Participant::Named(index));
            }
        }
        for token in first..argument.head {
            let named = self.mentions_in(self.doc.tokens[token].span).next().is_some();
            if !named && matches!(self.doc.tokens[token].pos, Pos::Adj | Pos::Noun) {
                subject.modifiers.push(self.doc.tokens[token].lemma.to_lowercase());
            }
        }
        subject.text = without_article(span.of(&self.doc.text), self.lexicons);
        subject = self.delegation(subject);
        let bare = subject.participants.is_empty() && subject.modifiers.is_empty();
        if bare {
            self.add_complement(&mut subject, argument);
        }
        // "The team" alone may be anyone's, and "the other side" too.
        if subject.class == DELEGATION && subject.participants.is_empty() {
            return None;
        }
        (!subject.participants.is_empty() || !subject.modifiers.is_empty()).then_some((subject, bare))
    }

    /// "The jury at the festival of Orval", "the inquiry into the fire": what stands behind the noun says which body it is.
    fn add_complement(&self, subject: &mut Subject, argument: &Argument) {
        let tokens = &self.doc.tokens;
        let part = |t: &usize| {
            matches!(tokens[*t].pos, Pos::Adp | Pos::Det | Pos::Adj | Pos::Noun | Pos::Propn | Pos::Num | Pos::Part)
        };
        // A headline ends without a mark, and the next line is no part of it.
        let Some(sentence) = self.doc.sentence_at(argument.span.start) else { return };
        let end = self.doc.sentences[sentence].tokens.end;
        let behind = argument.head + 1..end.min(argument.head + 1 + LONGEST_COMPLEMENT);
        let behind: Vec<usize> = behind.take_while(part).collect();
        if behind.first().is_none_or(|t| tokens[*t].pos != Pos::Adp) {
            return;
        }
        for token in behind {
            let named =
                self.mentions_in(tokens[token].span).find(|(_, m)| matches!(m.value, Value::Name(_) | Value::Place(_)));
            match named {
                Some((index, _)) => subject.participants.push(Participant::Named(index)),
                None if matches!(tokens[token].pos, Pos::Noun | Pos::Propn) => {
                    subject.modifiers.push(tokens[token].lemma.to_lowercase());
                }
                None => {}
            }
        }
        subject.participants.dedup();
    }

    /// A delegation goes by many nouns: team, side, party.
    pub(super) fn delegation(&self, subject: Subject) -> Subject {
        let class = if self.lexicons.has("delegation_noun", &subject.head) { DELEGATION } else { &subject.class };
        Subject { class: class.to_owned(), ..subject }
    }
}
