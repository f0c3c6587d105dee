//! Comparing two stretches of days or of hours, each with its own beginning and end.

use chrono::Datelike;

use super::{
    super::*,
    clocks::{self, Zones},
    days::{self, DayGap},
};

/// How one stretch stands to another.
#[derive(Debug, PartialEq, Eq)]
enum Relation {
    Equal,
    /// One lies inside the other and shares no end with it.
    Contains,
    SameStart,
    SameEnd,
    Overlaps,
    Apart,
}

fn relation(a: (i64, i64), b: (i64, i64)) -> Relation {
    match (a.0 == b.0, a.1 == b.1) {
        (true, true) => Relation::Equal,
        _ if a.1 < b.0 || b.1 < a.0 => Relation::Apart,
        (true, false) => Relation::SameStart,
        (false, true) => Relation::SameEnd,
        _ if (a.0 < b.0) == (b.1 < a.1) => Relation::Contains,
        _ => Relation::Overlaps,
    }
}

/// Compares two values that run. A stretch inside another may be a part of it; where one end is the same, the other end differs.
pub(super) fn compare(a: &TimeValue, b: &TimeValue) -> Comparison {
    match (a.clock, b.clock) {
        (Some(left), Some(right)) => of_hours((a, left), (b, right)),
        (None, None) => of_days(a, b),
        _ => days::compare(&still(a), &still(b)),
    }
}

fn of_days(a: &TimeValue, b: &TimeValue) -> Comparison {
    let (Some(left), Some(right)) = (a.days, b.days) else { return days::compare(&still(a), &still(b)) };
    let numbers =
        |(first, last): (NaiveDate, NaiveDate)| (first.num_days_from_ce().into(), last.num_days_from_ce().into());
    told(&relation(numbers(left), numbers(right)), "day")
}

fn of_hours((a, left): (&TimeValue, clocks::Clock), (b, right): (&TimeValue, clocks::Clock)) -> Comparison {
    match (days::gap(a, b), clocks::zones(a, b)) {
        (DayGap::Apart, _) => Comparison::Differ(None),
        (DayGap::Known(0) | DayGap::Unknown, Zones::Shift(shift)) => {
            let minutes = |(first, last): clocks::Clock, by: i64| (i64::from(first) - by, i64::from(last) - by);
            told(&relation(minutes(left, 0), minutes(right, shift)), "hour")
        }
        _ => clocks::compare((&still(a), left), (&still(b), right)),
    }
}

/// What a relation says, in words; `unit` is what the ends are counted in.
fn told(relation: &Relation, unit: &str) -> Comparison {
    match relation {
        Relation::Equal => Comparison::Same,
        Relation::Contains => Comparison::compatible(ReasonKind::PartAndWhole, "one holds the other"),
        Relation::SameStart => Comparison::Differ(Some(format!("the last {unit} differs"))),
        Relation::SameEnd => Comparison::Differ(Some(format!("the first {unit} differs"))),
        Relation::Overlaps => Comparison::Differ(Some(format!("the first and the last {unit} differ"))),
        Relation::Apart => Comparison::Differ(None),
    }
}

/// The same days or hours, of which it is any.
fn still(value: &TimeValue) -> TimeValue {
    TimeValue { runs: false, ..value.clone() }
}
