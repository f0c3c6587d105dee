//! Two kinds that exclude each other, each out of all that its source tells.

use crate::{
    claims::Claim,
    values::{Comparison, Kind},
    verdicts::Court,
};

/// Two kinds. A source whose text has the other's kind too, whatever it says of it, tells of both: "a rifle and a handgun".
pub(super) fn compare(court: &Court, a: (&Claim, &Kind), b: (&Claim, &Kind)) -> Comparison {
    let (x, y) = (a.1, b.1);
    let told = || tells(court, a.0, y) || tells(court, b.0, x);
    match x.compare(y) {
        Comparison::Differ(_) if court.lexicons.has("told_of_by_a_word", &x.group) && told() => {
            Comparison::Compatible("one of the reports tells of both".to_owned())
        }
        compared => compared,
    }
}

/// Whether the source of `claim` has a word for `kind`, or for a kind of it.
fn tells(court: &Court, claim: &Claim, kind: &Kind) -> bool {
    let of_kind = (kind.group.clone(), kind.word().to_owned());
    court.sources.get(claim.source).is_some_and(|analysis| analysis.kinds.contains(&of_kind))
}
