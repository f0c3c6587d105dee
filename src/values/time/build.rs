//! Making time values, so that their parts (TIMEX3 text, days, clock, instants) always fit together.

use chrono::{DateTime, Datelike, Days, NaiveDate, Offset, TimeZone, Utc, Weekday};
use chrono_tz::Tz;

use super::{Bound, Grain, TimeClass, TimeValue, Zone};

/// Minutes of a day.
pub(super) const DAY: u16 = 24 * 60;

impl TimeValue {
    fn blank(class: TimeClass, grain: Grain, timex: impl Into<String>) -> Self {
        let timex = timex.into();
        let bound = Bound::Exact;
        Self {
            timex,
            class,
            bound,
            slack: 0,
            grain,
            days: None,
            runs: false,
            weekday: None,
            clock: None,
            zone: Zone::Unknown,
            instants: None,
            seconds: None,
        }
    }

    /// A date of which only the TIMEX3 text is known (`XXXX-05-15`, `PRESENT_REF`).
    pub fn unanchored(timex: impl Into<String>, grain: Grain) -> Self {
        Self::blank(TimeClass::Date, grain, timex)
    }

    /// One calendar day.
    pub fn day(date: NaiveDate) -> Self {
        Self { days: Some((date, date)), ..Self::unanchored(date.to_string(), Grain::Day) }
    }

    /// A weekday, on `date` where it is known.
    pub fn weekday(weekday: Weekday, date: Option<NaiveDate>) -> Self {
        let unknown = || Self::unanchored(format!("XXXX-WXX-{}", weekday.number_from_monday()), Grain::Day);
        Self { weekday: Some(weekday), ..date.map_or_else(unknown, Self::day) }
    }

    /// A month of a year; `None` for a month that no calendar has.
    pub fn month(year: i32, month: u32) -> Option<Self> {
        Self::months(format!("{year:04}-{month:02}"), Grain::Month, year, month, 1)
    }

    /// A quarter of a year, from 1.
    pub fn quarter(year: i32, quarter: u32) -> Option<Self> {
        let first = quarter.checked_sub(1)?.checked_mul(3)?.checked_add(1)?;
        Self::months(format!("{year:04}-Q{quarter}"), Grain::Quarter, year, first, 3)
    }

    /// A whole year.
    pub fn year(year: i32) -> Option<Self> {
        Self::months(format!("{year:04}"), Grain::Year, year, 1, 12)
    }

    /// A run of `count` months, shown as `timex`.
    pub fn months(timex: String, grain: Grain, year: i32, month: u32, count: u32) -> Option<Self> {
        let first = NaiveDate::from_ymd_opt(year, month, 1)?;
        let last = first.checked_add_months(chrono::Months::new(count))?.pred_opt()?;
        Some(Self::spanning(timex, grain, first, last))
    }

    /// The days from `first` to `last`, shown as `timex`.
    pub fn spanning(timex: String, grain: Grain, first: NaiveDate, last: NaiveDate) -> Self {
        Self { days: Some((first, last)), ..Self::unanchored(timex, grain) }
    }

    /// The week, from Monday, that holds `date`.
    pub fn week(date: NaiveDate) -> Option<Self> {
        let week = date.iso_week();
        let first = date.checked_sub_days(Days::new(date.weekday().num_days_from_monday().into()))?;
        let last = first.checked_add_days(Days::new(6))?;
        Some(Self::spanning(format!("{:04}-W{:02}", week.year(), week.week()), Grain::Week, first, last))
    }

    /// Saturday and Sunday of the week that holds `date`.
    pub fn weekend(date: NaiveDate) -> Option<Self> {
        let mut out = Self::week(date)?;
        let (first, last) = out.days?;
        out.days = Some((first.checked_add_days(Days::new(5))?, last));
        out.timex.push_str("-WE");
        Some(out)
    }

    /// A length of time between `least` and `greatest` seconds; `None` where the words do not say how long.
    pub fn length(timex: impl Into<String>, grain: Grain, seconds: Option<(u64, u64)>) -> Self {
        Self { seconds, ..Self::blank(TimeClass::Duration, grain, timex) }
    }

    /// Something that recurs.
    pub fn recurring(timex: impl Into<String>) -> Self {
        Self::blank(TimeClass::Set, Grain::Unknown, timex)
    }

    /// A clock time on no day. By TIMEX3's custom the report day stands in its text, but `days` stays unknown.
    pub fn clock(minutes: u16, grain: Grain, zone: Zone, reported: Option<NaiveDate>) -> Self {
        let mut out = Self::blank(TimeClass::Time, grain, "");
        out.clock = Some((minutes, minutes));
        out.zone = zone;
        out.timex = clock_timex(&day_text(reported), minutes, zone, reported);
        out
    }

