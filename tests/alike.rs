//! Sentences of two outlets that tell one thing in like words, and the event that a story is about.

mod common;

use common::story;

/// The values that are set against each other under `rule`, sorted.
fn found(rule: &str, texts: &[(&str, &str)]) -> Vec<Vec<String>> {
    let story = story(texts);
    let mut out: Vec<Vec<String>> = story
        .findings
        .iter()
        .filter(|f| f.rule == rule)
        .map(|f| {
            let mut values: Vec<String> = f.sides.iter().map(|s| s.value.clone()).collect();
            values.sort();
            values
        })
        .collect();
    out.sort();
    out
}

const ALIKE: &str = "values/one_thing";

#[test]
fn two_things_of_one_sentence_form_are_left_alone() {
    for (a, b) in [
        // The dead and the injured.
        (
            "A dam broke near Harun on Monday, leaving 24 people dead.",
            "A dam burst near Harun on Monday, leaving 60 people hurt.",
        ),
        // A total of many operations.
        (
            "During the operation the patrol ship Aurora seized 12 boats and 300 rounds off Kenya.",
            "The patrol ship Aurora has seized a total of 31 boats and 923 rounds off Kenya in five operations.",
        ),
        // The same words of two days.
        (
            "The party leader Ada Holm stays in office until the conference in June.",
            "The party leader Ada Holm stays in office until the party meets in June.",
        ),
        // How long after is left open.
        (
            "The tower in Harun lost contact with the plane just after 3.30pm GMT, and the crew was found later.",
            "The tower in Harun lost contact with the plane at 1538 GMT, and the crew was found later.",
        ),
    ] {
        assert!(found(ALIKE, &[("a.txt", a), ("b.txt", b)]).is_empty(), "{a} / {b}");
    }
}

#[test]
fn what_two_pairs_of_sources_set_apart_is_told_where_one_is_too_little() {
    let home = "Maro is home to about 20,000 refugees from the valleys of Oru, where militias have clashed with the army since May.";
    let shells = "Maro, where some 20,000 refugees live, was hit by shells from two gunboats.";
    let camp = "The camp, near the town of Maro, holds 24,000 refugees who have fled the clashes in Oru.";
    for one in [home, shells] {
        assert!(found(ALIKE, &[("a.txt", one), ("c.txt", camp)]).is_empty(), "{one}");
    }
    assert_eq!(found(ALIKE, &[("a.txt", home), ("b.txt", shells), ("c.txt", camp)]), [["20,000", "24,000"]]);
    assert!(found(ALIKE, &[("a.txt", home), ("b.txt", home), ("c.txt", camp)]).is_empty(), "a copy is no second pair");
}

#[test]
fn with_its_names_exchanged_a_copied_sentence_tells_of_another_event() {
    for (a, b) in [
        (
            "Lowick Rangers beat Penhallow 2-1 in the first leg of their League Cup semi-final on Tuesday.",
            "Penhallow beat Lowick Rangers 2-1 in the second leg of their League Cup semi-final on Tuesday.",
        ),
        (
            "Kingsmere beat St Alban's by two lengths in last year's Varsity Eights on the lower river.",
            "St Alban's beat Kingsmere by two lengths in this year's Varsity Eights on the lower river.",
        ),
    ] {
        assert!(found("copies/changed_fact", &[("a.txt", a), ("b.txt", b)]).is_empty(), "{a} / {b}");
    }
    let one = "Lowick Rangers beat Penhallow 2-1 in the first leg of their League Cup semi-final on Tuesday.";
    let other = one.replace("first", "second");
    assert_eq!(found("copies/changed_fact", &[("a.txt", one), ("b.txt", &other)]).len(), 1, "the names are the same");
}

#[test]
fn a_word_of_a_quotation_is_told_once_with_all_its_voices() {
    let texts = [
        ("a.txt", "\"This lake feeds four nations, and it cannot feed any of them if we empty it,\" Ms Rusu said.\n"),
        ("b.txt", "\"This lake feeds five nations, and it cannot feed any of them if we empty it,\" said Ms Rusu.\n"),
    ];
    let found = story(&texts).findings;
    let told: Vec<(&str, usize)> = found.iter().map(|f| (f.rule.as_str(), f.sides.len())).collect();
    assert_eq!(told, [("copies/changed_fact", 2)], "{found:#?}");
}

#[test]
fn the_blast_is_that_of_the_story() {
    let texts = [
        (
            "a.txt",
            "An explosion in a school of Harun killed two people on Saturday, officials said.\n\nWindows broke.\n\nShops closed.\n\nStreets were empty.\n\nThe blast occurred at 11 p.m. and left a crater.\n",
        ),
        (
            "b.txt",
            "Harun was shaken by an explosion on Saturday.\n\nNobody slept.\n\nThe mayor spoke.\n\nSchools closed.\n\nThe explosion took place at 1 a.m., residents said.\n",
        ),
    ];
    assert_eq!(found("en/claims/event_time", &texts), [["1 a.m.", "11 p.m."]]);
}

#[test]
fn another_blast_is_not_that_of_the_story() {
    let texts = [
        (
            "a.txt",
            "An explosion in a school of Harun killed two people on Saturday, officials said.\n\nWindows broke.\n\nShops closed.\n\nStreets were empty.\n\nThe blast occurred at 11 p.m. and left a crater.\n",
        ),
        (
            "b.txt",
            "Harun was shaken by an explosion on Saturday.\n\nNobody slept.\n\nThe mayor spoke.\n\nSchools closed.\n\nA second explosion took place at 1 a.m., residents said.\n",
        ),
    ];
    assert!(found("en/claims/event_time", &texts).is_empty());
}
