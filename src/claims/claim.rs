//! What a source says about one slot of one subject.

use crate::{
    frames::{Attribution, Modality},
    mentions::QuantityValue,
    rules::Lexicons,
    text::Span,
    values::{Age, Kind, Slot, time::TimeValue},
};

/// One claim of one source. Indices of mentions and sentences are those of that source.
#[derive(Debug, Clone, PartialEq)]
pub struct Claim {
    /// Index of its source.
    pub source: usize,
    /// Index of its post in the source.
    pub post: usize,
    /// Index of its sentence.
    pub sentence: usize,
    /// What it says of its subject.
    pub slot: Slot,
    /// What it is about.
    pub subject: Subject,
    /// What it says.
    pub value: ClaimValue,
    /// Where the value stands.
    pub value_span: Span,
    /// Whether it is denied.
    pub denied: bool,
    /// How real it is said to be.
    pub modality: Modality,
    /// Whose words it is, where not the outlet's own.
    pub attribution: Option<Attribution>,
    /// Whether the parser was in doubt of what belongs to what in its words: it is never an error by itself.
    pub doubtful: bool,
    /// The words it stands on: from its predicate to its value.
    pub evidence: Span,
    /// Index of the rule that found it, in [`crate::rules::Rules::claims`].
    pub rule: usize,
}

impl Claim {
    /// The word of scope that governs its number, if any. A toll is always the toll so far.
    pub fn scope(&self, lexicons: &Lexicons) -> Option<&str> {
        let ClaimValue::Number(number) = &self.value else { return None };
        let toll = lexicons.has("developing", &self.subject.head);
        number.scope.as_deref().filter(|scope| !(toll && lexicons.has("scope_of_a_toll", scope)))
    }
}

/// What a claim says.
#[derive(Debug, Clone, PartialEq)]
pub enum ClaimValue {
    /// A place: index of its mention.
    Place(usize),
    /// A date or clock time.
    Time(TimeValue),
    /// A number.
    Number(QuantityValue),
    /// Whether someone does it ("attends").
    Polarity(bool),
    /// How old someone is.
    Age(Age),
    /// A person: index of the mention of the name. For the slot `name`, how it is written.
    Name(usize),
    /// An office or trade: index of its mention.
    Role(usize),
    /// Quoted words: index of the quote in the document.
    Quote(usize),
    /// One of several kinds that exclude each other.
    Kind(Kind),
}

/// What a claim is about: an event with what is known of it, apart from the slot that is claimed.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Subject {
    /// The outlet's own words for it.
    pub text: String,
    /// Whether those words name the event; otherwise they are made from a verb ("meeting of X and Y").
    pub is_named: bool,
    /// Whether the words mean an event that the reader knows, or one of several.
    pub reference: Reference,
    /// Lemma of its noun; of a verb, the noun that names its event ("meet" gives "meeting").
    pub head: String,
    /// Class of event in the word lists, without its prefix; empty for none.
    pub class: String,
    /// Who takes part.
    pub participants: Vec<Participant>,
    /// Describing words, as lemmas.
    pub modifiers: Vec<String>,
    /// The days it is put on.
    pub days: Vec<TimeValue>,
    /// Where it is put: indices of mentions.
    pub places: Vec<usize>,
    /// A place without a known position that a number is confined to ("in the district of Oru"): a part, perhaps, of what others count.
    pub part: Option<String>,
    /// The verb that governs it, and that verb's agents.
    pub governor: Option<(String, Vec<Participant>)>,
    /// Whom the claim is about ("who attends"), or whose measure or length it is.
    pub about: Option<Participant>,
}

/// Which of the events of its kind an event noun means.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Reference {
    /// "The blast": the one that the reader knows.
    Known,
    /// "A blast", and all that no noun names.
    #[default]
    Open,
    /// "The second blast", "earlier blasts": one of several.
    Apart,
}

/// Someone or something that takes part in an event.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Participant {
    /// Index of a mention of a name or a place.
    Named(usize),
    /// Lemma of a noun ("minister").
    Nameless(String),
}
