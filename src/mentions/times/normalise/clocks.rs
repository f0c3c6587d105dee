//! Clock times and parts of a day.

use chrono::{Days, NaiveDate, Timelike};
use chrono_tz::Tz;

use super::{super::zones, Match, dates, weekdays};
use crate::values::time::{Grain, TimeValue, Zone};

/// From this hour on a page may be that of the next day.
const EVENING: u32 = 18;

pub(super) fn clock(found: &Match<'_>) -> Option<(TimeValue, bool)> {
    let (minutes, grain, half_unknown) = minutes(found)?;
    let value = TimeValue::clock(minutes, grain, zone(found), found.context.anchor.day());
    let value = match weekdays::weekday(found) {
        Some(day) => value.on(&day),
        None => value,
    };
    Some((value, half_unknown))
}

/// First and last minute of the part of the day that the words name.
pub(super) fn part_minutes(found: &Match<'_>, part: &str) -> Option<(u16, u16)> {
    let (first, last) = found.context.rules.words.setting("part_hours", part)?.split_once('-')?;
    let minute = |hour: &str| hour.parse::<u16>().ok()?.checked_mul(60);
    Some((minute(first)?, minute(last)?))
}

/// Minutes after midnight, how fine they are, and whether the half of the day is unknown.
fn minutes(found: &Match<'_>) -> Option<(u16, Grain, bool)> {
    if let Some(hour) = found.number("clock_word") {
        return Some((u16::try_from(hour).ok()?.checked_mul(60)?, Grain::Hour, false));
    }
    let figures = found.group("hour").or_else(|| found.group("hour_word"))?;
    let hour: u16 = figures.parse().ok().or_else(|| found.number("hour_word")?.try_into().ok())?;
    let minute: Option<u16> = found.figures("minute");
    let grain = if minute.unwrap_or(0) == 0 { Grain::Hour } else { Grain::Minute };
    let half = found.group("half").and_then(|h| h.chars().next()).map(|c| c.to_ascii_lowercase());
    let hour = match half {
        Some(_) if hour == 0 || hour > 12 => return None,
        Some('p') => hour % 12 + 12,
        Some(_) => hour % 12,
        None if hour > 24 || (hour == 24 && minute.unwrap_or(0) > 0) => return None,
        None => hour % 24,
    };
    // "07:30", "18:30" and a time with a zone's letters run to 24; "7:30" and "11 o'clock" may be either half.
    let counts_to_24 = half.is_some()
        || hour > 12
        || hour == 0
        || (minute.is_some() && (figures.starts_with('0') || found.group("zone").is_some_and(is_letters)));
    // "Half past three", "ten to five".
    let past = found.number("past").and_then(|past| i16::try_from(past).ok());
    let whole = hour.checked_mul(60)?.checked_add(minute.unwrap_or(0))? % 1440;
    let minutes = (whole + 1440).checked_add_signed(past.unwrap_or(0))? % 1440;
    let grain = if past.is_some() { Grain::Minute } else { grain };
    let Some(part) = found.value("part") else { return Some((minutes, grain, !counts_to_24)) };
    // "Three in the afternoon", "11 o'clock at night".
    let (first, last) = part_minutes(found, part)?;
    let fits = |m: &u16| first <= *m && *m < last || first <= *m + 1440 && *m + 1440 < last;
    [minutes, (minutes + 720) % 1440].into_iter().find(fits).map(|m| (m, grain, false))
}

fn is_letters(zone: &str) -> bool {
    zone.chars().all(|c| c.is_ascii_uppercase())
}

fn zone(found: &Match<'_>) -> Zone {
    if let Some(offset) = found.group("offset") {
        return fixed_offset(offset).map_or(Zone::Unknown, Zone::Named);
    }
    if let Some(words) = found.group("other_zone") {
        // A zone is named, and it is not the outlet's own.
        return words.strip_suffix(" time").and_then(zones::of_place).map_or(Zone::Unknown, Zone::Named);
    }
    match found.value("zone") {
        Some("local") => Zone::Local,
        Some(name) => name.parse().map_or(Zone::Unknown, Zone::Named),
        // "10.30pm in Kyiv": hardly the outlet's own clock.
        None => match zones::after(found.context.sentence, found.start, found.end) {
            zones::After::Nothing => outlet(found),
            zones::After::Place => Zone::Unknown,
            zones::After::Clock(zone) => Zone::Named(zone),
        },
    }
}

fn outlet(found: &Match<'_>) -> Zone {
    found.context.anchor.zone.map_or(Zone::Unknown, Zone::Outlet)
}

/// "GMT+8" to `Etc/GMT-8`, whose sign runs the other way.
fn fixed_offset(text: &str) -> Option<Tz> {
    let hours: u8 = text.chars().filter(char::is_ascii_digit).collect::<String>().parse().ok()?;
    let sign = if text.contains('-') { '+' } else { '-' };
    format!("Etc/GMT{sign}{hours}").parse().ok()
}

/// "Thursday morning", "this evening", "last night", "tonight", "the night of May 4".
pub(super) fn day_part(found: &Match<'_>) -> Option<TimeValue> {
    // A word such as "dawn" has hours of its own, and the code of the part it belongs to.
    let own = found.value("part_word");
    let code = found.value("part").or(own.and_then(|own| own.split(' ').next())).unwrap_or("NI");
    let reported = found.context.anchor.day();
    let minutes = part_minutes(found, own.unwrap_or(code))?;
    let part = TimeValue::part_of_day(code, minutes, outlet(found), reported);
    let named =
        || weekdays::weekday(found).or_else(|| dates::relative_day(found)).or_else(|| dates::calendar_day(found));
    let shift = |days: i64| reported.and_then(|day| moved(day, days)).map(TimeValue::day);
    if let Some(days) = found.number("told_day").or_else(|| found.number("told_way")) {
        let memory = found.context.memory.get();
        let told = memory.day.filter(|_| !memory.doubtful).and_then(|told| moved(told, days));
        // Written as of the report where the paragraph names no day, but then no day to compare.
        return Some(told.map_or(part.clone(), |day| part.on(&TimeValue::day(day))));
    }
    if let Some(value) = last_night(found, &part) {
        return Some(value);
    }
    let day = match found.number("which") {
        Some(days) if found.group("weekday").is_none() => shift(days),
        _ if found.group("tonight").is_some() => shift(0),
        _ => named(),
    };
    Some(match day {
        Some(day) => part.on(&day),
        None => part,
    })
}

/// "Last night" in a page of the evening: it may have been written for the next day, and tell of the night that had just begun.
fn last_night(found: &Match<'_>, part: &TimeValue) -> Option<TimeValue> {
    let reported = found.context.anchor.reported?;
    let evening = reported.time?.hour() >= EVENING;
    let bare = found.number("which")? < 0 && found.value("part") == Some("NI") && found.group("weekday").is_none();
    let before = moved(reported.date, -1).filter(|_| evening && bare)?;
    let value = part.clone().on(&TimeValue::day(before));
    Some(TimeValue { days: Some((before, reported.date)), instants: None, ..value })
}

/// `day` moved by `days`.
pub(super) fn moved(day: NaiveDate, days: i64) -> Option<NaiveDate> {
    let by = Days::new(days.unsigned_abs());
    if days < 0 { day.checked_sub_days(by) } else { day.checked_add_days(by) }
}
