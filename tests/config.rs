//! `crosscheck.toml`: where it is found, what it changes, what wins, and what is refused.

mod common;

use std::path::Path;

use common::{Ran, crosscheck, folder, write};
use serde_json::Value;
use tempfile::TempDir;

const ANKARA: &str = "outlet: The Courier\npublished: 2031-05-15\n\nThe grain talks between Moldova and Georgia will be held in Ankara. \
    The talks will begin at 11am on Friday.\n";
const ISTANBUL: &str =
    "outlet: The Lantern\npublished: 2031-05-15\n\nIstanbul will host the grain talks between Georgia and Moldova.\n";

fn desk(config: &str) -> TempDir {
    let milder =
        std::fs::read_to_string(common::root().join("rules/en/claims/meeting_place.toml")).expect("it is there");
    let milder = milder.replacen("severity = \"error\"", "severity = \"note\"", 1);
    folder(&[
        ("crosscheck.toml", config),
        ("stories/talks/a.txt", ANKARA),
        ("stories/talks/b.txt", ISTANBUL),
        ("house/en/claims/meeting_place.toml", &milder),
    ])
}

fn run(folder: &Path, line: &str) -> Ran {
    crosscheck(folder, &line.split(' ').filter(|word| !word.is_empty()).collect::<Vec<_>>())
}

/// The severities of the findings on the place, and how the run ended.
fn place(desk: &TempDir, line: &str) -> (Vec<String>, i32) {
    let ran = run(desk.path(), &format!("{line} -f json"));
    let json = ran.json();
    let findings = json["findings"].as_array().expect("findings").iter().filter(|f| f["category"] == "place");
    (findings.filter_map(|f| f["severity"].as_str().map(str::to_owned)).collect(), ran.status)
}

#[test]
fn severities_rules_and_the_level_of_failure_come_from_the_file() {
    let check = "check stories/talks/a.txt --against stories/talks/b.txt";
    let one = |severity: &str| vec![severity.to_owned()];
    for (config, line, severities, status) in [
        ("", check, one("error"), 1),
        ("[severity]\nmeeting_place = \"warning\"\n", check, one("warning"), 0),
        ("[severity]\n\"en/claims/meeting_place\" = \"note\"\n", check, one("note"), 0),
        ("[severity]\nplace = \"note\"\n", check, one("note"), 0),
        // What names the rule outweighs what names its category.
        ("[severity]\nplace = \"note\"\nmeeting_place = \"error\"\n", check, one("error"), 1),
        ("[severity]\nmeeting_place = \"off\"\n", check, Vec::new(), 0),
        ("[check]\nfail_on = \"never\"\n", check, one("error"), 0),
        ("[check]\nfail_on = \"warning\"\n[severity]\nplace = \"warning\"\n", check, one("warning"), 1),
        ("[rules]\nfolder = \"house\"\n", check, one("note"), 0),
        // `report` fails on nothing by itself.
        ("[check]\nfail_on = \"note\"\n", "report stories/talks", one("error"), 0),
    ] {
        let desk = desk(config);
        assert_eq!(place(&desk, line), (severities, status), "{config}");
        // The command line wins, and --isolated leaves the file out.
        assert_eq!(place(&desk, &format!("{line} --isolated --fail-on error")), (one("error"), 1), "{config}");
        assert_eq!(place(&desk, &format!("{line} --fail-on never")).1, 0, "{config}");
    }
}

