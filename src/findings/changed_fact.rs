//! What an exchange of words between two copies of a sentence changes: one value, only wording, or too much to tell.

use std::ops::Range;

use crate::{
    claims::SourceAnalysis,
    copies::{Change, Copy, SentencePair},
    facts::{Entities, Entity, EntityId},
    mentions::{Mention, Value},
    text::{Document, Pos, Span},
    values::{Comparison, Slot, time::TimeClass},
    verdicts::compare_mentions,
};

/// Two quoted words this similar (Jaro-Winkler) are spellings of one word: "defence" and "defense".
const SPELLING_VARIANT: f64 = 0.88;
/// No mention has more tokens than this; it bounds how far back an overlapping one can begin.
const LONGEST_MENTION: usize = 12;

/// A value that differs between two copies of a sentence.
pub(super) struct Difference<'a> {
    pub slot: Slot,
    pub left: Differing<'a>,
    pub right: Differing<'a>,
    pub cause: Option<String>,
}

/// One side of a difference: where it stands, and its value if it is a mention.
#[derive(Clone, Copy)]
pub(super) struct Differing<'a> {
    pub span: Span,
    pub value: Option<&'a Value>,
}

impl<'a> From<&'a Mention> for Differing<'a> {
    fn from(mention: &'a Mention) -> Self {
        Self { span: mention.span, value: Some(&mention.value) }
    }
}

/// Two copies of a sentence, with what their words name.
pub(super) struct Reading<'a> {
    pub copy: &'a Copy,
    pub pair: &'a SentencePair,
    pub sources: &'a [SourceAnalysis],
    pub entities: &'a Entities,
}

enum Outcome<'a> {
    Differs(Difference<'a>),
    Wording,
    Other,
}

