//! What a report shows, whatever its format: the story, the job, what could not be read.

use std::path::Path;

use chrono::NaiveDate;
use chrono_tz::Tz;

use crate::{
    error::Error,
    findings::{DraftClaim, Evidence, Finding, Side, copied_whole, draft_claims},
    inputs::{PassedOver, Source, id_of},
    judgement::heard,
    pipeline::Story,
    reports::{Outcome, lines::Lines},
    rules::Rules,
    values::Severity,
    waivers::{Baseline, Settled, Waived, Waiver, settle},
};

/// Which of the three jobs is done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Job {
    /// All sources against each other.
    Report,
    /// The source of this index against the others.
    Check {
        /// Index of the draft.
        draft: usize,
    },
    /// Two sources side by side.
    Diff {
        /// Index of the source that stands on the left.
        left: usize,
    },
}

/// Everything a format needs. Formats only read it.
pub struct Report<'a> {
    /// The job.
    pub job: Job,
    /// What the stages made.
    pub story: &'a Story,
    /// What was understood of each source, in the order of the story's sources.
    pub sources: Vec<&'a Source>,
    /// The findings that the job shows, most severe first.
    pub findings: Vec<Finding>,
    /// Inputs that could not be read.
    pub errors: &'a [Error],
    /// Files of folders that hold no story.
    pub passed_over: &'a [PassedOver],
    /// The rules it was made with.
    pub rules: &'a Rules,
    /// Line numbers of each source.
    pub lines: Vec<Lines>,
    /// Columns of the terminal that a text report is for; `None` when it is for none.
    pub width: Option<usize>,
    /// Voices that a claim of the draft should have; what has fewer is told.
    pub min_voices: usize,
    /// The least severity of findings that fail; `None` where none does.
    pub fail_on: Option<Severity>,
    /// Findings that an editor accepts; they are not among `findings`.
    pub waived: Vec<Waived>,
    /// How many findings a report made before has already; they are not among `findings`.
    pub known: usize,
    /// What the reader should know: embargoes, and which waivers have died.
    pub notes: Vec<String>,
    /// The folder, with `/` between its parts, below which paths are shown without it; engineers' tools want relative paths.
    pub base: Option<String>,
    /// The zone that times of publication are shown in; without one as their outlets give them.
    pub zone: Option<Tz>,
}

impl<'a> Report<'a> {
    /// Selects what the job shows. `sources` may come in any order.
    pub fn new(job: Job, story: &'a Story, sources: &'a [Source], errors: &'a [Error], rules: &'a Rules) -> Self {
        let mut sources: Vec<&Source> = sources.iter().collect();
        sources.sort_by(|a, b| a.id.cmp(&b.id));
        let notes = sources.iter().filter_map(|source| embargo(source)).collect();
        let lines = story.sources.iter().map(|s| Lines::of(&s.doc.text)).collect();
        let shown = |f: &&Finding| match job {
            Job::Check { draft } => f.sides.iter().flat_map(|s| &s.evidence).any(|e| e.source == draft),
            Job::Report | Job::Diff { .. } => true,
        };
        let mut findings: Vec<Finding> = story.findings.iter().filter(shown).cloned().collect();
        let draft = if let Job::Check { draft } = job { Some(draft) } else { None };
        let leading = match job {
            Job::Check { draft: first } | Job::Diff { left: first } => Some(first),
            Job::Report => None,
        };
        for finding in &mut findings {
            draft.into_iter().for_each(|draft| finding.leave_out(draft, &story.voices));
            finding.shorten(draft);
            leading.into_iter().for_each(|source| finding.lead_with(source));
        }
        Self {
            job,
            story,
            sources,
            findings,
            errors,
            passed_over: &[],
            rules,
            lines,
            width: None,
            min_voices: 0,
            fail_on: draft.map(|_| Severity::Error),
            waived: Vec::new(),
            known: 0,
            notes,
            base: None,
            zone: None,
        }
    }

    /// Takes out of the findings what a waiver covers on the day `today`.
    pub fn settle(&mut self, waivers: &[Waiver], today: NaiveDate) {
        let Settled { findings, waived, notes } = settle(std::mem::take(&mut self.findings), waivers, today);
        self.findings = findings;
        self.waived.extend(waived);
        self.notes.extend(notes);
    }

    /// Takes out of the findings what a report made before has already.
    pub fn leave_known(&mut self, baseline: &Baseline) {
        let all = self.findings.len();
        self.findings.retain(|finding| !baseline.knows(finding));
        self.known += all - self.findings.len();
    }

    /// How many findings have this severity.
    pub fn count(&self, severity: Severity) -> usize {
        self.findings.iter().filter(|f| f.severity == severity).count()
    }

    /// Whether no claim of the draft could be laid beside a source's: then a check says nothing.
    pub fn nothing_compared(&self) -> bool {
        let Job::Check { draft } = self.job else { return false };
        let copied = self.story.copies.iter().any(|c| (c.left.source == draft) != (c.right.source == draft));
        !copied && !self.draft_claims(draft).iter().any(|row| row.is_compared)
    }

