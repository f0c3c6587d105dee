//! What a text claims: slot, subject, value and whose words, a line a claim.
//! `cargo run --release --example claims -- fixtures/desk/draft.txt`
#![allow(clippy::print_stdout, reason = "an example shows what it makes")]

use std::path::PathBuf;

use crosscheck::{
    inputs::{self, Limits, Overrides},
    pipeline,
    rules::Rules,
};

/// A line for each claim of the texts at `paths`.
pub fn claims(paths: &[PathBuf]) -> Vec<String> {
    let read = inputs::read(paths, &Overrides::default(), &Limits::default());
    let story = pipeline::run(&read.sources, &Rules::embedded());
    let line = |claim: &&crosscheck::claims::Claim| {
        let doc = &story.sources[claim.source].doc;
        let speaker = claim.attribution.as_ref().and_then(|said| said.speaker);
        let by = speaker.map_or("the outlet", |speaker| doc.slice(speaker));
        format!("{} of {}: {} ({by})", claim.slot.name(), claim.subject.text, doc.slice(claim.value_span))
    };
    story.claims().iter().map(line).collect()
}

#[allow(dead_code, reason = "the tests call the function alone")]
fn main() {
    let paths: Vec<PathBuf> = std::env::args_os().skip(1).map(PathBuf::from).collect();
    for claim in claims(&paths) {
        println!("{claim}");
    }
}
