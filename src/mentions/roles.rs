//! Offices and trades of people: a noun for a role beside a name ("foreign minister Irina Rusu", "Irina Rusu, the foreign minister").

use std::ops::Range;

use crate::{
    mentions::{Mention, NameKind, RoleValue, Value, find::mention},
    rules::Lexicons,
    text::{Document, Form, Pos},
};

/// How far behind a name's comma its role may end, in tokens.
const REACH: usize = 7;

/// Finds the roles beside the persons among `names`; `placed` marks the tokens of places and peoples.
pub(super) fn find_roles(doc: &Document, names: &[Mention], placed: &[bool], lexicons: &Lexicons) -> Vec<Mention> {
    let people = names.iter().filter(|m| matches!(&m.value, Value::Name(n) if n.kind == NameKind::Person));
    people
        .filter_map(|name| {
            let head = before(doc, name, lexicons).or_else(|| behind(doc, name, lexicons))?;
            let first = first_word(doc, head, doc.sentences[name.sentence].tokens.start, placed);
            let which = (first..head).filter(|t| doc.tokens[*t].pos != Pos::Punct);
            let which: Vec<String> = which.map(|t| doc.tokens[t].lemma.to_lowercase()).collect();
            let noun = doc.tokens[head].lemma.to_lowercase();
            let value = Value::Role(RoleValue { noun, which, name: name.span });
            Some(mention(doc, name.sentence, first..head + 1, value, "en/lexicons/names"))
        })
        .collect()
}

/// "foreign minister NAME"; nothing but a comma-less name follows the noun.
fn before(doc: &Document, name: &Mention, lexicons: &Lexicons) -> Option<usize> {
    let last = name.tokens.start.checked_sub(1)?;
    let inside = last >= doc.sentences[name.sentence].tokens.start;
    (inside && is_role(doc, last, lexicons)).then_some(last)
}

/// "NAME, the foreign minister": the first role noun behind the comma, before any verb or further comma. A role that belongs to
/// someone else ("the minister's aide", "aide to the minister") stops the search at its genitive or preposition.
fn behind(doc: &Document, name: &Mention, lexicons: &Lexicons) -> Option<usize> {
    let sentence: &Range<usize> = &doc.sentences[name.sentence].tokens;
    let comma = name.tokens.end;
    if comma >= sentence.end || &*doc.tokens[comma].lower != "," {
        return None;
    }
    let first = comma + 1;
    let part = |t: &usize| {
        let token = &doc.tokens[*t];
        matches!(token.pos, Pos::Det | Pos::Adj | Pos::Noun | Pos::Propn | Pos::Num) || token.form == Form::Possessive
    };
    let words: Vec<usize> = (first..sentence.end.min(first + REACH)).take_while(part).collect();
    let last = *words.last()?;
    // "an aide to the minister", "the minister's aide": whose aide it is would be needed to compare it.
    let belongs =
        |t: usize| t < sentence.end && (doc.tokens[t].form == Form::Possessive || &*doc.tokens[t].lower == "to");
    (is_role(doc, last, lexicons) && !belongs(last + 1)).then_some(last)
}

fn is_role(doc: &Document, token: usize, lexicons: &Lexicons) -> bool {
    let lemma = doc.tokens[token].lemma.to_lowercase();
    doc.tokens[token].form != Form::Plural && lexicons.has("role_noun", &lemma)
}

/// The first of the describing words before the role's noun.
fn first_word(doc: &Document, head: usize, start: usize, placed: &[bool]) -> usize {
    let mut first = head;
    while first > start {
        let token = &doc.tokens[first - 1];
        let describes = matches!(token.pos, Pos::Adj | Pos::Noun | Pos::Propn) || &*token.lower == "-";
        if !describes || placed[first - 1] {
            break;
        }
        first -= 1;
    }
    first
}
