//! `crosscheck eval`: what each finding is worth, what bad gold is told, and the figures of the annotated stories.

mod common;

use std::{collections::BTreeMap, fs, path::Path};

use common::{RULES, crosscheck, folder};
use crosscheck::{
    evaluation::{Figures, GoldFile, Mark, Met, evaluate},
    findings::{Evidence, Finding, Relation, Side},
    frames::Modality,
    pipeline::{self, Story},
    text::Span,
    values::{Severity, Slot},
};
use serde::Deserialize;

const TIDE: &str = "Tide at Ostmoor\n\nThe ferry sank off Ostmoor on Monday. Nine people were saved. The captain, Odo Brandt, was ashore.\n";
const GULL: &str =
    "Ferry lost\n\nThe ferry sank off Westmoor on Monday. Eleven people were saved. It was built in 1998.\n";
const HERON: &str = "Heron\n\nThe ferry sank off Ostmoor on Monday. It was built in 1989. Nine people were saved.\n";

const GOLD: &str = r#"
{"kind": "discrepancy", "id": "D1", "type": "place", "severity": "error", "subject": "where it sank", "sides": [{"file": "tide.txt", "quote": "off Ostmoor", "value": "Ostmoor", "group": "A"}, {"file": "heron.txt", "quote": "off Ostmoor", "group": "A"}, {"file": "gull.txt", "quote": "off Westmoor", "group": "B"}]}
{"kind": "discrepancy", "id": "D2", "type": "number", "severity": "warning", "subject": "saved", "sides": [{"file": "tide.txt", "quote": "Nine people"}, {"file": "gull.txt", "quote": "Eleven people"}, {"file": "heron.txt", "quote": "Heron", "group": "context"}]}

{"kind": "discrepancy", "id": "D3", "type": "date", "severity": "note", "sides": [{"file": "gull.txt", "quote": "1998"}, {"file": "heron.txt", "quote": "1989"}]}
{"kind": "trap", "id": "T1", "sides": [{"file": "tide.txt", "quote": "The captain"}, {"file": "gull.txt", "quote": "built in"}]}
{"kind": "trap", "id": "T2", "why": "of one side: for readers", "sides": [{"file": "tide.txt", "quote": "The captain"}]}
{"kind": "near_duplicate", "id": "C1", "sides": [{"file": "tide.txt", "quote": "The ferry sank off Ostmoor on Monday."}, {"file": "heron.txt", "quote": "The ferry sank off Ostmoor on Monday."}]}
{"kind": "near_duplicate", "id": "C2", "strength": "weak", "sides": [{"file": "tide.txt", "quote": "Nine"}, {"file": "heron.txt", "quote": "Nine"}]}
"#;

const LISTED: &str =
    "[[source]]\nfile = \"tide.txt\"\n[[source]]\nfile = \"gull.txt\"\n[[source]]\nfile = \"heron.txt\"\n";

/// The folder of one annotated story.
const ANNOTATED: [(&str, &str); 5] = [
    ("one/tide.txt", TIDE),
    ("one/gull.txt", GULL),
    ("one/heron.txt", HERON),
    ("one/sources.toml", LISTED),
    ("one/gold.jsonl", GOLD),
];

/// The three texts without what the program finds in them.
fn story() -> Story {
    let mut story = common::story(&[("tide.txt", TIDE), ("gull.txt", GULL), ("heron.txt", HERON)]);
    story.findings.clear();
    story.copies.clear();
    story
}

/// A finding with a side for each of these words, each of the source of this name.
fn finding(story: &Story, slot: Slot, severity: Severity, sides: &[(&str, &str)]) -> Finding {
    let side = |(file, words): &(&str, &str)| {
        let source = story.sources.iter().position(|s| s.path == *file).expect("a source");
        let start = story.sources[source].doc.text.find(words).expect("it stands there");
        let span = Span::new(start, start + words.len());
        let evidence = Evidence {
            source,
            post: 0,
            sentence: 0,
            span,
            value: span,
            attributed_to: None,
            modality: Modality::Happened,
            denied: false,
            rule: "test".to_owned(),
        };
        Side {
            value: (*words).to_owned(),
            asked: (*words).to_owned(),
            normalized: (*words).to_owned(),
            voices: 1,
            evidence: vec![evidence],
        }
    };
    Finding {
        id: "f".to_owned(),
        rule: "test".to_owned(),
        slot,
        severity,
        relation: Relation::Conflict,
        subject: "ferry".to_owned(),
        message: String::new(),
        why: Vec::new(),
        sides: sides.iter().map(side).collect(),
    }
}

