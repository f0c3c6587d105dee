//! Whether an editor wants to hear that two values of one thing differ: a second learned score, over what is known of the pair and of
//! how its values differ.

mod features;
mod judge;
mod proposed;
mod told;
mod weigh;
mod words;

pub use features::{Compared, FURTHER_NAMES, VALUE_NAMES, ValueLevels, all_levels};
pub use judge::{Judged, judge};
pub use proposed::levels as found_by;
pub use told::{RULE as ONE_THING, from_values};
pub use weigh::weigh;
pub use words::{RULE as EXCHANGED_WORD, from_words};
