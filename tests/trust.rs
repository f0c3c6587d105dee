//! What a report says of itself: what confirms a claim of the draft, what only does not exclude it, that a contradiction is one wherever it is
//! shown, and that nothing passes in silence.

mod common;

use common::{crosscheck, folder};
use dom_query::Document;
use serde_json::Value;

/// The text of each element that the selector finds.
fn texts(html: &str, select: &str) -> Vec<String> {
    Document::from(html).select(select).iter().map(|element| element.text().to_string()).collect()
}

const ANKARA: &str = "The grain talks between Moldova and Georgia will be held in Ankara.\n";
const ISTANBUL: &str = "Istanbul will host the grain talks between Georgia and Moldova.\n";
const TURKEY: &str = "Turkey will host the grain talks between Georgia and Moldova.\n";
const PERHAPS: &str = "Istanbul may host the grain talks between Georgia and Moldova.\n";
const COAT: &str = "The ferry has a new coat of paint, and the cook is glad of it.\n";
/// No rule makes a claim of the number, and the sentence is a copy.
const COPIED: &str = "Under the protocol, 36 vessels held up in Giurgiulesti and Poti since February will be cleared to sail within ten days, \
                      and their cargoes will be inspected jointly by officers of the two coast guards.\n";

/// The draft's only row on these words.
fn row<'a>(report: &'a Value, words: &str) -> &'a Value {
    let rows = report["draft"].as_array().expect("a check lists the draft's claims");
    let of_it: Vec<&Value> =
        rows.iter().filter(|r| r["evidence"]["text"].as_str().unwrap_or("").contains(words)).collect();
    of_it.first().unwrap_or_else(|| panic!("{words}: {report:#}"))
}

fn check(draft: &str, sources: &[&str], more: &[&str]) -> (common::Ran, Value, String) {
    let names: Vec<String> = (0..sources.len()).map(|n| format!("s{n}.txt")).collect();
    let mut files = vec![("draft.txt", draft)];
    files.extend(names.iter().map(String::as_str).zip(sources.iter().copied()));
    let desk = folder(&files);
    let mut args = vec!["check", "draft.txt", "--against"];
    args.extend(names.iter().map(String::as_str));
    args.extend(more);
    let run = |format: &[&str]| crosscheck(desk.path(), &[&args[..], format].concat());
    (run(&[]), run(&["-f", "json"]).json(), run(&["-f", "html"]).text().to_owned())
}

#[test]
fn only_the_equal_value_confirms() {
    let killed = |number: &str| format!("The blaze at the mill in Harun killed {number} people on Friday.\n");
    for (draft, source, status) in [
        (ANKARA.to_owned(), ANKARA.to_owned(), "confirmed"),
        (ANKARA.to_owned(), TURKEY.to_owned(), "compatible"),
        (killed("26"), killed("26"), "confirmed"),
        (killed("26"), killed("at least 26"), "compatible"),
        (killed("26"), killed("more than 20"), "compatible"),
        (killed("about 300"), killed("about 300"), "confirmed"),
        (killed("about 300"), killed("290"), "compatible"),
        (killed("dozens of"), killed("26"), "compatible"),
    ] {
        let (text, json, page) = check(&draft, &[&source], &["--min-voices", "1"]);
        let rows: Vec<&Value> = json["draft"].as_array().expect("rows").iter().collect();
        let slot = if draft == ANKARA { "Ankara" } else { "killed" };
        let row = row(&json, slot);
        assert_eq!(row["status"], status, "{draft} / {source}: {rows:#?}");
        let (voices, why) = (row["voices"].as_u64(), row["why"].as_array().expect("reasons"));
        assert_eq!(
            (voices, why.is_empty()),
            (Some(u64::from(status == "confirmed")), status == "confirmed"),
            "{row:#}"
        );
        if status == "compatible" {
            let why = why[0].as_str().expect("words");
            assert!(text.text().contains("compatible, no voice of 1 wanted") && text.text().contains(why), "{text:?}");
            assert!(texts(&page, "ol.claims li").join("\n").contains(why), "{why}: {page}");
        }
    }
    // A voice that is only compatible does not make two of one.
    let (text, json, _) = check(ANKARA, &[ANKARA, TURKEY], &["--min-voices", "2"]);
    assert_eq!(row(&json, "Ankara")["voices"], 1);
    assert!(text.text().contains("confirmed by 1 voice of 2 wanted"), "{text:?}");
}

