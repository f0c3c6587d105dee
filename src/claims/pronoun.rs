//! "It took place at noon": which event "it" is, where that is safe to tell.

use crate::{
    claims::subject::Reading,
    frames::{Frame, PredicateKind},
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
}
