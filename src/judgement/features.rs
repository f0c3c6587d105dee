//! What of two values of one thing an editor wants to hear: how far apart they are, how surely each is told, and when.

use crate::{
    claims::OpenKind,
    facts::same_thing::{Levels, NAMES, Told},
    judgement::compare::compare,
    mentions::{
        NameKind, Value,
        gazetteer::{Gazetteer, PlaceId, PlaceKind},
    },
    values::{Comparison, Hedge, Slip, time::Bound},
    verdicts::Court,
};

/// The features of two values, in the order of their levels.
pub const VALUE_NAMES: [&str; 9] = [
    "how_values_compare",
    "how_far_apart",
    "bounds_and_hedges",
    "days_between_reports",
    "weight_of_value",
    "later_is_greater",
    "likely_slip",
    "round_numbers",
    "reality_of_both",
];
/// Levels of all features for the values of one pair.
pub type ValueLevels = [u8; VALUE_NAMES.len()];

/// Two values laid side by side.
#[derive(Debug, Clone, PartialEq)]
pub struct Compared {
    /// Whether both can be true of one thing.
    pub comparison: Comparison,
    /// What the second score is learned over.
    pub levels: ValueLevels,
}

impl Compared {
    /// Compares the values of two open claims of one kind.
    pub fn of(a: &Told, b: &Told, court: &Court) -> Self {
        let comparison = compare(a, b, court);
        let compared = match comparison {
            Comparison::Same => 0,
            Comparison::Compatible(_) => 1,
            Comparison::Unknown => 2,
            Comparison::Differ(None) => 3,
            Comparison::Differ(Some(_)) => 4,
        };
        let levels = [
            compared,
            apart(a, b, court),
            bounds(a, b),
            reports(a, b),
            size(a, b),
            growth(a, b),
            slip(a, b),
            roundness(a, b),
            reality(a, b),
        ];
        Self { comparison, levels }
    }

    /// Whether the two cannot both be true of one thing.
    pub fn differ(&self) -> bool {
        matches!(self.comparison, Comparison::Differ(_))
    }
}

/// What the second score is learned over beside the features of the pair and of its values.
pub const FURTHER_NAMES: [&str; 3] = ["kind_of_value", "score_of_one_thing", "found_by"];

/// The levels that the second score is learned over: those of the pair, those of its values, the kind, the first score, and by what
/// kind of rule the pair was found.
pub fn all_levels(kind: OpenKind, levels: &Levels, values: &ValueLevels, sameness: i32, found_by: u8) -> Vec<u8> {
    let mut all = Vec::with_capacity(NAMES.len() + VALUE_NAMES.len() + FURTHER_NAMES.len());
    all.extend_from_slice(levels);
    all.extend_from_slice(values);
    all.push(kind as u8);
    all.push((sameness / 25 + 16).clamp(0, 40) as u8);
    all.push(found_by);
    all
}

fn apart(a: &Told, b: &Told, court: &Court) -> u8 {
    match (a.value(), b.value()) {
        (Value::Quantity(x), Value::Quantity(y)) => {
            let (x, y) = (x.quantity.base.abs(), y.quantity.base.abs());
            let (less, more) = (x.min(y), x.max(y));
            let bounds = [1.05, 1.2, 1.6, 2.5, 6.0, 50.0];
            bounds.iter().filter(|times| more > less * **times).count() as u8
        }
        (Value::Time(x), Value::Time(y)) => match (x.days, y.days) {
            (Some(p), Some(q)) => {
                let days = (p.0 - q.0).num_days().abs();
                [0, 1, 2, 6, 7, 31, 200].iter().filter(|least| days > **least).count() as u8
            }
            _ => match (x.seconds, y.seconds) {
                (Some(p), Some(q)) => {
                    let (less, more) = (p.0.min(q.0).max(1), p.0.max(q.0));
                    9 + [1, 2, 5].iter().filter(|times| more > less * **times).count() as u8
                }
                _ => 8,
            },
        },
        (Value::Place(_), Value::Place(_)) => {
            let place = |t: &Told| court.entities.place(t.source, t.claim.mention);
            let fine = |p: PlaceId| matches!(Gazetteer::embedded().place(p).kind, PlaceKind::City | PlaceKind::Site);
            match (place(a), place(b)) {
                (Some(x), Some(y)) => {
                    let km = Gazetteer::embedded().distance_km(x, y).unwrap_or(0.0);
                    let far = [30.0, 150.0, 1000.0].iter().filter(|least| km > **least).count() as u8;
                    far + 4 * (u8::from(fine(x)) + u8::from(fine(y)))
                }
                _ => 12,
            }
        }
        (Value::Name(x), Value::Name(y)) => {
            let alike = strsim::jaro_winkler(&x.words.join(" ").to_lowercase(), &y.words.join(" ").to_lowercase());
            let steps = [0.6, 0.75, 0.85, 0.92].iter().filter(|least| alike > **least).count() as u8;
            let shared = x.words.iter().any(|w| y.words.contains(w));
            let person = x.kind == NameKind::Person && y.kind == NameKind::Person;
            steps + 5 * u8::from(shared) + 10 * u8::from(person)
        }
        _ => 0,
    }
}

