//! Numbers with what they count or measure, their hedge and their scope.

use crate::{
    mentions::{Mention, QuantityValue, Value, find::mention},
    rules::Lexicons,
    text::{BlockKind, Document, Form, Pos},
    values::{Hedge, Quantity},
};

/// How far before the number a hedge or a word of scope may stand, in tokens.
const HEDGE_REACH: usize = 3;

/// Finds quantities outside the tokens already `timed` (by times).
pub(super) fn find_quantities(doc: &Document, timed: &[bool], lexicons: &Lexicons) -> Vec<Mention> {
    let mut out = Vec::new();
    for (index, sentence) in doc.sentences.iter().enumerate() {
        if matches!(doc.kind_of(index), BlockKind::Credit | BlockKind::Furniture) {
            continue;
        }
        // A sentence may be as long as its text: it is searched for its scope once, and only if it has a number.
        let of_sentence = std::cell::LazyCell::new(|| sentence_scope(doc, &sentence.tokens, lexicons));
        let mut at = sentence.tokens.start;
        while at < sentence.tokens.end {
            let read = if timed[at] { None } else { read_number(doc, at, &sentence.tokens, lexicons) };
            let Some(read) = read else {
                at += 1;
                continue;
            };
            let end = read.end;
            if let Some(mut value) = quantity(doc, at, read, &sentence.tokens, lexicons) {
                value.scope = of_sentence.clone().or(value.scope);
                out.push(mention(doc, index, at..end, Value::Quantity(value), "en/lexicons/numbers"));
            }
            at = end;
        }
    }
    out
}

/// A number as it was read.
struct Read {
    number: f64,
    /// What its last digit behind the point counts.
    step: Option<f64>,
    /// The token behind it.
    end: usize,
}

/// Reads a number that starts at token `at`: digits with separators and a scale ("1.5 million", "1.5m"), or number words.
fn read_number(doc: &Document, at: usize, sentence: &std::ops::Range<usize>, lexicons: &Lexicons) -> Option<Read> {
    let (start, end) = (sentence.start, sentence.end);
    let word = &*doc.tokens[at].lower;
    if word.starts_with(|c: char| c.is_ascii_digit()) {
        let (number, decimals, attached) = digits(word)?;
        let scale = lexicons.number("number_scale", attached);
        // "12m" is a scale, "40ft" a unit; "47th" and "5G" are neither.
        if scale.is_none() && !attached.is_empty() && lexicons.value("attached_unit", attached).is_none() {
            return None;
        }
        let mut scale = scale.unwrap_or(1) as f64;
        let mut next = at + 1;
        if let Some(more) = next_word(doc, next, end).and_then(|w| lexicons.number("number_scale_word", w)) {
            scale *= more as f64;
            next += 1;
        }
        let step = (decimals > 0).then(|| scale / 10_f64.powi(decimals));
        return Some(Read { number: number * scale, step, end: next });
    }
    if let Some(end) = none(doc, at, end, lexicons) {
        return Some(Read { number: 0.0, step: None, end });
    }
    let hedged_one = || lexicons.has("number_if_hedged", word) && hedge(doc, at, start, lexicons) == Hedge::AtLeast;
    let (number, end) = number_words(doc, at, end, lexicons).or_else(|| hedged_one().then_some((1.0, at + 1)))?;
    Some(Read { number, step: None, end })
}

/// The end of words that say there is none of what a toll counts: "nobody", "no one", "no" before "casualties".
fn none(doc: &Document, at: usize, end: usize, lexicons: &Lexicons) -> Option<usize> {
    let word = &*doc.tokens[at].lower;
    if lexicons.has("none_of_people", word) {
        return Some(at + 1);
    }
    let next = doc.tokens.get(at + 1).filter(|_| at + 1 < end && word == "no")?;
    if lexicons.has("number_if_hedged", &next.lower) {
        return Some(at + 2);
    }
    let counted = lexicons.has("people_in_general", &next.lemma) || lexicons.has("state_of_the_dead", &next.lower);
    (counted || lexicons.has("state_of_the_hurt", &next.lower)).then_some(at + 1)
}

fn next_word(doc: &Document, at: usize, end: usize) -> Option<&str> {
    (at < end).then(|| &*doc.tokens[at].lower)
}

