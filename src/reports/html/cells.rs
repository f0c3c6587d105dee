//! A fact as a row of the matrix: what each outlet says of it, in its own words, and how that stands to the others.

use std::collections::{BTreeMap, BTreeSet};

use maud::Markup;

use crate::{
    claims::{Claim, ClaimValue},
    facts::Fact,
    findings::{Finding, normalized},
    mentions::gazetteer::Gazetteer,
    reports::html::{Page, timeline_spans::stretch},
    values::quantity::Hedge,
    verdicts::{Court, Verdict},
};

/// How an outlet stands to the others, the gravest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Standing {
    Differs,
    /// It gives two values itself; no other outlet differs.
    SaysBoth,
    Overtaken,
    Disputed,
    Agrees,
    Vaguer,
    Fits,
    Unclear,
    Alone,
    Silent,
}

impl Standing {
    /// Sign and word: it is never told by colour alone.
    pub(super) fn told(self) -> (&'static str, &'static str) {
        match self {
            Self::Differs => ("✗", "differs"),
            Self::SaysBoth => ("✗", "contradicts itself"),
            Self::Overtaken => ("↻", "changed over time"),
            Self::Disputed => ("⇄", "disputed"),
            Self::Agrees => ("✓", "agrees"),
            Self::Vaguer => ("≈", "vaguer"),
            Self::Fits => ("≈", "fits"),
            Self::Unclear => ("?", "not comparable"),
            Self::Alone => ("•", "alone"),
            Self::Silent => ("–", "silent"),
        }
    }

    pub(super) fn class(self) -> &'static str {
        match self {
            Self::Differs | Self::SaysBoth => "differs",
            Self::Overtaken | Self::Disputed | Self::Vaguer | Self::Fits => "between",
            Self::Agrees => "agrees",
            Self::Unclear | Self::Alone | Self::Silent => "quiet",
        }
    }
}

/// One value that an outlet gives, with the first place where it does.
pub(super) struct Said {
    pub words: String,
    /// The normal form, where it says more than the words.
    pub normal: Option<String>,
    pub source: usize,
    pub at: usize,
}

/// What one outlet says.
pub(super) struct Cell {
    pub standing: Standing,
    pub said: Vec<Said>,
    /// The earlier column whose words these are.
    pub copy_of: Option<usize>,
}

/// One fact over all outlets.
pub(super) struct Row<'a> {
    pub fact: &'a Fact,
    /// The columns that speak, in order.
    pub cells: BTreeMap<usize, Cell>,
    /// What it is about.
    pub subject: Markup,
    /// Independent origins.
    pub voices: usize,
    /// What an editor should see of it.
    pub finding: Option<&'a Finding>,
    /// What a person has dismissed of it.
    pub waived: Option<&'a Finding>,
}

impl Row<'_> {
    /// The gravest standing of its cells.
    pub(super) fn standing(&self) -> Standing {
        self.cells.values().map(|c| c.standing).min().unwrap_or(Standing::Silent)
    }
}

/// One row for each fact that `wanted` keeps, the gravest and best attested first.
pub(super) fn rows<'a>(page: &'a Page, wanted: impl Fn(&Fact) -> bool) -> Vec<Row<'a>> {
    let story = page.report.story;
    let claims = story.claims();
    let court = story.court(page.report.rules);
    let findings: BTreeMap<&str, &Finding> = page.report.findings.iter().map(|f| (f.id.as_str(), f)).collect();
    let waived: BTreeMap<&str, &Finding> =
        page.report.waived.iter().map(|w| (w.finding.id.as_str(), &w.finding)).collect();
    let mut out: Vec<Row> = Vec::new();
    for fact in story.facts.iter().filter(|f| wanted(f)) {
        let sentences = fact.claims.iter().filter_map(|c| claims.get(*c)).map(|c| (c.source, c.sentence)).collect();
        out.push(Row {
            fact,
            subject: page.subject(fact, &claims),
            cells: cells(page, fact, &claims, &court),
            voices: story.voices.count(&sentences),
            finding: findings.get(fact.id.as_str()).copied(),
            waived: waived.get(fact.id.as_str()).copied(),
        });
    }
    let severity = |row: &Row| std::cmp::Reverse(row.finding.map(|f| f.severity));
    out.sort_by(|a, b| {
        let key = |row: &Row| (severity(row), row.standing(), std::cmp::Reverse(row.cells.len()), row.fact.slot);
        key(a).cmp(&key(b)).then_with(|| (&a.fact.subject, &a.fact.id).cmp(&(&b.fact.subject, &b.fact.id)))
    });
    out
}

