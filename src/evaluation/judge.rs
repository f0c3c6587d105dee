//! Holds each finding against the gold: which entries it meets, and whether it speaks of what differs there.

use std::collections::BTreeSet;

use crate::{
    copies::Copy,
    error::Result,
    evaluation::{
        Figures, Gold, GoldFile, Met,
        place::{Placed, place},
    },
    findings::{Evidence, Finding},
    pipeline::Story,
    text::Span,
    values::{Severity, Slot},
};

/// Evidence is a phrase or a sentence; a page of this many bytes would meet everything on it.
const LONGEST: usize = 600;

/// What a finding is worth.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mark {
    /// It meets a discrepancy and speaks of what differs.
    Right,
    /// It stands on a discrepancy's words and speaks of something else.
    WrongKind,
    /// It fell into a trap.
    Trap,
    /// The gold knows nothing of it.
    Unknown,
}

/// A finding with its worth.
#[derive(Debug)]
pub struct Judged<'s> {
    /// The finding.
    pub finding: &'s Finding,
    /// Its worth.
    pub mark: Mark,
    /// Ids of the entries that it meets.
    pub meets: Vec<&'s str>,
    /// Whether it is right, and everything that it meets another finding before it meets too.
    pub is_repeat: bool,
}

/// What came of one story.
#[derive(Debug)]
pub struct Evaluation<'s> {
    /// The counts.
    pub figures: Figures,
    /// Every finding that counts, in the order of the report.
    pub findings: Vec<Judged<'s>>,
    /// The discrepancies that should be found and are not.
    pub missed: Vec<&'s Gold>,
    /// The ids of the traps that were sprung.
    pub sprung: BTreeSet<&'s str>,
}

/// Holds the findings of `story` of severity `least` or above against `gold`. `read` is the text of each source as it was read, in the order
/// of the story's sources: evidence must be what stands there.
pub fn evaluate<'s>(story: &'s Story, read: &[&str], gold: &'s GoldFile, least: Severity) -> Result<Evaluation<'s>> {
    let placed = place(gold, &story.sources)?;
    let counting: Vec<&Finding> = story.findings.iter().filter(|f| f.severity >= least).collect();
    let mut figures = Figures { misplaced: misplaced(&counting, story, read), ..Figures::default() };
    figures.told = [Severity::Note, Severity::Warning, Severity::Error].map(|s| (s, Met::default())).into();
    for finding in &story.findings {
        let told = figures.told.entry(finding.severity).or_default();
        told.of += 1;
        told.met += usize::from(judged(finding, &placed).mark == Mark::Right);
    }
    let (mut met, mut sprung, mut findings) = (BTreeSet::new(), BTreeSet::new(), Vec::new());
    for finding in counting {
        let mut judged = judged(finding, &placed);
        match judged.mark {
            Mark::Right => {
                judged.is_repeat = judged.meets.iter().all(|id| met.contains(id));
                figures.repeats += usize::from(judged.is_repeat);
                figures.right.met += 1;
                met.extend(judged.meets.iter().copied());
            }
            Mark::WrongKind | Mark::Trap | Mark::Unknown => {
                figures.wrong_kind += usize::from(judged.mark == Mark::WrongKind);
                sprung.extend(ids(&placed, finding, Gold::is_trap));
            }
        }
        figures.right.of += 1;
        findings.push(judged);
    }
    let mut missed = Vec::new();
    for entry in gold.entries.iter().filter(|g| g.is_wanted()) {
        let found = met.contains(entry.id.as_str());
        for count in [&mut figures.recall, figures.types.entry(entry.class.clone()).or_default()] {
            count.of += 1;
            count.met += usize::from(found);
        }
        if !found {
            missed.push(entry);
        }
    }
    figures.traps.of = gold.entries.iter().filter(|g| g.is_trap()).count();
    figures.traps.met = sprung.len();
    for copy in placed.iter().filter(|p| p.gold.is_copy()) {
        figures.copies.of += 1;
        figures.copies.met += usize::from(story.copies.iter().any(|c| covers(c, copy)));
    }
    Ok(Evaluation { figures, findings, missed, sprung })
}

