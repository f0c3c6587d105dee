//! Words before a name that are no part of it: "Greedy Marcus Pell", "Passer-by Runa Falk", "Farewell Nora". They open a sentence or a
//! headline, which is why they have a capital.

use std::ops::Range;

use crate::{
    rules::Lexicons,
    text::{Document, Pos, neural::Words, tagger::Tagger},
};

/// Where the name in the run of capital words `run` begins.
pub(super) fn past(doc: &Document, run: Range<usize>, within: &Range<usize>, lexicons: &Lexicons) -> usize {
    if let Some(name) = past_field(doc, &run, within, lexicons) {
        return name;
    }
    let opens = run.start == within.start || !doc.word(run.start - 1).starts_with(char::is_alphanumeric);
    let (first, second) = (run.start, run.start + 1);
    if !opens || run.len() < 2 {
        return first;
    }
    let lower = |t: usize| &*doc.tokens[t].lower;
    let given = |t: usize| lexicons.has("given_name", lower(t)) || lexicons.has("given_name_too", lower(t));
    let of_a_body = |t: usize| lexicons.has("organisation_word", lower(t)) || lexicons.has("name_tail", lower(t));
    if given(first) || run.clone().any(of_a_body) {
        return first;
    }
    let title = lexicons.has("person_title", lower(first).trim_end_matches('.'));
    let says = |class: &str| lexicons.has(class, lower(first));
    let known = ["word_before_a_name", "person_noun", "kin_noun", "role_noun"].iter().any(|class| says(class));
    // A title may stand before a surname alone, and is read with the name.
    if !title && known && (run.len() >= 3 || given(second)) {
        return second;
    }
    if given(second) && is_ordinary(lower(first)) { second } else { first }
}

/// "Secretary of State Peter Holm": where the words end that say which office it is.
fn past_field(doc: &Document, run: &Range<usize>, within: &Range<usize>, lexicons: &Lexicons) -> Option<usize> {
    let lower = |t: usize| &*doc.tokens[t].lower;
    let of = run.start.checked_sub(1).filter(|t| *t > within.start && lower(*t) == "of")?;
    let office = lexicons.has("person_title", lower(of - 1)) || lexicons.has("office_noun", lower(of - 1));
    let field = |t: &usize| lexicons.has("word_of_an_office", lower(*t)) || lexicons.has("portfolio", lower(*t));
    let last = run.clone().take_while(field).last().filter(|_| office)?;
    (last + 1 < run.end).then_some(last + 1)
}

/// Whether a word is one of the language that is no name: known in small letters, and tagged as one that describes, does or greets.
fn is_ordinary(lower: &str) -> bool {
    let describes =
        |word: &str| matches!(Tagger::embedded().tag(&[word])[0].0, Pos::Adj | Pos::Verb | Pos::Adv | Pos::Intj);
    Words::embedded().knows(lower) && describes(lower)
}
