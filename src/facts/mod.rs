//! Facts stage: which mentions are one entity, which claims belong to one fact.

mod align;
mod alike;
mod doubles;
pub mod entities;
mod evidence;
mod fact;
mod main_event;
mod namesakes;
mod signature;
pub mod spelling;

pub use align::align;
pub(crate) use align::fnv1a;
pub use alike::{Alike, SentenceAt, find_alike};
pub use doubles::{Double, find_doubles};
pub use entities::{Entities, Entity, EntityId};
pub use evidence::Evidence;
pub use fact::{Alignment, Fact};
pub(crate) use signature::same_or_nested;
