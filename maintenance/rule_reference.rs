//! Writes the reference of all embedded rules: `cargo run --example rule_reference > docs/rules.md`.
//! `tests/docs.rs` includes this file and says so when `docs/rules.md` is older than the rules.
#![allow(clippy::print_stdout, reason = "its output is the document")]
#![allow(dead_code, reason = "the test asks for the text alone")]

use std::{collections::BTreeSet, fmt::Write};

use crosscheck::rules::{
    ClaimRule, RuleFile, Rules,
    claim_rule::{Example, PairVerdict},
    files,
    time_rules::{self, OneOrMany, TimeExamples},
};

const HEAD: &str = "\
# The rules

<!-- Written by `cargo run --example rule_reference > docs/rules.md`. Change the rule files, not this page. -->

What the program looks for, from the rule files themselves. Every example here is a test: `crosscheck rules test` runs them all.
In an example, **bold** words are the evidence that must be found. How to write a rule: [writing-rules.md](writing-rules.md).
";

const COPIES: &str = "
A finding whose rule is `copies/changed_fact` comes from no rule file: two outlets share a sentence nearly word for word, and
one place, date, time, number, name or quoted word in it differs (two at most, in a sentence that is otherwise the same). One of the rule `names/two_names` is of two names that share
a word (`Marlon Achterberg`, `Martin Achterberg`) and that no source names both, where one quote, office, body or story shows one person.
One of the rule `quotes/two_speakers` is of one long sentence that outlets put into the mouths of two people; it marks their names. One of the
rule `times/second_zone` is of two clock times that one text gives as one moment (“4:30 p.m. GMT (11:30 p.m. ET)”) and that are not.
";

fn main() {
    print!("{}", reference());
}

/// The whole page.
pub fn reference() -> String {
    let embedded = files::embedded();
    let rules = Rules::embedded();
    let mut out = HEAD.to_owned();
    out.push_str("\n## Claims\n\n| rule | slot | severity | what it finds |\n| --- | --- | --- | --- |\n");
    for rule in &rules.claims {
        let (slot, severity) = (rule.slot.name(), rule.severity.name());
        line(
            &mut out,
            &format!("| [{0}](#{1}) | {slot} | {severity} | {2} |", rule.id, anchor(&rule.id), rule.summary),
        );
    }
    out.push_str(COPIES);
    for rule in &rules.claims {
        claim_rule(&mut out, rule);
    }
    out.push_str("\n## Dates, times and lengths of time\n\nThe value of an example is written as TIMEX3 writes it; ");
    out.push_str("the day in brackets is the day of the report.\n");
    for examples in rules.times.examples() {
        if let Some(file) = embedded.iter().find(|f| f.path == examples.path) {
            time_rule(&mut out, file, examples);
        }
    }
    out
}

fn claim_rule(out: &mut String, rule: &ClaimRule) {
    line(out, &format!("\n### {}\n\n{}", rule.id, rule.summary));
    if let Some(why) = &rule.why {
        line(out, &format!("\nWhy: {why}"));
    }
    line(out, &format!("\n- Slot: `{}`. Severity: at most {}.", rule.slot.name(), rule.severity.name()));
    line(out, &format!("- The question: “{}”", shown(&rule.message)));
    let example = |e: &Example| {
        let said = [("of", &e.subject), ("value", &e.value)].into_iter();
        let said: Vec<String> = said.filter_map(|(name, v)| v.as_ref().map(|v| format!("{name} `{v}`"))).collect();
        if said.is_empty() { shown(&e.text) } else { format!("{} ({})", shown(&e.text), said.join(", ")) }
    };
    list(out, "Finds", rule.tests.example.iter().map(example));
    list(out, "Does not find", rule.tests.counterexample.iter().map(|c| format!("{} ({})", shown(&c.text), c.why)));
    list(out, "Should find and does not yet", rule.tests.known_gap.iter().map(example));
    let pairs = rule.tests.pair.iter().map(|pair| {
        let verdict = match pair.verdict {
            PairVerdict::Differ => "a finding",
            PairVerdict::Compatible => "no finding",
        };
        let why = pair.why.as_ref().map(|why| format!(": {why}")).unwrap_or_default();
        let on = pair.published.as_ref().map(|day| format!(" (both of {day})")).unwrap_or_default();
        format!("“{}” and “{}”{on}: **{verdict}**{why}", shown(&pair.a), shown(&pair.b))
    });
    list(out, "Between two outlets", pairs);
}

fn time_rule(out: &mut String, file: &RuleFile, tests: &TimeExamples) {
    let table: toml::Table = files::parse(file).expect("the embedded rules are tested");
    let summary = table.get("summary").and_then(toml::Value::as_str).unwrap_or_default();
    let patterns = table.get("pattern").and_then(toml::Value::as_array).map_or(&[][..], Vec::as_slice);
    let forms: BTreeSet<&str> = patterns.iter().filter_map(|p| p.get("form")?.as_str()).collect();
    let forms: Vec<String> = forms.into_iter().map(|form| format!("`{form}`")).collect();
    let count = if patterns.len() == 1 { "1 pattern".to_owned() } else { format!("{} patterns", patterns.len()) };
    line(out, &format!("\n### {}\n\n{summary}\n\n{count}; forms: {}.", file.id, forms.join(", ")));
    let example = |(_, e): &(usize, time_rules::Example)| {
        let values = match &e.value {
            OneOrMany::One(value) => format!("`{value}`"),
            OneOrMany::Many(values) => values.iter().map(|v| format!("`{v}`")).collect::<Vec<_>>().join(", "),
        };
        let on = e.anchor.as_ref().map(|day| format!(" [{day}]")).unwrap_or_default();
        format!("{}{on}: {values}", shown(&e.text))
    };
    list(out, "Finds", tests.examples.iter().map(example));
    let counter = tests.counterexamples.iter().map(|(_, c)| format!("{} ({})", shown(&c.text), c.why));
    list(out, "Does not find", counter);
    list(out, "Should find and does not yet", tests.known_gaps.iter().map(example));
}

fn list(out: &mut String, title: &str, rows: impl Iterator<Item = String>) {
    let mut rows = rows.peekable();
    if rows.peek().is_some() {
        line(out, &format!("\n{title}:\n"));
    }
    for row in rows {
        line(out, &format!("- {row}"));
    }
}

fn line(out: &mut String, text: &str) {
    writeln!(out, "{text}").expect("writing to a string");
}

/// A text with its marked words in bold and everything else as it stands.
fn shown(text: &str) -> String {
    let mut out = String::new();
    for part in text.replace('\n', " ").split_inclusive(|c: char| "\\`*_[]|".contains(c)) {
        let mut chars = part.chars();
        match chars.next_back() {
            Some(last) if "\\`*_[]|".contains(last) => out.extend([chars.as_str(), "\\", &last.to_string()]),
            _ => out.push_str(part),
        }
    }
    out.replace("<<", "**").replace(">>", "**").replace('<', "\\<")
}

/// The anchor that a heading gets on the usual Markdown sites.
fn anchor(heading: &str) -> String {
    heading.chars().filter(|c| c.is_alphanumeric() || "-_".contains(*c)).collect::<String>().to_lowercase()
}
