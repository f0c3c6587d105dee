//! "Were killed on Monday when the ferry sank": what is told by the clause of its cause is of one day with it.

use crate::{
    frames::{Argument, Frame, Modality, PredicateKind, Role, parse::Parse},
    syntax::Dep,
};

/// Words between "it" and its time, at most ("it was shortly before 5am").
const MOST_BEFORE: usize = 3;

impl Parse<'_> {
    /// Gives a verb the day of the clause that says when it was, and that clause the day of its verb, where one of the two has none. What
    /// came "after" may be of another day.
    pub(super) fn share_times(&self, frames: &mut [Frame]) {
        for inner in 0..frames.len() {
            let verb = frames[inner].predicate.token;
            let clause = frames[inner].predicate.kind == PredicateKind::Verb && self.dep(verb) == Dep::Advcl;
            let Some(above) = self.head(verb).filter(|_| clause && self.is_of_one_moment(verb)) else { continue };
            let outer =
                frames.iter().position(|f| f.predicate.token == above && f.predicate.kind == PredicateKind::Verb);
            let Some(outer) = outer else { continue };
            let real = |f: &Frame| f.modality == Modality::Happened && !f.negated;
            if !real(&frames[inner]) || !real(&frames[outer]) || self.is_of_before(above) || self.is_of_before(verb) {
                continue;
            }
            let times = |f: &Frame| f.of_role(Role::Time).cloned().collect::<Vec<_>>();
            let (below, over) = (times(&frames[inner]), times(&frames[outer]));
            match (below.is_empty(), over.is_empty()) {
                (true, false) => self.take(&mut frames[inner], over),
                (false, true) => self.take(&mut frames[outer], below),
                _ => {}
            }
        }
    }

    /// "It was 5.15am on Sunday when the tug sank": the verb behind takes the time, whatever the parser hung it on.
    pub(super) fn take_told_time(&self, frames: &mut [Frame]) {
        let word = |token: usize| self.doc.tokens.get(token).map_or("", |t| &*t.lower);
        let Some((first, time)) = self.named.times.first_key_value() else { return };
        // "It was", and perhaps a preposition and a word that hedges.
        let opens = (1..=MOST_BEFORE).any(|back| {
            first.checked_sub(back + 1).is_some_and(|at| at >= self.base && word(at) == "it" && word(at + 1) == "was")
        });
        if !opens || !matches!(word(time.end), "when" | "that") {
            return;
        }
        let behind = |f: &&mut Frame| f.predicate.kind == PredicateKind::Verb && f.predicate.token > time.end;
        if let Some(frame) = frames.iter_mut().filter(behind).min_by_key(|f| f.predicate.token)
            && frame.of_role(Role::Time).next().is_none()
        {
            let span = self.doc.span_of(time);
            let (preposition, head) = (String::new(), time.start);
            frame.arguments.push(Argument {
                role: Role::Time,
                preposition,
                span,
                head,
                doubtful: false,
                disputed: false,
            });
            frame.arguments.sort_by_key(|a| (a.span, a.role));
        }
    }

    /// "When the ferry sank"; "as" gives a cause as often, so it needs a verb of harm ("nine drowned as the ferry sank").
    fn is_of_one_moment(&self, verb: usize) -> bool {
        let opener = self.children(verb).find(|c| *c < verb && matches!(self.dep(*c), Dep::Mark | Dep::Advmod));
        let harm = || self.head(verb).is_some_and(|above| self.lexicons.has("harm", &self.doc.tokens[above].lemma));
        opener.is_some_and(|o| match &*self.doc.tokens[o].lower {
            "when" => true,
            "as" => harm(),
            _ => false,
        })
    }

    /// "Had died when": it was over by then.
    fn is_of_before(&self, verb: usize) -> bool {
        self.group(verb).into_iter().any(|t| &*self.doc.tokens[t].lower == "had")
    }

    fn take(&self, frame: &mut Frame, times: Vec<Argument>) {
        let at =
            |a: &Argument| a.preposition.is_empty() || self.lexicons.has("preposition_of_a_moment", &a.preposition);
        frame.arguments.extend(times.into_iter().filter(at));
        frame.arguments.sort_by_key(|a| (a.span, a.role));
    }
}
