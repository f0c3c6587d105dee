//! Which sentences of two sources may tell one thing: for each the few most alike ones of every other source.

use std::collections::{BTreeMap, BTreeSet};

use crate::{
    facts::same_thing::{
        scene::Scene,
        view::{Symbol, View},
    },
    parallel::in_parallel,
};

/// A word in more sentences than this leads to no others: it keeps the work in proportion to the text.
const MOST_HOLDERS: usize = 40;
/// So many sentences of another source are looked at for each sentence.
const NEAREST: usize = 3;
/// What words mean counts so many times less than the words.
const MEANING_COUNTS: u32 = 4;
/// Sentences less alike than this, in per cent, are not.
const LEAST_ALIKE: u32 = 4;
/// In texts of so few sentences each is laid beside each, where so few sources are compared that the work stays small.
const SHORT: usize = 40;
/// So few.
const FEW: usize = 6;
/// Sentences that a thread takes at once.
const BATCH: usize = 32;
/// In texts of so few sentences all of them are near.
const ALL_NEAR: usize = 6;

/// One sentence: index of its source, and its own index there.
pub type SentenceAt = (usize, usize);

/// The nearest sentences of every sentence, by source.
#[derive(Debug, Default)]
pub struct Nearest {
    of: BTreeMap<(SentenceAt, usize), Vec<SentenceAt>>,
}

impl Nearest {
    /// Looks for them all.
    pub fn find(scene: &Scene) -> Self {
        let mut out = Self::default();
        for (number, (at, mut found)) in scene.places.iter().zip(alike(scene)).enumerate() {
            let source_of = |other: u32| scene.places[other as usize].0;
            // Sentences have their numbers in the order of their places.
            found.sort_unstable_by_key(|(alike, other)| (source_of(*other), std::cmp::Reverse(*alike), *other));
            for found in found.chunk_by(|a, b| source_of(a.1) == source_of(b.1)) {
                let near = found.iter().take(NEAREST).map(|(_, other)| scene.places[*other as usize]);
                out.of.insert((*at, source_of(found[0].1)), near.collect());
            }
            let view = scene.view(scene.places[number]);
            for (source, analysis) in scene.sources.iter().enumerate() {
                if source != at.0 && short(scene, at.0, source, SHORT) {
                    let places = (0..analysis.doc.sentences.len()).map(|sentence| (source, sentence));
                    let mut found: Vec<(u32, SentenceAt)> =
                        places.map(|p| (likeness(scene, view, scene.view(p)), p)).collect();
                    found.sort_by_key(|(alike, place)| (std::cmp::Reverse(*alike), *place));
                    found.truncate(if short(scene, at.0, source, ALL_NEAR) { ALL_NEAR } else { NEAREST });
                    out.of.insert((*at, source), found.into_iter().map(|(_, place)| place).collect());
                }
            }
        }
        out
    }

    /// Which of the nearest ones of `at` in its source `other` is; `None` for none of them.
    pub fn rank(&self, at: SentenceAt, other: SentenceAt) -> Option<usize> {
        self.of.get(&(at, other.0))?.iter().position(|near| *near == other)
    }

    /// All pairs of sentences of which one is among the nearest of the other, in order, the earlier source first.
    pub fn pairs(&self) -> BTreeSet<(SentenceAt, SentenceAt)> {
        let pairs = self.of.iter().flat_map(|((at, _), near)| near.iter().map(|other| (*at, *other)));
        pairs.map(|(a, b)| if a.0 < b.0 { (a, b) } else { (b, a) }).collect()
    }
}

