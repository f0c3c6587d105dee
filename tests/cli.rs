//! The program as it is run: what goes in, what comes out on which stream, and with which exit status.

mod common;

use std::{
    collections::BTreeSet,
    fs,
    io::Write,
    path::Path,
    process::{Command, Stdio},
};

use common::{Ran, crosscheck, crosscheck_in, folder, write};
use serde_json::Value;
use tempfile::TempDir;

const ANKARA: &str = "The grain talks between Moldova and Georgia will be held in Ankara.\n";
const ISTANBUL: &str = "Istanbul will host the grain talks between Georgia and Moldova.\n";
const AGAIN: &str = "Ankara will host the grain talks between Georgia and Moldova.\n";
const OTHER: &str = "The ferry has a new coat of paint, and the cook is glad of it.\n";

/// Two sources that differ, one that agrees with the first, one that speaks of something else, and what is no source.
fn desk() -> TempDir {
    let milder = |severity: &str| {
        let rule = fs::read_to_string(common::root().join("rules/en/claims/meeting_place.toml")).expect("it is there");
        rule.replacen("severity = \"error\"", &format!("severity = \"{severity}\""), 1)
    };
    let out = folder(&[
        ("a.txt", ANKARA),
        ("b.txt", ISTANBUL),
        ("again.txt", AGAIN),
        ("other.txt", OTHER),
        ("empty.txt", ""),
        ("blank.txt", " \n\n"),
        ("talks.docx", "x"),
        ("pair/a.txt", ANKARA),
        ("pair/b.txt", ISTANBUL),
        ("three/a.txt", ANKARA),
        ("three/b.txt", ISTANBUL),
        ("three/c.txt", OTHER),
        ("listed/sources.toml", "[[source]]\nfile = \"a.txt\"\noutlets = \"X\"\n"),
        ("listed/a.txt", ANKARA),
        ("warns/en/claims/meeting_place.toml", &milder("warning")),
        ("notes/en/claims/meeting_place.toml", &milder("note")),
    ]);
    write(out.path(), "binary.txt", [0, 159, 146, 150, 0, 1, 2, 3]);
    out
}

fn count(json: &Value, severity: &str) -> u64 {
    json["summary"][severity].as_u64().expect("a number")
}

