//! What the name finder looks at: hashed features of a word, its neighbours and the run of name words it stands in. Training and
//! finding share this file.

use std::ops::Range;

use crate::{
    mentions::gazetteer::{Gazetteer, PlaceKind},
    rules::Lexicons,
    text::{
        Form, Pos,
        features::mix,
        neural::Words,
        spelling::{Speller, Spelling},
    },
};

/// Rows of the table of weights.
pub const ROWS: usize = 1 << 16;
/// Words whose vectors are looked at: the word, its neighbours, the last word of its run, and those before and behind the run.
pub const VECTORS: usize = 6;
/// Longest words of one place name.
const LONGEST_PLACE: usize = 6;
/// A longer run of name words is no name.
const LONGEST_RUN: usize = 12;

/// What the model is told of one word.
#[derive(Debug, Clone, Default)]
pub struct Seen {
    /// Whether it can be part of a name at all; without it nothing else is told.
    pub candidate: bool,
    /// Rows of the table of weights.
    pub rows: Vec<u32>,
    /// Vectors of words by their number.
    pub vectors: [Option<u32>; VECTORS],
}

/// One word with what is asked of it again and again.
struct Word {
    lower: u64,
    case: u64,
    shape: u64,
    ends: [u64; 4],
    pos: u64,
    clusters: [u64; 2],
    lists: u64,
    vector: Option<u32>,
    candidate: bool,
}

/// Looks at each word of a sentence.
pub fn look(words: &[&str], tags: &[(Pos, Form)], known: &Words, lexicons: &Lexicons) -> Vec<Seen> {
    let places = places(words, tags);
    let candidates = candidates(words, tags, &places);
    if !candidates.contains(&true) {
        return vec![Seen::default(); words.len()];
    }
    let mut speller = Speller::new(words);
    let mut seen = Vec::with_capacity(words.len());
    for (at, word) in words.iter().enumerate() {
        let Spelling { hash, suffixes, prefixes, case, shape } = speller.spell(word);
        let lower = speller.lower();
        seen.push(Word {
            lower: hash,
            case,
            shape: mix(98, shape, case),
            ends: [suffixes[1], suffixes[2], suffixes[3], prefixes[2]],
            pos: tags.get(at).map_or(0, |tag| tag.0 as u64 + 1),
            clusters: known.clusters(lower, hash).map(u64::from),
            lists: lists(lower, lexicons) | places[at] << 8,
            vector: known.vector_of(lower, hash),
            candidate: candidates[at],
        });
    }
    let mut out = vec![Seen::default(); words.len()];
    let mut at = 0;
    while at < seen.len() {
        let run = run_at(&seen, at);
        for inside in run.clone() {
            out[inside] = told(&seen, inside, &run);
        }
        at = run.end.max(at + 1);
    }
    out
}

/// Which words can be part of a name: those in capitals or taken for a name or a place, and what stands between two of them ("Bank of
/// England").
fn candidates(words: &[&str], tags: &[(Pos, Form)], places: &[u64]) -> Vec<bool> {
    let tag = |at: usize| tags.get(at).map_or(Pos::X, |tag| tag.0);
    let strong: Vec<bool> = words
        .iter()
        .enumerate()
        .map(|(at, word)| {
            let closed = matches!(tag(at), Pos::Pron | Pos::Aux | Pos::Sconj | Pos::Punct | Pos::Cconj | Pos::Part);
            tag(at) == Pos::Propn || places[at] > 0 || is_capital(word) && !closed
        })
        .collect();
    let near = |at: usize| strong.get(at).copied().unwrap_or(false);
    let joins = |at: usize| {
        matches!(tag(at), Pos::Adp | Pos::Det | Pos::Cconj | Pos::Punct | Pos::Num | Pos::Sym | Pos::Part | Pos::Noun)
            && (near(at.wrapping_sub(1)) || near(at.wrapping_sub(2)))
            && (near(at + 1) || near(at + 2))
    };
    (0..strong.len()).map(|at| strong[at] || joins(at)).collect()
}

/// The run of candidates from a word on, which ends behind the last word of it that is taken for a name.
fn run_at(seen: &[Word], at: usize) -> Range<usize> {
    let end = (at..seen.len().min(at + LONGEST_RUN)).find(|t| !seen[*t].candidate);
    at..end.unwrap_or(seen.len().min(at + LONGEST_RUN))
}

/// The part of the run around a word that is tagged as a name throughout; the word itself where there is none.
fn core(seen: &[Word], at: usize, run: &Range<usize>) -> Range<usize> {
    let name = Pos::Propn as u64 + 1;
    if seen[at].pos != name {
        return at..at + 1;
    }
    let start = (run.start..at).rev().find(|t| seen[*t].pos != name).map_or(run.start, |t| t + 1);
    let end = (at..run.end).find(|t| seen[*t].pos != name).unwrap_or(run.end);
    start..end
}

