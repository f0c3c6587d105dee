//! Pure values with their grain: what a mention stands for, apart from where it was read.

pub mod names;
pub mod timestamp;

pub mod time;

pub use timestamp::Timestamp;
