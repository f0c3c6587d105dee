//! In what form two values are told: their kind, how many others stand beside them, and where in the text.

use crate::{
    facts::same_thing::features::Told,
    mentions::{NameKind, Value},
    rules::Lexicons,
    text::BlockKind,
    values::time::{Grain, TimeClass},
};

/// Sentences of a post that open it.
const OPENING: usize = 3;
/// No text is asked for more values of one kind.
const MANY: usize = 129;

/// How many values of the kind the two sentences have: one each, one and more, more in both.
pub(super) fn other_values(a: &Told, b: &Told) -> u8 {
    let count = |t: &Told| {
        let open = &t.analysis.open;
        let from = open.partition_point(|c| c.sentence < t.claim.sentence);
        let here = open[from..].iter().take_while(|c| c.sentence == t.claim.sentence);
        here.filter(|c| c.kind == t.claim.kind).count()
    };
    let (x, y) = (count(a), count(b));
    match (x.min(y), x.max(y)) {
        (_, 1) => 0,
        (1, 2) => 1,
        (1, _) => 2,
        (2, 2) => 3,
        (2, _) => 4,
        _ => 5,
    }
}

pub(super) fn opening(a: &Told, b: &Told) -> u8 {
    let lead = |t: &Told| t.analysis.is_lead(t.claim.sentence, OPENING);
    let part = |t: &Told| t.claim.sentence * 4 / t.analysis.doc.sentences.len().max(1);
    match (lead(a), lead(b)) {
        (true, true) => 0,
        (true, false) | (false, true) => 1,
        _ => 2 + part(a).abs_diff(part(b)).min(3) as u8,
    }
}

pub(super) fn scope(a: &Told, b: &Told) -> u8 {
    let (Value::Quantity(x), Value::Quantity(y)) = (a.value(), b.value()) else { return 0 };
    match (&x.scope, &y.scope) {
        (None, None) => 1,
        (x, y) if x == y => 2,
        (Some(_), Some(_)) => 3,
        _ => 4,
    }
}

pub(super) fn reality(a: &Told, b: &Told) -> u8 {
    match (a.event(), b.event()) {
        (Some((x, _)), Some((y, _))) => match (x.negated == y.negated, x.modality == y.modality) {
            (true, true) => 1,
            (true, false) => 2,
            _ => 3,
        },
        _ => 0,
    }
}

/// Whether both measure in one dimension, or are times of one grain, or names of one kind; of what is on a scale, how often chance alone
/// has two words of it.
pub(super) fn dimension(a: &Told, b: &Told, lexicons: &Lexicons) -> u8 {
    let grain = |grain: Grain| match grain {
        Grain::Unknown => 0,
        Grain::Year | Grain::Quarter | Grain::Month => 1,
        Grain::Week | Grain::Day => 2,
        _ => 3,
    };
    match (a.value(), b.value()) {
        (Value::Quantity(x), Value::Quantity(y)) => match (&x.quantity.dimension, &y.quantity.dimension) {
            (None, None) => 0,
            (Some(x), Some(y)) if x == y => {
                if x.starts_with("money") {
                    2
                } else if x == "percent" {
                    3
                } else {
                    4
                }
            }
            _ => 1,
        },
        (Value::Time(x), Value::Time(y)) => match (x.class, y.class) {
            (TimeClass::Duration, TimeClass::Duration) => 0,
            (TimeClass::Duration, _) | (_, TimeClass::Duration) => 1,
            _ if grain(x.grain) == grain(y.grain) => 2 + grain(x.grain),
            _ => 6,
        },
        (Value::Name(x), Value::Name(y)) => match (x.kind, y.kind) {
            (NameKind::Person, NameKind::Person) => 0,
            (NameKind::Unknown, _) | (_, NameKind::Unknown) => 1,
            (x, y) if x == y => 2,
            _ => 3,
        },
        (Value::Kind(x), _) => lexicons.number("chance_of_scale", &x.group).unwrap_or(0).clamp(0, 3) as u8,
        _ => 0,
    }
}

/// Whether two names are of one length, and two times told in the same form.
pub(super) fn form(a: &Told, b: &Told) -> u8 {
    let words = |t: &Told| t.tokens().len().min(3);
    if words(a) == words(b) { words(a) as u8 - 1 } else { 3 }
}

pub(super) fn quoted(a: &Told, b: &Told) -> u8 {
    let quoted = |t: &Told| t.analysis.doc.quote_at(t.analysis.mentions[t.claim.mention].span).is_some();
    u8::from(quoted(a)) + u8::from(quoted(b))
}

pub(super) fn block(a: &Told, b: &Told) -> u8 {
    let kind = |t: &Told| match t.analysis.doc.kind_of(t.claim.sentence) {
        BlockKind::Headline => 1,
        BlockKind::Caption => 2,
        _ => 0,
    };
    let (x, y) = (kind(a), kind(b));
    x.max(y) * 3 + x.min(y)
}

pub(super) fn title(a: &Told, b: &Told) -> u8 {
    let (Value::Name(x), Value::Name(y)) = (a.value(), b.value()) else { return 0 };
    match (&x.title, &y.title) {
        (None, None) => 1,
        (x, y) if x == y => 2,
        (Some(_), Some(_)) => 3,
        _ => 4,
    }
}

/// How many values of the kind the text with fewer of them has: a value that stands alone has no other partner, and in
/// a long text chance likenesses are many.
pub(super) fn values_in_text(a: &Told, b: &Told) -> u8 {
    let count = |t: &Told| t.analysis.open.iter().filter(|c| c.kind == t.claim.kind).take(MANY).count();
    level_of_values(count(a).min(count(b)))
}

/// The level of so many values.
pub fn level_of_values(values: usize) -> u8 {
    [1, 2, 4, 8, 12, 16, 24, 32, 48, 64, 96, 128].iter().filter(|least| values > **least).count() as u8
}
