//! Claims on frames: who did what to whom, where, when, how many.

use crate::{
    claims::{Claim, ClaimValue, Participant, Subject, extract::Maker},
    frames::{Argument, Frame, Modality, Role},
    mentions::{NameKind, Value},
    rules::selector::{Selector, TypeTest},
    text::{Form, Pos, Span},
    values::Slot,
};

impl Maker<'_> {
    /// The claims of one frame whose predicate fits.
    pub(super) fn claims_on_frame(&self, frame: &Frame) -> Vec<Claim> {
        let met = self.pattern.requires.iter().all(|(selector, test)| {
            self.select(frame, selector).into_iter().any(|a| self.value(frame, a, test).is_some())
        });
        if self.excludes(frame) || !met {
            return Vec::new();
        }
        let Some((subject, doubt)) = self.subject(frame) else { return Vec::new() };
        let subjects: Vec<(Subject, bool)> =
            self.about(frame, subject).into_iter().map(|(subject, about)| (subject, doubt || about)).collect();
        if self.asks_polarity() {
            let polarity = |(subject, doubtful)| Claim { doubtful, ..self.polarity(frame, subject) };
            return subjects.into_iter().map(polarity).collect();
        }
        let values: Vec<(ClaimValue, Span, bool)> = self
            .select(frame, &self.pattern.value)
            .into_iter()
            .filter(|a| !(a.doubtful && self.pattern.unless_doubtful))
            .filter_map(|a| {
                let (value, span) = self.value(frame, a, &self.pattern.value_type)?;
                Some((value, span, a.disputed || self.is_pronoun(a)))
            })
            .chain(self.kind_of_predicate(frame))
            .collect();
        let each = |(subject, doubt): &(Subject, bool)| {
            let claim = |(value, span, own): &(ClaimValue, Span, bool)| Claim {
                doubtful: *doubt || *own,
                ..self.claim_of(frame, subject, value, *span)
            };
            values.iter().map(claim).collect::<Vec<_>>()
        };
        subjects.iter().flat_map(each).collect()
    }

    /// One subject for each of those whom the rule asks about, and whether it is in doubt that they do it.
    fn about(&self, frame: &Frame, subject: Subject) -> Vec<(Subject, bool)> {
        let who: Vec<(Participant, bool)> = match &self.pattern.about {
            None => return vec![(subject, false)],
            Some(Selector::Nearest) => {
                self.nearest(frame.sentence, frame.predicate.token).map(|who| (who, false)).into_iter().collect()
            }
            Some(selector) => {
                let selected = self.select(frame, selector).into_iter();
                selected.filter_map(|a| Some((self.owner(a)?, a.disputed || self.is_pronoun(a)))).collect()
            }
        };
        who.into_iter().map(|(who, doubt)| (Subject { about: Some(who), ..subject.clone() }, doubt)).collect()
    }

    /// Whether it is so. A verb that says the opposite of another ("reject" of "approve") denies the other.
    fn polarity(&self, frame: &Frame, mut subject: Subject) -> Claim {
        let at = self.reading.doc.tokens[frame.predicate.token].span;
        let turned = matches!(self.slot, Slot::Status | Slot::Attends);
        let opposite = self.reading.lexicons.value("opposite", &frame.predicate.lemma).filter(|_| turned);
        // Who stays away from the talks is no other event than the talks.
        if let Some(opposite) = opposite.filter(|_| self.slot == Slot::Status) {
            subject.head = self.reading.lexicons.value("nominal", opposite).unwrap_or(opposite).to_owned();
        }
        let claim = self.claim(
            frame,
            subject,
            ClaimValue::Polarity((frame.negated == opposite.is_some()) != self.asks_denial()),
            at,
        );
        // "Demanding Rusu attend": a bare form behind a name is wished for.
        let token = |t: usize| &self.reading.doc.tokens[t];
        let behind_name = frame.predicate.token.checked_sub(1).is_some_and(|t| token(t).pos == Pos::Propn);
        let wished = behind_name && token(frame.predicate.token).form == Form::Base;
        let modality = if wished { claim.modality.max(Modality::Possible) } else { claim.modality };
        Claim { modality, ..claim }
    }

    fn claim_of(&self, frame: &Frame, subject: &Subject, value: &ClaimValue, span: Span) -> Claim {
        let mut subject = without_slot(subject.clone(), self.slot);
        if matches!(value, ClaimValue::Number(_)) {
            subject.part = self.reading.part(frame);
        }
        if let (ClaimValue::Number(n), TypeTest::Count(_)) = (value, &self.pattern.value_type) {
            // "killed people in 13 countries" counts countries, and not those who were killed.
            let beside = matches!(self.pattern.value, Selector::Oblique(_));
            let done = if beside { "" } else { subject.head.as_str() };
            subject.text = self.reading.counted_and_done(&n.counted, done);
        }
        if let (ClaimValue::Number(_), TypeTest::Amount) = (value, &self.pattern.value_type) {
            // "burned 12,000 hectares": the sum itself is no part of what it is asked of.
            let agent = frame.of_role(Role::Agent).next().map(|a| self.reading.doc.slice(a.span));
            subject.text = match agent {
                Some(agent) => format!("{agent} ({})", subject.head),
                None => subject.head.clone(),
            };
        }
        if matches!(value, ClaimValue::Kind(_)) || self.slot == Slot::Agent {
            subject = self.subject_of_kind(frame, subject, span);
        }
        self.claim(frame, subject, value.clone(), span)
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
            denied: frame.negated && !polarity && self.pattern.value != Selector::Predicate,
            modality: frame.modality,
            attribution: frame.attribution.clone(),
            doubtful: false,
            evidence: about,
            rule: self.rule,
        }
    }

    /// What the claim is about, and whether it is in doubt that it stands in the frame.
    fn subject(&self, frame: &Frame) -> Option<(Subject, bool)> {
        let (subject, disputed) = self.selected_subject(frame)?;
        // "had" and "won 200 votes" are of one result.
        let head = self.pattern.head.clone().unwrap_or_else(|| subject.head.clone());
        Some((Subject { head, ..subject }, disputed))
    }

    fn selected_subject(&self, frame: &Frame) -> Option<(Subject, bool)> {
        match &self.pattern.subject {
            Selector::Predicate => Some((self.reading.event(frame), false)),
            selector => self.select(frame, selector).into_iter().find_map(|a| {
                let (subject, doubt) = self.subject_of_argument(frame, a)?;
                Some((subject, a.disputed || doubt))
            }),
        }
    }

    /// An argument as subject: the event it names, with the circumstances of the verb; otherwise its noun. And whether it is in doubt
    /// which one that is.
    fn subject_of_argument(&self, frame: &Frame, argument: &Argument) -> Option<(Subject, bool)> {
        if let Some(event) = self.reading.event_at(argument.head, frame.sentence) {
            return Some((self.reading.event(event), false));
        }
        // A number counts its noun: "26 pirates were captured" is about pirates captured.
        let of_number = matches!(self.pattern.value_type, TypeTest::Count(_));
        let mut subject = self.reading.event(frame);
        if of_number {
            let counted = Participant::Nameless(self.reading.doc.tokens[argument.head].lemma.to_string());
            subject.participants.retain(|p| *p != counted);
            return Some((subject, false));
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
            Selector::Predicate | Selector::Polarity | Selector::Denial | Selector::Mention | Selector::Nearest => {
                Vec::new()
            }
        }
    }

    pub(super) fn person(&self, argument: &Argument) -> Option<Participant> {
        self.named(argument, |kind: NameKind| kind.may_be_a_person() || self.slot == Slot::Agent)
    }

    /// Whom a rule asks about: numbers are also those of a party or a firm, everything else is a person's.
    fn owner(&self, argument: &Argument) -> Option<Participant> {
        let bodies = matches!(self.slot, Slot::Number | Slot::Status);
        let named = self.named(argument, |kind: NameKind| kind.may_be_a_person() || bodies);
        named.or_else(|| self.body_that_decides(argument).filter(|_| self.slot == Slot::Status))
    }

    fn named(&self, argument: &Argument, fits: impl Fn(NameKind) -> bool) -> Option<Participant> {
        let head = self.reading.doc.tokens[argument.head].span;
        self.reading
            .mentions_in(head)
            .find(|(_, m)| matches!(&m.value, Value::Name(n) if fits(n.kind)))
            .map(|(i, _)| i)
            .or_else(|| self.reading.holder_of_office(argument))
            .or_else(|| self.meant(argument))
            .or_else(|| self.behind_office(argument))
            .map(Participant::Named)
    }

    /// Whom a pronoun or a description stands for, for what people do: lead, belong, attend.
    fn meant(&self, argument: &Argument) -> Option<usize> {
        let deeds = matches!(self.slot, Slot::Leader | Slot::Member | Slot::Attends | Slot::Manner | Slot::Agent);
        let deeds = deeds || matches!(self.pattern.value_type, TypeTest::Kind(_));
        let sentence = self.reading.doc.sentence_at(self.reading.doc.tokens[argument.head].span.start)?;
        let reading = &self.reading;
        let meant = || {
            reading.person_meant(argument.head, sentence).or_else(|| reading.person_described(argument.head, sentence))
        };
        deeds.then(meant).flatten()
    }

    /// "the ministry's director of planning Irina Rusu will represent": the name behind an office and what it is for.
    fn behind_office(&self, argument: &Argument) -> Option<usize> {
        let doc = self.reading.doc;
        let office = self.reading.lexicons.has("role_noun", &doc.tokens[argument.head].lemma);
        let deeds = matches!(self.slot, Slot::Leader | Slot::Member | Slot::Attends);
        if !office || !deeds || doc.tokens[argument.head].form == Form::Plural {
            return None;
        }
        let behind = argument.head + 1..doc.tokens.len().min(argument.head + LONGEST_OFFICE);
        let word = |t: &usize| matches!(doc.tokens[*t].pos, Pos::Adp | Pos::Det | Pos::Adj | Pos::Noun | Pos::Propn);
        let last = behind.take_while(word).last()?;
        let (index, name) = self
            .reading
            .mentions_in(doc.tokens[last].span)
            .find(|(_, m)| matches!(&m.value, Value::Name(n) if n.kind == NameKind::Person))?;
        let before = name.tokens.start.checked_sub(1).map(|t| doc.tokens[t].pos)?;
        (name.tokens.start > argument.head && matches!(before, Pos::Noun | Pos::Propn)).then_some(index)
    }

    fn is_pronoun(&self, argument: &Argument) -> bool {
        self.reading.lexicons.has("pronoun_of_person", &self.reading.doc.tokens[argument.head].lower)
    }
}

/// How far behind an office its holder's name may end, in tokens.
const LONGEST_OFFICE: usize = 9;

/// What is claimed is no evidence for what it is claimed of.
fn without_slot(mut subject: Subject, slot: Slot) -> Subject {
    match slot {
        Slot::Place => subject.places.clear(),
        Slot::Date => subject.days.clear(),
        _ => {}
    }
    subject
}
