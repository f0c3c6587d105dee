//! One person under two names, for an editor to look at.

use crate::{
    claims::SourceAnalysis,
    copies::Voices,
    facts::{Double, fnv1a},
    findings::{Evidence, Finding, Relation, Side, side::by_weight},
    frames::Modality,
    text::BlockKind,
    values::{Severity, Slot, names::fold},
};

/// The id that reports give as the rule of these findings.
pub const RULE: &str = "names/two_names";
/// The findings of all doubles, in their order.
pub fn from_doubles(doubles: &[Double], sources: &[SourceAnalysis], voices: &Voices) -> Vec<Finding> {
    doubles.iter().filter_map(|double| finding(double, sources, voices)).collect()
}

fn finding(double: &Double, sources: &[SourceAnalysis], voices: &Voices) -> Option<Finding> {
    let mut sides = vec![side(&double.left, RULE, sources, voices)?, side(&double.right, RULE, sources, voices)?];
    sides.sort_by(by_weight);
    let (a, b) = (&sides[0].value, &sides[1].value);
    let mut names = [sides[0].normalized.as_str(), sides[1].normalized.as_str()];
    names.sort_unstable();
    Some(Finding {
        id: format!("{:016x}", fnv1a(&format!("{RULE} {}", names.join(" ")))),
        rule: RULE.to_owned(),
        slot: Slot::Name,
        severity: Severity::Warning,
        relation: Relation::Spelling,
        subject: a.clone(),
        message: format!("Is this one person under two names: {a} or {b}?"),
        why: vec![double.why.clone()],
        sides,
    })
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
        evidence.push(Evidence {
            source: *source,
            post: analysis.doc.post_of(mention.sentence),
            sentence: mention.sentence,
            span: mention.span,
            value: mention.span,
            attributed_to: None,
            modality: Modality::Happened,
            denied: false,
            rule: rule.to_owned(),
        });
    }
    let first = evidence.first()?;
    let value = sources[first.source].doc.slice(first.value).split_whitespace().collect::<Vec<_>>().join(" ");
    Some(Side::of(value.clone(), fold(&value), evidence, voices))
}