/// "1,000" is 1000, "2.5" is 2.5 with one decimal, "1.5m" is 1.5 and "m". Dates, scores and codes ("2014-15", "3:2", "737-800") are no numbers.
fn digits(word: &str) -> Option<(f64, i32, &str)> {
    let end = word.find(|c: char| !(c.is_ascii_digit() || c == ',' || c == '.')).unwrap_or(word.len());
    let (figures, attached) = word.split_at(end);
    let figures = figures.trim_end_matches(['.', ',']);
    if attached.contains(|c: char| !c.is_ascii_alphabetic() && c != '°') {
        return None;
    }
    let grouped = figures.split(',').skip(1).all(|g| g.split('.').next().is_some_and(|g| g.len() == 3));
    if !grouped || figures.matches('.').count() > 1 {
        return None;
    }
    let decimals = figures.split_once('.').map_or(0, |(_, behind)| behind.len());
    Some((figures.replace(',', "").parse().ok()?, i32::try_from(decimals).ok()?, attached))
}

/// "two hundred", "twenty-six", "a dozen": a run of number words.
fn number_words(doc: &Document, at: usize, end: usize, lexicons: &Lexicons) -> Option<(f64, usize)> {
    let mut total = 0.0;
    let mut current: Option<f64> = None;
    let mut next = at;
    while let Some(word) = next_word(doc, next, end) {
        if let Some(value) = word_value(word, lexicons) {
            current = Some(current.unwrap_or(0.0) + value);
        } else if let Some(scale) = lexicons.number("number_scale_word", word).map(|s| s as f64) {
            // "a hundred" counts, "hundreds of" does not: the article stands before, and the lexicon holds singulars.
            let article = at > 0 && next == at && lexicons.has("article", &doc.tokens[at - 1].lower);
            let factor = match current {
                Some(value) => value,
                None if article => 1.0,
                None => break,
            };
            if scale >= 1000.0 {
                total += factor * scale;
                current = Some(0.0);
            } else {
                current = Some(factor * scale);
            }
        } else if !(word == "and"
            && current.is_some()
            && next_word(doc, next + 1, end).is_some_and(|w| word_value(w, lexicons).is_some())
            && total + current.unwrap_or(0.0) >= 100.0)
        {
            break;
        }
        next += 1;
    }
    current.map(|c| (total + c, next))
}

fn word_value(word: &str, lexicons: &Lexicons) -> Option<f64> {
    if let Some(value) = lexicons.number("number_word", word) {
        return Some(value as f64);
    }
    let (tens, unit) = word.split_once('-')?;
    let (tens, unit) = (lexicons.number("number_word", tens)?, lexicons.number("number_word", unit)?);
    (tens >= 20 && tens % 10 == 0 && unit < 10).then_some((tens + unit) as f64)
}

fn quantity(
    doc: &Document,
    at: usize,
    Read { number, step, end }: Read,
    sentence: &std::ops::Range<usize>,
    lexicons: &Lexicons,
) -> Option<QuantityValue> {
    // "AK 47 rifles", "Flight 370": a number behind a proper name is part of it.
    let name_before = at > sentence.start + 1 && doc.word(at - 1).starts_with(char::is_uppercase);
    if name_before && doc.word(at - 1).chars().all(char::is_alphanumeric) {
        return None;
    }
    let hedge = hedge(doc, at, sentence.start, lexicons);
    let measured = |unit: Unit, counted: String, scope| {
        let base = number * unit.factor + unit.offset;
        let quantity = Quantity { number, hedge, base, dimension: Some(unit.dimension), step };
        Some(QuantityValue { quantity, counted, modifiers: Vec::new(), scope })
    };
    let currency =
        at.checked_sub(1).filter(|&b| b >= sentence.start).and_then(|b| lexicons.value("currency_sign", doc.word(b)));
    if let Some(currency) = currency {
        let unit = Unit { dimension: format!("money:{currency}"), factor: 1.0, offset: 0.0 };
        return measured(unit, String::new(), scope(doc, at, end, sentence, lexicons));
    }
    if let Some((unit, counted, behind)) = unit_of(doc, end - 1, end, sentence.end, lexicons) {
        return measured(unit, counted, scope(doc, at, behind, sentence, lexicons));
    }
    let scope = scope(doc, at, end, sentence, lexicons);
    let words = |t: usize| doc.tokens[t].lemma.to_lowercase();
    let head = counted(doc, at, end);
    Some(QuantityValue {
        quantity: Quantity { number, hedge, base: number, dimension: None, step },
        counted: head.map(words).unwrap_or_default(),
        modifiers: head
            .map_or_else(Vec::new, |h| (end..h).filter(|&t| doc.tokens[t].pos != Pos::Punct).map(words).collect()),
        scope,
    })
}

