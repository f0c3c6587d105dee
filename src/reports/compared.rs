//! What was compared and what was not: the figures of every heading. That nothing differs is worth what was compared.

use std::collections::{BTreeMap, BTreeSet};

use crate::{
    findings::{DraftStatus, Finding},
    reports::{Job, Report, report::plural, verdicts::is_compared},
    values::{Severity, Slot},
    verdicts::Verdict,
};

/// How many facts were compared. How a name is spelt counts where it differs and nowhere else.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Compared {
    /// Facts of which two outlets give values that could be compared (`diff`: the two sources).
    pub between_outlets: usize,
    /// Those of them of which the values differ.
    pub differ: usize,
    /// Facts of which one outlet alone speaks.
    pub alone: usize,
    /// Facts of which two outlets speak and no two values could be compared.
    pub not_comparable: usize,
}

/// How a report is to be taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// Nothing was found that an editor must look at.
    Pass,
    /// Warnings, or errors that do not fail.
    Look,
    /// Findings at or above the severity that fails.
    Fail,
    /// An input could not be read, or there was nothing to compare.
    Incomplete,
}

impl Outcome {
    /// The word in reports.
    pub fn name(self) -> &'static str {
        match self {
            Self::Pass => "pass",
            Self::Look => "look",
            Self::Fail => "fail",
            Self::Incomplete => "incomplete",
        }
    }
}

impl Report<'_> {
    /// Whether what was checked may pass, where findings of `self.fail_on` or above fail.
    pub fn outcome(&self) -> Outcome {
        let any = |least: Severity| self.findings.iter().any(|f| f.severity >= least);
        if !self.errors.is_empty() || self.nothing_compared() {
            Outcome::Incomplete
        } else if self.fail_on.is_some_and(any) {
            Outcome::Fail
        } else if any(Severity::Warning) {
            Outcome::Look
        } else {
            Outcome::Pass
        }
    }

    /// What was compared, over all sources.
    pub fn compared(&self) -> Compared {
        let mut out = Compared::default();
        let claims = self.story.claims();
        let court = self.story.court(self.rules);
        let found: BTreeMap<&str, &Finding> = self.story.findings.iter().map(|f| (f.id.as_str(), f)).collect();
        let mut facts = BTreeSet::new();
        for fact in self.story.facts.iter().filter(|f| f.slot != Slot::Name) {
            facts.insert(fact.id.as_str());
            let speak: BTreeSet<&str> = fact.claims.iter().map(|c| self.who(claims[*c].source)).collect();
            if speak.len() < 2 {
                out.alone += 1;
                continue;
            }
            let across = fact.alignments.iter().map(|a| (claims[a.left], claims[a.right]));
            let across = across.filter(|(a, b)| self.who(a.source) != self.who(b.source));
            let verdicts: Vec<Verdict> = across.map(|(a, b)| court.judge(a, b)).collect();
            let told = found.get(fact.id.as_str()).is_some_and(|finding| self.is_between(finding));
            let differs = told || verdicts.iter().any(Verdict::is_discrepancy);
            let compared = differs || verdicts.iter().any(is_compared);
            out.between_outlets += usize::from(compared);
            out.differ += usize::from(differs);
            out.not_comparable += usize::from(!compared);
        }
        // Values that no rule made claims of, or that stand in copied text.
        let further = found.values().filter(|f| !facts.contains(f.id.as_str()) && self.is_between(f)).count();
        out.between_outlets += further;
        out.differ += further;
        out
    }

    /// How many claims of the draft have each status, those of no claim too; `None` of a job that has no draft.
    pub fn draft_counts(&self) -> Option<BTreeMap<DraftStatus, usize>> {
        let Job::Check { draft } = self.job else { return None };
        let mut out: BTreeMap<DraftStatus, usize> = DraftStatus::ALL.into_iter().map(|status| (status, 0)).collect();
        for row in self.draft_claims(draft) {
            *out.entry(row.status).or_default() += 1;
        }
        Some(out)
    }

    /// Whom a source counts for: its outlet, and in a `diff` itself.
    fn who(&self, source: usize) -> &str {
        let source = &self.story.sources[source];
        if matches!(self.job, Job::Diff { .. }) { &source.id } else { &source.outlet }
    }

    /// Whether a finding sets two outlets against each other.
    fn is_between(&self, finding: &Finding) -> bool {
        let evidence = finding.sides.iter().flat_map(|side| &side.evidence);
        evidence.map(|e| self.who(e.source)).collect::<BTreeSet<_>>().len() > 1
    }
}

/// What was compared in one line: facts of all outlets, or the claims of the draft.
pub(super) fn sentence(report: &Report) -> String {
    match report.draft_counts() {
        Some(counts) => {
            let parts = counts.iter().map(|(status, n)| format!("{n} {}", status.name().replace('_', " ")));
            format!("claims of the draft: {}", parts.collect::<Vec<_>>().join(", "))
        }
        None => between(report),
    }
}

/// The same with a capital at its beginning.
pub(super) fn capital(report: &Report) -> String {
    let sentence = sentence(report);
    let mut letters = sentence.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

fn between(report: &Report) -> String {
    let Compared { between_outlets, differ, alone, not_comparable } = report.compared();
    let (outlets, one) = match report.job {
        Job::Diff { .. } => ("the two sources", "one source"),
        Job::Report | Job::Check { .. } => ("outlets", "one outlet"),
    };
    let verb = |n: usize, one: &'static str, many: &'static str| if n == 1 { one } else { many };
    let mut out = match between_outlets {
        0 => format!("no fact could be compared between {outlets}"),
        n => {
            let differ = match differ {
                0 => "none differs".to_owned(),
                n => format!("{n} {}", verb(n, "differs", "differ")),
            };
            format!("{} compared between {outlets}, {differ}", plural(n, "fact"))
        }
    };
    if alone > 0 {
        out.push_str(&format!("; {} in {one} alone", plural(alone, "fact")));
    }
    if not_comparable > 0 {
        out.push_str(&format!("; {} said by several and not comparable", plural(not_comparable, "fact")));
    }
    out
}
