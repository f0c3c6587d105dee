//! `check`: what became of every claim of the draft.

use std::collections::{BTreeMap, BTreeSet};

use crate::{
    claims::{Claim, ClaimValue},
    copies::Voices,
    facts::Fact,
    findings::{Evidence, Finding, Heard, Relation, normalized, value_words},
    rules::Rules,
    text::Span,
    values::{Comparison, Reason, ReasonKind, Severity, Slot},
    verdicts::{Court, Verdict},
};

/// What became of one claim of the draft, the gravest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum DraftStatus {
    /// An error or a warning says that a source, or the draft itself, says otherwise.
    Contradicted,
    /// At least one source gives the equal value.
    Confirmed,
    /// No source gives the equal value, and one that says less, or not quite that, does not exclude it.
    Compatible,
    /// Nothing of a source could be laid beside it.
    OnlyHere,
    /// A source speaks of it, but nothing can be said.
    NotChecked,
}

impl DraftStatus {
    /// Every status, the gravest first.
    pub const ALL: [Self; 5] =
        [Self::Contradicted, Self::Confirmed, Self::Compatible, Self::OnlyHere, Self::NotChecked];

    /// The word in reports.
    pub fn name(self) -> &'static str {
        match self {
            Self::Contradicted => "contradicted",
            Self::Confirmed => "confirmed",
            Self::Compatible => "compatible",
            Self::OnlyHere => "only_here",
            Self::NotChecked => "not_checked",
        }
    }
}

/// Where a row of the draft comes from.
#[derive(Debug, Clone, Copy)]
pub enum Origin<'a> {
    /// A claim that a rule made, with its fact.
    Claim(&'a Fact, &'a Claim),
    /// Words that no rule made a claim of, and that a finding sets against others; with their side.
    Finding(&'a Finding, &'a Evidence, &'a str),
}

/// One claim of the draft with its status.
#[derive(Debug, Clone)]
pub struct DraftClaim<'a> {
    /// Where it comes from.
    pub origin: Origin<'a>,
    /// What became of it.
    pub status: DraftStatus,
    /// Independent origins among the sources that give the equal value.
    pub voices: usize,
    /// Why it is only compatible, or could not be checked, in words; in order, each once.
    pub why: Vec<String>,
    /// The error or warning that contradicts it, waived or not.
    pub finding: Option<&'a Finding>,
    /// Whether its value could be laid beside another one.
    pub is_compared: bool,
}

impl<'a> DraftClaim<'a> {
    /// Id of the fact that it belongs to, or of the finding where it belongs to none.
    pub fn id(&self) -> &'a str {
        match self.origin {
            Origin::Claim(fact, _) => &fact.id,
            Origin::Finding(finding, ..) => &finding.id,
        }
    }

    /// What is claimed.
    pub fn slot(&self) -> Slot {
        match self.origin {
            Origin::Claim(_, claim) => claim.slot,
            Origin::Finding(finding, ..) => finding.slot,
        }
    }

    /// What it is about, in the words of an outlet.
    pub fn subject(&self) -> &'a str {
        match self.origin {
            Origin::Claim(_, claim) => &claim.subject.text,
            Origin::Finding(finding, ..) => &finding.subject,
        }
    }

    /// Where its value stands in the draft.
    pub fn value_span(&self) -> Span {
        match self.origin {
            Origin::Claim(_, claim) => claim.value_span,
            Origin::Finding(_, evidence, _) => evidence.value,
        }
    }

    /// The normal form of its value.
    pub fn normalized(&self, court: &Court) -> String {
        match self.origin {
            Origin::Claim(_, claim) => normalized(claim, court),
            Origin::Finding(.., normalized) => normalized.to_owned(),
        }
    }

    /// Its value in the words of the draft: "four years", "Friday (12 March)".
    pub fn words(&self, court: &Court) -> String {
        match self.origin {
            Origin::Claim(_, claim) => value_words(claim, &court.sources[claim.source]),
            Origin::Finding(_, evidence, _) => court.sources[evidence.source].doc.slice(evidence.value).to_owned(),
        }
    }

    /// The words it stands on.
    pub fn evidence(&self, court: &Court, rules: &Rules) -> Evidence {
        match self.origin {
            Origin::Claim(_, claim) => Evidence::of(claim, &court.sources[claim.source], rules),
            Origin::Finding(_, evidence, _) => evidence.clone(),
        }
    }

    fn contradict(&mut self, finding: &'a Finding) {
        self.finding = self.finding.filter(|known| known.severity >= finding.severity).or(Some(finding));
        self.status = DraftStatus::Contradicted;
        self.is_compared = true;
        self.why.clear();
    }
}

