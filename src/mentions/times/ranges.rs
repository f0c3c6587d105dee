//! Ends of a range: "from Monday to Wednesday", "between 9am and 11am", "9am-5pm". Each end keeps its own words and its own
//! text, and covers the whole range, so that no day inside it is against either.

use chrono::{Datelike, Days};

use super::{Context, Draft};
use crate::values::time::{Bound, Grain, TimeClass, TimeValue};

/// Sets what the two ends of each range cover.
pub(super) fn link(mut drafts: Vec<Draft>, context: &Context<'_>) -> Vec<Draft> {
    for right in 1..drafts.len() {
        let left = right - 1;
        if !is_range(&drafts[left], &drafts[right], context) {
            continue;
        }
        if let Some((first, last)) = covered(&drafts[left].value, &drafts[right].value) {
            drafts[left].value = first;
            drafts[right].value = last;
        }
    }
    drafts
}

fn is_range(left: &Draft, right: &Draft, context: &Context<'_>) -> bool {
    let (Some(gap), Some(before)) = (context.sentence.get(left.end..right.start), context.sentence.get(..left.start))
    else {
        return false;
    };
    let gap = gap.trim().to_lowercase();
    let mut back = before.split_whitespace().rev();
    let (word, verb) = (back.next().unwrap_or_default().to_lowercase(), back.next().unwrap_or_default());
    match context.lexicons.value("time_range_gap", &gap) {
        Some("alone") => true,
        // "Moved from Thursday to Friday" names two days, and no days between.
        Some(opens) => opens.split(' ').any(|o| o == word) && !context.lexicons.has("time_moving_verbs", verb),
        None => false,
    }
}

/// The two values with what the range covers, where they are of one kind and in order.
fn covered(left: &TimeValue, right: &TimeValue) -> Option<(TimeValue, TimeValue)> {
    if left.class != right.class || left.grain.max(right.grain) > Grain::Day && left.grain < Grain::PartOfDay {
        return None;
    }
    let exact = |value: &TimeValue| TimeValue { bound: Bound::Exact, slack: 0, ..value.clone() };
    let (mut first, mut last) = (exact(left), exact(right));
    match (left.class, left.clock, right.clock) {
        (TimeClass::Time, Some((from, _)), Some((_, to))) if left.grain > Grain::PartOfDay && from < to => {
            let instants = left.instants.zip(right.instants).map(|(a, b)| (a.0, b.1));
            (first.clock, last.clock) = (Some((from, to)), Some((from, to)));
            (first.instants, last.instants) = (instants, instants);
        }
        (TimeClass::Date, None, None) => {
            let (from, _) = left.days?;
            if last.days?.1 < from {
                last = after(&last, from)?;
            }
            let days = Some((from, last.days?.1));
            (first.days, last.days) = (days, days);
        }
        _ => return None,
    }
    Some((first, last))
}

/// The end of a range that was counted back from the report, behind its beginning.
fn after(last: &TimeValue, from: chrono::NaiveDate) -> Option<TimeValue> {
    let end = last.days?.1;
    let later = match (last.grain, last.weekday) {
        (Grain::Day, Some(weekday)) => TimeValue::weekday(weekday, end.checked_add_days(Days::new(7))),
        (Grain::Month, _) => TimeValue::month(end.year() + 1, end.month())?,
        _ => return None,
    };
    (later.days?.1 >= from).then_some(later)
}
