//! Words for kinds that exclude each other, by the tables whose name begins with `kind_of_` in the word lists.

use crate::{
    mentions::{Mention, Value, find::mention},
    rules::Lexicons,
    text::Document,
};

/// The most words of a row ("rocket propelled grenade").
const LONGEST: usize = 4;

/// Finds the words of all tables; of two rows of one table that begin at one token the longer.
pub(super) fn find_kinds(doc: &Document, lexicons: &Lexicons) -> Vec<Mention> {
    let mut out = Vec::new();
    for (sentence, of_sentence) in doc.sentences.iter().enumerate() {
        for start in of_sentence.tokens.clone() {
            let (lemma, word) = (doc.tokens[start].lemma.to_lowercase(), &doc.tokens[start].lower);
            let rows = lexicons.kinds_beginning(&lemma).chain(lexicons.kinds_beginning(word));
            let mut found: Vec<(&str, usize, &str)> = Vec::new();
            for (group, phrase) in rows {
                let length = phrase.split(' ').count();
                let end = start + length;
                let fits = length <= LONGEST && end <= of_sentence.tokens.end && is_phrase(doc, start, phrase);
                let longer = |(g, l, _): &(&str, usize, &str)| *g == group && *l >= length;
                if fits && !found.iter().any(longer) {
                    found.retain(|(g, _, _)| *g != group);
                    found.push((group, length, phrase));
                }
            }
            for (group, length, phrase) in found {
                if let Some(kind) = lexicons.kind(group, phrase) {
                    let tokens = start..start + length;
                    out.push(mention(doc, sentence, tokens, Value::Kind(kind), "en/lexicons/kinds"));
                }
            }
        }
    }
    out
}

/// Whether the words of `phrase` stand from token `start` on, as written or as lemmas.
fn is_phrase(doc: &Document, start: usize, phrase: &str) -> bool {
    phrase.split(' ').enumerate().all(|(at, word)| {
        doc.tokens.get(start + at).is_some_and(|t| *word == *t.lower || t.lemma.eq_ignore_ascii_case(word))
    })
}
