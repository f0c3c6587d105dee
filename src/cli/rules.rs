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
    rule_tests::{self, Coverage, SilentMatch},
    rules::{ClaimRule, Rules},
};

/// What a claim rule may hold, for editors that check TOML against a JSON Schema.
const SCHEMA: &str = include_str!("../../docs/crosscheck.claim-rule.schema.json");

type Outcome = std::result::Result<ExitStatus, Vec<Error>>;

/// Runs a `rules` command.
pub(super) fn run(command: RulesCommand) -> Outcome {
    match command {
        RulesCommand::List(args) => {
            let rules = load_rules(args.rules.as_ref(), &Settings::default())?;
            let lines: String =
                rules.claims.iter().map(|r| format!("{:<28} {:<8} {}\n", r.id, r.slot.name(), r.summary)).collect();
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
    let Some(rule) = rules.claims.iter().find(|r| r.id == id || r.id.ends_with(&format!("/{id}"))) else {
        let error = Error::new(ErrorKind::Usage, format!("no rule `{id}`")).remedy("see `crosscheck rules list`");
        return Err(vec![error]);
    };
    output::print(&explanation(rule)).map_err(|e| vec![e])?;
    Ok(ExitStatus::Clean)
}

fn explanation(rule: &ClaimRule) -> String {
    let mut out = format!("{} ({}, at most {})\n\n{}\n", rule.id, rule.slot.name(), rule.severity.name(), rule.summary);
    if let Some(why) = &rule.why {
        out.push_str(&format!("\nWhy: {why}\n"));
    }
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
