//! `rules test --coverage`: which matches no test of their rule reaches, and how many tests a rule has.

mod common;

use common::{RULES, crosscheck, folder};
use crosscheck::{
    rule_tests::{Coverage, coverage},
    rules::{RuleFile, Rules, files},
};

/// A rule of three matches: an example reaches the first, a pair the second, nothing the third. The text of the third stands in the
/// tests of another rule.
const RULE: &str = r#"version = 1
summary = "Where a regatta is held."
slot = "place"
severity = "warning"
message = "Where is the {subject}: {values}?"

[[match]]
predicate = "@event_regattas"
subject = "predicate"
value = "oblique(in): Place"

[[match]]
predicate = "@event_regattas"
subject = "predicate"
value = "modifier: Place"

[[match]]                            # "talks in Ankara"
predicate = "@event_meetings"
subject = "predicate"
value = "oblique(in): Place"

[[example]]
text = "The regatta of the Moldovan navy in <<Ankara>> ended early."

[[counterexample]]
text = "Cornelia Rusu said so."
why = "no regatta"

[[known_gap]]
text = "The talks of the Moldovan navy in <<Oz>> ended early."

[[pair]]
a = "The Lisbon regatta ended early."
b = "The Lisbon regatta ended late."
verdict = "compatible"
"#;

const BOATS: &str = "version = 1\nsummary = \"Sailing.\"\n[classes]\nevent_regattas = [\"regatta\"]\n";

fn own() -> Vec<RuleFile> {
    let file =
        |id: &str, text: &str| RuleFile { id: id.to_owned(), path: format!("{id}.toml").into(), text: text.to_owned() };
    files::overlay(files::embedded(), vec![file("desk/claims/regatta", RULE), file("desk/lexicons/boats", BOATS)])
}

#[test]
fn a_match_that_no_test_of_its_rule_reaches_is_told() {
    let files = own();
    let covered = coverage(Rules::load(&files).expect("good rules"), &files);
    assert_eq!(covered.len(), RULES.claims.len() + 1);
    let own = covered.iter().find(|c| c.id == "desk/claims/regatta").expect("the own rule");
    let Coverage { examples, counterexamples, pairs, known_gaps, matches, silent, .. } = own;
    assert_eq!((examples, counterexamples, pairs, known_gaps, matches), (&1, &1, &1, &1, &3));
    let [silent] = &silent[..] else { panic!("the third match alone: {silent:#?}") };
    assert_eq!((silent.number, silent.place.as_str()), (3, "desk/claims/regatta.toml:17"));
    for words in ["\"talks in Ankara\"", "predicate = \"@event_meetings\"", "value = \"oblique(in): Place\""] {
        assert!(silent.summary.contains(words), "{words} in {}", silent.summary);
    }
    // Whatever the tests of a rule do not reach has a test nowhere else: the numbers agree with the rules.
    for (covered, rule) in covered.iter().filter(|c| c.id != own.id).zip(&RULES.claims) {
        assert_eq!((&covered.id, covered.matches), (&rule.id, rule.matches.len()));
        assert!(covered.silent.len() < rule.matches.len(), "{}: its examples are found, so a match fires", rule.id);
    }
}

#[test]
fn coverage_is_printed_after_the_tests_and_changes_no_exit_status() {
    let folder = folder(&[("own/desk/claims/regatta.toml", RULE), ("own/desk/lexicons/boats.toml", BOATS)]);
    let plain = crosscheck(folder.path(), &["rules", "test", "own"]);
    let ran = crosscheck(folder.path(), &["rules", "test", "own", "--coverage"]);
    assert_eq!((plain.status, ran.status, ran.stderr.as_str()), (0, 0, ""), "{ran:?}");
    let told = ran.text().strip_prefix(plain.text()).expect("the tests come first");
    let row = told.lines().find(|l| l.starts_with("desk/claims/regatta ")).expect("a row of the table");
    assert_eq!(row.split_whitespace().skip(1).collect::<Vec<_>>(), ["3", "1", "1", "1", "1"]);
    assert!(told.contains("  desk/claims/regatta, match 3 (own/desk/claims/regatta.toml:17)\n"), "{told}");
    assert!(told.contains("\nrules without a counterexample: none\n"), "{told}");

    let without_pair = RULE.split("[[pair]]").next().unwrap_or_default();
    let bad = without_pair.replace("<<Ankara>>", "<<early>>");
    common::write(folder.path(), "own/desk/claims/regatta.toml", bad);
    let ran = crosscheck(folder.path(), &["rules", "test", "own", "--coverage"]);
    assert_eq!(ran.status, 1, "{ran:?}");
    assert!(ran.text().contains("\nrules without a pair: desk/claims/regatta\n"), "{ran:?}");
}
