//! Every example of every time rule file, and what the loader refuses.

use std::path::PathBuf;

use crosscheck::{
    mentions::times::check_examples,
    rules::{Lexicons, RuleFile, TimeRules, files},
};

fn lexicons() -> Lexicons {
    Lexicons::load(&files::embedded()).expect("the embedded word lists are valid")
}

#[test]
fn every_example_holds() {
    let lexicons = lexicons();
    let rules = TimeRules::load(&files::embedded(), &lexicons).expect("the embedded rules are valid");
    let wrong = check_examples(&rules, &lexicons);
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    for file in rules.examples() {
        assert!(file.examples.len() >= 2, "{}: two examples at least", file.path.display());
        assert!(!file.counterexamples.is_empty(), "{}: a counterexample at least", file.path.display());
    }
}

fn refusal(body: &str) -> String {
    let file = RuleFile {
        id: "en/mentions/time/own".to_owned(),
        path: PathBuf::from("own.toml"),
        text: format!("version = 1\nsummary = \"mine\"\nkind = \"time\"\n{body}"),
    };
    TimeRules::load(&[file], &lexicons()).expect_err("a bad file").to_string()
}

#[test]
fn a_bad_rule_file_is_refused_with_its_line_and_a_remedy() {
    for (body, says) in [
        ("[[pattern]]\nmatch = '('\nform = \"year\"", "own.toml:5: `(` is not a valid pattern: unclosed group"),
        ("[[pattern]]\nmatch = '{monht}'\nform = \"month\"", "own.toml:5: `{monht}` stands for no table"),
        (
            "[[pattern]]\nmatch = 'x'\nform = \"year\"",
            "own.toml:5: a pattern of this form needs the group year or short_year; write {year} in it",
        ),
        ("[[pattern]]\nmatch = '{year}'\nform = \"years\"", "own.toml:6: unknown variant `years`"),
        ("[[pattern]]\nmatch = '{year}'\nform = \"year\"\nafter = 'x'", "own.toml:7: unknown field `after`"),
    ] {
        let error = refusal(body);
        assert!(error.starts_with(says), "{body}\nsays {error}");
    }
}
