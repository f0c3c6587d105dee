//! Trains the name finder: a linear chain with a weight for each feature and label (a conditional random field).

use std::fs;

use crosscheck::{
    mentions::name_finder::{
        DENSE, LABELS, MAGIC, NameFinder, Named,
        features::{ROWS, Seen, look},
        may_follow,
    },
    rules::Lexicons,
    text::{
        neural::{
            Words,
            words::{VECTOR, VECTOR_UNIT},
        },
        tagger::Tagger,
    },
};

use crate::{
    Failure,
    data::{Random, Sentence},
};

const EPOCHS: usize = 15;
const RATE: f32 = 0.1;
/// How much each step shrinks a weight that it touches.
const SHRINK: f32 = 3e-5;
/// Share of the features that are left out of a word in training.
const DROP: f32 = 0.5;
/// Vectors count for less than features, of which there are many more.
const DENSE_RATE: f32 = 0.02;
/// How much a sentence counts whose labels are a model's, and how sure that must be of each.
const SILVER: f32 = 0.3;
const SURE: f32 = 0.8;
/// Parts of the data for cross-validation.
const FOLDS: usize = 8;

/// One sentence with the labels of its words.
pub struct Labelled {
    pub words: Vec<String>,
    pub labels: Vec<usize>,
    pub seen: Vec<Seen>,
    /// Number of its document.
    document: usize,
    /// How much it counts.
    weight: f32,
}

/// Weights while they are trained.
struct Chain {
    table: Vec<f32>,
    dense: Vec<f32>,
    follow: Vec<f32>,
    table_squares: Vec<f32>,
    dense_squares: Vec<f32>,
    follow_squares: Vec<f32>,
}

/// Measures by cross-validation and then trains on all of the data. `plain` are sentences without labels: a first model labels
/// them, and where it is sure, a second one learns from them too.
pub fn train(path: &str, plain: &[Sentence], folder: &str, lexicons: &Lexicons) -> Result<(), Failure> {
    let sentences = read(path, lexicons)?;
    let plain: Vec<Labelled> = plain.iter().map(|sentence| unlabelled(sentence, lexicons)).collect();
    let mut scores = Scores::default();
    for fold in 0..FOLDS {
        let seen: Vec<&Labelled> = sentences.iter().filter(|s| s.document % FOLDS != fold).collect();
        let finder = NameFinder::from_bytes(twice(&seen, &plain).write().leak(), Words::embedded());
        let finder = finder.ok_or("the weights do not load")?;
        for sentence in sentences.iter().filter(|s| s.document % FOLDS == fold) {
            let words: Vec<&str> = sentence.words.iter().map(String::as_str).collect();
            let found = finder.find(&words, &Tagger::embedded().tag(&words), lexicons);
            scores.add(&names_of(&sentence.labels), &found);
        }
    }
    println!("cross-validation: {}", scores.line());
    let all: Vec<&Labelled> = sentences.iter().collect();
    crate::save(folder, "en_names.bin", twice(&all, &plain).write())?;
    Ok(())
}

/// Trains once on what has labels, and once more with the sentences to which that model gave labels surely.
fn twice(labelled: &[&Labelled], plain: &[Labelled]) -> Chain {
    let first = Chain::train(labelled);
    let silver: Vec<Labelled> = plain.iter().filter_map(|sentence| first.label(sentence)).collect();
    let all: Vec<&Labelled> = labelled.iter().copied().chain(&silver).collect();
    Chain::train(&all)
}

fn unlabelled(sentence: &Sentence, lexicons: &Lexicons) -> Labelled {
    let words: Vec<String> = sentence.iter().map(|word| word.form.clone()).collect();
    let forms: Vec<&str> = words.iter().map(String::as_str).collect();
    let seen = look(&forms, &Tagger::embedded().tag(&forms), Words::embedded(), lexicons);
    Labelled { labels: vec![0; words.len()], words, seen, document: 0, weight: SILVER }
}

