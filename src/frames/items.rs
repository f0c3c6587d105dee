//! A sentence as a row of items (noun chunks, verb groups, prepositions, times): what the chunk grammar of frames reads.

use std::ops::Range;

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
    while at < sentence.tokens.end {
        while chunks.peek().is_some_and(|c| c.tokens.start < at) {
            chunks.next();
        }
        if let Some(time) = mentions.iter().find(|m| m.tokens.start == at && matches!(m.value, Value::Time(_))) {
            out.push(Item { kind: ItemKind::Time, tokens: time.tokens.clone(), head: time.tokens.start });
            at = time.tokens.end.max(at + 1);
            continue;
        }
        let relative = |c: &&&crate::text::Chunk| doc.tokens[c.head].form == Form::Wh;
        if let Some(chunk) = chunks.peek().filter(|c| c.tokens.start == at && !relative(c)) {
            // A time inside a chunk ("Friday's" aside, "the Thursday meeting") stays in the chunk.
            out.push(Item { kind: ItemKind::Chunk, tokens: chunk.tokens.clone(), head: chunk.head });
            at = chunk.tokens.end.max(at + 1);
            continue;
        }
        let (kind, end) = match verb_group(doc, at, sentence.tokens.end, lexicons) {
            Some(end) => (Some(ItemKind::Verb), end),
            None if hedges_number(doc, at, mentions, lexicons) => (None, at + 1),
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

/// Whether token `at` begins the hedge of a number: the "at" of "at least three villagers" is no preposition.
fn hedges_number(doc: &Document, at: usize, mentions: &[&Mention], lexicons: &Lexicons) -> bool {
    let number = mentions.iter().find(|m| matches!(m.value, Value::Quantity(_)) && m.tokens.start > at);
    let Some(number) = number.filter(|n| n.tokens.start <= at + 3) else { return false };
    let phrase: Vec<&str> = doc.tokens[at..number.tokens.start].iter().map(|t| &*t.lower).collect();
    let phrase = phrase.join(" ");
    ["hedge_at_least", "hedge_at_most", "hedge_about"].iter().any(|class| lexicons.has(class, &phrase))
}

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