#[test]
fn the_exit_status_says_how_it_ended() {
    let desk = desk();
    let rows: &[(&str, i32)] = &[
        // Findings: `check` fails on an error by default, the others never.
        ("report a.txt b.txt", 0),
        ("report a.txt b.txt --fail-on error", 1),
        ("report a.txt b.txt --fail-on warning", 1),
        ("report a.txt b.txt --fail-on note", 1),
        ("report a.txt b.txt --fail-on never", 0),
        ("report a.txt b.txt --fail-on error --exit-zero", 0),
        ("report a.txt again.txt --fail-on warning", 0),
        ("diff a.txt b.txt", 0),
        ("diff a.txt b.txt --fail-on error", 1),
        ("diff a.txt again.txt --fail-on warning", 0),
        ("check a.txt --against b.txt", 1),
        ("check a.txt --against b.txt again.txt other.txt", 1),
        ("check a.txt --against b.txt --fail-on never", 0),
        ("check a.txt --against b.txt --exit-zero", 0),
        ("check a.txt --against again.txt", 0),
        ("check a.txt --against again.txt --fail-on warning", 0),
        ("check pair/a.txt --against pair", 1),
        // The level.
        ("report a.txt b.txt --rules warns --fail-on error", 0),
        ("report a.txt b.txt --rules warns --fail-on warning", 1),
        ("report a.txt b.txt --rules notes --fail-on warning", 0),
        ("report a.txt b.txt --rules notes --fail-on note", 1),
        ("check a.txt --against b.txt --rules warns", 0),
        ("check a.txt --against b.txt --rules warns --fail-on warning", 1),
        // Incomplete: it wins over findings, and is not excused.
        ("report a.txt b.txt missing.txt", 3),
        ("report a.txt b.txt missing.txt --fail-on error", 3),
        ("report a.txt b.txt missing.txt --fail-on error --exit-zero", 3),
        ("check a.txt --against b.txt missing.txt", 3),
        ("check missing.txt --against a.txt b.txt", 3),
        ("check other.txt --against a.txt b.txt", 3),
        ("check other.txt --against a.txt --exit-zero", 3),
        ("diff a.txt missing.txt", 3),
        ("report a.txt", 3),
        ("report a.txt a.txt", 3),
        ("report missing.txt empty.txt", 3),
        ("inputs a.txt missing.txt", 3),
        ("inputs a.txt", 0),
        ("extract --stage claims a.txt empty.txt", 3),
        ("extract --stage claims a.txt", 0),
        // Wrong usage and configuration.
        ("", 2),
        ("report", 2),
        ("reprot a.txt", 2),
        ("report a.txt b.txt --colour", 2),
        ("report a.txt b.txt --fail-on sometimes", 2),
        ("check a.txt", 2),
        ("check --against a.txt", 2),
        ("diff a.txt", 2),
        ("diff a.txt b.txt other.txt", 2),
        ("diff pair three", 2),
        ("extract a.txt", 2),
        ("extract a.txt --stage parse", 2),
        ("inputs a.txt -f pdf", 2),
        ("report a.txt b.txt -f pdf", 2),
        ("report a.txt b.txt -f json=no/such/folder/x.json", 2),
        ("report a.txt b.txt -f json=", 2),
        ("report a.txt b.txt --timezone Atlantis", 2),
        ("report a.txt b.txt --outlet Courier", 2),
        ("report a.txt b.txt --outlet c.txt=Courier", 2),
        ("report a.txt b.txt --published a.txt=noon", 2),
        ("report a.txt b.txt --rules nowhere", 2),
        ("report listed b.txt", 2),
        ("report listed b.txt --exit-zero", 2),
        // What is asked for is no fault.
        ("--help", 0),
        ("report --help", 0),
        ("--version", 0),
    ];
    for (line, status) in rows {
        let args: Vec<&str> = line.split(' ').filter(|a| !a.is_empty()).collect();
        let ran = crosscheck(desk.path(), &args);
        assert_eq!(ran.status, *status, "crosscheck {line}\n{ran:?}");
        if *status >= 2 {
            assert!(!ran.stderr.trim().is_empty(), "crosscheck {line}: nothing says why");
        }
        if *status == 2 {
            assert_eq!(ran.text(), "", "crosscheck {line}: a report that cannot be what was asked for");
        }
    }
}

#[test]
fn one_bad_input_is_told_and_leaves_the_report_of_the_others() {
    let desk = desk();
    let whole = crosscheck(desk.path(), &["report", "-f", "json", "a.txt", "b.txt"]).json();
    assert!(count(&whole, "errors") >= 1, "{whole:#}");
    for bad in ["missing.txt", "empty.txt", "blank.txt", "binary.txt", "talks.docx", "nowhere/at/all.txt"] {
        for args in [["a.txt", "b.txt", bad], [bad, "a.txt", "b.txt"]] {
            let ran = crosscheck(desk.path(), &[&["report", "-f", "json"][..], &args].concat());
            assert_eq!(ran.status, 3, "{bad}: {ran:?}");
            let (json, not_read) = (ran.json(), ran.json()["not_read"].clone());
            assert_eq!(json["findings"], whole["findings"], "{bad}");
            let not_read = not_read.as_array().expect("a list");
            assert!(
                not_read.len() == 1 && not_read[0]["file"] == bad && not_read[0]["incomplete"] == true,
                "{not_read:?}"
            );
            let told = ran.stderr.lines().find(|l| l.contains(bad)).unwrap_or_else(|| panic!("{bad}: {ran:?}"));
            assert!(told.split_once("; ").is_some_and(|(_, remedy)| remedy.len() > 5), "no remedy: {told}");
        }
        let text = crosscheck(desk.path(), &["report", "a.txt", "b.txt", bad]);
        assert!(text.text().contains(bad), "the report does not say that {bad} is not in it:\n{text:?}");
        let check = crosscheck(desk.path(), &["check", "a.txt", "-f", "json", "--against", "b.txt", bad]);
        assert_eq!((check.status, count(&check.json(), "errors") >= 1), (3, true), "{bad}");
    }
}

