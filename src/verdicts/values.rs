//! Comparing two values of one slot.

use crate::{
    claims::SourceAnalysis,
    facts::same_or_nested,
    mentions::{
        DesignationValue, QuantityValue, RoleValue, Value,
        gazetteer::{Gazetteer, PlaceId, PlaceKind},
    },
    values::{
        Comparison, Quantity, Reach, ReasonKind, Slot,
        time::{self, TimeValue},
    },
};

/// Two places nearer than this may be one to a distant reporter: a suburb and its city.
const NEAR_KM: f64 = 25.0;

/// Two places: the same, one inside the other, near each other, or apart.
pub(super) fn places(a: PlaceId, b: PlaceId) -> Comparison {
    let gazetteer = Gazetteer::embedded();
    if a == b {
        return Comparison::Same;
    }
    if same_or_nested(a, b) {
        let (inner, outer) = if gazetteer.contains(a, b) { (b, a) } else { (a, b) };
        let (inner, outer) = (gazetteer.place(inner).name, gazetteer.place(outer).name);
        return Comparison::compatible(ReasonKind::PartAndWhole, format!("{inner} is in {outer}"));
    }
    // "Washington state" is not the city of that name.
    let region = |id| gazetteer.place(id).kind == PlaceKind::Region;
    if region(a) != region(b) && gazetteer.place(a).name == gazetteer.place(b).name {
        return Comparison::Differ(Some("a state, and a town of its name".to_owned()));
    }
    // What a region holds is known in part only, so it is never against another place.
    let vague = |id| matches!(gazetteer.place(id).kind, PlaceKind::Region | PlaceKind::Continent);
    if vague(a) || vague(b) {
        return Comparison::Unknown;
    }
    if gazetteer.distance_km(a, b).is_some_and(|km| km < NEAR_KM) {
        return Comparison::compatible(ReasonKind::PartAndWhole, "the two are close to each other");
    }
    Comparison::Differ(None)
}

/// Two times in a slot: days by their days, clocks by their clocks.
pub(super) fn times(slot: Slot, a: &TimeValue, b: &TimeValue) -> Comparison {
    if slot != Slot::Date {
        return time::compare(a, b);
    }
    let day =
        |t: &TimeValue| TimeValue { clock: None, instants: None, grain: t.grain.min(time::Grain::Day), ..t.clone() };
    // Hours run within their day.
    if a.runs && b.runs && a.clock.is_none() && b.clock.is_none() {
        return time::compare(a, b);
    }
    // On the day line between two zones one moment has two days.
    if let (Some(x), Some(y)) = (a.instants, b.instants)
        && x.0 <= y.1
        && y.0 <= x.1
    {
        let one_day = a.days == b.days;
        return if one_day {
            Comparison::Same
        } else {
            Comparison::compatible(ReasonKind::Zone, "the same moment in two zones")
        };
    }
    // Two hours of days beside each other may be one moment where a zone is not known.
    let hours = |t: &TimeValue| t.clock.is_some() && t.grain > time::Grain::PartOfDay;
    let beside = a.days.zip(b.days).is_some_and(|(x, y)| (x.0 - y.0).num_days().abs() == 1);
    if hours(a) && hours(b) && beside && !matches!(time::compare(a, b), Comparison::Differ(_)) {
        return Comparison::Unknown;
    }
    match (a.days, b.days) {
        // A night belongs to two days, and a day is told from the reporter's own clock.
        (Some(x), Some(y)) if x.0 == y.0 && x.1 == y.1 => Comparison::Same,
        (Some(x), Some(y)) if x.0 <= y.1 && y.0 <= x.1 => {
            Comparison::compatible(ReasonKind::PartAndWhole, "one holds the other")
        }
        (Some(_), Some(_)) if a.bound == time::Bound::Exact && b.bound == time::Bound::Exact => {
            let why = match (a.weekday, b.weekday) {
                // Two weekdays of one name, a week apart, are a question of anchoring and no contradiction.
                (Some(x), Some(y)) if x == y => return Comparison::Unknown,
                _ => None,
            };
            Comparison::Differ(why)
        }
        _ => time::compare(&day(a), &day(b)),
    }
}

