//! Two people who are each said to hold one office of one state, town, firm or party that has a single holder.

use std::collections::{BTreeMap, BTreeSet};

use crate::{
    claims::{Claim, ClaimValue, Participant, SourceAnalysis},
    facts::{Entities, Entity, EntityId, doubles::Place},
    mentions::{RoleValue, Value},
    rules::Rules,
    text::{Pos, Token},
    values::{Slot, names::fold, time::Grain},
};

/// Names more alike than this (Jaro-Winkler) may be two spellings of one.
const ALIKE: f64 = 0.8;

/// One office with two holders.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TwoHolders {
    /// The office, in its usual words.
    pub office: String,
    /// Whose office it is, in the story's words.
    pub body: String,
    /// Where the one is said to hold it.
    pub left: Vec<Place>,
    /// Where the other is.
    pub right: Vec<Place>,
}

/// The claims that give one person one office.
#[derive(Default)]
struct Held {
    places: Vec<Place>,
    claims: Vec<usize>,
    sources: BTreeSet<usize>,
}

/// All offices to which the sources give two holders at one time, in order of the office.
pub fn find_two_holders(
    sources: &[SourceAnalysis],
    claims: &[&Claim],
    entities: &Entities,
    rules: &Rules,
) -> Vec<TwoHolders> {
    let registry = Registry { sources, claims, entities, rules };
    let mut held: BTreeMap<(String, String), BTreeMap<EntityId, Held>> = BTreeMap::new();
    for (index, claim) in claims.iter().enumerate() {
        if let Some((office, body, person, place)) = registry.sole_office(claim) {
            let of_person = held.entry((office, body)).or_default().entry(person).or_default();
            of_person.places.push(place);
            of_person.claims.push(index);
            of_person.sources.insert(place.0);
        }
    }
    let changing = registry.changing();
    let mut out = Vec::new();
    for ((office, body), people) in held {
        // Of three holders at least two are read wrongly.
        let [(a, x), (b, y)] = &people.iter().collect::<Vec<_>>()[..] else { continue };
        let changes = changing.contains(a) || changing.contains(b);
        if !changes && registry.may_conflict((**a, x), (**b, y)) {
            out.push(TwoHolders { office, body, left: x.places.clone(), right: y.places.clone() });
        }
    }
    out
}

struct Registry<'a> {
    sources: &'a [SourceAnalysis],
    claims: &'a [&'a Claim],
    entities: &'a Entities,
    rules: &'a Rules,
}

