//! A span that names something, with its normal value.

use std::{ops::Range, sync::Arc};

use crate::{
    mentions::{delegations::PartValue, gazetteer::PlaceId, name_finder::Named},
    text::Span,
    values::{Age, Kind, Quantity, time::TimeValue},
};

/// One mention, tied to its tokens and to the rule or list that found it.
#[derive(Debug, Clone, PartialEq)]
pub struct Mention {
    /// Where it stands.
    pub span: Span,
    /// Its tokens, as indices into the document's tokens.
    pub tokens: Range<usize>,
    /// Index of its sentence.
    pub sentence: usize,
    /// What it names.
    pub value: Value,
    /// Id of the rule or word list that found it.
    pub found_by: Arc<str>,
}

/// What a mention names.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub enum Value {
    /// A date, clock time, duration.
    Time(TimeValue),
    /// A place by its name or by a demonym.
    Place(PlaceValue),
    /// A person, an organisation, or a name of which the kind is not known.
    Name(NameValue),
    /// A number with what it counts or measures.
    Quantity(QuantityValue),
    /// Figures that count nothing: a road, a telephone number, a score.
    Designation(DesignationValue),
    /// The age of a person.
    Age(AgeValue),
    /// The office or trade of a person named beside it.
    Role(RoleValue),
    /// An event noun ("talks", "strike"), with its class in the word lists.
    Event(EventValue),
    /// One of several kinds that exclude each other ("rifle", "north").
    Kind(Kind),
    /// Who leads a delegation, who belongs to it, how many they are.
    Part(PartValue),
}

/// A place as named; which of several places of that name is decided over the whole story.
#[derive(Debug, Clone, PartialEq)]
pub struct PlaceValue {
    /// Places of that name, the most likely first; never empty.
    pub candidates: Vec<PlaceId>,
    /// Whether a demonym or adjective named it ("Turkish").
    pub demonym: bool,
}

/// What a name names.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum NameKind {
    /// Shown by a title, a given name, a role beside it or by speaking, or a full name that the name finder takes for a person's.
    Person,
    /// Shown by an organisation's word or an acronym's form, or taken for one by the name finder.
    Organisation,
    /// Shown by a noun for ways: "Maria Callas Street".
    Street,
    /// Shown by a noun for schools: "Anne Frank School".
    School,
    /// Shown by a noun or by letters for ships: "HMS Runa", "Ferry Runa".
    Ship,
    /// Shown by a word that only teams have: "Harun Rovers".
    Team,
    /// Shown by a noun for laws: "Megan's Law".
    Law,
    /// Shown by a noun for storms: "Storm Runa".
    Storm,
    /// Nothing shows it.
    Unknown,
}

impl NameKind {
    /// Whether it is a person's, or may turn out to be.
    pub fn may_be_a_person(self) -> bool {
        matches!(self, Self::Person | Self::Unknown)
    }

    /// The kind called so in the word lists.
    pub(super) fn called(name: &str) -> Option<Self> {
        Some(match name {
            "organisation" => Self::Organisation,
            "street" => Self::Street,
            "school" => Self::School,
            "ship" => Self::Ship,
            "team" => Self::Team,
            "law" => Self::Law,
            "storm" => Self::Storm,
            _ => return None,
        })
    }
}

/// A proper name as written, without its titles.
#[derive(Debug, Clone, PartialEq)]
pub struct NameValue {
    /// The name's words as written.
    pub words: Vec<String>,
    /// Whether it is a person's.
    pub kind: NameKind,
    /// The title or role directly before the name, lower case ("president", "foreign minister").
    pub title: Option<String>,
    /// What the name finder takes it for, where nothing else shows the kind.
    pub hint: Option<Named>,
    /// What the words around the document's mentions of this full name show it to be; `Unknown` is something that is neither a person's
    /// nor an organisation's, such as a place's.
    pub shown: Option<NameKind>,
}

