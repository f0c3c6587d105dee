//! Whether two clock times that are said to be one moment are one.

use chrono::{Datelike, NaiveDate};
use chrono_tz::Tz;

use super::{
    TimeValue,
    build::{DAY, known_zone, offset_minutes},
};

/// Minutes of half a day.
const HALF_DAY: i64 = 12 * 60;

/// One of two clock times of one moment.
#[derive(Debug, Clone, Copy)]
pub struct Reading<'v> {
    /// The value; of a clock time that may be of either half of the day, its text alone has the hour.
    pub value: &'v TimeValue,
    /// Its zone goes by a label of winter, which may be meant all year.
    pub winter_label: bool,
}

/// By how many minutes the second of two clock times misses the moment of the first, the least of all readings: 0 when they are one.
/// `None` where a zone is not known, or both are of one zone. Symmetric but for the sign; `reported` is the day where neither names one.
pub fn missed_by(a: Reading<'_>, b: Reading<'_>, reported: Option<NaiveDate>) -> Option<i64> {
    let (x, y) = (known_zone(a.value.zone)?, known_zone(b.value.zone)?);
    let day = a.value.days.or(b.value.days).map(|d| d.0).or(reported)?;
    if x == y || a.value.runs || b.value.runs {
        return None;
    }
    let ((left, half), (right, other_half)) = (minute(a.value)?, minute(b.value)?);
    let turn = if half || other_half { HALF_DAY } else { i64::from(DAY) };
    let mut least: Option<i64> = None;
    for ahead in offsets(x, day, left, a.winter_label) {
        for other in offsets(y, day, right, b.winter_label) {
            let off = (i64::from(right) - i64::from(left) - (other - ahead)).rem_euclid(turn);
            let off = if off > turn / 2 { off - turn } else { off };
            if least.is_none_or(|l| off.abs() < l.abs()) {
                least = Some(off);
            }
        }
    }
    least
}

/// Minutes ahead of UTC that a zone may be meant to be on a day.
fn offsets(zone: Tz, day: NaiveDate, minute: u16, winter_label: bool) -> impl Iterator<Item = i64> {
    let winter = NaiveDate::from_ymd_opt(day.year(), 1, 1).filter(|_| winter_label);
    [Some(day), winter].into_iter().flatten().filter_map(move |day| offset_minutes(zone, day, minute))
}

/// The minute of the day, and whether it may as well be twelve hours later.
fn minute(value: &TimeValue) -> Option<(u16, bool)> {
    if let Some((first, last)) = value.clock {
        return (first == last).then_some((first % DAY, false));
    }
    let (_, clock) = value.timex.split_once('T')?;
    let (hour, rest) = clock.split_once(':')?;
    let (hour, minute): (u16, u16) = (hour.parse().ok()?, rest.get(..2)?.parse().ok()?);
    (hour < 24 && minute < 60).then_some((hour * 60 + minute, true))
}

#[cfg(test)]
mod tests {
    use super::{
        super::{Grain, Zone},
        *,
    };

    fn missed(left: (u16, Tz), right: (u16, Tz), day: &str, winter_label: bool) -> Option<i64> {
        let value = |(minute, zone): (u16, Tz)| TimeValue::clock(minute, Grain::Minute, Zone::Named(zone), None);
        let (a, b) = (value(left), value(right));
        let reading = |value| Reading { value, winter_label };
        missed_by(reading(&a), reading(&b), day.parse().ok())
    }

    #[test]
    fn one_moment_on_two_clocks() {
        use Tz::{America__New_York as NEW_YORK, Asia__Tokyo as TOKYO, Europe__London as LONDON, UTC};
        for (left, right, day, off) in [
            ((990, UTC), (750, NEW_YORK), "2031-05-15", Some(0)),
            ((990, UTC), (690, NEW_YORK), "2031-05-15", Some(-60)),
            ((990, UTC), (690, NEW_YORK), "2031-01-15", Some(0)),
            ((660, LONDON), (660, UTC), "2031-05-15", Some(60)),
            ((660, LONDON), (660, UTC), "2031-01-15", Some(0)),
            ((60, TOKYO), (960, UTC), "2031-05-15", Some(0)),
            ((660, LONDON), (660, LONDON), "2031-05-15", None),
            ((660, LONDON), (600, UTC), "no day", None),
        ] {
            assert_eq!(missed(left, right, day, false), off, "{left:?} {right:?} {day}");
        }
        assert_eq!(
            missed((690, NEW_YORK), (990, UTC), "2031-05-15", true),
            Some(0),
            "11.30 EST, meant as five hours behind"
        );
    }
}
