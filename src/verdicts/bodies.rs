//! Whether two offices are of one country or organisation.

use crate::{
    facts::{Entity, EntityId, same_or_nested},
    mentions::Value,
    text::Span,
    values::names::fold,
    verdicts::Court,
};

/// Whether the words at two spans, each of its source, name one body; `None` when one names none, or when the two may be two names of
/// one ("EU", "European Union"). Symmetric.
pub(super) fn compare(court: &Court, a: (usize, Option<Span>), b: (usize, Option<Span>)) -> Option<bool> {
    let (left, right) = (a.1?, b.1?);
    let named = |source: usize, span| court.entities.named_at(source, &court.sources[source].mentions, span);
    let (x, y) = (named(a.0, left), named(b.0, right));
    if x.is_some() && x == y {
        return Some(true);
    }
    let place = |id: Option<EntityId>| id.is_some_and(|id| matches!(court.entities.get(id), Entity::Place(_)));
    if place(x) && place(y) {
        return Some(false);
    }
    let words = |source: usize, span: Span| fold(court.sources[source].doc.slice(span));
    let (left, right) = (words(a.0, left), words(b.0, right));
    let inside = |x: &str, y: &str| x.split(' ').any(|w| w.len() > 2 && y.split(' ').any(|v| v == w));
    if left == right {
        return Some(true);
    }
    // A place may stand for its government's body, an acronym for any name, and a part for the whole.
    let may_be_one =
        place(x) || place(y) || is_acronym(&left, &right) || is_acronym(&right, &left) || inside(&left, &right);
    (!may_be_one).then_some(false)
}

/// Whether the words at two spans are the adjectives of two nations, neither of which is a part of the other: "American", "Canadian".
pub(super) fn are_two_nations(court: &Court, a: (usize, Option<Span>), b: (usize, Option<Span>)) -> bool {
    let nation = |(source, span): (usize, Option<Span>)| {
        let mentions = &court.sources[source].mentions;
        let span = span?;
        let from = mentions.partition_point(|m| m.span.start < span.start);
        mentions[from..].iter().take_while(|m| m.span.start == span.start).filter(|m| m.span == span).find_map(|m| {
            match &m.value {
                Value::Place(place) if place.demonym => place.candidates.first().copied(),
                _ => None,
            }
        })
    };
    matches!((nation(a), nation(b)), (Some(x), Some(y)) if !same_or_nested(x, y))
}

/// Whether the letters of `short` begin the words of `long`, whatever small words stand between them.
fn is_acronym(short: &str, long: &str) -> bool {
    let mut letters = short.chars();
    let mut next = letters.next();
    for word in long.split(' ') {
        if next.is_some() && word.chars().next() == next {
            next = letters.next();
        }
    }
    next.is_none() && short.chars().count() >= 2
}
