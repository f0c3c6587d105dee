//! What an outlet corrects, withdraws or holds back: the value that it took back is called stale wherever it is still said.

mod common;

use common::{crosscheck, folder};
use serde_json::{Value, json};

/// An item of the Dale Wire in ninjs.
fn item(version: u32, time: &str, text: &str, more: Value) -> String {
    let mut item = json!({
        "uri": "urn:dale:talks", "version": version, "versioncreated": time, "language": "en",
        "infosources": [{"name": "Dale Wire"}], "body_text": text,
    });
    for (key, value) in more.as_object().into_iter().flatten() {
        item[key] = value.clone();
    }
    item.to_string()
}

const OLD: &str = "The grain talks between Moldova and Georgia will be held in Ankara.";
const NEW: &str = "The grain talks between Moldova and Georgia will be held in Istanbul.";
const DRAFT: &str = "Ankara will host the grain talks between Georgia and Moldova.";

/// The findings of a check of `draft` against `files`, as JSON.
fn findings(draft: &str, files: &[(&str, &str)]) -> Vec<Value> {
    let mut all = vec![("draft.txt", draft)];
    all.extend(files);
    let folder = folder(&all);
    let mut args = vec!["check", "draft.txt", "-f", "json", "--against"];
    args.extend(files.iter().map(|(name, _)| *name));
    crosscheck(folder.path(), &args).json()["findings"].as_array().expect("a list").clone()
}

fn stale(finding: &Value) -> bool {
    finding["why"].as_array().is_some_and(|why| why.iter().any(|w| w.as_str().is_some_and(|w| w.starts_with("stale:"))))
}

#[test]
fn a_draft_that_still_has_the_value_of_an_earlier_version_is_told_so() {
    let (old, new) = (item(1, "2031-05-14T08:00Z", OLD, json!({})), item(2, "2031-05-14T11:00Z", NEW, json!({})));
    let found = findings(DRAFT, &[("v1.json", &old), ("v2.json", &new)]);
    let marked: Vec<&Value> = found.iter().filter(|f| stale(f)).collect();
    assert_eq!(marked.len(), 1, "{found:#?}");
    assert_eq!(marked[0]["relation"], "superseded");
    let message = marked[0]["message"].as_str().expect("a message");
    assert!(message.contains("stale: Dale Wire withdrew “Ankara”"), "{message}");
    let why = marked[0]["why"][0].as_str().expect("a reason");
    assert!(why.contains("“Ankara”") && why.contains("“Istanbul”") && why.contains("v1.json"), "{why}");
    // What no version of the item ever said is a conflict as any other.
    let found = findings(&DRAFT.replace("Ankara", "Sofia"), &[("v1.json", &old), ("v2.json", &new)]);
    assert!(!found.is_empty() && !found.iter().any(stale), "{found:#?}");
}

#[test]
fn a_correction_that_names_both_values_is_enough_without_the_earlier_version() {
    let note = |text: &str| item(2, "2031-05-14T11:00Z", NEW, json!({ "ednote": text }));
    let corrected = note("CORRECTS place of the talks in first paragraph to Istanbul (not Ankara)");
    let found = findings(DRAFT, &[("v2.json", &corrected)]);
    assert!(found.iter().any(stale), "{found:#?}");
    for other in ["Pictures to follow by 1400", "UPDATES with Istanbul", "Corrects Ankaraspor to Istanbul"] {
        let found = findings(DRAFT, &[("v2.json", &note(other))]);
        assert!(!found.is_empty() && !found.iter().any(stale), "{other}: {found:#?}");
    }
}

#[test]
fn an_item_that_is_withdrawn_or_withheld_is_not_compared_and_takes_its_earlier_versions_along() {
    let old = item(1, "2031-05-14T08:00Z", OLD, json!({}));
    for status in ["canceled", "withheld"] {
        let killed = item(2, "2031-05-14T11:00Z", NEW, json!({ "pubstatus": status }));
        let folder = folder(&[("a.txt", DRAFT), ("v1.json", &old), ("v2.json", &killed)]);
        let run = crosscheck(folder.path(), &["report", "a.txt", "v1.json", "v2.json", "-f", "json"]);
        let report = run.json();
        assert_eq!(run.status, 3, "{report:#}");
        assert_eq!(report["sources"].as_array().map(Vec::len), Some(1), "{report:#}");
        let inputs = crosscheck(folder.path(), &["inputs", ".", "-f", "json"]).json();
        assert_eq!(inputs["v2.json"]["status"], status);
        assert!(inputs["v2.json"]["not_compared"].as_str().is_some_and(|why| why.contains(status)), "{inputs:#}");
        assert!(inputs["v1.json"]["not_compared"].as_str().is_some_and(|why| why.contains("v2.json")), "{inputs:#}");
    }
}

#[test]
fn an_embargo_is_told_with_its_time_and_the_item_is_compared() {
    let held = item(1, "2031-05-14T08:00Z", NEW, json!({ "embargoed": "2031-05-15T06:00:00+02:00" }));
    let folder = folder(&[("a.txt", DRAFT), ("held.json", &held)]);
    for format in ["text", "markdown", "json", "html"] {
        let report = crosscheck(folder.path(), &["report", "a.txt", "held.json", "-f", format]);
        let report = report.text();
        let told = "held.json (Dale Wire) is under embargo until 2031-05-15T06:00+02:00";
        assert!(report.split_whitespace().collect::<Vec<_>>().join(" ").contains(told), "{format}: {report}");
    }
    let report = crosscheck(folder.path(), &["report", "a.txt", "held.json", "-f", "json"]).json();
    assert!(!report["findings"].as_array().expect("a list").is_empty(), "{report:#}");
    let inputs = crosscheck(folder.path(), &["inputs", "held.json"]);
    let inputs = inputs.text();
    assert!(inputs.contains("embargo    2031-05-15T06:00+02:00 (from ninjs)"), "{inputs}");
    let unknown = item(1, "2031-05-14T08:00Z", NEW, json!({ "pubstatus": "embargoed" }));
    std::fs::write(folder.path().join("held.json"), unknown).expect("writable");
    let report = crosscheck(folder.path(), &["report", "a.txt", "held.json"]);
    assert!(report.text().contains("held.json (Dale Wire) is under embargo, it does not say until when"), "{report:?}");
    assert!(report.status == 0 && report.text().contains("1 error"), "it is compared: {report:?}");
}
