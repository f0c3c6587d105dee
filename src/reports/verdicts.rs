//! Which of several verdicts an editor should know of first, and what they make of a fact.

use crate::{facts::Fact, verdicts::Verdict};

/// The gravest of these verdicts.
pub(super) fn gravest<'a>(verdicts: impl IntoIterator<Item = &'a Verdict>) -> Option<&'a Verdict> {
    verdicts.into_iter().min_by_key(|verdict| match verdict {
        Verdict::Differ(_) => 0,
        Verdict::Superseded => 1,
        Verdict::Disputed => 2,
        Verdict::Compatible(_) => 3,
        Verdict::Agree => 4,
        Verdict::CannotTell(_) => 5,
    })
}

/// Whether a verdict says anything.
pub(super) fn is_compared(verdict: &Verdict) -> bool {
    !matches!(verdict, Verdict::CannotTell(_))
}

/// The status of a fact in a word, from the verdicts on its aligned pairs.
pub(super) fn status_of<'a>(fact: &Fact, verdicts: impl IntoIterator<Item = &'a Verdict>) -> &'static str {
    match gravest(verdicts) {
        _ if fact.claims.len() == 1 => "single",
        Some(Verdict::Differ(_)) => "conflict",
        Some(Verdict::Superseded) => "superseded",
        Some(Verdict::Disputed) => "disputed",
        Some(Verdict::Agree) => "agreed",
        Some(Verdict::Compatible(why)) if why.kind.is_of_one_value() => "agreed",
        // Two offices of one person may both be so, and are not the same for that.
        Some(Verdict::Compatible(_) | Verdict::CannotTell(_)) | None => "not_compared",
    }
}
