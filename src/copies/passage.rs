//! Near-duplicate text: two passages with the words that changed between them.

use crate::text::Span;

/// How near two passages are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum CopyClass {
    /// The same words.
    Identical,
    /// The same text with words inserted, cut or exchanged.
    Edited,
    /// The same text told in part in other words.
    Reworded,
    /// The same words of a speaker, which both outlets quote: no copy of one from the other.
    Quote,
}

impl CopyClass {
    /// The word in reports.
    pub fn name(self) -> &'static str {
        match self {
            Self::Identical => "identical",
            Self::Edited => "edited",
            Self::Reworded => "reworded",
            Self::Quote => "quote",
        }
    }
}

/// Two passages that are one text, nearly word for word.
#[derive(Debug, Clone, PartialEq)]
pub struct Copy {
    /// How near.
    pub class: CopyClass,
    /// Share of equal words, 0 to 1.
    pub similarity: f64,
    /// The passage in the source that comes first.
    pub left: Passage,
    /// The passage in the other.
    pub right: Passage,
    /// Pairs of sentences, by their indices in the two sources, with what changed in each.
    pub sentences: Vec<SentencePair>,
}

/// Where a passage stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Passage {
    /// Index of the source.
    pub source: usize,
    /// Where in its text.
    pub span: Span,
}

/// Two sentences of which one is a copy of the other.
#[derive(Debug, Clone, PartialEq)]
pub struct SentencePair {
    /// Index of the sentence in the left source.
    pub left: usize,
    /// Index of the sentence in the right source.
    pub right: usize,
    /// Words in both.
    pub equal: usize,
    /// Share of equal words, 0 to 1.
    pub similarity: f64,
    /// Whether nearly all that they share stands in quotation marks in both.
    pub quoted: bool,
    /// What changed, as token ranges of the two sources.
    pub changes: Vec<Change>,
}

/// Words that were exchanged, inserted or cut: token ranges, one of which may be empty.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// Tokens of the left source.
    pub left: std::ops::Range<usize>,
    /// Tokens of the right source.
    pub right: std::ops::Range<usize>,
}
