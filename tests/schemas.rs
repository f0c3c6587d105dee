//! The schemas say what the program prints and reads: every report, and every rule file that it accepts.

mod common;

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::Path,
};

use common::{crosscheck, folder};
use crosscheck::rules::{RuleFile, Rules, files};
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
        ("ankara.txt", "The grain talks between Moldova and Georgia will be held in Ankara.\n"),
        ("istanbul.txt", "Istanbul will host the grain talks between Georgia and Moldova.\n"),
    ]);
    let waiver = |id: &str, until: &str, values: &[&str]| {
        format!("[[waiver]]\nid = {id:?}\nvalues = {values:?}\nreason = \"seen\"\nuntil = {until}\n")
    };
    let found = crosscheck(desk.path(), &["report", "ankara.txt", "istanbul.txt", "-f", "json"]).json();
    let ids: Vec<&str> =
        found["findings"].as_array().expect("findings").iter().filter_map(|f| f["id"].as_str()).collect();
    let sides = found["findings"][0]["sides"].as_array().expect("sides");
    let values: Vec<&str> = sides.iter().filter_map(|s| s["normalized"].as_str()).collect();
    let waivers: String = ids.iter().map(|id| waiver(id, "2031-01-01", &[])).collect();
    common::write(desk.path(), "crosscheck-waivers.toml", waiver(ids[0], "2031-05-31", &values) + &waivers);
    run(desk.path(), "report ankara.txt istanbul.txt --as-of 2031-05-15");
    run(desk.path(), "report ankara.txt istanbul.txt --as-of 2031-07-15");
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

/// What an object at this place is: its path without numbers.
fn kind(at: &str) -> String {
    at.split('/').filter(|part| part.parse::<usize>().is_err()).collect::<Vec<_>>().join("/")
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
    // One object of each kind is enough: the first.
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
        for key in keys.iter().filter(|k| !matches!(k.as_str(), "draft" | "verdict")) {
            let mut spoilt = report.clone();
            spoilt.pointer_mut(&at).and_then(Value::as_object_mut).expect("an object").remove(key);
            assert!(!validator.is_valid(&spoilt), "`{at}` without `{key}` is accepted");
            spoilt.pointer_mut(&at).expect("an object")[key] = json!({ "neither": "this" });
            assert!(!validator.is_valid(&spoilt), "`{at}/{key}` may be anything");
        }
    }
}

const RULE_SCHEMA: &str = "docs/crosscheck.claim-rule.schema.json";

/// A TOML file as JSON, which is what an editor's checker sees.
fn toml(text: &str) -> Value {
    toml::from_str(text).unwrap_or_else(|e| panic!("{e}: {text}"))
}

#[test]
fn every_shipped_rule_is_as_the_schema_of_rules_says() {
    let (_, validator) = schema(RULE_SCHEMA);
    let rules: Vec<RuleFile> = files::embedded().into_iter().filter(|f| f.is_in("claims")).collect();
    assert!(rules.len() >= 6, "the rules are gone");
    for rule in rules {
        check(&validator, &toml(&rule.text), &rule.id);
    }
    let guide = fs::read_to_string(common::root().join("docs/writing-rules.md")).expect("the guide is there");
    let sample =
        guide.split("```toml\n# en/claims/").nth(1).and_then(|s| s.split("```").next()).expect("a sample rule");
    check(&validator, &toml(sample.split_once('\n').expect("its path stands in the first line").1), "the sample");
}

/// A rule with every key that there is.
fn full() -> Value {
    json!({
        "version": 1, "summary": "s", "why": "w", "slot": "place", "severity": "note", "judged": true, "message": "Where: {values}?",
        "match": [{
            "predicate": "@be_held|host", "subject": "patient", "about": "agent", "value": "oblique(in|at): Place",
            "requires": { "patient": "Event@meetings", "oblique(with)": "Person" },
            "unless": { "modality": ["possible"], "denied": true, "doubtful": true, "caption": true, "predicate": "@harm" },
        }, {
            "tokens": "<value: Number> (tall|high)", "head": "height",
        }],
        "example": [{ "text": "t", "subject": "s", "value": "v" }],
        "counterexample": [{ "text": "t", "why": "w" }],
        "known_gap": [{ "text": "t", "subject": "s", "value": "v" }],
        "pair": [{ "a": "a", "b": "b", "verdict": "differ", "why": "w", "published": "2031-05-15" }],
    })
}

