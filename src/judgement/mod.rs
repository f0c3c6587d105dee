//! Whether an editor wants to hear that two values of one thing differ: a second learned score, over what is known of the pair and of
//! how its values differ.

mod compare;
mod decide;
mod explain;
mod features;
mod heard;
mod judge;
mod occasions;
mod proposed;
mod told;
mod weigh;
mod words;

pub use decide::{Judgement, decide};
pub use explain::{Part, Sum, explain};
pub use features::{Compared, FURTHER_NAMES, VALUE_NAMES, ValueLevels, all_levels};
pub use heard::heard;
pub use judge::{Judged, judge};
pub use proposed::levels as found_by;
