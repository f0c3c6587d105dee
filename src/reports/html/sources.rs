//! The sources: what was understood of each file, and from where.

use maud::{Markup, html};

use crate::reports::html::{
    Page,
    words::{moment, words},
};

pub(super) fn section(page: &Page) -> Markup {
    html! {
        div.scroll tabindex="0" role="group" aria-label="Sources" {
            table {
                thead {
                    tr {
                        th scope="col" { "Outlet" } th scope="col" { "File" } th scope="col" { "Published" }
                        th scope="col" { "Time zone" } th scope="col" { "Version" } th scope="col" { "Format" }
                        th.number scope="col" { "Claims" }
                    }
                }
                tbody { @for index in 0..page.report.sources.len() { (row(page, index)) } }
            }
        }
    }
}

fn row(page: &Page, index: usize) -> Markup {
    let (source, analysis) = (page.report.sources[index], &page.report.story.sources[index]);
    let said = |value: Option<String>, from: Option<&str>| match value {
        Some(value) => html! { (words(&value)) br; span.quiet { "from " (words(from.unwrap_or_default())) } },
        None => html! { span.quiet { "unknown" } },
    };
    let published = source.published.as_ref();
    let updated = source.updated.as_ref().filter(|u| published.is_none_or(|p| p.value != u.value));
    let version = source.version.as_ref();
    html! {
        tr id=(format!("source-{index}")) {
            th scope="row" { (words(&analysis.outlet)) @if page.outlets.is_draft(index) { " (the draft)" } }
            td {
                (words(page.path(index)))
                @if let Some(headline) = &source.headline { br; span.quiet dir="auto" { (words(&headline.value)) } }
                @if let Some(url) = source.url.as_ref().filter(|u| is_web_address(&u.value)) {
                    br; a href=(url.value) rel="noreferrer noopener" data-url="" { (words(&url.value)) }
                }
            }
            td {
                (said(published.map(|p| moment(p.value)), published.map(|p| p.from.as_str())))
                @if let Some(updated) = updated { br; "updated " (moment(updated.value)) }
            }
            td { (said(source.timezone.as_ref().map(|z| z.value.to_string()), source.timezone.as_ref().map(|z| z.from.as_str()))) }
            td { (version.map_or("–", |v| v.value.as_str())) }
            td { (source.format.name()) ", " (words(&source.encoding)) }
            td.number { (analysis.claims.len()) }
        }
    }
}

/// Nothing but an address of the web becomes a link.
fn is_web_address(url: &str) -> bool {
    let lower = url.trim().to_ascii_lowercase();
    lower.starts_with("https://") || lower.starts_with("http://")
}
