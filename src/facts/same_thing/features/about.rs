//! What two values are said of: what is counted, the words that govern them, and who takes part.

use std::collections::BTreeSet;

use crate::{
    facts::same_thing::{
        features::{Comparer, Told, sentences::cosine_of},
        view::Symbol,
    },
    mentions::Value,
    text::Pos,
};

/// Vectors nearer than these, in per cent, are of words near in meaning.
const NEAR: [i64; 3] = [30, 50, 65];

/// Of a feature that both may have: neither, equal, or how near the two are.
pub(super) mod level {
    pub const NEITHER: u8 = 0;
    pub const EQUAL: u8 = 1;
    /// Then come four degrees of nearness in meaning, from far to near, and one for words that have no vector.
    pub const FAR: u8 = 2;
    pub const ONE_SIDE: u8 = 7;
    pub const CONTRARY: u8 = 8;
}

impl Comparer<'_, '_> {
    /// What is counted, and what describes it.
    pub(super) fn counted(&self, a: &Told, b: &Told) -> (u8, u8) {
        let (Value::Quantity(x), Value::Quantity(y)) = (a.value(), b.value()) else { return (0, 0) };
        let symbol = |t: &Told| self.around[t.source][t.index].counted;
        let counted = match (x.counted.is_empty(), y.counted.is_empty()) {
            (true, true) => level::NEITHER,
            (false, false) if x.counted == y.counted => level::EQUAL,
            (false, false) => self.near(symbol(a), symbol(b)),
            _ => level::ONE_SIDE,
        };
        let one: BTreeSet<&String> = x.modifiers.iter().collect();
        let other: BTreeSet<&String> = y.modifiers.iter().collect();
        let described = match (one.is_empty(), other.is_empty()) {
            (true, true) => 0,
            (false, false) if one == other => 1,
            (false, false) if !one.is_disjoint(&other) => 2,
            (false, false) => 3,
            _ => 4,
        };
        (counted, described)
    }

    /// How near two words are: contraries are as far as can be, however alike they are used.
    pub(super) fn near(&self, a: Option<Symbol>, b: Option<Symbol>) -> u8 {
        let unknown = level::FAR + NEAR.len() as u8 + 1;
        let (Some(x), Some(y)) = (a, b) else { return unknown };
        if x == y {
            return level::EQUAL;
        }
        match (self.scene.contrast(x), self.scene.contrast(y)) {
            (Some(x), Some(y)) if x == y => return level::EQUAL,
            (Some(x), Some(y)) if x.0 == y.0 => return level::CONTRARY,
            _ => {}
        }
        match (self.scene.vector(x), self.scene.vector(y)) {
            (Some(x), Some(y)) => {
                let near = cosine_of(x, y);
                level::FAR + NEAR.iter().filter(|least| near >= **least).count() as u8
            }
            _ => unknown,
        }
    }

    pub(super) fn word_of(&self, t: &Told, token: usize) -> Option<Symbol> {
        let mut named = t.mentions().filter(|(_, m)| m.tokens.contains(&token));
        let name = named.find_map(|(index, _)| self.scene.of_mention(t.source, index));
        name.or_else(|| self.scene.of_token(t.source, token))
    }

    pub(super) fn words(&self, a: &Told, b: &Told, token: fn(&Told) -> Option<usize>) -> u8 {
        match (token(a), token(b)) {
            (Some(x), Some(y)) => self.near(self.word_of(a, x), self.word_of(b, y)),
            (None, None) => level::NEITHER,
            _ => level::ONE_SIDE,
        }
    }

    /// Whether what is done is done by one alone: on no side, one, both, both in the same word.
    pub(super) fn one_holder(&self, a: &Told, b: &Told) -> u8 {
        let words = |t: &Told| {
            let above = t.claim.chain.iter().map(|token| &*t.analysis.doc.tokens[*token].lemma);
            above.filter(|lemma| self.scene.lexicons.has("one_holder", lemma)).map(str::to_owned).collect()
        };
        let (x, y): (BTreeSet<String>, BTreeSet<String>) = (words(a), words(b));
        match (x.is_empty(), y.is_empty()) {
            (true, true) => 0,
            (false, false) => 2 + u8::from(!x.is_disjoint(&y)),
            _ => 1,
        }
    }

    /// How many of the words above the two values are the same: neither has any, none, one, more.
    pub(super) fn chain(&self, a: &Told, b: &Told) -> u8 {
        let words = |t: &Told| t.claim.chain.iter().filter_map(|i| self.word_of(t, *i)).collect::<BTreeSet<Symbol>>();
        let (x, y) = (words(a), words(b));
        if x.is_empty() || y.is_empty() { 0 } else { 1 + x.intersection(&y).count().min(3) as u8 }
    }
}

pub(super) fn noun_above(t: &Told) -> Option<usize> {
    t.claim.chain.iter().copied().find(|i| matches!(t.analysis.doc.tokens[*i].pos, Pos::Noun | Pos::Propn))
}

pub(super) fn argument(a: &Told, b: &Told) -> u8 {
    match (a.event(), b.event()) {
        (None, None) => 0,
        (Some((_, None)), Some((_, None))) => 5,
        (Some((_, Some(x))), Some((_, Some(y)))) => match (x.role == y.role, x.preposition == y.preposition) {
            (true, true) => 1,
            (true, false) => 2,
            _ => 3,
        },
        _ => 4,
    }
}
