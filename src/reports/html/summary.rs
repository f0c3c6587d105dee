//! The top of the page: what it is, the verdict in a line, what is on the page; and the last line.

use maud::{Markup, html};

use crate::{
    findings::{DraftStatus, not_checked},
    reports::{
        Job, Report, compared,
        html::{
            Page, Section, triage,
            words::{folder, moment, words},
        },
        report::plural,
    },
    values::Severity,
};

/// How the verdict looks: never by colour alone, each has its sign and its words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Light {
    Stop,
    Look,
    Go,
}

/// The title of the page, in words of the program and names of files.
pub(super) fn title(report: &Report) -> String {
    let path = |source: usize| {
        let path = report.story.sources.get(source).map_or("", |s| s.path.as_str());
        path.rsplit('/').next().unwrap_or(path).to_owned()
    };
    let title = match report.job {
        Job::Report => {
            let folder = folder(report);
            let story = folder.trim_end_matches('/').rsplit('/').next().unwrap_or_default();
            if story.is_empty() {
                "Where the sources differ".to_owned()
            } else {
                format!("{story}: where the sources differ")
            }
        }
        Job::Check { draft } => format!("Check of {}", path(draft)),
        Job::Diff { left } => format!("{} and {} side by side", path(left), path(usize::from(left == 0))),
    };
    crate::reports::wrap::plain(&title)
}

pub(super) fn header(page: &Page, sections: &[Section]) -> Markup {
    let report = page.report;
    let folder = &page.folder;
    html! {
        header {
            h1 { bdi { (title(report)) } }
            p.quiet {
                (plural(report.story.sources.len(), "source")) " of " (plural(page.outlets.all.iter().filter(|o| !o.is_draft).count(), "outlet"))
                " · " (plural(report.claims(), "claim"))
                " · " (plural(report.story.facts.len(), "fact"))
                @if !folder.is_empty() { " · in " (words(folder)) }
            }
            (embargoes(page))
            (verdict(report))
            nav aria-label="On this page" {
                ul { @for section in sections { li { a href=(format!("#{}", section.id)) { (section.title) } } } }
            }
            (triage::bar(page))
        }
    }
}

/// Sources that must not be passed on: said before anything else.
fn embargoes(page: &Page) -> Markup {
    let held = page.report.sources.iter().enumerate().filter_map(|(index, source)| {
        let outlet = &page.report.story.sources[index].outlet;
        let usable = |status: &str| status.eq_ignore_ascii_case("usable") || status.eq_ignore_ascii_case("stat:usable");
        let status = source.status.as_ref().map(|s| s.value.as_str()).filter(|s| !usable(s));
        let embargo = source.embargo.as_ref().map(|e| format!("under embargo until {}", moment(e.value)));
        let terms = source.embargo_terms.as_ref().map(|terms| format!("embargo: “{}”", terms.value));
        let said: Vec<String> =
            embargo.into_iter().chain(terms).chain(status.map(|s| format!("status “{s}”"))).collect();
        (!said.is_empty()).then(|| (outlet, said.join(", ")))
    });
    let held: Vec<_> = held.collect();
    html! {
        @if !held.is_empty() {
            ul.held {
                @for (outlet, said) in held { li { b { "Do not pass on: " } (words(outlet)) ", " (words(&said)) } }
            }
        }
    }
}

/// How the verdict looks, and its words: the heading of the page.
fn heading_of(report: &Report) -> (Light, String) {
    let incomplete = !report.errors.is_empty() || report.nothing_compared();
    let light = match (report.count(Severity::Error), report.count(Severity::Warning)) {
        (0, 0) if !incomplete && !is_bare(report) => Light::Go,
        (0, _) => Light::Look,
        _ => Light::Stop,
    };
    (light, says(report, light, incomplete))
}

/// The verdict in words, as the page has it at its top.
pub fn heading(report: &Report) -> String {
    heading_of(report).1
}

fn verdict(report: &Report) -> Markup {
    let count = |severity| report.count(severity);
    let (errors, warnings, notes) = (count(Severity::Error), count(Severity::Warning), count(Severity::Note));
    let (light, said) = heading_of(report);
    let class = match light {
        Light::Stop => "verdict stop",
        Light::Look => "verdict look",
        Light::Go => "verdict go",
    };
    html! {
        div class=(class) {
            @let done = compared::capital(report);
            p.told { strong { (said) } }
            @if !said.ends_with(&done) { p { (done) "." } }
            ul.counts {
                li { b { (errors) } " blocking" }
                li { b { (warnings) } " to look at" }
                li { b { (notes) } @if notes == 1 { " note" } @else { " notes" } }
                @if !report.waived.is_empty() { li { b { (report.waived.len()) } " waived" } }
                @if report.known > 0 { li { b { (report.known) } " known before" } }
                @if !report.errors.is_empty() { li { b { (report.errors.len()) } " not read" } }
                @let unchecked = not_checked(&report.story.facts, &report.story.claims(), &report.story.court(report.rules)).len();
                @if unchecked > 0 { li { a href="#not-checked" { b { (unchecked) } " not checked" } } }
            }
        }
    }
}

/// Whether there is nothing that a clean report could stand on: no fact compared between outlets, no claim of the draft confirmed.
fn is_bare(report: &Report) -> bool {
    match report.draft_counts() {
        Some(counts) => counts.get(&DraftStatus::Confirmed).is_none_or(|n| *n == 0),
        None => report.compared().between_outlets == 0,
    }
}

/// The verdict in words. Where nothing stops the story it is what was compared: that is all that silence is worth.
fn says(report: &Report, light: Light, incomplete: bool) -> String {
    let done = compared::capital(report);
    match (report.job, light) {
        (_, Light::Go) => format!("✓ {done}"),
        (Job::Check { .. }, Light::Look) if !incomplete && report.count(Severity::Warning) == 0 => {
            "! No source confirms a claim of the draft".to_owned()
        }
        (_, Light::Look) if !incomplete && report.count(Severity::Warning) == 0 => format!("! {done}"),
        _ => told(report, light, incomplete).to_owned(),
    }
}

fn told(report: &Report, light: Light, incomplete: bool) -> &'static str {
    match (report.job, light) {
        (Job::Check { .. }, Light::Stop) => "✗ The draft is not ready: a source says otherwise",
        (Job::Check { .. }, _) if report.nothing_compared() => "! Incomplete: no claim of the draft could be compared",
        (_, Light::Look) if incomplete => "! Incomplete: not every input could be read",
        (Job::Check { .. }, Light::Look) => "! Look at these before the draft goes out",
        (_, Light::Stop) => "✗ The sources contradict each other",
        (_, Light::Look | Light::Go) => "! The sources differ in things to look at",
    }
}

pub(super) fn footer() -> Markup {
    html! {
        footer.quiet {
            p {
                "crosscheck " (env!("CARGO_PKG_VERSION"))
                ". This page works without a network, loads nothing and sends nothing. A clean report is no proof: see what was "
                a href="#not-checked" { "not checked" } "."
            }
        }
    }
}
