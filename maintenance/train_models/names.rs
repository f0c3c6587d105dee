//! Trains the name finder on labelled sentences, and on others to which it gives labels itself; measures it by cross-validation.

use std::{fs, ops::Range};

use crosscheck::{
    mentions::name_finder::{
        NameFinder, Named,
        features::{Seen, look},
        names_of,
    },
    rules::Lexicons,
    text::{neural::Words, tagger::Tagger},
};

use crate::{Failure, chain::Chain, data::Sentence};

/// How much a sentence counts whose labels are a model's.
const SILVER: f32 = 0.3;
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
    pub weight: f32,
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
    let silver = plain.iter().filter_map(|sentence| {
        let labels = first.sure_labels(&sentence.seen)?;
        Some(Labelled { words: Vec::new(), labels, seen: sentence.seen.clone(), document: 0, weight: SILVER })
    });
    let silver: Vec<Labelled> = silver.collect();
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

/// Right, found and wanted names of each kind.
#[derive(Default)]
pub struct Scores([[usize; 3]; 3]);

impl Scores {
    pub fn add(&mut self, gold: &[(Range<usize>, Named)], found: &[(Range<usize>, Named)]) {
        for (kind, counts) in Named::ALL.iter().zip(&mut self.0) {
            let of = |name: &&(Range<usize>, Named)| name.1 == *kind;
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
