//! Words that stand in the place of others in two sentences that tell one thing: "granted" and "refused", "seventh" and "ninth". Which
//! of them an editor wants to hear of is learned: most are other words for the same.

mod levels;

use std::ops::Range;

use crate::{
    facts::same_thing::{Element, Ground, Laid, Model, Nearest, Scene, Taken},
    parallel::in_parallel,
    text::Pos,
};

pub use levels::{WORD_NAMES, WordLevels};

/// Sentences of which a smaller share is laid word on word, in per cent, do not tell one thing in like words.
const LEAST_ALIKE: u32 = 34;
/// More words on one side are a phrase of its own.
const MOST_WORDS: usize = 3;
/// Pairs of sentences that a thread takes at once.
const BATCH: usize = 32;
/// Elements of one side, at most.
const LONGEST: usize = 6;

/// A stretch of words of one sentence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WordsAt {
    /// Index of the source.
    pub source: usize,
    /// Index of the sentence.
    pub sentence: usize,
    /// Tokens from the first to the last word.
    pub tokens: Range<usize>,
}

/// Words of one sentence in the place of others of another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Exchanged {
    /// Those of the source that comes first.
    pub left: WordsAt,
    /// The others.
    pub right: WordsAt,
    /// What the score is learned over.
    pub levels: WordLevels,
    /// How sure it is that an editor wants to hear of it, in hundredths of the logarithm of the odds.
    pub worth: i32,
}

/// All exchanges of words between two sources, in order.
pub fn exchanged_words(ground: &Ground) -> Vec<Exchanged> {
    let Ground { scene, nearest, taken, .. } = ground;
    let score = Model::embedded().score("word");
    let reading = Reading { scene, nearest, taken };
    let pairs = Vec::from_iter(nearest.pairs());
    let exchanges = |(left, right)| {
        let mut out = Vec::new();
        let (one, other) = (scene.view(left), scene.view(right));
        if Laid::most_alike(one, other) < LEAST_ALIKE {
            return out;
        }
        let laid = Laid::of(one, other);
        if laid.alike < LEAST_ALIKE {
            return out;
        }
        for (old, new) in laid.exchanges() {
            let (x, y) = (&scene.view(left).elements, &scene.view(right).elements);
            if old.len().max(new.len()) > LONGEST {
                continue;
            }
            let (Some(a), Some(b)) = (words(&x[old]), words(&y[new])) else { continue };
            // "Arms,” Mr." is no stretch of words.
            let runs = |source: usize, tokens: &Range<usize>| {
                scene.sources[source].doc.tokens[tokens.clone()].iter().all(|t| t.pos != Pos::Punct)
            };
            if !runs(left.0, &a) || !runs(right.0, &b) {
                continue;
            }
            let left = WordsAt { source: left.0, sentence: left.1, tokens: a };
            let right = WordsAt { source: right.0, sentence: right.1, tokens: b };
            let levels = reading.levels(&left, &right, &laid);
            out.push(Exchanged { worth: score.map_or(i32::MIN, |s| s.sum(&levels)), left, right, levels });
        }
        out
    };
    in_parallel(pairs.len(), BATCH, || (), |(), at| exchanges(pairs[at])).into_iter().flatten().collect()
}

/// The content words among elements, as tokens from the first to the last; `None` for none, for more than a few, and beside a value.
fn words(elements: &[Element]) -> Option<Range<usize>> {
    if elements.iter().any(|e| e.mention.is_some()) {
        return None;
    }
    let content: Vec<usize> = elements.iter().filter(|e| e.is_content).map(|e| e.token).collect();
    let (first, last) = (*content.first()?, *content.last()?);
    (content.len() <= MOST_WORDS).then_some(first..last + 1)
}

/// What the levels are read from.
struct Reading<'a, 's> {
    scene: &'s Scene<'a>,
    nearest: &'s Nearest,
    taken: &'s Taken,
}
