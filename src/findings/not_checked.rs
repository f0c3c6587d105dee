//! What was not checked, and why: an editor must know the limits of a clean report.

use crate::{
    claims::Claim,
    facts::Fact,
    text::{Dating, Span},
    verdicts::{Court, Verdict},
};

/// Something of a source that was not checked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NotChecked {
    /// Index of the source.
    pub source: usize,
    /// Where it stands.
    pub span: Span,
    /// Why it was not checked.
    pub reason: String,
}

/// Claims that could not be compared with the claims they belong with, in order; and sources whose time is unknown.
pub fn not_checked(facts: &[Fact], claims: &[&Claim], court: &Court) -> Vec<NotChecked> {
    let mut out = Vec::new();
    for (index, source) in court.sources.iter().enumerate() {
        if source.anchors.first().is_none_or(|a| a.reported.is_none()) {
            let reason =
                "time of publication unknown: days are words only and more is in doubt; see --published".to_owned();
            out.push(NotChecked { source: index, span: Span::new(0, 0), reason });
        }
        let undated = source.doc.posts.iter().enumerate().skip(1).filter(|(p, _)| source.reported(*p).is_none());
        for (_, post) in undated.filter(|(_, post)| post.dating == Dating::Own) {
            let reason =
                "time of a second article in this file unknown: its weekdays and “yesterday” are compared as words \
                          only; save it in a file of its own"
                    .to_owned();
            out.push(NotChecked { source: index, span: post.span, reason });
        }
    }
    for alignment in facts.iter().flat_map(|f| &f.alignments) {
        let (a, b) = (claims[alignment.left], claims[alignment.right]);
        if let Verdict::CannotTell(reason) = court.judge(a, b) {
            out.push(NotChecked { source: a.source, span: a.evidence, reason: reason.to_string() });
            out.push(NotChecked { source: b.source, span: b.evidence, reason: reason.to_string() });
        }
    }
    out.sort_by(|a, b| (a.source, a.span, &a.reason).cmp(&(b.source, b.span, &b.reason)));
    out.dedup();
    out
}