#[test]
fn an_error_names_what_was_typed_and_what_to_do() {
    let desk = desk();
    for (args, names) in [
        (&["-f", "pdf"][..], "pdf"),
        (&["--timezone", "Atlantis"], "Atlantis"),
        (&["--published", "a.txt=noon"], "noon"),
        (&["--outlet", "Courier"], "Courier"),
        (&["--outlet", "c.txt=Courier"], "c.txt"),
        (&["-o", "no/such/folder/x.txt"], "no/such/folder/x.txt"),
        (&["listed"], "listed/sources.toml:3"),
    ] {
        let ran = crosscheck(desk.path(), &[&["report", "a.txt", "b.txt"], args].concat());
        let told = ran.stderr.lines().find(|l| l.contains(names)).unwrap_or_else(|| panic!("{args:?}: {ran:?}"));
        assert!(told.split_once("; ").is_some_and(|(_, remedy)| remedy.len() > 5), "no remedy: {told}");
    }
}

/// The files of a folder, sorted.
fn files(folder: &Path) -> BTreeSet<String> {
    let entries = fs::read_dir(folder).expect("readable").map(|e| e.expect("readable").file_name());
    entries.map(|name| name.to_string_lossy().into_owned()).collect()
}

#[test]
fn each_format_goes_where_it_is_sent() {
    let desk = desk();
    let run = |args: &[&str]| crosscheck(desk.path(), &[&["report", "a.txt", "b.txt"], args].concat());
    let file = |name: &str| fs::read(desk.path().join(name)).unwrap_or_else(|e| panic!("{name}: {e}"));
    let (text, json) = (run(&[]).stdout, run(&["-f", "json"]).stdout);
    assert!(text.len() > 100 && json.len() > 100 && text != json);
    assert_eq!(run(&["--format", "text"]).stdout, text, "text is what is printed when nothing is said");
    let before = files(desk.path());

    let both = run(&["-f", "json=report.json", "-f", "text"]);
    assert_eq!((both.status, &both.stdout, file("report.json")), (0, &text, json.clone()), "{both:?}");
    let output = run(&["-o", "report.txt"]);
    assert_eq!((output.status, output.text(), file("report.txt")), (0, "", text.clone()));
    let first = run(&["-f", "json", "-f", "text", "-o", "first.json"]);
    assert_eq!((&first.stdout, file("first.json")), (&text, json.clone()), "-o is for the first format");
    let two = run(&["-f", "text=two.txt", "-f", "json=two.json"]);
    assert_eq!((two.text(), file("two.txt"), file("two.json")), ("", text.clone(), json.clone()));
    write(desk.path(), "old.json", "longer than any report ".repeat(9999));
    assert_eq!((run(&["-f", "json=old.json"]).status, file("old.json")), (0, json), "the old report is gone");

    assert_eq!(run(&["-f", "json=good.json", "-f", "pdf=bad.pdf"]).status, 2);
    let made = files(desk.path()).difference(&before).cloned().collect::<Vec<_>>();
    let expected = ["first.json", "old.json", "report.json", "report.txt", "two.json", "two.txt"];
    assert_eq!(made, expected, "nothing is left beside the reports, and no half of what was asked for is written");
}

#[test]
fn a_report_into_a_folder_that_is_not_there_leaves_nothing_behind() {
    let desk = desk();
    fs::create_dir(desk.path().join("taken.json")).expect("writable");
    let before = files(desk.path());
    for target in ["taken.json", "no/such/x.json"] {
        let ran = crosscheck(desk.path(), &["report", "a.txt", "b.txt", "-f", &format!("json={target}")]);
        assert_eq!(ran.status, 2, "{ran:?}");
        assert!(ran.stderr.contains(target), "{ran:?}");
    }
    assert_eq!(files(desk.path()), before);
}

