//! Rosters in the JSON report.

use serde::Serialize;

use super::{EvidenceRow, claim_evidence};
use crate::{
    claims::Claim,
    facts::{Roster, Who},
    findings::normalized,
    reports::Report,
};

/// Who is on one side of an event, or attends it.
#[derive(Serialize)]
pub(super) struct RosterRow {
    side: Option<String>,
    subject: String,
    closed_in: Vec<String>,
    sizes: Vec<SizeRow>,
    people: Vec<PersonRow>,
}

#[derive(Serialize)]
struct SizeRow {
    value: String,
    source: String,
    evidence: EvidenceRow,
}

#[derive(Serialize)]
struct PersonRow {
    name: Option<String>,
    offices: Vec<String>,
    said: Vec<SaidRow>,
}

#[derive(Serialize)]
struct SaidRow {
    standing: &'static str,
    represents: Option<String>,
    source: String,
    evidence: EvidenceRow,
}

pub(super) fn rows(report: &Report, claims: &[&Claim]) -> Vec<RosterRow> {
    report.story.rosters.iter().map(|roster| row(report, roster, claims)).collect()
}

fn row(report: &Report, roster: &Roster, claims: &[&Claim]) -> RosterRow {
    let entities = &report.story.entities;
    let court = report.story.court(report.rules);
    let id = |source: usize| report.story.sources[source].id.clone();
    let said = |row: &crate::facts::RosterRow| {
        let each = row.said.iter().flat_map(|(standing, claims)| claims.iter().map(move |c| (*standing, *c)));
        let rows = each.map(|(standing, index)| SaidRow {
            standing: standing.name(),
            represents: row.represents.get(&index).map(|whom| entities.name(*whom)),
            source: id(claims[index].source),
            evidence: claim_evidence(report, claims[index]),
        });
        rows.collect()
    };
    RosterRow {
        side: roster.side.map(|side| entities.name(side)),
        subject: roster.subject.clone(),
        closed_in: roster.closed_in.iter().map(|s| id(*s)).collect(),
        sizes: (roster.sizes.iter())
            .map(|c| SizeRow {
                value: normalized(claims[*c], &court),
                source: id(claims[*c].source),
                evidence: claim_evidence(report, claims[*c]),
            })
            .collect(),
        people: (roster.rows.iter())
            .map(|row| {
                let (name, office) = match &row.who {
                    Who::Named(id) => (Some(entities.name(*id)), None),
                    Who::Open(words) => (Some(words.clone()), None),
                    Who::Office(words) => (None, Some(words.clone())),
                };
                PersonRow {
                    name,
                    offices: office.into_iter().chain(row.offices.iter().cloned()).collect(),
                    said: said(row),
                }
            })
            .collect(),
    }
}
