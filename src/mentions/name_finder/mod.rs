//! Finds names of people, places and organisations in tagged words: a chain model over the features of each word. What it finds is a
//! hint to who or what is named, not a judgement.

pub mod features;

use std::{ops::Range, sync::OnceLock};

use crate::{
    rules::Lexicons,
    text::{
        Form, Pos,
        neural::{
            Reader, Words,
            words::{VECTOR, VECTOR_UNIT},
        },
    },
};
use features::{ROWS, Seen, VECTORS, look};

/// The shipped weights (CC BY-SA 4.0, see `rules/models/README.md`).
const EMBEDDED: &[u8] = include_bytes!("../../../rules/models/en_names.bin");
/// First bytes of a file of weights; the digit is the version of the layout and of the features together.
pub const MAGIC: &[u8; 8] = b"CCNAM01\n";
/// Outside of names, and for each kind its first and its further words.
pub const LABELS: usize = 7;
/// Weights of a word's vectors for one label.
pub const DENSE: usize = VECTORS * VECTOR;

/// What a name names.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Named {
    /// A person.
    Person,
    /// A place.
    Place,
    /// An organisation.
    Organisation,
}

impl Named {
    /// All kinds, in the order of their labels.
    pub const ALL: [Named; 3] = [Named::Person, Named::Place, Named::Organisation];

    /// The name of its kind in treebanks.
    pub fn code(self) -> &'static str {
        match self {
            Named::Person => "PER",
            Named::Place => "LOC",
            Named::Organisation => "ORG",
        }
    }
}

/// A trained name finder.
pub struct NameFinder {
    words: &'static Words,
    scale: f32,
    table: &'static [u8],
    dense: Vec<f32>,
    follow: Vec<f32>,
}

impl NameFinder {
    /// The name finder that is part of the program.
    pub fn embedded() -> &'static NameFinder {
        static FINDER: OnceLock<NameFinder> = OnceLock::new();
        FINDER.get_or_init(|| {
            NameFinder::from_bytes(EMBEDDED, Words::embedded()).expect("the shipped weights are tested")
        })
    }

    /// Reads a file of weights made for these words. `None` when it is no such file.
    pub fn from_bytes(bytes: &'static [u8], words: &'static Words) -> Option<NameFinder> {
        let mut from = Reader::after(MAGIC, bytes)?;
        let scale = *from.fractions(1)?.first()?;
        let table = from.bytes(ROWS * LABELS)?;
        let dense = from.fractions(DENSE * LABELS)?;
        let follow = from.fractions(LABELS * LABELS)?;
        from.is_at_end().then_some(NameFinder { words, scale, table, dense, follow })
    }

    /// The names of one sentence, from left to right.
    pub fn find(&self, words: &[&str], tags: &[(Pos, Form)], lexicons: &Lexicons) -> Vec<(Range<usize>, Named)> {
        let seen = look(words, tags, self.words, lexicons);
        let scores: Vec<Option<[f32; LABELS]>> = seen.iter().map(|seen| self.score(seen)).collect();
        names_of(&best(&scores, &self.follow))
    }

    /// The score of each label; `None` for a word that can be in no name.
    fn score(&self, seen: &Seen) -> Option<[f32; LABELS]> {
        if !seen.candidate {
            return None;
        }
        let mut sums = [0_i32; LABELS];
        for row in &seen.rows {
            let from = *row as usize * LABELS;
            for (sum, weight) in sums.iter_mut().zip(self.table.get(from..from + LABELS).unwrap_or(&[])) {
                *sum += i32::from(weight.cast_signed());
            }
        }
        let mut out = sums.map(|sum| sum as f32 * self.scale);
        for (place, vector) in seen.vectors.iter().enumerate() {
            let Some(number) = vector else { continue };
            let rows = self.dense[place * VECTOR * LABELS..].chunks_exact(LABELS);
            for (x, weights) in self.words.vector(*number).zip(rows) {
                let x = f32::from(x) / VECTOR_UNIT;
                out.iter_mut().zip(weights).for_each(|(out, weight)| *out += x * weight);
            }
        }
        Some(out)
    }
}

