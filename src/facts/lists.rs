//! Lists of names ("three hospitals: those in Leeds, Cardiff and Norwich") in which two sources name one otherwise.

use std::collections::{BTreeMap, BTreeSet};

use crate::{
    claims::SourceAnalysis,
    facts::{
        Entities, EntityId,
        account::{Account, words_at},
        doubles::Place,
    },
    mentions::{Mention, NameKind, Value},
    rules::Lexicons,
    text::{BlockKind, Pos},
};

/// Lists of fewer names share too little.
const SHORTEST: usize = 3;
/// Words that may stand between "and" and a name: "the uncapped".
const WORDS_BETWEEN: usize = 3;
/// So many words that carry meaning must the sentences around two lists share, beside the names.
const SHARED_WORDS: usize = 2;
/// Where neither says how many names there are, so many of the two sentences alone,
const SHARED_UNCOUNTED: usize = 4;
/// and this share of the shorter one, in percent.
const SHARED_PERCENT: usize = 40;
/// Lists of one shared name that are compared with each other; of more the name tells little.
const LARGEST_GROUP: usize = 24;
/// Names more alike than this (Jaro-Winkler) may be two spellings of one.
const ALIKE: f64 = 0.8;

/// Two lists of one number of names, all but one of them the same.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TwoLists {
    /// The name that only the first list has.
    pub left: Place,
    /// The name that only the other has.
    pub right: Place,
    /// The names that both have, where the first list has them.
    pub shared: Vec<Place>,
}

/// A list of names.
struct List {
    source: usize,
    /// Its names, as numbers of mentions.
    names: Vec<usize>,
    /// Whether the words around say that there are so many and no more.
    full: bool,
    /// What its sentence and the one before tell.
    around: Account,
    /// What its sentence tells.
    told: Account,
}

/// All of them, in order of the sources.
pub fn find_two_lists(sources: &[SourceAnalysis], entities: &Entities, lexicons: &Lexicons) -> Vec<TwoLists> {
    let finder = Finder { sources, entities, lexicons };
    let lists: Vec<List> = (0..sources.len()).flat_map(|source| finder.lists_of(source)).collect();
    let mut by_name: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for (n, list) in lists.iter().enumerate() {
        for name in &list.names {
            by_name.entry(finder.key((list.source, *name))).or_default().push(n);
        }
    }
    let mut pairs = BTreeSet::new();
    for group in by_name.values().filter(|group| group.len() <= LARGEST_GROUP) {
        for (at, a) in group.iter().enumerate() {
            pairs.extend(group[at + 1..].iter().map(|b| (*a, *b)));
        }
    }
    pairs.into_iter().filter_map(|(a, b)| finder.exchanged(&lists[a], &lists[b])).collect()
}

struct Finder<'a> {
    sources: &'a [SourceAnalysis],
    entities: &'a Entities,
    lexicons: &'a Lexicons,
}

