//! As much of the program's module of this name as the shared files ask for.

use std::collections::BTreeMap;

pub use crate::cell::Cell;

/// The tables of all shipped word lists.
#[derive(Debug, Clone, Default)]
pub struct Lexicons(pub BTreeMap<String, BTreeMap<String, Cell>>);

impl Lexicons {
    pub fn table(&self, name: &str) -> impl Iterator<Item = (&str, &Cell)> {
        self.0.get(name).into_iter().flatten().map(|(word, cell)| (word.as_str(), cell))
    }

    pub fn value(&self, name: &str, word: &str) -> Option<&str> {
        self.0.get(name)?.get(word)?.as_str()
    }
}
