//! Trains the part-of-speech tagger on a CoNLL-U treebank and writes its weights; equal data gives equal bytes.
//! `cargo run --release --example train_tagger -- TRAIN.conllu OUT.bin [--dev DEV.conllu]...`
#![allow(clippy::print_stdout, reason = "a training tool reports to its user")]

use std::{
    collections::{BTreeMap, HashMap},
    env, fs,
    time::Instant,
};

use crosscheck::text::{
    Form, Pos,
    features::{self, WordFacts},
    tagger::{self, BOUNDARY, CLASS_MARK, FORMS, MAGIC, MAX_LABELS, POS, SLOT, Tagger},
};

type Label = (Pos, Form);
type Sentence = Vec<(String, Label)>;
type Failure = Box<dyn std::error::Error>;

const EPOCHS: usize = 8;
/// A feature seen less often tells nothing about new text; rare words so stand for unknown ones.
const MIN_FEATURE: u32 = 3;
/// Words seen less often get no class.
const MIN_CLASS: u32 = 3;
/// Labels seen less often are left out (slips of annotation).
const MIN_LABEL: u32 = 10;
/// Weights are kept in steps of this size.
const STEP: f64 = 0.3;
/// Fewer steps are dropped: on the development part that costs 0.1 points and saves two thirds of the file.
const MIN_STEPS: i8 = 4;

fn main() -> Result<(), Failure> {
    let args: Vec<String> = env::args().skip(1).collect();
    let [train, out, rest @ ..] = args.as_slice() else {
        return Err("usage: train_tagger TRAIN.conllu OUT.bin [--dev DEV.conllu]...".into());
    };
    let plain = read(train, false)?;
    let sentences = augment(&plain, &read(train, true)?);
    println!("{} sentences, {} with altered copies", plain.len(), sentences.len());
    let model = Model::train(&sentences);
    let bytes = model.write();
    fs::write(out, &bytes)?;
    println!("{out}: {} bytes", bytes.len());
    let tagger = Tagger::from_bytes(bytes.leak()).ok_or("the weights just written do not load")?;
    for path in rest.iter().filter(|a| *a != "--dev") {
        report("gold tokens", &tagger, &read(path, false)?, &plain);
        report("hyphenated words joined", &tagger, &read(path, true)?, &plain);
        report("capitals", &tagger, &read(path, true)?.iter().map(|s| recase(s, 0)).collect::<Vec<_>>(), &plain);
        report("title case", &tagger, &read(path, true)?.iter().map(|s| recase(s, 1)).collect::<Vec<_>>(), &plain);
    }
    Ok(())
}

/// Words, in this program's own cut or as the treebank has them, with their labels.
fn read(path: &str, join: bool) -> Result<Vec<Sentence>, Failure> {
    let text = fs::read_to_string(path)?;
    Ok(text.split("\n\n").map(|block| sentence(block, join)).filter(|s| !s.is_empty()).collect())
}

fn sentence(block: &str, join: bool) -> Sentence {
    let rows: Vec<Vec<&str>> = block
        .lines()
        .map(|line| line.split('\t').collect::<Vec<_>>())
        .filter(|row| row.len() == 10 && row[0].bytes().all(|b| b.is_ascii_digit()))
        .collect();
    let mut out = Sentence::new();
    let mut at = 0;
    while at < rows.len() {
        let mut end = at;
        while join && end + 2 < rows.len() && glued(&rows[end]) && rows[end + 1][4] == "HYPH" && glued(&rows[end + 1]) {
            end += 2;
        }
        let word: String = rows[at..=end].iter().map(|r| r[1]).collect();
        let label = if end == at { label(&rows[at]) } else { joined_label(&rows, at, end) };
        out.push((word, label));
        at = end + 1;
    }
    out
}

fn glued(row: &[&str]) -> bool {
    row[9].contains("SpaceAfter=No")
}

/// The label of a hyphenated word: of the part that the rest depends on, or an adjective before a noun.
fn joined_label(rows: &[Vec<&str>], at: usize, end: usize) -> Label {
    let number = |row: &[&str], column: usize| row[column].parse::<usize>().unwrap_or(0);
    let inside = |head: usize| (number(&rows[at], 0)..=number(&rows[end], 0)).contains(&head);
    let root = rows[at..=end].iter().find(|r| !inside(number(r, 6)) && r[3] != "PUNCT").unwrap_or(&rows[end]);
    let own = label(root);
    let before_noun = matches!(root[7], "amod" | "compound" | "nummod") && number(root, 6) > number(root, 0);
    let compound_noun = own.0 == Pos::Noun && rows[at][3] == "NOUN" && root[7] == "compound";
    match before_noun && own.0 != Pos::Propn && !compound_noun {
        true => (Pos::Adj, Form::Other),
        false => own,
    }
}

