//! Comparisons as tables; each row also runs with its sides exchanged.

use chrono::NaiveDate;
use chrono_tz::Tz;

use super::{super::*, compare};

const LONDON: Zone = Zone::Named(Tz::Europe__London);
const UTC: Zone = Zone::Named(Tz::UTC);
const KYIV: Zone = Zone::Named(Tz::Europe__Kyiv);
const MOSCOW: Zone = Zone::Named(Tz::Europe__Moscow);
const ISTANBUL: Zone = Zone::Named(Tz::Europe__Istanbul);

fn date(text: &str) -> NaiveDate {
    NaiveDate::parse_from_str(text, "%Y-%m-%d").expect("a date")
}

fn day(text: &str) -> TimeValue {
    TimeValue::day(date(text))
}

fn clock(hour: u16, minute: u16, zone: Zone) -> TimeValue {
    let grain = if minute == 0 { Grain::Hour } else { Grain::Minute };
    TimeValue::clock(hour * 60 + minute, grain, zone, None)
}

fn night(text: &str) -> TimeValue {
    TimeValue::part_of_day("NI", (1080, 1800), Zone::Unknown, None).on(&day(text))
}

fn hours(count: u64) -> TimeValue {
    TimeValue::length(format!("PT{count}H"), Grain::Hour, Some((count * 3600, count * 3600)))
}

fn bound(bound: Bound, value: TimeValue) -> TimeValue {
    TimeValue { bound, ..value }
}

/// With half an hour, or a day, or 15 hundredths, as the word lists have it.
fn about(value: TimeValue) -> TimeValue {
    let slack = match (value.class, value.clock) {
        (TimeClass::Duration, _) => 15,
        (_, Some(_)) => 30,
        _ => 1,
    };
    TimeValue { slack, ..bound(Bound::About, value) }
}

/// `same`, `compatible`, `differ`, `unknown`, or `differ: ` and the hint.
fn check(rows: Vec<(TimeValue, TimeValue, &str)>) {
    for (a, b, expected) in rows {
        let relation = compare(&a, &b);
        assert_eq!(relation, compare(&b, &a), "not symmetric: {} {}", a.timex, b.timex);
        let got = match relation {
            Comparison::Same => "same".to_owned(),
            Comparison::Compatible(_) => "compatible".to_owned(),
            Comparison::Differ(None) => "differ".to_owned(),
            Comparison::Differ(Some(hint)) => format!("differ: {hint}"),
            Comparison::Unknown => "unknown".to_owned(),
        };
        assert_eq!(got, expected, "{} ({:?}) and {} ({:?})", a.timex, a.zone, b.timex, b.zone);
    }
}

#[test]
fn zones_decide_what_a_clock_means() {
    let may = || day("2025-05-15");
    let one_hour = "differ: one hour apart: looks like a missed time-zone change";
    check(vec![
        (about(clock(11, 0, LONDON).on(&may())), about(clock(11, 0, UTC).on(&may())), one_hour),
        (about(clock(11, 0, LONDON).on(&may())), about(clock(11, 0, UTC)), one_hour),
        (clock(11, 0, LONDON), clock(11, 0, UTC), "unknown"),
        (clock(11, 0, LONDON).on(&day("2025-01-15")), clock(11, 0, UTC), "compatible"),
        (clock(11, 0, LONDON).on(&may()), clock(10, 0, UTC).on(&may()), "compatible"),
        (clock(13, 0, KYIV).on(&may()), clock(13, 0, MOSCOW).on(&may()), "same"),
        (clock(13, 0, ISTANBUL), clock(13, 0, MOSCOW), "same"),
        (clock(23, 30, UTC).on(&may()), clock(0, 30, LONDON).on(&day("2025-05-16")), "compatible"),
        (clock(11, 0, Zone::Local), clock(10, 0, UTC), "unknown"),
        (clock(11, 0, Zone::Unknown), clock(11, 0, UTC), "compatible"),
        (clock(11, 0, Zone::Outlet(Tz::Europe__London)), clock(9, 0, LONDON), "differ"),
        (clock(11, 0, Zone::Outlet(Tz::Europe__London)).on(&may()), clock(9, 0, UTC).on(&may()), "unknown"),
    ]);
}

