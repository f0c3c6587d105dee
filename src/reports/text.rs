//! The report for a terminal: each finding as a question, with the sentences it stands on, words marked, and why.

use anstyle::Style;

use crate::{
    findings::{Evidence, Finding, Side},
    reports::{
        Job, Report, compared,
        paint::{BOLD, DIM, Paint, style_of},
        report::{counts, plural},
        wrap::{fill, plain, wrap},
    },
    waivers::Waived,
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
        Job::Report => findings(report, paint) + &super::copied::text(report, paint),
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
    let mut out = question(finding, report.width, paint);
    for side in &finding.sides {
        out.push_str(&format!("  {} ({})\n", paint.on(BOLD, &plain(&side.value)), report.spoken_for_by(side)));
        for evidence in representative(side) {
            out.push_str(&sentence(report, evidence, style, paint));
        }
        if let Some(more) = more(side) {
            out.push_str(&indented(&more, 4, report.width, paint));
        }
    }
    if !finding.why.is_empty() {
        out.push_str(&indented(&format!("why: {}", finding.why.join("; ")), 2, report.width, paint));
    }
    out.push_str(&indented(&format!("rule: {} ({})", finding.rule, finding.id), 2, report.width, paint));
    out
}

/// Severity, slot and the question.
pub(super) fn question(finding: &Finding, width: Option<usize>, paint: Paint) -> String {
    let kind = format!("{}[{}]", finding.severity.name(), finding.slot.name());
    let mut out = paint.on(style_of(finding.severity), &kind);
    for line in fill(&format!("{kind}: {}", plain(&finding.message)), width.unwrap_or(usize::MAX)) {
        out.push_str(&paint.on(BOLD, line.strip_prefix(&kind).unwrap_or(&line)));
        out.push('\n');
    }
    out
}

/// What is there for those who look for it: not as bright as the rest.
pub(super) fn indented(text: &str, indent: usize, width: Option<usize>, paint: Paint) -> String {
    hanging(text, indent, width, |line| paint.on(DIM, line))
}

/// Text that stands further in from its second line on.
fn hanging(text: &str, indent: usize, width: Option<usize>, style: impl Fn(&str) -> String) -> String {
    let width = width.map_or(usize::MAX, |width| width.saturating_sub(indent + 2).max(NARROW));
    let mut out = String::new();
    for line in fill(&plain(text), width) {
        let indent = if out.is_empty() { indent } else { indent + 2 };
        out.push_str(&format!("{}{}\n", " ".repeat(indent), style(&line)));
    }
    out
}

/// How much of a side's evidence is not shown.
pub(super) fn more(side: &Side) -> Option<String> {
    let left_out = side.evidence.len().saturating_sub(SENTENCES);
    (left_out > 0).then(|| format!("and in {}", plural(left_out, "more sentence")))
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
    let mut out = indented(&head, 4, report.width, paint);
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

/// The last lines: what was compared, and what was not.
fn summary(report: &Report) -> String {
    let line = |text: &str, indent: usize| hanging(text, indent, report.width, str::to_owned);
    let mut out = String::new();
    out.extend(super::not_read::lines(report).iter().map(|what| line(&format!("not read: {what}"), 0)));
    out.extend(report.notes.iter().map(|note| line(&format!("note: {note}"), 0)));
    for Waived { finding, waiver } in &report.waived {
        out.push_str(&line(&format!("waived: {} ({})", finding.message, finding.id), 0));
        out.push_str(&line(&format!("{} ({})", waiver.reason, waiver.signature()), 2));
    }
    let reasons = super::not_checked::reasons(report);
    match &reasons[..] {
        [] => {}
        [reason] => out.push_str(&line(&format!("not checked: {reason}"), 0)),
        reasons => {
            out.push_str("not checked:\n");
            out.extend(reasons.iter().map(|reason| line(reason, 2)));
        }
    }
    out.push_str(&line(&compared::sentence(report), 0));
    out.push_str(&format!("{}\n", counts(report)));
    out
}
