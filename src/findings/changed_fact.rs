//! What an exchange of words between two copies of a sentence changes: one value, only wording, or too much to tell.

use std::{collections::BTreeMap, ops::Range};

use crate::{
    claims::SourceAnalysis,
    copies::{Change, Copy, SentencePair},
    facts::{Entities, Entity, EntityId},
    mentions::{Mention, Value},
    rules::Lexicons,
    text::{Document, Pos, Span},
    values::{Comparison, Slot, time::TimeClass},
    verdicts::compare_mentions,
};

/// Two quoted words this similar (Jaro-Winkler) are spellings of one word: "defence" and "defense".
const SPELLING_VARIANT: f64 = 0.88;
/// Share of equal words from which a sentence may differ in more than one value, and in a name that cannot be compared.
const NEARLY_ALL: f64 = 0.85;
/// More values that differ are two stories in one form of words, as results of matches are.
const MOST_DIFFERENCES: usize = 2;
/// Nor can more figures differ: with its names, places and days unchanged, a sentence still tells of one thing.
const MOST_FIGURES: usize = 4;
/// Values in one exchange of words that are laid beside each other.
const MOST_VALUES: usize = 6;
/// What may stand between the digits of a figure.
const MARKS_IN_FIGURES: [char; 5] = [',', '.', ':', '-', '–'];
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
}

enum Outcome<'a> {
    Differs(Difference<'a>),
    Wording,
    Other,
}

