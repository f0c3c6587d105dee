//! Copies stage: near-duplicate passages between sources and inside one, with the words that changed, and the voices that remain
//! when copies are counted once.

mod compare;
mod find;
mod index;
mod near_duplicates;
mod parallel;
mod passage;
mod repeats;
mod shingles;
mod voices;

pub use find::find_copies;
pub use near_duplicates::{NearDuplicate, near_duplicates};
pub use passage::{Change, Copy, CopyClass, Passage, SentencePair};
pub use repeats::Repeats;
pub use voices::Voices;
