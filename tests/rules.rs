//! Rule files: each one's own tests, what every one must hold, what is refused and how, and a newsroom's own folder.

mod common;

use std::{collections::BTreeSet, sync::LazyLock};

use common::{RULES, Ran, crosscheck, folder};
use crosscheck::{
    findings::BUILT_IN,
    rule_tests,
    rules::{RuleFile, claim_rule::PairVerdict, files},
};
use tempfile::TempDir;

static FILES: LazyLock<Vec<RuleFile>> = LazyLock::new(files::embedded);

/// Runs the tests of one rule file of the program.
fn check(id: &str) {
    let outcome = rule_tests::run_one(&RULES, &FILES, id).expect("a file under claims/ is a rule");
    assert!(outcome.messages.is_empty(), "\n{}", outcome.messages.join("\n"));
    let rule = RULES.claims.iter().find(|r| r.id == id).expect("it ran");
    let tests = &rule.tests;
    let written = tests.example.len() + tests.known_gap.len() + tests.counterexample.len() + 2 * tests.pair.len();
    assert_eq!(outcome.run, written, "every test of the file has run, pairs both ways round");
}

// A test for every file below rules/**/claims/, written by build/main.rs.
include!(concat!(env!("OUT_DIR"), "/rule_test_names.rs"));

#[test]
fn every_rule_shows_what_it_finds_and_what_it_leaves() {
    assert!(RULES.claims.len() >= 6, "the rules are gone");
    for rule in &RULES.claims {
        let id = &rule.id;
        assert!(!rule.tests.example.is_empty(), "{id}: no example");
        assert!(!rule.tests.counterexample.is_empty(), "{id}: no counterexample");
        for verdict in [PairVerdict::Differ, PairVerdict::Compatible] {
            assert!(rule.tests.pair.iter().any(|p| p.verdict == verdict), "{id}: no pair is {verdict:?}");
        }
        assert!(rule.why.as_ref().is_some_and(|why| !why.is_empty()), "{id}: no `why`");
        for pair in rule.tests.pair.iter().filter(|p| p.verdict == PairVerdict::Differ) {
            for finding in common::story(&[("a", &pair.a), ("b", &pair.b)]).findings {
                assert!(!finding.message.contains(['{', '}']), "{id}: {}", finding.message);
            }
        }
    }
}

#[test]
fn an_unknown_rule_has_no_tests() {
    assert!(rule_tests::run_one(&RULES, &FILES, "en/claims/no_such_rule").is_none());
}

/// A rule of a newsroom, which is as it should be. No rule of the program knows regattas.
const GOOD: &str = r#"version = 1
summary = "Where a regatta is held."
why = "It moves with the wind."
slot = "place"
severity = "warning"
message = "Where is the {subject}: {values}?"

[[match]]
predicate = "@event_regattas"
subject = "predicate"
value = "oblique(in): Place"

[[example]]
text = "The regatta of the Moldovan navy in <<Ankara>> ended early."

[[counterexample]]
text = "Cornelia Rusu said so."
why = "no regatta"

[[pair]]
a = "The regatta of the Moldovan navy in Ankara will begin on Friday."
b = "The regatta of the Moldovan navy in Lisbon will begin on Friday."
verdict = "differ"

[[pair]]
a = "The regatta of the Moldovan navy in Ankara ended early."
b = "The regatta of the Moldovan navy in Ankara ended late."
verdict = "compatible"
"#;

/// The word list that it asks.
const BOATS: &str = r#"version = 1
summary = "Sailing."
[classes]
event_regattas = ["regatta"]
"#;

const OWN: &str = "desk/claims/regatta";

/// A rule folder with one rule and its word list.
fn own_folder(rule: &str) -> TempDir {
    folder(&[("own/desk/claims/regatta.toml", rule), ("own/desk/lexicons/boats.toml", BOATS)])
}

