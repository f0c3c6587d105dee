//! Sentences of a CoNLL-U treebank with heads and relations, in its own cut or in this program's.

use std::fs;

use crosscheck::{
    syntax::Dep,
    text::{
        Form, Pos,
        tagger::{FORMS, POS},
    },
};

use crate::Failure;

/// One word of a sentence.
#[derive(Clone, Debug)]
pub struct Word {
    pub form: String,
    pub tag: (Pos, Form),
    /// `None` for the root.
    pub head: Option<usize>,
    pub dep: Dep,
}

pub type Sentence = Vec<Word>;

/// The sentences of a file; `join` makes one word of what hyphens hold together, as the program's own tokens
/// do, and of "11 am".
pub fn read(path: &str, join: bool) -> Result<Vec<Sentence>, Failure> {
    let text = fs::read_to_string(path).map_err(|error| format!("{path}: {error}"))?;
    Ok(text.split("\n\n").map(|block| sentence(block, join)).filter(|s| !s.is_empty()).collect())
}

fn sentence(block: &str, join: bool) -> Sentence {
    let rows: Vec<Vec<&str>> = block
        .lines()
        .map(|line| line.split('\t').collect::<Vec<_>>())
        .filter(|row| row.len() == 10 && row[0].bytes().all(|b| b.is_ascii_digit()))
        .collect();
    // Which word a row is part of.
    let mut word_of = vec![0; rows.len()];
    let mut ranges = Vec::new();
    let mut at = 0;
    while at < rows.len() {
        let mut end = at;
        while join && end + 2 < rows.len() && glued(&rows[end]) && rows[end + 1][4] == "HYPH" && glued(&rows[end + 1]) {
            end += 2;
        }
        if join && end == at && rows.get(at + 1).is_some_and(|next| is_clock(&rows[at], next)) {
            end += 1;
        }
        word_of[at..=end].fill(ranges.len());
        ranges.push((at, end));
        at = end + 1;
    }
    ranges
        .iter()
        .map(|&(at, end)| {
            let outside = |row: &&Vec<&str>| head(row).is_none_or(|head| !(at..=end).contains(&head));
            let parts = &rows[at..=end];
            let root = parts.iter().filter(|row| row[3] != "PUNCT").find(outside);
            let root = root.or_else(|| parts.iter().find(outside)).unwrap_or(&rows[end]);
            Word {
                form: parts.iter().map(|row| row[1]).collect(),
                tag: if end == at { tag(root) } else { joined_tag(parts, root) },
                head: head(root).and_then(|head| word_of.get(head).copied()),
                dep: Dep::from_name(root[7]).unwrap_or(Dep::Dep),
            }
        })
        .collect()
}

/// Whether two rows are a clock time, which newsrooms write in one piece: "11am".
fn is_clock(row: &[&str], next: &[&str]) -> bool {
    let hour = row[1].starts_with(|c: char| c.is_ascii_digit()) && row[1].len() <= 5;
    hour && matches!(next[1].to_ascii_lowercase().as_str(), "am" | "pm" | "a.m." | "p.m.")
}

fn head(row: &[&str]) -> Option<usize> {
    row[6].parse::<usize>().ok()?.checked_sub(1)
}

fn glued(row: &[&str]) -> bool {
    row[9].contains("SpaceAfter=No")
}

/// The tag of a hyphenated word: of the part that the rest depends on, or an adjective before a noun.
fn joined_tag(parts: &[Vec<&str>], root: &[&str]) -> (Pos, Form) {
    let own = tag(root);
    if parts[0][1].starts_with(|c: char| c.is_ascii_digit()) && parts.len() == 2 {
        return (Pos::Num, Form::Other);
    }
    let number = |row: &[&str]| row[0].parse::<usize>().unwrap_or(0);
    let before = head(root).is_some_and(|head| head + 1 > number(root));
    let before_noun = matches!(root[7], "amod" | "compound" | "nummod") && before;
    let compound_noun = own.0 == Pos::Noun && parts[0][3] == "NOUN" && root[7] == "compound";
    match before_noun && own.0 != Pos::Propn && !compound_noun {
        true => (Pos::Adj, Form::Other),
        false => own,
    }
}

