//! Where a claimed time lies on an axis: minutes on the clock of one zone, and the axis that holds all of a fact.

use chrono::{DateTime, Duration, NaiveDateTime, NaiveTime, Utc};
use chrono_tz::Tz;

use crate::values::{
    Timestamp,
    time::{Bound, Grain, TimeValue, Zone},
};

/// A stretch of time on the page's clock.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Stretch {
    pub start: NaiveDateTime,
    pub end: NaiveDateTime,
    /// Whether it has no earliest, or no latest, moment.
    pub open: [bool; 2],
    /// Whether it is a moment, and not "in the afternoon" or a whole day.
    pub exact: bool,
    /// Whether the words give a clock time, but no zone is known: it stands where its figures are.
    pub floating: bool,
}

impl Stretch {
    /// The stretch in words, on the page's clock: "Thu 15 May, 12:00", "Thu 15 May", "Thu 15 May to Sat 17 May".
    pub(super) fn told(&self) -> String {
        let length = self.end - self.start;
        let day = |at: NaiveDateTime| at.format("%a %-d %b").to_string();
        let told = if self.exact || length.is_zero() {
            self.start.format("%a %-d %b, %H:%M").to_string()
        } else if length.num_hours() < 24 {
            format!("{} to {}", self.start.format("%a %-d %b, %H:%M"), self.end.format("%H:%M"))
        } else if length.num_hours() == 24 {
            day(self.start)
        } else {
            format!(
                "{} to {}",
                day(self.start),
                day(self.end.checked_sub_signed(Duration::minutes(1)).unwrap_or(self.end))
            )
        };
        match self.open {
            [true, _] => format!("until {told}"),
            [_, true] => format!("from {told}"),
            _ => told,
        }
    }
}

/// Where `time` lies on the clock of `zone`; `None` where its day is not known.
pub(super) fn stretch(time: &TimeValue, zone: Tz) -> Option<Stretch> {
    let open = [time.bound == Bound::AtMost, time.bound == Bound::AtLeast];
    let exact = time.grain >= Grain::Hour && time.bound == Bound::Exact;
    if let Some((start, end)) = time.instants {
        let local = |at: DateTime<Utc>| at.with_timezone(&zone).naive_local();
        return Some(Stretch { start: local(start), end: local(end).max(local(start)), open, exact, floating: false });
    }
    let Some((first, last)) = time.days else { return written(time, zone, open, exact) };
    let Some((from, to)) = time.clock else {
        let end = last.succ_opt().unwrap_or(last).and_time(NaiveTime::MIN);
        return Some(Stretch { start: first.and_time(NaiveTime::MIN), end, open, exact: false, floating: false });
    };
    let at = |minutes: u16| first.and_time(NaiveTime::MIN).checked_add_signed(Duration::minutes(i64::from(minutes)));
    let floating = matches!(time.zone, Zone::Unknown | Zone::Local);
    Some(Stretch { start: at(from)?, end: at(to)?, open, exact, floating })
}

/// A day that is in the value though not in the words ("at 11am", said on a day that is known).
fn written(time: &TimeValue, zone: Tz, open: [bool; 2], exact: bool) -> Option<Stretch> {
    let at = Timestamp::parse(&time.timex)?;
    let Some(clock) = at.time else {
        let end = at.date.succ_opt().unwrap_or(at.date).and_time(NaiveTime::MIN);
        return Some(Stretch { start: at.date.and_time(NaiveTime::MIN), end, open, exact: false, floating: false });
    };
    let local = at.instant(None).map(|instant| instant.with_timezone(&zone).naive_local());
    let start = local.unwrap_or(at.date.and_time(clock));
    Some(Stretch { start, end: start, open, exact, floating: local.is_none() })
}

/// An axis with ticks at round times.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Axis {
    start: NaiveDateTime,
    /// Minutes between two ticks.
    step: i64,
    /// Number of steps.
    steps: i64,
}

const HOUR: i64 = 60;
const DAY: i64 = 24 * HOUR;
/// Minutes between two ticks, the finest first.
const STEPS: [i64; 13] = [
    HOUR,
    2 * HOUR,
    3 * HOUR,
    6 * HOUR,
    12 * HOUR,
    DAY,
    2 * DAY,
    7 * DAY,
    14 * DAY,
    30 * DAY,
    91 * DAY,
    365 * DAY,
    3650 * DAY,
];
/// The most steps of an axis.
const MOST_STEPS: i64 = 6;

