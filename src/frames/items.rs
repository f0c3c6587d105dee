//! A sentence as a row of items (noun chunks, verb groups, prepositions, times): what the chunk grammar of frames reads.

use std::{collections::BTreeMap, ops::Range};

use crate::{
    mentions::{Mention, Value},
    rules::Lexicons,
    text::{Document, Form, Pos, Sentence},
};

/// One item of a sentence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Item {
    pub kind: ItemKind,
    /// Its tokens.
    pub tokens: Range<usize>,
    /// Its head token (of a chunk or a verb group).
    pub head: usize,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum ItemKind {
    Chunk,
    Time,
    Verb,
    Preposition,
    /// "and", "or".
    Conjunction,
    Comma,
    /// "who", "which", "that" after a noun.
    Relative,
    /// "after", "because", "if", a dash, a colon, a quotation mark: nothing is attached across it.
    Barrier,
    /// The clitic of a genitive.
    Genitive,
}

/// Cuts a sentence into items, in order. `mentions` are those of this sentence.
pub(super) fn items(doc: &Document, sentence: &Sentence, mentions: &[&Mention], lexicons: &Lexicons) -> Vec<Item> {
    let mut out = Vec::new();
    let mut at = sentence.tokens.start;
    let first_chunk = doc.chunks.partition_point(|c| c.tokens.start < at);
    let mut chunks = doc.chunks[first_chunk..].iter().peekable();
    let hedges = hedges(doc, sentence, mentions, lexicons);
    let times: BTreeMap<usize, &Mention> =
        mentions.iter().filter(|m| matches!(m.value, Value::Time(_))).map(|m| (m.tokens.start, *m)).collect();
    while at < sentence.tokens.end {
        if let Some(hedge) = hedges[..hedges.partition_point(|h| h.start <= at)].last().filter(|h| h.contains(&at)) {
            at = hedge.end;
            continue;
        }
        while chunks.peek().is_some_and(|c| c.tokens.end <= at) {
            chunks.next();
        }
        if let Some(time) = times.get(&at) {
            out.push(Item { kind: ItemKind::Time, tokens: time.tokens.clone(), head: time.tokens.start });
            at = time.tokens.end.max(at + 1);
            continue;
        }
        let relative = |c: &&&crate::text::Chunk| doc.tokens[c.head].form == Form::Wh;
        if let Some(chunk) = chunks.peek().filter(|c| c.tokens.contains(&at) && !relative(c)) {
            // A time inside a chunk ("Friday's" aside, "the Thursday meeting") stays in the chunk.
            // What a time or a hedge took of the chunk's beginning is not taken twice.
            out.push(Item { kind: ItemKind::Chunk, tokens: at..chunk.tokens.end, head: chunk.head.max(at) });
            at = chunk.tokens.end.max(at + 1);
            continue;
        }
        let (kind, end) = match verb_group(doc, at, sentence.tokens.end, lexicons) {
            Some(end) => (Some(ItemKind::Verb), end),
            None => (single(doc, at, &out, lexicons), at + 1),
        };
        if let Some(kind) = kind {
            let head = if kind == ItemKind::Verb { verb_head(doc, &(at..end)) } else { at };
            out.push(Item { kind, tokens: at..end, head });
        }
        at = end;
    }
    out
}

/// End of the verb group that starts at `at`: auxiliaries, "not", adverbs, and the verb; one "to" may open it.
fn verb_group(doc: &Document, at: usize, end: usize, lexicons: &Lexicons) -> Option<usize> {
    let mut last = None;
    let mut next = at;
    while next < end {
        let token = &doc.tokens[next];
        let word = &*token.lower;
        let part = match token.pos {
            Pos::Verb => true,
            Pos::Aux => true,
            Pos::Part => token.form != Form::Possessive,
            Pos::Adv => next > at || next + 1 < end && matches!(doc.tokens[next + 1].pos, Pos::Verb | Pos::Aux),
            _ => false,
        };
        let late_to = token.form == Form::To && doc.tokens[at..next].iter().any(|t| t.pos != Pos::Part);
        if !part || late_to || lexicons.has("not_an_adverb_of_verbs", word) {
            break;
        }
        next += 1;
        match token.pos {
            Pos::Verb => return Some(next),
            Pos::Aux => last = Some(next),
            _ => {}
        }
    }
    last
}

/// The tokens of hedges before numbers: the "at" of "at least three villagers" and the "than" of "more than two million" are no
/// prepositions.
fn hedges(doc: &Document, sentence: &Sentence, mentions: &[&Mention], lexicons: &Lexicons) -> Vec<Range<usize>> {
    let numbers = mentions.iter().filter(|m| matches!(m.value, Value::Quantity(_))).map(|m| m.tokens.start);
    let hedge = |number: usize| {
        (sentence.tokens.start.max(number.saturating_sub(LONGEST_HEDGE))..number).find(|first| {
            let phrase: Vec<&str> = doc.tokens[*first..number].iter().map(|t| &*t.lower).collect();
            let phrase = phrase.join(" ");
            ["hedge_at_least", "hedge_at_most", "hedge_about"].iter().any(|class| lexicons.has(class, &phrase))
        })
    };
    numbers.filter_map(|number| hedge(number).map(|first| first..number)).collect()
}

/// Words of the longest hedge ("in excess of").
const LONGEST_HEDGE: usize = 3;

fn verb_head(doc: &Document, tokens: &Range<usize>) -> usize {
    tokens.clone().rev().find(|&t| matches!(doc.tokens[t].pos, Pos::Verb | Pos::Aux)).unwrap_or(tokens.start)
}

fn single(doc: &Document, at: usize, before: &[Item], lexicons: &Lexicons) -> Option<ItemKind> {
    let token = &doc.tokens[at];
    let word = &*token.lower;
    match token.pos {
        Pos::Adp => Some(ItemKind::Preposition),
        Pos::Cconj if lexicons.has("joining_conjunction", word) => Some(ItemKind::Conjunction),
        Pos::Cconj | Pos::Sconj => relative(word, before, lexicons).or(Some(ItemKind::Barrier)),
        Pos::Punct if word == "," => Some(ItemKind::Comma),
        Pos::Punct if matches!(word, "." | "-") => None,
        Pos::Punct => Some(ItemKind::Barrier),
        Pos::Part if token.form == Form::Possessive => Some(ItemKind::Genitive),
        Pos::Pron | Pos::Det if token.form == Form::Wh => relative(word, before, lexicons).or(Some(ItemKind::Barrier)),
        Pos::Adv if token.form == Form::Wh => Some(ItemKind::Barrier),
        _ => None,
    }
}

fn relative(word: &str, before: &[Item], lexicons: &Lexicons) -> Option<ItemKind> {
    let after_noun = before.iter().rev().find(|i| i.kind != ItemKind::Comma).is_some_and(|i| i.kind == ItemKind::Chunk);
    (after_noun && lexicons.has("relative_pronoun", word)).then_some(ItemKind::Relative)
}
