//! Finds frames in the dependency tree of each sentence that can carry a claim: verbs and event nouns, each with who, whom, where
//! and when.

use std::collections::BTreeMap;

use crate::{
    frames::{
        Argument, Frame, Grammar, Modality, Predicate, PredicateKind, Role,
        attribution::attribute,
        modality::Force,
        parse::{MOST_ARGUMENTS, Named, Parse},
        questions,
    },
    mentions::{Mention, Value},
    rules::Lexicons,
    syntax::Dep,
    text::{BlockKind, Document, Form, Pos, Span, Token},
};

/// A hedge has at least two words, and at most two more ("as many as", "no fewer than").
const LONGEST_HEDGE: usize = 3;

/// Words behind a verb that make one deed with it ("get under way"), at most.
const PARTICLES: usize = 2;

/// All frames of a document, in order of their sentences, and the trees they were read from. `mentions` are sorted by their tokens.
pub fn find_frames(doc: &Document, mentions: &[Mention], lexicons: &Lexicons) -> (Vec<Frame>, Grammar) {
    let (mut out, mut grammar) = (Vec::new(), Grammar::new(doc.tokens.len()));
    for (index, sentence) in doc.sentences.iter().enumerate() {
        let from = mentions.partition_point(|m| m.tokens.start < sentence.tokens.start);
        let here: Vec<&Mention> =
            mentions[from..].iter().take_while(|m| m.tokens.start < sentence.tokens.end).collect();
        let bare = here.iter().all(|m| match &m.value {
            Value::Event(_) => true,
            Value::Kind(kind) => lexicons.has("only_in_copies", &kind.group),
            _ => false,
        });
        if bare || matches!(doc.kind_of(index), BlockKind::Credit | BlockKind::Furniture) {
            continue;
        }
        let named = Named::of(&here);
        // Without a predicate there is no frame, and no need of a tree.
        let verb = |t: usize| matches!(doc.tokens[t].pos, Pos::Verb | Pos::Aux);
        if named.events.is_empty() && !sentence.tokens.clone().any(verb) {
            continue;
        }
        let parse = Parse::of(doc, sentence, &named, lexicons);
        let first = out.len();
        for token in sentence.tokens.clone() {
            if parse.is_verb(token) {
                out.push(parse.verb_frame(token, index));
            } else if let Some(lemma) = named.events.get(&token) {
                out.push(parse.noun_frame(token, lemma, index));
            }
        }
        link_governors(&mut out, first);
        parse.take_told_time(&mut out[first..]);
        parse.share_times(&mut out[first..]);
        questions::suppose(doc, sentence, &mut out[first..]);
        attribute(&parse, index, &mut out[first..]);
        grammar.take(sentence.tokens.start, &parse.tree);
    }
    (out, grammar)
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

impl Parse<'_> {
    fn verb_frame(&self, verb: usize, sentence: usize) -> Frame {
        let force = self.force_of(verb);
        let (subject, inherited) = self.subject(verb);
        let passive = force.passive || self.child(verb, &[Dep::NsubjPass, Dep::AuxPass]).is_some();
        let mut arguments = Vec::new();
        for part in subject.into_iter().flat_map(|s| self.coordinated(s)) {
            arguments.push(self.argument(part, if passive { Role::Patient } else { Role::Agent }, ""));
        }
        for object in self.object(verb, subject, passive).into_iter().flat_map(|o| self.coordinated(o)) {
            arguments.push(self.argument(object, Role::Patient, ""));
        }
        // "met her counterpart, Mira Tol, in": the name behind the comma may hang beside the noun it explains.
        for second in self.children(verb).filter(|c| self.dep(*c) == Dep::Obj).skip(1) {
            arguments.push(self.argument(second, Role::Patient, ""));
        }
        for child in self.children(verb).filter(|c| passive && self.preposition(*c) == "by") {
            let agents = self.coordinated(child).into_iter();
            arguments.extend(agents.map(|part| self.argument(part, Role::Agent, "by")));
        }
        self.circumstances(verb, &mut arguments);
        self.claimed_times(verb, &mut arguments);
        // "signed the treaty in Lisbon on Friday": the place and day of what is signed are those of the signing.
        if let Some(object) = self.child(verb, &[Dep::Obj]).filter(|o| !self.named.events.contains_key(o)) {
            let mut inner = Vec::new();
            self.circumstances(object, &mut inner);
            let place = |a: &Argument| self.lexicons.has("preposition_of_place", &a.preposition);
            // "bought the yard for £23 million": the price is the deal's.
            let price = |a: &Argument| self.doc.tokens.get(a.head).is_some_and(|t| t.pos == Pos::Sym);
            arguments.extend(inner.into_iter().filter(|a| a.role == Role::Time || place(a) || price(a)));
        }
        let agents = |a: &Argument| passive && a.role == Role::Oblique && a.preposition == "by";
        let subject_span = arguments.iter().find(|a| matches!(a.role, Role::Agent)).map(|a| a.span);
        arguments.retain(|a| !(agents(a) || a.role == Role::Oblique && Some(a.span) == subject_span));
        let force = inherited.map_or(force, |outer| force.under(outer));
        let mut lemma = self.doc.tokens[verb].lemma.to_lowercase();
        if let Some(noun) = self.child(verb, &[Dep::Obj]) {
            let both = format!("{lemma} {}", self.doc.tokens[noun].lemma);
            if self.lexicons.has("verb_with_noun", &both) {
                arguments.retain(|a| a.head != noun);
                lemma = both;
            }
        }
        let behind = |words: usize| self.doc.tokens.get(verb + 1..=verb + words);
        let phrase = |tokens: &[Token]| tokens.iter().fold(lemma.clone(), |words, t| format!("{words} {}", t.lower));
        let mut phrases = (1..=PARTICLES).rev().filter_map(behind).map(phrase);
        if let Some(phrase) = phrases.find(|words| self.lexicons.has("verb_with_particle", words)) {
            lemma = phrase;
        }
        self.frame(sentence, verb, &lemma, PredicateKind::Verb, arguments, force)
    }

    /// Whom or what it is done to, in the active voice: the object, or the noun before a relative clause that has a subject of its
    /// own ("the treaty that he signed").
    fn object(&self, verb: usize, subject: Option<usize>, passive: bool) -> Option<usize> {
        let own = self.child(verb, &[Dep::Obj]).filter(|o| self.doc.tokens[*o].form != Form::Wh);
        let relative = self.dep(verb) == Dep::AclRelcl && !passive;
        let antecedent = self.head(verb).filter(|above| relative && subject.is_some_and(|s| s != *above));
        let misses_object = self.child(verb, &[Dep::Ccomp, Dep::Xcomp]).is_none();
        own.or(antecedent.filter(|_| misses_object)).or_else(|| self.hedged_object(verb).filter(|_| !passive))
    }

    /// "wounded more than 40", "killed at least one person": the words of a hedge are no preposition.
    fn hedged_object(&self, verb: usize) -> Option<usize> {
        self.children(verb).filter(|c| *c > verb && self.dep(*c) == Dep::Obl).find(|child| {
            (verb + 3..=*child).take(LONGEST_HEDGE).any(|number| {
                let words: Vec<&str> = self.doc.tokens[verb + 1..number].iter().map(|t| &*t.lower).collect();
                let words = words.join(" ");
                self.doc.tokens[number].pos == Pos::Num
                    && (self.lexicons.has("hedge_at_least", &words) || self.lexicons.has("hedge_at_most", &words))
            })
        })
    }

    fn noun_frame(&self, noun: usize, lemma: &str, sentence: usize) -> Frame {
        let mut arguments = Vec::new();
        for possessor in self.children(noun).filter(|c| self.dep(*c) == Dep::NmodPoss) {
            for part in self.coordinated(possessor) {
                let time = self.named.times.contains_key(&part);
                arguments.push(self.argument(part, if time { Role::Time } else { Role::Agent }, ""));
            }
        }
        let chunks = &self.doc.chunks;
        if let Some(chunk) = chunks.get(chunks.partition_point(|c| c.tokens.end <= noun)) {
            let taken = |t: &usize| {
                *t == noun || arguments.iter().any(|a: &Argument| a.span.contains(self.doc.tokens[*t].span))
            };
            let words: Vec<usize> = chunk.tokens.clone().filter(|t| !taken(t)).collect();
            arguments.extend(words.into_iter().map(|t| self.word(t)));
        }
        self.circumstances_of_event(noun, &mut arguments);
        // "The talks are in Lisbon", "the talks are on Friday".
        if let Some(nominal) = self.head(noun).filter(|_| self.dep(noun) == Dep::Nsubj)
            && self.child(nominal, &[Dep::Cop]).is_some()
            && self.child(nominal, &[Dep::Case]).is_some()
        {
            arguments.push(self.argument(nominal, Role::Oblique, self.preposition(nominal)));
        }
        let force = Force { negated: false, modality: Modality::Happened, passive: false };
        self.frame(sentence, noun, lemma, PredicateKind::EventNoun, arguments, force)
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
        arguments.retain(|a| a.head != token);
        arguments.truncate(MOST_ARGUMENTS);
        arguments.sort_by_key(|a| (a.span, a.role));
        arguments.dedup_by(|b, a| (a.span, a.role) == (b.span, b.role));
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

    fn word(&self, token: usize) -> Argument {
        let span: Span = self.doc.tokens[token].span;
        Argument {
            role: Role::Modifier,
            preposition: String::new(),
            span,
            head: token,
            doubtful: false,
            disputed: false,
        }
    }
}