impl<'a> Reading<'a> {
    /// The values that differ; none when too many do, or when something else than a value was exchanged: then the two sentences may
    /// speak of different things.
    pub(super) fn differences(&self) -> Vec<Difference<'a>> {
        let mut found: Vec<Difference> = Vec::new();
        let nearly_all = self.pair.similarity >= NEARLY_ALL;
        for change in &self.pair.changes {
            match self.outcome(change) {
                // Two changes inside one value ("9.25 a.m. on Thursday") are one difference.
                Outcome::Differs(new) if found.iter().any(|d| d.left.span == new.left.span) => {}
                Outcome::Differs(difference) => found.push(difference),
                Outcome::Wording => {}
                Outcome::Other if nearly_all => {}
                Outcome::Other => return Vec::new(),
            }
        }
        let figures = found.iter().all(|d| d.slot == Slot::Number);
        let most = if figures { MOST_FIGURES } else { MOST_DIFFERENCES };
        if found.len() > if nearly_all { most } else { 1 } {
            found.clear();
        }
        found
    }

    fn outcome(&self, change: &Change) -> Outcome<'a> {
        let left = self.typed(self.copy.left.source, &change.left);
        let right = self.typed(self.copy.right.source, &change.right);
        match (&left[..], &right[..]) {
            ([], []) => match self.figures(change, Slot::Number).or_else(|| self.bare_name(change)) {
                Some(difference) => Outcome::Differs(difference),
                None => self.quoted_word(change),
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

    /// One figure exchanged for another where neither is known for what it is, or the two cannot be compared: a result, a clock
    /// time without a day.
    fn figures(&self, change: &Change, slot: Slot) -> Option<Difference<'a>> {
        let (x, y) = (&self.sources[self.copy.left.source].doc, &self.sources[self.copy.right.source].doc);
        let (a, b) = (only_token(x, &change.left)?, only_token(y, &change.right)?);
        let (one, other) = (&x.tokens[a], &y.tokens[b]);
        let marks = |word: &str| word.chars().filter(|c| !c.is_ascii_digit() && *c != ',').collect::<String>();
        let digits = |word: &str| word.chars().filter(char::is_ascii_digit).collect::<String>();
        let is_figure = |word: &str| word.chars().all(|c| c.is_ascii_digit() || MARKS_IN_FIGURES.contains(&c));
        let both = is_figure(&one.lower) && is_figure(&other.lower) && marks(&one.lower) == marks(&other.lower);
        let (m, n) = (digits(&one.lower), digits(&other.lower));
        let differ = both && !m.is_empty() && !n.is_empty() && m.trim_start_matches('0') != n.trim_start_matches('0');
        let side = |span| Differing { span, value: None };
        differ.then(|| Difference { slot, left: side(one.span), right: side(other.span), cause: None, sure: false })
    }

    /// One name of a word exchanged for another, of which nothing more is known: "emailing Rosa" and "emailing Ines".
    fn bare_name(&self, change: &Change) -> Option<Difference<'a>> {
        let (x, y) = (&self.sources[self.copy.left.source].doc, &self.sources[self.copy.right.source].doc);
        let (a, b) = (only_token(x, &change.left)?, only_token(y, &change.right)?);
        let named = |doc: &Document, at: usize, sentence: usize| {
            let token = &doc.tokens[at];
            let word = doc.word(at);
            let capital = word.starts_with(char::is_uppercase) && word.chars().skip(1).all(char::is_lowercase);
            // "told Reuters" and "told CNN": each names whom it has it from.
            let before = at.checked_sub(1).map(|b| &*doc.tokens[b].lower);
            let told = before.is_some_and(|word| self.lexicons.has("origin_before", word))
                || self.lexicons.value("origin", &token.lower).is_some();
            capital && word.len() > 2 && token.pos == Pos::Propn && at > doc.sentences[sentence].tokens.start && !told
        };
        let both = named(x, a, self.pair.left) && named(y, b, self.pair.right);
        let (one, other) = (&x.tokens[a], &y.tokens[b]);
        let spelling = strsim::jaro_winkler(&one.lower, &other.lower) >= SPELLING_VARIANT;
        // A name that both sentences have was moved.
        let elsewhere = |doc: &Document, sentence: usize, word: &str| {
            doc.tokens[doc.sentences[sentence].tokens.clone()].iter().any(|t| *t.lower == *word)
        };
        let moved = elsewhere(x, self.pair.left, &other.lower) || elsewhere(y, self.pair.right, &one.lower);
        let side = |span| Differing { span, value: None };
        let difference =
            || Difference { slot: Slot::Name, left: side(one.span), right: side(other.span), cause: None, sure: false };
        (both && !spelling && !moved).then(difference)
    }

    fn compare(
        &self,
        (left, a): (usize, &'a Mention),
        (right, b): (usize, &'a Mention),
        change: &Change,
    ) -> Outcome<'a> {
        let (x, y) = (self.copy.left.source, self.copy.right.source);
        let Some(slot) = slot(&a.value, &b.value) else { return Outcome::Other };
        let differs = |cause| Outcome::Differs(Difference { slot, left: a.into(), right: b.into(), cause, sure: true });
        // "Rossi said" and "he told Reuters": the two names do not stand in one place of the sentence.
        if slot == Slot::Name && !self.in_one_place(a, b) {
            return Outcome::Other;
        }
        if slot == Slot::Name {
            return match (self.entities.of(x, left), self.entities.of(y, right)) {
                (Some(p), Some(q)) if p == q => Outcome::Wording,
                (Some(p), Some(q)) if self.is_person(p) && self.is_person(q) => differs(None),
                _ => self.bare_name(change).map_or(Outcome::Other, Outcome::Differs),
            };
        }
        let (at, other) = (self.entities.place(x, left), self.entities.place(y, right));
        match compare_mentions(&a.value, at, &b.value, other) {
            Comparison::Differ(cause) => differs(cause),
            Comparison::Same | Comparison::Compatible(_) => Outcome::Wording,
            Comparison::Unknown => self.figures(change, slot).map_or(Outcome::Other, Outcome::Differs),
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
        let alike = a.lemma == b.lemma || self.lexicons.are_synonyms(&a.lemma, &b.lemma);
        if !quoted || alike || strsim::jaro_winkler(&a.lower, &b.lower) >= SPELLING_VARIANT {
            return Outcome::Wording;
        }
        let side = |span| Differing { span, value: None };
        Outcome::Differs(Difference {
            slot: Slot::Quote,
            left: side(a.span),
            right: side(b.span),
            cause: None,
            sure: false,
        })
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

/// The only token among `tokens` that is no punctuation.
fn only_token(doc: &Document, tokens: &Range<usize>) -> Option<usize> {
    let mut words = tokens.clone().filter(|t| doc.tokens[*t].pos != Pos::Punct);
    words.next().filter(|_| words.next().is_none())
}

/// The only word among `tokens`, when it is a noun, verb, adjective or adverb.
fn content_word(doc: &Document, tokens: &Range<usize>) -> Option<usize> {
    let word = only_token(doc, tokens)?;
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
