//! The name finder while it is trained: a linear chain with a weight for each feature and label (a conditional random field).

use crosscheck::{
    mentions::name_finder::{
        DENSE, LABELS, MAGIC,
        features::{ROWS, Seen},
        may_follow,
    },
    text::neural::{
        Words,
        words::{VECTOR, VECTOR_UNIT},
    },
};

use crate::{data::Random, names::Labelled};

const EPOCHS: usize = 15;
const RATE: f32 = 0.1;
/// How much each step shrinks a weight that it touches.
const SHRINK: f32 = 3e-5;
/// Share of the features that are left out of a word in training.
const DROP: f32 = 0.5;
/// Vectors count for less than features, of which there are many more.
const DENSE_RATE: f32 = 0.02;
/// How sure the model must be of each label that it gives a sentence.
const SURE: f32 = 0.8;

/// Weights while they are trained.
pub struct Chain {
    table: Vec<f32>,
    dense: Vec<f32>,
    follow: Vec<f32>,
    table_squares: Vec<f32>,
    dense_squares: Vec<f32>,
    follow_squares: Vec<f32>,
}

impl Chain {
    /// Trains on labelled sentences; equal sentences in equal order give equal weights.
    pub fn train(sentences: &[&Labelled]) -> Chain {
        let (table, dense, follow) = (ROWS * LABELS, DENSE * LABELS, LABELS * LABELS);
        let mut chain = Chain {
            table: vec![0.0; table],
            dense: vec![0.0; dense],
            follow: vec![0.0; follow],
            table_squares: vec![0.1; table],
            dense_squares: vec![0.1; dense],
            follow_squares: vec![0.1; follow],
        };
        let mut random = Random(0xfee1_600d);
        let mut order: Vec<usize> =
            (0..sentences.len()).filter(|at| sentences[*at].seen.iter().any(|seen| seen.candidate)).collect();
        for _ in 0..EPOCHS {
            random.shuffle(&mut order);
            for at in &order {
                chain.learn(sentences[*at], &mut random);
            }
        }
        chain
    }

    /// One step towards the labels of a sentence.
    fn learn(&mut self, sentence: &Labelled, random: &mut Random) {
        let keep = 1.0 - DROP;
        let seen: Vec<Seen> = sentence
            .seen
            .iter()
            .map(|seen| Seen {
                candidate: seen.candidate,
                rows: seen.rows.iter().copied().filter(|_| random.fraction() < keep).collect(),
                vectors: seen.vectors.map(|v| v.filter(|_| random.fraction() < keep)),
            })
            .collect();
        let scores: Vec<[f32; LABELS]> = seen.iter().map(|seen| self.score(seen)).collect();
        let (alone, pairs) = self.expected(&seen, &scores);
        let mut before = 0;
        for (at, seen) in seen.iter().enumerate() {
            let gold = if seen.candidate { sentence.labels[at] } else { 0 };
            for label in 0..LABELS {
                let right = |is: bool| if is { 1.0 } else { 0.0 };
                for first in (0..LABELS).filter(|first| may_follow(*first, label)) {
                    let slope = right(gold == label && before == first) - pairs[at][first * LABELS + label];
                    step(
                        &mut self.follow,
                        &mut self.follow_squares,
                        first * LABELS + label,
                        sentence.weight * slope,
                        RATE,
                    );
                }
                let slope = sentence.weight * (right(gold == label) - alone[at][label]);
                if !seen.candidate || slope.abs() < 1e-4 {
                    continue;
                }
                for row in &seen.rows {
                    step(&mut self.table, &mut self.table_squares, *row as usize * LABELS + label, slope, RATE);
                }
                for (place, vector) in seen.vectors.iter().enumerate() {
                    let Some(number) = vector else { continue };
                    for (n, x) in Words::embedded().vector(*number).enumerate() {
                        let slope = slope * f32::from(x) / VECTOR_UNIT;
                        let at = (place * VECTOR + n) * LABELS + label;
                        step(&mut self.dense, &mut self.dense_squares, at, slope, DENSE_RATE);
                    }
                }
            }
            before = gold;
        }
    }

    /// The labels that this model gives the words of a sentence; `None` where it is not sure of one or there is no name.
    pub fn sure_labels(&self, seen: &[Seen]) -> Option<Vec<usize>> {
        let keep = 1.0 - DROP;
        let scores: Vec<[f32; LABELS]> = seen.iter().map(|seen| self.score(seen).map(|score| keep * score)).collect();
        let (alone, _) = self.expected(seen, &scores);
        let sure = |alone: &[f32; LABELS]| (0..LABELS).find(|label| alone[*label] > SURE);
        let labels: Vec<usize> = alone.iter().map(sure).collect::<Option<_>>()?;
        let chained = labels.windows(2).all(|pair| may_follow(pair[0], pair[1]));
        (chained && labels.iter().any(|label| *label > 0)).then_some(labels)
    }

