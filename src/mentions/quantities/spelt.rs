//! Number words: "two hundred and six", "two dozen", "five point three million", "two and a half", "half a million".

use crate::{mentions::quantities::line::Line, rules::Lexicons};

/// From here on a scale closes what stands before it: "two thousand" and "three hundred".
const THOUSAND: f64 = 1000.0;
/// A numeral of more words is none of a report.
const MOST_PIECES: usize = 16;

/// A word, or what hyphens cut of one.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Piece<'d> {
    pub token: usize,
    pub word: &'d str,
    /// The letters from this piece to the end of its token: "page-long" in "two-page-long".
    pub rest: &'d str,
    /// Whether it begins its token.
    pub first: bool,
}

/// The pieces from token `at` on; words of letters alone.
pub(super) fn pieces<'d>(line: &Line<'d>, at: usize) -> Vec<Piece<'d>> {
    let mut out = Vec::new();
    for token in line.ahead(at, MOST_PIECES) {
        let whole = line.word(token).unwrap_or_default();
        let mut rest = whole;
        loop {
            let word = rest.split('-').next().unwrap_or_default();
            if word.is_empty() || !word.chars().all(char::is_alphabetic) || out.len() == MOST_PIECES {
                return out;
            }
            out.push(Piece { token, word, rest, first: rest.len() == whole.len() });
            match rest.split_once('-') {
                Some((_, more)) => rest = more,
                None => break,
            }
        }
    }
    out
}

/// A number in words.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Spelt {
    pub number: f64,
    /// What its last digit behind "point" counts.
    pub step: Option<f64>,
    /// How many pieces it takes.
    pub used: usize,
    /// What it was multiplied by at last: a million, in "two million".
    pub scale: f64,
}

