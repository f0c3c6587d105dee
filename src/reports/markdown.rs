//! The report as GitHub-flavoured Markdown: to be pasted into an issue, a wiki or a mail. Words of sources are escaped.

mod diff;
mod escape;

use std::collections::BTreeMap;

use crate::{
    findings::{Evidence, Finding},
    reports::{
        Job, Report, compared,
        copied::{copied, origin},
        draft::{because, shortened, told},
        not_checked::reasons,
        report::{counts, percent, plural},
        rosters,
        text::{more, representative},
    },
    values::Severity,
    waivers::Waived,
};
use escape::{bold, code, escape, marked};

/// GitHub shows no summary of a job over 1 MiB; a little is left for what stands around it.
const MOST_BYTES: usize = (1 << 20) - (16 << 10);

/// More sources than these are counted: nobody reads a longer table.
const MOST_SOURCES: usize = 500;

/// The whole report as Markdown, with a final line break. What would make it too long for GitHub is left out and counted.
pub fn markdown(report: &Report) -> String {
    let head =
        format!("# {}\n\n{}.\n\n{}.\n\n{}", title(report), compared::capital(report), counts(report), sources(report));
    let mut parts = findings(report);
    match report.job {
        Job::Report => {
            parts.extend(rosters(report));
            parts.extend(copies(report));
        }
        Job::Check { draft } => parts.extend(claims_of_draft(report, draft)),
        Job::Diff { .. } => parts.extend(diff::tables(report).split_inclusive('\n').map(Part::line)),
    }
    parts.extend(waived(report));
    cut(head, &parts, &limits(report), MOST_BYTES)
}

/// A part of the report that is there as a whole or not at all.
struct Part {
    /// What is counted when it is left out.
    what: Option<&'static str>,
    text: String,
}

impl Part {
    fn line(text: &str) -> Self {
        Self { what: None, text: text.to_owned() }
    }
}

