//! Pure values with their grain: what a mention stands for, apart from where it was read.

mod age;
mod comparison;
mod hash;
mod kind;
pub mod names;
pub mod quantity;
mod slot;
pub mod time;
pub mod timestamp;

pub use age::{Age, AgeUnit};
pub use comparison::Comparison;
pub(crate) use hash::fnv1a;
pub use kind::Kind;
pub use quantity::{Hedge, Quantity, Reach};
pub use slot::{Severity, Slot};
pub use timestamp::Timestamp;
