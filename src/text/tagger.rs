//! Part-of-speech tagger: an averaged perceptron that reads a sentence once from left to right.

use std::sync::OnceLock;

use crate::text::{
    Form, Pos,
    features::{facts, features, mix},
    neural::Words,
};

/// The shipped weights (CC BY-SA 4.0, see `rules/models/README.md`).
const EMBEDDED: &[u8] = include_bytes!("../../rules/models/en_tagger.bin");
/// First bytes of a weights file; the digit is the version of the layout and of the features together.
pub const MAGIC: &[u8; 8] = b"CCTAG03\n";
/// Bytes of one slot of the hash table: start of its weights in pairs (3), number of pairs (1). Its fingerprint (2) stands in
/// a table of its own, which is small enough to stay in the processor's cache: most features asked for are not there.
pub const SLOT: usize = 4;
/// A slot with this count holds a word's class in the place of `start`, and above it the label it is sure to have, plus one.
pub const CLASS_MARK: u8 = 0xFF;
/// Labels that a weights file can hold.
pub const MAX_LABELS: usize = 64;
/// The label of what has none (rare slips of annotation).
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
    words: &'static Words,
    labels: Vec<(Pos, Form)>,
    codes: Vec<u16>,
    open: Vec<bool>,
    marks: &'static [u8],
    slots: &'static [u8],
    pairs: &'static [u8],
    slot_count: u32,
}

impl Tagger {
    /// The tagger that is part of the program.
    pub fn embedded() -> &'static Tagger {
        static TAGGER: OnceLock<Tagger> = OnceLock::new();
        TAGGER.get_or_init(|| Tagger::from_bytes(EMBEDDED, Words::embedded()).expect("the shipped weights are tested"))
    }

    /// Reads a weights file made for these words: magic, number of labels, labels as two bytes, number of slots (4 bytes), fingerprints, slots, pairs.
    /// `None` when it is no such file.
    pub fn from_bytes(bytes: &'static [u8], words: &'static Words) -> Option<Tagger> {
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
        let (marks, rest) = rest.split_at_checked((slot_count as usize).checked_mul(2)?)?;
        let (slots, pairs) = rest.split_at_checked((slot_count as usize).checked_mul(SLOT)?)?;
        let codes = labels.iter().map(|l| code(*l)).collect();
        let open = labels.iter().map(|l| is_open(*l)).collect();
        Some(Tagger { words, labels, codes, open, marks, slots, pairs, slot_count })
    }

    /// The tag of each word of one sentence.
    pub fn tag(&self, words: &[&str]) -> Vec<(Pos, Form)> {
        let facts = facts(words, self.words, |lower| self.class_of(lower));
        let mut hashes = Vec::with_capacity(64);
        let mut history = Vec::with_capacity(words.len());
        let mut out = Vec::with_capacity(words.len());
        for (at, word) in words.iter().enumerate() {
            let label = facts[at].sure().unwrap_or_else(|| {
                hashes.clear();
                features(&facts, at, &history, &mut hashes);
                self.best(&hashes, facts[at].is_unknown())
            });
            history.push(self.codes.get(label).copied().unwrap_or(0));
            let tag = self.labels.get(label).copied().unwrap_or((Pos::X, Form::Other));
            out.push(by_shape(word, tag));
        }
        out
    }

    /// The label with the highest sum of weights; the first of equals. An unknown word is no pronoun, article or auxiliary.
    fn best(&self, hashes: &[u64], unknown: bool) -> usize {
        let mut scores = [0_i32; MAX_LABELS];
        for &hash in hashes {
            for pair in self.weights(hash).chunks_exact(2) {
                scores[usize::from(pair[0]) % MAX_LABELS] += i32::from(pair[1].cast_signed());
            }
        }
        let allowed = self.open.iter().map(|open| *open || !unknown);
        let scored = scores.iter().zip(allowed).enumerate().filter(|(_, (_, allowed))| *allowed);
        // `max_by_key` gives the last of equals.
        scored.rev().max_by_key(|(_, (score, _))| **score).map_or(0, |(label, _)| label)
    }

    fn weights(&self, hash: u64) -> &'static [u8] {
        match self.slot(hash) {
            Some((start, count)) if count != CLASS_MARK => {
                self.pairs.get(2 * start..2 * (start + usize::from(count))).unwrap_or(&[])
            }
            _ => &[],
        }
    }

    fn class_of(&self, lower: u64) -> (u8, u8) {
        match self.slot(class_key(lower)) {
            Some((class, CLASS_MARK)) => (class as u8, (class >> 8) as u8),
            _ => (0, 0),
        }
    }

    fn slot(&self, hash: u64) -> Option<(usize, u8)> {
        let wanted = fingerprint(hash).to_le_bytes();
        let mut at = first_slot(hash, self.slot_count);
        for _ in 0..MAX_PROBES {
            let found = self.marks.get(2 * at..2 * at + 2)?;
            if found == wanted {
                let slot = self.slots.get(at * SLOT..(at + 1) * SLOT)?;
                return Some((u32::from_le_bytes([slot[0], slot[1], slot[2], 0]) as usize, slot[3]));
            }
            if found == [0, 0] {
                return None;
            }
            at = if at + 1 < self.slot_count as usize { at + 1 } else { 0 };
        }
        None
    }
}

/// A label as the features see it; the same whatever the order of labels in a weights file.
pub fn code(label: (Pos, Form)) -> u16 {
    let pos = POS.iter().position(|p| *p == label.0).unwrap_or(0);
    let form = FORMS.iter().position(|f| *f == label.1).unwrap_or(0);
    (pos as u16) << 4 | form as u16
}

/// Whether new words can have this label.
fn is_open(label: (Pos, Form)) -> bool {
    let closed = matches!(label.0, Pos::Aux | Pos::Pron | Pos::Det | Pos::Cconj | Pos::Sconj);
    !closed && !matches!(label.1, Form::To)
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_broken_weights_file_is_refused() {
        for length in [0, 7, 8, 9, 20, 84, 1000] {
            assert!(Tagger::from_bytes(&EMBEDDED[..length], Words::embedded()).is_none(), "{length}");
        }
        assert!(Tagger::from_bytes(b"CCTAG03\n\x01\xff\xff", Words::embedded()).is_none());
    }

    #[test]
    fn clock_times_by_shape() {
        for (word, expected) in [
            ("11am", true),
            ("6.30pm", true),
            ("3:20", true),
            ("0745GMT", true),
            ("2012", false),
            ("5m", false),
            ("am", false),
        ] {
            assert_eq!(is_clock(word), expected, "{word}");
        }
    }

    #[test]
    fn any_words_get_tags() {
        for words in [vec![], vec![""], vec!["é", "—", "’", "½", "\u{1F600}"], vec!["a"; 300]] {
            assert_eq!(Tagger::embedded().tag(&words).len(), words.len());
        }
    }

    #[test]
    fn capitals_do_not_make_names_of_all_words() {
        let tags = Tagger::embedded().tag(&["TALKS", "BETWEEN", "THE", "MINISTERS", "WERE", "DELAYED", "AGAIN"]);
        let pos: Vec<Pos> = tags.iter().map(|t| t.0).collect();
        assert_eq!(pos[1..6], [Pos::Adp, Pos::Det, Pos::Noun, Pos::Aux, Pos::Verb]);
    }
}