#[test]
fn no_escape_bytes_go_where_no_terminal_is() {
    let desk = desk();
    for command in ["report a.txt b.txt", "diff a.txt b.txt", "check a.txt --against b.txt", "report gone.txt a.txt"] {
        let args: Vec<&str> = command.split(' ').collect();
        for variables in [&[][..], &[("NO_COLOR", "1")], &[("TERM", "xterm-256color"), ("COLORTERM", "truecolor")]] {
            let ran = crosscheck_in(desk.path(), &args, variables);
            assert!(!ran.stdout.is_empty() && !ran.stdout.contains(&0x1b), "{command} {variables:?}\n{ran:?}");
            assert!(!ran.stderr.contains('\u{1b}'), "{command} {variables:?}\n{ran:?}");
        }
        crosscheck_in(desk.path(), &[&args[..], &["-o", "out.txt"]].concat(), &[("CLICOLOR_FORCE", "1")]);
        assert!(
            !fs::read(desk.path().join("out.txt")).expect("written").contains(&0x1b),
            "{command}: a file is no terminal"
        );
    }
}

/// ESC and BEL, the one-byte CSI of the C1 set, DEL, a carriage return, and a mark that turns the direction of writing.
const HOSTILE: &str = "\u{1b}[31m\u{7}\u{9b}2J\u{7f}\r\u{202e}";

#[test]
fn control_characters_of_a_source_reach_no_terminal() {
    let a =
        format!("{HOSTILE}The grain talks between Moldova and Georgia will be held in Ankara{HOSTILE} on Friday.\n");
    let b =
        format!("The grain {HOSTILE} talks between Moldova and Georgia will be held in Istanbul on{HOSTILE} Friday.\n");
    let list =
        "[[source]]\nfile = \"a.txt\"\noutlet = \"Cou\\u001b[31mrier\\u009b\\u007f\"\n[[source]]\nfile = \"b.txt\"\n";
    let folder =
        folder(&[("a.txt", a.as_str()), ("b.txt", &b), ("\u{1b}[31m\u{9b}c.txt", ANKARA), ("sources.toml", list)]);
    let odd = "\u{1b}[31m\u{9b}c.txt";
    for args in [
        &["report", "a.txt", "b.txt", odd][..],
        &["report", "a.txt", "b.txt", odd, "-f", "json"],
        &["diff", "a.txt", "b.txt"],
        &["diff", "a.txt", "b.txt", "-f", "json"],
        &["check", "a.txt", "--against", "b.txt", odd],
        &["report", "a.txt", "b.txt", "\u{1b}[31m\u{9b}missing.txt"],
        &["inputs", "a.txt", "b.txt", odd],
        &["inputs", "a.txt", "b.txt", odd, "-f", "json"],
        &["extract", "--stage", "mentions", "a.txt", "b.txt", odd],
        &["extract", "--stage", "frames", "a.txt", "b.txt", odd],
        &["extract", "--stage", "claims", "a.txt", "b.txt", odd],
        &["extract", "--stage", "text", "a.txt", "b.txt", odd],
        &["extract", "--stage", "syntax", "a.txt", "b.txt", odd],
        &["extract", "--stage", "syntax", "-f", "json", "a.txt", "b.txt", odd],
    ] {
        let ran = crosscheck(folder.path(), args);
        assert!(!ran.stdout.is_empty(), "{args:?}: {ran:?}");
        let json = args.contains(&"json");
        for (stream, text) in [("stdout", ran.text()), ("stderr", &ran.stderr)] {
            // JSON holds the words as they are; what could drive a terminal is escaped there, and letters are not.
            let harmful = |c: char| c.is_control() && c != '\n' || (c == '\u{202e}' && !json && args[0] != "extract");
            let found = text.lines().find(|l| l.contains(harmful));
            assert_eq!(found, None, "{args:?}: {stream}");
        }
    }
}

