//! Runs the claim rules over one source's frames and mentions.

use crate::{
    claims::{Claim, ClaimValue, Participant, Subject, subject::Reading},
    frames::{Argument, Frame, Modality, PredicateKind, Role},
    mentions::{Mention, NameKind, Value},
    rules::{
        Rules,
        claim_rule::Match,
        selector::{Selector, TypeTest},
    },
    text::{Document, Span},
    values::{
        Slot,
        time::{Grain, TimeClass, TimeValue},
    },
};

/// All claims of source number `source`, in order of their evidence, rule by rule.
pub fn extract_claims(
    source: usize,
    doc: &Document,
    mentions: &[Mention],
    frames: &[Frame],
    rules: &Rules,
) -> Vec<Claim> {
    let reading = Reading { doc, mentions, frames, lexicons: &rules.lexicons };
    let mut out: Vec<Claim> = Vec::new();
    for (number, rule) in rules.claims.iter().enumerate() {
        for pattern in &rule.matches {
            let make = Maker { source, rule: number, slot: rule.slot, pattern, reading };
            match &pattern.predicate {
                Some(predicate) => {
                    let fitting = frames.iter().filter(|f| predicate.fits(&f.predicate.lemma, &rules.lexicons));
                    out.extend(fitting.flat_map(|f| make.claims_on_frame(f)));
                }
                None => out.extend(mentions.iter().enumerate().filter_map(|(i, m)| make.claim_on_mention(i, m))),
            }
        }
    }
    out.sort_by_key(|c| (c.evidence, c.slot, c.rule));
    out
}

/// Each claim once: what two rules or matches find in the same words of the same subject is one claim.
pub fn distinct(mut claims: Vec<Claim>) -> Vec<Claim> {
    claims.sort_by_key(|c| (c.slot, c.value_span, c.rule, c.evidence));
    claims.dedup_by(|later, first| {
        (later.slot, later.value_span) == (first.slot, first.value_span) && later.subject.head == first.subject.head
    });
    claims.sort_by_key(|c| (c.evidence, c.slot, c.rule));
    claims
}

struct Maker<'a> {
    source: usize,
    rule: usize,
    slot: Slot,
    pattern: &'a Match,
    reading: Reading<'a>,
}

