//! Whether a bare weekday or month lies behind or ahead of the report, from the nearest cue in its sentence.

use super::Context;

/// Words on each side of a phrase that are asked for a cue.
const REACH: usize = 14;

/// Which way to count from the report day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Direction {
    Back,
    Ahead,
}

/// The direction for the phrase at `start..end`: the nearest cue before it, else after it; `None` without any.
pub(super) fn direction(context: &Context<'_>, start: usize, end: usize) -> Option<Direction> {
    let (before, after) = (&context.sentence[..start], &context.sentence[end..]);
    let mut back = words(before).rev().take(REACH + 1).peekable();
    while let Some(word) = back.next() {
        if let Some(found) = cue(context, word, back.peek().copied()) {
            return Some(found);
        }
    }
    let mut previous = None;
    for word in words(after).take(REACH) {
        if let Some(found) = cue(context, word, previous) {
            return Some(found);
        }
        previous = Some(word);
    }
    None
}

/// What `word` says, after the word `previous`.
fn cue(context: &Context<'_>, word: &str, previous: Option<&str>) -> Option<Direction> {
    let lexicons = context.lexicons;
    // A name is no cue ("Will Smith", "May").
    if word.starts_with(char::is_uppercase) {
        return None;
    }
    if previous == Some("to") && lexicons.has("time_plan_verbs", word) {
        return Some(Direction::Ahead);
    }
    if lexicons.has("time_future_cues", word) {
        return Some(Direction::Ahead);
    }
    // "to be held on Friday": the participle says nothing, what stands before "be" does.
    if previous == Some("be") {
        return None;
    }
    let past = lexicons.has("time_past_cues", word)
        || (word.len() > 4 && word.ends_with("ed") && !lexicons.has("time_not_past", word));
    past.then_some(Direction::Back)
}

fn words(text: &str) -> impl DoubleEndedIterator<Item = &str> {
    text.split(|c: char| !c.is_alphanumeric() && !matches!(c, '\'' | '-')).filter(|w| !w.is_empty())
}
