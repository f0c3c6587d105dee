//! What the name finder makes of names that nothing else shows the kind of. It is a hint only: where a wrong one would be a false
//! alarm (a ship taken for a person), the kind stays unknown.

use crate::{
    mentions::{
        Gazetteer, Mention, NameKind, NameValue, Value,
        name_finder::{NameFinder, Named},
    },
    rules::Lexicons,
    text::{Document, Form, Pos},
};

/// Gives names of unknown kind the hint that the name finder has for exactly their words; `names` are in order of their sentences.
pub(super) fn hint(doc: &Document, names: &mut [Mention], lexicons: &Lexicons) {
    for names in names.chunk_by_mut(|a, b| a.sentence == b.sentence) {
        let Some(first) = names.iter_mut().find_map(|m| unknown(m).is_some().then_some(m.sentence)) else { continue };
        let sentence = &doc.sentences[first];
        let words: Vec<&str> = sentence.tokens.clone().map(|t| doc.word(t)).collect();
        let tags: Vec<(Pos, Form)> = doc.tokens[sentence.tokens.clone()].iter().map(|t| (t.pos, t.form)).collect();
        let found = NameFinder::embedded().find(&words, &tags, lexicons);
        for mention in names {
            let start = |at: usize| sentence.tokens.start + at;
            let tokens = mention.tokens.clone();
            let same = found.iter().find(|(range, _)| (start(range.start)..start(range.end)) == tokens);
            if let Some(name) = unknown(mention) {
                name.hint = same.map(|(_, named)| *named);
                name.kind = match name.hint {
                    Some(Named::Person) if is_full_name(name) && !has_a_place(name) => NameKind::Person,
                    Some(Named::Organisation) => NameKind::Organisation,
                    _ => NameKind::Unknown,
                };
            }
        }
    }
}

/// Whether a name has the form of a person's: two words or more, and none of them letters ("INS Orla", "OSIRIS-REx").
fn is_full_name(name: &NameValue) -> bool {
    let letters = |word: &String| word.chars().filter(|c| c.is_uppercase()).count() > 1 && !word.contains('.');
    name.words.len() >= 2 && !name.words.iter().any(letters)
}

/// "Molo Trieste": with the name of a place in it the name finder alone shows no person.
fn has_a_place(name: &NameValue) -> bool {
    name.words.iter().any(|word| !Gazetteer::embedded().lookup(word).is_empty())
}

fn unknown(mention: &mut Mention) -> Option<&mut NameValue> {
    match &mut mention.value {
        Value::Name(name) if name.kind == NameKind::Unknown => Some(name),
        _ => None,
    }
}
