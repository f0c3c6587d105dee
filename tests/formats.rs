//! The formats for engineers' tools: what each tool demands of them, on every story and on texts that try to break them.

mod common;

use std::{fs, path::Path};

use common::{crosscheck, folder};
use serde_json::Value;
use tempfile::TempDir;

const ALL: [&str; 9] = ["text", "markdown", "json", "jsonl", "sarif", "junit", "github", "csv", "csv-matrix"];

/// Emoji and hostile words in front of what differs, names of files that are hard to write, and a page that has no lines.
fn desk() -> TempDir {
    folder(&[
        (
            "a b%,:.txt",
            "outlet: =Courier, [x](http://example.com) {0} %0A::error::\n\n\
            Ahoy 🛳️😀 é! The grain talks between Moldova and Georgia will be held in Ankara.\n",
        ),
        (
            "b.txt",
            "outlet: Lantern\n\n]]> <b> & \"q\" 😀😀. Istanbul will host the grain talks between Georgia and Moldova.\n",
        ),
        (
            "wires/c.html",
            "<html><body><article><p>The grain talks between Moldova and Georgia will be held in Ankara. \
            The ferry has a new coat of paint, and the cook is glad of it.</p></article></body></html>",
        ),
    ])
}

fn run(folder: &Path, args: &str) -> common::Ran {
    crosscheck(folder, &args.split(' ').collect::<Vec<_>>())
}

#[test]
fn sarif_is_as_its_schema_says() {
    let schema = fs::read_to_string(common::root().join("tests/schemas/sarif-2.1.0.json")).expect("it is there");
    let schema: Value = serde_json::from_str(&schema).expect("JSON");
    let validator = jsonschema::draft202012::new(&schema).expect("a schema");
    let mut folders = common::stories();
    let desk = desk();
    folders.push(desk.path().to_owned());
    let mut results = 0;
    for folder in folders {
        let log = run(&folder, "report . -f sarif").json();
        let errors: Vec<String> = validator.iter_errors(&log).map(|e| format!("{}: {e}", e.instance_path())).collect();
        assert!(errors.is_empty(), "{}: {errors:#?}", folder.display());
        let one = &log["runs"][0];
        let rules = one["tool"]["driver"]["rules"].as_array().expect("rules");
        for result in one["results"].as_array().expect("results") {
            results += 1;
            let rule = &rules[result["ruleIndex"].as_u64().expect("an index") as usize];
            assert_eq!(rule["id"], result["ruleId"]);
            assert_ne!(
                rule["shortDescription"]["text"], "A disagreement between sources.",
                "{rule}: no words of its own"
            );
            assert!(rule["help"]["text"].as_str().is_some_and(|text| !text.is_empty()), "GitHub wants a help text");
            let uri = result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"].as_str().expect("a path");
            assert!(!uri.starts_with('/') && !uri.contains(":/") && !uri.starts_with('.'), "not relative: {uri}");
            let text = result["message"]["text"].as_str().expect("a text");
            for place in result["relatedLocations"].as_array().expect("the other side") {
                assert!(text.contains(&format!("]({}).", place["id"])), "no link to {} in {text}", place["id"]);
            }
        }
    }
    assert!(results > 10, "{results}");
}

#[test]
fn sarif_counts_code_points_and_names_files_as_addresses() {
    let desk = desk();
    let log = run(desk.path(), "report . -f sarif").json();
    assert_eq!(log["runs"][0]["columnKind"], "unicodeCodePoints");
    let result = &log["runs"][0]["results"][0];
    let of_courier = |place: &Value| place["physicalLocation"]["artifactLocation"]["uri"] == "a%20b%25%2C%3A.txt";
    let places = [result["locations"].as_array(), result["relatedLocations"].as_array()];
    let place = places.into_iter().flatten().flatten().find(|p| of_courier(p)).expect("one of the Courier");
    let region = &place["physicalLocation"]["region"];
    let text = fs::read_to_string(desk.path().join("a b%,:.txt")).expect("it is there");
    let line = text.lines().nth(region["startLine"].as_u64().expect("a line") as usize - 1).expect("that line");
    let (start, end) = (region["startColumn"].as_u64().expect("a"), region["endColumn"].as_u64().expect("b"));
    let words: String = line.chars().skip(start as usize - 1).take((end - start) as usize).collect();
    assert_eq!((words.as_str(), &region["snippet"]["text"]), ("Ankara", &Value::from("Ankara")));
    // Nothing of a source is a link or a place for an argument.
    let text = result["message"]["text"].as_str().expect("a text");
    assert!(text.contains("\\[x\\](http://example.com) {{0}}"), "{text}");
    let id = result["partialFingerprints"]["crosscheckFinding/v1"].clone();
    assert_eq!(id, run(desk.path(), "report . -f json").json()["findings"][0]["id"]);
    // A page has no lines of its own.
    let page = |place: &Value| place["physicalLocation"]["artifactLocation"]["uri"] == "wires/c.html";
    let places = [result["locations"].as_array(), result["relatedLocations"].as_array()];
    let page = places.into_iter().flatten().flatten().find(|p| page(p)).expect("one of the page");
    assert_eq!(page["physicalLocation"]["region"], serde_json::json!({ "startLine": 1 }));
}

