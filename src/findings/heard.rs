//! What sources say of the values of a draft where no rule laid two claims beside each other.

use crate::{claims::SourceAnalysis, copies::Copy, text::Span, values::Comparison};

/// A value of a source that is of one thing with a value of the draft.
#[derive(Debug, Clone, PartialEq)]
pub struct Heard {
    /// Index of the sentence of the draft that has the value.
    pub at: usize,
    /// Where the value stands in the draft.
    pub value: Span,
    /// Index of the source.
    pub source: usize,
    /// Index of its sentence.
    pub sentence: usize,
    /// How the two values compare.
    pub comparison: Comparison,
}

/// The sentences of source number `draft` that a source has word for word: it says whatever they say.
pub fn copied_whole(draft: usize, copies: &[Copy], sources: &[SourceAnalysis]) -> Vec<Heard> {
    let mut out = Vec::new();
    for copy in copies {
        let (left, right) = (copy.left.source, copy.right.source);
        for pair in copy.sentences.iter().filter(|pair| pair.changes.is_empty() && left != right) {
            let (own, source, sentence) = match (left == draft, right == draft) {
                (true, _) => (pair.left, right, pair.right),
                (_, true) => (pair.right, left, pair.left),
                _ => continue,
            };
            let value = sources[draft].doc.sentences[own].span;
            out.push(Heard { at: own, value, source, sentence, comparison: Comparison::Same });
        }
    }
    out
}
