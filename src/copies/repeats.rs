//! What an outlet says twice: a pinned post that comes again below, a live blog that was saved twice. It is analysed once.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{NaiveDate, NaiveTime};

use crate::{
    claims::SourceAnalysis,
    copies::{Copy, SentencePair},
};

/// So many sentences in a row are a repeated passage, whenever they were reported; a lone one must be of one day.
const FEWEST_SENTENCES: usize = 2;
/// Share of the shorter text, in per cent of its sentences, from which two texts of one outlet are one page saved twice.
const SAVED_TWICE_PERCENT: usize = 50;

/// Sentences that repeat, word for word, what the same outlet says elsewhere: as (source, sentence).
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Repeats {
    folded: BTreeSet<(usize, usize)>,
}

impl Repeats {
    /// Of each repeated sentence the one that was reported first stays; of one report time the first in order.
    pub fn of(sources: &[SourceAnalysis], copies: &[Copy]) -> Self {
        let twice = saved_twice(sources, copies);
        let mut folded = BTreeSet::new();
        for copy in copies {
            let (left, right) = (copy.left.source, copy.right.source);
            if left != right && !twice.contains(&(left, right)) && !is_whole_post(sources, copy) {
                continue;
            }
            for pair in copy.sentences.iter().filter(|p| p.changes.is_empty()) {
                let (a, b) = ((left, pair.left), (right, pair.right));
                let (x, y) = (reported(sources, a), reported(sources, b));
                if copy.sentences.len() >= FEWEST_SENTENCES || is_one_day(x, y) {
                    folded.insert(if (x, a) <= (y, b) { b } else { a });
                }
            }
        }
        Self { folded }
    }

    /// Whether the sentence repeats another one that stays.
    pub fn has(&self, source: usize, sentence: usize) -> bool {
        self.folded.contains(&(source, sentence))
    }

    /// Number of sentences that are not analysed again.
    pub fn len(&self) -> usize {
        self.folded.len()
    }

    /// Whether nothing is said twice.
    pub fn is_empty(&self) -> bool {
        self.folded.is_empty()
    }

    /// The sources without the claims of repeated sentences.
    pub fn fold(&self, mut sources: Vec<SourceAnalysis>) -> Vec<SourceAnalysis> {
        for (index, source) in sources.iter_mut().enumerate() {
            source.claims.retain(|claim| !self.has(index, claim.sentence));
        }
        sources
    }

    /// The copies without the pairs of repeated sentences: what changed in them shows in the sentence that stays.
    pub fn unfolded(&self, copies: &[Copy]) -> Vec<Copy> {
        let stays = |copy: &Copy, pair: &SentencePair| {
            !self.has(copy.left.source, pair.left) && !self.has(copy.right.source, pair.right)
        };
        copies
            .iter()
            .map(|copy| {
                let sentences = copy.sentences.iter().filter(|p| stays(copy, p)).cloned().collect();
                Copy { sentences, ..copy.clone() }
            })
            .filter(|copy| !copy.sentences.is_empty())
            .collect()
    }
}

/// A report time that can be sorted: what is known comes before what is not.
type Moment = (bool, Option<NaiveDate>, Option<NaiveTime>);

fn reported(sources: &[SourceAnalysis], (source, sentence): (usize, usize)) -> Moment {
    let analysis = &sources[source];
    let at = analysis.reported(analysis.doc.post_of(sentence));
    (at.is_none(), at.map(|t| t.date), at.and_then(|t| t.time))
}

fn is_one_day(a: Moment, b: Moment) -> bool {
    a.1.is_none() || b.1.is_none() || a.1 == b.1
}

/// Pairs of live blogs of one outlet that are mostly the same sentences. An article that is given twice is left alone: one of the two
/// may be a draft, whose claims must all be checked.
fn saved_twice(sources: &[SourceAnalysis], copies: &[Copy]) -> BTreeSet<(usize, usize)> {
    let mut same: BTreeMap<(usize, usize), BTreeSet<usize>> = BTreeMap::new();
    for copy in copies.iter().filter(|c| c.left.source != c.right.source) {
        let (left, right) = (copy.left.source, copy.right.source);
        let live = sources[left].doc.posts.len() > 1 && sources[right].doc.posts.len() > 1;
        if live && sources[left].outlet == sources[right].outlet {
            let of_shorter = |p: &SentencePair| if is_shorter(sources, left, right) { p.left } else { p.right };
            let identical = copy.sentences.iter().filter(|p| p.changes.is_empty()).map(of_shorter);
            same.entry((left, right)).or_default().extend(identical);
        }
    }
    let size = |(l, r): (usize, usize)| sources[l].doc.sentences.len().min(sources[r].doc.sentences.len());
    same.into_iter()
        .filter(|(pair, found)| found.len() * 100 >= size(*pair) * SAVED_TWICE_PERCENT)
        .map(|(pair, _)| pair)
        .collect()
}

fn is_shorter(sources: &[SourceAnalysis], left: usize, right: usize) -> bool {
    sources[left].doc.sentences.len() <= sources[right].doc.sentences.len()
}

/// Whether the copy is one and the same post of two live blogs of one outlet, from end to end on both sides.
fn is_whole_post(sources: &[SourceAnalysis], copy: &Copy) -> bool {
    let whole = |source: usize, of: fn(&SentencePair) -> usize| -> bool {
        let doc = &sources[source].doc;
        let (Some(first), Some(last)) = (copy.sentences.first().map(of), copy.sentences.last().map(of)) else {
            return false;
        };
        let post = doc.post_of(first);
        let starts = first.checked_sub(1).is_none_or(|s| doc.post_of(s) != post);
        let ends = last + 1 >= doc.sentences.len() || doc.post_of(last + 1) != doc.post_of(last);
        doc.posts.len() > 1 && starts && ends
    };
    let (left, right) = (copy.left.source, copy.right.source);
    sources[left].outlet == sources[right].outlet && whole(left, |p| p.left) && whole(right, |p| p.right)
}
