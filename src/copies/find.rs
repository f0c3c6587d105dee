//! Finds sentences that two sources, or two places of one, share nearly word for word: shingles propose, a word diff decides.

use std::collections::{BTreeMap, BTreeSet};

use similar::{Algorithm, DiffOp, capture_diff_slices};

use crate::{
    claims::SourceAnalysis,
    copies::passage::{Change, Copy, CopyClass, Passage, SentencePair},
    text::{BlockKind, Document, Pos},
    values::names::fold,
};

/// Words of one shingle.
const SHINGLE: usize = 3;
/// A shorter sentence says too little to be told a copy.
const FEWEST_WORDS: usize = 6;
/// Shingles that more sentences than this have in common are the site's furniture or set phrases.
const MOST_SENTENCES_OF_SHINGLE: usize = 40;
/// Share of the shorter sentence's shingles that a candidate must share. True copies can share under a third of the longer one's.
const SHARED_SHINGLES: f64 = 0.3;
/// Share of equal words, over both sentences, from which one is an edited copy of the other.
const EDITED_COPY: f64 = 0.65;
/// So many words in a row that are most of one sentence are copied, however long the other sentence is.
const COPIED_CLAUSE: usize = 8;
/// Share of the shorter sentence that a copied clause must cover.
const CLAUSE_OF_SHORTER: f64 = 0.7;

/// A sentence's place: source and sentence index.
type At = (usize, usize);

/// All copies between sources and inside one, in order of their passages.
pub fn find_copies(sources: &[SourceAnalysis]) -> Vec<Copy> {
    let words: Vec<Vec<Option<SentenceWords>>> = sources.iter().map(|s| sentence_words(&s.doc)).collect();
    let mut pairs: BTreeMap<(usize, usize), Vec<SentencePair>> = BTreeMap::new();
    for (left, right) in candidates(&words) {
        let (Some(a), Some(b)) = (&words[left.0][left.1], &words[right.0][right.1]) else { continue };
        if let Some(pair) = compare(left.1, a, right.1, b) {
            pairs.entry((left.0, right.0)).or_default().push(pair);
        }
    }
    for ((left, right), pairs) in &mut pairs {
        add_short_neighbours(pairs, &words[*left], &words[*right]);
    }
    let mut out: Vec<Copy> = pairs
        .into_iter()
        .flat_map(|((left, right), pairs)| passages(left, &sources[left].doc, right, &sources[right].doc, pairs))
        .collect();
    out.sort_by_key(|c| (c.left, c.right));
    out
}

/// A sentence's words, folded, with the token of each.
struct SentenceWords {
    words: Vec<String>,
    tokens: Vec<usize>,
    shingles: BTreeSet<u64>,
}

fn sentence_words(doc: &Document) -> Vec<Option<SentenceWords>> {
    (0..doc.sentences.len())
        .map(|index| {
            if matches!(doc.kind_of(index), BlockKind::Credit | BlockKind::Furniture) {
                return None;
            }
            let tokens: Vec<usize> =
                doc.sentences[index].tokens.clone().filter(|t| doc.tokens[*t].pos != Pos::Punct).collect();
            let words: Vec<String> = tokens.iter().map(|t| fold(&doc.tokens[*t].lower)).collect();
            let shingles = words.windows(SHINGLE).map(|w| crate::facts::fnv1a(&w.join(" "))).collect();
            let shingles = if words.len() >= FEWEST_WORDS { shingles } else { BTreeSet::new() };
            (!words.is_empty()).then_some(SentenceWords { words, tokens, shingles })
        })
        .collect()
}

/// Sentences too short to be told copies by themselves ("He added:") that stand in both sources next to a copied one.
fn add_short_neighbours(
    pairs: &mut Vec<SentencePair>,
    left: &[Option<SentenceWords>],
    right: &[Option<SentenceWords>],
) {
    let mut known: BTreeSet<(usize, usize)> = pairs.iter().map(|p| (p.left, p.right)).collect();
    let short = |l: usize, r: usize| match (left.get(l)?, right.get(r)?) {
        (Some(a), Some(b)) if a.shingles.is_empty() && a.words == b.words => {
            Some(SentencePair { left: l, right: r, equal: a.words.len(), similarity: 1.0, changes: Vec::new() })
        }
        _ => None,
    };
    let mut next = 0;
    while let Some((l, r)) = pairs.get(next).map(|p| (p.left, p.right)) {
        let before = l.checked_sub(1).zip(r.checked_sub(1));
        for (l, r) in before.into_iter().chain([(l + 1, r + 1)]) {
            if l != r || !std::ptr::eq(left, right) {
                pairs.extend(short(l, r).filter(|_| known.insert((l, r))));
            }
        }
        next += 1;
    }
    pairs.sort_by_key(|p| (p.left, p.right));
}

