//! Numbers as intervals: what "26", "at least eight", "20 to 30" and "dozens" allow.

mod rounding;

use crate::values::{Comparison, ReasonKind};

use rounding::ABOUT_TOLERANCE;

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

/// Whether the words give one number, or from where to where it lies.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Reach {
    /// "26".
    Point,
    /// Up to and with this: 30 in "20 to 30". In the base unit.
    Range(f64),
    /// A magnitude without a number, up to about this: 99 in "dozens", 99,999 in "tens of thousands". In the base unit.
    Vague(f64),
}

/// A number with its hedge and, where it measures something, its unit.
#[derive(Debug, Clone, PartialEq)]
pub struct Quantity {
    /// The number as written, before any unit conversion; the lower one of a range.
    pub number: f64,
    /// How the words hedge it.
    pub hedge: Hedge,
    /// The number in the base unit of its dimension (metres, seconds, kilograms); the same as `number` for plain counts.
    pub base: f64,
    /// How far it reaches.
    pub reach: Reach,
    /// What it measures ("length", "money:pound", "percent"); `None` for a count. What stands behind a slash makes it finer: a
    /// "money:dollar" may be a "money:dollar/us".
    pub dimension: Option<String>,
    /// What its last digit behind the point counts, as written and before any unit conversion: 0.01 in "1.40", 10,000 in "1.40
    /// million"; `None` for a number without a point.
    pub step: Option<f64>,
}

/// Two counts "at least" this much apart are two counts: whoever counted ten would not have said "at least eight".
const BOUNDS_APART: f64 = 0.2;
/// Whole numbers below this are copied as they are.
const SMALL: f64 = 1000.0;
/// Beside a number "dozens" may be somewhat fewer, and many more, than beside "hundreds".
const VAGUE: (f64, f64) = (0.6, 2.0);
/// What begins the dimension of a sum of money.
const MONEY: &str = "money:";

impl Quantity {
    /// A plain count without a hedge.
    pub fn count(number: f64) -> Self {
        Self { number, hedge: Hedge::Exact, base: number, reach: Reach::Point, dimension: None, step: None }
    }

    /// Smallest and greatest number the words allow, in the base unit.
    pub fn interval(&self) -> (f64, f64) {
        let top = match self.reach {
            Reach::Point => self.base,
            Reach::Range(top) | Reach::Vague(top) => top,
        };
        match self.hedge {
            Hedge::Exact => (self.base, top),
            Hedge::About => (self.base * (1.0 - ABOUT_TOLERANCE), top * (1.0 + ABOUT_TOLERANCE)),
            Hedge::AtLeast => (self.base, f64::INFINITY),
            Hedge::AtMost => (0.0, top),
        }
    }

    /// The currency of a sum of money ("dollar/us").
    pub fn currency(&self) -> Option<&str> {
        self.dimension.as_deref()?.strip_prefix(MONEY)
    }

    fn is_temperature(&self) -> bool {
        self.dimension.as_deref() == Some("temperature")
    }

    /// Whether both measure one thing: a dollar without its country may be that of any.
    fn is_of_one_dimension(&self, other: &Self) -> bool {
        let holds = |wide: &str, fine: &str| fine.strip_prefix(wide).is_some_and(|rest| rest.starts_with('/'));
        match (&self.dimension, &other.dimension) {
            (Some(a), Some(b)) => a == b || holds(a, b) || holds(b, a),
            (a, b) => a == b,
        }
    }

    /// How two quantities of one thing stand to each other. Symmetric.
    pub fn compare(&self, other: &Self) -> Comparison {
        if !self.is_of_one_dimension(other) {
            return self.compare_units(other);
        }
        if self.base == other.base && self.reach == other.reach {
            return Comparison::Same;
        }
        let apart = (self.base - other.base).abs() / self.base.abs().max(other.base.abs());
        let points = self.reach == Reach::Point && other.reach == Reach::Point;
        if points && self.hedge == other.hedge && apart >= BOUNDS_APART {
            match self.hedge {
                Hedge::AtLeast => return Comparison::Differ(Some("both say at least".to_owned())),
                Hedge::AtMost => return Comparison::Differ(Some("both say at most".to_owned())),
                _ => {}
            }
        }
        let (a, b) = (self.beside(other), other.beside(self));
        if a.0 <= b.1 && b.0 <= a.1 {
            return Comparison::compatible(ReasonKind::Bound, "one holds the other");
        }
        if self.dimension.is_some() && self.is_rounding_of(other, apart) {
            return Comparison::compatible(ReasonKind::Rounding, "the same measure, rounded");
        }
        if self.is_rounded_to(other, apart) {
            return Comparison::compatible(ReasonKind::Rounding, "one is rounded");
        }
        Comparison::Differ(None)
    }

