//! What the sources say of the values of a draft, by the learned score: a rule lays claims beside each other only where their sentences
//! are built alike.

use crate::{
    facts::same_thing::{Told, told_at},
    findings::Heard,
    judgement::Judgement,
    mentions::{AgeValue, Aged, Value},
    rules::Weights,
    values::Comparison,
    verdicts::Court,
};

/// The values of sources that are surely of one thing with a value of source number `draft`.
pub fn heard(judgement: &Judgement, draft: usize, court: &Court, weights: &Weights) -> Vec<Heard> {
    let mut out = Vec::new();
    for judged in judgement.pairs.values().filter(|judged| judged.thing.sameness >= weights.one_value) {
        let ends = [told_at(court.sources, judged.thing.left), told_at(court.sources, judged.thing.right)];
        let (own, other) = match &ends {
            [a, b] if a.source == draft && b.source != draft => (a, b),
            [a, b] if b.source == draft && a.source != draft => (b, a),
            _ => continue,
        };
        if !is_of_one_person(own, other, court) {
            continue;
        }
        let comparison = match &judged.compared.comparison {
            Comparison::Same if is_hedged_otherwise(own, other) => continue,
            comparison => comparison.clone(),
        };
        let (value, sentence) = (own.mention().span, other.claim.sentence);
        out.push(Heard { at: own.claim.sentence, value, source: other.source, sentence, comparison });
    }
    out
}

/// Whether an age or an office is the same person's: "the solicitor Niall Mooney" is none of "the solicitor Niall Rooney". All else is not
/// told by a name beside it.
fn is_of_one_person(a: &Told, b: &Told, court: &Court) -> bool {
    let named = |told: &Told| {
        let (mentions, span) = (&told.analysis.mentions, told.mention().span);
        let from = mentions.partition_point(|m| m.sentence < told.claim.sentence);
        let here = mentions[from..].iter().take_while(|m| m.sentence == told.claim.sentence);
        // A trade is one of several kinds, too.
        let name = here.filter(|m| m.span.overlaps(span)).filter_map(|m| match &m.value {
            Value::Role(role) => Some(role.name),
            Value::Age(AgeValue { of: Aged::Named(name), .. }) => Some(*name),
            _ => None,
        });
        name.map(|name| court.entities.named_at(told.source, mentions, name)).next()
    };
    match (named(a), named(b)) {
        (None, None) => true,
        (Some(Some(x)), Some(Some(y))) => x == y,
        _ => false,
    }
}

/// Whoever says "more than 200" does not say 200.
fn is_hedged_otherwise(a: &Told, b: &Told) -> bool {
    matches!((a.value(), b.value()), (Value::Quantity(x), Value::Quantity(y)) if x.quantity.hedge != y.quantity.hedge)
}
