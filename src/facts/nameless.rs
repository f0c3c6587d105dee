//! People who go by a noun: "the driver" of two reports is one person only where the story has one driver.

use std::collections::{BTreeMap, BTreeSet};

use crate::{
    claims::{Claim, ClaimValue, Participant, SourceAnalysis, set_apart},
    rules::Lexicons,
    text::{Form, Pos},
};

/// The nouns for people, among those whose age is claimed, that may mean several people of the story: some source has them in the plural,
/// sets one apart ("another driver"), brings in a second one ("a driver"), gives one a name, or tells two ages.
pub(crate) fn nouns_of_several(sources: &[SourceAnalysis], claims: &[&Claim], lexicons: &Lexicons) -> BTreeSet<String> {
    let mut ages: BTreeMap<(&str, usize), BTreeSet<String>> = BTreeMap::new();
    for claim in claims {
        if let (Some(Participant::Nameless(noun)), ClaimValue::Age(age)) = (&claim.subject.about, &claim.value) {
            ages.entry((noun, claim.source)).or_default().insert(age.normalized());
        }
    }
    let asked: BTreeSet<&str> = ages.keys().map(|(noun, _)| *noun).collect();
    let mut out: BTreeSet<String> =
        ages.iter().filter(|(_, told)| told.len() > 1).map(|((noun, _), _)| (*noun).to_owned()).collect();
    if asked.is_empty() {
        return out;
    }
    for analysis in sources {
        let doc = &analysis.doc;
        let mut brought_in: BTreeMap<&str, usize> = BTreeMap::new();
        for (at, token) in doc.tokens.iter().enumerate() {
            let Some(noun) = asked.get(&*token.lemma).filter(|_| token.pos == Pos::Noun) else { continue };
            let before = doc.tokens[..at].iter().rev().take(WORDS_BEFORE);
            let opener = before.take_while(|t| t.pos != Pos::Punct && t.pos != Pos::Verb).find(|t| t.pos == Pos::Det);
            let new = opener
                .is_some_and(|t| lexicons.has("article", &t.lower) && !lexicons.has("article_of_the_known", &t.lower));
            let count = brought_in.entry(*noun).or_default();
            *count += usize::from(new);
            let named = doc.tokens.get(at + 1).is_some_and(|t| t.pos == Pos::Propn);
            if token.form == Form::Plural || *count > 1 || named || set_apart(doc, at, lexicons).is_some() {
                out.insert((*noun).to_owned());
            }
        }
    }
    out
}

/// So many words before a noun may belong to it.
const WORDS_BEFORE: usize = 4;
