//! Mentions stage: annotated text and rules to spans with normal values.

pub mod gazetteer;
pub mod gazetteer_data;
mod mention;

pub use gazetteer::{Gazetteer, Place, PlaceId, PlaceKind};
pub use mention::{Mention, Value};
