//! With which letters a match can begin: most places of a text are passed without trying a pattern.

use std::collections::BTreeMap;

use regex_syntax::hir::{Hir, literal::Extractor};

/// Bytes of a beginning that are kept; fewer, if there are too many beginnings.
const LENGTHS: [usize; 4] = [7, 4, 2, 1];
/// Beginnings of one pattern.
const MOST: usize = 4000;
/// Members of a class that are written out: the figures, or the small and the capital letters.
const MOST_OF_CLASS: usize = 64;

/// The bytes of a blank at which no line is broken.
const NO_BREAK: [u8; 2] = [0xC2, 0xA0];

/// For each beginning, in lower case, the patterns that can match there.
#[derive(Debug, Default)]
pub(crate) struct Openings {
    by_letters: BTreeMap<String, Vec<u32>>,
    /// The first two bytes of all beginnings; the text is asked these first, and often.
    pairs: Pairs,
    /// Patterns whose beginning is open.
    open: Vec<u32>,
}

impl Openings {
    /// Of patterns in order of their numbers, parsed with regard to case.
    pub(super) fn of<'p>(patterns: impl Iterator<Item = &'p Hir>) -> Self {
        let mut out = Self::default();
        for (number, pattern) in (0..).zip(patterns) {
            match beginnings(pattern) {
                Some(all) => all.into_iter().for_each(|letters| out.add(letters, number)),
                None => out.open.push(number),
            }
        }
        out
    }

    fn add(&mut self, letters: String, number: u32) {
        self.pairs.add(letters.as_bytes());
        let patterns = self.by_letters.entry(letters).or_default();
        if patterns.last() != Some(&number) {
            patterns.push(number);
        }
    }

    /// The first place from `at` on where a pattern may match, and those patterns in order of their numbers.
    pub(crate) fn next(&self, text: &str, at: usize) -> Option<(usize, Vec<u32>)> {
        let bytes = text.as_bytes();
        let likely = |&place: &usize| {
            begins_word(bytes, place) && (!self.open.is_empty() || self.pairs.may_begin(&bytes[place..]))
        };
        (at..bytes.len()).filter(likely).find_map(|place| {
            let patterns = self.at(text.get(place..)?);
            (!patterns.is_empty()).then_some((place, patterns))
        })
    }

    fn at(&self, text: &str) -> Vec<u32> {
        let mut out = self.open.clone();
        let letters = folded(text.as_bytes().get(..LENGTHS[0]).unwrap_or(text.as_bytes()));
        for (end, char) in letters.char_indices() {
            out.extend(self.by_letters.get(&letters[..end + char.len_utf8()]).into_iter().flatten());
        }
        out.sort_unstable();
        out.dedup();
        out
    }
}

/// Which two bytes a match can begin with, in lower case: a bit for each pair.
#[derive(Debug)]
struct Pairs(Vec<u64>);

impl Default for Pairs {
    fn default() -> Self {
        Pairs(vec![0; 1 << 10])
    }
}

impl Pairs {
    fn add(&mut self, letters: &[u8]) {
        let Some(&first) = letters.first() else { return };
        let seconds = letters.get(1).map_or(0..=u8::MAX, |&second| second..=second);
        for second in seconds {
            let bit = usize::from(first) << 8 | usize::from(second);
            self.0[bit / 64] |= 1 << (bit % 64);
        }
    }

    fn may_begin(&self, text: &[u8]) -> bool {
        let Some(first) = text.first() else { return false };
        let blank = |byte: &u8| if *byte == NO_BREAK[0] { b' ' } else { byte.to_ascii_lowercase() };
        let bit = usize::from(first.to_ascii_lowercase()) << 8 | usize::from(text.get(1).map_or(0, blank));
        self.0[bit / 64] >> (bit % 64) & 1 == 1
    }
}

/// Every pattern begins at such a place.
fn begins_word(bytes: &[u8], place: usize) -> bool {
    let before = place.checked_sub(1).and_then(|at| bytes.get(at));
    before.is_none_or(|b| !b.is_ascii_alphanumeric() && *b != b'_')
}

/// The letters that a match must begin with; `None` if there are too many ways, or none is needed.
fn beginnings(pattern: &Hir) -> Option<Vec<String>> {
    let all: Vec<String> = LENGTHS.iter().find_map(|&length| {
        let mut extractor = Extractor::new();
        extractor.limit_literal_len(length).limit_total(MOST).limit_class(MOST_OF_CLASS);
        let found = extractor.extract(pattern);
        found.literals().map(|all| all.iter().map(|literal| folded(literal.as_bytes())).collect())
    })?;
    all.iter().all(|letters| !letters.is_empty()).then_some(all)
}

/// In lower case and with plain blanks, cut before a letter that is more than a byte: its other case may have other bytes.
fn folded(bytes: &[u8]) -> String {
    let whole = bytes.utf8_chunks().next().map_or("", |chunk| chunk.valid());
    let known = whole.chars().take_while(|c| c.is_ascii() || !c.is_alphabetic());
    known.map(|c| if c == '\u{a0}' { ' ' } else { c.to_ascii_lowercase() }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn openings(patterns: &[&str]) -> Openings {
        let parsed: Vec<Hir> = patterns.iter().map(|p| regex_syntax::parse(p).expect("a valid pattern")).collect();
        Openings::of(parsed.iter())
    }

    #[test]
    fn only_patterns_with_these_letters_are_tried() {
        let openings = openings(&["May|June", "[0-9]{1,2}:[0-9]{2}", "(?:late )?may[ \u{a0}]be", "(?:Tues)?day"]);
        assert_eq!(openings.next("It was in MAY be", 0), Some((10, vec![0, 2])));
        assert_eq!(openings.next("It was in MAY, at", 0), Some((10, vec![0])));
        assert_eq!(openings.next("It was in Marbella at 9:30", 0), Some((22, vec![1])));
        assert_eq!(openings.next("dismay on a Tuesday", 0), Some((12, vec![3])));
        assert_eq!(openings.next("Late may\u{a0}be", 0), Some((0, vec![2])));
    }

    #[test]
    fn a_pattern_that_may_begin_with_anything_is_tried_at_each_word() {
        assert_eq!(openings(&[".*day", "[^a]b"]).next("x", 0), Some((0, vec![0, 1])));
    }

    #[test]
    fn many_beginnings_are_cut_short_and_still_found() {
        let openings = openings(&["[0-9]{4}-[0-9]{2}"]);
        assert_eq!(openings.next("on 2031-05", 0), Some((3, vec![0])));
        assert_eq!(openings.next("on the", 0), None);
    }
}
