//! The schemas say what the program prints and reads: every report, and every rule file that it accepts.

mod common;

use std::{collections::BTreeSet, fs, path::Path};

use common::{crosscheck, folder};
use jsonschema::Validator;
use serde_json::{Value, json};

/// The schema of a file, itself checked to be one.
fn schema(path: &str) -> (Value, Validator) {
    let text = fs::read_to_string(common::root().join(path)).expect("the schema is there");
    compile(serde_json::from_str(&text).unwrap_or_else(|e| panic!("{path}: {e}")))
}

fn compile(schema: Value) -> (Value, Validator) {
    jsonschema::meta::validate(&schema).unwrap_or_else(|e| panic!("no schema: {e} at {}", e.instance_path()));
    let validator = jsonschema::draft202012::new(&schema).expect("a schema of draft 2020-12");
    (schema, validator)
}

fn check(validator: &Validator, value: &Value, what: &str) {
    let errors: Vec<String> = validator.iter_errors(value).map(|e| format!("{}: {e}", e.instance_path())).collect();
    assert!(errors.is_empty(), "{what}:\n{}", errors.join("\n"));
}

/// Reports of all jobs on the stories, and on what is odd: unread files, no zones, speakers, retold numbers.
fn reports() -> Vec<(String, Value)> {
    let mut out = Vec::new();
    let mut run = |folder: &Path, line: &str| {
        let args: Vec<&str> = line.split(' ').chain(["-f", "json"]).collect();
        out.push((format!("{}: {line}", folder.display()), crosscheck(folder, &args).json()));
    };
    for story in common::stories() {
        run(&story, "report .");
        let mut names: Vec<String> = fs::read_dir(&story)
            .expect("readable")
            .map(|e| e.expect("readable").file_name().to_string_lossy().into_owned())
            .filter(|name| name.ends_with(".txt"))
            .collect();
        names.sort();
        run(&story, &format!("check {} --against .", names[0]));
        run(&story, &format!("diff {} {}", names[0], names[1]));
    }
    let desk = folder(&[
        ("a.txt", "The talks will be held at 11am on Friday. Copied words of one and the same agency, once cut.\n"),
        ("b.txt", "The talks will be held at 9.30am. Copied words of one and the same agency, once.\n"),
        ("empty.txt", ""),
    ]);
    run(desk.path(), "report a.txt b.txt empty.txt missing.txt");
    run(desk.path(), "check a.txt --against b.txt");
    run(desk.path(), "diff a.txt missing.txt");
    out
}

/// The places of all objects in `value`, as JSON pointers.
fn objects(value: &Value, at: &str, out: &mut Vec<String>) {
    match value {
        Value::Object(rows) => {
            out.push(at.to_owned());
            rows.iter().for_each(|(key, row)| objects(row, &format!("{at}/{key}"), out));
        }
        Value::Array(rows) => rows.iter().enumerate().for_each(|(i, row)| objects(row, &format!("{at}/{i}"), out)),
        _ => {}
    }
}

#[test]
fn every_report_is_as_its_schema_says() {
    let (schema, validator) = schema("docs/crosscheck.report.schema.json");
    let reports = reports();
    for (what, report) in &reports {
        check(&validator, report, what);
        assert_eq!(report["schema"], schema["properties"]["schema"]["const"]);
    }
    // No part of the schema is there for nothing: each kind of object is printed.
    let mut printed = BTreeSet::new();
    for (_, report) in &reports {
        let mut places = Vec::new();
        objects(report, "", &mut places);
        let keys =
            |at: &String| report.pointer(at).and_then(Value::as_object).map(|o| o.keys().cloned().collect::<Vec<_>>());
        printed.extend(places.iter().filter_map(keys).map(|mut keys| {
            keys.sort();
            keys
        }));
    }
    for (name, part) in schema["$defs"].as_object().expect("parts") {
        let Some(properties) = part["properties"].as_object() else { continue };
        let mut keys: Vec<String> = properties.keys().cloned().collect();
        keys.sort();
        assert!(printed.contains(&keys), "no report has an object like {name}: {keys:?}");
    }
}

/// So the schema cannot fall behind the program: a key that it does not know fails the test above.
#[test]
fn a_report_with_an_unknown_or_a_missing_key_is_refused() {
    let (_, validator) = schema("docs/crosscheck.report.schema.json");
    let story = common::root().join("fixtures/stories/ankara-or-istanbul");
    let args = ["check", "albion-courier.txt", "--against", ".", "-f", "json"];
    let report = crosscheck(&story, &args).json();
    check(&validator, &report, "the report");
    let mut places = Vec::new();
    objects(&report, "", &mut places);
    // One object of each kind is enough: the first, by its path without numbers.
    let kind = |at: &String| at.split('/').filter(|p| p.parse::<usize>().is_err()).collect::<Vec<_>>().join("/");
    let mut seen = BTreeSet::new();
    places.retain(|at| seen.insert(kind(at)));
    assert!(places.len() >= 15, "{places:?}");
    for at in places {
        let mut spoilt = report.clone();
        let object =
            |spoilt: &mut Value| spoilt.pointer_mut(&at).and_then(Value::as_object_mut).expect("an object").clone();
        let keys: Vec<String> = object(&mut spoilt).keys().cloned().collect();
        spoilt.pointer_mut(&at).expect("an object")["surplus"] = json!(1);
        assert!(!validator.is_valid(&spoilt), "an unknown key in `{at}` is accepted");
        for key in keys.iter().filter(|k| *k != "draft") {
            let mut spoilt = report.clone();
            spoilt.pointer_mut(&at).and_then(Value::as_object_mut).expect("an object").remove(key);
            assert!(!validator.is_valid(&spoilt), "`{at}` without `{key}` is accepted");
            spoilt.pointer_mut(&at).expect("an object")[key] = json!({ "neither": "this" });
            assert!(!validator.is_valid(&spoilt), "`{at}/{key}` may be anything");
        }
    }
}
