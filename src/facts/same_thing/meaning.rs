//! What words mean together, as the direction of a vector; in whole numbers, so that it is the same on every machine.

use crate::text::neural::words::VECTOR;

/// A word's vector.
pub type Vector = [i16; VECTOR];

/// Where no number of a vector is greater, everything that is made of two of them fits 64 bits.
const SMALL: u64 = 1 << 25;

/// The sum of the vectors of some words, each as often as it weighs, and its length.
#[derive(Debug, Clone, Default)]
pub struct Meaning {
    vector: Vec<i64>,
    length: i128,
    is_small: bool,
}

impl Meaning {
    /// That of words, each with its weight.
    pub fn of<'v>(words: impl Iterator<Item = (u64, &'v Vector)>) -> Self {
        let mut vector = vec![0; VECTOR];
        for (weight, word) in words {
            vector.iter_mut().zip(word).for_each(|(sum, x)| *sum += weight as i64 * i64::from(*x));
        }
        let length = dot(&vector, &vector).unsigned_abs().isqrt() as i128;
        let is_small = vector.iter().all(|x| x.unsigned_abs() <= SMALL);
        Self { vector, length, is_small }
    }

    /// How near two are in direction, in per cent; 0 where one is empty.
    pub fn cosine(&self, other: &Self) -> i64 {
        if self.is_small && other.is_small {
            let dot: i64 = self.vector.iter().zip(&other.vector).map(|(p, q)| p * q).sum();
            return (dot * 100).checked_div(self.length as i64 * other.length as i64).unwrap_or(0);
        }
        let norm = self.length * other.length;
        if norm == 0 { 0 } else { (dot(&self.vector, &other.vector) * 100 / norm) as i64 }
    }
}

fn dot(a: &[i64], b: &[i64]) -> i128 {
    a.iter().zip(b).map(|(p, q)| i128::from(*p) * i128::from(*q)).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn small_numbers_and_great_ones_have_one_cosine() {
        let word =
            |seed: i64| -> Vector { std::array::from_fn(|at| ((at as i64 * 37 + seed * 101) % 255 - 127) as i16) };
        for (a, b) in [(1, 1), (1, 2), (3, 50), (7, 8), (9, 90)] {
            for weight in [0, 1, 400, 200_000, 264_208, 264_209, 1 << 40] {
                let (x, y) = (word(a), word(b));
                let small = Meaning::of([(weight, &x)].into_iter());
                let other = Meaning::of([(5, &y), (weight / 3, &x)].into_iter());
                let great = Meaning { is_small: false, ..small.clone() };
                assert_eq!(small.cosine(&other), great.cosine(&other), "{a} {b} {weight}");
                assert_eq!(other.cosine(&small), great.cosine(&other), "{a} {b} {weight}");
            }
        }
        assert_eq!(Meaning::default().cosine(&Meaning::default()), 0);
    }
}