fn texts(story: &Story) -> Vec<&str> {
    story.sources.iter().map(|s| s.doc.text.as_str()).collect()
}

fn gold() -> GoldFile {
    GoldFile::parse(GOLD, Path::new("gold.jsonl")).expect("it is as the guide says")
}

/// The category and the sides of a finding, then what it is worth and which entries it meets.
type Row = (Slot, &'static [(&'static str, &'static str)], Mark, &'static [&'static str]);

#[test]
fn each_finding_is_worth_what_it_meets() {
    let rows: &[Row] = &[
        (Slot::Place, &[("tide.txt", "Ostmoor on"), ("gull.txt", "Westmoor")], Mark::Right, &["D1"]),
        // Anywhere in the sentence.
        (Slot::Place, &[("tide.txt", "The ferry"), ("gull.txt", "Monday")], Mark::Right, &["D1"]),
        // The sides of one group agree.
        (Slot::Place, &[("tide.txt", "Ostmoor on"), ("heron.txt", "Ostmoor on")], Mark::Unknown, &[]),
        (Slot::Number, &[("tide.txt", "Nine"), ("gull.txt", "Eleven")], Mark::Right, &["D2"]),
        // What is there for readers is no side.
        (Slot::Number, &[("gull.txt", "Eleven"), ("heron.txt", "Heron")], Mark::Unknown, &[]),
        // It speaks of something else.
        (Slot::Leader, &[("tide.txt", "Nine"), ("gull.txt", "Eleven")], Mark::WrongKind, &["D2"]),
        // A discrepancy that is only a note is still one.
        (Slot::Date, &[("gull.txt", "1998"), ("heron.txt", "1989")], Mark::Right, &["D3"]),
        (Slot::Role, &[("tide.txt", "Odo Brandt"), ("gull.txt", "1998")], Mark::Trap, &["T1"]),
        (Slot::Place, &[("tide.txt", "Ostmoor on"), ("gull.txt", "Eleven")], Mark::Unknown, &[]),
    ];
    let mut story = story();
    for (slot, sides, mark, meets) in rows {
        story.findings = vec![finding(&story, *slot, Severity::Warning, sides)];
        let gold = gold();
        let out = evaluate(&story, &texts(&story), &gold, Severity::Warning).expect("the quotes are right");
        assert_eq!((out.findings[0].mark, &out.findings[0].meets[..]), (*mark, *meets), "{slot:?} {sides:?}");
    }
}

#[test]
fn the_figures_count_what_the_findings_are_worth() {
    let mut story = story();
    let place: &[(&str, &str)] = &[("tide.txt", "Ostmoor on"), ("gull.txt", "Westmoor")];
    let trap: &[(&str, &str)] = &[("tide.txt", "Odo Brandt"), ("gull.txt", "1998")];
    story.findings = vec![
        finding(&story, Slot::Place, Severity::Error, place),
        finding(&story, Slot::Status, Severity::Warning, place),
        finding(&story, Slot::Name, Severity::Warning, &[("tide.txt", "Nine"), ("gull.txt", "Eleven")]),
        finding(&story, Slot::Role, Severity::Warning, trap),
        finding(&story, Slot::Role, Severity::Note, trap),
    ];
    let gold = gold();
    let out = evaluate(&story, &texts(&story), &gold, Severity::Warning).expect("the quotes are right");
    let want = Figures {
        right: Met { met: 2, of: 4 },
        told: BTreeMap::from([
            (Severity::Error, Met { met: 1, of: 1 }),
            (Severity::Warning, Met { met: 1, of: 3 }),
            (Severity::Note, Met { met: 0, of: 1 }),
        ]),
        repeats: 1,
        wrong_kind: 1,
        misplaced: 0,
        recall: Met { met: 1, of: 2 },
        types: BTreeMap::from([
            ("number".to_owned(), Met { met: 0, of: 1 }),
            ("place".to_owned(), Met { met: 1, of: 1 }),
        ]),
        traps: Met { met: 1, of: 1 },
        copies: Met { met: 0, of: 1 },
    };
    assert_eq!(out.figures, want);
    assert_eq!(out.missed.iter().map(|g| g.id.as_str()).collect::<Vec<_>>(), ["D2"]);
    assert!(out.findings[1].is_repeat && !out.findings[0].is_repeat);
    let mut both = want.clone();
    both += &out.figures;
    assert_eq!((both.right, both.types["place"]), (Met { met: 4, of: 8 }, Met { met: 2, of: 2 }));
    assert_eq!(both.told[&Severity::Warning], Met { met: 2, of: 6 });

    let noted = evaluate(&story, &texts(&story), &gold, Severity::Note).expect("the quotes are right");
    assert_eq!(noted.figures.right.of, 5);
    assert_eq!(noted.figures.told, want.told, "whatever counts");
    // Evidence that is not what was read at its place is counted once a place.
    let shifted: Vec<String> = texts(&story).iter().map(|text| format!(" {text}")).collect();
    let shifted: Vec<&str> = shifted.iter().map(String::as_str).collect();
    let out = evaluate(&story, &shifted, &gold, Severity::Warning).expect("the quotes are right");
    assert_eq!(out.figures.misplaced, 6);
}

#[test]
fn copied_passages_are_covered() {
    let story = common::story(&[("tide.txt", TIDE), ("gull.txt", GULL), ("heron.txt", HERON)]);
    let gold = gold();
    let out = evaluate(&story, &texts(&story), &gold, Severity::Warning).expect("the quotes are right");
    assert_eq!(out.figures.copies, Met { met: usize::from(!story.copies.is_empty()), of: 1 });
}

#[test]
fn bad_gold_is_refused_with_file_line_and_remedy() {
    let side = r#"{"file": "tide.txt", "quote": "Nine people"}"#;
    let rows: &[(String, &str)] = &[
        ("{\"kind\": \"trap\"".to_owned(), "EOF while parsing"),
        (format!(r#"{{"kind": "trick", "id": "X", "sides": [{side}]}}"#), "unknown variant `trick`"),
        (format!(r#"{{"kind": "trap", "id": "X", "sites": [{side}]}}"#), "unknown field `sites`"),
        (format!(r#"{{"kind": "trap", "id": " ", "sides": [{side}]}}"#), "the id is empty"),
        (r#"{"kind": "trap", "id": "X", "sides": []}"#.to_owned(), "`X` has no sides"),
        (r#"{"kind": "trap", "id": "X", "sides": [{"file": "tide.txt", "quote": ""}]}"#.to_owned(), "quotes no words"),
        (format!(r#"{{"kind": "trap", "id": "D1", "sides": [{side}]}}"#), "the id `D1` stands in line 1 already"),
        (format!(r#"{{"kind": "discrepancy", "id": "X", "type": "date", "sides": [{side}]}}"#), "no severity"),
        (format!(r#"{{"kind": "discrepancy", "id": "X", "severity": "error", "sides": [{side}]}}"#), "has no type"),
        (format!(r#"{{"kind": "near_duplicate", "id": "X", "strength": "big", "sides": [{side}]}}"#), "strength `big`"),
        (r#"{"kind": "trap", "id": "X", "sides": [{"file": "crow.txt", "quote": "x"}]}"#.to_owned(), "no source"),
        (r#"{"kind": "trap", "id": "X", "sides": [{"file": "tide.txt", "quote": "Ten"}]}"#.to_owned(), "does not say"),
    ];
    for (line, what) in rows {
        let first = GOLD.trim_start().lines().next().expect("it has lines");
        let text = format!("{first}\n{line}\n");
        let desk = folder(&[
            ("tide.txt", TIDE),
            ("gull.txt", GULL),
            ("heron.txt", HERON),
            ("sources.toml", LISTED),
            ("gold.jsonl", text.as_str()),
        ]);
        let ran = crosscheck(desk.path(), &["eval", "."]);
        assert_eq!(ran.status, 2, "{line}: {ran:?}");
        assert!(ran.stderr.contains("gold.jsonl:2: ") && ran.stderr.contains("; "), "{line}: {ran:?}");
        assert!(ran.stderr.contains(what) && ran.text().is_empty(), "{line}: {ran:?}");
    }
    let desk = folder(&[("tide.txt", TIDE), ("gull.txt", GULL), ("empty/gold.jsonl", "\n")]);
    let ran = crosscheck(desk.path(), &["eval", "empty"]);
    assert!(ran.status == 2 && ran.stderr.contains("there is no entry in it"), "{ran:?}");
    let ran = crosscheck(desk.path(), &["eval", "none"]);
    assert!(ran.status == 2 && ran.stderr.contains("give a folder of stories"), "{ran:?}");
    let desk = folder(&[("tide.txt", TIDE), ("gold.jsonl", GOLD)]);
    let ran = crosscheck(desk.path(), &["eval", "."]);
    assert!(ran.status == 2 && ran.stderr.contains("no sources.toml; write one"), "{ran:?}");
}

#[test]
fn the_command_prints_the_figures_of_every_story() {
    let two = [
        ("two/tide.txt", TIDE),
        ("two/gull.txt", GULL),
        ("two/heron.txt", HERON),
        ("two/sources.toml", LISTED),
        ("two/gold.jsonl", GOLD.trim_start().lines().nth(5).expect("a trap")),
        ("notes/todo.txt", "no story"),
    ];
    let desk = folder(&[&ANNOTATED[..], &two].concat());
    let ran = crosscheck(desk.path(), &["eval", ".", "--list"]);
    assert_eq!(ran.status, 0, "{ran:?}");
    for line in ["one  ", "two  ", "all 2 stories  ", "recall by type", "  place "] {
        assert!(ran.text().lines().any(|l| l.starts_with(line)), "{line}: {ran:?}");
    }
    let json = crosscheck(desk.path(), &["eval", ".", "-f", "json", "--list"]).json();
    assert_eq!(json["all"]["gold"], 2);
    assert_eq!(json["stories"][1]["story"], "two");
    let list = json["stories"][0]["list"].as_array().expect("--list was asked for");
    assert_eq!(json["stories"][0]["findings"], list.len());
    assert_eq!(crosscheck(desk.path(), &["eval", ".", "-f", "json"]).json()["stories"][0].get("list"), None);
    // The folder of one story is enough.
    assert_eq!(
        crosscheck(desk.path(), &["eval", "one", "-f", "json"]).json()["all"],
        json["stories"][0].clone().without()
    );
}

#[test]
fn what_is_right_of_each_severity_is_told_and_drawn() {
    let desk = folder(&ANNOTATED);
    let ran = crosscheck(desk.path(), &["eval", ".", "--svg", "right.svg"]);
    assert_eq!(ran.status, 0, "{ran:?}");
    let json = crosscheck(desk.path(), &["eval", ".", "-f", "json", "--svg", "again.svg"]).json();
    let picture = fs::read_to_string(desk.path().join("right.svg")).expect("it was written");
    assert_eq!(picture, fs::read_to_string(desk.path().join("again.svg")).expect("it was written"), "equal bytes");
    let (mut told, mut right) = (0, 0);
    for severity in ["error", "warning", "note"] {
        let row = &json["all"]["by_severity"][severity];
        let (met, of) = (row["right"].as_u64().expect("a count"), row["told"].as_u64().expect("a count"));
        let line = ran.text().lines().find(|line| line.trim_start().starts_with(severity)).expect("a line");
        assert!(line.contains(&format!("{met}/{of}")), "{line} and {row}");
        let words = if of == 0 { format!("{severity}s: none told") } else { format!("{severity}s: {met} of {of}, ") };
        assert!(picture.contains(&words), "{words} in {picture}");
        assert_eq!(row["interval"].is_null(), of == 0, "{row}");
        told += if severity == "note" { 0 } else { of };
        right += if severity == "note" { 0 } else { met };
    }
    assert!(told > 0, "nothing was told: {json:#}");
    assert_eq!((&json["all"]["findings"], &json["all"]["right"]), (&told.into(), &right.into()));
    assert!(picture.starts_with("<svg ") && !picture.contains("href") && !picture.contains("<script"), "{picture}");
    let refused = crosscheck(desk.path(), &["eval", ".", "--svg", "none/right.svg"]);
    assert!(refused.status == 2 && refused.stderr.contains("right.svg"), "{refused:?}");
}

/// A JSON object without what only a story has.
trait Without {
    fn without(self) -> Self;
}

impl Without for serde_json::Value {
    fn without(mut self) -> Self {
        for key in ["story", "list", "missed"] {
            self.as_object_mut().expect("an object").remove(key);
        }
        self
    }
}

/// What was reviewed of a story: no change may make it worse.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Reviewed {
    /// At least so many discrepancies that must be found are found.
    met: usize,
    /// At most so many errors and warnings meet no discrepancy.
    wrong: usize,
    /// At most so many traps are sprung.
    traps: usize,
    /// At least so many strong near-duplicates are covered.
    copies: usize,
    /// Whether it is measured alone: nothing is learned from it, and nobody reads it while the program is changed.
    #[serde(default)]
    held_out: bool,
}

/// The figures alone are told, not the findings: whoever mends the program should not mend it for these stories.
#[test]
fn the_figures_of_the_annotated_stories_are_no_worse_than_reviewed() {
    let file = "tests/figures.toml";
    let text = fs::read_to_string(common::root().join(file)).expect("the reviewed figures");
    let mut reviewed: BTreeMap<String, Reviewed> = toml::from_str(&text).unwrap_or_else(|e| panic!("{file}: {e}"));
    let mut worse = Vec::new();
    let mut held_out = 0;
    for folder in common::annotated() {
        let name = folder.file_name().expect("a folder has a name").to_string_lossy().into_owned();
        let path = folder.join("gold.jsonl");
        let gold = GoldFile::parse(&fs::read_to_string(&path).expect("UTF-8"), &path).unwrap_or_else(|e| panic!("{e}"));
        let sources = common::read(&folder);
        let story = pipeline::run(&sources, &RULES);
        let texts: Vec<&str> = sources.iter().map(|s| s.text.as_str()).collect();
        let now = evaluate(&story, &texts, &gold, Severity::Warning).unwrap_or_else(|e| panic!("{e}")).figures;
        assert_eq!(now.misplaced, 0, "{name}");
        let then = reviewed.remove(&name).unwrap_or_else(|| panic!("{file}: {name} is missing"));
        held_out += usize::from(then.held_out);
        let wrong = now.right.of - now.right.met;
        for (what, now, then, is_worse) in [
            ("met", now.recall.met, then.met, now.recall.met < then.met),
            ("wrong", wrong, then.wrong, wrong > then.wrong),
            ("traps", now.traps.met, then.traps, now.traps.met > then.traps),
            ("copies", now.copies.met, then.copies, now.copies.met < then.copies),
        ] {
            if is_worse {
                worse.push(format!("{name}: {what} is {now}, was {then}"));
            }
        }
    }
    assert!(held_out >= 10, "stories that nothing is learned from: {held_out}");
    assert!(reviewed.is_empty(), "{file}: no such stories: {:?}", reviewed.keys());
    let advice = "mend the cause, in general; where the change is right all the same, write the new figures to tests/figures.toml";
    assert!(worse.is_empty(), "{}\n{advice}", worse.join("\n"));
}