    /// The interval as it is meant beside `other`: "dozens" are no hundreds, but may be 19.
    fn beside(&self, other: &Self) -> (f64, f64) {
        let (low, high) = self.interval();
        let vague = |q: &Self| matches!(q.reach, Reach::Vague(_));
        if vague(self) && !vague(other) { (low * VAGUE.0, high * VAGUE.1) } else { (low, high) }
    }

    /// Figures that are equal while their units are two that are easily exchanged: pounds and dollars, per cent and points.
    fn compare_units(&self, other: &Self) -> Comparison {
        let (Some(a), Some(b)) = (&self.dimension, &other.dimension) else { return Comparison::Unknown };
        let is = |one: &str, two: &str| a == one && b == two || a == two && b == one;
        let cause = if self.currency().is_some() && other.currency().is_some() {
            "two currencies"
        } else if is("percent", "points") {
            "per cent and percentage points"
        } else {
            return Comparison::Unknown;
        };
        let equal = self.number == other.number && self.reach == other.reach;
        if equal { Comparison::Differ(Some(cause.to_owned())) } else { Comparison::Unknown }
    }

    /// Whether one figure was written for the other where the words around them are the same ("185 dollars a month" and "190 dollars
    /// a month"): a copyist cuts decimals and rounds what is great, but leaves a small whole number, a range and a bound as they
    /// are.
    pub fn is_miscopied(&self, other: &Self) -> bool {
        let one_unit = self.is_of_one_dimension(other) && self.number * other.base == other.number * self.base;
        let small = |q: &Self| q.number.fract() == 0.0 && q.number.abs() < SMALL;
        let rounded = self.has_other_precision(other) && !(small(self) && small(other));
        if one_unit && let (Reach::Range(a), Reach::Range(b)) = (self.reach, other.reach) {
            return self.hedge == other.hedge && (self.base, a) != (other.base, b);
        }
        let points = self.reach == Reach::Point && other.reach == Reach::Point;
        one_unit && points && self.hedge == other.hedge && self.base != other.base && !rounded
    }

    /// The number without needless decimals.
    pub fn normalized(&self) -> String {
        let told = |number: f64| {
            if number.fract() == 0.0 && number.abs() < 1e15 {
                format!("{}", number as i64)
            } else {
                format!("{number}")
            }
        };
        // The end of a range in the unit that its beginning is written in.
        let unit = if self.number == 0.0 { 1.0 } else { self.base / self.number };
        let number = match self.reach {
            Reach::Point => told(self.number),
            Reach::Range(top) => format!("{}-{}", told(self.number), told((top / unit * 1e6).round() / 1e6)),
            Reach::Vague(top) => format!("~{}-{}", told(self.number), told((top / unit * 1e6).round() / 1e6)),
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

    #[test]
    fn ranges_and_vague_magnitudes_are_intervals() {
        let reach = |number, reach| Quantity { reach, ..Quantity::count(number) };
        let dozens = reach(24.0, Reach::Vague(99.0));
        let hundreds = reach(200.0, Reach::Vague(999.0));
        let few = reach(20.0, Reach::Range(30.0));
        let many = reach(20.0, Reach::Range(40.0));
        for (a, b, differ) in [
            (&dozens, &hundreds, true),
            (&dozens, &Quantity::count(60.0), false),
            (&dozens, &Quantity::count(19.0), false),
            (&dozens, &Quantity::count(900.0), true),
            (&few, &Quantity::count(25.0), false),
            (&few, &Quantity::count(35.0), true),
            (&few, &many, false),
        ] {
            assert_eq!(a.compare(b), b.compare(a));
            assert_eq!(matches!(a.compare(b), Comparison::Differ(_)), differ, "{a:?} {b:?}");
        }
        assert!(few.is_miscopied(&many) && many.is_miscopied(&few) && !few.is_miscopied(&Quantity::count(25.0)));
    }

    #[test]
    fn units_that_are_exchanged_differ_where_the_figures_are_equal() {
        let of = |number: f64, dimension: &str| Quantity {
            dimension: Some(dimension.to_owned()),
            ..Quantity::count(number)
        };
        for (a, b, differ) in [
            (of(5.0, "money:pound"), of(5.0, "money:dollar"), true),
            (of(5.0, "money:pound"), of(6.4, "money:dollar"), false),
            (of(5.0, "money:dollar"), of(5.0, "money:dollar/us"), false),
            (of(5.0, "money:dollar"), of(9.0, "money:dollar/us"), true),
            (of(5.0, "money:dollar/au"), of(5.0, "money:dollar/us"), true),
            (of(2.0, "percent"), of(2.0, "points"), true),
            (of(2.0, "percent"), of(4.0, "points"), false),
            (of(2.0, "percent"), of(2.0, "length"), false),
        ] {
            assert_eq!(a.compare(&b), b.compare(&a));
            assert_eq!(matches!(a.compare(&b), Comparison::Differ(_)), differ, "{a:?} {b:?}");
        }
    }
}
