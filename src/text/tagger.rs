//! Part-of-speech tagger: an averaged perceptron that reads a sentence once from left to right.

use std::sync::OnceLock;

use crate::text::{Form, Pos};

/// The shipped weights (CC BY-SA 4.0, see `rules/models/README.md`).
const EMBEDDED: &[u8] = include_bytes!("../../rules/models/en_tagger.bin");
/// First bytes of a weights file; the digit is the version of the layout and of [`features`] together.
pub const MAGIC: &[u8; 8] = b"CCTAG01\n";
/// Bytes of one slot of the hash table: fingerprint (2), start of its weights in pairs (3), number of pairs (1).
pub const SLOT: usize = 6;
/// A slot with this count holds a word's class (in the place of `start`) instead of weights.
pub const CLASS_MARK: u8 = 0xFF;
/// Labels that a weights file can hold.
pub const MAX_LABELS: usize = 64;
/// The label "before the sentence".
pub const BOUNDARY: u8 = 0xFF;
/// Slots looked at before a feature counts as absent; keeps a broken file from costing more than time.
const MAX_PROBES: usize = 256;

/// Universal tags by their number in a weights file.
pub const POS: [Pos; 17] = [
    Pos::Adj,
    Pos::Adp,
    Pos::Adv,
    Pos::Aux,
    Pos::Cconj,
    Pos::Det,
    Pos::Intj,
    Pos::Noun,
    Pos::Num,
    Pos::Part,
    Pos::Pron,
    Pos::Propn,
    Pos::Punct,
    Pos::Sconj,
    Pos::Sym,
    Pos::Verb,
    Pos::X,
];
/// Forms by their number in a weights file.
pub const FORMS: [Form; 12] = [
    Form::Base,
    Form::Past,
    Form::Ing,
    Form::Participle,
    Form::Present,
    Form::Modal,
    Form::To,
    Form::Plural,
    Form::Possessive,
    Form::PossessivePronoun,
    Form::Wh,
    Form::Other,
];

/// A trained tagger: labels, and an open-addressing hash table from features to weights that is read in place.
pub struct Tagger {
    labels: Vec<(Pos, Form)>,
    slots: &'static [u8],
    pairs: &'static [u8],
    slot_count: u32,
}