/// The parts up to `most` bytes, and how many were left out.
fn cut(head: String, parts: &[Part], tail: &str, most: usize) -> String {
    let mut out = head;
    let mut end = tail.len().min(most / 2);
    while !tail.is_char_boundary(end) {
        end -= 1;
    }
    let room = most.saturating_sub(end);
    let fits = parts.iter().scan(out.len(), |length, part| {
        *length += part.text.len();
        Some(*length <= room)
    });
    let shown = fits.take_while(|fits| *fits).count();
    let (shown, left_out) = parts.split_at(shown);
    out.extend(shown.iter().map(|part| part.text.as_str()));
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for what in left_out.iter().filter_map(|part| part.what) {
        *counts.entry(what).or_default() += 1;
    }
    if !left_out.is_empty() {
        let counts: Vec<String> = counts.into_iter().map(|(what, n)| plural(n, what)).collect();
        let what = if counts.is_empty() { "the rest".to_owned() } else { counts.join(", ") };
        out.push_str(&format!("\n**Left out to stay below 1 MiB:** {what}. The text and JSON reports have all.\n"));
    }
    out.push_str(&tail[..end]);
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

fn sources(report: &Report) -> String {
    let mut out = "| Source | Outlet | Published | Claims |\n| --- | --- | --- | ---: |\n".to_owned();
    for (analysis, source) in report.story.sources.iter().zip(&report.sources).take(MOST_SOURCES) {
        let published = source.published.as_ref().map_or_else(|| "unknown".to_owned(), |p| p.value.to_string());
        let (path, outlet) = (escape(&analysis.path), escape(&analysis.outlet));
        out.push_str(&format!("| {path} | {outlet} | {} | {} |\n", escape(&published), analysis.claims.len()));
    }
    let left_out = report.story.sources.len().saturating_sub(MOST_SOURCES);
    if left_out > 0 {
        out.push_str(&format!("\nAnd {}.\n", plural(left_out, "more source")));
    }
    out
}

fn findings(report: &Report) -> Vec<Part> {
    let mut out = Vec::new();
    for (severity, name) in [(Severity::Error, "Errors"), (Severity::Warning, "Warnings"), (Severity::Note, "Notes")] {
        let of_it: Vec<&Finding> = report.findings.iter().filter(|f| f.severity == severity).collect();
        if !of_it.is_empty() {
            out.push(Part::line(&format!("\n## {name} ({})\n", of_it.len())));
            out.extend(of_it.into_iter().map(|f| Part { what: Some("finding"), text: finding(report, f) }));
        }
    }
    out
}

/// What an editor accepts, why, and until when.
fn waived(report: &Report) -> Vec<Part> {
    let mut out: Vec<Part> = report
        .waived
        .iter()
        .map(|Waived { finding, waiver }| {
            let (message, reason) = (escape(&finding.message), escape(&waiver.reason));
            let text = format!("- {message} {reason} ({}; {})\n", escape(&waiver.signature()), code(&finding.id));
            Part { what: Some("waived finding"), text }
        })
        .collect();
    if !out.is_empty() {
        out.insert(0, Part::line("\n## Waived\n\n"));
    }
    out
}

/// The question, each side with its sentences as quotations, and why they were laid side by side.
fn finding(report: &Report, finding: &Finding) -> String {
    let mut out = format!("\n### {}\n\n", escape(&finding.message));
    for side in &finding.sides {
        out.push_str(&format!("- {} ({})\n", bold(&side.value), report.spoken_for_by(side)));
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

fn claims_of_draft(report: &Report, draft: usize) -> Vec<Part> {
    let court = report.story.court(report.rules);
    let doc = &report.story.sources[draft].doc;
    let head = "\n## Claims of the draft\n\n| Line | Status | Claim | Value |\n| ---: | --- | --- | --- |\n";
    let mut out = vec![Part::line(head)];
    for row in report.draft_claims(draft) {
        let (line, _) = report.lines[draft].place(&doc.text, row.value_span().start);
        let (status, slot) = (format!("{}{}", told(report, &row), escape(&because(&row))), row.slot().name());
        let (subject, value) = (escape(row.subject()), escape(&shortened(&row.words(&court))));
        let text = format!("| {line} | {status} | {slot}: {subject} | {value} |\n");
        out.push(Part { what: Some("claim"), text });
    }
    out
}

/// Who leads, belongs to and attends what.
fn rosters(report: &Report) -> Vec<Part> {
    let line = |line: rosters::RosterLine| {
        let people = line.people.map(|names| cell(&names)).join(" | ");
        let text = format!("| {} | {people} | {} |\n", escape(&line.subject), cell(&line.outlets));
        Part { what: Some("roster"), text }
    };
    let mut out: Vec<Part> = rosters::lines(report).into_iter().map(line).collect();
    if !out.is_empty() {
        let columns: Vec<&str> = rosters::columns().collect();
        let rule = "| --- ".repeat(columns.len());
        out.insert(0, Part::line(&format!("\n## Rosters\n\n| {} |\n{rule}|\n", columns.join(" | "))));
    }
    out
}

fn cell(items: &[String]) -> String {
    items.iter().map(|item| escape(item)).collect::<Vec<_>>().join(", ")
}

/// Which source copied from which, and how much.
fn copies(report: &Report) -> Vec<Part> {
    let mut out = Vec::new();
    for copy in copied(report) {
        let [left, right] = [copy.left, copy.right].map(|passage| {
            let source = &report.story.sources[passage.source];
            let (line, column) = report.lines[passage.source].place(&source.doc.text, passage.span.start);
            format!("{}, {}", code(&format!("{}:{line}:{column}", source.path)), escape(&source.outlet))
        });
        let (class, share) = (copy.class.name(), percent(copy.similarity));
        let words = marked(&report.story.sources[copy.left.source].doc.text, copy.left.span, &[]);
        let origin = escape(&origin(report, copy));
        let text = format!("\n- {class}, {share} % of the words: {left}; {right}; {origin}\n\n  > {words}\n");
        out.push(Part { what: Some("passage"), text });
    }
    if !out.is_empty() {
        out.insert(0, Part::line("\n## Copied text\n"));
    }
    out
}

/// What was not read and not checked: a clean report has its limits.
fn limits(report: &Report) -> String {
    let list = |title: &str, items: Vec<String>| match items.is_empty() {
        true => String::new(),
        false => format!("\n## {title}\n\n{}", items.iter().map(|i| format!("- {}\n", escape(i))).collect::<String>()),
    };
    list("Not read", super::not_read::lines(report))
        + &list("Notes", report.notes.clone())
        + &list("Not checked", reasons(report))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_does_not_fit_is_left_out_and_counted() {
        let part = |n: usize| Part {
            what: Some(["finding", "passage"][n / 8]),
            text: format!("{n:02} {}\n", "é".repeat(20)),
        };
        let parts: Vec<Part> = (0..10).map(part).collect();
        let whole = cut("head\n".to_owned(), &parts, "tail\n", 1000);
        assert!(whole.contains("\n09 ") && whole.ends_with("tail\n") && !whole.contains("Left out"), "{whole}");
        let half = cut("head\n".to_owned(), &parts, "tail\n", 200);
        assert!(half.contains("\n03 ") && !half.contains("\n04 "), "{half}");
        assert!(half.contains("1 MiB:** 4 findings, 2 passages."), "{half}");
        assert!(half.ends_with("tail\n"), "{half}");
    }
}
