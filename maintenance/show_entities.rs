//! Prints who and what is one over all sources of a story: each person, organisation and place with its written forms, how often
//! each stands, and the roles and ages said of a person. `cargo run --release --example show_entities -- STORY_DIR`
#![allow(clippy::print_stdout, reason = "a tool for rule authors reports to its user")]

use std::{collections::BTreeMap, path::PathBuf};

use crosscheck::{
    facts::{Entity, EntityId},
    inputs::{Limits, Overrides, read},
    mentions::Value,
    pipeline::{Story, run},
    rules::Rules,
};

fn main() {
    let paths: Vec<PathBuf> = std::env::args_os().skip(1).map(PathBuf::from).collect();
    let inputs = read(&paths, &Overrides::default(), &Limits::default());
    let story = run(&inputs.sources, &Rules::embedded());
    let (forms, open) = forms(&story);
    let said = said(&story);
    for (id, forms) in &forms {
        let kind = match story.entities.get(*id) {
            Entity::Person(_) => "person",
            Entity::Other(_) => "other",
            Entity::Place(_) => "place",
        };
        let roles = said.get(id).map(|r| format!("  [{}]", counted(r))).unwrap_or_default();
        println!("{kind} {}: {}{roles}", story.entities.name(*id), counted(forms));
    }
    println!("open: {}", counted(&open));
}

type Counts = BTreeMap<String, usize>;

fn counted(counts: &Counts) -> String {
    counts.iter().map(|(what, n)| format!("{what} {n}")).collect::<Vec<_>>().join(", ")
}

/// The written forms of each entity, and those of names that stay open.
fn forms(story: &Story) -> (BTreeMap<EntityId, Counts>, Counts) {
    let (mut forms, mut open) = (BTreeMap::<EntityId, Counts>::new(), Counts::new());
    for (number, source) in story.sources.iter().enumerate() {
        for (index, mention) in source.mentions.iter().enumerate() {
            if !matches!(mention.value, Value::Name(_) | Value::Place(_)) {
                continue;
            }
            let written = source.doc.slice(mention.span).to_owned();
            let counts = match story.entities.of(number, index) {
                Some(id) => forms.entry(id).or_default(),
                None => &mut open,
            };
            *counts.entry(written).or_default() += 1;
        }
    }
    (forms, open)
}

/// Roles and ages said of each entity.
fn said(story: &Story) -> BTreeMap<EntityId, Counts> {
    let mut out = BTreeMap::<EntityId, Counts>::new();
    for (number, source) in story.sources.iter().enumerate() {
        for mention in &source.mentions {
            let name = match &mention.value {
                Value::Role(role) => role.name,
                Value::Age(age) => match age.of.name() {
                    Some(name) => name,
                    None => continue,
                },
                _ => continue,
            };
            let named = source.mentions.iter().position(|m| m.span == name && matches!(m.value, Value::Name(_)));
            if let Some(id) = named.and_then(|index| story.entities.of(number, index)) {
                let said = source.doc.slice(mention.span).to_owned();
                *out.entry(id).or_default().entry(said).or_default() += 1;
            }
        }
    }
    out
}
