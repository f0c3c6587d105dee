//! `docs/limits.md` says what the program does not find or gets wrong; each of its examples is so today.

mod common;

use std::fs;

use common::{RULES, folder};
use crosscheck::{
    findings::Finding,
    inputs::{self, Limits, Overrides},
    pipeline,
    values::Severity,
};

/// An example of the page.
struct Limit {
    line: usize,
    missed: bool,
    a: String,
    b: String,
}

/// The blocks of the page that begin with `kind`: the lines `a: ...` and `b: ...`. `¶` stands for the end of a headline.
fn limits(page: &str) -> Vec<Limit> {
    let lines: Vec<&str> = page.lines().collect();
    let open = lines.iter().enumerate().filter(|(_, line)| line.starts_with("```text "));
    open.map(|(at, kind)| {
        let outlet = |offset: usize, key: &str| {
            let said = lines.get(at + offset).and_then(|line| line.strip_prefix(key));
            let said = said.unwrap_or_else(|| panic!("docs/limits.md:{}: `{key}` is missing", at + offset + 1));
            format!("{}\n", said.replace(" ¶ ", "\n\n"))
        };
        let missed = match *kind {
            "```text missed" => true,
            "```text false alarm" => false,
            other => panic!("docs/limits.md:{}: unknown kind {other}", at + 1),
        };
        Limit { line: at + 1, missed, a: outlet(1, "a: "), b: outlet(2, "b: ") }
    })
    .collect()
}

const DAY: &str = "published = \"2031-05-15T12:00:00+00:00\"\n";

#[test]
fn every_limit_of_the_page_is_one_today() {
    let page = fs::read_to_string(common::root().join("docs/limits.md")).expect("the page");
    let limits = limits(&page);
    assert!(limits.len() >= 15, "the examples are gone: {}", limits.len());
    let mut stale = Vec::new();
    for Limit { line, missed, a, b } in &limits {
        let listed = format!("[[source]]\nfile = \"a.txt\"\n{DAY}[[source]]\nfile = \"b.txt\"\n{DAY}");
        let desk = folder(&[("a.txt", a), ("b.txt", b), ("sources.toml", &listed)]);
        // A text in another language is told and left out: that is a limit as well.
        let sources = inputs::read(&[desk.path().to_owned()], &Overrides::default(), &Limits::default()).sources;
        let story = pipeline::run(&sources, &RULES);
        let loud: Vec<&Finding> = story.findings.iter().filter(|f| f.severity >= Severity::Warning).collect();
        let messages: Vec<&str> = loud.iter().map(|f| f.message.as_str()).collect();
        if loud.is_empty() != *missed {
            stale.push(format!("docs/limits.md:{line}: {a}  {b}  found: {messages:?}"));
        }
    }
    let advice = "what works now is no limit: take the example out of the page, or show one that still fails";
    assert!(stale.is_empty(), "{}\n{advice}", stale.join("\n"));
}
