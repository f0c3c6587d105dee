//! Known words, their vectors, and the rows of a table of weights that a word stands for.

use std::sync::OnceLock;

use crate::text::{
    features,
    neural::Reader,
    spelling::{self, Speller, Spelling},
};

/// The shipped vectors (PDDL, see `rules/models/README.md`).
const EMBEDDED: &[u8] = include_bytes!("../../../rules/models/en_words.bin");
/// First bytes of a file of word vectors.
pub const MAGIC: &[u8; 8] = b"CCWRD02\n";
/// Length of a vector.
pub const VECTOR: usize = 48;
/// Parts of one in the numbers of a vector.
pub const VECTOR_UNIT: f32 = 32.0;
/// Rows of the table of weights that a word stands for.
pub const ROWS: usize = 9;
/// Buckets of the hashed features: tag, with the tag before, with the tag after, shape, three endings, a beginning. After them
/// come the words.
pub const BUCKETS: [usize; ROWS - 1] = [512, 1024, 1024, 256, 512, 2048, 2048, 2048];
/// Stands for the tag of a word that is not there.
const NO_TAG: u64 = 511;
const MOST_WORDS: usize = 1 << 20;

/// What a net is told of one word.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct WordRows {
    /// Rows of the table of weights: the buckets in order, then the word itself or the unknown word.
    pub rows: [u32; ROWS],
    /// Which vector it has.
    pub vector: Option<u32>,
}

/// The known words. Those with a row of weights of their own come first.
pub struct Words {
    slots: Vec<(u32, u32)>,
    trained: usize,
    clusters: &'static [u8],
    vectors: &'static [u8],
}

impl Words {
    /// The words that are part of the program.
    pub fn embedded() -> &'static Words {
        static WORDS: OnceLock<Words> = OnceLock::new();
        WORDS.get_or_init(|| Words::from_bytes(EMBEDDED).expect("the shipped words are tested"))
    }

    /// Reads number of words, number of words with weights, hashes (4 bytes), clusters (2 bytes), vectors. `None` when it is no such file.
    pub fn from_bytes(bytes: &'static [u8]) -> Option<Words> {
        let mut from = Reader::after(MAGIC, bytes)?;
        let count = from.size(MOST_WORDS)?;
        let trained = from.size(count)?;
        let hashes = from.numbers(count)?;
        let clusters = from.bytes(count * 2)?;
        let vectors = from.bytes(count * VECTOR)?;
        let mut slots = vec![(0, u32::MAX); (count * 3 / 2 + 1).next_power_of_two()];
        for (hash, word) in hashes.into_iter().zip(0..) {
            let mut at = hash as usize & (slots.len() - 1);
            while slots[at].1 != u32::MAX {
                at = (at + 1) & (slots.len() - 1);
            }
            slots[at] = (hash, word);
        }
        from.is_at_end().then_some(Words { slots, trained, clusters, vectors })
    }

    /// Number of rows that a table of weights must have.
    pub fn rows(&self) -> usize {
        BUCKETS.iter().sum::<usize>() + self.trained + 1
    }

    /// The fine and the coarse cluster of a word in lower case; zeros for a word without a vector. `hash` is that of the word.
    pub fn clusters(&self, lower: &str, hash: u64) -> [u8; 2] {
        let Some(word) = self.find_or_last(lower, hash) else { return [0, 0] };
        let clusters = self.clusters.get(2 * word as usize..).and_then(|rest| rest.first_chunk::<2>());
        clusters.copied().unwrap_or_default()
    }

    /// The number of the vector of a word in lower case and its hash; of a compound that is not known, that of its last part.
    pub fn vector_of(&self, lower: &str, hash: u64) -> Option<u32> {
        self.find_or_last(lower, hash)
    }

    /// The vector with a number from [`WordRows`] or [`Words::vector_of`].
    pub fn vector(&self, number: u32) -> impl Iterator<Item = i16> {
        let from = number as usize * VECTOR;
        self.vectors.get(from..from + VECTOR).unwrap_or(&[]).iter().map(|b| i16::from(b.cast_signed()))
    }

    /// Whether this very word, in lower case, is known.
    pub fn knows(&self, lower: &str) -> bool {
        self.find(spelling::hash(lower.as_bytes())).is_some()
    }

    fn find(&self, hash: u64) -> Option<u32> {
        let wanted = short(hash);
        let mut at = wanted as usize & (self.slots.len() - 1);
        // The table is never full.
        loop {
            let (hash, word) = *self.slots.get(at)?;
            if word == u32::MAX || hash == wanted {
                return (word != u32::MAX).then_some(word);
            }
            at = (at + 1) & (self.slots.len() - 1);
        }
    }

    /// Of a compound that is not known the last part tells most.
    fn find_or_last(&self, lower: &str, hash: u64) -> Option<u32> {
        self.find(hash).or_else(|| self.last(lower))
    }

    fn last(&self, lower: &str) -> Option<u32> {
        let (_, last) = lower.rsplit_once('-')?;
        self.find(spelling::hash(last.as_bytes()))
    }

    /// What a net is told of the words of a sentence; a tag is a number below the first of [`BUCKETS`].
    pub fn look_up(&self, words: &[&str], tags: &[u16]) -> Vec<WordRows> {
        let tag = |at: usize| tags.get(at).map_or(NO_TAG, |tag| u64::from(*tag));
        let mut speller = Speller::new(words);
        let mut out = Vec::with_capacity(words.len());
        for (at, word) in words.iter().enumerate() {
            let Spelling { hash, suffixes, prefixes, case, shape } = speller.spell(word);
            let known = self.find(hash);
            let trained = known.filter(|w| (*w as usize) < self.trained).unwrap_or(self.trained as u32);
            let hashed = [
                tag(at),
                features::mix(96, tag(at), tag(at.wrapping_sub(1))),
                features::mix(97, tag(at), tag(at + 1)),
                features::mix(98, shape, case),
                suffixes[1],
                suffixes[2],
                suffixes[3],
                prefixes[2],
            ];
            let mut rows = [0; ROWS];
            let mut base = 0;
            for (row, (hash, buckets)) in rows.iter_mut().zip(hashed.into_iter().zip(BUCKETS)) {
                *row = base + ((hash ^ hash >> 32) % buckets as u64) as u32;
                base += buckets as u32;
            }
            rows[ROWS - 1] = base + trained;
            out.push(WordRows { rows, vector: known.or_else(|| self.last(speller.lower())) });
        }
        out
    }
}

/// What the file keeps of a word's hash.
pub fn short(hash: u64) -> u32 {
    (hash ^ hash >> 32) as u32
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_broken_file_of_words_is_refused() {
        for length in [0, 7, 8, 9, 12, 20, 1000, EMBEDDED.len() - 1] {
            assert!(Words::from_bytes(&EMBEDDED[..length]).is_none(), "{length}");
        }
    }

    #[test]
    fn a_compound_is_known_by_its_last_part() {
        let words = Words::embedded();
        let rows = words.look_up(&["minister", "Zqx-minister", "zqxv"], &[]);
        assert!(rows[0].vector.is_some());
        assert_eq!(rows[1].vector, rows[0].vector);
        assert_ne!(rows[1].rows, rows[0].rows);
        assert_eq!((rows[2].vector, words.clusters("zqxv", spelling::word_hash("zqxv"))), (None, [0, 0]));
        assert!(rows.iter().flat_map(|r| r.rows).all(|row| (row as usize) < words.rows()));
    }
}
