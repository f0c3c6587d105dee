//! Trains the tagger: an averaged perceptron with the tagger's own guesses as history.

use std::collections::{BTreeMap, HashMap};

use crosscheck::text::{
    Form, Pos,
    features::{self, WordFacts},
    neural::Words,
    tagger::{self, BOUNDARY, CLASS_MARK, FORMS, MAGIC, MAX_LABELS, POS, SLOT},
};

use crate::data::{Random, Sentence};

type Label = (Pos, Form);

const EPOCHS: usize = 6;
/// A feature seen less often tells nothing about new text; rare words so stand for unknown ones.
const MIN_FEATURE: u32 = 2;
/// Words seen less often get no class.
const MIN_CLASS: u32 = 3;
/// Words seen so often that have one label but for one in [`SURE`] cases are sure to have it.
const MIN_SURE: u32 = 30;
const SURE: u32 = 400;
/// Labels seen less often are left out (slips of annotation).
const MIN_LABEL: u32 = 10;
/// Weights are kept in steps of this size.
const STEP: f64 = 0.3;
/// Fewer steps are dropped: on the development part that costs 0.1 points and saves two thirds of the file.
const MIN_STEPS: i8 = 3;

/// A trained tagger.
pub struct Model {
    labels: Vec<Label>,
    classes: BTreeMap<u64, (u8, u8)>,
    ids: HashMap<u64, u32>,
    weights: Vec<f64>,
}

impl Model {
    /// The mean of some rounds, which differ in the order of the sentences alone, is better than each of them.
    pub fn train(sentences: &[&Sentence], words: &Words, rounds: u64) -> Model {
        let labels = labels(sentences);
        let classes = classes(sentences, &labels);
        let gold: Vec<(Vec<WordFacts>, Vec<u8>)> = sentences
            .iter()
            .map(|s| {
                let forms: Vec<&str> = s.iter().map(|w| w.form.as_str()).collect();
                let tags = s.iter().map(|w| labels.iter().position(|x| *x == w.tag).map_or(BOUNDARY, |i| i as u8));
                (features::facts(&forms, words, |h| classes.get(&h).copied().unwrap_or_default()), tags.collect())
            })
            .collect();
        let codes: Vec<u16> = labels.iter().map(|l| tagger::code(*l)).collect();
        let ids = feature_ids(&gold, &codes);
        println!("{} labels, {} classed words, {} features", labels.len(), classes.len(), ids.len());
        let mut weights = vec![0.0; ids.len() * codes.len()];
        for round in 0..rounds {
            let found = perceptron(&gold, &ids, &codes, round);
            weights.iter_mut().zip(found).for_each(|(weight, found)| *weight += found / rounds as f64);
        }
        Model { labels, classes, ids, weights }
    }

    /// The layout that [`Tagger::from_bytes`] reads.
    pub fn write(&self) -> Vec<u8> {
        let width = self.labels.len();
        let mut by_hash: BTreeMap<u64, (u32, u8)> = BTreeMap::new();
        let mut pairs = Vec::new();
        let sorted: BTreeMap<u64, u32> = self.ids.iter().map(|(h, id)| (*h, *id)).collect();
        for (hash, id) in sorted {
            let row = &self.weights[id as usize * width..][..width];
            let kept: Vec<(u8, i8)> = row
                .iter()
                .enumerate()
                .map(|(l, w)| (l as u8, (w / STEP).round().clamp(-127.0, 127.0) as i8))
                .filter(|(_, w)| w.abs() >= MIN_STEPS)
                .collect();
            if !kept.is_empty() {
                by_hash.insert(hash, ((pairs.len() / 2) as u32, kept.len() as u8));
                pairs.extend(kept.iter().flat_map(|(l, w)| [*l, w.cast_unsigned()]));
            }
        }
        for (hash, class) in &self.classes {
            by_hash.insert(tagger::class_key(*hash), (u32::from(class.0) | u32::from(class.1) << 8, CLASS_MARK));
        }
        let slot_count = (by_hash.len() * 3 / 2 + 1) as u32;
        let mut out = MAGIC.to_vec();
        out.push(width as u8);
        for (pos, form) in &self.labels {
            out.push(POS.iter().position(|p| p == pos).unwrap_or(0) as u8);
            out.push(FORMS.iter().position(|f| f == form).unwrap_or(0) as u8);
        }
        out.extend(slot_count.to_le_bytes());
        out.extend(table(&by_hash, slot_count));
        println!("{} features kept, {} weights, {slot_count} slots", by_hash.len(), pairs.len() / 2);
        out.extend(pairs);
        out
    }
}

fn table(by_hash: &BTreeMap<u64, (u32, u8)>, slot_count: u32) -> Vec<u8> {
    let mut marks = vec![0_u8; slot_count as usize * 2];
    let mut slots = vec![0_u8; slot_count as usize * SLOT];
    for (hash, (start, count)) in by_hash {
        let mut at = tagger::first_slot(*hash, slot_count);
        while marks[at * 2..][..2] != [0, 0] {
            at = (at + 1) % slot_count as usize;
        }
        marks[at * 2..][..2].copy_from_slice(&tagger::fingerprint(*hash).to_le_bytes());
        let slot = &mut slots[at * SLOT..][..SLOT];
        slot[..3].copy_from_slice(&start.to_le_bytes()[..3]);
        slot[3] = *count;
    }
    marks.extend(slots);
    marks
}

