//! With which letters a match can begin: most places of a text are passed without trying a pattern.

use std::{borrow::Cow, cmp::Reverse, collections::BTreeMap};

use regex_syntax::hir::{Hir, HirKind, literal::Extractor};

/// Bytes of a beginning that are kept; fewer, if there are too many beginnings.
const LENGTHS: [usize; 7] = [15, 12, 9, 7, 4, 2, 1];
/// Beginnings of one pattern.
const MOST: usize = 4000;
/// Members of a class that are written out: the figures, or the small and the capital letters.
const MOST_OF_CLASS: usize = 64;

/// Bytes of a needed word that are kept, words of one pattern, and the shortest that tells enough.
const NEEDED_LENGTH: usize = 12;
const MOST_NEEDED: usize = 200;
const LEAST_NEEDED: usize = 2;

/// The bytes of a blank at which no line is broken.
const NO_BREAK: [u8; 2] = [0xC2, 0xA0];

/// For each beginning, in lower case, the patterns that can match there.
#[derive(Debug)]
pub(crate) struct Openings {
    /// All beginnings in order, each as [`key`] packs it.
    pub(super) keys: Cow<'static, [u128]>,
    /// For each of them its patterns in `lists`: the first, and behind the last one.
    pub(super) places: Cow<'static, [(u32, u32)]>,
    pub(super) lists: Cow<'static, [u32]>,
    /// Which first two bytes a beginning has, in lower case: a bit for each pair. The text is asked these first, and often.
    pub(super) pairs: Cow<'static, [u64]>,
    /// Patterns whose beginning is open.
    pub(super) open: Cow<'static, [u32]>,
}

/// The letters in the upper bytes, from the first on, and their number in the lowest one: in order of the letters.
fn key(letters: &[u8]) -> u128 {
    let mut bytes = [0; 16];
    bytes.iter_mut().zip(letters).for_each(|(to, from)| *to = *from);
    bytes[15] = letters.len() as u8;
    u128::from_be_bytes(bytes)
}

impl Openings {
    /// Of patterns in order of their numbers, parsed with regard to case.
    pub(super) fn of<'p>(patterns: impl Iterator<Item = &'p Hir>) -> Self {
        let (mut by_letters, mut open): (BTreeMap<u128, Vec<u32>>, Vec<u32>) = Default::default();
        let mut pairs = vec![0; 1 << 10];
        for (number, pattern) in (0..).zip(patterns) {
            let Some(all) = beginnings(pattern) else {
                open.push(number);
                continue;
            };
            for letters in all {
                add_pairs(&mut pairs, letters.as_bytes());
                let patterns = by_letters.entry(key(letters.as_bytes())).or_default();
                if patterns.last() != Some(&number) {
                    patterns.push(number);
                }
            }
        }
        let (mut places, mut lists) = (Vec::with_capacity(by_letters.len()), Vec::new());
        // Most beginnings lead to patterns that others lead to as well.
        let mut known: BTreeMap<&[u32], (u32, u32)> = BTreeMap::new();
        for patterns in by_letters.values() {
            places.push(*known.entry(patterns).or_insert_with(|| {
                let first = lists.len() as u32;
                lists.extend(patterns);
                (first, lists.len() as u32)
            }));
        }
        let keys: Vec<u128> = by_letters.keys().copied().collect();
        Self { keys: keys.into(), places: places.into(), lists: lists.into(), pairs: pairs.into(), open: open.into() }
    }

    /// As Rust, for the build script.
    #[allow(dead_code, reason = "only the build script writes")]
    pub(super) fn written(&self) -> String {
        let Self { keys, places, lists, pairs, open } = self;
        let lists = format!("places: Cow::Borrowed(&{places:?}), lists: Cow::Borrowed(&{lists:?})");
        let rest = format!("pairs: Cow::Borrowed(&{pairs:?}), open: Cow::Borrowed(&{open:?})");
        format!("Openings {{ keys: Cow::Borrowed(&{keys:?}), {lists}, {rest} }}")
    }

    /// The first place from `at` on where a pattern may match, and those patterns in order of their numbers.
    pub(crate) fn next(&self, text: &str, at: usize) -> Option<(usize, Vec<u32>)> {
        let bytes = text.as_bytes();
        let likely =
            |&place: &usize| begins_word(bytes, place) && (!self.open.is_empty() || self.may_begin(&bytes[place..]));
        (at..bytes.len()).filter(likely).find_map(|place| {
            let patterns = self.at(text.get(place..)?);
            (!patterns.is_empty()).then_some((place, patterns))
        })
    }

    fn at(&self, text: &str) -> Vec<u32> {
        let mut out = self.open.to_vec();
        let letters = folded(text.as_bytes().get(..LENGTHS[0]).unwrap_or(text.as_bytes()));
        // The keys that begin with the letters so far stand together.
        let (mut from, mut to) = (0, self.keys.len());
        for (end, char) in letters.char_indices() {
            let letters = &letters.as_bytes()[..end + char.len_utf8()];
            let (first, last) =
                (key(letters) & !0xFF, key(letters) | u128::MAX.checked_shr(8 * letters.len() as u32).unwrap_or(0));
            let known = &self.keys[from..to];
            (from, to) = (from + known.partition_point(|k| *k < first), from + known.partition_point(|k| *k <= last));
            let known = self.keys[from..to].binary_search(&key(letters)).ok();
            if let Some((start, end)) = known.map(|at| self.places[from + at]) {
                out.extend(&self.lists[start as usize..end as usize]);
            }
            if from == to {
                break;
            }
        }
        out.sort_unstable();
        out.dedup();
        out
    }

    fn may_begin(&self, text: &[u8]) -> bool {
        let Some(first) = text.first() else { return false };
        let blank = |byte: &u8| if *byte == NO_BREAK[0] { b' ' } else { byte.to_ascii_lowercase() };
        let bit = usize::from(first.to_ascii_lowercase()) << 8 | usize::from(text.get(1).map_or(0, blank));
        self.pairs[bit / 64] >> (bit % 64) & 1 == 1
    }
}