/// A number with what it counts.
#[derive(Debug, Clone, PartialEq)]
pub struct QuantityValue {
    /// The number.
    pub quantity: Quantity,
    /// Lemma of what is counted ("pirate"); empty when the number stands alone.
    pub counted: String,
    /// Lemmas of the words between the number and what is counted ("somali").
    pub modifiers: Vec<String>,
    /// A word of scope that governs the number ("total", "each", "still"), if any: only like scopes compare.
    pub scope: Option<String>,
    /// Whether it describes the noun behind it ("a 48-page indictment") and counts none of it.
    pub attributive: bool,
}

impl QuantityValue {
    /// Whether it says that there is none.
    pub fn is_none(&self) -> bool {
        self.quantity.base == 0.0 && self.quantity.dimension.is_none()
    }

    /// The number with what it counts or measures; of a sum of money whose sign is no word, with its currency.
    pub fn told(&self) -> String {
        let unit = match self.quantity.currency() {
            Some(currency) if self.counted.is_empty() => currency,
            _ => &self.counted,
        };
        format!("{} {unit}", self.quantity.normalized()).trim().to_owned()
    }
}

/// What figures designate where they count nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Designation {
    /// "0800 555 0101".
    Telephone,
    /// "A14", "I-95".
    Road,
    /// "the 4100 block of", "120 Harbour Street".
    Address,
    /// "S9", "F-15K", "MH370": a model, a flight, a code.
    Code,
    /// "3-2".
    Score,
    /// "third", "21st", where it is no date of the time rules.
    Rank,
    /// "1984", where it is no date of the time rules.
    Year,
    /// "2014" in "2014 RC", "4" in "Chang'e 4".
    Name,
    /// "2 of 5" under a picture.
    Counter,
    /// What a subscription to the page costs.
    Price,
}

impl Designation {
    /// Its name in reports and in JSON.
    pub fn name(self) -> &'static str {
        match self {
            Self::Telephone => "telephone number",
            Self::Road => "road",
            Self::Address => "address",
            Self::Code => "code",
            Self::Score => "score",
            Self::Rank => "rank",
            Self::Year => "year",
            Self::Name => "part of a name",
            Self::Counter => "counter",
            Self::Price => "price of a subscription",
        }
    }

    /// Whether two that differ in one place of a copied sentence are a slip of one of the two.
    pub fn is_told(self) -> bool {
        !matches!(self, Self::Counter | Self::Price)
    }
}

/// Figures that count nothing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DesignationValue {
    /// What they designate.
    pub kind: Designation,
    /// The letters and digits alone, lower case ("08005550101").
    pub written: String,
}

/// The age of a person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AgeValue {
    /// How old.
    pub age: Age,
    /// Who.
    pub of: Aged,
}

/// Who has an age.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Aged {
    /// Someone with a name: where it stands.
    Named(Span),
    /// Someone who goes by a noun ("the driver, 42"): its lemma.
    Nameless(String),
}

impl Aged {
    /// Where the name stands, if there is one.
    pub fn name(&self) -> Option<Span> {
        match self {
            Self::Named(span) => Some(*span),
            Self::Nameless(_) => None,
        }
    }
}

/// The office or trade of a person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RoleValue {
    /// Lemma of its noun ("minister").
    pub noun: String,
    /// Lemmas of the words that say which ("foreign", "deputy"); whose it is (a country) is not among them.
    pub which: Vec<String>,
    /// Where the words stand for the country or organisation whose office it is, if any do.
    pub body: Option<Span>,
    /// Where the person's name stands.
    pub name: Span,
    /// Whether it stands right before the name as a title does ("Governor Rusu"), which some keep when the office is another's.
    pub titled: bool,
}

/// An event noun.
#[derive(Debug, Clone, PartialEq)]
pub struct EventValue {
    /// Lemma of the noun.
    pub lemma: String,
    /// Class in the word lists ("meetings", "attacks").
    pub class: String,
}
