//! The question of every finding of the fixtures and of the tables reads as a person would ask it.

mod common;

use common::{RULES, of_london, read};
use crosscheck::{findings::Finding, pipeline, values::Slot};
use regex::Regex;
use serde::Deserialize;

#[derive(Deserialize)]
struct Table {
    kind: Vec<Kind>,
}

#[derive(Deserialize)]
struct Kind {
    published: [String; 2],
    #[serde(default)]
    differ: Vec<[String; 2]>,
    #[serde(default)]
    alarm: Vec<[String; 2]>,
}

/// What is found in each story of the fixtures, and in each pair of the tables that is shown to differ.
fn findings() -> Vec<Finding> {
    let stories = common::stories().into_iter().chain(common::annotated());
    let mut out: Vec<Finding> = stories.flat_map(|folder| pipeline::run(&read(&folder), &RULES).findings).collect();
    for table in [include_str!("days_and_hours.toml"), include_str!("values.toml")] {
        let table: Table = toml::from_str(table).expect("a valid table");
        for kind in &table.kind {
            for [first, second] in kind.differ.iter().chain(&kind.alarm) {
                let sources =
                    [of_london("a.txt", &kind.published[0], first), of_london("b.txt", &kind.published[1], second)];
                out.extend(pipeline::run(&sources, &RULES).findings);
            }
        }
    }
    out
}

#[test]
fn questions_are_asked_as_a_person_asks_them() {
    let ungrammatical = [
        (r"\bA [aeiou]", "“A” before a vowel"),
        (r"  | [,?.]|\n", "spaces that nobody types"),
        (r"[{}]", "a placeholder that was not filled in"),
        (r"\([a-z]+\):", "a lemma in brackets"),
        (r"\bfor the \w+ of (he|she|it|they|him|her|them)\b", "a pronoun that means nobody"),
        (r"(?i)\bwhat is the turnout\b|\bmillion or two million\b", "a sentence of a machine"),
    ]
    .map(|(pattern, what)| (Regex::new(pattern).expect("a valid pattern"), what));
    let found = findings();
    assert!(found.len() > 100, "too few to say anything: {}", found.len());
    let mut wrong = Vec::new();
    for finding in &found {
        let message = &finding.message;
        let mut says = |what: &str| wrong.push(format!("{what}: {message}"));
        ungrammatical.iter().filter(|(pattern, _)| pattern.is_match(message)).for_each(|(_, what)| says(what));
        let question = message.rsplit_once(" (").map_or(message.as_str(), |(question, _)| question);
        if !message.ends_with('?') && !question.ends_with('?') {
            says("no question");
        }
        if message.matches('“').count() != message.matches('”').count() {
            says("a mark that is not closed");
        }
        let shown = |value: &str| {
            let first = value.split_whitespace().next().unwrap_or_default().to_lowercase();
            first == "yes" || message.to_lowercase().contains(&first)
        };
        if finding.slot != Slot::Quote && !finding.sides.iter().all(|side| shown(&side.value)) {
            says("a value is not in its question");
        }
    }
    wrong.sort();
    wrong.dedup();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn a_verb_does_not_stand_behind_the() {
    let published = "2031-05-15T09:00+01:00";
    let first = of_london("a.txt", published, "The ferry Solveig sank off Brod on Monday.");
    let second = of_london("b.txt", published, "The ferry Solveig sank off Brod on Tuesday, the coast guard said.");
    let found = pipeline::run(&[first, second], &RULES).findings;
    let messages: Vec<&str> = found.iter().map(|f| f.message.as_str()).collect();
    assert!(messages.iter().any(|m| m.starts_with("When: ") && m.contains("sank")), "{messages:?}");
    assert!(messages.iter().all(|m| !m.contains("the sink")), "{messages:?}");
}
