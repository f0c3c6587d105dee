//! A length before or after a moment is one moment: "an hour before midnight", "two days after 15 May".

use chrono::Days;

use super::{Context, Draft};
use crate::values::time::{Bound, Grain, TimeClass, TimeValue};

/// Minutes of a day.
const DAY: i64 = 24 * 60;
/// Further from its moment, a length tells of something else: "two years before 15 May" is no day.
const MOST_DAYS: u64 = 31;

/// Joins each length with the moment that it is counted from.
pub(super) fn count(drafts: Vec<Draft>, context: &Context<'_>) -> Vec<Draft> {
    let mut out: Vec<Draft> = Vec::new();
    for next in drafts {
        let counted = out.last().and_then(|last| counted(last, &next, context));
        match counted {
            Some(one) => {
                out.pop();
                out.push(one);
            }
            None => out.push(next),
        }
    }
    out
}

fn counted(length: &Draft, moment: &Draft, context: &Context<'_>) -> Option<Draft> {
    let gap = context.sentence.get(length.end..moment.start)?;
    let way = context.lexicons.number("time_offset_way", &gap.trim().to_lowercase())?;
    let rest = context.sentence.get(moment.end..)?;
    let before = context.sentence.get(..length.start)?.split_whitespace().next_back().unwrap_or_default();
    if context.lexicons.has("time_before_length", &before.to_lowercase()) {
        return None;
    }
    // "A week after Monday's vote" is counted from the vote.
    if length.value.class != TimeClass::Duration || rest.starts_with(['\'', '’']) {
        return None;
    }
    let (least, greatest) = length.value.seconds?;
    let value = match (moment.value.class, moment.value.clock) {
        (TimeClass::Time, Some((first, last))) if first == last && moment.value.grain > Grain::PartOfDay => {
            by_minutes(&moment.value, first, way * i64::try_from(least / 60).ok()?)?
        }
        (TimeClass::Date, None) if least == greatest && least % 86_400 == 0 => {
            by_days(&moment.value, least / 86_400, way)?
        }
        _ => return None,
    };
    // "Less than an hour before midnight" is somewhere between the two.
    let (bound, slack) = match length.value.bound {
        Bound::Exact => (Bound::Exact, 0),
        Bound::About => (Bound::About, u32::try_from(least / 60 / 4).ok()?),
        Bound::AtMost | Bound::AtLeast => (Bound::About, u32::try_from(least / 60).ok()?),
    };
    let half_unknown = moment.half_unknown;
    let value = TimeValue { bound, slack, ..value };
    Some(Draft { start: length.start, end: moment.end, value, half_unknown, shift: None, rule: moment.rule.clone() })
}

/// The clock time moved within its day. Midnight ends the day that is named with it; nobody can tell whose day begins behind it.
fn by_minutes(value: &TimeValue, clock: u16, minutes: i64) -> Option<TimeValue> {
    let from = if clock == 0 && minutes < 0 { DAY } else { i64::from(clock) };
    let moved =
        u16::try_from(from + minutes).ok().filter(|m| i64::from(*m) < DAY && (clock, minutes > 0) != (0, true))?;
    let grain = if moved % 60 == 0 { Grain::Hour } else { Grain::Minute };
    Some(value.at_minute(moved, grain))
}

fn by_days(value: &TimeValue, days: u64, way: i64) -> Option<TimeValue> {
    let (first, last) = value.days?;
    if first != last || value.grain != Grain::Day || days > MOST_DAYS {
        return None;
    }
    let by = Days::new(days);
    let day = if way < 0 { first.checked_sub_days(by) } else { first.checked_add_days(by) };
    day.map(TimeValue::day)
}
