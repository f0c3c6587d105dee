//! Numbers with what they count or measure, their hedge and their scope, and figures that count nothing.
//!
//! `numeral` reads how many, `units` of what measure, `counted` of what noun, `hedges` how sure and of what whole; `designations` with
//! `results`, and then `shares`, are asked before all of them.

mod counted;
mod designations;
mod figures;
mod hedges;
mod line;
mod numeral;
mod results;
mod shares;
mod spelt;
mod units;

use std::cell::LazyCell;

use crate::{
    mentions::{Mention, QuantityValue, Value, find::mention},
    rules::Lexicons,
    text::{BlockKind, Document},
    values::{Hedge, Quantity, Reach},
};

use line::Line;
use numeral::Numeral;

/// By token: what other mentions have.
#[derive(Clone, Copy)]
pub(super) struct Taken<'d> {
    /// Times and ages.
    pub timed: &'d [bool],
    /// Names and places.
    pub named: &'d [bool],
}

/// What the inches count in "5 feet 1 inch", and nearly the pounds in "10 stone 4".
const INCH: f64 = 1.0 / 12.0;

/// Finds quantities and designations outside the tokens of times and ages.
pub(super) fn find_quantities(doc: &Document, taken: Taken<'_>, lexicons: &Lexicons) -> Vec<Mention> {
    const LIST: &str = "en/lexicons/numbers";
    let mut out = Vec::new();
    let commas = parts_thousands(doc);
    for (index, sentence) in doc.sentences.iter().enumerate() {
        if matches!(doc.kind_of(index), BlockKind::Credit | BlockKind::Furniture) {
            continue;
        }
        let (start, end) = (sentence.tokens.start, sentence.tokens.end);
        let line = Line { doc, start, end, timed: taken.timed, named: taken.named, commas, lexicons };
        // A sentence may be as long as its text: it is searched for its scope once, and only if it has a number.
        let of_sentence = LazyCell::new(|| hedges::sentence_scope(&line));
        let mut at = start;
        while at < end {
            if taken.timed[at] {
                at += 1;
                continue;
            }
            if let Some((value, behind)) = designations::designation(&line, at) {
                out.push(mention(doc, index, at..behind, Value::Designation(value), LIST));
                at = behind;
                continue;
            }
            if let Some((value, behind)) = shares::share(&line, at) {
                out.push(mention(doc, index, at..behind, Value::Quantity(value), LIST));
                at = behind;
                continue;
            }
            let Some(read) = numeral::numeral(&line, at) else {
                at += 1;
                continue;
            };
            let mut behind = read.end;
            if let Some((mut value, last)) = quantity(&line, at, &read) {
                value.scope = of_sentence.clone().or(value.scope);
                behind = last;
                out.push(mention(doc, index, at..behind, Value::Quantity(value), LIST));
            }
            at = behind;
        }
    }
    out
}

/// Whether the document parts its thousands by commas.
fn parts_thousands(doc: &Document) -> bool {
    let parted = |word: &str| {
        word.split_once(',').is_some_and(|(first, rest)| {
            !first.is_empty()
                && first.bytes().all(|b| b.is_ascii_digit())
                && rest.get(..3).is_some_and(|r| r.bytes().all(|b| b.is_ascii_digit()))
        })
    };
    doc.tokens.iter().any(|t| parted(&t.lower))
}

/// The value of the numeral from `at` on, and the token behind its mention.
fn quantity(line: &Line<'_>, at: usize, read: &Numeral<'_>) -> Option<(QuantityValue, usize)> {
    let &Numeral { number, step, reach, .. } = read;
    if designations::is_behind_a_name(line, at) {
        return None;
    }
    let hedge = read.hedge.or_else(|| hedges::hedge_behind(line, read.end)).unwrap_or_else(|| hedges::hedge(line, at));
    let hedge = if matches!(reach, Reach::Range(_)) && hedge == Hedge::About { Hedge::Exact } else { hedge };
    if let Some(found) = units::measured(line, at, read) {
        let (unit, scope) = (found.unit, hedges::scope(line, at, found.behind));
        // Below zero there are degrees and shares alone.
        if number < 0.0 && unit.offset == 0.0 && !line.lexicons.has("measured_below_zero", &unit.dimension) {
            return None;
        }
        let reach = match reach {
            Reach::Point => Reach::Point,
            Reach::Range(top) => Reach::Range(unit.base(top)),
            Reach::Vague(top) => Reach::Vague(unit.base(top)),
        };
        let (more, end) = found.more.unwrap_or((0.0, read.end));
        let base = unit.base(number) + more;
        let (number, step) = if more > 0.0 { (base / unit.factor, Some(INCH)) } else { (number, step) };
        let quantity = Quantity { number, hedge, base, reach, dimension: Some(unit.dimension), step };
        let attributive = !read.rest.is_empty();
        return Some((
            QuantityValue { quantity, counted: found.counted, modifiers: Vec::new(), scope, attributive },
            end,
        ));
    }
    if number < 0.0 || !read.attached.is_empty() {
        return None;
    }
    let scope = hedges::scope(line, at, read.end);
    let counted = counted::counted(line, at, read);
    let quantity = Quantity { number, hedge, base: number, reach, dimension: None, step };
    let value = QuantityValue {
        quantity,
        counted: counted.noun,
        modifiers: counted.modifiers,
        scope,
        attributive: counted.attributive,
    };
    Some((value, read.end))
}
