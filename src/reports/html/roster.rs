//! The roster: who is named by which outlet, and as what.

use std::collections::{BTreeMap, BTreeSet};

use maud::{Markup, html};

use crate::{
    claims::{Claim, ClaimValue, Participant},
    facts::EntityId,
    findings::normalized,
    reports::{
        html::{Page, matrix::MOST_COLUMNS, triage::column_name, words::words},
        report::plural,
        rosters,
    },
    values::Slot,
};

/// One person: for each column, as what the outlet has them, with the source and place of the words.
#[derive(Default)]
struct Person {
    columns: BTreeMap<usize, BTreeSet<(String, usize, usize)>>,
    /// Columns that name the person, whatever they say.
    named: BTreeSet<usize>,
}

pub(super) fn section(page: &Page) -> Markup {
    let people = people(page);
    // Who is in one outlet alone and has no office there is no roster's affair.
    let (known, mut rest): (Vec<_>, Vec<_>) =
        people.iter().partition(|(_, person)| person.named.len() > 1 && !person.columns.is_empty());
    rest.retain(|(_, person)| !person.columns.is_empty());
    html! {
        (events(page))
        @if !known.is_empty() { (table(page, "Who is named", &known)) }
        @if !rest.is_empty() {
            details open[known.is_empty()] {
                summary { "Named by one outlet only: " (plural(rest.len(), "name")) }
                (table(page, "Named by one outlet only", &rest))
            }
        }
    }
}

/// Each event and delegation with at least two names: who leads it, belongs to it, attends or stays away.
fn events(page: &Page) -> Markup {
    let lines = rosters::lines(page.report);
    let list = |items: &[String]| html! { ul.roles { @for item in items { li dir="auto" { (words(item)) } } } };
    html! {
        @if !lines.is_empty() {
            div.scroll tabindex="0" role="group" aria-label="Rosters" {
                table.matrix {
                    thead { tr { @for head in rosters::columns() { th scope="col" { (head) } } } }
                    tbody {
                        @for line in &lines {
                            tr {
                                th scope="row" dir="auto" { (words(&line.subject)) }
                                @for names in line.people.iter().chain([&line.outlets]) {
                                    td { @if names.is_empty() { span.standing { "–" } } @else { (list(names)) } }
                                }
                            }
                        }
                    }
                }
            }
        }
    }
}

fn people(page: &Page) -> BTreeMap<(String, EntityId), Person> {
    let story = page.report.story;
    let court = story.court(page.report.rules);
    let mut out: BTreeMap<(String, EntityId), Person> = BTreeMap::new();
    for claim in story.claims() {
        let Some(mention) = person_of(claim) else { continue };
        let Some(entity) = story.entities.of(claim.source, mention) else { continue };
        let person = out.entry((story.entities.name(entity), entity)).or_default();
        let column = page.outlets.of_source(claim.source);
        person.named.insert(column);
        let value = || story.sources[claim.source].doc.slice(claim.value_span).trim().to_owned();
        let said = match claim.slot {
            Slot::Role => value(),
            Slot::Leader => format!("leads {}", claim.subject.text),
            Slot::Member if normalized(claim, &court) == "no" => format!("not in {}", claim.subject.text),
            Slot::Member => format!("in {}", claim.subject.text),
            Slot::Attends if normalized(claim, &court) == "no" => format!("not at {}", claim.subject.text),
            Slot::Attends => format!("at {}", claim.subject.text),
            _ => continue,
        };
        // Said twice it is shown where it stands first.
        let said_of = person.columns.entry(column).or_default();
        if !said_of.iter().any(|(words, ..)| words.to_lowercase() == said.to_lowercase()) {
            said_of.insert((said, claim.source, claim.value_span.start));
        }
    }
    out
}

/// The mention that names whom a claim is about.
fn person_of(claim: &Claim) -> Option<usize> {
    match (claim.slot, &claim.value, &claim.subject.about) {
        (Slot::Leader | Slot::Name, ClaimValue::Name(mention), _) => Some(*mention),
        (Slot::Role | Slot::Attends | Slot::Member, _, Some(Participant::Named(mention))) => Some(*mention),
        _ => None,
    }
}

fn table(page: &Page, label: &str, people: &[(&(String, EntityId), &Person)]) -> Markup {
    if page.outlets.all.len() > MOST_COLUMNS {
        return long(page, label, people);
    }
    // A column in which nobody is named only takes room.
    let columns: BTreeSet<usize> = people.iter().flat_map(|(_, person)| &person.named).copied().collect();
    html! {
        div.scroll tabindex="0" role="group" aria-label=(label) {
            table.matrix {
                thead {
                    tr {
                        th scope="col" { "Name" }
                        @for column in &columns { th scope="col" { (column_name(page, *column)) } }
                    }
                }
                tbody {
                    @for ((name, _), person) in people {
                        tr {
                            th scope="row" dir="auto" { (words(name)) }
                            @for column in &columns { (cell(page, person, *column)) }
                        }
                    }
                }
            }
        }
    }
}

/// A list of the outlets that name them, for each name.
fn long(page: &Page, label: &str, people: &[(&(String, EntityId), &Person)]) -> Markup {
    html! {
        div.scroll tabindex="0" role="group" aria-label=(label) {
            table.matrix.long {
                thead { tr { th scope="col" { "Name" } th scope="col" { "Who says what" } } }
                tbody {
                    @for ((name, _), person) in people {
                        tr {
                            th scope="row" dir="auto" { (words(name)) }
                            td {
                                @for column in &person.named {
                                    div.says {
                                        b { (column_name(page, *column)) } " "
                                        @match person.columns.get(column) {
                                            Some(said) => { (roles(page, said)) },
                                            None => { span.standing { "• named" } },
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
}

fn roles(page: &Page, said: &BTreeSet<(String, usize, usize)>) -> Markup {
    html! {
        ul.roles {
            @for (role, source, at) in said { li { span dir="auto" { (words(role)) } " " (page.line(*source, *at)) } }
        }
    }
}

fn cell(page: &Page, person: &Person, column: usize) -> Markup {
    match person.columns.get(&column) {
        Some(said) => html! { td { (roles(page, said)) } },
        None if person.named.contains(&column) => html! { td { span.standing { "• named" } } },
        None => html! { td.quiet { span.standing { "– silent" } } },
    }
}
