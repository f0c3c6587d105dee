//! In what setting two values stand: names, days and places beside them, who says them, how real they are, and what sets them apart.

use std::collections::BTreeSet;

use crate::{
    claims::set_apart,
    facts::same_thing::{
        features::{Comparer, Told},
        view::Symbol,
    },
    mentions::Value,
    text::Pos,
};

impl Comparer<'_, '_> {
    /// Names that both sentences have, by rarity; and names that one alone has.
    pub(super) fn names(&self, a: &Told, b: &Told) -> (u8, u8) {
        let names = |t: &Told| {
            let other =
                t.mentions().filter(|(index, m)| *index != t.claim.mention && !matches!(m.value, Value::Role(_)));
            other.filter_map(|(index, _)| self.scene.of_mention(t.source, index)).collect::<BTreeSet<Symbol>>()
        };
        let (x, y) = (names(a), names(b));
        let both: u64 = x.intersection(&y).map(|name| self.scene.weight(*name)).sum();
        let shared = match both {
            0 if x.is_empty() || y.is_empty() => 0,
            0 => 1,
            1..=8 => 2,
            9..=24 => 3,
            25..=49 => 4,
            _ => 5,
        };
        let alone = x.difference(&y).count().min(y.difference(&x).count());
        (shared, alone.min(3) as u8)
    }

    /// The word directly before or behind the two values.
    pub(super) fn beside(&self, a: &Told, b: &Told, behind: bool) -> u8 {
        let token = |t: &Told| {
            let (own, sentence) = (t.tokens(), t.analysis.doc.sentences[t.claim.sentence].tokens.clone());
            let at = if behind { Some(own.end) } else { own.start.checked_sub(1) };
            at.filter(|at| sentence.contains(at))
        };
        match (token(a), token(b)) {
            (Some(x), Some(y)) => {
                let (one, other) = (&a.analysis.doc.tokens[x], &b.analysis.doc.tokens[y]);
                match (one.lemma == other.lemma, one.pos == other.pos) {
                    (true, _) if one.pos == Pos::Punct => 2,
                    (true, _) if self.scene.is_content(a.source, x) => 4,
                    (true, _) => 3,
                    (false, true) => 1,
                    (false, false) => 0,
                }
            }
            (None, None) => 5,
            _ => 0,
        }
    }

    /// Whether the value of one is told in the other's source too, and in its very sentence.
    pub(super) fn taken(&self, a: &Told, b: &Told) -> u8 {
        let one = self.taken.told(a, b.at()) as u8;
        let other = self.taken.told(b, a.at()) as u8;
        one.max(other) * 3 + one.min(other)
    }

    pub(super) fn speaker(&self, a: &Told, b: &Told) -> u8 {
        let speaker = |t: &Told| {
            let span = t.event()?.0.attribution.as_ref()?.speaker?;
            let token = t.analysis.doc.tokens_of(span);
            Some(token.clone().find_map(|i| self.word_of(t, i).filter(|_| t.analysis.doc.tokens[i].pos != Pos::Det)))
        };
        match (speaker(a), speaker(b)) {
            (None, None) => 0,
            (Some(x), Some(y)) if x == y => 1,
            (Some(_), Some(_)) => 2,
            _ => 3,
        }
    }

    /// Whether the sentences name a day in common, or days that are apart.
    pub(super) fn days(&self, a: &Told, b: &Told) -> u8 {
        let days = |t: &Told| {
            let other = t.mentions().filter(|(index, _)| *index != t.claim.mention);
            let day = other.filter_map(|(_, m)| if let Value::Time(time) = &m.value { time.days } else { None });
            day.collect::<Vec<_>>()
        };
        let (x, y) = (days(a), days(b));
        if x.is_empty() || y.is_empty() {
            return if x.is_empty() && y.is_empty() { 0 } else { 3 };
        }
        let meet = x.iter().any(|p| y.iter().any(|q| p.0 <= q.1 && q.0 <= p.1));
        if meet { 1 } else { 2 }
    }

    /// Whether the sentences name a place in common, or only others.
    pub(super) fn places(&self, a: &Told, b: &Told) -> u8 {
        let places = |t: &Told| {
            let other =
                t.mentions().filter(|(index, m)| *index != t.claim.mention && matches!(m.value, Value::Place(_)));
            other.filter_map(|(index, _)| self.scene.entities.place(t.source, index)).collect::<BTreeSet<_>>()
        };
        let (x, y) = (places(a), places(b));
        match (x.is_empty() || y.is_empty(), crate::facts::signature::places_meet(&x, &y)) {
            (true, _) => 0,
            (_, true) => 1,
            _ => 2,
        }
    }

    pub(super) fn apart(&self, a: &Told, b: &Told) -> u8 {
        let word = |t: &Told| {
            let heads = std::iter::once(t.claim.head).chain(t.claim.chain.iter().copied());
            let own = heads.take(3).find_map(|head| set_apart(&t.analysis.doc, head, self.scene.lexicons));
            own.map(str::to_owned)
        };
        match (word(a), word(b)) {
            (None, None) => 0,
            (x, y) if x == y => 1,
            _ => 2,
        }
    }
}