/// What is counted: the head of the chunk that the number stands in ("26 Somali pirates"), a common noun or a people ("5,000
/// Kenyans").
fn counted(doc: &Document, at: usize, end: usize) -> Option<usize> {
    let chunk = doc.chunks.get(doc.chunks.partition_point(|c| c.tokens.end <= at))?;
    let head = &doc.tokens[chunk.head];
    let code = doc.word(chunk.head).chars().all(char::is_uppercase);
    let countable = !code && (head.pos == Pos::Noun || head.pos == Pos::Propn && head.form == Form::Plural);
    (chunk.tokens.contains(&at) && chunk.head >= end && countable).then_some(chunk.head)
}

/// How a unit goes over into the base unit of its dimension: `km` is length, times 1000.
struct Unit {
    dimension: String,
    factor: f64,
    offset: f64,
}

impl Unit {
    /// Reads "length 1000", or "temperature 0.5556 -17.78" with what is added after the factor.
    fn parse(row: &str) -> Option<Self> {
        let mut parts = row.split_whitespace();
        let (dimension, factor) = (parts.next()?.to_owned(), parts.next()?.parse().ok()?);
        let offset = parts.next().map_or(Some(0.0), |text| text.parse().ok())?;
        Some(Self { dimension, factor, offset })
    }
}

/// The unit of a number whose last token is `last`, its word, and the token behind it: attached ("40ft"), of two words ("per cent",
/// "square miles") or of one.
fn unit_of(
    doc: &Document,
    last: usize,
    end: usize,
    limit: usize,
    lexicons: &Lexicons,
) -> Option<(Unit, String, usize)> {
    if let Some((.., attached)) = digits(&doc.tokens[last].lower).filter(|(.., attached)| !attached.is_empty())
        && let Some(row) = lexicons.value("attached_unit", attached)
    {
        return Some((Unit::parse(row)?, attached.to_owned(), end));
    }
    let next = doc.tokens.get(end).filter(|_| end < limit)?;
    if let Some(second) = doc.tokens.get(end + 1).filter(|_| end + 1 < limit)
        && let Some(row) = lexicons
            .value("unit", &format!("{} {}", next.lower, second.lower))
            .or_else(|| lexicons.value("unit", &format!("{} {}", next.lower, second.lemma)))
    {
        return Some((Unit::parse(row)?, format!("{} {}", next.lower, second.lemma.to_lowercase()), end + 2));
    }
    let row = lexicons.value("unit", &next.lower).or_else(|| lexicons.value("unit", &next.lemma))?;
    Some((Unit::parse(row)?, next.lemma.to_string(), end + 1))
}

fn hedge(doc: &Document, at: usize, start: usize, lexicons: &Lexicons) -> Hedge {
    let from = at.saturating_sub(HEDGE_REACH).max(start);
    for first in from..at {
        let phrase: Vec<&str> =
            (first..at).map(|t| &*doc.tokens[t].lower).filter(|w| !lexicons.has("article", w)).collect();
        let phrase = phrase.join(" ");
        for (class, hedge) in
            [("hedge_at_least", Hedge::AtLeast), ("hedge_at_most", Hedge::AtMost), ("hedge_about", Hedge::About)]
        {
            if lexicons.has(class, phrase.trim_end_matches([' ', '$'])) {
                return hedge;
            }
        }
    }
    Hedge::Exact
}

/// A phrase that gives all numbers of its sentence the scope of a total: "so far", "to date".
fn sentence_scope(doc: &Document, sentence: &std::ops::Range<usize>, lexicons: &Lexicons) -> Option<String> {
    let pair = |t: usize| format!("{} {}", doc.tokens[t].lower, doc.tokens[t + 1].lower);
    (sentence.start..sentence.end.saturating_sub(1)).map(pair).find(|p| lexicons.has("scope_of_sentence", p))
}

/// A word of scope beside the number: "a total of 26", "26 each", "26 so far", "another 26", "26 of them".
fn scope(
    doc: &Document,
    at: usize,
    end: usize,
    sentence: &std::ops::Range<usize>,
    lexicons: &Lexicons,
) -> Option<String> {
    let before = (at.saturating_sub(HEDGE_REACH).max(sentence.start))..at;
    let after = end..(end + 4).min(sentence.end);
    before
        .filter(|&t| lexicons.has("scope_before", &doc.tokens[t].lower))
        .chain(after.filter(|&t| lexicons.has("scope_after", &doc.tokens[t].lower)))
        .map(|t| doc.tokens[t].lower.to_string())
        .next()
}
