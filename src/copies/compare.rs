//! Whether one sentence is a copy of another, and which words changed, moved phrases looked into.

use std::{collections::BTreeSet, ops::Range};

use similar::{Algorithm, DiffOp, capture_diff_slices};

use crate::copies::passage::{Change, SentencePair};

/// A shorter sentence says too little to be told a copy.
pub(super) const FEWEST_WORDS: usize = 6;
/// Share of equal words, over both sentences, from which one is an edited copy of the other.
const EDITED_COPY: f64 = 0.65;
/// So many words in a row that are most of one sentence are copied, however long the other sentence is.
const COPIED_CLAUSE: usize = 8;
/// Share of the shorter sentence that a copied clause must cover.
const CLAUSE_OF_SHORTER: f64 = 0.7;
/// Words of the shortest phrase that is looked for in another place of the sentence.
const MOVED_WORDS: usize = 5;
/// Share of equal words, over both places, from which a phrase has been moved.
const MOVED: f64 = 0.7;
/// Words around a quotation ("the minister said") that two outlets may share by chance.
const MOST_OWN_WORDS: usize = 4;
/// Phrases of one sentence that are looked for.
const MOST_MOVED: usize = 8;

/// A sentence's words, folded, with the token of each.
pub(super) struct SentenceWords {
    pub words: Vec<String>,
    pub tokens: Vec<usize>,
    pub shingles: BTreeSet<u64>,
    /// Which of the words stand in quotation marks.
    pub quoted: Vec<bool>,
}

/// Ranges of words that were exchanged for one another; one of the two may be empty.
type Exchange = (Range<usize>, Range<usize>);

/// Sentence `left` and sentence `right` as a pair, if one is a copy of the other. A word diff is not the same from either side: which of
/// the two is laid beside the other hangs on their words and not on which comes first.
pub(super) fn compare(left: usize, a: &SentenceWords, right: usize, b: &SentenceWords) -> Option<SentencePair> {
    if a.words <= b.words {
        return in_order(left, a, right, b);
    }
    let mut pair = in_order(right, b, left, a)?;
    (pair.left, pair.right) = (pair.right, pair.left);
    for change in &mut pair.changes {
        std::mem::swap(&mut change.left, &mut change.right);
    }
    pair.changes.sort_by_key(|change| (change.left.start, change.right.start));
    Some(pair)
}

fn in_order(left: usize, a: &SentenceWords, right: usize, b: &SentenceWords) -> Option<SentencePair> {
    let Alignment { mut exchanges, mut equal, longest } = align(&a.words, &b.words);
    equal += follow_moves(a, b, &mut exchanges);
    let similarity = 2.0 * equal as f64 / (a.words.len() + b.words.len()) as f64;
    let shorter = a.words.len().min(b.words.len()) as f64;
    let contained = longest >= COPIED_CLAUSE && longest as f64 >= CLAUSE_OF_SHORTER * shorter;
    if !contained && (similarity < EDITED_COPY || equal < FEWEST_WORDS - 1) {
        return None;
    }
    let change = |(old, new): Exchange| Change { left: of_tokens(&a.tokens, old), right: of_tokens(&b.tokens, new) };
    let quoted = are_quoted(a, b, &exchanges);
    Some(SentencePair { left, right, equal, similarity, quoted, changes: exchanges.into_iter().map(change).collect() })
}

/// What a word diff tells of two texts.
struct Alignment {
    exchanges: Vec<Exchange>,
    /// Words in both.
    equal: usize,
    /// The most of them in a row.
    longest: usize,
}

fn align(a: &[String], b: &[String]) -> Alignment {
    let mut out = Alignment { exchanges: Vec::new(), equal: 0, longest: 0 };
    for op in capture_diff_slices(Algorithm::Myers, a, b) {
        if let DiffOp::Equal { len, .. } = op {
            out.equal += len;
            out.longest = out.longest.max(len);
        } else {
            out.exchanges.push((op.old_range(), op.new_range()));
        }
    }
    out
}

