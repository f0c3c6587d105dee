//! The documents keep up with the program: the generated reference, the links between pages, the names of tests.

mod common;

#[path = "../maintenance/rule_reference.rs"]
mod rule_reference;

use std::{
    collections::BTreeSet,
    fs,
    path::{Path, PathBuf},
};

use crosscheck::{
    inputs::{self, Limits, Overrides},
    pipeline,
    reports::{self, Job, Report},
    rule_tests,
    rules::{RuleFile, Rules, files},
};

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn read(path: &str) -> String {
    fs::read_to_string(root().join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

const PAGES: &[&str] = &[
    "README.md",
    "CHANGELOG.md",
    "benches/README.md",
    "docs/alignment.md",
    "docs/architecture.md",
    "docs/archive.md",
    "docs/configuration.md",
    "docs/desk.md",
    "docs/evaluation.md",
    "docs/fuzzing.md",
    "docs/inputs.md",
    "docs/install.md",
    "docs/limits.md",
    "docs/outputs.md",
    "docs/report-page.md",
    "docs/rules.md",
    "docs/trust.md",
    "docs/writing-rules.md",
];

#[test]
fn the_rule_reference_is_current() {
    let (written, now) = (read("docs/rules.md"), rule_reference::reference());
    let first = written.lines().zip(now.lines()).position(|(a, b)| a != b);
    let first = first.unwrap_or_else(|| written.lines().count().min(now.lines().count()));
    let at = |text: &str| text.lines().nth(first).unwrap_or("(end)").to_owned();
    assert!(
        written == now,
        "docs/rules.md, line {}: `{}` should be `{}`; run `cargo run --example rule_reference > docs/rules.md`",
        first + 1,
        at(&written),
        at(&now)
    );
}

/// The report in `README.md` is shortened, not invented: every line of it is printed today.
#[test]
fn the_report_of_the_readme_is_real() {
    let story = "fixtures/stories/ankara-or-istanbul";
    let rules = Rules::embedded();
    let read_in = inputs::read(&[story.into()], &Overrides::default(), &Limits::default());
    let made = pipeline::run(&read_in.sources, &rules);
    let mut report = Report::new(Job::Report, &made, &read_in.sources, &read_in.errors, &rules);
    report.zone = read_in.timezone;
    let report = reports::text(&report, false);
    let printed: BTreeSet<&str> = report.lines().collect();
    let readme = read("README.md");
    let shown = readme.split("```text\n").nth(1).and_then(|rest| rest.split("```").next()).unwrap_or_default();
    let left_out = |line: &str| line.is_empty() || line == "..." || line.starts_with("$ ");
    let stale: Vec<&str> = shown.lines().filter(|l| !left_out(l) && !printed.contains(l)).collect();
    assert!(stale.is_empty(), "run `cargo run -- report {story}` and paste again; no longer printed: {stale:#?}");
}

/// The picture in `README.md` was made of the findings that its story has today.
#[test]
fn the_picture_of_the_readme_is_of_todays_findings() {
    let picture = fs::read(root().join("docs/report-page.png")).expect("a picture");
    let side = |at: usize| picture.get(at..at + 4).and_then(|b| b.try_into().ok()).map(u32::from_be_bytes);
    assert_eq!((side(16), side(20)), (Some(1280), Some(900)), "made by tests/browser/picture.mjs");
    let ran = common::crosscheck(&root(), &["report", "fixtures/stories/ankara-or-istanbul", "-f", "jsonl"]);
    let questions: Vec<serde_json::Value> =
        ran.json_lines().iter().filter_map(|line| line.get("message").cloned()).collect();
    let shown: Vec<serde_json::Value> = serde_json::from_str(&read("docs/report-page.json")).expect("JSON");
    assert_eq!(questions, shown, "make the picture and docs/report-page.json anew, as tests/browser/picture.mjs says");
}

#[test]
fn links_between_pages_lead_somewhere() {
    let mut dead = Vec::new();
    for page in PAGES {
        let text = read(page);
        let folder = Path::new(page).parent().unwrap_or(Path::new(""));
        for link in text.split("](").skip(1).filter_map(|rest| rest.split(')').next()) {
            let target = link.split('#').next().unwrap_or_default();
            let local = !target.is_empty() && !target.contains("://");
            if local && !root().join(folder).join(target).exists() {
                dead.push(format!("{page}: {link}"));
            }
        }
    }
    assert!(dead.is_empty(), "dead links: {dead:#?}");
}

/// The guide's sample files begin with their path as a comment; they are loaded over the program's rules and their tests are run.
#[test]
fn the_sample_rules_of_the_guide_work() {
    let text = read("docs/writing-rules.md");
    let blocks = text.split("```toml\n# ").skip(1).filter_map(|rest| rest.split("```").next());
    let samples: Vec<RuleFile> = blocks
        .filter_map(|block| {
            let (path, text) = block.split_once('\n')?;
            let id = path.strip_suffix(".toml")?.to_owned();
            Some(RuleFile { id, path: path.into(), text: text.to_owned() })
        })
        .collect();
    assert_eq!(samples.len(), 3, "a claim rule, a time rule and a word list");
    let all = files::overlay(files::embedded(), samples);
    let rules = Rules::load(&all).unwrap_or_else(|errors| panic!("{errors:?}"));
    let outcome = rule_tests::run_all(&rules, &all);
    assert!(outcome.messages.is_empty(), "{:#?}", outcome.messages);
}

/// What the guide calls a gap is one today.
#[test]
fn the_known_gaps_of_the_guide_are_gaps() {
    let run = |args: &[&str]| common::crosscheck(&root(), args);
    let listed = run(&["rules", "list"]);
    let is_known = |line: &str| line.starts_with("en/claims/") || line.contains(" built in ");
    assert!(listed.text().lines().all(is_known), "rules list has more than claim rules and what is built in");
    assert!(run(&["rules", "explain", "values/one_thing"]).text().starts_with("values/one_thing (built in, "));
    for id in ["en/lexicons/states", "en/mentions/time/clock"] {
        assert_eq!(run(&["rules", "explain", id]).status, 2, "rules explain knows {id}");
    }
    let schema = run(&["rules", "schema"]);
    assert!(schema.text().contains("claim rule") && !schema.text().contains("time rule"), "the schema knows more");
    // What it says can be asked for is understood.
    for value in ["Person", "Age", "Role", "Quote", "Leader", "Member", "Size"] {
        let used = files::embedded().into_iter().any(|file| file.text.contains(&format!("\"mention: {value}\"")));
        assert!(used, "no rule asks for a mention of {value}");
    }
}

/// `docs/architecture.md` names the test of each invariant; a test that was renamed must be renamed there.
#[test]
fn the_tests_that_are_named_exist() {
    let mut tests = BTreeSet::new();
    functions(&root().join("src"), &mut tests);
    functions(&root().join("tests"), &mut tests);
    let text = read("docs/architecture.md");
    let named = text.split('`').skip(1).step_by(2).filter_map(|code| code.split_once("::"));
    let named = named.filter(|(file, _)| file.ends_with(".rs"));
    let missing: Vec<String> =
        named.filter(|(_, test)| !tests.contains(*test)).map(|(file, test)| format!("{file}::{test}")).collect();
    assert!(missing.is_empty(), "no such tests: {missing:?}");
}

fn functions(folder: &Path, out: &mut BTreeSet<String>) {
    for entry in fs::read_dir(folder).expect("a folder of the package").flatten() {
        let path = entry.path();
        if path.is_dir() {
            functions(&path, out);
        } else if path.extension().is_some_and(|e| e == "rs") {
            let text = fs::read_to_string(&path).expect("readable");
            let names = text.split("fn ").skip(1).filter_map(|rest| rest.split(['(', '<']).next());
            out.extend(names.map(str::to_owned));
        }
    }
}
