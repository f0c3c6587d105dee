//! Members given by office alone, matched with members given by name.

use std::collections::{BTreeMap, BTreeSet};

use crate::{
    claims::{Claim, ClaimValue, Participant, SourceAnalysis},
    facts::{
        Entities, EntityId,
        rosters::{Roster, Who},
    },
    mentions::Value,
    rules::Lexicons,
};

/// The words of an office that tell it from others.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Office {
    /// Its noun; all who are at the head of something have one.
    noun: String,
    rank: BTreeSet<String>,
    words: BTreeSet<String>,
}

/// The offices that each person is said to hold.
pub(super) fn held(
    sources: &[SourceAnalysis],
    claims: &[&Claim],
    entities: &Entities,
    lexicons: &Lexicons,
) -> BTreeMap<EntityId, BTreeSet<Office>> {
    let mut out: BTreeMap<EntityId, BTreeSet<Office>> = BTreeMap::new();
    for claim in claims {
        if let (ClaimValue::Role(role), Some(Participant::Named(who))) = (&claim.value, &claim.subject.about)
            && let Some(id) = entities.of(claim.source, *who)
            && let Some(Value::Role(role)) = sources[claim.source].mentions.get(*role).map(|m| &m.value)
        {
            let words = role.which.iter().chain([&role.noun]).map(String::as_str);
            out.entry(id).or_default().extend(read(words, lexicons));
        }
    }
    out
}

/// Reads an office: the last word that is a role is its noun, unless words behind "of" follow it.
fn read<'w>(words: impl Iterator<Item = &'w str>, lexicons: &Lexicons) -> Option<Office> {
    let words: Vec<&str> = words.flat_map(str::split_whitespace).map(|w| w.trim_end_matches(['\'', '’'])).collect();
    let of = words.iter().position(|w| *w == "of").unwrap_or(words.len());
    let at = words[..of].iter().rposition(|w| lexicons.has("role_noun", w))?;
    let noun = if lexicons.has("head_of_body", words[at]) { "head" } else { words[at] };
    let mut office = Office { noun: noun.to_owned(), rank: BTreeSet::new(), words: BTreeSet::new() };
    for (index, word) in words.iter().enumerate() {
        let word = word.trim_end_matches("'s").trim_end_matches("’s");
        if index == at || lexicons.has("article", word) || lexicons.has("word_inside_names", word) {
            continue;
        }
        let usual = lexicons.value("spelling", word).unwrap_or(word).to_owned();
        let place = if lexicons.has("rank_below", &usual) { &mut office.rank } else { &mut office.words };
        place.insert(usual);
    }
    Some(office)
}

impl Office {
    /// Whether the two may be one: one noun, one rank, and the words of one are among those of the other.
    fn fits(&self, other: &Self) -> bool {
        let told = !self.words.is_empty() && !other.words.is_empty();
        let within = self.words.is_subset(&other.words) || other.words.is_subset(&self.words);
        told && within && self.noun == other.noun && self.rank == other.rank
    }
}

/// Gives what is said of an office to the only member who holds it.
pub(super) fn join(roster: &mut Roster, held: &BTreeMap<EntityId, BTreeSet<Office>>, lexicons: &Lexicons) {
    let rows = std::mem::take(&mut roster.rows);
    let (mut named, offices): (Vec<_>, Vec<_>) = rows.into_iter().partition(|r| !matches!(r.who, Who::Office(_)));
    for row in offices {
        let Who::Office(words) = &row.who else { continue };
        let office = read(words.split(' '), lexicons);
        let holds = |who: &Who| match (who, &office) {
            (Who::Named(id), Some(office)) => held.get(id).is_some_and(|all| all.iter().any(|o| o.fits(office))),
            _ => false,
        };
        let mut holders = named.iter_mut().filter(|r| holds(&r.who));
        match (holders.next(), holders.next()) {
            (Some(holder), None) => {
                holder.offices.push(words.clone());
                for (standing, claims) in row.said {
                    holder.said.entry(standing).or_default().extend(claims);
                }
            }
            _ => named.push(row),
        }
    }
    roster.rows = named;
}
