//! The text that two sources share, turned so that the left one of a `diff` is left: what every format of a `diff` shows.

use crate::{copies::Copy, reports::Report, text::Span};

/// A sentence of one source with the words that the other does not have.
pub(super) struct Sentence {
    /// Index of the source.
    pub source: usize,
    /// Where it stands.
    pub span: Span,
    /// Its words that the other source changed or left out.
    pub changed: Vec<Span>,
}

/// A passage that stands in both sources.
pub(super) struct Shared<'a> {
    /// The copy.
    pub copy: &'a Copy,
    /// Its sentences that were changed, left and right.
    pub changed: Vec<[Sentence; 2]>,
    /// Its sentences that have the same words, left and right.
    pub alike: Vec<[Sentence; 2]>,
}

/// The passages that the two sources share, in order of the left one.
pub(super) fn shared<'a>(report: &'a Report, sources: [usize; 2]) -> Vec<Shared<'a>> {
    let mut out: Vec<Shared> = report
        .story
        .copies
        .iter()
        .filter(|copy| copy.left.source != copy.right.source)
        .map(|copy| oriented(report, copy, copy.left.source != sources[0]))
        .collect();
    out.sort_by_key(|shared| shared.changed.iter().chain(&shared.alike).map(|pair| pair[0].span).min());
    out
}

/// One copy with its sentences sorted by whether they changed; its sides exchanged where `turned`.
pub(super) fn oriented<'a>(report: &Report, copy: &'a Copy, turned: bool) -> Shared<'a> {
    let mut out = Shared { copy, changed: Vec::new(), alike: Vec::new() };
    let sentence = |source: usize, number: usize, tokens: Vec<&std::ops::Range<usize>>| {
        let doc = &report.story.sources[source].doc;
        let span = doc.sentences[number].span;
        Sentence { source, span, changed: tokens.into_iter().map(|t| doc.span_at(t)).collect() }
    };
    for pair in &copy.sentences {
        let left = sentence(copy.left.source, pair.left, pair.changes.iter().map(|c| &c.left).collect());
        let right = sentence(copy.right.source, pair.right, pair.changes.iter().map(|c| &c.right).collect());
        let sides = if turned { [right, left] } else { [left, right] };
        if pair.changes.is_empty() { out.alike.push(sides) } else { out.changed.push(sides) }
    }
    out
}
