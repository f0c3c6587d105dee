//! Who belongs to a delegation: lists behind "includes", "X is in the delegation", "accompanied by X", "not on the list".

use std::ops::Range;

use crate::{
    mentions::{
        Mention, Value,
        delegations::{Delegations, Member, Part, body::Body},
    },
    text::{Form, Pos},
};

/// How far behind a delegation the verb of its list may stand, in tokens.
const TO_LIST: usize = 24;
/// The longest list, in tokens.
const LONGEST_LIST: usize = 80;

impl Delegations<'_> {
    pub(super) fn members(&self, body: &Body) -> Vec<Mention> {
        let list = self.list_behind(body);
        if list.is_empty() { self.belongs(body) } else { list }
    }

    /// "It" or "the list" may stand for the delegation that was named last.
    pub(super) fn is_back_reference(&self, at: usize) -> bool {
        self.is(at, "pronoun_of_thing")
    }

    /// "it would include X and Y".
    pub(super) fn behind_pronoun(&self, sentence: usize, at: usize, body: &Body) -> Vec<Mention> {
        let end = self.doc.sentences[sentence].tokens.end;
        let helps = |t: &usize| matches!(self.pos(*t), Some(Pos::Aux | Pos::Adv | Pos::Part));
        let verb = (at + 1..end).take_while(helps).last().map_or(at + 1, |last| last + 1);
        let lists = verb < end && self.is(verb, "list_members");
        if lists { self.list(sentence, verb, at + 1..verb, body) } else { Vec::new() }
    }

    /// "the delegation, which includes X", "the delegation is headed by Y and includes X".
    fn list_behind(&self, body: &Body) -> Vec<Mention> {
        let sentence = &self.doc.sentences[body.sentence].tokens;
        let mut led = false;
        for at in body.end..sentence.end.min(body.end + TO_LIST) {
            let verb = matches!(self.pos(at), Some(Pos::Verb)) || self.is(at, "list_members");
            if self.is(at, "list_members") && self.pos(at) != Some(Pos::Noun) {
                return self.list(body.sentence, at, body.end..at, body);
            }
            let leads = self.is(at, "lead") && self.lower(at + 1) == "by";
            led |= leads;
            let stops = verb && !leads || self.pos(at) == Some(Pos::Sconj) || self.is(at, "delegation_of_people");
            let joined = self.pos(at) == Some(Pos::Cconj) && !led;
            if stops || joined || matches!(self.lower(at), ";" | ":" | "(" | "“" | "\"") {
                break;
            }
        }
        Vec::new()
    }

    /// The members that the list behind the verb at `verb` names; `group` are the words between its subject and the verb.
    fn list(&self, sentence: usize, verb: usize, group: Range<usize>, body: &Body) -> Vec<Mention> {
        let denied = self.denied(group);
        let closed = self.is(verb, "list_all_members");
        let members = self.items(sentence, verb + 1);
        let member = |(tokens, who): (Range<usize>, Member)| {
            self.part(sentence, tokens, body, Part::Member { who, closed }, denied)
        };
        members.into_iter().map(member).collect()
    }

    /// The people that a list from token `from` on names, by name or by office.
    fn items(&self, sentence: usize, from: usize) -> Vec<(Range<usize>, Member)> {
        let end = self.doc.sentences[sentence].tokens.end.min(from + LONGEST_LIST);
        let mut out: Vec<(Range<usize>, Member)> = Vec::new();
        let mut at = from;
        while at < end && !self.ends_list(at) {
            if let Some(name) = self.person(at, true).filter(|m| m.tokens.start == at) {
                if self.form(name.tokens.end) != Some(Form::Possessive) {
                    out.push((name.tokens.clone(), Member::Name(name.span)));
                    at = self.past_roles(name);
                } else {
                    at = name.tokens.end;
                }
                continue;
            }
            match self.office(sentence, at, end) {
                Some(tokens) if self.introduces_name(&tokens, end) => at = tokens.end,
                Some(tokens) => {
                    at = tokens.end;
                    out.push((tokens.clone(), Member::Role(self.words(tokens))));
                }
                None => at += 1,
            }
        }
        out
    }

    /// Whether a list is over at token `at`: at a verb, a clause of its own, a mark.
    fn ends_list(&self, at: usize) -> bool {
        let finite = matches!(self.pos(at), Some(Pos::Verb | Pos::Aux)) && self.form(at) != Some(Form::Participle);
        let clause = self.pos(at) == Some(Pos::Sconj) || self.form(at) == Some(Form::Wh);
        finite || clause || matches!(self.lower(at), ";" | ":" | "." | "—" | "–" | "(" | "“" | "\"")
    }

    /// Past a name and the offices that are said of it in apposition.
    fn past_roles(&self, name: &Mention) -> usize {
        let of_name = |m: &&Mention| matches!(&m.value, Value::Role(role) if role.name == name.span);
        let from = self.mentions.partition_point(|m| m.tokens.start < name.tokens.end);
        let near = self.mentions[from..].iter().take_while(|m| m.sentence == name.sentence);
        let first = near.filter(of_name).map(|m| m.tokens.end).min();
        first.map_or(name.tokens.end, |end| end.max(name.tokens.end))
    }

    /// The tokens of an office that begins at `at`: "a deputy foreign minister", "the head of military intelligence".
    fn office(&self, sentence: usize, at: usize, end: usize) -> Option<Range<usize>> {
        let from = self.doc.chunks.partition_point(|c| c.tokens.start < at);
        let chunk = self.doc.chunks.get(from).filter(|c| c.tokens.start == at && c.sentence == sentence)?;
        let head = &self.doc.tokens[chunk.head];
        let office = self.lexicons.has("role_noun", &head.lemma.to_lowercase());
        if !office || chunk.tokens.clone().any(|t| self.person(t, true).is_some()) {
            return None;
        }
        let first = at + usize::from(matches!(self.pos(at), Some(Pos::Det)));
        let mut last = chunk.tokens.end;
        // "of the military's general staff"
        if self.lower(last) == "of" {
            let tail = |t: &usize| {
                let noun = matches!(self.pos(*t), Some(Pos::Det | Pos::Adj | Pos::Noun | Pos::Propn));
                noun || matches!(self.form(*t), Some(Form::Possessive | Form::PossessivePronoun))
            };
            last = (last + 1..end).take_while(tail).last().map_or(last, |t| t + 1);
        }
        (first < last).then_some(first..last)
    }

    /// "and the head of the office, Ema Rusu": the office of the one who is named next.
    fn introduces_name(&self, office: &Range<usize>, end: usize) -> bool {
        let mut before = office.start.saturating_sub(1);
        if self.pos(before) == Some(Pos::Det) {
            before = before.saturating_sub(1);
        }
        let next = office.end + usize::from(self.lower(office.end) == ",");
        let named = next < end && self.person(next, true).is_some();
        named && (next == office.end || matches!(self.pos(before), Some(Pos::Cconj | Pos::Verb)))
    }

    /// An office in lower case with the usual spelling of its words.
    fn words(&self, tokens: Range<usize>) -> String {
        let usual = |t: usize| {
            let word = self.lower(t);
            self.lexicons.value("spelling", word).unwrap_or(word).to_owned()
        };
        tokens.map(usual).collect::<Vec<_>>().join(" ").replace(" 's", "'s").replace(" ’s", "’s")
    }

    /// "X is also in the delegation", "X and Y are part of the delegation".
    fn belongs(&self, body: &Body) -> Vec<Mention> {
        let start = self.doc.sentences[body.sentence].tokens.start;
        let mut at = body.first;
        // Whose it is, and the words of belonging.
        while at > start {
            let named = self.named(at - 1).is_some() && at + 4 > body.first;
            let small = self.is(at - 1, "word_of_belonging") || self.form(at - 1) == Some(Form::Possessive);
            let helps = matches!(self.pos(at - 1), Some(Pos::Det | Pos::Adv | Pos::Part));
            if !(named && self.pos(at) != Some(Pos::Aux) || small || helps) {
                break;
            }
            at -= 1;
        }
        let linked = (at..body.first).any(|t| self.is(t, "word_of_belonging"));
        let Some(verb) = at.checked_sub(1).filter(|t| linked && *t > start && self.pos(*t) == Some(Pos::Aux)) else {
            return Vec::new();
        };
        let denied = self.denied(verb..body.first);
        let several = matches!(self.lower(verb), "are" | "were");
        let people = self.coordinated_before(start, verb, several);
        let part = |m: &Mention| {
            let who = Member::Name(m.span);
            self.part(body.sentence, m.tokens.clone(), body, Part::Member { who, closed: false }, denied)
        };
        people.into_iter().map(part).collect()
    }

    /// The person (or, of `several`, the people) that a verb at `verb` has as its subject.
    fn coordinated_before(&self, start: usize, verb: usize, several: bool) -> Vec<&Mention> {
        let mut out: Vec<&Mention> = Vec::new();
        let mut at = verb;
        while at > start {
            at -= 1;
            if let Some(name) = self.person(at, true) {
                out.push(name);
                at = name.tokens.start;
                if !several {
                    break;
                }
            } else if self.pos(at) == Some(Pos::Verb) || matches!(self.lower(at), ";" | ":" | "“" | "\"") {
                break;
            }
        }
        out.reverse();
        out
    }

    /// "He was accompanied by X": who goes with the leader belongs to the delegation.
    pub(super) fn company(&self, sentence: usize, bodies: &[Body], parts: &[Mention]) -> Vec<Mention> {
        let tokens = &self.doc.sentences[sentence].tokens;
        let Some(verb) = tokens.clone().find(|t| self.is(*t, "accompany") && self.lower(t + 1) == "by") else {
            return Vec::new();
        };
        let leader = parts.iter().rev().find_map(|m| match &m.value {
            Value::Part(part) => match &part.part {
                Part::Leader(name) => Some((m.sentence, part, *name)),
                _ => None,
            },
            _ => None,
        });
        let Some((told, part, name)) = leader.filter(|(told, ..)| sentence - told <= 1) else { return Vec::new() };
        let surname = self.doc.slice(name).rsplit(' ').next().unwrap_or_default();
        let accompanied = (tokens.start..verb).any(|t| self.doc.word(t) == surname);
        let pronoun = self.is(tokens.start, "pronoun_of_person") && told + 1 == sentence;
        let Some(body) = bodies.iter().rev().find(|b| b.owner == part.owner) else { return Vec::new() };
        if !(accompanied || pronoun) {
            return Vec::new();
        }
        let denied = self.denied(tokens.start..verb);
        let names = self.items(sentence, verb + 2).into_iter().filter(|(_, who)| matches!(who, Member::Name(_)));
        names
            .map(|(tokens, who)| self.part(sentence, tokens, body, Part::Member { who, closed: false }, denied))
            .collect()
    }

    /// "X and Y were not named on the list of the delegation".
    pub(super) fn left_out(&self, sentence: usize, bodies: &[Body]) -> Vec<Mention> {
        let tokens = &self.doc.sentences[sentence].tokens;
        let near = |b: &&Body| sentence - b.sentence <= 1;
        let (Some(body), Some(list)) =
            (bodies.last().filter(near), tokens.clone().find(|t| self.is(*t, "list_of_names")))
        else {
            return Vec::new();
        };
        let Some(verb) = (tokens.start..list).rev().find(|t| self.pos(*t) == Some(Pos::Verb)) else {
            return Vec::new();
        };
        let group =
            (tokens.start..verb).rev().take_while(|t| matches!(self.pos(*t), Some(Pos::Aux | Pos::Part | Pos::Adv)));
        let first = group.last().unwrap_or(verb);
        if !self.is(verb, "put_on_a_list") || !self.denied(first..verb) {
            return Vec::new();
        }
        let people = self.coordinated_before(tokens.start, first, true);
        let part = |m: &Mention| {
            let who = Member::Name(m.span);
            self.part(sentence, m.tokens.clone(), body, Part::Member { who, closed: false }, true)
        };
        people.into_iter().map(part).collect()
    }
}
