//! A people, a place or a body that one source alone writes with another letter than everyone else: "Somani pirates" beside "Somali
//! pirates".

use std::collections::{BTreeMap, BTreeSet};

use crate::{
    claims::SourceAnalysis,
    facts::{doubles::Place, spelling::Spelling},
    mentions::{Mention, NameKind, Value},
    rules::Lexicons,
    text::Pos,
    values::names::fold,
};

/// Shorter words are alike by chance.
const SHORTEST: usize = 5;
/// The usual spelling stands so many times as often, and in so many other sources.
const TIMES_AS_FREQUENT: usize = 3;
const OTHER_SOURCES: usize = 2;
/// Words that share a letter pattern and are compared with each other; more of them say that the pattern tells little.
const LARGEST_GROUP: usize = 24;

/// A spelling of one source, and that of the others.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LoneSpelling {
    /// Where the lone spelling stands.
    pub lone: Vec<Place>,
    /// Where the usual one does.
    pub usual: Vec<Place>,
    /// The word that stands beside both, where no source writes both spellings.
    pub beside: Option<String>,
}

/// One written word of names that are no person's.
#[derive(Default)]
struct Word {
    places: Vec<Place>,
    sources: BTreeSet<usize>,
    /// The nouns behind it, and the numbers before it.
    beside: BTreeSet<String>,
    /// Whether the gazetteer knows it.
    placed: bool,
}

/// All lone spellings of a story, in order of their words.
pub fn find_lone_spellings(sources: &[SourceAnalysis], lexicons: &Lexicons) -> Vec<LoneSpelling> {
    let words = words(sources, lexicons);
    let mut by_pattern: BTreeMap<String, BTreeSet<&str>> = BTreeMap::new();
    for word in words.keys() {
        for pattern in patterns(word) {
            by_pattern.entry(pattern).or_default().insert(word);
        }
    }
    let spelling = Spelling::new(lexicons);
    let mut pairs: BTreeSet<(&str, &str)> = BTreeSet::new();
    for group in by_pattern.values().filter(|g| (2..=LARGEST_GROUP).contains(&g.len())) {
        let all = group.iter().flat_map(|a| group.iter().map(move |b| (*a, *b)));
        pairs.extend(all.filter(|(a, b)| a != b && may_be_slip(a, b, &spelling, lexicons)));
    }
    let lone = |(rare, usual): (&str, &str)| {
        let (a, b) = (words.get(rare)?, words.get(usual)?);
        let beside = a.beside.intersection(&b.beside).next().cloned();
        let own = a.sources.is_subset(&b.sources);
        let alone = own || beside.is_some() && a.sources.len() == 1;
        let seldom = a.places.len() * TIMES_AS_FREQUENT <= b.places.len();
        let others = b.sources.difference(&a.sources).count() >= OTHER_SOURCES;
        let found = LoneSpelling { lone: a.places.clone(), usual: b.places.clone(), beside: beside.filter(|_| !own) };
        (alone && seldom && others && b.placed && !a.placed).then_some(found)
    };
    pairs.into_iter().filter_map(lone).collect()
}

/// The single words of places, peoples and names that are no person's, each with what follows it.
fn words(sources: &[SourceAnalysis], lexicons: &Lexicons) -> BTreeMap<String, Word> {
    let mut out: BTreeMap<String, Word> = BTreeMap::new();
    for (source, analysis) in sources.iter().enumerate() {
        for (index, mention) in analysis.mentions.iter().enumerate() {
            let Some(placed) = place_or_unknown(mention) else { continue };
            let Some(following) = noun_behind(analysis, mention) else { continue };
            let word = fold(analysis.doc.slice(mention.span));
            let known = !placed && lexicons.has("given_name", &word);
            if word.chars().count() < SHORTEST || word.contains(' ') || known {
                continue;
            }
            let entry = out.entry(word).or_default();
            entry.places.push((source, index));
            entry.sources.insert(source);
            entry.beside.extend(number_before(analysis, mention));
            entry.beside.insert(following);
            entry.placed |= placed;
        }
    }
    out
}

/// Whether a mention of one word is a place or a people; `None` where it is a person or something else.
fn place_or_unknown(mention: &Mention) -> Option<bool> {
    match &mention.value {
        Value::Place(_) if mention.tokens.len() == 1 => Some(true),
        Value::Name(name) if mention.tokens.len() == 1 && name.kind != NameKind::Person && name.title.is_none() => {
            Some(false)
        }
        _ => None,
    }
}

/// The lemma of the common noun directly behind a mention.
fn noun_behind(analysis: &SourceAnalysis, mention: &Mention) -> Option<String> {
    let doc = &analysis.doc;
    let within = &doc.sentences.get(mention.sentence)?.tokens;
    let next = doc.tokens.get(mention.tokens.end).filter(|_| within.contains(&mention.tokens.end))?;
    let small = doc.word(mention.tokens.end).starts_with(char::is_lowercase);
    (small && next.pos == Pos::Noun).then(|| next.lemma.to_lowercase())
}

fn number_before(analysis: &SourceAnalysis, mention: &Mention) -> Option<String> {
    let before = mention.tokens.start.checked_sub(1).and_then(|t| analysis.doc.tokens.get(t))?;
    (before.pos == Pos::Num).then(|| before.lower.to_string())
}

/// The word itself and the word without each of its letters: two words that are one letter apart share one of them.
fn patterns(word: &str) -> BTreeSet<String> {
    let without = |at: usize| word.chars().enumerate().filter(|(i, _)| *i != at).map(|(_, c)| c).collect();
    (0..word.chars().count()).map(without).chain([word.to_owned()]).collect()
}

/// One letter apart, and neither another ending, nor a transliteration, nor a usual other spelling.
fn may_be_slip(rare: &str, usual: &str, spelling: &Spelling, lexicons: &Lexicons) -> bool {
    let ending = rare.starts_with(usual) || usual.starts_with(rare);
    let known = |a: &str, b: &str| lexicons.value("spelling", a) == Some(b);
    rare.chars().next() == usual.chars().next()
        && !ending
        && strsim::osa_distance(rare, usual) == 1
        && spelling.key(rare) != spelling.key(usual)
        && !known(rare, usual)
        && !known(usual, rare)
}
