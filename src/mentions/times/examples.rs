//! Running the examples that time rule files bring along.

use std::path::Path;

use super::{FoundTime, find_times};
use crate::{
    rules::{Lexicons, TimeRules, time_rules::Example, time_rules::OneOrMany},
    text::Span,
    values::{Timestamp, time::Anchor},
};

/// Runs every example, counterexample and known gap; returns what is wrong, one line each with file and line.
pub fn check_examples(rules: &TimeRules, lexicons: &Lexicons) -> Vec<String> {
    let mut wrong = Vec::new();
    for file in rules.examples() {
        let place = |line: usize| format!("{}:{line}", Path::new(&file.path).display());
        for (line, example) in &file.examples {
            if let Err(why) = check(example, rules, lexicons) {
                wrong.push(format!("{}: {why}", place(*line)));
            }
        }
        for (line, gap) in &file.known_gaps {
            if check(gap, rules, lexicons).is_ok() {
                wrong.push(format!("{}: this known gap works now; make it an [[example]]", place(*line)));
            }
        }
        for (line, counter) in &file.counterexamples {
            let found = find(&counter.text, Anchor::default(), rules, lexicons);
            if !found.is_empty() {
                let why = &counter.why;
                wrong.push(format!(
                    "{}: expected nothing ({why}), found {}",
                    place(*line),
                    shown(&counter.text, &found)
                ));
            }
        }
    }
    wrong
}

fn check(example: &Example, rules: &TimeRules, lexicons: &Lexicons) -> Result<(), String> {
    let (text, marked) = unmark(&example.text)?;
    let values = match &example.value {
        OneOrMany::One(value) => std::slice::from_ref(value),
        OneOrMany::Many(values) => values,
    };
    if values.len() != marked.len() {
        return Err(format!("{} spans are marked, but {} values given", marked.len(), values.len()));
    }
    let found = find(&text, anchor(example)?, rules, lexicons);
    let expected: Vec<(Span, &str)> = marked.into_iter().zip(values.iter().map(String::as_str)).collect();
    let got: Vec<(Span, &str)> = found.iter().map(|f| (f.span, f.value.timex.as_str())).collect();
    if got == expected {
        return Ok(());
    }
    let wanted: Vec<String> = expected.iter().map(|(span, value)| format!("{:?} = {value}", span.of(&text))).collect();
    Err(format!("expected {}, found {}", wanted.join(", "), shown(&text, &found)))
}

fn find(text: &str, anchor: Anchor, rules: &TimeRules, lexicons: &Lexicons) -> Vec<FoundTime> {
    find_times(text, &[Span::new(0, text.len())], &|_| anchor, rules, lexicons)
}

fn shown(text: &str, found: &[FoundTime]) -> String {
    let row = |f: &FoundTime| format!("{:?} = {} ({})", f.span.of(text), f.value.timex, f.found_by);
    if found.is_empty() { "nothing".to_owned() } else { found.iter().map(row).collect::<Vec<_>>().join(", ") }
}

fn anchor(example: &Example) -> Result<Anchor, String> {
    let reported = match &example.anchor {
        Some(text) => Some(Timestamp::parse(text).ok_or_else(|| format!("the anchor {text:?} is no ISO 8601 time"))?),
        None => None,
    };
    let zone = match &example.zone {
        Some(name) => Some(name.parse().map_err(|_| format!("{name:?} is no IANA zone"))?),
        None => None,
    };
    Ok(Anchor { reported, zone })
}

/// The text without its marks, and where they stood.
fn unmark(marked: &str) -> Result<(String, Vec<Span>), String> {
    let mut text = String::with_capacity(marked.len());
    let mut spans = Vec::new();
    let mut rest = marked;
    while let Some((before, after)) = rest.split_once("<<") {
        let (inside, left) = after.split_once(">>").ok_or("a << has no >>")?;
        text.push_str(before);
        spans.push(Span::new(text.len(), text.len() + inside.len()));
        text.push_str(inside);
        rest = left;
    }
    text.push_str(rest);
    if spans.is_empty() { Err("nothing is marked with << >>".to_owned()) } else { Ok((text, spans)) }
}