/// Whether a label may follow another: a further word only a word of the same name.
pub fn may_follow(before: usize, label: usize) -> bool {
    label == 0 || label % 2 == 1 || before == label || before + 1 == label
}

/// The best chain of labels; the word before the first one has label 0, as has each that can be in no name.
fn best(scores: &[Option<[f32; LABELS]>], follow: &[f32]) -> Vec<usize> {
    let mut sums = [f32::NEG_INFINITY; LABELS];
    sums[0] = 0.0;
    let mut from: Vec<[u8; LABELS]> = Vec::with_capacity(scores.len());
    for scores in scores {
        let mut next = [f32::NEG_INFINITY; LABELS];
        let mut back = [0_u8; LABELS];
        for label in 0..LABELS {
            if scores.is_none() && label > 0 {
                continue;
            }
            let own = scores.map_or(0.0, |scores| scores[label]);
            for before in (0..LABELS).filter(|before| may_follow(*before, label)) {
                let sum = sums[before] + follow.get(before * LABELS + label).copied().unwrap_or(0.0) + own;
                if sum > next[label] {
                    (next[label], back[label]) = (sum, before as u8);
                }
            }
        }
        sums = next;
        from.push(back);
    }
    let mut label = (0..LABELS).rev().max_by(|a, b| sums[*a].total_cmp(&sums[*b])).unwrap_or(0);
    let mut out = vec![0; scores.len()];
    for (at, back) in from.iter().enumerate().rev() {
        out[at] = label;
        label = usize::from(back[label]);
    }
    out
}

/// The names that the labels of a sentence stand for.
pub fn names_of(labels: &[usize]) -> Vec<(Range<usize>, Named)> {
    let mut out: Vec<(Range<usize>, Named)> = Vec::new();
    for (at, label) in labels.iter().enumerate().filter(|(_, label)| **label > 0) {
        match out.last_mut().filter(|(range, _)| label % 2 == 0 && range.end == at) {
            Some((range, _)) => range.end = at + 1,
            None => out.extend(Named::ALL.get((label - 1) / 2).map(|named| (at..at + 1, *named))),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{rules::Rules, text::tagger::Tagger};

    fn found(sentence: &str) -> Vec<(String, Named)> {
        let words: Vec<&str> = sentence.split(' ').collect();
        let tags = Tagger::embedded().tag(&words);
        let names = NameFinder::embedded().find(&words, &tags, &Rules::embedded().lexicons);
        names.into_iter().map(|(range, named)| (words[range].join(" "), named)).collect()
    }

    #[test]
    fn names_are_told_apart() {
        assert_eq!(
            found("The mayor , Mira Tol , met John Hadley in Lisbon on Friday ."),
            [("Mira Tol", Named::Person), ("John Hadley", Named::Person), ("Lisbon", Named::Place)]
                .map(|(name, named)| (name.to_owned(), named))
        );
        assert_eq!(found("it was raining on the way home"), []);
    }

    #[test]
    fn a_broken_file_of_weights_is_refused() {
        for length in [0, 7, 8, 11, 12, 1000, EMBEDDED.len() - 1] {
            assert!(NameFinder::from_bytes(&EMBEDDED[..length], Words::embedded()).is_none(), "{length}");
        }
    }

    #[test]
    fn any_words_give_names_in_order() {
        for words in [vec![], vec![""], vec!["Ö", "—", "’", "’", "Ö"], vec!["A"; 300]] {
            let tags = Tagger::embedded().tag(&words);
            let lexicons = &Rules::embedded().lexicons;
            for tags in [&tags[..], &[]] {
                let names = NameFinder::embedded().find(&words, tags, lexicons);
                assert!(names.iter().all(|(range, _)| !range.is_empty() && range.end <= words.len()));
                assert!(names.windows(2).all(|pair| pair[0].0.end <= pair[1].0.start));
            }
        }
    }
}