/// Checks every `{start, end, text}` of the JSON against the bytes of its file, and counts them.
fn check_spans(value: &Value, path: Option<&str>, folder: &Path) -> usize {
    let path = value["path"].as_str().or(path);
    let mut checked = 0;
    if let (Some(start), Some(end), Some(text)) =
        (value["start"].as_u64(), value["end"].as_u64(), value["text"].as_str())
    {
        let path = path.expect("a span belongs to a file");
        let bytes = fs::read(folder.join(path)).unwrap_or_else(|e| panic!("{path}: {e}"));
        let (start, end) = (usize::try_from(start).expect("small"), usize::try_from(end).expect("small"));
        let words = bytes.get(start..end).unwrap_or_else(|| panic!("{path}: {start}..{end} of {}", bytes.len()));
        assert_eq!(String::from_utf8_lossy(words), text, "{path}: {start}..{end}");
        checked += 1;
        if let Some(sentence) = value.get("sentence") {
            let (from, to) = (sentence["start"].as_u64().expect("a place"), sentence["end"].as_u64().expect("a place"));
            assert!(from <= start as u64 && end as u64 <= to, "evidence is a sentence at most: {value:#}");
            let before = String::from_utf8_lossy(&bytes[..end]).into_owned();
            let line = value["line"].as_u64().expect("a line");
            assert!(
                line >= 1 && line <= before.lines().count() as u64 && value["column"].as_u64() >= Some(1),
                "{value:#}"
            );
        }
    }
    match value {
        Value::Array(rows) => checked += rows.iter().map(|row| check_spans(row, path, folder)).sum::<usize>(),
        Value::Object(rows) if rows.contains_key("passages") => {
            let of = |side: usize| rows["passages"][side]["path"].as_str();
            checked += check_spans(&rows["passages"], path, folder);
            for change in rows["changes"].as_array().expect("a list") {
                checked += check_spans(&change["left"], of(0), folder) + check_spans(&change["right"], of(1), folder);
            }
        }
        Value::Object(rows) => checked += rows.values().map(|row| check_spans(row, path, folder)).sum::<usize>(),
        _ => {}
    }
    checked
}

#[test]
fn evidence_is_the_bytes_of_its_file() {
    let front = "---\noutlet: The Courier\n---\n\n# Talks *begin*\n\nThe **grain talks** between Moldova and Georgia 🚢 will be held in \
                 [Ankara](https://example.org/x) on Friday.\n\nThe navy captured 26 Somali pirates “at sea” on Thursday.\n";
    let folder = folder(&[
        (
            "bom.txt",
            "\u{feff}😀 The grain talks between Moldova and Georgia will be held in Istanbul on Friday.\r\n\r\nThe navy captured 36 Somali pirates at sea on Thursday.\r\n",
        ),
        ("clip.md", front),
        (
            "header.txt",
            "Outlet: The Herald\nPublished: 2031-05-15\n\nİstanbul’da — Türkiye — the grain talks between Moldova and Georgia were held in İzmir. The navy captured 36 Somali pirates at sea on Thursday.\n",
        ),
    ]);
    for command in
        ["report bom.txt clip.md header.txt", "check clip.md --against bom.txt header.txt", "diff bom.txt clip.md"]
    {
        let args: Vec<&str> = command.split(' ').chain(["-f", "json"]).collect();
        let json = crosscheck(folder.path(), &args).json();
        assert!(count(&json, "errors") >= 1, "{command}: {json:#}");
        assert!(check_spans(&json, None, folder.path()) >= 12, "{command}: {json:#}");
    }
    for story in common::stories() {
        let json = crosscheck(&story, &["report", ".", "-f", "json"]).json();
        assert!(check_spans(&json, None, &story) >= 40, "{}", story.display());
    }
}

#[test]
fn each_stage_is_printed_an_object_a_line() {
    let keys: &[(&str, &[&str])] = &[
        ("mentions", &["path", "kind", "start", "end", "text", "value"]),
        ("frames", &["path", "start", "end", "text", "predicate", "arguments"]),
        ("claims", &["path", "start", "end", "text", "slot", "subject", "value", "rule"]),
    ];
    for (stage, keys) in keys {
        let mut rows = 0;
        for story in common::stories() {
            let ran = crosscheck(&story, &["extract", ".", "--stage", stage]);
            assert_eq!((ran.status, ran.stderr.as_str()), (0, ""), "{stage}");
            let mut paths = Vec::new();
            for row in ran.json_lines() {
                assert!(keys.iter().all(|k| row.get(k).is_some_and(|v| !v.is_null())), "{stage}: {row}");
                assert_eq!(check_spans(&row, None, &story), 1, "{row}");
                paths.push(row["path"].as_str().expect("a path").to_owned());
                rows += 1;
            }
            assert!(paths.is_sorted(), "{stage}: source after source");
        }
        assert!(rows >= 40, "{stage}: {rows} lines");
    }
}

