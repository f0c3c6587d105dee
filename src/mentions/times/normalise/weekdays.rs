//! Weekdays: bare, counted in weeks from the report, the n-th of a month; and the week that a day of the calendar names.

use chrono::{Datelike, NaiveDate, Weekday};

use super::{
    super::tense::Direction,
    Match,
    clocks::moved,
    dates::{self, month_at},
};
use crate::values::time::{Grain, TimeValue};

/// A day further back than this is background, and what follows it may be as well.
const BACKGROUND_DAYS: i64 = 14;

impl Match<'_> {
    /// Whether the paragraph tells of a day long before the report: then a bare weekday may count from either.
    fn in_background(&self) -> bool {
        let told = self.context.memory.get().day.zip(self.reported());
        told.is_some_and(|(day, reported)| (reported - day).num_days() > BACKGROUND_DAYS)
    }

    pub(super) fn any_weekday(&self) -> Option<Weekday> {
        let number = self.number("weekday").or_else(|| self.number("short_weekday"))?;
        Weekday::try_from(u8::try_from(number - 1).ok()?).ok()
    }
}

/// The nearest such day behind the report, or ahead where the sentence looks ahead; the report day itself counts.
pub(super) fn weekday(found: &Match<'_>) -> Option<TimeValue> {
    let weekday = found.any_weekday()?;
    if let (Some(by), Some(_), Some(reported)) = (found.number("which"), found.group("week"), found.reported()) {
        let day = moved(reported, by * 7 + in_week(reported, weekday))?;
        return Some(TimeValue::weekday(weekday, Some(day)));
    }
    if let Some(way) = found.number("narrative_way") {
        let told = found.context.memory.get().day;
        return Some(TimeValue::weekday(weekday, told.and_then(|told| beside(told, weekday, way))));
    }
    let counted = found.number("which").or_else(|| found.number("beyond"));
    let weeks = found.number("weeks");
    let date = found.reported().and_then(|reported| match counted {
        Some(by) => counted_from(reported, weekday, by),
        None if weeks.is_some() => {
            moved(reported, i64::from(weekday.days_since(reported.weekday())) + weeks.unwrap_or(0) * 7)
        }
        None => bare(reported, weekday, found.direction()),
    });
    let value = TimeValue::weekday(weekday, date);
    let told_alone = counted.is_none() && weeks.is_none();
    let either = match counted {
        // Said on a Tuesday, "next Friday" is the coming one or that of next week: as a day it cannot be compared.
        Some(by) if by > 0 => is_ahead_this_week(found, weekday),
        Some(_) => false,
        None if told_alone => match found.direction() {
            Some(Direction::Either) => true,
            Some(Direction::Timetable) => found.reported().is_some_and(|reported| is_nearer_behind(reported, weekday)),
            _ => false,
        },
        None => false,
    };
    let background = told_alone && found.in_background();
    Some(if either || background { TimeValue { days: None, ..value } } else { value })
}

fn is_ahead_this_week(found: &Match<'_>, weekday: Weekday) -> bool {
    found.reported().is_some_and(|reported| in_week(reported, weekday) > 0)
}

/// "Last Friday" is not today, nor is "next Friday"; "the Friday before last" is a week before the last.
fn counted_from(reported: NaiveDate, weekday: Weekday, by: i64) -> Option<NaiveDate> {
    let back = i64::from(reported.weekday().days_since(weekday));
    let ahead = i64::from(weekday.days_since(reported.weekday()));
    let further = (by.abs() - 1) * 7;
    match by {
        ..0 => moved(reported, -further - if back == 0 { 7 } else { back }),
        0 => moved(reported, in_week(reported, weekday)),
        1.. => moved(reported, further + if ahead == 0 { 7 } else { ahead }),
    }
}

fn bare(reported: NaiveDate, weekday: Weekday, direction: Option<Direction>) -> Option<NaiveDate> {
    let back = i64::from(reported.weekday().days_since(weekday));
    let ahead = i64::from(weekday.days_since(reported.weekday()));
    match direction {
        Some(Direction::Ahead | Direction::Timetable) => moved(reported, ahead),
        Some(Direction::Back | Direction::Either) => moved(reported, -back),
        // "Talks Thursday": the nearer one.
        None => moved(reported, if is_nearer_behind(reported, weekday) { -back } else { ahead }),
    }
}

