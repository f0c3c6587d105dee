//! Days, months, years, and what is counted from the report in such units.

use chrono::{Datelike, Months, NaiveDate};

use super::{super::tense, Match, clocks::moved};
use crate::values::time::{Grain, TimeValue};

/// Two-figure years above this belong to the 20th century.
const SHORT_YEAR: i32 = 30;

impl<'m> Match<'m> {
    pub(super) fn reported(&self) -> Option<NaiveDate> {
        self.context.anchor.day()
    }

    /// Whether the sentence looks ahead. Without a word that tells, it looks back, as news mostly does.
    pub(super) fn ahead(&self) -> bool {
        self.direction() == Some(tense::Direction::Ahead)
    }

    pub(super) fn direction(&self) -> Option<tense::Direction> {
        tense::direction(self.context, self.start, self.end)
    }

    /// "5 or 6 June", "between 5 and 7 June": one day of these, and nobody says which.
    fn is_one_of_several(&self) -> bool {
        let words = |text: &'m str| text.split_whitespace();
        let sentence = self.context.sentence;
        let any = |word: &str, table: &str| self.context.lexicons.has(table, &word.to_lowercase());
        words(&sentence[self.start..self.end]).any(|word| any(word, "time_alternative"))
            || words(&sentence[..self.start]).next_back().is_some_and(|word| any(word, "time_within"))
    }

    /// The year that the words name.
    pub(super) fn year(&self) -> Option<i32> {
        let short = || self.figures("short_year").map(|y: i32| if y > SHORT_YEAR { 1900 + y } else { 2000 + y });
        self.figures("year").or_else(short)
    }

    pub(super) fn any_month(&self) -> Option<u32> {
        let word = || ["month", "full_month", "doubtful_month"].iter().find_map(|name| self.number(name));
        self.figures("month_number").or_else(|| word()?.try_into().ok())
    }
}

/// "May 15", "Thursday 15 May 2025", "2025-05-15". Without a year, the year nearest to the report.
pub(super) fn calendar_day(found: &Match<'_>) -> Option<TimeValue> {
    let feast = || found.value("holiday")?.split_once('-').and_then(|(m, d)| Some((m.parse().ok()?, d.parse().ok()?)));
    let (month, day): (u32, u32) = match (found.any_month(), found.figures("day")) {
        (Some(month), Some(day)) => (month, day),
        _ => feast()?,
    };
    let first = in_year(found, month, day)?;
    let Some(last_day) = found.figures("day2") else {
        return Some(TimeValue { weekday: found.any_weekday(), ..first });
    };
    let last_month = found.number("month2").and_then(|m| m.try_into().ok()).unwrap_or(month);
    let last = in_year(found, last_month, last_day)?;
    let timex = format!("{}/{}", first.timex, last.timex);
    Some(match (first.days, last.days) {
        (Some((first, _)), Some((last, _))) if first < last => {
            let runs = !found.is_one_of_several();
            TimeValue { runs, ..TimeValue::spanning(timex, Grain::Day, first, last) }
        }
        (Some(_), Some(_)) => return None,
        _ => TimeValue::unanchored(timex, Grain::Day),
    })
}

/// A day of the year that the words name, else of the year nearest to the report. After another year in the sentence
/// ("in 2022 ... on 29 March") nobody can tell: then the nearest is only written down.
fn in_year(found: &Match<'_>, month: u32, day: u32) -> Option<TimeValue> {
    match (found.year(), found.reported()) {
        (Some(year), _) => Some(TimeValue::day(NaiveDate::from_ymd_opt(year, month, day)?)),
        (None, Some(reported)) => {
            let years = [-1, 0, 1].map(|by| NaiveDate::from_ymd_opt(reported.year() + by, month, day));
            let nearest = years.into_iter().flatten().min_by_key(|d| (*d - reported).num_days().abs())?;
            let other_year = found.context.memory.get().year.is_some_and(|year| year != reported.year());
            let days = (!other_year).then_some((nearest, nearest));
            Some(TimeValue { days, ..TimeValue::day(nearest) })
        }
        // A leap year, so that 29 February is a day.
        (None, None) => {
            NaiveDate::from_ymd_opt(2024, month, day)?;
            Some(TimeValue::unanchored(format!("XXXX-{month:02}-{day:02}"), Grain::Day))
        }
    }
}

/// "May 2025", "in March", "last May". Without a year, the last such month, or the next where the sentence looks ahead.
pub(super) fn month(found: &Match<'_>) -> Option<TimeValue> {
    let month = found.any_month()?;
    let Some(year) = found.year() else {
        let Some(now) = found.reported() else {
            return Some(TimeValue::unanchored(format!("XXXX-{month:02}"), Grain::Month));
        };
        let which_year = found.number("which2").and_then(|by| i32::try_from(by).ok());
        let year = match found.number("which") {
            _ if which_year.is_some() => now.year() + which_year.unwrap_or(0),
            Some(which) if which < 0 => now.year() - i32::from(month >= now.month()),
            Some(which) if which > 0 => now.year() + i32::from(month <= now.month()),
            Some(_) => now.year(),
            None if found.ahead() => now.year() + i32::from(month < now.month()),
            None => now.year() - i32::from(month > now.month()),
        };
        return TimeValue::month(year, month);
    };
    TimeValue::month(year, month)
}

pub(super) fn year(found: &Match<'_>) -> Option<TimeValue> {
    TimeValue::year(found.year()?)
}

