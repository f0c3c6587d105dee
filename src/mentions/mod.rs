//! Mentions stage: annotated text and rules to spans with normal values.

mod mention;
pub mod times;

pub use mention::{Mention, Value};
pub use times::{FoundTime, find_times};
