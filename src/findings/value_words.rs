//! What a finding shows of a value: an outlet's own words, with the unit or the day that they leave out.

use std::ops::Range;

use similar::{Algorithm, DiffOp, DiffTag, capture_diff_slices};

use crate::{
    claims::{Claim, ClaimValue, SourceAnalysis},
    mentions::Value,
    text::{Document, Pos, Span},
    values::{Slot, time::TimeValue},
};

/// A day as a person writes it.
const DAY: &str = "%-d %B";
/// Nouns that the words of an office may leave off.
const LONGEST_BODY: usize = 3;
/// Longer words for a measure are cut to its number.
const LONGEST_MEASURE: usize = 40;

/// The words of a claim's value.
pub(crate) fn value_words(claim: &Claim, analysis: &SourceAnalysis) -> String {
    let doc = &analysis.doc;
    let said = doc.slice(claim.evidence);
    match &claim.value {
        ClaimValue::Polarity(true) => "yes".to_owned(),
        ClaimValue::Polarity(false) => "no".to_owned(),
        // "radius of 12 metres": a measure without its unit says nothing.
        ClaimValue::Number(n) if n.quantity.dimension.is_some() => with_unit(claim, &n.counted, doc, said),
        // "Five" opens its sentence.
        ClaimValue::Number(n) if n.is_none() => "none".to_owned(),
        ClaimValue::Number(_) if doc.slice(claim.value_span).chars().all(char::is_alphabetic) => {
            doc.slice(claim.value_span).to_lowercase()
        }
        // "American poet": whose it is, where that stands before it.
        ClaimValue::Role(role) => {
            let body = match analysis.mentions.get(*role).map(|m| &m.value) {
                Some(Value::Role(role)) => role.body,
                _ => None,
            };
            let beside = |body: &Span| doc.text.get(body.end..claim.value_span.start) == Some(" ");
            let office = body.filter(beside).map_or(claim.value_span, |body| body.join(claim.value_span));
            doc.slice(with_its_body(doc, office)).to_owned()
        }
        ClaimValue::Time(time) if claim.slot == Slot::Date => with_day(doc.slice(claim.value_span), time),
        _ => doc.slice(claim.value_span).to_owned(),
    }
}

/// An office with the whole of whom it is of: "vice chair of the home affairs committee", where the reading ends at "home".
fn with_its_body(doc: &Document, office: Span) -> Span {
    if !doc.slice(office).contains(" of ") {
        return office;
    }
    let from = doc.tokens.partition_point(|t| t.span.start < office.end);
    let named = doc.tokens[from..].iter().take_while(|t| matches!(t.pos, Pos::Noun)).take(LONGEST_BODY).last();
    named.map_or(office, |last| Span::new(office.start, last.span.end))
}

/// "today (16 May)": a day that only the report's own day explains; "29 May (to 2 June)".
fn with_day(words: &str, time: &TimeValue) -> String {
    match time.days {
        Some((first, last)) if time.runs && first != last && !time.timex.contains('/') => {
            format!("{words} (to {})", last.format(DAY))
        }
        Some((first, last)) if first == last && !words.contains(|c: char| c.is_ascii_digit()) => {
            format!("{words} ({})", first.format(DAY))
        }
        _ => words.to_owned(),
    }
}

/// The outlet's words for a measure where they are short, else its number with the unit: "612 pence", "£23 million".
fn with_unit(claim: &Claim, unit: &str, doc: &Document, said: &str) -> String {
    let number = doc.slice(claim.value_span);
    // "Turnout was 61.3 percent": a sentence is no figure.
    let tokens = doc.tokens.get(doc.tokens_of(claim.evidence)).unwrap_or_default();
    let is_sentence = tokens.iter().any(|token| matches!(token.pos, Pos::Verb | Pos::Aux));
    if said.len() <= LONGEST_MEASURE && !unit.is_empty() && said.contains(unit) && !is_sentence {
        return said.to_owned();
    }
    if unit.is_empty() {
        let before = doc.text[..claim.value_span.start].trim_end();
        let sign: String = before.chars().next_back().filter(|c| !c.is_alphanumeric()).into_iter().collect();
        return format!("{sign}{number}");
    }
    // The unit as the outlet wrote it: "39 feet" and not "39 foot"; attached to the number ("40ft") it is there already.
    let behind: usize = unit.split(' ').count();
    let attached = number.to_lowercase().ends_with(unit);
    let words = doc.text[claim.value_span.end..].split_whitespace().take(if attached { 0 } else { behind });
    let words =
        words.map(|word| word.trim_matches(|c: char| !c.is_alphanumeric() && c != '%')).filter(|word| !word.is_empty());
    std::iter::once(number).chain(words).collect::<Vec<_>>().join(" ")
}

