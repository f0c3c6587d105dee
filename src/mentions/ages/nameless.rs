//! "The driver, 42, was held", "a man aged 45", "a man of 45", "a man from Harun, 45,": the age of someone who goes by a noun.

use crate::{
    mentions::Aged,
    text::{Form, Pos},
};

use super::{Ages, Phrase};

/// Words of a town between a noun and its age.
const WORDS_OF_A_TOWN: usize = 4;
/// From this age on someone may go by the noun of a trade or of a grown person, in years.
const GROWN: u32 = 13;

impl Ages<'_> {
    pub(super) fn of_nouns(&self, sentence: usize) -> Vec<(Phrase, Aged)> {
        let tokens = self.tokens(sentence);
        let nouns = tokens.clone().filter(|t| self.is_someone(*t, tokens.start));
        nouns.filter_map(|noun| self.of_noun(sentence, noun)).collect()
    }

    /// A noun for one person, behind an article or a word that describes it.
    fn is_someone(&self, at: usize, start: usize) -> bool {
        let token = &self.doc.tokens[at];
        let opened = at > start && matches!(self.doc.tokens[at - 1].pos, Pos::Det | Pos::Adj | Pos::Noun | Pos::Propn);
        token.pos == Pos::Noun && token.form != Form::Plural && opened && self.is(at, "person_noun")
    }

    fn of_noun(&self, sentence: usize, noun: usize) -> Option<(Phrase, Aged)> {
        let tokens = self.tokens(sentence);
        let end = tokens.end;
        let nameless = || Aged::Nameless(self.doc.tokens[noun].lemma.to_lowercase());
        if let Some(phrase) = self.of_number(noun, end) {
            // "A boy of four, Ema Rusu, was hurt": hers.
            let comma = self.phrases.word(phrase.tokens.end, end) == Some(",");
            let name = self.named_at(phrase.tokens.end + 1).filter(|m| comma && m.tokens.len() > 1);
            let closed = name.filter(|m| matches!(self.phrases.word(m.tokens.end, end), Some("," | ".") | None));
            return Some((phrase, closed.map_or_else(nameless, |name| Aged::Named(name.span))));
        }
        let mut at = noun + 1;
        if matches!(self.phrases.word(at, end), Some("of" | "from" | "in")) {
            let capital = |t: &usize| self.doc.word(*t).starts_with(char::is_uppercase);
            let town = (at + 1..end.min(at + 1 + WORDS_OF_A_TOWN)).take_while(capital).last()?;
            at = town + 1;
        }
        let comma = self.phrases.word(at, end) == Some(",");
        let phrase = self.phrases.aged(at + usize::from(comma), end).or_else(|| {
            let phrase = self.phrases.plain(at + 1, end).filter(|_| comma)?;
            let next = self.phrases.word(phrase.tokens.end, end);
            (matches!(next, Some(",")) || phrase.tokens.len() > 1).then_some(phrase)
        })?;
        // "The driver, 42, Ema Rusu" and "Ema Rusu, the driver, 42,": hers.
        if let Some(name) = self.named_at(phrase.tokens.end + 1) {
            return Some((phrase, Aged::Named(name.span)));
        }
        let opener =
            (tokens.start..noun).rev().find(|t| !matches!(self.doc.tokens[*t].pos, Pos::Adj | Pos::Noun | Pos::Det));
        let named = opener.filter(|t| self.lower(*t) == ",").and_then(|comma| self.named_until(comma));
        Some((phrase, named.map_or_else(nameless, |name| Aged::Named(name.span))))
    }

    /// "A boy of four", "a man of 41 was held": a number behind "of" that ends its phrase, and that is of nobody else: "a mother of three".
    fn of_number(&self, noun: usize, end: usize) -> Option<Phrase> {
        let several = self.is(noun, "has_several") || self.phrases.word(noun + 1, end) != Some("of");
        let phrase = self.phrases.plain(noun + 2, end).filter(|_| !several)?;
        let behind = phrase.tokens.end;
        let next = self.doc.tokens.get(behind).filter(|_| behind < end);
        let closes = next.is_none_or(|t| match t.pos {
            Pos::Punct => matches!(&*t.lower, "," | "." | ";" | ")"),
            Pos::Verb | Pos::Aux => true,
            // "a man of 41 armed with a knife"
            _ if t.form == Form::Participle => true,
            Pos::Adp => &*t.lower != "to",
            Pos::Cconj => &*t.lower == "and",
            _ => t.form == Form::Wh,
        });
        let grown = phrase.age.count >= GROWN || self.is(noun, "young_person");
        (closes && grown).then_some(phrase)
    }
}
