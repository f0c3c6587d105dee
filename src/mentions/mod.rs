//! Mentions stage: annotated text and rules to spans with normal values.

mod mention;

pub use mention::{Mention, Value};
