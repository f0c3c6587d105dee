//! What an article shares, weighed: the rarer among all articles, the more it tells. Whole numbers alone, so that no order of sums matters.

use rustc_hash::FxHashMap;

use crate::{
    parallel::in_parallel,
    stories::words::{Kind, Sign},
};

/// The length of an article's weights together: two articles that share all are alike by its square.
pub(super) const LENGTH: u64 = 4096;
/// What `log2` calls one.
const ONE: u64 = 256;
/// A natural logarithm is so many of 256 parts of one of base two.
const NATURAL: u64 = 177;

/// An article's weights by the number of what is shared, in order.
pub(super) type Weights = Vec<(u32, u32)>;

/// All articles, weighed.
#[derive(Debug)]
pub(super) struct Weighed {
    pub articles: Vec<Weights>,
    /// What the numbers in the weights stand for, in order.
    pub signs: Vec<Sign>,
}

impl Weighed {
    /// Weighs what each article has. What one article alone has is in no other's list, and makes its own the longer: two articles that
    /// share a word are alike only where it is much of both.
    pub(super) fn of(counts: &[Vec<(Sign, u64)>]) -> Self {
        let mut all: Vec<Sign> = counts.iter().flatten().map(|(sign, _)| *sign).collect();
        all.sort_unstable();
        let shared = all.chunk_by(|a, b| a == b).filter(|same| same.len() > 1);
        let (signs, holders): (Vec<Sign>, Vec<u64>) = shared.map(|same| (same[0], same.len() as u64)).unzip();
        let numbers: FxHashMap<Sign, u32> = signs.iter().enumerate().map(|(n, sign)| (*sign, n as u32)).collect();
        let rare = |holders: u64| log2(holders + counts.len() as u64, holders);
        let (rarity, rarest): (Vec<u64>, u64) = (holders.into_iter().map(rare).collect(), rare(1));
        let weigh = |article: usize| {
            let (mut shared, mut square) = (Vec::new(), 0);
            for (sign, times) in &counts[article] {
                let number = numbers.get(sign).copied();
                let often = ONE + log2(*times, 1) * NATURAL / ONE;
                let weight = of_kind(sign.kind()) * often * number.map_or(rarest, |number| rarity[number as usize]);
                square += u128::from(weight) * u128::from(weight);
                shared.extend(number.map(|number| (number, weight)));
            }
            to_length(shared, square)
        };
        let articles = in_parallel(counts.len(), 64, || (), |(), article| weigh(article));
        Self { articles, signs }
    }
}

/// A name tells more of a story than a word.
fn of_kind(kind: Kind) -> u64 {
    match kind {
        Kind::Word => 2,
        Kind::Pair => 3,
        Kind::Name => 4,
    }
}

/// The weights in proportion, where all of the article's together, of which `square` is the sum of the squares, are of [`LENGTH`].
fn to_length(weights: Vec<(u32, u64)>, square: u128) -> Weights {
    let length = square.isqrt().max(1);
    let scaled = |weight: u64| (u128::from(weight) * u128::from(LENGTH) / length) as u32;
    weights.into_iter().map(|(number, weight)| (number, scaled(weight))).filter(|(_, weight)| *weight > 0).collect()
}

/// How much two articles share, up to the square of [`LENGTH`].
pub(super) fn alike(a: &Weights, b: &Weights) -> u64 {
    let (mut i, mut j, mut sum) = (0, 0, 0);
    while let (Some((x, left)), Some((y, right))) = (a.get(i), b.get(j)) {
        if x == y {
            sum += u64::from(*left) * u64::from(*right);
        }
        i += usize::from(x <= y);
        j += usize::from(y <= x);
    }
    sum
}

/// The logarithm of `above / below`, at least one, to base two in 256 parts, the same on every machine.
fn log2(above: u64, below: u64) -> u64 {
    let mut ratio = ((u128::from(above) << 32) / u128::from(below.max(1))).max(1 << 32);
    let whole = u64::from(ratio.ilog2() - 32);
    ratio >>= whole;
    let mut out = whole * ONE;
    let mut part = ONE / 2;
    while part > 0 {
        ratio = (ratio * ratio) >> 32;
        if ratio >= 2 << 32 {
            ratio >>= 1;
            out += part;
        }
        part /= 2;
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn logarithms_are_those_of_fractions() {
        for (above, below) in [(1, 1), (2, 1), (3, 1), (10, 3), (1_000_001, 1), (7, 9), (u64::MAX / 2, 1)] {
            let exact = (above as f64 / below as f64).log2().max(0.0) * ONE as f64;
            assert!((log2(above, below) as f64 - exact).abs() <= 1.0, "{above}/{below}: {exact}");
        }
    }

    #[test]
    fn an_article_is_most_like_itself() {
        let weights: Vec<(u32, u64)> = (0..40).map(|n| (n, u64::from(n) * 1000 + 17)).collect();
        let square: u128 = weights.iter().map(|(_, weight)| u128::from(weight * weight)).sum();
        let weights = to_length(weights, square);
        let full = LENGTH * LENGTH;
        assert!(alike(&weights, &weights) <= full && alike(&weights, &weights) > full * 9 / 10);
        assert_eq!(alike(&weights, &vec![(40, 5), (99, 1)]), 0);
    }
}
