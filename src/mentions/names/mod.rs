//! Proper names, and what shows whether they are a person's.

mod kinds;
mod openers;
mod runs;
mod whole;

use std::{collections::BTreeSet, ops::Range};

use crate::{
    mentions::{Mention, NameKind, NameValue, Value, find::mention, name_contexts, name_hints, places::is_small_town},
    rules::Lexicons,
    text::{BlockKind, Document},
    values::names::fold,
};

/// Finds names outside the tokens already `taken` (by times and places), then lets what shows a person once count for the
/// same surname everywhere in the document.
pub(super) fn find_names(doc: &Document, taken: &[bool], lexicons: &Lexicons) -> Vec<Mention> {
    let mut out = Vec::new();
    let runs = runs::Runs { doc, taken, lexicons };
    for (index, sentence) in doc.sentences.iter().enumerate() {
        if matches!(doc.kind_of(index), BlockKind::Credit | BlockKind::Furniture) {
            continue;
        }
        let mut at = sentence.tokens.start;
        while at < sentence.tokens.end {
            let end = runs.end(at, &sentence.tokens);
            if end == at {
                at += 1;
                continue;
            }
            at = openers::past(doc, at..end, &sentence.tokens, lexicons);
            let (other, first) = past_office(doc, at, end, lexicons);
            let parts = [at..other, first..end].into_iter().filter(|part| !part.is_empty());
            let parts = parts.filter(|part| !is_rest_of_office(doc, part, &sentence.tokens, lexicons));
            out.extend(parts.filter_map(|p| name(doc, index, p.start, p.end, sentence.tokens.start, lexicons)));
            at = end;
        }
    }
    whole::join(doc, &mut out, lexicons);
    name_contexts::settle(doc, &mut out, lexicons);
    spread(&mut out);
    name_hints::hint(doc, &mut out, lexicons);
    name_contexts::settle(doc, &mut out, lexicons);
    out
}

/// Where a name begins behind an office in capitals, and where the words of something else before the office end: "Deputy Defence
/// Minister Ema Rusu", "Harbour Line Chief Executive Ema Rusu".
fn past_office(doc: &Document, at: usize, end: usize, lexicons: &Lexicons) -> (usize, usize) {
    let lower = |t: usize| doc.tokens[t].lower.trim_end_matches('.');
    let office = |t: usize| lexicons.has("person_title", lower(t)) || lexicons.has("office_noun", lower(t));
    let describing = |t: &usize| office(*t) || lexicons.has("role_modifier", lower(*t));
    if end < doc.tokens.len() && office(end) {
        // "Harbour Line Chief" before "executive".
        return ((at..end).rev().take_while(describing).last().unwrap_or(end), end);
    }
    if kinds::is_body(doc, at..end, lexicons) {
        return (at, at);
    }
    let Some(head) = (at..end).rev().find(|t| office(*t)) else { return (at, at) };
    let behind = head + 1;
    let first = (at..head).rev().take_while(describing).last().unwrap_or(head);
    // "Martin Luther King Jr": a surname and no office.
    let full = end - behind >= 2 || first == at && end > behind;
    if !full || first > at && !lexicons.has("given_name", lower(behind)) || lexicons.has("given_name", lower(at)) {
        return (at, at);
    }
    (first, behind)
}

/// "The Chief Executive Officer said": the last word of an office in capitals, which names nobody.
fn is_rest_of_office(doc: &Document, part: &Range<usize>, within: &Range<usize>, lexicons: &Lexicons) -> bool {
    let before = part.start.checked_sub(1).filter(|t| *t >= within.start);
    let describes = |t: usize| {
        let capital = doc.word(t).starts_with(char::is_uppercase);
        capital && lexicons.has("role_modifier", &doc.tokens[t].lower)
    };
    part.len() == 1 && lexicons.has("office_noun", &doc.tokens[part.start].lower) && before.is_some_and(describes)
}

fn name(doc: &Document, sentence: usize, at: usize, end: usize, start: usize, lexicons: &Lexicons) -> Option<Mention> {
    let is_title = |t: usize| lexicons.has("person_title", doc.tokens[t].lower.trim_end_matches('.'));
    let sort = kinds::by_words(doc, at..end, lexicons).or_else(|| kinds::by_noun(doc, at, start, lexicons));
    let mut first = at;
    // "Duke University", "Prince Street": no titles.
    while first < end && is_title(first) && sort.is_none() && !kinds::is_body(doc, first..end, lexicons) {
        first += 1;
    }
    let title = title_before(doc, first, start, lexicons);
    if first == end {
        return None;
    }
    let words: Vec<String> = (first..end).map(|t| doc.word(t).to_owned()).collect();
    let lower = |t: usize| &*doc.tokens[t].lower;
    let acronym = words.len() == 1 && words[0].len() >= 2 && words[0].chars().all(|c| c.is_uppercase() || c == '.');
    let kind = if let Some(sort) = sort {
        sort
    } else if (first..end).any(|t| lexicons.has("organisation_word", lower(t))) || acronym {
        NameKind::Organisation
    } else if title.is_some()
        || words.len() >= 2
            && !begins_in_letters(&words)
            && (lexicons.has("given_name", lower(first)) || acts_as_person(doc, sentence, first, end, lexicons))
    {
        NameKind::Person
    } else {
        NameKind::Unknown
    };
    let value = Value::Name(NameValue { words, kind, title, hint: None, shown: None });
    Some(mention(doc, sentence, first..end, value, "en/lexicons/names"))
}

