//! How good a model is on sentences it did not see.

use std::time::Instant;

use crosscheck::{
    syntax::{Dep, Parser},
    text::tagger::Tagger,
};

use crate::data::Sentence;

fn forms(sentences: &[Sentence]) -> Vec<Vec<&str>> {
    sentences.iter().map(|s| s.iter().map(|w| w.form.as_str()).collect()).collect()
}

fn percent(n: usize, of: usize) -> f64 {
    100.0 * n as f64 / of.max(1) as f64
}

/// Prints the share of right tags.
pub fn tagger(name: &str, tagger: &Tagger, sentences: &[Sentence]) {
    let words = forms(sentences);
    let started = Instant::now();
    let tags: Vec<_> = words.iter().map(|words| tagger.tag(words)).collect();
    let seconds = started.elapsed().as_secs_f64();
    let (mut pos, mut both, mut total, mut bytes) = (0, 0, 0, 0);
    for (word, tag) in sentences.iter().flatten().zip(tags.iter().flatten()) {
        total += 1;
        bytes += word.form.len() + 1;
        pos += usize::from(word.tag.0 == tag.0);
        both += usize::from(word.tag == *tag);
    }
    println!(
        "{name}: UPOS {:.2} %, UPOS and form {:.2} % of {total}; {:.1} MB/s",
        percent(pos, total),
        percent(both, total),
        bytes as f64 / seconds / 1e6
    );
}

/// Prints the share of right heads, and of right heads with the right relation (without subtypes), for all but punctuation.
pub fn parser(name: &str, parser: &Parser, tagger: &Tagger, sentences: &[Sentence]) {
    let words = forms(sentences);
    let tags: Vec<_> = words.iter().map(|words| tagger.tag(words)).collect();
    let started = Instant::now();
    let trees: Vec<_> = words.iter().zip(&tags).map(|(words, tags)| parser.parse(words, tags)).collect();
    let seconds = started.elapsed().as_secs_f64();
    let (mut heads, mut both, mut total, mut bytes) = (0, 0, 0, 0);
    for (sentence, tree) in sentences.iter().zip(&trees) {
        for (at, word) in sentence.iter().enumerate() {
            bytes += word.form.len() + 1;
            if word.dep != Dep::Punct {
                let right = tree.head(at) == word.head;
                total += 1;
                heads += usize::from(right);
                both += usize::from(right && tree.dep(at).base() == word.dep.base());
            }
        }
    }
    println!(
        "{name}: UAS {:.2} %, LAS {:.2} % of {total}; {:.2} MB/s",
        percent(heads, total),
        percent(both, total),
        bytes as f64 / seconds / 1e6
    );
}
