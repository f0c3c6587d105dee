//! One sentence with its dependency tree and what its tokens name: what frames are read from. Tokens are those of the document.

use std::{collections::BTreeMap, ops::Range};

use crate::{
    frames::{Argument, Role, of_times::free_of_times},
    mentions::{Mention, Value},
    rules::Lexicons,
    syntax::{Dep, Tree, parse},
    text::{Document, Form, Pos, Sentence},
};

/// No sentence of news gives a predicate more arguments; it keeps a sentence without an end from costing the square of its length.
pub(super) const MOST_ARGUMENTS: usize = 32;

/// Which tokens of a sentence head an event noun (with its lemma), or stand in a time.
pub(super) struct Named {
    pub events: BTreeMap<usize, String>,
    pub times: BTreeMap<usize, Range<usize>>,
}

impl Named {
    pub(super) fn of(mentions: &[&Mention]) -> Self {
        let mut out = Self { events: BTreeMap::new(), times: BTreeMap::new() };
        for mention in mentions {
            match &mention.value {
                Value::Event(event) => {
                    out.events.insert(mention.tokens.start, event.lemma.clone());
                }
                Value::Time(_) => out.times.extend(mention.tokens.clone().map(|t| (t, mention.tokens.clone()))),
                _ => {}
            }
        }
        out
    }
}

/// The sentence being read.
pub(super) struct Parse<'a> {
    pub doc: &'a Document,
    pub lexicons: &'a Lexicons,
    pub named: &'a Named,
    pub base: usize,
    /// The tree, by tokens from the first of the sentence.
    pub(super) tree: Tree,
    children: Vec<Vec<usize>>,
}

impl<'a> Parse<'a> {
    pub(super) fn of(doc: &'a Document, sentence: &Sentence, named: &'a Named, lexicons: &'a Lexicons) -> Self {
        let words: Vec<&str> = sentence.tokens.clone().map(|t| doc.word(t)).collect();
        let tags: Vec<(Pos, Form)> = doc.tokens[sentence.tokens.clone()].iter().map(|t| (t.pos, t.form)).collect();
        let mut tree = parse(&words, &tags);
        let (base, tokens) = (sentence.tokens.start, &doc.tokens[sentence.tokens.clone()]);
        free_of_times(&mut tree, tokens, base, &named.times, lexicons);
        let children = tree.all_children();
        Self { doc, lexicons, named, base, tree, children }
    }

    pub(super) fn head(&self, token: usize) -> Option<usize> {
        self.tree.head(token.checked_sub(self.base)?).map(|h| h + self.base)
    }

    pub(super) fn dep(&self, token: usize) -> Dep {
        token.checked_sub(self.base).map_or(Dep::Dep, |word| self.tree.dep(word))
    }

    pub(super) fn is_doubtful(&self, token: usize) -> bool {
        token.checked_sub(self.base).and_then(|word| self.tree.doubtful.get(word)).is_none_or(|doubt| *doubt)
    }

    /// Whether the parser came close to putting a token into another event: two nouns of one event make no difference.
    fn is_disputed(&self, token: usize) -> bool {
        let Some(word) = token.checked_sub(self.base) else { return true };
        let event = |word: Option<usize>| word.and_then(|word| self.event_around(word + self.base));
        if !self.is_doubtful(token) {
            return false;
        }
        let other = event(self.tree.other(word));
        event(self.tree.head(word)) != other && !other.is_some_and(|other| self.opens_behind(other, token))
    }

    /// Whether the clause of `verb` begins behind `token` ("at noon, before they left", "at noon, but they left"): nothing before it
    /// belongs to it.
    fn opens_behind(&self, verb: usize, token: usize) -> bool {
        let opens = |c: usize| matches!(self.dep(c), Dep::Mark | Dep::Cc) || self.doc.tokens[c].form == Form::Wh;
        self.children(verb).any(|c| token < c && c < verb && opens(c))
    }

    /// The verb or event noun that a token is or hangs on, through other nouns.
    fn event_around(&self, token: usize) -> Option<usize> {
        self.ancestors(token).find(|above| self.is_verb(*above) || self.named.events.contains_key(above))
    }

    pub(super) fn children(&self, token: usize) -> impl Iterator<Item = usize> {
        let of = token.checked_sub(self.base).and_then(|word| self.children.get(word));
        of.into_iter().flatten().map(|child| child + self.base)
    }

    pub(super) fn child(&self, token: usize, deps: &[Dep]) -> Option<usize> {
        self.children(token).find(|c| deps.contains(&self.dep(*c)))
    }

    /// The tokens from `token` up to the root, itself first.
    pub(super) fn ancestors(&self, token: usize) -> impl Iterator<Item = usize> {
        let word = token.saturating_sub(self.base);
        self.tree.ancestors(word).map(|w| w + self.base)
    }

