//! Which pairs of open claims are one thing: of each claim the best partner in every other source, where it is the best on both sides.

use std::collections::{BTreeMap, BTreeSet};

use crate::{
    claims::{OpenKind, SourceAnalysis},
    facts::same_thing::{
        Ground, Laid, Levels, Model, SentenceAt, Told, VALUE_ELSEWHERE, VALUES_IN_TEXT, features::level_of_values,
    },
    parallel::in_parallel,
};

/// Pairs of sentences that a thread takes at once.
const BATCH: usize = 32;

/// An open claim: index of its source, and of the claim among its open ones.
pub type ClaimAt = (usize, usize);
/// Two open claims, in order.
pub type ClaimPair = (ClaimAt, ClaimAt);

/// Two open claims of one thing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SameThing {
    /// The one that comes first.
    pub left: ClaimAt,
    /// The other.
    pub right: ClaimAt,
    /// What kind of value it is.
    pub kind: OpenKind,
    /// How sure it is that both are of one thing, in hundredths of the logarithm of the odds.
    pub sameness: i32,
    /// Whether each is the best partner of the other in its source.
    pub mutual: bool,
    /// The levels that this was learned over.
    pub levels: Levels,
}

/// Level of [`VALUE_ELSEWHERE`] from which one source tells both values.
const TOLD_BY_ONE: u8 = 3;

impl SameThing {
    /// Whether the source of one tells the value of the other too, in whatever sentence.
    pub fn is_told_elsewhere(&self) -> bool {
        self.levels[VALUE_ELSEWHERE] >= TOLD_BY_ONE
    }

    /// Whether both texts have more than so many values of the kind.
    pub fn is_among_more_than(&self, values: usize) -> bool {
        self.levels[VALUES_IN_TEXT] >= level_of_values(values + 1)
    }
}

/// All pairs of comparable claims in sentences that are near, those that may be one number with a slip in it, and those of `also`, in order,
/// with the levels of their features.
pub fn candidates(ground: &Ground, also: &BTreeSet<ClaimPair>) -> BTreeMap<ClaimPair, Levels> {
    let sources = ground.scene.sources;
    let sentence = |at: ClaimAt| (at.0, sources[at.0].open[at.1].sentence);
    let near = ground.nearest.pairs();
    let mut further: BTreeMap<(SentenceAt, SentenceAt), Vec<ClaimPair>> = BTreeMap::new();
    for (a, b) in ground.slips.union(also) {
        let at = (sentence(*a), sentence(*b));
        if !near.contains(&at) {
            further.entry(at).or_default().push((*a, *b));
        }
    }
    let of_near = near.into_iter().map(|(left, right)| {
        let (here, there) = (told(sources, left), told(sources, right));
        let pairs = here.iter().flat_map(|a| there.iter().map(move |b| ((left.0, a.index), (right.0, b.index))));
        ((left, right), pairs.collect())
    });
    let all: Vec<((SentenceAt, SentenceAt), Vec<ClaimPair>)> = of_near.chain(further).collect();
    let measured = in_parallel(all.len(), BATCH, || (), |(), at| measure(ground, all[at].0, &all[at].1));
    measured.into_iter().flatten().collect()
}

/// The levels of those of `pairs`, all of two sentences, that are comparable.
fn measure(ground: &Ground, at: (SentenceAt, SentenceAt), pairs: &[ClaimPair]) -> Vec<(ClaimPair, Levels)> {
    let (scene, comparer) = (&ground.scene, ground.comparer());
    let told = pairs.iter().map(|pair| (*pair, told_at(scene.sources, pair.0), told_at(scene.sources, pair.1)));
    let mut told = told.filter(|(_, a, b)| a.is_comparable(b)).peekable();
    if told.peek().is_none() {
        return Vec::new();
    }
    let laid = Laid::of(scene.view(at.0), scene.view(at.1));
    told.map(|(pair, a, b)| (pair, comparer.levels(&a, &b, &laid, ground))).collect()
}

/// All pairs of claims of two sources that are each other's best, and those of `also`, in order.
pub fn same_things(ground: &Ground, also: &BTreeSet<ClaimPair>) -> Vec<SameThing> {
    let sources = ground.scene.sources;
    let scored = candidates(ground, also).into_iter().map(|((left, right), levels)| {
        let kind = sources[left.0].open[left.1].kind;
        let sameness = Model::embedded().score(kind.name()).map_or(i32::MIN, |s| s.sum(&levels));
        SameThing { left, right, kind, sameness, mutual: false, levels }
    });
    let mut scored: Vec<SameThing> = scored.collect();
    let mut best: BTreeMap<(ClaimAt, usize), i32> = BTreeMap::new();
    for pair in scored.iter().filter(|pair| pair.left.0 != pair.right.0) {
        for (claim, other) in [(pair.left, pair.right.0), (pair.right, pair.left.0)] {
            let best = best.entry((claim, other)).or_insert(i32::MIN);
            *best = (*best).max(pair.sameness);
        }
    }
    for pair in &mut scored {
        let is_best = |claim, other| best.get(&(claim, other)).is_some_and(|best| *best <= pair.sameness);
        pair.mutual = is_best(pair.left, pair.right.0) && is_best(pair.right, pair.left.0);
    }
    scored.retain(|pair| pair.mutual || also.contains(&(pair.left, pair.right)));
    scored
}

/// The open claims of a sentence.
fn told(sources: &[SourceAnalysis], (source, sentence): (usize, usize)) -> Vec<Told<'_>> {
    let analysis = &sources[source];
    let from = analysis.open.partition_point(|c| c.sentence < sentence);
    let here = analysis.open.iter().enumerate().skip(from).take_while(|(_, c)| c.sentence == sentence);
    here.map(|(index, claim)| Told { source, analysis, index, claim }).collect()
}

/// The open claim of an index, as [`SameThing`] holds it.
pub fn told_at(sources: &[SourceAnalysis], (source, index): ClaimAt) -> Told<'_> {
    Told { source, analysis: &sources[source], index, claim: &sources[source].open[index] }
}
