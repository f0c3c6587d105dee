//! crosscheck reads what several outlets wrote about one story, lines up the claims that speak of the same thing, and shows
//! where they differ.

pub mod error;
pub mod inputs;
pub mod mentions;
pub mod rules;
pub mod text;
pub mod values;
