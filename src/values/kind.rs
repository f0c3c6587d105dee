//! One of several kinds that exclude each other: a rifle or a handgun, a train or a bus, north or west.

use crate::values::{Comparison, ReasonKind};

/// A compass has so many points.
const POINTS: u8 = 16;
/// Points of the compass this near are told apart by no reporter: "west" of a place may be "northwest" of it.
const NEIGHBOURS: u8 = 2;

/// A kind, by its place among those that exclude it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Kind {
    /// What it is a kind of ("weapon"): kinds of two groups say nothing of each other.
    pub group: String,
    /// Its usual word and those above it, the narrowest first: `handgun`, `gun`. Never empty.
    pub path: Vec<String>,
    /// Its point on a compass of sixteen, for a direction.
    pub point: Option<u8>,
    /// Whether it is said that it is not this.
    pub denied: bool,
}

impl Kind {
    /// Its usual word.
    pub fn word(&self) -> &str {
        self.path.first().map_or("", String::as_str)
    }

    /// The usual word, with "not" where it is denied.
    pub fn normalized(&self) -> String {
        if self.denied { format!("not {}", self.word()) } else { self.word().to_owned() }
    }

    /// Whether what is of this kind is of the other one too: a rifle is a gun.
    pub fn is_a(&self, other: &Self) -> bool {
        self.group == other.group && self.path.iter().any(|word| word == other.word())
    }

    /// How two kinds stand to each other. Symmetric.
    pub fn compare(&self, other: &Self) -> Comparison {
        if self.group != other.group {
            return Comparison::Unknown;
        }
        match (self.denied, other.denied) {
            (false, false) => self.stand(other),
            (true, true) if self.word() == other.word() => Comparison::Same,
            (true, true) => Comparison::Unknown,
            (false, true) if self.is_a(other) => Comparison::Differ(None),
            (true, false) if other.is_a(self) => Comparison::Differ(None),
            _ => Comparison::Unknown,
        }
    }

    fn stand(&self, other: &Self) -> Comparison {
        if self.word() == other.word() {
            return Comparison::Same;
        }
        if let (Some(a), Some(b)) = (self.point, other.point) {
            let apart = a.abs_diff(b).min(POINTS.saturating_sub(a.abs_diff(b)));
            let near = || Comparison::compatible(ReasonKind::Rounding, "the two directions are neighbours");
            return if apart <= NEIGHBOURS { near() } else { Comparison::Differ(None) };
        }
        let (narrow, wide) = if self.is_a(other) { (self, other) } else { (other, self) };
        if narrow.is_a(wide) {
            return Comparison::compatible(
                ReasonKind::PartAndWhole,
                format!("“{}” is a kind of “{}”", narrow.word(), wide.word()),
            );
        }
        Comparison::Differ(None)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kind(path: &[&str], point: Option<u8>, denied: bool) -> Kind {
        Kind { group: "test".to_owned(), path: path.iter().map(|w| (*w).to_owned()).collect(), point, denied }
    }

    #[test]
    fn a_vaguer_word_is_no_contrary() {
        let (gun, rifle, handgun) =
            (kind(&["gun"], None, false), kind(&["rifle", "gun"], None, false), kind(&["handgun", "gun"], None, false));
        assert_eq!(rifle.compare(&handgun), Comparison::Differ(None));
        assert!(matches!(gun.compare(&rifle), Comparison::Compatible(_)));
        assert!(matches!(rifle.compare(&gun), Comparison::Compatible(_)));
        assert_eq!(rifle.compare(&rifle), Comparison::Same);
    }

    #[test]
    fn what_is_not_so_is_against_what_is() {
        let (no_gun, rifle) = (kind(&["gun"], None, true), kind(&["rifle", "gun"], None, false));
        assert_eq!(no_gun.compare(&rifle), Comparison::Differ(None));
        assert_eq!(rifle.compare(&no_gun), Comparison::Differ(None));
        let (gun, no_rifle) = (kind(&["gun"], None, false), kind(&["rifle", "gun"], None, true));
        assert_eq!(gun.compare(&no_rifle), Comparison::Unknown);
    }

    #[test]
    fn neighbours_on_the_compass_are_compatible() {
        let at = |point| kind(&[["n", "nne", "ne", "ene", "e"][usize::from(point % 5)]], Some(point), false);
        assert!(matches!(at(0).compare(&at(2)), Comparison::Compatible(_)));
        assert_eq!(at(0).compare(&at(4)), Comparison::Differ(None));
        assert_eq!(
            at(15).compare(&at(1)),
            Comparison::compatible(ReasonKind::Rounding, "the two directions are neighbours")
        );
    }
}
