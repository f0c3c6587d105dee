//! Who acts: the chunk left of a verb group that is its subject, past relative clauses, appositions and prepositional phrases.

use crate::{
    frames::{
        Argument, Role,
        find::{Clause, MOST_ARGUMENTS},
        items::{Item, ItemKind},
        modality::{self, Force},
    },
    text::Pos,
};

impl Clause<'_> {
    /// The chunk that is subject of the verb group at `at`, and the force of the verb or noun it is controlled by.
    pub(super) fn subject(&self, at: usize) -> (Option<usize>, Option<Force>) {
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
        let proper = |item: &Item| self.doc.tokens[item.head].pos == Pos::Propn;
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
    pub(super) fn coordinated_left(&self, last: usize) -> Vec<usize> {
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
    pub(super) fn possessors(&self, at: usize) -> Vec<Argument> {
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
}
