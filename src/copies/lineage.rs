//! Who had a shared passage first, where a credit or the times of the reports tell.

use crate::{
    claims::SourceAnalysis,
    copies::{Copy, Voices},
};

/// Where a shared passage comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Lineage {
    /// The outlet of source `from` is credited by the other one.
    Credited {
        /// Index of the source that is credited.
        from: usize,
    },
    /// Both have it from this agency.
    Agency(String),
    /// Source `from` reported it first, and neither names another.
    Earlier {
        /// Index of the earlier source.
        from: usize,
    },
    /// Nothing tells: the two share a source.
    Shared,
}

/// Where `copy` comes from. A credit of either outlet says more than the clock.
pub fn lineage(copy: &Copy, sources: &[SourceAnalysis], voices: &Voices) -> Lineage {
    let (left, right) = (copy.left.source, copy.right.source);
    let credit = |source: usize, of: &dyn Fn(&crate::copies::SentencePair) -> usize| {
        copy.sentences.iter().find_map(|pair| voices.origin((source, of(pair))))
    };
    let (a, b) = (credit(left, &|p| p.left), credit(right, &|p| p.right));
    let agency = |source: usize| voices.origins().agency(source);
    match (a, b) {
        (_, Some(name)) if agency(left) == Some(name) && left != right => return Lineage::Credited { from: left },
        (Some(name), _) if agency(right) == Some(name) && left != right => return Lineage::Credited { from: right },
        (Some(name), Some(same)) if name == same => return Lineage::Agency(name.to_owned()),
        _ => {}
    }
    let reported = |source: usize, sentence: Option<usize>| {
        let analysis = sources.get(source)?;
        analysis.reported(analysis.doc.post_of(sentence?))
    };
    let first = copy.sentences.first();
    let (x, y) = (reported(left, first.map(|p| p.left)), reported(right, first.map(|p| p.right)));
    match x.zip(y) {
        // A day without a clock says nothing of the order within it.
        Some((x, y)) if x.is_before_on_one_clock(&y) => Lineage::Earlier { from: left },
        Some((x, y)) if y.is_before_on_one_clock(&x) => Lineage::Earlier { from: right },
        _ => Lineage::Shared,
    }
}
