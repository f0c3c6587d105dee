//! What the tagger looks at: hashed features of a word and its neighbours. Training and tagging share this file.

use crate::text::{
    neural::Words,
    spelling::{self, Speller, Spelling},
};

/// Features of a word.
pub const FEATURES: usize = 44;

/// What the features ask of one word, computed once.
pub struct WordFacts {
    lower: u64,
    suffixes: [u64; 5],
    prefixes: [u64; 3],
    case: u64,
    shape: u64,
    class: u64,
    clusters: [u64; 2],
    sure: u8,
}

impl WordFacts {
    /// Whether the word has no class: seen rarely or never.
    pub fn is_unknown(&self) -> bool {
        self.class == 0
    }

    /// The number of the only label that the word ever has: its features need no look.
    pub fn sure(&self) -> Option<usize> {
        usize::from(self.sure).checked_sub(1)
    }
}

/// Looks at each word of a sentence; `class_of` gives the class of a word by its hash and what [`WordFacts::sure`]
/// tells, 0 for none; `known` has the clusters.
pub fn facts(words: &[&str], known: &Words, class_of: impl Fn(u64) -> (u8, u8)) -> Vec<WordFacts> {
    let mut speller = Speller::new(words);
    let mut out = Vec::with_capacity(words.len());
    for word in words {
        let Spelling { hash, suffixes, prefixes, case, shape } = speller.spell(word);
        let (class, sure) = class_of(hash);
        out.push(WordFacts {
            lower: hash,
            suffixes,
            prefixes,
            case,
            shape: mix(98, shape, case),
            class: u64::from(class),
            sure,
            clusters: known.clusters(speller.lower(), hash).map(u64::from),
        });
    }
    out
}

/// The hash by which a word is known to `class_of` of [`facts`].
pub fn word_hash(word: &str) -> u64 {
    spelling::word_hash(word)
}

/// The hashed features of the word `at`, given the codes of the words before it.
pub fn features(facts: &[WordFacts], at: usize, history: &[u16]) -> [u64; FEATURES] {
    const NONE: WordFacts = WordFacts {
        lower: 1,
        suffixes: [1; 5],
        prefixes: [1; 3],
        case: 9,
        shape: 1,
        class: 0xFFFF,
        clusters: [0xFFFF; 2],
        sure: 0,
    };
    let word = |offset: isize| at.checked_add_signed(offset).and_then(|i| facts.get(i)).unwrap_or(&NONE);
    let (l2, l1, w, r1, r2) = (word(-2), word(-1), word(0), word(1), word(2));
    let past =
        |back: usize| history.len().checked_sub(back).and_then(|i| history.get(i)).map_or(0xFFF, |c| u64::from(*c));
    let (p1, p2) = (past(1), past(1) << 12 | past(2));
    let ([fine, coarse], [_, before], [_, after]) = (w.clusters, l1.clusters, r1.clusters);
    [
        mix(1, w.lower, 0),
        mix(2, w.lower, w.case),
        mix(3, w.suffixes[0], 0),
        mix(4, w.suffixes[1], 0),
        mix(5, w.suffixes[2], 0),
        mix(6, w.suffixes[3], 0),
        mix(7, w.suffixes[4], 0),
        mix(8, w.prefixes[0], 0),
        mix(9, w.prefixes[1], 0),
        mix(10, w.prefixes[2], 0),
        mix(11, w.shape, 0),
        mix(12, w.case, r1.case),
        mix(13, p1, 0),
        mix(14, p2, 0),
        mix(15, p1, w.lower),
        mix(16, p2, w.class),
        mix(17, l1.lower, 0),
        mix(18, l2.lower, 0),
        mix(19, r1.lower, 0),
        mix(20, r2.lower, 0),
        mix(21, l1.lower, w.lower),
        mix(22, w.lower, r1.lower),
        mix(23, l1.lower, r1.lower),
        mix(24, l1.suffixes[2], 0),
        mix(25, r1.suffixes[2], 0),
        mix(26, p1, w.suffixes[2]),
        mix(27, p1, r1.lower),
        mix(28, r1.shape, w.case),
        mix(29, p1, w.shape),
        mix(30, w.class, r1.class),
        mix(31, p1 << 16 | w.class, r1.class),
        mix(32, r1.class << 16 | w.class, r2.class),
        mix(33, w.suffixes[2], w.case),
        mix(34, r1.suffixes[1], w.suffixes[1]),
        mix(35, l1.case << 8 | w.case, p1),
        mix(36, l2.lower, l1.lower),
        mix(37, r1.class, p1),
        mix(38, l1.class << 16 | w.class, l2.class),
        mix(39, fine, w.case),
        mix(40, fine, w.suffixes[1]),
        mix(41, fine, p1),
        mix(42, before << 8 | coarse, after),
        mix(43, l1.clusters[0], p1),
        mix(44, r1.clusters[0], w.class),
    ]
}

/// One hash of a kind of feature and its two parts.
pub(crate) fn mix(kind: u64, a: u64, b: u64) -> u64 {
    let mut h = (a ^ kind.wrapping_mul(0x9e37_79b9_7f4a_7c15)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    h = (h ^ (h >> 32) ^ b).wrapping_mul(0x94d0_49bb_1331_11eb);
    h ^ (h >> 29)
}
