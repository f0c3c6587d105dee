//! The claims matrix: facts by outlets, each cell in the outlet's own words.

use maud::{Markup, html};

use crate::{
    reports::{
        html::{
            Page,
            cells::{Cell, Row, Standing, rows},
            findings::{anchor, told},
            triage::column_name,
            words::words,
        },
        report::plural,
    },
    values::Slot,
};

/// More outlets than these do not fit beside each other: then a row lists those that speak.
pub(super) const MOST_COLUMNS: usize = 10;

/// Who, where and when.
pub(super) fn claims(page: &Page) -> Markup {
    let of_people_or_figures = |slot| is_figure(slot) || slot == Slot::Name || slot == Slot::Role;
    section(page, "Claims by outlet", &rows(page, |f| !of_people_or_figures(f.slot)))
}

/// Numbers, ages, lengths and quoted words.
pub(super) fn numbers(page: &Page) -> Markup {
    section(page, "Numbers and quotes by outlet", &rows(page, |f| is_figure(f.slot)))
}

fn is_figure(slot: Slot) -> bool {
    matches!(slot, Slot::Number | Slot::Age | Slot::Duration | Slot::Quote)
}

fn section(page: &Page, caption: &str, rows: &[Row]) -> Markup {
    let (shared, alone): (Vec<&Row>, Vec<&Row>) = rows.iter().partition(|row| row.fact.claims.len() > 1);
    let fitting = page.outlets.all.len() <= MOST_COLUMNS;
    html! {
        @if !shared.is_empty() {
            @if fitting { (wide(page, caption, &shared)) } @else { (long(page, caption, &shared)) }
        } @else if !alone.is_empty() {
            p { "No two outlets speak of the same fact." }
        }
        @if !alone.is_empty() {
            details {
                summary { "Said in one place only: " (plural(alone.len(), "fact")) }
                (long(page, &format!("{caption}: said in one place only"), &alone))
            }
        }
    }
}

/// A column for each outlet.
fn wide(page: &Page, caption: &str, rows: &[&Row]) -> Markup {
    html! {
        div.scroll tabindex="0" role="group" aria-label=(caption) {
            table.matrix {
                caption { "Rows are facts, columns are outlets; the words are the outlet's own." }
                thead {
                    tr {
                        th scope="col" { "Fact" }
                        @for column in 0..page.outlets.all.len() { th scope="col" { (column_name(page, column)) } }
                    }
                }
                tbody {
                    @for row in rows {
                        tr {
                            (head(row))
                            @for column in 0..page.outlets.all.len() {
                                @match row.cells.get(&column) {
                                    Some(cell) => td class=(cell.standing.class()) { (self::cell(page, cell)) },
                                    None => td.quiet { (self::standing(Standing::Silent)) },
                                }
                            }
                        }
                    }
                }
            }
        }
    }
}

/// A list of the outlets that speak, for each fact.
fn long(page: &Page, caption: &str, rows: &[&Row]) -> Markup {
    html! {
        div.scroll tabindex="0" role="group" aria-label=(caption) {
            table.matrix.long {
                thead { tr { th scope="col" { "Fact" } th scope="col" { "Who says what" } } }
                tbody {
                    @for row in rows {
                        tr {
                            (head(row))
                            td {
                                @for (column, cell) in &row.cells {
                                    div class={ "says " (cell.standing.class()) } {
                                        b { (column_name(page, *column)) } " " (self::cell(page, cell))
                                    }
                                }
                            }
                        }
                    }
                }
            }
        }
    }
}

fn head(row: &Row) -> Markup {
    html! {
        th scope="row" {
            span.slot { (row.fact.slot.name()) } " " (row.subject)
            @if row.fact.claims.len() > 1 { " " span.voices { (plural(row.voices, "voice")) } }
            @if let Some(waived) = row.waived { " " a.jump href=(format!("#{}", anchor(waived))) { "waived" } }
            @if let Some(finding) = row.finding {
                " " a.jump href=(format!("#{}", anchor(finding))) { (told(finding.severity).0) " " (told(finding.severity).1) }
            }
        }
    }
}

fn cell(page: &Page, cell: &Cell) -> Markup {
    html! {
        (standing(cell.standing))
        @for said in &cell.said {
            " "
            span.said {
                q dir="auto" lang=[page.lang(said.source)] { (crate::reports::wrap::plain(said.words.trim())) }
                @if let Some(normal) = &said.normal { " " span.normal { (words(normal)) } }
                " " (page.line(said.source, said.at))
            }
        }
        @if let Some(column) = cell.copy_of { span.copy { "↩ same text as " (column_name(page, column)) } }
    }
}

fn standing(standing: Standing) -> Markup {
    let (sign, word) = standing.told();
    html! { span.standing { span aria-hidden="true" { (sign) } " " (word) } }
}
