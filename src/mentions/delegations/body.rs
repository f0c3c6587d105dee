//! Whose a delegation is.

use crate::{
    mentions::{Mention, Value, delegations::Delegations},
    text::{Form, Pos, Span},
};

/// How many sentences back the owner of "the delegation" is looked for.
const BACK: usize = 3;
/// How far from its verb the one who sends a delegation may stand, in tokens.
const SENDER: usize = 16;
/// How far behind its noun the place that a delegation goes to may stand, in tokens.
const TO_PLACE: usize = 8;

/// A delegation in the text, by its noun.
pub(super) struct Body {
    pub sentence: usize,
    pub noun: usize,
    /// First token of its noun phrase, whose it is left out.
    pub first: usize,
    /// The token behind its noun phrase.
    pub end: usize,
    pub owner: Span,
    /// The same, however it is written.
    key: Owner,
    pub inferred: bool,
    pub place: Option<Span>,
}

#[derive(Clone, PartialEq)]
enum Owner {
    Place(crate::mentions::gazetteer::PlaceId),
    Name(String),
}

impl Delegations<'_> {
    /// The delegation whose noun is token `noun`; `None` where it is none, or nothing tells whose it is.
    pub(super) fn body(&self, sentence: usize, noun: usize, before: &[Body]) -> Option<Body> {
        let doc = self.doc;
        let token = &doc.tokens[noun];
        let is_noun = matches!(token.pos, Pos::Noun | Pos::Propn) && token.form != Form::Plural;
        let head =
            !matches!(self.pos(noun + 1), Some(Pos::Noun)) || !doc.sentences[sentence].tokens.contains(&(noun + 1));
        let only_if_owned = self.is(noun, "delegation_if_owned");
        if !is_noun
            || !(only_if_owned || self.is(noun, "delegation_of_people"))
            || !head && !self.is(noun + 1, "list_of_names")
        {
            return None;
        }
        let (first, mut owner) = self.before_noun(sentence, noun);
        let mut end = noun + 1;
        if owner.is_none() && self.is(end, "preposition_of_body") {
            let at = end + 1 + usize::from(self.pos(end + 1) == Some(Pos::Det));
            owner = self.named(at).filter(|m| is_owner(m));
            end = owner.map_or(end, |m| m.tokens.end);
        }
        let place = self.place_behind(sentence, end);
        let body = |owner: &Mention, inferred| {
            let (key, owner) = (key(owner), owner.span);
            Body { sentence, noun, first, end, owner, key, inferred, place }
        };
        if let Some(owner) = owner {
            return Some(body(owner, false));
        }
        if only_if_owned {
            return None;
        }
        if let Some(owner) = self.concluded(sentence, first) {
            return Some(body(owner, true));
        }
        let last = self.only_owner(sentence, first, before)?;
        Some(Body { sentence, noun, first, end, owner: last.owner, key: last.key.clone(), inferred: true, place })
    }

    /// The first token of the noun phrase that ends at `noun`, and whose it says it is: "the Georgian", "Georgia's".
    fn before_noun(&self, sentence: usize, noun: usize) -> (usize, Option<&Mention>) {
        let start = self.doc.sentences[sentence].tokens.start;
        let (mut first, mut owner) = (noun, None);
        while first > start {
            let at = first - 1;
            let token = &self.doc.tokens[at];
            if token.form == Form::Possessive {
                let of = at.checked_sub(1).filter(|t| *t >= start).and_then(|t| self.named(t));
                return (first, of.filter(|m| is_owner(m)).or(owner));
            }
            if token.pos == Pos::Det || token.form == Form::PossessivePronoun {
                return (at, owner);
            }
            let describes = matches!(token.pos, Pos::Adj | Pos::Noun | Pos::Propn | Pos::Num) || &*token.lower == "-";
            if !describes {
                break;
            }
            owner = owner.or_else(|| self.named(at).filter(|m| is_owner(m)));
            first = at;
        }
        (first, owner)
    }

    /// Whose it is by who sends it ("Georgia is sending a team") or by a pronoun before it ("Rusu said that her team").
    fn concluded(&self, sentence: usize, first: usize) -> Option<&Mention> {
        let start = self.doc.sentences[sentence].tokens.start;
        if self.form(first) == Some(Form::PossessivePronoun) {
            let of_person = self.is(first, "pronoun_of_person");
            let fits = |m: &&Mention| if of_person { is_person(m) } else { !is_person(m) };
            return self
                .is(first, "pronoun_of_owner")
                .then(|| self.subject_before(start, first))
                .flatten()
                .filter(fits);
        }
        let verb = (first.saturating_sub(4).max(start)..first).rev().find(|t| self.is(*t, "send"))?;
        self.subject_before(start.max(verb.saturating_sub(SENDER)), verb)
    }

    /// The last name or place between the two tokens that no preposition governs.
    fn subject_before(&self, start: usize, end: usize) -> Option<&Mention> {
        let governed = |m: &Mention| {
            let mut at = m.tokens.start;
            while at > start && matches!(self.pos(at - 1), Some(Pos::Det | Pos::Adj | Pos::Noun)) {
                at -= 1;
            }
            at > start && (self.pos(at - 1) == Some(Pos::Adp) || self.is(at - 1, "reporting_verb"))
        };
        let found =
            (start..end).rev().filter_map(|t| self.named(t)).find(|m| is_owner(m) && !demonym(m) && !governed(m));
        found.filter(|m| m.tokens.start >= start)
    }

    /// Whose "the delegation" is, where the sentences before it know one alone.
    fn only_owner<'b>(&self, sentence: usize, first: usize, before: &'b [Body]) -> Option<&'b Body> {
        if !self.is(first, "article_of_the_known") {
            return None;
        }
        let post = self.doc.post_of(sentence);
        let near = |b: &&Body| sentence - b.sentence <= BACK && self.doc.post_of(b.sentence) == post;
        let last = before.last().filter(near)?;
        before.iter().rev().take_while(near).all(|b| b.key == last.key).then_some(last)
    }

    /// "to talks in Ankara", "in Ankara": where a delegation goes.
    fn place_behind(&self, sentence: usize, end: usize) -> Option<Span> {
        let limit = self.doc.sentences[sentence].tokens.end.min(end + TO_PLACE);
        let part = |t: &usize| matches!(self.pos(*t), Some(Pos::Adp | Pos::Det | Pos::Adj | Pos::Noun | Pos::Propn));
        let tokens: Vec<usize> = (end..limit).take_while(part).collect();
        let starts = tokens.first().is_some_and(|t| self.pos(*t) == Some(Pos::Adp));
        let place = |t: &usize| self.named(*t).filter(|m| matches!(&m.value, Value::Place(p) if !p.demonym));
        starts.then(|| tokens.iter().find_map(place)).flatten().map(|m| m.span)
    }
}

fn is_owner(mention: &Mention) -> bool {
    matches!(mention.value, Value::Place(_) | Value::Name(_))
}

fn is_person(mention: &Mention) -> bool {
    matches!(&mention.value, Value::Name(name) if name.kind.may_be_a_person())
}

fn demonym(mention: &Mention) -> bool {
    matches!(&mention.value, Value::Place(place) if place.demonym)
}

fn key(mention: &Mention) -> Owner {
    match &mention.value {
        Value::Place(place) => Owner::Place(place.candidates[0]),
        Value::Name(name) => Owner::Name(name.words.last().cloned().unwrap_or_default()),
        _ => Owner::Name(String::new()),
    }
}
