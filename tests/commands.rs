//! Every command of the documents runs as it is typed: in a copy of what the repository has, and in the folders of a desk that the
//! pages speak of.

mod common;

use std::{collections::BTreeSet, fs, path::Path, process::Command};

use common::root;
use tempfile::TempDir;

const PAGES: &[&str] = &[
    "README.md",
    "docs/archive.md",
    "docs/configuration.md",
    "docs/desk.md",
    "docs/evaluation.md",
    "docs/inputs.md",
    "docs/install.md",
    "docs/outputs.md",
    "docs/report-page.md",
    "docs/writing-rules.md",
];
/// What does not end by itself, or wants a machine of its own.
const NOT_RUN: &[&str] = &["crosscheck serve", "crosscheck demo", "crosscheck completions"];

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("a folder");
    for entry in fs::read_dir(from).expect("a folder").map(|entry| entry.expect("readable").path()) {
        let to = to.join(entry.file_name().expect("a name"));
        match entry.is_dir() {
            true => copy(&entry, &to),
            false => _ = fs::copy(&entry, &to).expect("copied"),
        }
    }
}

/// A folder with what the pages name.
fn desk() -> TempDir {
    let desk = common::folder::<&str>(&[]);
    let at = |path: &str| desk.path().join(path);
    for story in ["ankara-or-istanbul", "two-ferries"] {
        let folder = format!("fixtures/stories/{story}");
        copy(&root().join(&folder), &at(&folder));
    }
    copy(&root().join("fixtures/desk"), &at("fixtures/desk"));
    let talks = root().join("fixtures/stories/ankara-or-istanbul");
    for folder in ["stories/talks", "story", "STORY", "wires", "incoming"] {
        copy(&talks, &at(folder));
    }
    for file in ["draft.txt", "draft.md", "a.txt", "monday.txt"] {
        fs::copy(talks.join("daily-lantern.txt"), at(file)).expect("copied");
    }
    for file in ["b.txt", "tuesday.txt"] {
        fs::copy(talks.join("meridian.txt"), at(file)).expect("copied");
    }
    fs::copy(root().join("fixtures/desk/draft.docx"), at("draft.docx")).expect("copied");
    copy(&root().join("fixtures/stories/coach-crash"), &at("desk-stories/bridge"));
    copy(&root().join("fixtures/stories/coach-crash"), &at("stories/bridge"));
    let page = fs::read_to_string(root().join("docs/archive.md")).expect("a page");
    let document = page.split("```json\n").nth(1).and_then(|rest| rest.split("```").next()).expect("a document");
    let other = document.replace("lantern-1", "courier-1").replace("Istanbul will", "Ankara will");
    common::write(desk.path(), "archive.jsonl", format!("{document}{other}"));
    let guide = fs::read_to_string(root().join("docs/writing-rules.md")).expect("a page");
    let rule = guide.split("```toml\n# en/claims/visit_place.toml\n").nth(1).and_then(|rest| rest.split("```").next());
    common::write(desk.path(), "desk-rules/en/claims/visit_place.toml", rule.expect("the sample rule"));
    desk
}

/// The commands of a page, in order: what stands in its blocks for a shell, each with all lines that it goes on over.
fn commands(page: &str) -> Vec<String> {
    let text = fs::read_to_string(root().join(page)).expect("a page");
    let blocks = text.split("```sh\n").skip(1).filter_map(|rest| rest.split("```").next());
    let mut out = Vec::new();
    for block in blocks {
        let mut open = String::new();
        for line in block.lines() {
            let line = line.trim();
            open.push_str(line.trim_end_matches('\\'));
            open.push(' ');
            if line.ends_with(['\\', '|']) {
                continue;
            }
            let command = std::mem::take(&mut open);
            if command.trim_start().starts_with("crosscheck ") || command.starts_with("mkdir ") {
                out.push(command.trim().to_owned());
            }
        }
    }
    out
}

#[test]
fn the_commands_of_the_documents_run() {
    let program = Path::new(env!("CARGO_BIN_EXE_crosscheck"));
    let paths = format!("{}:/usr/local/bin:/usr/bin:/bin", program.parent().expect("a folder").display());
    let (mut ran, mut wrong) = (BTreeSet::new(), Vec::new());
    for page in PAGES {
        let desk = desk();
        for command in commands(page) {
            if NOT_RUN.iter().any(|not| command.starts_with(not)) {
                continue;
            }
            let out = Command::new("sh")
                .args(["-c", &command])
                .current_dir(desk.path())
                .env_clear()
                .env("PATH", &paths)
                .output()
                .expect("a shell");
            let said = String::from_utf8_lossy(&out.stderr).into_owned();
            // Findings are an answer; wrong usage, and what could not be read, are not.
            if !matches!(out.status.code(), Some(0 | 1)) {
                wrong.push(format!("{page}: {command}\n  {}", said.lines().take(3).collect::<Vec<_>>().join("\n  ")));
            }
            ran.insert(command);
        }
    }
    assert!(ran.len() >= 20, "too few to say anything: {ran:#?}");
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
