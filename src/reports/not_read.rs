//! What was not read, and why: inputs that a report lacks, and what of a folder or of a page was passed over.

use std::collections::BTreeMap;

use crate::reports::{Report, report::shown_path};

/// Files of one kind that are told by name, at most.
const NAMES: usize = 5;

/// Something that was not read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct NotRead {
    /// Its path, with `/` between the parts; `None` where it is said of all inputs together.
    pub file: Option<String>,
    /// Why, and what to do about it.
    pub reason: String,
    /// Whether the report is incomplete without it.
    pub is_incomplete: bool,
}

/// A row for each file; those that make the report incomplete come first.
pub(super) fn rows(report: &Report) -> Vec<NotRead> {
    let failed = report.errors.iter().map(|error| NotRead {
        file: error.path.as_deref().map(shown_path),
        reason: error.reason(),
        is_incomplete: true,
    });
    failed.chain(others(report)).collect()
}

/// What is told to a person, a line each: files that were passed over for one reason share a line.
pub(super) fn lines(report: &Report) -> Vec<String> {
    let mut by_reason: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for row in others(report) {
        by_reason.entry(row.reason).or_default().extend(row.file);
    }
    let grouped = by_reason.into_iter().map(|(reason, files)| {
        let more = match files.len().saturating_sub(NAMES) {
            0 => String::new(),
            more => format!(" and {more} more"),
        };
        format!("{}{more}: {reason}", files[..files.len().min(NAMES)].join(", "))
    });
    report.errors.iter().map(ToString::to_string).chain(grouped).collect()
}

fn others(report: &Report) -> impl Iterator<Item = NotRead> {
    let passed = report.passed_over.iter().map(|file| (shown_path(&file.path), file.why.clone()));
    let missing = report.sources.iter().flat_map(|s| s.missing.iter().map(|what| (s.id.clone(), what.clone())));
    passed.chain(missing).map(|(file, reason)| NotRead { file: Some(file), reason, is_incomplete: false })
}