/// "BBC Focus", "INS Orla": the letters of an organisation or a ship before the last word, in a name that is not all in capitals.
fn begins_in_letters(words: &[String]) -> bool {
    let capitals = |word: &String| word.chars().all(char::is_uppercase);
    let letters = |word: &String| (3..=4).contains(&word.chars().count()) && capitals(word);
    words.split_last().is_some_and(|(last, before)| !capitals(last) && before.iter().any(letters))
}

/// Whether the words around a full name show a person: one who speaks ("said Ema Rusu", "Ema Rusu told"), or one with an office or
/// trade in apposition ("Ema Rusu, a doctor").
fn acts_as_person(doc: &Document, sentence: usize, first: usize, end: usize, lexicons: &Lexicons) -> bool {
    let within = &doc.sentences[sentence].tokens;
    let speaks = |t: usize| within.contains(&t) && lexicons.has("reporting_verb", &doc.tokens[t].lemma);
    if speaks(end) || first > within.start && speaks(first - 1) {
        return true;
    }
    // "The foreign minister, Ema Rusu,"
    let comma = first.checked_sub(1).filter(|t| *t > within.start && &*doc.tokens[*t].lower == ",");
    if comma.is_some_and(|comma| lexicons.has("office_noun", &doc.tokens[comma - 1].lower)) {
        return true;
    }
    let mut apposition =
        (end + 1..within.end.min(end + APPOSITION)).take_while(|t| !matches!(&*doc.tokens[*t].lower, "," | "."));
    within.contains(&end)
        && &*doc.tokens[end].lower == ","
        && apposition.any(|t| lexicons.has("role_noun", &doc.tokens[t].lemma))
}

/// How far after a name's comma its office may stand, in tokens.
const APPOSITION: usize = 7;

/// The title or role directly before token `at`: "President", "foreign minister", "the 34-year-old striker".
fn title_before(doc: &Document, at: usize, start: usize, lexicons: &Lexicons) -> Option<String> {
    let last = at.checked_sub(1).filter(|&l| l >= start)?;
    let word = doc.tokens[last].lower.trim_end_matches('.');
    if !lexicons.has("person_title", word) && !lexicons.has("role_noun", word) {
        return None;
    }
    let mut first = last;
    while first > start && lexicons.has("role_modifier", &doc.tokens[first - 1].lower) {
        first -= 1;
    }
    Some((first..=last).map(|t| &*doc.tokens[t].lower).collect::<Vec<_>>().join(" "))
}

/// Whether the words of `place` are a part of one of `names`, in order: "the Bank of England".
pub(super) fn is_of_a_body(names: &[Mention], place: &Mention) -> bool {
    let next = names.partition_point(|m| m.tokens.end < place.tokens.end);
    names.get(next).is_some_and(|m| m.tokens.start < place.tokens.start && m.tokens.end >= place.tokens.end)
}

/// Takes from `places` what is the surname of someone whom the document names in full: "Lang said" behind "Ema Lang". Only a small town
/// gives way.
pub(super) fn surnames_among(places: &mut Vec<Mention>, names: &[Mention], doc: &Document) -> Vec<Mention> {
    let full = names.iter().filter_map(|m| match &m.value {
        Value::Name(name) if name.kind == NameKind::Person && name.words.len() >= 2 => name.words.last(),
        _ => None,
    });
    let surnames: BTreeSet<String> = full.map(|word| fold(word)).collect();
    let surname = |m: &Mention| {
        let small =
            matches!(&m.value, Value::Place(p) if !p.demonym && p.candidates.iter().all(|id| is_small_town(*id)));
        small && m.tokens.len() == 1 && surnames.contains(&fold(doc.slice(m.span)))
    };
    let (taken, kept): (Vec<Mention>, Vec<Mention>) = std::mem::take(places).into_iter().partition(surname);
    *places = kept;
    let person = |m: Mention| {
        let words = vec![doc.slice(m.span).to_owned()];
        let value = NameValue { words, kind: NameKind::Person, title: None, hint: None, shown: None };
        mention(doc, m.sentence, m.tokens, Value::Name(value), "en/lexicons/names")
    };
    taken.into_iter().map(person).collect()
}

/// A surname shown to be a person's once is a person's in the whole document.
fn spread(names: &mut [Mention]) {
    let mut shown = BTreeSet::new();
    for mention in names.iter() {
        if let Value::Name(name) = &mention.value
            && name.kind == NameKind::Person
            && let Some(last) = name.words.last()
        {
            shown.insert(fold(last));
        }
    }
    for mention in names {
        if let Value::Name(name) = &mut mention.value
            && name.kind == NameKind::Unknown
            && name.words.last().is_some_and(|last| shown.contains(&fold(last)))
        {
            name.kind = NameKind::Person;
        }
    }
}
