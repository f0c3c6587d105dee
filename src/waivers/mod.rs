//! Waivers stage: findings that an editor has seen and accepts, until a day or until another value turns up.

mod baseline;
mod file;
mod settle;
mod waiver;

pub use baseline::Baseline;
pub use file::{append, prune};
pub use settle::{Settled, Waived, settle};
pub use waiver::{Waiver, parse};

/// The name of the file that holds the waivers of a story folder.
pub const FILE_NAME: &str = "crosscheck-waivers.toml";
