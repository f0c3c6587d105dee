//! A fact changed inside copied text: the surest finding there is, when the rest of the sentence stands unchanged and exactly one
//! typed value differs.

use std::collections::BTreeSet;

use crate::{
    claims::SourceAnalysis,
    copies::{Change, Copy, SentencePair, Voices},
    facts::{Entities, Entity, fnv1a},
    findings::{Evidence, Finding, Relation, Side},
    frames::Modality,
    mentions::{Mention, Value, gazetteer::Gazetteer},
    values::{Comparison, Severity, Slot, names::fold, time::TimeClass},
    verdicts::compare_mentions,
};

/// The id that reports give as the rule of these findings.
pub const RULE: &str = "copies/changed_fact";
/// Share of equal words from which one changed value is a finding.
const SURE_COPY: f64 = 0.75;
/// With fewer equal words two sentences may be a set phrase ("It is 6pm in Oslo") and no copy.
const FEWEST_EQUAL_WORDS: usize = 7;
/// Equal words from which the finding is an error.
const WORDS_FOR_ERROR: usize = 8;

/// The findings of all copies, in order of the copies; one for each changed value, however often the sentence was copied.
pub fn from_copies(copies: &[Copy], sources: &[SourceAnalysis], entities: &Entities, voices: &Voices) -> Vec<Finding> {
    let mut out: Vec<Finding> = Vec::new();
    for copy in copies {
        for pair in copy.sentences.iter().filter(|p| p.similarity >= SURE_COPY && p.equal >= FEWEST_EQUAL_WORDS) {
            let reading = Reading { copy, pair, sources, entities };
            if let Some(finding) = reading.changed_fact(voices) {
                add(&mut out, finding, voices);
            }
        }
    }
    out
}

/// Adds a finding, or its evidence to the one that has the same slot and values already.
fn add(out: &mut Vec<Finding>, new: Finding, voices: &Voices) {
    let Some(old) = out.iter_mut().find(|f| f.id == new.id) else {
        out.push(new);
        return;
    };
    old.severity = old.severity.max(new.severity);
    for side in new.sides {
        if let Some(same) = old.sides.iter_mut().find(|s| s.normalized == side.normalized) {
            for evidence in side.evidence {
                if !same.evidence.iter().any(|e| (e.source, e.span) == (evidence.source, evidence.span)) {
                    same.evidence.push(evidence);
                }
            }
            same.evidence.sort_by_key(|e| (e.source, e.span));
            same.voices = voices.count(&same.evidence.iter().map(|e| (e.source, e.sentence)).collect());
        }
    }
}

struct Reading<'a> {
    copy: &'a Copy,
    pair: &'a SentencePair,
    sources: &'a [SourceAnalysis],
    entities: &'a Entities,
}

/// A value that differs between the two sentences.
struct Difference<'a> {
    slot: Slot,
    left: &'a Mention,
    right: &'a Mention,
    cause: Option<String>,
}

impl<'a> Reading<'a> {
    fn changed_fact(&self, voices: &Voices) -> Option<Finding> {
        let mut differences = Vec::new();
        for change in &self.pair.changes {
            match self.difference(change) {
                // Two changes inside one value ("9.25 a.m. on Thursday") are one difference.
                Outcome::Differs(new) if differences.iter().any(|d: &Difference| d.left.span == new.left.span) => {}
                Outcome::Differs(difference) => differences.push(difference),
                Outcome::Wording => {}
                Outcome::Other => return None,
            }
        }
        let [difference] = &differences[..] else { return None };
        self.finding(difference, voices)
    }