#[test]
fn a_check_hears_what_a_source_says_in_other_words_and_of_the_same_person() {
    let draft = "Ada Holm was jailed on Friday. The jury convicted her after a trial that lasted seven weeks.\n\nThe solicitor Niall \
                 Mooney said she would appeal.\n";
    let source = "A former leader of Harun council was jailed on Friday for taking bribes.\n\nThe jury of seven women and five men \
                  convicted Ada Holm last month, after a trial that lasted seven weeks.\n\nThe solicitor Niall Rooney said that she \
                  would appeal.\n";
    let (text, json, _) = check(draft, &[source], &[]);
    assert_eq!(row(&json, "seven weeks")["status"], "confirmed", "{json:#}");
    let rows = json["draft"].as_array().expect("rows");
    let role = rows.iter().find(|row| row["evidence"]["rule"] == "en/claims/person_role").expect("a role");
    assert_eq!(role["status"], "only_here", "another solicitor: {role:#}");
    assert!(text.text().contains("duration: trial: seven weeks\n"), "{text:?}");
    // The draft speaks for nothing that it says itself.
    assert!(text.text().contains("  Niall Mooney (the draft)\n") && text.text().contains("  Niall Rooney (1 voice)\n"));
    let name = json["findings"].as_array().expect("findings").iter().find(|f| f["category"] == "name").expect("a name");
    assert_eq!((&name["sides"][0]["voices"], &name["sides"][1]["voices"]), (&0.into(), &1.into()), "{name:#}");
}

#[test]
fn a_slip_is_found_however_often_a_name_stands_and_whatever_the_draft_is_called() {
    let verbs = ["spoke", "left", "waited", "laughed", "wrote", "slept", "argued", "returned", "nodded", "frowned"];
    let many = |count: usize, from: usize| {
        let said =
            |n: usize| format!("Tamara Velikova {} in the hall at the {n}th hour of the day.\n\n", verbs[n % 10]);
        (from..from + count).map(said).collect::<String>()
    };
    let slip = format!("Ministers met in Harun without Tamaar Velikova or her aides.\n\n{}", many(40, 7));
    let desk =
        folder(&[("aaa.txt", &many(30, 3)), ("zzz.txt", &many(30, 3)), ("m/b.txt", &many(60, 0)), ("m/c.txt", &slip)]);
    let told = |draft: &str| {
        let json = crosscheck(desk.path(), &["check", draft, "--against", "m", "-f", "json"]).json();
        let told = |f: &Value| (f["id"].clone(), f["severity"].clone(), f["rule"].clone());
        json["findings"].as_array().expect("findings").iter().map(told).collect::<Vec<_>>()
    };
    let first = told("aaa.txt");
    assert!(matches!(&first[..], [(_, severity, rule)] if severity == "error" && rule == "en/claims/person_name"));
    assert_eq!(told("zzz.txt"), first);
}

#[test]
fn what_is_contradicted_is_so_in_the_list_in_json_on_the_page_and_in_the_summary() {
    let draft = format!("{ANKARA}\n{COPIED}");
    let source = format!("{ISTANBUL}\n{}", COPIED.replace("36", "26"));
    let (text, json, page) = check(&draft, &[&source], &[]);
    for words in ["Ankara", "36 vessels"] {
        let row = row(&json, words);
        assert_eq!(row["status"], "contradicted", "{words}: {row:#}");
        let finding = json["findings"].as_array().expect("findings").iter().find(|f| f["id"] == row["finding"]);
        assert!(finding.is_some_and(|f| f["severity"] != "note"), "{words}: {row:#}");
    }
    let listed = text.text().lines().filter(|l| l.starts_with("  line ") && l.contains(" contradicted ")).count();
    let rows = json["draft"].as_array().expect("rows").iter().filter(|r| r["status"] == "contradicted").count();
    let shown = texts(&page, "ol.claims .standing").iter().filter(|s| s.contains("contradicted")).count();
    assert_eq!((listed, rows, shown), (2, 2, 2), "{text:?}");
    assert_eq!(json["summary"]["draft"]["contradicted"], 2);
    assert!(text.text().contains("2 contradicted,"), "{text:?}");
    let marks = texts(&page, ".draft mark.differs").join("\n");
    assert!(marks.contains("Ankara") && marks.contains("36"), "{marks}");
}

