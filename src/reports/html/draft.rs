//! `check`: the text of the draft with every claim marked, and the list of its claims.

use std::collections::BTreeSet;

use maud::{Markup, html};

use crate::{
    claims::Claim,
    findings::{DraftClaim, DraftStatus, Finding, draft_claims},
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
        DraftStatus::OnlyHere => ("•", "only here", "alone"),
        DraftStatus::NotChecked => ("?", "not checked", "between"),
    }
}

pub(super) fn section(page: &Page, draft: usize) -> Markup {
    let story = page.report.story;
    let (claims, court) = (story.claims(), story.court(page.report.rules));
    let rows = draft_claims(draft, &story.facts, &claims, &court, &story.voices);
    let count = |status| rows.iter().filter(|r| r.status == status).count();
    let all = [DraftStatus::Contradicted, DraftStatus::Confirmed, DraftStatus::OnlyHere, DraftStatus::NotChecked];
    html! {
        ul.legend {
            @for status in all {
                @let (sign, word, class) = told(status);
                li { mark class=(class) { (sign) " " (word) } " " (plural(count(status), "claim")) }
            }
        }
        div.beside {
            (text(page, draft, &rows))
            @if !rows.is_empty() {
                section aria-label="All claims of the draft" {
                    h3 { "Claims: " (rows.len()) }
                    ol.claims { @for (index, row) in rows.iter().enumerate() { (claim(page, index, row, &claims, &court)) } }
                }
            }
        }
    }
}

fn claim(page: &Page, index: usize, row: &DraftClaim, claims: &[&Claim], court: &Court) -> Markup {
    let doc = &page.report.story.sources[row.claim.source].doc;
    html! {
        li id=(format!("claim-{}", index + 1)) {
            span class={ "standing " (told(row.status).2) } { (status(page, row)) }
            span.slot { (row.claim.slot.name()) } " " (page.subject(row.fact, claims)) ": "
            q dir="auto" lang=[page.lang(row.claim.source)] { (plain(doc.slice(row.claim.value_span).trim())) }
            @if let Some(normal) = normal(page, row.claim, court) { " " span.normal { (words(&normal)) } }
            " " (page.line(row.claim.source, row.claim.value_span.start))
        }
    }
}

fn status(page: &Page, row: &DraftClaim) -> Markup {
    let (sign, word, _) = told(row.status);
    html! {
        (sign) " " (word)
        @if row.status == DraftStatus::Confirmed { " by " (plural(row.voices, "voice")) }
        @if row.voices < page.report.min_voices && matches!(row.status, DraftStatus::Confirmed | DraftStatus::OnlyHere) {
            ", " (page.report.min_voices) " wanted"
        }
        @if let Some(finding) = finding_of(page, row) { " " a.jump href=(format!("#{}", anchor(finding))) { "see the quotes" } }
    }
}

fn finding_of<'a>(page: &'a Page, row: &DraftClaim) -> Option<&'a Finding> {
    page.report.findings.iter().find(|f| f.id == row.fact.id)
}

/// What a stretch of the draft is marked for: a claim by its number in the list, or a finding on copied words.
#[derive(Clone, Copy)]
enum Reason<'a> {
    Claim(usize),
    Finding(&'a Finding),
}

/// The draft's paragraphs, each claim marked where its value stands, with sign, word and number.
fn text(page: &Page, draft: usize, rows: &[DraftClaim]) -> Markup {
    let doc = &page.report.story.sources[draft].doc;
    let mut marks: Vec<(Span, Reason)> =
        rows.iter().enumerate().map(|(i, r)| (r.claim.value_span, Reason::Claim(i))).collect();
    let facts: BTreeSet<&str> = rows.iter().map(|r| r.fact.id.as_str()).collect();
    for finding in page.report.findings.iter().filter(|f| !facts.contains(f.id.as_str())) {
        let here = finding.sides.iter().flat_map(|s| &s.evidence).filter(|e| e.source == draft);
        marks.extend(here.map(|e| (e.value, Reason::Finding(finding))));
    }
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
fn inside<'m, 'a>(marks: &'m [(Span, Reason<'a>)], block: Span) -> &'m [(Span, Reason<'a>)] {
    let start = marks.partition_point(|(span, _)| span.start < block.start);
    let end = marks.partition_point(|(span, _)| span.start < block.end);
    marks.get(start..end).unwrap_or_default()
}

fn block_text(text: &str, block: Span, marks: &[(Span, Reason)], rows: &[DraftClaim]) -> Markup {
    let status_of = |reason: &Reason| match reason {
        Reason::Claim(n) => rows[*n].status,
        Reason::Finding(_) => DraftStatus::Contradicted,
    };
    let voices_of = |reason: &Reason| if let Reason::Claim(n) = reason { rows[*n].voices } else { 0 };
    html! {
        @for (span, reasons) in pieces(block, marks) {
            @if let Some(status) = reasons.iter().map(status_of).min() {
                @let (sign, word, class) = told(status);
                mark class=(class) {
                    (plain(span.of(text)))
                    span.tag {
                        " " (sign) "\u{a0}" (word)
                        @if status == DraftStatus::Confirmed { " by " (reasons.iter().map(voices_of).max().unwrap_or(0)) }
                        @for reason in &reasons { " " (link(reason)) }
                    }
                }
            } @else { (plain(span.of(text))) }
        }
    }
}

fn link(reason: &Reason) -> Markup {
    match reason {
        Reason::Claim(n) => {
            html! { a href=(format!("#claim-{}", n + 1)) aria-label=(format!("claim {}", n + 1)) { (n + 1) } }
        }
        Reason::Finding(finding) => html! { a href=(format!("#{}", anchor(finding))) { "see the quotes" } },
    }
}