/// Every claim of the source `draft` but those on how names are spelt, and every place of it that an error or a warning of `findings` sets
/// against others, in order of the text. What contradicts a claim is always one of `findings`; what is `heard` may confirm one.
pub fn draft_claims<'a>(
    draft: usize,
    facts: &'a [Fact],
    claims: &[&'a Claim],
    court: &Court,
    voices: &Voices,
    findings: &'a [Finding],
    heard: &[Heard],
) -> Vec<DraftClaim<'a>> {
    let mut out = Vec::new();
    let mut of_sentence: BTreeMap<usize, Vec<&Heard>> = BTreeMap::new();
    for heard in heard {
        of_sentence.entry(heard.at).or_default().push(heard);
    }
    for fact in facts.iter().filter(|f| f.slot != Slot::Name) {
        let mut beside: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        for pair in &fact.alignments {
            beside.entry(pair.left).or_default().push(pair.right);
            beside.entry(pair.right).or_default().push(pair.left);
        }
        for index in fact.claims.iter().copied().filter(|c| claims[*c].source == draft) {
            let others = beside.get(&index).into_iter().flatten().map(|other| claims[*other]);
            let others: Vec<&Claim> = others.filter(|other| other.source != draft).collect();
            let here = of_sentence.get(&claims[index].sentence).into_iter().flatten().copied();
            let heard: Vec<&Heard> = here.filter(|heard| heard.value.overlaps(claims[index].value_span)).collect();
            out.push(of_claim(fact, claims[index], (&others, &heard), court, voices));
        }
    }
    let known = out.len();
    for finding in findings.iter().filter(|f| f.severity >= Severity::Warning && f.relation != Relation::Disputed) {
        for side in &finding.sides {
            for evidence in side.evidence.iter().filter(|e| e.source == draft) {
                let is_it = |row: &DraftClaim| row.slot() == finding.slot && row.value_span().overlaps(evidence.value);
                let mut is_known = out[known..].iter().any(|row| row.value_span() == evidence.value && is_it(row));
                for row in out[..known].iter_mut().filter(|row| is_it(row)) {
                    row.contradict(finding);
                    is_known = true;
                }
                if !is_known {
                    out.push(of_finding(finding, evidence, &side.normalized));
                }
            }
        }
    }
    out.sort_by_key(|row| (row.place(), row.slot(), row.value_span(), row.id()));
    out
}

impl DraftClaim<'_> {
    fn place(&self) -> Span {
        match self.origin {
            Origin::Claim(_, claim) => claim.evidence,
            Origin::Finding(_, evidence, _) => evidence.span,
        }
    }
}

fn of_finding<'a>(finding: &'a Finding, evidence: &'a Evidence, normalized: &'a str) -> DraftClaim<'a> {
    DraftClaim {
        origin: Origin::Finding(finding, evidence, normalized),
        status: DraftStatus::Contradicted,
        voices: 0,
        why: Vec::new(),
        finding: Some(finding),
        is_compared: true,
    }
}

/// A claim beside the `others` of the sources that it is aligned with and beside what is `heard`, before the findings are looked at.
fn of_claim<'a>(
    fact: &'a Fact,
    claim: &'a Claim,
    (others, heard): (&[&Claim], &[&Heard]),
    court: &Court,
    voices: &Voices,
) -> DraftClaim<'a> {
    let mut reasons: BTreeMap<DraftStatus, BTreeSet<String>> = BTreeMap::new();
    let (mut agreeing, mut is_compared) = (BTreeSet::new(), false);
    for other in others {
        let verdict = if court.two_speakers(claim, other) { Verdict::Differ(None) } else { court.judge(claim, other) };
        let (status, why) = match verdict {
            Verdict::Agree => match unequal(claim, other) {
                None => (DraftStatus::Confirmed, None),
                Some(why) => (DraftStatus::Compatible, Some(why.to_string())),
            },
            Verdict::Compatible(why) => (DraftStatus::Compatible, Some(why.to_string())),
            // What contradicts is told as a finding; where none is, another thing may be meant.
            Verdict::Differ(_) | Verdict::Superseded => {
                (DraftStatus::NotChecked, Some(Reason::of(ReasonKind::OtherThing, NO_WARNING).to_string()))
            }
            Verdict::Disputed => (
                DraftStatus::NotChecked,
                Some(Reason::of(ReasonKind::OtherSpeaker, "two speakers disagree").to_string()),
            ),
            Verdict::CannotTell(why) => {
                reasons.entry(DraftStatus::NotChecked).or_default().insert(why.to_string());
                continue;
            }
        };
        is_compared = true;
        if status == DraftStatus::Confirmed {
            agreeing.insert((other.source, other.sentence));
        }
        reasons.entry(status).or_default().extend(why);
    }
    for Heard { source, sentence, comparison, .. } in heard {
        let (status, why) = match comparison {
            Comparison::Same => {
                agreeing.insert((*source, *sentence));
                (DraftStatus::Confirmed, None)
            }
            Comparison::Compatible(why) => (DraftStatus::Compatible, Some(why.to_string())),
            Comparison::Differ(_) => {
                (DraftStatus::NotChecked, Some(Reason::of(ReasonKind::OtherThing, NO_WARNING).to_string()))
            }
            Comparison::Unknown => continue,
        };
        is_compared = true;
        reasons.entry(status).or_default().extend(why);
    }
    let (status, why) = reasons.into_iter().next().unwrap_or((DraftStatus::OnlyHere, BTreeSet::new()));
    DraftClaim {
        origin: Origin::Claim(fact, claim),
        status,
        voices: voices.count(&agreeing),
        why: why.into_iter().collect(),
        finding: None,
        is_compared,
    }
}

/// What is said of a value that differs and that neither an error nor a warning tells of.
const NO_WARNING: &str = "a source gives another value, which no error or warning tells of: another thing may be meant";

/// Why two values that agree are not equal for all that: whoever says "more than 200" does not say 200.
fn unequal(a: &Claim, b: &Claim) -> Option<Reason> {
    let estimate = || Reason::of(ReasonKind::Bound, "one of them is only a limit or an estimate");
    match (&a.value, &b.value) {
        (ClaimValue::Number(x), ClaimValue::Number(y)) if x.quantity.hedge != y.quantity.hedge => Some(estimate()),
        (ClaimValue::Number(x), ClaimValue::Number(y)) if x.quantity.dimension != y.quantity.dimension => {
            Some(Reason::of(ReasonKind::Unit, "one of them does not say of which country the currency is"))
        }
        (ClaimValue::Time(x), ClaimValue::Time(y)) if x.bound != y.bound => Some(estimate()),
        _ => None,
    }
}
