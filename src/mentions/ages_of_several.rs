//! Ages of several people in the order of their names: "Ana and Ion Rusu, aged 45 and 47,".

use std::ops::Range;

use crate::{
    mentions::{AgeValue, Mention, Value, find::mention},
    rules::Lexicons,
    text::Document,
};

/// More people are not listed with their ages behind them.
const MOST: usize = 6;

/// The ages in the list behind `people[last]`, with the names they belong to; `None` where no list of ages stands there. The list is
/// empty where it does not have an age for each of the names.
pub(super) fn ages_of_several(
    doc: &Document,
    people: &[&Mention],
    last: usize,
    age: impl Fn(&str, &Lexicons) -> Option<u32>,
    lexicons: &Lexicons,
) -> Option<Vec<Mention>> {
    let name = people.get(last)?;
    let sentence = &doc.sentences[name.sentence].tokens;
    let ages = listed(doc, name.tokens.end..sentence.end, |word| age(word, lexicons))?;
    let mut names = vec![last];
    while names.len() <= MOST {
        let first = people[names[names.len() - 1]];
        let Some(before) = names[names.len() - 1].checked_sub(1) else { break };
        let gap = doc.tokens.get(people[before].tokens.end..first.tokens.start).unwrap_or_default();
        if people[before].sentence != name.sentence || gap.is_empty() || !gap.iter().all(|t| joins(&t.lower)) {
            break;
        }
        names.push(before);
    }
    if names.len() != ages.len() {
        return Some(Vec::new());
    }
    let each = names.iter().rev().zip(ages).map(|(person, (token, years))| {
        let value = Value::Age(AgeValue { years, name: people[*person].span });
        mention(doc, name.sentence, token..token + 1, value, "en/lexicons/names")
    });
    Some(each.collect())
}

/// Two or more ages behind a comma, joined by commas and "and", and closed off.
fn listed(doc: &Document, tokens: Range<usize>, age: impl Fn(&str) -> Option<u32>) -> Option<Vec<(usize, u32)>> {
    let word = |t: usize| tokens.contains(&t).then(|| &*doc.tokens[t].lower);
    let mut at = tokens.start;
    if word(at) != Some(",") {
        return None;
    }
    at += 1 + usize::from(word(at + 1) == Some("aged"));
    let mut out = Vec::new();
    loop {
        out.push((at, age(word(at)?)?));
        at += 1;
        let joined = (at..at + 2).take_while(|t| word(*t).is_some_and(joins)).count();
        if joined == 0 || word(at + joined).and_then(&age).is_none() || out.len() == MOST {
            break;
        }
        at += joined;
    }
    let closed = word(at).is_none_or(|w| !w.starts_with(char::is_alphanumeric)) || word(at) == Some("respectively");
    (out.len() >= 2 && closed).then_some(out)
}

fn joins(word: &str) -> bool {
    matches!(word, "," | "and" | "&")
}
