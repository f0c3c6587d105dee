//! Dates, clock times and lengths of time in running text, with calendar values counted from the report.

mod bounds;
mod examples;
mod join;
mod memory;
mod normalise;
mod offsets;
mod ranges;
mod settle;
mod tense;
mod zones;

use std::{cell::Cell, sync::Arc};

use regex::Captures;

use crate::{
    rules::{
        Lexicons, TimeRules,
        time_rules::{Form, Pattern},
    },
    text::Span,
    values::time::{Anchor, TimeValue},
};

use memory::Memory;

pub use examples::check_examples;

/// Bytes before a match that `preceded_by` can see.
const LOOK_BACK: usize = 48;

/// A time phrase with its value; its tokens are joined by the caller.
#[derive(Debug, Clone, PartialEq)]
pub struct FoundTime {
    /// Where it stands.
    pub span: Span,
    /// Index of its sentence.
    pub sentence: usize,
    /// What it means.
    pub value: TimeValue,
    /// Id of the rule that found it.
    pub found_by: Arc<str>,
}

/// What a pattern made of its words, before neighbours are joined. Offsets are those of the sentence.
#[derive(Debug, Clone)]
struct Draft {
    start: usize,
    end: usize,
    value: TimeValue,
    /// A clock time of which the words do not tell the half of the day.
    half_unknown: bool,
    /// For "today" and the like, days from the day of speaking.
    shift: Option<i64>,
    rule: Arc<str>,
}

/// One sentence and what its words are counted from.
struct Context<'t> {
    sentence: &'t str,
    anchor: Anchor,
    rules: &'t TimeRules,
    lexicons: &'t Lexicons,
    memory: Cell<Memory>,
}

/// Finds the time phrases of `text` sentence by sentence; `anchor_of` tells when a sentence was reported.
pub fn find_times(
    text: &str,
    sentences: &[Span],
    anchor_of: &dyn Fn(usize) -> Anchor,
    rules: &TimeRules,
    lexicons: &Lexicons,
) -> Vec<FoundTime> {
    let mut out = Vec::new();
    let mut memory = Memory::default();
    let (mut last_end, mut last_anchor) = (0, None);
    for (index, span) in sentences.iter().enumerate() {
        let sentence = span.of(text);
        let anchor = anchor_of(index);
        memory = memory.at_next_sentence(text.get(last_end..span.start).unwrap_or("\n"));
        if last_anchor != Some(anchor) {
            memory = Memory::default();
        }
        (last_end, last_anchor) = (span.end, Some(anchor));
        if rules.openings().next(sentence, 0).is_none() {
            continue;
        }
        let context = Context { sentence, anchor, rules, lexicons, memory: Cell::new(memory) };
        let drafts = join::join(offsets::count(bounds::bind(drafts(&context), &context), &context), &context);
        let drafts = ranges::link(settle::settle(drafts, &context), &context);
        memory = context.memory.get();
        out.extend(drafts.into_iter().map(|draft| FoundTime {
            span: Span::new(span.start + draft.start, span.start + draft.end),
            sentence: index,
            value: draft.value,
            found_by: draft.rule,
        }));
    }
    out
}

