//! The filters of an archive: whatever reads, compares and prints, and in whatever order the lines come, the bytes are those of one process.

mod common;

use std::{fs, path::Path};

use common::{Ran, crosscheck, folder, root, stories};
use crosscheck::inputs::{self, Limits, Overrides, Record, records_of};
use serde_json::{Value, json};

const FORMATS: [&str; 10] =
    ["text", "markdown", "html", "json", "jsonl", "sarif", "junit", "github", "csv", "csv-matrix"];

/// The paths of the stories below the root of the package.
fn story_paths() -> Vec<String> {
    let below = |path: &Path| path.strip_prefix(root()).expect("below the root").to_string_lossy().into_owned();
    stories().iter().map(|path| below(path)).collect()
}

fn run(folder: &Path, line: &str) -> Ran {
    crosscheck(folder, &line.split(' ').collect::<Vec<_>>())
}

fn clean(ran: Ran) -> String {
    assert_eq!((ran.status, ran.stderr.as_str()), (0, ""), "{ran:?}");
    ran.text().to_owned()
}

fn sorted(lines: &str) -> String {
    let mut lines: Vec<&str> = lines.lines().collect();
    lines.sort_unstable();
    lines.iter().map(|line| format!("{line}\n")).collect()
}

/// The lines in another order, in which those of one key still stand together.
fn turned(lines: &str) -> String {
    let mut lines: Vec<&str> = lines.lines().collect();
    lines.sort_unstable();
    lines.reverse();
    lines.iter().map(|line| format!("{line}\n")).collect()
}

/// A document of an archive.
fn document(key: &str, id: &str, text: &str) -> Value {
    json!({ "key": key, "id": id, "text": text, "outlet": id, "published": "2031-05-15T13:00+01:00" })
}

const ANKARA: &str = "The grain talks between Moldova and Georgia will be held in Ankara.";
const ISTANBUL: &str = "Istanbul will host the grain talks between Georgia and Moldova.";

/// A folder with a file of these lines.
fn archive(lines: &[Value]) -> tempfile::TempDir {
    let lines: String = lines.iter().map(|line| format!("{line}\n")).collect();
    folder(&[("documents.jsonl", lines)])
}

const EXTRACT: &str = "extract --stage records --documents documents.jsonl";

#[test]
fn the_filters_make_the_bytes_of_one_process_in_every_format() {
    let desk = folder::<&str>(&[]);
    let paths = story_paths();
    let records = clean(run(root(), &format!("extract --stage records --bare {}", paths.join(" "))));
    assert!(records.lines().count() > 40, "the stories are gone");
    common::write(desk.path(), "records", sorted(&records));
    common::write(desk.path(), "turned", turned(&records));
    let at = |name: &str| desk.path().join(name).to_string_lossy().into_owned();
    let compared = clean(run(root(), &format!("compare {}", at("records"))));
    let again = clean(run(root(), &format!("compare {}", at("turned"))));
    assert_eq!(sorted(&compared), sorted(&again), "the order of the records matters");
    common::write(desk.path(), "compared", &compared);
    let args = |place: &dyn Fn(&str) -> String| -> String {
        FORMATS.iter().map(|format| format!(" -f {format}={}", at(&place(format)))).collect()
    };
    let all = args(&|format| format!("all-{{key}}.{format}"));
    clean(run(root(), &format!("render {}{all}", at("compared"))));
    for path in &paths {
        let name = path.replace('/', "%2F");
        let one = args(&|format| format!("one-{name}.{format}"));
        clean(run(root(), &format!("report {path}{one}")));
        for format in FORMATS {
            let read = |kind: &str| fs::read_to_string(at(&format!("{kind}-{name}.{format}"))).expect("it was written");
            assert!(read("one") == read("all"), "{path}: {format} differs");
        }
    }
}

