//! Patterns over the tokens of a sentence, for what no predicate says: `<value: Count> (dead|killed)`. A pattern compiles to a short
//! program without loops, so that a match costs at most its length times the tokens it can reach.

use std::{collections::BTreeSet, ops::Range};

use crate::{
    error::{Error, ErrorKind, Result},
    rules::{Lexicons, selector::TypeTest},
};

/// What a part of a pattern is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Capture {
    /// What the claim is about.
    Subject,
    /// Whose it is, or whom of the subject it is about.
    About,
    /// What is claimed.
    Value,
}

/// One step's demand on the tokens.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Atom {
    /// A word, as written or as a lemma.
    Word(String),
    /// A word of a class, as written or as a lemma.
    Class(String),
    /// A mention of a type, captured or not.
    Typed(Option<Capture>, TypeTest),
    /// A noun chunk, captured or not; with a class, one whose head is of it.
    Chunk(Option<Capture>, Option<String>),
    /// A word with a universal part-of-speech tag: `NOUN`.
    Tag(String),
    /// Any one token.
    Any,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Step {
    Take(Atom),
    /// Tries the first way, then the second.
    Either(usize, usize),
    Goto(usize),
}

/// A compiled pattern.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TokenPattern {
    steps: Vec<Step>,
}

/// The parts of one match, as token ranges.
pub type Captures = Vec<(Capture, Range<usize>)>;

/// A pattern of more steps is a mistake.
const MOST_STEPS: usize = 200;

impl TokenPattern {
    /// Reads a pattern: words, `@class`, `NOUN` (a tag), `_` (any token), `<value: Type>`, `<about: NP>`, `<NP@class>`; `(a|b)` and a `?` after any part.
    pub fn parse(text: &str, lexicons: &Lexicons) -> Result<Self> {
        let mut parser = Parser { rest: text, steps: Vec::new(), lexicons };
        parser.alternatives(0)?;
        if !parser.rest.trim().is_empty() {
            return Err(fail(&format!("unexpected `{}` in a token pattern", parser.rest.trim())));
        }
        if parser.steps.len() > MOST_STEPS {
            return Err(fail("a token pattern of more than 200 parts"));
        }
        Ok(Self { steps: parser.steps })
    }

    /// Whether the pattern has a part for `capture`.
    pub fn has(&self, capture: Capture) -> bool {
        self.atoms().any(|a| matches!(a, Atom::Typed(Some(c), _) | Atom::Chunk(Some(c), _) if *c == capture))
    }

    /// The types that the pattern's value may have.
    pub fn value_types(&self) -> impl Iterator<Item = &TypeTest> {
        self.atoms().filter_map(|a| match a {
            Atom::Typed(Some(Capture::Value), test) => Some(test),
            _ => None,
        })
    }

    fn atoms(&self) -> impl Iterator<Item = &Atom> {
        self.steps.iter().filter_map(|s| match s {
            Step::Take(atom) => Some(atom),
            _ => None,
        })
    }

    /// Matches from token `start`. `take` says where an atom that begins at a token ends, `None` if it does not begin there.
    pub fn matches(&self, start: usize, take: &impl Fn(&Atom, usize) -> Option<usize>) -> Option<Captures> {
        let mut captures = Vec::new();
        let mut dead = BTreeSet::new();
        self.run(0, start, take, &mut captures, &mut dead).then_some(captures)
    }

    /// `dead` holds the steps and tokens from which no match follows: none is tried twice, but those that cost no more than a look.
    fn run(
        &self,
        step: usize,
        at: usize,
        take: &impl Fn(&Atom, usize) -> Option<usize>,
        captures: &mut Captures,
        dead: &mut BTreeSet<(usize, usize)>,
    ) -> bool {
        if dead.contains(&(step, at)) {
            return false;
        }
        let found = match self.steps.get(step) {
            None => true,
            Some(Step::Goto(next)) => return self.run(*next, at, take, captures, dead),
            Some(Step::Either(first, second)) => {
                self.run(*first, at, take, captures, dead) || self.run(*second, at, take, captures, dead)
            }
            Some(Step::Take(atom)) => {
                let Some(end) = take(atom, at) else { return false };
                let capture = match atom {
                    Atom::Typed(capture, _) | Atom::Chunk(capture, _) => *capture,
                    _ => None,
                };
                captures.extend(capture.map(|c| (c, at..end)));
                let found = self.run(step + 1, end, take, captures, dead);
                if !found && capture.is_some() {
                    captures.pop();
                }
                found
            }
        };
        if !found {
            dead.insert((step, at));
        }
        found
    }
}

fn fail(what: &str) -> Error {
    let remedy = "write words, @class, TAG, _, <value: Type>, <about: NP>, (a|b) and ? as docs/writing-rules.md shows";
    Error::new(ErrorKind::Rule, what.to_owned()).remedy(remedy)
}

/// Deeper parentheses are a mistake, and must not exhaust the stack.
const DEEPEST: usize = 8;

struct Parser<'a> {
    rest: &'a str,
    steps: Vec<Step>,
    lexicons: &'a Lexicons,
}