fn label(row: &[&str]) -> Label {
    let pos = POS.into_iter().find(|p| format!("{p:?}").to_uppercase() == row[3]).unwrap_or(Pos::X);
    let form = match row[4] {
        "VB" => Form::Base,
        "VBD" => Form::Past,
        "VBG" => Form::Ing,
        "VBN" => Form::Participle,
        "VBP" | "VBZ" => Form::Present,
        "MD" => Form::Modal,
        "TO" => Form::To,
        "NNS" | "NNPS" => Form::Plural,
        "POS" => Form::Possessive,
        "PRP$" | "WP$" => Form::PossessivePronoun,
        "WDT" | "WP" | "WRB" => Form::Wh,
        _ => Form::Other,
    };
    (pos, form)
}

/// The treebank in this program's cut, the sentences that the treebank cuts otherwise, and copies in headline dress.
fn augment(plain: &[Sentence], joined: &[Sentence]) -> Vec<Sentence> {
    let mut random = Random(0x5eed_cafe);
    let mut out = joined.to_vec();
    out.extend(plain.iter().zip(joined).filter(|(p, j)| p.len() != j.len()).map(|(p, _)| p.clone()));
    for sentence in joined.iter().filter(|s| s.len() > 3) {
        match random.below(100) {
            0..8 => out.push(recase(sentence, 0)),
            8..22 => out.push(recase(sentence, 1)),
            22..26 => out.push(recase(sentence, 2)),
            _ => {}
        }
    }
    out
}

/// A copy in capitals (0), in title case (1) or without capitals (2).
fn recase(sentence: &Sentence, how: u8) -> Sentence {
    let recased = |word: &str, label: Label| match how {
        0 => word.to_uppercase(),
        2 => word.to_lowercase(),
        _ if word.chars().count() < 4 && !matches!(label.0, Pos::Noun | Pos::Verb | Pos::Adj) => word.to_owned(),
        _ => {
            let mut chars = word.chars();
            chars.next().map(|c| c.to_uppercase().chain(chars).collect()).unwrap_or_default()
        }
    };
    let mut out: Sentence = sentence.iter().map(|(w, l)| (recased(w, *l), *l)).collect();
    // Headlines have no full stop.
    if how < 2 && out.last().is_some_and(|(w, _)| w == ".") {
        out.pop();
    }
    out
}

struct Model {
    labels: Vec<Label>,
    classes: BTreeMap<u64, u8>,
    ids: HashMap<u64, u32>,
    weights: Vec<f64>,
}

impl Model {
    fn train(sentences: &[Sentence]) -> Model {
        let labels = labels(sentences);
        let classes = classes(sentences, &labels);
        let gold: Vec<(Vec<WordFacts>, Vec<u8>)> = sentences
            .iter()
            .map(|s| {
                let words: Vec<&str> = s.iter().map(|(w, _)| w.as_str()).collect();
                let tags = s.iter().map(|(_, l)| labels.iter().position(|x| x == l).map_or(BOUNDARY, |i| i as u8));
                (features::facts(&words, |h| classes.get(&h).copied().unwrap_or(0)), tags.collect())
            })
            .collect();
        let codes: Vec<u16> = labels.iter().map(|l| tagger::code(*l)).collect();
        let ids = feature_ids(&gold, &codes);
        println!("{} labels, {} classed words, {} features", labels.len(), classes.len(), ids.len());
        let weights = perceptron(&gold, &ids, &codes);
        Model { labels, classes, ids, weights }
    }

