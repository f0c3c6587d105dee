//! How far a long run has come, for whoever waits for it.

use std::sync::atomic::{AtomicUsize, Ordering::Relaxed};

/// Where a run stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// So many sources of all are understood; they come in any order.
    Understood(usize, usize),
    /// So many facts are laid side by side; their values are judged next.
    Aligned(usize),
}

/// Who is told of each step, from any thread.
pub struct Watch<'a> {
    tell: &'a (dyn Fn(Step) + Sync),
    understood: AtomicUsize,
}

impl<'a> Watch<'a> {
    /// Tells `tell`.
    pub fn new(tell: &'a (dyn Fn(Step) + Sync)) -> Self {
        Self { tell, understood: AtomicUsize::new(0) }
    }

    /// Tells nobody.
    pub fn silent() -> Self {
        Self::new(&|_| ())
    }

    /// Another source of `all` is understood: what was made of it passes through.
    pub(crate) fn understood<T>(&self, made: T, all: usize) -> T {
        (self.tell)(Step::Understood(self.understood.fetch_add(1, Relaxed) + 1, all));
        made
    }

    /// So many facts are laid side by side.
    pub(crate) fn aligned(&self, facts: usize) {
        (self.tell)(Step::Aligned(facts));
    }
}
