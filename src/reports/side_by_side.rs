//! What two sources say of each fact, row by row: what every format of a `diff` shows.

use std::collections::{BTreeMap, BTreeSet};

use crate::{
    claims::{Claim, ClaimValue},
    facts::Fact,
    findings::{Evidence, Finding, normalized},
    reports::{Job, Report, verdicts::gravest},
    values::Slot,
    verdicts::Verdict,
};

/// How the two columns of a row stand to each other, in the order of the table.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Mark {
    Differ,
    CannotTell,
    Compatible,
    Agree,
    OnlyLeft,
    OnlyRight,
}

impl Mark {
    /// All of them, in order.
    pub(super) const ALL: [Self; 6] =
        [Self::Differ, Self::CannotTell, Self::Compatible, Self::Agree, Self::OnlyLeft, Self::OnlyRight];

    /// The sign between the columns.
    pub(super) fn sign(self) -> &'static str {
        match self {
            Self::Differ => "≠",
            Self::CannotTell => "?",
            Self::Compatible => "≈",
            Self::Agree => "=",
            Self::OnlyLeft => "<",
            Self::OnlyRight => ">",
        }
    }

    /// What the sign says.
    pub(super) fn meaning(self) -> &'static str {
        match self {
            Self::Differ => "differ",
            Self::CannotTell => "cannot be compared",
            Self::Compatible => "both can be true",
            Self::Agree => "agree",
            Self::OnlyLeft => "only left",
            Self::OnlyRight => "only right",
        }
    }
}

/// One value that a source gives, with every place where it does.
pub(super) struct Said {
    /// The value in an outlet's words; of a time, with its normal form.
    pub value: String,
    /// Where, in order of the text.
    pub evidence: Vec<Evidence>,
}

/// One fact, or one finding on copied text.
pub(super) struct Row<'a> {
    /// How the columns stand to each other.
    pub mark: Mark,
    /// The finding that an editor should look at, if there is one.
    pub finding: Option<&'a Finding>,
    /// The slot.
    pub slot: Slot,
    /// What the row is about.
    pub subject: &'a str,
    /// What the left source says, and the right one.
    pub columns: [Vec<Said>; 2],
}

/// Indices of the left and the right source; `None` when there are not two of them.
pub(super) fn sources(report: &Report) -> Option<[usize; 2]> {
    let left = if let Job::Diff { left } = report.job { left.min(1) } else { 0 };
    (report.story.sources.len() == 2).then_some([left, 1 - left])
}

/// The rows of the table: those that differ first, the most severe before the others.
pub(super) fn rows<'a>(report: &'a Report, sources: [usize; 2]) -> Vec<Row<'a>> {
    let mut out: Vec<Row> = report.findings.iter().map(|finding| of_finding(finding, sources)).collect();
    let claims = report.story.claims();
    let mut shown: BTreeMap<Slot, BTreeSet<(usize, usize)>> = BTreeMap::new();
    for finding in &report.findings {
        let sentences = finding.sides.iter().flat_map(|s| &s.evidence).map(|e| (e.source, e.sentence));
        shown.entry(finding.slot).or_default().extend(sentences);
    }
    let ids: BTreeSet<&str> = report.findings.iter().map(|f| f.id.as_str()).collect();
    let mut rest: Vec<Row> = Vec::new();
    for fact in report.story.facts.iter().filter(|f| f.slot != Slot::Name && !ids.contains(f.id.as_str())) {
        let row = of_fact(report, fact, &claims, sources);
        // A finding on copied words has shown this already.
        let seen = shown.get(&fact.slot).is_some_and(|s| {
            fact.claims.iter().filter_map(|c| claims.get(*c)).all(|c| s.contains(&(c.source, c.sentence)))
        });
        if row.mark != Mark::Differ || !seen {
            rest.push(row);
        }
    }
    let first = |row: &Row| row.columns.iter().flatten().flat_map(|s| &s.evidence).map(|e| e.span).next();
    rest.sort_by_key(|row| (row.mark, first(row)));
    out.extend(rest);
    out
}

fn of_finding(finding: &Finding, sources: [usize; 2]) -> Row<'_> {
    let said = |source: usize| -> Vec<Said> {
        let of = |evidence: &[Evidence]| evidence.iter().filter(|e| e.source == source).cloned().collect::<Vec<_>>();
        let sides = finding.sides.iter().map(|s| Said { value: s.value.clone(), evidence: of(&s.evidence) });
        sides.filter(|said| !said.evidence.is_empty()).collect()
    };
    let columns = sources.map(said);
    Row { mark: Mark::Differ, finding: Some(finding), slot: finding.slot, subject: &finding.subject, columns }
}

fn of_fact<'a>(report: &Report, fact: &'a Fact, claims: &[&Claim], sources: [usize; 2]) -> Row<'a> {
    let court = report.story.court(report.rules);
    let said = |source: usize| -> Vec<Said> {
        let mut out: BTreeMap<String, (&Claim, Vec<Evidence>)> = BTreeMap::new();
        for claim in fact.claims.iter().filter_map(|c| claims.get(*c)).filter(|c| c.source == source) {
            let evidence = Evidence::of(claim, &report.story.sources[source], report.rules);
            out.entry(normalized(claim, &court)).or_insert_with(|| (claim, Vec::new())).1.push(evidence);
        }
        let words = |claim: &Claim| report.story.sources[source].doc.slice(claim.value_span).to_owned();
        let mut out: Vec<Said> = out
            .into_iter()
            .map(|(normal, (claim, evidence))| {
                let value = match claim.value {
                    ClaimValue::Polarity(_) => normal,
                    ClaimValue::Time(_) => format!("{} ({normal})", words(claim)),
                    _ => words(claim),
                };
                Said { value, evidence }
            })
            .collect();
        out.sort_by_key(|said| said.evidence.first().map(|e| e.span));
        out
    };
    let columns = sources.map(said);
    let across =
        fact.alignments.iter().map(|a| (claims[a.left], claims[a.right])).filter(|(a, b)| a.source != b.source);
    let verdicts: Vec<Verdict> = across.map(|(a, b)| court.judge(a, b)).collect();
    let mark = match (columns[0].is_empty(), columns[1].is_empty(), gravest(&verdicts)) {
        (_, true, _) => Mark::OnlyLeft,
        (true, _, _) => Mark::OnlyRight,
        (.., Some(verdict)) if verdict.is_discrepancy() => Mark::Differ,
        (.., Some(Verdict::Compatible(_))) => Mark::Compatible,
        (.., Some(Verdict::Agree)) => Mark::Agree,
        _ => Mark::CannotTell,
    };
    Row { mark, finding: None, slot: fact.slot, subject: &fact.subject, columns }
}
