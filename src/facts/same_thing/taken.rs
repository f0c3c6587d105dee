//! Which values each source tells, and where: a value that its other source tells too is not at odds with anything there.

use std::collections::BTreeMap;

use crate::{
    claims::{OpenKind, SourceAnalysis},
    facts::{
        Entities,
        same_thing::{features::Told, retrieval::SentenceAt},
    },
    mentions::Value,
};

/// How near a source tells a value to a sentence.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Nearness {
    /// Nowhere.
    Nowhere,
    /// In another sentence.
    InSource,
    /// In the very sentence.
    InSentence,
}

/// The sentences of each source that tell a value.
#[derive(Debug, Default)]
pub struct Taken {
    /// By source: the value of each mention, as a number over the story.
    keys: Vec<BTreeMap<usize, u32>>,
    sentences: Vec<BTreeMap<u32, Vec<usize>>>,
}

impl Taken {
    /// Looks at all open claims.
    pub fn of(sources: &[SourceAnalysis], entities: &Entities) -> Self {
        let mut numbers: BTreeMap<String, u32> = BTreeMap::new();
        let mut out = Self::default();
        for (source, analysis) in sources.iter().enumerate() {
            let (mut keys, mut sentences): (BTreeMap<_, _>, BTreeMap<u32, Vec<usize>>) = Default::default();
            for claim in &analysis.open {
                if let Some(key) = key(source, claim.mention, &analysis.mentions[claim.mention].value, entities) {
                    let denied = claim.denied && claim.kind == OpenKind::Kind;
                    let key = if denied { format!("not {key}") } else { key };
                    let next = numbers.len() as u32;
                    let key = *numbers.entry(key).or_insert(next);
                    keys.insert(claim.mention, key);
                    sentences.entry(key).or_default().push(claim.sentence);
                }
            }
            out.keys.push(keys);
            out.sentences.push(sentences);
        }
        out
    }

    /// The value of a mention, as a number that equal values share.
    pub fn key(&self, source: usize, mention: usize) -> Option<u32> {
        self.keys[source].get(&mention).copied()
    }

    /// How near to the sentence `other` its source tells the value of `told`.
    pub fn told(&self, told: &Told, other: SentenceAt) -> Nearness {
        let key = self.key(told.source, told.claim.mention);
        match key.and_then(|key| self.sentences[other.0].get(&key)) {
            Some(sentences) if sentences.contains(&other.1) => Nearness::InSentence,
            Some(_) => Nearness::InSource,
            None => Nearness::Nowhere,
        }
    }
}

/// The value in one form, whatever it is of.
fn key(source: usize, mention: usize, value: &Value, entities: &Entities) -> Option<String> {
    match value {
        Value::Quantity(q) => {
            Some(format!("n {} {}", q.quantity.dimension.as_deref().unwrap_or_default(), q.quantity.normalized()))
        }
        Value::Time(time) => Some(format!("t {}", time.timex)),
        Value::Place(_) => entities.place(source, mention).map(|place| format!("p {place:?}")),
        Value::Age(age) => Some(format!("a {:?}", age.age)),
        Value::Designation(d) => Some(format!("d {} {}", d.kind.name(), d.written)),
        Value::Kind(kind) => Some(format!("k {} {}", kind.group, kind.word())),
        Value::Name(_) => entities.of(source, mention).map(|id| format!("e {}", id.0)),
        _ => None,
    }
}
