//! Folders as newsrooms have them: patterns and sidecars, the zone of a report, and everything that a file system can do to a run.

mod common;

use std::fs;

use common::{crosscheck, folder};

const ANKARA: &str = "The grain talks between Moldova and Georgia will be held in Ankara.";
const ISTANBUL: &str = "Istanbul will host the grain talks between Georgia and Moldova.";

#[test]
fn a_pattern_lists_what_fits_it_and_a_name_wins_over_it() {
    let list = "[[source]]\nfile = \"afp/*.txt\"\noutlet = \"AFP\"\n[[source]]\nfile = \"**/b.txt\"\noutlet = \"Never\"\n\
        [[source]]\nfile = \"afp/own.txt\"\noutlet = \"Own\"\n[[source]]\nfile = \"x?.md\"\noutlet = \"Gone\"\n";
    let story = folder(&[
        ("sources.toml", list),
        ("afp/a.txt", ANKARA),
        ("afp/b.txt", ISTANBUL),
        ("afp/own.txt", ANKARA),
        ("afp/deep/c.txt", ANKARA),
        ("afp/d.md", ANKARA),
    ]);
    let run = crosscheck(story.path(), &["inputs", ".", "-f", "json"]);
    let read = run.json();
    let outlets: Vec<(&str, &str)> = read
        .as_object()
        .expect("by id")
        .iter()
        .filter(|(_, row)| row["not_read"].is_null())
        .map(|(id, row)| (id.as_str(), row["outlet"].as_str().expect("an outlet")))
        .collect();
    assert_eq!(outlets, [("afp/a.txt", "AFP"), ("afp/b.txt", "AFP"), ("afp/own.txt", "Own")]);
    assert_eq!(run.status, 3);
    assert!(
        run.stderr.contains("sources.toml:11: no file fits the pattern `x?.md`; put the files there"),
        "{}",
        run.stderr
    );
    let zipped = crosscheck(story.path(), &["report", "."]);
    assert!(zipped.status == 3 && zipped.text().contains("Ankara or Istanbul"), "the rest is compared: {zipped:?}");
}