    /// A part of a day (`MO`, `NI`) with its first and last minute; past 24:00 it runs into the next day.
    pub fn part_of_day(code: &str, minutes: (u16, u16), zone: Zone, reported: Option<NaiveDate>) -> Self {
        let mut out = Self::blank(TimeClass::Time, Grain::PartOfDay, format!("{}T{code}", day_text(reported)));
        out.clock = Some(minutes);
        out.zone = zone;
        out
    }

    /// The value as reports give it: of a stretch its beginning and end, and of a clock time without a day no day, where by TIMEX3's
    /// custom `timex` has that of the report.
    pub fn normal(&self) -> String {
        match (self.runs, self.days, self.clock) {
            (true, Some((first, last)), None) => format!("{first}/{last}"),
            (true, _, Some((first, last))) => {
                let at = |minute| self.at_minute(minute, Grain::Minute).with_own_day();
                let end = at(last);
                format!("{}/{}", at(first), end.split_once('T').map_or(end.as_str(), |(_, clock)| clock))
            }
            _ => self.with_own_day(),
        }
    }

    fn with_own_day(&self) -> String {
        let own = self.class != TimeClass::Time || self.days.is_some() || self.weekday.is_some();
        match self.timex.split_once('T').filter(|_| !own && !self.timex.starts_with('P')) {
            Some((_, clock)) => format!("XXXX-XX-XXT{clock}"),
            None => self.timex.clone(),
        }
    }

    /// Whether it stands at the end of a stretch, of which the beginning has told all.
    pub fn ends_a_run(&self) -> bool {
        let begins = match (self.clock, self.days) {
            (Some((first, _)), _) => self.timex.contains(&format!("T{:02}:{:02}", first / 60, first % 60)),
            (None, Some((first, _))) => self.timex.starts_with(&first.to_string()),
            (None, None) => true,
        };
        self.runs && !begins
    }

    /// This clock time with the hands on another minute of its day.
    #[must_use]
    pub fn at_minute(&self, minute: u16, grain: Grain) -> Self {
        let moved = Self { clock: Some((minute, minute)), grain, ..self.clone() };
        moved.in_zone(self.zone)
    }

    /// This clock time read on the clock of `zone`.
    #[must_use]
    pub fn in_zone(&self, zone: Zone) -> Self {
        let mut out = Self { zone, ..self.clone() };
        let written = self.timex.get(..10).and_then(|day| day.parse::<NaiveDate>().ok());
        if let (Some((first, _)), Some(day)) =
            (self.clock.filter(|_| self.grain > Grain::PartOfDay), self.timex.get(..10))
        {
            out.timex = clock_timex(day, first, zone, self.days.map(|d| d.0).or(written));
        }
        out.instants = instants(&out);
        out
    }

    /// This clock time or part of a day, on `day`.
    #[must_use]
    pub fn on(mut self, day: &TimeValue) -> Self {
        if let (Some((first, last)), true, Some((date, _))) = (self.clock, self.grain > Grain::PartOfDay, day.days)
            && let (true, Some(next)) = (first >= DAY, date.succ_opt())
        {
            // "1 a.m. on Saturday night" is on Sunday.
            self.clock = Some((first - DAY, last - DAY));
            return self.on(&Self::day(next));
        }
        self.weekday = day.weekday;
        self.days = day.days;
        let date = day.days.map(|d| d.0);
        let prefix = day.timex.get(..10).unwrap_or("XXXX-XX-XX");
        self.timex = match (self.grain, self.clock, self.timex.split_once('T')) {
            (Grain::PartOfDay, _, Some((_, code))) => format!("{prefix}T{code}"),
            (_, Some((first, _)), _) => clock_timex(prefix, first, self.zone, date),
            (_, None, Some((_, rest))) => format!("{prefix}T{rest}"),
            (_, None, None) => self.timex,
        };
        self.instants = instants(&self);
        self
    }
}

/// What a clock time covers, where its day and its zone are known.
fn instants(value: &TimeValue) -> Option<(DateTime<Utc>, DateTime<Utc>)> {
    let ((first, last), (day, _)) = value.clock.zip(value.days)?;
    let zone = known_zone(value.zone)?;
    Some((instant(day, first, zone)?, instant(day, last, zone)?))
}

