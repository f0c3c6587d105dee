//! What the words of a name themselves show of its kind: "Maria Callas Street", "HMS Runa", "Storm Runa".

use std::ops::Range;

use crate::{mentions::NameKind, rules::Lexicons, text::Document};

/// Whether words are the name of a body in spite of a title that opens them: "Justice Department", "Duke University".
pub(super) fn is_body(doc: &Document, tokens: Range<usize>, lexicons: &Lexicons) -> bool {
    let is = |at: usize, class: &str| lexicons.has(class, &doc.tokens[at].lower);
    let given = tokens.clone().skip(1).any(|t| is(t, "given_name"));
    tokens.len() >= 2 && !given && ["body_with_of", "name_tail"].iter().any(|class| is(tokens.end - 1, class))
}

/// The kind that the first or the last word of a name of two words and more shows, in a name that has more words than that.
pub(super) fn by_words(doc: &Document, tokens: Range<usize>, lexicons: &Lexicons) -> Option<NameKind> {
    if tokens.len() < 2 {
        return None;
    }
    let kind = |table: &str, at: usize| lexicons.value(table, &doc.tokens[at].lower).and_then(NameKind::called);
    let letters = |at: usize| {
        let shouted = doc.word(at).chars().all(char::is_uppercase);
        kind("kind_by_first_letters", at).filter(|_| shouted)
    };
    kind("kind_by_last_word", tokens.end - 1)
        .or_else(|| kind("kind_by_first_word", tokens.start))
        .or_else(|| letters(tokens.start))
}

/// "The ferry Runa Star": a ship, by the noun before its name. "The ferry Ema Rusu took" names its passenger.
pub(super) fn by_noun(doc: &Document, at: usize, start: usize, lexicons: &Lexicons) -> Option<NameKind> {
    let noun = at.checked_sub(1).filter(|t| *t >= start)?;
    let ship = lexicons.has("kind_of_ship", &doc.tokens[noun].lower) && doc.word(noun).starts_with(char::is_lowercase);
    (ship && !lexicons.has("given_name", &doc.tokens[at].lower)).then_some(NameKind::Ship)
}
