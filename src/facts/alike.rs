//! Sentences of two sources that tell one thing in like words, without one being a copy of the other.

use std::collections::{BTreeMap, BTreeSet};

use crate::{
    claims::SourceAnalysis,
    facts::{Entities, signature::content},
    mentions::Value,
    rules::{Lexicons, Rules},
    text::BlockKind,
};

/// A word in more sentences than this leads to no others: it keeps the work in proportion to the text.
const MOST_SENTENCES: usize = 30;
/// So many of the words that lead to others must be shared.
const SHARED_KEYS: usize = 2;

/// One sentence: index of its source, and its own index there.
pub type SentenceAt = (usize, usize);

/// Two sentences that tell one thing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Alike {
    /// The one in the earlier source.
    pub left: SentenceAt,
    /// The one in the later source.
    pub right: SentenceAt,
    /// How alike they are: the cosine of their content words, each weighed by how rare it is in the story, in per cent.
    pub percent: u32,
    /// Content words and names that both have.
    pub shared: usize,
}

/// All pairs of sentences of two sources that are alike enough for `rules`, in order.
pub fn find_alike(sources: &[SourceAnalysis], entities: &Entities, rules: &Rules) -> Vec<Alike> {
    let mut numbers: BTreeMap<String, u32> = BTreeMap::new();
    let mut sentences: Vec<(SentenceAt, Vec<u32>)> = Vec::new();
    for (source, analysis) in sources.iter().enumerate() {
        for sentence in 0..analysis.doc.sentences.len() {
            if !matches!(analysis.doc.kind_of(sentence), BlockKind::Credit | BlockKind::Furniture) {
                let words = words(source, analysis, sentence, entities, rules).into_iter().map(|word| {
                    let next = u32::try_from(numbers.len()).unwrap_or(u32::MAX);
                    *numbers.entry(word).or_insert(next)
                });
                let mut words: Vec<u32> = words.collect();
                words.sort_unstable();
                sentences.push(((source, sentence), words));
            }
        }
    }
    let mut holders: Vec<Vec<usize>> = vec![Vec::new(); numbers.len()];
    for (index, (_, words)) in sentences.iter().enumerate() {
        for word in words {
            holders[*word as usize].push(index);
        }
    }
    let weights: Vec<u64> = holders.iter().map(|held| weight(held.len(), sentences.len())).collect();
    let mut keys: BTreeMap<(usize, usize), usize> = BTreeMap::new();
    for held in holders.iter().filter(|held| held.len() <= MOST_SENTENCES) {
        for (at, left) in held.iter().enumerate() {
            for right in held[at + 1..].iter().filter(|right| sentences[**right].0.0 != sentences[*left].0.0) {
                *keys.entry((*left, *right)).or_default() += 1;
            }
        }
    }
    let enough = |alike: &Alike| {
        alike.percent >= rules.weights.alike_percent && alike.shared >= rules.weights.alike_words_at_least
    };
    keys.into_iter()
        .filter(|(_, shared)| *shared >= SHARED_KEYS)
        .map(|((left, right), _)| compare(&sentences[left], &sentences[right], &weights))
        .filter(enough)
        .collect()
}

/// The content words of a sentence with its names, times and numbers, each by what it stands for.
fn words(
    source: usize,
    analysis: &SourceAnalysis,
    sentence: usize,
    entities: &Entities,
    rules: &Rules,
) -> BTreeSet<String> {
    let doc = &analysis.doc;
    let tokens = doc.sentences[sentence].tokens.clone();
    let mut out = BTreeSet::new();
    let mut read_to = tokens.start;
    let from = analysis.mentions.partition_point(|m| m.sentence < sentence);
    let here = analysis.mentions.iter().enumerate().skip(from).take_while(|(_, m)| m.sentence == sentence);
    let plain = |range: std::ops::Range<usize>| {
        let tokens = doc.tokens.get(range).unwrap_or_default();
        content(tokens, &rules.lexicons).map(|word| kind_of(word, &rules.lexicons)).collect::<Vec<_>>()
    };
    for (index, mention) in here {
        let word = match &mention.value {
            Value::Name(_) | Value::Place(_) => entities.of(source, index).map(|id| format!("@{}", id.0)),
            Value::Time(time) => Some(format!("={}", time.timex)),
            Value::Designation(value) => {
                out.insert(format!("={}", value.written));
                None
            }
            Value::Quantity(number) => {
                out.insert(format!("={}", number.quantity.normalized()));
                None
            }
            _ => None,
        };
        if let Some(word) = word {
            out.extend(plain(read_to..mention.tokens.start));
            out.insert(word);
            read_to = read_to.max(mention.tokens.end);
        }
    }
    out.extend(plain(read_to..tokens.end));
    out
}

/// A word, or the kind of event that it names: a quake is an earthquake, and to abduct is to kidnap.
fn kind_of(word: String, lexicons: &Lexicons) -> String {
    let noun = lexicons.value("nominal", &word).unwrap_or(&word);
    let event = lexicons.classes_of(noun).find(|class| class.starts_with("event_"));
    event.or(lexicons.value("synonym", noun)).map_or(word.clone(), |kind| format!("~{kind}"))
}

/// The weight of a word in `held` of `all` sentences: one more for each time that it could be half again as rare, squared. Whole
/// numbers, so that it is the same on every machine.
fn weight(held: usize, all: usize) -> u64 {
    // What two sentences share stands in two: a word that one of them has alone is no rarer for that.
    let times = (all / held.max(2)).max(1) as u64;
    let steps = 1 + u64::from((times * times).ilog2());
    steps * steps
}

fn compare(left: &(SentenceAt, Vec<u32>), right: &(SentenceAt, Vec<u32>), weights: &[u64]) -> Alike {
    let sum = |words: &[u32]| words.iter().map(|w| weights[*w as usize]).sum::<u64>();
    let both: Vec<u32> = left.1.iter().copied().filter(|w| right.1.binary_search(w).is_ok()).collect();
    let shared = sum(&both);
    let square = (shared * shared * 10_000).checked_div(sum(&left.1) * sum(&right.1)).unwrap_or(0);
    let percent = u32::try_from(square.isqrt()).unwrap_or(u32::MAX);
    Alike { left: left.0, right: right.0, percent, shared: both.len() }
}