impl Registry<'_> {
    /// The office that a claim gives to someone, where only one at a time holds it: its words, whose it is, the person, the name's
    /// place.
    fn sole_office(&self, claim: &Claim) -> Option<(String, String, EntityId, Place)> {
        let (ClaimValue::Role(mention), Some(Participant::Named(who))) = (&claim.value, &claim.subject.about) else {
            return None;
        };
        let analysis = &self.sources[claim.source];
        let Value::Role(role) = &analysis.mentions.get(*mention)?.value else { return None };
        let person = self.entities.of(claim.source, *who)?;
        let full = matches!(self.entities.get(person), Entity::Person(name) if name.contains(' '));
        let plain = claim.slot == Slot::Role && claim.attribution.is_none() && !self.tells_of_a_year(claim);
        let (office, body) =
            self.of_state(role, person).or_else(|| self.of_body(role, self.body(claim.source, role)?))?;
        (full && plain).then_some((office, body, person, (claim.source, *who)))
    }

    fn of_state(&self, role: &RoleValue, person: EntityId) -> Option<(String, String)> {
        let office = self.in_usual_words(role)?;
        let state = self.entities.state(person)?;
        matches!(self.entities.get(state), Entity::Place(_)).then(|| (office, self.entities.name(state)))
    }

    /// "mayor of Lindholm", "Harbour Line's chief executive": whoever heads one town, firm or party.
    fn of_body(&self, role: &RoleValue, body: String) -> Option<(String, String)> {
        let own: Vec<String> = fold(&body).split(' ').map(str::to_owned).collect();
        let which = role.which.iter().filter(|w| !own.contains(&fold(w)));
        let office = which.chain([&role.noun]).cloned().collect::<Vec<_>>().join(" ");
        self.rules.lexicons.has("head_of_body", &office).then_some((office, body))
    }

    /// The words for whose office it is, without an article: the name of the entity that they stand for, if any.
    fn body(&self, source: usize, role: &RoleValue) -> Option<String> {
        let analysis = &self.sources[source];
        let span = role.body?;
        let named = self.entities.named_at(source, &analysis.mentions, span);
        Some(named.map_or_else(|| analysis.doc.slice(span).to_owned(), |id| self.entities.name(id)))
    }

    /// "foreign minister"; `None` where the words say more ("acting", "deputy", "shadow") or less.
    fn in_usual_words(&self, role: &RoleValue) -> Option<String> {
        let lexicons = &self.rules.lexicons;
        let usual = |w: &String| lexicons.value("spelling", w).unwrap_or(w).to_owned();
        let mut which: Vec<String> = role.which.iter().map(usual).collect();
        which.sort();
        which.dedup();
        let portfolio = which.iter().all(|w| lexicons.has("portfolio", w));
        let alone = lexicons.has("sole_office", &role.noun) && which.is_empty();
        let with = lexicons.has("office_with_portfolio", &role.noun) && which.len() == 1;
        (portfolio && (alone || with)).then(|| format!("{} {}", which.join(" "), role.noun).trim().to_owned())
    }

    /// "the foreign minister in 2012": an office of another time.
    fn tells_of_a_year(&self, claim: &Claim) -> bool {
        let mentions = &self.sources[claim.source].mentions;
        let from = mentions.partition_point(|m| m.sentence < claim.sentence);
        let mut here = mentions[from..].iter().take_while(|m| m.sentence == claim.sentence);
        here.any(|m| matches!(&m.value, Value::Time(t) if t.grain == Grain::Year))
    }

    /// The people of whom a sentence tells that somebody takes or leaves an office.
    fn changing(&self) -> BTreeSet<EntityId> {
        let mut out = BTreeSet::new();
        for (source, analysis) in self.sources.iter().enumerate() {
            let change = |s: usize| {
                let tokens = analysis.doc.sentences.get(s).map(|s| s.tokens.clone()).unwrap_or_default();
                // A fire is none, to fire someone is one.
                let verb = |t: &Token| t.pos == Pos::Verb && self.rules.lexicons.has("change_of_office", &t.lemma);
                let noun = |t: &Token| self.rules.lexicons.has("noun_for_change_of_office", &t.lemma);
                analysis.doc.tokens[tokens].iter().any(|t| verb(t) || noun(t))
            };
            let mut last = (usize::MAX, false);
            for (index, mention) in analysis.mentions.iter().enumerate() {
                if last.0 != mention.sentence {
                    last = (mention.sentence, change(mention.sentence));
                }
                if last.1 && matches!(mention.value, Value::Name(_)) {
                    out.extend(self.entities.of(source, index));
                }
            }
        }
        out
    }

    /// Two people, by their names, whom no source has beside each other, and whose offices are told of at one time.
    fn may_conflict(&self, (a, x): (EntityId, &Held), (b, y): (EntityId, &Held)) -> bool {
        let (left, right) = (fold(&self.entities.name(a)), fold(&self.entities.name(b)));
        let shared = left.split(' ').any(|w| right.split(' ').any(|v| w == v));
        let at_one_time = x.claims.iter().take(MOST).any(|c| y.claims.iter().take(MOST).any(|d| self.near(*c, *d)));
        !shared && strsim::jaro_winkler(&left, &right) < ALIKE && x.sources.is_disjoint(&y.sources) && at_one_time
    }

    fn near(&self, a: usize, b: usize) -> bool {
        let reported = |c: usize| self.sources[self.claims[c].source].reported(self.claims[c].post);
        match (reported(a), reported(b)) {
            (Some(x), Some(y)) => (x.date - y.date).num_days().abs() <= self.rules.weights.days_apart_at_most,
            _ => true,
        }
    }
}

/// Claims that are looked at for each of two holders.
const MOST: usize = 32;
