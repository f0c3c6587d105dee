//! What an exchange of words between two copies of a sentence changes: one value, only wording, or too much to tell.

use std::{collections::BTreeMap, ops::Range};

use crate::{
    claims::SourceAnalysis,
    copies::{Change, Copy, SentencePair},
    facts::{Entities, Entity, EntityId, spelling::Spelt},
    mentions::{Mention, Value},
    proposals::parallel_facts::{is_a_birthday, is_miscopied},
    rules::{Lexicons, Weights},
    text::{Document, Span},
    values::{Comparison, Slot, time::TimeClass},
    verdicts::compare_mentions,
};

/// Words that stand unchanged before a figure, and behind it, where its place in the sentence is the same.
const FRAME: usize = 2;
/// More values that differ are two stories in one form of words, as results of matches are.
const MOST_DIFFERENCES: usize = 2;
/// Nor can more figures differ: with its names, places and days unchanged, a sentence still tells of one thing.
const MOST_FIGURES: usize = 4;
/// Values in one exchange of words that are laid beside each other.
const MOST_VALUES: usize = 6;
/// No mention has more tokens than this; it bounds how far back an overlapping one can begin.
const LONGEST_MENTION: usize = 12;

/// A value that differs between two copies of a sentence.
pub(super) struct Difference<'a> {
    pub slot: Slot,
    pub left: Differing<'a>,
    pub right: Differing<'a>,
    pub cause: Option<String>,
    /// Whether the two are known to be incompatible, and not only written in other figures.
    pub sure: bool,
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
    pub lexicons: &'a Lexicons,
    pub weights: &'a Weights,
}

pub(super) enum Outcome<'a> {
    Differs(Difference<'a>),
    Wording,
    Other,
}

