//! One sentence as numbers, its values hidden.

use crate::{claims::OpenKind, facts::same_thing::meaning::Meaning};

/// Stands for a word in all that follows.
pub type Symbol = u32;

/// One element of a sentence laid beside another: a word, or a value of some kind, whichever it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Element {
    /// The word, or the mark of the kind of value.
    pub symbol: Symbol,
    /// The first token.
    pub token: usize,
    /// The mention that names the value, if it is one.
    pub mention: Option<usize>,
    /// Whether it is a word that carries meaning.
    pub is_content: bool,
}

impl Element {
    /// Whether it is a value of a kind.
    pub fn is_of(&self, kind: OpenKind) -> bool {
        self.mention.is_some() && self.symbol == kind as Symbol
    }
}

/// A sentence with its values hidden.
#[derive(Debug, Clone, Default)]
pub struct View {
    /// Content words and names, sorted, each once; no numbers and no times.
    pub words: Vec<Symbol>,
    /// Its numbers and times, sorted, each once: sentences that share one may tell one thing.
    pub values: Vec<Symbol>,
    /// Sum of the weights of `values`.
    pub weight_of_values: u64,
    /// Its words in order, values each as one mark.
    pub elements: Vec<Element>,
    /// The symbols of its elements but for values, sorted.
    pub sorted: Vec<Symbol>,
    /// Sum of the weights of `words`.
    pub weight: u64,
    /// The direction of `words` together, each as heavy as it weighs.
    pub meaning: Meaning,
    /// The words of the sentences before and behind it.
    pub beside: Vec<Symbol>,
    /// Orders sentences by their words, wherever they stand.
    pub order: u64,
}
