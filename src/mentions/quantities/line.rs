//! One sentence as the readers of numbers see it.

use std::ops::Range;

use crate::{
    rules::Lexicons,
    text::{Document, Token},
};

/// The tokens of one sentence, and which of them other mentions have.
#[derive(Clone, Copy)]
pub(super) struct Line<'d> {
    pub doc: &'d Document,
    pub start: usize,
    pub end: usize,
    /// By token: whether a time or an age has it.
    pub timed: &'d [bool],
    /// By token: whether a name or a place has it.
    pub named: &'d [bool],
    /// Whether the document parts thousands by commas: then a blank parts two numbers.
    pub commas: bool,
    pub lexicons: &'d Lexicons,
}

impl<'d> Line<'d> {
    /// The token at `at`, if it is of this sentence.
    pub fn token(&self, at: usize) -> Option<&'d Token> {
        self.doc.tokens.get(at).filter(|_| (self.start..self.end).contains(&at))
    }

    /// The lower-case word at `at`.
    pub fn word(&self, at: usize) -> Option<&'d str> {
        self.token(at).map(|t| &*t.lower)
    }

    /// The lower-case word right before `at`.
    pub fn before(&self, at: usize) -> Option<&'d str> {
        self.word(at.checked_sub(1)?)
    }

    /// Whether the word at `at` or its dictionary form is in `class`.
    pub fn is(&self, class: &str, at: usize) -> bool {
        self.token(at).is_some_and(|t| self.lexicons.has(class, &t.lower) || self.lexicons.has(class, &t.lemma))
    }

    /// Whether one of the words of `tokens` is in `class`.
    pub fn any(&self, class: &str, mut tokens: Range<usize>) -> bool {
        tokens.any(|t| self.is(class, t))
    }

    /// The text between the tokens `at` and `at + 1`.
    pub fn gap(&self, at: usize) -> Option<&'d str> {
        let (one, two) = (self.token(at)?, self.token(at + 1)?);
        self.doc.text.get(one.span.end..two.span.start)
    }

    /// Whether a unit of one or two words stands at `at`.
    pub fn is_unit(&self, at: usize) -> bool {
        let unit = |key: &str| self.lexicons.value("unit", key).is_some();
        let pair = || Some(format!("{} {}", self.word(at)?, self.word(at + 1)?));
        self.token(at).is_some_and(|t| unit(&t.lower) || unit(&t.lemma)) || pair().is_some_and(|p| unit(&p))
    }

    /// Up to `reach` tokens before `at`.
    pub fn behind(&self, at: usize, reach: usize) -> Range<usize> {
        at.saturating_sub(reach).max(self.start)..at
    }

    /// Up to `reach` tokens from `at` on.
    pub fn ahead(&self, at: usize, reach: usize) -> Range<usize> {
        at..(at + reach).min(self.end)
    }
}
