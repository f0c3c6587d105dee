//! Comparing days and what is coarser, and weekdays without a date.

use chrono::{Datelike, Days, NaiveDate, Weekday};

use super::{super::build::DAY, super::*, why_compatible};

/// How far the day of one value is from that of the other.
pub(super) enum DayGap {
    /// Whole days from the first to the second.
    Known(i64),
    /// They are days of the calendar or the week that cannot be one day.
    Apart,
    /// A day is missing.
    Unknown,
}

/// How far apart the days of two clock times are.
pub(super) fn gap(a: &TimeValue, b: &TimeValue) -> DayGap {
    if let (Some(left), Some(right)) = (a.days, b.days) {
        return match (left.0 == left.1 && right.0 == right.1, left.0 <= right.1 && right.0 <= left.1) {
            (true, _) => DayGap::Known((right.0 - left.0).num_days()),
            // One of several days: nobody says which.
            (false, true) => DayGap::Unknown,
            (false, false) => DayGap::Apart,
        };
    }
    if let (Some(a), Some(b)) = (weekday(a), weekday(b)) {
        let ahead = i64::from(b.num_days_from_monday()) - i64::from(a.num_days_from_monday());
        // The nearer way round the week.
        return DayGap::Known((ahead + 10).rem_euclid(7) - 3);
    }
    match (month_day(a), month_day(b)) {
        (Some(a), Some(b)) if a == b => DayGap::Known(0),
        (Some(_), Some(_)) => DayGap::Apart,
        _ => DayGap::Unknown,
    }
}

pub(super) fn compare(a: &TimeValue, b: &TimeValue) -> Comparison {
    if let (Some(left), Some(right)) = (reach(a), reach(b)) {
        return compare_reaches(a, b, left, right);
    }
    if a.timex == b.timex && a.bound == b.bound && a.weekday == b.weekday {
        return Comparison::Same;
    }
    // A limit on an unknown day says nothing.
    if a.bound != Bound::Exact || b.bound != Bound::Exact || a.grain < Grain::Day || b.grain < Grain::Day {
        return Comparison::Unknown;
    }
    match gap(a, b) {
        DayGap::Known(0) => Comparison::compatible(ReasonKind::ShortForm, "the same day, as far as it is given"),
        DayGap::Known(1 | -1) => Comparison::Differ(Some("one day apart".to_owned())),
        DayGap::Known(_) | DayGap::Apart => Comparison::Differ(None),
        DayGap::Unknown => Comparison::Unknown,
    }
}

fn compare_reaches(
    a: &TimeValue,
    b: &TimeValue,
    left: (NaiveDate, NaiveDate),
    right: (NaiveDate, NaiveDate),
) -> Comparison {
    if a.days == b.days && a.clock == b.clock && a.bound == b.bound {
        return Comparison::Same;
    }
    // What has a clock time is off by minutes, and so by no day.
    let slack = |v: &TimeValue| if v.clock.is_some() { 0 } else { i64::from(v.slack) };
    let slack = slack(a).max(slack(b));
    let apart = (right.0 - left.1).num_days().max((left.0 - right.1).num_days());
    if apart <= slack {
        return why_compatible(a, b);
    }
    // Another zone may already have the next day.
    let zoned = |v: &TimeValue| v.clock.is_some() && !matches!(v.zone, Zone::Local);
    if apart == 1 && (zoned(a) || zoned(b)) {
        return Comparison::Unknown;
    }
    Comparison::Differ(hint(a, b, apart))
}

/// First and last day that a value allows.
fn reach(value: &TimeValue) -> Option<(NaiveDate, NaiveDate)> {
    let (first, last) = value.days?;
    // Saturday night runs into Sunday.
    let over = value.clock.map_or(0, |(_, end)| end.saturating_sub(1) / DAY);
    let last = last.checked_add_days(Days::new(over.into())).unwrap_or(last);
    Some(match value.bound {
        Bound::Exact | Bound::About => (first, last),
        Bound::AtMost => (NaiveDate::MIN, last),
        Bound::AtLeast => (first, NaiveDate::MAX),
    })
}

fn hint(a: &TimeValue, b: &TimeValue, apart: i64) -> Option<String> {
    let (left, right) = (a.days?.0, b.days?.0);
    if a.grain < Grain::Day || b.grain < Grain::Day {
        return None;
    }
    let same_date = left.day() == right.day();
    if apart == 1 {
        Some("one day apart".to_owned())
    } else if apart == 7 {
        Some("the same weekday, one week apart".to_owned())
    } else if same_date && left.month() == right.month() {
        Some("the same day of another year".to_owned())
    } else if same_date && left.year() == right.year() {
        Some("the same day of another month".to_owned())
    } else {
        None
    }
}

fn weekday(value: &TimeValue) -> Option<Weekday> {
    let of_day = |(first, last): (NaiveDate, NaiveDate)| (first == last).then(|| first.weekday());
    value.weekday.or_else(|| value.days.and_then(of_day))
}

/// Month and day of `2025-05-15` or `XXXX-05-15…`. In the text of a clock time without a day stands that of the report, which is not
/// its own.
fn month_day(value: &TimeValue) -> Option<(u8, u8)> {
    let of_report = value.class == TimeClass::Time && !value.timex.starts_with("XXXX");
    if of_report {
        return None;
    }
    let month = value.timex.get(5..7)?.parse().ok()?;
    let day = value.timex.get(8..10)?.parse().ok()?;
    (value.timex.get(7..8)? == "-").then_some((month, day))
}
