//! The small expressions inside rule files: which predicate, which argument, of what type.

use crate::{
    error::{Error, ErrorKind, Result},
    rules::Lexicons,
};

/// Which predicates: lemmas and `@classes` joined by `|`, as in `@be_held|host`; `*` is any verb or event noun.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pattern {
    any: bool,
    lemmas: Vec<String>,
    classes: Vec<String>,
}

impl Pattern {
    /// Reads a pattern; an unknown class is an error.
    pub fn parse(text: &str, lexicons: &Lexicons) -> Result<Self> {
        let mut out = Self { any: false, lemmas: Vec::new(), classes: Vec::new() };
        for part in text.split('|').map(str::trim) {
            match part.strip_prefix('@') {
                Some(class) => out.classes.push(known(class, lexicons)?),
                None if part.is_empty() => {
                    return Err(
                        Error::new(ErrorKind::Rule, "empty alternative in a pattern").remedy("write a lemma or @class")
                    );
                }
                None if part == "*" => out.any = true,
                None => out.lemmas.push(part.to_owned()),
            }
        }
        Ok(out)
    }

    /// Whether `lemma` fits.
    pub fn fits(&self, lemma: &str, lexicons: &Lexicons) -> bool {
        self.any || self.lemmas.iter().any(|l| l == lemma) || self.classes.iter().any(|c| lexicons.has(c, lemma))
    }
}

fn known(class: &str, lexicons: &Lexicons) -> Result<String> {
    if lexicons.knows(class) {
        return Ok(class.to_owned());
    }
    Err(Error::new(ErrorKind::Rule, format!("unknown word class `@{class}`"))
        .remedy("add it to a file under lexicons/, or correct the name"))
}

/// Which part of a frame.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Selector {
    /// The predicate itself.
    Predicate,
    /// Who does it.
    Agent,
    /// Whom it is done to.
    Patient,
    /// A time phrase of the frame.
    Time,
    /// A word before an event noun.
    Modifier,
    /// A prepositional phrase with one of these prepositions.
    Oblique(Vec<String>),
    /// Whether it is said or denied.
    Polarity,
    /// Whether it is denied: of whom a deed shows that they do the contrary.
    Denial,
    /// The mention itself, for matches without a predicate.
    Mention,
    /// The nearest noun before the value that is neither a measure nor a time: whose measure it is.
    Nearest,
}

impl Selector {
    /// Reads `predicate`, `agent`, `patient`, `time`, `modifier`, `polarity`, `denial`, `mention`, `nearest` or `oblique(in|at)`.
    pub fn parse(text: &str) -> Result<Self> {
        let text = text.trim();
        if let Some(inside) = text.strip_prefix("oblique(").and_then(|t| t.strip_suffix(')')) {
            return Ok(Self::Oblique(inside.split('|').map(|p| p.trim().to_owned()).collect()));
        }
        Ok(match text {
            "predicate" => Self::Predicate,
            "agent" => Self::Agent,
            "patient" => Self::Patient,
            "time" => Self::Time,
            "modifier" => Self::Modifier,
            "polarity" => Self::Polarity,
            "denial" => Self::Denial,
            "mention" => Self::Mention,
            "nearest" => Self::Nearest,
            _ => {
                return Err(Error::new(ErrorKind::Rule, format!("unknown part of a frame `{text}`")).remedy(
                    "use predicate, agent, patient, time, modifier, polarity, denial, mention, nearest or oblique(in|at)",
                ));
            }
        })
    }
}

/// What an argument must hold.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TypeTest {
    /// Anything.
    Any,
    /// A place by name.
    Place,
    /// A person.
    Person,
    /// An event noun, of the class if one is named: `Event@meetings`.
    Event(Option<String>),
    /// A date of the grain of a day.
    Day,
    /// A date of whatever grain: a day, a month, a year.
    Date,
    /// A clock time.
    Clock,
    /// A length of time.
    Duration,
    /// A counted or measured number; what is counted of the class if one is named: `Count@people`.
    Count(Option<String>),
    /// A number, of whatever: counted, measured or alone.
    Number,
    /// A number with a unit of length, mass, speed or area.
    Measure,
    /// A number with a unit of whatever kind: a measure, a share, a sum of money.
    Amount,
    /// A number that describes the noun behind it and counts none of it, as "48-page" does; what hangs on it of the class if one is
    /// named: `Described@pages`.
    Described(Option<String>),
    /// An age beside a name.
    Age,
    /// An office or trade beside a name.
    Role,
    /// Who leads a delegation.
    Leader,
    /// Who belongs to a delegation.
    Member,
    /// How many belong to a delegation.
    Size,
    /// A number that says that there is none: "no", "nobody".
    Zero,
    /// Words in quotation marks.
    Quote,
    /// A noun of the class: `Noun@delegation`.
    Noun(String),
    /// A word of a table of kinds: `Kind@weapon`.
    Kind(String),
}

impl TypeTest {
    /// Reads a type; an unknown type or class is an error.
    pub fn parse(text: &str, lexicons: &Lexicons) -> Result<Self> {
        let (name, class) = match text.trim().split_once('@') {
            Some((name, class)) => (name, Some(class)),
            None => (text.trim(), None),
        };
        Ok(match (name, class) {
            ("Any", None) => Self::Any,
            ("Place", None) => Self::Place,
            ("Person", None) => Self::Person,
            ("Event", None) => Self::Event(None),
            ("Event", Some(class)) => Self::Event(Some(
                known(&format!("event_{class}"), lexicons).map(|c| c.trim_start_matches("event_").to_owned())?,
            )),
            ("Day", None) => Self::Day,
            ("Date", None) => Self::Date,
            ("Clock", None) => Self::Clock,
            ("Number", None) => Self::Number,
            ("Zero", None) => Self::Zero,
            ("Measure", None) => Self::Measure,
            ("Amount", None) => Self::Amount,
            ("Age", None) => Self::Age,
            ("Role", None) => Self::Role,
            ("Leader", None) => Self::Leader,
            ("Member", None) => Self::Member,
            ("Size", None) => Self::Size,
            ("Quote", None) => Self::Quote,
            ("Duration", None) => Self::Duration,
            ("Described", class) => Self::Described(class.map(|c| known(c, lexicons)).transpose()?),
            ("Count", class) => Self::Count(class.map(|c| known(c, lexicons)).transpose()?),
            ("Kind", Some(group)) if lexicons.knows_kinds(group) => Self::Kind(group.to_owned()),
            ("Noun", Some(class)) => Self::Noun(known(class, lexicons)?),
            _ => {
                return Err(Error::new(ErrorKind::Rule, format!("unknown type `{}`", text.trim())).remedy(
                    "use Any, Place, Person, Event, Event@class, Day, Date, Clock, Duration, Number, Zero, Measure, Amount, Age, Role, Leader, Member, Size, Quote, Count, Count@class, Described, Described@class, Noun@class or Kind@group",
                ));
            }
        })
    }
}
