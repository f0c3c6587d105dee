//! The numeral that begins at a token: digits or words with their scale, a range of two, a vague magnitude.

use crate::{
    mentions::quantities::{
        figures::{figures, group},
        line::Line,
        spelt::{Piece, pieces, spelt},
    },
    values::{Hedge, Reach},
};

/// The longest phrase of a vague magnitude ("hundreds of thousands").
const VAGUE_WORDS: usize = 4;

/// A number as it was read, before its unit is known.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Numeral<'d> {
    pub number: f64,
    pub reach: Reach,
    /// What its last digit behind the point counts.
    pub step: Option<f64>,
    /// What it was multiplied by: a million, in "1.5m".
    pub scale: f64,
    /// The token behind it.
    pub end: usize,
    /// A unit written to the digits: "ft" of "40ft".
    pub attached: &'d str,
    /// What hangs on it by a hyphen: "page" of "48-page".
    pub rest: &'d str,
    /// What a mark or word that is a part of it says: "200+", "20-odd".
    pub hedge: Option<Hedge>,
}

impl Numeral<'_> {
    /// A whole number in words or digits that ends at `end`.
    fn plain(number: f64, end: usize) -> Self {
        let reach = Reach::Point;
        Numeral { number, reach, step: None, scale: 1.0, end, attached: "", rest: "", hedge: None }
    }
}

/// Reads the numeral that begins at `at`.
pub(super) fn numeral<'d>(line: &Line<'d>, at: usize) -> Option<Numeral<'d>> {
    let word = line.word(at)?;
    if let Some(end) = none(line, at) {
        return Some(Numeral::plain(0.0, end));
    }
    if let Some(vague) = vague(line, at, word) {
        return Some(vague);
    }
    let first = single(line, at)?;
    Some(range(line, at, &first).unwrap_or(first))
}

/// One number: in digits, or in words.
fn single<'d>(line: &Line<'d>, at: usize) -> Option<Numeral<'d>> {
    let word = line.word(at)?;
    if word.contains(|c: char| c.is_ascii_digit()) {
        // "magnitude-5.2"
        let named = word.split_once('-').filter(|(name, _)| line.lexicons.has("strength_of_a_quake", name));
        return in_figures(line, at, named.map_or(word, |(_, figures)| figures));
    }
    if line.lexicons.has("below_zero", word) {
        let read = in_figures(line, at + 1, line.word(at + 1)?).filter(|read| read.number > 0.0)?;
        return Some(Numeral { number: -read.number, ..read });
    }
    let opens = word.split('-').next().unwrap_or_default();
    let known = ["number_word", "digit_word", "number_scale_word", "part_of_scale"];
    if !known.iter().any(|table| line.lexicons.number(table, opens).is_some()) {
        return one_of_people(line, at, word);
    }
    let pieces = pieces(line, at);
    let article = line.before(at).is_some_and(|w| line.lexicons.has("article", w));
    let Some(read) = spelt(&pieces, article, line.lexicons) else { return one_of_people(line, at, word) };
    let out = Numeral { step: read.step, scale: read.scale, ..Numeral::plain(read.number, at) };
    ended(out, &pieces, read.used, line)
}

/// Puts the end of a numeral of `used` pieces behind the token that the last of them stands in, with what hangs on it.
fn ended<'d>(numeral: Numeral<'d>, pieces: &[Piece<'d>], used: usize, line: &Line<'d>) -> Option<Numeral<'d>> {
    let last = used.checked_sub(1).and_then(|n| pieces.get(n))?;
    let rest = pieces.get(used).filter(|p| p.token == last.token).map_or("", |p| p.rest);
    hanging(Numeral { end: last.token + 1, rest, ..numeral }, line)
}

/// Takes off what hangs on a numeral and is no noun: "20-odd" people, "200-plus"; `None` where it is no number then ("two-thirds").
fn hanging<'d>(numeral: Numeral<'d>, line: &Line<'d>) -> Option<Numeral<'d>> {
    let word = numeral.rest.split('-').next().unwrap_or_default();
    let is = |class: &str| line.lexicons.has(class, word);
    let hedge = match () {
        () if word.is_empty() => return Some(numeral),
        () if is("hangs_about") => Some(Hedge::About),
        () if is("hangs_at_least") => Some(Hedge::AtLeast),
        () if is("hangs_no_number") => return None,
        () => return Some(numeral),
    };
    Some(Numeral { hedge, rest: numeral.rest.split_once('-').map_or("", |(_, more)| more), ..numeral })
}