/// A rule folder with one rule: [`GOOD`], with `from` replaced by `to`.
fn changed(from: &str, to: &str) -> TempDir {
    assert_eq!(GOOD.matches(from).count(), 1, "{from:?} stands once in the rule");
    own_folder(&GOOD.replace(from, to))
}

fn rules_test(folder: &TempDir) -> Ran {
    crosscheck(folder.path(), &["rules", "test", "own"])
}

#[test]
fn a_bad_rule_file_is_refused_with_its_file_line_and_a_remedy() {
    let example = &GOOD[GOOD.find("[[example]]").expect("there")..GOOD.find("[[counterexample]]").expect("there")];
    let rows: &[(&str, &str, &str, usize, &str)] = &[
        ("unknown key", "why = \"It", "colour = \"red\"\nwhy = \"It", 3, "colour"),
        ("unknown key of a match", "subject = \"pre", "colour = \"red\"\nsubject = \"pre", 10, "colour"),
        ("unknown key of a pair", "verdict = \"differ\"", "colour = 1\nverdict = \"differ\"", 23, "colour"),
        ("unknown class", "@event_regattas", "@event_ragettas", 8, "event_ragettas"),
        ("unknown selector", "subject = \"predicate\"", "subject = \"subjekt\"", 8, "subjekt"),
        ("unknown type", "Place\"", "Plaice\"", 8, "Plaice"),
        ("unknown class of a type", ": Place\"", ": Noun@boats\"", 8, "boats"),
        ("no example", example, "", 1, "example"),
        ("wrong slot", "\"place\"", "\"weather\"", 4, "weather"),
        ("wrong severity", "severity = \"warning\"", "severity = \"fatal\"", 5, "fatal"),
        ("wrong verdict", "\"compatible\"", "\"maybe\"", 28, "maybe"),
        ("wrong type of a value", "version = 1", "version = \"one\"", 1, ""),
        ("unknown version", "version = 1", "version = 9", 1, "version"),
        ("unknown modality", "[[example]]", "unless = { modality = [\"maybe\"] }\n[[example]]", 8, "maybe"),
        ("TOML that ends early", "why = \"It moves with the wind.\"", "why = \"It moves", 3, ""),
        ("TOML without a value", "slot = \"place\"", "slot =", 4, ""),
    ];
    for (name, from, to, line, names) in rows {
        let ran = rules_test(&changed(from, to));
        assert_eq!((ran.status, ran.text()), (2, ""), "{name}: {ran:?}");
        let place = format!("own/desk/claims/regatta.toml:{line}: ");
        let said = ran.stderr.lines().find_map(|l| l.split_once(&place)).map(|(_, said)| said);
        let said = said.unwrap_or_else(|| panic!("{name}: {place} is not in {}", ran.stderr));
        let (what, remedy) = said.split_once("; ").unwrap_or_else(|| panic!("{name}: no remedy: {said}"));
        assert!(said.contains(names), "{name}: {said} does not name {names}");
        assert!(what.len() > 5 && remedy.len() > 5, "{name}: {said}");
    }
}

#[test]
fn every_bad_rule_file_of_a_folder_is_told() {
    let bad = GOOD.replace("slot = \"place\"", "slot = \"weather\"");
    let folder = folder(&[("own/desk/claims/a.toml", &bad), ("own/desk/claims/b.toml", &bad)]);
    let ran = rules_test(&folder);
    assert_eq!(ran.status, 2);
    for file in ["own/desk/claims/a.toml:4: ", "own/desk/claims/b.toml:4: "] {
        assert!(ran.stderr.contains(file), "{}", ran.stderr);
    }
}