    pub(super) fn is_verb(&self, token: usize) -> bool {
        let apart = !matches!(self.dep(token), Dep::Aux | Dep::AuxPass | Dep::Cop);
        match self.doc.tokens[token].pos {
            Pos::Verb => !matches!(self.dep(token), Dep::Amod | Dep::Compound | Dep::Case | Dep::Mark | Dep::Fixed),
            Pos::Aux => apart,
            _ => false,
        }
    }

    /// The verb with its auxiliaries, its "to" and its negation, in order.
    pub(super) fn group(&self, verb: usize) -> Vec<usize> {
        let negation = |t: usize| self.lexicons.has("negation", &self.doc.tokens[t].lower);
        let part = |t: &usize| match self.dep(*t) {
            Dep::Aux | Dep::AuxPass | Dep::Cop => true,
            Dep::Mark => self.doc.tokens[*t].form == Form::To,
            Dep::Advmod | Dep::Det => negation(*t),
            _ => false,
        };
        let mut out: Vec<usize> = self.children(verb).filter(part).collect();
        out.push(verb);
        out.sort_unstable();
        out
    }

    /// The preposition of a phrase by its head; empty for none.
    pub(super) fn preposition(&self, token: usize) -> &str {
        let case = self
            .children(token)
            .find(|c| self.dep(*c) == Dep::Case && *c < token && self.doc.tokens[*c].form != Form::Possessive);
        case.map_or("", |c| &*self.doc.tokens[c].lower)
    }

    /// A noun and those coordinated with it: "Russia and Ukraine", "A, B and C".
    pub(super) fn coordinated(&self, token: usize) -> Vec<usize> {
        let noun =
            |t: &usize| matches!(self.doc.tokens[*t].pos, Pos::Noun | Pos::Propn | Pos::Num | Pos::Pron | Pos::Sym);
        let mut out = vec![token];
        out.extend(self.children(token).filter(|c| self.dep(*c) == Dep::Conj).filter(noun).take(MOST_ARGUMENTS));
        out
    }

    /// The argument that `token` heads: a time, or the noun chunk around it.
    pub(super) fn argument(&self, token: usize, role: Role, preposition: &str) -> Argument {
        let (doubtful, disputed) = (self.is_doubtful(token), self.is_disputed(token));
        let preposition = preposition.to_owned();
        if let Some(time) = self.named.times.get(&token).filter(|_| !matches!(role, Role::Agent | Role::Patient)) {
            let span = self.doc.span_of(time);
            // Which word of an event a time hangs on makes no difference, only which event.
            let disputed = disputed && !self.is_right_behind_its_verb(token, time.start)
                || self.is_right_behind_another_event(token, time.start);
            return Argument { role: Role::Time, preposition, span, head: time.start, doubtful: disputed, disputed };
        }
        let chunks = &self.doc.chunks;
        let chunk = chunks.get(chunks.partition_point(|c| c.tokens.end <= token));
        match chunk.filter(|c| c.tokens.contains(&token)) {
            Some(chunk) => Argument {
                role,
                preposition,
                span: self.doc.span_of(&chunk.tokens),
                head: chunk.head,
                doubtful,
                disputed,
            },
            None => Argument { role, preposition, span: self.doc.tokens[token].span, head: token, doubtful, disputed },
        }
    }

    /// "released late on Friday": nothing but prepositions and adverbs between a verb and the time that hangs on it.
    fn is_right_behind_its_verb(&self, token: usize, start: usize) -> bool {
        let verb = self.head(token).filter(|head| *head < start && self.is_verb(*head));
        let small = |t: usize| matches!(self.doc.tokens[t].pos, Pos::Adp | Pos::Adv);
        verb.is_some_and(|verb| (verb + 1..start).all(small))
    }

    /// "found after a blast about 11pm": a time right behind the noun of another event may be of that one.
    fn is_right_behind_another_event(&self, token: usize, start: usize) -> bool {
        let small = |t: &usize| matches!(self.doc.tokens[*t].pos, Pos::Adp | Pos::Adv);
        let before = (self.base..start).rev().find(|t| !small(t));
        let event = before.filter(|t| self.named.events.contains_key(t));
        event.is_some_and(|event| self.head(token) != Some(event))
    }

