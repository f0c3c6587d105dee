//! Days that only their neighbours tell: "the next day", "two weeks later", "the 15th", "05/06/2025".

use chrono::{Datelike, NaiveDate};

use super::{
    Match,
    dates::month_at,
    lengths::{self, counted},
};
use crate::values::time::{Grain, TimeValue};

/// Seconds of a day.
const DAY_SECONDS: f64 = 86_400.0;

/// "The next day", "two weeks later", "the year before": counted from the day that the paragraph named last. Where it named
/// none, the value is written as from the report, as TIMEX3 has it, but is no day to compare.
pub(super) fn narrative(found: &Match<'_>) -> Option<TimeValue> {
    let memory = found.context.memory.get();
    let told = memory.day;
    let way = found.number("narrative_way");
    let vague = || TimeValue::unanchored(if way.unwrap_or(0) < 0 { "PAST_REF" } else { "FUTURE_REF" }, Grain::Unknown);
    let Some(base) = told.or(found.reported()) else {
        return Some(match way {
            Some(_) => vague(),
            None => TimeValue::unanchored("XXXX-XX-XX", Grain::Day),
        });
    };
    let value = match (found.number("narrative_day"), way) {
        (Some(days), _) => counted(base, days, "D"),
        (None, Some(way)) => match amount(found)? {
            Some((count, "Y")) if found.context.memory.get().period.is_some() => {
                return years_from_period(found, way * count);
            }
            Some((count, letter)) => counted(base, way * count, letter),
            None => return Some(vague()),
        },
        (None, None) => None,
    }?;
    Some(if told.is_some() && !memory.doubtful { value } else { TimeValue { days: None, ..value } })
}

/// "In October ... a year earlier" is the October before.
fn years_from_period(found: &Match<'_>, years: i64) -> Option<TimeValue> {
    let (first, grain) = found.context.memory.get().period?;
    let year = i32::try_from(i64::from(first.year()).checked_add(years)?).ok()?;
    match grain {
        Grain::Month => TimeValue::month(year, first.month()),
        Grain::Quarter => TimeValue::quarter(year, first.month0() / 3 + 1),
        _ => TimeValue::year(year),
    }
}

/// How many of which unit; `None` for "hours later", "several days before".
fn amount<'m>(found: &'m Match<'_>) -> Option<Option<(i64, &'m str)>> {
    if let Some(unit) = found.value("calendar_unit") {
        return Some(Some((1, unit)));
    }
    let unit = found.unit()?;
    let Some(amount) = found.amount()? else { return Some(None) };
    let count = amount * unit.factor;
    if unit.clock {
        let days = lengths::length(found, &unit, count)?.0 as f64 / DAY_SECONDS;
        return Some((days >= 1.0 && days.fract() == 0.0).then_some((days as i64, "D")));
    }
    Some((count.fract() == 0.0 && count <= 9999.0).then_some((count as i64, unit.letter)))
}

/// "The 15th": of the month of the report or one beside it, the last such day, or the next where the sentence looks ahead.
pub(super) fn day_of_month(found: &Match<'_>) -> Option<TimeValue> {
    let day: u32 = found.figures("day")?;
    let Some(reported) = found.reported() else {
        return Some(TimeValue::unanchored(format!("XXXX-XX-{day:02}"), Grain::Day));
    };
    let of_month = |by: i64| {
        NaiveDate::from_ymd_opt(reported.year(), reported.month(), 1).and_then(|m| month_at(m, by)?.with_day(day))
    };
    let near = (-2..=2).filter_map(of_month);
    let date =
        if found.ahead() { near.filter(|d| *d >= reported).min() } else { near.filter(|d| *d <= reported).max() };
    date.map(TimeValue::day)
}

/// "05/06/2025": day first or month first as the outlet's zone is used to. Without a zone it is a day of that year, nobody knows which.
pub(super) fn numeric_day(found: &Match<'_>) -> Option<TimeValue> {
    let (first, second): (u32, u32) = (found.figures("first")?, found.figures("second")?);
    let lexicons = found.context.lexicons;
    let habit = found.context.anchor.zone.map(|zone| lexicons.has("time_month_first_zones", zone.name()));
    let month_first = match (first > 12, second > 12) {
        (true, true) => return None,
        (true, false) => false,
        (false, true) => true,
        _ if first == second => true,
        _ => match habit {
            Some(month_first) => month_first,
            None => return Some(TimeValue::unanchored(format!("{:04}-XX-XX", found.year()?), Grain::Day)),
        },
    };
    let (month, day) = if month_first { (first, second) } else { (second, first) };
    NaiveDate::from_ymd_opt(found.year()?, month, day).map(TimeValue::day)
}