    fn score(&self, seen: &Seen) -> [f32; LABELS] {
        let mut out = [0.0; LABELS];
        for row in &seen.rows {
            let weights = &self.table[*row as usize * LABELS..][..LABELS];
            out.iter_mut().zip(weights).for_each(|(out, weight)| *out += weight);
        }
        for (place, vector) in seen.vectors.iter().enumerate() {
            let Some(number) = vector else { continue };
            for (n, x) in Words::embedded().vector(*number).enumerate() {
                let weights = &self.dense[(place * VECTOR + n) * LABELS..][..LABELS];
                let x = f32::from(x) / VECTOR_UNIT;
                out.iter_mut().zip(weights).for_each(|(out, weight)| *out += x * weight);
            }
        }
        out
    }

    /// How likely each label of a word is, and each pair with the label before it.
    fn expected(&self, seen: &[Seen], scores: &[[f32; LABELS]]) -> (Vec<[f32; LABELS]>, Vec<Vec<f32>>) {
        let count = seen.len();
        let allowed = |at: usize, label: usize| label == 0 || seen[at].candidate;
        let own = |at: usize, label: usize| if seen[at].candidate { scores[at][label] } else { 0.0 };
        let mut forward = vec![[f32::NEG_INFINITY; LABELS]; count];
        for at in 0..count {
            for label in (0..LABELS).filter(|label| allowed(at, *label)) {
                let sums = (0..LABELS).filter(|b| may_follow(*b, label)).map(|b| {
                    let before =
                        if at == 0 { if b == 0 { 0.0 } else { f32::NEG_INFINITY } } else { forward[at - 1][b] };
                    before + self.follow[b * LABELS + label]
                });
                forward[at][label] = log_sum(sums) + own(at, label);
            }
        }
        let mut backward = vec![[0.0_f32; LABELS]; count];
        for at in (0..count.saturating_sub(1)).rev() {
            for label in 0..LABELS {
                let sums = (0..LABELS)
                    .filter(|next| may_follow(label, *next) && allowed(at + 1, *next))
                    .map(|next| self.follow[label * LABELS + next] + own(at + 1, next) + backward[at + 1][next]);
                backward[at][label] = log_sum(sums);
            }
        }
        let total = forward.last().map_or(0.0, |last| log_sum(last.iter().copied()));
        let mut alone = vec![[0.0; LABELS]; count];
        let mut pairs = vec![vec![0.0; LABELS * LABELS]; count];
        for at in 0..count {
            for label in (0..LABELS).filter(|label| allowed(at, *label)) {
                alone[at][label] = (forward[at][label] + backward[at][label] - total).exp();
                for b in (0..LABELS).filter(|b| may_follow(*b, label)) {
                    let before =
                        if at == 0 { if b == 0 { 0.0 } else { f32::NEG_INFINITY } } else { forward[at - 1][b] };
                    let sum = before + self.follow[b * LABELS + label] + own(at, label) + backward[at][label] - total;
                    pairs[at][b * LABELS + label] = sum.exp();
                }
            }
        }
        (alone, pairs)
    }

    /// The bytes that the program reads. What a word lost in training it has in the program, so the weights shrink.
    pub fn write(&self) -> Vec<u8> {
        let keep = 1.0 - DROP;
        let most = self.table.iter().fold(0.0_f32, |most, w| most.max(w.abs()));
        let scale = (most / 127.0).max(1e-6);
        let mut out = MAGIC.to_vec();
        out.extend((scale * keep).to_le_bytes());
        out.extend(self.table.iter().map(|w| ((w / scale).round() as i8).cast_unsigned()));
        out.extend(self.dense.iter().flat_map(|w| (w * keep).to_le_bytes()));
        out.extend(self.follow.iter().flat_map(|w| w.to_le_bytes()));
        out
    }
}

/// A step whose length shrinks with all the steps made there before.
fn step(weights: &mut [f32], squares: &mut [f32], at: usize, slope: f32, rate: f32) {
    squares[at] += slope * slope;
    weights[at] += rate * slope / squares[at].sqrt() - SHRINK * weights[at];
}

fn log_sum(values: impl Iterator<Item = f32> + Clone) -> f32 {
    let most = values.clone().fold(f32::NEG_INFINITY, f32::max);
    if most == f32::NEG_INFINITY { most } else { most + values.map(|v| (v - most).exp()).sum::<f32>().ln() }
}