impl Tagger {
    /// The tagger that is part of the program.
    pub fn embedded() -> &'static Tagger {
        static TAGGER: OnceLock<Tagger> = OnceLock::new();
        TAGGER.get_or_init(|| Tagger::from_bytes(EMBEDDED).expect("the shipped weights are tested"))
    }

    /// Reads a weights file: magic, number of labels, labels as two bytes, number of slots (4 bytes), slots, pairs.
    /// `None` when it is no such file.
    pub fn from_bytes(bytes: &'static [u8]) -> Option<Tagger> {
        let (&count, rest) = bytes.strip_prefix(MAGIC)?.split_first()?;
        let count = usize::from(count);
        if count == 0 || count > MAX_LABELS {
            return None;
        }
        let (labels, rest) = rest.split_at_checked(2 * count)?;
        let labels = labels
            .chunks_exact(2)
            .map(|l| Some((*POS.get(usize::from(l[0]))?, *FORMS.get(usize::from(l[1]))?)))
            .collect::<Option<Vec<_>>>()?;
        let (count, rest) = rest.split_first_chunk::<4>()?;
        let slot_count = u32::from_le_bytes(*count);
        let (slots, pairs) = rest.split_at_checked((slot_count as usize).checked_mul(SLOT)?)?;
        Some(Tagger { labels, slots, pairs, slot_count })
    }

    /// The tag of each word of one sentence.
    pub fn tag(&self, words: &[&str]) -> Vec<(Pos, Form)> {
        let facts = facts(words, |lower| self.class_of(lower));
        let mut hashes = Vec::with_capacity(64);
        let (mut before, mut last) = (BOUNDARY, BOUNDARY);
        let mut out = Vec::with_capacity(words.len());
        for (at, word) in words.iter().enumerate() {
            hashes.clear();
            features(&facts, at, last, before, &mut hashes);
            let label = self.best(&hashes);
            before = last;
            last = label;
            let tag = self.labels.get(usize::from(label)).copied().unwrap_or((Pos::X, Form::Other));
            out.push(by_shape(word, tag));
        }
        out
    }

    /// The label with the highest sum of weights; the first of equals.
    fn best(&self, hashes: &[u64]) -> u8 {
        let mut scores = [0_i32; MAX_LABELS];
        for &hash in hashes {
            for pair in self.weights(hash).chunks_exact(2) {
                scores[usize::from(pair[0]) % MAX_LABELS] += i32::from(pair[1].cast_signed());
            }
        }
        let mut best = 0;
        for label in 1..self.labels.len() {
            if scores[label] > scores[best] {
                best = label;
            }
        }
        best as u8
    }

    fn weights(&self, hash: u64) -> &'static [u8] {
        match self.slot(hash) {
            Some((start, count)) if count != CLASS_MARK => {
                self.pairs.get(2 * start..2 * (start + usize::from(count))).unwrap_or(&[])
            }
            _ => &[],
        }
    }

    fn class_of(&self, lower: u64) -> u8 {
        match self.slot(class_key(lower)) {
            Some((class, CLASS_MARK)) => class as u8,
            _ => 0,
        }
    }

    fn slot(&self, hash: u64) -> Option<(usize, u8)> {
        let wanted = fingerprint(hash);
        let first = first_slot(hash, self.slot_count) * SLOT;
        let (before, after) = self.slots.split_at_checked(first)?;
        for slot in after.chunks_exact(SLOT).chain(before.chunks_exact(SLOT)).take(MAX_PROBES) {
            let found = u16::from_le_bytes([slot[0], slot[1]]);
            if found == wanted {
                return Some((u32::from_le_bytes([slot[2], slot[3], slot[4], 0]) as usize, slot[5]));
            }
            if found == 0 {
                return None;
            }
        }
        None
    }
}

/// The slot where the search for a feature begins; it goes on to the next ones and round the end.
pub fn first_slot(hash: u64, slot_count: u32) -> usize {
    (((hash >> 32) * u64::from(slot_count)) >> 32) as usize
}

/// What a slot keeps of a feature's hash; 0 marks an empty slot.
pub fn fingerprint(hash: u64) -> u16 {
    (hash as u16).max(1)
}

/// The key under which a word's class is kept.
pub fn class_key(lower: u64) -> u64 {
    mix(99, lower, 0)
}

/// What the shape of a word settles, whatever the weights say: numbers and clock times, and marks without letters.
fn by_shape(word: &str, tag: (Pos, Form)) -> (Pos, Form) {
    let first_digit = word.starts_with(|c: char| c.is_ascii_digit());
    if first_digit && word.chars().all(|c| c.is_ascii_digit() || matches!(c, '.' | ',' | ':' | '/' | '½' | '¼')) {
        return (Pos::Num, Form::Other);
    }
    if first_digit && is_clock(word) {
        return (Pos::Num, Form::Other);
    }
    let mark = !word.chars().any(char::is_alphanumeric);
    let fits = matches!(tag.0, Pos::Punct | Pos::Sym) || tag.1 == Form::Possessive;
    match mark && !fits {
        true => (if word.contains(['$', '£', '€', '%']) { Pos::Sym } else { Pos::Punct }, Form::Other),
        false => tag,
    }
}

