//! Ages of people: a number beside a name ("Irina Rusu, 45,", "the forty-five-year-old Irina Rusu", "Irina Rusu, aged 45", "Rusu is
//! 45"), and "the 45-year-old" where it is plain who that is.

use std::ops::Range;

use crate::{
    mentions::{AgeValue, Mention, NameKind, Value, ages_of_several::ages_of_several, find::mention},
    rules::Lexicons,
    text::{Document, Pos},
};

/// How far behind a name's comma its age may stand ("Irina Rusu, the 45-year-old"), in tokens.
const REACH: usize = 3;
/// No one is older.
const OLDEST: u32 = 120;

/// Finds the ages beside the names among `names`.
pub(super) fn find_ages(doc: &Document, names: &[Mention], lexicons: &Lexicons) -> Vec<Mention> {
    let person = |m: &&Mention| matches!(&m.value, Value::Name(n) if n.kind != NameKind::Organisation);
    let people: Vec<&Mention> = names.iter().filter(person).collect();
    let meant = (0..doc.sentences.len()).filter_map(|sentence| referring(doc, sentence, names, lexicons));
    let own = people.iter().enumerate().flat_map(|(index, name)| {
        if let Some(each) = ages_of_several(doc, &people, index, plain_age, lexicons) {
            return each;
        }
        let found = behind(doc, name, lexicons).or_else(|| before(doc, name, lexicons));
        let age = |(token, years)| {
            let value = Value::Age(AgeValue { years, name: name.span });
            mention(doc, name.sentence, token..token + 1, value, "en/lexicons/names")
        };
        found.map(age).into_iter().collect()
    });
    own.chain(meant).collect()
}

/// "NAME, 45," and "NAME, the 45-year-old" and "NAME, who is 45".
fn behind(doc: &Document, name: &Mention, lexicons: &Lexicons) -> Option<(usize, u32)> {
    let sentence = &doc.sentences[name.sentence].tokens;
    let word = |t: usize| (t < sentence.end).then(|| &*doc.tokens[t].lower);
    let age = |t: usize| word(t).and_then(|w| plain_age(w, lexicons));
    let closed = |t: usize| matches!(word(t), Some("," | "." | "and") | None);
    let first = name.tokens.end + usize::from(word(name.tokens.end) == Some(","));
    // "Rusu is 45."
    if matches!(word(first), Some("is" | "was"))
        && closed(first + 2)
        && let Some(years) = age(first + 1)
    {
        return Some((first + 1, years));
    }
    if first == name.tokens.end {
        return None;
    }
    // "Rusu, aged 45,"
    if let Some(years) = age(first + 1).filter(|_| word(first) == Some("aged")) {
        return Some((first + 1, years));
    }
    // A bare number must be closed off: "Rusu, 45, said" and not "Rusu, 45 ships".
    if let Some(years) = age(first)
        && (word(first + 1) == Some(",")
            || matches!(word(first + 1), Some(".") | None) && !counts_before(doc, sentence.start..name.tokens.start))
    {
        return Some((first, years));
    }
    if let (Some("who"), Some("is" | "was" | "turned"), Some(years)) = (word(first), word(first + 1), age(first + 2))
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

/// "The 45-year-old said": with no name beside it, the only person of the sentence before, unless that sentence has the person speak of
/// someone else.
fn referring(doc: &Document, sentence: usize, names: &[Mention], lexicons: &Lexicons) -> Option<Mention> {
    let tokens = doc.sentences[sentence].tokens.clone();
    let first = tokens.start;
    let years = doc.tokens.get(first + 1).filter(|_| first + 1 < tokens.end)?;
    let alone = doc.tokens.get(first + 2).is_none_or(|t| matches!(t.pos, Pos::Verb | Pos::Aux | Pos::Punct | Pos::Adp));
    let known = lexicons.has("article_of_the_known", &doc.tokens[first].lower) && alone;
    let years = compound_age(&years.lower, lexicons).filter(|_| known)?;
    let before = sentence.checked_sub(1).filter(|b| doc.post_of(*b) == doc.post_of(sentence))?;
    let from = names.partition_point(|m| m.sentence < before);
    let mut people = names[from..].iter().take_while(|m| m.sentence == before);
    let only = people.next().filter(|m| is_person(m) && people.next().is_none())?;
    let speaks =
        |t: Option<usize>| t.and_then(|t| doc.tokens.get(t)).is_some_and(|t| lexicons.has("reporting_verb", &t.lemma));
    let told = speaks(Some(only.tokens.end)) || speaks(only.tokens.start.checked_sub(1));
    let value = Value::Age(AgeValue { years, name: only.span });
    (!told).then(|| mention(doc, sentence, first + 1..first + 2, value, "en/lexicons/names"))
}

fn is_person(name: &Mention) -> bool {
    matches!(&name.value, Value::Name(n) if n.kind == NameKind::Person)
}

/// "45", "forty-five".
fn plain_age(word: &str, lexicons: &Lexicons) -> Option<u32> {
    let in_words = || {
        // "One" alone is no age: "Rusu, one of them".
        let one = |part: &str| lexicons.has("number_if_hedged", part).then_some(1);
        let number = |part| lexicons.number("number_word", part).or_else(|| one(part));
        let parts: Option<Vec<i64>> = word.split('-').map(number).collect();
        parts
            .filter(|p| p.len() == 2 || p.len() == 1 && p[0] > 1)
            .and_then(|p| u32::try_from(p.into_iter().sum::<i64>()).ok())
    };
    word.parse().ok().or_else(in_words).filter(|years| (1..=OLDEST).contains(years))
}

/// "45-year-old", "forty-five-year-old".
fn compound_age(word: &str, lexicons: &Lexicons) -> Option<u32> {
    let (years, unit) = word.find("-year").map(|at| (&word[..at], &word[at + 1..]))?;
    // "a 35-year lease" is no one's age.
    plain_age(years, lexicons).filter(|_| unit.ends_with("old") && lexicons.has("unit_of_age", unit))
}