/// "the 1990s", "the '80s", "the nineties", "the 19th century".
pub(super) fn decade(found: &Match<'_>) -> Option<TimeValue> {
    if let Some(century) = found.figures::<i32>("century") {
        let first = century - 1;
        return TimeValue::months(format!("{first}"), Grain::Year, first * 100, 1, 1200);
    }
    let word = || i32::try_from(found.number("decade_word")?).ok();
    let figures: i32 = found.figures("decade").or_else(word)?;
    let first = if figures < 100 { 190 + figures } else { figures };
    TimeValue::months(format!("{first}"), Grain::Year, first * 10, 1, 120)
}

pub(super) fn relative_day(found: &Match<'_>) -> Option<TimeValue> {
    let by = found.number("relative_day")?;
    Some(match found.reported() {
        Some(day) => TimeValue::day(moved(day, by)?),
        None => TimeValue::unanchored("XXXX-XX-XX", Grain::Day),
    })
}

/// "last week", "this month", "next year", "the weekend".
pub(super) fn relative_unit(found: &Match<'_>) -> Option<TimeValue> {
    let unit = found.value("calendar_unit")?;
    let which = found.number("which").or_else(|| found.number("beyond"));
    let Some(day) = found.reported() else {
        let (timex, grain) = match unit {
            "W" => ("XXXX-WXX", Grain::Week),
            "WE" => ("XXXX-WXX-WE", Grain::Week),
            "M" => ("XXXX-XX", Grain::Month),
            "Q" => ("XXXX-QX", Grain::Quarter),
            _ => ("XXXX", Grain::Year),
        };
        return Some(TimeValue::unanchored(timex, grain));
    };
    let by = which.unwrap_or(0);
    match unit {
        "W" => week(day, by),
        "WE" => {
            // On a weekday, "the weekend" of the news is the one before it, unless the sentence looks ahead.
            let weekday = day.weekday().num_days_from_monday() < 5;
            let back = weekday && which.is_none_or(|w| w < 0) && !(which.is_none() && found.ahead());
            let by = if back { -1 } else { by.max(0) };
            TimeValue::weekend(moved(day, by * 7)?)
        }
        "M" => month_at(day, by).and_then(|d| TimeValue::month(d.year(), d.month())),
        "Q" => month_at(day, by * 3).and_then(|d| TimeValue::quarter(d.year(), d.month0() / 3 + 1)),
        _ => TimeValue::year(i32::try_from(i64::from(day.year()) + by).ok()?),
    }
}

/// The week `by` weeks from that of `day`. Where weeks begin on Sunday, "this week" of a Sunday is the coming one: its days are either's.
fn week(day: NaiveDate, by: i64) -> Option<TimeValue> {
    let value = TimeValue::week(moved(day, by * 7)?)?;
    let (first, last) = value.days?;
    let last = if day.weekday() == chrono::Weekday::Sun { moved(last, 7)? } else { last };
    Some(TimeValue { days: Some((first, last)), ..value })
}

/// A day of the month that is `by` months from that of `day`.
pub(super) fn month_at(day: NaiveDate, by: i64) -> Option<NaiveDate> {
    let months = Months::new(u32::try_from(by.unsigned_abs()).ok()?);
    if by < 0 { day.checked_sub_months(months) } else { day.checked_add_months(months) }
}

/// "the third quarter of 2009", "the first quarter of last year", "third-quarter results".
pub(super) fn quarter(found: &Match<'_>) -> Option<TimeValue> {
    let quarter = found.number("ordinal").and_then(|n| n.try_into().ok()).or_else(|| found.figures("ordinal"))?;
    match year_or_which(found) {
        Some(year) => TimeValue::quarter(year, quarter),
        None => match found.reported() {
            Some(day) => {
                let now = day.month0() / 3 + 1;
                // Results come after the quarter, plans before its end: of two the nearer, where no word tells.
                let last_year = quarter > now && !found.ahead() && quarter - now > 1;
                let next_year = quarter < now && found.ahead();
                TimeValue::quarter(day.year() + i32::from(next_year) - i32::from(last_year), quarter)
            }
            None => Some(TimeValue::unanchored(format!("XXXX-Q{quarter}"), Grain::Quarter)),
        },
    }
}

/// "the first half of 2009".
pub(super) fn half_year(found: &Match<'_>) -> Option<TimeValue> {
    let half = u32::try_from(found.number("half_year")?).ok()?;
    let year = year_or_which(found)?;
    TimeValue::months(format!("{year:04}-H{half}"), Grain::Quarter, year, half * 6 - 5, 6)
}

/// "the summer of 2014", "last winter", "in the spring". Seasons have no agreed days, so only their year is compared.
pub(super) fn season(found: &Match<'_>) -> Option<TimeValue> {
    let code = found.value("season")?;
    let named = found.group("which").is_some();
    let nearest = || {
        let reported = found.reported()?;
        let first: u32 = found.context.rules.words.setting("season_month", code)?.parse().ok()?;
        let late = reported.month() > first + 2;
        let early = reported.month() < first;
        Some(match (named, found.ahead()) {
            (true, _) => reported.year(),
            (false, true) => reported.year() + i32::from(late),
            (false, false) => reported.year() - i32::from(early),
        })
    };
    let timex = match year_or_which(found).or_else(nearest) {
        Some(year) => format!("{year:04}-{code}"),
        None => format!("XXXX-{code}"),
    };
    Some(TimeValue::unanchored(timex, Grain::Quarter))
}

fn year_or_which(found: &Match<'_>) -> Option<i32> {
    let which = || found.number("which").or_else(|| found.number("which2"));
    let relative = || Some(found.reported()?.year() + i32::try_from(which()?).ok()?);
    found.year().or_else(relative)
}