#[test]
fn clock_times_have_their_tolerance_and_hints() {
    let none = Zone::Unknown;
    check(vec![
        (clock(11, 0, none), clock(11, 0, none), "same"),
        (about(clock(11, 0, none)), clock(11, 25, none), "compatible"),
        (about(clock(11, 0, none)), clock(11, 40, none), "differ"),
        (clock(23, 0, none), clock(23, 5, none), "compatible"),
        (clock(15, 0, none), clock(15, 20, none), "differ"),
        (clock(7, 37, none), clock(7, 38, none), "differ"),
        (clock(6, 30, none), clock(18, 30, none), "differ: twelve hours apart: looks like am and pm mixed up"),
        (about(clock(23, 50, none)), clock(0, 0, none), "compatible"),
        (about(clock(23, 50, none).on(&day("2014-09-06"))), clock(0, 0, none).on(&day("2014-09-06")), "compatible"),
        (bound(Bound::AtMost, clock(12, 0, none)), clock(11, 0, none), "compatible"),
        (bound(Bound::AtMost, clock(12, 0, none)), clock(13, 0, none), "differ"),
        (bound(Bound::AtLeast, clock(18, 0, none)), clock(20, 0, none), "compatible"),
        (clock(11, 0, none).on(&day("2025-05-15")), clock(11, 0, none).on(&day("2025-05-16")), "differ: one day apart"),
    ]);
}

#[test]
fn days_contain_their_parts_and_differ_with_a_hint() {
    let weekday = |w, d: Option<&str>| TimeValue::weekday(w, d.map(date));
    let may = || TimeValue::month(2025, 5).expect("a month");
    let thursday = || weekday(Weekday::Thu, Some("2025-05-15"));
    check(vec![
        (thursday(), day("2025-05-15"), "same"),
        (thursday(), clock(11, 0, LONDON).on(&day("2025-05-15")), "compatible"),
        (thursday(), weekday(Weekday::Fri, Some("2025-05-16")), "differ: one day apart"),
        (thursday(), weekday(Weekday::Thu, Some("2025-05-08")), "differ: the same weekday, one week apart"),
        (thursday(), weekday(Weekday::Thu, None), "compatible"),
        (weekday(Weekday::Mon, None), weekday(Weekday::Thu, None), "differ"),
        (weekday(Weekday::Sun, None), weekday(Weekday::Mon, None), "differ: one day apart"),
        (day("2025-05-15"), day("2024-05-15"), "differ: the same day of another year"),
        (day("2025-05-15"), may(), "compatible"),
        (day("2025-06-01"), may(), "differ"),
        (bound(Bound::AtMost, day("2025-05-16")), thursday(), "compatible"),
        (bound(Bound::AtMost, day("2025-05-14")), thursday(), "differ: one day apart"),
        (bound(Bound::AtLeast, may()), day("2026-01-01"), "compatible"),
        (night("2014-09-06"), day("2014-09-07"), "compatible"),
        (night("2014-09-06"), clock(23, 5, Zone::Unknown).on(&day("2014-09-06")), "compatible"),
        (night("2014-09-06"), clock(9, 0, Zone::Unknown).on(&day("2014-09-06")), "differ"),
        (clock(1, 0, UTC).on(&day("2025-05-16")), thursday(), "unknown"),
        (TimeValue::unanchored("XXXX-05-15", Grain::Day), day("2025-05-15"), "compatible"),
        (TimeValue::unanchored("XXXX-05-15", Grain::Day), day("2025-05-14"), "differ"),
        (TimeValue::unanchored("PRESENT_REF", Grain::Unknown), thursday(), "unknown"),
        (
            TimeValue::unanchored("PRESENT_REF", Grain::Unknown),
            TimeValue::unanchored("PRESENT_REF", Grain::Unknown),
            "unknown",
        ),
        (TimeValue::unanchored("XXXX-WXX", Grain::Week), thursday(), "unknown"),
        (thursday(), hours(2), "unknown"),
    ]);
}

