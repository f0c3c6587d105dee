//! Versions: two sources that are one article of one outlet at two times. What differs between them was changed and is no disagreement.

use std::collections::{BTreeMap, BTreeSet};

use crate::{claims::SourceAnalysis, copies::Copy};

/// Share of the shorter text, in per cent of its sentences, from which two texts of one outlet are versions of one article.
const ONE_ARTICLE_PERCENT: usize = 50;
/// A shorter text says too little to be told a version.
const FEWEST_SENTENCES: usize = 3;

/// Pairs of sources that are versions of one article.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Versions {
    /// The earlier one, then the later one.
    pairs: BTreeSet<(usize, usize)>,
}

impl Versions {
    /// Two sources of one outlet, reported at two times, that bear one id or have much of their text in common. Live blogs are not
    /// asked: their posts have times of their own.
    pub fn of(sources: &[SourceAnalysis], copies: &[Copy]) -> Self {
        let mut pairs = BTreeSet::new();
        for (a, b) in by_id(sources).into_iter().chain(by_text(sources, copies)) {
            let (x, y) = (&sources[a], &sources[b]);
            if x.outlet != y.outlet || x.doc.posts.len() > 1 || y.doc.posts.len() > 1 {
                continue;
            }
            match x.reported(0).zip(y.reported(0)) {
                Some((first, second)) if first.is_before_on_one_clock(&second) => pairs.insert((a, b)),
                Some((first, second)) if second.is_before_on_one_clock(&first) => pairs.insert((b, a)),
                _ => false,
            };
        }
        Self { pairs }
    }

    /// Whether the two are versions of one article.
    pub fn are(&self, a: usize, b: usize) -> bool {
        self.pairs.contains(&(a, b)) || self.pairs.contains(&(b, a))
    }

    /// The pairs, the earlier version first.
    pub fn pairs(&self) -> impl Iterator<Item = (usize, usize)> {
        self.pairs.iter().copied()
    }
}

/// Neighbours among the sources of one id: an article with many versions is no matter of all with all.
fn by_id(sources: &[SourceAnalysis]) -> BTreeSet<(usize, usize)> {
    let mut of_item: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (number, source) in sources.iter().enumerate() {
        if let Some(item) = &source.item {
            of_item.entry(item).or_default().push(number);
        }
    }
    of_item.values().flat_map(|same| same.windows(2).filter_map(|pair| Some((*pair.first()?, *pair.last()?)))).collect()
}

fn by_text(sources: &[SourceAnalysis], copies: &[Copy]) -> BTreeSet<(usize, usize)> {
    let mut shared: BTreeMap<(usize, usize), BTreeSet<usize>> = BTreeMap::new();
    let size = |source: usize| sources[source].doc.sentences.len();
    for copy in copies {
        let (left, right) = (copy.left.source, copy.right.source);
        if left != right && sources[left].outlet == sources[right].outlet {
            let shorter = copy.sentences.iter().map(|p| if size(left) <= size(right) { p.left } else { p.right });
            shared.entry((left, right)).or_default().extend(shorter);
        }
    }
    shared
        .into_iter()
        .filter(|((left, right), sentences)| {
            let fewer = size(*left).min(size(*right));
            fewer >= FEWEST_SENTENCES && sentences.len() * 100 >= fewer * ONE_ARTICLE_PERCENT
        })
        .map(|(pair, _)| pair)
        .collect()
}
