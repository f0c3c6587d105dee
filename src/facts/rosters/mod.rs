//! Rosters: who leads, belongs to, attends, stays away from or represents whom at one event, over all sources.

mod build;
mod offices;

use std::collections::BTreeMap;

use crate::{
    claims::{Claim, SourceAnalysis},
    facts::{Entities, EntityId, Fact},
    rules::Rules,
};

/// Who is said to be on one side of an event, or to attend it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Roster {
    /// Whose delegation it is; `None` where it lists who attends.
    pub side: Option<EntityId>,
    /// The delegation or the event, in the fullest words of an outlet.
    pub subject: String,
    /// The sources that list all members: who is not on their list is said to be no member.
    pub closed_in: Vec<usize>,
    /// Claims on how many they are.
    pub sizes: Vec<usize>,
    /// The people, each with what is said of them.
    pub rows: Vec<RosterRow>,
}

/// One person of a roster, or an office whose holder no source of the roster names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RosterRow {
    /// Who it is.
    pub who: Who,
    /// Offices alone by which some sources mean this person.
    pub offices: Vec<String>,
    /// What is said, with the claims that say so.
    pub said: BTreeMap<Standing, Vec<usize>>,
    /// Whom they represent, by claim.
    pub represents: BTreeMap<usize, EntityId>,
}

/// A person, or an office without a name.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Who {
    /// Someone with a name.
    Named(EntityId),
    /// A name that stays open between two people: the words of the claim.
    Open(String),
    /// An office, in lower case.
    Office(String),
}

/// What a roster says of someone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Standing {
    /// Leads the delegation.
    Leads,
    /// Belongs to it.
    Member,
    /// Is said not to belong to it.
    NoMember,
    /// Is there or will be.
    Attends,
    /// Is there for someone else.
    Represents,
    /// Is not there.
    Absent,
}

impl Standing {
    /// The word in reports.
    pub fn name(self) -> &'static str {
        match self {
            Self::Leads => "leads",
            Self::Member => "member",
            Self::NoMember => "no member",
            Self::Attends => "attends",
            Self::Represents => "represents",
            Self::Absent => "absent",
        }
    }
}

/// The rosters of a story: those of delegations, then those of events, each in order of their first claim.
pub fn find_rosters(
    sources: &[SourceAnalysis],
    claims: &[&Claim],
    facts: &[Fact],
    entities: &Entities,
    rules: &Rules,
) -> Vec<Roster> {
    build::Builder { sources, claims, facts, entities, rules }.rosters()
}
