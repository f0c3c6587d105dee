//! Dates, clock times and durations as values with a grain.

mod anchor;
mod build;
mod compare;
mod convert;

use chrono::{DateTime, NaiveDate, Utc, Weekday};

pub use anchor::Anchor;
pub use compare::{compare, why_unknown};
pub use convert::{Reading as ClockReading, missed_by};

/// What kind of time a phrase names (TIMEX3 types).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum TimeClass {
    /// A day or something coarser.
    Date,
    /// A clock time or a part of a day.
    Time,
    /// A length of time.
    Duration,
    /// Something that recurs.
    Set,
}

/// How exactly the words bind the value.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Bound {
    /// "at 11am".
    Exact,
    /// "about 11am".
    About,
    /// "by Friday", "until noon", "under two hours": the value is the upper end.
    AtMost,
    /// "since March", "after 6pm", "more than three years": the value is the lower end.
    AtLeast,
}

/// How fine a value is, from coarse to fine.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[allow(missing_docs, reason = "the names say it")]
pub enum Grain {
    Unknown,
    Year,
    Quarter,
    Month,
    Week,
    Day,
    PartOfDay,
    Hour,
    Minute,
}

/// What is known of a clock time's zone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Zone {
    /// No zone in the words, and none known of the outlet.
    Unknown,
    /// A zone that the words name ("GMT", "UK time").
    Named(chrono_tz::Tz),
    /// A zone that the words do not name; the outlet's own.
    Outlet(chrono_tz::Tz),
    /// "local time": that of the place where it happened.
    Local,
}

/// The value of a time phrase.
#[derive(Debug, Clone, PartialEq)]
pub struct TimeValue {
    /// TIMEX3 value: `2025-05-15`, `2025-05-15T11:00+01:00`, `XXXX-WXX-4` (a weekday without an anchor), `PT2H`, `PRESENT_REF`.
    pub timex: String,
    /// TIMEX3 type.
    pub class: TimeClass,
    /// How exactly the words bind it.
    pub bound: Bound,
    /// How far off an "about" may be: minutes for a clock time, days for what is coarser, hundredths for a length.
    pub slack: u32,
    /// How fine it is.
    pub grain: Grain,
    /// First and last calendar day it covers, where an anchor or the words tell.
    pub days: Option<(NaiveDate, NaiveDate)>,
    /// It goes on from the first to the last of its days, or of its minutes ("from 5 to 7 June", "9am to 5pm"), and is not one
    /// of them that nobody names ("in June", "between 9am and 5pm").
    pub runs: bool,
    /// The weekday, where the words name one.
    pub weekday: Option<Weekday>,
    /// Minutes after midnight, first and last, on the named zone's clock, where the words name a clock time or part of day.
    pub clock: Option<(u16, u16)>,
    /// The clock's zone.
    pub zone: Zone,
    /// The instants it covers (start, end), where day, clock and zone are all known.
    pub instants: Option<(DateTime<Utc>, DateTime<Utc>)>,
    /// Least and greatest length in seconds, for a duration.
    pub seconds: Option<(u64, u64)>,
}

use crate::values::{Comparison, ReasonKind};