impl Parser<'_> {
    /// `a b|c d`: each alternative jumps to the common end.
    fn alternatives(&mut self, depth: usize) -> Result<()> {
        if depth > DEEPEST {
            return Err(fail("parentheses nested too deeply in a token pattern"));
        }
        let mut ends = Vec::new();
        loop {
            let fork = self.steps.len();
            self.steps.push(Step::Goto(fork + 1));
            self.sequence(depth)?;
            if !self.accept("|") {
                break;
            }
            ends.push(self.steps.len());
            self.steps.push(Step::Goto(0));
            self.steps[fork] = Step::Either(fork + 1, self.steps.len());
        }
        let end = self.steps.len();
        for at in ends {
            self.steps[at] = Step::Goto(end);
        }
        Ok(())
    }

    fn sequence(&mut self, depth: usize) -> Result<()> {
        let before = self.steps.len();
        loop {
            self.rest = self.rest.trim_start();
            if self.rest.is_empty() || self.rest.starts_with(['|', ')']) {
                let empty = self.steps.len() == before;
                return if empty { Err(fail("an empty alternative in a token pattern")) } else { Ok(()) };
            }
            let fork = self.steps.len();
            self.steps.push(Step::Goto(fork + 1));
            if self.accept("(") {
                self.alternatives(depth + 1)?;
                if !self.accept(")") {
                    return Err(fail("a `(` without its `)` in a token pattern"));
                }
            } else {
                let atom = self.atom()?;
                self.steps.push(Step::Take(atom));
            }
            if self.accept("?") {
                self.steps[fork] = Step::Either(fork + 1, self.steps.len());
            }
        }
    }

    fn accept(&mut self, mark: &str) -> bool {
        match self.rest.trim_start().strip_prefix(mark) {
            Some(rest) => {
                self.rest = rest;
                true
            }
            None => false,
        }
    }

    fn atom(&mut self) -> Result<Atom> {
        if self.accept("<") {
            let (inside, rest) =
                self.rest.split_once('>').ok_or_else(|| fail("a `<` without its `>` in a token pattern"))?;
            self.rest = rest;
            return self.typed(inside);
        }
        let end = self.rest.find(|c: char| c.is_whitespace() || "()|?<>".contains(c)).unwrap_or(self.rest.len());
        let (word, rest) = self.rest.split_at(end);
        self.rest = rest;
        match word.strip_prefix('@') {
            Some(class) if self.lexicons.knows(class) => Ok(Atom::Class(class.to_owned())),
            Some(class) => Err(fail(&format!("unknown word class `@{class}`"))),
            None if word == "_" => Ok(Atom::Any),
            None if self.lexicons.has("universal_tag", word) => Ok(Atom::Tag(word.to_owned())),
            None if word.is_empty() || word.chars().any(char::is_uppercase) => {
                Err(fail(&format!("`{word}` is neither a word in lower case nor a tag as NOUN")))
            }
            None => Ok(Atom::Word(word.to_owned())),
        }
    }

    fn typed(&self, inside: &str) -> Result<Atom> {
        let (capture, test) = match inside.split_once(':') {
            Some((name, test)) => (Some(capture(name.trim())?), test.trim()),
            None => (None, inside.trim()),
        };
        match test.split_once('@') {
            None if test == "NP" => Ok(Atom::Chunk(capture, None)),
            Some(("NP", class)) if self.lexicons.knows(class) => Ok(Atom::Chunk(capture, Some(class.to_owned()))),
            Some(("NP", class)) => Err(fail(&format!("unknown word class `@{class}`"))),
            _ => Ok(Atom::Typed(capture, TypeTest::parse(test, self.lexicons)?)),
        }
    }
}

fn capture(name: &str) -> Result<Capture> {
    match name {
        "subject" => Ok(Capture::Subject),
        "about" => Ok(Capture::About),
        "value" => Ok(Capture::Value),
        _ => Err(fail(&format!("unknown part `{name}` in a token pattern; use subject, about or value"))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fits(pattern: &str, words: &str) -> bool {
        let pattern = TokenPattern::parse(pattern, &Lexicons::default()).expect("a good pattern");
        let words: Vec<&str> = words.split(' ').collect();
        let take = |atom: &Atom, at: usize| match atom {
            Atom::Word(word) => words.get(at).filter(|w| *w == word).map(|_| at + 1),
            Atom::Any => words.get(at).map(|_| at + 1),
            _ => None,
        };
        pattern.matches(0, &take).is_some()
    }

    #[test]
    fn words_alternatives_and_options() {
        for (pattern, words, expected) in [
            ("a b", "a b c", true),
            ("a b", "a c", false),
            ("a (b|c d)? e", "a c d e", true),
            ("a (b|c d)? e", "a e", true),
            ("a (b|c d)? e", "a c e", false),
            ("a _? _? b", "a x b", true),
            ("a _? _? b", "a x y z b", false),
            ("(a|b)(c|d)", "b d", true),
            ("a?a?a?a?a?a?a?a? b", "a a a a a a a a a", false),
        ] {
            assert_eq!(fits(pattern, words), expected, "{pattern} on {words}");
        }
    }

    #[test]
    fn bad_patterns_are_refused() {
        let deep = format!("{}a{}", "(".repeat(50), ")".repeat(50));
        for pattern in ["", "a |", "(a", "a)", "<value: Nothing>", "<other: Place>", "@nothing", "<value", "A", &deep] {
            assert!(TokenPattern::parse(pattern, &Lexicons::default()).is_err(), "{pattern}");
        }
    }
}