fn judged<'s>(finding: &'s Finding, placed: &[Placed<'s>]) -> Judged<'s> {
    let near = ids(placed, finding, Gold::is_real);
    let right = ids(placed, finding, |gold| gold.is_real() && fits(finding.slot, &gold.class));
    let (mark, meets) = if !right.is_empty() {
        (Mark::Right, right)
    } else if !near.is_empty() {
        (Mark::WrongKind, near)
    } else {
        let traps = ids(placed, finding, Gold::is_trap);
        (if traps.is_empty() { Mark::Unknown } else { Mark::Trap }, traps)
    };
    Judged { finding, mark, meets, is_repeat: false }
}

/// The entries of a kind that `finding` meets.
fn ids<'s>(placed: &[Placed<'s>], finding: &Finding, wanted: impl Fn(&Gold) -> bool) -> Vec<&'s str> {
    placed.iter().filter(|p| wanted(p.gold) && meets(finding, p)).map(|p| p.gold.id.as_str()).collect()
}

/// Whether two sides of `finding` stand on two sides of the entry that are set against each other.
fn meets(finding: &Finding, placed: &Placed) -> bool {
    let on = |evidence: &[Evidence]| -> BTreeSet<usize> {
        evidence.iter().filter(|e| is_phrase(e)).flat_map(|e| placed.sides_at(e.source, e.span)).collect()
    };
    let sides: Vec<BTreeSet<usize>> = finding.sides.iter().map(|side| on(&side.evidence)).collect();
    let apart =
        |x: &BTreeSet<usize>, y: &BTreeSet<usize>| x.iter().any(|a| y.iter().any(|b| placed.gold.sets_apart(*a, *b)));
    sides.iter().enumerate().any(|(at, x)| sides[at + 1..].iter().any(|y| apart(x, y)))
}

fn is_phrase(evidence: &Evidence) -> bool {
    evidence.span.len() <= LONGEST
}

/// How many pieces of evidence are not what stands at their place.
fn misplaced(findings: &[&Finding], story: &Story, read: &[&str]) -> usize {
    let evidence = findings.iter().flat_map(|f| &f.sides).flat_map(|side| &side.evidence);
    let wrong = |e: &&Evidence| {
        let shown = story.sources.get(e.source).map(|s| s.doc.slice(e.span));
        shown.is_none_or(str::is_empty)
            || read.get(e.source).and_then(|text| text.get(e.span.start..e.span.end)) != shown
    };
    evidence.filter(|e| is_phrase(e)).filter(wrong).map(|e| (e.source, e.span)).collect::<BTreeSet<_>>().len()
}

/// Whether the two passages of `copy` hold at least half of every side of the entry, and no whole page around it.
fn covers(copy: &Copy, placed: &Placed) -> bool {
    let half = |passage: Span, sentence: Span| {
        let common = passage.end.min(sentence.end).saturating_sub(passage.start.max(sentence.start));
        common * 2 >= sentence.len() && passage.len() <= 4 * sentence.len() + LONGEST
    };
    let holds = |sentences: &Vec<(usize, Span)>| {
        [copy.left, copy.right]
            .iter()
            .any(|p| sentences.iter().any(|(source, span)| *source == p.source && half(p.span, *span)))
    };
    placed.sides.iter().all(holds)
}

/// Whether a finding on `slot` speaks of what differs in a discrepancy of this type. A type that is not here takes any.
fn fits(slot: Slot, class: &str) -> bool {
    use Slot::{Age, Attends, Date, Duration, Leader, Member, Name, Number, Place, Quote, Role, Status, Time};
    let takes: &[Slot] = match class {
        "place" => &[Place, Status],
        "date" => &[Date, Time, Duration, Status],
        "time" | "duration" => &[Date, Time, Duration, Number],
        "number" => &[Number, Age, Duration, Time, Quote],
        "membership" => &[Member, Leader, Attends, Role, Name, Status, Number, Place],
        "leadership" | "attendance" => &[Member, Leader, Attends, Role, Name, Status],
        "role" => &[Member, Leader, Attends, Role, Name, Status, Place, Quote],
        "name" => &[Name, Role, Member, Place, Leader],
        "quote" => &[Quote, Status, Number, Name],
        _ => return true,
    };
    takes.contains(&slot)
}