/// Reads a file of names: number, word and label of each word in a line, an empty line between sentences.
pub fn read(path: &str, lexicons: &Lexicons) -> Result<Vec<Labelled>, Failure> {
    let text = fs::read_to_string(path).map_err(|error| format!("{path}: {error}"))?;
    let mut document = 0;
    let mut out = Vec::new();
    for block in text.split("\n\n") {
        document += usize::from(block.contains("# newdoc"));
        let rows = block.lines().map(|line| line.split('\t').collect::<Vec<_>>()).filter(|row| row.len() > 2);
        let (words, labels): (Vec<String>, Vec<usize>) = rows.map(|row| (row[1].to_owned(), label(row[2]))).unzip();
        if words.is_empty() {
            continue;
        }
        let forms: Vec<&str> = words.iter().map(String::as_str).collect();
        let seen = look(&forms, &Tagger::embedded().tag(&forms), Words::embedded(), lexicons);
        out.push(Labelled { words, labels, seen, document, weight: 1.0 });
    }
    Ok(out)
}

fn label(name: &str) -> usize {
    let kind = |code: &str| Named::ALL.iter().position(|named| named.code() == code);
    match name.split_once('-') {
        Some(("B", code)) => kind(code).map_or(0, |kind| 1 + 2 * kind),
        Some(("I", code)) => kind(code).map_or(0, |kind| 2 + 2 * kind),
        _ => 0,
    }
}

/// The names that labels stand for.
pub fn names_of(labels: &[usize]) -> Vec<(std::ops::Range<usize>, Named)> {
    let mut out: Vec<(std::ops::Range<usize>, Named)> = Vec::new();
    for (at, label) in labels.iter().enumerate().filter(|(_, label)| **label > 0) {
        match out.last_mut().filter(|(range, _)| label % 2 == 0 && range.end == at) {
            Some((range, _)) => range.end = at + 1,
            None => out.push((at..at + 1, Named::ALL[(label - 1) / 2])),
        }
    }
    out
}

/// Right, found and wanted names of each kind.
#[derive(Default)]
pub struct Scores([[usize; 3]; 3]);

impl Scores {
    pub fn add(&mut self, gold: &[(std::ops::Range<usize>, Named)], found: &[(std::ops::Range<usize>, Named)]) {
        for (kind, counts) in Named::ALL.iter().zip(&mut self.0) {
            let of = |name: &&(std::ops::Range<usize>, Named)| name.1 == *kind;
            counts[0] += found.iter().filter(of).filter(|name| gold.contains(name)).count();
            counts[1] += found.iter().filter(of).count();
            counts[2] += gold.iter().filter(of).count();
        }
    }

    pub fn line(&self) -> String {
        let part = |(kind, [right, found, gold]): (&Named, &[usize; 3])| {
            let share = |of: usize| *right as f64 / of.max(1) as f64;
            let f1 = 2.0 * *right as f64 / (found + gold).max(1) as f64;
            format!("{}={f1:.3} (precision {:.3}, recall {:.3} of {gold})", kind.code(), share(*found), share(*gold))
        };
        Named::ALL.iter().zip(&self.0).map(part).collect::<Vec<_>>().join(" ")
    }
}

impl Chain {
    fn train(sentences: &[&Labelled]) -> Chain {
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

    /// The sentence with the labels that this model gives it; `None` where it is not sure of one or there is no name.
    fn label(&self, sentence: &Labelled) -> Option<Labelled> {
        let keep = 1.0 - DROP;
        let own = |seen: &Seen| self.score(seen).map(|score| keep * score);
        let scores: Vec<[f32; LABELS]> = sentence.seen.iter().map(own).collect();
        let (alone, _) = self.expected(&sentence.seen, &scores);
        let labels: Vec<usize> =
            alone.iter().map(|alone| (0..LABELS).find(|label| alone[*label] > SURE)).collect::<Option<_>>()?;
        let chained = labels.windows(2).all(|pair| may_follow(pair[0], pair[1]));
        let names = labels.iter().any(|label| *label > 0);
        (chained && names).then(|| Labelled {
            words: sentence.words.clone(),
            labels,
            seen: sentence.seen.clone(),
            document: 0,
            weight: SILVER,
        })
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
    fn write(&self) -> Vec<u8> {
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