#[test]
fn lengths_keep_to_their_bounds_and_units() {
    let days = |n: u64| TimeValue::length(format!("P{n}D"), Grain::Day, Some((n * 86_400, n * 86_400)));
    let months = |n: u64| TimeValue::length(format!("P{n}M"), Grain::Month, Some((n * 28 * 86_400, n * 31 * 86_400)));
    let years = |n: u64| TimeValue::length(format!("P{n}Y"), Grain::Year, Some((n * 365 * 86_400, n * 366 * 86_400)));
    let month = || months(1);
    check(vec![
        (hours(2), hours(2), "same"),
        (hours(2), hours(3), "differ"),
        (hours(72), days(3), "same"),
        (bound(Bound::AtMost, hours(2)), hours(1), "compatible"),
        (bound(Bound::AtMost, hours(2)), bound(Bound::AtLeast, hours(3)), "differ"),
        (bound(Bound::AtLeast, hours(2)), hours(3), "compatible"),
        (month(), days(30), "compatible"),
        (days(3), days(2), "differ"),
        (about(days(10)), days(11), "compatible"),
        (about(days(10)), days(12), "differ"),
        (bound(Bound::AtLeast, years(3)), months(38), "compatible"),
        (bound(Bound::AtLeast, years(3)), months(30), "differ"),
        (bound(Bound::AtMost, years(3)), months(40), "differ"),
        (TimeValue::length("PXY", Grain::Year, None), days(3), "unknown"),
    ]);
}

/// From one day to another, with each day between.
fn stretch(first: &str, last: &str) -> TimeValue {
    TimeValue { runs: true, ..TimeValue::spanning(format!("{first}/{last}"), Grain::Day, date(first), date(last)) }
}

/// Open from one hour to another.
fn open(from: u16, to: u16, zone: Zone) -> TimeValue {
    TimeValue { clock: Some((from * 60, to * 60)), runs: true, ..clock(from, 0, zone) }
}

#[test]
fn a_stretch_is_compared_with_another_by_both_its_ends() {
    let any = |first: &str, last: &str| TimeValue { runs: false, ..stretch(first, last) };
    let week = || stretch("2031-06-02", "2031-06-08");
    check(vec![
        (week(), stretch("2031-06-02", "2031-06-08"), "same"),
        (week(), stretch("2031-06-02", "2031-06-09"), "differ: the last day differs"),
        (week(), stretch("2031-06-01", "2031-06-08"), "differ: the first day differs"),
        (week(), stretch("2031-06-04", "2031-06-12"), "differ: the first and the last day differ"),
        (week(), stretch("2031-06-12", "2031-06-14"), "differ"),
        // A part of the whole.
        (week(), stretch("2031-06-04", "2031-06-06"), "compatible"),
        (week(), day("2031-06-04"), "compatible"),
        (week(), day("2031-06-09"), "differ: one day apart"),
        // Somewhere in the week.
        (week(), any("2031-06-02", "2031-06-05"), "compatible"),
        (any("2031-06-02", "2031-06-05"), any("2031-06-02", "2031-06-08"), "compatible"),
        (open(9, 17, LONDON), open(9, 17, LONDON), "same"),
        (open(9, 17, LONDON), open(9, 19, LONDON), "differ: the last hour differs"),
        (open(9, 17, LONDON), open(8, 17, LONDON), "differ: the first hour differs"),
        (open(9, 17, LONDON), open(10, 16, LONDON), "compatible"),
        (open(9, 17, LONDON), open(18, 20, LONDON), "differ"),
        (open(9, 17, LONDON), clock(12, 0, LONDON), "compatible"),
        (open(9, 17, LONDON), open(9, 19, Zone::Unknown), "compatible"),
    ]);
}

#[test]
fn a_clock_time_without_a_day_has_not_that_of_its_report() {
    let of_report = |minutes: u16, day: &str| {
        TimeValue::clock(minutes, Grain::Minute, Zone::Outlet(Tz::Europe__London), Some(date(day)))
    };
    check(vec![
        (of_report(375, "2031-05-15"), of_report(375, "2031-05-16"), "same"),
        (of_report(375, "2031-05-15"), of_report(405, "2031-05-16"), "differ"),
    ]);
    assert_eq!(of_report(375, "2031-05-15").normal(), "XXXX-XX-XXT06:15");
    assert_eq!(open(9, 17, LONDON).normal(), "XXXX-XX-XXT09:00/17:00");
    assert_eq!(stretch("2031-06-02", "2031-06-08").normal(), "2031-06-02/2031-06-08");
}

#[test]
fn one_of_several_days_is_against_none_of_them() {
    let week = TimeValue::spanning("2031-W22".to_owned(), Grain::Day, date("2031-05-26"), date("2031-06-01"));
    check(vec![
        (week.clone(), day("2031-05-29"), "compatible"),
        (week.clone(), day("2031-06-04"), "differ"),
        (clock(11, 0, UTC).on(&week), clock(11, 0, UTC).on(&day("2031-05-29")), "compatible"),
        (clock(11, 0, UTC).on(&week), clock(11, 0, UTC).on(&day("2031-06-04")), "differ"),
    ]);
}
