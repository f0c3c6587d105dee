//! Words before a phrase that bind its value: "about", "by", "more than".

use super::{Context, Draft};
use crate::values::time::{Bound, TimeClass};

/// Words before a phrase that are tried, the longest run first.
const LONGEST: usize = 3;

/// Sets the bound of each draft from the words right before it; the span stays as it is.
pub(super) fn bind(mut drafts: Vec<Draft>, context: &Context<'_>) -> Vec<Draft> {
    for draft in &mut drafts {
        let table = match draft.value.class {
            TimeClass::Duration => "time_length_bound",
            TimeClass::Date | TimeClass::Time => "time_point_bound",
            TimeClass::Set => continue,
        };
        if let Some(bound) = bound_before(&context.sentence[..draft.start], table, context) {
            draft.value.bound = bound;
        }
    }
    drafts
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