fn told(seen: &[Word], at: usize, run: &Range<usize>) -> Seen {
    const NONE: Word = Word {
        lower: 1,
        case: 9,
        shape: 1,
        ends: [1; 4],
        pos: 30,
        clusters: [0xFFFF; 2],
        lists: 1 << 20,
        vector: None,
        candidate: false,
    };
    let word = |at: Option<usize>| at.and_then(|at| seen.get(at)).unwrap_or(&NONE);
    let near = |offset: isize| word(at.checked_add_signed(offset));
    let (l2, l1, w, r1, r2) = (near(-2), near(-1), near(0), near(1), near(2));
    let core = core(seen, at, run);
    let (before, behind) = (word(core.start.checked_sub(1)), word(Some(core.end)));
    let (start, last) = (word(Some(core.start)), word(core.end.checked_sub(1)));
    let all = seen[core.clone()].iter().fold(0, |all, word| all | word.lists);
    let length = core.len().min(5) as u64;
    let place = match (at == core.start, at + 1 == core.end) {
        (true, true) => 0,
        (true, false) => 1,
        (false, true) => 2,
        (false, false) => 3,
    };
    let mut rows = Vec::with_capacity(64);
    let mut add = |kind: u64, a: u64, b: u64| {
        let hash = mix(200 + kind, a, b);
        rows.push(((hash ^ hash >> 32) % ROWS as u64) as u32);
    };
    add(0, 0, 0);
    add(1, w.lower, 0);
    add(2, w.lower, w.case);
    add(3, l1.lower, 0);
    add(4, r1.lower, 0);
    add(5, l2.lower, 0);
    add(6, r2.lower, 0);
    add(7, l1.lower, w.lower);
    add(8, w.lower, r1.lower);
    for (n, end) in w.ends.iter().enumerate() {
        add(9 + n as u64, *end, 0);
    }
    add(13, w.shape, 0);
    add(14, w.clusters[0], 0);
    add(15, w.clusters[1], w.pos);
    add(16, l1.clusters[0], 0);
    add(17, r1.clusters[0], 0);
    add(18, l1.clusters[1], w.clusters[1]);
    add(19, w.clusters[1], r1.clusters[1]);
    add(20, l1.clusters[1] << 16 | w.clusters[1], r1.clusters[1]);
    add(21, w.pos, 0);
    add(22, l1.pos, w.pos);
    add(23, w.pos, r1.pos);
    add(24, l1.pos << 8 | w.pos, r1.pos);
    add(25, l1.case, w.case);
    add(26, w.case, r1.case);
    add(27, w.lists, 0);
    add(28, l1.lists, w.pos);
    add(29, r1.lists, w.pos);
    add(30, l1.lists, w.lists);
    add(31, w.lists, r1.lists);
    add(32, w.lists, w.case);
    add(33, w.lists, w.clusters[1]);
    add(34, place, length);
    add(35, last.lower, place);
    add(36, last.clusters[0], place);
    add(37, start.lists, place);
    add(38, start.clusters[0], place);
    add(39, all, place);
    add(40, all, length);
    add(41, before.lower, place);
    add(42, behind.lower, place);
    add(43, before.lower, behind.lower);
    add(44, before.clusters[1], behind.clusters[1]);
    add(45, before.pos, behind.pos);
    add(46, before.lists, all);
    add(47, behind.clusters[0], length);
    add(48, before.clusters[0], length);
    add(49, last.lists, place);
    add(50, before.lower, all);
    add(51, behind.lower, all);
    add(52, last.ends[1], place);
    add(53, w.pos << 8 | place, w.case);
    let vectors = [w, l1, r1, last, before, behind].map(|word| word.vector);
    Seen { candidate: true, rows, vectors }
}

/// In which word lists a word is, a bit each.
fn lists(lower: &str, lexicons: &Lexicons) -> u64 {
    const LISTS: [&str; 7] =
        ["given_name", "person_title", "organisation_word", "role_noun", "name_tail", "name_particle", "place_noun"];
    let plain = lower.trim_end_matches('.');
    LISTS.iter().enumerate().map(|(bit, list)| u64::from(lexicons.has(list, plain)) << bit).sum()
}

/// What the gazetteer makes of each word: of how large a place it is the first word or a further one, or a demonym.
fn places(words: &[&str], tags: &[(Pos, Form)]) -> Vec<u64> {
    let gazetteer = Gazetteer::embedded();
    let mut out = vec![0; words.len()];
    let mut at = 0;
    while at < words.len() {
        let ahead = &words[at..words.len().min(at + LONGEST_PLACE)];
        let found = if is_capital(words[at]) {
            gazetteer.longest_match(ahead)
        } else if may_lack_capital(at, tags) {
            let capitals: Vec<String> = ahead.iter().map(|word| capitalised(word)).collect();
            gazetteer.longest_match(&capitals.iter().map(String::as_str).collect::<Vec<_>>())
        } else {
            None
        };
        let Some((length, place)) = found.and_then(|(length, found)| Some((length, *found.first()?))) else {
            out[at] = u64::from(is_capital(words[at]) && gazetteer.demonym(words[at]).is_some());
            at += 1;
            continue;
        };
        let kind = match gazetteer.place(place).kind {
            PlaceKind::Country => 2,
            PlaceKind::City => 3,
            PlaceKind::Admin1 => 4,
            _ => 5,
        };
        out[at] = kind;
        out[at + 1..at + length].fill(kind + 8);
        at += length;
    }
    out
}

fn is_capital(word: &str) -> bool {
    word.chars().next().is_some_and(char::is_uppercase)
}

/// Whether a word without a capital may be a place: taken for a name, or behind a preposition ("in kerala").
fn may_lack_capital(at: usize, tags: &[(Pos, Form)]) -> bool {
    let tag = |at: usize| tags.get(at).map(|tag| tag.0);
    tag(at) == Some(Pos::Propn) || tag(at) == Some(Pos::Noun) && at.checked_sub(1).and_then(tag) == Some(Pos::Adp)
}

fn capitalised(word: &str) -> String {
    let mut chars = word.chars();
    chars.next().map(|c| c.to_uppercase().chain(chars).collect()).unwrap_or_default()
}
