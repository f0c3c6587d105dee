//! What each outlet says of each fact, for a spreadsheet: a row a fact, a column an outlet, in the outlet's own words.

use std::collections::{BTreeMap, BTreeSet};

use crate::{
    claims::{Claim, ClaimValue},
    facts::Fact,
    findings::{Finding, normalized},
    reports::{
        Report,
        csv::table,
        verdicts::{gravest, status_of},
    },
    values::Slot,
    verdicts::Verdict,
};

/// A fact, or a finding that no fact stands behind: status, slot, subject, id, and the words of each outlet.
struct Row {
    status: &'static str,
    slot: Slot,
    subject: String,
    voices: usize,
    id: String,
    said: BTreeMap<String, Vec<String>>,
}

/// The order of the rows: what an editor should look at stands first.
const ORDER: [&str; 6] = ["conflict", "superseded", "disputed", "agreed", "not_compared", "single"];

/// The matrix as CSV (RFC 4180) with the mark by which spreadsheets know UTF-8.
pub fn matrix(report: &Report) -> String {
    let outlets: BTreeSet<&str> = report.story.sources.iter().map(|s| s.outlet.as_str()).collect();
    let mut head: Vec<String> = ["fact", "category", "status", "voices"].iter().map(|s| (*s).to_owned()).collect();
    head.extend(outlets.iter().map(|outlet| (*outlet).to_owned()));
    head.push("id".to_owned());
    let mut out = vec![head];
    for row in rows(report) {
        let mut cells = vec![row.subject, row.slot.name().to_owned(), row.status.to_owned(), row.voices.to_string()];
        cells.extend(outlets.iter().map(|outlet| row.said.get(*outlet).map_or_else(String::new, |w| w.join(" | "))));
        cells.push(row.id);
        out.push(cells);
    }
    table(&out)
}

fn rows(report: &Report) -> Vec<Row> {
    let claims = report.story.claims();
    // How a name is spelt is told where it differs, and nowhere else.
    let told = || report.story.facts.iter().filter(|f| f.slot != Slot::Name);
    let facts: BTreeSet<&str> = told().map(|f| f.id.as_str()).collect();
    let mut out: Vec<Row> =
        report.findings.iter().filter(|f| !facts.contains(f.id.as_str())).map(|f| of_finding(report, f)).collect();
    out.extend(told().map(|fact| of_fact(report, fact, &claims)));
    out.sort_by_key(|row| ORDER.iter().position(|status| *status == row.status));
    out
}

/// A finding on copied words or on two names.
fn of_finding(report: &Report, finding: &Finding) -> Row {
    let mut said: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for side in &finding.sides {
        for evidence in &side.evidence {
            let words = said.entry(report.story.sources[evidence.source].outlet.clone()).or_default();
            if !words.contains(&side.value) {
                words.push(side.value.clone());
            }
        }
    }
    let voices = finding.sides.iter().map(|side| side.voices).sum();
    Row {
        status: "conflict",
        slot: finding.slot,
        subject: finding.subject.clone(),
        voices,
        id: finding.id.clone(),
        said,
    }
}

fn of_fact(report: &Report, fact: &Fact, claims: &[&Claim]) -> Row {
    let court = report.story.court(report.rules);
    let verdicts: Vec<(usize, usize, Verdict)> =
        fact.alignments.iter().map(|a| (a.left, a.right, court.judge(claims[a.left], claims[a.right]))).collect();
    let mut said: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for index in &fact.claims {
        let claim = claims[*index];
        let source = &report.story.sources[claim.source];
        let verdict = gravest(verdicts.iter().filter(|v| v.0 == *index || v.1 == *index).map(|v| &v.2));
        let words = source.doc.slice(claim.value_span);
        let value = match claim.value {
            ClaimValue::Polarity(_) => normalized(claim, &court),
            ClaimValue::Time(_) => format!("{words} ({})", normalized(claim, &court)),
            _ => words.to_owned(),
        };
        let cell = match verdict {
            Some(verdict) => format!("{value} [{}]", verdict.name()),
            None => value,
        };
        let cells = said.entry(source.outlet.clone()).or_default();
        if !cells.contains(&cell) {
            cells.push(cell);
        }
    }
    let sentences = fact.claims.iter().map(|c| (claims[*c].source, claims[*c].sentence)).collect();
    Row {
        status: status_of(fact, verdicts.iter().map(|v| &v.2)),
        slot: fact.slot,
        subject: fact.subject.clone(),
        voices: report.story.voices.count(&sentences),
        id: fact.id.clone(),
        said,
    }
}