#[test]
fn the_tests_of_an_own_rule_are_run() {
    let gap = |text: &str| format!("[[known_gap]]\ntext = \"{text}\"\n\n[[counterexample]]");
    let (works, fails) = (gap("The regatta in <<Lisbon>> ended early."), gap("The regatta was <<long>>."));
    let example = "in <<Ankara>> ended early.\"";
    let (other_value, other_subject) =
        (format!("{example}\nvalue = \"Lisbon\""), format!("{example}\nsubject = \"race\""));
    let rows: &[(&str, &str, &str, Option<usize>)] = &[
        ("a good rule", "Cornelia", "Cornelia", None),
        ("a known gap that is one", "[[counterexample]]", &fails, None),
        ("a known gap that works", "[[counterexample]]", &works, Some(17)),
        ("an example of which nothing comes", example, "was <<long>>.\"", Some(14)),
        ("an example of another value", example, &other_value, Some(14)),
        ("an example of another subject", example, &other_subject, Some(14)),
        ("a counterexample that is found", "Cornelia Rusu said so.", "The regatta in Ankara ended.", Some(17)),
        ("a pair that is compatible", "navy in Lisbon", "navy in Turkey", Some(21)),
        ("a pair that differs", "in Ankara ended late", "in Lisbon ended late", Some(26)),
    ];
    let count = |ran: &Ran| -> usize {
        let last = ran.text().lines().last().unwrap_or_default();
        last.split(' ').next().and_then(|n| n.parse().ok()).unwrap_or_else(|| panic!("no count: {ran:?}"))
    };
    let (all, base) = (rules_test(&own_folder(GOOD)), crosscheck(common::root(), &["rules", "test"]));
    let own_tests = count(&all) - count(&base);
    assert_eq!(own_tests, 6, "an example, a counterexample, two pairs both ways round");
    for (name, from, to, line) in rows {
        let ran = rules_test(&changed(from, to));
        let expected = if line.is_some() { 1 } else { 0 };
        assert_eq!((ran.status, ran.stderr.as_str()), (expected, ""), "{name}: {ran:?}");
        let failures: Vec<&str> = ran.text().lines().filter(|l| l.contains("regatta.toml:")).collect();
        assert_eq!(failures.is_empty(), line.is_none(), "{name}: {ran:?}");
        for failure in failures {
            let place = format!("own/desk/claims/regatta.toml:{}: ", line.unwrap_or_default());
            assert!(failure.contains(&place), "{name}: {failure}");
        }
    }
}

#[test]
fn a_rule_folder_that_is_none_is_refused() {
    let folder = folder(&[("empty/notes.txt", "no rules")]);
    for (args, names) in [
        (&["rules", "test", "gone"][..], "gone"),
        (&["rules", "test", "empty"], "empty"),
        (&["rules", "list", "--rules", "gone"], "gone"),
        (&["report", "--rules", "gone", "empty"], "gone"),
    ] {
        let ran = crosscheck(folder.path(), args);
        assert_eq!((ran.status, ran.text()), (2, ""), "{args:?}: {ran:?}");
        assert!(ran.stderr.contains(names) && ran.stderr.contains("; "), "{args:?}: {ran:?}");
    }
}

#[test]
fn rules_are_listed_a_line_each_in_order() {
    let ran = crosscheck(common::root(), &["rules", "list"]);
    assert_eq!((ran.status, ran.stderr.as_str()), (0, ""));
    let lines: Vec<&str> = ran.text().lines().collect();
    assert_eq!(lines.len(), RULES.claims.len() + BUILT_IN.len());
    for (line, rule) in lines.iter().zip(&RULES.claims) {
        assert!(
            line.starts_with(&rule.id) && line.contains(rule.slot.name()) && line.contains(&rule.summary),
            "{line}"
        );
    }
    let (of_files, built_in) = lines.split_at(RULES.claims.len());
    assert!(of_files.is_sorted());
    for (line, rule) in built_in.iter().zip(&BUILT_IN) {
        assert!(line.starts_with(rule.id) && line.contains("built in") && line.contains(rule.summary), "{line}");
    }
}

