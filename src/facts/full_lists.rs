//! Lists that name all of a stated number ("three hospitals: those in Leeds, Cardiff and Norwich"), and in which two sources name one otherwise.

use std::collections::{BTreeMap, BTreeSet};

use crate::{
    claims::SourceAnalysis,
    facts::{Entities, EntityId, doubles::Place, signature::content_words},
    mentions::{Mention, Value},
    rules::Lexicons,
    text::{BlockKind, Pos},
    values::{
        Comparison,
        names::fold,
        time::{TimeValue, compare},
    },
};

/// Lists of fewer names share too little.
const SHORTEST: usize = 3;
/// Words that may stand between "and" and a name: "the uncapped".
const WORDS_BETWEEN: usize = 3;
/// So many words that carry meaning must the sentences around two lists share, beside the names.
const SHARED_WORDS: usize = 2;
/// Lists of one shared name that are compared with each other; of more the name tells little.
const LARGEST_GROUP: usize = 24;
/// Names more alike than this (Jaro-Winkler) may be two spellings of one.
const ALIKE: f64 = 0.8;

/// Two lists of one number of names, all but one of them the same.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Exchanged {
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
    told: BTreeSet<String>,
    /// The days and years that its sentence names.
    times: Vec<TimeValue>,
}

/// All of them, in order of the sources.
pub fn find_exchanged(sources: &[SourceAnalysis], entities: &Entities, lexicons: &Lexicons) -> Vec<Exchanged> {
    let lists: Vec<List> = sources.iter().enumerate().flat_map(|(n, source)| lists_of(n, source, lexicons)).collect();
    let finder = Finder { sources, entities };
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
    let mut out: Vec<Exchanged> =
        pairs.into_iter().filter_map(|(a, b)| finder.exchanged(&lists[a], &lists[b])).collect();
    out.dedup_by_key(|one| (one.left, one.right));
    out
}

struct Finder<'a> {
    sources: &'a [SourceAnalysis],
    entities: &'a Entities,
}

impl Finder<'_> {
    /// Two lists of one thing, but for one name each.
    fn exchanged(&self, a: &List, b: &List) -> Option<Exchanged> {
        let comparable = a.source != b.source && a.names.len() == b.names.len() && (a.full || b.full);
        if !comparable || of_two_times(&a.times, &b.times) {
            return None;
        }
        let of = |list: &List| -> Vec<Place> { list.names.iter().map(|name| (list.source, *name)).collect() };
        let (ours, theirs) = (of(a), of(b));
        let (shared, alone): (Vec<Place>, Vec<Place>) =
            ours.iter().partition(|x| theirs.iter().any(|y| self.is_one(**x, *y)));
        let others: Vec<Place> = theirs.iter().copied().filter(|y| !ours.iter().any(|x| self.is_one(*x, *y))).collect();
        let (&[left], &[right]) = (&alone[..], &others[..]) else { return None };
        let (one, other) = (self.words(left), self.words(right));
        if strsim::jaro_winkler(&one.join(" "), &other.join(" ")) > ALIKE {
            return None;
        }
        let names: BTreeSet<String> = ours.iter().flat_map(|name| self.words(*name)).collect();
        let told = a.told.intersection(&b.told).filter(|word| !names.contains(&fold(word)));
        (told.count() >= SHARED_WORDS).then_some(Exchanged { left, right, shared })
    }

    fn mention(&self, at: Place) -> &Mention {
        &self.sources[at.0].mentions[at.1]
    }

    fn words(&self, at: Place) -> Vec<String> {
        let doc = &self.sources[at.0].doc;
        doc.slice(self.mention(at).span).split_whitespace().map(fold).collect()
    }

    /// The last word of a name, or the place: what a shorter form keeps.
    fn key(&self, at: Place) -> String {
        match (&self.mention(at).value, self.entity(at)) {
            (Value::Place(_), Some(id)) => format!("{}", id.0),
            _ => self.words(at).pop().unwrap_or_default(),
        }
    }

    fn entity(&self, at: Place) -> Option<EntityId> {
        self.entities.of(at.0, at.1)
    }

    fn is_one(&self, x: Place, y: Place) -> bool {
        self.entity(x).is_some_and(|id| self.entity(y) == Some(id)) || self.key(x) == self.key(y)
    }
}

