//! What words mean together, as the direction of a vector; in whole numbers, so that it is the same on every machine.

use crate::text::neural::words::VECTOR;

/// A word's vector.
pub type Vector = [i16; VECTOR];

/// The sum of the vectors of some words, each as often as it weighs, and its length.
#[derive(Debug, Clone, Default)]
pub struct Meaning {
    vector: Vec<i64>,
    length: i128,
}

impl Meaning {
    /// That of words, each with its weight.
    pub fn of<'v>(words: impl Iterator<Item = (u64, &'v Vector)>) -> Self {
        let mut vector = vec![0; VECTOR];
        for (weight, word) in words {
            vector.iter_mut().zip(word).for_each(|(sum, x)| *sum += weight as i64 * i64::from(*x));
        }
        let length = dot(&vector, &vector).unsigned_abs().isqrt() as i128;
        Self { vector, length }
    }

    /// How near two are in direction, in per cent; 0 where one is empty.
    pub fn cosine(&self, other: &Self) -> i64 {
        let norm = self.length * other.length;
        if norm == 0 { 0 } else { (dot(&self.vector, &other.vector) * 100 / norm) as i64 }
    }
}

fn dot(a: &[i64], b: &[i64]) -> i128 {
    a.iter().zip(b).map(|(p, q)| i128::from(*p) * i128::from(*q)).sum()
}