/// What could not be read is told in the report of one process, and in that of the filters, in one order.
#[test]
fn what_cannot_be_read_is_told_alike() {
    let desk =
        folder(&[("s/a.txt", ANKARA), ("s/b.txt", ISTANBUL), ("s/z.txt", ""), ("s/c.json", "{"), ("s/odd.xyz", "x")]);
    let one = run(desk.path(), "report s -f json");
    let extract = run(desk.path(), "extract --stage records --keep-going s");
    common::write(desk.path(), "records", turned(&clean(extract)));
    common::write(desk.path(), "compared", clean(run(desk.path(), "compare records")));
    let filtered = run(desk.path(), "render compared -f json");
    assert_eq!((one.status, filtered.status), (3, 3), "{one:?}");
    assert_eq!(one.text(), filtered.text());
    assert_eq!(one.json()["not_read"].as_array().map(Vec::len), Some(3));
}

#[test]
fn an_archive_of_documents_is_compared_story_by_story() {
    let desk = archive(&[
        document("talks", "courier.txt", ANKARA),
        document("other", "courier.txt", ISTANBUL),
        document("talks", "lantern.html", &format!("<html><body><p>{ISTANBUL}</p></body></html>")),
    ]);
    let records = clean(run(desk.path(), EXTRACT));
    let rows: Vec<Value> = records.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect();
    assert_eq!(rows[0]["claims"][0]["value"], "Ankara", "{rows:#?}");
    assert_eq!(rows[0]["source"]["published"], json!({ "value": "2031-05-15T13:00:00+01:00", "from": "document" }));
    common::write(desk.path(), "records", sorted(&records));
    let found = run(desk.path(), "compare records --findings-only").json_lines();
    let sides = |row: &Value| -> Vec<String> {
        let sides = row["findings"][0]["sides"].as_array().cloned().unwrap_or_default();
        sides.iter().map(|side| side["value"].as_str().unwrap_or_default().to_owned()).collect()
    };
    assert_eq!(found.iter().map(|row| row["key"].as_str().unwrap_or_default()).collect::<Vec<_>>(), ["other", "talks"]);
    assert_eq!(sides(&found[1]), ["Ankara", "Istanbul"]);
    let reason = found[0]["not_read"][0]["reason"].as_str().unwrap_or_default();
    assert!(
        reason.starts_with("nothing to compare: 1 of the inputs"),
        "a single text is told, and no failure: {reason}"
    );
}

