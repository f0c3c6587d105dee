//! The report for a terminal: each finding as a question, with the sentences it stands on, words marked, and why.

use anstyle::{AnsiColor, Style};
use unicode_width::UnicodeWidthStr;

use crate::{
    findings::{Evidence, Finding, Side},
    reports::{Job, Report, snippet},
    values::Severity,
};

/// Columns of a printed sentence.
const WIDTH: usize = 96;
/// Sentences shown of one side; the rest is counted.
const SENTENCES: usize = 3;

/// The whole report as text, with ANSI colours if `colour`.
pub fn text(report: &Report, colour: bool) -> String {
    let paint = Paint { colour };
    let mut out = String::new();
    for finding in &report.findings {
        out.push_str(&show(report, finding, paint));
        out.push('\n');
    }
    if report.job == Job::Report || report.job == Job::Diff {
        out.push_str(&copies(report));
    }
    if let Job::Check { draft } = report.job {
        out.push_str(&super::draft::text(report, draft));
    }
    if report.job == Job::Diff {
        out.push_str(&super::diff::text(report));
    }
    out.push_str(&summary(report));
    out
}

/// Colours, or none.
#[derive(Clone, Copy)]
struct Paint {
    colour: bool,
}

impl Paint {
    fn on(self, style: Style, text: &str) -> String {
        if self.colour { format!("{style}{text}{style:#}") } else { text.to_owned() }
    }
}

const BOLD: Style = Style::new().bold();
const DIM: Style = Style::new().dimmed();

fn style_of(severity: Severity) -> Style {
    let colour = match severity {
        Severity::Error => AnsiColor::Red,
        Severity::Warning => AnsiColor::Yellow,
        Severity::Note => AnsiColor::Cyan,
    };
    colour.on_default().bold()
}

fn show(report: &Report, finding: &Finding, paint: Paint) -> String {
    let style = style_of(finding.severity);
    let kind = paint.on(style, &format!("{}[{}]", finding.severity.name(), finding.slot.name()));
    let mut out = format!("{kind}: {}\n", paint.on(BOLD, &snippet::plain(&finding.message)));
    for side in &finding.sides {
        let voices = if side.voices == 1 { "1 voice".to_owned() } else { format!("{} voices", side.voices) };
        out.push_str(&format!("  {} ({voices})\n", paint.on(BOLD, &snippet::plain(&side.value))));
        for evidence in representative(side) {
            out.push_str(&sentence(report, evidence, style, paint));
        }
    }
    if !finding.why.is_empty() {
        out.push_str(&paint.on(DIM, &format!("  why: {}", snippet::plain(&finding.why.join("; ")))));
        out.push('\n');
    }
    out.push_str(&paint.on(DIM, &format!("  rule: {} ({})", finding.rule, finding.id)));
    out.push('\n');
    out
}

/// One sentence an outlet first, then others, up to [`SENTENCES`].
fn representative(side: &Side) -> Vec<&Evidence> {
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
    let wrapped = snippet::wrap(&analysis.doc.text, span, evidence.value, WIDTH);
    let (line, column) = report.place(evidence);
    let mut head =
        format!("{}:{line}:{column}  {}", snippet::plain(&analysis.path), snippet::plain(&report.byline(evidence)));
    if let Some(speaker) = &evidence.attributed_to {
        head.push_str(&format!(", in the words of {}", snippet::plain(speaker)));
    }
    let mut out = format!("    {}\n", paint.on(DIM, &head));
    let mut start = 0;
    for line in wrapped.text.split('\n') {
        let end = start + line.len();
        out.push_str(&format!("      {line}\n"));
        let (from, to) = (wrapped.mark.start.clamp(start, end), wrapped.mark.end.clamp(start, end));
        if from < to {
            let before = wrapped.text[start..from].width();
            let marks = "^".repeat(wrapped.text[from..to].width().max(1));
            out.push_str(&format!("      {}{}\n", " ".repeat(before), paint.on(style, &marks)));
        }
        start = end + 1;
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
            format!("{}:{line} ({})", snippet::plain(&source.path), snippet::plain(&source.outlet))
        };
        let first: String = snippet::plain(copy.left.span.of(&report.story.sources[copy.left.source].doc.text))
            .chars()
            .take(72)
            .collect();
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
pub fn summary(report: &Report) -> String {
    let mut out = String::new();
    for error in report.errors {
        out.push_str(&format!("not read: {}\n", snippet::plain(&error.to_string())));
    }
    let reasons = super::not_checked::reasons(report);
    if !reasons.is_empty() {
        out.push_str(&format!("not checked: {}\n", reasons.join("; ")));
    }
    let plural = |n: usize, word: &str| format!("{n} {word}{}", if n == 1 { "" } else { "s" });
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
