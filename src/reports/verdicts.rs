//! Which of several verdicts an editor should know of first.

use crate::verdicts::Verdict;

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
