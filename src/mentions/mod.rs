//! Mentions stage: annotated text and rules to spans with normal values.

mod ages;
mod anchors;
mod delegations;
mod events;
mod find;
pub mod gazetteer;
pub mod gazetteer_data;
mod kinds;
mod local_time;
mod mention;
mod name_contexts;
pub mod name_finder;
mod name_hints;
mod names;
mod place_contexts;
mod places;
mod quantities;
mod roles;
pub mod times;
mod venues;

pub use anchors::anchors;
pub use delegations::{Member, Part, PartValue};
pub use find::find_mentions;
pub use gazetteer::{Gazetteer, PlaceKind};
pub use mention::{
    AgeValue, Aged, Designation, DesignationValue, EventValue, Mention, NameKind, NameValue, PlaceValue, QuantityValue,
    RoleValue, Value,
};
pub use venues::Venues;