/// "1,000", "816 000", "1.5 million", "1.5m", "5-million-dollar".
fn in_figures<'d>(line: &Line<'d>, at: usize, word: &'d str) -> Option<Numeral<'d>> {
    let read = figures(word)?;
    let mut out = Numeral { attached: read.attached, rest: read.rest, ..Numeral::plain(read.number, at + 1) };
    if read.head {
        out = grouped(line, at, word, out);
    }
    out.step = (read.decimals > 0).then(|| 1.0 / 10_f64.powi(read.decimals));
    if out.attached == "+" {
        out = Numeral { hedge: Some(Hedge::AtLeast), attached: "", ..out };
    }
    if let Some(scale) = line.lexicons.number("number_scale", out.attached).filter(|_| !is_length(line, at, &out)) {
        out = Numeral { attached: "", ..times(out, scale) };
    }
    // "12m" is a scale, "40ft" a unit; "47th" and "5G" are neither.
    if !out.attached.is_empty() && line.lexicons.value("attached_unit", out.attached).is_none() {
        return None;
    }
    // "5-million-dollar", "2.5 million-euro", "2.5 lakh crore".
    if out.attached.is_empty() {
        let hung = out.rest.split_once('-').unwrap_or((out.rest, ""));
        if let Some(scale) = line.lexicons.number("number_scale_word", hung.0) {
            out = Numeral { rest: hung.1, ..times(out, scale) };
        } else if out.rest.is_empty() {
            out = scaled(line, out);
        }
    }
    hanging(out, line)
}

fn times(numeral: Numeral<'_>, scale: i64) -> Numeral<'_> {
    let scale = scale as f64;
    Numeral {
        number: numeral.number * scale,
        step: numeral.step.map(|s| s * scale),
        scale: numeral.scale * scale,
        ..numeral
    }
}

/// The scales behind a number in digits, and "and a half" before one.
fn scaled<'d>(line: &Line<'d>, mut out: Numeral<'d>) -> Numeral<'d> {
    while let Some(word) = line.word(out.end) {
        let (first, rest) = word.split_once('-').unwrap_or((word, ""));
        let Some(scale) = line.lexicons.number("number_scale_word", first) else { break };
        // "300 dozen eggs" are read, "300 score" is none.
        if is_length(line, out.end, &out) && first.len() == 1 || line.lexicons.has("scale_behind_a_number", first) {
            break;
        }
        out = Numeral { rest, end: out.end + 1, ..times(out, scale) };
        if !rest.is_empty() {
            break;
        }
    }
    out
}

/// Groups of three digits behind blanks: "816 000", "1 250 000"; and a blank lost behind a comma: "2, 000".
fn grouped<'d>(line: &Line<'d>, at: usize, word: &'d str, plain: Numeral<'d>) -> Numeral<'d> {
    let mut digits = word.to_owned();
    let mut out = plain;
    while out.attached.is_empty() {
        let gap = line.gap(out.end - 1).unwrap_or_default();
        // What is no ordinary blank joins; an ordinary one does where the outlet has no other mark.
        let joins =
            matches!(gap, "\u{a0}" | "\u{202f}" | "\u{2009}") || gap == " " && !line.commas && !is_timed(line, at);
        let comma = line.word(out.end) == Some(",") && gap.is_empty() && digits.len() <= 3;
        let next = if comma { out.end + 1 } else { out.end };
        let Some((more, attached)) = line.word(next).and_then(group).filter(|_| joins || comma) else { break };
        if is_timed(line, next) || comma && !more.starts_with('0') {
            break;
        }
        digits.push_str(more);
        let Ok(number) = digits.parse() else { break };
        out = Numeral { number, end: next + 1, attached, ..out };
    }
    out
}

fn is_timed(line: &Line<'_>, at: usize) -> bool {
    line.timed.get(at).is_some_and(|t| *t)
}

/// Whether the "m" of "20m" or "20 m" at token `at` is metres: a word of length beside it says so, and no sign of a currency.
fn is_length(line: &Line<'_>, at: usize, numeral: &Numeral<'_>) -> bool {
    let one = numeral.attached == "m" || line.word(at) == Some("m");
    if !one || line.before(at).is_some_and(|w| line.lexicons.value("currency_sign", w).is_some()) {
        return false;
    }
    let hung = numeral.rest.split('-').next().is_some_and(|w| line.lexicons.has("length_behind", w));
    let end = if numeral.attached == "m" { numeral.end } else { at + 1 };
    hung || line.is("length_behind", end) || line.any("length_before", line.behind(at, 4))
}

