//! Who asks says nothing of what happened: "How many kids will you kill today?".

use crate::{
    frames::{Frame, Modality},
    text::{Document, Form, Pos, Sentence, Token},
};

/// Words behind a question word among which its verb is turned round ("how many kids will you").
const REACH: usize = 7;

/// Marks the frames of `sentence` that stand in a question as only supposed.
pub(super) fn suppose(doc: &Document, sentence: &Sentence, frames: &mut [Frame]) {
    let tokens = &doc.tokens[sentence.tokens.clone()];
    let mut start = 0;
    for (at, token) in tokens.iter().enumerate() {
        let word = token.span.of(&doc.text);
        if word == "?" {
            mark(frames, sentence.tokens.start + start..sentence.tokens.start + at);
        }
        if opens(word) || ends(word) {
            start = at + 1;
        } else if at == start && token.form == Form::Wh && is_turned(&tokens[at..], doc) {
            let end = tokens[at..].iter().position(|t| ends(t.span.of(&doc.text)) || closes(t.span.of(&doc.text)));
            let end = end.map_or(tokens.len(), |by| at + by);
            mark(frames, sentence.tokens.start + at..sentence.tokens.start + end);
        }
    }
}

fn mark(frames: &mut [Frame], within: std::ops::Range<usize>) {
    for frame in frames.iter_mut().filter(|f| within.contains(&f.predicate.token)) {
        frame.modality = Modality::Hypothetical;
    }
}

/// "Will you", "did he": the verb before its pronoun.
fn is_turned(tokens: &[Token], doc: &Document) -> bool {
    let clause = tokens.iter().take(REACH).take_while(|t| !matches!(t.span.of(&doc.text), "," | ";"));
    let tags: Vec<Pos> = clause.map(|t| t.pos).collect();
    let verb = tags.iter().position(|pos| matches!(pos, Pos::Aux | Pos::Verb));
    verb.is_some_and(|verb| tags[verb] == Pos::Aux && tags.get(verb + 1) == Some(&Pos::Pron))
}

fn opens(word: &str) -> bool {
    matches!(word, "“" | "\"" | "‘" | ":")
}

fn closes(word: &str) -> bool {
    matches!(word, "”" | "\"" | "’")
}

fn ends(word: &str) -> bool {
    matches!(word, "?" | "!" | ".")
}
