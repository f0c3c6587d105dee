//! What the sentences before have named: the last day of the paragraph, and a year in the sentence itself.

use chrono::{Datelike, NaiveDate};

use crate::values::time::{Grain, TimeClass, TimeValue};

/// What a later phrase may be counted from.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Memory {
    /// The day named last in the paragraph.
    pub(super) day: Option<NaiveDate>,
    /// Somebody spoke on that day after another was told: what is counted on may be counted from either.
    pub(super) doubtful: bool,
    /// The month, quarter or year named last in the paragraph: its first day and how fine it is.
    pub(super) period: Option<(NaiveDate, Grain)>,
    /// The year named last in the sentence.
    pub(super) year: Option<i32>,
}

/// The one day that a value names.
pub(super) struct LastDay(pub(super) NaiveDate);

impl LastDay {
    pub(super) fn of(value: &TimeValue) -> Option<Self> {
        let is_day = value.class == TimeClass::Date && value.grain == Grain::Day || value.grain == Grain::PartOfDay;
        let (first, last) = value.days.filter(|_| is_day)?;
        (first == last).then_some(Self(first))
    }
}

impl Memory {
    /// With `value` named; `with_year` when its words give the year, `spoken` where it is the day on which somebody says the rest.
    pub(super) fn after(self, value: &TimeValue, with_year: bool, spoken: bool) -> Self {
        let year = value.days.filter(|_| with_year).map(|(first, _)| first.year());
        let is_period =
            value.class == TimeClass::Date && matches!(value.grain, Grain::Year | Grain::Quarter | Grain::Month);
        let period = value.days.filter(|_| is_period).map(|(first, _)| (first, value.grain));
        let named = LastDay::of(value).map(|d| d.0);
        Self {
            day: named.or(self.day),
            doubtful: named.map_or(self.doubtful, |day| spoken && self.day.is_some_and(|told| told != day)),
            period: period.or(self.period),
            year: year.or(self.year),
        }
    }

    /// At the next sentence, `gap` after this one: a new paragraph begins anew.
    pub(super) fn at_next_sentence(self, gap: &str) -> Self {
        let same = !gap.contains('\n');
        Self {
            day: self.day.filter(|_| same),
            doubtful: same && self.doubtful,
            period: self.period.filter(|_| same),
            year: None,
        }
    }
}