#[test]
fn a_rule_is_explained_by_its_whole_text() {
    for rule in &RULES.claims {
        let ran = crosscheck(common::root(), &["rules", "explain", &rule.id]);
        assert_eq!((ran.status, ran.stderr.as_str()), (0, ""), "{}", rule.id);
        let tests = &rule.tests;
        let words = [&rule.id, &rule.summary].into_iter().chain(&rule.why);
        let words = words.chain(tests.counterexample.iter().flat_map(|c| [&c.text, &c.why]));
        let words =
            words.chain(tests.pair.iter().flat_map(|p| [&p.a, &p.b]).chain(tests.pair.iter().flat_map(|p| &p.why)));
        for said in words {
            assert!(ran.text().contains(said.as_str()), "{}: {said:?} is not explained", rule.id);
        }
    }
    let short = crosscheck(common::root(), &["rules", "explain", "meeting_place"]);
    let long = crosscheck(common::root(), &["rules", "explain", "en/claims/meeting_place"]);
    assert_eq!(short.stdout, long.stdout, "the last part of the id will do");
    let none = crosscheck(common::root(), &["rules", "explain", "meeting_plaice"]);
    assert_eq!((none.status, none.text()), (2, ""));
    assert!(none.stderr.contains("meeting_plaice") && none.stderr.contains("; "), "{}", none.stderr);
}

fn severities(ran: &Ran, slot: &str) -> BTreeSet<String> {
    let json = ran.json();
    let findings = json["findings"].as_array().expect("findings").iter();
    findings.filter(|f| f["category"] == slot).filter_map(|f| f["severity"].as_str().map(str::to_owned)).collect()
}

#[test]
fn a_newsroom_adds_a_rule_and_overrides_one() {
    let base = FILES.iter().find(|f| f.id == "en/claims/meeting_place").expect("the program's rule");
    let milder = base.text.replace("severity = \"error\"", "severity = \"warning\"");
    assert_ne!(milder, base.text);
    let folder = folder(&[
        ("a.txt", "The grain talks between Moldova and Georgia will be held in Ankara.\n"),
        ("b.txt", "Istanbul will host the grain talks between Georgia and Moldova.\n"),
        ("c.txt", "The regatta of the Moldovan navy in Ankara ended early.\n"),
        ("adds/desk/claims/regatta.toml", GOOD),
        ("adds/desk/lexicons/boats.toml", BOATS),
        ("overrides/en/claims/meeting_place.toml", &milder),
    ]);
    let run = |args: &[&str]| crosscheck(folder.path(), args);
    let ids = |ran: &Ran| ran.text().lines().filter_map(|l| l.split(' ').next().map(str::to_owned)).collect::<Vec<_>>();
    let base = ids(&run(&["rules", "list"]));

    let adds = ids(&run(&["rules", "list", "--rules", "adds"]));
    assert_eq!(adds.iter().filter(|id| !base.contains(id)).collect::<Vec<_>>(), [OWN]);
    assert_eq!(adds.len(), base.len() + 1);
    assert!(run(&["rules", "explain", OWN, "--rules", "adds"]).text().contains("It moves with the wind."));
    assert_eq!(ids(&run(&["rules", "list", "--rules", "overrides"])), base, "none is added, none is gone");

    let extract = |args: &[&str]| run(&[&["extract", "--stage", "claims", "c.txt"], args].concat());
    let by_own = |ran: &Ran| ran.json_lines().iter().any(|row| row["rule"] == OWN);
    assert!(!by_own(&extract(&[])));
    assert!(by_own(&extract(&["--rules", "adds"])));

    // Not copied from each other, so that it is the rule's own severity that counts.
    let report = ["report", "-f", "json", "a.txt", "b.txt"];
    assert_eq!(severities(&run(&report), "place"), BTreeSet::from(["error".to_owned()]));
    let milder = run(&[&report[..], &["--rules", "overrides"]].concat());
    assert_eq!(severities(&milder, "place"), BTreeSet::from(["warning".to_owned()]));
}