/// The zone to reckon with, named or the outlet's.
pub(super) const fn known_zone(zone: Zone) -> Option<Tz> {
    match zone {
        Zone::Named(zone) | Zone::Outlet(zone) => Some(zone),
        Zone::Unknown | Zone::Local => None,
    }
}

/// The instant `minute` minutes after midnight of `date` on the clock of `zone`; a time that the clock skips has none.
fn instant(date: NaiveDate, minute: u16, zone: Tz) -> Option<DateTime<Utc>> {
    let date = date.checked_add_days(Days::new((minute / DAY).into()))?;
    let minute = u32::from(minute % DAY);
    let local = date.and_hms_opt(minute / 60, minute % 60, 0)?;
    Some(zone.from_local_datetime(&local).earliest()?.with_timezone(&Utc))
}

/// Minutes that `zone` is ahead of UTC at `minute` of `date`.
pub(super) fn offset_minutes(zone: Tz, date: NaiveDate, minute: u16) -> Option<i64> {
    let minute = u32::from(minute % DAY);
    let local = date.and_hms_opt(minute / 60, minute % 60, 0)?;
    let at = zone.from_local_datetime(&local).earliest()?;
    Some(i64::from(at.offset().fix().local_minus_utc()) / 60)
}

fn day_text(date: Option<NaiveDate>) -> String {
    date.map_or_else(|| "XXXX-XX-XX".to_owned(), |d| d.to_string())
}

/// `2025-05-15T11:00+01:00`: only a zone that the words name is written.
fn clock_timex(day: &str, minute: u16, zone: Zone, date: Option<NaiveDate>) -> String {
    let suffix = match zone {
        Zone::Named(Tz::UTC) => "Z".to_owned(),
        Zone::Named(zone) => date.and_then(|d| offset_minutes(zone, d, minute)).map_or_else(String::new, |o| {
            format!("{}{:02}:{:02}", if o < 0 { '-' } else { '+' }, o.abs() / 60, o.abs() % 60)
        }),
        Zone::Unknown | Zone::Outlet(_) | Zone::Local => String::new(),
    };
    format!("{day}T{:02}:{:02}{suffix}", minute / 60, minute % 60)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        NaiveDate::parse_from_str(text, "%Y-%m-%d").expect("a date")
    }

    #[test]
    fn a_clock_time_gets_its_offset_from_its_day() {
        let london = Zone::Named(Tz::Europe__London);
        for (date, timex, utc_hour) in
            [("2025-05-15", "2025-05-15T11:00+01:00", "10:00"), ("2025-01-15", "2025-01-15T11:00+00:00", "11:00")]
        {
            let at = TimeValue::clock(660, Grain::Hour, london, None).on(&TimeValue::day(day(date)));
            assert_eq!(at.timex, timex);
            assert_eq!(at.instants.expect("all known").0.format("%H:%M").to_string(), utc_hour);
        }
    }

    #[test]
    fn the_outlets_zone_gives_instants_but_is_not_written_into_the_value() {
        let outlet = Zone::Outlet(Tz::Europe__London);
        let at = TimeValue::clock(660, Grain::Hour, outlet, None).on(&TimeValue::day(day("2025-05-15")));
        assert_eq!((at.timex.as_str(), at.instants.is_some()), ("2025-05-15T11:00", true));
        let local = TimeValue::clock(660, Grain::Hour, Zone::Local, None).on(&TimeValue::day(day("2025-05-15")));
        assert_eq!(local.instants, None, "nobody said where");
    }

    #[test]
    fn a_clock_alone_has_no_day() {
        let at = TimeValue::clock(465, Grain::Minute, Zone::Named(Tz::UTC), Some(day("2025-05-15")));
        assert_eq!((at.timex.as_str(), at.days, at.instants), ("2025-05-15T07:45Z", None, None));
    }

    #[test]
    fn weeks_quarters_and_months_cover_their_days() {
        let span = |v: Option<TimeValue>| v.and_then(|v| v.days).map(|(a, b)| format!("{a} {b}"));
        assert_eq!(span(TimeValue::week(day("2025-05-18"))).as_deref(), Some("2025-05-12 2025-05-18"));
        assert_eq!(span(TimeValue::weekend(day("2025-05-12"))).as_deref(), Some("2025-05-17 2025-05-18"));
        assert_eq!(span(TimeValue::quarter(2025, 4)).as_deref(), Some("2025-10-01 2025-12-31"));
        assert_eq!(span(TimeValue::month(2024, 2)).as_deref(), Some("2024-02-01 2024-02-29"));
        assert_eq!(TimeValue::month(2024, 13), None);
    }
}
