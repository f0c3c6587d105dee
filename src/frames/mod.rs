//! Frames stage: who did what to whom, where, when, how many. What a frame is (`frame.rs`) knows nothing of how it is found.

mod attribution;
mod find;
mod frame;
mod grammar;
mod modality;
mod of_clauses;
mod of_times;
mod parse;
mod questions;
mod subject;

pub use find::find_frames;
pub use frame::{Argument, Attribution, Frame, Modality, Predicate, PredicateKind, Role};
pub use grammar::Grammar;
