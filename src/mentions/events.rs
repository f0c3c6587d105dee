//! Event nouns: nouns of a class whose name begins with `event_` in the word lists.

use crate::{
    mentions::{EventValue, Mention, Value, find::mention},
    rules::Lexicons,
    text::{Document, Pos},
};

/// The prefix of the classes of event nouns.
const PREFIX: &str = "event_";

/// Finds event nouns that head their noun chunk.
pub(super) fn find_events(doc: &Document, lexicons: &Lexicons) -> Vec<Mention> {
    doc.chunks
        .iter()
        .filter_map(|chunk| {
            let head = &doc.tokens[chunk.head];
            if !matches!(head.pos, Pos::Noun | Pos::Propn) {
                return None;
            }
            let lemma = head.lemma.to_lowercase();
            let class = lexicons.classes_of(&lemma).find_map(|c| c.strip_prefix(PREFIX))?;
            let value = Value::Event(EventValue { lemma: lemma.clone(), class: class.to_owned() });
            Some(mention(doc, chunk.sentence, chunk.head..chunk.head + 1, value, "en/lexicons/events"))
        })
        .collect()
}
