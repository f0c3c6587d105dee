//! The shipped time patterns with the words of the lists filled in, and with which letters they can begin. What does both is shared with
//! the program, which does the same at its start where a newsroom has rules or lists of its own.

#[path = "../src/rules/time_rules/openings.rs"]
#[allow(dead_code, reason = "the build script looks nothing up")]
mod openings;
#[path = "../src/rules/time_rules/source.rs"]
mod source;
#[path = "../src/rules/time_rules/words.rs"]
#[allow(dead_code, reason = "the build script only fills patterns in")]
mod words;

use std::{collections::BTreeSet, io::Write, path::Path};

use crate::{cell::Cell, out_file, parsed, rules::Lexicons};
use openings::Openings;
use words::Words;

/// Writes `time_patterns.rs`: what `shipped.rs` of the program reads; nothing is shipped if a file is not as it should be.
pub fn write(rules: &Path, found: &[String]) {
    println!("cargo::rerun-if-changed=src/rules/time_rules");
    let out = shipped(rules, found).unwrap_or_else(|| "None".to_owned());
    out_file("time_patterns.rs").write_all(out.as_bytes()).expect("write");
}

fn shipped(rules: &Path, found: &[String]) -> Option<String> {
    let mut words = Words::new(&lexicons(rules, found)?);
    let (mut patterns, mut groups, mut parsed_patterns) = (String::new(), BTreeSet::new(), Vec::new());
    for name in found.iter().filter(|name| name.contains("/time/")) {
        let file = parsed(rules, name)?;
        for row in file.get("pattern")?.as_array()? {
            let mut filled = |key: &str| match row.get(key) {
                Some(pattern) => words.fill(pattern.as_str()?).ok().map(Some),
                None => Some(None),
            };
            let sides = |key: &str, filled: Option<String>, frame: fn(&str) -> String| {
                filled
                    .map(|filled| format!("({:?}, {}), ", frame(&filled), !key.starts_with("not_")))
                    .unwrap_or_default()
            };
            let whole = source::whole(&filled("match")??);
            groups.extend(source::groups(&whole).into_iter().map(str::to_owned));
            let before = ["preceded_by", "not_preceded_by"].map(|key| Some(sides(key, filled(key)?, source::before)));
            let after = ["followed_by", "not_followed_by"].map(|key| Some(sides(key, filled(key)?, source::after)));
            let [before, after] = [before, after].map(|rows| rows.into_iter().collect::<Option<String>>());
            let pattern = regex_syntax::parse(&whole).ok()?;
            let needed = openings::needed(&pattern);
            parsed_patterns.push(pattern);
            let (id, form) = (name.trim_end_matches(".toml"), row.get("form")?.as_str()?);
            patterns.push_str(&format!(
                "Row {{ rule: {id:?}, form: {form:?}, source: {whole:?}, needed: {needed:?}, before: &[{}], after: &[{}] }},\n",
                before?, after?
            ));
        }
    }
    let groups: String = groups.iter().map(|group| format!("{group:?}, ")).collect();
    let openings = Openings::of(parsed_patterns.iter()).written();
    Some(format!("Some(Shipped {{ rows: &[{patterns}], groups: &[{groups}], openings: {openings} }})"))
}

fn lexicons(rules: &Path, found: &[String]) -> Option<Lexicons> {
    let mut out = Lexicons::default();
    for name in found.iter().filter(|name| name.contains("/lexicons/")) {
        let file = parsed(rules, name)?;
        for (table, rows) in file.get("values").into_iter().filter_map(toml::Value::as_table).flatten() {
            let rows = rows.as_table()?.iter().map(|(word, value)| (word.clone(), Cell::of(value.clone())));
            out.0.entry(table.clone()).or_default().extend(rows);
        }
    }
    Some(out)
}