/// How many of the two are told with a bound or roughly.
fn bounds(a: &Told, b: &Told) -> u8 {
    let level = |t: &Told| match t.value() {
        Value::Quantity(q) => match q.quantity.hedge {
            Hedge::Exact => 0,
            Hedge::About => 1,
            Hedge::AtLeast => 2,
            Hedge::AtMost => 3,
        },
        Value::Time(time) => match time.bound {
            Bound::Exact => 0,
            Bound::About => 1,
            Bound::AtLeast => 2,
            Bound::AtMost => 3,
        },
        _ => 0u8,
    };
    let (x, y) = (level(a), level(b));
    x.max(y) * 4 + x.min(y)
}

fn reports(a: &Told, b: &Told) -> u8 {
    let day = |t: &Told| t.analysis.reported(t.analysis.doc.post_of(t.claim.sentence)).map(|r| r.date);
    match (day(a), day(b)) {
        (Some(x), Some(y)) => {
            let days = (x - y).num_days().abs();
            [0, 1, 3, 10].iter().filter(|least| days > **least).count() as u8
        }
        _ => 5,
    }
}

/// How great the lesser number is: small counts are told exactly.
fn size(a: &Told, b: &Told) -> u8 {
    let (Value::Quantity(x), Value::Quantity(y)) = (a.value(), b.value()) else { return 0 };
    let less = x.quantity.number.abs().min(y.quantity.number.abs());
    [1.0, 3.0, 10.0, 100.0, 1000.0].iter().filter(|least| less > **least).count() as u8
}

/// Whether the greater number stands in the later report.
fn growth(a: &Told, b: &Told) -> u8 {
    let (Value::Quantity(x), Value::Quantity(y)) = (a.value(), b.value()) else { return 0 };
    let day = |t: &Told| t.analysis.reported(t.analysis.doc.post_of(t.claim.sentence)).map(|r| r.date);
    match (day(a), day(b)) {
        (Some(p), Some(q)) if p != q && x.quantity.base != y.quantity.base => {
            1 + u8::from((p < q) == (x.quantity.base < y.quantity.base))
        }
        _ => 0,
    }
}

/// How one number may have become the other by a slip.
fn slip(a: &Told, b: &Told) -> u8 {
    let number = |t: &Told| match t.value() {
        Value::Quantity(q) => Some(q.quantity.number.abs().to_string()),
        Value::Age(age) => Some(age.age.normalized()),
        _ => None,
    };
    match (number(a), number(b)) {
        (Some(x), Some(y)) => Slip::between(&x, &y) as u8,
        _ => 0,
    }
}

/// How round the two numbers are: the figures behind which there are but zeros.
fn roundness(a: &Told, b: &Told) -> u8 {
    let (Value::Quantity(x), Value::Quantity(y)) = (a.value(), b.value()) else { return 0 };
    let figures = |number: f64| {
        let text: String = format!("{}", number.abs()).chars().filter(char::is_ascii_digit).collect();
        text.trim_matches('0').len().clamp(1, 4) as u8
    };
    let (x, y) = (figures(x.quantity.number), figures(y.quantity.number));
    1 + 4 * (x.min(y) - 1) + (x.max(y) - 1)
}

/// How many of the two are told as so.
fn reality(a: &Told, b: &Told) -> u8 {
    let level = |t: &Told| match t.event() {
        None => 0,
        Some((frame, _)) if frame.negated => 1,
        Some((frame, _)) => 2 + frame.modality as u8,
    };
    let (x, y) = (level(a), level(b));
    x.max(y) * 7 + x.min(y)
}
