//! Who is who: one person under two names is shown, two people of like names are left alone.

mod common;

use common::story;
use crosscheck::values::Slot;

/// The names that the program takes for one person's.
fn doubles(texts: &[(&str, &str)]) -> Vec<Vec<String>> {
    let story = story(texts);
    let two_names = |f: &&crosscheck::findings::Finding| f.rule == "names/two_names";
    let mut found: Vec<Vec<String>> = story
        .findings
        .iter()
        .filter(|f| f.slot == Slot::Name)
        .filter(two_names)
        .map(|f| f.sides.iter().map(|s| s.value.clone()).collect())
        .collect();
    found.iter_mut().for_each(|sides| sides.sort());
    found
}

#[test]
fn one_quote_of_two_names_is_shown() {
    let found = doubles(&[
        ("a.txt", "“We have seen the harbour burning before,” national officer Marlon Achterberg said.\n"),
        (
            "b.txt",
            "Mr Martin Achterberg, of the union, was not moved. “We have seen the harbour burning before,” he said.\n",
        ),
    ]);
    assert_eq!(found, [["Marlon Achterberg", "Martin Achterberg"]]);
}

#[test]
fn one_office_of_two_names_is_shown() {
    let found = doubles(&[
        ("a.txt", "Foreign Minister Irina Velikova left early. Irina Velikova said nothing.\n"),
        ("b.txt", "The foreign minister, Irina Velinova, left early.\n"),
    ]);
    assert_eq!(found, [["Irina Velikova", "Irina Velinova"]]);
}

#[test]
fn a_surname_that_nothing_introduces_is_shown() {
    let text = "The foreign minister, Mr Daniel Velikovski, left early. Reporters asked Mr Velikorsky why.\n";
    assert_eq!(doubles(&[("a.txt", text), ("b.txt", "It rained.\n")]), [["Daniel Velikovski", "Velikorsky"]]);
}

#[test]
fn two_people_are_left_alone() {
    for (why, a, b) in [
        (
            "a source names both",
            "Foreign minister Anna Rusu and her sister Anita Rusu came.",
            "Foreign minister Anita Rusu came.",
        ),
        ("nothing shows them to be one", "Foreign minister Anna Rusu came.", "The boxer Anita Rusu left."),
        ("a minister and a spokeswoman", "The water minister Timur Rusov came.", "The spokeswoman Timea Rusova left."),
        ("a transliteration", "President Volodymyr Zelensky came.", "President Volodymyr Zelenskiy left."),
        ("a name cut short", "The army spokesman Karim Hassan Said spoke.", "The army spokesman Hassan Said spoke."),
        ("a short form", "Foreign minister Bill Hartnell came.", "Foreign minister William Hartnell came."),
    ] {
        assert_eq!(doubles(&[("a.txt", a), ("b.txt", b)]), Vec::<Vec<String>>::new(), "{why}");
    }
}
