//! Finds sentences that two sources, or two places of one, share nearly word for word: shingles propose, a word diff decides.

use std::collections::{BTreeMap, BTreeSet};

use crate::{
    claims::SourceAnalysis,
    copies::{
        compare::{FEWEST_WORDS, SentenceWords, compare},
        furniture,
        index::{Bounds, Counts, Index, entry},
        passage::{Copy, CopyClass, Passage, SentencePair},
        shingles::SHINGLE,
    },
    text::{BlockKind, Document, Pos},
    values::{fnv1a, names::fold},
};

/// Share of equal words below which a copied passage was told in other words, and not only edited.
const REWORDED: f64 = 0.8;
/// Shingles that more sentences than this have in common are the site's furniture or set phrases.
const MOST_SENTENCES_OF_SHINGLE: usize = 40;
/// Share of the shorter sentence's shingles that a candidate must share. True copies can share under a third of the longer one's.
const SHARED_SHINGLES: f64 = 0.3;
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
    furniture::leave_out(sources, &mut pairs);
    let mut out: Vec<Copy> = pairs
        .into_iter()
        .flat_map(|((left, right), pairs)| passages(left, &sources[left].doc, right, &sources[right].doc, pairs))
        .collect();
    out.sort_by_key(|c| (c.left, c.right));
    out
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
            let shingles = words.windows(SHINGLE).map(|w| fnv1a(&w.join(" "))).collect();
            let shingles = if words.len() >= FEWEST_WORDS { shingles } else { BTreeSet::new() };
            let quoted = tokens.iter().map(|t| doc.quote_at(doc.tokens[*t].span).is_some()).collect();
            (!words.is_empty()).then_some(SentenceWords { words, tokens, shingles, quoted })
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
            let quoted = a.quoted.iter().chain(&b.quoted).all(|quoted| *quoted);
            Some(SentencePair { left: l, right: r, equal: a.words.len(), similarity: 1.0, quoted, changes: Vec::new() })
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

/// Pairs of sentences that share enough shingles.
fn candidates(words: &[Vec<Option<SentenceWords>>]) -> Vec<(At, At)> {
    let places: Vec<(At, &SentenceWords)> = words
        .iter()
        .enumerate()
        .flat_map(|(source, s)| s.iter().enumerate().filter_map(move |(n, w)| Some(((source, n), w.as_ref()?))))
        .collect();
    let mut entries: Vec<u64> = places
        .iter()
        .enumerate()
        .flat_map(|(item, (_, words))| words.shingles.iter().map(move |s| entry(*s, item as u32)))
        .collect();
    entries.sort_unstable();
    entries.dedup();
    let bounds = Bounds { most_holders: MOST_SENTENCES_OF_SHINGLE, most_partners: MOST_SENTENCES_OF_SHINGLE };
    let index = Index::new(entries, places.len(), bounds);
    let (mut counts, mut partners, mut out) = (Counts::new(places.len()), Vec::new(), Vec::new());
    for (item, (at, words)) in places.iter().enumerate() {
        index.partners(item, &mut counts, &mut partners);
        for (other, shared) in &partners {
            let (right, others) = &places[*other];
            let fewer = words.shingles.len().min(others.shingles.len());
            if f64::from(*shared) >= SHARED_SHINGLES * fewer as f64 {
                out.push((*at, *right));
            }
        }
    }
    out
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
                class: match (sentences.iter().all(|s| s.quoted), changed) {
                    (true, _) if left != right => CopyClass::Quote,
                    (_, true) if similarity < REWORDED => CopyClass::Reworded,
                    (_, true) => CopyClass::Edited,
                    _ => CopyClass::Identical,
                },
                similarity: (similarity * 1000.0).round() / 1000.0,
                left: Passage { source: left, span: from },
                right: Passage { source: right, span: to },
                sentences,
            })
        })
        .collect()
}