#[test]
fn the_nearest_file_above_the_first_path_holds() {
    let desk = desk("[severity]\nplace = \"note\"\n");
    write(desk.path(), "stories/crosscheck.toml", "[severity]\nplace = \"warning\"\n");
    write(desk.path(), "other.toml", "[severity]\nplace = \"off\"\n");
    assert_eq!(place(&desk, "report stories/talks").0, ["warning"]);
    assert_eq!(place(&desk, "report stories/talks --config crosscheck.toml").0, ["note"]);
    assert_eq!(place(&desk, "report stories/talks --config other.toml").0, [""; 0]);
    let ran = crosscheck(&desk.path().join("stories/talks"), &["config", "--show"]);
    let origin = "stories/crosscheck.toml:2\n";
    assert!(ran.text().contains("place = \"warning\"  # from ") && ran.text().contains(origin), "{ran:?}");
    let above = run(desk.path(), "config stories/talks --show");
    assert!(above.text().contains(&format!("place = \"warning\"  # from {origin}")), "{above:?}");
    let missing = run(desk.path(), "report stories/talks --config nowhere.toml");
    assert_eq!((missing.status, missing.text()), (2, ""), "{missing:?}");
    assert!(missing.stderr.contains("nowhere.toml: there is no such file"), "{missing:?}");
}

#[test]
fn zones_of_outlets_fill_what_no_text_says() {
    let desk = desk("[report]\ntimezone = \"Europe/Paris\"\n[outlets.\"The Courier\"]\ntimezone = \"Europe/London\"\n");
    write(desk.path(), "stories/talks/c.txt", "timezone: Asia/Tokyo\n\nThe ferry has a new coat of paint.\n");
    let zones = |line: &str| -> Vec<(Value, Value)> {
        let json = run(desk.path(), line).json();
        let rows = json.as_object().expect("sources by id").values();
        rows.map(|row| (row["timezone"].clone(), row["origins"]["timezone"].clone())).collect()
    };
    let said = zones("inputs stories/talks -f json");
    assert_eq!(said[0], ("Europe/London".into(), "crosscheck.toml".into()));
    assert_eq!(said[1], ("Europe/Paris".into(), "crosscheck.toml".into()));
    assert_eq!(said[2].0, "Asia/Tokyo", "the text wins");
    let typed = zones("inputs stories/talks -f json --timezone Europe/Rome");
    assert_eq!(typed[0].0, "Europe/London", "the outlet's own zone is known");
    assert_eq!(typed[1], ("Europe/Rome".into(), "command line".into()));
    assert_eq!(zones("inputs stories/talks -f json --isolated")[0].0, Value::Null);
}

#[test]
fn only_and_skip_choose_rules_and_categories() {
    let story = common::root().join("fixtures/stories/ankara-or-istanbul");
    let categories = |line: &str| -> Vec<String> {
        let ran = run(&story, &format!("report . -f json {line}"));
        let json = ran.json();
        let findings = json["findings"].as_array().expect("findings").iter();
        let mut out: Vec<String> = findings.filter_map(|f| f["category"].as_str().map(str::to_owned)).collect();
        out.sort();
        out.dedup();
        out
    };
    let all = categories("");
    assert!(all.len() >= 5, "{all:?}");
    assert_eq!(categories("--only age,date"), ["age", "date"]);
    assert_eq!(categories("--only person_age --only date"), ["age", "date"]);
    assert_eq!(categories("--only age,date --skip en/claims/person_age"), ["date"]);
    let rest: Vec<String> = all.iter().filter(|c| *c != "age").cloned().collect();
    assert_eq!(categories("--skip age"), rest);
    for (line, remedy) in [("--only plcae", "did you mean `place`?"), ("--skip qqqqqq", "crosscheck rules list")] {
        let ran = run(&story, &format!("report . {line}"));
        assert_eq!((ran.status, ran.text()), (2, ""), "{ran:?}");
        assert!(ran.stderr.contains("is no rule and no category") && ran.stderr.contains(remedy), "{ran:?}");
    }
}