impl Axis {
    /// The finest axis that holds all of these; `None` for none.
    pub(super) fn of(stretches: &[Stretch]) -> Option<Self> {
        let first = stretches.iter().map(|s| s.start).min()?;
        let last = stretches.iter().map(|s| s.end).max()?;
        let made = |step: i64| {
            let start = floor(first, step)?;
            let steps = ((last - start).num_minutes() + step - 1).div_euclid(step).max(1);
            Some(Self { start, step, steps })
        };
        STEPS.iter().find_map(|step| made(*step).filter(|axis| axis.steps <= MOST_STEPS)).or_else(|| {
            // Spans of centuries: whole years, however many it takes.
            let year = 365 * DAY;
            made(((last - first).num_minutes() / MOST_STEPS / year + 1) * year)
        })
    }

    /// Where a moment lies, in percent of the axis.
    pub(super) fn percent(&self, at: NaiveDateTime) -> f64 {
        let whole = (self.step * self.steps).max(1) as f64;
        ((at - self.start).num_minutes() as f64 / whole * 100.0).clamp(0.0, 100.0)
    }

    /// The ticks: where each stands in percent, and what it says.
    pub(super) fn ticks(&self) -> Vec<(f64, String)> {
        let mut day = None;
        let ticks = (0..=self.steps).filter_map(|i| {
            let at = self.start.checked_add_signed(Duration::minutes(self.step * i))?;
            let shown = if self.step >= 365 * DAY {
                at.format("%Y").to_string()
            } else if self.step >= DAY || day != Some(at.date()) && at.time() == NaiveTime::MIN {
                at.format("%-d %b").to_string()
            } else {
                at.format("%H:%M").to_string()
            };
            day = Some(at.date());
            Some((self.percent(at), shown))
        });
        ticks.collect()
    }

    /// The days it covers, in words.
    pub(super) fn covers(&self) -> String {
        let end = self.start.checked_add_signed(Duration::minutes(self.step * self.steps - 1)).unwrap_or(self.start);
        let full = |at: NaiveDateTime| at.format("%a %-d %b %Y").to_string();
        if self.start.date() == end.date() {
            full(self.start)
        } else {
            format!("{} to {}", full(self.start), full(end))
        }
    }
}

/// The last multiple of `step` minutes, counted from a midnight, that is not after `at`.
fn floor(at: NaiveDateTime, step: i64) -> Option<NaiveDateTime> {
    let midnight = at.date().and_time(NaiveTime::MIN);
    if step >= DAY {
        return Some(midnight);
    }
    let minutes = (at - midnight).num_minutes();
    midnight.checked_add_signed(Duration::minutes(minutes - minutes.rem_euclid(step)))
}

#[cfg(test)]
mod tests {
    use chrono::NaiveDate;

    use super::*;

    fn at(day: u32, hour: u32, minute: u32) -> NaiveDateTime {
        NaiveDate::from_ymd_opt(2031, 5, day).and_then(|d| d.and_hms_opt(hour, minute, 0)).expect("a time")
    }

    fn moment(at: NaiveDateTime) -> Stretch {
        Stretch { start: at, end: at, open: [false; 2], exact: true, floating: false }
    }

    #[test]
    fn the_axis_holds_every_moment_between_round_ticks() {
        let axis = Axis::of(&[moment(at(15, 11, 20)), moment(at(15, 14, 0))]).expect("two moments");
        let labels: Vec<String> = axis.ticks().into_iter().map(|t| t.1).collect();
        assert_eq!(labels, ["11:00", "12:00", "13:00", "14:00"]);
        assert_eq!(axis.percent(at(15, 14, 0)), 100.0);
        let days = Axis::of(&[moment(at(15, 11, 0)), moment(at(16, 23, 0))]).expect("two days");
        assert_eq!(days.covers(), "Thu 15 May 2031 to Fri 16 May 2031");
        assert!(days.ticks().len() <= 7);
        let centuries = NaiveDate::from_ymd_opt(1, 1, 1).and_then(|d| d.and_hms_opt(0, 0, 0)).expect("a time");
        let long = Axis::of(&[moment(centuries), moment(at(15, 0, 0))]).expect("two moments");
        assert!(long.ticks().len() <= 8, "{}", long.ticks().len());
        assert_eq!(Axis::of(&[]), None);
    }
}
