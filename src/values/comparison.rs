//! The outcome of comparing two values, before anyone asks who said them and when.

use std::fmt;

/// How two values of one slot stand to each other. Symmetric.
#[derive(Debug, Clone, PartialEq)]
pub enum Comparison {
    /// The same value.
    Same,
    /// Both can be true, and why.
    Compatible(Reason),
    /// Both cannot be true; a likely cause in words where one is known.
    Differ(Option<String>),
    /// Not comparable.
    Unknown,
}

impl Comparison {
    /// Both can be true, for a reason of this kind ("Istanbul is in Turkey").
    pub fn compatible(kind: ReasonKind, words: impl Into<String>) -> Self {
        Self::Compatible(Reason::of(kind, words))
    }
}

/// Why two values that are written differently are no contradiction, or why nothing can be said of them.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Reason {
    /// What kind of reason it is.
    pub kind: ReasonKind,
    /// The reason in words.
    pub words: String,
}

impl Reason {
    /// A reason of a kind.
    pub fn of(kind: ReasonKind, words: impl Into<String>) -> Self {
        Self { kind, words: words.into() }
    }
}

/// The name of the kind, and the words.
impl fmt::Display for Reason {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        write!(f, "{}: {}", self.kind.name(), self.words)
    }
}

/// What kind of reason it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum ReasonKind {
    /// One is a part of the other: a town and its country, a day and its week, a rifle and a gun.
    PartAndWhole,
    /// One is only a limit, and the other keeps to it.
    Bound,
    /// One is the other, rounded or estimated.
    Rounding,
    /// One is told in another unit.
    Unit,
    /// One is told by another clock.
    Zone,
    /// One is short for the other, or says less.
    ShortForm,
    /// The same in other words or letters.
    OtherWording,
    /// It changed between the two reports.
    LaterReport,
    /// Both may hold beside each other, or one outlet tells both.
    BothTold,
    /// They are of two events, periods or things, as far as their words tell.
    OtherThing,
    /// Two speakers say so.
    OtherSpeaker,
    /// One is denied.
    Denied,
    /// One is only supposed, wished for or possible.
    Supposed,
    /// A day, a zone or a length is not known.
    Unanchored,
}

impl ReasonKind {
    /// All of them, in order.
    pub const ALL: [Self; 14] = [
        Self::PartAndWhole,
        Self::Bound,
        Self::Rounding,
        Self::Unit,
        Self::Zone,
        Self::ShortForm,
        Self::OtherWording,
        Self::LaterReport,
        Self::BothTold,
        Self::OtherThing,
        Self::OtherSpeaker,
        Self::Denied,
        Self::Supposed,
        Self::Unanchored,
    ];

    /// Whether the two say one thing, the one more closely than the other or in other words: not that both may be so beside each other.
    pub fn is_of_one_value(self) -> bool {
        use ReasonKind::{Bound, OtherWording, PartAndWhole, Rounding, ShortForm, Unit, Zone};
        matches!(self, PartAndWhole | Bound | Rounding | Unit | Zone | ShortForm | OtherWording)
    }

    /// The words in reports.
    pub fn name(self) -> &'static str {
        match self {
            Self::PartAndWhole => "part and whole",
            Self::Bound => "bound",
            Self::Rounding => "rounding",
            Self::Unit => "unit",
            Self::Zone => "zone",
            Self::ShortForm => "short form",
            Self::OtherWording => "other wording",
            Self::LaterReport => "later report",
            Self::BothTold => "both told",
            Self::OtherThing => "another thing",
            Self::OtherSpeaker => "another speaker",
            Self::Denied => "denied",
            Self::Supposed => "supposed",
            Self::Unanchored => "no anchor",
        }
    }
}