/// Whether a token is a clock time of its own: "11am", "6.30pm", "3:20", "0745GMT" (but not "0745", which is a number too).
pub fn is_clock(word: &str) -> bool {
    let digits = word.bytes().filter(u8::is_ascii_digit).count();
    let end = word.find(|c: char| !(c.is_ascii_digit() || matches!(c, '.' | ':'))).unwrap_or(word.len());
    let (number, rest) = word.split_at(end);
    let half = rest.len() <= 4 && {
        let letters: String = rest.chars().filter(|c| *c != '.').map(|c| c.to_ascii_lowercase()).collect();
        letters == "am" || letters == "pm"
    };
    let zone = digits == 4 && (3..=4).contains(&rest.len()) && rest.bytes().all(|b| b.is_ascii_uppercase());
    let colon = rest.is_empty() && digits >= 3 && number.matches(':').count() == 1 && !number.ends_with(':');
    number.starts_with(|c: char| c.is_ascii_digit()) && (1..=4).contains(&digits) && (half || zone || colon)
}

/// How the letters of a sentence are written; a capital means a name only in running text.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Casing {
    Running,
    AllCapitals,
    Title,
    NoCapitals,
}

/// What the features ask of one word, computed once.
pub struct WordFacts {
    lower: u64,
    suffixes: [u64; 5],
    prefixes: [u64; 3],
    case: u64,
    shape: u64,
    class: u64,
}

/// Looks at each word of a sentence; `class_of` gives the class of a word by its hash, 0 for none.
pub fn facts(words: &[&str], class_of: impl Fn(u64) -> u8) -> Vec<WordFacts> {
    let casing = casing(words);
    let mut lower = String::new();
    let mut first = true;
    let mut out = Vec::with_capacity(words.len());
    for word in words {
        fold(word, &mut lower);
        let hash = hash(lower.as_bytes());
        let case = case_of(word, casing, first);
        // Opening quotes do not make the next word less of a first word.
        first = first && !word.chars().any(char::is_alphanumeric);
        out.push(WordFacts {
            lower: hash,
            suffixes: [1, 2, 3, 4, 5].map(|n| tail(&lower, n)),
            prefixes: [1, 2, 3].map(|n| head(&lower, n)),
            case,
            shape: mix(98, shape(word, casing), case),
            class: u64::from(class_of(hash)),
        });
    }
    out
}

/// The hash by which a word is known to `class_of` of [`facts`].
pub fn word_hash(word: &str) -> u64 {
    let mut lower = String::new();
    fold(word, &mut lower);
    hash(lower.as_bytes())
}

/// The hashed features of the word `at`, given the labels of the two words before it.
pub fn features(facts: &[WordFacts], at: usize, last: u8, before: u8, out: &mut Vec<u64>) {
    const NONE: WordFacts =
        WordFacts { lower: 1, suffixes: [1; 5], prefixes: [1; 3], case: 9, shape: 1, class: 0xFFFF };
    let word = |offset: isize| at.checked_add_signed(offset).and_then(|i| facts.get(i)).unwrap_or(&NONE);
    let (l2, l1, w, r1, r2) = (word(-2), word(-1), word(0), word(1), word(2));
    let (p1, p2) = (u64::from(last), u64::from(last) << 8 | u64::from(before));
    let mut add = |kind: u64, a: u64, b: u64| out.push(mix(kind, a, b));
    add(1, w.lower, 0);
    add(2, w.lower, w.case);
    for (n, suffix) in w.suffixes.iter().enumerate() {
        add(3 + n as u64, *suffix, 0);
    }
    for (n, prefix) in w.prefixes.iter().enumerate() {
        add(8 + n as u64, *prefix, 0);
    }
    add(11, w.shape, 0);
    add(12, w.case, r1.case);
    add(13, p1, 0);
    add(14, p2, 0);
    add(15, p1, w.lower);
    add(16, p2, w.class);
    add(17, l1.lower, 0);
    add(18, l2.lower, 0);
    add(19, r1.lower, 0);
    add(20, r2.lower, 0);
    add(21, l1.lower, w.lower);
    add(22, w.lower, r1.lower);
    add(23, l1.lower, r1.lower);
    add(24, l1.suffixes[2], 0);
    add(25, r1.suffixes[2], 0);
    add(26, p1, w.suffixes[2]);
    add(27, p1, r1.lower);
    add(28, r1.shape, w.case);
    add(29, p1, w.shape);
    add(30, w.class, r1.class);
    add(31, p1 << 16 | w.class, r1.class);
    add(32, r1.class << 16 | w.class, r2.class);
    add(33, w.suffixes[2], w.case);
    add(34, r1.suffixes[1], w.suffixes[1]);
    add(35, l1.case << 8 | w.case, p1);
    add(36, l2.lower, l1.lower);
    add(37, r1.class, p1);
    add(38, l1.class << 16 | w.class, l2.class);
}

