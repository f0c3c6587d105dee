//! A moment as outlets give it: a date, perhaps a clock time, perhaps an offset. What is missing stays unknown.

use chrono::{DateTime, FixedOffset, NaiveDate, NaiveDateTime, NaiveTime, TimeZone, Timelike};
use chrono_tz::Tz;

/// When something was published or posted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Timestamp {
    /// The calendar day in the outlet's own place.
    pub date: NaiveDate,
    /// The clock, if it was given.
    pub time: Option<NaiveTime>,
    /// The offset from UTC, if it was given.
    pub offset: Option<FixedOffset>,
}

impl Timestamp {
    /// Reads ISO 8601 with or without seconds, zone or clock: `2013-07-02T07:44`, `2025-05-16`, `2025-05-15T13:00:00+01:00`, `…Z`.
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        if let Ok(date) = NaiveDate::parse_from_str(text, "%Y-%m-%d") {
            return Some(Self { date, time: None, offset: None });
        }
        let text = text.replacen(' ', "T", 1);
        let zulu = text.strip_suffix('Z').map(|t| format!("{t}+00:00"));
        let text = zulu.unwrap_or(text);
        for form in ["%Y-%m-%dT%H:%M:%S%.f%:z", "%Y-%m-%dT%H:%M%:z", "%Y-%m-%dT%H:%M:%S%.f%z", "%Y-%m-%dT%H:%M%z"] {
            if let Ok(at) = DateTime::parse_from_str(&text, form) {
                return Some(Self { date: at.date_naive(), time: Some(at.time()), offset: Some(*at.offset()) });
            }
        }
        for form in ["%Y-%m-%dT%H:%M:%S%.f", "%Y-%m-%dT%H:%M"] {
            if let Ok(at) = NaiveDateTime::parse_from_str(&text, form) {
                return Some(Self { date: at.date(), time: Some(at.time()), offset: None });
            }
        }
        None
    }

    /// Whether it lies before `other` on one and the same clock: two posts of one live blog need no zone.
    pub fn is_before_on_one_clock(&self, other: &Self) -> bool {
        match (self.instant(None), other.instant(None)) {
            (Some(x), Some(y)) => x < y,
            _ => match (self.time, other.time) {
                (Some(x), Some(y)) => (self.date, x) < (other.date, y),
                _ => self.date < other.date,
            },
        }
    }

    /// The instant, when the offset is known, or the zone that `zone` gives; `None` without a clock or without either.
    pub fn instant(&self, zone: Option<Tz>) -> Option<DateTime<FixedOffset>> {
        let at = self.date.and_time(self.time?);
        match (self.offset, zone) {
            (Some(offset), _) => offset.from_local_datetime(&at).single(),
            (None, Some(zone)) => zone.from_local_datetime(&at).earliest().map(|t| t.fixed_offset()),
            (None, None) => None,
        }
    }
}

impl Timestamp {
    /// The same moment on the clocks of `zone`; what has no clock or no offset stays as it is.
    pub fn in_zone(&self, zone: Tz) -> Self {
        match self.offset.and_then(|_| self.instant(None)) {
            Some(at) => {
                let there = at.with_timezone(&zone).fixed_offset();
                Self { date: there.date_naive(), time: Some(there.time()), offset: Some(*there.offset()) }
            }
            None => *self,
        }
    }

    /// The same as when displayed, with the seconds that were given.
    pub fn with_seconds(&self) -> String {
        let shown = self.to_string();
        match self.time {
            Some(time) if time.second() != 0 => {
                shown.replacen(&time.format("T%H:%M").to_string(), &time.format("T%H:%M:%S").to_string(), 1)
            }
            _ => shown,
        }
    }
}

impl std::fmt::Display for Timestamp {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}", self.date)?;
        if let Some(time) = self.time {
            write!(f, "T{}", time.format("%H:%M"))?;
            if let Some(offset) = self.offset {
                write!(f, "{offset}")?;
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_missing_stays_unknown() {
        let day = Timestamp::parse("2025-05-16").expect("a date alone");
        assert_eq!((day.time, day.offset), (None, None));
        let clock = Timestamp::parse("2013-07-02T07:44").expect("no zone");
        assert_eq!(clock.offset, None);
        assert_eq!(clock.instant(None), None, "an unknown zone is not UTC");
        assert_eq!(Timestamp::parse("2025-05-15T13:00:00+01:00").expect("full").to_string(), "2025-05-15T13:00+01:00");
        assert_eq!(Timestamp::parse("2025-05-15T13:00Z").expect("zulu").to_string(), "2025-05-15T13:00+00:00");
        assert_eq!(Timestamp::parse("yesterday"), None);
        let exact = Timestamp::parse("2025-05-15T13:00:07+01:00").expect("full");
        assert_eq!(exact.with_seconds(), "2025-05-15T13:00:07+01:00");
        assert_eq!(day.with_seconds(), "2025-05-16");
    }
}
