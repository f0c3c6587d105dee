//! Whether a bare weekday or month lies behind or ahead of the report: by tense and aspect of the verb nearest to it in its sentence, and
//! by the preposition before it ("called a strike for Monday", "has shut the bridge until Monday").

use super::Context;

/// Words on each side of a phrase that are asked for a cue.
const REACH: usize = 14;

/// Which way to count from the report day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Direction {
    Back,
    Ahead,
    /// What goes by a timetable, "schools reopen on Monday": ahead, unless a caption tells so of the day before.
    Timetable,
    /// It may be either, as "the firm shut its offices from Monday" may.
    Either,
}

/// What the verb nearest to a phrase tells.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Tense {
    Past,
    /// "Has shut", "have been told".
    Perfect,
    Future,
    /// What goes by a timetable: "schools reopen on Monday".
    Scheduled,
}

/// The direction for the phrase at `start..end`: by the nearest cue before it, else after it; `None` without any.
pub(super) fn direction(context: &Context<'_>, start: usize, end: usize) -> Option<Direction> {
    let (before, after) = (&context.sentence[..start], &context.sentence[end..]);
    // "For Monday's attack": the preposition is the attack's.
    let possessed = after.starts_with(['\'', '’']);
    let mut back = words(before).rev();
    let preposition = back.next().filter(|_| !possessed).unwrap_or_default().to_lowercase();
    // "From Monday until Friday": a stretch is where its verb is.
    let opens_range = || {
        let gap = words(after).next().unwrap_or_default().to_lowercase();
        context.lexicons.value("time_range_gap", &gap) == Some("from")
    };
    let in_range = if preposition == "from" { opens_range() } else { back.nth(1) == Some("from") };
    let preposition = if in_range { String::new() } else { preposition };
    let tense = before_phrase(context, before).or_else(|| after_phrase(context, after));
    let way = context.lexicons.value("time_points_ahead", &preposition).unwrap_or_default();
    Some(match (tense, way) {
        (Some(Tense::Future), _)
        | (Some(Tense::Perfect) | None, "until" | "for" | "by")
        | (Some(Tense::Past), "for") => Direction::Ahead,
        (Some(Tense::Scheduled), _) => Direction::Timetable,
        (Some(Tense::Past), "until" | "from") | (Some(Tense::Perfect), "from") => Direction::Either,
        (Some(Tense::Past | Tense::Perfect), _) => Direction::Back,
        (None, _) => return None,
    })
}

fn before_phrase(context: &Context<'_>, before: &str) -> Option<Tense> {
    let mut back = words(before).rev().take(REACH + 2).peekable();
    let mut next = None;
    for _ in 0..=REACH {
        let word = back.next()?;
        if let Some(found) = cue(context, word, back.peek().copied(), next) {
            return Some(found);
        }
        next = Some(word);
    }
    None
}

fn after_phrase(context: &Context<'_>, after: &str) -> Option<Tense> {
    let mut ahead = words(after).take(REACH + 1).peekable();
    let mut previous = None;
    for _ in 0..REACH {
        let word = ahead.next()?;
        if let Some(found) = cue(context, word, previous, ahead.peek().copied()) {
            return Some(found);
        }
        previous = Some(word);
    }
    None
}

/// What `word` says, after the word `previous` and before the word `next`.
fn cue(context: &Context<'_>, word: &str, previous: Option<&str>, next: Option<&str>) -> Option<Tense> {
    let lexicons = context.lexicons;
    // A name is no cue ("Will Smith", "May").
    if word.starts_with(char::is_uppercase) {
        return None;
    }
    let after = |class: &str| previous.is_some_and(|word| lexicons.has(class, &word.to_lowercase()));
    if previous == Some("to") && lexicons.has("time_plan_verbs", word) || word == "to" && after("time_present_of_be") {
        return Some(Tense::Future);
    }
    if lexicons.has("time_future_cues", word) {
        return Some(Tense::Future);
    }
    if lexicons.has("time_perfect_cues", word) {
        // "Have to leave by Friday" is still to come.
        return Some(if next == Some("to") { Tense::Future } else { Tense::Perfect });
    }
    if lexicons.has("time_scheduled_verbs", word) && !after("time_before_noun") && !after("time_future_cues") {
        return Some(Tense::Scheduled);
    }
    // "To be held", "stay closed", "the injured": such a participle says nothing, what stands before it does.
    if after("time_before_participle") {
        return None;
    }
    let past = lexicons.has("time_past_cues", word)
        || (word.len() > 4
            && word.ends_with("ed")
            && !lexicons.has("time_not_past", word)
            && !after("time_before_noun"));
    past.then(|| if after("time_perfect_cues") { Tense::Perfect } else { Tense::Past })
}

fn words(text: &str) -> impl DoubleEndedIterator<Item = &str> {
    text.split(|c: char| !c.is_alphanumeric() && !matches!(c, '\'' | '-')).filter(|w| !w.is_empty())
}