impl Finder<'_> {
    /// Two lists of one thing, but for one name each.
    fn exchanged(&self, a: &List, b: &List) -> Option<TwoLists> {
        let comparable = a.source != b.source && a.names.len() == b.names.len();
        if !comparable || !a.told.may_be_of_one_event(&b.told, &[]) {
            return None;
        }
        let of = |list: &List| -> Vec<Place> { list.names.iter().map(|name| (list.source, *name)).collect() };
        let (ours, theirs) = (of(a), of(b));
        let (shared, alone): (Vec<Place>, Vec<Place>) =
            ours.iter().partition(|x| theirs.iter().any(|y| self.is_one(**x, *y)));
        let others: Vec<Place> = theirs.iter().copied().filter(|y| !ours.iter().any(|x| self.is_one(*x, *y))).collect();
        let (&[left], &[right]) = (&alone[..], &others[..]) else { return None };
        let (one, other) = (words_at(self.sources, left), words_at(self.sources, right));
        if strsim::jaro_winkler(&one.join(" "), &other.join(" ")) > ALIKE {
            return None;
        }
        let names = ours.iter().chain(&theirs).flat_map(|name| words_at(self.sources, *name)).collect();
        let told = if a.full || b.full {
            a.around.shared(&b.around, &names).0 >= SHARED_WORDS
        } else {
            let (shared, percent) = a.told.shared(&b.told, &names);
            shared >= SHARED_UNCOUNTED && percent >= SHARED_PERCENT
        };
        (told && self.are_of_one_sort(left, right)).then_some(TwoLists { left, right, shared })
    }

    /// Two places, two people or two bodies, as far as their kinds are known.
    fn are_of_one_sort(&self, x: Place, y: Place) -> bool {
        match (&self.mention(x).value, &self.mention(y).value) {
            (Value::Place(_), Value::Place(_)) => true,
            (Value::Name(a), Value::Name(b)) => {
                a.kind == b.kind || a.kind == NameKind::Unknown || b.kind == NameKind::Unknown
            }
            _ => false,
        }
    }

    fn mention(&self, at: Place) -> &Mention {
        &self.sources[at.0].mentions[at.1]
    }

    /// The last word of a name, or the place: what a shorter form keeps.
    fn key(&self, at: Place) -> String {
        match (&self.mention(at).value, self.entity(at)) {
            (Value::Place(_), Some(id)) => format!("{}", id.0),
            _ => words_at(self.sources, at).pop().unwrap_or_default(),
        }
    }

    fn entity(&self, at: Place) -> Option<EntityId> {
        self.entities.of(at.0, at.1)
    }

    fn is_one(&self, x: Place, y: Place) -> bool {
        self.entity(x).is_some_and(|id| self.entity(y) == Some(id)) || self.key(x) == self.key(y)
    }

    /// The lists of source number `number`.
    fn lists_of(&self, number: usize) -> Vec<List> {
        let source = &self.sources[number];
        let mut out: Vec<List> = Vec::new();
        let named = |m: &Mention| matches!(m.value, Value::Name(_) | Value::Place(_));
        let mut at = 0;
        while at < source.mentions.len() {
            let names = if named(&source.mentions[at]) { names_from(at, source, self.lexicons) } else { Vec::new() };
            if names.len() < SHORTEST {
                at += 1;
                continue;
            }
            let sentence = source.mentions[at].sentence;
            at = names.last().map_or(at, |last| last + 1);
            if !matches!(source.doc.kind_of(sentence), BlockKind::Credit | BlockKind::Furniture) {
                out.push(self.list(number, sentence, names));
            }
        }
        out
    }

    fn list(&self, number: usize, sentence: usize, names: Vec<usize>) -> List {
        let source = &self.sources[number];
        let before = sentence.checked_sub(1).filter(|s| source.doc.post_of(*s) == source.doc.post_of(sentence));
        let around: Vec<usize> = before.into_iter().chain([sentence]).collect();
        let counts = |m: &Mention| match &m.value {
            Value::Quantity(n) => n.quantity.dimension.is_none() && n.quantity.base == names.len() as f64,
            _ => false,
        };
        let from = source.mentions.partition_point(|m| m.sentence < around[0]);
        let full = source.mentions[from..].iter().take_while(|m| m.sentence <= sentence).any(counts);
        let account = |sentences: &[usize]| Account::of(self.sources, number, sentences, self.entities, self.lexicons);
        List { source: number, full, told: account(&[sentence]), around: account(&around), names }
    }
}

/// The names of the list that begins with mention `first`: commas between them, and one "and" before the last. None where the list gives some
/// of many, or its names only describe what is behind them ("Turkish, US and Ukrainian officials").
fn names_from(first: usize, source: &SourceAnalysis, lexicons: &Lexicons) -> Vec<usize> {
    let (doc, mentions) = (&source.doc, &source.mentions);
    let end = doc.sentences[mentions[first].sentence].tokens.end;
    let is = |t: usize, word: &str| t < end && &*doc.tokens[t].lower == word;
    let joins = |t: usize| t < end && doc.tokens[t].pos == Pos::Cconj;
    let has = |t: usize, class: &str| t < end && lexicons.has(class, &doc.tokens[t].lower);
    let start = doc.sentences[mentions[first].sentence].tokens.start;
    let before = (start..mentions[first].tokens.start).rev().take(WORDS_BETWEEN + 1);
    if before.into_iter().any(|t| has(t, "opens_a_list")) {
        return Vec::new();
    }
    let mut out = vec![first];
    let mut at = mentions[first].tokens.end;
    loop {
        let comma = is(at, ",");
        let last = joins(at + usize::from(comma));
        if !comma && !last {
            return Vec::new();
        }
        at += usize::from(comma) + usize::from(last);
        let Some(name) = name_from(at, end, source, lexicons) else { return Vec::new() };
        at = mentions[name].tokens.end;
        out.push(name);
        if last {
            let some = (at..at + 2).any(|t| has(t, "opens_a_list"));
            let describes = at < end && doc.tokens[at].pos == Pos::Noun;
            return if some || describes { Vec::new() } else { out };
        }
    }
}

/// The longest name that begins at `at` or behind few words of its own ("the uncapped"); "a former player" says who somebody else is.
fn name_from(at: usize, end: usize, source: &SourceAnalysis, lexicons: &Lexicons) -> Option<usize> {
    let describes = |t: &usize| {
        let token = &source.doc.tokens[*t];
        let other = lexicons.has("indefinite_article", &token.lower);
        !other && matches!(token.pos, Pos::Det | Pos::Adj | Pos::Noun | Pos::Num)
    };
    let from = at + (at..end).take_while(describes).take(WORDS_BETWEEN).count();
    let first = source.mentions.partition_point(|m| m.tokens.start < at);
    let near = source.mentions.iter().enumerate().skip(first).take_while(|(_, m)| m.tokens.start <= from.min(end));
    let named = near.filter(|(_, m)| matches!(m.value, Value::Name(_) | Value::Place(_)));
    named.min_by_key(|(_, m)| (m.tokens.start, std::cmp::Reverse(m.tokens.end))).map(|(n, _)| n)
}
