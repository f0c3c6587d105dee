//! "The Turkish president", "his defence minister", "the 34-year-old": whom a description means, where the document names exactly one
//! who fits; otherwise it stays open.

use std::collections::BTreeMap;

use crate::{
    claims::subject::Reading,
    mentions::{Mention, RoleValue, Value, gazetteer::PlaceId},
    text::{Form, Pos, Span},
    values::names::fold,
};

/// How many mentions before and behind a description its person may stand.
const FURTHEST: usize = 500;

/// A description of someone: an office and whose it is.
struct Described {
    noun: String,
    which: Vec<String>,
    state: PlaceId,
}

impl Reading<'_> {
    /// The name of the only person whom the description that ends in token `head` of sentence `sentence` fits.
    pub(super) fn person_described(&self, head: usize, sentence: usize) -> Option<usize> {
        let token = self.doc.tokens.get(head)?;
        if self.doc.quote_at(token.span).is_some() || token.form == Form::Plural {
            return None;
        }
        let aged = self.mentions_in(token.span).find_map(|(_, m)| match &m.value {
            Value::Age(age) if m.tokens.contains(&head) => age.of.name(),
            _ => None,
        });
        if let Some(name) = aged {
            return self.name_at(name);
        }
        let described = self.description(head, sentence)?;
        let mut fitting: BTreeMap<String, Span> = BTreeMap::new();
        for mention in self.around(token.span) {
            let Value::Role(role) = &mention.value else { continue };
            if self.state_of(role) == Some(described.state) && self.fits(&described, role) {
                let name = self.doc.slice(role.name);
                fitting.entry(fold(name.rsplit(' ').next().unwrap_or(name))).or_insert(role.name);
            }
        }
        let mut fitting = fitting.into_values();
        let only = fitting.next().filter(|_| fitting.next().is_none())?;
        self.name_at(only)
    }

    /// The mentions near a span: what stands further away is not what a description means.
    fn around(&self, span: Span) -> &[Mention] {
        let at = self.mentions.partition_point(|m| m.span.start < span.start);
        &self.mentions[at.saturating_sub(FURTHEST)..(at + FURTHEST).min(self.mentions.len())]
    }

    fn name_at(&self, span: Span) -> Option<usize> {
        self.mentions_in(span).find(|(_, m)| m.span == span && matches!(m.value, Value::Name(_))).map(|(i, _)| i)
    }

    /// Reads "the Turkish foreign minister", "Turkey's foreign minister" and "his foreign minister".
    fn description(&self, head: usize, sentence: usize) -> Option<Described> {
        let doc = self.doc;
        let within = doc.sentences.get(sentence)?.tokens.clone();
        let noun = doc.tokens[head].lemma.to_lowercase();
        let next = doc.tokens.get(head + 1).filter(|_| head + 1 < within.end);
        // "the Turkish minister of ports", "the Turkish minister Ozan", "the Turkish minister's aide"
        let more = next.is_some_and(|t| {
            t.pos == Pos::Propn || t.form == Form::Possessive || matches!(&*t.lower, "of" | "for" | "," | "and")
        });
        if !self.lexicons.has("role_noun", &noun) || more {
            return None;
        }
        let (mut at, mut which, mut state) = (head, Vec::new(), None);
        while at > within.start {
            let before = at - 1;
            let token = &doc.tokens[before];
            let place = self.mentions_in(token.span).find_map(|(_, m)| match &m.value {
                Value::Place(place) if m.tokens.end == at => Some((m.tokens.start, place.candidates.first().copied()?)),
                _ => None,
            });
            match place {
                Some((start, place)) if state.is_none() => {
                    state = Some(place);
                    at = start;
                }
                None if state.is_none() && matches!(token.pos, Pos::Adj | Pos::Noun | Pos::Propn) => {
                    which.push(self.usual(&token.lemma.to_lowercase()));
                    at = before;
                }
                None if state.is_none() && token.form == Form::Possessive => at = before,
                _ => break,
            }
        }
        let opener = at.checked_sub(1).filter(|t| *t >= within.start).map(|t| (t, &doc.tokens[t]));
        let known = opener.is_some_and(|(_, t)| self.lexicons.has("article_of_the_known", &t.lower));
        let owned = doc.tokens[at..head].iter().any(|t| t.form == Form::Possessive);
        let state = match (state, opener) {
            (Some(state), _) if known || owned => state,
            (None, Some((t, token))) if token.form == Form::PossessivePronoun => self.state_of_person(t, sentence)?,
            _ => return None,
        };
        which.sort();
        Some(Described { noun, which, state })
    }

    /// The state of whom a possessive pronoun stands for.
    fn state_of_person(&self, pronoun: usize, sentence: usize) -> Option<PlaceId> {
        let name = self.mentions.get(self.person_meant(pronoun, sentence)?)?.span;
        let same = |role: &RoleValue| {
            let last = |span: Span| fold(self.doc.slice(span).rsplit(' ').next().unwrap_or_default());
            last(role.name) == last(name)
        };
        self.around(name).iter().find_map(|m| match &m.value {
            Value::Role(role) if same(role) => self.state_of(role),
            _ => None,
        })
    }

    fn state_of(&self, role: &RoleValue) -> Option<PlaceId> {
        self.mentions_in(role.body?).find_map(|(_, m)| match &m.value {
            Value::Place(place) => place.candidates.first().copied(),
            _ => None,
        })
    }

    /// Whether an office is the one described; "the Turkish leader" is who is at the head of the state or its government.
    fn fits(&self, described: &Described, role: &RoleValue) -> bool {
        let mut which: Vec<String> = role.which.iter().map(|w| self.usual(w)).collect();
        which.sort();
        let heads = self.lexicons.has("head_of_state", &role.noun) && which.is_empty()
            || role.noun == "minister" && which == ["prime"];
        match described.noun.as_str() {
            "leader" if described.which.is_empty() => heads,
            noun => role.noun == noun && which == described.which,
        }
    }

    fn usual(&self, word: &str) -> String {
        self.lexicons.value("spelling", word).unwrap_or(word).to_owned()
    }
}
