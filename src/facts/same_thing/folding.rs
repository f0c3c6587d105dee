//! Words folded to what they mean here, which of them carry meaning, and how much each weighs.

use crate::{
    rules::Lexicons,
    text::{Pos, Token},
};

/// Words that carry meaning.
pub(super) fn is_content(token: &Token, lexicons: &Lexicons) -> bool {
    matches!(token.pos, Pos::Noun | Pos::Verb | Pos::Adj | Pos::Propn | Pos::Adv)
        && token.lower.chars().count() > 2
        && !lexicons.has("empty_word", &token.lemma)
}

pub(super) fn is_counted(token: &Token) -> bool {
    matches!(token.pos, Pos::Noun | Pos::Propn | Pos::Adj)
}

pub(super) fn folded(lemma: &str, lexicons: &Lexicons) -> String {
    kind_of(lemma.to_lowercase(), lexicons)
}

/// One more for each time that a word in `held` of `all` sentences could be half again as rare, squared.
pub(super) fn rarity(held: usize, all: usize) -> u64 {
    let times = (all / held.max(2)).max(1) as u64;
    let steps = 1 + u64::from((times * times).ilog2());
    steps * steps
}

/// A word, or the kind of event that it names: a quake is an earthquake, and to abduct is to kidnap.
pub(super) fn kind_of(word: String, lexicons: &Lexicons) -> String {
    let noun = lexicons.value("nominal", &word).unwrap_or(&word);
    let event = lexicons.classes_of(noun).find(|class| class.starts_with("event_"));
    event.or(lexicons.value("synonym", noun)).map_or(word.clone(), |kind| format!("~{kind}"))
}
