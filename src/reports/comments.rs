//! Comments for the margin of a draft: at the words of each finding, what the others say.

use crate::{
    findings::Finding,
    reports::{
        Job, Report,
        located::{others, says},
        wrap::plain,
    },
    text::Span,
    values::Severity,
};

/// One comment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Comment {
    /// Index of the finding among those of the report.
    pub finding: usize,
    /// The words of the draft.
    pub span: Span,
    /// Its paragraphs.
    pub paragraphs: Vec<String>,
}

/// The comments on the draft of a check, in the order of its text; without a draft there are none.
pub fn comments(report: &Report) -> Vec<Comment> {
    let Job::Check { draft } = report.job else { return Vec::new() };
    let mut out: Vec<Comment> = Vec::new();
    for (number, finding) in report.findings.iter().enumerate() {
        for evidence in finding.sides.iter().flat_map(|side| &side.evidence).filter(|e| e.source == draft) {
            let comment =
                Comment { finding: number, span: evidence.value, paragraphs: paragraphs(report, finding, draft) };
            if !out.contains(&comment) {
                out.push(comment);
            }
        }
    }
    out.sort_by_key(|comment| (comment.span, comment.finding));
    out
}

fn paragraphs(report: &Report, finding: &Finding, draft: usize) -> Vec<String> {
    let own = finding.sides.iter().flat_map(|side| &side.evidence).find(|e| e.source == draft);
    let told = match finding.severity {
        Severity::Error => "Blocking",
        Severity::Warning => "To look at",
        Severity::Note => "Note",
    };
    let mut out = vec![format!("{told}: {}", finding.message)];
    for (side, evidence) in own.map(|own| others(finding, own)).unwrap_or_default() {
        if evidence.source == draft {
            continue;
        }
        let source = &report.story.sources[evidence.source];
        let time = source.reported(evidence.post).map(|at| format!(" ({at})")).unwrap_or_default();
        let sentence = source.doc.sentences.get(evidence.sentence).map_or("", |s| source.doc.slice(s.span));
        out.push(format!("{}{time}: “{}”", says(report, side, evidence), sentence.trim()));
    }
    out.push(format!("{} ({})", finding.rule, finding.id));
    out.iter().map(|paragraph| plain(paragraph)).collect()
}
