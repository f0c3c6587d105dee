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
            let class = |noun: &str| {
                let kind = lexicons.classes_of(noun).find_map(|c| c.strip_prefix(PREFIX));
                kind.map(str::to_owned)
            };
            let noun = head.lemma.to_lowercase();
            // A service is many things, a memorial service is one.
            let before = chunk.head.checked_sub(1).filter(|t| chunk.tokens.contains(t)).map(|t| &doc.tokens[t].lemma);
            let compound = before.map(|word| format!("{} {noun}", word.to_lowercase()));
            let lemma = compound.filter(|words| class(words).is_some()).unwrap_or(noun);
            let class = class(&lemma)?;
            let value = Value::Event(EventValue { lemma: lemma.clone(), class });
            Some(mention(doc, chunk.sentence, chunk.head..chunk.head + 1, value, "en/lexicons/events"))
        })
        .collect()
}
