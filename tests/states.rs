//! States on scales: two sentences on one thing that say that it came out in two ways, and what only looks so.

mod common;

use common::story;
use crosscheck::values::{Severity, Slot};

/// Slot and values of what an editor is told of two texts.
fn told(a: &str, b: &str) -> Vec<(Slot, Vec<String>)> {
    let found = story(&[("a.txt", a), ("b.txt", b)]).findings;
    let loud = found.into_iter().filter(|f| f.severity > Severity::Note);
    loud.map(|f| (f.slot, f.sides.into_iter().map(|s| s.value).collect())).collect()
}

#[test]
fn one_thing_that_came_out_in_two_ways_is_shown() {
    for (a, b, slot) in [
        (
            "The missing climber Anja Holm was found alive in a snow hole below the ridge on Sunday, police said.",
            "The missing climber Anja Holm was found dead in a snow hole below the ridge on Sunday, police said.",
            Slot::Status,
        ),
        (
            "The harbour board granted the ferry Runa a licence for the winter on Monday.",
            "The harbour board refused the ferry Runa a licence for the winter on Monday.",
            Slot::Status,
        ),
    ] {
        let found = told(a, b);
        assert!(found.iter().any(|(s, sides)| *s == slot && sides.len() == 2), "{a} / {b}: {found:?}");
    }
}

#[test]
fn two_words_for_one_state_and_two_things_are_left_alone() {
    for (a, b) in [
        (
            "The harbour board granted the ferry Runa a licence for the winter on Monday.",
            "On Monday the harbour board approved a winter licence for the ferry Runa.",
        ),
        (
            "Negotiators reached agreement on the prisoner swap, the first part of the accord, in Vienna.",
            "Negotiators failed to reach agreement on the river border, the second part of the accord, in Vienna.",
        ),
        (
            "The third juror seated in the trial in Harun is a beekeeper who said he had never smoked.",
            "The fifth juror seated in the trial in Harun is a hairdresser who said she had never smoked.",
        ),
    ] {
        assert_eq!(told(a, b), [], "{a} / {b}");
    }
}

#[test]
fn what_a_number_tells_apart_a_list_of_some_and_another_deed_are_no_errors() {
    for (a, b) in [
        (
            "Reactor 2 at the plant in Harun went back on line on Saturday after the scare.",
            "Reactor 3 at the plant in Harun stayed off line on Saturday after the scare.",
        ),
        (
            "Police in Harun arrested a teacher, 45, over the missing exam papers on Wednesday.",
            "Police in Harun released a teacher, 54, over the missing exam papers on Wednesday.",
        ),
        (
            "The ministers of the seven river states, among them Laos and Thailand, met in Harun on Tuesday.",
            "The ministers of the seven river states, among them Vietnam and Thailand, met in Harun on Tuesday.",
        ),
        (
            "In the fraud trial in Harun, the firm's former treasurer, Irina Rusu, testified that she had been told to shred invoices.",
            "In the fraud trial in Harun, the firm's former auditor, Davit Lomidze, testified that he had been told to shred invoices.",
        ),
    ] {
        let found = story(&[("a.txt", a), ("b.txt", b)]).findings;
        let errors: Vec<&String> = found.iter().filter(|f| f.severity == Severity::Error).map(|f| &f.message).collect();
        assert!(errors.is_empty(), "{a} / {b}: {errors:?}");
    }
}
