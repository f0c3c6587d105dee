//! Which sentences of two sources may tell one thing: for each the few most alike ones of every other source.

use std::collections::{BTreeMap, BTreeSet};

use crate::facts::same_thing::{
    scene::Scene,
    view::{Symbol, View},
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
        let mut seen = vec![u32::MAX; scene.places.len()];
        for (number, at) in scene.places.iter().enumerate() {
            let view = scene.view(*at);
            let mut here: BTreeMap<usize, Vec<(u32, SentenceAt)>> = BTreeMap::new();
            for word in view.words.iter().chain(&view.values) {
                let holders = &scene.holders[*word as usize];
                for other in holders.iter().filter(|_| holders.len() <= MOST_HOLDERS) {
                    let place = scene.places[*other as usize];
                    if place.0 == at.0 || short(scene, at.0, place.0, SHORT) || seen[*other as usize] == number as u32 {
                        continue;
                    }
                    seen[*other as usize] = number as u32;
                    let alike = likeness(scene, view, scene.view(place));
                    if alike >= LEAST_ALIKE {
                        here.entry(place.0).or_default().push((alike, place));
                    }
                }
            }
            for (source, analysis) in scene.sources.iter().enumerate() {
                if source != at.0 && short(scene, at.0, source, SHORT) {
                    let places = (0..analysis.doc.sentences.len()).map(|sentence| (source, sentence));
                    here.insert(source, places.map(|p| (likeness(scene, view, scene.view(p)), p)).collect());
                }
            }
            for (source, mut found) in here {
                found.sort_by_key(|(alike, place)| (std::cmp::Reverse(*alike), *place));
                found.truncate(if short(scene, at.0, source, ALL_NEAR) { ALL_NEAR } else { NEAREST });
                out.of.insert((*at, source), found.into_iter().map(|(_, place)| place).collect());
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
    let square = (u128::from(shared) * u128::from(shared) * 10_000).checked_div(u128::from(x) * u128::from(y));
    u32::try_from(square.unwrap_or(0).isqrt()).unwrap_or(100).min(100)
}
