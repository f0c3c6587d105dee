//! Verdicts stage: aligned claims to agree, compatible, differ, superseded, disputed or cannot tell.

mod bodies;
mod judge;
mod kinds;
mod names;
mod quotes;
mod roles;
mod values;
mod verdict;

pub use judge::{Court, Speaker, is_later};
pub use names::NameUse;
pub use values::compare_mentions;
pub use verdict::Verdict;