/// Every match of a pattern, from left to right, the longest first at each place.
fn drafts(context: &Context<'_>) -> Vec<Draft> {
    let mut out = Vec::new();
    let mut at = 0;
    while let Some((start, candidates)) = context.rules.openings().next(context.sentence, at) {
        let tail = &context.sentence[start..];
        let mut found: Vec<(usize, &Pattern, Captures<'_>)> = candidates
            .into_iter()
            .filter_map(|i| context.rules.patterns.get(i as usize))
            .filter_map(|p| p.regex.captures(tail).map(|c| (c.get_match().len(), p, c)))
            .collect();
        // Stable: the earlier pattern stays in front of its equals.
        found.sort_by_key(|(len, ..)| std::cmp::Reverse(*len));
        let draft = found.iter().find_map(|(len, pattern, groups)| draft(context, start, *len, pattern, groups));
        at = match draft {
            Some(draft) => {
                let end = draft.end;
                let with_year = found.iter().any(|(.., groups)| groups.name("year").is_some());
                let spoken = settle::is_spoken(&draft, context);
                context.memory.set(context.memory.get().after(&draft.value, with_year, spoken));
                out.push(draft);
                end
            }
            None => next_word(context.sentence, start),
        };
    }
    out
}

fn draft(context: &Context<'_>, start: usize, len: usize, pattern: &Pattern, groups: &Captures<'_>) -> Option<Draft> {
    let words = &context.sentence[start..start + len];
    // "(3:37 a.m. EDT)": the bracket belongs to the sentence.
    let unopened = words.ends_with(')') && !words.contains('(');
    let end = start + len - usize::from(unopened);
    if len == 0 || !stands_alone(context.sentence, start, end) || !sides_fit(context.sentence, start, end, pattern) {
        return None;
    }
    if pattern.form.is_common_word() && in_a_title(context.sentence, start) {
        return None;
    }
    let (value, half_unknown) = normalise::value(pattern.form, groups, context, start, end)?;
    let shift = if pattern.form == Form::RelativeDay { normalise::shift(groups, context) } else { None };
    Some(Draft { start, end, value, half_unknown, shift, rule: pattern.rule.clone() })
}

/// Whether the match is no piece of a longer word or number: "1,000", "B-2003", "£30 minutes", "Mayé".
fn stands_alone(sentence: &str, start: usize, end: usize) -> bool {
    let (before, rest) = sentence.split_at(start);
    let (inside, after) = rest.split_at(end - start);
    let digit = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
    let mut back = before.chars().rev();
    let mut ahead = after.chars();
    let (last, last_but_one) = (back.next(), back.next());
    let (next, next_but_one) = (ahead.next(), ahead.next());
    if last.is_some_and(char::is_alphanumeric) || next.is_some_and(char::is_alphanumeric) && !inside.ends_with('.') {
        return false;
    }
    if digit(inside.chars().next()) {
        let glued = match last {
            Some('$' | '£' | '€' | '¥' | '#' | '+' | '_' | '@') => true,
            Some('.' | ',' | ':' | '/') => digit(last_but_one),
            // "9am-5pm" is a range, "B-2003" a name.
            Some('-') => {
                last_but_one.is_some_and(char::is_alphanumeric) && !digit(last_but_one) && !ends_a_clock(before)
            }
            _ => false,
        };
        if glued {
            return false;
        }
    }
    if digit(inside.chars().next_back()) {
        return match next {
            Some('%' | '°' | '_' | '@') => false,
            Some('.' | ',' | ':' | '/') => !digit(next_but_one),
            _ => true,
        };
    }
    true
}

/// Whether the text up to a hyphen ends in "am" or "pm" after a figure.
fn ends_a_clock(before: &str) -> bool {
    let bare = before.strip_suffix('-').and_then(|b| b.strip_suffix("am").or_else(|| b.strip_suffix("pm")));
    bare.is_some_and(|b| b.trim_end().ends_with(|c: char| c.is_ascii_digit()))
}

/// Whether a word with a capital follows another one ("Sci-Tech Today", "China Daily").
fn in_a_title(sentence: &str, start: usize) -> bool {
    let (before, rest) = sentence.split_at(start);
    let previous = before.strip_suffix(' ').and_then(|b| b.rsplit(' ').next());
    rest.starts_with(char::is_uppercase) && previous.is_some_and(|word| word.starts_with(char::is_uppercase))
}

fn sides_fit(sentence: &str, start: usize, end: usize, pattern: &Pattern) -> bool {
    let from = (start.saturating_sub(LOOK_BACK)..=start).find(|&i| sentence.is_char_boundary(i)).unwrap_or(start);
    let (before, after) = (&sentence[from..start], &sentence[end..]);
    pattern.before.iter().all(|side| side.regex.is_match(before) == side.wanted)
        && pattern.after.iter().all(|side| side.regex.is_match(after) == side.wanted)
}

/// Where the next word after the one at `at` can begin.
fn next_word(sentence: &str, at: usize) -> usize {
    let rest = &sentence[at..];
    let word = rest.find(|c: char| !c.is_alphanumeric()).unwrap_or(rest.len());
    let step = if word > 0 { word } else { rest.chars().next().map_or(1, char::len_utf8) };
    at + step
}

#[cfg(test)]
mod tests;