/// Pairs of sentences that share enough shingles, by an inverted index.
fn candidates(words: &[Vec<Option<SentenceWords>>]) -> Vec<(At, At)> {
    let mut index: BTreeMap<u64, Vec<At>> = BTreeMap::new();
    for (source, sentences) in words.iter().enumerate() {
        for (sentence, words) in sentences.iter().enumerate() {
            for shingle in words.iter().flat_map(|w| &w.shingles) {
                index.entry(*shingle).or_default().push((source, sentence));
            }
        }
    }
    let mut shared: BTreeMap<(At, At), usize> = BTreeMap::new();
    for places in index.values().filter(|p| p.len() <= MOST_SENTENCES_OF_SHINGLE) {
        for (at, left) in places.iter().enumerate() {
            for right in &places[at + 1..] {
                *shared.entry((*left, *right)).or_default() += 1;
            }
        }
    }
    let size = |at: At| words[at.0][at.1].as_ref().map_or(0, |w| w.shingles.len());
    shared
        .into_iter()
        .filter(|((a, b), n)| *n as f64 >= SHARED_SHINGLES * size(*a).min(size(*b)) as f64)
        .map(|(pair, _)| pair)
        .collect()
}

fn compare(left: usize, a: &SentenceWords, right: usize, b: &SentenceWords) -> Option<SentencePair> {
    let ops = capture_diff_slices(Algorithm::Myers, &a.words, &b.words);
    let equal_runs = || ops.iter().filter_map(|op| if let DiffOp::Equal { len, .. } = op { Some(*len) } else { None });
    let equal: usize = equal_runs().sum();
    let similarity = 2.0 * equal as f64 / (a.words.len() + b.words.len()) as f64;
    let clause = equal_runs().max().unwrap_or(0);
    let shorter = a.words.len().min(b.words.len()) as f64;
    let contained = clause >= COPIED_CLAUSE && clause as f64 >= CLAUSE_OF_SHORTER * shorter;
    if !contained && (similarity < EDITED_COPY || equal < FEWEST_WORDS - 1) {
        return None;
    }
    let range = |tokens: &[usize], range: std::ops::Range<usize>| match (
        tokens.get(range.start),
        tokens.get(range.end.wrapping_sub(1)),
    ) {
        (Some(first), Some(last)) if !range.is_empty() => *first..last + 1,
        (Some(at), _) => *at..*at,
        _ => tokens.last().map_or(0..0, |last| last + 1..last + 1),
    };
    let changes = ops
        .iter()
        .filter(|op| !matches!(op, DiffOp::Equal { .. }))
        .map(|op| Change { left: range(&a.tokens, op.old_range()), right: range(&b.tokens, op.new_range()) })
        .collect();
    Some(SentencePair { left, right, equal, similarity, changes })
}

/// Joins pairs of neighbouring sentences to passages. A passage stays within one post, so that a repeated post is shown by itself.
fn passages(left: usize, a: &Document, right: usize, b: &Document, pairs: Vec<SentencePair>) -> Vec<Copy> {
    let mut runs: Vec<Vec<SentencePair>> = Vec::new();
    // The open run by the pair of sentences that would carry it on.
    let mut next: BTreeMap<(usize, usize), usize> = BTreeMap::new();
    for pair in pairs {
        let after = (pair.left + 1, pair.right + 1);
        let starts = |doc: &Document, at: usize| at > 0 && doc.post_of(at) != doc.post_of(at - 1);
        let divided = starts(a, pair.left) || starts(b, pair.right);
        let run = match next.remove(&(pair.left, pair.right)) {
            Some(run) if !divided => run,
            _ => {
                runs.push(Vec::new());
                runs.len() - 1
            }
        };
        next.insert(after, run);
        runs[run].push(pair);
    }
    runs.into_iter()
        .filter_map(|sentences| {
            let span = |doc: &Document, of: fn(&SentencePair) -> usize| {
                let (first, last) = (sentences.first()?, sentences.last()?);
                Some(doc.sentences[of(first)].span.join(doc.sentences[of(last)].span))
            };
            let (from, to) = (span(a, |p| p.left)?, span(b, |p| p.right)?);
            let similarity = sentences.iter().map(|s| s.similarity).sum::<f64>() / sentences.len() as f64;
            let changed = sentences.iter().any(|s| !s.changes.is_empty());
            Some(Copy {
                class: if changed { CopyClass::Edited } else { CopyClass::Identical },
                similarity: (similarity * 1000.0).round() / 1000.0,
                left: Passage { source: left, span: from },
                right: Passage { source: right, span: to },
                sentences,
            })
        })
        .collect()
}
