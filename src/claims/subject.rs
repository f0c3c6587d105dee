//! From a frame to the subject of a claim: the event, with who takes part, when, where, and what describes it.

use crate::{
    claims::{Participant, Subject, set_apart},
    frames::{Argument, Attribution, Frame, PredicateKind, Role},
    mentions::{Mention, NameKind, Value},
    rules::Lexicons,
    text::{Document, Pos, Span},
    values::time::{Grain, TimeValue},
};

/// What the claims stage reads of one source.
#[derive(Clone, Copy)]
pub(super) struct Reading<'a> {
    pub doc: &'a Document,
    pub mentions: &'a [Mention],
    pub frames: &'a [Frame],
    pub lexicons: &'a Lexicons,
}

impl<'a> Reading<'a> {
    /// Mentions that overlap `span`, with their indices.
    pub(super) fn mentions_in(&self, span: Span) -> impl Iterator<Item = (usize, &'a Mention)> {
        let mentions = self.mentions;
        let from = mentions.partition_point(|m| m.span.start < span.start.saturating_sub(LONGEST_MENTION));
        mentions[from..]
            .iter()
            .enumerate()
            .map(move |(i, m)| (from + i, m))
            .take_while(move |(_, m)| m.span.start < span.end)
            .filter(move |(_, m)| m.span.overlaps(span))
    }

