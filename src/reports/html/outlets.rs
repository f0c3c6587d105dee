//! The columns of every table: one for an outlet, and the draft before all others.

use std::collections::BTreeMap;

use crate::reports::{Job, Report};

/// One column: an outlet with its sources, or the draft.
pub(super) struct Outlet<'a> {
    /// The outlet's name; of a draft, that of its file.
    pub name: &'a str,
    /// Whether it is the draft.
    pub is_draft: bool,
}

/// The columns, and which source belongs to which.
pub(super) struct Outlets<'a> {
    /// In the order of their first sources.
    pub all: Vec<Outlet<'a>>,
    of_source: Vec<usize>,
    /// Number of sources of each column.
    counts: Vec<usize>,
}

impl<'a> Outlets<'a> {
    pub(super) fn of(report: &'a Report) -> Self {
        let draft = if let Job::Check { draft } = report.job { Some(draft) } else { None };
        let mut out = Self { all: Vec::new(), of_source: vec![0; report.story.sources.len()], counts: Vec::new() };
        let mut known: BTreeMap<&str, usize> = BTreeMap::new();
        if let Some(source) = draft.and_then(|draft| report.story.sources.get(draft)) {
            let name = source.path.rsplit('/').next().unwrap_or(&source.path);
            out.all.push(Outlet { name, is_draft: true });
        }
        for (index, source) in report.story.sources.iter().enumerate() {
            if draft == Some(index) {
                continue;
            }
            let next = out.all.len();
            let column = *known.entry(&source.outlet).or_insert(next);
            if column == next {
                out.all.push(Outlet { name: &source.outlet, is_draft: false });
            }
            out.of_source[index] = column;
        }
        out.counts = vec![0; out.all.len()];
        for column in &out.of_source {
            out.counts[*column] += 1;
        }
        out
    }

    /// The column of a source.
    pub(super) fn of_source(&self, source: usize) -> usize {
        self.of_source[source]
    }

    /// The outlet of a source.
    pub(super) fn name_of(&self, source: usize) -> &'a str {
        self.all.get(self.of_source(source)).map_or("", |outlet| outlet.name)
    }

    /// Whether a source is the draft.
    pub(super) fn is_draft(&self, source: usize) -> bool {
        self.all[self.of_source(source)].is_draft
    }

    /// Whether the outlet of a source has other sources too.
    pub(super) fn has_several(&self, source: usize) -> bool {
        self.counts[self.of_source[source]] > 1
    }
}
