//! What all pairs of values and words of a story are looked for on: its sentences, which of them are near, and which values each source
//! tells.

use std::collections::BTreeSet;

use crate::{
    claims::SourceAnalysis,
    facts::{
        Entities,
        same_thing::{Around, ClaimPair, Comparer, Nearest, Scene, Taken, slips::slips, told_at},
    },
    rules::Lexicons,
};

/// The sentences of a story, made ready once.
pub struct Ground<'a> {
    /// The sentences, values hidden.
    pub scene: Scene<'a>,
    /// Which of them are near each other.
    pub nearest: Nearest,
    /// Numbers of which one may have become the other by a slip, however their sentences are told.
    pub slips: BTreeSet<ClaimPair>,
    /// Which values are told where.
    pub taken: Taken,
    /// The words around each open claim, by source.
    pub around: Vec<Vec<Around>>,
}

impl<'a> Ground<'a> {
    /// Reads all sources once.
    pub fn of(sources: &'a [SourceAnalysis], entities: &'a Entities, lexicons: &'a Lexicons) -> Self {
        let scene = Scene::of(sources, entities, lexicons);
        let nearest = Nearest::find(&scene);
        let around = |source: usize, of_source: &SourceAnalysis| {
            (0..of_source.open.len()).map(|claim| Around::of(&scene, &told_at(sources, (source, claim)))).collect()
        };
        let around = sources.iter().enumerate().map(|(source, analysis)| around(source, analysis)).collect();
        Self { nearest, slips: slips(sources), taken: Taken::of(sources, entities), around, scene }
    }

    /// What compares two claims on it.
    pub fn comparer(&self) -> Comparer<'a, '_> {
        Comparer { scene: &self.scene, taken: &self.taken, around: &self.around }
    }
}