#[test]
fn junit_has_a_case_for_each_fact_and_a_failure_for_each_error() {
    for folder in common::stories().iter().map(std::path::PathBuf::as_path).chain([desk().path()]) {
        let json = run(folder, "report . -f json").json();
        let ran = run(folder, "report . -f junit");
        let doc = roxmltree::Document::parse(ran.text()).unwrap_or_else(|e| panic!("{e}: {}", ran.text()));
        let count = |name: &str| doc.descendants().filter(|n| n.has_tag_name(name)).count() as u64;
        assert_eq!(count("failure"), json["summary"]["errors"].as_u64().expect("a number"));
        let suites = doc.root_element();
        assert_eq!(suites.attribute("tests"), Some(count("testcase").to_string().as_str()));
        assert_eq!(suites.attribute("failures"), Some(count("failure").to_string().as_str()));
        let facts = json["facts"].as_array().expect("facts").iter();
        let compared = facts.filter(|f| f["claims"].as_array().is_some_and(|c| c.len() > 1)).count() as u64;
        assert!(count("testcase") >= compared, "{compared} facts were compared");
        let names: std::collections::BTreeSet<_> =
            doc.descendants().filter_map(|n| n.attribute("name").filter(|_| n.has_tag_name("testcase"))).collect();
        assert_eq!(names.len() as u64, count("testcase"), "two cases of one name are taken for one");
    }
    let ran = run(desk().path(), "report b.txt missing.txt -f junit");
    assert!(ran.text().contains("<error message=\"missing.txt: there is no such file"), "{ran:?}");
}

#[test]
fn github_gets_ten_annotations_of_a_level_and_the_number_of_the_rest() {
    let places = ["Lisbon", "Madrid"];
    let text = |n: usize| {
        let names = [
            "Dumitru", "Ilinca", "Archil", "Nana", "Irakli", "Orhan", "Tarik", "Cornelia", "Grigore", "Ana", "Bela",
            "Cyril",
        ];
        let lines =
            names.iter().enumerate().map(|(at, name)| format!("{name} Ciolan{at}, {}, spoke.\n\n", 30 + at + n * 20));
        format!("{} was quiet.\n\n{}", places[n], lines.collect::<String>())
    };
    let desk = folder(&[("a.txt", text(0)), ("b.txt", text(1))]);
    let errors = run(desk.path(), "report . -f json").json()["summary"]["errors"].as_u64().expect("a number");
    assert!(errors > 10, "{errors}");
    let ran = run(desk.path(), "report . -f github");
    let annotations = ran.text().lines().filter(|line| line.starts_with("::error ")).count();
    assert_eq!(annotations, 10);
    assert_eq!(ran.text().lines().last(), Some(format!("and {} more in the full report", errors - 10).as_str()));
}

#[test]
fn no_word_of_a_source_is_a_command_of_a_workflow() {
    let desk = desk();
    let ran = run(desk.path(), "report . -f github");
    let commands: Vec<&str> = ran.text().lines().filter(|line| line.contains("::")).collect();
    assert_eq!(commands.len(), 1, "{ran:?}");
    let (head, message) = commands[0].split_once("::error ").and_then(|(_, rest)| rest.split_once("::")).expect("one");
    assert!(message.contains("%250A::error::") && message.contains("%0A"), "{message}");
    assert!(head.starts_with("file=b.txt,line=3,endLine=3,col=") && head.contains(",title=place%3A "), "{head}");
    let text = fs::read_to_string(desk.path().join("b.txt")).expect("it is there");
    let before = text.lines().nth(2).and_then(|line| line.split("Istanbul").next()).expect("it stands there");
    assert!(head.contains(&format!(",col={},", before.chars().count() + 1)), "{head}");
}