/// A phrase that was cut in one place and stands in another ("…, he told a meeting in Lisbon" before the quote and behind it) is
/// laid beside itself: the exchange then holds only what changed inside it. Returns how many more words are equal.
fn follow_moves(a: &SentenceWords, b: &SentenceWords, exchanges: &mut Vec<Exchange>) -> usize {
    let long = |range: &Range<usize>, other: &Range<usize>| range.len() >= MOVED_WORDS && other.is_empty();
    let of_kind = |test: &dyn Fn(&Exchange) -> bool| -> Vec<usize> {
        exchanges.iter().enumerate().filter(|(_, e)| test(e)).map(|(n, _)| n).take(MOST_MOVED).collect()
    };
    let cut = of_kind(&|(old, new)| long(old, new));
    let mut put = of_kind(&|(old, new)| long(new, old));
    let (mut gone, mut inside, mut equal) = (BTreeSet::new(), Vec::new(), 0);
    for from in cut {
        let old = exchanges[from].0.clone();
        let moved = put.iter().enumerate().find_map(|(n, to)| {
            let new = exchanges[*to].1.clone();
            let within = align(&a.words[old.clone()], &b.words[new.clone()]);
            (2.0 * within.equal as f64 >= MOVED * (old.len() + new.len()) as f64).then_some((n, *to, new.start, within))
        });
        let Some((n, to, start, within)) = moved else { continue };
        put.remove(n);
        equal += within.equal;
        // Words that merely stand elsewhere are still a change of the sentence.
        if within.exchanges.is_empty() {
            continue;
        }
        gone.extend([from, to]);
        let shifted = |range: Range<usize>, by: usize| range.start + by..range.end + by;
        inside.extend(within.exchanges.into_iter().map(|(x, y)| (shifted(x, old.start), shifted(y, start))));
    }
    let mut at = 0;
    exchanges.retain(|_| {
        at += 1;
        !gone.contains(&(at - 1))
    });
    exchanges.extend(inside);
    exchanges.sort_by_key(|(old, new)| (old.start, new.start));
    equal
}

/// Whether nearly all words of both that did not change are quoted: then the two share a speaker and no text.
fn are_quoted(a: &SentenceWords, b: &SentenceWords, exchanges: &[Exchange]) -> bool {
    let all = |words: &SentenceWords, range: fn(&Exchange) -> &Range<usize>| {
        let mut equal = vec![true; words.words.len()];
        exchanges.iter().flat_map(|e| range(e).clone()).for_each(|w| equal[w] = false);
        let own = equal.iter().zip(&words.quoted).filter(|(equal, quoted)| **equal && !**quoted).count();
        own <= MOST_OWN_WORDS && words.quoted.contains(&true)
    };
    all(a, |e| &e.0) && all(b, |e| &e.1)
}

/// The tokens of a range of words; for an empty range the place between its neighbours.
fn of_tokens(tokens: &[usize], range: Range<usize>) -> Range<usize> {
    match (tokens.get(range.start), tokens.get(range.end.wrapping_sub(1))) {
        (Some(first), Some(last)) if !range.is_empty() => *first..last + 1,
        (Some(at), _) => *at..*at,
        _ => tokens.last().map_or(0..0, |last| last + 1..last + 1),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> SentenceWords {
        let words: Vec<String> = text.split_whitespace().map(str::to_owned).collect();
        let quoted = vec![false; words.len()];
        SentenceWords { tokens: (0..words.len()).collect(), words, shingles: BTreeSet::new(), quoted }
    }

    fn changed(a: &str, b: &str) -> Option<Vec<(String, String)>> {
        let (a, b) = (words(a), words(b));
        let told = |w: &SentenceWords, r: &Range<usize>| w.words[r.clone()].join(" ");
        let pair = compare(0, &a, 0, &b)?;
        Some(pair.changes.iter().map(|c| (told(&a, &c.left), told(&b, &c.right))).collect())
    }

    #[test]
    fn a_phrase_that_moved_is_laid_beside_itself() {
        let a = "we want to talk he told a harbour meeting in lisbon but nobody has come forward so far";
        let b = "we want to talk but nobody has come forward so far he told a harbour meeting in porto";
        assert_eq!(changed(a, b), Some(vec![("lisbon".to_owned(), "porto".to_owned())]));
        assert_eq!(changed(b, a), Some(vec![("porto".to_owned(), "lisbon".to_owned())]));
    }

    #[test]
    fn a_phrase_cut_here_and_another_put_there_is_no_move() {
        let a =
            "we want to talk he told a harbour meeting in lisbon but nobody has come forward so far this year or last";
        let b = "we want to talk but nobody has come forward so far this year or last said the owner of both ferries";
        let changes = changed(a, b).expect("a copy");
        assert!(
            changes.iter().any(|c| c == &("he told a harbour meeting in lisbon".to_owned(), String::new())),
            "{changes:?}"
        );
    }
}
