//! Copies stage: near-duplicate passages between sources and inside one, with the words that changed, and the voices that remain
//! when copies are counted once.

mod compare;
mod find;
mod furniture;
mod index;
mod lineage;
mod near_duplicates;
mod origins;
mod passage;
mod repeats;
mod shingles;
mod versions;
mod voices;

pub use find::find_copies;
pub use lineage::{Lineage, lineage};
pub use near_duplicates::{NearDuplicate, near_duplicates};
pub use origins::Origins;
pub use passage::{Change, Copy, CopyClass, Passage, SentencePair};
pub use repeats::Repeats;
pub use versions::Versions;
pub use voices::Voices;
