//! A report in ten lines: `cargo run --release --example report -- fixtures/stories/ankara-or-istanbul`
#![allow(clippy::print_stdout, reason = "an example shows what it makes")]

use std::path::PathBuf;

use crosscheck::{
    inputs::{self, Limits, Overrides},
    pipeline,
    reports::{self, Job, Report},
    rules::Rules,
};

/// The report of the texts at `paths`.
pub fn report(paths: &[PathBuf]) -> String {
    let read = inputs::read(paths, &Overrides::default(), &Limits::default());
    let rules = Rules::embedded();
    let story = pipeline::run(&read.sources, &rules);
    let report = Report::new(Job::Report, &story, &read.sources, &read.errors, &rules);
    reports::text(&report, false)
}

#[allow(dead_code, reason = "the tests call the function alone")]
fn main() {
    let paths: Vec<PathBuf> = std::env::args_os().skip(1).map(PathBuf::from).collect();
    print!("{}", report(&paths));
}
