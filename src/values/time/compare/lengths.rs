//! Comparing lengths of time, with their bounds and the rounding that their units imply.

use super::{super::*, why_compatible};

pub(super) fn compare(a: &TimeValue, b: &TimeValue) -> Comparison {
    let (Some(left), Some(right)) = (a.seconds, b.seconds) else {
        return Comparison::Unknown;
    };
    if left == right && a.bound == b.bound {
        return Comparison::Same;
    }
    // "Two hours" may stand for 1 hour 45 minutes, but not where both are given in hours.
    let pad = if a.grain == b.grain { 0 } else { rounding(a).max(rounding(b)) };
    let (first, second) = (reach(left, a), reach(right, b));
    if first.0 <= second.1.saturating_add(pad) && second.0 <= first.1.saturating_add(pad) {
        return why_compatible(a, b);
    }
    Comparison::Differ(None)
}

fn reach((least, greatest): (u64, u64), value: &TimeValue) -> (u64, u64) {
    let share = |seconds: u64| seconds / 100 * u64::from(value.slack);
    match value.bound {
        Bound::Exact => (least, greatest),
        Bound::AtMost => (0, greatest),
        Bound::AtLeast => (least, u64::MAX),
        Bound::About => (least.saturating_sub(share(least)), greatest.saturating_add(share(greatest))),
    }
}

/// What a length may have been rounded by; a limit ("more than three years") is not rounded.
const fn rounding(value: &TimeValue) -> u64 {
    match value.bound {
        Bound::Exact | Bound::About => half_unit(value.grain),
        Bound::AtMost | Bound::AtLeast => 0,
    }
}

const fn half_unit(grain: Grain) -> u64 {
    match grain {
        Grain::Year => 183 * 86_400,
        Grain::Quarter => 45 * 86_400,
        Grain::Month => 15 * 86_400,
        Grain::Week => 3 * 86_400,
        Grain::Day | Grain::PartOfDay => 43_200,
        Grain::Hour => 1_800,
        Grain::Minute => 30,
        Grain::Unknown => 0,
    }
}
