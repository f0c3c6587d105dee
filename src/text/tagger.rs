//! Part-of-speech tagger: an averaged perceptron that reads a sentence once from left to right.

mod table;

use std::{array, sync::OnceLock};

pub use table::{CLASS_MARK, SLOT, class_key, fingerprint, first_slot};

use crate::text::{
    Form, Pos,
    features::{FEATURES, WordFacts, facts, features},
    neural::Words,
};
use table::{Scores, Table};

/// The shipped weights (CC BY-SA 4.0, see `rules/models/README.md`).
const EMBEDDED: &[u8] = include_bytes!("../../rules/models/en_tagger.bin");
/// First bytes of a weights file; the digit is the version of the layout and of the features together.
pub const MAGIC: &[u8; 8] = b"CCTAG03\n";
/// Labels that a weights file can hold.
pub const MAX_LABELS: usize = 48;
/// The label of what has none (rare slips of annotation).
pub const BOUNDARY: u8 = 0xFF;
/// More than all weights of a word's features together.
const BARRED: i16 = 255 * FEATURES as i16 + 1;
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

/// A trained tagger: labels, and weights of features.
pub struct Tagger {
    words: &'static Words,
    labels: Vec<(Pos, Form)>,
    codes: Vec<u16>,
    /// What is taken from the score of each label: nothing, or so much that it cannot be the best. For known words, for others.
    barred: [Scores; 2],
    table: Table,
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
        let table = Table::from_bytes(rest)?;
        let codes = labels.iter().map(|l| code(*l)).collect();
        let barred = [false, true].map(|unknown| {
            let allowed = |label: &(Pos, Form)| is_open(*label) || !unknown;
            array::from_fn(|at| if labels.get(at).is_some_and(allowed) { 0 } else { BARRED })
        });
        Some(Tagger { words, labels, codes, barred, table })
    }

    /// The tag of each word of one sentence.
    pub fn tag(&self, words: &[&str]) -> Vec<(Pos, Form)> {
        let facts = facts(words, self.words, |lower| self.table.class_of(lower));
        let mut history = Vec::with_capacity(words.len());
        let mut out = Vec::with_capacity(words.len());
        for (at, word) in words.iter().enumerate() {
            let label = facts[at].sure().unwrap_or_else(|| self.best(&facts, at, &history));
            history.push(self.codes.get(label).copied().unwrap_or(0));
            let tag = self.labels.get(label).copied().unwrap_or((Pos::X, Form::Other));
            out.push(by_shape(word, tag));
        }
        out
    }

    /// The label with the highest sum of weights; the first of equals. An unknown word is no pronoun, article or auxiliary.
    fn best(&self, facts: &[WordFacts], at: usize, history: &[u16]) -> usize {
        let mut scores = self.table.scores(&features(facts, at, history));
        let barred = &self.barred[usize::from(facts[at].is_unknown())];
        scores.iter_mut().zip(barred).for_each(|(score, barred)| *score -= barred);
        let highest = scores.iter().copied().max().unwrap_or(0);
        scores.iter().position(|score| *score == highest).unwrap_or(0)
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
