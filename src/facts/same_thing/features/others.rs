//! What else two sentences exchange: values, names and words beside the two that are compared. Two facts told in one form of words
//! differ in more than their values.

use std::collections::BTreeSet;

use crate::{
    claims::OpenKind,
    facts::same_thing::{
        features::{Comparer, Told, about::level},
        laid::Laid,
        view::{Element, Symbol},
    },
    mentions::{AgeValue, Aged, Value},
};

/// A stretch of words that is longer than this on one side is no exchange of one for another.
const LONGEST_EXCHANGE: usize = 4;
/// Elements from a value within which an exchange stands beside it.
const BESIDE: usize = 2;

/// Levels of what two sentences exchange.
pub(super) struct Exchanged {
    /// Other values in one place that differ.
    pub values: u8,
    /// Other names in one place that are of others.
    pub names: u8,
    /// Content words that stand in the place of others.
    pub words: u8,
    /// How near in meaning those beside the values are.
    pub beside: u8,
}

impl Comparer<'_, '_> {
    pub(super) fn exchanged(&self, a: &Told, b: &Told, laid: &Laid) -> Exchanged {
        let (x, y) = (&self.scene.view(a.at()).elements, &self.scene.view(b.at()).elements);
        let (mut values, mut names, mut words, mut beside) = (0u8, 0u8, 0u8, level::NEITHER);
        let is_own =
            |p: &Element, q: &Element| p.mention == Some(a.claim.mention) || q.mention == Some(b.claim.mention);
        for (p, q) in laid.paired().map(|(p, q)| (&x[p], &y[q])).filter(|(p, q)| p.mention.is_some() && !is_own(p, q)) {
            if self.key(a.source, p) == self.key(b.source, q) {
                continue;
            }
            if p.is_of(OpenKind::Who) || p.is_of(OpenKind::Place) { names += 1 } else { values += 1 }
        }
        let at = |elements: &[Element], mention: usize| elements.iter().position(|e| e.mention == Some(mention));
        let (own, other) = (at(x, a.claim.mention), at(y, b.claim.mention));
        for (left, right) in laid.exchanges() {
            if left.len().max(right.len()) > LONGEST_EXCHANGE {
                continue;
            }
            let content = |elements: &[Element]| {
                let words = elements.iter().filter(|e| e.mention.is_none() && e.is_content).map(|e| e.symbol);
                words.collect::<BTreeSet<Symbol>>()
            };
            let (p, q) = (content(&x[left.clone()]), content(&y[right.clone()]));
            if p.is_empty() || q.is_empty() || !p.is_disjoint(&q) {
                continue;
            }
            words += 1;
            let near = |range: &std::ops::Range<usize>, at: Option<usize>| {
                at.is_some_and(|at| range.start.saturating_sub(BESIDE) <= at && at < range.end + BESIDE)
            };
            if near(&left, own) || near(&right, other) {
                let nearest = p.iter().flat_map(|p| q.iter().map(|q| self.near(Some(*p), Some(*q)))).max();
                let nearest = nearest.unwrap_or(level::NEITHER);
                beside = if beside == level::NEITHER { nearest } else { beside.min(nearest) };
            }
        }
        Exchanged { values: values.min(3), names: names.min(3), words: words.min(4), beside }
    }

    /// The value at an element, in one form.
    fn key(&self, source: usize, element: &Element) -> Option<u32> {
        self.taken.key(source, element.mention?)
    }

    /// How many other values, but for names, the two sentences have in common.
    pub(super) fn equal_values(&self, a: &Told, b: &Told) -> u8 {
        let keys = |t: &Told| {
            let other = t.mentions().filter(|(index, _)| *index != t.claim.mention);
            let kind = |value: &Value| OpenKind::of(value).filter(|k| !matches!(k, OpenKind::Who | OpenKind::Place));
            let other = other.filter(|(_, m)| kind(&m.value).is_some());
            other.filter_map(|(index, _)| self.taken.key(t.source, index)).collect::<BTreeSet<u32>>()
        };
        let (x, y) = (keys(a), keys(b));
        match (x.is_empty() || y.is_empty(), x.intersection(&y).count()) {
            (true, _) => 0,
            (false, shared) => 1 + shared.min(3) as u8,
        }
    }

    /// Whether one list of words has a word of a group of contraries, and the other another one: no such group, the same, both the same
    /// and another, only another.
    pub(super) fn contrast(&self, x: &[Symbol], y: &[Symbol]) -> u8 {
        let told =
            |words: &[Symbol]| words.iter().filter_map(|w| self.scene.contrast(*w)).collect::<BTreeSet<(u16, u16)>>();
        let (x, y) = (told(x), told(y));
        let (mut same, mut apart) = (false, false);
        for (group, member) in &x {
            let theirs = || y.iter().filter(|(g, _)| g == group);
            let ours = x.contains(&(*group, *member)) && y.contains(&(*group, *member));
            same |= ours;
            apart |= !ours && theirs().next().is_some() && !theirs().any(|own| x.contains(own));
        }
        u8::from(same) + 2 * u8::from(apart)
    }

    /// How many of the words around each value have no like in those around the other: the fewer of the two.
    pub(super) fn of_both_sides(&self, near: &[Symbol], far: &[Symbol]) -> u8 {
        let alone = |one: &[Symbol], other: &[Symbol]| one.iter().filter(|w| !other.contains(w)).count();
        alone(near, far).min(alone(far, near)).min(7) as u8
    }

    /// Whose age it is: nobody's, one and the same person's, another's, or nobody knows whose.
    pub(super) fn owner(&self, a: &Told, b: &Told) -> u8 {
        let owner = |t: &Told| match t.value() {
            Value::Age(AgeValue { of: Aged::Named(span), .. }) => {
                let mut named = t.mentions().filter(|(_, m)| m.span.start <= span.start && span.end <= m.span.end);
                Some(named.find_map(|(index, _)| self.scene.entities.of(t.source, index)))
            }
            _ => None,
        };
        match (owner(a), owner(b)) {
            (Some(Some(x)), Some(Some(y))) => 2 - u8::from(x == y),
            (None, _) | (_, None) => 0,
            _ => 3,
        }
    }
}
