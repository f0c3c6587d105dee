//! Reports stage: findings to text, Markdown, HTML and JSON. Reports compute no facts.

mod columns;
mod copied;
mod diff;
mod draft;
mod html;
mod json;
mod lines;
mod markdown;
mod not_checked;
mod paint;
mod report;
mod shared;
mod side_by_side;
mod text;
mod verdicts;
mod wrap;

pub use html::html;
pub use json::json;
pub use lines::Lines;
pub use markdown::markdown;
pub use report::{Job, Report};
pub use text::text;
