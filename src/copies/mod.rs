//! Copies stage: near-duplicate passages between sources and inside one, with the words that changed, and the voices that remain
//! when copies are counted once.

mod find;
mod passage;
mod repeats;
mod voices;

pub use find::find_copies;
pub use passage::{Change, Copy, CopyClass, Passage, SentencePair};
pub use repeats::Repeats;
pub use voices::Voices;
