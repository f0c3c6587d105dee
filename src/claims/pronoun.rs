//! "It took place at noon", "he will lead the delegation": which event "it" is and who "he" is, where that is safe to tell.

use std::collections::BTreeMap;

use crate::{
    claims::subject::Reading,
    frames::{Frame, PredicateKind},
    mentions::{NameKind, Value},
    values::names::fold,
};

impl<'a> Reading<'a> {
    /// The frame of the event noun that `token` of sentence `index` is, or stands for: "it" stands for the only event of the sentence
    /// before, in the same post.
    pub(super) fn event_at(&self, token: usize, index: usize) -> Option<&'a Frame> {
        let event = |f: &&Frame| f.predicate.kind == PredicateKind::EventNoun;
        let own = self.frames_of(index).iter().find(|f| event(f) && f.predicate.token == token);
        if own.is_some() || &*self.doc.tokens.get(token)?.lower != "it" {
            return own;
        }
        let before = index.checked_sub(1).filter(|b| self.doc.post_of(*b) == self.doc.post_of(index))?;
        let mut events = self.frames_of(before).iter().filter(event);
        events.next().filter(|_| events.next().is_none())
    }

    /// Whom "he" or "she" at `token` of sentence `index` stands for: the only person whom the sentence names before it; where it names
    /// none, the only one of the sentence before, in the same post. Inside quotation marks it may be anyone.
    pub(super) fn person_meant(&self, token: usize, index: usize) -> Option<usize> {
        let here = self.doc.tokens.get(token)?;
        if !self.lexicons.has("pronoun_of_person", &here.lower) || self.doc.quote_at(here.span).is_some() {
            return None;
        }
        match self.people(index, token).as_slice() {
            [only] => Some(*only),
            [] => {
                let before = index.checked_sub(1).filter(|b| self.doc.post_of(*b) == self.doc.post_of(index))?;
                match self.people(before, usize::MAX).as_slice() {
                    [only] => Some(*only),
                    _ => None,
                }
            }
            _ => None,
        }
    }

    /// The people whom a sentence names before token `until` in the outlet's own words, each by the first mention.
    fn people(&self, sentence: usize, until: usize) -> Vec<usize> {
        let from = self.mentions.partition_point(|m| m.sentence < sentence);
        let here = self.mentions.iter().enumerate().skip(from).take_while(|(_, m)| m.sentence == sentence);
        let mut out: BTreeMap<String, usize> = BTreeMap::new();
        // Whom somebody's words name is not the one who speaks or acts around them.
        let own = |m: &crate::mentions::Mention| m.tokens.start < until && self.doc.quote_at(m.span).is_none();
        for (index, mention) in here.filter(|(_, m)| own(m)) {
            if let Value::Name(name) = &mention.value
                && (name.kind == NameKind::Person || name.kind == NameKind::Unknown && name.words.len() >= 2)
            {
                out.entry(name.words.last().map(|w| fold(w)).unwrap_or_default()).or_insert(index);
            }
        }
        out.into_values().collect()
    }
}
