//! A rule of a newsroom's own, laid over those of the program: `cargo run --release --example own_rule`
#![allow(clippy::print_stdout, reason = "an example shows what it makes")]

use crosscheck::{
    error::Error,
    inputs::{Format, from_bytes},
    pipeline,
    rules::{RuleFile, Rules, files},
};

/// Where a visit goes: one TOML file, with an example and a counterexample that `crosscheck rules test` runs.
const RULE: &str = r#"
version  = 1
summary  = "Which place a visit goes to."
why      = "Stops of a tour are easily exchanged."
slot     = "place"
severity = "warning"
message  = "Where does the {subject} go: {values}?"

[[match]]
predicate = "@event_visits"
subject   = "predicate"
value     = "oblique(to): Place"

[[example]]
text  = "The visit of President Irina Morar to <<Lisbon>> ended early."
value = "Lisbon"

[[counterexample]]
text = "President Irina Morar spoke of her childhood in Lisbon."
why  = "no visit"
"#;

/// The questions that the rule asks of two texts.
pub fn questions(one: &str, other: &str) -> Result<Vec<String>, Vec<Error>> {
    let id = "en/claims/visit_place".to_owned();
    let own = RuleFile { id: id.clone(), path: "visit_place.toml".into(), text: RULE.to_owned() };
    let rules = Rules::load(&files::overlay(files::embedded(), vec![own]))?;
    let (one, _) = from_bytes("one.txt", Format::Text, one.as_bytes()).map_err(|error| vec![error])?;
    let (other, _) = from_bytes("other.txt", Format::Text, other.as_bytes()).map_err(|error| vec![error])?;
    let story = pipeline::run(&[one, other], &rules);
    Ok(story.findings.into_iter().filter(|finding| finding.rule == id).map(|finding| finding.message).collect())
}

#[allow(dead_code, reason = "the tests call the function alone")]
fn main() {
    let one = "The visit of President Irina Morar to Lisbon ended early on Monday.";
    let other = "Officials cut short the visit of President Irina Morar to Porto on Monday.";
    match questions(one, other) {
        Ok(questions) => println!("{}", questions.join("\n")),
        Err(errors) => errors.iter().for_each(|error| println!("{error}")),
    }
}
