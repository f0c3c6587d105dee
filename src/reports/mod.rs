//! Reports stage: findings to text, Markdown, HTML, JSON, CSV and the formats of engineers' tools. Reports compute no facts.

mod columns;
mod comments;
mod copied;
mod csv;
mod diff;
mod draft;
mod github;
mod html;
mod json;
mod junit;
mod lines;
mod located;
mod markdown;
mod matrix;
mod not_checked;
mod paint;
mod report;
mod rule_text;
mod sarif;
mod shared;
mod side_by_side;
mod text;
mod verdicts;
mod wrap;

pub use comments::{Comment, comments};
pub use csv::csv;
pub use github::github;
pub use html::html;
pub use json::{json, json_lines};
pub use junit::junit;
pub use lines::Lines;
pub use markdown::markdown;
pub use matrix::matrix;
pub use report::{Job, Report};
pub use sarif::sarif;
pub use text::text;
