//! Trains the two scores that say which values are of one thing and which pairs an editor wants to hear of.
//!
//! ```text
//! cargo run --release --example train_alignment -- OUT.txt --stories DIR... --labels FILE... --gold FILE... --passages FILE... [--table FILE.tsv]
//! ```
//! `docs/alignment.md` describes the files. Equal data give equal bytes. Prints how good the scores are on stories that they did
//! not see (cross-validated by story).
#![allow(clippy::print_stdout, clippy::print_stderr, reason = "a tool for maintainers reports to its user")]

mod boost;
mod options;
mod rows;
mod validate;

use std::{fs, process::ExitCode, thread};

use boost::{Example, Settings, learn};
use crosscheck::{
    claims::OpenKind,
    facts::same_thing::{Model, Trees},
};
use options::{Options, USAGE};
use rows::{Row, WordRow};
use validate::{PARTS, part};

/// Of the score that two values are of one thing.
pub const THING: Settings = Settings { rounds: 120, depth: 3, rate: 0.08, least: 8.0, pull: 4.0 };
/// Of the score that an editor wants to hear of them.
pub const WORTH: Settings = Settings { rounds: 400, depth: 4, rate: 0.04, least: 6.0, pull: 8.0 };

fn main() -> ExitCode {
    let Some(options) = Options::of(std::env::args().skip(1)) else {
        eprintln!("{USAGE}");
        return ExitCode::from(2);
    };
    let (mut rows, mut words) = rows::of_stories(&options.stories, &options.labels, &options.gold);
    let (of_passages, words_of_passages) = rows::of_passages(&options.passages);
    rows.extend(of_passages);
    words.extend(words_of_passages);
    eprintln!("{} pairs", rows.len());
    for name in &options.without {
        if !rows.iter_mut().all(|row| row.forget(name)) {
            eprintln!("no feature is called {name}");
            return ExitCode::from(2);
        }
    }
    for table in &options.table {
        if let Err(error) = rows::write_table(&rows, &words, table) {
            eprintln!("{}: {error}", table.display());
            return ExitCode::FAILURE;
        }
    }
    validate::print(&rows);
    if !options.without.is_empty() {
        return ExitCode::SUCCESS;
    }
    validate::print_words(&words);
    let mut scores = things(&rows, &|_| true);
    let (measured, _) = rows::of_stories(&options.measured, &options.measure, &[]);
    validate::print_labels(&measured, &scores);
    let worth = worth_examples(&rows, &|_| true);
    scores.push(("worth".to_owned(), learn(&worth, &WORTH)));
    scores.push(("word".to_owned(), learn(&word_examples(&words, &|_| true), &WORTH)));
    match fs::write(&options.out, Model::write(&scores)) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{}: {error}", options.out.display());
            ExitCode::FAILURE
        }
    }
}

/// What the first score of a kind is learned from.
fn thing_examples(rows: &[Row], kind: OpenKind, of: &dyn Fn(&Row) -> bool) -> Vec<Example> {
    let rows = rows.iter().filter(|r| r.kind == kind && of(r));
    rows.filter_map(|row| Some(Example { levels: row.levels.0.to_vec(), is_so: row.is_same?, weight: row.weight }))
        .collect()
}

/// The first scores of all kinds.
pub fn things(rows: &[Row], of: &(dyn Fn(&Row) -> bool + Sync)) -> Vec<(String, Trees)> {
    let learned = |kind: OpenKind| (kind.name().to_owned(), learn(&thing_examples(rows, kind, of), &THING));
    OpenKind::ALL.into_iter().map(learned).collect()
}

/// What the second score is learned from: pairs whose values the program holds to differ. What the first score says of a pair is what it
/// would say had it not seen the story: surer of what it has seen than of anything else, it would teach too much trust.
pub fn worth_examples(rows: &[Row], of: &(dyn Fn(&Row) -> bool + Sync)) -> Vec<Example> {
    let of_part = &|held: u64| -> Vec<Example> {
        let scores = things(rows, &|row| of(row) && part(&row.story) != held);
        let held = rows.iter().filter(|row| row.differs && of(row) && part(&row.story) == held);
        let example =
            |row: &Row| Some(Example { levels: row.all_levels(&scores)?, is_so: row.is_wanted, weight: row.weight });
        held.filter_map(example).collect()
    };
    thread::scope(|scope| {
        let parts: Vec<_> = (0..PARTS).map(|held| scope.spawn(move || of_part(held))).collect();
        parts.into_iter().flat_map(|part| part.join().expect("a part is learned from")).collect()
    })
}

/// What the score of exchanged words is learned from.
pub fn word_examples(rows: &[WordRow], of: &dyn Fn(&WordRow) -> bool) -> Vec<Example> {
    let rows = rows.iter().filter(|r| of(r));
    rows.map(|row| Example { levels: row.levels.to_vec(), is_so: row.is_wanted, weight: row.weight }).collect()
}
