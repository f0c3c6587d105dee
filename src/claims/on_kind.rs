//! Claims on which of several kinds something is that exclude each other: with what, in which direction, how it ended, who did it.

use std::{collections::BTreeSet, ops::Range};

use crate::{
    claims::{ClaimValue, Participant, Reference, Subject, extract::Maker},
    frames::{Argument, Frame, Role},
    mentions::{Mention, Value},
    rules::selector::{Selector, TypeTest},
    text::{Form, Pos, Span},
    values::{Kind, Slot},
};

impl Maker<'_> {
    /// The kind that the verb or event noun itself is: "was cancelled", "was stabbed".
    pub(super) fn kind_of_predicate(&self, frame: &Frame) -> Option<(ClaimValue, Span, bool)> {
        if self.pattern.value != Selector::Predicate || !matches!(self.pattern.value_type, TypeTest::Kind(_)) {
            return None;
        }
        let token = frame.predicate.token;
        let at = self.reading.doc.tokens.get(token)?.span;
        let begins = |m: &Mention| m.tokens.start == token;
        let found = self.reading.mentions_in(at).filter(|(_, m)| begins(m));
        found.into_iter().find_map(|(_, m)| match &m.value {
            Value::Kind(kind) if self.fits(&m.value, &self.pattern.value_type) => {
                // The "not" of "pleaded not guilty" is part of the kind.
                let own = self.reading.doc.tokens.get(m.tokens.clone()).unwrap_or_default();
                let says_not = own.iter().any(|t| self.reading.lexicons.has("negation", &t.lower));
                let kind = Kind { denied: frame.negated && !says_not, ..kind.clone() };
                Some((ClaimValue::Kind(kind), m.span, false))
            }
            _ => None,
        })
    }

    /// The event that a kind or a doer is told of, under the one noun that the rule gives it, and without what is claimed of it.
    pub(super) fn subject_of_kind(&self, frame: &Frame, mut subject: Subject, value: Span) -> Subject {
        if self.pattern.head.is_some() {
            subject.class = self.class_of(&subject.head);
        }
        let claimed = |a: &&Argument| a.span.overlaps(value) || self.slot == Slot::Agent && a.role == Role::Agent;
        for argument in frame.arguments.iter().filter(claimed) {
            let own = self.reading.participants_of(argument);
            subject.participants.retain(|p| !own.contains(p));
        }
        let tokens = self.reading.doc.tokens_of(value);
        let lemmas: Vec<String> = self.reading.doc.tokens[tokens].iter().map(|t| t.lemma.to_lowercase()).collect();
        subject.modifiers.retain(|m| !lemmas.contains(m));
        subject
    }

    /// A state, or the only body of its kind in a story ("the jury"): who signs, approves and rejects beside people.
    pub(super) fn body_that_decides(&self, argument: &Argument) -> Option<Participant> {
        let head = self.reading.doc.tokens.get(argument.head)?;
        let state = |(_, m): &(usize, &Mention)| matches!(&m.value, Value::Place(p) if !p.demonym);
        let named = self.reading.mentions_in(head.span).find(state).map(|(i, _)| Participant::Named(i));
        let body = head.form != Form::Plural && self.reading.lexicons.has("deciding_body", &head.lemma);
        named.or_else(|| body.then(|| Participant::Nameless(head.lemma.to_string())))
    }

    /// The class of event that a noun is of, without its prefix; empty for none.
    pub(super) fn class_of(&self, noun: &str) -> String {
        let mut classes = self.reading.lexicons.classes_of(noun);
        classes.find_map(|class| class.strip_prefix("event_")).unwrap_or_default().to_owned()
    }

    /// Adds to `subject` who and what the verb before the value is said of: the fire that was caused, the bank that was attacked. "Men" and
    /// "gunmen" may be any.
    pub(super) fn add_parties(
        &self,
        subject: &mut Subject,
        sentence: usize,
        value: &Range<usize>,
        frame: Option<&Frame>,
    ) {
        let verbs = || self.reading.frames_of(sentence).iter().filter(|f| f.predicate.token < value.start);
        let Some(frame) = frame.or_else(|| verbs().max_by_key(|f| f.predicate.token)) else { return };
        let own = self.reading.doc.span_of(value);
        let party = |a: &&Argument| matches!(a.role, Role::Agent | Role::Patient) && !a.span.overlaps(own);
        let parties = frame.arguments.iter().filter(party).flat_map(|a| self.reading.participants_of(a));
        let vague = |p: &Participant| match p {
            Participant::Nameless(noun) => self.reading.lexicons.has("vague_doer", noun),
            Participant::Named(_) => false,
        };
        subject.participants.extend(parties.filter(|p| !vague(p) && Some(p) != subject.about.as_ref()));
        subject.participants.sort();
        subject.participants.dedup();
    }

    /// A small town is in no gazetteer: its name is all there is to know of it.
    fn by_its_name(&self, who: Participant) -> Participant {
        match who {
            Participant::Named(m) if matches!(self.reading.mentions[m].value, Value::Name(_)) => {
                Participant::Nameless(self.reading.words_of(&who).to_lowercase())
            }
            who => who,
        }
    }

    /// The only kind of event that the nouns of the sentence before name, in the same post.
    fn only_kind_before(&self, sentence: usize) -> Option<String> {
        let doc = self.reading.doc;
        let before = sentence.checked_sub(1).filter(|b| doc.post_of(*b) == doc.post_of(sentence))?;
        self.only_kind(doc.sentences.get(before)?.tokens.clone())
    }

    /// The only kind of event that the nouns among `tokens` name.
    fn only_kind(&self, tokens: Range<usize>) -> Option<String> {
        let nouns = self.reading.doc.tokens.get(tokens)?.iter().filter(|t| matches!(t.pos, Pos::Noun | Pos::Propn));
        let classes: BTreeSet<String> = nouns.map(|t| self.class_of(&t.lemma.to_lowercase())).collect();
        let mut named = classes.into_iter().filter(|class| !class.is_empty());
        named.next().filter(|_| named.next().is_none())
    }

    /// Puts into `subject` what it is that lies where `value` says: the verb's own, or the noun before it. "It" is the only event of the
    /// sentence before, and an epicentre is its earthquake.
    pub(super) fn locate(&self, subject: &mut Subject, sentence: usize, value: &Range<usize>, frame: Option<&Frame>) {
        let doc = self.reading.doc;
        subject.about = subject.about.take().map(|seen_from| self.by_its_name(seen_from));
        let number = |a: &&Argument| {
            let numbers = self.reading.mentions_in(a.span);
            a.span.overlaps(doc.span_of(value))
                || numbers.into_iter().any(|(_, m)| matches!(m.value, Value::Quantity(_)))
        };
        // The parser seldom hangs a direction on its verb.
        let verbs = || self.reading.frames_of(sentence).iter().filter(|f| f.predicate.token < value.start);
        let frame = frame.or_else(|| verbs().max_by_key(|f| f.predicate.token));
        let party = frame.and_then(|f| {
            let of_role = |role| f.of_role(role).find(|a| a.head < value.start && !number(a));
            of_role(Role::Agent).or_else(|| of_role(Role::Patient))
        });
        let head = party.map(|a| a.head);
        if let Some(event) = head.and_then(|h| self.reading.event_at(h, sentence)) {
            let event = self.reading.event(event);
            let known = head.is_some_and(|h| &*doc.tokens[h].lower == "it");
            subject.reference = if known { Reference::Known } else { event.reference };
            subject.class = event.class;
            subject.participants.push(Participant::Nameless(subject.class.clone()));
            return;
        }
        let here = doc.sentences.get(sentence).map_or(0, |s| s.tokens.start);
        let class = match head {
            Some(it) if &*doc.tokens[it].lower == "it" => {
                self.only_kind_before(sentence).map(|c| (c, Reference::Known))
            }
            Some(_) => None,
            None => self.only_kind(here..value.start).map(|c| (c, Reference::Open)),
        };
        if let Some((class, reference)) = class {
            subject.reference = reference;
            subject.participants.push(Participant::Nameless(class.clone()));
            subject.class = class;
            return;
        }
        let who = party.and_then(|a| self.participant_at(&doc.tokens_of(a.span)));
        match who.or_else(|| self.nearest(sentence, value.start)) {
            Some(Participant::Nameless(noun)) => {
                let point_of = self.reading.lexicons.value("point_of", &noun);
                subject.class = self.class_of(point_of.unwrap_or(&noun));
                let thing = if subject.class.is_empty() { noun.clone() } else { subject.class.clone() };
                subject.reference = if point_of.is_some() { Reference::Known } else { Reference::Open };
                subject.participants.push(Participant::Nameless(thing));
            }
            Some(named) => subject.participants.push(named),
            None => {}
        }
    }
}
