//! Values of two outlets, as tables: days and hours by kind of misreading, and values that no rule of a file need know, each with what
//! must be shown to differ and what must stay quiet.

mod common;

use common::{RULES, of_london};
use crosscheck::{pipeline, values::Severity};
use serde::Deserialize;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Table {
    kind: Vec<Kind>,
}

/// Pairs of texts published at two times.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Kind {
    name: String,
    published: [String; 2],
    #[serde(default)]
    differ: Vec<[String; 2]>,
    #[serde(default)]
    quiet: Vec<[String; 2]>,
    /// What differs and is not shown yet.
    #[serde(default)]
    gap: Vec<[String; 2]>,
    /// What is shown and should stay quiet.
    #[serde(default)]
    alarm: Vec<[String; 2]>,
}

/// The messages of what an editor is warned of, with the first text before the second and behind it.
fn warnings([first, second]: &[String; 2], published: &[String; 2]) -> Vec<Vec<String>> {
    [("a.txt", "b.txt"), ("b.txt", "a.txt")]
        .into_iter()
        .map(|(one, other)| {
            let sources = [of_london(one, &published[0], first), of_london(other, &published[1], second)];
            let found = pipeline::run(&sources, &RULES).findings;
            found.into_iter().filter(|f| f.severity != Severity::Note).map(|f| f.message).collect()
        })
        .collect()
}

#[test]
fn days_and_hours_are_read_as_the_table_says() {
    assert_as_the_table_says(include_str!("days_and_hours.toml"));
}

#[test]
fn values_without_a_rule_are_compared_as_the_table_says() {
    assert_as_the_table_says(include_str!("values.toml"));
}

#[test]
fn parallel_facts_stay_quiet_as_the_table_says() {
    assert_as_the_table_says(include_str!("parallel_facts.toml"));
}

#[test]
fn no_parallel_facts_are_an_error() {
    let table: Table = toml::from_str(include_str!("parallel_facts.toml")).expect("a valid table");
    let errors = |[first, second]: &[String; 2], published: &[String; 2]| {
        let sources = [of_london("a.txt", &published[0], first), of_london("b.txt", &published[1], second)];
        let found = pipeline::run(&sources, &RULES).findings;
        found.into_iter().filter(|f| f.severity == Severity::Error).map(|f| f.message).collect::<Vec<_>>()
    };
    let pairs = table.kind.iter().flat_map(|k| k.quiet.iter().chain(&k.alarm).map(move |pair| (k, pair)));
    let found: Vec<String> = pairs.flat_map(|(kind, pair)| errors(pair, &kind.published)).collect();
    assert!(found.is_empty(), "{found:#?}");
}

fn assert_as_the_table_says(table: &str) {
    let table: Table = toml::from_str(table).expect("a valid table");
    let mut wrong = Vec::new();
    for kind in &table.kind {
        let shown = kind.differ.iter().chain(&kind.alarm).map(|p| (p, true));
        for (pair, differ) in shown.chain(kind.quiet.iter().chain(&kind.gap).map(|p| (p, false))) {
            for found in warnings(pair, &kind.published) {
                if found.is_empty() == differ {
                    wrong.push(format!("{}: {pair:?} gives {found:?}", kind.name));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_kind_has_what_differs_and_what_stays_quiet() {
    let table: Table = toml::from_str(include_str!("days_and_hours.toml")).expect("a valid table");
    let names: std::collections::BTreeSet<&str> = table.kind.iter().map(|k| k.name.as_str()).collect();
    for name in names {
        let of = |pairs: fn(&Kind) -> &Vec<[String; 2]>| -> usize {
            table.kind.iter().filter(|k| k.name == name).map(|k| pairs(k).len()).sum()
        };
        let (differ, quiet) = (of(|k| &k.differ), of(|k| &k.quiet));
        assert!(differ + quiet >= 6 && quiet >= 2, "{name}: {differ} differ, {quiet} stay quiet");
    }
}

/// The messages of the findings on a second zone in one text.
fn second_zones(text: &str) -> Vec<String> {
    let found = pipeline::run(&[of_london("a.txt", "2031-05-15T09:00+01:00", text)], &RULES).findings;
    found.into_iter().filter(|f| f.rule == "times/second_zone").map(|f| f.message).collect()
}

#[test]
fn a_second_zone_must_be_the_same_moment() {
    for (text, wrong) in [
        ("The launch is set for 4:30 p.m. GMT (11:30 p.m. ET) on Friday.", true),
        ("The launch from Kyiv is set for 4:30 local time (11:30 ET) on Friday.", true),
        ("The launch is set for 11am UK time (11am GMT) on Friday.", true),
        ("The launch is set for 7pm Tokyo time, or 11am GMT, on Friday.", true),
        ("The launch is set for 4:30 p.m. GMT (12:30 p.m. ET) on Friday.", false),
        ("The launch from Kyiv is set for 6:30 local time (11:30 ET) on Friday.", false),
        ("The launch is set for 1am Tokyo time on Friday (1600 GMT Thursday).", false),
        // Who writes EST in May may mean five hours.
        ("The launch is set for 4:30 p.m. UTC (11:30 a.m. EST) on Friday.", false),
        // Nobody says where.
        ("The launch is set for 4:30 p.m. local time (11:30 a.m. ET) on Friday.", false),
        // Two moments.
        ("The launch is set for 4:30 p.m. GMT, the landing for 11:30 p.m. ET.", false),
        ("The shop is open from 9am to 5pm GMT (on Friday until 9pm).", false),
    ] {
        assert_eq!(second_zones(text).len(), usize::from(wrong), "{text}");
    }
}
