//! How good the scores are on stories that they did not see.

use crosscheck::{claims::OpenKind, facts::same_thing::Trees};

use crate::{
    WORTH,
    boost::{learn, mix},
    rows::{Row, Source, WordRow},
    things, word_examples, worth_examples,
};

/// Parts into which the stories are cut.
pub const PARTS: u64 = 6;

/// The part that a story falls into.
pub fn part(story: &str) -> u64 {
    story.bytes().fold(7, |hash, byte| mix(hash, u64::from(byte))) % PARTS
}

/// Prints average precision by kind, and of what an editor wants.
pub fn print(rows: &[Row]) {
    let mut labelled: Vec<Vec<(i32, bool, bool)>> = vec![Vec::new(); OpenKind::ALL.len()];
    let mut wanted: Vec<(i32, bool, bool)> = Vec::new();
    for held in 0..PARTS {
        let learned = |row: &Row| part(&row.story) != held;
        let scores = things(rows, &learned);
        let worth = learn(&worth_examples(rows, &learned), &WORTH);
        for row in rows.iter().filter(|row| !learned(row)) {
            let sum = scores[row.kind as usize].1.sum(&row.levels.0);
            if let Some(is_same) = row.is_same.filter(|_| row.source == Source::Label) {
                labelled[row.kind as usize].push((sum, is_same, row.is_equal));
            }
            if let Some(levels) = row.all_levels(&scores).filter(|_| row.differs) {
                wanted.push((worth.sum(&levels), row.is_wanted, row.is_real()));
            }
        }
    }
    print_kinds("cross-validated", labelled);
    for (name, real) in [("stories", true), ("passages", false)] {
        let told: Vec<_> = wanted.iter().filter(|w| w.2 == real).map(|w| (w.0, w.1)).collect();
        print_levels(&format!("wanted, {name}"), told);
    }
}

/// Prints the average precision of scores that have seen none of these rows.
pub fn print_labels(rows: &[Row], scores: &[(String, Trees)]) {
    let mut labelled: Vec<Vec<(i32, bool, bool)>> = vec![Vec::new(); OpenKind::ALL.len()];
    for row in rows {
        if let Some(is_same) = row.is_same {
            let sum = scores[row.kind as usize].1.sum(&row.levels.0);
            labelled[row.kind as usize].push((sum, is_same, row.is_equal));
        }
    }
    print_kinds("measured", labelled);
}

fn print_kinds(what: &str, labelled: Vec<Vec<(i32, bool, bool)>>) {
    for (kind, told) in OpenKind::ALL.iter().zip(labelled).filter(|(_, told)| !told.is_empty()) {
        let other: Vec<_> = told.iter().filter(|t| !t.2).map(|t| (t.0, t.1)).collect();
        let all: Vec<_> = told.iter().map(|t| (t.0, t.1)).collect();
        println!(
            "{what} {:8} {:5} pairs  average precision {:.3}, of {} with other values {:.3}",
            kind.name(),
            all.len(),
            precision(all),
            other.len(),
            precision(other)
        );
    }
}

/// Prints the same of words in the place of others.
pub fn print_words(rows: &[WordRow]) {
    let mut told = Vec::new();
    for held in 0..PARTS {
        let learned = |row: &WordRow| part(&row.story) != held;
        let score = learn(&word_examples(rows, &learned), &WORTH);
        told.extend(rows.iter().filter(|r| !learned(r)).map(|r| (score.sum(&r.levels), r.is_wanted, r.id.is_empty())));
    }
    for (name, real) in [("stories", true), ("passages", false)] {
        print_levels(&format!("words, {name}"), told.iter().filter(|t| t.2 == real).map(|t| (t.0, t.1)).collect());
    }
}

fn print_levels(name: &str, told: Vec<(i32, bool)>) {
    let n = told.iter().filter(|t| t.1).count();
    println!("{name}: {n} of {}  average precision {:.3}", told.len(), precision(told.clone()));
    for least in [0, 50, 100, 150, 200, 250] {
        let above: Vec<_> = told.iter().filter(|t| t.0 >= least).collect();
        let right = above.iter().filter(|t| t.1).count();
        println!("  from {least}: {right} of {} right, {:.2} of all", above.len(), right as f64 / n.max(1) as f64);
    }
}

fn precision(mut told: Vec<(i32, bool)>) -> f64 {
    told.sort_by_key(|(sum, is_so)| (std::cmp::Reverse(*sum), *is_so));
    let (mut right, mut sum) = (0usize, 0.0);
    for (at, (_, is_so)) in told.iter().enumerate() {
        if *is_so {
            right += 1;
            sum += right as f64 / (at + 1) as f64;
        }
    }
    if right == 0 { 0.0 } else { sum / right as f64 }
}
