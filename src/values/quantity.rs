//! Numbers as intervals: what "26", "at least eight" and "nearly 300" allow.

use crate::values::Comparison;

/// How the words hedge a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Hedge {
    /// "26".
    Exact,
    /// "about 26", "some 26", "nearly 300", "almost 300".
    About,
    /// "at least 26", "more than 26".
    AtLeast,
    /// "up to 26", "fewer than 26".
    AtMost,
}

/// A number with its hedge and, where it measures something, its unit.
#[derive(Debug, Clone, PartialEq)]
pub struct Quantity {
    /// The number as written, before any unit conversion.
    pub number: f64,
    /// How the words hedge it.
    pub hedge: Hedge,
    /// The number in the base unit of its dimension (metres, seconds, kilograms); the same as `number` for plain counts.
    pub base: f64,
    /// What it measures ("length", "money:usd", "percent"); `None` for a count.
    pub dimension: Option<String>,
    /// What its last digit behind the point counts, as written and before any unit conversion: 0.01 in "1.40", 10,000 in "1.40
    /// million"; `None` for a number without a point.
    pub step: Option<f64>,
}

/// Two converted measures this close (relative) are one measure, rounded: 12 metres is 39.4 feet, printed as 40.
const CONVERSION_TOLERANCE: f64 = 0.05;
/// Two counts "at least" this much apart are two counts: whoever counted ten would not have said "at least eight".
const BOUNDS_APART: f64 = 0.2;
/// A rounded number lies within half of what its last digit counts; a hair more, for sums of fractions.
const HALF: f64 = 0.5 + 1e-9;
/// Whole numbers below this are copied as they are.
const SMALL: f64 = 1000.0;
/// "About N" allows this much either way.
const ABOUT_TOLERANCE: f64 = 0.10;

impl Quantity {
    /// A plain count without a hedge.
    pub fn count(number: f64) -> Self {
        Self { number, hedge: Hedge::Exact, base: number, dimension: None, step: None }
    }

    /// Smallest and greatest number the words allow, in the base unit.
    pub fn interval(&self) -> (f64, f64) {
        match self.hedge {
            Hedge::Exact => (self.base, self.base),
            Hedge::About => (self.base * (1.0 - ABOUT_TOLERANCE), self.base * (1.0 + ABOUT_TOLERANCE)),
            Hedge::AtLeast => (self.base, f64::INFINITY),
            Hedge::AtMost => (0.0, self.base),
        }
    }

    /// Whether the number is round: one significant digit after zeros are cut ("300", "20,000"), or a half of one ("1,500").
    fn is_round(&self) -> bool {
        let mut n = self.number;
        while n >= 10.0 && n % 10.0 == 0.0 {
            n /= 10.0;
        }
        self.number >= 10.0 && (n < 10.0 || (n < 100.0 && n % 5.0 == 0.0 && self.number >= 100.0)) && n.fract() == 0.0
    }

    /// How two quantities of one thing stand to each other. Symmetric.
    pub fn compare(&self, other: &Self) -> Comparison {
        if self.dimension != other.dimension {
            return Comparison::Unknown;
        }
        if self.base == other.base {
            return Comparison::Same;
        }
        let apart = (self.base - other.base).abs() / self.base.abs().max(other.base.abs());
        if self.hedge == other.hedge && apart >= BOUNDS_APART {
            match self.hedge {
                Hedge::AtLeast => return Comparison::Differ(Some("two lower bounds".to_owned())),
                Hedge::AtMost => return Comparison::Differ(Some("two upper bounds".to_owned())),
                _ => {}
            }
        }
        let (a, b) = (self.interval(), other.interval());
        if a.0 <= b.1 && b.0 <= a.1 {
            return Comparison::Compatible("one holds the other".to_owned());
        }
        let scale = self.base.abs().max(other.base.abs());
        if self.dimension.is_some() && self.is_rounding_of(other, apart) {
            return Comparison::Compatible("the same measure, rounded".to_owned());
        }
        let rounded =
            (self.is_round() && self.hedge != Hedge::Exact) || (other.is_round() && other.hedge != Hedge::Exact);
        let plain = self.is_round() != other.is_round() && scale >= 100.0 && self.has_other_precision(other);
        let rounded = rounded || plain;
        if rounded && apart <= ABOUT_TOLERANCE {
            return Comparison::Compatible("one is rounded".to_owned());
        }
        Comparison::Differ(None)
    }

    /// Whether one figure was written for the other where the words around them are the same ("185 dollars a month" and "190 dollars
    /// a month"): a copyist cuts decimals and rounds what is great, but leaves a small whole number and a bound as they
    /// are.
    pub fn is_miscopied(&self, other: &Self) -> bool {
        let one_unit = self.dimension == other.dimension && self.number * other.base == other.number * self.base;
        let small = |q: &Self| q.number.fract() == 0.0 && q.number.abs() < SMALL;
        let rounded = self.has_other_precision(other) && !(small(self) && small(other));
        one_unit && self.hedge == other.hedge && self.base != other.base && !rounded
    }

