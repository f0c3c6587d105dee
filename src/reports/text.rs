//! The report for a terminal: each finding as a question, with the sentences it stands on, words marked, and why.

use anstyle::Style;

use crate::{
    findings::{Evidence, Finding, Side},
    reports::{
        Job, Report,
        paint::{BOLD, DIM, Paint, style_of},
        report::plural,
        wrap::{plain, wrap},
    },
    values::Severity,
};

/// The most columns of a printed sentence: longer lines are hard to read.
const WIDTH: usize = 96;
/// The fewest.
const NARROW: usize = 20;
/// How far a printed sentence is indented.
const INDENT: usize = 6;
/// Sentences shown of one side; the rest is counted.
const SENTENCES: usize = 3;

/// The whole report as text, with ANSI colours if `colour`.
pub fn text(report: &Report, colour: bool) -> String {
    let paint = Paint { colour };
    let mut out = match report.job {
        Job::Report => findings(report, paint) + &copies(report),
        Job::Check { draft } => findings(report, paint) + &super::draft::text(report, draft),
        Job::Diff { .. } => super::diff::text(report, paint),
    };
    out.push_str(&summary(report));
    out
}

fn findings(report: &Report, paint: Paint) -> String {
    report.findings.iter().map(|finding| show(report, finding, paint) + "\n").collect()
}

fn show(report: &Report, finding: &Finding, paint: Paint) -> String {
    let style = style_of(finding.severity);
    let kind = paint.on(style, &format!("{}[{}]", finding.severity.name(), finding.slot.name()));
    let mut out = format!("{kind}: {}\n", paint.on(BOLD, &plain(&finding.message)));
    for side in &finding.sides {
        out.push_str(&format!("  {} ({})\n", paint.on(BOLD, &plain(&side.value)), plural(side.voices, "voice")));
        for evidence in representative(side) {
            out.push_str(&sentence(report, evidence, style, paint));
        }
    }
    if !finding.why.is_empty() {
        out.push_str(&paint.on(DIM, &format!("  why: {}", plain(&finding.why.join("; ")))));
        out.push('\n');
    }
    out.push_str(&paint.on(DIM, &format!("  rule: {} ({})", finding.rule, finding.id)));
    out.push('\n');
    out
}

/// One sentence an outlet first, then others, up to [`SENTENCES`].
pub(super) fn representative(side: &Side) -> Vec<&Evidence> {
    let mut seen = std::collections::BTreeSet::new();
    let (mut first, again): (Vec<&Evidence>, Vec<&Evidence>) =
        side.evidence.iter().partition(|e| seen.insert(e.source));
    first.extend(again);
    first.truncate(SENTENCES);
    first
}

/// File, line, outlet and time, then the sentence with the value underlined.
fn sentence(report: &Report, evidence: &Evidence, style: Style, paint: Paint) -> String {
    let analysis = &report.story.sources[evidence.source];
    let span = analysis.doc.sentences[evidence.sentence].span;
    let width = report.width.map_or(WIDTH, |width| width.saturating_sub(INDENT).clamp(NARROW, WIDTH));
    let lines = wrap(&analysis.doc.text, span, &[evidence.value], width);
    let (line, column) = report.place(evidence);
    let mut head = format!("{}:{line}:{column}  {}", plain(&analysis.path), plain(&report.byline(evidence)));
    if let Some(speaker) = &evidence.attributed_to {
        head.push_str(&format!(", in the words of {}", plain(speaker)));
    }
    let mut out = format!("    {}\n", paint.on(DIM, &head));
    let indent = " ".repeat(INDENT);
    for line in lines {
        out.push_str(&format!("{indent}{}\n", line.text));
        if !line.under.is_empty() {
            let marks = line.under.trim_start();
            let before = &line.under[..line.under.len() - marks.len()];
            out.push_str(&format!("{indent}{before}{}\n", paint.on(style, marks)));
        }
    }
    out
}

fn copies(report: &Report) -> String {
    let between = report.story.copies.iter().filter(|c| c.left.source != c.right.source);
    let mut out = String::new();
    for copy in between {
        let place = |p: crate::copies::Passage| {
            let source = &report.story.sources[p.source];
            let (line, _) = report.lines[p.source].place(&source.doc.text, p.span.start);
            format!("{}:{line} ({})", plain(&source.path), plain(&source.outlet))
        };
        let first: String =
            plain(copy.left.span.of(&report.story.sources[copy.left.source].doc.text)).chars().take(72).collect();
        out.push_str(&format!(
            "copied text, {} ({:.0} % of the words): {} and {}\n    “{}…”\n",
            copy.class.name(),
            copy.similarity * 100.0,
            place(copy.left),
            place(copy.right),
            first.trim_end(),
        ));
    }
    if !out.is_empty() {
        out.push('\n');
    }
    out
}

/// The last lines: what was compared, and what was not.
fn summary(report: &Report) -> String {
    let mut out = String::new();
    for error in report.errors {
        out.push_str(&format!("not read: {}\n", plain(&error.to_string())));
    }
    let reasons = super::not_checked::reasons(report);
    if !reasons.is_empty() {
        out.push_str(&format!("not checked: {}\n", reasons.join("; ")));
    }
    out.push_str(&format!(
        "{} over {}; {}, {}, {}\n",
        plural(report.claims(), "claim"),
        plural(report.story.sources.len(), "source"),
        plural(report.count(Severity::Error), "error"),
        plural(report.count(Severity::Warning), "warning"),
        plural(report.count(Severity::Note), "note"),
    ));
    out
}
