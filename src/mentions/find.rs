//! All mentions of one document, in order of their tokens.

use std::sync::Arc;

use crate::{
    mentions::{
        Mention, Value, ages, delegations, events, gazetteer::Gazetteer, kinds, local_time, names, places, quantities,
        roles, times,
    },
    rules::Rules,
    text::Document,
    values::time::Anchor,
};

/// Finds times, places, names, quantities and event nouns. `anchors` holds one anchor a post. A token belongs to one mention of a
/// kind; a quantity's noun may be an event noun, a demonym may stand inside a quantity.
pub fn find_mentions(doc: &Document, anchors: &[Anchor], rules: &Rules) -> Vec<Mention> {
    let gazetteer = Gazetteer::embedded();
    let spans: Vec<_> = doc.sentences.iter().map(|s| s.span).collect();
    let anchor_of = |sentence: usize| anchors.get(doc.post_of(sentence)).copied().unwrap_or_default();
    let mut out: Vec<Mention> = times::find_times(&doc.text, &spans, &anchor_of, &rules.times, &rules.lexicons)
        .into_iter()
        .filter_map(|found| with_tokens(doc, found))
        .collect();
    let mut taken = vec![false; doc.tokens.len()];
    take(&mut taken, &out);
    let mut found = places::find_places(doc, gazetteer, &rules.lexicons, &taken);
    local_time::settle(&mut out, &found, doc, gazetteer);
    take(&mut taken, &found);
    let names = names::find_names(doc, &taken, &rules.lexicons);
    // "The Bank of England" is nowhere.
    found.retain(|place| !names::is_of_a_body(&names, place));
    let surnames = names::surnames_among(&mut found, &names, doc);
    out.extend(found);
    let names = in_order(names, surnames);
    out.extend(ages::find_ages(doc, &names, &rules.lexicons));
    out.extend(roles::find_roles(doc, &names, &taken, &rules.lexicons));
    out.extend(names);
    out.extend(delegations::find_parts(doc, &who_and_where(&out), &rules.lexicons));
    let mut timed = vec![false; doc.tokens.len()];
    take(&mut timed, out.iter().filter(|m| matches!(m.value, Value::Time(_) | Value::Age(_))));
    let mut named = vec![false; doc.tokens.len()];
    take(&mut named, out.iter().filter(|m| matches!(m.value, Value::Name(_) | Value::Place(_))));
    out.extend(quantities::find_quantities(doc, quantities::Taken { timed: &timed, named: &named }, &rules.lexicons));
    // "March" is a month before it is a procession.
    out.extend(events::find_events(doc, &rules.lexicons).into_iter().filter(|m| !timed[m.tokens.start]));
    // The White House has no colour, and the Lord's Army is no army.
    out.extend(
        kinds::find_kinds(doc, &rules.lexicons).into_iter().filter(|m| !named[m.tokens.clone()].contains(&true)),
    );
    out.sort_by(|a, b| {
        (a.tokens.start, a.tokens.end, kind_order(a)).cmp(&(b.tokens.start, b.tokens.end, kind_order(b)))
    });
    out
}

/// The names, places and roles among `found`, in order of their tokens.
fn who_and_where(found: &[Mention]) -> Vec<Mention> {
    let told = |m: &&Mention| matches!(m.value, Value::Name(_) | Value::Place(_) | Value::Role(_));
    let mut out: Vec<Mention> = found.iter().filter(told).cloned().collect();
    out.sort_by_key(|m| (m.tokens.start, m.tokens.end));
    out
}

fn in_order(mut names: Vec<Mention>, more: Vec<Mention>) -> Vec<Mention> {
    names.extend(more);
    names.sort_by_key(|m| m.tokens.start);
    names
}

fn take<'m>(taken: &mut [bool], mentions: impl IntoIterator<Item = &'m Mention>) {
    for mention in mentions {
        taken[mention.tokens.clone()].fill(true);
    }
}

fn kind_order(mention: &Mention) -> u8 {
    match mention.value {
        Value::Time(_) => 0,
        Value::Place(_) => 1,
        Value::Name(_) => 2,
        Value::Quantity(_) => 3,
        Value::Event(_) => 4,
        Value::Age(_) => 5,
        Value::Role(_) => 6,
        Value::Part(_) => 7,
        Value::Kind(_) => 8,
        Value::Designation(_) => 9,
    }
}

/// A time found in the text, tied to the tokens it covers; `None` when it covers none whole.
fn with_tokens(doc: &Document, found: times::FoundTime) -> Option<Mention> {
    let sentence = doc.sentences.get(found.sentence)?;
    let tokens = &doc.tokens[sentence.tokens.clone()];
    let start = sentence.tokens.start + tokens.partition_point(|t| t.span.end <= found.span.start);
    let end = sentence.tokens.start + tokens.partition_point(|t| t.span.start < found.span.end);
    (start < end).then_some(Mention {
        span: found.span,
        tokens: start..end,
        sentence: found.sentence,
        value: Value::Time(found.value),
        found_by: found.found_by,
    })
}

/// A mention found by the word list `list` over `tokens` of `sentence`.
pub(super) fn mention(
    doc: &Document,
    sentence: usize,
    tokens: std::ops::Range<usize>,
    value: Value,
    list: &str,
) -> Mention {
    Mention { span: doc.span_of(&tokens), tokens, sentence, value, found_by: Arc::from(list) }
}
