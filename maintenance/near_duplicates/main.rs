//! How fast near-duplicates are found, and how many: `cargo run --release --example near_duplicates -- [COUNT] [--write FILE]` makes
//! a tenth of COUNT invented articles and then all of them, prints seconds, articles a second and peak memory of each, and
//! lays the pairs beside those that brute force finds in a sample. `--write` saves the articles, one JSON string a line, with their
//! origins in FILE.origins, so that another program can be run on the same text.

#![allow(
    clippy::disallowed_methods,
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "a measurement reads the clock and its arguments, and prints"
)]

mod articles;

use std::{
    collections::{BTreeMap, BTreeSet},
    env,
    error::Error,
    fs,
    time::Instant,
};

use articles::{Article, EDITS, articles};
use crosscheck::copies::{NearDuplicate, near_duplicates};

/// Share of the shorter text's shingles from which two articles are called near-duplicates.
const CONTAINMENT: f64 = 0.2;
/// What brute force is asked for.
const SURE: f64 = 0.5;
/// So many articles are all laid beside all.
const SAMPLE: usize = 2000;
const ARTICLES: usize = 100_000;

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let count = arguments.first().and_then(|a| a.parse().ok()).unwrap_or(ARTICLES);
    let all = articles(count);
    if let Some(at) = arguments.iter().position(|a| a == "--write") {
        return write(arguments.get(at + 1).ok_or("--write needs a file")?, &all);
    }
    let texts: Vec<&str> = all.iter().map(|a| a.text.as_str()).collect();
    let (tenth, _) = measure(&texts[..count / 10]);
    let (whole, pairs) = measure(&texts);
    println!("ten times the articles take {:.1} times as long", whole / tenth.max(f64::EPSILON));
    against_brute_force(&texts, &all, &pairs);
    against_origins(&all, &pairs);
    Ok(())
}

fn measure(texts: &[&str]) -> (f64, Vec<NearDuplicate>) {
    let before = memory("VmRSS:");
    let start = Instant::now();
    let pairs = near_duplicates(texts, CONTAINMENT);
    let seconds = start.elapsed().as_secs_f64();
    let bytes: usize = texts.iter().map(|t| t.len()).sum();
    println!(
        "{} articles, {:.1} MB: {} pairs in {seconds:.2} s, {:.0} articles/s; memory {before} MB before (the articles), {} MB at its peak",
        texts.len(),
        bytes as f64 / 1e6,
        pairs.len(),
        texts.len() as f64 / seconds,
        memory("VmHWM:"),
    );
    (seconds, pairs)
}

/// Megabytes of this process, where the system tells (Linux).
fn memory(line: &str) -> u64 {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let kilobytes = status.lines().find_map(|l| l.strip_prefix(line)?.trim().strip_suffix("kB")?.trim().parse().ok());
    kilobytes.unwrap_or(0_u64) / 1000
}

/// Recall of the pairs that have [`SURE`] of the shorter one's shingles in common, and precision, in the first articles: all of them
/// beside all, with shingles made of the words themselves.
fn against_brute_force(texts: &[&str], all: &[Article], found: &[NearDuplicate]) {
    let sample = SAMPLE.min(texts.len());
    let mut numbers: BTreeMap<String, u32> = BTreeMap::new();
    let sets: Vec<BTreeSet<u32>> = texts[..sample].iter().map(|t| shingles(t, &mut numbers)).collect();
    let mut brute = BTreeMap::new();
    for (left, a) in sets.iter().enumerate() {
        for (right, b) in sets.iter().enumerate().skip(left + 1) {
            let share = a.intersection(b).count() as f64 / a.len().min(b.len()).max(1) as f64;
            if share >= CONTAINMENT {
                brute.insert((left, right), share);
            }
        }
    }
    let found: BTreeSet<(usize, usize)> = found.iter().map(|p| (p.left, p.right)).filter(|p| p.1 < sample).collect();
    let sure: Vec<_> = brute.iter().filter(|(_, share)| **share > SURE).map(|(pair, _)| *pair).collect();
    let caught = sure.iter().filter(|pair| found.contains(pair)).count();
    let right = found.iter().filter(|(a, b)| all[*a].is_kin_of(&all[*b])).count();
    let confirmed = found.iter().filter(|pair| brute.contains_key(pair)).count();
    println!(
        "brute force over {sample} articles: {} pairs share more than {SURE} of their shingles, {caught} found (recall {:.3});",
        sure.len(),
        caught as f64 / sure.len().max(1) as f64,
    );
    println!(
        "  of {} pairs found there, {right} have a common origin (precision {:.3}), {confirmed} reach {CONTAINMENT} by brute force",
        found.len(),
        right as f64 / found.len().max(1) as f64
    );
}

/// Recall of the pairs of an article and what was made of it, by how much was edited.
fn against_origins(all: &[Article], found: &[NearDuplicate]) {
    let found: BTreeSet<(usize, usize)> = found.iter().map(|p| (p.left, p.right)).collect();
    let mut told: BTreeMap<usize, (usize, usize)> = BTreeMap::new();
    for (number, article) in all.iter().enumerate() {
        for origin in article.origins.iter().filter(|o| **o != number) {
            let row = told.entry(article.edit).or_default();
            row.0 += 1;
            row.1 += usize::from(found.contains(&(*origin.min(&number), number.max(*origin))));
        }
    }
    let (pairs, caught) = told.values().fold((0, 0), |sum, row| (sum.0 + row.0, sum.1 + row.1));
    println!(
        "{pairs} pairs of an article and a copy of it, {caught} found (recall {:.3})",
        caught as f64 / pairs.max(1) as f64
    );
    for (edit, (pairs, caught)) in told {
        let percent = EDITS[edit];
        println!(
            "  {percent:>2} % of the words edited: {caught} of {pairs} ({:.3})",
            caught as f64 / pairs.max(1) as f64
        );
    }
}

fn shingles(text: &str, numbers: &mut BTreeMap<String, u32>) -> BTreeSet<u32> {
    let words: Vec<&str> = text.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).collect();
    let next = |numbers: &BTreeMap<String, u32>| numbers.len() as u32;
    words
        .windows(3)
        .map(|w| {
            let fresh = next(numbers);
            *numbers.entry(w.join(" ").to_lowercase()).or_insert(fresh)
        })
        .collect()
}

fn write(path: &str, all: &[Article]) -> Result<(), Box<dyn Error>> {
    let line = |a: &Article| serde_json::to_string(&a.text).map(|l| l + "\n");
    fs::write(path, all.iter().map(line).collect::<Result<String, _>>()?)?;
    let origins = |a: &Article| a.origins.iter().map(usize::to_string).collect::<Vec<_>>().join(" ") + "\n";
    fs::write(format!("{path}.origins"), all.iter().map(origins).collect::<String>())?;
    Ok(())
}