    /// The prepositional phrases and times that hang on `token`, with those coordinated.
    pub(super) fn circumstances(&self, token: usize, out: &mut Vec<Argument>) {
        for child in self.children(token).filter(|c| self.is_circumstance(*c)) {
            self.phrase(child, out);
            let event = self.named.events.contains_key(&child);
            // "in the city of Lier", "at the airport on Thursday": what hangs on a place says more of the same place and time.
            for inner in self.children(child).filter(|i| !event && is_nmod(self.dep(*i))) {
                let of_place =
                    self.preposition(inner) == "of" && self.lexicons.has("place_noun", &self.doc.tokens[child].lemma);
                // "sat down with Mira Tol in Lisbon": people have no place of their own.
                let with_someone = self.preposition(child) == "with"
                    && self.lexicons.has("preposition_of_place", self.preposition(inner));
                if of_place || with_someone || self.named.times.contains_key(&inner) {
                    out.push(self.argument(inner, Role::Oblique, self.preposition(inner)));
                }
            }
        }
    }

    /// One prepositional phrase or time, with those coordinated.
    fn phrase(&self, child: usize, out: &mut Vec<Argument>) {
        let preposition = self.preposition(child);
        out.extend(self.coordinated(child).into_iter().map(|part| self.argument(part, Role::Oblique, preposition)));
    }

    /// What says where and when an event is: what hangs on its noun, on the nouns under that ("a meeting of ministers in Lisbon"), and
    /// what follows it under the verb it is the object of ("attend talks in Lisbon on Friday").
    pub(super) fn circumstances_of_event(&self, noun: usize, out: &mut Vec<Argument>) {
        let first = out.len();
        self.circumstances(noun, out);
        // "talks on the war in Sudan": what follows another event belongs to that one.
        let of_other = |a: &Argument| {
            let start = self.doc.tokens.partition_point(|t| t.span.start < a.span.start);
            let before = start.checked_sub(if a.preposition.is_empty() { 1 } else { 2 });
            before.is_some_and(|b| b != noun && b > noun && self.named.events.contains_key(&b))
        };
        let kept: Vec<Argument> = out.drain(first..).filter(|a| !of_other(a)).collect();
        out.extend(kept);
        let mut below: Vec<usize> = self.children(noun).filter(|c| self.is_circumstance(*c)).collect();
        while let Some(token) = below.pop().filter(|_| out.len() < MOST_ARGUMENTS) {
            if self.named.events.contains_key(&token) {
                continue;
            }
            for child in self.children(token).filter(|c| is_nmod(self.dep(*c))) {
                self.place_or_time(child, out);
                below.push(child);
            }
        }
        let Some(verb) = self.head(noun).filter(|above| self.is_verb(*above)) else { return };
        let object = matches!(self.dep(noun), Dep::Obj | Dep::Obl);
        let mut from = noun;
        for child in self.children(verb).filter(|c| object && *c > noun && self.is_circumstance(*c)) {
            // Behind another noun it may belong to that one.
            let chunks = &self.doc.chunks;
            let first = self.first_of(child);
            let behind = chunks[chunks.partition_point(|c| c.tokens.end <= from)..].iter();
            let mut between = behind.take_while(|c| c.tokens.end <= first);
            let between = between.any(|c| c.head > from && c.head != child);
            if between {
                break;
            }
            self.place_or_time(child, out);
            from = child;
        }
    }

    fn first_of(&self, token: usize) -> usize {
        self.children(token).filter(|c| *c < token).min().unwrap_or(token)
    }

    fn place_or_time(&self, child: usize, out: &mut Vec<Argument>) {
        let place = self.lexicons.has("preposition_of_place", self.preposition(child));
        if place || self.named.times.contains_key(&child) {
            self.phrase(child, out);
        }
    }

    /// "a video released late on Friday, he said": a time directly behind a participle belongs to it, wherever the parser hung it.
    fn participle_before(&self, token: usize) -> Option<usize> {
        let start = self.named.times.get(&token)?.start;
        let verb = start.checked_sub(1).filter(|v| *v >= self.base && self.is_verb(*v))?;
        matches!(self.dep(verb), Dep::Acl | Dep::Advcl).then_some(verb)
    }

    /// The times that belong to a participle though they hang elsewhere.
    pub(super) fn claimed_times(&self, verb: usize, out: &mut Vec<Argument>) {
        let next = self.named.times.get(&(verb + 1)).map(|time| time.start);
        if let Some(time) = next.filter(|t| self.participle_before(*t) == Some(verb)) {
            out.push(self.argument(time, Role::Oblique, ""));
        }
    }

    fn is_circumstance(&self, child: usize) -> bool {
        if self.participle_before(child).is_some_and(|verb| self.head(child) != Some(verb)) {
            return false;
        }
        let dep = self.dep(child);
        let time = self.named.times.contains_key(&child);
        matches!(dep, Dep::Obl | Dep::OblUnmarked)
            || is_nmod(dep)
            || time && matches!(dep, Dep::Advmod | Dep::Appos | Dep::Dep | Dep::Parataxis | Dep::List | Dep::Nummod)
    }
}

fn is_nmod(dep: Dep) -> bool {
    matches!(dep, Dep::Nmod | Dep::NmodDesc | Dep::NmodUnmarked)
}
