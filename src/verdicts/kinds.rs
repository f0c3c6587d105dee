//! Two kinds that exclude each other, each out of all that its source tells.

use std::collections::BTreeSet;

use crate::{
    claims::Claim,
    facts::{Entity, EntityId},
    values::{Comparison, Kind, ReasonKind, names::fold},
    verdicts::Court,
};

/// Two kinds. A source whose text has the other's kind too, whatever it says of it, tells of both: "a rifle and a handgun".
pub(super) fn compare(court: &Court, a: (&Claim, &Kind), b: (&Claim, &Kind)) -> Comparison {
    let (x, y) = (a.1, b.1);
    let told = || tells(court, a.0, y) || tells(court, b.0, x);
    match x.compare(y) {
        Comparison::Differ(_) if court.lexicons.has("told_of_by_a_word", &x.group) && told() => {
            Comparison::compatible(ReasonKind::BothTold, "one of the reports tells of both")
        }
        compared => compared,
    }
}

/// Whether the source of `claim` has a word for `kind`, or for a kind of it.
fn tells(court: &Court, claim: &Claim, kind: &Kind) -> bool {
    let of_kind = (kind.group.clone(), kind.word().to_owned());
    court.sources.get(claim.source).is_some_and(|analysis| analysis.kinds.contains(&of_kind))
}

/// Two who are named for one deed: the same, or surely two. An outlet that names both keeps them apart for a reason.
pub(super) fn doers(court: &Court, a: (usize, usize), b: (usize, usize)) -> Comparison {
    let (Some(x), Some(y)) = (court.entities.of(a.0, a.1), court.entities.of(b.0, b.1)) else {
        return Comparison::Unknown;
    };
    if x == y {
        return Comparison::Same;
    }
    if names(court, a.0, y) || names(court, b.0, x) {
        return Comparison::compatible(ReasonKind::BothTold, "one of the reports names both");
    }
    match (court.entities.get(x), court.entities.get(y)) {
        (Entity::Person(_), Entity::Person(_)) => Comparison::Differ(None),
        (Entity::Other(one), Entity::Other(other)) if are_apart(one, other) => Comparison::Differ(None),
        _ => Comparison::Unknown,
    }
}

/// Whether a source names someone anywhere.
fn names(court: &Court, source: usize, who: EntityId) -> bool {
    let mentions = court.sources.get(source).map_or(0, |analysis| analysis.mentions.len());
    (0..mentions).any(|m| court.entities.of(source, m) == Some(who))
}

/// Whether two names of organisations share no word, and neither may be short for the other.
fn are_apart(one: &str, other: &str) -> bool {
    let words = |name: &str| name.split_whitespace().map(fold).collect::<BTreeSet<_>>();
    let short = |name: &str| !name.contains(' ') || !name.chars().any(char::is_lowercase);
    !short(one) && !short(other) && words(one).is_disjoint(&words(other))
}
