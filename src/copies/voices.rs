//! How many independent origins a set of sentences has: copies of one text are one voice, so is an outlet that says a thing twice.

use std::collections::{BTreeMap, BTreeSet};

use crate::{claims::SourceAnalysis, copies::Copy};

/// Which sentences are copies of which.
#[derive(Debug, Default)]
pub struct Voices {
    copies: BTreeMap<(usize, usize), BTreeSet<(usize, usize)>>,
    outlets: Vec<String>,
}

impl Voices {
    /// Reads the copies of a story.
    pub fn of(sources: &[SourceAnalysis], copies: &[Copy]) -> Self {
        let mut out = Self { outlets: sources.iter().map(|s| s.outlet.clone()).collect(), ..Self::default() };
        for copy in copies {
            for pair in &copy.sentences {
                let (left, right) = ((copy.left.source, pair.left), (copy.right.source, pair.right));
                out.copies.entry(left).or_default().insert(right);
                out.copies.entry(right).or_default().insert(left);
            }
        }
        out
    }

    /// The sentences (source, sentence) that are copies of this one.
    pub fn copies_of(&self, sentence: (usize, usize)) -> impl Iterator<Item = (usize, usize)> {
        self.copies.get(&sentence).into_iter().flatten().copied()
    }

    /// Number of voices behind these sentences (source, sentence).
    pub fn count(&self, sentences: &BTreeSet<(usize, usize)>) -> usize {
        let mut voice_of: BTreeMap<&str, usize> = BTreeMap::new();
        let mut parent: Vec<usize> = Vec::new();
        for (source, _) in sentences {
            let outlet = self.outlets[*source].as_str();
            if !voice_of.contains_key(outlet) {
                voice_of.insert(outlet, parent.len());
                parent.push(parent.len());
            }
        }
        for at in sentences {
            for copy in self.copies.get(at).into_iter().flatten().filter(|c| sentences.contains(c)) {
                let (a, b) = (voice_of[self.outlets[at.0].as_str()], voice_of[self.outlets[copy.0].as_str()]);
                let (a, b) = (root(&parent, a), root(&parent, b));
                parent[a.max(b)] = a.min(b);
            }
        }
        (0..parent.len()).filter(|v| parent[*v] == *v).count()
    }
}

fn root(parent: &[usize], mut at: usize) -> usize {
    while parent[at] != at {
        at = parent[at];
    }
    at
}