    /// What became of every claim of the source `draft`. What is waived or known still contradicts.
    pub fn draft_claims(&self, draft: usize) -> Vec<DraftClaim<'a>> {
        let (story, claims) = (self.story, self.story.claims());
        let court = story.court(self.rules);
        let mut heard = heard(&story.judgement, draft, &court, &self.rules.weights);
        heard.extend(copied_whole(draft, &story.copies, &story.sources));
        draft_claims(draft, &story.facts, &claims, &court, &story.voices, &story.findings, &heard)
    }

    /// Whether an editor accepts the finding of this id.
    pub fn is_waived(&self, id: &str) -> bool {
        self.waived.iter().any(|waived| waived.finding.id == id)
    }

    /// Whether the text of this source is its file, byte for byte, so that its lines are those of the file.
    pub fn is_verbatim(&self, source: usize) -> bool {
        self.sources.get(source).is_some_and(|s| s.format.is_verbatim())
    }

    /// Who speaks for a side, for a reader: "2 voices"; of a check "the draft", "the draft and 1 voice".
    pub fn spoken_for_by(&self, side: &Side) -> String {
        let voices = plural(side.voices, "voice");
        match self.job {
            Job::Check { draft } if side.evidence.iter().any(|e| e.source == draft) => match side.voices {
                0 => "the draft".to_owned(),
                _ => format!("the draft and {voices}"),
            },
            _ => voices,
        }
    }

    /// Number of claims over all sources.
    pub fn claims(&self) -> usize {
        self.story.sources.iter().map(|s| s.claims.len()).sum()
    }

    /// Line and column, both from 1, of where `evidence` has its value.
    pub fn place(&self, evidence: &Evidence) -> (usize, usize) {
        self.lines[evidence.source].place(&self.story.sources[evidence.source].doc.text, evidence.value.start)
    }

    /// Outlet and report time of `evidence`, for a reader: "The Courier, 2031-05-15T13:00".
    pub fn byline(&self, evidence: &Evidence) -> String {
        let source = &self.story.sources[evidence.source];
        match source.reported(evidence.post) {
            Some(at) => format!("{}, {}", source.outlet, self.zone.map_or(at, |zone| at.in_zone(zone))),
            None => format!("{}, time unknown", source.outlet),
        }
    }
}

/// A path as the ids of sources are written.
pub(super) fn shown_path(path: &Path) -> String {
    id_of(path)
}

/// That a source must not be published yet. Nothing here asks a clock, so it is told whatever the time is.
fn embargo(source: &Source) -> Option<String> {
    let is_held = source.status.as_ref().is_some_and(|status| status.value == "embargoed");
    let terms = source.embargo_terms.as_ref().map(|terms| format!(": “{}”", terms.value));
    let until = match &source.embargo {
        Some(until) => format!(" until {}", until.value.with_seconds()),
        None if terms.is_some() => String::new(),
        None if is_held => ", it does not say until when".to_owned(),
        None => return None,
    };
    let terms = terms.unwrap_or_default();
    Some(format!("{} ({}) is under embargo{until}{terms}", source.id, source.outlet.value))
}

/// How much was read and found, in one line; of a check whether the draft may pass, too.
pub(super) fn counts(report: &Report) -> String {
    let outcome = match report.job {
        Job::Check { .. } => format!("; {}", told(report.outcome())),
        Job::Report | Job::Diff { .. } => String::new(),
    };
    format!(
        "{} over {}; {}, {}, {}{}{outcome}",
        plural(report.claims(), "claim"),
        plural(report.story.sources.len(), "source"),
        plural(report.count(Severity::Error), "error"),
        plural(report.count(Severity::Warning), "warning"),
        plural(report.count(Severity::Note), "note"),
        not_counted(report),
    )
}

/// An outcome with what it means.
fn told(outcome: Outcome) -> &'static str {
    match outcome {
        Outcome::Pass => "pass",
        Outcome::Look => "look: a source or the draft itself says otherwise",
        Outcome::Fail => "fail",
        Outcome::Incomplete => "incomplete",
    }
}

/// The end of a summary: what does not count, where there is any; " (2 waived, 3 known)".
fn not_counted(report: &Report) -> String {
    let count = |n: usize, word: &str| (n > 0).then(|| format!("{n} {word}"));
    let parts: Vec<String> =
        [count(report.waived.len(), "waived"), count(report.known, "in the baseline")].into_iter().flatten().collect();
    if parts.is_empty() { String::new() } else { format!(" ({})", parts.join(", ")) }
}

/// A share of words in whole percent. What is not all of them is never called 100 %.
pub(super) fn percent(share: f64) -> String {
    format!("{:.0}", (share * 100.0 + 1e-6).floor())
}

/// A number with its noun: "1 claim", "2 claims".
pub(super) fn plural(n: usize, noun: &str) -> String {
    format!("{n} {noun}{}", if n == 1 { "" } else { "s" })
}
