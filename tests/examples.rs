//! The programs for people who use the library do what they say.

mod common;

#[path = "../examples/claims.rs"]
mod claims;
#[path = "../examples/own_rule.rs"]
mod own_rule;
#[path = "../examples/report.rs"]
mod report;

#[test]
fn the_report_is_that_of_the_program() {
    let story = "fixtures/stories/ankara-or-istanbul";
    let printed = common::crosscheck(common::root(), &["report", story]);
    let made = report::report(&[common::root().join(story)]);
    let first = |text: &str| text.lines().find(|line| line.starts_with("error")).map(str::to_owned);
    assert_eq!(first(&made), first(printed.text()));
    assert!(made.contains("22 facts compared between outlets"), "{made}");
}

#[test]
fn claims_say_of_what_and_in_whose_words() {
    let claims = claims::claims(&[common::root().join("fixtures/desk/draft.txt")]);
    assert!(
        claims.iter().any(|claim| claim.starts_with("age of ") && claim.contains("45 (the outlet)")),
        "{claims:#?}"
    );
}

#[test]
fn a_rule_of_ones_own_asks_its_question() {
    let one = "The visit of President Irina Morar to Lisbon ended early on Monday.";
    let other = "Officials cut short the visit of President Irina Morar to Porto on Monday.";
    let asked = own_rule::questions(one, other).expect("a valid rule");
    assert!(matches!(&asked[..], [question] if question == "Where does the visit go: Lisbon or Porto?"), "{asked:?}");
    assert_eq!(own_rule::questions(one, one).expect("a valid rule"), [""; 0]);
}