    /// Mentions whose first token is `token`.
    pub(super) fn mentions_at(&self, token: usize) -> impl Iterator<Item = &'a Mention> {
        let from = self.mentions.partition_point(|m| m.tokens.start < token);
        self.mentions[from..].iter().take_while(move |m| m.tokens.start == token)
    }

    /// The attribution of what stands inside quotation marks.
    pub(super) fn quoted_at(&self, span: Span) -> Option<Attribution> {
        let quote = self.doc.quote_at(span)?;
        Some(Attribution { speaker: quote.speaker, quoted: true, presupposed: false })
    }

    /// The frames of sentence `index`.
    pub(super) fn frames_of(&self, index: usize) -> &'a [Frame] {
        let from = self.frames.partition_point(|f| f.sentence < index);
        let to = self.frames.partition_point(|f| f.sentence <= index);
        &self.frames[from..to]
    }

    /// The place that `argument` names: by its head ("in Antalya"), or behind a noun for a place ("in the city of Antalya").
    pub(super) fn place_of(&self, frame: &Frame, argument: &Argument) -> Option<usize> {
        let head = self.doc.tokens[argument.head].span;
        let named = self.mentions_in(head).find(|(_, m)| is_named_place(m)).map(|(i, _)| i);
        if named.is_some() || !self.lexicons.has("place_noun", &self.doc.tokens[argument.head].lemma) {
            return named;
        }
        let tail = frame.arguments.iter().find(|a| a.preposition == "of" && a.span.start > argument.span.end)?;
        let gap = Span::new(argument.span.end, tail.span.start).of(&self.doc.text);
        let place = self.mentions_in(self.doc.tokens[tail.head].span).find(|(_, m)| is_named_place(m));
        place.filter(|_| gap.trim() == "of").map(|(i, _)| i)
    }

    /// Who the words of `argument` name. In "the Turkish president Kemal Ersin" that is Ersin alone; "Turkish officials" are Turkey's.
    pub(super) fn participants_of(&self, argument: &Argument) -> Vec<Participant> {
        let named = |m: &Mention| matches!(&m.value, Value::Name(n) if n.kind == NameKind::Person);
        if let Some(holder) = self.holder_of_office(argument) {
            return vec![Participant::Named(holder)];
        }
        let person = self.mentions_in(argument.span).any(|(_, m)| named(m));
        let mut out: Vec<Participant> = self
            .mentions_in(argument.span)
            .filter(|(_, m)| matches!(m.value, Value::Name(_)) || matches!(m.value, Value::Place(_)) && !person)
            .map(|(i, _)| Participant::Named(i))
            .collect();
        let head = &self.doc.tokens[argument.head];
        // "The province" is where it happens, and not who takes part.
        if head.pos == Pos::Noun && !self.lexicons.has("place_noun", &head.lemma) {
            // "A second fire" is another than "the fire".
            let apart = set_apart(self.doc, argument.head, self.lexicons);
            let noun = apart.map_or(head.lemma.to_string(), |word| format!("{word} {}", head.lemma));
            out.push(Participant::Nameless(noun));
        }
        out
    }

    /// The event that `frame` names.
    pub(super) fn event(&self, frame: &Frame) -> Subject {
        let lemma = &frame.predicate.lemma;
        let head = self.lexicons.value("nominal", lemma).unwrap_or(lemma).to_owned();
        let class = self.lexicons.classes_of(&head).find_map(|c| c.strip_prefix("event_")).unwrap_or_default();
        let mut subject = Subject { class: class.to_owned(), head, ..Subject::default() };
        for argument in &frame.arguments {
            self.add_argument(&mut subject, frame, argument);
        }
        if let Some(governor) = frame.governor.map(|g| &self.frames[g]) {
            let agents: Vec<Participant> =
                governor.of_role(Role::Agent).flat_map(|a| self.participants_of(a)).collect();
            if self.lexicons.has("agent_takes_part", &governor.predicate.lemma) {
                subject.participants.extend(agents.iter().cloned());
            }
            for argument in &governor.arguments {
                self.add_circumstance(&mut subject, governor, argument);
            }
            subject.governor = Some((governor.predicate.lemma.clone(), agents));
        }
        if subject.participants.is_empty() && subject.places.is_empty() {
            subject.participants.extend(self.unknown_place(frame));
        }
        subject.participants.sort();
        subject.participants.dedup();
        subject.places.sort_unstable();
        subject.places.dedup();
        subject.is_named = frame.predicate.kind == PredicateKind::EventNoun;
        subject.reference = self.reference(frame);
        subject.text = self.words(frame, &subject);
        subject
    }

    fn add_argument(&self, subject: &mut Subject, frame: &Frame, argument: &Argument) {
        match argument.role {
            Role::Agent | Role::Patient => subject.participants.extend(self.participants_of(argument)),
            Role::Modifier => self.add_modifier(subject, argument),
            Role::Oblique if self.lexicons.has("preposition_of_participants", &argument.preposition) => {
                subject.participants.extend(self.participants_of(argument));
            }
            Role::Oblique | Role::Time => self.add_circumstance(subject, frame, argument),
        }
    }

    /// Where a frame says it is, when that is no place of the gazetteer: a district, a village, a building by name.
    pub(super) fn part(&self, frame: &Frame) -> Option<String> {
        let there = frame.of_role(Role::Oblique).filter(|a| self.lexicons.has("preposition_of_place", &a.preposition));
        let unknown = |a: &&Argument| {
            let head = &self.doc.tokens[a.head];
            let placed = self.mentions_in(a.span).any(|(_, m)| is_named_place(m));
            !placed && (head.pos == Pos::Propn || self.lexicons.has("place_noun", &head.lemma.to_lowercase()))
        };
        there
            .into_iter()
            .find(unknown)
            .map(|a| without_article(a.span.of(&self.doc.text), self.lexicons).to_lowercase())
    }

    /// What a frame around the value tells of its subject: who, where, when.
    pub(super) fn add_circumstances(&self, subject: &mut Subject, frame: &Frame) {
        for argument in &frame.arguments {
            if matches!(argument.role, Role::Agent | Role::Patient) {
                let parties = self.participants_of(argument).into_iter();
                subject.participants.extend(parties.filter(|p| matches!(p, Participant::Named(_))));
            }
            self.add_circumstance(subject, frame, argument);
        }
        subject.participants.sort();
        subject.participants.dedup();
    }

    fn add_circumstance(&self, subject: &mut Subject, frame: &Frame, argument: &Argument) {
        match argument.role {
            Role::Oblique if self.lexicons.has("preposition_of_place", &argument.preposition) => {
                subject.places.extend(self.place_of(frame, argument));
            }
            Role::Time => {
                for (_, mention) in self.mentions_in(argument.span) {
                    if let Value::Time(time) = &mention.value
                        && let Some(day) = day_of(time)
                        && !subject.days.contains(&day)
                    {
                        subject.days.push(day);
                    }
                }
            }
            _ => {}
        }
    }

    fn add_modifier(&self, subject: &mut Subject, argument: &Argument) {
        let token = &self.doc.tokens[argument.head];
        match self
            .mentions_in(token.span)
            .find(|(_, m)| matches!(m.value, Value::Place(_) | Value::Name(_) | Value::Time(_)))
        {
            Some((i, m)) if is_named_place(m) => subject.places.push(i),
            Some((_, m)) if matches!(m.value, Value::Time(_)) => {
                if let Value::Time(time) = &m.value {
                    subject.days.extend(day_of(time));
                }
            }
            Some((i, _)) => subject.participants.push(Participant::Named(i)),
            None if matches!(token.pos, Pos::Adj | Pos::Noun | Pos::Verb | Pos::Propn) => {
                subject.modifiers.push(token.lemma.to_lowercase());
            }
            None => {}
        }
    }

    /// The outlet's words for the event: an event noun with its modifiers and its parties; for a verb, its noun and parties.
    fn words(&self, frame: &Frame, subject: &Subject) -> String {
        if frame.predicate.kind == PredicateKind::EventNoun {
            let mut span = self.doc.tokens[frame.predicate.token].span;
            let place = |a: &&Argument| self.lexicons.has("preposition_of_place", &a.preposition);
            let first_place = frame.arguments.iter().find(place).map_or(usize::MAX, |a| a.span.start);
            for argument in frame.arguments.iter().filter(|a| a.span.start < first_place) {
                let party = argument.role == Role::Oblique
                    && self.lexicons.has("preposition_of_participants", &argument.preposition);
                if party || matches!(argument.role, Role::Modifier | Role::Agent) {
                    span = span.join(argument.span);
                }
            }
            // "Cut short the visit": what stands before its article is no part of its words.
            let first = self.doc.tokens.partition_point(|t| t.span.start < span.start);
            let mut before = first..frame.predicate.token;
            let article = before.rfind(|t| self.lexicons.has("article", &self.doc.tokens[*t].lower));
            let start = article.map_or(span.start, |t| self.doc.tokens[t].span.start);
            return without_article(Span::new(start, span.end).of(&self.doc.text), self.lexicons);
        }
        // What is signed or struck names the deed; a meeting is named by all who meet.
        let patient = frame.of_role(Role::Patient).next().filter(|_| subject.class != "meetings");
        if let Some(patient) = patient {
            return format!("{} of {}", subject.head, without_article(patient.span.of(&self.doc.text), self.lexicons));
        }
        let party = |a: &&Argument| matches!(a.role, Role::Agent | Role::Patient) || a.preposition == "with";
        let parties = frame.arguments.iter().filter(party);
        let named: Vec<&str> = parties
            .filter(|a| self.mentions_in(a.span).any(|(_, m)| matches!(m.value, Value::Name(_))))
            .map(|a| a.span.of(&self.doc.text))
            .collect();
        if named.is_empty() { subject.head.clone() } else { format!("{} of {}", subject.head, named.join(" and ")) }
    }
}

/// The class of bodies that go by many nouns, and their usual noun.
pub(crate) const DELEGATION: &str = "delegation";
/// No mention is longer than this many bytes; it bounds how far back an overlapping one can begin.
const LONGEST_MENTION: usize = 120;

/// The day (week, year) of a time, without its clock; `None` for a clock or a length alone.
pub(crate) fn day_of(time: &TimeValue) -> Option<TimeValue> {
    let coarse = time.grain >= Grain::Week || time.grain == Grain::Year;
    let dated = time.days.is_some() || time.weekday.is_some();
    (coarse && dated && time.seconds.is_none()).then(|| TimeValue {
        clock: None,
        instants: None,
        grain: time.grain.min(Grain::Day),
        ..time.clone()
    })
}

fn is_named_place(mention: &Mention) -> bool {
    matches!(&mention.value, Value::Place(p) if !p.demonym)
}

/// `text` without a leading article.
pub(super) fn without_article(text: &str, lexicons: &Lexicons) -> String {
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    match text.split_once(' ') {
        Some((first, rest)) if lexicons.has("article", &first.to_lowercase()) => rest.to_owned(),
        _ => text,
    }
}
