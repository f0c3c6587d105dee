//! Whether two numbers can be one that was rounded or converted on its way.

use crate::values::{Hedge, Quantity};

/// Two converted measures this close (relative) are one measure, rounded: 12 metres is 39.4 feet, printed as 40.
const CONVERSION_TOLERANCE: f64 = 0.05;
/// A rounded number lies within half of what its last digit counts; a hair more, for sums of fractions.
const HALF: f64 = 0.5 + 1e-9;
/// "About N" allows this much either way, and so does a rounded number.
pub(super) const ABOUT_TOLERANCE: f64 = 0.10;

impl Quantity {
    /// Whether the number is round: one significant digit after zeros are cut ("300", "20,000"), or a half of one ("1,500").
    fn is_round(&self) -> bool {
        let mut n = self.number;
        while n >= 10.0 && n % 10.0 == 0.0 {
            n /= 10.0;
        }
        self.number >= 10.0 && (n < 10.0 || (n < 100.0 && n % 5.0 == 0.0 && self.number >= 100.0)) && n.fract() == 0.0
    }

    /// Whether one of two plain numbers was rounded to the other. `apart` is their relative distance.
    pub(super) fn is_rounded_to(&self, other: &Self, apart: f64) -> bool {
        let scale = self.base.abs().max(other.base.abs());
        let hedged =
            (self.is_round() && self.hedge != Hedge::Exact) || (other.is_round() && other.hedge != Hedge::Exact);
        let plain = self.is_round() != other.is_round() && scale >= 100.0 && self.has_other_precision(other);
        (hedged || plain) && apart <= ABOUT_TOLERANCE
    }

    /// Whether two measures can be one that was converted, or rounded to fewer digits. `apart` is their relative distance.
    pub(super) fn is_rounding_of(&self, other: &Self, apart: f64) -> bool {
        let factor = |q: &Self| if q.number == 0.0 { 1.0 } else { q.base / q.number };
        let distance = (self.base - other.base).abs();
        let step = |q: &Self| q.last_digit() * factor(q).abs();
        let coarser = step(self).max(step(other));
        if self.is_temperature() {
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
    pub(super) fn has_other_precision(&self, other: &Self) -> bool {
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
}