fn add_pairs(pairs: &mut [u64], letters: &[u8]) {
    let Some(&first) = letters.first() else { return };
    let seconds = letters.get(1).map_or(0..=u8::MAX, |&second| second..=second);
    for second in seconds {
        let bit = usize::from(first) << 8 | usize::from(second);
        pairs[bit / 64] |= 1 << (bit % 64);
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

/// Words of which a match has one behind its beginning, a line each: the longest such ones; none where it needs none.
#[allow(dead_code, reason = "only the build script asks for them")]
pub(super) fn needed(pattern: &Hir) -> String {
    let mut parts = Vec::new();
    in_a_row(pattern, &mut parts);
    let behind = parts.into_iter().filter(|part| part.properties().minimum_len() != Some(0)).skip(1);
    let words = behind.filter_map(|part| {
        let mut extractor = Extractor::new();
        extractor.limit_literal_len(NEEDED_LENGTH).limit_total(MOST_NEEDED).limit_class(1);
        let found = extractor.extract(part);
        let mut words: Vec<String> = found.literals()?.iter().map(|literal| folded(literal.as_bytes())).collect();
        words.sort();
        words.dedup();
        let shortest = words.iter().map(String::len).min()?;
        (shortest >= LEAST_NEEDED && words.iter().all(|word| !word.contains('\n'))).then_some((shortest, words))
    });
    words
        .max_by_key(|(shortest, words)| (*shortest, Reverse(words.len())))
        .map_or(String::new(), |(_, words)| words.join("\n"))
}

/// The parts that follow each other in every match.
fn in_a_row<'p>(pattern: &'p Hir, out: &mut Vec<&'p Hir>) {
    match pattern.kind() {
        HirKind::Concat(parts) => parts.iter().for_each(|part| in_a_row(part, out)),
        HirKind::Capture(capture) => in_a_row(&capture.sub, out),
        _ => out.push(pattern),
    }
}

/// A text as [`needed`] has its words; `None` for one with letters that are the capital or small form of plain ones.
#[allow(dead_code, reason = "the build script has no text")]
pub(super) fn plain(text: &str) -> Option<String> {
    let odd = text.contains(['\u{17f}', '\u{212a}']);
    (!odd).then(|| text.replace('\u{a0}', " ").to_ascii_lowercase())
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
    fn the_words_behind_the_beginning_are_known() {
        for (pattern, words) in [
            ("[0-9]+ (?<unit>hours?|Minutes?)", "hour\nhours\nminute\nminutes"),
            ("(?:one|two)(?: or three)? days", " days"),
            ("may|june", ""),
            ("late (?:may)?", ""),
        ] {
            assert_eq!(needed(&regex_syntax::parse(pattern).expect("a valid pattern")), words, "{pattern}");
        }
    }

    #[test]
    fn many_beginnings_are_cut_short_and_still_found() {
        let openings = openings(&["[0-9]{4}-[0-9]{2}"]);
        assert_eq!(openings.next("on 2031-05", 0), Some((3, vec![0])));
        assert_eq!(openings.next("on the", 0), None);
    }
}