/// Lower case with plain quotes and dashes, digits as 0.
fn fold(word: &str, out: &mut String) {
    out.clear();
    for c in word.chars() {
        match c {
            '0'..='9' => out.push('0'),
            '‘' | '’' | '`' | '´' => out.push('\''),
            '“' | '”' | '„' => out.push('"'),
            '–' | '—' | '‐' | '‑' => out.push('-'),
            '…' => out.push_str("..."),
            _ => out.extend(c.to_lowercase()),
        }
    }
}

fn casing(words: &[&str]) -> Casing {
    let (mut long, mut long_capital, mut upper, mut lower) = (0_usize, 0_usize, 0_usize, 0_usize);
    for word in words {
        let length = word.chars().take(4).filter(|c| c.is_alphabetic()).count();
        upper += word.chars().filter(|c| c.is_uppercase()).count();
        lower += word.chars().filter(|c| c.is_lowercase()).count();
        if length >= 4 {
            long += 1;
            long_capital += usize::from(word.starts_with(char::is_uppercase));
        }
    }
    match () {
        () if lower == 0 && upper > 8 => Casing::AllCapitals,
        () if upper == 0 && lower > 0 => Casing::NoCapitals,
        () if long >= 3 && long_capital * 5 >= long * 4 => Casing::Title,
        () => Casing::Running,
    }
}

/// How the word is written (0 to 5), where it stands (first word or not), and how its sentence is written.
fn case_of(word: &str, casing: Casing, first: bool) -> u64 {
    let upper = word.chars().filter(|c| c.is_uppercase()).count();
    let lower = word.chars().filter(|c| c.is_lowercase()).count();
    let kind = match (upper, lower) {
        _ if casing == Casing::AllCapitals && upper > 0 => 0,
        (0, 0) => 1,
        (0, _) => 2,
        (1, 0) => 3,
        (_, 0) => 4,
        _ if word.starts_with(char::is_uppercase) => 5,
        _ => 6,
    };
    kind << 4 | (casing as u64) << 1 | u64::from(first)
}

/// The word's pattern with runs folded: "Xx-x", "0.0x".
fn shape(word: &str, casing: Casing) -> u64 {
    let mut out = SEED;
    let mut last = '\0';
    for c in word.chars() {
        let class = match c {
            _ if c.is_numeric() => '0',
            _ if c.is_uppercase() && casing != Casing::AllCapitals => 'X',
            _ if c.is_alphabetic() => 'x',
            _ => c,
        };
        if class != last {
            out = step(out, class as u32 as u8);
        }
        last = class;
    }
    out
}

fn tail(word: &str, count: usize) -> u64 {
    let start = word.char_indices().rev().nth(count - 1).map_or(0, |(i, _)| i);
    hash(&word.as_bytes()[start..])
}

fn head(word: &str, count: usize) -> u64 {
    let end = word.char_indices().nth(count).map_or(word.len(), |(i, _)| i);
    hash(&word.as_bytes()[..end])
}

const SEED: u64 = 0xcbf2_9ce4_8422_2325;

fn step(state: u64, byte: u8) -> u64 {
    (state ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3)
}

fn hash(bytes: &[u8]) -> u64 {
    bytes.iter().fold(SEED, |state, &b| step(state, b))
}

fn mix(kind: u64, a: u64, b: u64) -> u64 {
    let mut h = (a ^ kind.wrapping_mul(0x9e37_79b9_7f4a_7c15)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    h = (h ^ (h >> 32) ^ b).wrapping_mul(0x94d0_49bb_1331_11eb);
    h ^ (h >> 29)
}
