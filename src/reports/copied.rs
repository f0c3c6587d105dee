//! The end of a report: which source has text of which other.

use std::collections::BTreeMap;

use crate::{
    copies::{Copy, CopyClass},
    reports::{
        Report,
        paint::{BOLD, Paint},
        report::{percent, plural},
        text::indented,
        wrap::{fill, plain},
    },
};

/// Columns of a passage's first words.
const FIRST_WORDS: usize = 76;

/// The passages that two sources share, for each two of them.
pub(super) fn text(report: &Report, paint: Paint) -> String {
    let mut pairs: BTreeMap<(usize, usize), Vec<&Copy>> = BTreeMap::new();
    for copy in report.story.copies.iter().filter(|c| c.left.source != c.right.source) {
        pairs.entry((copy.left.source, copy.right.source)).or_default().push(copy);
    }
    let mut out = String::new();
    for ((left, right), copies) in pairs {
        let [a, b] = [left, right].map(|source| plain(&report.story.sources[source].outlet));
        let title = format!("copied text: {a} and {b}, {}", plural(copies.len(), "passage"));
        out.extend(fill(&title, report.width.unwrap_or(usize::MAX)).iter().map(|line| paint.on(BOLD, line) + "\n"));
        for copy in copies {
            out.push_str(&passage(report, copy, paint));
        }
        out.push('\n');
    }
    out
}

/// Where it stands in both, how much of it is equal, and its first words.
fn passage(report: &Report, copy: &Copy, paint: Paint) -> String {
    let [a, b] = [copy.left, copy.right].map(|p| {
        let source = &report.story.sources[p.source];
        let (line, column) = report.lines[p.source].place(&source.doc.text, p.span.start);
        format!("{}:{line}:{column}", source.path)
    });
    let share = match copy.class {
        CopyClass::Identical => "word for word".to_owned(),
        CopyClass::Edited => format!("{} % of the words", percent(copy.similarity)),
    };
    let width = report.width.map_or(FIRST_WORDS, |width| width.saturating_sub(6).clamp(1, FIRST_WORDS));
    let lines = fill(copy.left.span.of(&report.story.sources[copy.left.source].doc.text).trim(), width);
    let more = if lines.len() > 1 { " …" } else { "" };
    let first = lines.into_iter().next().unwrap_or_default();
    let place = indented(&format!("{a} and {b}, {share}"), 2, report.width, paint);
    format!("{place}    {first}{more}\n")
}
