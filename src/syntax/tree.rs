//! The dependency tree of one sentence.

use std::ops::Range;

use crate::syntax::Dep;

/// The head of each word and how the word depends on it: one root, no cycles.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Tree {
    /// The head of each word; `None` for the root.
    pub heads: Vec<Option<u32>>,
    /// How each word depends on its head.
    pub deps: Vec<Dep>,
    /// Whether the parser came close to giving the word another head.
    pub doubtful: Vec<bool>,
    /// The next best head of each word; `None` where that was to be the root.
    pub others: Vec<Option<u32>>,
}

impl Tree {
    /// Number of words.
    pub fn len(&self) -> usize {
        self.heads.len()
    }

    /// Whether there is no word.
    pub fn is_empty(&self) -> bool {
        self.heads.is_empty()
    }

    /// The root, if there is any word.
    pub fn root(&self) -> Option<usize> {
        self.heads.iter().position(Option::is_none)
    }

    /// The head of a word.
    pub fn head(&self, word: usize) -> Option<usize> {
        self.heads.get(word).copied().flatten().map(|head| head as usize)
    }

    /// The next best head of a word.
    pub fn other(&self, word: usize) -> Option<usize> {
        self.others.get(word).copied().flatten().map(|head| head as usize)
    }

    /// How a word depends on its head; `dep` for a word that is not there.
    pub fn dep(&self, word: usize) -> Dep {
        self.deps.get(word).copied().unwrap_or(Dep::Dep)
    }

    /// The words that depend on a word, from left to right. It looks at every word; who asks for many words asks
    /// [`Tree::all_children`] once.
    pub fn children(&self, word: usize) -> impl Iterator<Item = usize> {
        self.heads.iter().enumerate().filter(move |(_, head)| **head == Some(word as u32)).map(|(child, _)| child)
    }

    /// The words that depend on each word, from left to right.
    pub fn all_children(&self) -> Vec<Vec<usize>> {
        let mut out = vec![Vec::new(); self.len()];
        for (child, head) in self.heads.iter().enumerate() {
            if let Some(children) = head.and_then(|head| out.get_mut(head as usize)) {
                children.push(child);
            }
        }
        out
    }

    /// The smallest range of words that holds each word and all that depends on it, directly or not.
    pub fn spans(&self) -> Vec<Range<usize>> {
        let mut out: Vec<Range<usize>> = (0..self.len()).map(|word| word..word + 1).collect();
        for word in self.leaves_first() {
            let span = out[word].clone();
            if let Some(head) = self.head(word).and_then(|head| out.get_mut(head)) {
                *head = head.start.min(span.start)..head.end.max(span.end);
            }
        }
        out
    }

    /// The smallest range of words that holds a word and all that depends on it. It looks at every word, as
    /// [`Tree::spans`] does for all at once.
    pub fn span(&self, word: usize) -> Range<usize> {
        self.spans().get(word).cloned().unwrap_or(word..word)
    }

    /// The words from the word up to the root, itself first.
    pub fn ancestors(&self, word: usize) -> impl Iterator<Item = usize> {
        std::iter::successors((word < self.len()).then_some(word), |at| self.head(*at)).take(self.len())
    }

    /// All words, each before its head.
    fn leaves_first(&self) -> Vec<usize> {
        let children = self.all_children();
        let mut order: Vec<usize> = self.root().into_iter().collect();
        let mut at = 0;
        while let Some(word) = order.get(at) {
            order.extend(&children[*word]);
            at += 1;
        }
        order.reverse();
        order
    }
}
