//! Finds frames with a chunk grammar: verb groups and event nouns, each with the noun chunks, prepositional phrases and times
//! that stand beside it in its clause. Where the row of items does not show an argument plainly, none is taken.

use std::collections::{BTreeMap, BTreeSet};

use crate::{
    frames::{
        Argument, Frame, Modality, Predicate, PredicateKind, Role,
        attribution::attribute,
        items::{Item, ItemKind, items},
        modality::{self, Force},
    },
    mentions::{Mention, Value},
    rules::Lexicons,
    text::{BlockKind, Document, Span},
};

/// No sentence of news gives a predicate more arguments; it keeps a sentence without an end from costing the square of its length.
pub(super) const MOST_ARGUMENTS: usize = 32;

/// All frames of a document, in order of their predicates. `mentions` are sorted by their tokens.
pub fn find_frames(doc: &Document, mentions: &[Mention], lexicons: &Lexicons) -> Vec<Frame> {
    let mut out = Vec::new();
    for (index, sentence) in doc.sentences.iter().enumerate() {
        if matches!(doc.kind_of(index), BlockKind::Credit | BlockKind::Furniture) {
            continue;
        }
        let from = mentions.partition_point(|m| m.tokens.start < sentence.tokens.start);
        let here: Vec<&Mention> =
            mentions[from..].iter().take_while(|m| m.tokens.start < sentence.tokens.end).collect();
        let row = items(doc, sentence, &here, lexicons);
        let named = Named::of(&here);
        let clause = Clause { doc, row: &row, mentions: &named, lexicons };
        let first = out.len();
        for (at, item) in row.iter().enumerate() {
            match item.kind {
                ItemKind::Verb => out.extend(clause.verb_frame(at, index)),
                ItemKind::Chunk => out.extend(clause.noun_frame(at, index)),
                _ => {}
            }
        }
        link_governors(&mut out, first);
        attribute(doc, index, &mut out[first..], lexicons);
    }
    out
}

/// An event noun that is an argument of a verb takes the verb as its governor.
fn link_governors(frames: &mut [Frame], first: usize) {
    let mut verb_of: BTreeMap<usize, usize> = BTreeMap::new();
    for (verb, frame) in frames.iter().enumerate().skip(first) {
        if frame.predicate.kind == PredicateKind::Verb {
            for argument in &frame.arguments {
                verb_of.entry(argument.head).or_insert(verb);
            }
        }
    }
    for noun in first..frames.len() {
        if frames[noun].predicate.kind == PredicateKind::EventNoun
            && let Some(verb) = verb_of.get(&frames[noun].predicate.token).copied()
        {
            frames[noun].modality = frames[verb].modality;
            frames[noun].governor = Some(verb);
        }
    }
}

/// Which tokens of a sentence head an event noun (with its lemma) or a place by name.
pub(super) struct Named {
    events: BTreeMap<usize, String>,
    places: BTreeSet<usize>,
}

impl Named {
    fn of(mentions: &[&Mention]) -> Self {
        let mut out = Self { events: BTreeMap::new(), places: BTreeSet::new() };
        for mention in mentions {
            match &mention.value {
                Value::Event(event) => {
                    out.events.insert(mention.tokens.start, event.lemma.clone());
                }
                Value::Place(place) if !place.demonym => out.places.extend(mention.tokens.clone()),
                _ => {}
            }
        }
        out
    }
}

/// The sentence being read.
pub(super) struct Clause<'a> {
    pub doc: &'a Document,
    pub row: &'a [Item],
    pub mentions: &'a Named,
    pub lexicons: &'a Lexicons,
}

