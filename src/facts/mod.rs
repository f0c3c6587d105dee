//! Facts stage: which mentions are one entity, which claims belong to one fact.

mod account;
mod align;
mod blocking;
mod doubles;
pub mod entities;
mod evidence;
pub mod exchanged;
mod fact;
mod holders;
mod lists;
mod lone_spellings;
mod main_event;
mod name_slips;
mod nameless;
mod namesakes;
mod one_form;
mod people;
mod rosters;

pub mod same_thing;
mod signature;
pub mod spelling;
mod turned;
pub(crate) mod utterance;

pub(crate) use crate::values::fnv1a;
pub use align::align;
pub use doubles::{Double, Place, find_doubles};
pub use entities::{Entities, Entity, EntityId};
pub use evidence::Evidence;
pub use fact::{Alignment, Fact};
pub use holders::{TwoHolders, find_two_holders};
pub use lists::{TwoLists, find_two_lists};
pub use lone_spellings::{LoneSpelling, find_lone_spellings};
pub use name_slips::{NameSlip, Written, find_name_slips};
pub use rosters::{Roster, RosterRow, Standing, Who, find_rosters};
pub(crate) use signature::same_or_nested;
pub use turned::{Turned, find_turned};
