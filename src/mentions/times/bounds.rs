//! Words before a phrase that bind its value: "about", "by", "more than".

use super::{Context, Draft};
use crate::values::time::{Bound, Grain, TimeClass, TimeValue};

/// Words before a phrase that are tried, the longest run first.
const LONGEST: usize = 3;

/// Sets the bound of each draft from the words right before it; the span stays as it is.
pub(super) fn bind(mut drafts: Vec<Draft>, context: &Context<'_>) -> Vec<Draft> {
    for draft in drafts.iter_mut().filter(|d| !d.value.runs) {
        let table = match draft.value.class {
            TimeClass::Duration => "time_length_bound",
            TimeClass::Date | TimeClass::Time => "time_point_bound",
            TimeClass::Set => continue,
        };
        if let Some(bound) = bound_before(&context.sentence[..draft.start], table, context) {
            draft.value.bound = bound;
            draft.value.slack = if bound == Bound::About { slack(&draft.value, context) } else { 0 };
        }
    }
    drafts
}

/// How far off "about" may be, from the word lists.
fn slack(value: &TimeValue, context: &Context<'_>) -> u32 {
    let key = match (value.class, value.grain) {
        (TimeClass::Duration, _) => "length_percent",
        (_, Grain::Minute | Grain::Hour | Grain::PartOfDay) => "clock_minutes",
        (_, Grain::Day | Grain::Unknown) => "day_days",
        (_, Grain::Week) => "week_days",
        (_, Grain::Month) => "month_days",
        (_, Grain::Quarter) => "quarter_days",
        (_, Grain::Year) => "year_days",
    };
    context.lexicons.number("time_about", key).and_then(|n| n.try_into().ok()).unwrap_or(0)
}

fn bound_before(before: &str, table: &str, context: &Context<'_>) -> Option<Bound> {
    let before = before.strip_suffix([' ', '\u{a0}'])?;
    let starts = before.rmatch_indices([' ', '\u{a0}']).map(|(i, gap)| i + gap.len()).chain([0]);
    let runs: Vec<&str> = starts.take(LONGEST).map(|at| &before[at..]).collect();
    runs.iter().rev().find_map(|run| match context.lexicons.value(table, &run.to_lowercase())? {
        "about" => Some(Bound::About),
        "at_most" => Some(Bound::AtMost),
        "at_least" => Some(Bound::AtLeast),
        _ => None,
    })
}
