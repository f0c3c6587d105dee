//! Claims on token patterns: what stands beside its value without a predicate ("12 metres wide", "three days of talks").

use std::ops::Range;

use crate::{
    claims::{Claim, ClaimValue, Participant, Subject, extract::Maker, subject::without_article},
    frames::{Frame, Modality, PredicateKind, Role},
    mentions::Value,
    rules::{
        selector::{Selector, TypeTest},
        token_pattern::{Atom, Capture, Captures, TokenPattern},
    },
    text::{BlockKind, Chunk, Pos, Sentence},
    values::Slot,
};

/// A longer aside in parentheses is not skipped.
const LONGEST_ASIDE: usize = 8;
/// How far back the nearest noun is looked for, in chunks.
const NEAREST_REACH: usize = 4;

impl Maker<'_> {
    /// The claims of `pattern` in all sentences that hold a value of its type.
    pub(super) fn claims_on_tokens(&self, pattern: &TokenPattern) -> Vec<Claim> {
        let doc = self.reading.doc;
        let mut out = Vec::new();
        let mut last = usize::MAX;
        for mention in self.reading.mentions {
            let index = mention.sentence;
            let whom = self.asks_polarity() && self.fits(&mention.value, &TypeTest::Person);
            let wanted = whom || pattern.value_types().any(|test| self.fits(&mention.value, test));
            if index == last || !wanted || matches!(doc.kind_of(index), BlockKind::Credit | BlockKind::Furniture) {
                continue;
            }
            last = index;
            let sentence = &doc.sentences[index];
            let take = |atom: &Atom, at: usize| self.take(atom, at, sentence);
            for start in sentence.tokens.clone() {
                if let Some(captures) = pattern.matches(start, &take) {
                    out.extend(self.claim_on_captures(pattern, index, &captures));
                }
            }
        }
        out
    }

    /// Where `atom` ends when it begins at token `at`; an aside in parentheses before it is skipped.
    fn take(&self, atom: &Atom, at: usize, sentence: &Sentence) -> Option<usize> {
        if at >= sentence.tokens.end {
            return None;
        }
        self.take_here(atom, at)
            .or_else(|| {
                let doc = self.reading.doc;
                let open = &*doc.tokens[at].lower == "(";
                let close =
                    (at + 1..sentence.tokens.end.min(at + LONGEST_ASIDE)).find(|&t| &*doc.tokens[t].lower == ")");
                let next = close.filter(|_| open).map(|c| c + 1).filter(|n| *n < sentence.tokens.end)?;
                self.take_here(atom, next)
            })
            .filter(|end| *end <= sentence.tokens.end)
    }

    fn take_here(&self, atom: &Atom, at: usize) -> Option<usize> {
        let token = &self.reading.doc.tokens[at];
        let lexicons = self.reading.lexicons;
        let holds = |holds: bool| holds.then_some(at + 1);
        match atom {
            Atom::Word(word) => holds(*word == *token.lower || *word == *token.lemma),
            Atom::Class(class) => holds(lexicons.has(class, &token.lower) || lexicons.has(class, &token.lemma)),
            Atom::Tag(tag) => holds(*tag == token.pos.name()),
            Atom::Any | Atom::Typed(_, TypeTest::Any) => Some(at + 1),
            Atom::Typed(_, TypeTest::Noun(class)) => {
                holds(matches!(token.pos, Pos::Noun | Pos::Propn) && lexicons.has(class, &token.lemma.to_lowercase()))
            }
            Atom::Typed(_, test) => {
                self.reading.mentions_at(at).find(|m| self.fits(&m.value, test)).map(|m| match (&m.value, test) {
                    (Value::Quantity(q), TypeTest::Number | TypeTest::Measure | TypeTest::Amount)
                        if q.quantity.dimension.is_some() =>
                    {
                        self.past_unit(m.tokens.end)
                    }
                    (Value::Quantity(_), TypeTest::Count(_)) => self.chunk_end(&m.tokens),
                    _ => m.tokens.end,
                })
            }
            Atom::Chunk(_, class) => {
                let chunks = &self.reading.doc.chunks;
                let chunk =
                    chunks.get(chunks.partition_point(|c| c.tokens.start < at)).filter(|c| c.tokens.start == at)?;
                let head = &self.reading.doc.tokens[chunk.head].lemma;
                class.as_ref().is_none_or(|c| lexicons.has(c, head)).then_some(chunk.tokens.end)
            }
        }
    }

    fn claim_on_captures(&self, pattern: &TokenPattern, sentence: usize, captures: &Captures) -> Option<Claim> {
        let of = |wanted: Capture| captures.iter().find(|(c, _)| *c == wanted).map(|(_, tokens)| tokens.clone());
        let doc = self.reading.doc;
        if self.asks_polarity() {
            return self.said_or_denied(sentence, of(Capture::About)?, of(Capture::Subject)?);
        }
        let tokens = of(Capture::Value)?;
        let (mut value, span) = pattern.value_types().find_map(|test| self.value_at(&tokens, test))?;
        let frame = self.frame_around(sentence, &tokens);
        if frame.is_some_and(|f| self.excludes(f)) {
            return None;
        }
        let mut subject = match (of(Capture::Subject), &self.pattern.head) {
            (Some(tokens), _) => self.captured_subject(sentence, &tokens)?,
            (None, head) => {
                let head = head.clone()?;
                let class = self.class_of(&head);
                self.reading.delegation(Subject { head, class, ..Subject::default() })
            }
        };
        let having = frame.filter(|f| self.reading.lexicons.has("having_verb", &f.predicate.lemma));
        let owner = having.and_then(|f| f.of_role(Role::Agent).next());
        let about = match (&self.pattern.about, of(Capture::About)) {
            (Some(Selector::Nearest), _) => {
                let owner = owner.and_then(|a| self.participant_at(&doc.tokens_of(a.span)));
                Some(owner.or_else(|| self.nearest(sentence, tokens.start))?)
            }
            (_, Some(about)) => Some(self.participant_at(&about)?),
            _ => None,
        };
        match (&about, frame) {
            (None, Some(frame)) => {
                self.reading.add_circumstances(&mut subject, frame);
                subject.part = self.reading.part(frame);
            }
            _ => subject.about = about,
        }
        if let ClaimValue::Number(number) = &mut value
            && (number.counted.is_empty() || number.is_none() || self.counts_deeds(&number.counted, &subject.head))
            && self.reading.lexicons.has("toll_of_people", &subject.head)
        {
            number.counted = "people".to_owned();
        }
        // "Killed 12 miles from the border" counts nobody.
        let measured = matches!(&value, ClaimValue::Number(n) if n.quantity.dimension.is_some());
        if measured && self.reading.lexicons.has("toll_of_people", &subject.head) {
            return None;
        }
        self.name(&mut subject, &value);
        if let ClaimValue::Number(number) = &mut value {
            self.reading.in_basic_measure(&mut subject, number);
        }
        if let ClaimValue::Kind(kind) = &value {
            subject.class = self.class_of(&subject.head);
            match kind.point {
                Some(_) => self.locate(&mut subject, sentence, &tokens, frame),
                None => self.add_parties(&mut subject, sentence, &tokens, frame),
            }
        }
        let evidence = captures.iter().fold(span, |all, (_, tokens)| all.join(doc.span_of(tokens)));
        Some(Claim {
            modality: frame.map_or(Modality::Happened, |f| f.modality),
            attribution: frame.and_then(|f| f.attribution.clone()).or_else(|| self.reading.quoted_at(span)),
            // "Nobody was hurt" denies nothing: it is a count.
            denied: frame.is_some_and(|f| f.negated) && !matches!(&value, ClaimValue::Number(n) if n.is_none()),
            doubtful: self.pattern.about == Some(Selector::Nearest) && owner.is_some_and(|a| a.disputed),
            subject,
            evidence,
            ..self.plain(sentence, span, value)
        })
    }

    /// Whether the words between someone and an event say that it is so.
    fn said_or_denied(&self, sentence: usize, about: Range<usize>, event: Range<usize>) -> Option<Claim> {
        let (doc, lexicons) = (self.reading.doc, self.reading.lexicons);
        let between = about.end..event.start;
        let any = |class: &str| doc.tokens.get(between.clone())?.iter().find(|t| lexicons.has(class, &t.lower));
        let said = any("negation").is_none() != self.asks_denial();
        let subject = Subject { about: Some(self.participant_at(&about)?), ..self.captured_subject(sentence, &event)? };
        let span = doc.span_of(&between);
        let plain = self.plain(sentence, span, ClaimValue::Polarity(said));
        let frame = self.frame_around(sentence, &between);
        let planned = if any("modal_of_plans").is_some() { Modality::Planned } else { Modality::Happened };
        Some(Claim {
            subject,
            modality: frame.map_or(planned, |f| f.modality.max(planned)),
            attribution: frame.and_then(|f| f.attribution.clone()).or_else(|| self.reading.quoted_at(span)),
            evidence: doc.span_of(&(about.start..event.end)),
            ..plain
        })
    }

    /// The words for the subject: what is counted and done, or whose measure it is.
    fn name(&self, subject: &mut Subject, value: &ClaimValue) {
        let head = subject.head.clone();
        if let ClaimValue::Number(n) = value
            && subject.about.is_none()
            && !n.counted.is_empty()
            && n.quantity.dimension.is_none()
        {
            subject.text = self.reading.counted_and_done(&n.counted, &head);
        } else if let Some(about) = &subject.about {
            subject.text = format!("{head} of {}", self.reading.words_of(about));
        } else if subject.text.is_empty() {
            subject.text = head;
        }
    }

    /// The subject that the pattern captured: the event of a frame, or a noun with what describes it.
    fn captured_subject(&self, sentence: usize, tokens: &Range<usize>) -> Option<Subject> {
        let doc = self.reading.doc;
        let mut frames = self.reading.frames_of(sentence).iter();
        let event =
            frames.find(|f| f.predicate.kind == PredicateKind::EventNoun && tokens.contains(&f.predicate.token));
        if let Some(event) = event {
            return Some(self.reading.event(event));
        }
        let head = tokens.clone().rev().find(|&t| matches!(doc.tokens[t].pos, Pos::Noun | Pos::Propn | Pos::Verb))?;
        let lemma = doc.tokens[head].lemma.to_lowercase();
        let head = self.reading.lexicons.value("nominal", &lemma).unwrap_or(&lemma).to_owned();
        let class = self.reading.lexicons.classes_of(&head).find_map(|c| c.strip_prefix("event_")).unwrap_or_default();
        let text = without_article(doc.slice(doc.span_of(tokens)), self.reading.lexicons);
        let mut subject = Subject { class: class.to_owned(), text, head, is_named: true, ..Subject::default() };
        if self.slot == Slot::Leader {
            subject = self.reading.delegation(subject);
            let named = self.reading.mentions_in(doc.span_of(tokens));
            subject.participants.extend(named.map(|(index, _)| Participant::Named(index)));
        }
        Some(subject)
    }

    /// The innermost verb's frame around the value: it says how real the claim is, and whose words.
    pub(super) fn frame_around(&self, sentence: usize, tokens: &Range<usize>) -> Option<&Frame> {
        let span = self.reading.doc.span_of(tokens);
        let around = self.reading.frames_of(sentence).iter().filter(|f| f.span.contains(span));
        around.min_by_key(|f| (f.predicate.kind != PredicateKind::Verb, f.span.end - f.span.start))
    }

    pub(super) fn participant_at(&self, tokens: &Range<usize>) -> Option<Participant> {
        let doc = self.reading.doc;
        let head = tokens.clone().rev().find(|&t| matches!(doc.tokens[t].pos, Pos::Noun | Pos::Propn))?;
        let span = doc.tokens[head].span;
        let named = self
            .reading
            .mentions_in(span)
            .find(|(_, m)| matches!(m.value, Value::Name(_)) || matches!(&m.value, Value::Place(p) if !p.demonym));
        Some(match named {
            Some((index, _)) => Participant::Named(index),
            None => Participant::Nameless(doc.tokens[head].lemma.to_lowercase()),
        })
    }

    /// Whose measure it is: the nearest noun before the value that is no measure, number or time, in the same sentence.
    pub(super) fn nearest(&self, sentence: usize, before: usize) -> Option<Participant> {
        let doc = self.reading.doc;
        let end = doc.chunks.partition_point(|c| c.tokens.end <= before);
        let here = doc.chunks[..end].iter().rev().take_while(|c| c.sentence == sentence).take(NEAREST_REACH);
        let class = |c: &&Chunk, class: &str| self.reading.lexicons.has(class, &doc.tokens[c.head].lemma);
        let mut owners = here.filter(|c| {
            let noun = matches!(doc.tokens[c.head].pos, Pos::Noun | Pos::Propn);
            let mut mentions = self.reading.mentions_in(doc.span_of(&c.tokens));
            let number = mentions.any(|(_, m)| matches!(m.value, Value::Quantity(_) | Value::Time(_)));
            noun && !number && !class(c, "measure_noun")
        });
        // "Harun, a city with a population of": the city is Harun.
        let first = owners.next()?;
        let owner = if class(&first, "place_noun") { owners.next().unwrap_or(first) } else { first };
        self.participant_at(&self.base_of(owner).tokens)
    }

    /// From a noun inside prepositional phrases back to the one they hang on: "the crater near the airport of Harun" is a crater; "the
    /// city of Harun" is Harun.
    fn base_of<'c>(&'c self, mut chunk: &'c Chunk) -> &'c Chunk {
        let doc = self.reading.doc;
        while let Some(preposition) = chunk.tokens.start.checked_sub(1).filter(|t| doc.tokens[*t].pos == Pos::Adp) {
            let before = doc.chunks.partition_point(|c| c.tokens.end < preposition);
            let Some(base) = doc.chunks.get(before).filter(|c| c.tokens.end == preposition) else { break };
            let head = &doc.tokens[base.head];
            let lexicons = self.reading.lexicons;
            if lexicons.has("place_noun", &head.lemma) || lexicons.has("measure_noun", &head.lemma) {
                break;
            }
            chunk = base;
        }
        chunk
    }
}
