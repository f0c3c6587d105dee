//! Who did what to whom, where, when, how many: one predicate with its arguments. How frames are found is `find.rs`'s affair.

use crate::text::Span;

/// One predicate with its arguments, its negation, its modality, and whose words it is.
#[derive(Debug, Clone, PartialEq)]
pub struct Frame {
    /// Index of its sentence.
    pub sentence: usize,
    /// From its first to its last argument.
    pub span: Span,
    /// The verb or event noun.
    pub predicate: Predicate,
    /// Its arguments in order of the text.
    pub arguments: Vec<Argument>,
    /// Whether it is denied ("did not attend", "refused to meet").
    pub negated: bool,
    /// Whether it happened, is planned, possible or only supposed.
    pub modality: Modality,
    /// Whose words it is, where not the outlet's own.
    pub attribution: Option<Attribution>,
    /// The frame of which this one is an argument ("attend" for "talks" in "Putin will attend talks"), as an index.
    pub governor: Option<usize>,
}

/// A verb or an event noun.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Predicate {
    /// Index of its token.
    pub token: usize,
    /// Its lemma.
    pub lemma: String,
    /// Which of the two it is.
    pub kind: PredicateKind,
}

/// Verb or event noun.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum PredicateKind {
    /// A verb; passives are levelled out (the subject of a passive is its patient).
    Verb,
    /// A noun that names an event.
    EventNoun,
}

/// What an argument is to its predicate.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Role {
    /// Who does it; the possessor or compound modifier of an event noun.
    Agent,
    /// Whom or what it is done to.
    Patient,
    /// A prepositional phrase.
    Oblique,
    /// A time phrase.
    Time,
    /// A word before an event noun that describes it ("informal", "peace").
    Modifier,
}

/// One argument of a frame.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Argument {
    /// What it is to the predicate.
    pub role: Role,
    /// The preposition of an oblique, lower case; empty otherwise.
    pub preposition: String,
    /// Its words, preposition left out; a coordination ("Russia and Ukraine") gives one argument each.
    pub span: Span,
    /// Index of its head token.
    pub head: usize,
    /// Whether the parser was in doubt of which word it hangs on.
    pub doubtful: bool,
    /// Whether that doubt is between two events: no claim from it is ever an error.
    pub disputed: bool,
}

/// How real the frame is said to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Modality {
    /// Said as a fact of the past or present.
    Happened,
    /// Said as planned or expected.
    Planned,
    /// Said as possible, or wished for.
    Possible,
    /// Only supposed ("if", "would have").
    Hypothetical,
}

impl Modality {
    /// The word in reports.
    pub fn name(self) -> &'static str {
        match self {
            Self::Happened => "happened",
            Self::Planned => "planned",
            Self::Possible => "possible",
            Self::Hypothetical => "hypothetical",
        }
    }
}

/// Whose words a frame is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attribution {
    /// The speaker's words, as named in the sentence; `None` for a quote without a known speaker.
    pub speaker: Option<Span>,
    /// Whether the frame stands inside quotation marks.
    pub quoted: bool,
    /// Whether the speaker's words only take it for granted: what is said of it may be the outlet's own knowledge.
    pub presupposed: bool,
}

impl Frame {
    /// The arguments of `role`.
    pub fn of_role(&self, role: Role) -> impl Iterator<Item = &Argument> {
        self.arguments.iter().filter(move |a| a.role == role)
    }

    /// Whether it is told as done, and not inside quotation marks.
    pub fn is_told_as_done(&self) -> bool {
        !self.negated && self.modality == Modality::Happened && self.attribution.as_ref().is_none_or(|a| !a.quoted)
    }
}