impl Maker<'_> {
    fn claims_on_frame(&self, frame: &Frame) -> Vec<Claim> {
        let excluded = self.pattern.unless_modality.iter().any(|m| m == frame.modality.name())
            || frame.negated && self.pattern.unless_denied
            || self
                .pattern
                .unless_predicate
                .as_ref()
                .is_some_and(|p| p.fits(&frame.predicate.lemma, self.reading.lexicons));
        let met = self.pattern.requires.iter().all(|(selector, test)| {
            self.select(frame, selector).into_iter().any(|a| self.value(frame, a, test).is_some())
        });
        if excluded || !met {
            return Vec::new();
        }
        let Some(mut subject) = self.subject(frame) else { return Vec::new() };
        if let Some(about) = &self.pattern.about {
            let Some(who) = self.select(frame, about).into_iter().find_map(|a| self.person(a)) else {
                return Vec::new();
            };
            subject.about = Some(who);
        }
        if self.pattern.value == Selector::Polarity {
            let at = self.reading.doc.tokens[frame.predicate.token].span;
            return vec![self.claim(frame, subject, ClaimValue::Polarity(!frame.negated), at)];
        }
        self.select(frame, &self.pattern.value)
            .into_iter()
            .filter_map(|a| self.value(frame, a, &self.pattern.value_type))
            .map(|(value, span)| {
                let mut subject = without_slot(subject.clone(), self.slot);
                if let (ClaimValue::Number(n), TypeTest::Count(_)) = (&value, &self.pattern.value_type) {
                    subject.text = format!("{} ({})", plural(&n.counted), subject.head);
                }
                self.claim(frame, subject, value, span)
            })
            .collect()
    }

    /// A claim on a mention alone: how a person's name is written, how old the person is.
    fn claim_on_mention(&self, index: usize, mention: &Mention) -> Option<Claim> {
        let (who, value) = match (&self.pattern.value_type, &mention.value) {
            // A full name of unknown kind may turn out to be a person's in another source.
            (TypeTest::Person, Value::Name(name))
                if name.kind == NameKind::Person || name.kind == NameKind::Unknown && name.words.len() >= 2 =>
            {
                (index, ClaimValue::Name(index))
            }
            (TypeTest::Age, Value::Age(age)) => {
                let name = self.reading.mentions_in(age.name).find(|(_, m)| m.span == age.name)?;
                (name.0, ClaimValue::Age(age.years))
            }
            _ => return None,
        };
        let name = self.reading.mentions[who].span;
        let text = self.reading.doc.slice(name).split_whitespace().collect::<Vec<_>>().join(" ");
        Some(Claim {
            source: self.source,
            post: self.reading.doc.post_of(mention.sentence),
            sentence: mention.sentence,
            slot: self.slot,
            subject: Subject { text, about: Some(Participant::Named(who)), is_named: true, ..Subject::default() },
            value,
            value_span: mention.span,
            denied: false,
            modality: Modality::Happened,
            attribution: None,
            evidence: mention.span.join(name),
            rule: self.rule,
        })
    }

    fn claim(&self, frame: &Frame, subject: Subject, value: ClaimValue, value_span: Span) -> Claim {
        let polarity = matches!(value, ClaimValue::Polarity(_));
        let predicate = self.reading.doc.tokens[frame.predicate.token].span;
        let about = if polarity { frame.span } else { predicate.join(value_span) };
        Claim {
            source: self.source,
            post: self.reading.doc.post_of(frame.sentence),
            sentence: frame.sentence,
            slot: self.slot,
            subject,
            value,
            value_span,
            // The value of a polarity claim says already whether it is denied.
            denied: frame.negated && !polarity,
            modality: frame.modality,
            attribution: frame.attribution.clone(),
            evidence: about,
            rule: self.rule,
        }
    }

    fn subject(&self, frame: &Frame) -> Option<Subject> {
        match &self.pattern.subject {
            Selector::Predicate => Some(self.reading.event(frame)),
            selector => self.select(frame, selector).into_iter().find_map(|a| self.subject_of_argument(frame, a)),
        }
    }

    /// An argument as subject: the event it names, with the circumstances of the verb; otherwise its noun.
    fn subject_of_argument(&self, frame: &Frame, argument: &Argument) -> Option<Subject> {
        let event = self
            .reading
            .frames_of(frame.sentence)
            .iter()
            .find(|f| f.predicate.kind == PredicateKind::EventNoun && f.predicate.token == argument.head);
        if let Some(event) = event {
            return Some(self.reading.event(event));
        }
        // A number counts its noun: "26 pirates were captured" is about pirates captured.
        let of_number = matches!(self.pattern.value_type, TypeTest::Count(_));
        let mut subject = self.reading.event(frame);
        if of_number {
            subject.participants.retain(|p| matches!(p, Participant::Named(_)));
            return Some(subject);
        }
        // A body under its head: "the Georgian delegation", "the budget committee".
        let body = self.pattern.requires.iter().any(|(selector, test)| {
            *selector == self.pattern.subject
                && matches!(test, TypeTest::Noun(_))
                && self.value(frame, argument, test).is_some()
        });
        body.then(|| self.reading.body(argument)).flatten()
    }

    fn select<'f>(&self, frame: &'f Frame, selector: &Selector) -> Vec<&'f Argument> {
        let role = |role| frame.of_role(role).collect();
        match selector {
            Selector::Agent => role(Role::Agent),
            Selector::Patient => role(Role::Patient),
            Selector::Time => role(Role::Time),
            Selector::Modifier => role(Role::Modifier),
            Selector::Oblique(prepositions) => {
                frame.of_role(Role::Oblique).filter(|a| prepositions.contains(&a.preposition)).collect()
            }
            Selector::Predicate | Selector::Polarity | Selector::Mention => Vec::new(),
        }
    }

    fn person(&self, argument: &Argument) -> Option<Participant> {
        let head = self.reading.doc.tokens[argument.head].span;
        self.reading
            .mentions_in(head)
            .find(|(_, m)| matches!(&m.value, Value::Name(n) if n.kind != NameKind::Organisation))
            .map(|(i, _)| Participant::Named(i))
    }

    /// The value of type `test` that `argument` holds, with its span.
    fn value(&self, frame: &Frame, argument: &Argument, test: &TypeTest) -> Option<(ClaimValue, Span)> {
        let mentions = || self.reading.mentions_in(argument.span);
        match test {
            TypeTest::Place => {
                let index = self.reading.place_of(frame, argument)?;
                Some((ClaimValue::Place(index), self.reading.mentions[index].span))
            }
            TypeTest::Day | TypeTest::Clock | TypeTest::Duration => mentions().find_map(|(_, m)| match &m.value {
                Value::Time(t) if time_fits(t, test) => Some((ClaimValue::Time(t.clone()), m.span)),
                _ => None,
            }),
            TypeTest::Count(class) => mentions().find_map(|(_, m)| match &m.value {
                Value::Quantity(q)
                    if class.as_ref().is_none_or(|c| self.reading.lexicons.has(c, &q.counted))
                        && !q.counted.is_empty() =>
                {
                    Some((ClaimValue::Number(q.clone()), m.span))
                }
                _ => None,
            }),
            TypeTest::Number => mentions().find_map(|(_, m)| match &m.value {
                Value::Quantity(q) => Some((ClaimValue::Number(q.clone()), m.span)),
                _ => None,
            }),
            TypeTest::Person => {
                let who = self.person(argument)?;
                let Participant::Named(index) = who else { return None };
                Some((ClaimValue::Name(index), self.reading.mentions[index].span))
            }
            TypeTest::Event(class) => mentions().find_map(|(_, m)| match &m.value {
                Value::Event(e)
                    if m.tokens.contains(&argument.head) && class.as_ref().is_none_or(|c| *c == e.class) =>
                {
                    Some((ClaimValue::Polarity(true), m.span))
                }
                _ => None,
            }),
            TypeTest::Noun(class) => self
                .reading
                .lexicons
                .has(class, &self.reading.doc.tokens[argument.head].lemma)
                .then_some((ClaimValue::Polarity(true), argument.span)),
            TypeTest::Age => None,
            TypeTest::Any => Some((ClaimValue::Polarity(true), argument.span)),
        }
    }
}

fn time_fits(time: &TimeValue, test: &TypeTest) -> bool {
    let (class, grain, clock) = (time.class, time.grain, time.clock.is_some());
    // A clock time alone names no day, though it is anchored to one.
    let dated = class == TimeClass::Date || time.days.is_some() || time.weekday.is_some();
    match test {
        TypeTest::Duration => class == TimeClass::Duration,
        TypeTest::Clock => class == TimeClass::Time && clock && grain >= Grain::Hour,
        TypeTest::Day => dated && matches!(class, TimeClass::Date | TimeClass::Time) && grain >= Grain::Day,
        _ => false,
    }
}

/// The noun that is counted, for a question that begins with "How many".
fn plural(noun: &str) -> String {
    if noun.ends_with('s') || noun == "people" { noun.to_owned() } else { format!("{noun}s") }
}

/// What is claimed is no evidence for what it is claimed of.
fn without_slot(mut subject: Subject, slot: Slot) -> Subject {
    match slot {
        Slot::Place => subject.places.clear(),
        Slot::Date => subject.days.clear(),
        _ => {}
    }
    subject
}
