//! Two quotes laid beside each other word by word, and whether they are one utterance.

use std::ops::Range;

use similar::{Algorithm, DiffOp, DiffTag, capture_diff_slices};

use crate::{
    facts::{Evidence, signature::content},
    rules::{Lexicons, Weights},
    text::{Pos, Token},
};

/// Other words at an end of both quotes are a change of it when they are at most so many; with more, the two go on otherwise.
pub(crate) const LONGEST_END: usize = 2;

/// Words that one outlet may leave out of an utterance of which `equal` are left.
pub(crate) fn most_lost(equal: usize) -> usize {
    if equal >= 8 { 8 } else { 4 }
}

/// Whether words stand in one of two quotes alone: at most an "and" is in their place.
pub(crate) fn is_lost(x: &[&Token], y: &[&Token]) -> bool {
    let nothing = |words: &[&Token]| words.len() <= 1 && words.iter().all(|t| t.pos == Pos::Cconj);
    nothing(x) || nothing(y)
}

/// Whose two quotes are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum By {
    /// Both stand in one source.
    OneSource,
    /// Two sources give them to one speaker.
    OneSpeaker,
    /// Two sources give them to two speakers.
    Two,
    /// Two sources, and a speaker is not known.
    Anyone,
}

/// The words of two quotes, and what turns the one into the other. Of two equally good ways a diff takes the one that it meets first, so
/// the quote whose letters come first is always the left one.
pub(crate) struct Laid<'t> {
    pub left: Vec<&'t Token>,
    pub right: Vec<&'t Token>,
    ops: Vec<DiffOp>,
    /// The operations from the first equal word to the last.
    inner: Range<usize>,
}

impl<'t> Laid<'t> {
    /// The words of `a` and `b`; marks of omission and brackets count as words, other marks do not.
    pub(crate) fn of(a: &'t [Token], b: &'t [Token]) -> Self {
        let (x, y) = (words(a), words(b));
        let (left, right) = if keys(&x) <= keys(&y) { (x, y) } else { (y, x) };
        let ops = capture_diff_slices(Algorithm::Patience, &keys(&left), &keys(&right));
        // A lone "the" before other words is met by chance.
        let lone = |op: &DiffOp| op.new_range().len() == 1 && left[op.old_range()].iter().all(|t| is_small(t));
        let holds = |op: &DiffOp| op.tag() == DiffTag::Equal && (ops.len() == 1 || !lone(op));
        let inner = match (ops.iter().position(holds), ops.iter().rposition(holds)) {
            (Some(first), Some(last)) => first..last + 1,
            _ => 0..0,
        };
        Self { left, right, ops, inner }
    }

    fn inner(&self) -> &[DiffOp] {
        &self.ops[self.inner.clone()]
    }

    fn equal_runs(&self) -> impl Iterator<Item = &DiffOp> {
        self.inner().iter().filter(|op| op.tag() == DiffTag::Equal)
    }

    /// Number of equal words.
    pub(crate) fn equal(&self) -> usize {
        self.equal_runs().map(|op| op.old_range().len()).sum()
    }

    /// Number of equal words in the longest run of them.
    pub(crate) fn longest_run(&self) -> usize {
        self.equal_runs().map(|op| op.old_range().len()).max().unwrap_or(0)
    }

    /// Number of words from the first equal one to the last, on the side where these are more.
    pub(crate) fn length(&self) -> usize {
        let span = |side: fn(&DiffOp) -> Range<usize>| {
            let (first, last) = (self.inner().first().map(side), self.inner().last().map(side));
            first.zip(last).map_or(0, |(first, last)| last.end - first.start)
        };
        span(DiffOp::old_range).max(span(DiffOp::new_range))
    }

    /// What differs between equal words.
    pub(crate) fn changes(&self) -> impl Iterator<Item = (&[&'t Token], &[&'t Token])> {
        self.inner().iter().filter(|op| op.tag() != DiffTag::Equal).map(|op| self.sides(op))
    }

    /// What both quotes have, each otherwise, before the first equal word and after the last.
    pub(crate) fn ends(&self) -> impl Iterator<Item = (&[&'t Token], &[&'t Token])> {
        let outer = self.ops[..self.inner.start].iter().chain(&self.ops[self.inner.end..]);
        outer.filter(|op| op.tag() == DiffTag::Replace).map(|op| self.sides(op))
    }

    fn sides(&self, op: &DiffOp) -> (&[&'t Token], &[&'t Token]) {
        (&self.left[op.old_range()], &self.right[op.new_range()])
    }

    /// Whether both quotes go on otherwise at one end: then they may only share a phrase.
    fn is_frayed(&self) -> bool {
        self.ends().any(|(x, y)| x.len().min(y.len()) > LONGEST_END)
    }

