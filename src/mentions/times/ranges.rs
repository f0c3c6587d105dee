//! Ends of a range: "from Monday to Wednesday", "between 9am and 11am", "9am-5pm". Each end keeps its own words and its own
//! text, and covers the whole range, so that no day inside it is against either.

use chrono::{Datelike, Days};

use super::{Context, Draft};
use crate::values::time::{Bound, Grain, TimeClass, TimeValue};

/// Words before "from" among which a verb of moving is looked for.
const MOVE_REACH: usize = 5;

/// Sets what the two ends of each range cover.
pub(super) fn link(mut drafts: Vec<Draft>, context: &Context<'_>) -> Vec<Draft> {
    for right in 1..drafts.len() {
        let left = right - 1;
        let Some(range) = range(&drafts[left], &drafts[right], context) else { continue };
        if let Some((first, last)) = covered(&drafts[left].value, &drafts[right].value, &range) {
            drafts[left].value = first;
            drafts[right].value = last;
        }
    }
    drafts
}

/// What stands between the two ends of a range and before them.
enum Range {
    /// It goes on from the one to the other.
    Runs,
    /// Somewhere between the two.
    Within,
}

fn range(left: &Draft, right: &Draft, context: &Context<'_>) -> Option<Range> {
    let gap = context.sentence.get(left.end..right.start)?.trim().to_lowercase();
    let before = context.sentence.get(..left.start)?;
    let mut back = before.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).rev();
    let opener = back.next().unwrap_or_default().to_lowercase();
    // "Moved from Thursday to Friday" names two days, and no days between.
    let moves = || back.take(MOVE_REACH).any(|word| context.lexicons.has("time_moving_verbs", &word.to_lowercase()));
    let in_figures = |draft: &Draft| context.sentence[draft.start..draft.end].contains(|c: char| c.is_ascii_digit());
    match context.lexicons.value("time_range_gap", &gap)? {
        "alone" => Some(Range::Runs),
        opens if opens == opener => match context.lexicons.has("time_within", opens) {
            true => Some(Range::Within),
            false => (!moves()).then_some(Range::Runs),
        },
        // "Open 9am to 5pm", "30 May to 2 June".
        "from" if opener != "between" && in_figures(left) && in_figures(right) => (!moves()).then_some(Range::Runs),
        _ => None,
    }
}

/// The two values with what the range covers, where they are of one kind and in order.
fn covered(left: &TimeValue, right: &TimeValue, range: &Range) -> Option<(TimeValue, TimeValue)> {
    if left.class != right.class || left.grain.max(right.grain) > Grain::Day && left.grain < Grain::PartOfDay {
        return None;
    }
    let runs = matches!(range, Range::Runs);
    let exact = |value: &TimeValue| TimeValue { bound: Bound::Exact, slack: 0, runs, ..value.clone() };
    let (mut first, mut last) = (exact(left), exact(right));
    match (left.class, left.clock, right.clock) {
        (TimeClass::Time, Some((from, _)), Some((_, to))) if left.grain > Grain::PartOfDay && from < to => {
            // "From 9am on Friday to 5pm on Sunday" is no stretch of one day.
            if left.days.zip(right.days).is_some_and(|(a, b)| a != b) {
                return None;
            }
            // "From 9am to 5pm on Friday": the day of the end is that of the beginning.
            if first.days.is_none() && first.weekday.is_none() {
                first = TimeValue { runs, ..first.on(right) };
            }
            let instants = first.instants.zip(right.instants).map(|(a, b)| (a.0, b.1));
            (first.clock, last.clock) = (Some((from, to)), Some((from, to)));
            (first.instants, last.instants) = (instants, instants);
        }
        (TimeClass::Date, None, None) => {
            let (from, _) = left.days?;
            if last.days?.1 < from {
                last = TimeValue { runs, ..after(&last, from)? };
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
