//! Analyses that are kept from one run to the next, so that a text that did not change is not read again.

use std::{
    collections::BTreeMap,
    hash::{Hash, Hasher},
    sync::{Arc, Mutex, PoisonError},
};

use rustc_hash::{FxHashMap, FxHasher};

use crate::{claims::SourceAnalysis, inputs::Source};

/// The last analyses, by the source that each was made of. One set of rules made all of them: whoever has other rules keeps others.
#[derive(Debug, Default)]
pub struct Kept {
    /// All texts of kept analyses together are no longer than this, in bytes.
    most_bytes: usize,
    shelf: Mutex<Shelf>,
}

#[derive(Debug, Default)]
struct Shelf {
    made: FxHashMap<u64, Made>,
    /// What was asked for longest ago stands first.
    order: BTreeMap<u64, u64>,
    turn: u64,
    bytes: usize,
}

#[derive(Debug)]
struct Made {
    of: Source,
    analysis: Arc<SourceAnalysis>,
    turn: u64,
}

impl Kept {
    /// Keeps nothing.
    pub fn nothing() -> Self {
        Self::default()
    }

    /// Keeps analyses of `most_bytes` of text.
    pub fn of_at_most(most_bytes: usize) -> Self {
        Self { most_bytes, shelf: Mutex::default() }
    }

    /// The analysis of `source` as source `number` of its story: the kept one where the source is, to the last byte, the one that it was made of.
    pub fn analysis(&self, number: usize, source: &Source, make: impl FnOnce() -> SourceAnalysis) -> SourceAnalysis {
        if source.text.len() > self.most_bytes {
            return make();
        }
        let hash = hash_of(source);
        if let Some(kept) = self.shelf().find(hash, source) {
            let mut analysis = SourceAnalysis::clone(&kept);
            analysis.claims.iter_mut().for_each(|claim| claim.source = number);
            return analysis;
        }
        let analysis = make();
        let made = Made { of: source.clone(), analysis: Arc::new(analysis.clone()), turn: 0 };
        self.shelf().put(hash, made, self.most_bytes);
        analysis
    }

    /// How many analyses are kept, and how many bytes of text they are of.
    pub fn len(&self) -> (usize, usize) {
        let shelf = self.shelf();
        (shelf.made.len(), shelf.bytes)
    }

    fn shelf(&self) -> std::sync::MutexGuard<'_, Shelf> {
        self.shelf.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// A number by which the source is found; whether it is the one is seen in the source.
fn hash_of(source: &Source) -> u64 {
    let mut hasher = FxHasher::default();
    (&source.id, &source.text).hash(&mut hasher);
    hasher.finish()
}

impl Shelf {
    fn find(&mut self, hash: u64, source: &Source) -> Option<Arc<SourceAnalysis>> {
        self.turn += 1;
        let made = self.made.get_mut(&hash).filter(|made| made.of == *source)?;
        self.order.remove(&made.turn);
        made.turn = self.turn;
        self.order.insert(self.turn, hash);
        Some(Arc::clone(&made.analysis))
    }

    fn put(&mut self, hash: u64, made: Made, most_bytes: usize) {
        self.drop(hash);
        self.turn += 1;
        self.bytes += made.of.text.len();
        self.order.insert(self.turn, hash);
        self.made.insert(hash, Made { turn: self.turn, ..made });
        while self.bytes > most_bytes
            && let Some((_, oldest)) = self.order.first_key_value()
        {
            self.drop(*oldest);
        }
    }

    fn drop(&mut self, hash: u64) {
        if let Some(made) = self.made.remove(&hash) {
            self.order.remove(&made.turn);
            self.bytes -= made.of.text.len();
        }
    }
}
