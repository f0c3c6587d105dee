//! The values of two open claims, laid side by side: whether both can be true of one thing.

use crate::{
    claims::OpenKind,
    facts::{EntityId, same_thing::Told, spelling::Spelling},
    mentions::Value,
    values::{
        Comparison, Kind, ReasonKind,
        names::fold,
        time::{Bound, Zone},
    },
    verdicts::{Court, compare_mentions},
};

/// How the two values compare, apart from whose words they are.
pub(super) fn compare(a: &Told, b: &Told, court: &Court) -> Comparison {
    // What "a week earlier" is counted from may stand in another sentence; equal sentences say the same.
    if in_one_sentence(a) == in_one_sentence(b) {
        return Comparison::Same;
    }
    if a.claim.kind == OpenKind::Who {
        let of = |t: &Told| court.entities.of(t.source, t.claim.mention);
        return match (of(a), of(b)) {
            (Some(x), Some(y)) if x == y => Comparison::Same,
            _ if is_short_for(a, b) || is_short_for(b, a) => {
                Comparison::compatible(ReasonKind::ShortForm, "a shorter form of the name")
            }
            // Whether it is a slip is for the rules on names.
            _ if is_spelt_otherwise(a, b, court) => {
                Comparison::compatible(ReasonKind::OtherWording, "another spelling of the name")
            }
            // "Ada and Odo Holm" and "Odo and Ada Holm": both sentences name both.
            (Some(x), Some(y)) if names_beside(a, y, court) && names_beside(b, x, court) => Comparison::Unknown,
            (Some(_), Some(_)) => Comparison::Differ(None),
            _ => Comparison::Unknown,
        };
    }
    let place = |t: &Told| court.entities.place(t.source, t.claim.mention);
    let post = |t: &Told| (t.source, t.analysis.doc.post_of(t.claim.sentence));
    match (a.value(), b.value()) {
        // What is counted, and over what, are features of the pair: here it is the numbers alone.
        (Value::Quantity(x), Value::Quantity(y)) if x.quantity.dimension == y.quantity.dimension => {
            x.quantity.compare(&y.quantity)
        }
        (Value::Quantity(_), Value::Quantity(_)) => Comparison::Unknown,
        (Value::Time(x), Value::Time(y)) => {
            let (mut x, mut y) = (x.clone(), y.clone());
            // "From 1 September" and "from 1 October" are two days, though both may hold of a third.
            if x.bound == y.bound && matches!(x.bound, Bound::AtLeast | Bound::AtMost) {
                (x.bound, y.bound) = (Bound::Exact, Bound::Exact);
            }
            let (x, y) = (Value::Time(x), Value::Time(y));
            if are_of_other_measure(&x, &y) {
                return Comparison::Unknown;
            }
            match compare_mentions(&x, None, &y, None, None) {
                Comparison::Unknown if are_two_times(&x, &y) => Comparison::Differ(None),
                comparison => comparison,
            }
        }
        (Value::Kind(x), Value::Kind(y)) => {
            let told = |kind: &Kind, t: &Told| Kind { denied: t.claim.denied, ..kind.clone() };
            told(x, a).compare(&told(y, b))
        }
        (Value::Designation(x), Value::Designation(y)) if x.written == y.written => Comparison::Same,
        (Value::Designation(_), Value::Designation(_)) => Comparison::Differ(None),
        (x, y) => compare_mentions(x, place(a), y, place(b), court.days_apart(post(a), post(b))),
    }
}

/// Whether the sentence of a claim names someone else too.
fn names_beside(told: &Told, other: EntityId, court: &Court) -> bool {
    let mentions = &told.analysis.mentions;
    let from = mentions.partition_point(|m| m.sentence < told.claim.sentence);
    let here = (from..mentions.len()).take_while(|m| mentions[*m].sentence == told.claim.sentence);
    here.into_iter().any(|mention| court.entities.of(told.source, mention) == Some(other))
}

/// The words of the sentence of a claim, and where in it the value stands.
fn in_one_sentence<'a>(told: &Told<'a>) -> (&'a str, usize) {
    let doc = &told.analysis.doc;
    let sentence = doc.sentences[told.claim.sentence].span;
    (doc.slice(sentence), told.mention().span.start - sentence.start)
}

/// Shorter words a letter apart are two words.
const SHORTEST_SPELT: usize = 6;

/// "Archil Ghvinadze" and "Archil Gvinadse": names of as many words, of which one is a letter from the other's or a transliteration
/// of it, and the rest are equal.
fn is_spelt_otherwise(a: &Told, b: &Told, court: &Court) -> bool {
    let one_key = |p: &str, q: &str| {
        let spelling = Spelling::new(court.lexicons);
        spelling.key(p) == spelling.key(q)
    };
    let words = |t: &Told| fold(t.analysis.doc.slice(t.mention().span));
    let (x, y) = (words(a), words(b));
    let (x, y): (Vec<&str>, Vec<&str>) = (x.split_whitespace().collect(), y.split_whitespace().collect());
    let mut other = x.iter().zip(&y).filter(|(p, q)| p != q);
    let near = other.next().is_some_and(|(p, q)| {
        let long = p.chars().count().min(q.chars().count()) >= SHORTEST_SPELT;
        long && (strsim::osa_distance(p, q) == 1 || one_key(p, q))
    });
    x.len() == y.len() && x.len() > 1 && near && other.next().is_none()
}

/// "Ostlund Ports" and "Ostlund Ports Ltd", "the president" and "the president of the board".
fn is_short_for(short: &Told, long: &Told) -> bool {
    let words = |t: &Told| fold(t.analysis.doc.slice(t.mention().span));
    let (short, long) = (words(short), words(long));
    let long: Vec<&str> = long.split_whitespace().collect();
    short.split_whitespace().all(|word| long.contains(&word))
}

/// So many times longer, and a length of time is of something else: minutes of a speech, years of a law.
const TIMES_LONGER: u64 = 200;

/// Whether one length of time is of quite another measure than the other.
fn are_of_other_measure(a: &Value, b: &Value) -> bool {
    let length = |value: &Value| match value {
        Value::Time(time) => time.seconds.map(|(_, most)| most.max(1)),
        _ => None,
    };
    length(a).zip(length(b)).is_some_and(|(x, y)| x.max(y) / x.min(y) >= TIMES_LONGER)
}

/// Whether two times that nothing ties to a day are told of one grain, and differently.
fn are_two_times(a: &Value, b: &Value) -> bool {
    let (Value::Time(x), Value::Time(y)) = (a, b) else { return false };
    let one_weekday = x.weekday.is_some() && x.weekday == y.weekday;
    let one_clock = x.zone == Zone::Unknown && y.zone == Zone::Unknown || x.clock.is_none() && y.clock.is_none();
    x.class == y.class && x.grain == y.grain && one_clock && x.normal() != y.normal() && !one_weekday
}
