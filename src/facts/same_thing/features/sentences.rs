//! How alike the sentences of two values are, the words around the values, and the sentences beside them.

use crate::{
    claims::OpenKind,
    facts::same_thing::{
        features::{Comparer, Told},
        folding::kind_of,
        laid::{Laid, Place},
        meaning::{Meaning, Vector},
        retrieval::{per_cent, shared},
        scene::Scene,
        view::{Element, Symbol},
    },
    mentions::Value,
};

/// Words on each side of a value that are around it.
const AROUND: usize = 5;

impl Comparer<'_, '_> {
    pub(super) fn neighbours(&self, a: &Told, b: &Told) -> u32 {
        self.lists_alike(&self.scene.view(a.at()).beside, &self.scene.view(b.at()).beside)
    }

    pub(super) fn lists_alike(&self, a: &[Symbol], b: &[Symbol]) -> u32 {
        let sum = |words: &[Symbol]| words.iter().map(|w| self.scene.weight(*w)).sum();
        per_cent(shared(self.scene, a, b, &[]), sum(a), sum(b))
    }

    pub(super) fn place(&self, a: &Told, b: &Told, laid: &Laid) -> Place {
        let is_at = |t: &Told, e: &Element| match t.claim.kind {
            OpenKind::Kind => t.tokens().contains(&e.token),
            _ => e.mention == Some(t.claim.mention),
        };
        let element = |t: &Told| self.scene.view(t.at()).elements.iter().position(|e| is_at(t, e));
        match (element(a), element(b)) {
            (Some(x), Some(y)) => laid.place(x, y),
            _ => Place::None,
        }
    }
}

/// A share in per cent, in tenths.
pub(in crate::facts) fn tenth(per_cent: u32) -> u8 {
    (per_cent / 10).min(10) as u8
}

pub(super) fn degree(a: &Meaning, b: &Meaning) -> u8 {
    (a.cosine(b).clamp(0, 100) / 10) as u8
}

/// The cosine of the vectors of two words, in per cent.
pub(super) fn cosine_of(a: &Vector, b: &Vector) -> i64 {
    let dot = |x: &Vector, y: &Vector| x.iter().zip(y).map(|(p, q)| i64::from(*p) * i64::from(*q)).sum::<i64>();
    let norm = (dot(a, a).unsigned_abs().isqrt() * dot(b, b).unsigned_abs().isqrt()) as i64;
    if norm == 0 { 0 } else { dot(a, b) * 100 / norm }
}

/// How near two words are in meaning, in tenths; 0 for far ones.
pub(in crate::facts) fn degree_of(a: &Vector, b: &Vector) -> u8 {
    (cosine_of(a, b).clamp(0, 100) / 10) as u8
}

/// The content words around a value in its sentence.
#[derive(Debug, Clone, Default)]
pub struct Around {
    /// Sorted, each once.
    pub words: Vec<Symbol>,
    /// What is counted.
    pub counted: Option<Symbol>,
    meaning: Meaning,
}

impl Around {
    /// Reads them.
    pub fn of(scene: &Scene, t: &Told) -> Self {
        let doc = &t.analysis.doc;
        let (own, sentence) = (t.tokens(), doc.sentences[t.claim.sentence].tokens.clone());
        let content = |i: &usize| !own.contains(i) && scene.is_content(t.source, *i);
        let before = (sentence.start..own.start).rev().filter(content).take(AROUND);
        let counted = own.clone().filter(|i| *i > own.start && scene.is_content(t.source, *i));
        let counted = counted.filter(|_| t.claim.kind == OpenKind::Number);
        let behind = (own.end..sentence.end).filter(content).take(AROUND);
        let tokens = before.chain(counted).chain(behind);
        let mut words: Vec<Symbol> = tokens.filter_map(|i| scene.of_token(t.source, i)).collect();
        words.sort_unstable();
        words.dedup();
        let counted = match t.value() {
            Value::Quantity(q) if !q.counted.is_empty() => {
                scene.known(&kind_of(q.counted.to_lowercase(), scene.lexicons))
            }
            _ => None,
        };
        Self { meaning: scene.meaning(&words), words, counted }
    }

    /// How near in meaning two are, in tenths.
    pub(super) fn degree(&self, other: &Self) -> u8 {
        degree(&self.meaning, &other.meaning)
    }
}
