//! A short run of every fuzz target that any toolchain can do: the committed corpus, then as many spoilt copies of it as
//! `CROSSCHECK_FUZZ_ROUNDS` says, always by the same numbers. cargo-fuzz runs the same checks: `fuzz/README.md`.

#[path = "fuzz/checks.rs"]
mod checks;

use std::{fs, panic, path::Path};

/// Spoilt inputs of each target where the environment does not say.
const ROUNDS: usize = 60;
/// Longer inputs are cut.
const LONGEST: usize = 8_000;

/// The same numbers on every run.
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, bound: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 >> 33).unwrap_or(0) % bound.max(1)
    }
}

#[allow(clippy::disallowed_methods, reason = "how long a run is, is no matter of what it finds")]
fn rounds() -> usize {
    std::env::var("CROSSCHECK_FUZZ_ROUNDS").ok().and_then(|n| n.parse().ok()).unwrap_or(ROUNDS)
}

/// The inputs of a target, by name.
fn corpus(target: &str) -> Vec<(String, Vec<u8>)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fuzz/corpus").join(target);
    let files = fs::read_dir(&folder).expect("the corpus is there").map(|file| file.expect("readable").path());
    let mut out: Vec<(String, Vec<u8>)> =
        files.map(|path| (path.display().to_string(), fs::read(&path).expect("readable"))).collect();
    out.sort();
    assert!(out.len() >= 3, "the corpus of {target} is gone");
    out
}

/// One to six pieces changed, cut, doubled, taken from another input, or the end cut off; the first byte stays mostly.
fn spoilt(bytes: &[u8], other: &[u8], numbers: &mut Numbers) -> Vec<u8> {
    let mut out = bytes.to_vec();
    for _ in 0..=numbers.below(6) {
        let at = numbers.below(out.len());
        let end = (at + 1 + numbers.below(24)).min(out.len());
        match numbers.below(6) {
            0 if !out.is_empty() => out[at] = numbers.below(256).to_le_bytes()[0],
            1 => drop(out.drain(at.min(end)..end)),
            2 | 3 => {
                let from = numbers.below(other.len());
                let piece = other[from..(from + 1 + numbers.below(40)).min(other.len())].to_vec();
                out.splice(at..at, piece);
            }
            4 => {
                let piece = out[at.min(end)..end].repeat(1 + numbers.below(20));
                out.splice(at..at, piece);
            }
            _ => out.truncate(out.len() - numbers.below(out.len() / 8 + 1)),
        }
    }
    out.truncate(LONGEST);
    out
}

fn run(target: &str, check: fn(&[u8])) {
    let corpus = corpus(target);
    for (name, bytes) in &corpus {
        assert!(panic::catch_unwind(|| check(bytes)).is_ok(), "{target}: {name}");
    }
    let mut numbers = Numbers(0x9e37_79b9_7f4a_7c15);
    for round in 0..rounds() {
        let bytes = &corpus[round % corpus.len()].1;
        let input = spoilt(bytes, &corpus[numbers.below(corpus.len())].1, &mut numbers);
        let shown = String::from_utf8_lossy(&input);
        assert!(panic::catch_unwind(|| check(&input)).is_ok(), "{target}, round {round}: {shown:?} = {input:?}");
    }
}

#[test]
fn no_bytes_harm_a_reader() {
    run("readers", checks::readers);
}

#[test]
fn no_list_costs_a_source() {
    run("lists", checks::lists);
}

#[test]
fn no_rule_file_harms_the_loader() {
    run("rule_files", checks::rule_files);
}

#[test]
fn no_text_harms_the_parser_of_numbers() {
    run("numbers", checks::numbers);
}

#[test]
fn no_text_harms_the_parsers_of_times() {
    run("times", checks::times);
}

#[test]
fn no_text_harms_the_pipeline() {
    run("pipeline", checks::pipeline);
}