#[test]
fn a_sidecar_says_where_a_text_is_from() {
    let story = folder(&[
        ("a.txt", "Outlet: Front\nLanguage: en\n\nThe talks ended."),
        ("a.meta.toml", "outlet = \"The Herald\"\npublished = 2031-03-04T09:30:00+02:00\n"),
        (
            "b.html",
            "<html><body><article><p>The talks ended in the evening, and nobody knew.</p></article></body></html>",
        ),
        ("b.html.meta.json", r#"{"outlet": "The \"Post\"", "timezone": "Europe/Paris", "tags": ["x"]}"#),
        ("c.txt", "The talks ended."),
        ("c.meta.yaml", "outlet: Dale Wire\npublished: soon\n"),
        ("d.txt", "The talks ended."),
        ("d.meta.json", "[1, 2"),
    ]);
    let run = crosscheck(story.path(), &["inputs", ".", "-f", "json"]);
    let read = run.json();
    let sources = read.as_object().expect("by id").values().filter(|row| row["not_read"].is_null()).count();
    assert_eq!(sources, 4, "a sidecar is no source: {read:#}");
    assert_eq!(read["d.meta.json"]["incomplete"], true);
    assert_eq!(
        (&read["a.txt"]["outlet"], &read["a.txt"]["origins"]["outlet"]),
        (&"The Herald".into(), &"sidecar".into())
    );
    assert_eq!(read["a.txt"]["published"], "2031-03-04T09:30+02:00");
    assert_eq!(read["a.txt"]["origins"]["language"], "front matter");
    assert_eq!(
        (&read["b.html"]["outlet"], &read["b.html"]["timezone"]),
        (&"The \"Post\"".into(), &"Europe/Paris".into())
    );
    assert_eq!(read["c.txt"]["outlet"], "Dale Wire");
    assert!(run.stderr.contains("c.meta.yaml:2: `soon`"), "{}", run.stderr);
    assert!(run.stderr.contains("d.meta.json: nothing in this file is understood"), "{}", run.stderr);
    assert_eq!(run.status, 3);
    fs::write(story.path().join("sources.toml"), "[[source]]\nfile = \"a.txt\"\noutlet = \"Listed\"\n")
        .expect("writable");
    let listed = crosscheck(story.path(), &["inputs", ".", "-f", "json"]).json();
    assert_eq!(listed["a.txt"]["outlet"], "Listed", "sources.toml wins over a sidecar");
}

#[test]
fn the_zone_of_a_list_is_the_one_that_a_report_is_shown_in() {
    let list = |zone: &str| {
        format!(
            "{zone}[[source]]\nfile = \"a.txt\"\npublished = 2031-03-04T23:30:00+00:00\n[[source]]\nfile = \"b.txt\"\npublished = \"2031-03-04T08:00\"\n"
        )
    };
    for (zone, at) in [("", "2031-03-04T23:30+00:00"), ("timezone = \"Asia/Tokyo\"\n", "2031-03-05T08:30+09:00")] {
        let story = folder(&[("sources.toml", list(zone).as_str()), ("a.txt", ANKARA), ("b.txt", ISTANBUL)]);
        let report = crosscheck(story.path(), &["report", "."]);
        assert!(report.text().contains(&format!("a, {at}")), "{zone}: {}", report.text());
        assert!(report.text().contains("b, 2031-03-04T08:00\n"), "a clock without a zone stays: {}", report.text());
    }
}

/// A folder with two texts that differ, in which something else goes wrong.
fn with_trouble() -> tempfile::TempDir {
    folder(&[("a.txt", ANKARA), ("b.txt", ISTANBUL)])
}

#[test]
fn what_the_file_system_refuses_is_told_and_the_rest_is_compared() {
    let story = with_trouble();
    fs::create_dir_all(story.path().join("x.txt")).expect("a folder with the name of a file");
    fs::write(
        story.path().join("sources.toml"),
        "[[source]]\nfile = \"a.txt\"\n[[source]]\nfile = \"b.txt\"\n[[source]]\nfile = \"x.txt\"\n",
    )
    .expect("writable");
    let run = crosscheck(story.path(), &["report", "."]);
    assert!(run.status == 3 && run.text().contains("1 error"), "{run:?}");
    assert!(run.stderr.contains("x.txt: this is no file, though ./sources.toml:6 lists it; "), "{}", run.stderr);
    let gone = crosscheck(story.path(), &["report", "a.txt", "b.txt", "gone.txt"]);
    assert!(gone.status == 3 && gone.text().contains("1 error"), "{gone:?}");
    assert!(gone.stderr.contains("gone.txt: there is no such file or folder; "), "{}", gone.stderr);
}

#[cfg(unix)]
#[test]
fn a_file_that_must_not_be_read_is_told_and_the_rest_is_compared() {
    use std::os::unix::fs::PermissionsExt;
    let story = with_trouble();
    let locked = story.path().join("locked.txt");
    fs::write(&locked, ANKARA).expect("writable");
    fs::set_permissions(&locked, fs::Permissions::from_mode(0o0)).expect("own file");
    if fs::read(&locked).is_ok() {
        // Whoever is allowed everything cannot be refused.
        return;
    }
    let run = crosscheck(story.path(), &["report", "."]);
    assert!(run.status == 3 && run.text().contains("1 error"), "{run:?}");
    assert!(
        run.stderr.contains("locked.txt: permission to read it is denied; make the file readable"),
        "{}",
        run.stderr
    );
}

#[test]
fn what_is_not_read_in_a_folder_stands_in_every_report() {
    let story = with_trouble();
    for (name, text) in [("c.csv", "a,b"), ("d.csv", "a,b"), ("package.json", "{}")] {
        fs::write(story.path().join(name), text).expect("writable");
    }
    let why = "files that end in .csv are not read";
    for (format, told) in [
        ("text", "not read: c.csv, d.csv: files that end in .csv are not read"),
        ("markdown", "- c.csv, d.csv: files that end in .csv are not read"),
        ("html", "<bdi>c.csv, d.csv: files that end in .csv are not read</bdi>"),
        ("github", "not read: c.csv, d.csv: files that end in .csv are not read"),
        ("sarif", "\"level\": \"note\""),
    ] {
        let run = crosscheck(story.path(), &["report", ".", "-f", format]);
        assert!(run.status == 0 && run.text().contains(told), "{format}: {run:?}");
    }
    let row = |file: &str, reason: &str, incomplete: bool| serde_json::json!({ "file": file, "reason": reason, "incomplete": incomplete });
    let news = "this JSON holds no news item that is understood; give a LiveBlogPosting or an article with `articleBody`, or a ninjs item";
    let passed = [row("c.csv", why, false), row("d.csv", why, false), row("package.json", news, false)];
    for args in [&["report", "."][..], &["check", "a.txt", "--against", "."]] {
        let run = crosscheck(story.path(), &[args, &["-f", "json"]].concat());
        assert_eq!(run.json()["not_read"], serde_json::Value::from(passed.to_vec()), "{args:?}");
        assert!(run.status < 2, "{args:?}: nothing is wrong with them: {run:?}");
    }
    let rows = crosscheck(story.path(), &["inputs", ".", "-f", "json"]).json();
    assert_eq!(rows["c.csv"], serde_json::json!({ "not_read": why, "incomplete": false }));
    fs::write(story.path().join("cut.json"), "{\"headline\": ").expect("writable");
    let run = crosscheck(story.path(), &["report", ".", "-f", "json"]);
    let rows = run.json()["not_read"].clone();
    assert_eq!((run.status, rows.as_array().map(Vec::len)), (3, Some(4)), "{rows:#}");
    assert_eq!((&rows[0]["file"], &rows[0]["incomplete"]), (&"cut.json".into(), &true.into()));
    assert!(rows[0]["reason"].as_str().is_some_and(|why| why.starts_with("line 1: this is not JSON")), "{rows:#}");
    let named = crosscheck(story.path(), &["diff", "a.txt", "b.txt", "-f", "json"]);
    assert_eq!(named.json()["not_read"], serde_json::json!([]));
    let shown = crosscheck(story.path(), &["inputs", "."]);
    assert!(shown.text().contains("c.csv\n  not read   files that end in .csv are not read\n"), "{shown:?}");
}

#[test]
fn a_file_that_came_later_and_that_no_list_has_is_told() {
    let story = common::folder(&[
        ("sources.toml", "[[source]]\nfile = \"a.txt\"\n\n[[source]]\nfile = \"b.txt\"\n"),
        ("a.txt", "The ferry sank off Harun on Friday.\n"),
        ("b.txt", "The ferry sank off Harun on Saturday.\n"),
        ("late.txt", "The ferry sank off Harun on Sunday.\n"),
        ("notes.md", "Of another format.\n"),
        ("old/c.txt", "Below the folder.\n"),
    ]);
    let run = crosscheck(story.path(), &["report", "."]);
    let told = "not read: late.txt: sources.toml does not list it: add a `[[source]]` for it there, or name the file";
    assert!(run.text().contains(told) && !run.text().contains("notes.md") && !run.text().contains("c.txt"), "{run:?}");
    let check = crosscheck(story.path(), &["check", "late.txt", "--against", "."]);
    assert!(check.status < 2 && !check.text().contains("not read"), "a draft that is named is read: {check:?}");
    let check = crosscheck(story.path(), &["check", "old", "--against", "."]);
    assert!(check.status == 2 && check.stderr.contains("the draft is a folder"), "{check:?}");
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_is_told_with_the_file_and_leaves_nothing_behind() {
    use std::process::{Command, Stdio};
    let story = with_trouble();
    let full = fs::OpenOptions::new().write(true).open("/dev/full").expect("a full device");
    let out = Command::new(env!("CARGO_BIN_EXE_crosscheck"))
        .args(["report", "a.txt", "b.txt"])
        .current_dir(story.path())
        .stdin(Stdio::null())
        .stdout(full)
        .output()
        .expect("the program starts");
    let told = String::from_utf8_lossy(&out.stderr).into_owned();
    assert!(out.status.code().is_some_and(|code| code >= 2), "{out:?}");
    assert!(told.contains("standard output") && told.contains("No space left"), "{told}");
    // A folder cannot be replaced by a report, and the half report beside it is removed.
    fs::create_dir_all(story.path().join("out.html/x")).expect("writable");
    let run = crosscheck(story.path(), &["report", "a.txt", "b.txt", "-f", "html=out.html"]);
    assert!(run.status >= 2 && run.stderr.contains("out.html"), "{run:?}");
    let left: Vec<_> = fs::read_dir(story.path()).expect("readable").flatten().map(|e| e.file_name()).collect();
    assert!(left.iter().all(|name| !name.to_string_lossy().ends_with(".part")), "{left:?}");
}

#[cfg(unix)]
#[test]
fn links_in_a_circle_and_pipes_do_not_hang() {
    use std::os::unix::fs::symlink;
    let story = with_trouble();
    symlink("two.txt", story.path().join("one.txt")).expect("links");
    symlink("one.txt", story.path().join("two.txt")).expect("links");
    symlink(".", story.path().join("self")).expect("links");
    let run = crosscheck(story.path(), &["report", "."]);
    assert!(run.status == 3 && run.text().contains("1 error"), "{run:?}");
    assert!(run.stderr.contains("one.txt: the link leads nowhere"), "{}", run.stderr);
    let named = crosscheck(story.path(), &["report", "a.txt", "b.txt", "one.txt"]);
    assert!(named.status == 3 && named.stderr.contains("one.txt: "), "{named:?}");
}