#[test]
fn the_syntax_of_a_sentence_is_a_table_or_an_object() {
    let folder = folder(&[("a.txt", "The grain talks were held in Ankara.\n\nMira Tol resigned.\n")]);
    let table = crosscheck(folder.path(), &["extract", "a.txt", "--stage", "syntax"]);
    let rows: Vec<Vec<&str>> = table.text().lines().map(|line| line.split_whitespace().collect()).collect();
    assert_eq!(rows[0][..3], ["a.txt:", "The", "grain"]);
    assert_eq!(rows[5], ["5", "held", "hold", "VERB", "root", "-"]);
    assert_eq!(rows[7], ["7", "Ankara", "Ankara", "PROPN", "obl", "5", "held", "place"]);
    let objects = crosscheck(folder.path(), &["extract", "a.txt", "--stage", "syntax", "-f", "json"]).json_lines();
    assert_eq!(objects.len(), 2);
    for row in &objects {
        assert_eq!(check_spans(row, None, folder.path()), 1, "{row}");
    }
    let talks = &objects[0]["words"][2];
    assert_eq!((&talks["relation"], &talks["head"]), (&Value::from("nsubj:pass"), &Value::from(5)));
    assert_eq!(objects[0]["words"][4]["head"], Value::Null);
}

#[test]
fn the_text_stage_prints_words_and_no_markup() {
    let ran = crosscheck(&common::root().join("fixtures/documents"), &["extract", "--stage", "text", "clipped.md"]);
    assert_eq!((ran.status, ran.stderr.as_str()), (0, ""));
    assert!(ran.text().contains("The ferry talks ended in Turku on Tuesday,"), "{ran:?}");
    for markup in ["*", "#", "](", "http", "<em>", "sitename"] {
        assert!(!ran.text().contains(markup), "{markup:?} in {ran:?}");
    }
}

#[test]
fn inputs_says_what_is_known_and_from_where() {
    let list = "[[source]]\nfile = \"a.txt\"\noutlet = \"The Courier\"\npublished = \"2031-05-15T13:00:00+01:00\"\ntimezone = \"Europe/London\"\n\
                [[source]]\nfile = \"b.txt\"\n";
    let folder = folder(&[("sources.toml", list), ("a.txt", ANKARA), ("b.txt", ISTANBUL)]);
    let json = crosscheck(folder.path(), &["inputs", ".", "-f", "json"]).json();
    let rows = json.as_object().expect("an object keyed by source").clone();
    assert_eq!(rows.keys().collect::<Vec<_>>(), ["a.txt", "b.txt"]);
    for (id, row) in &rows {
        for key in [
            "outlet",
            "published",
            "updated",
            "headline",
            "body",
            "language",
            "status",
            "embargo",
            "format",
            "timezone",
        ] {
            assert!(row.get(key).is_some(), "{id}: no {key}");
        }
        for (key, from) in row["origins"].as_object().expect("origins") {
            assert!(!row[key].is_null() && from.is_string(), "{id}: {key}");
        }
    }
    assert_eq!(
        (&rows["a.txt"]["outlet"], &rows["a.txt"]["origins"]["published"]),
        (&"The Courier".into(), &"sources.toml".into())
    );
    assert!(rows["a.txt"]["published"].as_str().is_some_and(|p| p.starts_with("2031-05-15T13:00")));
    assert_eq!(rows["b.txt"]["published"], Value::Null, "never the time of the file");
    assert_eq!(rows["a.txt"]["body"], ANKARA);

    let ran = crosscheck(folder.path(), &["inputs", ".", "--outlet", "b.txt=The Herald"]);
    let a = ran.text().split("b.txt").next().expect("a.txt first");
    for said in ["a.txt", "The Courier", "sources.toml", "2031-05-15T13:00", "Europe/London"] {
        assert!(a.contains(said), "{said:?} in {a}");
    }
    assert!(ran.text().contains("The Herald") && ran.text().contains("unknown"), "{ran:?}");
}

