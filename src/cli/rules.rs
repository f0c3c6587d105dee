//! `crosscheck rules`: list, explain, test, schema.

use std::path::PathBuf;

use crate::{
    cli::{
        ExitStatus,
        args::RulesCommand,
        config::Settings,
        output,
        run::{load_rules, rule_files},
    },
    error::{Error, ErrorKind},
    findings::BUILT_IN,
    rule_tests::{self, Coverage, SilentMatch},
    rules::{ClaimRule, Rules},
    values::{Severity, Slot},
};

/// What a claim rule may hold, for editors that check TOML against a JSON Schema.
const SCHEMA: &str = include_str!("../../docs/crosscheck.claim-rule.schema.json");

type Outcome = std::result::Result<ExitStatus, Vec<Error>>;

/// Runs a `rules` command.
pub(super) fn run(command: RulesCommand) -> Outcome {
    match command {
        RulesCommand::List(args) => {
            let rules = load_rules(args.rules.as_ref(), &Settings::default())?;
            let of_files = rules.claims.iter().map(|r| (r.id.as_str(), r.slot.name(), r.summary.as_str()));
            let built_in = BUILT_IN.iter().map(|r| (r.id, "built in", r.summary));
            let line = |(id, of, summary)| format!("{id:<28} {of:<8} {summary}\n");
            let lines: String = of_files.chain(built_in).map(line).collect();
            output::print(&lines).map_err(|e| vec![e])?;
            Ok(ExitStatus::Clean)
        }
        RulesCommand::Explain { id, rules } => explain(&id, &load_rules(rules.rules.as_ref(), &Settings::default())?),
        RulesCommand::Test { folder, coverage } => test(folder.as_ref(), coverage),
        RulesCommand::Schema => {
            output::print(SCHEMA).map_err(|e| vec![e])?;
            Ok(ExitStatus::Clean)
        }
    }
}

fn explain(id: &str, rules: &Rules) -> Outcome {
    let is_it = |known: &str| known == id || known.ends_with(&format!("/{id}"));
    let of_file = rules.claims.iter().find(|rule| is_it(&rule.id)).map(explanation);
    let built_in = || BUILT_IN.iter().find(|rule| is_it(rule.id));
    let Some(text) =
        of_file.or_else(|| built_in().map(|rule| heading(rule.id, None, rule.severity, rule.summary, rule.why)))
    else {
        let error = Error::new(ErrorKind::Usage, format!("no rule `{id}`")).remedy("see `crosscheck rules list`");
        return Err(vec![error]);
    };
    output::print(&text).map_err(|e| vec![e])?;
    Ok(ExitStatus::Clean)
}

/// A rule in words: what it finds, and why that matters or how it knows.
fn heading(id: &str, slot: Option<Slot>, severity: Severity, summary: &str, why: &str) -> String {
    let of = slot.map_or_else(|| "built in".to_owned(), |slot| slot.name().to_owned());
    let mut out = format!("{id} ({of}, at most {})\n\n{summary}\n", severity.name());
    if !why.is_empty() {
        out.push_str(&format!("\nWhy: {why}\n"));
    }
    out
}

fn explanation(rule: &ClaimRule) -> String {
    let why = rule.why.as_deref().unwrap_or_default();
    let mut out = heading(&rule.id, Some(rule.slot), rule.severity, &rule.summary, why);
    out.push_str("\nFinds:\n");
    for example in &rule.tests.example {
        out.push_str(&format!("  {}\n", example.text));
    }
    out.push_str("\nDoes not find:\n");
    for counter in &rule.tests.counterexample {
        out.push_str(&format!("  {}  ({})\n", counter.text, counter.why));
    }
    for gap in &rule.tests.known_gap {
        out.push_str(&format!("  {}  (known gap)\n", gap.text));
    }
    out.push_str("\nBetween two outlets:\n");
    for pair in &rule.tests.pair {
        let verdict = format!("{:?}", pair.verdict).to_lowercase();
        out.push_str(&format!(
            "  {}\n  {}\n    {verdict}{}\n",
            pair.a,
            pair.b,
            pair.why.as_ref().map(|w| format!(": {w}")).unwrap_or_default()
        ));
    }
    out
}

fn test(folder: Option<&PathBuf>, coverage: bool) -> Outcome {
    let files = rule_files(folder).map_err(|e| vec![e])?;
    let rules = Rules::load(&files)?;
    let failures = rule_tests::run_all(&rules, &files);
    for failure in &failures.messages {
        output::print(&format!("{failure}\n")).map_err(|e| vec![e])?;
    }
    output::print(&format!(
        "{} tests of {} rules; {} failed\n",
        failures.run,
        rules.claims.len(),
        failures.messages.len()
    ))
    .map_err(|e| vec![e])?;
    if coverage {
        output::print(&table(&rule_tests::coverage(rules, &files))).map_err(|e| vec![e])?;
    }
    Ok(if failures.messages.is_empty() { ExitStatus::Clean } else { ExitStatus::Findings })
}

/// The tests of each rule, then what they do not reach.
fn table(rules: &[Coverage]) -> String {
    let width = rules.iter().map(|r| r.id.len()).max().unwrap_or(0);
    let mut out = format!("\n{:width$}  matches  examples  counterexamples  pairs  known gaps\n", "rule",);
    for r in rules {
        out.push_str(&format!(
            "{:width$}  {:>7}  {:>8}  {:>15}  {:>5}  {:>10}\n",
            r.id, r.matches, r.examples, r.counterexamples, r.pairs, r.known_gaps
        ));
    }
    let silent: Vec<&SilentMatch> = rules.iter().flat_map(|r| &r.silent).collect();
    let matches: usize = rules.iter().map(|r| r.matches).sum();
    out.push_str(&format!("\n{} of {matches} matches fire in no example and no pair of their rule\n", silent.len()));
    for rule in rules {
        for SilentMatch { number, place, summary } in &rule.silent {
            out.push_str(&format!("  {}, match {number} ({place})\n    {summary}\n", rule.id));
        }
    }
    let without = |what: &str, count: fn(&Coverage) -> usize| {
        let ids: Vec<&str> = rules.iter().filter(|r| count(r) == 0).map(|r| r.id.as_str()).collect();
        format!("rules without a {what}: {}\n", if ids.is_empty() { "none".to_owned() } else { ids.join(", ") })
    };
    out + &without("counterexample", |r| r.counterexamples) + &without("pair", |r| r.pairs)
}
