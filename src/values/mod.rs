//! Pure values with their grain: what a mention stands for, apart from where it was read.

mod age;
mod comparison;
mod hash;
mod kind;
pub mod names;
pub mod quantity;
pub mod slip;
mod slot;
pub mod time;
pub mod timestamp;

pub use age::{Age, AgeUnit};
pub use comparison::{Comparison, Reason, ReasonKind};
pub(crate) use hash::fnv1a;
pub use kind::Kind;
pub use quantity::{Hedge, Quantity, Reach};
pub use slip::Slip;
pub use slot::{Severity, Slot};
pub use timestamp::Timestamp;
