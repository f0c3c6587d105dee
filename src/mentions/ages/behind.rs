//! "Ema Rusu, 45, said", "Ema Rusu (45)", "Ema Rusu, who was 45,", "Ema Rusu, of Harun, was 45.": an age behind its name.

use std::ops::Range;

use crate::{mentions::Mention, text::Pos};

use super::{Ages, Phrase};

/// Words of a town between a name and its age.
const WORDS_OF_A_TOWN: usize = 4;

impl Ages<'_> {
    pub(super) fn behind(&self, name: &Mention) -> Option<Phrase> {
        let sentence = self.tokens(name.sentence);
        let end = sentence.end;
        let at = name.tokens.end;
        let word = |t: usize| self.phrases.word(t, end);
        if self.is_whose(name) {
            return None;
        }
        // "Rusu aged 45 years"
        if let Some(phrase) = self.phrases.aged(at, end) {
            return Some(phrase);
        }
        // "Ema Rusu (45)", and not "Rusu (45)", who scored then.
        if word(at) == Some("(")
            && name.tokens.len() >= 2
            && let Some(phrase) = self.phrases.plain(at + 1, end).filter(|p| word(p.tokens.end) == Some(")"))
        {
            return Some(phrase);
        }
        // "They met when Rusu was nine": an age of then.
        let then = name.tokens.start.checked_sub(1).filter(|t| sentence.contains(t));
        let then = then.is_some_and(|t| self.is(t, "conjunction_of_time"));
        let told = |from: usize| self.copula(from, end).filter(|_| !then);
        if let Some(phrase) = told(at) {
            return Some(phrase);
        }
        if word(at) != Some(",") {
            return None;
        }
        let first = at + 1;
        if let Some(phrase) = told(first).or_else(|| self.phrases.aged(first, end)) {
            return Some(phrase);
        }
        // A bare number must be closed off: "Rusu, 45, said" and not "Rusu, 45 ships".
        if let Some(phrase) = self.phrases.plain(first, end) {
            let next = word(phrase.tokens.end);
            let ends =
                matches!(next, Some("." | ";" | ")") | None) && !self.counts_before(sentence.start..name.tokens.start);
            let listed = next == Some("and") && self.named_at(phrase.tokens.end + 1).is_some();
            let in_words = phrase.tokens.len() > 1;
            return (next == Some(",") || ends || listed || in_words).then_some(phrase);
        }
        if word(first) == Some("who") && matches!(word(first + 1), Some("is" | "was" | "turned")) {
            let phrase = self.phrases.plain(first + 2, end)?;
            let next = word(phrase.tokens.end);
            // "who was 43 at the time": an age of the past. "who is 45 metres tall"
            let past = matches!(next, Some("at" | "when" | "then"));
            let figure = next.is_some_and(|w| w.starts_with(|c: char| c.is_ascii_digit()) || self.phrases.is_unit(w));
            return (!past && !figure).then_some(phrase);
        }
        // "Ema Rusu, of Harun, was 45."
        let behind_town = self.past_town(first, end)?;
        told(behind_town).or_else(|| self.phrases.aged(behind_town, end)).or_else(|| {
            let phrase = self.phrases.plain(behind_town, end)?;
            matches!(word(phrase.tokens.end), Some("," | ".") | None).then_some(phrase)
        })
    }

    /// "is 45.", "was 45 years old"
    fn copula(&self, at: usize, end: usize) -> Option<Phrase> {
        let word = |t: usize| self.phrases.word(t, end);
        let phrase = self.phrases.plain(at + 1, end).filter(|_| matches!(word(at), Some("is" | "was")))?;
        let next = word(phrase.tokens.end);
        let closed = matches!(next, Some("," | "." | "and" | ";") | None);
        let past = matches!(next, Some("at" | "when" | "then"));
        (closed || phrase.tokens.len() > 1 && !past).then_some(phrase)
    }

    /// "of Harun," from token `at` on: the token behind the comma.
    fn past_town(&self, at: usize, end: usize) -> Option<usize> {
        if !matches!(self.phrases.word(at, end), Some("of" | "from")) {
            return None;
        }
        let comma = (at + 1..end.min(at + 2 + WORDS_OF_A_TOWN)).find(|t| self.lower(*t) == ",")?;
        let capital = |t: usize| self.doc.word(t).starts_with(char::is_uppercase) || self.is(t, "word_inside_names");
        (comma > at + 1 && (at + 1..comma).all(capital)).then_some(comma + 1)
    }

    /// "The Alliance has 24 seats and the Greens, under Rusu, 11.": the last number may be one more count.
    fn counts_before(&self, words: Range<usize>) -> bool {
        let number = |t: usize| self.doc.tokens[t].pos == Pos::Num;
        // An age is none: "Ema Rusu, 45, and Ion Rusu, 47."
        let more = |t: usize| self.doc.tokens.get(t + 1).is_some_and(|next| next.pos != Pos::Punct);
        words.into_iter().any(|t| number(t) && more(t))
    }

    /// "The son of Ema Rusu, 45,": his age, or hers.
    pub(super) fn is_whose(&self, name: &Mention) -> bool {
        let of = name.tokens.start.checked_sub(1).filter(|t| self.lower(*t) == "of");
        of.and_then(|t| t.checked_sub(1)).is_some_and(|t| self.is(t, "person_noun") || self.is(t, "kin_noun"))
    }
}
