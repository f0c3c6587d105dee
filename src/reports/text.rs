//! The report for a terminal: each finding as a question, with the sentences it stands on, words marked, and why.

use annotate_snippets::{AnnotationKind, Group, Level, Origin, Renderer, Snippet};

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
    let renderer = if colour { Renderer::styled() } else { Renderer::plain() };
    let renderer = renderer.term_width(WIDTH + 20);
    let mut out = String::new();
    for finding in &report.findings {
        out.push_str(&renderer.render(&[group(report, finding)]));
        out.push_str("\n\n");
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

fn group<'a>(report: &Report, finding: &Finding) -> Group<'a> {
    let level = match finding.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Note => Level::NOTE,
    };
    let title = level.primary_title(snippet::plain(&finding.message)).id(finding.slot.name());
    let mut group = Group::with_title(title);
    for side in &finding.sides {
        for evidence in representative(side) {
            group = element(report, group, side, evidence);
        }
    }
    for why in &finding.why {
        group = group.element(Level::NOTE.with_name("why").message(snippet::plain(why)));
    }
    group.element(Level::NOTE.with_name("rule").message(format!("{} ({})", finding.rule, finding.id)))
}

/// One sentence an outlet first, then others, up to [`SENTENCES`].
fn representative(side: &Side) -> Vec<&Evidence> {
    let mut seen = std::collections::BTreeSet::new();
    let (mut first, again): (Vec<&Evidence>, Vec<&Evidence>) = side.evidence.iter().partition(|e| seen.insert(e.source));
    first.extend(again);
    first.truncate(SENTENCES);
    first
}

fn element<'a>(report: &Report, group: Group<'a>, side: &Side, evidence: &Evidence) -> Group<'a> {
    let analysis = &report.story.sources[evidence.source];
    let sentence = analysis.doc.sentences[evidence.sentence].span;
    let wrapped = snippet::wrap(&analysis.doc.text, sentence, evidence.value, WIDTH);
    let (line, column) = report.place(evidence);
    let mut label = snippet::plain(&report.byline(evidence));
    if let Some(speaker) = &evidence.attributed_to {
        label.push_str(&format!("; in the words of {}", snippet::plain(speaker)));
    }
    if side.voices > 1 {
        label.push_str(&format!("; {} voices say so", side.voices));
    }
    let mark = wrapped.mark.start..wrapped.mark.end;
    group
        .element(Origin::path(snippet::plain(&analysis.path)).line(line).char_column(column))
        .element(
            Snippet::source(wrapped.text)
                .line_numbering(false)
                .fold(false)
                .annotation(AnnotationKind::Primary.span(mark).label(label)),
        )
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
        let first: String = snippet::plain(copy.left.span.of(&report.story.sources[copy.left.source].doc.text)).chars().take(72).collect();
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
