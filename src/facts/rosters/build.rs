//! Claims on leaders, members, sizes and attendance, put together by side and by event.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use crate::{
    claims::{Claim, ClaimValue, DELEGATION, Participant, SourceAnalysis},
    facts::{
        Entities, EntityId, Fact,
        rosters::{Roster, RosterRow, Standing, Who, offices},
        signature::is_fine,
    },
    mentions::{Part, Value, gazetteer::PlaceId},
    rules::Rules,
    values::Slot,
};

/// What rosters are put together from.
pub(super) struct Builder<'a> {
    pub sources: &'a [SourceAnalysis],
    pub claims: &'a [&'a Claim],
    pub facts: &'a [Fact],
    pub entities: &'a Entities,
    pub rules: &'a Rules,
}

impl Builder<'_> {
    pub(super) fn rosters(&self) -> Vec<Roster> {
        let offices = offices::held(self.sources, self.claims, self.entities, &self.rules.lexicons);
        let delegations = self.of_delegations().into_iter().map(|(side, claims)| (Some(side), claims));
        let events = self.of_events().into_iter().map(|claims| (None, claims));
        let mut out = Vec::new();
        for (side, claims) in delegations.chain(events) {
            let mut roster = self.roster(side, &claims);
            offices::join(&mut roster, &offices, &self.rules.lexicons);
            if !roster.rows.is_empty() || !roster.sizes.is_empty() {
                out.push(roster);
            }
        }
        out
    }

    /// The claims on the delegations of one side; those reported far apart are of two events.
    fn of_delegations(&self) -> Vec<(EntityId, Vec<usize>)> {
        let mut by_side: BTreeMap<EntityId, Vec<usize>> = BTreeMap::new();
        for (index, claim) in self.claims.iter().enumerate() {
            let told = matches!(claim.slot, Slot::Leader | Slot::Member | Slot::Number);
            if told
                && claim.subject.class == DELEGATION
                && !claim.denied
                && let Some(side) = self.side(claim)
            {
                by_side.entry(side).or_default().push(index);
            }
        }
        let runs = |(side, claims): (EntityId, Vec<usize>)| {
            self.runs(claims).into_iter().map(move |run| (side, run)).collect::<Vec<_>>()
        };
        let mut out: Vec<(EntityId, Vec<usize>)> = by_side.into_iter().flat_map(runs).collect();
        out.sort_by_key(|(_, claims)| claims.first().copied());
        out
    }

    fn side(&self, claim: &Claim) -> Option<EntityId> {
        let named = claim.subject.participants.iter().find_map(|p| match p {
            Participant::Named(mention) => self.entities.of(claim.source, *mention),
            Participant::Nameless(_) => None,
        })?;
        Some(self.entities.state(named).unwrap_or(named))
    }

    /// Claims cut where more days lie between two reports than one event goes on for.
    fn runs(&self, mut claims: Vec<usize>) -> Vec<Vec<usize>> {
        let day = |index: usize| {
            let claim = self.claims[index];
            self.sources[claim.source].reported(claim.post).map(|t| t.date)
        };
        claims.sort_by_key(|c| (day(*c), *c));
        let mut out: Vec<Vec<usize>> = Vec::new();
        let mut last: Option<NaiveDate> = None;
        for claim in claims {
            let here = day(claim);
            let apart = match (last, here) {
                (Some(x), Some(y)) => (y - x).num_days() > self.rules.weights.days_apart_at_most,
                _ => false,
            };
            match out.last_mut().filter(|_| !apart) {
                Some(run) => run.push(claim),
                None => out.push(vec![claim]),
            }
            last = here.or(last);
        }
        out.iter_mut().for_each(|run| run.sort_unstable());
        out
    }

    /// The claims on who attends, by event: those of one fact are of one event, and so are those of one town within a few days.
    fn of_events(&self) -> Vec<Vec<usize>> {
        let mut group_at: BTreeMap<PlaceId, usize> = BTreeMap::new();
        let mut groups: Vec<Vec<usize>> = Vec::new();
        for fact in self.facts.iter().filter(|f| f.slot == Slot::Attends) {
            let places = fact.claims.iter().flat_map(|c| self.towns(self.claims[*c])).collect::<BTreeSet<_>>();
            let number = places.iter().find_map(|p| group_at.get(p)).copied().unwrap_or(groups.len());
            if number == groups.len() {
                groups.push(Vec::new());
            }
            groups[number].extend(fact.claims.iter().copied());
            for place in places {
                group_at.entry(place).or_insert(number);
            }
        }
        let sentence = |c: usize| (self.claims[c].source, self.claims[c].sentence);
        let mut of_sentence: BTreeMap<(usize, usize), usize> = BTreeMap::new();
        // Two people named in one sentence attend one event.
        for number in 0..groups.len() {
            let first = groups[number].first().and_then(|c| of_sentence.get(&sentence(*c))).copied();
            let (lone, target) = (groups[number].len() == 1, first.unwrap_or(number));
            if lone && target != number {
                let moved = std::mem::take(&mut groups[number]);
                groups[target].extend(moved);
            }
            for claim in groups[target].clone() {
                of_sentence.entry(sentence(claim)).or_insert(target);
            }
        }
        let mut out: Vec<Vec<usize>> =
            groups.into_iter().filter(|g| !g.is_empty()).flat_map(|group| self.runs(group)).collect();
        out.sort();
        out
    }

    fn towns(&self, claim: &Claim) -> Vec<PlaceId> {
        let places = claim.subject.places.iter().filter_map(|m| self.entities.place(claim.source, *m));
        places.filter(|p| is_fine(*p)).collect()
    }

    fn roster(&self, side: Option<EntityId>, claims: &[usize]) -> Roster {
        let mut rows: BTreeMap<Who, RosterRow> = BTreeMap::new();
        let (mut sizes, mut closed) = (Vec::new(), BTreeSet::new());
        for &index in claims {
            let claim = self.claims[index];
            let standing = match (claim.slot, &claim.value) {
                (Slot::Number, _) => {
                    sizes.push(index);
                    continue;
                }
                (Slot::Leader, _) => Standing::Leads,
                (Slot::Member, ClaimValue::Polarity(true)) => Standing::Member,
                (Slot::Member, _) => Standing::NoMember,
                (_, ClaimValue::Polarity(false)) => Standing::Absent,
                _ if self.stands_in(claim) => Standing::Represents,
                _ => Standing::Attends,
            };
            let Some(who) = self.who(claim) else { continue };
            if self.lists_all(claim) {
                closed.insert(claim.source);
            }
            let new = || RosterRow {
                who: who.clone(),
                offices: Vec::new(),
                said: BTreeMap::new(),
                represents: BTreeMap::new(),
            };
            let row = rows.entry(who.clone()).or_insert_with(new);
            row.said.entry(standing).or_default().push(index);
            if standing == Standing::Represents
                && let Some(whom) = self.represented(claim)
            {
                row.represents.insert(index, whom);
            }
        }
        let words = claims.iter().map(|c| self.claims[*c].subject.text.as_str());
        let subject = words.max_by(|a, b| a.len().cmp(&b.len()).then(b.cmp(a))).unwrap_or_default().to_owned();
        Roster { side, subject, closed_in: closed.into_iter().collect(), sizes, rows: rows.into_values().collect() }
    }

    fn who(&self, claim: &Claim) -> Option<Who> {
        let mention = match (&claim.value, &claim.subject.about) {
            (ClaimValue::Name(mention), _) => *mention,
            (_, Some(Participant::Named(mention))) => *mention,
            (_, Some(Participant::Nameless(office))) => return Some(Who::Office(office.clone())),
            _ => return None,
        };
        let analysis = &self.sources[claim.source];
        Some(match self.entities.of(claim.source, mention) {
            Some(id) => Who::Named(id),
            None => Who::Open(analysis.doc.slice(analysis.mentions.get(mention)?.span).to_owned()),
        })
    }

    /// Whether the claim is of a list that names all members.
    fn lists_all(&self, claim: &Claim) -> bool {
        let mentions = &self.sources[claim.source].mentions;
        let from = mentions.partition_point(|m| m.span.start < claim.value_span.start);
        mentions[from..]
            .iter()
            .take_while(|m| m.span.start == claim.value_span.start)
            .any(|m| matches!(&m.value, Value::Part(part) if matches!(part.part, Part::Member { closed: true, .. })))
    }

    fn stands_in(&self, claim: &Claim) -> bool {
        let doc = &self.sources[claim.source].doc;
        let mut words = doc.tokens[doc.tokens_of(claim.value_span)].iter();
        words.any(|t| self.rules.lexicons.has("represent", &t.lemma))
    }

    /// Whom a claim's words name beside the one who represents them and the place.
    fn represented(&self, claim: &Claim) -> Option<EntityId> {
        let mentions = &self.sources[claim.source].mentions;
        let from = mentions.partition_point(|m| m.span.start < claim.evidence.start);
        let within = mentions.iter().enumerate().skip(from).take_while(|(_, m)| m.span.start < claim.evidence.end);
        let about = match claim.subject.about {
            Some(Participant::Named(mention)) => self.entities.of(claim.source, mention),
            _ => None,
        };
        within
            .filter(|(i, m)| matches!(m.value, Value::Place(_) | Value::Name(_)) && !claim.subject.places.contains(i))
            .filter(|(_, m)| m.span.start > claim.value_span.start || matches!(m.value, Value::Name(_)))
            .filter_map(|(i, _)| self.entities.of(claim.source, i))
            .find(|id| Some(*id) != about)
    }
}
