//! The findings: each a newsroom question with the quotes side by side, words marked, and why they were laid side by side.

use std::collections::BTreeSet;

use maud::{Markup, html};

use crate::{
    findings::{Finding, Side},
    judgement::explain,
    reports::{
        compared,
        html::{Page, triage, words::words},
        report::plural,
        text::representative,
    },
    values::Severity,
};

/// Sign and word of a severity.
pub(super) fn told(severity: Severity) -> (&'static str, &'static str) {
    match severity {
        Severity::Error => ("✗", "Blocking"),
        Severity::Warning => ("!", "To look at"),
        Severity::Note => ("i", "Note"),
    }
}

pub(super) fn section(page: &Page) -> Markup {
    let findings = &page.report.findings;
    html! {
        @if findings.is_empty() {
            p { "No finding: " (words(&compared::sentence(page.report))) ". What could not be compared stands under " a href="#not-checked" { "Not checked" } "." }
        } @else {
            p #shown role="status" hidden {}
            @for finding in findings { (article(page, finding)) }
        }
    }
}

/// Where a finding stands on the page.
pub(super) fn anchor(finding: &Finding) -> String {
    format!("finding-{}", finding.id)
}

fn article(page: &Page, finding: &Finding) -> Markup {
    let (sign, word) = told(finding.severity);
    let heading = format!("{}-title", anchor(finding));
    html! {
        article.finding id=(anchor(finding)) tabindex="-1" aria-labelledby=(heading)
            data-id=(finding.id) data-rule=(finding.rule) data-severity=(finding.severity.name())
            data-category=(finding.slot.name()) data-outlets=(columns(page, finding)) data-values=(triage::values(finding))
        {
            p.kind {
                span.severity { span.sign aria-hidden="true" { (sign) } " " (word) }
                " · " (finding.slot.name()) " · " (finding.relation.name())
            }
            h3 id=(heading) dir="auto" { (words(&finding.message)) }
            p.settled hidden {}
            (sides(page, finding))
            @if !finding.why.is_empty() {
                p.why { b { "Why flagged: " } (words(&finding.why.join("; "))) "." }
            }
            (sum(page, finding))
            (triage::buttons())
            p.rule.quiet { "Rule " code { (words(&finding.rule)) } ", id " code { (words(&finding.id)) } }
        }
    }
}

/// The whole sum of the learned score, for whom the reasons do not say enough; nothing where no score has a say.
fn sum(page: &Page, finding: &Finding) -> Markup {
    let story = page.report.story;
    let Some(sum) = explain(finding, &story.judgement, &story.sources) else { return html! {} };
    html! {
        details.sum {
            summary { "The sum of all reasons: " (sum.total()) }
            table {
                thead { tr { th scope="col" { "Reason" } th scope="col" { "Level" } th scope="col" { "Weight" } } }
                tbody {
                    @for part in sum.parts.iter().filter(|part| part.weight != 0) {
                        tr { th scope="row" { (part.feature.replace('_', " ")) } td { (part.level) } td { (format!("{:+}", part.weight)) } }
                    }
                    tr { th scope="row" { "every pair" } td {} td { (format!("{:+}", sum.base)) } }
                }
            }
        }
    }
}

/// Each value with its sentences.
pub(super) fn sides(page: &Page, finding: &Finding) -> Markup {
    html! { div.sides { @for side in &finding.sides { (self::side(page, side)) } } }
}

fn side(page: &Page, side: &Side) -> Markup {
    let shown = representative(side);
    let rest: Vec<_> = side.evidence.iter().filter(|e| !shown.iter().any(|s| std::ptr::eq(*s, *e))).collect();
    html! {
        div.side {
            h4 { span.value dir="auto" { (words(&side.value)) } " " span.voices { (page.report.spoken_for_by(side)) } }
            @let told: BTreeSet<&str> = side.evidence.iter().map(|e| page.outlets.name_of(e.source)).collect();
            @if told.len() > shown.len() {
                p.quiet { "In " (words(&told.into_iter().collect::<Vec<_>>().join(", "))) }
            }
            @for evidence in shown { (page.quotation(evidence)) }
            @if !rest.is_empty() {
                details {
                    summary { "and in " (plural(rest.len(), "more sentence")) }
                    @for evidence in rest { (page.quotation(evidence)) }
                }
            }
        }
    }
}

/// The columns of the outlets that a finding quotes, for the filter.
fn columns(page: &Page, finding: &Finding) -> String {
    let sources = finding.sides.iter().flat_map(|s| &s.evidence).map(|e| page.outlets.of_source(e.source));
    let columns: BTreeSet<usize> = sources.collect();
    columns.iter().map(usize::to_string).collect::<Vec<_>>().join(" ")
}