/// The numbers in the last line of a text report.
fn numbers(ran: &Ran) -> Vec<u64> {
    let last = ran.text().lines().last().unwrap_or_default();
    last.split(|c: char| !c.is_ascii_digit()).filter_map(|n| n.parse().ok()).collect()
}

#[test]
fn the_last_line_says_what_was_compared() {
    let desk = desk();
    let story = common::root().join("fixtures/stories/ankara-or-istanbul");
    for (folder, command) in [
        (desk.path(), "report a.txt b.txt other.txt"),
        (desk.path(), "check a.txt --against b.txt again.txt"),
        (desk.path(), "diff a.txt b.txt"),
        (desk.path(), "report a.txt missing.txt"),
        (&story, "report ."),
        (&story, "check albion-courier.txt --against meridian.txt tidewater-live.txt"),
    ] {
        let args: Vec<&str> = command.split(' ').collect();
        let summary = crosscheck(folder, &[&args[..], &["-f", "json"]].concat()).json()["summary"].clone();
        let expected: Vec<u64> = ["claims", "sources", "errors", "warnings", "notes"]
            .iter()
            .map(|k| summary[k].as_u64().expect("a number"))
            .collect();
        assert_eq!(numbers(&crosscheck(folder, &args)), expected, "{command}");
    }
}

#[test]
fn check_says_what_became_of_each_claim_of_the_draft() {
    let desk = desk();
    write(desk.path(), "draft.txt", format!("{ANKARA}\nThe navy captured 26 Somali pirates on Thursday.\n"));
    for (against, place) in [("b.txt", "contradicted"), ("again.txt", "confirmed")] {
        let args = ["check", "draft.txt", "--against", against];
        let json = crosscheck(desk.path(), &[&args[..], &["-f", "json"]].concat()).json();
        let rows = json["draft"].as_array().expect("a list");
        let status = |words: &str| {
            let row = rows.iter().find(|r| r["evidence"]["text"].as_str().is_some_and(|t| t.contains(words)));
            row.unwrap_or_else(|| panic!("{words}: {json:#}"))["status"].as_str()
        };
        assert_eq!((status("Ankara"), status("captured")), (Some(place), Some("only_here")), "{against}");
        assert!(rows.iter().all(|r| r["evidence"]["path"] == "draft.txt"), "only the draft's claims");
        let text = crosscheck(desk.path(), &args);
        assert!(text.text().contains(place), "{text:?}");
    }
    assert!(crosscheck(desk.path(), &["report", "a.txt", "b.txt", "-f", "json"]).json().get("draft").is_none());
    // What two sources dispute between themselves is not the draft's affair.
    write(desk.path(), "ships.txt", "The patrol ship Aurora captured 26 Somali pirates in the Gulf of Aden.\n");
    write(desk.path(), "more-ships.txt", "The Aurora captured 26 Somali pirates in the Gulf of Aden.\n");
    let ran = crosscheck(desk.path(), &["check", "ships.txt", "--against", "a.txt", "b.txt", "more-ships.txt"]);
    assert_eq!((ran.status, numbers(&ran)[2]), (0, 0), "{ran:?}");
}

#[test]
fn a_folder_without_a_list_is_read_and_a_file_once() {
    let desk = desk();
    let ids = |ran: &Ran| -> Vec<String> {
        let json = ran.json();
        let rows = json["sources"].as_array().expect("a list").iter();
        rows.map(|s| s["id"].as_str().expect("an id").to_owned()).collect()
    };
    let run = |args: &[&str]| crosscheck(desk.path(), &[&["report", "-f", "json"], args].concat());
    let pair = run(&["pair"]);
    assert_eq!((pair.status, ids(&pair)), (0, vec!["pair/a.txt".to_owned(), "pair/b.txt".to_owned()]), "{pair:?}");
    assert!(count(&pair.json(), "errors") >= 1);
    let with_file = run(&["pair", "pair/a.txt"]);
    assert_eq!((with_file.status, ids(&with_file)), (0, ids(&pair)), "a file and its folder");
    assert_eq!(with_file.json()["findings"], pair.json()["findings"]);
    let twice = run(&["a.txt", "b.txt", "a.txt"]);
    assert_eq!(ids(&twice), ["a.txt", "b.txt"]);
    assert!(twice.stderr.contains("a.txt"), "a file that is named twice is told: {twice:?}");
    assert_eq!(twice.json()["findings"], run(&["a.txt", "b.txt"]).json()["findings"], "and is no second voice");
}