    /// Whether two measures can be one that was converted, or rounded to fewer digits. `apart` is their relative distance.
    fn is_rounding_of(&self, other: &Self, apart: f64) -> bool {
        let factor = |q: &Self| if q.number == 0.0 { 1.0 } else { q.base / q.number };
        let distance = (self.base - other.base).abs();
        let step = |q: &Self| q.last_digit() * factor(q).abs();
        let coarser = step(self).max(step(other));
        if self.dimension.as_deref() == Some("temperature") {
            // A scale of another zero: a share of the value says nothing.
            return distance <= coarser;
        }
        let one_unit = (factor(self) - factor(other)).abs() < 1e-9;
        if one_unit {
            // 1.6 is 2, but 15 is not 10: whole numbers are rounded to what is near to them.
            let near = coarser <= factor(self).abs() || apart < ABOUT_TOLERANCE;
            near && self.has_other_precision(other) && distance <= coarser * HALF
        } else {
            apart <= CONVERSION_TOLERANCE
        }
    }

    /// Whether one is written with more significant digits: 9 is no rounding of 10, nor 7.5 of 7.6.
    fn has_other_precision(&self, other: &Self) -> bool {
        self.significant_digits() != other.significant_digits()
    }

    fn significant_digits(&self) -> u32 {
        let mut digits = (self.number / self.last_digit()).abs().round();
        let mut count = 0;
        while digits >= 1.0 {
            digits = (digits / 10.0).trunc();
            count += 1;
        }
        count
    }

    /// What the last written digit counts: 0.1 in 74.8, 0.01 in 1.40, 1 in 78; before the point the last that is no zero: 10 in 540.
    fn last_digit(&self) -> f64 {
        if let Some(step) = self.step {
            return step;
        }
        let mut step = 1.0;
        if self.number.fract() != 0.0 {
            let whole = |n: f64| (n - n.round()).abs() < 1e-6;
            while step > 1e-6 && !whole(self.number / step) {
                step /= 10.0;
            }
            return step;
        }
        while step < 1e15 && self.number != 0.0 && (self.number / (step * 10.0)).fract() == 0.0 {
            step *= 10.0;
        }
        step
    }

    /// The number without needless decimals.
    pub fn normalized(&self) -> String {
        let number = if self.number.fract() == 0.0 && self.number.abs() < 1e15 {
            format!("{}", self.number as i64)
        } else {
            format!("{}", self.number)
        };
        match self.hedge {
            Hedge::Exact => number,
            Hedge::About => format!("~{number}"),
            Hedge::AtLeast => format!(">={number}"),
            Hedge::AtMost => format!("<={number}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn compare(a: (f64, Hedge), b: (f64, Hedge)) -> Comparison {
        let make = |(n, hedge)| Quantity { hedge, ..Quantity::count(n) };
        let (left, right) = (make(a).compare(&make(b)), make(b).compare(&make(a)));
        assert_eq!(left, right, "comparing is symmetric");
        left
    }

    #[test]
    fn hedges_are_intervals() {
        assert_eq!(compare((26.0, Hedge::Exact), (36.0, Hedge::Exact)), Comparison::Differ(None));
        assert_eq!(compare((1000.0, Hedge::Exact), (1000.0, Hedge::Exact)), Comparison::Same);
        assert!(matches!(compare((200.0, Hedge::AtLeast), (219.0, Hedge::Exact)), Comparison::Compatible(_)));
        assert!(matches!(compare((300.0, Hedge::About), (276.0, Hedge::Exact)), Comparison::Compatible(_)));
        assert_eq!(compare((8.0, Hedge::AtLeast), (6.0, Hedge::Exact)), Comparison::Differ(None));
    }

    #[test]
    fn a_rounding_has_fewer_digits() {
        let money = |number: f64| Quantity { dimension: Some("money:dollar".to_owned()), ..Quantity::count(number) };
        for (exact, rounded) in [(74.8, 75.0), (1.62, 1.6), (184.0, 180.0), (1483.0, 1500.0)] {
            assert!(matches!(money(exact).compare(&money(rounded)), Comparison::Compatible(_)), "{exact} {rounded}");
        }
        for (a, b) in [(9.0, 10.0), (7.5, 7.6), (150.0, 160.0), (1.9, 1.0), (3.5, 4.5), (15.0, 10.0)] {
            assert_eq!(money(a).compare(&money(b)), Comparison::Differ(None), "{a} {b}");
            assert_eq!(Quantity::count(a).compare(&Quantity::count(b)), Comparison::Differ(None), "{a} {b}");
        }
    }
}
