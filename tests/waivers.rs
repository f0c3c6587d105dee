//! Waivers and baselines: what an editor accepts does not count, is never hidden, and comes back in time.

mod common;

use std::fs;

use common::{Ran, crosscheck, folder, write};
use tempfile::TempDir;

const ANKARA: &str = "The grain talks between Moldova and Georgia will be held in Ankara.\n";
const ISTANBUL: &str = "Istanbul will host the grain talks between Georgia and Moldova.\n";
const RIGA: &str = "Riga will host the grain talks between Georgia and Moldova.\n";
const FILE: &str = "crosscheck-waivers.toml";
const CHECK: &str = "check a.txt --against b.txt";

fn desk() -> TempDir {
    folder(&[("a.txt", ANKARA), ("b.txt", ISTANBUL)])
}

fn run(desk: &TempDir, line: &str) -> Ran {
    let words: Vec<&str> = line.split(' ').collect();
    crosscheck(desk.path(), &words)
}

/// The id of the only finding.
fn id(desk: &TempDir) -> String {
    let json = run(desk, "report . -f json --as-of 2031-12-31").json();
    assert_eq!(json["findings"].as_array().map(Vec::len), Some(1), "{json:#}");
    json["findings"][0]["id"].as_str().expect("an id").to_owned()
}

fn waive(desk: &TempDir, more: &[&str]) -> Ran {
    let id = id(desk);
    let args = ["waive", &id, "--reason", "phoned the ministry", "--until", "2031-05-31", "--as-of", "2031-05-15"];
    crosscheck(desk.path(), &[&args[..], more].concat())
}

#[test]
fn a_waived_finding_does_not_count_and_is_still_told() {
    let desk = desk();
    assert_eq!(run(&desk, CHECK).status, 1);
    let ran = waive(&desk, &["--by", "A. Editor"]);
    assert_eq!((ran.status, ran.stderr.as_str()), (0, ""), "{ran:?}");
    let at = "--as-of 2031-05-31";
    assert_eq!(run(&desk, &format!("{CHECK} {at}")).status, 0);
    assert_eq!(run(&desk, &format!("report . --fail-on note {at}")).status, 0);
    let id = id(&desk);
    let json = run(&desk, &format!("{CHECK} -f json {at}")).json();
    assert_eq!(json["findings"], serde_json::json!([]));
    assert_eq!(json["waived"][0]["finding"]["id"], id.as_str());
    assert_eq!(json["waived"][0]["waiver"]["by"], "A. Editor");
    assert_eq!(json["waived"][0]["waiver"]["until"], "2031-05-31");
    assert_eq!((&json["summary"]["waived"], &json["summary"]["errors"]), (&1.into(), &0.into()));
    let text = run(&desk, &format!("{CHECK} {at}"));
    assert!(text.text().contains("0 errors, 0 warnings, 0 notes (1 waived)"), "{text:?}");
    assert!(text.text().contains(&format!("({id})")), "{text:?}");
    assert!(text.text().contains("phoned the ministry (A. Editor, until 2031-05-31)"), "{text:?}");
    let markdown = run(&desk, &format!("{CHECK} -f markdown {at}"));
    assert!(markdown.text().contains("## Waived\n") && markdown.text().contains("phoned the ministry"), "{markdown:?}");
    let sarif = run(&desk, &format!("{CHECK} -f sarif {at}")).json();
    let suppression = &sarif["runs"][0]["results"][0]["suppressions"][0];
    assert_eq!((&suppression["kind"], &suppression["status"]), (&"external".into(), &"accepted".into()));
    assert!(suppression["justification"].as_str().is_some_and(|why| why.contains("phoned")), "{suppression}");
    let junit = run(&desk, &format!("{CHECK} -f junit {at}"));
    assert!(junit.text().contains("<skipped message=\"waived: phoned the ministry"), "{junit:?}");
    let github = run(&desk, &format!("{CHECK} -f github {at}"));
    assert!(!github.text().contains("::error"), "{github:?}");
}

#[test]
fn a_waiver_dies_with_its_day_or_with_another_value_and_says_so() {
    let desk = desk();
    waive(&desk, &[]);
    let over = run(&desk, &format!("{CHECK} --as-of 2031-06-01"));
    assert_eq!(over.status, 1);
    assert!(over.text().contains("note: the waiver of ") && over.text().contains("was over on 2031-05-31"), "{over:?}");
    // Words that move, and a source that agrees, leave it in force.
    write(desk.path(), "b.txt", format!("Rain fell on the harbour all day.\n\n{ISTANBUL}"));
    assert_eq!(run(&desk, &format!("{CHECK} --as-of 2031-05-15")).status, 0);
    write(desk.path(), "c.txt", RIGA);
    let third = run(&desk, "check a.txt --against b.txt c.txt --as-of 2031-05-15");
    assert_eq!(third.status, 1, "{third:?}");
    assert!(third.text().contains("does not cover the value"), "{third:?}");
    // An entry renewed takes the place of the old one.
    let renewed = waive(&desk, &["a.txt", "b.txt", "c.txt"]);
    assert_eq!(renewed.status, 0, "{renewed:?}");
    assert_eq!(run(&desk, "check a.txt --against b.txt c.txt --as-of 2031-05-15").status, 0);
    let text = fs::read_to_string(desk.path().join(FILE)).expect("written");
    assert_eq!(text.matches("[[waiver]]").count(), 1, "{text}");
}

