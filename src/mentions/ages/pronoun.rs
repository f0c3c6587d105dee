//! "Ema Rusu, the singer, has died. She was 85.": an age in a sentence of its own, of whom the sentence before is about.

use crate::{
    mentions::{Aged, Mention, NameKind, Value},
    text::{Form, Pos},
};

use super::{Ages, Phrase, last_word};
use crate::values::Age;

/// How far from the start of its sentence the name of its subject may begin, in tokens: "The former mayor, Ema Rusu".
const OPENER: usize = 5;
/// How far from a name a noun for a person may stand that describes it, in tokens.
const BESIDE: usize = 4;

impl Ages<'_> {
    pub(super) fn of_pronoun(&self, sentence: usize) -> Option<(Phrase, Aged)> {
        let tokens = self.tokens(sentence);
        let word = |t: usize| self.phrases.word(t, tokens.end);
        if !matches!(word(tokens.start), Some("he" | "she")) || !matches!(word(tokens.start + 1), Some("was" | "is")) {
            return None;
        }
        let adverb = self.doc.tokens.get(tokens.start + 2).is_some_and(|t| t.pos == Pos::Adv);
        let phrase = self.phrases.plain(tokens.start + 2 + usize::from(adverb), tokens.end)?;
        if !matches!(word(phrase.tokens.end), Some("." | "," | ";") | None) {
            return None;
        }
        let before = sentence.checked_sub(1).filter(|b| self.doc.post_of(*b) == self.doc.post_of(sentence))?;
        let who = self.subject_of(before)?;
        let died = self.doc.tokens[self.tokens(before)].iter().any(|t| self.lexicons.has("word_of_death", &t.lemma));
        let age = Age { at_death: phrase.age.at_death || died, ..phrase.age };
        Some((Phrase { age, ..phrase }, Aged::Named(who.span)))
    }

    /// Whom a sentence is about, where only one can be meant by the pronoun that opens the next: the only person it names, or the one it
    /// opens with, who does not speak there and beside whom it tells of nobody else.
    fn subject_of(&self, sentence: usize) -> Option<&Mention> {
        let tokens = self.tokens(sentence);
        let first = self.people[self.named_in(sentence).next()?];
        let person = |m: &Mention| matches!(&m.value, Value::Name(n) if n.kind == NameKind::Person);
        let others = || self.named_in(sentence).map(|i| self.people[i]).filter(|m| last_word(m) != last_word(first));
        let opens = first.tokens.start < tokens.start + OPENER && person(first) && !others().any(person);
        if !opens && others().next().is_some() || self.doc.quote_at(first.span).is_some() || self.is_whose(first) {
            return None;
        }
        let behind = first.tokens.end;
        let speaks = self.is(behind, "reporting_verb")
            || first.tokens.start.checked_sub(1).is_some_and(|t| self.is(t, "reporting_verb"));
        let owns = self.doc.tokens.get(behind).is_some_and(|t| t.form == Form::Possessive);
        // "The boxer Ema Rusu", "Ema Rusu, a boxer,": who she is.
        let apposed = if self.phrases.word(behind, tokens.end) == Some(",") { BESIDE } else { 0 };
        let beside = first.tokens.start.saturating_sub(BESIDE)..behind + apposed;
        let someone = |t: &usize| {
            let noun = self.doc.tokens[*t].pos == Pos::Noun && self.doc.tokens[*t].form != Form::Plural;
            noun && (self.is(*t, "person_noun") || self.is(*t, "kin_noun"))
        };
        let another = tokens.clone().filter(|t| !beside.contains(t)).any(|t| someone(&t));
        (!speaks && !owns && !another).then_some(first)
    }
}