fn tag(row: &[&str]) -> (Pos, Form) {
    let pos = POS.into_iter().find(|p| format!("{p:?}").to_uppercase() == row[3]).unwrap_or(Pos::X);
    let form = match row[4] {
        "VB" => Form::Base,
        "VBD" => Form::Past,
        "VBG" => Form::Ing,
        "VBN" => Form::Participle,
        "VBP" | "VBZ" => Form::Present,
        "MD" => Form::Modal,
        "TO" => Form::To,
        "NNS" | "NNPS" => Form::Plural,
        "POS" => Form::Possessive,
        "PRP$" | "WP$" => Form::PossessivePronoun,
        "WDT" | "WP" | "WRB" => Form::Wh,
        _ => Form::Other,
    };
    debug_assert!(FORMS.contains(&form));
    (pos, form)
}

/// The treebank in this program's cut, the sentences that the treebank cuts otherwise, and copies in headline dress.
pub fn augment(plain: &[Sentence], joined: &[Sentence], random: &mut Random) -> Vec<Sentence> {
    let mut out = plain.to_vec();
    out.extend(plain.iter().zip(joined).filter(|(p, j)| p.len() != j.len()).map(|(_, j)| j.clone()));
    for sentence in joined.iter().filter(|s| s.len() > 3) {
        match random.below(100) {
            0..6 => out.push(recase(sentence, 0)),
            6..16 => out.push(recase(sentence, 1)),
            16..19 => out.push(recase(sentence, 2)),
            19..59 => out.extend(rename(sentence)),
            _ => {}
        }
    }
    out
}

/// A copy in which names of several words are names that nobody ever had: news is full of people not heard of before.
fn rename(sentence: &Sentence) -> Option<Sentence> {
    let mut out = sentence.clone();
    for at in 0..out.len() {
        let first = (0..out.len()).any(|child| out[child].head == Some(at) && out[child].dep == Dep::Flat);
        if out[at].tag.0 == Pos::Propn && (first || out[at].dep == Dep::Flat) {
            out[at].form = out[at].form.chars().map(next_letter).collect();
        }
    }
    (out.iter().zip(sentence).any(|(new, old)| new.form != old.form)).then_some(out)
}

/// The next vowel for a vowel, and the next consonant for a consonant.
fn next_letter(letter: char) -> char {
    ["aeiou", "bcdfghklmnprstvz", "AEIOU", "BCDFGHKLMNPRSTVZ"]
        .iter()
        .find(|row| row.contains(letter))
        .and_then(|row| row.chars().cycle().skip_while(|c| *c != letter).nth(1))
        .unwrap_or(letter)
}

/// A copy in capitals (0), in title case (1) or without capitals (2).
pub fn recase(sentence: &Sentence, how: u8) -> Sentence {
    let mut out = sentence.clone();
    for word in &mut out {
        let short = word.form.chars().count() < 4 && !matches!(word.tag.0, Pos::Noun | Pos::Verb | Pos::Adj);
        word.form = match how {
            0 => word.form.to_uppercase(),
            2 => word.form.to_lowercase(),
            _ if short => continue,
            _ => {
                let mut chars = word.form.chars();
                chars.next().map(|c| c.to_uppercase().chain(chars).collect()).unwrap_or_default()
            }
        };
    }
    // Headlines have no full stop.
    let last = out.len() - 1;
    if how < 2 && out[last].form == "." && out.iter().all(|w| w.head != Some(last)) {
        out.pop();
    }
    out
}

/// Xorshift: the shuffle must be the same on every machine.
pub struct Random(pub u64);

impl Random {
    pub fn next(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0
    }

    pub fn below(&mut self, limit: u64) -> u64 {
        self.next() % limit
    }

    /// From 0 to 1.
    pub fn fraction(&mut self) -> f32 {
        (self.next() >> 40) as f32 / (1_u64 << 24) as f32
    }

    /// Puts numbers between `-spread` and `spread` everywhere.
    pub fn fill(&mut self, weights: &mut [f32], spread: f32) {
        weights.iter_mut().for_each(|w| *w = spread * (2.0 * self.fraction() - 1.0));
    }

    pub fn shuffle<T>(&mut self, what: &mut [T]) {
        for i in (1..what.len()).rev() {
            what.swap(i, self.below(i as u64 + 1) as usize);
        }
    }
}
