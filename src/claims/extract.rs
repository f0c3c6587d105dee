//! Runs the claim rules over one source's frames, mentions, tokens and quotes.

use std::cmp::Reverse;

use crate::{
    claims::{Claim, ClaimValue, subject::Reading},
    frames::Frame,
    mentions::Mention,
    rules::{
        Rules,
        claim_rule::Match,
        selector::{Selector, TypeTest},
    },
    text::{BlockKind, Document},
    values::Slot,
};

/// All claims of source number `source`, in order of their evidence, rule by rule.
pub fn extract_claims(
    source: usize,
    doc: &Document,
    mentions: &[Mention],
    frames: &[Frame],
    rules: &Rules,
) -> Vec<Claim> {
    let reading = Reading { doc, mentions, frames, lexicons: &rules.lexicons };
    let mut out: Vec<Claim> = Vec::new();
    for (number, rule) in rules.claims.iter().enumerate() {
        for pattern in &rule.matches {
            Maker { source, rule: number, slot: rule.slot, pattern, reading }.claims(&mut out);
        }
    }
    out.sort_by_key(|c| (c.evidence, c.slot, c.rule));
    out
}

/// Each claim once: what two rules or matches find in the same words of the same subject is one claim, of the rule that is surer of it.
pub fn distinct(mut claims: Vec<Claim>, rules: &Rules) -> Vec<Claim> {
    let severity = |c: &Claim| rules.claims.get(c.rule).map(|rule| rule.severity);
    claims.sort_by_key(|c| (c.slot, c.value_span, Reverse(severity(c)), c.rule, c.evidence));
    claims.dedup_by(|later, first| {
        let polarity = matches!(later.value, ClaimValue::Polarity(_));
        let same = (later.slot, later.value_span) == (first.slot, first.value_span)
            && later.subject.head == first.subject.head
            && (!polarity || later.subject.about == first.subject.about);
        // What one reading leaves in doubt the other may settle.
        first.doubtful &= !same || later.doubtful;
        same
    });
    claims.sort_by_key(|c| (c.evidence, c.slot, c.rule));
    claims
}

/// One match of one rule on one source.
pub(super) struct Maker<'a> {
    pub source: usize,
    pub rule: usize,
    pub slot: Slot,
    pub pattern: &'a Match,
    pub reading: Reading<'a>,
}

impl Maker<'_> {
    fn claims(&self, out: &mut Vec<Claim>) {
        let lexicons = self.reading.lexicons;
        match (&self.pattern.tokens, &self.pattern.predicate) {
            (Some(tokens), _) => out.extend(self.claims_on_tokens(tokens)),
            (None, Some(predicate)) => {
                let fitting = self.reading.frames.iter().filter(|f| predicate.fits(&f.predicate.lemma, lexicons));
                out.extend(fitting.flat_map(|f| self.claims_on_frame(f)));
            }
            (None, None) if self.pattern.value_type == TypeTest::Quote => out.extend(self.claims_on_quotes()),
            (None, None) => {
                let mentions = self.reading.mentions.iter().enumerate();
                out.extend(mentions.filter_map(|(i, m)| self.claim_on_mention(i, m)));
            }
        }
    }

    /// Whether the rule leaves frames of this kind alone.
    pub(super) fn excludes(&self, frame: &Frame) -> bool {
        let predicate = |p: &crate::rules::selector::Pattern| p.fits(&frame.predicate.lemma, self.reading.lexicons);
        self.pattern.unless_modality.iter().any(|m| m == frame.modality.name())
            || frame.negated && self.pattern.unless_denied
            || self.pattern.unless_caption && self.reading.doc.kind_of(frame.sentence) == BlockKind::Caption
            || self.pattern.unless_predicate.as_ref().is_some_and(predicate)
    }

    pub(super) fn asks_polarity(&self) -> bool {
        matches!(self.pattern.value, Selector::Polarity | Selector::Denial)
    }

    /// Whether what the pattern finds says the contrary.
    pub(super) fn asks_denial(&self) -> bool {
        self.pattern.value == Selector::Denial
    }
}
