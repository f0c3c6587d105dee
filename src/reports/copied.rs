//! The end of a report: which source has text of which other.

use std::collections::BTreeMap;

use crate::{
    copies::{Copy, CopyClass, Lineage, lineage},
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
    for copy in copied(report) {
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

/// The passages that two sources share and that are no quotation of somebody else.
pub(super) fn copied<'a>(report: &'a Report) -> impl Iterator<Item = &'a Copy> {
    let copies = report.story.copies.iter();
    copies.filter(|copy| copy.left.source != copy.right.source && copy.class != CopyClass::Quote)
}

/// Who had it first, in words.
pub(super) fn origin(report: &Report, copy: &Copy) -> String {
    let outlet = |source: usize| plain(&report.story.sources[source].outlet);
    match lineage(copy, &report.story.sources, &report.story.voices) {
        Lineage::Credited { from } => format!("credited to {}", outlet(from)),
        Lineage::Agency(name) => format!("both credit {}", plain(&name)),
        Lineage::Earlier { from } => format!("{} was first", outlet(from)),
        Lineage::Shared => "they share a source".to_owned(),
    }
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
        CopyClass::Edited | CopyClass::Reworded | CopyClass::Quote => {
            format!("{} % of the words", percent(copy.similarity))
        }
    };
    let width = report.width.map_or(FIRST_WORDS, |width| width.saturating_sub(6).clamp(1, FIRST_WORDS));
    let lines = fill(copy.left.span.of(&report.story.sources[copy.left.source].doc.text).trim(), width);
    let more = if lines.len() > 1 { " …" } else { "" };
    let first = lines.into_iter().next().unwrap_or_default();
    let place = indented(&format!("{a} and {b}, {share}; {}", origin(report, copy)), 2, report.width, paint);
    format!("{place}    {first}{more}\n")
}
