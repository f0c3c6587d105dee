//! `check` in a terminal: what became of every claim of the draft.

use crate::{
    findings::{DraftClaim, DraftStatus},
    reports::{Report, report::plural, wrap::plain},
};

/// A value of more words is cut.
const MOST_WORDS: usize = 12;

/// A status in words; with fewer voices than are wanted, or where an editor accepts what contradicts, it says so.
pub(super) fn told(report: &Report, row: &DraftClaim) -> String {
    let wanted = report.min_voices;
    match row.status {
        DraftStatus::Confirmed if row.voices < wanted => {
            format!("confirmed by {} of {wanted} wanted", plural(row.voices, "voice"))
        }
        DraftStatus::Compatible if wanted > 0 => format!("compatible, no voice of {wanted} wanted"),
        DraftStatus::OnlyHere if wanted > 0 => format!("only here, no voice of {wanted} wanted"),
        DraftStatus::Confirmed => format!("confirmed by {}", row.voices),
        DraftStatus::Contradicted if row.finding.is_some_and(|f| report.is_waived(&f.id)) => {
            "contradicted, waived".to_owned()
        }
        other => other.name().replace('_', " "),
    }
}

/// Words of a value in one line, the first of many.
pub(super) fn shortened(words: &str) -> String {
    let words: Vec<&str> = words.split_whitespace().collect();
    let more = if words.len() > MOST_WORDS { " …" } else { "" };
    format!("{}{more}", words[..words.len().min(MOST_WORDS)].join(" "))
}

/// Why a claim has its status, in brackets; empty where the status says all.
pub(super) fn because(row: &DraftClaim) -> String {
    if row.why.is_empty() { String::new() } else { format!(" ({})", row.why.join("; ")) }
}

/// The list of the draft's claims for a terminal.
pub(super) fn text(report: &Report, draft: usize) -> String {
    let court = report.story.court(report.rules);
    let source = &report.story.sources[draft];
    let mut out = format!("claims of {}:\n", plain(&source.path));
    for row in report.draft_claims(draft) {
        let (line, _) = report.lines[draft].place(&source.doc.text, row.value_span().start);
        out.push_str(&format!(
            "  line {line:<5} {:<14} {}: {}: {}{}\n",
            told(report, &row),
            row.slot().name(),
            plain(row.subject()),
            plain(&shortened(&row.words(&court))),
            plain(&because(&row)),
        ));
    }
    out.push('\n');
    out
}
