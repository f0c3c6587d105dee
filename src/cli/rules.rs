//! `crosscheck rules`: list, explain, test.

use std::path::PathBuf;

use crate::{
    cli::{
        ExitStatus,
        args::RulesCommand,
        output,
        run::{load_rules, rule_files},
    },
    error::{Error, ErrorKind},
    rule_tests,
    rules::{ClaimRule, Rules},
};

type Outcome = std::result::Result<ExitStatus, Vec<Error>>;

/// Runs a `rules` command.
pub(super) fn run(command: RulesCommand) -> Outcome {
    match command {
        RulesCommand::List(args) => {
            let rules = load_rules(&args)?;
            let lines: String =
                rules.claims.iter().map(|r| format!("{:<28} {:<8} {}\n", r.id, r.slot.name(), r.summary)).collect();
            output::print(&lines).map_err(|e| vec![e])?;
            Ok(ExitStatus::Clean)
        }
        RulesCommand::Explain { id, rules } => explain(&id, &load_rules(&rules)?),
        RulesCommand::Test { folder } => test(folder.as_ref()),
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

fn test(folder: Option<&PathBuf>) -> Outcome {
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
    Ok(if failures.messages.is_empty() { ExitStatus::Clean } else { ExitStatus::Findings })
}