/// Equal words that are shown before what differs, and behind it.
const WORDS_AROUND: usize = 4;

/// Quotes of one utterance, each in marks and cut to the words that differ and some around them; what one quote has before the first
/// word of the others, or behind the last, is no difference.
pub(crate) fn abridged(quotes: &[&str]) -> Vec<String> {
    let words: Vec<Vec<&str>> = quotes.iter().map(|q| q.split_whitespace().collect()).collect();
    let plain =
        |word: &&str| word.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect::<String>();
    let plain: Vec<Vec<String>> = words.iter().map(|quote| quote.iter().map(plain).collect()).collect();
    let Some((first, others)) = plain.split_first() else { return Vec::new() };
    // Where the first and the last change lie in each quote; in the first one, those against all others.
    let changed: Vec<[Range<usize>; 2]> = others.iter().map(|other| changed_words(first, other)).collect();
    let joined = |ranges: &mut dyn Iterator<Item = Range<usize>>| {
        ranges.reduce(|a, b| a.start.min(b.start)..a.end.max(b.end)).unwrap_or_default()
    };
    let own = joined(&mut changed.iter().map(|[own, _]| own.clone()));
    let all = std::iter::once(own).chain(changed.iter().map(|[_, other]| other.clone()));
    let cut = |(words, changed): (&Vec<&str>, Range<usize>)| {
        let from = changed.start.saturating_sub(WORDS_AROUND);
        let to = (changed.end + WORDS_AROUND).min(words.len());
        let (open, close) = (if from > 0 { "… " } else { "" }, if to < words.len() { " …" } else { "" });
        format!("“{open}{}{close}”", words[from..to].join(" ").trim_end_matches([',', '.']))
    };
    words.iter().zip(all).map(cut).collect()
}

/// The words of two quotes from the first that differ to the last, between equal ones where there are any.
fn changed_words(a: &[String], b: &[String]) -> [Range<usize>; 2] {
    let ops = capture_diff_slices(Algorithm::Patience, a, b);
    let equal = |op: &DiffOp| op.tag() == DiffTag::Equal;
    let (first, last) = (ops.iter().position(equal).unwrap_or(0), ops.iter().rposition(equal).unwrap_or(0));
    let inner = ops.get(first..=last).unwrap_or_default();
    let mut changes: Vec<&DiffOp> = inner.iter().filter(|op| !equal(op)).collect();
    if changes.is_empty() {
        // Both begin or end otherwise, or the one only says more.
        changes = ops.iter().filter(|op| op.tag() == DiffTag::Replace).collect();
    }
    if changes.is_empty() {
        changes = ops.iter().filter(|op| !equal(op)).collect();
    }
    let span = |of: fn(&DiffOp) -> Range<usize>| match (changes.first(), changes.last()) {
        (Some(first), Some(last)) => of(first).start..of(last).end,
        _ => 0..0,
    };
    [span(DiffOp::old_range), span(DiffOp::new_range)]
}

#[cfg(test)]
mod tests {
    use super::abridged;

    #[test]
    fn a_quote_is_cut_to_what_differs() {
        let quotes = [
            "He really classes me up, and I just pull him right down to my level,",
            "He really classes me up and I pull him right down to my level.",
        ];
        assert_eq!(
            abridged(&quotes),
            ["“… me up, and I just pull him right down …”", "“… me up and I pull him right down …”"]
        );
        assert_eq!(abridged(&["We go", "We go now"]), ["“We go”", "“We go now”"]);
        assert_eq!(abridged(&["a", "a"]), ["“a”", "“a”"]);
    }
}