impl<'a> Reading<'a> {
    /// The one value that differs; `None` when none or more than one does, or when something else than a value was exchanged: then
    /// the two sentences may speak of different things.
    pub(super) fn difference(&self) -> Option<Difference<'a>> {
        let mut found: Vec<Difference> = Vec::new();
        for change in &self.pair.changes {
            match self.outcome(change) {
                // Two changes inside one value ("9.25 a.m. on Thursday") are one difference.
                Outcome::Differs(new) if found.iter().any(|d| d.left.span == new.left.span) => {}
                Outcome::Differs(difference) => found.push(difference),
                Outcome::Wording => {}
                Outcome::Other => return None,
            }
        }
        if found.len() == 1 { found.pop() } else { None }
    }

    fn outcome(&self, change: &Change) -> Outcome<'a> {
        let left = self.typed(self.copy.left.source, &change.left);
        let right = self.typed(self.copy.right.source, &change.right);
        match (&left[..], &right[..]) {
            ([], []) => self.quoted_word(change),
            // A time, place or number that only one side gives is silence on the other, not a difference.
            ([], _) | (_, []) => Outcome::Wording,
            ([a], [b]) => self.compare(*a, *b),
            _ => Outcome::Other,
        }
    }

    fn compare(&self, (left, a): (usize, &'a Mention), (right, b): (usize, &'a Mention)) -> Outcome<'a> {
        let (x, y) = (self.copy.left.source, self.copy.right.source);
        let Some(slot) = slot(&a.value, &b.value) else { return Outcome::Other };
        let differs = |cause| Outcome::Differs(Difference { slot, left: a.into(), right: b.into(), cause });
        // "Rossi said" and "he told Reuters": the two names do not stand in one place of the sentence.
        if slot == Slot::Name && !self.in_one_place(a, b) {
            return Outcome::Other;
        }
        if slot == Slot::Name {
            return match (self.entities.of(x, left), self.entities.of(y, right)) {
                (Some(p), Some(q)) if p == q => Outcome::Wording,
                (Some(p), Some(q)) if self.is_person(p) && self.is_person(q) => differs(None),
                _ => Outcome::Other,
            };
        }
        let (at, other) = (self.entities.place(x, left), self.entities.place(y, right));
        match compare_mentions(&a.value, at, &b.value, other) {
            Comparison::Differ(cause) => differs(cause),
            Comparison::Same | Comparison::Compatible(_) => Outcome::Wording,
            Comparison::Unknown => Outcome::Other,
        }
    }

    /// Whether the same word or mark stands right before or right behind both mentions.
    fn in_one_place(&self, a: &Mention, b: &Mention) -> bool {
        let (x, y) = (&self.sources[self.copy.left.source].doc, &self.sources[self.copy.right.source].doc);
        let word = |doc: &'a Document, at: Option<usize>| at.and_then(|t| doc.tokens.get(t)).map(|t| &*t.lower);
        word(x, a.tokens.start.checked_sub(1)) == word(y, b.tokens.start.checked_sub(1))
            || word(x, Some(a.tokens.end)) == word(y, Some(b.tokens.end))
    }

    fn is_person(&self, id: EntityId) -> bool {
        matches!(self.entities.get(id), Entity::Person(_))
    }

    /// One content word exchanged inside quotation marks: the speaker said one of the two.
    fn quoted_word(&self, change: &Change) -> Outcome<'a> {
        let (x, y) = (&self.sources[self.copy.left.source].doc, &self.sources[self.copy.right.source].doc);
        let (Some(a), Some(b)) = (content_word(x, &change.left), content_word(y, &change.right)) else {
            return Outcome::Wording;
        };
        let (a, b) = (&x.tokens[a], &y.tokens[b]);
        let quoted = x.quote_at(a.span).is_some() && y.quote_at(b.span).is_some();
        if !quoted || a.lemma == b.lemma || strsim::jaro_winkler(&a.lower, &b.lower) >= SPELLING_VARIANT {
            return Outcome::Wording;
        }
        let side = |span| Differing { span, value: None };
        Outcome::Differs(Difference { slot: Slot::Quote, left: side(a.span), right: side(b.span), cause: None })
    }

    /// The typed values among `tokens` of `source`, with the indices of their mentions.
    fn typed(&self, source: usize, tokens: &Range<usize>) -> Vec<(usize, &'a Mention)> {
        let mentions = &self.sources[source].mentions;
        let from = mentions.partition_point(|m| m.tokens.start + LONGEST_MENTION < tokens.start);
        mentions[from..]
            .iter()
            .enumerate()
            .map(|(i, m)| (from + i, m))
            .take_while(|(_, m)| m.tokens.start < tokens.end)
            .filter(|(_, m)| m.tokens.end > tokens.start && !matches!(m.value, Value::Event(_)))
            .collect()
    }
}

/// The only word among `tokens`, when it is a noun, verb, adjective or adverb.
fn content_word(doc: &Document, tokens: &Range<usize>) -> Option<usize> {
    let mut words = tokens.clone().filter(|t| doc.tokens[*t].pos != Pos::Punct);
    let word = words.next().filter(|_| words.next().is_none())?;
    matches!(doc.tokens[word].pos, Pos::Noun | Pos::Verb | Pos::Adj | Pos::Adv).then_some(word)
}

/// The slot of two values of one kind.
fn slot(a: &Value, b: &Value) -> Option<Slot> {
    match (a, b) {
        (Value::Time(x), Value::Time(y)) if x.class == y.class => Some(match x.class {
            TimeClass::Date => Slot::Date,
            TimeClass::Time => Slot::Time,
            TimeClass::Duration => Slot::Duration,
            TimeClass::Set => return None,
        }),
        (Value::Place(x), Value::Place(y)) if x.demonym == y.demonym => Some(Slot::Place),
        (Value::Quantity(_), Value::Quantity(_)) => Some(Slot::Number),
        (Value::Age(_), Value::Age(_)) => Some(Slot::Age),
        (Value::Name(_), Value::Name(_)) => Some(Slot::Name),
        _ => None,
    }
}