/// Why the program refuses a rule; `None` when it takes it.
fn refusal(rule: &Value) -> Option<String> {
    let text = toml::to_string(rule).expect("it can be written as TOML");
    let file = RuleFile { id: "en/claims/full".to_owned(), path: "full.toml".into(), text };
    let errors = Rules::load(&files::overlay(files::embedded(), vec![file])).err()?;
    Some(errors.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n"))
}

/// The words in backticks behind `expected`, as serde lists what it knows.
fn expected(refusal: &str) -> BTreeSet<&str> {
    refusal.split_once("expected").map_or("", |(_, list)| list).split('`').skip(1).step_by(2).collect()
}

/// Each change at each place of a full rule: the schema refuses what the program refuses, and knows the same keys and words.
#[test]
fn the_schema_of_rules_takes_what_the_program_takes() {
    let (schema, validator) = schema(RULE_SCHEMA);
    assert_eq!(refusal(&full()), None);
    check(&validator, &full(), "a rule with every key");
    let mut places = Vec::new();
    objects(&full(), "", &mut places);
    let mut keys: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for at in &places {
        let whole = full();
        let object = whole.pointer(at).and_then(Value::as_object).expect("an object");
        keys.entry(kind(at)).or_default().extend(object.keys().cloned());
    }
    for at in places.iter().filter(|at| !at.ends_with("/requires")) {
        let mut rule = full();
        rule.pointer_mut(at).expect("it is there")["surplus"] = json!("x");
        let refused = refusal(&rule).unwrap_or_else(|| panic!("an unknown key in `{at}` is taken"));
        assert!(!validator.is_valid(&rule), "the schema takes an unknown key in `{at}`");
        let object = full().pointer(at).and_then(Value::as_object).expect("an object").clone();
        let known = keys.get(&kind(at)).expect("every place has a kind");
        assert_eq!(expected(&refused), known.iter().map(String::as_str).collect(), "`full` has every key of `{at}`");
        for key in object.keys() {
            let mut rule = full();
            rule.pointer_mut(at).and_then(Value::as_object_mut).expect("an object").remove(key);
            assert_eq!(validator.is_valid(&rule), refusal(&rule).is_none(), "`{at}` without `{key}`");
        }
    }
    for (key, words) in [("slot", "/properties/slot/enum"), ("severity", "/properties/severity/enum")] {
        let mut rule = full();
        rule[key] = json!("surplus");
        let refused = refusal(&rule).expect("no such word");
        let words = schema.pointer(words).and_then(Value::as_array).expect("words");
        assert_eq!(expected(&refused), words.iter().filter_map(Value::as_str).collect(), "{key}");
    }
}

#[test]
fn the_schema_of_rules_knows_the_small_expressions() {
    let (_, validator) = schema(RULE_SCHEMA);
    let rows: &[(&str, &[&str], &[&str])] = &[
        ("/version", &[], &["2", "one"]),
        ("/match/0/predicate", &["*", "host", "@be_held", " host | @lead "], &["", "host|", "|host", "a||b"]),
        (
            "/match/0/subject",
            &[
                "predicate",
                "agent",
                "patient",
                "time",
                "modifier",
                "polarity",
                "mention",
                "nearest",
                "oblique(of)",
                " agent ",
            ],
            &["", "object", "oblique", "oblique(in", "Agent", "agent: Place"],
        ),
        ("/match/0/about", &["oblique(of|with)"], &["who"]),
        (
            "/match/0/value",
            &[
                "polarity",
                "time: Day",
                "time:Clock",
                "agent: Count@body",
                "mention: Age",
                "mention: Role",
                "mention: Quote",
                "patient: Number",
            ],
            &["time: Hour", "Day", "time: Place@x", "agent: Noun", "x: Day", "agent: ", "time: Day@day"],
        ),
        (
            "/match/0/requires/patient",
            &["Any", "Event", "Event@deals", "Person", "Duration", "Noun@body", "Count"],
            &["event", "Noun", "Thing", ""],
        ),
        (
            "/match/1/tokens",
            &[
                "<value: Count> (dead|killed)?",
                "tall <value:Number>",
                "<about: NP> _? <value: Place>",
                "(<value: Day>|on) _",
            ],
            &["", "tall", "<value: NP> tall", "<value: Hour>", "<subject: NP> <value: Number>"],
        ),
        ("/match/0/unless/modality/0", &["happened", "planned", "possible", "hypothetical"], &["past", ""]),
        ("/pair/0/verdict", &["differ", "compatible"], &["agree"]),
    ];
    for (at, good, bad) in rows {
        for (words, fine) in good.iter().map(|w| (w, true)).chain(bad.iter().map(|w| (w, false))) {
            let mut rule = full();
            *rule.pointer_mut(at).expect("it is there") = words.parse::<u32>().map_or(json!(words), |n| json!(n));
            let refused = refusal(&rule);
            assert_eq!((refused.is_none(), validator.is_valid(&rule)), (fine, fine), "{at} = {words:?}: {refused:?}");
        }
    }
    // A match on tokens names its subject once; one on a predicate may give all its verbs one noun.
    for (number, key, words, fine) in [
        (1, "tokens", "<subject: Event> of <value: Duration>", true),
        (1, "subject", "agent", false),
        (1, "value", "polarity", false),
        (1, "predicate", "host", false),
        (0, "head", "result", true),
    ] {
        let mut rule = full();
        rule["match"][number][key] = json!(words);
        if words.contains("<subject") {
            rule["match"][number].as_object_mut().expect("a match").remove("head");
        }
        assert_eq!((refusal(&rule).is_none(), validator.is_valid(&rule)), (fine, fine), "{key} = {words}");
    }
    for list in ["match", "example", "counterexample"] {
        let mut rule = full();
        rule[list] = json!([]);
        assert!(refusal(&rule).is_some() && !validator.is_valid(&rule), "no {list}");
    }
}

#[test]
fn rules_schema_prints_the_schema() {
    let ran = crosscheck(common::root(), &["rules", "schema"]);
    assert_eq!((ran.status, ran.stderr.as_str()), (0, ""));
    assert_eq!(ran.json(), schema(RULE_SCHEMA).0);
    compile(ran.json());
}
