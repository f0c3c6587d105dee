//! The report as one HTML page: offline, without requests, readable without its script. Words of sources are text, never markup.

mod cells;
mod copies;
mod digest;
mod draft;
mod findings;
mod head;
mod limits;
mod matrix;
mod outlets;
mod parallel;
mod parallel_rows;
mod roster;
mod sources;
mod summary;
mod timeline;
mod timeline_spans;
mod triage;
mod words;

pub use summary::heading;

use chrono_tz::Tz;
use maud::{DOCTYPE, Markup, html};

use crate::reports::{Job, Report, html::outlets::Outlets};

/// What every section of the page reads.
struct Page<'a> {
    report: &'a Report<'a>,
    outlets: Outlets<'a>,
    /// The folder that all sources are in.
    folder: String,
    /// On whose clock all times are told.
    zone: Tz,
}

/// A section with its heading; what has no content is left out of the page and of its list of contents.
struct Section {
    /// Id of the section, for links.
    id: &'static str,
    title: &'static str,
    content: Markup,
}

/// The whole report as one page. Equal reports give equal bytes.
pub fn html(report: &Report) -> String {
    let page = Page { report, outlets: Outlets::of(report), folder: words::folder(report), zone: words::zone(report) };
    let sections: Vec<Section> = page.sections().into_iter().filter(|s| !s.content.0.is_empty()).collect();
    let body = html! {
        (DOCTYPE)
        html lang="en" {
            (head::head(&summary::title(report)))
            body {
                a.skip href="#main" { "Skip to the findings" }
                (summary::header(&page, &sections))
                main #main tabindex="-1" {
                    @for section in &sections {
                        section id=(section.id) aria-labelledby=(format!("{}-title", section.id)) {
                            h2 id=(format!("{}-title", section.id)) { (section.title) }
                            (section.content)
                        }
                    }
                }
                (summary::footer())
                (triage::dialog())
                (head::script())
            }
        }
    };
    body.into_string() + "\n"
}

impl Page<'_> {
    /// Every section in the order in which an editor reads.
    fn sections(&self) -> Vec<Section> {
        let section = |id, title, content| Section { id, title, content };
        let mut out = vec![section("findings", "Findings", findings::section(self))];
        match self.report.job {
            Job::Check { draft } => {
                out.push(section("draft", "The draft, claim by claim", draft::section(self, draft)))
            }
            Job::Diff { .. } => {
                out.push(section("facts", "Fact by fact", parallel::facts(self)));
                out.push(section("texts", "Both texts, level with each other", parallel::texts(self)));
            }
            Job::Report => {}
        }
        if !matches!(self.report.job, Job::Diff { .. }) {
            out.push(section("claims", "Claims by outlet", matrix::claims(self)));
        }
        out.push(section("times", "When it happened, as each outlet has it", timeline::section(self)));
        out.push(section("people", "Who is named", roster::section(self)));
        if !matches!(self.report.job, Job::Diff { .. }) {
            out.push(section("numbers", "Numbers and quotes", matrix::numbers(self)));
            out.push(section("copies", "Text that outlets share", copies::section(self)));
        }
        out.push(section("sources", "Sources", sources::section(self)));
        out.push(section("not-checked", "Not checked", limits::not_checked(self)));
        out.push(section("waived", "Waived", limits::waived(self)));
        out
    }
}
