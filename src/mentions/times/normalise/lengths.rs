//! Lengths of time, points counted in lengths ("two weeks ago"), what recurs, and words such as "now".

use chrono::{Datelike, NaiveDate, TimeDelta, Timelike};

use super::{Match, clocks::moved, dates::month_at, weekdays};
use crate::values::time::{Bound, Grain, TimeValue, Zone};

/// A unit of length: `T` for those below the day, a factor, a letter ("fortnight" is `2W`).
pub(super) struct Unit<'u> {
    pub(super) clock: bool,
    pub(super) factor: f64,
    pub(super) letter: &'u str,
}

impl Match<'_> {
    pub(super) fn unit(&self) -> Option<Unit<'_>> {
        let word = self.group("unit")?;
        let words = &self.context.rules.words;
        let code = words.value("unit", word).or_else(|| words.value("unit", word.strip_suffix(['s', 'S'])?))?;
        let rest = code.strip_prefix('T');
        let code = rest.unwrap_or(code);
        let at = code.find(|c: char| c.is_ascii_alphabetic())?;
        Some(Unit { clock: rest.is_some(), factor: code[..at].parse().unwrap_or(1.0), letter: &code[at..] })
    }

    fn amount_of(&self, group: &str) -> Option<f64> {
        self.context.rules.words.amount(self.group(group)?)
    }

    /// How many; `Some(None)` for "several" and for a plural without a number.
    pub(super) fn amount(&self) -> Option<Option<f64>> {
        if let Some(number) = self.group("number") {
            let amount = self.context.rules.words.amount(number)?;
            return Some(Some(amount + if self.group("half_more").is_some() { 0.5 } else { 0.0 }));
        }
        if self.group("half_one").is_some() {
            return Some(Some(0.5));
        }
        if self.group("article").is_some() {
            return Some(Some(1.0 + if self.group("half_more").is_some() { 0.5 } else { 0.0 }));
        }
        // "A couple of" is a number in the table, "several" an X.
        Some(self.number("vague_number").map(|n| n as f64))
    }
}

pub(super) fn duration(found: &Match<'_>) -> Option<TimeValue> {
    let unit = found.unit()?;
    let amount = found.amount()?.map(|a| a * unit.factor);
    // "P0.5D" is no length that anybody measures, but "half a day" is half a day.
    let prefix = if unit.clock { "PT" } else { "P" };
    let count = amount.map_or_else(|| "X".to_owned(), |a| a.to_string());
    let mut timex = format!("{prefix}{count}{}", unit.letter);
    let mut seconds = amount.and_then(|a| length(found, &unit, a));
    if let (Some(more), Some((least, greatest))) = (found.figures::<u16>("minutes_more"), seconds) {
        timex.push_str(&format!("{more}M"));
        let more = u64::from(more) * 60;
        seconds = Some((least.saturating_add(more), greatest.saturating_add(more)));
        return Some(TimeValue::length(timex, Grain::Minute, seconds));
    }
    // "Six years and six months".
    if let (Some(_), Some(months)) = (found.group("years_and"), found.amount_of("number2")) {
        let (least, greatest) = length(found, &Unit { clock: false, factor: 1.0, letter: "M" }, months)?;
        seconds = seconds.map(|(from, to)| (from.saturating_add(least), to.saturating_add(greatest)));
        return Some(TimeValue::length(format!("{timex}{months}M"), Grain::Month, seconds));
    }
    // "Two or three days": what is written is the last, what is compared is all of it.
    if let (Some(fewer), Some((_, greatest))) = (found.amount_of("number2"), seconds) {
        seconds = length(found, &unit, fewer * unit.factor).map(|(least, _)| (least, greatest));
    }
    Some(TimeValue::length(timex, grain(&unit), seconds))
}

/// Least and greatest seconds of `amount` units.
pub(super) fn length(found: &Match<'_>, unit: &Unit<'_>, amount: f64) -> Option<(u64, u64)> {
    let key = format!("{}{}", if unit.clock { "T" } else { "" }, unit.letter);
    let (least, greatest) = found.context.rules.words.setting("unit_seconds", &key)?.split_once('-')?;
    let times = |seconds: &str| Some((seconds.parse::<f64>().ok()? * amount).round() as u64);
    Some((times(least)?, times(greatest)?))
}

