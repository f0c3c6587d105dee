//! Finds frames with a chunk grammar: verb groups and event nouns, each with the noun chunks, prepositional phrases and times
//! that stand beside it in its clause. Where the row of items does not show an argument plainly, none is taken.

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
const MOST_ARGUMENTS: usize = 32;

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
        let clause = Clause { doc, row: &row, mentions: &here, lexicons };
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
    for noun in first..frames.len() {
        if frames[noun].predicate.kind == PredicateKind::EventNoun {
            let token = frames[noun].predicate.token;
            let governor = (first..frames.len()).find(|&verb| {
                let verb = &frames[verb];
                verb.predicate.kind == PredicateKind::Verb && verb.arguments.iter().any(|a| a.head == token)
            });
            if let Some(verb) = governor {
                frames[noun].modality = frames[verb].modality;
                frames[noun].governor = Some(verb);
            }
        }
    }
}

/// The sentence being read.
struct Clause<'a> {
    doc: &'a Document,
    row: &'a [Item],
    mentions: &'a [&'a Mention],
    lexicons: &'a Lexicons,
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
        let event = self.mentions.iter().find_map(|m| match &m.value {
            Value::Event(e) if m.tokens.contains(&chunk.head) => Some(e),
            _ => None,
        })?;
        let mut arguments = self.possessors(at);
        for token in chunk.tokens.clone().filter(|t| *t != chunk.head) {
            arguments.push(self.word(token, Role::Modifier));
        }
        self.following(at, false, &mut arguments);
        let force = Force { negated: false, modality: Modality::Happened, passive: false };
        Some(self.frame(sentence, chunk.head, &event.lemma, PredicateKind::EventNoun, arguments, force))
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

    /// The chunk that is subject of the verb group at `at`, and the force of the verb or noun it is controlled by.
    fn subject(&self, at: usize) -> (Option<usize>, Option<Force>) {
        let verb = &self.row[at];
        let infinitive =
            modality::is_infinitive(self.doc, &verb.tokens) || modality::is_bare_participle(self.doc, &verb.tokens);
        let Some(mut left) = at.checked_sub(1) else { return (None, None) };
        if infinitive && self.row[left].kind == ItemKind::Verb {
            let outer = modality::of_governor(self.doc, &self.row[left].tokens, self.lexicons);
            let (subject, further) = self.subject(left);
            return (subject, Some(further.map_or(outer, |f| outer.under(f))));
        }
        if infinitive && self.row[left].kind == ItemKind::Chunk && self.row[left].head + 1 == verb.tokens.start {
            return self.controlled_by_noun(left);
        }
        match self.row[left].kind {
            ItemKind::Relative => {
                let antecedent = self.row[..left].iter().rposition(|i| i.kind == ItemKind::Chunk);
                return (antecedent.and_then(|a| self.base_of(a)), None);
            }
            ItemKind::Conjunction => {
                let verb_before = self.row[..left].iter().rposition(|i| i.kind == ItemKind::Verb);
                let barrier = self.row[..left].iter().rposition(|i| i.kind == ItemKind::Barrier);
                let same_clause = verb_before.filter(|v| barrier.is_none_or(|b| b < *v));
                return same_clause.map_or((None, None), |v| (self.subject(v).0, None));
            }
            ItemKind::Comma => match self.before_apposition(left) {
                Some(subject) => return (Some(subject), None),
                None => return (None, None),
            },
            _ => {}
        }
        // "talks hosted by", "a man accused of": a participle directly behind a noun belongs to that noun alone.
        if self.row[left].kind == ItemKind::Chunk && modality::is_reduced_relative(self.doc, &verb.tokens) {
            return (Some(left), None);
        }
        while self.row[left].kind == ItemKind::Time {
            let Some(next) = left.checked_sub(1) else { return (None, None) };
            left = next;
            if self.row[left].kind == ItemKind::Preposition {
                let Some(next) = left.checked_sub(1) else { return (None, None) };
                left = next;
            }
        }
        if self.row[left].kind != ItemKind::Chunk {
            return (None, None);
        }
        (self.base_of(left), None)
    }

    /// "Putin's decision not to attend": the possessor acts; "the decision to attend": nobody known does.
    fn controlled_by_noun(&self, noun: usize) -> (Option<usize>, Option<Force>) {
        let force = modality::of_noun(self.doc, self.row[noun].head, self.lexicons);
        let possessor = noun
            .checked_sub(2)
            .filter(|_| self.row[noun - 1].kind == ItemKind::Genitive && self.row[noun - 2].kind == ItemKind::Chunk);
        if possessor.is_some() {
            return (possessor, Some(force));
        }
        // "asked Putin to attend": the object of the outer verb is the subject of the inner one.
        let outer = noun.checked_sub(1).filter(|&v| self.row[v].kind == ItemKind::Verb);
        match outer {
            Some(verb) => (Some(noun), Some(modality::of_governor(self.doc, &self.row[verb].tokens, self.lexicons))),
            None => (None, Some(force)),
        }
    }

    /// From a chunk inside prepositional phrases back to the noun they hang on: "the head of Nato" gives "the head".
    fn base_of(&self, mut chunk: usize) -> Option<usize> {
        loop {
            match chunk.checked_sub(1).map(|i| (i, self.row[i].kind)) {
                Some((preposition, ItemKind::Preposition)) => {
                    let before = preposition.checked_sub(1)?;
                    let before = if self.row[before].kind == ItemKind::Time { before.checked_sub(1)? } else { before };
                    if self.row[before].kind != ItemKind::Chunk {
                        return None;
                    }
                    chunk = before;
                }
                Some((conjunction, ItemKind::Conjunction)) => match self.joined_in_phrase(conjunction) {
                    Some(first) => chunk = first,
                    None => return Some(chunk),
                },
                _ => return Some(chunk),
            }
        }
    }

    /// "talks between Moldova and Georgia": from the conjunction to the first noun of the phrase, when the two surely stand under
    /// one preposition: after "between", or two proper names.
    fn joined_in_phrase(&self, conjunction: usize) -> Option<usize> {
        let first = conjunction.checked_sub(1).filter(|&f| self.row[f].kind == ItemKind::Chunk)?;
        let preposition = first.checked_sub(1).filter(|&p| self.row[p].kind == ItemKind::Preposition)?;
        let second = self.row.get(conjunction + 1)?;
        let proper = |item: &Item| self.doc.tokens[item.head].pos == crate::text::Pos::Propn;
        let between = &*self.doc.tokens[self.row[preposition].head].lower == "between";
        (between || proper(&self.row[first]) && proper(second)).then_some(first)
    }

    /// "Andrii Sybiha, the foreign minister, met": from the comma before the verb to the noun before the apposition.
    fn before_apposition(&self, comma: usize) -> Option<usize> {
        let open = self.row[..comma].iter().rposition(|i| i.kind == ItemKind::Comma)?;
        let inside = &self.row[open + 1..comma];
        let verbless =
            inside.iter().all(|i| matches!(i.kind, ItemKind::Chunk | ItemKind::Preposition | ItemKind::Genitive));
        let before = open.checked_sub(1).filter(|&b| self.row[b].kind == ItemKind::Chunk)?;
        if verbless && !inside.is_empty() { self.base_of(before) } else { None }
    }

    /// A chunk and those joined to it on the left: "Russia and Ukraine", "A, B and C".
    fn coordinated_left(&self, last: usize) -> Vec<usize> {
        let mut out = vec![last];
        let mut at = last;
        let mut joined = false;
        while at >= 2 && self.row[at - 2].kind == ItemKind::Chunk && out.len() < MOST_ARGUMENTS {
            match self.row[at - 1].kind {
                ItemKind::Conjunction => joined = true,
                ItemKind::Comma if joined => {}
                _ => break,
            }
            at -= 2;
            out.push(at);
        }
        // A noun inside a prepositional phrase is not joined to the subject: "the mayor of A and B".
        if out.iter().any(|&c| c > 0 && self.row[c - 1].kind == ItemKind::Preposition) {
            out.truncate(1);
        }
        out
    }

    /// The possessor ("Friday's", "Putin's") directly before a chunk.
    fn possessors(&self, at: usize) -> Vec<Argument> {
        if at < 2 || self.row[at - 1].kind != ItemKind::Genitive {
            return Vec::new();
        }
        match self.row[at - 2].kind {
            ItemKind::Chunk => {
                self.coordinated_left(at - 2).iter().map(|&c| self.argument(c, Role::Agent, "")).collect()
            }
            ItemKind::Time => vec![self.argument(at - 2, Role::Time, "")],
            _ => Vec::new(),
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
                // "in Istanbul, Turkey," and "Elina Marsh, the foreign minister, on Friday".
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
        let head = self.row[chunk].head;
        self.mentions.iter().any(|m| matches!(m.value, Value::Event(_)) && m.tokens.contains(&head))
    }

    fn is_place_tail(&self, comma: usize) -> bool {
        let is_place = |at: usize| {
            self.row.get(at).is_some_and(|i| {
                self.mentions
                    .iter()
                    .any(|m| matches!(&m.value, Value::Place(p) if !p.demonym) && m.tokens.contains(&i.head))
            })
        };
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

    fn argument(&self, item: usize, role: Role, preposition: &str) -> Argument {
        let item = &self.row[item];
        Argument { role, preposition: preposition.to_owned(), span: self.doc.span_of(&item.tokens), head: item.head }
    }

    fn word(&self, token: usize, role: Role) -> Argument {
        let span: Span = self.doc.tokens[token].span;
        Argument { role, preposition: String::new(), span, head: token }
    }
}