    /// Whether both quotes have the same words, each as often.
    pub(crate) fn has_the_same_words(&self) -> bool {
        let sorted = |words: &[&Token]| {
            let mut keys: Vec<String> = keys(words).into_iter().map(str::to_owned).collect();
            keys.sort();
            keys
        };
        self.left.len() == self.right.len() && sorted(&self.left) == sorted(&self.right)
    }

    /// The one change between two quotes where no end of the one is another than that of the other, though one may quote more.
    fn only_change(&self) -> Option<(&[&'t Token], &[&'t Token])> {
        let mut changes = self.changes();
        let (x, y) = changes.next()?;
        (self.ends().next().is_none() && changes.next().is_none()).then_some((x, y))
    }

    /// Whether both quotes are equal up to their ends.
    fn is_whole(&self) -> bool {
        self.inner.len() == self.ops.len()
    }

    /// Whether two quotes that are not of two speakers are so equal that both are one utterance, however short. A "not" turns it, and of
    /// one speaker the one may quote more before or behind, or leave words out.
    fn is_short_utterance(&self, by: By, w: &Weights, lexicons: &Lexicons) -> bool {
        let Some((x, y)) = self.only_change() else { return false };
        let lost = by == By::OneSpeaker && is_lost(x, y);
        let longest = if lost { most_lost(self.equal()) } else { LONGEST_END };
        if x.len().max(y.len()) > longest {
            return false;
        }
        let negation = |words: &[&Token]| words.iter().any(|t| lexicons.has("negation", &t.lower));
        let turned = negation(x) != negation(y);
        let equal = self.equal_runs().flat_map(|op| &self.left[op.old_range()]);
        let telling = |t: &&&Token| {
            let content = matches!(t.pos, Pos::Noun | Pos::Verb | Pos::Adj | Pos::Num | Pos::Propn | Pos::Adv);
            content && !lexicons.has("empty_word", &t.lemma)
        };
        let telling = equal.filter(telling).count();
        if !self.is_whole() || x.len().max(y.len()) > LONGEST_END {
            return by == By::OneSpeaker && self.equal() >= w.quote_part_words && telling >= w.quote_whole_telling;
        }
        let words = self.left.len().min(self.right.len());
        let turned = turned && (by == By::OneSpeaker || words >= w.quote_equal_words);
        let (least, enough) =
            if turned { (w.quote_turned_words, 1) } else { (w.quote_whole_words, w.quote_whole_telling) };
        words >= least && telling >= enough
    }

    /// What speaks for one utterance: one quote stands in the other, or their words are equal in the same order, nearly all.
    /// In one source, which may quote a speaker twice, more must be equal; of one speaker in two, less. Symmetric.
    pub(crate) fn one_utterance(&self, by: By, w: &Weights, lexicons: &Lexicons) -> Option<Evidence> {
        let one_source = by == By::OneSource;
        let equal = self.equal();
        let telling: usize = self.equal_runs().map(|op| content_words(&self.left[op.old_range()], lexicons)).sum();
        let shorter = self.left.len().min(self.right.len());
        let contained = equal == shorter && equal == self.length();
        let percent = if one_source { w.quote_own_percent } else { w.quote_equal_percent };
        let long = equal >= w.quote_frayed_words && !one_source;
        let near =
            equal >= w.quote_equal_words && equal * 100 >= self.length() * percent && (long || !self.is_frayed());
        let moved = equal >= w.quote_equal_words && self.has_the_same_words();
        let short = matches!(by, By::OneSpeaker | By::Anyone) && self.is_short_utterance(by, w, lexicons);
        let enough = moved || short || telling >= w.quote_words_at_least && (contained || near);
        let reason = format!("the two quotes have {equal} words in the same order");
        enough.then(|| Evidence { sum: w.aligned, reasons: vec![reason] })
    }
}

fn content_words(words: &[&Token], lexicons: &Lexicons) -> usize {
    words.iter().map(|t| content(std::slice::from_ref(*t), lexicons).count()).sum()
}

/// Whether a mark says that the outlet left words out, or put some in.
pub(crate) fn is_mark(token: &Token) -> bool {
    matches!(&*token.lower, "..." | "…" | "[" | "(")
}

fn is_small(token: &Token) -> bool {
    matches!(token.pos, Pos::Det | Pos::Adp | Pos::Pron | Pos::Cconj | Pos::Part | Pos::Sconj)
}

fn words(tokens: &[Token]) -> Vec<&Token> {
    // "&" is read aloud.
    let said = |t: &&Token| t.pos != Pos::Punct || is_mark(t) || &*t.lower == "&";
    tokens.iter().filter(said).collect()
}

pub(crate) fn keys<'t>(tokens: &[&'t Token]) -> Vec<&'t str> {
    tokens.iter().map(|t| &*t.lower).collect()
}
