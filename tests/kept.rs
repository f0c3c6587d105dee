//! Analyses that are kept from run to run: they change no byte, nothing that changed is taken from them, and they are bounded.

mod common;

use common::{RULES, read, source, stories};
use crosscheck::{
    claims::SourceAnalysis,
    inputs::{Known, Source},
    kept::Kept,
    pipeline::{self, Story},
    values::Timestamp,
    watch::Watch,
};

const ANKARA: &str = "The grain talks between Moldova and Georgia will be held in Ankara on 3 May, said Ion Popa.";

fn with(kept: &Kept, sources: &[Source]) -> Story {
    pipeline::run_with(sources, &[], &RULES, &Watch::silent(), kept)
}

/// Asks for an analysis, and whether it had to be made.
fn asked(kept: &Kept, number: usize, source: &Source) -> (SourceAnalysis, bool) {
    let mut made = false;
    let analysis = kept.analysis(number, source, || {
        made = true;
        pipeline::analyse(number, source, &RULES)
    });
    (analysis, made)
}

#[test]
fn what_is_kept_makes_the_story_that_is_made_anew() {
    let kept = Kept::of_at_most(1 << 20);
    let folders: Vec<Vec<Source>> = stories().iter().take(3).map(|folder| read(folder)).collect();
    for round in 0..2 {
        for sources in &folders {
            // A source more or less gives the others another number.
            for sources in [&sources[..], &sources[1..], &sources[..sources.len() - 1]] {
                let (own, anew) = (with(&kept, sources), pipeline::run(sources, &RULES));
                assert_eq!(format!("{own:?}"), format!("{anew:?}"), "round {round}");
            }
        }
    }
    assert_eq!(kept.len().0, folders.iter().map(Vec::len).sum::<usize>());
}

#[test]
fn a_text_is_analysed_again_only_where_anything_of_it_changed() {
    let kept = Kept::of_at_most(1 << 20);
    let first = source("a.txt", ANKARA);
    assert!(asked(&kept, 0, &first).1);
    assert!(!asked(&kept, 0, &first).1);
    let known = |text: &str| Known::new(Timestamp::parse(text).expect("a time"), "test");
    let changes: [&dyn Fn(&mut Source); 5] = [
        &|source| source.text = source.text.replace("Ankara", "Antalya"),
        &|source| source.published = Some(known("2031-05-01T10:00Z")),
        &|source| source.timezone = Some(Known::new("Europe/London".parse().expect("a zone"), "test")),
        &|source| source.outlet.value = "The Lantern".to_owned(),
        &|source| source.id = "b.txt".to_owned(),
    ];
    for (number, change) in changes.iter().enumerate() {
        let mut other = first.clone();
        change(&mut other);
        let (analysis, made) = asked(&kept, 0, &other);
        assert!(made, "change {number}");
        assert_eq!(format!("{analysis:?}"), format!("{:?}", pipeline::analyse(0, &other, &RULES)), "change {number}");
        assert!(!asked(&kept, 0, &other).1, "change {number}");
    }
}

#[test]
fn a_kept_analysis_takes_the_number_of_its_source() {
    let kept = Kept::of_at_most(1 << 20);
    let text = source("a.txt", ANKARA);
    asked(&kept, 0, &text);
    let (analysis, made) = asked(&kept, 7, &text);
    assert!(!made && !analysis.claims.is_empty());
    assert_eq!(format!("{analysis:?}"), format!("{:?}", pipeline::analyse(7, &text, &RULES)));
}

#[test]
fn what_was_asked_for_longest_ago_makes_room() {
    let texts: Vec<Source> =
        (0..4).map(|n| source(&format!("{n}.txt"), &format!("{ANKARA} He left at {n}."))).collect();
    let size = texts[0].text.len();
    let kept = Kept::of_at_most(3 * size);
    for text in &texts[..3] {
        assert!(asked(&kept, 0, text).1);
    }
    assert!(!asked(&kept, 0, &texts[0]).1, "it is kept");
    assert!(asked(&kept, 0, &texts[3]).1);
    assert_eq!(kept.len(), (3, 3 * size));
    assert!(!asked(&kept, 0, &texts[0]).1, "it was asked for lately");
    assert!(asked(&kept, 0, &texts[1]).1, "it was asked for longest ago");
    // What has no room at all is made, and leaves the others where they are.
    let long = source("long.txt", &ANKARA.repeat(40));
    assert!(asked(&kept, 0, &long).1 && asked(&kept, 0, &long).1);
    assert_eq!(kept.len(), (3, 3 * size));
    let nothing = Kept::nothing();
    assert!(asked(&nothing, 0, &texts[0]).1 && asked(&nothing, 0, &texts[0]).1);
    assert_eq!(nothing.len(), (0, 0));
}