#[test]
fn what_is_not_understood_is_refused_with_file_line_and_remedy() {
    for (config, line, what) in [
        ("[report]\ntimezones = \"Europe/London\"\n", 2, "unknown field `timezones`, expected `timezone`"),
        ("[reports]\n", 1, "unknown field `reports`"),
        ("[report]\n\ntimezone = \"Atlantis\"\n", 3, "unknown time zone `Atlantis`"),
        ("[check]\nfail_on = \"sometimes\"\n", 2, "unknown severity `sometimes`"),
        ("[check]\nmin_voices = 0\n", 2, "`0` voices"),
        ("[check]\nmin_voices = \"two\"\n", 2, "invalid type"),
        ("[severity]\nplace = \"grave\"\n", 2, "unknown variant `grave`"),
        ("[severity]\n\nplcae = \"note\"\n", 3, "`plcae` is no rule and no category; did you mean `place`?"),
        ("[outlets.\"The Courier\"]\nzone = \"Europe/London\"\n", 2, "unknown field `zone`"),
        ("[rules\n", 1, ""),
    ] {
        let desk = desk(config);
        for command in ["report stories/talks", "check stories/talks/a.txt --against stories/talks/b.txt"] {
            let ran = run(desk.path(), command);
            assert_eq!((ran.status, ran.text()), (2, ""), "{config}: {ran:?}");
            let place = format!("crosscheck.toml:{line}: ");
            assert!(ran.stderr.contains(&place) && ran.stderr.contains(what), "{config}: {}", ran.stderr);
            assert!(ran.stderr.contains("; "), "no remedy: {}", ran.stderr);
        }
    }
    let desk = desk("[rules]\nfolder = \"nowhere\"\n");
    let ran = run(desk.path(), "report stories/talks");
    assert!(ran.status == 2 && ran.stderr.contains("nowhere: there is no such rule folder"), "{ran:?}");
}

#[test]
fn the_sample_of_the_guide_is_understood() {
    let guide = std::fs::read_to_string(common::root().join("docs/configuration.md")).expect("the guide is there");
    let sample = guide.split("```toml\n").nth(1).and_then(|rest| rest.split("```").next()).expect("a sample");
    let desk = desk(&sample.replace("house-rules", "house"));
    assert_eq!(
        place(&desk, "check stories/talks/a.txt --against stories/talks/b.txt"),
        (vec!["warning".to_owned()], 1)
    );
    let shown = run(desk.path(), "config --show");
    assert!(!shown.text().contains("# default"), "every key is in the sample: {shown:?}");
}

#[test]
fn config_show_says_what_holds_and_from_where() {
    let desk = desk(
        "[report]\ntimezone = \"Europe/Paris\"\n[check]\nfail_on = \"warning\"\nmin_voices = 2\n[severity]\nplace = \"note\"\n\
        [rules]\nfolder = \"house\"\n[outlets.\"The \\\"C\\\"\"]\ntimezone = \"Europe/London\"\n",
    );
    let ran = run(desk.path(), "config --show");
    assert_eq!((ran.status, ran.stderr.as_str()), (0, ""));
    for row in [
        "timezone = \"Europe/Paris\"  # from crosscheck.toml",
        "fail_on = \"warning\"  # from crosscheck.toml",
        "min_voices = 2  # from crosscheck.toml",
        "place = \"note\"  # from crosscheck.toml:7",
        "folder = \"house\"  # from crosscheck.toml",
    ] {
        assert!(ran.text().lines().any(|line| line == row), "{row}\n{ran:?}");
    }
    let typed = run(desk.path(), "config --show --fail-on note --timezone Asia/Tokyo --rules x --skip age,date");
    for row in [
        "fail_on = \"note\"  # from command line",
        "timezone = \"Asia/Tokyo\"  # from command line",
        "folder = \"x\"  # from command line",
        "# --skip age,date  # from command line",
        "min_voices = 2  # from crosscheck.toml",
    ] {
        assert!(typed.text().lines().any(|line| line == row), "{row}\n{typed:?}");
    }
    // What is shown can be written into a file again.
    let again = folder(&[("crosscheck.toml", ran.text())]);
    let shown = run(again.path(), "config --show");
    assert_eq!(shown.status, 0, "{shown:?}");
    let none = run(desk.path(), "config --show --isolated");
    assert!(
        none.text().starts_with("# no crosscheck.toml was read\n")
            && none.text().contains("# fail_on = \"error\"  # default")
    );
}
