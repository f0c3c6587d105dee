//! What depends on what, over a whole document: the trees of its sentences by the document's own tokens.

use crate::syntax::{Dep, Tree};

/// The head and the relation of each token. A sentence that was not parsed, because nothing in it can carry a claim, has neither.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Grammar {
    heads: Vec<u32>,
    deps: Vec<Dep>,
}

const NONE: u32 = u32::MAX;

impl Grammar {
    /// That of a document of `tokens` tokens of which no sentence has been read.
    pub(super) fn new(tokens: usize) -> Self {
        Self { heads: vec![NONE; tokens], deps: vec![Dep::Dep; tokens] }
    }

    /// Takes the tree of the sentence whose first token is `base`.
    pub(super) fn take(&mut self, base: usize, tree: &Tree) {
        for word in 0..tree.len() {
            if let (Some(head), Some(dep)) = (self.heads.get_mut(base + word), self.deps.get_mut(base + word)) {
                *head = tree.head(word).map_or(NONE, |head| (base + head) as u32);
                *dep = tree.dep(word);
            }
        }
    }

    /// The head of a token; `None` for a root, and where nothing was parsed.
    pub fn head(&self, token: usize) -> Option<usize> {
        self.heads.get(token).filter(|head| **head != NONE).map(|head| *head as usize)
    }

    /// How a token depends on its head.
    pub fn dep(&self, token: usize) -> Dep {
        self.deps.get(token).copied().unwrap_or(Dep::Dep)
    }

    /// The tokens from `token` up to the root, itself first.
    pub fn ancestors(&self, token: usize) -> impl Iterator<Item = usize> {
        std::iter::successors(Some(token), |at| self.head(*at)).take(self.heads.len())
    }
}
