//! Joining a day and a clock time that stand side by side: "at 11am on Thursday", "Saturday around 11 p.m.".

use super::{Context, Draft};
use crate::values::time::{Bound, Grain, TimeClass, TimeValue};

/// Longest stretch of joining words, in bytes, between a day and its clock time.
const LONGEST_GAP: usize = 24;

/// Joins neighbours into one draft each.
pub(super) fn join(drafts: Vec<Draft>, context: &Context<'_>) -> Vec<Draft> {
    let mut out: Vec<Draft> = Vec::new();
    for next in drafts {
        match out.pop() {
            Some(last) => match joined(&last, &next, context) {
                Some(one) => out.push(one),
                None => out.extend([last, next]),
            },
            None => out.push(next),
        }
    }
    for draft in out.iter_mut().filter(|d| d.half_unknown) {
        // "At 11 o'clock" alone may be either half of the day: not to be compared.
        draft.value.clock = None;
        draft.value.instants = None;
    }
    out
}

fn joined(left: &Draft, right: &Draft, context: &Context<'_>) -> Option<Draft> {
    let gap = context.sentence.get(left.end..right.start)?;
    let fits = gap.len() <= LONGEST_GAP
        && !gap.is_empty()
        && gap.split([' ', '\u{a0}']).flat_map(|w| w.split_inclusive(',')).all(|word| {
            let word = word.to_lowercase();
            let bare = word.strip_suffix(',').unwrap_or(&word);
            bare.is_empty() || context.lexicons.has("time_joiners", bare)
        });
    if !fits {
        return None;
    }
    let (value, half_unknown) = match (role(&left.value)?, role(&right.value)?) {
        (Role::Day, Role::Clock) => on(right, left)?,
        (Role::Clock, Role::Day) if !gap.contains(',') || is_day(&right.value) => on(left, right)?,
        _ => return None,
    };
    let rule = if role(&left.value)? == Role::Clock { &left.rule } else { &right.rule };
    Some(Draft { start: left.start, end: right.end, value, half_unknown, shift: None, rule: rule.clone() })
}

#[derive(PartialEq, Eq)]
enum Role {
    Day,
    Clock,
}

fn role(value: &TimeValue) -> Option<Role> {
    match (value.class, value.grain) {
        (TimeClass::Date, Grain::Day) => Some(Role::Day),
        (TimeClass::Time, Grain::PartOfDay) if value.days.is_some() || value.weekday.is_some() => Some(Role::Day),
        (TimeClass::Time, Grain::Hour | Grain::Minute) if value.days.is_none() && value.weekday.is_none() => {
            Some(Role::Clock)
        }
        _ => None,
    }
}

fn is_day(value: &TimeValue) -> bool {
    value.grain == Grain::Day
}

/// The clock of `clock` on the day of `day`; a part of a day also tells which half a doubtful hour is in.
fn on(clock: &Draft, day: &Draft) -> Option<(TimeValue, bool)> {
    let mut value = clock.value.clone();
    let mut half_unknown = clock.half_unknown;
    if let (Some((first, last)), Some((minute, _))) = (day.value.clock, value.clock) {
        let fits = |m: u16| first <= m && m < last;
        let later = (minute + 720) % 1440;
        // Past midnight belongs to the night before: "1 a.m. on Saturday night".
        minute_in(&mut value, [minute, later, minute + 1440], half_unknown, fits)?;
        half_unknown = false;
    }
    let mut out = value.on(&day.value);
    (out.bound, out.slack) = (clock.value.bound, clock.value.slack);
    if out.bound == Bound::Exact && day.value.bound != Bound::Exact && day.start < clock.start {
        out.bound = day.value.bound;
    }
    Some((out, half_unknown))
}

fn minute_in(
    value: &mut TimeValue,
    [same, later, next]: [u16; 3],
    doubtful: bool,
    fits: impl Fn(u16) -> bool,
) -> Option<()> {
    let minute = if fits(same) {
        same
    } else if doubtful && fits(later) {
        later
    } else if fits(next) {
        next
    } else {
        return None;
    };
    value.clock = Some((minute, minute));
    Some(())
}