fn grain(unit: &Unit<'_>) -> Grain {
    match (unit.clock, unit.letter) {
        (true, "H") => Grain::Hour,
        (true, _) => Grain::Minute,
        (false, "D") => Grain::Day,
        (false, "W") => Grain::Week,
        (false, "M") => Grain::Month,
        (false, _) => Grain::Year,
    }
}

/// "two weeks ago", "a year from now": as fine as its unit.
pub(super) fn ago(found: &Match<'_>) -> Option<TimeValue> {
    let unit = found.unit()?;
    let way = if found.group("from_now").is_some() { 1 } else { -1 };
    let vague = || Some(TimeValue::unanchored(if way < 0 { "PAST_REF" } else { "FUTURE_REF" }, Grain::Unknown));
    let (Some(amount), Some(day)) = (found.amount()?, found.context.anchor.day()) else {
        return vague();
    };
    let count = amount * unit.factor;
    if unit.clock {
        return moment(found, &unit, amount, way).map_or_else(vague, Some);
    }
    if count.fract() != 0.0 || count > 9999.0 {
        return None;
    }
    counted(day, way * count as i64, unit.letter)
}

/// "two hours ago", on the outlet's own clock and about; `None` where the hour of the report is not known.
fn moment(found: &Match<'_>, unit: &Unit<'_>, amount: f64, way: i64) -> Option<TimeValue> {
    let reported = found.context.anchor.reported?;
    let seconds = i64::try_from(length(found, unit, amount)?.0).ok()?;
    let at = reported.date.and_time(reported.time?).checked_add_signed(TimeDelta::try_seconds(way * seconds)?)?;
    let zone = found.context.anchor.zone.map_or(Zone::Unknown, Zone::Outlet);
    let minutes = u16::try_from(at.hour() * 60 + at.minute()).ok()?;
    let value = TimeValue::clock(minutes, grain(unit), zone, None).on(&TimeValue::day(at.date()));
    Some(TimeValue { bound: Bound::About, slack: seconds_slack(seconds), ..value })
}

/// What is told in hours is as vague as half an hour, and the vaguer the longer ago.
const fn seconds_slack(seconds: i64) -> u32 {
    let minutes = seconds.unsigned_abs() / 60 / 4;
    match minutes {
        0..30 => 30,
        30..720 => minutes as u32,
        _ => 720,
    }
}

/// The day, week, month or year that is `count` units from `day`.
pub(super) fn counted(day: NaiveDate, count: i64, letter: &str) -> Option<TimeValue> {
    match letter {
        "D" => Some(TimeValue::day(moved(day, count)?)),
        "W" => {
            let about = moved(day, count * 7)?;
            Some(TimeValue::spanning(about.to_string(), Grain::Week, moved(about, -3)?, moved(about, 3)?))
        }
        "WE" => TimeValue::weekend(moved(day, count * 7)?),
        "M" => month_at(day, count).and_then(|d| TimeValue::month(d.year(), d.month())),
        "Q" => month_at(day, count * 3).and_then(|d| TimeValue::quarter(d.year(), d.month0() / 3 + 1)),
        _ => TimeValue::year(i32::try_from(i64::from(day.year()) + count).ok()?),
    }
}

pub(super) fn reference(found: &Match<'_>) -> Option<TimeValue> {
    Some(TimeValue::unanchored(found.value("reference")?, Grain::Unknown))
}

/// "annual", "every year", "every Friday".
pub(super) fn recurring(found: &Match<'_>) -> Option<TimeValue> {
    if let Some(timex) = found.value("recurring") {
        return Some(TimeValue::recurring(timex));
    }
    if let Some(unit) = found.unit() {
        let prefix = if unit.clock { "PT" } else { "P" };
        let count = unit.factor * found.amount()?.unwrap_or(1.0);
        return Some(TimeValue::recurring(format!("{prefix}{count}{}", unit.letter)));
    }
    if let Some(part) = found.value("part") {
        return Some(TimeValue::recurring(format!("XXXX-XX-XXT{part}")));
    }
    let weekday = weekdays::weekday(found)?.weekday?;
    Some(TimeValue::recurring(format!("XXXX-WXX-{}", weekday.number_from_monday())))
}
