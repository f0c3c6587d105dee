//! What relative words are counted from: when the text was reported, and in which zone its outlet writes.

use chrono::NaiveDate;
use chrono_tz::Tz;

use crate::values::Timestamp;

/// The report time and zone of a sentence. What is missing stays unknown; nothing is guessed.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Anchor {
    /// When the sentence was reported.
    pub reported: Option<Timestamp>,
    /// The zone for clock times that name none.
    pub zone: Option<Tz>,
}

impl Anchor {
    /// The calendar day of the report, in the outlet's own place.
    pub fn day(&self) -> Option<NaiveDate> {
        self.reported.map(|r| r.date)
    }
}