/// Two numbers that are claimed of one thing, each with the scope that it has among claims. Whoever says "dozens" gave no number, and
/// contradicts none.
pub(super) fn claimed_numbers(a: (&QuantityValue, Option<&str>), b: (&QuantityValue, Option<&str>)) -> Comparison {
    let vague = |q: &QuantityValue| matches!(q.quantity.reach, Reach::Vague(_));
    match scoped(a, b) {
        Comparison::Differ(_) if vague(a.0) || vague(b.0) => Comparison::Unknown,
        found => found,
    }
}

/// Two numbers of one thing, of like scope.
fn numbers(a: &QuantityValue, b: &QuantityValue) -> Comparison {
    scoped((a, a.scope.as_deref()), (b, b.scope.as_deref()))
}

fn scoped((a, scope): (&QuantityValue, Option<&str>), (b, other): (&QuantityValue, Option<&str>)) -> Comparison {
    if let Some(points) = points(a, b).or_else(|| points(b, a)) {
        return if scope == other { points } else { Comparison::Unknown };
    }
    let other_thing =
        !a.counted.is_empty() && !b.counted.is_empty() && a.quantity.dimension.is_none() && a.counted != b.counted;
    if scope != other || other_thing { Comparison::Unknown } else { a.quantity.compare(&b.quantity) }
}

/// Bare points beside a share: "two points" are percentage points, and are no two per cent.
fn points(a: &QuantityValue, b: &QuantityValue) -> Option<Comparison> {
    let share = matches!(b.quantity.dimension.as_deref(), Some("percent" | "points"));
    let bare = a.counted == "point" && a.quantity.dimension.is_none();
    let as_points = || Quantity { dimension: Some("points".to_owned()), ..a.quantity.clone() };
    (bare && share).then(|| as_points().compare(&b.quantity))
}

/// Two designations of one kind: one of the two that differ is wrong, where they stand in one place.
fn designations(a: &DesignationValue, b: &DesignationValue) -> Comparison {
    match a.kind == b.kind && a.kind.is_told() {
        true if a.written == b.written => Comparison::Same,
        true => Comparison::Differ(None),
        false => Comparison::Unknown,
    }
}

/// Two mentions of one kind, apart from what they are said of. `a_place` and `b_place` are the places they were resolved to, and `days_apart`
/// how many days lie between the two reports.
pub fn compare_mentions(
    a: &Value,
    a_place: Option<PlaceId>,
    b: &Value,
    b_place: Option<PlaceId>,
    days_apart: Option<i64>,
) -> Comparison {
    match (a, b) {
        (Value::Time(x), Value::Time(y)) => {
            // "Thursday" and "Friday afternoon" are two days.
            let date = [x, y].iter().any(|t| t.class == time::TimeClass::Date);
            let slot = if date { Slot::Date } else { Slot::Time };
            times(slot, x, y)
        }
        (Value::Place(_), Value::Place(_)) => match (a_place, b_place) {
            (Some(x), Some(y)) => places(x, y),
            _ => Comparison::Unknown,
        },
        (Value::Quantity(x), Value::Quantity(y)) => numbers(x, y),
        (Value::Designation(x), Value::Designation(y)) => designations(x, y),
        (Value::Kind(x), Value::Kind(y)) => x.compare(y),
        (Value::Age(x), Value::Age(y)) => x.age.compare(y.age, days_apart),
        _ => Comparison::Unknown,
    }
}

/// The role at a mention; `None` when the mention is no role.
pub(super) fn role(analysis: &SourceAnalysis, mention: usize) -> Option<&RoleValue> {
    match analysis.mentions.get(mention).map(|m| &m.value) {
        Some(Value::Role(role)) => Some(role),
        _ => None,
    }
}

/// A name as written at a mention; empty when the mention is no name.
pub(super) fn written(analysis: &SourceAnalysis, mention: usize) -> &[String] {
    match analysis.mentions.get(mention).map(|m| &m.value) {
        Some(Value::Name(name)) => &name.words,
        _ => &[],
    }
}