#[test]
fn a_draft_with_warnings_alone_does_not_pass_in_silence() {
    let rule = include_str!("../rules/en/claims/meeting_place.toml");
    let milder = |severity: &str| rule.replacen("severity = \"error\"", &format!("severity = \"{severity}\""), 1);
    let desk = folder(&[
        ("a.txt", ANKARA),
        ("b.txt", ISTANBUL),
        ("again.txt", ANKARA),
        ("coat.txt", COAT),
        ("warns/en/claims/meeting_place.toml", &milder("warning")),
        ("notes/en/claims/meeting_place.toml", &milder("note")),
    ]);
    for (arguments, verdict, status) in [
        ("check a.txt --against b.txt", "fail", 1),
        ("check a.txt --against b.txt --exit-zero", "fail", 0),
        ("check a.txt --against b.txt --fail-on never", "look", 0),
        ("check a.txt --against b.txt --rules warns", "look", 0),
        ("check a.txt --against b.txt --rules warns --fail-on warning", "fail", 1),
        ("check a.txt --against b.txt --rules notes", "pass", 0),
        ("check a.txt --against again.txt", "pass", 0),
        ("check a.txt --against coat.txt", "incomplete", 3),
    ] {
        let words: Vec<&str> = arguments.split(' ').collect();
        let text = crosscheck(desk.path(), &words);
        let json = crosscheck(desk.path(), &[&words[..], &["-f", "json"]].concat()).json();
        let last = text.text().lines().last().unwrap_or_default();
        let said = last.rsplit("; ").next().unwrap_or_default();
        assert!(said.split(':').next() == Some(verdict), "{arguments}: {last}");
        assert_eq!((json["summary"]["verdict"].as_str(), text.status), (Some(verdict), status), "{arguments}");
        let contradicted = json["summary"]["draft"]["contradicted"].as_u64().expect("a count") > 0;
        assert_eq!(contradicted, matches!(verdict, "look" | "fail"), "{arguments}: {json:#}");
    }
    let report = crosscheck(desk.path(), &["report", "a.txt", "b.txt", "-f", "json"]).json();
    assert!(report["summary"].get("verdict").is_none() && report["summary"].get("draft").is_none());
}

#[test]
fn a_heading_says_how_much_was_compared() {
    let desk = folder(&[
        ("ankara.txt", ANKARA),
        ("again.txt", ANKARA),
        ("istanbul.txt", ISTANBUL),
        ("perhaps.txt", PERHAPS),
        ("coat.txt", COAT),
    ]);
    for (sources, counts, words) in [
        ("ankara.txt again.txt", [1, 0, 0], "1 fact compared between outlets, none differs"),
        ("ankara.txt istanbul.txt", [1, 1, 0], "1 fact compared between outlets, 1 differs"),
        ("ankara.txt perhaps.txt", [0, 0, 1], "no fact could be compared between outlets; 1 fact said by several"),
        ("ankara.txt coat.txt", [0, 0, 0], "no fact could be compared between outlets; 1 fact in one outlet alone"),
    ] {
        let run = |format: &str| {
            let line = format!("report {sources} -f {format}");
            crosscheck(desk.path(), &line.split(' ').collect::<Vec<_>>())
        };
        let json = run("json").json();
        let compared = &json["summary"]["compared"];
        let found = ["between_outlets", "differ", "not_comparable"].map(|key| compared[key].as_u64().expect("a count"));
        // Whatever else the sentence claims is said by all or by none of the two.
        assert_eq!((found[1] > 0, found[2] > 0), (counts[1] > 0, counts[2] > 0), "{sources}: {json:#}");
        assert_eq!(found[0] > 0, counts[0] > 0, "{sources}: {json:#}");
        let status: Vec<&str> =
            json["facts"].as_array().expect("facts").iter().filter_map(|f| f["status"].as_str()).collect();
        assert_eq!(status.contains(&"not_compared"), counts[2] > 0, "{sources}: {json:#}");
        if counts[0] == 0 {
            assert!(!status.contains(&"agreed"), "{sources}: {json:#}");
        }
        let page = run("html");
        let head = texts(page.text(), "header .verdict").join(" ");
        for (format, said) in [
            ("text", run("text").text().to_owned()),
            ("markdown", run("markdown").text().to_owned()),
            ("page", head.clone()),
        ] {
            assert!(said.to_lowercase().contains(words), "{sources}, {format}: {said}");
        }
        assert_eq!(head.contains('✓'), counts[0] > 0 && counts[1] == 0, "{sources}: {head}");
        assert!(!page.text().to_lowercase().contains("no contradiction"), "{sources}");
    }
}
