//! Times from end to end: zones, the day of speaking, plans that moved, limits, and what is said of times that were not compared.

mod common;

use common::{RULES, of_london};
use crosscheck::{
    findings::{Finding, Relation, not_checked},
    pipeline::{self, Story},
    values::{Severity, Slot},
};

const TALKS: &str = "The grain talks between Moldova and Georgia";

fn both(a: (&str, &str), b: (&str, &str)) -> Story {
    pipeline::run(&[of_london("a.txt", a.0, a.1), of_london("b.txt", b.0, b.1)], &RULES)
}

/// Two reports of one spring day.
fn told(a: &str, b: &str) -> Story {
    let day = "2031-05-15T09:00+01:00";
    both((day, &format!("{TALKS} {a}.")), (day, &format!("{TALKS} {b}.")))
}

fn only(story: &Story) -> &Finding {
    assert_eq!(story.findings.len(), 1, "{:?}", story.findings);
    &story.findings[0]
}

/// The normal values of the claims on `slot`.
fn values(story: &Story, slot: Slot) -> Vec<String> {
    use crosscheck::claims::ClaimValue::Time;
    let claims = story.claims();
    let of_slot = claims.iter().filter(|c| c.slot == slot);
    of_slot.filter_map(|c| if let Time(time) = &c.value { Some(time.timex.clone()) } else { None }).collect()
}

#[test]
fn a_missed_change_of_zone_is_an_error_whose_message_says_so() {
    for (a, b, apart) in [
        ("in Ankara will begin at 11am UK time", "in Ankara will begin at 11am GMT", "one hour"),
        ("in Nairobi will begin at 7pm local time", "in Nairobi will begin at 7pm GMT", "three hours"),
    ] {
        let story = told(a, b);
        let finding = only(&story);
        assert_eq!((finding.severity, finding.slot), (Severity::Error, Slot::Time));
        let cause = format!("({apart} apart: looks like a missed time-zone change)");
        assert!(finding.message.ends_with(&cause), "{}", finding.message);
    }
}

#[test]
fn one_instant_in_two_zones_is_no_finding() {
    for (a, b) in [
        ("in Ankara will begin at 11am UK time", "in Ankara will begin at 10am GMT"),
        ("will begin at 6.30pm in Kyiv and Moscow", "will begin at 4.30pm UK time"),
        ("in Nairobi will begin at 7pm local time", "in Nairobi will begin at 5pm BST"),
        ("will begin at 7pm Tokyo time", "will begin at 10am GMT"),
    ] {
        let story = told(a, b);
        assert_eq!(story.findings, [], "{a} / {b}");
        assert_eq!(values(&story, Slot::Time).len(), 2, "both are read: {a} / {b}");
    }
}

#[test]
fn what_no_zone_decides_is_said_and_not_guessed() {
    let story = told("in Nairobi will begin at 3pm IST", "in Nairobi will begin at 2pm GMT");
    assert_eq!(story.findings, []);
    let left = not_checked(&story.facts, &story.claims(), &story.court(&RULES));
    let reasons: Vec<&str> = left.iter().map(|n| n.reason.as_str()).collect();
    assert!(reasons.contains(&"no anchor: the time zone of one of them is not known"), "{reasons:?}");
}

#[test]
fn without_a_date_of_publication_weekdays_are_compared_with_weekdays() {
    let run = |b: &str| both(("", &format!("{TALKS} will be held on Thursday.")), ("", &format!("{TALKS} {b}.")));
    assert_eq!(only(&run("will be held on Friday")).slot, Slot::Date);
    assert_eq!(run("will be held on Thursday, 15 May 2031").findings, []);
    let story = run("will be held tomorrow");
    assert_eq!(story.findings, []);
    let left = not_checked(&story.facts, &story.claims(), &story.court(&RULES));
    assert!(left.iter().any(|n| n.reason.starts_with("time of publication unknown")), "{left:?}");
}

#[test]
fn a_plan_that_moved_is_superseded_and_a_slip_of_one_day_is_not() {
    let plan = |day: &str| format!("{TALKS} will be held on {day}.");
    let moved = both(("2031-05-13", &plan("Thursday")), ("2031-05-15", &plan("Friday")));
    let finding = only(&moved);
    assert_eq!((finding.relation, finding.severity), (Relation::Superseded, Severity::Warning));
    let slip = both(("2031-05-13", &plan("Thursday")), ("2031-05-13", &plan("Friday")));
    assert_eq!((only(&slip).relation, only(&slip).severity), (Relation::Conflict, Severity::Error));
}

#[test]
fn a_quoted_today_is_the_day_of_speaking() {
    let quote = format!("“{TALKS} begin today,” the minister said on Wednesday.");
    let story = both(("2031-05-16", &quote), ("2031-05-16", &format!("{TALKS} began on Wednesday.")));
    assert_eq!(story.findings, []);
    let days = values(&story, Slot::Date);
    assert!(days.len() >= 2 && days.iter().all(|day| day == "2031-05-14"), "{days:?}");
}

#[test]
fn a_headline_without_a_verb_looks_to_the_nearer_day() {
    let day = |published: &str| {
        let text = format!("Grain talks Thursday\n\n{TALKS} are in their third round.\nMany hope for more.\n");
        let story = both((published, &text), (published, "It rains in Riverton."));
        let times = story.sources[0].mentions.iter().filter_map(|m| match &m.value {
            crosscheck::mentions::Value::Time(time) => Some(time.timex.clone()),
            _ => None,
        });
        times.collect::<Vec<_>>()
    };
    assert_eq!(day("2031-05-13"), ["2031-05-15"]);
    assert_eq!(day("2031-05-16"), ["2031-05-15"]);
}

#[test]
fn limits_ranges_and_units_agree_with_what_keeps_to_them() {
    for (a, b) in [
        ("lasted more than three years", "lasted 38 months"),
        ("lasted under two hours", "lasted 90 minutes"),
        ("will be held from Monday to Wednesday", "will be held on Tuesday"),
        ("will begin by Friday", "will begin on Thursday"),
        ("will begin on Thursday", "will begin on Thursday at 11am"),
        ("will begin at about 11am", "will begin at 11.20am"),
        ("will begin next Friday", "will begin on Friday, 23 May"),
    ] {
        assert_eq!(told(a, b).findings, [], "{a} / {b}");
    }
    for (a, b, slot) in [
        ("lasted more than three years", "lasted 30 months", Slot::Duration),
        ("lasted under two hours", "lasted three hours", Slot::Duration),
        ("will be held from Monday to Wednesday", "will be held on Friday", Slot::Date),
        ("will begin at about 11am", "will begin at 11.50am", Slot::Time),
    ] {
        assert!(told(a, b).findings.iter().any(|f| f.slot == slot), "{a} / {b}");
    }
}
