//! Prints which claims of a story are weighed against each other, with the evidence, also where it is too little for one fact.
//! `cargo run --release --example show_alignments -- fixtures/stories/ankara-or-istanbul`
#![allow(clippy::print_stdout, reason = "a tool for rule authors reports to its user")]

use std::path::PathBuf;

use crosscheck::{
    facts::align,
    inputs::{Limits, Overrides, read},
    pipeline::run,
    rules::Rules,
};

fn main() {
    let paths: Vec<PathBuf> = std::env::args_os().skip(1).map(PathBuf::from).collect();
    let inputs = read(&paths, &Overrides::default(), &Limits::default());
    let mut rules = Rules::embedded();
    let story = run(&inputs.sources, &rules);
    let enough = rules.weights.aligned;
    rules.weights.aligned = 1;
    let claims = story.claims();
    for fact in align(&story.sources, &claims, &story.entities, &rules) {
        for pair in &fact.alignments {
            let (a, b) = (claims[pair.left], claims[pair.right]);
            let verdict = story.court(&rules).judge(a, b);
            let mark = if pair.evidence.sum >= enough { "=" } else { "~" };
            println!("{mark} {} {} {verdict:?}", fact.slot.name(), pair.evidence.sum);
            for claim in [a, b] {
                let source = &story.sources[claim.source];
                let sentence = source.doc.sentences[claim.sentence].span;
                println!(
                    "    {} = {:?}  [{}] {}",
                    claim.subject.text,
                    source.doc.slice(claim.value_span),
                    source.id,
                    source.doc.slice(sentence)
                );
            }
            println!("    {}", pair.evidence.reasons.join("; "));
        }
    }
}