#[test]
fn a_reader_that_goes_away_is_no_fault() {
    let story = common::root().join("fixtures/stories/ankara-or-istanbul");
    let mut child = Command::new(env!("CARGO_BIN_EXE_crosscheck"))
        .args(["report", ".", "-f", "json"])
        .current_dir(story)
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program starts");
    drop(child.stdout.take());
    let out = child.wait_with_output().expect("it ends");
    assert_eq!((out.status.code(), String::from_utf8_lossy(&out.stderr).as_ref()), (Some(0), ""));
}

#[test]
fn a_page_and_a_wire_item_are_compared_and_their_evidence_is_in_the_text_taken_out_of_them() {
    let page = "<html lang=en><head><meta property=og:site_name content='The Post'></head><body><nav>Home</nav><article><h1>Grain talks</h1>\
                <p>The grain talks between Moldova &amp; Georgia will be <b>held</b> in Ankara. Nobody else is invited to them, the ministry said \
                in a long statement about the grain talks, which nobody at the port had expected to come so soon after the harvest.</p></article>";
    let wire = r#"{"uri": "urn:x:1", "infoSources": [{"name": "Dale Wire"}], "versionCreated": "2031-05-06T09:00Z",
        "bodies": [{"value": "<p>Istanbul will host the grain talks between Georgia and Moldova.</p>"}]}"#;
    let killed = wire.replace("\"uri\"", "\"pubStatus\": \"canceled\", \"uri\"");
    let folder = folder(&[("a.html", page), ("b.json", wire), ("c.json", &killed)]);
    let json = crosscheck(folder.path(), &["report", "a.html", "b.json", "c.json", "-f", "json"]).json();
    let texts = crosscheck(folder.path(), &["inputs", ".", "-f", "json"]).json();
    assert_eq!(texts["c.json"]["status"], "canceled", "shown, though not compared: {texts:#}");
    assert!(texts["c.json"]["not_compared"].is_string() && texts["a.html"]["not_compared"].is_null());
    let sides: Vec<&Value> = json["findings"][0]["sides"].as_array().expect("a finding").iter().collect();
    let evidence: Vec<&Value> = sides.iter().flat_map(|s| s["evidence"].as_array().expect("evidence")).collect();
    assert_eq!(evidence.len(), 2, "the item that was withdrawn speaks for nothing: {json:#}");
    for one in evidence {
        let text = texts[one["source"].as_str().expect("a source")]["text"].as_str().expect("its text");
        let offset = |key: &str| usize::try_from(one[key].as_u64().expect("an offset")).expect("small");
        assert_eq!(text.get(offset("start")..offset("end")), one["text"].as_str(), "{one:#}");
    }
}

#[test]
fn standard_input_has_the_name_and_the_format_it_is_given() {
    let folder = folder(&[("a.txt", ANKARA)]);
    let piped = |args: &[&str], bytes: &[u8]| {
        let mut child = Command::new(env!("CARGO_BIN_EXE_crosscheck"))
            .args(args)
            .current_dir(folder.path())
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .expect("the program starts");
        // A program that refuses its input early closes the pipe.
        let _ = child.stdin.take().expect("a pipe").write_all(bytes);
        let out = child.wait_with_output().expect("it ends");
        (out.status.code(), String::from_utf8(out.stdout).expect("UTF-8"))
    };
    let (status, report) = piped(&["report", "-", "a.txt"], ISTANBUL.as_bytes());
    assert!(status == Some(0) && report.contains("1 error"), "{report}");
    let page = format!("<html><body><script>x</script><p>{ISTANBUL}</p>");
    let (_, report) = piped(&["report", "-", "a.txt", "--stdin-filename", "live/page.html"], page.as_bytes());
    assert!(report.contains("live/page.html:1:1"), "{report}");
    let (status, _) = piped(&["inputs", "-", "--stdin-filename", "x.docx"], b"no document");
    assert_eq!(status, Some(3));
}
