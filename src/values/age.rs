//! How old someone is, in the unit that was said.

use crate::values::{Comparison, ReasonKind};

/// What an age is counted in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum AgeUnit {
    /// Of a newborn.
    Day,
    /// Of a baby.
    Week,
    /// Of a small child.
    Month,
    /// Of everyone else.
    Year,
}

impl AgeUnit {
    /// The unit called so in the word lists.
    pub fn of(name: &str) -> Option<Self> {
        Some(match name {
            "day" => Self::Day,
            "week" => Self::Week,
            "month" => Self::Month,
            "year" => Self::Year,
            _ => return None,
        })
    }

    /// Its length in days, as far as ages are told.
    fn days(self) -> u32 {
        match self {
            Self::Day => 1,
            Self::Week => 7,
            Self::Month => 30,
            Self::Year => 365,
        }
    }

    fn name(self) -> &'static str {
        match self {
            Self::Day => "days",
            Self::Week => "weeks",
            Self::Month => "months",
            Self::Year => "years",
        }
    }
}

/// An age: whole units that someone has lived.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Age {
    /// How many.
    pub count: u32,
    /// Of what.
    pub unit: AgeUnit,
    /// Whether someone died at that age: then no birthday changes it.
    pub at_death: bool,
}

/// Reports so many days apart may have a birthday between them.
const DAYS_FOR_A_BIRTHDAY: i64 = 7;

impl Age {
    /// "45" for years, "18 months" for all else.
    pub fn normalized(self) -> String {
        match self.unit {
            AgeUnit::Year => self.count.to_string(),
            unit => format!("{} {}", self.count, unit.name()),
        }
    }

    /// Two ages of one person, told in reports so many days apart as far as that is known. Symmetric.
    pub fn compare(self, other: Self, days_apart: Option<i64>) -> Comparison {
        if (self.count, self.unit) == (other.count, other.unit) {
            return Comparison::Same;
        }
        if self.unit != other.unit && self.gap(other) == 0 {
            return Comparison::compatible(ReasonKind::Unit, "one is told in a smaller unit");
        }
        if !self.is_next_to(other) {
            return Comparison::Differ(None);
        }
        let between = days_apart.is_some_and(|days| days.abs() >= DAYS_FOR_A_BIRTHDAY);
        if between && !self.at_death && !other.at_death {
            return Comparison::compatible(ReasonKind::LaterReport, "a birthday may lie between");
        }
        Comparison::Differ(Some("one apart, and no birthday explains it".to_owned()))
    }

    /// Whether the two are one year (month, week) apart: what a birthday explains, or a slip.
    pub fn is_next_to(self, other: Self) -> bool {
        if self.unit == other.unit {
            return self.count.abs_diff(other.count) == 1;
        }
        (1..self.unit.max(other.unit).days()).contains(&self.gap(other))
    }

    /// Days that surely lie between the two.
    fn gap(self, other: Self) -> u32 {
        let span = |age: Self| {
            let unit = age.unit.days();
            (age.count.saturating_mul(unit), age.count.saturating_add(1).saturating_mul(unit))
        };
        let ((first, past), (other_first, other_past)) = (span(self), span(other));
        other_first.saturating_sub(past - 1).max(first.saturating_sub(other_past - 1))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn months_are_no_years_and_a_birthday_needs_a_week() {
        let age = |count, unit, at_death| Age { count, unit, at_death };
        let (years, months) = (|n| age(n, AgeUnit::Year, false), |n| age(n, AgeUnit::Month, false));
        for (a, b, apart, found) in [
            (years(45), years(45), Some(0), "same"),
            (years(45), years(54), Some(400), "differ"),
            (years(48), years(49), Some(0), "differ"),
            (years(48), years(49), Some(6), "differ"),
            (years(48), years(49), Some(7), "compatible"),
            (years(48), years(49), None, "differ"),
            (years(48), age(49, AgeUnit::Year, true), Some(30), "differ"),
            (months(18), years(18), Some(0), "differ"),
            (months(18), years(1), Some(0), "compatible"),
            (months(18), years(2), Some(30), "compatible"),
            (months(18), years(3), Some(30), "differ"),
            (months(18), months(18), None, "same"),
            (age(6, AgeUnit::Week, false), months(1), None, "compatible"),
        ] {
            let name = |found: &Comparison| match found {
                Comparison::Same => "same",
                Comparison::Compatible(_) => "compatible",
                Comparison::Differ(_) => "differ",
                Comparison::Unknown => "unknown",
            };
            assert_eq!(name(&a.compare(b, apart)), found, "{a:?} / {b:?} {apart:?}");
            assert_eq!(a.compare(b, apart), b.compare(a, apart.map(|d: i64| -d)), "comparing is symmetric");
        }
    }
}