    /// What an exchange of words changes: one value, only wording, or something that makes the two sentences speak of different things.
    fn difference(&self, change: &Change) -> Outcome<'a> {
        let (left, right) =
            (self.typed(self.copy.left.source, &change.left), self.typed(self.copy.right.source, &change.right));
        match (&left[..], &right[..]) {
            ([], []) => Outcome::Wording,
            ([], _) | (_, []) => {
                // A time, place or number only one side gives is silence on the other, not a difference.
                Outcome::Wording
            }
            ([a], [b]) => self.compare(*a, *b),
            _ => Outcome::Other,
        }
    }

    fn compare(&self, (left, a): (usize, &'a Mention), (right, b): (usize, &'a Mention)) -> Outcome<'a> {
        let (x, y) = (self.copy.left.source, self.copy.right.source);
        let Some(slot) = slot(&a.value, &b.value) else { return Outcome::Other };
        if let (Value::Name(_), Value::Name(_)) = (&a.value, &b.value) {
            return match (self.entities.of(x, left), self.entities.of(y, right)) {
                (Some(p), Some(q)) if p == q => Outcome::Wording,
                (Some(p), Some(q)) if self.both_people(p, q) => {
                    Outcome::Differs(Difference { slot, left: a, right: b, cause: None })
                }
                _ => Outcome::Other,
            };
        }
        let place = |source, mention| self.entities.place(source, mention);
        match compare_mentions(&a.value, place(x, left), &b.value, place(y, right)) {
            Comparison::Differ(cause) => Outcome::Differs(Difference { slot, left: a, right: b, cause }),
            Comparison::Same | Comparison::Compatible(_) => Outcome::Wording,
            Comparison::Unknown => Outcome::Other,
        }
    }

    fn both_people(&self, a: crate::facts::EntityId, b: crate::facts::EntityId) -> bool {
        matches!((self.entities.get(a), self.entities.get(b)), (Entity::Person(_), Entity::Person(_)))
    }

    /// The typed values among `tokens` of `source`, with the indices of their mentions.
    fn typed(&self, source: usize, tokens: &std::ops::Range<usize>) -> Vec<(usize, &'a Mention)> {
        let mentions = &self.sources[source].mentions;
        let from = mentions.partition_point(|m| m.tokens.start + LONGEST_MENTION < tokens.start);
        mentions[from..]
            .iter()
            .enumerate()
            .map(|(i, m)| (from + i, m))
            .take_while(|(_, m)| m.tokens.start < tokens.end)
            .filter(|(_, m)| {
                m.tokens.end > tokens.start && m.tokens.start < tokens.end && !matches!(m.value, Value::Event(_))
            })
            .collect()
    }

    fn finding(&self, difference: &Difference, voices: &Voices) -> Option<Finding> {
        let (x, y) = (self.copy.left.source, self.copy.right.source);
        let sides = [(x, self.pair.left, difference.left), (y, self.pair.right, difference.right)].map(
            |(source, sentence, mention)| {
                let doc = &self.sources[source].doc;
                Side {
                    value: doc.slice(mention.span).to_owned(),
                    normalized: self.normal(&mention.value, doc.slice(mention.span)),
                    voices: 1,
                    evidence: vec![Evidence {
                        source,
                        post: doc.post_of(sentence),
                        sentence,
                        span: doc.sentences[sentence].span,
                        value: mention.span,
                        attributed_to: None,
                        modality: Modality::Happened,
                        denied: false,
                        rule: RULE.to_owned(),
                    }],
                }
            },
        );
        let (relation, severity) = self.weight(difference);
        let words = self.shared_words();
        let mut normal: Vec<&str> = sides.iter().map(|s| s.normalized.as_str()).collect();
        normal.sort_unstable();
        let id = format!("{:016x}", fnv1a(&format!("{} {words} {}", difference.slot.name(), normal.join(" "))));
        let values = format!("{} or {}", sides[0].value, sides[1].value);
        let mut why = vec![format!("the two sentences share {} words and differ in this value", self.pair.equal)];
        why.extend(difference.cause.clone());
        let mut sides = sides.to_vec();
        for side in &mut sides {
            side.voices = voices.count(&BTreeSet::from([(side.evidence[0].source, side.evidence[0].sentence)]));
        }
        Some(Finding {
            id,
            rule: RULE.to_owned(),
            slot: difference.slot,
            severity,
            relation,
            subject: format!("“{words}”"),
            message: format!("A {} differs in copied text: {values}", difference.slot.name()),
            why,
            sides,
        })
    }

    /// A later copy with a higher count is an update; a short or loose copy is a warning.
    fn weight(&self, difference: &Difference) -> (Relation, Severity) {
        let reported = |source: usize, sentence: usize| {
            let analysis = &self.sources[source];
            analysis.reported(analysis.doc.post_of(sentence))
        };
        let (before, after) =
            (reported(self.copy.left.source, self.pair.left), reported(self.copy.right.source, self.pair.right));
        let updated = match (&difference.left.value, &difference.right.value, before, after) {
            (Value::Quantity(a), Value::Quantity(b), Some(x), Some(y)) if a.quantity.dimension.is_none() => {
                let order = crate::verdicts::is_later(x, y).cmp(&crate::verdicts::is_later(y, x));
                order != std::cmp::Ordering::Equal
                    && (order == std::cmp::Ordering::Greater) == (b.quantity.base > a.quantity.base)
            }
            _ => false,
        };
        match (updated, self.pair.equal >= WORDS_FOR_ERROR) {
            (true, _) => (Relation::Superseded, Severity::Warning),
            (false, true) => (Relation::Conflict, Severity::Error),
            (false, false) => (Relation::Conflict, Severity::Warning),
        }
    }

    /// The first shared words of the two sentences, for naming the finding.
    fn shared_words(&self) -> String {
        let doc = &self.sources[self.copy.left.source].doc;
        let changed = |t: usize| self.pair.changes.iter().any(|c| c.left.contains(&t));
        let words = doc.sentences[self.pair.left].tokens.clone().filter(|t| !changed(*t)).map(|t| doc.word(t));
        words.filter(|w| w.chars().any(char::is_alphanumeric)).take(10).collect::<Vec<_>>().join(" ")
    }

    fn normal(&self, value: &Value, words: &str) -> String {
        match value {
            Value::Time(time) => time.timex.clone(),
            Value::Place(place) => Gazetteer::embedded().place(place.candidates[0]).name.to_owned(),
            Value::Quantity(q) => q.quantity.normalized(),
            _ => fold(words),
        }
    }
}

/// No mention has more tokens than this; it bounds how far back an overlapping one can begin.
const LONGEST_MENTION: usize = 12;

enum Outcome<'a> {
    Differs(Difference<'a>),
    Wording,
    Other,
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
        (Value::Name(_), Value::Name(_)) => Some(Slot::Name),
        _ => None,
    }
}
