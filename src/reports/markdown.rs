//! The report as GitHub-flavoured Markdown: to be pasted into an issue, a wiki or a mail. Words of sources are escaped.

mod diff;
mod escape;

use crate::{
    findings::{Evidence, Finding, draft_claims, normalized},
    reports::{
        Job, Report,
        copied::{copied, origin},
        draft::told,
        not_checked::reasons,
        report::{percent, plural},
        text::{more, representative},
    },
    values::Severity,
};
use escape::{bold, code, escape, marked};

/// The whole report as Markdown, with a final line break.
pub fn markdown(report: &Report) -> String {
    let mut out = format!("# {}\n\n{}\n", title(report), summary(report));
    out.push_str(&sources(report));
    match report.job {
        Job::Report => {
            out.push_str(&findings(report));
            out.push_str(&copies(report));
        }
        Job::Check { draft } => {
            out.push_str(&findings(report));
            out.push_str(&claims_of_draft(report, draft));
        }
        Job::Diff { .. } => {
            out.push_str(&findings(report));
            out.push_str(&diff::tables(report));
        }
    }
    out.push_str(&limits(report));
    out
}

fn title(report: &Report) -> String {
    let path = |source: usize| report.story.sources.get(source).map_or(String::new(), |s| escape(&s.path));
    match report.job {
        Job::Report => "Where the sources differ".to_owned(),
        Job::Check { draft } => format!("Check of {}", path(draft)),
        Job::Diff { left } => format!("{} and {} side by side", path(left), path(usize::from(left == 0))),
    }
}

fn summary(report: &Report) -> String {
    format!(
        "{} over {}; {}, {}, {}.\n",
        plural(report.claims(), "claim"),
        plural(report.story.sources.len(), "source"),
        plural(report.count(Severity::Error), "error"),
        plural(report.count(Severity::Warning), "warning"),
        plural(report.count(Severity::Note), "note"),
    )
}

fn sources(report: &Report) -> String {
    let mut out = "| Source | Outlet | Published | Claims |\n| --- | --- | --- | ---: |\n".to_owned();
    for (analysis, source) in report.story.sources.iter().zip(&report.sources) {
        let published = source.published.as_ref().map_or_else(|| "unknown".to_owned(), |p| p.value.to_string());
        let (path, outlet) = (escape(&analysis.path), escape(&analysis.outlet));
        out.push_str(&format!("| {path} | {outlet} | {} | {} |\n", escape(&published), analysis.claims.len()));
    }
    out
}

fn findings(report: &Report) -> String {
    let mut out = String::new();
    for (severity, name) in [(Severity::Error, "Errors"), (Severity::Warning, "Warnings"), (Severity::Note, "Notes")] {
        let of_it: Vec<&Finding> = report.findings.iter().filter(|f| f.severity == severity).collect();
        if !of_it.is_empty() {
            out.push_str(&format!("\n## {name} ({})\n", of_it.len()));
            out.extend(of_it.into_iter().map(|f| finding(report, f)));
        }
    }
    out
}

/// The question, each side with its sentences as quotations, and why they were laid side by side.
fn finding(report: &Report, finding: &Finding) -> String {
    let mut out = format!("\n### {}\n\n", escape(&finding.message));
    for side in &finding.sides {
        out.push_str(&format!("- {} ({})\n", bold(&side.value), plural(side.voices, "voice")));
        for evidence in representative(side) {
            out.push_str(&format!("  - {}\n\n    > {}\n", place(report, evidence), quotation(report, evidence)));
        }
        out.extend(more(side).map(|more| format!("  - {more}\n")));
    }
    out.push('\n');
    if !finding.why.is_empty() {
        out.push_str(&format!("Why: {}\n\n", escape(&finding.why.join("; "))));
    }
    let rule = code(&finding.rule);
    out.push_str(&format!("Category: {}. Rule: {rule} ({})\n", finding.slot.name(), code(&finding.id)));
    out
}

/// `source:line:column`, the outlet, the time of the report, the speaker.
fn place(report: &Report, evidence: &Evidence) -> String {
    let (line, column) = report.place(evidence);
    let path = &report.story.sources[evidence.source].path;
    let mut out = format!("{}, {}", code(&format!("{path}:{line}:{column}")), escape(&report.byline(evidence)));
    if let Some(speaker) = &evidence.attributed_to {
        out.push_str(&format!(", in the words of {}", escape(speaker)));
    }
    out
}

/// The sentence with its value in bold.
fn quotation(report: &Report, evidence: &Evidence) -> String {
    let doc = &report.story.sources[evidence.source].doc;
    let sentence = doc.sentences.get(evidence.sentence).map_or(evidence.span, |s| s.span);
    marked(&doc.text, sentence, &[evidence.value])
}

fn claims_of_draft(report: &Report, draft: usize) -> String {
    let court = report.story.court(report.rules);
    let claims = report.story.claims();
    let doc = &report.story.sources[draft].doc;
    let mut out =
        "\n## Claims of the draft\n\n| Line | Status | Claim | Value |\n| ---: | --- | --- | --- |\n".to_owned();
    for row in draft_claims(draft, &report.story.facts, &claims, &court, &report.story.voices) {
        let (line, _) = report.lines[draft].place(&doc.text, row.claim.value_span.start);
        let (status, slot) = (told(row.status, row.voices, report.min_voices), row.claim.slot.name());
        let (subject, value) = (escape(&row.claim.subject.text), escape(&normalized(row.claim, &court)));
        out.push_str(&format!("| {line} | {status} | {slot}: {subject} | {value} |\n"));
    }
    out
}

/// Which source copied from which, and how much.
fn copies(report: &Report) -> String {
    let mut out = String::new();
    for copy in copied(report) {
        let [left, right] = [copy.left, copy.right].map(|passage| {
            let source = &report.story.sources[passage.source];
            let (line, column) = report.lines[passage.source].place(&source.doc.text, passage.span.start);
            format!("{}, {}", code(&format!("{}:{line}:{column}", source.path)), escape(&source.outlet))
        });
        let (class, share) = (copy.class.name(), percent(copy.similarity));
        let text = marked(&report.story.sources[copy.left.source].doc.text, copy.left.span, &[]);
        out.push_str(&format!(
            "\n- {class}, {share} % of the words: {left}; {right}; {}\n\n  > {text}\n",
            escape(&origin(report, copy))
        ));
    }
    if out.is_empty() { out } else { format!("\n## Copied text\n{out}") }
}

/// What was not read and not checked: a clean report has its limits.
fn limits(report: &Report) -> String {
    let list = |title: &str, items: Vec<String>| match items.is_empty() {
        true => String::new(),
        false => format!("\n## {title}\n\n{}", items.iter().map(|i| format!("- {}\n", escape(i))).collect::<String>()),
    };
    let unread = report.errors.iter().map(ToString::to_string).collect();
    list("Not read", unread) + &list("Not checked", reasons(report))
}
