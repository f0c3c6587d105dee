//! What a finding shows of a value: an outlet's own words, with the unit or the day that they leave out.

use crate::{
    claims::{Claim, ClaimValue, SourceAnalysis},
    mentions::Value,
    text::{Document, Span},
    values::{Slot, time::TimeValue},
};

/// Longer words for a measure are cut to its number.
const LONGEST_MEASURE: usize = 40;

/// The words of a claim's value.
pub(super) fn value_words(claim: &Claim, analysis: &SourceAnalysis) -> String {
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
            doc.slice(body.filter(beside).map_or(claim.value_span, |body| body.join(claim.value_span))).to_owned()
        }
        ClaimValue::Time(time) if claim.slot == Slot::Date => with_day(doc.slice(claim.value_span), time),
        _ => doc.slice(claim.value_span).to_owned(),
    }
}

/// "today (2031-05-16)": a day that only the report's own day explains; "29 May (to 2031-06-02)".
fn with_day(words: &str, time: &TimeValue) -> String {
    match time.days {
        Some((first, last)) if time.runs && first != last && !time.timex.contains('/') => {
            format!("{words} (to {last})")
        }
        Some((first, last)) if first == last && !words.contains(|c: char| c.is_ascii_digit()) => {
            format!("{words} ({first})")
        }
        _ => words.to_owned(),
    }
}

/// The outlet's words for a measure where they are short, else its number with the unit: "612 pence", "£23 million".
fn with_unit(claim: &Claim, unit: &str, doc: &Document, said: &str) -> String {
    let number = doc.slice(claim.value_span);
    if said.len() <= LONGEST_MEASURE && !unit.is_empty() && said.contains(unit) {
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

/// Quotes of one utterance, each in marks and cut to the words that differ and some around them.
pub(super) fn abridged(quotes: &[&str]) -> Vec<String> {
    let words: Vec<Vec<&str>> = quotes.iter().map(|q| q.split_whitespace().collect()).collect();
    let plain =
        |word: &str| word.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect::<String>();
    let shortest = words.iter().map(Vec::len).min().unwrap_or(0);
    let Some((first, others)) = words.split_first() else { return Vec::new() };
    let same_at = |at: usize| others.iter().all(|o| plain(o[at]) == plain(first[at]));
    let before = (0..shortest).take_while(|at| same_at(*at)).count();
    let same_from_end =
        |at: usize| others.iter().all(|o| plain(o[o.len() - 1 - at]) == plain(first[first.len() - 1 - at]));
    let behind = (0..shortest - before).take_while(|at| same_from_end(*at)).count();
    let from = before.saturating_sub(WORDS_AROUND);
    let cut = |words: &Vec<&str>| {
        let to = words.len() - behind.saturating_sub(WORDS_AROUND);
        let (open, close) = (if from > 0 { "… " } else { "" }, if to < words.len() { " …" } else { "" });
        format!("“{open}{}{close}”", words[from..to].join(" ").trim_end_matches([',', '.']))
    };
    words.iter().map(cut).collect()
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