/// Whether the last such day is nearer to the report than the next; the day of the report is both.
fn is_nearer_behind(reported: NaiveDate, weekday: Weekday) -> bool {
    reported.weekday().days_since(weekday) < weekday.days_since(reported.weekday())
}

/// The `weekday` next to the day that was told: "the following Monday".
fn beside(told: NaiveDate, weekday: Weekday, way: i64) -> Option<NaiveDate> {
    let (back, ahead) = (told.weekday().days_since(weekday), weekday.days_since(told.weekday()));
    let days = i64::from(if way < 0 { back } else { ahead });
    moved(told, way * if days == 0 { 7 } else { days })
}

/// Days to the `weekday` of the running week: "this Thursday".
fn in_week(reported: NaiveDate, weekday: Weekday) -> i64 {
    i64::from(weekday.num_days_from_monday()) - i64::from(reported.weekday().num_days_from_monday())
}

/// "The first Monday in June", "the last Friday of next month"; of a month without a year, the one nearest to the report. "The first
/// Monday of the month" comes every month.
pub(super) fn of_month(found: &Match<'_>) -> Option<TimeValue> {
    let (nth, weekday) = (found.number("nth")?, found.any_weekday()?);
    let number = weekday.number_from_monday();
    let of = |year: i32, month: u32| nth_in(year, month, nth, weekday);
    let Some(month) = found.any_month() else {
        return match (found.number("which"), found.reported()) {
            (None, _) => Some(TimeValue::recurring(format!("XXXX-XX-WXX-{number}"))),
            (Some(by), Some(reported)) => {
                let month = month_at(NaiveDate::from_ymd_opt(reported.year(), reported.month(), 1)?, by)?;
                Some(TimeValue::weekday(weekday, Some(of(month.year(), month.month())?)))
            }
            _ => Some(TimeValue::unanchored("XXXX-XX-XX", Grain::Day)),
        };
    };
    let date = match (found.year(), found.reported()) {
        (Some(year), _) => Some(of(year, month)?),
        (None, Some(reported)) => {
            let years = [-1, 0, 1].into_iter().filter_map(|by| of(reported.year() + by, month));
            Some(years.min_by_key(|date| (*date - reported).num_days().abs())?)
        }
        (None, None) => None,
    };
    Some(match date {
        Some(_) => TimeValue::weekday(weekday, date),
        None => {
            TimeValue { weekday: Some(weekday), ..TimeValue::unanchored(format!("XXXX-{month:02}-XX"), Grain::Day) }
        }
    })
}

/// The `nth` such day of a month, counted from its end where `nth` is below 0; `None` where it has none.
fn nth_in(year: i32, month: u32, nth: i64, weekday: Weekday) -> Option<NaiveDate> {
    if nth > 0 {
        return NaiveDate::from_weekday_of_month_opt(year, month, weekday, u8::try_from(nth).ok()?);
    }
    let mut of_month = (1..=5).filter_map(|n| NaiveDate::from_weekday_of_month_opt(year, month, weekday, n));
    of_month.next_back()
}

/// "The week of 26 May", "the week beginning 26 May", "the week ending 1 June": seven days, of which what is told may be any.
pub(super) fn week_of_day(found: &Match<'_>) -> Option<TimeValue> {
    let named = dates::calendar_day(found)?;
    let Some((day, _)) = named.days else { return Some(TimeValue::unanchored("XXXX-WXX", Grain::Week)) };
    let shift = found.number("week_of")?;
    // The week "of" a day in its midst begins on the Monday before.
    let of = found.group("week_of").is_some_and(|word| word.eq_ignore_ascii_case("of"));
    let into = if of && day.weekday() != Weekday::Sun { i64::from(day.weekday().num_days_from_monday()) } else { 0 };
    let first = moved(day, shift - into)?;
    let week = TimeValue::week(moved(first, 3)?)?;
    Some(TimeValue::spanning(week.timex, Grain::Day, first, moved(first, 6)?))
}
