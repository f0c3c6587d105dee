//! Makes the file of known words: those of the treebank, and the most frequent ones that have a vector.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
};

use crosscheck::text::{
    features,
    neural::words::{MAGIC, VECTOR, VECTOR_UNIT, short},
};

use crate::{Failure, data::Sentence};

/// Words seen less often in the treebank have no weights of their own.
const MIN_COUNT: u32 = 2;
/// Words with a vector.
const KNOWN: usize = 40_000;

/// The bytes of the file; `vectors` is a text file of GloVe: a word and its numbers in each line, frequent words first.
pub fn make(sentences: &[Sentence], vectors: &str) -> Result<Vec<u8>, Failure> {
    let mut counts: BTreeMap<u64, u32> = BTreeMap::new();
    for word in sentences.iter().flatten() {
        *counts.entry(features::word_hash(&word.form)).or_default() += 1;
    }
    let trained: BTreeSet<u32> = counts.iter().filter(|(_, n)| **n >= MIN_COUNT).map(|(h, _)| short(*h)).collect();
    let seen: BTreeSet<u32> = counts.keys().map(|h| short(*h)).collect();
    let mut rows: BTreeMap<u32, Vec<u8>> = BTreeMap::new();
    let mut others: Vec<u32> = Vec::new();
    let text = fs::read_to_string(vectors).map_err(|error| format!("{vectors}: {error}"))?;
    for line in text.lines() {
        let mut parts = line.split(' ');
        let word = parts.next().unwrap_or_default();
        let hash = short(features::word_hash(word));
        let plain = word.chars().any(char::is_alphabetic) && !word.chars().any(|c| c.is_ascii_digit());
        if rows.contains_key(&hash) || !(seen.contains(&hash) || (plain && others.len() + trained.len() < KNOWN)) {
            continue;
        }
        let numbers = parts.take(VECTOR).map(|n| n.parse::<f32>()).collect::<Result<Vec<_>, _>>()?;
        let whole = numbers.iter().map(|n| ((n * VECTOR_UNIT).round().clamp(-127.0, 127.0) as i8).cast_unsigned());
        rows.insert(hash, whole.collect());
        if !trained.contains(&hash) {
            others.push(hash);
        }
    }
    others.sort_unstable();
    let all: Vec<u32> = trained.iter().copied().chain(others).collect();
    let mut out = MAGIC.to_vec();
    out.extend((all.len() as u32).to_le_bytes());
    out.extend((trained.len() as u32).to_le_bytes());
    out.extend(all.iter().flat_map(|hash| hash.to_le_bytes()));
    let none = vec![0_u8; VECTOR];
    out.extend(all.iter().flat_map(|hash| rows.get(hash).unwrap_or(&none)));
    Ok(out)
}