impl<'a> Reading<'a> {
    /// The values that differ; none when too many do, or when something else than a value was exchanged: then the two sentences may
    /// speak of different things.
    pub(super) fn differences(&self) -> Vec<Difference<'a>> {
        let mut found: Vec<Difference> = Vec::new();
        let mut framed = true;
        let mut other = false;
        for (index, change) in self.pair.changes.iter().enumerate() {
            match self.outcome(change) {
                // Two changes inside one value ("9.25 a.m. on Thursday") are one difference, and so is one state told twice.
                Outcome::Differs(new)
                    if found.iter().any(|d| d.left.span == new.left.span || d.tells_one_state(&new)) => {}
                Outcome::Differs(difference) => {
                    framed &= difference.slot == Slot::Number && self.is_framed(index);
                    found.push(difference);
                }
                Outcome::Wording => {}
                Outcome::Other => other = true,
            }
        }
        let at_least = |percent: usize| self.pair.similarity * 100.0 >= percent as f64;
        let (nearly_all, sure) =
            (at_least(self.weights.copied_nearly_all_percent), at_least(self.weights.copied_sure_percent));
        let long = self.pair.equal >= self.weights.copied_long_words;
        let most = match (nearly_all, framed) {
            (true, true) => MOST_FIGURES,
            (true, false) => MOST_DIFFERENCES,
            (false, true) if !other && (sure || long) => MOST_FIGURES,
            (false, false) if !other && sure => 1,
            _ => 0,
        };
        if found.len() > most || self.is_parallel(&found) {
            found.clear();
        }
        // "A beat B in the first leg", "B beat A in the second leg": with the names exchanged for each other it is another event.
        if self.exchanges_names() {
            found.retain(|d| d.slot == Slot::Name);
        }
        if self.may_be_parallel(&found) {
            found.iter_mut().for_each(|d| d.sure = false);
        }
        found
    }

    /// Whether the words on both sides of a change stand unchanged, so that it is the same place of the sentence: "a [10%] discount
    /// for the first year".
    fn is_framed(&self, index: usize) -> bool {
        let doc = &self.sources[self.copy.left.source].doc;
        let whole = &doc.sentences[self.pair.left].tokens;
        let changes = &self.pair.changes;
        let from = index.checked_sub(1).map_or(whole.start, |before| changes[before].left.end);
        let to = changes.get(index + 1).map_or(whole.end, |after| after.left.start);
        let here = &changes[index].left;
        let words = |tokens: Range<usize>| {
            let tokens = doc.tokens.get(tokens).unwrap_or_default();
            tokens.iter().filter(|t| t.lower.chars().any(char::is_alphanumeric)).count()
        };
        let (before, after) = (words(from..here.start), words(here.end..to));
        let whole_side = |kept: usize, edge: bool| kept >= FRAME || edge;
        before + after > FRAME && whole_side(before, from == whole.start) && whole_side(after, to == whole.end)
    }

    fn outcome(&self, change: &Change) -> Outcome<'a> {
        let left = self.typed(self.copy.left.source, &change.left);
        let right = self.typed(self.copy.right.source, &change.right);
        match (&left[..], &right[..]) {
            ([], []) => match self
                .unit(change)
                .or_else(|| self.figures(change, Slot::Number))
                .or_else(|| self.bare_name(change))
            {
                Some(difference) => Outcome::Differs(difference),
                None => match (self.quoted_word(change), self.kind(change)) {
                    (Outcome::Wording, Some(difference)) => Outcome::Differs(difference),
                    (quoted, _) => quoted,
                },
            },
            // A time, place or number that only one side gives is silence on the other, not a difference.
            ([], _) | (_, []) => Outcome::Wording,
            ([a], [b]) => self.compare(*a, *b, change),
            _ => self.by_slot(&left, &right, change),
        }
    }

    /// Of several values on a side those of one slot are compared; a slot that only one side has is silence on the other. Where one
    /// of several is the same, the rest says more and not otherwise.
    fn by_slot(&self, left: &[(usize, &'a Mention)], right: &[(usize, &'a Mention)], change: &Change) -> Outcome<'a> {
        if left.len().max(right.len()) > MOST_VALUES {
            return Outcome::Other;
        }
        let mut slots: BTreeMap<Slot, Outcome> = BTreeMap::new();
        for (a, b) in left.iter().flat_map(|a| right.iter().map(move |b| (*a, *b))) {
            let Some(slot) = slot(&a.1.value, &b.1.value) else { continue };
            let new = self.compare(a, b, change);
            let old = slots.remove(&slot);
            slots.insert(
                slot,
                match (old, new) {
                    (Some(Outcome::Wording), _) | (_, Outcome::Wording) => Outcome::Wording,
                    (Some(Outcome::Other), _) | (_, Outcome::Other) => Outcome::Other,
                    (Some(first), _) => first,
                    (None, new) => new,
                },
            );
        }
        let mut differs = Outcome::Wording;
        if slots.is_empty() {
            return Outcome::Other;
        }
        for outcome in slots.into_values() {
            match (outcome, &differs) {
                (Outcome::Wording, _) => {}
                (Outcome::Differs(new), Outcome::Wording) => differs = Outcome::Differs(new),
                _ => return Outcome::Other,
            }
        }
        differs
    }

    fn compare(
        &self,
        (left, a): (usize, &'a Mention),
        (right, b): (usize, &'a Mention),
        change: &Change,
    ) -> Outcome<'a> {
        let (x, y) = (self.copy.left.source, self.copy.right.source);
        let Some(slot) = slot(&a.value, &b.value) else { return Outcome::Other };
        // A figure that counts nothing is compared as it is written, and between two reports someone may have had a birthday.
        let sure = !matches!(a.value, Value::Designation(_)) && !is_a_birthday(&a.value, &b.value);
        let differs = |cause| Outcome::Differs(Difference { slot, left: a.into(), right: b.into(), cause, sure });
        // "Rossi said" and "he told Reuters": the two names do not stand in one place of the sentence.
        if slot == Slot::Name && !self.in_one_place(a, b) {
            return Outcome::Other;
        }
        // "Among them Laos" and "among them Peru" may both be so.
        if matches!(slot, Slot::Name | Slot::Place) && (self.is_one_of_many(x, a) || self.is_one_of_many(y, b)) {
            return Outcome::Other;
        }
        if slot == Slot::Name {
            return match (self.entities.of(x, left), self.entities.of(y, right)) {
                (Some(p), Some(q)) if p == q => Outcome::Wording,
                (Some(p), Some(q)) if self.is_person(p) && self.is_person(q) => match self.spelt(a, b) {
                    Spelt::AsOne => Outcome::Wording,
                    spelt => {
                        let sure = spelt == Spelt::Otherwise;
                        Outcome::Differs(Difference { slot, left: a.into(), right: b.into(), cause: None, sure })
                    }
                },
                _ => self.bare_name(change).map_or(Outcome::Other, Outcome::Differs),
            };
        }
        let (at, other) = (self.entities.place(x, left), self.entities.place(y, right));
        match compare_mentions(&a.value, at, &b.value, other, self.days_apart()) {
            Comparison::Differ(cause) => differs(cause),
            Comparison::Compatible(_) if is_miscopied(&a.value, &b.value) => {
                Outcome::Differs(Difference { slot, left: a.into(), right: b.into(), cause: None, sure: false })
            }
            Comparison::Same | Comparison::Compatible(_) => Outcome::Wording,
            Comparison::Unknown => self.figures(change, slot).map_or(Outcome::Other, Outcome::Differs),
        }
    }

    /// The unit alone exchanged: "5 miles" and "5 km", "£5" and "$5".
    fn unit(&self, change: &Change) -> Option<Difference<'a>> {
        let measure = |source: usize, tokens: &Range<usize>| {
            let mentions: &'a [Mention] = &self.sources[source].mentions;
            let from = mentions.partition_point(|m| m.tokens.start + LONGEST_MENTION < tokens.start);
            let near = mentions[from..].iter().take_while(|m| m.tokens.start <= tokens.end);
            let measured = |m: &&Mention| matches!(&m.value, Value::Quantity(q) if q.quantity.dimension.is_some());
            near.filter(measured).find(|m| m.tokens.end == tokens.start || m.tokens.start == tokens.end)
        };
        let a = measure(self.copy.left.source, &change.left)?;
        let b = measure(self.copy.right.source, &change.right)?;
        let Comparison::Differ(cause) = compare_mentions(&a.value, None, &b.value, None, None) else { return None };
        Some(Difference { slot: Slot::Number, left: a.into(), right: b.into(), cause, sure: false })
    }

    /// Whether the same word or mark stands right before or right behind both mentions.
    fn in_one_place(&self, a: &Mention, b: &Mention) -> bool {
        let (x, y) = (&self.sources[self.copy.left.source].doc, &self.sources[self.copy.right.source].doc);
        let word = |doc: &'a Document, at: Option<usize>| at.and_then(|t| doc.tokens.get(t)).map(|t| &*t.lower);
        word(x, a.tokens.start.checked_sub(1)) == word(y, b.tokens.start.checked_sub(1))
            || word(x, Some(a.tokens.end)) == word(y, Some(b.tokens.end))
    }

    /// How many days lie between the two reports.
    fn days_apart(&self) -> Option<i64> {
        let told = |source: usize, sentence: usize| (&self.sources[source], self.sources[source].doc.post_of(sentence));
        let (left, right) = (&self.copy.left, &self.copy.right);
        let ((a, post), (b, later)) = (told(left.source, self.pair.left), told(right.source, self.pair.right));
        a.days_between(post, b, later)
    }

    fn is_person(&self, id: EntityId) -> bool {
        matches!(self.entities.get(id), Entity::Person(_))
    }

    /// The typed values among `tokens` of `source`, with the indices of their mentions.
    fn typed(&self, source: usize, tokens: &Range<usize>) -> Vec<(usize, &'a Mention)> {
        let mentions = &self.sources[source].mentions;
        let from = mentions.partition_point(|m| m.tokens.start + LONGEST_MENTION < tokens.start);
        let here = || mentions[from..].iter().take_while(|m| m.tokens.start < tokens.end);
        // "A14" is a road before it is the name of one.
        let designated = |m: &Mention| here().any(|d| d.tokens == m.tokens && matches!(d.value, Value::Designation(_)));
        here()
            .enumerate()
            .map(|(i, m)| (from + i, m))
            .filter(|(_, m)| m.tokens.end > tokens.start && !matches!(m.value, Value::Event(_) | Value::Kind(_)))
            .filter(|(_, m)| !(matches!(m.value, Value::Name(_)) && designated(m)))
            .collect()
    }
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
        (Value::Designation(x), Value::Designation(y)) => {
            (x.kind == y.kind && x.kind.is_told()).then_some(Slot::Number)
        }
        (Value::Age(_), Value::Age(_)) => Some(Slot::Age),
        (Value::Name(_), Value::Name(_)) => Some(Slot::Name),
        _ => None,
    }
}
