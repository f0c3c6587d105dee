//! Embeds every file below `rules/` that the program needs, so that it runs from any folder and offline.
//! Writes `rule_files.rs`: a sorted list of `(path below rules/, contents)` for the TOML files; `word_lists.rs`: the word lists among
//! them as lines, which are read faster than TOML; `time_patterns.rs`: the time patterns with their words filled in, and with which
//! letters they can begin; and `rule_test_names.rs`: a test for each claim rule, which `tests/rules.rs` includes.

#![allow(clippy::print_stdout, reason = "a build script speaks to cargo on standard output")]
#![allow(clippy::disallowed_methods, reason = "cargo hands a build script its folders in the environment")]

#[path = "../src/rules/lexicon/cell.rs"]
#[allow(dead_code, reason = "the build script only makes cells")]
mod cell;
#[path = "../src/rules/lexicon/lines.rs"]
#[allow(dead_code, reason = "the build script only writes lines")]
mod lines;
mod rules;
mod time_patterns;

use std::{env, fs, io::Write, path::Path};

use cell::Cell;
use lines::Line;

fn main() {
    println!("cargo::rerun-if-changed=rules");
    let root = env::var("CARGO_MANIFEST_DIR").expect("cargo sets CARGO_MANIFEST_DIR");
    let rules = Path::new(&root).join("rules");
    let mut found = Vec::new();
    walk(&rules, &rules, &mut found);
    found.sort();
    let mut file = out_file("rule_files.rs");
    writeln!(file, "&[").expect("write");
    for name in &found {
        let path = rules.join(name);
        writeln!(file, "    ({name:?}, include_str!({:?})),", path.display().to_string()).expect("write");
    }
    writeln!(file, "]").expect("write");
    write_tests(&found);
    write_word_lists(&rules, &found);
    time_patterns::write(&rules, &found);
}

/// A file in the folder that cargo gives a build script.
fn out_file(name: &str) -> fs::File {
    let folder = env::var("OUT_DIR").expect("cargo sets OUT_DIR");
    fs::File::create(Path::new(&folder).join(name)).expect("OUT_DIR is writable")
}

fn parsed(rules: &Path, name: &str) -> Option<toml::Table> {
    fs::read_to_string(rules.join(name)).expect("rules/ is readable").parse().ok()
}

/// A sorted list of `(id, lines)`; a list that lines cannot hold, or that is no valid one, is left out and read as TOML.
fn write_word_lists(rules: &Path, found: &[String]) {
    println!("cargo::rerun-if-changed=src/rules/lexicon");
    let mut file = out_file("word_lists.rs");
    writeln!(file, "&[").expect("write");
    for name in found.iter().filter(|name| name.contains("/lexicons/")) {
        if let Some(lines) = parsed(rules, name).and_then(|table| lines_of(&table)) {
            writeln!(file, "    ({:?}, {lines:?}),", name.trim_end_matches(".toml")).expect("write");
        }
    }
    writeln!(file, "]").expect("write");
}

fn lines_of(list: &toml::Table) -> Option<String> {
    let mut out = String::new();
    let known = |key: &String| ["version", "summary", "classes", "values"].contains(&key.as_str());
    if !list.keys().all(known) || list.get("version")?.as_integer()? != 1 || list.get("summary")?.as_str()?.is_empty() {
        return None;
    }
    for (name, words) in list.get("classes").into_iter().filter_map(toml::Value::as_table).flatten() {
        lines::write(&Line::Class(name), &mut out)?;
        for word in words.as_array()? {
            lines::write(&Line::Word(word.as_str()?), &mut out)?;
        }
    }
    for (name, rows) in list.get("values").into_iter().filter_map(toml::Value::as_table).flatten() {
        lines::write(&Line::Table(name), &mut out)?;
        for (word, value) in rows.as_table()? {
            lines::write(&Line::Row(word, Cell::of(value.clone())), &mut out)?;
        }
    }
    Some(out)
}

fn write_tests(found: &[String]) {
    let mut file = out_file("rule_test_names.rs");
    for id in found.iter().filter(|name| name.contains("/claims/")).map(|name| name.trim_end_matches(".toml")) {
        let name = id.replace(|c: char| !c.is_ascii_alphanumeric(), "_");
        writeln!(file, "#[test]\nfn {name}() {{\n    check({id:?});\n}}").expect("write");
    }
}

fn walk(root: &Path, folder: &Path, found: &mut Vec<String>) {
    println!("cargo::rerun-if-changed={}", folder.display());
    for entry in fs::read_dir(folder).expect("rules/ is readable").flatten() {
        let path = entry.path();
        if path.is_dir() {
            walk(root, &path, found);
        } else if path.extension().is_some_and(|e| e == "toml") {
            let below = path.strip_prefix(root).expect("walked from root");
            found.push(below.to_string_lossy().replace('\\', "/"));
        }
    }
}
