//! Two sentences of one form of words: what stands between two names of it, and words that stand in the place of others.

use std::collections::{BTreeMap, BTreeSet};

use crate::{
    claims::SourceAnalysis,
    facts::{Entities, EntityId, doubles::Place},
    frames::Frame,
    mentions::{Mention, Value},
    text::{Form, Pos, Token},
    values::names::fold,
};

/// Names on either side of a verb that are tried: beside a name may stand where it is from.
const NAMES_TRIED: usize = 3;
/// Tokens from the one name to the other.
const LONGEST_BETWEEN: usize = 20;

/// A deed by its form: a name, words with a verb that is a deed among them, a name.
pub(super) struct Formed {
    /// Lemma of the verb.
    pub verb: String,
    /// The words between the names, in lower case.
    pub between: Vec<String>,
    /// Who did it, and where it is named.
    pub by: (EntityId, Place),
    /// Whom or what it was done to.
    pub to: (EntityId, Place),
}

/// The deed that `frame` of source number `number` tells, by every two names around its verb.
pub(super) fn deeds_by_form(number: usize, source: &SourceAnalysis, frame: &Frame, entities: &Entities) -> Vec<Formed> {
    let at = frame.predicate.token;
    let from = source.mentions.partition_point(|m| m.sentence < frame.sentence);
    let here = || source.mentions.iter().enumerate().skip(from).take_while(|(_, m)| m.sentence == frame.sentence);
    let named = || here().filter(|(_, m)| matches!(m.value, Value::Name(_) | Value::Place(_)));
    let mut before: Vec<(usize, &Mention)> = named().filter(|(_, m)| m.tokens.end <= at).collect();
    before.reverse();
    let behind: Vec<(usize, &Mention)> = named().filter(|(_, m)| m.tokens.start > at).collect();
    let mut out = Vec::new();
    for (x, one) in before.iter().take(NAMES_TRIED) {
        for (y, other) in behind.iter().take(NAMES_TRIED) {
            let between = one.tokens.end..other.tokens.start;
            let (Some(a), Some(b)) = (entities.of(number, *x), entities.of(number, *y)) else { continue };
            if a == b || between.len() > LONGEST_BETWEEN {
                continue;
            }
            let between: Vec<String> = source.doc.tokens[between].iter().filter_map(as_form).collect();
            let (first, last) = ((a, (number, *x)), (b, (number, *y)));
            let passive = between.iter().any(|word| word == "by");
            let (by, to) = if passive { (last, first) } else { (first, last) };
            out.push(Formed { verb: frame.predicate.lemma.clone(), between, by, to });
        }
    }
    out
}

/// A word of a form: whose it is ("his", "her") and the article say nothing of who did what.
fn as_form(token: &Token) -> Option<String> {
    let says_nothing = token.pos == Pos::Det || token.form == Form::PossessivePronoun;
    (!says_nothing).then(|| token.lower.to_string())
}

/// Whether a word that tells things apart stands in one sentence where another stands in the other: "the men's final", "the women's
/// final". The names of those who take part, `parties`, do not count.
pub(super) fn has_another_word_in_place(
    sources: &[SourceAnalysis],
    a: (usize, usize),
    b: (usize, usize),
    parties: &BTreeSet<String>,
) -> bool {
    let (one, other) = (placed(&sources[a.0], a.1, parties), placed(&sources[b.0], b.1, parties));
    let lacks = |there: &BTreeMap<[String; 2], BTreeMap<String, bool>>, word: &String| {
        !there.values().any(|words| words.contains_key(word))
    };
    one.iter().any(|(place, words)| {
        let Some(theirs) = other.get(place) else { return false };
        let (ours, theirs) =
            (words.iter().filter(|(w, _)| lacks(&other, w)), theirs.iter().filter(|(w, _)| lacks(&one, w)));
        ours.flat_map(|(_, x)| theirs.clone().map(move |(_, y)| *x || *y)).any(|tells| tells)
    })
}

/// The words of a sentence by the words before and behind each, and whether they tell things apart.
fn placed(
    source: &SourceAnalysis,
    sentence: usize,
    parties: &BTreeSet<String>,
) -> BTreeMap<[String; 2], BTreeMap<String, bool>> {
    let name = |t: usize| parties.contains(&fold(&source.doc.tokens[t].lower));
    let tokens = source.doc.sentences[sentence].tokens.clone();
    let word = |t: usize| match () {
        () if !tokens.contains(&t) => String::new(),
        () if name(t) => "@".to_owned(),
        () => source.doc.tokens[t].lower.to_string(),
    };
    let mut out: BTreeMap<[String; 2], BTreeMap<String, bool>> = BTreeMap::new();
    for t in tokens.clone().filter(|t| !name(*t)) {
        let tells = matches!(source.doc.tokens[t].pos, Pos::Noun | Pos::Adj | Pos::Num | Pos::Propn);
        let before = t.checked_sub(1).map_or_else(String::new, word);
        out.entry([before, word(t + 1)]).or_default().insert(word(t), tells);
    }
    out
}
