//! How two time values stand to each other. Symmetric; says *unknown* whenever an anchor or a zone is missing.

mod clocks;
mod days;
mod lengths;
mod ranges;

use super::{Bound, Comparison, Grain, ReasonKind, TimeClass, TimeValue, Zone};

/// Compares two time values. `compare(a, b) == compare(b, a)`.
pub fn compare(a: &TimeValue, b: &TimeValue) -> Comparison {
    use TimeClass::{Date, Duration, Set, Time};
    // One order for the words of the reasons, so that they do not depend on who comes first.
    let (a, b) = if (a.grain, &a.timex) <= (b.grain, &b.timex) { (a, b) } else { (b, a) };
    match (a.class, b.class) {
        (Duration, Duration) => lengths::compare(a, b),
        (Set, Set) if a.timex == b.timex => Comparison::Same,
        // "now" and "recently" in two texts need not be one time.
        (Date | Time, Date | Time) if a.timex.ends_with("_REF") || b.timex.ends_with("_REF") => Comparison::Unknown,
        (Date, Date) | (Time, Time) if a.runs && b.runs => ranges::compare(a, b),
        (Date | Time, Date | Time) => match (a.clock, b.clock) {
            (Some(left), Some(right)) => clocks::compare((a, left), (b, right)),
            _ if a.class == Time && b.class == Time => Comparison::Unknown,
            _ => days::compare(a, b),
        },
        _ => Comparison::Unknown,
    }
}

/// Why two values of which [`compare`] says nothing were not compared, in words.
pub fn why_unknown(a: &TimeValue, b: &TimeValue) -> &'static str {
    let any = |test: fn(&TimeValue) -> bool| test(a) || test(b);
    if any(|t| t.timex.ends_with("_REF")) {
        "one of them names no day (“now”, “recently”)"
    } else if a.clock.is_some() && b.clock.is_some() {
        match (a.zone, b.zone) {
            (Zone::Named(_), Zone::Named(_)) => {
                "their time zones are known, but not the day on which they are compared"
            }
            _ => "the time zone of one of them is not known",
        }
    } else if a.class == TimeClass::Duration && b.class == TimeClass::Duration {
        "one of them does not say how long"
    } else if any(|t| t.days.is_none()) {
        "the day of one of them is not known"
    } else {
        "the two cannot be compared"
    }
}

/// Why two values that meet are not the same, in words.
fn why_compatible(a: &TimeValue, b: &TimeValue) -> Comparison {
    if a.bound == Bound::About || b.bound == Bound::About {
        return Comparison::compatible(ReasonKind::Rounding, "one is told roughly");
    }
    if a.bound != Bound::Exact || b.bound != Bound::Exact {
        return Comparison::compatible(ReasonKind::Bound, "one is only a limit, and the other keeps to it");
    }
    if a.grain == b.grain || a.grain == Grain::Unknown {
        return Comparison::compatible(ReasonKind::PartAndWhole, "they overlap");
    }
    Comparison::compatible(ReasonKind::PartAndWhole, format!("{} holds {}", a.timex, b.timex))
}

#[cfg(test)]
mod tests;
