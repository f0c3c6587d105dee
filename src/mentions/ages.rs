//! Ages of people: a number beside a name ("Irina Rusu, 45,", "the 45-year-old Irina Rusu", "Irina Rusu, who is 45").

use std::ops::Range;

use crate::{
    mentions::{AgeValue, Mention, NameKind, Value, find::mention},
    rules::Lexicons,
    text::{Document, Pos},
};

/// How far behind a name's comma its age may stand ("Irina Rusu, the 45-year-old"), in tokens.
const REACH: usize = 3;
/// No one is older.
const OLDEST: u32 = 120;

/// Finds the ages beside the names among `names`.
pub(super) fn find_ages(doc: &Document, names: &[Mention], lexicons: &Lexicons) -> Vec<Mention> {
    let people = names.iter().filter(|m| matches!(&m.value, Value::Name(n) if n.kind != NameKind::Organisation));
    people
        .filter_map(|name| {
            let (token, years) = behind(doc, name, lexicons).or_else(|| before(doc, name, lexicons))?;
            let value = Value::Age(AgeValue { years, name: name.span });
            Some(mention(doc, name.sentence, token..token + 1, value, "en/lexicons/names"))
        })
        .collect()
}

/// "NAME, 45," and "NAME, the 45-year-old" and "NAME, who is 45".
fn behind(doc: &Document, name: &Mention, lexicons: &Lexicons) -> Option<(usize, u32)> {
    let sentence = &doc.sentences[name.sentence].tokens;
    let word = |t: usize| (t < sentence.end).then(|| &*doc.tokens[t].lower);
    if word(name.tokens.end) != Some(",") {
        return None;
    }
    let first = name.tokens.end + 1;
    // A bare number must be closed off: "Rusu, 45, said" and not "Rusu, 45 ships".
    if let Some(years) = word(first).and_then(plain_age)
        && (word(first + 1) == Some(",")
            || matches!(word(first + 1), Some(".") | None) && !counts_before(doc, sentence.start..name.tokens.start))
    {
        return Some((first, years));
    }
    if let (Some("who"), Some("is" | "was"), Some(years)) =
        (word(first), word(first + 1), word(first + 2).and_then(plain_age))
        && word(first + 3)
            .is_none_or(|w| !lexicons.has("unit_of_age", w) && !w.starts_with(|c: char| c.is_ascii_digit()))
        // "who was 43 at the time": an age of the past.
        && !matches!(word(first + 3), Some("at" | "when" | "then"))
    {
        return Some((first + 2, years));
    }
    (first..(first + REACH).min(sentence.end)).find_map(|t| Some((t, compound_age(&doc.tokens[t].lower, lexicons)?)))
}

/// "The Alliance has 24 seats and the Greens, under Rusu, 11.": the last number may be one more count.
fn counts_before(doc: &Document, words: Range<usize>) -> bool {
    let number = |t: usize| doc.tokens[t].pos == Pos::Num;
    words.into_iter().any(|t| number(t) && doc.tokens.get(t + 1).is_some_and(|next| next.pos != Pos::Punct))
}

/// "the 45-year-old NAME", "45-year-old champion NAME".
fn before(doc: &Document, name: &Mention, lexicons: &Lexicons) -> Option<(usize, u32)> {
    let start = doc.sentences[name.sentence].tokens.start;
    let from = name.tokens.start.saturating_sub(REACH).max(start);
    let near: Range<usize> = from..name.tokens.start;
    let closed =
        |t: usize| doc.tokens[t + 1..name.tokens.start].iter().all(|x| x.lower.chars().all(char::is_alphanumeric));
    near.rev().find_map(|t| Some((t, compound_age(&doc.tokens[t].lower, lexicons)?)).filter(|_| closed(t)))
}

fn plain_age(word: &str) -> Option<u32> {
    word.parse().ok().filter(|years| (1..=OLDEST).contains(years))
}

/// "45-year-old".
fn compound_age(word: &str, lexicons: &Lexicons) -> Option<u32> {
    let (years, unit) = word.split_once('-')?;
    // "a 35-year lease" is no one's age.
    plain_age(years).filter(|_| unit.ends_with("old") && lexicons.has("unit_of_age", unit))
}