fn cells(page: &Page, fact: &Fact, claims: &[&Claim], court: &Court) -> BTreeMap<usize, Cell> {
    let column = |claim: usize| claims.get(claim).map_or(0, |c| page.outlets.of_source(c.source));
    let mut standings: BTreeMap<usize, BTreeSet<Standing>> = BTreeMap::new();
    for alignment in &fact.alignments {
        let (left, right) = (claims[alignment.left], claims[alignment.right]);
        let verdict = court.judge(left, right);
        let alone = column(alignment.left) == column(alignment.right);
        for (of, own, other) in [(alignment.left, left, right), (alignment.right, right, left)] {
            let standing = match standing(&verdict, own, other, court) {
                Standing::Differs if alone => Standing::SaysBoth,
                standing => standing,
            };
            standings.entry(column(of)).or_default().insert(standing);
        }
    }
    let mut out: BTreeMap<usize, Cell> = BTreeMap::new();
    let mut heard: BTreeMap<(usize, usize), usize> = BTreeMap::new();
    for index in &fact.claims {
        let claim = claims[*index];
        let cell =
            out.entry(column(*index)).or_insert(Cell { standing: Standing::Alone, said: Vec::new(), copy_of: None });
        let said = said(page, claim, court);
        if !cell.said.iter().any(|s| s.words == said.words && s.normal == said.normal) {
            cell.said.push(said);
        }
        heard.insert((claim.source, claim.sentence), column(*index));
    }
    for (column, cell) in &mut out {
        cell.standing = standings.get(column).and_then(|s| s.first().copied()).unwrap_or(Standing::Alone);
    }
    // Of outlets whose sentences are one text, the later column says whose text it has.
    let mut first: BTreeMap<(usize, usize), usize> = BTreeMap::new();
    let texts = heard.iter().filter_map(|(at, column)| Some((page.report.story.voices.text_of(*at)?, *column)));
    for (text, column) in texts.clone() {
        first.entry(text).and_modify(|known| *known = column.min(*known)).or_insert(column);
    }
    for (text, own) in texts {
        let earlier = first.get(&text).copied().filter(|column| *column < own);
        if let (Some(earlier), Some(cell)) = (earlier, out.get_mut(&own)) {
            cell.copy_of = Some(cell.copy_of.map_or(earlier, |other: usize| other.min(earlier)));
        }
    }
    out
}

fn standing(verdict: &Verdict, own: &Claim, other: &Claim, court: &Court) -> Standing {
    match verdict {
        Verdict::Differ(_) => Standing::Differs,
        Verdict::Superseded => Standing::Overtaken,
        Verdict::Disputed => Standing::Disputed,
        Verdict::Agree => Standing::Agrees,
        Verdict::Compatible(_) if is_vaguer(own, other, court) => Standing::Vaguer,
        Verdict::Compatible(_) => Standing::Fits,
        Verdict::CannotTell(_) => Standing::Unclear,
    }
}

/// Whether a value says less than the other one: a coarser time, a hedged number, the country of a city.
fn is_vaguer(own: &Claim, other: &Claim, court: &Court) -> bool {
    match (&own.value, &other.value) {
        (ClaimValue::Time(a), ClaimValue::Time(b)) => a.grain < b.grain,
        (ClaimValue::Number(a), ClaimValue::Number(b)) => {
            a.quantity.hedge != Hedge::Exact && b.quantity.hedge == Hedge::Exact
        }
        (ClaimValue::Place(a), ClaimValue::Place(b)) => {
            let places = [court.entities.place(own.source, *a), court.entities.place(other.source, *b)];
            matches!(places, [Some(a), Some(b)] if Gazetteer::embedded().contains(a, b))
        }
        _ => false,
    }
}

fn said(page: &Page, claim: &Claim, court: &Court) -> Said {
    let words = page.report.story.sources[claim.source].doc.slice(claim.value_span).to_owned();
    Said { normal: normal(page, claim, court), words, source: claim.source, at: claim.value_span.start }
}

/// The normal form of a value, where it says more than its words: a time on the page's clock, a place's usual name.
pub(super) fn normal(page: &Page, claim: &Claim, court: &Court) -> Option<String> {
    let normal = match &claim.value {
        ClaimValue::Time(time) => {
            // A weekday of an unknown week says no more than its words.
            stretch(time, page.zone)?.told()
        }
        ClaimValue::Polarity(_) | ClaimValue::Place(_) | ClaimValue::Number(_) => normalized(claim, court),
        _ => return None,
    };
    let words = page.report.story.sources[claim.source].doc.slice(claim.value_span);
    Some(normal).filter(|normal| !normal.is_empty() && normal != words)
}
