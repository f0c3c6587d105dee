//! Boosted trees over small levels. All sums go in one fixed order, so that equal data give equal trees.

use crosscheck::facts::same_thing::{Node, Trees};

/// How a score is learned.
pub struct Settings {
    /// Trees.
    pub rounds: usize,
    /// Questions from root to leaf.
    pub depth: usize,
    /// Share of each tree's step that is taken.
    pub rate: f64,
    /// The least weight of examples in a leaf.
    pub least: f64,
    /// Pull of each leaf towards nothing.
    pub pull: f64,
}

/// Levels, whether it is so, and how much it counts.
pub struct Example {
    pub levels: Vec<u8>,
    pub is_so: bool,
    pub weight: f64,
}

/// Values are kept in hundredths.
const UNIT: f64 = 100.0;
/// Greatest level of a feature.
const MOST_LEVELS: usize = 64;

/// Learns the logarithm of the odds that an example is so.
pub fn learn(examples: &[Example], settings: &Settings) -> Trees {
    let weight: f64 = examples.iter().map(|e| e.weight).sum();
    let so: f64 = examples.iter().filter(|e| e.is_so).map(|e| e.weight).sum();
    let base = ((so + 1.0) / (weight - so + 1.0)).ln();
    let mut sums = vec![(base * UNIT).round() / UNIT; examples.len()];
    let mut out = Trees { base: (base * UNIT).round() as i32, trees: Vec::new() };
    for round in 0..settings.rounds {
        let slopes: Vec<(f64, f64)> = examples
            .iter()
            .zip(&sums)
            .enumerate()
            .map(|(n, (example, sum))| {
                // Each tree sees three of four examples, always the same ones.
                let seen = !mix(round as u64, n as u64).is_multiple_of(4);
                let odds = 1.0 / (1.0 + (-sum).exp());
                let weight = if seen { example.weight } else { 0.0 };
                ((f64::from(u8::from(example.is_so)) - odds) * weight, odds * (1.0 - odds) * weight)
            })
            .collect();
        let mut tree = Vec::new();
        let all: Vec<usize> = (0..examples.len()).collect();
        grow(examples, &slopes, &all, settings, settings.depth, round as u64, &mut tree);
        for (example, sum) in examples.iter().zip(&mut sums) {
            let one = Trees { base: 0, trees: vec![tree.clone()] };
            *sum += f64::from(one.sum(&example.levels)) / UNIT;
        }
        out.trees.push(tree);
    }
    out
}

fn grow(
    examples: &[Example],
    slopes: &[(f64, f64)],
    here: &[usize],
    settings: &Settings,
    depth: usize,
    round: u64,
    tree: &mut Vec<Node>,
) {
    let (slope, bend) = here.iter().fold((0.0, 0.0), |(s, b), n| (s + slopes[*n].0, b + slopes[*n].1));
    let value = (settings.rate * slope / (bend + settings.pull) * UNIT).round() as i32;
    let at = tree.len();
    tree.push(Node { feature: None, at_most: 0, right: 0, value });
    let Some((feature, level)) = (depth > 0).then(|| best_question(examples, slopes, here, settings, round)).flatten()
    else {
        return;
    };
    let (left, right): (Vec<usize>, Vec<usize>) = here.iter().partition(|n| examples[**n].levels[feature] <= level);
    grow(examples, slopes, &left, settings, depth - 1, round, tree);
    let second = tree.len();
    grow(examples, slopes, &right, settings, depth - 1, round, tree);
    tree[at] = Node { feature: Some(feature as u8), at_most: level, right: second as u16, value };
}

/// The feature and level that tell the examples apart best.
fn best_question(
    examples: &[Example],
    slopes: &[(f64, f64)],
    here: &[usize],
    settings: &Settings,
    round: u64,
) -> Option<(usize, u8)> {
    let features = examples.first()?.levels.len();
    let gain = |(slope, bend): (f64, f64)| slope * slope / (bend + settings.pull);
    let mut best: Option<(f64, usize, u8)> = None;
    for feature in 0..features {
        // Each tree may ask for two of three features.
        if mix(round ^ 0x5eed, feature as u64).is_multiple_of(3) {
            continue;
        }
        let mut by_level = [(0.0, 0.0, 0.0); MOST_LEVELS];
        let mut all = (0.0, 0.0, 0.0);
        for n in here {
            let level = usize::from(examples[*n].levels[feature]).min(MOST_LEVELS - 1);
            for sums in [&mut by_level[level], &mut all] {
                sums.0 += slopes[*n].0;
                sums.1 += slopes[*n].1;
                sums.2 += if slopes[*n].1 > 0.0 { examples[*n].weight } else { 0.0 };
            }
        }
        let mut left = (0.0, 0.0, 0.0);
        for (level, sums) in by_level.iter().enumerate() {
            left = (left.0 + sums.0, left.1 + sums.1, left.2 + sums.2);
            let right = (all.0 - left.0, all.1 - left.1);
            if sums.2 == 0.0 || left.2 < settings.least || all.2 - left.2 < settings.least {
                continue;
            }
            let won = gain((left.0, left.1)) + gain(right) - gain((all.0, all.1));
            if won > best.map_or(1e-9, |b| b.0) {
                best = Some((won, feature, level as u8));
            }
        }
    }
    best.map(|(_, feature, level)| (feature, level))
}

/// A number that looks random, and is always the same.
pub fn mix(a: u64, b: u64) -> u64 {
    let mut x = a.wrapping_mul(0x9e37_79b9_7f4a_7c15) ^ b.wrapping_add(0x2545_f491_4f6c_dd1d);
    x ^= x >> 30;
    x = x.wrapping_mul(0xbf58_476d_1ce4_e5b9);
    x ^= x >> 27;
    x = x.wrapping_mul(0x94d0_49bb_1331_11eb);
    x ^ x >> 31
}
