//! Rules and word lists: data, read once, checked, and asked by the stages.

pub mod files;
mod lexicon;
pub mod time_rules;

pub use files::RuleFile;
pub use lexicon::Lexicons;
pub use time_rules::TimeRules;
