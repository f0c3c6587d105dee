//! The sides of a finding that stands on two names.

use std::collections::BTreeMap;

use crate::{
    claims::SourceAnalysis,
    copies::Voices,
    facts::Place,
    findings::{Evidence, Side, by_weight},
    frames::Modality,
    text::{BlockKind, Span},
    values::names::fold,
};

/// Where the sources have the two names that stand against each other, by what tells the one from the other.
pub(super) struct TwoSides<K>(BTreeMap<K, Vec<Place>>);

impl<K> Default for TwoSides<K> {
    fn default() -> Self {
        Self(BTreeMap::new())
    }
}

impl<K: Ord> TwoSides<K> {
    pub(super) fn add(&mut self, of: K, place: Place) {
        let places = self.0.entry(of).or_default();
        if !places.contains(&place) {
            places.push(place);
            places.sort_unstable();
        }
    }

    /// The two sides of a finding of `rule`, the one with most voices first.
    pub(super) fn sides(&self, rule: &str, sources: &[SourceAnalysis], voices: &Voices) -> Option<Vec<Side>> {
        let [left, right] = &self.0.values().collect::<Vec<_>>()[..] else { return None };
        two_sides(left, right, rule, sources, voices)
    }
}

/// The sides of a finding of `rule` that sets the names at `left` against those at `right`, the one with most voices first.
pub(super) fn two_sides(
    left: &[Place],
    right: &[Place],
    rule: &str,
    sources: &[SourceAnalysis],
    voices: &Voices,
) -> Option<Vec<Side>> {
    let mut sides = vec![side(left, rule, sources, voices)?, side(right, rule, sources, voices)?];
    sides.sort_by(by_weight);
    Some(sides)
}

/// The side of a finding of `rule` that stands on the names at `places`.
pub(super) fn side(places: &[(usize, usize)], rule: &str, sources: &[SourceAnalysis], voices: &Voices) -> Option<Side> {
    let mut evidence: Vec<Evidence> = Vec::new();
    for (source, index) in places {
        let analysis = &sources[*source];
        let mention = analysis.mentions.get(*index)?;
        if matches!(analysis.doc.kind_of(mention.sentence), BlockKind::Credit | BlockKind::Furniture) {
            continue;
        }
        evidence.push(written(*source, mention.sentence, mention.span, rule, sources));
    }
    written_side(evidence, sources, voices)
}

/// The words at `span` as evidence of `rule`.
pub(super) fn written(source: usize, sentence: usize, span: Span, rule: &str, sources: &[SourceAnalysis]) -> Evidence {
    Evidence {
        source,
        post: sources[source].doc.post_of(sentence),
        sentence,
        span,
        value: span,
        attributed_to: None,
        modality: Modality::Happened,
        denied: false,
        rule: rule.to_owned(),
    }
}

/// A side whose value is what most of its evidence says.
pub(super) fn written_side(evidence: Vec<Evidence>, sources: &[SourceAnalysis], voices: &Voices) -> Option<Side> {
    let mut written: BTreeMap<String, usize> = BTreeMap::new();
    for at in &evidence {
        let words: Vec<&str> = sources[at.source].doc.slice(at.value).split_whitespace().collect();
        *written.entry(words.join(" ")).or_default() += 1;
    }
    // The first of the most usual.
    let (value, _) = written.into_iter().rev().max_by_key(|(_, n)| *n)?;
    Some(Side::of(value.clone(), fold(&value), evidence, voices))
}
