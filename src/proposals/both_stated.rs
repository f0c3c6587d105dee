//! Whether a source states both values of a pair for things that it keeps apart; and how much of a fact is judged at all.

use std::{
    borrow::Cow,
    collections::{BTreeMap, BTreeSet},
};

use crate::{
    claims::{Claim, ClaimValue},
    facts::Fact,
    values::{Comparison, Slot},
    verdicts::Court,
};

/// A fact of more claims is a table or noise: no editor reads so many, and each is compared with the others.
const MOST_CLAIMS: usize = 600;
/// So many claims of each source are judged all the same.
const FEWEST_OF_SOURCE: usize = 4;

/// The part of a fact that is judged: all of it, but for a fact of a great many claims, of which each source has its first ones.
pub(super) fn bounded<'f>(fact: &'f Fact, claims: &[&Claim]) -> Cow<'f, Fact> {
    if fact.claims.len() <= MOST_CLAIMS {
        return Cow::Borrowed(fact);
    }
    let mut of_source: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for claim in &fact.claims {
        of_source.entry(claims[*claim].source).or_default().push(*claim);
    }
    let share = (MOST_CLAIMS / of_source.len()).max(FEWEST_OF_SOURCE);
    let kept: BTreeSet<usize> = of_source.values().flat_map(|claims| claims.iter().take(share).copied()).collect();
    Cow::Owned(Fact {
        id: fact.id.clone(),
        slot: fact.slot,
        subject: fact.subject.clone(),
        alignments: fact
            .alignments
            .iter()
            .filter(|pair| kept.contains(&pair.left) && kept.contains(&pair.right))
            .cloned()
            .collect(),
        echoes: fact.echoes.iter().filter(|(claim, _)| kept.contains(claim)).copied().collect(),
        claims: kept.into_iter().collect(),
    })
}

/// A sentence of a source.
type Place = (usize, usize);

/// The values that the sources of one fact state, looked up once for each claim.
pub(super) struct Stated<'a> {
    fact: &'a Fact,
    claims: &'a [&'a Claim],
    court: &'a Court<'a>,
    aligned: BTreeSet<(usize, usize)>,
    /// The claims that state the value of a claim, by the sentence that they stand in.
    same: BTreeMap<usize, BTreeMap<Place, Vec<usize>>>,
}

/// Whether claims say of which kind something is: who tells of two kinds, in whatever sentences, knows of both or of a change.
fn is_of_kinds(claim: &Claim) -> bool {
    matches!(claim.value, ClaimValue::Kind(_))
}

impl<'a> Stated<'a> {
    pub(super) fn new(fact: &'a Fact, claims: &'a [&'a Claim], court: &'a Court<'a>) -> Self {
        let aligned = fact.alignments.iter().map(|p| (p.left, p.right)).collect();
        Self { fact, claims, court, aligned, same: BTreeMap::new() }
    }

    /// Whether some source states both values of the pair for things that it keeps apart: then the two are two things.
    pub(super) fn both(&mut self, left: usize, right: usize) -> bool {
        if self.fact.slot == Slot::Name {
            return false;
        }
        self.look_up(left);
        self.look_up(right);
        let (Some(a), Some(b)) = (self.same.get(&left), self.same.get(&right)) else { return false };
        let kinds = is_of_kinds(self.claims[left]);
        a.iter().any(|(place, first)| {
            let second = b.get(place).map_or(&[][..], Vec::as_slice);
            first.iter().any(|x| second.iter().any(|y| kinds || !self.aligned.contains(&(*x.min(y), *x.max(y)))))
        })
    }

    fn look_up(&mut self, claim: usize) {
        if self.same.contains_key(&claim) {
            return;
        }
        let mut found: BTreeMap<Place, Vec<usize>> = BTreeMap::new();
        for other in self.fact.claims.iter().copied() {
            let said = self.claims[other];
            if self.court.compare(said, self.claims[claim]) == Comparison::Same {
                let sentence = if is_of_kinds(said) { 0 } else { said.sentence };
                found.entry((said.source, sentence)).or_default().push(other);
            }
        }
        self.same.insert(claim, found);
    }
}