/// For each sentence, by its number, those of other sources that share a word with it that is not common, and how alike they are: each pair
/// is looked at once. Short texts among few are left out, as there each is laid beside each.
fn alike(scene: &Scene) -> Vec<Vec<(u32, u32)>> {
    let all = scene.places.len();
    let behind = |seen: &mut Vec<u32>, number: usize| {
        let (at, stamp, mut out) = (scene.places[number], number as u32, Vec::new());
        let view = scene.view(at);
        for word in view.words.iter().chain(&view.values) {
            let holders = &scene.holders[*word as usize];
            for other in holders.iter().filter(|other| holders.len() <= MOST_HOLDERS && **other > stamp) {
                let place = scene.places[*other as usize];
                if place.0 == at.0 || seen[*other as usize] == stamp || short(scene, at.0, place.0, SHORT) {
                    continue;
                }
                seen[*other as usize] = stamp;
                let alike = likeness(scene, view, scene.view(place));
                if alike >= LEAST_ALIKE {
                    out.push((alike, *other));
                }
            }
        }
        out
    };
    let mut out = in_parallel(all, BATCH, || vec![u32::MAX; all], behind);
    for number in 0..all {
        for (alike, other) in out[number].clone() {
            if other > number as u32 {
                out[other as usize].push((alike, number as u32));
            }
        }
    }
    out
}

/// Whether two sources are of at most `most` sentences each, and of few.
fn short(scene: &Scene, a: usize, b: usize, most: usize) -> bool {
    let sentences = |source: usize| scene.sources[source].doc.sentences.len();
    scene.sources.len() <= FEW && sentences(a) <= most && sentences(b) <= most
}

/// How likely two sentences tell one thing: their words and values, and what the words mean.
fn likeness(scene: &Scene, a: &View, b: &View) -> u32 {
    let shared = shared(scene, &a.words, &b.words, &[]) + shared(scene, &a.values, &b.values, &[]);
    let written = per_cent(shared, a.weight + a.weight_of_values, b.weight + b.weight_of_values);
    let meant = u32::try_from(a.meaning.cosine(&b.meaning)).unwrap_or(0);
    written + meant / MEANING_COUNTS
}

/// How alike the words of two sentences are, but for those of `without`, in per cent.
pub(in crate::facts) fn cosine(scene: &Scene, a: &View, b: &View, without: &[Symbol]) -> u32 {
    let taken: u64 = without.iter().filter(|w| a.words.binary_search(w).is_ok()).map(|w| scene.weight(*w)).sum();
    let other: u64 = without.iter().filter(|w| b.words.binary_search(w).is_ok()).map(|w| scene.weight(*w)).sum();
    let (x, y) = (a.weight - taken, b.weight - other);
    let shared = shared(scene, &a.words, &b.words, without);
    per_cent(shared, x, y)
}

/// What two sorted lists of words share, weighed.
pub(super) fn shared(scene: &Scene, a: &[Symbol], b: &[Symbol], without: &[Symbol]) -> u64 {
    let (mut i, mut j, mut sum) = (0, 0, 0);
    while let (Some(x), Some(y)) = (a.get(i), b.get(j)) {
        match x.cmp(y) {
            std::cmp::Ordering::Less => i += 1,
            std::cmp::Ordering::Greater => j += 1,
            std::cmp::Ordering::Equal => {
                if !without.contains(x) {
                    sum += scene.weight(*x);
                }
                (i, j) = (i + 1, j + 1);
            }
        }
    }
    sum
}

/// The cosine of two sums of weights and what they share, in per cent.
pub(super) fn per_cent(shared: u64, x: u64, y: u64) -> u32 {
    if shared == 0 {
        return 0;
    }
    // Nearly all sums are so small.
    if let (Some(above), Some(below)) =
        (shared.checked_mul(shared).and_then(|s| s.checked_mul(10_000)), x.checked_mul(y))
    {
        let square = above.checked_div(below).unwrap_or(0);
        return u32::try_from(square).map_or(100, |square| square.isqrt().min(100));
    }
    let square = (u128::from(shared) * u128::from(shared) * 10_000).checked_div(u128::from(x) * u128::from(y));
    u32::try_from(square.unwrap_or(0).isqrt()).unwrap_or(100).min(100)
}
