//! The words of an age: "45", "45 years old", "18 months", "45-year-old", "six-week-old", "aged 45".

use crate::{
    rules::Lexicons,
    text::Document,
    values::{Age, AgeUnit},
};

/// No one is older, in years.
const OLDEST: u32 = 120;
/// Nobody's age is told in more of a smaller unit.
const MOST_OF_A_SMALL_UNIT: u32 = 100;

/// Reads ages at tokens.
#[derive(Clone, Copy)]
pub(super) struct Phrases<'a> {
    pub doc: &'a Document,
    pub lexicons: &'a Lexicons,
}

/// An age, and the tokens that say it.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Phrase {
    pub tokens: std::ops::Range<usize>,
    pub age: Age,
}

impl Phrases<'_> {
    /// The lower-case word at token `at`, inside a sentence that ends at token `end`.
    pub(super) fn word(&self, at: usize, end: usize) -> Option<&str> {
        (at < end).then(|| self.doc.tokens.get(at)).flatten().map(|t| &*t.lower)
    }

    /// "45", "forty-five", "45 years old", "18 months", "18 months old" from token `at` on.
    pub(super) fn plain(&self, at: usize, end: usize) -> Option<Phrase> {
        let count = self.number(self.word(at, end)?)?;
        let unit = self.word(at + 1, end).filter(|w| !w.contains('-')).and_then(|w| self.unit(w));
        let Some(unit) = unit else { return phrase(at..at + 1, count, AgeUnit::Year) };
        let old = |t: usize| self.word(t, end).is_some_and(|w| self.lexicons.has("word_after_an_age", w));
        let of_age = self.word(at + 2, end) == Some("of") && self.word(at + 3, end) == Some("age");
        match (old(at + 2), of_age, unit) {
            (true, _, _) => phrase(at..at + 3, count, unit),
            (_, true, _) => phrase(at..at + 4, count, unit),
            // "Ema Rusu, 45 years later": a length of time.
            (_, _, AgeUnit::Year) => None,
            _ => phrase(at..at + 2, count, unit),
        }
    }

    /// "aged 45", "age 45", "aged 18 months": from the word that says so on.
    pub(super) fn aged(&self, at: usize, end: usize) -> Option<Phrase> {
        let says = self.word(at, end).is_some_and(|w| self.lexicons.has("word_before_an_age", w));
        self.plain(at + 1, end).filter(|_| says)
    }

    /// "45-year-old", "45-year old", "45 year old", "18-month-old" from token `at` on: what stands before a noun.
    pub(super) fn compound(&self, at: usize, end: usize) -> Option<Phrase> {
        let word = self.word(at, end)?;
        let old = |t: usize| self.word(t, end).is_some_and(|w| self.lexicons.has("word_after_an_age", w));
        let with_old = word.rsplit_once('-').filter(|(_, last)| self.lexicons.has("word_after_an_age", last));
        if let Some((rest, _)) = with_old {
            return self.counted(rest).and_then(|(count, unit)| phrase(at..at + 1, count, unit));
        }
        if let Some((count, unit)) = self.counted(word).filter(|_| old(at + 1)) {
            return phrase(at..at + 2, count, unit);
        }
        // "45 years old" follows its noun; "a 45 year old" stands before one or for one.
        let unit = self.word(at + 1, end).filter(|w| !w.ends_with('s')).and_then(|w| self.unit(w))?;
        let count = self.number(word).filter(|_| old(at + 2))?;
        phrase(at..at + 3, count, unit)
    }

    /// "45-year": a number and a unit in one word.
    fn counted(&self, word: &str) -> Option<(u32, AgeUnit)> {
        let (count, unit) = word.rsplit_once('-')?;
        Some((self.number(count)?, self.unit(unit)?))
    }

    /// Whether a word is a unit of ages.
    pub(super) fn is_unit(&self, word: &str) -> bool {
        self.unit(word).is_some()
    }

    fn unit(&self, word: &str) -> Option<AgeUnit> {
        self.lexicons.value("age_unit", word).and_then(AgeUnit::of)
    }

    fn number(&self, word: &str) -> Option<u32> {
        // "One" alone is no age: "Rusu, one of them".
        let one = |part: &str| self.lexicons.has("number_if_hedged", part).then_some(1);
        let number = |part| self.lexicons.number("number_word", part).or_else(|| one(part));
        let in_words = || {
            let parts: Option<Vec<i64>> = word.split('-').map(number).collect();
            let parts = parts.filter(|p| p.len() == 2 || p.len() == 1 && p[0] > 1)?;
            u32::try_from(parts.into_iter().sum::<i64>()).ok()
        };
        let digits = || word.bytes().all(|b| b.is_ascii_digit()).then(|| word.parse().ok()).flatten();
        digits().or_else(in_words)
    }
}

fn phrase(tokens: std::ops::Range<usize>, count: u32, unit: AgeUnit) -> Option<Phrase> {
    let most = if unit == AgeUnit::Year { OLDEST } else { MOST_OF_A_SMALL_UNIT };
    (1..=most).contains(&count).then_some(Phrase { tokens, age: Age { count, unit, at_death: false } })
}
