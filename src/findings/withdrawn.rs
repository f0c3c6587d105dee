//! Stale values: what an outlet said in an earlier version of an item, or names as wrong in its correction, and another text still says.

use std::collections::BTreeSet;

use crate::{
    claims::{Claim, ClaimValue, SourceAnalysis},
    findings::{Evidence, Finding, Relation, Side},
    values::{Severity, Slot, names::fold},
};

/// Share of the words of the shorter of two sentences, in per cent, from which they are one sentence in two versions.
const ONE_SENTENCE_PERCENT: usize = 50;

/// How an outlet took something back.
pub enum Correction<'a> {
    /// It has a newer version of what it said here.
    Version(&'a SourceAnalysis),
    /// Its note to editors on the newer version.
    Note(&'a str),
}

/// The newer version, as an index of the story's sources, and what it corrects.
pub type Corrected<'a> = (usize, Correction<'a>);

/// Marks each finding in which one side is what an outlet said before, the other what it says now, and somebody else still has the former.
pub fn withdrawn(findings: &mut [Finding], sources: &[SourceAnalysis], corrected: &[Corrected]) {
    if corrected.is_empty() {
        return;
    }
    for finding in findings.iter_mut().filter(|f| matches!(f.relation, Relation::Conflict | Relation::Superseded)) {
        let Some((outlet, old, new, where_from)) = stale(finding, sources, corrected) else { continue };
        finding.relation = Relation::Superseded;
        finding.severity = finding.severity.max(Severity::Warning);
        finding.message.push_str(&format!(" (stale: {outlet} withdrew “{old}”)"));
        finding.why.insert(0, format!("stale: {outlet} corrected “{old}” to “{new}” ({where_from})"));
    }
}

/// The outlet that took a value back, the value, what stands for it now, and where that is seen.
fn stale(
    finding: &Finding,
    sources: &[SourceAnalysis],
    corrected: &[Corrected],
) -> Option<(String, String, String, String)> {
    corrected.iter().find_map(|(newer, correction)| {
        let now = &sources[*newer];
        let of = |side: &Side, source: usize| side.evidence.iter().find(|e| e.source == source).cloned();
        let new = finding.sides.iter().find(|side| of(side, *newer).is_some())?;
        let evidence = of(new, *newer)?;
        let others = |side: &&Side| {
            of(side, *newer).is_none() && side.evidence.iter().any(|e| sources[e.source].outlet != now.outlet)
        };
        let old = finding.sides.iter().filter(others).find(|old| match correction {
            Correction::Version(before) => said_before(finding.slot, old, before, now, &evidence, sources),
            Correction::Note(note) => holds(note, &words_of(old, sources)) && holds(note, &words_of(new, sources)),
        })?;
        let seen = match correction {
            Correction::Version(before) => format!("an earlier version, {}, has the old value", before.id),
            Correction::Note(_) => "its note to editors names both".to_owned(),
        };
        Some((now.outlet.clone(), old.value.clone(), new.value.clone(), seen))
    })
}

/// Whether the earlier version says the old value where the newer one has `evidence`, and the newer one says it nowhere any more.
fn said_before(
    slot: Slot,
    old: &Side,
    before: &SourceAnalysis,
    now: &SourceAnalysis,
    evidence: &Evidence,
    sources: &[SourceAnalysis],
) -> bool {
    let words = words_of(old, sources);
    let says = |version: &SourceAnalysis, claim: &Claim| {
        let value = plain(claim, version);
        claim.slot == slot && (words.contains(&value) || fold(&old.normalized) == value)
    };
    let heads: BTreeSet<&str> =
        now.claims.iter().filter(|c| c.evidence == evidence.span).map(|c| c.subject.head.as_str()).collect();
    let akin = |claim: &Claim| {
        heads.contains(claim.subject.head.as_str())
            || share(words_in(before, claim.sentence), words_in(now, evidence.sentence)) >= ONE_SENTENCE_PERCENT
    };
    let still = |head: &str| now.claims.iter().any(|c| c.subject.head == head && says(now, c));
    before.claims.iter().any(|c| says(before, c) && akin(c) && !still(&c.subject.head))
}

/// A claim's value without knowing the story.
fn plain(claim: &Claim, analysis: &SourceAnalysis) -> String {
    let words = match &claim.value {
        ClaimValue::Number(n) => n.told(),
        ClaimValue::Time(time) => time.normal(),
        _ => analysis.doc.slice(claim.value_span).to_owned(),
    };
    fold(&words)
}

/// How the sources write the value of a side.
fn words_of(side: &Side, sources: &[SourceAnalysis]) -> BTreeSet<String> {
    side.evidence.iter().map(|e| fold(sources[e.source].doc.slice(e.value))).collect()
}

/// Whether one of `values` stands in `note` as words of its own.
fn holds(note: &str, values: &BTreeSet<String>) -> bool {
    let spaced = |text: &str| {
        let words = text.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty());
        format!(" {} ", words.collect::<Vec<_>>().join(" "))
    };
    let note = spaced(&fold(note));
    values.iter().any(|value| value.chars().any(char::is_alphanumeric) && note.contains(&spaced(value)))
}

fn words_in(analysis: &SourceAnalysis, sentence: usize) -> BTreeSet<&str> {
    let tokens = analysis.doc.sentences.get(sentence).and_then(|s| analysis.doc.tokens.get(s.tokens.clone()));
    tokens.into_iter().flatten().map(|t| &*t.lower).filter(|w| w.chars().all(char::is_alphanumeric)).collect()
}

fn share(a: BTreeSet<&str>, b: BTreeSet<&str>) -> usize {
    a.intersection(&b).count() * 100 / a.len().min(b.len()).max(1)
}
