//! Lengths of time, points counted in lengths ("two weeks ago"), what recurs, and words such as "now".

use chrono::Datelike;

use super::{
    Match,
    clocks::moved,
    dates::{self, month_at},
};
use crate::values::time::{Grain, TimeValue};

/// A unit of length: `T` for those below the day, a factor, a letter ("fortnight" is `2W`).
struct Unit<'u> {
    clock: bool,
    factor: f64,
    letter: &'u str,
}

impl Match<'_> {
    fn unit(&self) -> Option<Unit<'_>> {
        let word = self.group("unit")?;
        let words = &self.context.rules.words;
        let code = words.value("unit", word).or_else(|| words.value("unit", word.strip_suffix(['s', 'S'])?))?;
        let rest = code.strip_prefix('T');
        let code = rest.unwrap_or(code);
        let at = code.find(|c: char| c.is_ascii_alphabetic())?;
        Some(Unit { clock: rest.is_some(), factor: code[..at].parse().unwrap_or(1.0), letter: &code[at..] })
    }

    /// How many; `Some(None)` for "several" and for a plural without a number.
    fn amount(&self) -> Option<Option<f64>> {
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
    Some(TimeValue::length(timex, grain(&unit), seconds))
}

/// Least and greatest seconds of `amount` units.
fn length(found: &Match<'_>, unit: &Unit<'_>, amount: f64) -> Option<(u64, u64)> {
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

/// "two weeks ago", "a year ago": as fine as its unit.
pub(super) fn ago(found: &Match<'_>) -> Option<TimeValue> {
    let unit = found.unit()?;
    if unit.clock {
        return None;
    }
    let Some(amount) = found.amount()? else {
        return Some(TimeValue::unanchored("PAST_REF", Grain::Unknown));
    };
    let count = amount * unit.factor;
    if count.fract() != 0.0 || count > 9999.0 {
        return None;
    }
    let count = count as i64;
    let Some(day) = found.context.anchor.day() else {
        return Some(TimeValue::unanchored("PAST_REF", Grain::Unknown));
    };
    match unit.letter {
        "D" => Some(TimeValue::day(moved(day, -count)?)),
        "W" => {
            let about = moved(day, -count * 7)?;
            Some(TimeValue::spanning(about.to_string(), Grain::Week, moved(about, -3)?, moved(about, 3)?))
        }
        "M" => month_at(day, -count).and_then(|d| TimeValue::month(d.year(), d.month())),
        _ => TimeValue::year(i32::try_from(i64::from(day.year()) - count).ok()?),
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
        return Some(TimeValue::recurring(format!("{prefix}{}{}", unit.factor, unit.letter)));
    }
    let weekday = dates::weekday(found)?.weekday?;
    Some(TimeValue::recurring(format!("XXXX-WXX-{}", weekday.number_from_monday())))
}
