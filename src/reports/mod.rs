//! Reports stage: findings to text and JSON. Reports compute no facts.

mod diff;
mod draft;
mod json;
mod lines;
mod not_checked;
mod report;
mod snippet;
mod text;

pub use json::json;
pub use lines::Lines;
pub use report::{Job, Report};
pub use text::text;
