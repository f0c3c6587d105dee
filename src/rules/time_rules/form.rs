//! The small closed set of ways to make a value out of a pattern's groups.

use serde::Deserialize;

/// What makes the value out of a pattern's groups.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Form {
    /// `day`, `month` or `month_number`, or `holiday`; perhaps `year`, `weekday`, and `day2` (with `month2`) for the last of several days.
    CalendarDay,
    /// `day` alone: that of the nearest month.
    DayOfMonth,
    /// `first` and `second` in figures, day and month in the order that the outlet's zone is used to; perhaps `year`.
    NumericDay,
    /// `month` (or `full_month`, `doubtful_month`); perhaps `year`, `which`, or `which2` for the year.
    Month,
    /// `year`, or `short_year` (two figures).
    Year,
    /// `decade` (three figures, or two for the 20th century), `decade_word`, or `century`.
    Decade,
    /// `weekday`; perhaps `which`, alone or of a week (`week`), `beyond` ("the Tuesday before last") or `weeks` ("Friday week").
    Weekday,
    /// `nth` and `weekday`, of a `month` (perhaps with a `year`) or of the month that `which` says.
    WeekdayOfMonth,
    /// The week that `week_of` a `day` and `month` tells; perhaps `year`.
    WeekOfDay,
    /// `movable_feast`; perhaps `year`.
    MovableFeast,
    /// `relative_day`.
    RelativeDay,
    /// `part` or `part_word`, or nothing for the night; perhaps `weekday`, `relative_day`, `which`, or `told_day` or `told_way`:
    /// of the day named before, or of one beside it.
    DayPart,
    /// `calendar_unit`; perhaps `which` or `beyond`.
    RelativeUnit,
    /// `number`, `article` or `vague_number`, and `unit`; ahead with `from_now`.
    Ago,
    /// `narrative_day`, or `unit` or `calendar_unit` with `narrative_way`: counted from the day named before.
    Narrative,
    /// `ordinal`; perhaps `year`, `which`.
    Quarter,
    /// `half_year`; perhaps `year`, `which`, or `which2` for the year.
    HalfYear,
    /// `season`; perhaps `year`, `which`.
    Season,
    /// `reference`.
    Reference,
    /// `recurring`, or `unit` (perhaps with `number`), or `weekday`, or `part`.
    Recurring,
    /// `hour` and perhaps `minute`, or `clock_word`; perhaps `past`, `half`, `part`, `zone`, `offset`, `other_zone`.
    Clock,
    /// `unit` with `number`, `article` or `vague_number`, or with none ("decades").
    Duration,
}

impl Form {
    /// Whether its words are common words, which in a title are no time ("USA Today").
    pub(crate) const fn is_common_word(self) -> bool {
        matches!(self, Self::RelativeDay | Self::Reference | Self::Recurring)
    }

    /// Groups of which a pattern needs one of each row.
    pub(super) const fn needs(self) -> &'static [&'static [&'static str]] {
        match self {
            Self::CalendarDay => &[&["day", "holiday"], &["month", "month_number", "holiday"]],
            Self::DayOfMonth => &[&["day"]],
            Self::NumericDay => &[&["first"], &["second"]],
            Self::Narrative => &[&["narrative_day", "narrative_way"]],
            Self::Month => &[&["month", "full_month", "doubtful_month"]],
            Self::Year => &[&["year", "short_year"]],
            Self::Decade => &[&["decade", "decade_word", "century"]],
            Self::Weekday => &[&["weekday"]],
            Self::WeekdayOfMonth => &[&["nth"], &["weekday"]],
            Self::WeekOfDay => &[&["week_of"], &["day"], &["month"]],
            Self::MovableFeast => &[&["movable_feast"]],
            Self::RelativeDay => &[&["relative_day"]],
            Self::DayPart => &[],
            Self::RelativeUnit => &[&["calendar_unit"]],
            Self::Ago | Self::Duration => &[&["unit"]],
            Self::Quarter => &[&["ordinal"]],
            Self::HalfYear => &[&["half_year"]],
            Self::Season => &[&["season"]],
            Self::Reference => &[&["reference"]],
            Self::Recurring => &[&["recurring", "unit", "weekday", "part"]],
            Self::Clock => &[&["hour", "hour_word", "clock_word"]],
        }
    }
}
