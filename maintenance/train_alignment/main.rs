//! Trains the two scores that say which values are of one thing and which pairs an editor wants to hear of.
//!
//! ```text
//! cargo run --release --example train_alignment -- OUT.txt --stories DIR... --labels FILE... --gold FILE... --passages FILE... [--table FILE.tsv]
//! ```
//! `docs/alignment.md` describes the files. Equal data give equal bytes. Prints how good the scores are on stories that they did
//! not see (cross-validated by story).
#![allow(clippy::print_stdout, clippy::print_stderr, reason = "a tool for maintainers reports to its user")]

mod boost;
mod rows;
mod validate;

use std::{fs, path::PathBuf, process::ExitCode};

use boost::{Example, Settings, learn};
use crosscheck::{claims::OpenKind, facts::same_thing::Model};
use rows::{Row, WordRow};

/// Of the score that two values are of one thing.
pub const THING: Settings = Settings { rounds: 120, depth: 3, rate: 0.08, least: 8.0, pull: 4.0 };
/// Of the score that an editor wants to hear of them.
pub const WORTH: Settings = Settings { rounds: 200, depth: 4, rate: 0.06, least: 6.0, pull: 4.0 };

fn main() -> ExitCode {
    let (mut out, mut lists) = (None, [const { Vec::new() }; 5]);
    let mut list = None;
    for argument in std::env::args().skip(1) {
        match argument.as_str() {
            "--stories" => list = Some(0),
            "--labels" => list = Some(1),
            "--passages" => list = Some(2),
            "--table" => list = Some(3),
            "--gold" => list = Some(4),
            _ => match list {
                Some(list) => lists[list].push(PathBuf::from(argument)),
                None => out = Some(argument),
            },
        }
    }
    let [stories, labels, passages, tables, gold] = lists;
    let Some(out) = out else {
        eprintln!("usage: train_alignment OUT.txt --stories DIR... --labels FILE... --gold FILE... --passages FILE...");
        return ExitCode::from(2);
    };
    let (mut rows, mut words) = rows::of_stories(&stories, &labels, &gold);
    let (of_passages, words_of_passages) = rows::of_passages(&passages);
    rows.extend(of_passages);
    words.extend(words_of_passages);
    eprintln!("{} pairs", rows.len());
    for table in &tables {
        if let Err(error) = rows::write_table(&rows, &words, table) {
            eprintln!("{}: {error}", table.display());
            return ExitCode::FAILURE;
        }
    }
    validate::print(&rows);
    validate::print_words(&words);
    let mut scores: Vec<(String, _)> = OpenKind::ALL
        .iter()
        .map(|kind| (kind.name().to_owned(), learn(&thing_examples(&rows, *kind, &|_| true), &THING)))
        .collect();
    let worth = worth_examples(&rows, &scores, &|_| true);
    scores.push(("worth".to_owned(), learn(&worth, &WORTH)));
    scores.push(("word".to_owned(), learn(&word_examples(&words, &|_| true), &WORTH)));
    match fs::write(&out, Model::write(&scores)) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{out}: {error}");
            ExitCode::FAILURE
        }
    }
}

/// What the first score of a kind is learned from.
pub fn thing_examples(rows: &[Row], kind: OpenKind, of: &dyn Fn(&Row) -> bool) -> Vec<Example> {
    let rows = rows.iter().filter(|r| r.kind == kind && of(r));
    rows.filter_map(|row| Some(Example { levels: row.levels.0.to_vec(), is_so: row.is_same?, weight: row.weight }))
        .collect()
}

/// What the second score is learned from: pairs whose values the program holds to differ.
pub fn worth_examples(
    rows: &[Row],
    scores: &[(String, crosscheck::facts::same_thing::Trees)],
    of: &dyn Fn(&Row) -> bool,
) -> Vec<Example> {
    let rows = rows.iter().filter(|r| r.differs && of(r));
    rows.filter_map(|row| Some(Example { levels: row.all_levels(scores)?, is_so: row.is_wanted, weight: row.weight }))
        .collect()
}

/// What the score of exchanged words is learned from.
pub fn word_examples(rows: &[WordRow], of: &dyn Fn(&WordRow) -> bool) -> Vec<Example> {
    let rows = rows.iter().filter(|r| of(r));
    rows.map(|row| Example { levels: row.levels.to_vec(), is_so: row.is_wanted, weight: row.weight }).collect()
}
