//! `check`: the text of the draft with every claim marked, and the list of its claims.

use maud::{Markup, html};

use crate::{
    claims::Claim,
    findings::{DraftClaim, DraftStatus, Finding, Origin},
    reports::{
        html::{
            Page,
            cells::normal,
            findings::anchor,
            words::{pieces, words},
        },
        report::plural,
        wrap::plain,
    },
    text::{BlockKind, Span},
    verdicts::Court,
};

/// Sign, word and class of a status.
fn told(status: DraftStatus) -> (&'static str, &'static str, &'static str) {
    match status {
        DraftStatus::Contradicted => ("✗", "contradicted", "differs"),
        DraftStatus::Confirmed => ("✓", "confirmed", "agrees"),
        DraftStatus::Compatible => ("≈", "compatible", "between"),
        DraftStatus::OnlyHere => ("•", "only here", "alone"),
        DraftStatus::NotChecked => ("?", "not checked", "between"),
    }
}

pub(super) fn section(page: &Page, draft: usize) -> Markup {
    let story = page.report.story;
    let (claims, court) = (story.claims(), story.court(page.report.rules));
    let rows = page.report.draft_claims(draft);
    let count = |status| rows.iter().filter(|r| r.status == status).count();
    html! {
        ul.legend {
            @for status in DraftStatus::ALL {
                @let (sign, word, class) = told(status);
                li { mark class=(class) { (sign) " " (word) } " " (plural(count(status), "claim")) }
            }
        }
        div.beside {
            (text(page, draft, &rows))
            @if !rows.is_empty() {
                section aria-label="All claims of the draft" {
                    h3 { "Claims: " (rows.len()) }
                    ol.claims { @for (index, row) in rows.iter().enumerate() { (claim(page, draft, index, row, &claims, &court)) } }
                }
            }
        }
    }
}

fn claim(page: &Page, draft: usize, index: usize, row: &DraftClaim, claims: &[&Claim], court: &Court) -> Markup {
    let doc = &page.report.story.sources[draft].doc;
    let value = row.value_span();
    let normal = match row.origin {
        Origin::Claim(_, claim) => normal(page, claim, court),
        Origin::Finding(..) => None,
    };
    html! {
        li id=(format!("claim-{}", index + 1)) {
            span class={ "standing " (told(row.status).2) } { (status(page, row)) }
            span.slot { (row.slot().name()) } " "
            @match row.origin {
                Origin::Claim(fact, _) => (page.subject(fact, claims)),
                Origin::Finding(finding, ..) => (words(&finding.subject)),
            }
            ": "
            q dir="auto" lang=[page.lang(draft)] { (plain(doc.slice(value).trim())) }
            @if let Some(normal) = normal { " " span.normal { (words(&normal)) } }
            " " (page.line(draft, value.start))
        }
    }
}

fn status(page: &Page, row: &DraftClaim) -> Markup {
    let (sign, word, _) = told(row.status);
    html! {
        (sign) " " (word)
        @if row.status == DraftStatus::Confirmed { " by " (plural(row.voices, "voice")) }
        @if row.voices < page.report.min_voices && is_short_of_voices(row.status) { ", " (page.report.min_voices) " wanted" }
        @if !row.why.is_empty() { ": " (words(&row.why.join("; "))) }
        @if let Some(finding) = shown(page, row) {
            @if page.report.is_waived(&finding.id) { ", waived" }
            " " a.jump href=(format!("#{}", anchor(finding))) { "see the quotes" }
        }
    }
}

/// Whether a claim of this status is told that more voices are wanted.
fn is_short_of_voices(status: DraftStatus) -> bool {
    matches!(status, DraftStatus::Confirmed | DraftStatus::Compatible | DraftStatus::OnlyHere)
}

/// What contradicts a claim, or is told of its fact, where it stands on the page.
fn shown<'a>(page: &'a Page, row: &DraftClaim) -> Option<&'a Finding> {
    let id = row.finding.map_or(row.id(), |finding| &finding.id);
    let waived = page.report.waived.iter().map(|waived| &waived.finding);
    page.report.findings.iter().chain(waived).find(|finding| finding.id == id)
}

/// The draft's paragraphs, each claim marked where its value stands, with sign, word and number.
fn text(page: &Page, draft: usize, rows: &[DraftClaim]) -> Markup {
    let doc = &page.report.story.sources[draft].doc;
    let mut marks: Vec<(Span, usize)> = rows.iter().enumerate().map(|(i, row)| (row.value_span(), i)).collect();
    marks.sort_by_key(|(span, _)| *span);
    html! {
        div.draft dir="auto" lang=[page.lang(draft)] {
            @for block in &doc.blocks {
                @let inside = inside(&marks, block.span);
                @if block.kind == BlockKind::Headline {
                    p { strong { (block_text(&doc.text, block.span, inside, rows)) } }
                } @else {
                    p { (block_text(&doc.text, block.span, inside, rows)) }
                }
            }
        }
    }
}

/// The marks of a paragraph, out of all in order.
fn inside(marks: &[(Span, usize)], block: Span) -> &[(Span, usize)] {
    let start = marks.partition_point(|(span, _)| span.start < block.start);
    let end = marks.partition_point(|(span, _)| span.start < block.end);
    marks.get(start..end).unwrap_or_default()
}

/// A paragraph; `marks` are values with the numbers of their rows, from 0.
fn block_text(text: &str, block: Span, marks: &[(Span, usize)], rows: &[DraftClaim]) -> Markup {
    html! {
        @for (span, numbers) in pieces(block, marks) {
            @if let Some(status) = numbers.iter().map(|n| rows[*n].status).min() {
                @let (sign, word, class) = told(status);
                mark class=(class) {
                    (plain(span.of(text)))
                    span.tag {
                        " " (sign) "\u{a0}" (word)
                        @if status == DraftStatus::Confirmed {
                            " by " (numbers.iter().map(|n| rows[*n].voices).max().unwrap_or(0))
                        }
                        @for n in &numbers { " " (link(*n)) }
                    }
                }
            } @else { (plain(span.of(text))) }
        }
    }
}

fn link(n: usize) -> Markup {
    html! { a href=(format!("#claim-{}", n + 1)) aria-label=(format!("claim {}", n + 1)) { (n + 1) } }
}
