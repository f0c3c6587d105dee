//! How fast dates and times are found on one core: `cargo run --release --example time_throughput -- FILE...` prints bytes, mentions,
//! seconds of the fastest of some runs, and megabytes a second. Splitting into sentences is not counted.

#![allow(
    clippy::disallowed_methods,
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "a measurement reads the clock and its arguments, and prints"
)]

use std::{env, fs, time::Instant};

use crosscheck::{
    mentions::times::find_times,
    rules::Rules,
    text::{self, Layout, Span},
    values::{Timestamp, time::Anchor},
};

/// Runs, of which the fastest counts.
const RUNS: usize = 5;

fn main() {
    let rules = Rules::embedded();
    let anchor = Anchor { reported: Timestamp::parse("2025-05-15T12:00Z"), zone: None };
    let mut texts = Vec::new();
    for path in env::args().skip(1) {
        let Ok(text) = fs::read_to_string(&path) else {
            eprintln!("{path}: not a UTF-8 text; left out");
            continue;
        };
        let doc = text::annotate(&text, &Layout::default(), &rules.lexicons);
        let sentences: Vec<Span> = doc.sentences.iter().map(|s| s.span).collect();
        texts.push((doc.text, sentences));
    }
    let bytes: usize = texts.iter().map(|(text, _)| text.len()).sum();
    let (mut best, mut found) = (f64::INFINITY, 0);
    for _ in 0..RUNS {
        let start = Instant::now();
        found = texts.iter().map(|(t, s)| find_times(t, s, &|_| anchor, &rules.times, &rules.lexicons).len()).sum();
        best = best.min(start.elapsed().as_secs_f64());
    }
    println!("{bytes} bytes, {found} mentions, {best:.3} s, {:.2} MB/s", bytes as f64 / best / 1e6);
}