#[test]
fn waivers_are_listed_and_those_whose_day_is_over_are_pruned() {
    let desk = desk();
    assert_eq!(run(&desk, "waivers").text(), "no waivers\n");
    waive(&desk, &[]);
    let path = desk.path().join(FILE);
    let more = "\n# Ask Ada before this one goes.\n[[waiver]]\nid = \"00\"\nvalues = []\nreason = \"old\"\nuntil = 2031-01-01\n";
    let text = fs::read_to_string(&path).expect("written");
    fs::write(&path, format!("{text}{more}")).expect("writable");
    let listed = run(&desk, "waivers --as-of 2031-05-15");
    let states: Vec<&str> = listed.text().lines().filter_map(|line| line.split("  ").nth(2)).collect();
    assert!(
        listed.text().contains("holds     until 2031-05-31") && listed.text().contains("over      until 2031-01-01"),
        "{states:?} {listed:?}"
    );
    assert_eq!(fs::read_to_string(&path).expect("there"), format!("{text}{more}"), "listing changes nothing");
    let pruned = run(&desk, "waivers --prune --as-of 2031-05-15");
    assert!(pruned.text().contains("taken out"), "{pruned:?}");
    assert_eq!(fs::read_to_string(&path).expect("there"), text);
}

#[test]
fn what_cannot_be_waived_is_refused() {
    let desk = desk();
    let id = id(&desk);
    for (args, what) in [
        (
            vec!["waive", "0123456789abcdef", "--reason", "x", "--until", "2031-05-31"],
            "no finding of these sources has the id",
        ),
        (vec!["waive", &id, "--reason", " ", "--until", "2031-05-31"], "a waiver without a reason"),
        (vec!["waive", &id, "--reason", "x", "--until", "2031-05-14"], "is over already"),
        (vec!["waive", &id, "--reason", "x", "--until", "soon"], "write a day as 2031-05-31"),
        (vec!["waive", &id, "--reason", "x"], "--until"),
        (vec!["waive", &id, "--until", "2031-05-31"], "--reason"),
    ] {
        let ran = crosscheck(desk.path(), &[&args[..], &["--as-of", "2031-05-15"]].concat());
        assert_eq!((ran.status, ran.text()), (2, ""), "{args:?} {ran:?}");
        assert!(ran.stderr.contains(what), "{args:?}: {}", ran.stderr);
        assert!(!desk.path().join(FILE).exists(), "nothing is written");
    }
    for (bad, what) in
        [("[[waiver]]\nid = \"x\"\n", ":1: missing field"), ("[[waivers]]\n", ":1: unknown field `waivers`")]
    {
        write(desk.path(), FILE, bad);
        let ran = run(&desk, CHECK);
        assert_eq!((ran.status, ran.text()), (2, ""), "{ran:?}");
        assert!(ran.stderr.contains(&format!("{FILE}{what}")) && ran.stderr.contains("needs `id`"), "{ran:?}");
    }
    let ran = run(&desk, &format!("{CHECK} --waivers nowhere.toml"));
    assert_eq!(ran.status, 2, "{ran:?}");
}

#[test]
fn a_second_waiver_of_a_finding_says_which_it_replaces() {
    let desk = desk();
    let first = waive(&desk, &[]);
    assert!(first.status == 0 && !first.text().contains("instead of"), "{first:?}");
    let id = id(&desk);
    let args = ["waive", &id, "--reason", "phoned again", "--until", "2031-06-30", "--as-of", "2031-05-15"];
    let second = crosscheck(desk.path(), &args);
    assert!(second.text().contains("instead of the waiver until 2031-05-31: phoned the ministry"), "{second:?}");
    let kept = fs::read_to_string(desk.path().join(FILE)).expect("written");
    assert_eq!(kept.matches("[[waiver]]").count(), 1, "{kept}");
}

#[test]
fn a_baseline_leaves_what_is_new() {
    let desk = desk();
    let old = run(&desk, "report . -f json");
    write(desk.path(), "old/report.json", &old.stdout);
    let same = run(&desk, &format!("{CHECK} --baseline old/report.json"));
    assert_eq!(same.status, 0, "{same:?}");
    assert!(same.text().contains("0 errors, 0 warnings, 0 notes (1 in the baseline)"), "{same:?}");
    let json = run(&desk, &format!("{CHECK} --baseline old/report.json -f json")).json();
    assert_eq!((&json["summary"]["known"], &json["findings"]), (&1.into(), &serde_json::json!([])));
    // Another value makes it new.
    write(desk.path(), "c.txt", RIGA);
    let third = run(&desk, "check a.txt --against b.txt c.txt --baseline old/report.json");
    assert_eq!(third.status, 1, "{third:?}");
    for (text, what) in
        [("{", "this is no JSON report"), ("{\"schema\": \"x/2\", \"findings\": []}", "the schema `x/2`")]
    {
        write(desk.path(), "old/bad.json", text);
        let ran = run(&desk, &format!("{CHECK} --baseline old/bad.json"));
        assert_eq!((ran.status, ran.text()), (2, ""), "{ran:?}");
        assert!(
            ran.stderr.contains("old/bad.json:") && ran.stderr.contains(what) && ran.stderr.contains("-f json"),
            "{ran:?}"
        );
    }
}

#[test]
fn without_waivers_the_day_changes_nothing() {
    let desk = desk();
    let (one, other) = (run(&desk, "report . --as-of 2031-05-15"), run(&desk, "report . --as-of 2099-01-01"));
    assert_eq!(one.stdout, other.stdout);
    assert_eq!(one.stdout, run(&desk, "report .").stdout);
}
