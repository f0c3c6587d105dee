//! The first minutes: the built-in story, files to begin with, completions and the manual page.

mod common;

use std::fs;

use common::{crosscheck, crosscheck_in, folder, write};

const ANKARA: &str = "outlet: The Courier\npublished: 2031-05-15\n\nThe grain talks between Moldova and Georgia will be held in Ankara.\n";
const ISTANBUL: &str = "Istanbul will host the grain talks between Georgia and Moldova.\n";

#[test]
fn the_demo_is_the_report_of_the_invented_story() {
    let empty = folder::<&str>(&[]);
    let ran = crosscheck(empty.path(), &["demo"]);
    assert_eq!(ran.status, 0, "{ran:?}");
    let story = common::root().join("fixtures/stories");
    let report = crosscheck(&story, &["report", "ankara-or-istanbul"]);
    assert_eq!(ran.text(), report.text());
    assert!(ran.stderr.contains("invented"), "{ran:?}");
    assert_eq!(fs::read_dir(empty.path()).expect("readable").count(), 0, "it writes nothing");
    let json = crosscheck(empty.path(), &["demo", "-f", "json"]).json();
    assert_eq!(json["sources"].as_array().map(Vec::len), Some(5));
    assert_eq!(crosscheck(empty.path(), &["demo", "--open", "-f", "json"]).status, 2);
}

#[cfg(unix)]
#[test]
fn the_demo_opens_as_a_page() {
    use std::os::unix::fs::PermissionsExt;
    let desk = folder(&[("bin/xdg-open", "#!/bin/sh\necho \"$1\" > \"$TMPDIR/opened\"\n"), ("tmp/x", "")]);
    let (opener, tmp) = (desk.path().join("bin/xdg-open"), desk.path().join("tmp"));
    fs::set_permissions(&opener, fs::Permissions::from_mode(0o755)).expect("ours");
    fs::copy(&opener, desk.path().join("bin/open")).expect("ours");
    let variables = [
        ("PATH", desk.path().join("bin").to_string_lossy().into_owned()),
        ("TMPDIR", tmp.to_string_lossy().into_owned()),
    ];
    let variables: Vec<(&str, &str)> = variables.iter().map(|(k, v)| (*k, v.as_str())).collect();
    let ran = crosscheck_in(desk.path(), &["demo", "--open"], &variables);
    assert_eq!(ran.status, 0, "{ran:?}");
    let page = ran.text().lines().next().expect("the path").to_owned();
    assert!(page.starts_with(tmp.to_str().expect("UTF-8")) && page.ends_with(".html"), "{page}");
    let html = fs::read_to_string(&page).expect("it was written");
    assert!(html.starts_with("<!DOCTYPE html>") && html.contains("Ilinca Bratu"));
    let opened = tmp.join("opened");
    for _ in 0..200 {
        if fs::read_to_string(&opened).is_ok_and(|text| text.ends_with('\n')) {
            break;
        }
        std::thread::sleep(std::time::Duration::from_millis(50));
    }
    assert_eq!(fs::read_to_string(&opened).expect("the opener ran").trim(), page);
    // Without an opener, the reader is told what to do.
    let ran = crosscheck_in(desk.path(), &["demo", "--open"], &[("PATH", "nowhere"), ("TMPDIR", variables[1].1)]);
    assert_eq!(ran.status, 2, "{ran:?}");
    assert!(ran.stderr.contains("in a browser") && ran.stderr.contains("demo.html"), "{ran:?}");
}