/// A reader of RFC 4180, so that the test does not believe what it tests.
fn cells(text: &str) -> Vec<Vec<String>> {
    let (mut rows, mut row, mut cell, mut quoted) = (Vec::new(), Vec::new(), String::new(), false);
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '"' if quoted && chars.peek() == Some(&'"') => cell.extend(chars.next()),
            '"' => quoted = !quoted,
            ',' if !quoted => row.push(std::mem::take(&mut cell)),
            '\r' if !quoted => {}
            '\n' if !quoted => {
                row.push(std::mem::take(&mut cell));
                rows.push(std::mem::take(&mut row));
            }
            _ => cell.push(c),
        }
    }
    rows
}

#[test]
fn tables_open_in_a_spreadsheet_without_running_anything() {
    for folder in common::stories().iter().map(std::path::PathBuf::as_path).chain([desk().path()]) {
        let json = run(folder, "report . -f json").json();
        for format in ["csv", "csv-matrix"] {
            let ran = run(folder, &format!("report . -f {format}"));
            let text = ran.text().strip_prefix('\u{feff}').expect("the mark of UTF-8");
            let rows = cells(text);
            assert!(rows.iter().all(|row| row.len() == rows[0].len()), "{format}: rows of unequal length");
            for cell in rows.iter().flatten() {
                let first = cell.trim_start().chars().next();
                assert!(!matches!(first, Some('=' | '+' | '-' | '@')) && !cell.starts_with(['\t', '\r']), "{cell}");
            }
            let findings = json["findings"].as_array().expect("findings");
            let shown = |id: &str| rows.iter().any(|row| row.iter().any(|cell| cell == id));
            assert!(findings.iter().all(|f| shown(f["id"].as_str().expect("an id"))), "{format}: a finding is missing");
        }
    }
    let ran = run(desk().path(), "report . -f csv-matrix");
    let rows = cells(ran.text());
    let column = rows[0].iter().position(|name| name.starts_with("'=Courier")).expect("guarded, not lost");
    let talks = rows.iter().find(|row| row[2] == "conflict").expect("a conflict");
    assert_eq!(talks[column], "Ankara [differ]");
}

#[test]
fn json_lines_hold_what_the_json_report_holds() {
    for folder in common::stories() {
        let json = run(&folder, "report . -f json").json();
        let mut lines = run(&folder, "report . -f jsonl").json_lines();
        let last = lines.pop().expect("a summary");
        assert_eq!((&last["type"], &last["summary"]), (&Value::from("summary"), &json["summary"]));
        let findings: Vec<Value> = lines
            .into_iter()
            .map(|mut line| {
                assert_eq!(line.as_object_mut().and_then(|line| line.remove("type")), Some(Value::from("finding")));
                line
            })
            .collect();
        assert_eq!(Value::from(findings), json["findings"]);
    }
}

#[test]
fn all_formats_come_of_one_run_and_are_what_each_prints_alone() {
    let story = common::root().join("fixtures/stories/ankara-or-istanbul");
    let out = folder::<&str>(&[]);
    let target = |format: &str| out.path().join(format).to_string_lossy().into_owned();
    for job in ["report .", "check albion-courier.txt --against .", "diff meridian.txt albion-courier.txt"] {
        let mut args: Vec<String> = job.split(' ').map(str::to_owned).collect();
        for format in ALL {
            args.extend(["-f".to_owned(), format!("{format}={}", target(format))]);
        }
        let ran = crosscheck(&story, &args.iter().map(String::as_str).collect::<Vec<_>>());
        assert_eq!(ran.text(), "", "{ran:?}");
        for format in ALL {
            let alone = run(&story, &format!("{job} -f {format}"));
            assert!(!alone.stdout.is_empty(), "{job} -f {format}");
            assert!(alone.stdout == fs::read(target(format)).expect("written"), "{job} -f {format}");
        }
        assert_eq!(fs::read_dir(out.path()).expect("readable").count(), ALL.len(), "nothing half written is left");
    }
    // The list above has every format there is.
    let told = run(&story, "report . -f pdf").stderr;
    let known: Vec<&str> = told.split("use ").nth(1).expect("a remedy").trim().split([',', ' ']).collect();
    let known = known.into_iter().filter(|word| !word.is_empty() && *word != "or");
    assert!(known.clone().count() >= ALL.len() && ALL.iter().all(|f| known.clone().any(|k| k == *f)), "{told}");
}

#[test]
fn of_a_check_the_place_is_in_the_draft() {
    let story = common::root().join("fixtures/stories/ankara-or-istanbul");
    for draft in ["albion-courier.txt", "meridian.txt"] {
        let log = run(&story, &format!("check {draft} --against . -f sarif")).json();
        let results = log["runs"][0]["results"].as_array().expect("results").clone();
        assert!(!results.is_empty());
        for result in results {
            assert_eq!(result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"], draft);
        }
    }
}