/// "two" of "two to three million": the numbers from and to, where both are of one thing.
fn range<'d>(line: &Line<'d>, at: usize, first: &Numeral<'d>) -> Option<Numeral<'d>> {
    let link = line.word(first.end)?;
    let dash = matches!(link, "-" | "–" | "—");
    let between = link == "and" && line.any("opens_a_range", line.behind(at, 2));
    // "Rose from 20 to 30" tells two numbers of two times.
    let from = line.any("opens_a_change", line.behind(at, 2));
    if !(dash || between || line.is("joins_a_range", first.end) && !from) || !first.rest.is_empty() {
        return None;
    }
    if is_timed(line, first.end + 1) || first.reach != Reach::Point {
        return None;
    }
    let sign = usize::from(line.word(first.end + 1).is_some_and(|w| line.lexicons.value("currency_sign", w).is_some()));
    let second = single(line, first.end + 1 + sign)?;
    // "1.5 to 2 million" are both millions, "500 to 2,000" are not.
    let shared = first.scale == 1.0 && second.scale > 1.0 && first.number < second.number / second.scale;
    let (low, step) = if shared {
        (first.number * second.scale, first.step.map(|s| s * second.scale))
    } else {
        (first.number, first.step)
    };
    // "Three or four", and not "two or 50"; a result and a span of years are no range.
    let near = second.number <= low * 10.0;
    let years = dash && (1000.0..2200.0).contains(&low) && (1000.0..2200.0).contains(&second.number);
    let counts =
        !second.attached.is_empty() || !second.rest.is_empty() || second.scale > 1.0 || has_plural(line, second.end);
    (low < second.number && near && !years && counts && low >= 0.0).then(|| Numeral {
        number: low,
        step: step.or(second.step),
        reach: Reach::Range(second.number),
        ..second
    })
}

/// Whether what stands at `at` can be counted by more than one: a plural within a few words, a sign of a unit.
fn has_plural(line: &Line<'_>, at: usize) -> bool {
    let many = |t: usize| {
        let plural = line.token(t).is_some_and(|x| x.form == crate::text::Form::Plural);
        plural || line.is("people_in_general", t)
    };
    line.is_unit(at) || line.ahead(at, 3).any(many)
}

/// "dozens", "tens of thousands", "several hundred": its bounds are in the word lists.
fn vague<'d>(line: &Line<'d>, at: usize, word: &str) -> Option<Numeral<'d>> {
    if !line.lexicons.has("opens_a_vague_number", word) {
        return None;
    }
    let mut phrase = String::new();
    let mut found = None;
    for token in line.ahead(at, VAGUE_WORDS) {
        if !phrase.is_empty() {
            phrase.push(' ');
        }
        phrase.push_str(line.word(token)?);
        if let Some(row) = line.lexicons.value("vague_number", &phrase) {
            found = Some((row, token + 1));
        }
    }
    let (row, end) = found?;
    let (low, high) = row.split_once(' ')?;
    let mut out = Numeral::plain(low.parse().ok()?, end);
    let mut top: f64 = high.parse().ok()?;
    if let Some(scale) = line.word(end).and_then(|w| line.lexicons.number("number_scale_word", w)) {
        out = Numeral { end: end + 1, ..times(out, scale) };
        top *= scale as f64;
    }
    // "Hundreds" of things, "dozens were hurt"; and not "the dozens column".
    Some(Numeral { reach: Reach::Vague(top), ..out })
}

/// The end of words that say there is none of what a toll counts: "nobody", "no one", "no" before "casualties".
fn none(line: &Line<'_>, at: usize) -> Option<usize> {
    let word = line.word(at)?;
    if line.lexicons.has("none_of_people", word) {
        return Some(at + 1);
    }
    let next = line.token(at + 1).filter(|_| word == "no")?;
    if line.lexicons.has("number_if_hedged", &next.lower) {
        return Some(at + 2);
    }
    let counted = line.lexicons.has("people_in_general", &next.lemma)
        || line.lexicons.has("state_of_the_dead", &next.lower)
        || line.lexicons.has("state_of_the_hurt", &next.lower);
    counted.then_some(at + 1)
}

/// "at least one", "one person": "one" alone is a pronoun.
fn one_of_people<'d>(line: &Line<'d>, at: usize, word: &str) -> Option<Numeral<'d>> {
    if !line.lexicons.has("number_if_hedged", word) {
        return None;
    }
    let hedged = super::hedges::hedge(line, at) == Hedge::AtLeast;
    let person = line.is("people_in_general", at + 1) && !line.is("opens_a_relative_clause", at + 2);
    (hedged || person).then(|| Numeral::plain(1.0, at + 1))
}