impl Clause<'_> {
    fn verb_frame(&self, at: usize, sentence: usize) -> Option<Frame> {
        let verb = &self.row[at];
        let head = &self.doc.tokens[verb.head];
        let force = modality::of_group(self.doc, &verb.tokens, self.lexicons);
        let (subject, inherited) = self.subject(at);
        let passive = force.passive;
        let mut arguments = Vec::new();
        for chunk in subject.into_iter().flat_map(|s| self.coordinated_left(s)) {
            arguments.push(self.argument(chunk, if passive { Role::Patient } else { Role::Agent }, ""));
        }
        self.following(at, passive, &mut arguments);
        let force = inherited.map_or(force, |outer| force.under(outer));
        Some(self.frame(sentence, verb.head, &head.lemma, PredicateKind::Verb, arguments, force))
    }

    fn noun_frame(&self, at: usize, sentence: usize) -> Option<Frame> {
        let chunk = &self.row[at];
        let lemma = self.mentions.events.get(&chunk.head)?;
        let mut arguments = self.possessors(at);
        for token in chunk.tokens.clone().filter(|t| *t != chunk.head) {
            arguments.push(self.word(token, Role::Modifier));
        }
        self.following(at, false, &mut arguments);
        let force = Force { negated: false, modality: Modality::Happened, passive: false };
        Some(self.frame(sentence, chunk.head, lemma, PredicateKind::EventNoun, arguments, force))
    }

    fn frame(
        &self,
        sentence: usize,
        token: usize,
        lemma: &str,
        kind: PredicateKind,
        mut arguments: Vec<Argument>,
        force: Force,
    ) -> Frame {
        arguments.sort_by_key(|a| (a.span, a.role));
        let span = arguments.iter().fold(self.doc.tokens[token].span, |span, a| span.join(a.span));
        Frame {
            sentence,
            span,
            predicate: Predicate { token, lemma: lemma.to_owned(), kind },
            arguments,
            negated: force.negated,
            modality: force.modality,
            attribution: None,
            governor: None,
        }
    }

    /// What follows the predicate at `at` up to the end of its clause: object, prepositional phrases, times.
    fn following(&self, at: usize, passive: bool, arguments: &mut Vec<Argument>) {
        let noun = self.row[at].kind == ItemKind::Chunk;
        let mut next = at + 1;
        let mut object = None;
        if !noun && !passive && self.row.get(next).is_some_and(|i| i.kind == ItemKind::Chunk) {
            let chunk = self.skip_genitives(next);
            object = Some(chunk);
            arguments.push(self.argument(chunk, Role::Patient, ""));
            next = self.coordinated_right(chunk, Role::Patient, "", arguments);
        }
        let mut inner_event = false;
        while let Some(item) = self.row.get(next).filter(|_| arguments.len() < MOST_ARGUMENTS) {
            match item.kind {
                ItemKind::Time => {
                    if !inner_event || !noun {
                        arguments.push(self.argument(next, Role::Time, ""));
                    }
                    next += 1;
                }
                ItemKind::Preposition => {
                    let preposition = &*self.doc.tokens[item.head].lower;
                    let Some(inside) = self.row.get(next + 1) else { break };
                    match inside.kind {
                        ItemKind::Time => {
                            if !inner_event || !noun {
                                arguments.push(self.argument(next + 1, Role::Time, preposition));
                            }
                            next += 2;
                        }
                        ItemKind::Chunk => {
                            let chunk = self.skip_genitives(next + 1);
                            if self.row.get(chunk).is_none_or(|c| c.kind != ItemKind::Chunk) {
                                break;
                            }
                            let event = self.is_event(chunk);
                            // What follows a second event belongs to that one, when the predicate is a noun.
                            if !(noun && inner_event) {
                                let role = if passive && preposition == "by" { Role::Agent } else { Role::Oblique };
                                arguments.push(self.argument(chunk, role, preposition));
                                next = self.coordinated_right(chunk, role, preposition, arguments);
                            } else {
                                next = chunk + 1;
                            }
                            inner_event |= event;
                        }
                        _ => break,
                    }
                }
                // "in Lisbon, Portugal," and "Elina Marsh, the foreign minister, on Friday".
                ItemKind::Comma if self.is_place_tail(next) => next += 2,
                ItemKind::Comma if object.is_some_and(|o| o + 1 == next) || noun => match self.after_apposition(next) {
                    Some(after) => {
                        // "met her counterpart, Elina Marsh, in": the name behind the comma is the one who was met.
                        if object.is_some() && self.row[next + 1].kind == ItemKind::Chunk {
                            arguments.push(self.argument(next + 1, Role::Patient, ""));
                        }
                        next = after;
                    }
                    None => break,
                },
                _ => break,
            }
        }
    }

    /// From a genitive's possessor to the chunk it belongs to: "[Turkey] 's [President Ersin]".
    fn skip_genitives(&self, mut chunk: usize) -> usize {
        while self.row.get(chunk + 1).is_some_and(|i| i.kind == ItemKind::Genitive)
            && self.row.get(chunk + 2).is_some_and(|i| i.kind == ItemKind::Chunk)
        {
            chunk += 2;
        }
        chunk
    }

    fn coordinated_right(&self, chunk: usize, role: Role, preposition: &str, arguments: &mut Vec<Argument>) -> usize {
        let mut next = chunk + 1;
        loop {
            let comma = self.row.get(next).is_some_and(|i| i.kind == ItemKind::Comma);
            let conjunction = self.row.get(next).is_some_and(|i| i.kind == ItemKind::Conjunction)
                || comma && self.row.get(next + 1).is_some_and(|i| i.kind == ItemKind::Conjunction);
            let step = if comma && conjunction { 2 } else { 1 };
            let follows = self.row.get(next + step).is_some_and(|i| i.kind == ItemKind::Chunk);
            // A comma alone joins only when a conjunction closes the list: "A, B and C".
            let list = comma
                && !conjunction
                && self.row.get(next + 2).is_some_and(|i| matches!(i.kind, ItemKind::Comma | ItemKind::Conjunction))
                && self.row.get(next + 3).is_some_and(|i| matches!(i.kind, ItemKind::Chunk | ItemKind::Conjunction));
            // "between A and B begin": "between" wants two; elsewhere a verb behind the second noun makes it a subject.
            let new_clause =
                preposition != "between" && self.row.get(next + step + 1).is_some_and(|i| i.kind == ItemKind::Verb);
            if !(follows && (conjunction || list)) || new_clause || arguments.len() >= MOST_ARGUMENTS {
                return next;
            }
            arguments.push(self.argument(next + step, role, preposition));
            next += step + 1;
        }
    }

    fn is_event(&self, chunk: usize) -> bool {
        self.mentions.events.contains_key(&self.row[chunk].head)
    }

    fn is_place_tail(&self, comma: usize) -> bool {
        let is_place = |at: usize| self.row.get(at).is_some_and(|i| self.mentions.places.contains(&i.head));
        comma > 0 && is_place(comma - 1) && is_place(comma + 1)
    }

    /// Past an apposition between commas: ", the foreign minister," gives the item after the second comma.
    fn after_apposition(&self, comma: usize) -> Option<usize> {
        let close = (comma + 1..self.row.len().min(comma + 6)).find(|&i| self.row[i].kind == ItemKind::Comma)?;
        let inside = &self.row[comma + 1..close];
        let noun_phrase = inside.first().is_some_and(|i| i.kind == ItemKind::Chunk)
            && inside.iter().all(|i| matches!(i.kind, ItemKind::Chunk | ItemKind::Preposition | ItemKind::Genitive));
        noun_phrase.then_some(close + 1)
    }

    pub(super) fn argument(&self, item: usize, role: Role, preposition: &str) -> Argument {
        let item = &self.row[item];
        Argument { role, preposition: preposition.to_owned(), span: self.doc.span_of(&item.tokens), head: item.head }
    }

    fn word(&self, token: usize, role: Role) -> Argument {
        let span: Span = self.doc.tokens[token].span;
        Argument { role, preposition: String::new(), span, head: token }
    }
}
