//! Comparing clock times and parts of a day, across zones.

use chrono::{Days, NaiveDate};
use chrono_tz::Tz;

use super::{
    super::{
        build::{DAY, offset_minutes},
        *,
    },
    days::{self, DayGap},
    why_compatible,
};

/// "11am" may stand for a time this many minutes off, against one that gives the minutes.
const ROUNDED_HOUR: i64 = 10;
/// A year whose days are tried when two zones are compared on an unknown day.
const SAMPLE_YEAR: i32 = 2025;
/// Further apart than this, a whole number of hours is hardly a zone slip between neighbours.
const ZONE_SLIP: i64 = 180;

/// No two zones are further apart than this, in minutes: beyond it two times differ whatever their zones.
const WIDEST_SHIFT: i64 = 26 * 60;

pub(super) type Clock = (u16, u16);

/// What the zones of two clock times allow.
pub(super) enum Zones {
    /// Minutes that the second clock is ahead of the first.
    Shift(i64),
    /// Not certain: they may be read as one clock, or as this far apart.
    Doubtful(Option<i64>),
    /// Both are named, but how far apart they are depends on the day, which is not known.
    Unknown,
}

pub(super) fn compare((a, left): (&TimeValue, Clock), (b, right): (&TimeValue, Clock)) -> Comparison {
    let days = match days::gap(a, b) {
        DayGap::Apart => return Comparison::Differ(None),
        DayGap::Known(days) => Some(days),
        DayGap::Unknown => None,
    };
    let both = Pair { a, b, left, right, days };
    match zones(a, b) {
        Zones::Shift(shift) => both.under(shift),
        Zones::Unknown => Comparison::Unknown,
        Zones::Doubtful(shift) => {
            let readings = [Some(both.under(0)), shift.map(|s| both.under(s))];
            let meets = |r: &Comparison| matches!(r, Comparison::Same | Comparison::Compatible(_));
            match readings.into_iter().flatten().find(meets) {
                Some(_) => Comparison::compatible(ReasonKind::Zone, "the same clock; not both name a zone"),
                None if both.gap(0) > WIDEST_SHIFT => Comparison::Differ(None),
                None => Comparison::Unknown,
            }
        }
    }
}

struct Pair<'v> {
    a: &'v TimeValue,
    b: &'v TimeValue,
    left: Clock,
    right: Clock,
    days: Option<i64>,
}

impl Pair<'_> {
    /// The relation when the second clock is `shift` minutes ahead of the first.
    fn under(&self, shift: i64) -> Comparison {
        let (a, b) = (self.a, self.b);
        let same_digits = self.left == self.right && self.days.unwrap_or(0) == 0;
        // The same figures under two zone names are no rounding, so "about" does not excuse them.
        if same_digits && shift != 0 {
            return Comparison::Differ(Some(apart_by_zone(shift)));
        }
        if same_digits && a.bound == b.bound && a.days == b.days {
            return Comparison::Same;
        }
        let gap = self.gap(shift);
        if gap == 0 {
            return if same_digits && a.bound == b.bound {
                Comparison::compatible(ReasonKind::ShortForm, "the same clock; one gives no day")
            } else if self.points() && a.bound == Bound::Exact && b.bound == Bound::Exact {
                Comparison::compatible(ReasonKind::Zone, "the same moment in two zones")
            } else {
                why_compatible(a, b)
            };
        }
        if gap <= i64::from(a.slack.max(b.slack)) {
            return Comparison::compatible(ReasonKind::Rounding, "one is told roughly");
        }
        if gap <= ROUNDED_HOUR && a.grain.min(b.grain) == Grain::Hour && a.grain != b.grain {
            return Comparison::compatible(ReasonKind::Rounding, "rounded to the hour");
        }
        // "Saturday night" and "Sunday night" are no am and pm.
        Comparison::Differ(hint(gap, shift).filter(|_| self.points()))
    }

    fn points(&self) -> bool {
        self.left.0 == self.left.1 && self.right.0 == self.right.1
    }

    /// Minutes between the two; 0 when they meet. Without a day, the nearer way round the clock.
    fn gap(&self, shift: i64) -> i64 {
        let ahead = self.days.unwrap_or(0) * i64::from(DAY) - shift;
        let left = reach(self.left, self.a.bound);
        let right = reach(self.right, self.b.bound);
        // Midnight may be either end of its day.
        let either_end = self.left == (0, 0) || self.right == (0, 0);
        let turns: &[i64] = if self.days.is_none() || either_end { &[0, -1, 1] } else { &[0] };
        let apart = |turn: &i64| {
            let by = ahead + turn * i64::from(DAY);
            (right.0 + by - left.1).max(left.0 - right.1 - by).max(0)
        };
        turns.iter().map(apart).min().unwrap_or(0)
    }
}

fn reach((first, last): Clock, bound: Bound) -> (i64, i64) {
    // Within the day: "by 11am" speaks of that day's morning.
    match bound {
        Bound::Exact | Bound::About => (first.into(), last.into()),
        Bound::AtMost => (0, last.into()),
        Bound::AtLeast => (first.into(), i64::from(last.max(DAY))),
    }
}

pub(super) fn zones(a: &TimeValue, b: &TimeValue) -> Zones {
    match (a.zone, b.zone) {
        (Zone::Named(x), Zone::Named(y)) => shift(x, y, a, b).map_or(Zones::Unknown, Zones::Shift),
        (Zone::Named(x) | Zone::Outlet(x), Zone::Named(y) | Zone::Outlet(y)) if x == y => Zones::Shift(0),
        (Zone::Named(x) | Zone::Outlet(x), Zone::Named(y) | Zone::Outlet(y)) => Zones::Doubtful(shift(x, y, a, b)),
        (Zone::Unknown, Zone::Unknown) | (Zone::Local, Zone::Local) => Zones::Shift(0),
        _ => Zones::Doubtful(None),
    }
}

/// Minutes that `y` is ahead of `x`: on the day of either value, else if it is the same all year.
fn shift(x: Tz, y: Tz, a: &TimeValue, b: &TimeValue) -> Option<i64> {
    if x == y {
        return Some(0);
    }
    let on = |day: NaiveDate| Some(offset_minutes(y, day, DAY / 2)? - offset_minutes(x, day, DAY / 2)?);
    if let Some((day, _)) = a.days.or(b.days) {
        return on(day);
    }
    let first = NaiveDate::from_ymd_opt(SAMPLE_YEAR, 1, 1)?;
    let mut found = (0..52).filter_map(|week| on(first.checked_add_days(Days::new(week * 7))?));
    let one = found.next()?;
    found.all(|other| other == one).then_some(one)
}

fn apart_by_zone(minutes: i64) -> String {
    format!("{} apart: looks like a missed time-zone change", in_words(minutes.abs()))
}

fn hint(gap: i64, shift: i64) -> Option<String> {
    match gap {
        720 => Some("twelve hours apart: looks like am and pm mixed up".to_owned()),
        1440 => Some("one day apart".to_owned()),
        _ if shift != 0 && gap % 60 == 0 && gap <= ZONE_SLIP => {
            Some(format!("{} apart: looks like a wrong time-zone change", in_words(gap)))
        }
        _ => None,
    }
}

fn in_words(minutes: i64) -> String {
    match (minutes / 60, minutes % 60) {
        (1, 0) => "one hour".to_owned(),
        (2, 0) => "two hours".to_owned(),
        (3, 0) => "three hours".to_owned(),
        (hours, 0) => format!("{hours} hours"),
        (0, rest) => format!("{rest} minutes"),
        (hours, rest) => format!("{hours} hours {rest} minutes"),
    }
}