/// Whether two sentences name days, and no day of the one is one of the other's.
fn of_two_times(a: &[TimeValue], b: &[TimeValue]) -> bool {
    let mut pairs = a.iter().flat_map(|x| b.iter().map(move |y| (x, y))).peekable();
    pairs.peek().is_some() && pairs.all(|(x, y)| matches!(compare(x, y), Comparison::Differ(_)))
}

/// The lists of a source.
fn lists_of(number: usize, source: &SourceAnalysis, lexicons: &Lexicons) -> Vec<List> {
    let mut out: Vec<List> = Vec::new();
    let named = |m: &Mention| matches!(m.value, Value::Name(_) | Value::Place(_));
    let mut at = 0;
    while at < source.mentions.len() {
        let names = if named(&source.mentions[at]) { names_from(at, source) } else { Vec::new() };
        if names.len() < SHORTEST {
            at += 1;
            continue;
        }
        let sentence = source.mentions[at].sentence;
        at = names.last().map_or(at, |last| last + 1);
        if !matches!(source.doc.kind_of(sentence), BlockKind::Credit | BlockKind::Furniture) {
            out.push(list(number, source, sentence, names, lexicons));
        }
    }
    out
}

fn list(number: usize, source: &SourceAnalysis, sentence: usize, names: Vec<usize>, lexicons: &Lexicons) -> List {
    let before = sentence.checked_sub(1).filter(|s| source.doc.post_of(*s) == source.doc.post_of(sentence));
    let around: Vec<usize> = before.into_iter().chain([sentence]).collect();
    let here = |s: usize| {
        let from = source.mentions.partition_point(|m| m.sentence < s);
        source.mentions[from..].iter().take_while(move |m| m.sentence == s)
    };
    let counts = |m: &Mention| match &m.value {
        Value::Quantity(n) => n.quantity.dimension.is_none() && n.quantity.base == names.len() as f64,
        _ => false,
    };
    let times = here(sentence).filter_map(|m| match &m.value {
        Value::Time(time) if time.days.is_some() => Some(time.clone()),
        _ => None,
    });
    List {
        source: number,
        full: around.iter().any(|s| here(*s).any(counts)),
        told: around.iter().flat_map(|s| content_words(source, *s, lexicons)).collect(),
        times: times.collect(),
        names,
    }
}

/// The names of the list that begins with mention `first`: commas between them, and one "and" before the last.
fn names_from(first: usize, source: &SourceAnalysis) -> Vec<usize> {
    let (doc, mentions) = (&source.doc, &source.mentions);
    let end = doc.sentences[mentions[first].sentence].tokens.end;
    let is = |t: usize, word: &str| t < end && &*doc.tokens[t].lower == word;
    let joins = |t: usize| t < end && doc.tokens[t].pos == Pos::Cconj;
    let mut out = vec![first];
    let mut at = mentions[first].tokens.end;
    loop {
        let comma = is(at, ",");
        let last = joins(at + usize::from(comma));
        if !comma && !last {
            return Vec::new();
        }
        at += usize::from(comma) + usize::from(last);
        let Some(name) = name_from(at, end, source) else { return Vec::new() };
        at = mentions[name].tokens.end;
        out.push(name);
        if last {
            return out;
        }
    }
}

/// The longest name that begins at `at` or behind few words of its own ("the uncapped").
fn name_from(at: usize, end: usize, source: &SourceAnalysis) -> Option<usize> {
    let describes = |t: &usize| matches!(source.doc.tokens[*t].pos, Pos::Det | Pos::Adj | Pos::Noun | Pos::Num);
    let from = at + (at..end).take_while(describes).take(WORDS_BETWEEN).count();
    let first = source.mentions.partition_point(|m| m.tokens.start < at);
    let near = source.mentions.iter().enumerate().skip(first).take_while(|(_, m)| m.tokens.start <= from.min(end));
    let named = near.filter(|(_, m)| matches!(m.value, Value::Name(_) | Value::Place(_)));
    named.min_by_key(|(_, m)| (m.tokens.start, std::cmp::Reverse(m.tokens.end))).map(|(n, _)| n)
}