/// Reads a number that `pieces` begin with. `article`: whether "a" or "the" stands before it.
pub(super) fn spelt(pieces: &[Piece<'_>], article: bool, lexicons: &Lexicons) -> Option<Spelt> {
    fraction(pieces, lexicons).or_else(|| run(pieces, article, lexicons))
}

/// "half a million", "three-quarters of a million", "a quarter of a million" (from "quarter" on), "half-million".
fn fraction(pieces: &[Piece<'_>], lexicons: &Lexicons) -> Option<Spelt> {
    let word = |at: usize| pieces.get(at).map(|p| p.word);
    let part = |at: usize| word(at).and_then(|w| lexicons.number("part_of_scale", w)).map(|parts| 1.0 / parts as f64);
    let times = word(0).and_then(|w| value(w, lexicons).or_else(|| digit(w, lexicons)));
    let (number, mut at) = match (times, part(0)) {
        (_, Some(part)) => (part, 1),
        (Some(times), None) => (times * part(1)?, 2),
        _ => return None,
    };
    at += usize::from(word(at) == Some("of"));
    at += usize::from(word(at).is_some_and(|w| lexicons.has("article", w)));
    let scale = lexicons.number("number_scale_word", word(at)?)? as f64;
    // "Half hundred" and "a third dozen" are no numbers.
    (scale >= THOUSAND || at > 1 || pieces[at].token == pieces[0].token).then_some(Spelt {
        number: (number * scale).round(),
        step: None,
        used: at + 1,
        scale,
    })
}

/// A run of number words and scales.
fn run(pieces: &[Piece<'_>], article: bool, lexicons: &Lexicons) -> Option<Spelt> {
    let word = |at: usize| pieces.get(at).map(|p| p.word);
    let scale_at = |at: usize| word(at).and_then(|w| lexicons.number("number_scale_word", w)).map(|s| s as f64);
    let (mut total, mut current, mut step, mut last) = (0.0, None::<f64>, None, 1.0);
    let mut at = 0;
    while let Some(next) = word(at) {
        let one = || digit(next, lexicons).filter(|_| counts_one(pieces, at, current, lexicons));
        if let Some(value) = value(next, lexicons).or_else(one) {
            // "Two three" are two numbers, "twenty six" is one.
            if !current.is_none_or(|c| fits_behind(c, value)) {
                break;
            }
            current = Some(current.unwrap_or(0.0) + value);
        } else if let Some(scale) = scale_at(at) {
            let factor = match current {
                Some(value) => value,
                // "A score" is a result.
                None if lexicons.has("scale_behind_a_number", next) => break,
                // "A hundred", "dozen": the article stands before. "2.5 lakh crore" and "a thousand million" multiply.
                None if total > 0.0 => std::mem::take(&mut total),
                None if at == 0 && (article || lexicons.has("number_without_article", next)) => 1.0,
                None => break,
            };
            step = step.map(|step: f64| step * scale);
            last = scale;
            if scale >= THOUSAND {
                total += factor * scale;
                current = None;
            } else {
                current = Some(factor * scale);
            }
        } else if next == "point" && total == 0.0 && current.is_some() {
            let digits: Vec<f64> = (at + 1..pieces.len()).map_while(|t| digit(pieces[t].word, lexicons)).collect();
            if digits.is_empty() {
                break;
            }
            let mut unit = 1.0;
            for digit in &digits {
                unit /= 10.0;
                current = current.map(|c| c + digit * unit);
            }
            // Sums of tenths: 5.3 and not 5.299999.
            current = current.map(|c| (c / unit).round() * unit);
            step = Some(unit);
            at += digits.len();
        } else if let Some((part, used)) = and_a_half(pieces, at, lexicons).filter(|_| current.is_some()) {
            current = current.map(|c| c + part);
            at += used - 1;
        } else if !(next == "and" && joins(pieces, at, total, current, lexicons)) {
            break;
        }
        at += 1;
    }
    let read = total > 0.0 || current.is_some();
    let number = total + current.unwrap_or(0.0);
    let number = if step.is_some() { (number * 1e6).round() / 1e6 } else { number };
    read.then_some(Spelt { number, step, used: at, scale: last })
}

/// Whether "and" at `at` goes on with the number: "two hundred and six".
fn joins(pieces: &[Piece<'_>], at: usize, total: f64, current: Option<f64>, lexicons: &Lexicons) -> bool {
    let small = |p: &Piece<'_>| value(p.word, lexicons).is_some_and(|v| v < 100.0);
    // "Two hundred and thirty thousand" is one number; "a hundred and two hundred" are two.
    let scaled = pieces.get(at + 2).is_some_and(|p| p.word == "hundred");
    total + current.unwrap_or(0.0) >= 100.0
        && !scaled
        && pieces.get(at + 1).is_some_and(|p| small(p) || digit(p.word, lexicons) == Some(1.0) && p.first)
        && current.is_none_or(|c| c % 100.0 == 0.0)
}

/// "and a half", "and three quarters": the part and how many pieces it takes.
fn and_a_half(pieces: &[Piece<'_>], at: usize, lexicons: &Lexicons) -> Option<(f64, usize)> {
    let word = |at: usize| pieces.get(at).map(|p| p.word);
    if word(at) != Some("and") {
        return None;
    }
    let times = match word(at + 1)? {
        article if lexicons.has("article", article) => 1.0,
        number => value(number, lexicons).or_else(|| digit(number, lexicons))?,
    };
    let parts = lexicons.number("part_of_scale", word(at + 2)?)?;
    Some((times / parts as f64, 3))
}

/// Whether "one" at `at` is a number and no pronoun: "one million", "one point five", "twenty-one", "a hundred and one".
fn counts_one(pieces: &[Piece<'_>], at: usize, current: Option<f64>, lexicons: &Lexicons) -> bool {
    let next = pieces.get(at + 1).map(|p| p.word);
    let scale = next.and_then(|w| lexicons.number("number_scale_word", w)).is_some_and(|s| s >= 100);
    let decimal = next == Some("point") && pieces.get(at + 2).is_some_and(|p| digit(p.word, lexicons).is_some());
    let half = and_a_half(pieces, at + 1, lexicons).is_some();
    scale || decimal || half || current.is_some_and(|c| c > 0.0)
}

/// Whether `value` goes on with `before`: a unit behind tens, tens or a unit behind hundreds.
fn fits_behind(before: f64, value: f64) -> bool {
    before != 0.0
        && (before % 100.0 == 0.0 && value < 100.0 || before % 10.0 == 0.0 && before % 100.0 >= 20.0 && value < 10.0)
}

/// What a number word other than "one" stands for.
fn value(word: &str, lexicons: &Lexicons) -> Option<f64> {
    lexicons.number("number_word", word).map(|n| n as f64)
}

/// What a word of one digit stands for, "one" and "zero" too.
fn digit(word: &str, lexicons: &Lexicons) -> Option<f64> {
    lexicons.number("digit_word", word).map(|n| n as f64)
}

/// A whole number in digits or words, "one" too, as it stands beside another ("six to three", "seven in ten"), and the token behind it.
pub(super) fn whole(line: &Line<'_>, at: usize, greatest: f64) -> Option<(f64, usize)> {
    let word = line.word(at).filter(|_| !line.timed[at])?;
    let fits = |(number, end): (f64, usize)| (number <= greatest).then_some((number, end));
    if word.bytes().all(|b| b.is_ascii_digit() || b == b',') {
        return word.replace(',', "").parse().ok().map(|n: f64| (n, at + 1)).and_then(fits);
    }
    if let Some(digit) = line.lexicons.number("digit_word", word) {
        return Some((digit as f64, at + 1)).and_then(fits);
    }
    line.lexicons.number("number_word", word.split('-').next()?)?;
    let pieces = pieces(line, at);
    let read = spelt(&pieces, false, line.lexicons).filter(|read| read.step.is_none())?;
    let last = pieces.get(read.used.checked_sub(1)?)?;
    let ends = pieces.get(read.used).is_none_or(|next| next.token > last.token);
    ends.then_some((read.number, last.token + 1)).and_then(fits)
}
