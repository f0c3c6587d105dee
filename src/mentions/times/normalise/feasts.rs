//! Feasts that move with Easter.

use chrono::{Datelike, NaiveDate};

use super::{Match, clocks::moved};
use crate::values::time::{Grain, TimeValue};

/// Days from Good Friday to Easter Monday.
const WEEKEND_DAYS: i64 = 3;

/// "Good Friday", "Easter weekend" (from Friday to Monday); without a year, that nearest to the report.
pub(super) fn movable_feast(found: &Match<'_>) -> Option<TimeValue> {
    let (kind, shift) = found.value("movable_feast")?.split_once(' ')?;
    let shift: i64 = shift.parse().ok()?;
    let of = |year: i32| moved(easter(year)?, shift);
    let first = match (found.year(), found.reported()) {
        (Some(year), _) => of(year)?,
        (None, Some(reported)) => {
            let years = [-1, 0, 1].into_iter().filter_map(|by| of(reported.year() + by));
            years.min_by_key(|date| (*date - reported).num_days().abs())?
        }
        (None, None) => return Some(TimeValue::unanchored("XXXX-XX-XX", Grain::Day)),
    };
    Some(match kind {
        "weekend" => {
            let week = TimeValue::week(first)?;
            TimeValue::spanning(format!("{}-WE", week.timex), Grain::Day, first, moved(first, WEEKEND_DAYS)?)
        }
        _ => TimeValue::day(first),
    })
}

/// Easter Sunday of the western churches, by the anonymous Gregorian reckoning; `None` before that calendar.
fn easter(year: i32) -> Option<NaiveDate> {
    if year < 1583 {
        return None;
    }
    let (century, of_century) = (year / 100, year % 100);
    let golden = year % 19;
    let moon = (19 * golden + century - century / 4 - (century - (century + 8) / 25 + 1) / 3 + 15) % 30;
    let to_sunday = (32 + 2 * (century % 4) + 2 * (of_century / 4) - moon - of_century % 4) % 7;
    let late = (golden + 11 * moon + 22 * to_sunday) / 451;
    let days = moon + to_sunday - 7 * late + 114;
    NaiveDate::from_ymd_opt(year, u32::try_from(days / 31).ok()?, u32::try_from(days % 31 + 1).ok()?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn easter_is_where_the_calendars_have_it() {
        for day in ["1818-03-22", "1943-04-25", "2000-04-23", "2024-03-31", "2025-04-20", "2031-04-13", "2038-04-25"] {
            let year = day[..4].parse().expect("a year");
            assert_eq!(easter(year).map(|d| d.to_string()).as_deref(), Some(day));
        }
        assert_eq!(easter(1200), None);
    }
}
