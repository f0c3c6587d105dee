//! What only the script uses: filters, buttons, the dialog for a reason. All of it is hidden until the script shows it.

use std::collections::BTreeSet;

use maud::{Markup, html};

use crate::{
    findings::Finding,
    reports::html::{Page, findings::told, words::words},
    values::{Severity, Slot},
};

/// The values of a finding as a JSON list: what a waiver covers.
pub(super) fn values(finding: &Finding) -> String {
    let values: Vec<&str> = finding.sides.iter().map(|s| s.normalized.as_str()).collect();
    serde_json::to_string(&values).unwrap_or_default()
}

/// Filters, the keys, and the export.
pub(super) fn bar(page: &Page) -> Markup {
    let findings = &page.report.findings;
    if findings.is_empty() {
        return html! {};
    }
    let slots: BTreeSet<Slot> = findings.iter().map(|f| f.slot).collect();
    html! {
        details #tools.script hidden open {
            summary { "Filters, triage and keys" }
            (filters(page, &slots))
        }
    }
}

fn filters(page: &Page, slots: &BTreeSet<Slot>) -> Markup {
    html! {
        form #filters aria-label="Which findings to show" {
            fieldset {
                legend { "Show" }
                @for severity in [Severity::Error, Severity::Warning, Severity::Note] {
                    @let count = page.report.count(severity);
                    label hidden[count == 0] { input type="checkbox" name="severity" value=(severity.name()) checked; " " (told(severity).1) " (" (count) ")" }
                }
                label { input type="checkbox" name="settled" checked; " Settled" }
                label {
                    "Category "
                    select name="category" {
                        option value="" { "all" }
                        @for slot in slots { option value=(slot.name()) { (slot.name()) } }
                    }
                }
                label {
                    "Outlet "
                    select name="outlet" {
                        option value="" { "all" }
                        @for (column, outlet) in page.outlets.all.iter().enumerate() {
                            option value=(column) { @if outlet.is_draft { "Draft: " } (crate::reports::wrap::plain(outlet.name)) }
                        }
                    }
                }
            }
            fieldset {
                legend { "Triage" }
                span #progress role="status" {}
                button #export type="button" { "Download crosscheck-waivers.toml" }
                label { input type="checkbox" name="keys" checked; " Keys" }
                span.quiet {
                    kbd { "j" } " " kbd { "k" } " next, previous · " kbd { "a" } " fixed · " kbd { "d" } " dismiss · "
                    kbd { "u" } " undo · " kbd { "c" } " copy quotes"
                }
            }
        }
    }
}

pub(super) fn buttons() -> Markup {
    html! {
        p.buttons.script hidden {
            button type="button" data-do="copy" { "Copy the quotes" }
            " " button type="button" data-do="fixed" { "Fixed" }
            " " button type="button" data-do="dismiss" { "Dismiss…" }
            " " button type="button" data-do="undo" hidden { "Undo" }
        }
    }
}

/// Asks why a finding is dismissed, who says so, and until when.
pub(super) fn dialog() -> Markup {
    html! {
        dialog #dismiss aria-labelledby="dismiss-title" {
            form {
                h2 #dismiss-title { "Dismiss this finding" }
                p #dismiss-what dir="auto" {}
                label { "Reason" textarea name="reason" rows="3" required {} }
                label { "Your name" input type="text" name="by" required autocomplete="name"; }
                label { "Last day" input type="date" name="until" required; }
                p.quiet { "It comes back after that day, and when an outlet gives another value." }
                p.buttons { button type="submit" { "Dismiss" } " " button type="button" data-do="cancel" { "Cancel" } }
            }
        }
        p #said.unseen role="status" {}
    }
}

/// An outlet's name as the head of a column.
pub(super) fn column_name(page: &Page, column: usize) -> Markup {
    let outlet = &page.outlets.all[column];
    html! { @if outlet.is_draft { "Draft: " } (words(outlet.name)) }
}
