//! Makes the file of known words: those of the treebank, and the most frequent ones that have a vector.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
};

use crosscheck::text::{
    features,
    neural::words::{MAGIC, VECTOR, VECTOR_UNIT, short},
};

use crate::{Failure, data::Sentence, math::dot};

/// Words seen less often in the treebank have no weights of their own.
const MIN_COUNT: u32 = 2;
/// Rounds of clustering.
const ROUNDS: usize = 12;
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
    let vectors: Vec<&[u8]> = all.iter().map(|hash| rows.get(hash).unwrap_or(&none).as_slice()).collect();
    let (fine, coarse) = (clusters(&vectors, 255), clusters(&vectors, 40));
    out.extend(fine.into_iter().zip(coarse).flat_map(|(fine, coarse)| [fine, coarse]));
    out.extend(vectors.into_iter().flatten());
    Ok(out)
}

/// Puts each vector in one of `count` clusters, numbered from 1; vectors of nothing but zeros are in none.
fn clusters(vectors: &[&[u8]], count: usize) -> Vec<u8> {
    let vectors: Vec<Vec<f32>> =
        vectors.iter().map(|v| v.iter().map(|x| f32::from(x.cast_signed())).collect()).collect();
    let known: Vec<&Vec<f32>> = vectors.iter().filter(|v| v.iter().any(|x| *x != 0.0)).collect();
    let mut centres: Vec<Vec<f32>> =
        (0..count).filter_map(|at| known.get(at * known.len() / count).map(|v| (*v).clone())).collect();
    let nearest = |centres: &[Vec<f32>], vector: &[f32]| {
        let far = |centre: &[f32]| dot(centre, centre) - 2.0 * dot(centre, vector);
        (0..centres.len()).min_by(|a, b| far(&centres[*a]).total_cmp(&far(&centres[*b]))).unwrap_or(0)
    };
    for _ in 0..ROUNDS {
        let mut sums = vec![(vec![0.0_f32; VECTOR], 0.0_f32); centres.len()];
        for vector in &known {
            let (sum, members) = &mut sums[nearest(&centres, vector)];
            sum.iter_mut().zip(*vector).for_each(|(s, x)| *s += x);
            *members += 1.0;
        }
        for (centre, (sum, members)) in centres.iter_mut().zip(sums).filter(|(_, (_, members))| *members > 0.0) {
            *centre = sum.iter().map(|s| s / members).collect();
        }
    }
    let number = |vector: &Vec<f32>| match vector.iter().any(|x| *x != 0.0) {
        true => nearest(&centres, vector) as u8 + 1,
        false => 0,
    };
    vectors.iter().map(number).collect()
}
