//! The limits of the report: what was not read, not checked, and what a person has waived.

use std::collections::BTreeMap;

use maud::{Markup, html};

use crate::{
    findings::{NotChecked, not_checked as unchecked},
    reports::{
        html::{
            Page,
            findings::{anchor, sides},
            words::words,
        },
        not_checked::reasons,
        not_read::lines,
        report::plural,
        wrap::plain,
    },
    waivers::Waived,
};

/// Places of one reason that are shown at once.
const PLACES: usize = 200;

pub(super) fn not_checked(page: &Page) -> Markup {
    let report = page.report;
    let mut by_reason: BTreeMap<String, Vec<NotChecked>> = BTreeMap::new();
    for item in unchecked(&report.story.facts, &report.story.claims(), &report.story.court(report.rules)) {
        by_reason.entry(item.reason.clone()).or_default().push(item);
    }
    let unread = lines(report);
    let nothing = unread.is_empty() && reasons(report).is_empty();
    let alone = report.story.facts.iter().filter(|f| f.claims.len() == 1).count();
    html! {
        @if nothing { p { "Every claim that was found could be compared." } }
        @if !unread.is_empty() {
            h3 { "Not read" }
            ul { @for what in &unread { li { (words(what)) } } }
        }
        @for (reason, items) in &by_reason {
            details.reason {
                summary { (words(reason)) " (" (items.len()) ")" }
                ul { @for item in items.iter().take(PLACES) { li { (self::item(page, item)) } } }
                @if items.len() > PLACES { p { "and " (items.len() - PLACES) " more" } }
            }
        }
        @if alone > 0 {
            p { (plural(alone, "fact")) " said in one place only: there was nothing to compare with." }
        }
        @for (index, source) in report.sources.iter().enumerate().filter(|(_, s)| !s.skipped.is_empty()) {
            p { "Not read as text in " (words(page.path(index))) ": " (words(&source.skipped.join("; "))) "." }
        }
    }
}

fn item(page: &Page, item: &NotChecked) -> Markup {
    let text = &page.report.story.sources[item.source].doc.text;
    html! {
        (page.place(item.source, item.span.start))
        // A whole article is not quoted: its place is enough.
        @if !item.span.is_empty() && item.span.len() < 400 {
            " " q dir="auto" lang=[page.lang(item.source)] { (plain(item.span.of(text).trim())) }
        }
    }
}

/// Findings that a person has dismissed, each with reason, name and last day.
pub(super) fn waived(page: &Page) -> Markup {
    html! {
        @if page.report.waived.is_empty() { p { "No finding is waived." } }
        @for note in &page.report.notes { p { (words(note)) } }
        @for Waived { finding, waiver } in &page.report.waived {
            article.waived id=(anchor(finding)) {
                h3 dir="auto" { (words(&finding.message)) }
                p { b { "Reason: " } (words(&waiver.reason)) " (" (words(&waiver.signature())) ")" }
                details {
                    summary { "The quotes" }
                    (sides(page, finding))
                    p.rule.quiet { "Rule " code { (words(&finding.rule)) } ", id " code { (words(&finding.id)) } }
                }
            }
        }
    }
}
