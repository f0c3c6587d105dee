//! `check` in a terminal: what became of every claim of the draft.

use crate::{
    findings::{DraftStatus, draft_claims, normalized},
    reports::{Report, report::plural, wrap::plain},
};

/// A status in words; with fewer voices than are wanted, it says so.
pub(super) fn told(status: DraftStatus, voices: usize, wanted: usize) -> String {
    match status {
        DraftStatus::Confirmed if voices < wanted => {
            format!("confirmed by {} of {wanted} wanted", plural(voices, "voice"))
        }
        DraftStatus::OnlyHere if wanted > 0 => format!("only here, no voice of {wanted} wanted"),
        DraftStatus::Confirmed => format!("confirmed by {voices}"),
        other => other.name().replace('_', " "),
    }
}

/// The list of the draft's claims for a terminal.
pub(super) fn text(report: &Report, draft: usize) -> String {
    let court = report.story.court(report.rules);
    let source = &report.story.sources[draft];
    let mut out = format!("claims of {}:\n", plain(&source.path));
    let claims = report.story.claims();
    for item in draft_claims(draft, &report.story.facts, &claims, &court, &report.story.voices) {
        let (line, _) = report.lines[draft].place(&source.doc.text, item.claim.value_span.start);
        let status = told(item.status, item.voices, report.min_voices);
        out.push_str(&format!(
            "  line {line:<5} {status:<14} {}: {} = {}\n",
            item.claim.slot.name(),
            plain(&item.claim.subject.text),
            plain(&normalized(item.claim, &court)),
        ));
    }
    out.push('\n');
    out
}
