//! What the rest of the sentence tells of a time: the day of a clock time, and the day on which a quoted "today" was said.

use super::{Context, Draft, memory::LastDay};
use crate::{
    rules::Lexicons,
    values::time::{Grain, TimeClass, TimeValue},
};

/// Words before a day that are asked whether somebody speaks on it.
const REACH: usize = 3;

/// Gives each clock time without a day that of its sentence, and each quoted "today" the day of speaking.
pub(super) fn settle(mut drafts: Vec<Draft>, context: &Context<'_>) -> Vec<Draft> {
    let spoken = drafts.iter().find(|d| is_day(d) && is_spoken(d, context) && !is_quoted(d, context));
    if let Some(LastDay(day)) = spoken.and_then(|d| LastDay::of(&d.value)) {
        for draft in &mut drafts {
            if let (Some(shift), true) = (draft.shift, is_quoted(draft, context)) {
                draft.value = super::normalise::shifted(day, shift).unwrap_or_else(|| draft.value.clone());
            }
        }
    }
    // A day of speaking is not the day of what is told.
    let mut told: Vec<TimeValue> = Vec::new();
    for draft in drafts.iter().filter(|d| is_day(d) && !is_spoken(d, context)) {
        if told.iter().all(|t| t.days != draft.value.days) {
            told.push(draft.value.clone());
        }
    }
    if let [day] = told.as_slice() {
        for draft in drafts.iter_mut().filter(|d| is_bare_clock(&d.value)) {
            let bound = draft.value.bound;
            let value = draft.value.clone().on(day);
            draft.value = TimeValue { bound, ..value };
        }
    }
    drafts
}

fn is_bare_clock(value: &TimeValue) -> bool {
    value.clock.is_some() && value.grain > Grain::PartOfDay && value.days.is_none() && value.weekday.is_none()
}

fn is_day(draft: &Draft) -> bool {
    let value = &draft.value;
    let named = value.days.is_some_and(|(first, last)| first == last) || value.weekday.is_some();
    named
        && match value.class {
            TimeClass::Date => value.grain == Grain::Day,
            TimeClass::Time => value.grain == Grain::PartOfDay,
            TimeClass::Duration | TimeClass::Set => false,
        }
}

/// "He said on Thursday", "a spokesman told reporters on Thursday".
pub(super) fn is_spoken(draft: &Draft, context: &Context<'_>) -> bool {
    let before = context.sentence.get(..draft.start).unwrap_or_default();
    words(before).rev().take(REACH).any(|word| speaks(word, context.lexicons))
}

fn speaks(word: &str, lexicons: &Lexicons) -> bool {
    lexicons.has("reporting_form", &word.to_lowercase())
}

fn words(text: &str) -> impl DoubleEndedIterator<Item = &str> {
    text.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty())
}

/// Whether it stands between quotation marks of its own sentence.
fn is_quoted(draft: &Draft, context: &Context<'_>) -> bool {
    let before = context.sentence.get(..draft.start).unwrap_or_default();
    let after = context.sentence.get(draft.end..).unwrap_or_default();
    let opened = before.rfind('“').is_some_and(|at| !before[at..].contains('”'));
    let straight = before.matches('"').count() % 2 == 1 && after.contains('"');
    opened && after.contains('”') || straight
}
