//! `check`: what became of every claim of the draft.

use std::collections::{BTreeMap, BTreeSet};

use crate::{
    claims::Claim,
    copies::Voices,
    facts::Fact,
    values::Slot,
    verdicts::{Court, Verdict},
};

/// What became of one claim of the draft, the gravest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum DraftStatus {
    /// A source says otherwise.
    Contradicted,
    /// At least one source says the same.
    Confirmed,
    /// No source speaks of it.
    OnlyHere,
    /// A source speaks of it, but the two could not be compared.
    NotChecked,
}

impl DraftStatus {
    /// The word in reports.
    pub fn name(self) -> &'static str {
        match self {
            Self::Contradicted => "contradicted",
            Self::Confirmed => "confirmed",
            Self::OnlyHere => "only_here",
            Self::NotChecked => "not_checked",
        }
    }
}

/// One claim of the draft with its status.
pub struct DraftClaim<'a> {
    /// The fact it belongs to.
    pub fact: &'a Fact,
    /// The claim.
    pub claim: &'a Claim,
    /// What became of it.
    pub status: DraftStatus,
    /// Independent origins among the sources that say the same.
    pub voices: usize,
}

/// Every claim of the source `draft` but those on names, in order of the text.
pub fn draft_claims<'a>(
    draft: usize,
    facts: &'a [Fact],
    claims: &[&'a Claim],
    court: &Court,
    voices: &Voices,
) -> Vec<DraftClaim<'a>> {
    let mut out = Vec::new();
    for fact in facts.iter().filter(|f| f.slot != Slot::Name) {
        let mut beside: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        for pair in &fact.alignments {
            beside.entry(pair.left).or_default().push(pair.right);
            beside.entry(pair.right).or_default().push(pair.left);
        }
        for index in fact.claims.iter().copied().filter(|c| claims[*c].source == draft) {
            let others = beside.get(&index).into_iter().flatten().copied();
            let mut status = DraftStatus::OnlyHere;
            let mut agreeing = BTreeSet::new();
            for other in others.filter(|o| claims[*o].source != draft) {
                let verdict = court.judge(claims[index], claims[other]);
                let new = match verdict {
                    Verdict::Differ(_) | Verdict::Superseded => DraftStatus::Contradicted,
                    _ if court.two_speakers(claims[index], claims[other]) => DraftStatus::Contradicted,
                    Verdict::Agree | Verdict::Compatible(_) => {
                        agreeing.insert((claims[other].source, claims[other].sentence));
                        DraftStatus::Confirmed
                    }
                    Verdict::Disputed | Verdict::CannotTell(_) => DraftStatus::NotChecked,
                };
                status = if status == DraftStatus::OnlyHere { new } else { status.min(new) };
            }
            out.push(DraftClaim { fact, claim: claims[index], status, voices: voices.count(&agreeing) });
        }
    }
    out.sort_by_key(|c| (c.claim.evidence, c.claim.slot));
    out
}