fn labels(sentences: &[&Sentence]) -> Vec<Label> {
    let mut counts: BTreeMap<Label, u32> = BTreeMap::new();
    for word in sentences.iter().copied().flatten() {
        *counts.entry(word.tag).or_default() += 1;
    }
    let mut frequent: Vec<(u32, Label)> =
        counts.into_iter().map(|(l, n)| (n, l)).filter(|x| x.0 >= MIN_LABEL).collect();
    frequent.sort_by(|a, b| b.cmp(a));
    frequent.truncate(MAX_LABELS);
    frequent.into_iter().map(|(_, l)| l).collect()
}

/// A word's class: the set of labels it often has. Words of one class behave alike beside an unknown word.
fn classes(sentences: &[&Sentence], labels: &[Label]) -> BTreeMap<u64, (u8, u8)> {
    let mut counts: BTreeMap<u64, BTreeMap<usize, u32>> = BTreeMap::new();
    for word in sentences.iter().copied().flatten() {
        if let Some(id) = labels.iter().position(|l| *l == word.tag) {
            *counts.entry(features::word_hash(&word.form)).or_default().entry(id).or_default() += 1;
        }
    }
    let sure: BTreeMap<u64, u8> = counts
        .iter()
        .filter_map(|(word, by_label)| {
            let total: u32 = by_label.values().sum();
            let (label, most) = by_label.iter().max_by_key(|(_, n)| **n)?;
            (total >= MIN_SURE && (total - most) * SURE <= total).then_some((*word, *label as u8 + 1))
        })
        .collect();
    let sets: BTreeMap<u64, Vec<usize>> = counts
        .into_iter()
        .map(|(word, by_label)| (word, by_label.values().sum::<u32>(), by_label))
        .filter(|(_, total, _)| *total >= MIN_CLASS)
        .map(|(word, total, by_label)| {
            (word, by_label.into_iter().filter(|(_, n)| n * 10 >= total).map(|(l, _)| l).collect())
        })
        .collect();
    let mut sizes: BTreeMap<&Vec<usize>, u32> = BTreeMap::new();
    for set in sets.values() {
        *sizes.entry(set).or_default() += 1;
    }
    let mut ranked: Vec<(u32, &Vec<usize>)> = sizes.into_iter().map(|(s, n)| (n, s)).collect();
    ranked.sort_by(|a, b| b.cmp(a));
    let rank: BTreeMap<&Vec<usize>, u8> =
        ranked.iter().take(254).enumerate().map(|(i, (_, set))| (*set, i as u8 + 1)).collect();
    let sure = |word: &u64| sure.get(word).copied().unwrap_or(0);
    sets.iter().filter_map(|(word, set)| Some((*word, (*rank.get(set)?, sure(word))))).collect()
}

fn feature_ids(gold: &[(Vec<WordFacts>, Vec<u8>)], codes: &[u16]) -> HashMap<u64, u32> {
    let mut counts: HashMap<u64, u32> = HashMap::new();
    for (facts, tags) in gold {
        let mut history = Vec::new();
        for (at, tag) in tags.iter().enumerate() {
            for hash in features::features(facts, at, &history) {
                *counts.entry(hash).or_default() += 1;
            }
            history.push(codes.get(usize::from(*tag)).copied().unwrap_or(0));
        }
    }
    let kept: BTreeMap<u64, u32> = counts.into_iter().filter(|(_, n)| *n >= MIN_FEATURE).collect();
    kept.into_keys().zip(0..).collect()
}

/// Averaged perceptron with the tagger's own guesses as history.
fn perceptron(gold: &[(Vec<WordFacts>, Vec<u8>)], ids: &HashMap<u64, u32>, codes: &[u16], round: u64) -> Vec<f64> {
    let width = codes.len();
    let mut weights = vec![0_i32; ids.len() * width];
    let mut totals = vec![0_i64; ids.len() * width];
    let mut random = Random(0x0dd_ba11 + round);
    let mut order: Vec<usize> = (0..gold.len()).collect();
    let mut rows = Vec::new();
    let mut now = 1_i64;
    for _ in 0..EPOCHS {
        random.shuffle(&mut order);
        for &which in &order {
            let (facts, tags) = &gold[which];
            let mut history = Vec::new();
            for (at, &tag) in tags.iter().enumerate() {
                if let Some(sure) = facts[at].sure() {
                    history.push(codes.get(sure).copied().unwrap_or(0));
                    continue;
                }
                rows.clear();
                let hashes = features::features(facts, at, &history);
                rows.extend(hashes.iter().filter_map(|h| ids.get(h)).map(|id| *id as usize * width));
                let guess = best(&weights, &rows, width);
                now += 1;
                if guess != tag && tag != BOUNDARY {
                    for row in &rows {
                        for (label, change) in [(tag, 1), (guess, -1)] {
                            weights[row + usize::from(label)] += change;
                            totals[row + usize::from(label)] += i64::from(change) * now;
                        }
                    }
                }
                history.push(codes.get(usize::from(guess)).copied().unwrap_or(0));
            }
        }
    }
    weights.iter().zip(&totals).map(|(w, t)| f64::from(*w) - *t as f64 / now as f64).collect()
}

fn best(weights: &[i32], rows: &[usize], width: usize) -> u8 {
    let mut scores = [0_i32; MAX_LABELS];
    for row in rows {
        for (score, weight) in scores.iter_mut().zip(&weights[*row..row + width]) {
            *score += weight;
        }
    }
    (1..width).fold(0, |best, l| if scores[l] > scores[best] { l } else { best }) as u8
}
