//! Embeds every file below `rules/` that the program needs, so that it runs from any folder and offline.
//! Writes `rule_files.rs`: a sorted list of `(path below rules/, contents)` for the TOML files; and `rule_test_names.rs`: a test for
//! each claim rule, which `tests/rules.rs` includes.

#![allow(clippy::disallowed_methods, reason = "cargo hands a build script its folders in the environment")]

use std::{env, fs, io::Write, path::Path};

fn main() {
    println!("cargo::rerun-if-changed=rules");
    let root = env::var("CARGO_MANIFEST_DIR").expect("cargo sets CARGO_MANIFEST_DIR");
    let rules = Path::new(&root).join("rules");
    let mut found = Vec::new();
    walk(&rules, &rules, &mut found);
    found.sort();
    let out = Path::new(&env::var("OUT_DIR").expect("cargo sets OUT_DIR")).join("rule_files.rs");
    let mut file = fs::File::create(out).expect("OUT_DIR is writable");
    writeln!(file, "&[").expect("write");
    for name in &found {
        let path = rules.join(name);
        writeln!(file, "    ({name:?}, include_str!({:?})),", path.display().to_string()).expect("write");
    }
    writeln!(file, "]").expect("write");
    write_tests(&found);
}

fn write_tests(found: &[String]) {
    let out = Path::new(&env::var("OUT_DIR").expect("cargo sets OUT_DIR")).join("rule_test_names.rs");
    let mut file = fs::File::create(out).expect("OUT_DIR is writable");
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