#[test]
fn a_bad_document_is_told_with_file_line_and_remedy_and_ends_in_failure() {
    for (line, what) in [
        ("{", "this is no document: EOF while parsing an object"),
        (r#"{"key":"talks","id":"b.txt"}"#, "this is no document: missing field `text`"),
        (r#"{"key":"talks","id":"b.txt","text":"x","publishd":"2031"}"#, "unknown field `publishd`"),
        (
            r#"{"key":"talks","id":"b.txt","text":"x","published":"Friday"}"#,
            "`published` is no time: Friday; write it as",
        ),
        (r#"{"key":"talks","id":"b.txt","text":"x","timezone":"BST"}"#, "unknown time zone: BST; use a name"),
        (r#"{"id":"b.txt","text":"x"}"#, "does not say which story it belongs to; give it a `key`, or"),
        (r#"{"key":"talks","id":"","text":"x"}"#, "the `id` of the document is empty; give it one"),
        (r#"{"key":"talks","id":"b.xyz","text":"x"}"#, "files that end in .xyz are not read; give a text"),
        (r#"{"key":"talks","id":"b.txt","text":" "}"#, "`b.txt`: the file is empty; save"),
    ] {
        let desk = folder(&[("documents.jsonl", format!("{}\n\n{line}\n", document("talks", "a.txt", ANKARA)))]);
        let ran = run(desk.path(), EXTRACT);
        assert_eq!(ran.status, 3, "{line}: {ran:?}");
        assert!(ran.stderr.starts_with("crosscheck: documents.jsonl:3: "), "{}", ran.stderr);
        assert!(ran.stderr.contains(what) && ran.stderr.contains("; "), "{line}: {}", ran.stderr);
        let rows = ran.json_lines();
        assert_eq!(rows[0]["source"]["id"], "a.txt", "the good one is still there");
        assert!(rows[1..].iter().all(|row| !row["left_out"].is_null()), "{line}: {ran:?}");
    }
}

#[test]
fn keep_going_writes_records_of_what_is_bad_and_the_report_says_so() {
    let good = [document("talks", "a.txt", ANKARA), document("talks", "b.txt", ISTANBUL)];
    let bad = json!({ "key": "talks", "id": "c.txt" });
    let desk = archive(&[bad.clone(), good[0].clone(), good[1].clone()]);
    let turned = archive(&[good[1].clone(), good[0].clone(), bad]);
    let compared = |desk: &Path| {
        let records = clean(run(desk, &format!("{EXTRACT} --keep-going")));
        common::write(desk, "records", sorted(&records));
        clean(run(desk, "compare records"))
    };
    let line = compared(desk.path());
    assert_eq!(line, compared(turned.path()), "the order of the documents matters");
    let row: Value = serde_json::from_str(&line).expect("JSON");
    assert_eq!(row["summary"]["errors"], 1, "the good ones are compared");
    let reason = row["not_read"][0]["reason"].as_str().unwrap_or_default();
    assert!(reason.starts_with("this is no document: missing field `text`"), "{row:#}");
    common::write(desk.path(), "compared", line);
    let ran = run(desk.path(), "render compared");
    assert_eq!(ran.status, 3, "a report that lacks a source is incomplete: {ran:?}");
}

#[test]
fn a_bad_record_costs_its_story_and_no_other() {
    let desk = archive(&[
        document("a", "1.txt", ANKARA),
        document("a", "2.txt", ISTANBUL),
        document("b", "1.txt", ANKARA),
        document("b", "2.txt", ISTANBUL),
    ]);
    let records = sorted(&clean(run(desk.path(), &format!("{EXTRACT} --bare"))));
    let lines: Vec<&str> = records.lines().collect();
    let spoilt = lines[3].replace("\"bytes\":63", "\"bytes\":-1");
    assert_ne!(spoilt, lines[3], "the line has a number to spoil");
    common::write(desk.path(), "records", format!("{}\n{}\n{}\n{spoilt}\n", lines[0], lines[1], lines[2]));
    let ran = run(desk.path(), "compare records");
    assert_eq!(ran.status, 3, "{ran:?}");
    assert!(ran.stderr.starts_with("crosscheck: records:4: this is no record: "), "{}", ran.stderr);
    assert!(ran.stderr.contains("; make it again with `crosscheck extract --stage records`"), "{}", ran.stderr);
    assert_eq!(ran.json_lines().iter().map(|row| &row["key"]).collect::<Vec<_>>(), ["a"]);
    let going = run(desk.path(), "compare records --keep-going");
    assert_eq!(going.status, 0, "{going:?}");
    let rows = going.json_lines();
    assert_eq!(rows[1]["not_read"][0]["incomplete"], true, "{:#}", rows[1]);
    // A line whose story nobody knows is told in a story without a key.
    common::write(desk.path(), "records", format!("{}\n{{\n{}\n", lines[0], lines[1]));
    let rows = run(desk.path(), "compare records --keep-going").json_lines();
    assert_eq!(rows.iter().map(|row| &row["key"]).collect::<Vec<_>>(), ["a", ""]);
    assert_eq!(rows[0]["summary"]["sources"], 2, "the bad line between them parts no story");
}

#[test]
fn records_that_do_not_stand_together_or_share_an_id_are_refused() {
    let desk = archive(&[
        document("a", "1.txt", ANKARA),
        document("b", "1.txt", ANKARA),
        document("a", "2.txt", ISTANBUL),
        document("a", "1.txt", ISTANBUL),
    ]);
    let records = clean(run(desk.path(), &format!("{EXTRACT} --bare")));
    let lines: Vec<&str> = records.lines().collect();
    common::write(desk.path(), "records", lines[..3].join("\n"));
    let ran = run(desk.path(), "compare records");
    assert_eq!(ran.status, 2, "{ran:?}");
    assert!(
        ran.stderr.contains("records:3: the records of the story `a` do not stand together; sort"),
        "{}",
        ran.stderr
    );
    common::write(desk.path(), "records", [lines[0], lines[2], lines[3]].join("\n"));
    let ran = run(desk.path(), "compare records");
    assert_eq!(ran.status, 3, "{ran:?}");
    assert!(
        ran.stderr.contains("the story `a`: two records of one story have the id `1.txt` and differ"),
        "{}",
        ran.stderr
    );
    // A line that a cluster delivered twice is one.
    common::write(desk.path(), "records", [lines[0], lines[2], lines[0]].join("\n"));
    let rows = run(desk.path(), "compare records").json_lines();
    assert_eq!(rows[0]["summary"]["sources"], 2);
}

#[test]
fn the_newest_version_is_chosen_when_the_story_is_put_together() {
    let version = |id: &str, number: &str, text: &str| {
        let mut row = document("talks", id, text);
        (row["version"], row["item"], row["outlet"]) = (json!(number), json!("urn:talks"), json!("Agency"));
        row
    };
    let rows = [
        version("new.txt", "2", ISTANBUL),
        document("talks", "courier.txt", ANKARA),
        version("old.txt", "1", "The grain talks between Moldova and Georgia will be held in Izmir."),
    ];
    let mut all = Vec::new();
    for order in [[0, 1, 2], [2, 0, 1], [1, 2, 0]] {
        let desk = archive(&order.map(|at| rows[at].clone()));
        common::write(desk.path(), "records", clean(run(desk.path(), EXTRACT)));
        let row = run(desk.path(), "compare records").json();
        assert_eq!(row["summary"]["sources"], 2, "{row:#}");
        all.push(row);
    }
    assert!(all.windows(2).all(|pair| pair[0] == pair[1]), "the order of the versions matters");
}

#[test]
fn a_report_is_made_of_what_was_compared_and_of_nothing_else() {
    let desk = archive(&[document("a", "1.txt", ANKARA), document("a", "2.txt", ISTANBUL)]);
    common::write(desk.path(), "records", clean(run(desk.path(), EXTRACT)));
    let line = clean(run(desk.path(), "compare records"));
    common::write(desk.path(), "compared", &line);
    let ran = run(desk.path(), "render compared --fail-on error");
    assert_eq!(ran.status, 1, "{ran:?}");
    assert!(ran.text().starts_with("\nerror[place]") || ran.text().starts_with("error[place]"), "{ran:?}");
    let other = run(desk.path(), "render compared --skip place");
    assert_eq!(other.status, 2, "{other:?}");
    assert!(
        other.stderr.contains("compared:1: the findings of the story `a` are not those that its records make here")
    );
    common::write(desk.path(), "compared", clean(run(desk.path(), "compare records --findings-only")));
    let ran = run(desk.path(), "render compared");
    assert_eq!(ran.status, 3, "{ran:?}");
    assert!(ran.stderr.contains("run `crosscheck compare` without --findings-only"), "{}", ran.stderr);
    common::write(desk.path(), "compared", line.clone() + &line.replace("\"key\":\"a\"", "\"key\":\"../b\""));
    let ran = run(desk.path(), "render compared -f html");
    assert!(ran.status == 2 && ran.stderr.contains("as -f html=reports/{key}.html"), "{ran:?}");
    clean(run(desk.path(), "render compared -f html={key}.html"));
    assert!(desk.path().join("%2E.%2Fb.html").is_file(), "a key is no path");
}

/// What a record says is checked before the stages cut a text by it.
#[test]
fn no_record_points_outside_its_text() {
    let source = common::source("a.txt", "Überall Krieg. Talks will be held.");
    let inputs = inputs::Inputs { sources: vec![source], ..inputs::Inputs::default() };
    let record = records_of("k", inputs).remove(0);
    let value = record.to_json();
    assert_eq!(Record::from_json(value.clone(), &Limits::default()), Ok(record));
    for (key, bad) in [
        ("hidden", json!([[0, 999]])),
        ("hidden", json!([[1, 3]])),
        ("hidden", json!([[4, 2]])),
        ("blocks", json!([[0, 1, "headline"]])),
        ("blocks", json!([[0, 2, "title"]])),
        ("posts", json!([{ "start": 999, "own": true }])),
        ("posts", json!([{ "start": 5, "own": true }, { "start": 2, "own": true }])),
        ("published", json!({ "value": "Friday", "from": "x" })),
        ("format", json!("word")),
        ("surplus", json!(1)),
    ] {
        let mut spoilt = value.clone();
        spoilt["source"][key] = bad.clone();
        let error = Record::from_json(spoilt, &Limits::default()).expect_err(key);
        assert!(error.remedy.is_some(), "{key}: {bad}");
    }
    let short = Limits { text_bytes: 4, ..Limits::default() };
    assert!(Record::from_json(value, &short).is_err(), "a record is no way around the limits");
}

#[test]
fn what_is_said_of_records_alone_is_refused_elsewhere() {
    let desk = archive(&[document("a", "1.txt", ANKARA)]);
    let ran = run(desk.path(), "extract --stage claims --bare documents.jsonl");
    assert!(ran.status == 2 && ran.stderr.contains("add --stage records"), "{ran:?}");
    let ran = run(desk.path(), "extract --stage records -");
    assert!(ran.status == 2 && ran.stderr.contains("say it with --key"), "{ran:?}");
}

#[test]
fn the_lines_are_as_their_schemas_say() {
    let validator = |path: &str| {
        let text = fs::read_to_string(root().join(path)).expect("the schema is there");
        let schema: Value = serde_json::from_str(&text).unwrap_or_else(|e| panic!("{path}: {e}"));
        jsonschema::meta::validate(&schema).unwrap_or_else(|e| panic!("{path} is no schema: {e}"));
        (jsonschema::draft202012::new(&schema).expect("a schema of draft 2020-12"), schema)
    };
    let check = |validator: &jsonschema::Validator, value: &Value, what: &str| {
        let errors: Vec<String> = validator.iter_errors(value).map(|e| format!("{}: {e}", e.instance_path())).collect();
        assert!(errors.is_empty(), "{what}:\n{}", errors.join("\n"));
    };
    let (documents, _) = validator("docs/crosscheck.document.schema.json");
    let (records, _) = validator("docs/crosscheck.record.schema.json");
    let (comparisons, _) = validator("docs/crosscheck.comparison.schema.json");
    let (_, report) = validator("docs/crosscheck.report.schema.json");
    let part = |name: &str| {
        let mut schema = report["properties"][name].clone();
        schema["$defs"] = report["$defs"].clone();
        jsonschema::draft202012::new(&schema).expect("a part of the schema of reports")
    };
    let lines = [
        document("a", "1.txt", ANKARA),
        document("a", "2.md", &format!("---\nnote: x\n---\n# Talks\n\n**{ISTANBUL}**\n")),
        json!({ "key": "a", "id": "3.json", "text": json!({ "@type": "LiveBlogPosting", "headline": "Talks", "liveBlogUpdate": [
            { "headline": "One", "datePublished": "2031-05-15T10:00:00Z", "articleBody": ANKARA, "author": "Jo" }] }).to_string() }),
        json!({ "key": "a", "id": "4.txt", "text": "Die Gespräche über das Getreide finden in dieser Woche in der Hauptstadt statt, wie der Minister sagte.", "language": "de" }),
        json!({ "key": "a", "id": "5.txt", "text": "" }),
    ];
    lines.iter().for_each(|line| check(&documents, line, "a document"));
    let desk = archive(&lines);
    let made = clean(run(desk.path(), &format!("{EXTRACT} --keep-going")));
    let rows: Vec<Value> = made.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect();
    rows.iter().for_each(|row| check(&records, row, "a record"));
    for part in ["claims", "left_out", "not_read"] {
        assert!(rows.iter().any(|row| !row[part].is_null()), "no record has `{part}`");
    }
    for part in ["blocks", "hidden", "posts", "published"] {
        assert!(rows.iter().any(|row| !row["source"][part].is_null()), "no source has `{part}`");
    }
    common::write(desk.path(), "records", made);
    let row = run(desk.path(), "compare records").json();
    check(&comparisons, &row, "a comparison");
    row["records"].as_array().expect("records").iter().for_each(|row| check(&records, row, "a record in a comparison"));
    for name in ["findings", "not_read", "notes", "summary"] {
        check(&part(name), &row[name], name);
    }
    assert!(!comparisons.is_valid(&json!({ "key": "a" })) && !records.is_valid(&json!({ "key": "a", "schema": "x" })));
}

#[test]
fn a_record_has_everything_that_was_read() {
    for story in stories() {
        let inputs = inputs::read(&[story], &Overrides::default(), &Limits::default());
        for record in records_of("k", inputs) {
            assert_eq!(Record::parse(&record.to_line(None), &Limits::default()).as_ref(), Ok(&record));
        }
    }
}
