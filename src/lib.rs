//! crosscheck reads what several outlets wrote about one story, lines up the claims that speak of the same thing, and shows
//! where they differ.

pub mod claims;
pub mod cli;
pub mod copies;
pub mod error;
pub mod facts;
pub mod findings;
pub mod frames;
pub mod inputs;
pub mod mentions;
pub mod pipeline;
pub mod reports;
pub mod rule_tests;
pub mod rules;
pub mod text;
pub mod values;
pub mod verdicts;