    /// The layout that [`Tagger::from_bytes`] reads.
    fn write(&self) -> Vec<u8> {
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
            by_hash.insert(tagger::class_key(*hash), (u32::from(*class), CLASS_MARK));
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

fn labels(sentences: &[Sentence]) -> Vec<Label> {
    let mut counts: BTreeMap<Label, u32> = BTreeMap::new();
    for (_, label) in sentences.iter().flatten() {
        *counts.entry(*label).or_default() += 1;
    }
    let mut frequent: Vec<(u32, Label)> =
        counts.into_iter().map(|(l, n)| (n, l)).filter(|x| x.0 >= MIN_LABEL).collect();
    frequent.sort_by(|a, b| b.cmp(a));
    frequent.truncate(MAX_LABELS);
    frequent.into_iter().map(|(_, l)| l).collect()
}

/// A word's class: the set of labels it often has. Words of one class behave alike beside an unknown word.
fn classes(sentences: &[Sentence], labels: &[Label]) -> BTreeMap<u64, u8> {
    let mut counts: BTreeMap<u64, BTreeMap<usize, u32>> = BTreeMap::new();
    for (word, label) in sentences.iter().flatten() {
        if let Some(id) = labels.iter().position(|l| l == label) {
            *counts.entry(features::word_hash(word)).or_default().entry(id).or_default() += 1;
        }
    }
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
    sets.iter().filter_map(|(word, set)| Some((*word, *rank.get(set)?))).collect()
}

fn feature_ids(gold: &[(Vec<WordFacts>, Vec<u8>)], codes: &[u16]) -> HashMap<u64, u32> {
    let mut counts: HashMap<u64, u32> = HashMap::new();
    let mut hashes = Vec::new();
    for (facts, tags) in gold {
        let mut history = Vec::new();
        for (at, tag) in tags.iter().enumerate() {
            hashes.clear();
            features::features(facts, at, &history, &mut hashes);
            for hash in &hashes {
                *counts.entry(*hash).or_default() += 1;
            }
            history.push(codes.get(usize::from(*tag)).copied().unwrap_or(0));
        }
    }
    let kept: BTreeMap<u64, u32> = counts.into_iter().filter(|(_, n)| *n >= MIN_FEATURE).collect();
    kept.into_keys().zip(0..).collect()
}

/// Averaged perceptron with the tagger's own guesses as history.
fn perceptron(gold: &[(Vec<WordFacts>, Vec<u8>)], ids: &HashMap<u64, u32>, codes: &[u16]) -> Vec<f64> {
    let width = codes.len();
    let mut weights = vec![0_i32; ids.len() * width];
    let mut totals = vec![0_i64; ids.len() * width];
    let mut random = Random(0x0dd_ba11);
    let mut order: Vec<usize> = (0..gold.len()).collect();
    let (mut hashes, mut rows) = (Vec::new(), Vec::new());
    let mut now = 1_i64;
    for epoch in 1..=EPOCHS {
        let (started, mut wrong) = (Instant::now(), 0);
        for i in (1..order.len()).rev() {
            order.swap(i, random.below(i as u64 + 1) as usize);
        }
        for &which in &order {
            let (facts, tags) = &gold[which];
            let mut history = Vec::new();
            for (at, &tag) in tags.iter().enumerate() {
                hashes.clear();
                rows.clear();
                features::features(facts, at, &history, &mut hashes);
                rows.extend(hashes.iter().filter_map(|h| ids.get(h)).map(|id| *id as usize * width));
                let guess = best(&weights, &rows, width);
                now += 1;
                if guess != tag && tag != BOUNDARY {
                    wrong += 1;
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
        println!("epoch {epoch}: {wrong} wrong of {now}, {:.1?}", started.elapsed());
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

fn report(name: &str, tagger: &Tagger, sentences: &[Sentence], train: &[Sentence]) {
    let known: std::collections::BTreeSet<String> = train.iter().flatten().map(|(w, _)| w.to_lowercase()).collect();
    let (mut pos, mut both, mut total, mut new, mut new_right, mut bytes, mut tense) = (0, 0, 0, 0, 0, 0, 0);
    let mut confusions: BTreeMap<(Pos, Pos), u32> = BTreeMap::new();
    let words: Vec<Vec<&str>> = sentences.iter().map(|s| s.iter().map(|(w, _)| w.as_str()).collect()).collect();
    let started = Instant::now();
    let tags: Vec<Vec<Label>> = words.iter().map(|w| tagger.tag(w)).collect();
    let seconds = started.elapsed().as_secs_f64();
    for ((word, gold), guess) in sentences.iter().flatten().zip(tags.iter().flatten()) {
        total += 1;
        bytes += word.len() + 1;
        pos += usize::from(gold.0 == guess.0);
        both += usize::from(gold == guess);
        tense += usize::from(gold.0 == Pos::Verb && guess.0 == Pos::Verb && gold.1 != guess.1);
        if gold.0 != guess.0 {
            *confusions.entry((gold.0, guess.0)).or_default() += 1;
        }
        if !known.contains(&word.to_lowercase()) {
            new += 1;
            new_right += usize::from(gold.0 == guess.0);
        }
    }
    let share = |n: usize, of: usize| 100.0 * n as f64 / of.max(1) as f64;
    println!(
        "{name}: UPOS {:.2} %, UPOS and form {:.2} % of {total}; unknown words {:.2} % of {new}; {tense} verb forms wrong; {:.1} MB/s",
        share(pos, total),
        share(both, total),
        share(new_right, new),
        bytes as f64 / seconds / 1e6
    );
    let mut worst: Vec<_> = confusions.into_iter().map(|(pair, n)| (n, pair)).collect();
    worst.sort_by(|a, b| b.cmp(a));
    println!("  gold taken for: {:?}", &worst[..worst.len().min(8)]);
}

/// Xorshift: the shuffle must be the same on every machine.
struct Random(u64);

impl Random {
    fn below(&mut self, limit: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0 % limit
    }
}
