//! "Ema Rusu has died aged 83", "She died at 83.": an age at death, and which of the other ages are of the dead.

use crate::{
    mentions::{Aged, Mention},
    text::Pos,
};

use super::{Ages, Phrase};
use crate::values::Age;

/// How far behind its verb an age may stand, in tokens: "died at home in Lier on Thursday at the age of 83".
const REACH: usize = 14;
/// How far behind an age, or before a name, the word for a death may stand.
const NEAR: usize = 5;

impl Ages<'_> {
    pub(super) fn died_at(&self, sentence: usize) -> Option<(Phrase, Aged)> {
        let tokens = self.tokens(sentence);
        let verb = tokens.clone().find(|t| self.doc.tokens[*t].pos == Pos::Verb && self.is(*t, "die_verb"))?;
        let phrase = (verb + 1..tokens.end.min(verb + REACH))
            .take_while(|t| self.named_at(*t).is_none_or(|name| name.tokens.len() < 2))
            .find_map(|t| self.at_the_age(t, tokens.end))?;
        let who = self.who_died(sentence, verb)?;
        let age = Age { at_death: true, ..phrase.age };
        Some((Phrase { age, ..phrase }, Aged::Named(who.span)))
    }

    /// "aged 83", "at the age of 83", "at age 83", "at 83": the number and what belongs to it.
    fn at_the_age(&self, at: usize, end: usize) -> Option<Phrase> {
        let word = |t: usize| self.phrases.word(t, end);
        if let Some(phrase) = self.phrases.aged(at, end) {
            return Some(phrase);
        }
        if word(at) == Some("age") && word(at + 1) == Some("of") {
            return self.phrases.plain(at + 2, end);
        }
        let phrase = self.phrases.plain(at + 1, end).filter(|_| word(at) == Some("at"))?;
        // "died at 12 Harbour Street", "at 7.30"
        let next = self.doc.tokens.get(phrase.tokens.end).filter(|_| phrase.tokens.end < end);
        let closed = next.is_none_or(|t| matches!(t.pos, Pos::Punct | Pos::Adp | Pos::Sconj) && &*t.lower != ":");
        closed.then_some(phrase)
    }

    /// The only person whom the sentence names before the verb; for "he" and "she" the only one of the sentence before.
    fn who_died(&self, sentence: usize, verb: usize) -> Option<&Mention> {
        let tokens = self.tokens(sentence);
        if let Some(only) = self.only_person(sentence, verb) {
            return Some(only);
        }
        let subject = (tokens.start..verb).rev().find(|t| !matches!(self.doc.tokens[*t].pos, Pos::Aux | Pos::Adv))?;
        let before = sentence.checked_sub(1).filter(|b| self.doc.post_of(*b) == self.doc.post_of(sentence))?;
        let alone = self.named_in(sentence).is_empty() && self.is(subject, "pronoun_of_person");
        self.only_person(before, usize::MAX).filter(|_| alone)
    }

    /// Whether the sentence says that the one of this age is dead: "Ema Rusu, 48, was found dead", "the victim was named as Ema Rusu, 48".
    pub(super) fn is_of_the_dead(&self, sentence: usize, phrase: &Phrase, of: &Aged) -> bool {
        let tokens = self.tokens(sentence);
        let dead = |t: usize| self.is(t, "word_of_death");
        let clause = |t: &usize| *t < tokens.end && !matches!(self.lower(*t), "." | ";" | "and" | "who");
        let behind = self.lower(phrase.tokens.end) == ","
            && (phrase.tokens.end + 1..phrase.tokens.end + 1 + NEAR).take_while(clause).any(dead)
            && matches!(self.doc.tokens.get(phrase.tokens.end + 1).map(|t| t.pos), Some(Pos::Verb | Pos::Aux));
        let Aged::Named(name) = of else { return behind };
        let first = self.doc.tokens.partition_point(|t| t.span.start < name.start).max(tokens.start);
        let before = (first.saturating_sub(NEAR).max(tokens.start)..first).any(|t| self.is(t, "word_for_the_dead"));
        behind || before && self.only_person(sentence, tokens.end).is_some()
    }
}
