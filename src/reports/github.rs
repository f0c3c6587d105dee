//! Annotations of a GitHub workflow: a line a finding on standard output, which GitHub shows at the line of the file.

use crate::{
    findings::Finding,
    reports::{
        Report,
        located::{lead, others, region, relative, says},
        not_read,
        report::counts,
        wrap::plain,
    },
    values::Severity,
};

/// GitHub shows no more annotations of one level of one step.
const MOST: usize = 10;

/// The annotations, the most severe first, and how many are not among them.
pub fn github(report: &Report) -> String {
    let unread = report.errors.len().min(MOST);
    let title = property("crosscheck: not read");
    let mut out: String = report.errors[..unread]
        .iter()
        .map(|error| format!("::error title={title}::{}\n", data(&error.to_string())))
        .collect();
    let mut left_out = report.errors.len() - unread;
    for (severity, most) in [(Severity::Error, MOST - unread), (Severity::Warning, MOST), (Severity::Note, MOST)] {
        let of_it: Vec<&Finding> = report.findings.iter().filter(|f| f.severity == severity).collect();
        left_out += of_it.len().saturating_sub(most);
        out.extend(of_it.into_iter().take(most).map(|finding| annotation(report, finding)));
    }
    out.push_str(&format!("{}\n", counts(report)));
    let passed = not_read::lines(report).into_iter().skip(report.errors.len()).map(|what| format!("not read: {what}"));
    out.extend(passed.chain(report.notes.iter().cloned()).map(|told| format!("{}\n", line(&told))));
    if left_out > 0 {
        out.push_str(&format!("and {left_out} more in the full report\n"));
    }
    out
}

fn annotation(report: &Report, finding: &Finding) -> String {
    let level = match finding.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Note => "notice",
    };
    let mut properties = Vec::new();
    let mut text = finding.message.clone();
    if let Some((side, evidence)) = lead(report, finding) {
        let path = relative(&report.story.sources[evidence.source].path, report.base.as_deref());
        properties.push(format!("file={}", property(&path)));
        if let Some([line, column, end_line, end_column]) = region(report, evidence) {
            properties.push(format!("line={line},endLine={end_line}"));
            // GitHub takes columns within one line alone; its last column is the last character's.
            if line == end_line {
                properties.push(format!("col={column},endColumn={}", end_column.saturating_sub(1).max(column)));
            }
        }
        text.push_str(&format!("\n{}", says(report, side, evidence)));
        for (side, evidence) in others(finding, evidence) {
            let (line, column) = report.place(evidence);
            let path = &report.story.sources[evidence.source].path;
            text.push_str(&format!("\n{} ({path}:{line}:{column})", says(report, side, evidence)));
        }
    }
    properties.push(format!("title={}", property(&format!("{}: {}", finding.slot.name(), finding.subject))));
    format!("::{level} {}::{}\n", properties.join(","), data(&text))
}

/// Lines of a message: all that could end a command is escaped, and no other control character is let through.
fn data(text: &str) -> String {
    let lines: Vec<String> = text.split('\n').map(|line| plain(line).replace('%', "%25")).collect();
    lines.join("%0A")
}

/// A value between the commas of a command.
fn property(text: &str) -> String {
    plain(text).replace('%', "%25").replace(':', "%3A").replace(',', "%2C")
}

/// A line of its own, which is no command.
fn line(text: &str) -> String {
    plain(text).trim_start().trim_start_matches(':').replace("##[", "## [")
}