#[test]
fn init_lists_the_files_and_overwrites_nothing() {
    let desk = folder(&[("talks/a.txt", ANKARA), ("talks/The Lantern/\"b\".txt", ISTANBUL), ("talks/notes.bin", "x")]);
    let before = crosscheck(desk.path(), &["report", "talks", "-f", "csv"]);
    let ran = crosscheck(desk.path(), &["init", "talks"]);
    assert_eq!(ran.status, 0, "{ran:?}");
    let manifest = fs::read_to_string(desk.path().join("talks/sources.toml")).expect("written");
    assert_eq!(manifest.matches("[[source]]").count(), 2, "{manifest}");
    assert!(manifest.contains("# outlet = \"The Courier\"  # from front matter"), "{manifest}");
    assert!(manifest.contains("\noutlet = \"The Lantern\"\n"), "{manifest}");
    // What it wrote is read, and changes no finding.
    let after = crosscheck(desk.path(), &["report", "talks", "-f", "csv"]);
    assert_eq!((after.status, after.text()), (0, before.text()), "{after:?}");
    assert!(after.text().contains("The Lantern"), "{after:?}");
    for name in ["sources.toml", "crosscheck.toml"] {
        write(desk.path(), &format!("talks/{name}"), "# mine\n");
    }
    let again = crosscheck(desk.path(), &["init", "talks"]);
    assert_eq!((again.status, again.text().matches("kept").count()), (0, 2), "{again:?}");
    for name in ["sources.toml", "crosscheck.toml"] {
        assert_eq!(fs::read_to_string(desk.path().join("talks").join(name)).expect("there"), "# mine\n");
    }
}

#[test]
fn every_setting_that_init_writes_as_a_comment_is_understood() {
    let desk = folder(&[("a.txt", ANKARA)]);
    assert_eq!(crosscheck(desk.path(), &["init"]).status, 0);
    for name in ["sources.toml", "crosscheck.toml"] {
        let path = desk.path().join(name);
        let text = fs::read_to_string(&path).expect("written");
        let set = |line: &str| match line.strip_prefix("# ") {
            Some(rest) if rest.starts_with('[') || rest.contains(" = ") => rest.to_owned(),
            _ => line.to_owned(),
        };
        fs::write(&path, text.lines().map(|l| set(l) + "\n").collect::<String>()).expect("ours");
    }
    write(desk.path(), "house-rules/en/lexicons/x.toml", "");
    let shown = crosscheck(desk.path(), &["config", "--show"]);
    assert_eq!(shown.status, 0, "{shown:?}");
    assert!(shown.text().contains("min_voices = 2  # from crosscheck.toml"), "{shown:?}");
    let inputs = crosscheck(desk.path(), &["inputs", ".", "--isolated"]);
    assert_eq!((inputs.status, inputs.stderr.as_str()), (0, ""), "{inputs:?}");
    assert!(inputs.text().contains("Europe/London (from sources.toml)"), "{inputs:?}");
}

#[test]
fn init_leaves_a_configuration_above_in_force() {
    let desk = folder(&[("crosscheck.toml", "[check]\nfail_on = \"note\"\n"), ("talks/a.txt", ANKARA)]);
    assert_eq!(crosscheck(desk.path(), &["init", "talks"]).status, 0);
    assert!(!desk.path().join("talks/crosscheck.toml").exists());
    let empty = crosscheck(desk.path(), &["init", "nowhere"]);
    assert_eq!(empty.status, 2, "{empty:?}");
}

#[test]
fn completions_and_the_manual_know_every_command() {
    let empty = folder::<&str>(&[]);
    let run = |line: &str| crosscheck(empty.path(), &line.split(' ').collect::<Vec<_>>());
    let commands = ["report", "check", "diff", "inputs", "extract", "waive", "config", "rules", "demo", "init"];
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        let ran = run(&format!("completions {shell}"));
        assert_eq!(ran.status, 0, "{ran:?}");
        assert!(commands.iter().all(|command| ran.text().contains(command)), "{shell}");
    }
    assert_eq!(run("completions dos").status, 2);
    let page = run("man");
    assert!(page.text().starts_with(".ie") || page.text().contains(".TH crosscheck 1"), "{page:?}");
    assert!(commands.iter().all(|command| page.text().contains(command)), "{page:?}");
    let check = run("man check");
    assert!(check.text().contains("against") && check.text().contains("min"), "{check:?}");
    assert!(run("man rules test").text().contains("coverage"));
    assert_eq!(run("man nothing").status, 2);
}
