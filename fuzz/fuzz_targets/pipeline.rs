//! The whole program, times and numbers included: two texts, cut at the first NUL. No panic, evidence inside its text, the same twice.
#![no_main]

use std::sync::LazyLock;

use crosscheck::{
    inputs::{Format, Source, from_bytes},
    pipeline,
    rules::Rules,
};
use libfuzzer_sys::fuzz_target;

static RULES: LazyLock<Rules> = LazyLock::new(Rules::embedded);

fuzz_target!(|text: &str| {
    let parts: Vec<&str> = text.splitn(2, '\0').collect();
    let read = |(at, text): (usize, &&str)| from_bytes(&format!("{at}.txt"), Format::Text, text.as_bytes()).ok();
    let sources: Vec<Source> = parts.iter().enumerate().filter_map(read).map(|(source, _)| source).collect();
    let story = pipeline::run(&sources, &RULES);
    for (number, claim) in story.claims().iter().enumerate() {
        let text = &story.sources[claim.source].doc.text;
        assert!(text.get(claim.evidence.start..claim.evidence.end).is_some(), "claim {number}");
    }
    assert_eq!(format!("{:?}", story.findings), format!("{:?}", pipeline::run(&sources, &RULES).findings));
});
