//! The types of values that rules ask for, tested on mentions.

use std::ops::Range;

use crate::{
    claims::{ClaimValue, Participant, extract::Maker},
    frames::{Argument, Frame},
    mentions::{NameKind, QuantityValue, Value},
    rules::selector::TypeTest,
    text::Span,
    values::time::{Grain, TimeClass, TimeValue},
};

impl Maker<'_> {
    /// The value of type `test` that `argument` holds, with its span.
    pub(super) fn value(&self, frame: &Frame, argument: &Argument, test: &TypeTest) -> Option<(ClaimValue, Span)> {
        let held = Some((ClaimValue::Polarity(true), argument.span));
        match test {
            TypeTest::Any => held,
            TypeTest::Noun(class) => {
                let lemma = &self.reading.doc.tokens[argument.head].lemma;
                held.filter(|_| self.reading.lexicons.has(class, lemma))
            }
            TypeTest::Place => {
                let index = self.reading.place_of(frame, argument)?;
                Some((ClaimValue::Place(index), self.reading.mentions[index].span))
            }
            TypeTest::Person => match self.person(argument)? {
                Participant::Named(index) => {
                    let own = self.reading.mentions[index].span;
                    // A pronoun is evidence where it stands.
                    let span =
                        if own.overlaps(argument.span) { own } else { self.reading.doc.tokens[argument.head].span };
                    Some((ClaimValue::Name(index), span))
                }
                Participant::Nameless(_) => None,
            },
            // "It took place": the event stands in the sentence before.
            TypeTest::Event(_) => {
                let event = self.reading.event_at(argument.head, frame.sentence);
                let token = event.map_or(argument.head, |event| event.predicate.token);
                let found = self.reading.mentions_in(self.reading.doc.tokens[token].span);
                let found = found.into_iter().find(|(_, m)| m.tokens.contains(&token) && self.fits(&m.value, test));
                found.and_then(|(i, m)| Some((self.claim_value(i, test)?, m.span)))
            }
            // The head alone is of that kind: "a man with a rifle case" has no rifle.
            TypeTest::Kind(_) => {
                let head = self.reading.doc.tokens[argument.head].span;
                let found = self.reading.mentions_in(head).filter(|(_, m)| self.fits(&m.value, test));
                let (index, mention) = found.max_by_key(|(_, m)| m.tokens.len())?;
                Some((self.claim_value(index, test)?, mention.span))
            }
            _ => {
                let found = self.reading.mentions_in(argument.span).find(|(_, m)| self.fits(&m.value, test));
                found.and_then(|(i, m)| Some((self.claim_value(i, test)?, m.span)))
            }
        }
    }

    /// The value that the tokens of a pattern's capture hold, with its span.
    pub(super) fn value_at(&self, tokens: &Range<usize>, test: &TypeTest) -> Option<(ClaimValue, Span)> {
        let span = self.reading.doc.span_of(tokens);
        let (index, mention) = self.reading.mentions_in(span).find(|(_, m)| self.fits(&m.value, test))?;
        Some((self.claim_value(index, test)?, mention.span))
    }

    /// Whether a mention's value is of the type.
    pub(super) fn fits(&self, value: &Value, test: &TypeTest) -> bool {
        match (test, value) {
            (TypeTest::Place, Value::Place(place)) => !place.demonym,
            (TypeTest::Person, Value::Name(name)) => name.kind == NameKind::Person,
            (TypeTest::Day | TypeTest::Date | TypeTest::Clock | TypeTest::Duration, Value::Time(time)) => {
                time_fits(time, test)
            }
            (TypeTest::Count(class), Value::Quantity(q)) => {
                let of_class = |c: &String| self.reading.lexicons.has(c, &q.counted);
                !q.counted.is_empty()
                    && !q.attributive
                    && !q.is_none()
                    && q.quantity.dimension.is_none()
                    && class.as_ref().is_none_or(of_class)
            }
            (TypeTest::Number, Value::Quantity(_)) | (TypeTest::Role, Value::Role(_)) => true,
            (TypeTest::Zero, Value::Quantity(q)) => q.is_none(),
            (TypeTest::Measure, Value::Quantity(q)) => {
                q.quantity.dimension.as_deref().is_some_and(|d| d != "percent" && !d.starts_with("money"))
            }
            (TypeTest::Kind(group), Value::Kind(kind)) => kind.group == *group,
            (TypeTest::Amount, Value::Quantity(q)) => {
                let share = || q.quantity.currency().is_some() || q.quantity.dimension.as_deref() == Some("percent");
                q.quantity.dimension.is_some() && (!q.attributive || share())
            }
            (TypeTest::Described(class), Value::Quantity(q)) => {
                q.attributive && class.as_ref().is_none_or(|c| self.reading.lexicons.has(c, &q.counted))
            }
            (TypeTest::Event(class), Value::Event(event)) => class.as_ref().is_none_or(|c| *c == event.class),
            _ => false,
        }
    }

    /// Past the unit behind a measure's number, which may have two words ("per cent"); a sign before the number ("$5") leaves none.
    pub(super) fn past_unit(&self, end: usize) -> usize {
        let (tokens, lexicons) = (&self.reading.doc.tokens, self.reading.lexicons);
        let Some(unit) = tokens.get(end) else { return end };
        let second = tokens.get(end + 1).map(|t| format!("{} {}", unit.lower, t.lower));
        match second.and_then(|pair| lexicons.value("unit", &pair)) {
            Some(_) => end + 2,
            None => end + usize::from(lexicons.value("unit", &unit.lemma).is_some()),
        }
    }

    /// The end of the noun chunk that a number stands in: of "24 people" in "24 people dead".
    pub(super) fn chunk_end(&self, number: &Range<usize>) -> usize {
        let doc = self.reading.doc;
        // "Dozens of people": the noun stands in the next one.
        let of = doc.tokens.get(number.end).is_some_and(|t| &*t.lower == "of");
        let at = if of { number.end + 1 } else { number.start };
        let chunk = doc.chunks.get(doc.chunks.partition_point(|c| c.tokens.end <= at));
        if of {
            return chunk.filter(|c| c.tokens.contains(&at)).map_or(number.end, |c| c.tokens.end);
        }
        chunk.filter(|c| c.tokens.contains(&number.start)).map_or(number.end, |c| c.tokens.end.max(number.end))
    }

    /// Whether what is counted is the deed itself: 46 arrests are 46 people arrested.
    pub(super) fn counts_deeds(&self, counted: &str, head: &str) -> bool {
        let done = self.reading.lexicons.value("nominal", counted).unwrap_or(counted);
        done == head || self.reading.lexicons.has("toll_of_people", counted)
    }

    fn claim_value(&self, index: usize, test: &TypeTest) -> Option<ClaimValue> {
        Some(match &self.reading.mentions[index].value {
            Value::Place(_) => ClaimValue::Place(index),
            Value::Name(_) => ClaimValue::Name(index),
            Value::Time(time) => ClaimValue::Time(time.clone()),
            Value::Quantity(q) if self.reading.lexicons.has("people_in_general", &q.counted) => {
                ClaimValue::Number(QuantityValue { counted: "people".to_owned(), ..q.clone() })
            }
            Value::Quantity(q) => ClaimValue::Number(q.clone()),
            Value::Role(_) => ClaimValue::Role(index),
            Value::Kind(kind) => ClaimValue::Kind(kind.clone()),
            Value::Event(_) if matches!(test, TypeTest::Event(_)) => ClaimValue::Polarity(true),
            _ => return None,
        })
    }
}

fn time_fits(time: &TimeValue, test: &TypeTest) -> bool {
    let (class, grain, clock) = (time.class, time.grain, time.clock.is_some());
    // A clock time alone names no day, though it is anchored to one.
    let dated = class == TimeClass::Date || time.days.is_some() || time.weekday.is_some();
    if time.ends_a_run() {
        return false;
    }
    match test {
        TypeTest::Duration => class == TimeClass::Duration,
        TypeTest::Clock => class == TimeClass::Time && clock && grain >= Grain::Hour,
        TypeTest::Date => dated && class == TimeClass::Date,
        TypeTest::Day => dated && matches!(class, TimeClass::Date | TimeClass::Time) && grain >= Grain::Day,
        _ => false,
    }
}
