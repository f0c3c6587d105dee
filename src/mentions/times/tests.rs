//! What the rule files' examples cannot show: bounds, zones, the direction of weekdays, spans of later sentences.

use std::sync::LazyLock;

use super::*;
use crate::{
    rules::files,
    values::{
        Comparison, Timestamp,
        time::{Bound, Zone, compare},
    },
};

static RULES: LazyLock<(TimeRules, Lexicons)> = LazyLock::new(|| {
    let lexicons = Lexicons::load(&files::embedded()).expect("valid lists");
    (TimeRules::load(&files::embedded(), &lexicons).expect("valid rules"), lexicons)
});

fn find(text: &str, reported: &str) -> Vec<FoundTime> {
    let (rules, lexicons) = &*RULES;
    let anchor = Anchor { reported: Timestamp::parse(reported), zone: Some(chrono_tz::Tz::Europe__London) };
    find_times(text, &[Span::new(0, text.len())], &|_| anchor, rules, lexicons)
}

fn only(text: &str, reported: &str) -> TimeValue {
    let found = find(text, reported);
    assert_eq!(found.len(), 1, "{text}: {found:?}");
    found.into_iter().next().expect("one").value
}

#[test]
fn words_before_a_phrase_bind_it() {
    for (text, bound) in [
        ("He landed at about 11am UK time.", Bound::About),
        ("The pact must be signed by Friday.", Bound::AtMost),
        ("It has stood empty since May 2012.", Bound::AtLeast),
        ("The talks lasted under two hours.", Bound::AtMost),
        ("They had not met for more than three years.", Bound::AtLeast),
        ("A bang was heard just before midnight on Saturday.", Bound::About),
        ("Rents rose by 12 days.", Bound::Exact),
        ("It ended at 11am.", Bound::Exact),
    ] {
        assert_eq!(only(text, "2025-05-15").bound, bound, "{text}");
    }
}

#[test]
fn a_clock_takes_the_named_zone_else_the_outlets() {
    use chrono_tz::Tz;
    for (text, zone) in [
        ("It began at 11am UK time.", Zone::Named(Tz::Europe__London)),
        ("It began at 1830 GMT.", Zone::Named(Tz::UTC)),
        ("It began at 7:37 AM local time.", Zone::Local),
        ("It began at 11am.", Zone::Outlet(Tz::Europe__London)),
        ("It began at 11am in Ostia.", Zone::Unknown),
        ("It began at 3 p.m. Ruritania time.", Zone::Unknown),
        ("It began at 15:50 IST.", Zone::Unknown),
        ("It began at 3pm (GMT+8).", Zone::Named(Tz::Etc__GMTMinus8)),
    ] {
        assert_eq!(only(text, "2025-05-15").zone, zone, "{text}");
    }
}

#[test]
fn the_nearest_cue_tells_where_a_weekday_lies() {
    // The report is of a Thursday.
    for (text, timex) in [
        ("The mayor spoke on Monday.", "2025-05-12"),
        ("The mayor will speak on Monday.", "2025-05-19"),
        ("On Monday the mayor is expected to speak.", "2025-05-19"),
        ("The mayor is due to be seen in court on Monday.", "2025-05-19"),
        ("The mayor said on Monday that he would go.", "2025-05-12"),
        ("The mayor said he will go on Monday.", "2025-05-19"),
        ("The mayor spoke on Thursday.", "2025-05-15"),
        ("The mayor will speak on Thursday.", "2025-05-15"),
        ("The mayor spoke last Thursday.", "2025-05-08"),
        ("The mayor speaks next Thursday.", "2025-05-22"),
    ] {
        assert_eq!(only(text, "2025-05-15").timex, timex, "{text}");
    }
}

#[test]
fn a_missed_zone_change_is_seen_through_two_hedges() {
    let uk = only("He met the mayor at about 11am UK time.", "2025-05-15");
    let gmt = only("He met the mayor at about 11am GMT today.", "2025-05-15");
    assert!(matches!(compare(&uk, &gmt), Comparison::Differ(Some(_))));
}

#[test]
fn spans_are_those_of_the_text_and_an_anchor_goes_by_sentence() {
    let (rules, lexicons) = &*RULES;
    let text = "Café closed yesterday. It opens tomorrow.";
    let cut = text.find(" It").expect("two sentences");
    let sentences = [Span::new(0, cut), Span::new(cut + 1, text.len())];
    let days = ["2025-05-15", "2025-06-15"];
    let anchor = |i: usize| Anchor { reported: Timestamp::parse(days[i]), zone: None };
    let found = find_times(text, &sentences, &anchor, rules, lexicons);
    let got: Vec<_> = found.iter().map(|f| (f.span.of(text), f.sentence, f.value.timex.as_str())).collect();
    assert_eq!(got, [("yesterday", 0, "2025-05-14"), ("tomorrow", 1, "2025-06-16")]);
}

#[test]
fn odd_text_is_no_trouble() {
    for text in [
        "",
        "99:99 am 31 February 2025",
        "9999999999999999999999 hours and 20 minutes",
        "May 31, 9999",
        "two\u{a0}",
        "’82’s",
    ] {
        find(text, "9999-12-31");
        find(text, "0001-01-01");
    }
}

#[test]
fn a_clock_time_takes_the_day_of_its_sentence_but_not_that_of_speaking() {
    // The report is of a Tuesday.
    for (text, timex, day) in [
        ("On Saturday the fire reached the harbour, and by 6pm it was out.", "2025-05-17T18:00", true),
        ("Officials said on Saturday that the harbour opens at 6pm.", "2025-05-20T18:00", false),
        ("It began on Saturday, stopped on Sunday and was out at 6pm.", "2025-05-20T18:00", false),
    ] {
        let found = find(text, "2025-05-20");
        let clock = found.iter().find(|f| f.value.clock.is_some()).expect("a clock time");
        assert_eq!((clock.value.timex.as_str(), clock.value.days.is_some()), (timex, day), "{text}");
    }
}

#[test]
fn what_may_be_one_of_two_days_has_none() {
    // Said on a Tuesday, "next Friday" may be either; said on a Saturday it is one.
    for (text, reported, known) in [
        ("They meet next Friday.", "2025-05-13", false),
        ("They will meet next Friday.", "2025-05-17", true),
        ("In 2014 they met on 29 March.", "2025-05-13", false),
        ("They met on 29 March.", "2025-05-13", true),
        ("On 14 April 2014 the pier burned. On Friday divers went in.", "2025-05-13", false),
        ("On 9 May 2025 the pier burned. On Monday divers went in.", "2025-05-13", true),
        ("The ship sank the next day.", "2025-05-13", false),
        ("The ship sailed on Monday and sank the next day.", "2025-05-13", true),
    ] {
        let found = find(text, reported);
        let last = found.last().expect("a day");
        assert_eq!(last.value.days.is_some(), known, "{text} {:?}", last.value);
        assert_eq!(last.value.grain, crate::values::time::Grain::Day, "{text}");
    }
}

#[test]
fn the_ends_of_a_range_cover_it_and_a_move_does_not() {
    let covered = |text: &str| {
        let found = find(text, "2025-05-15");
        found.iter().map(|f| f.value.days.map(|(a, b)| format!("{a} {b}")).unwrap_or_default()).collect::<Vec<_>>()
    };
    let week = "2025-05-12 2025-05-16".to_owned();
    assert_eq!(covered("They spoke from Monday until Friday."), [week.clone(), week]);
    assert_eq!(covered("The vote was moved from Monday to Tuesday.")[0], "2025-05-12 2025-05-12");
    let clocks = find("It is open from 9am to 5pm.", "2025-05-15");
    assert!(clocks.iter().all(|f| f.value.clock == Some((540, 1020))), "{clocks:?}");
}

#[test]
fn a_date_in_figures_goes_by_the_habit_of_the_outlet() {
    let (rules, lexicons) = &*RULES;
    let text = "It was signed on 05/06/2025.";
    for (zone, timex) in [
        (Some(chrono_tz::Tz::Europe__London), "2025-06-05"),
        (Some(chrono_tz::Tz::America__Chicago), "2025-05-06"),
        (None, "2025-XX-XX"),
    ] {
        let anchor = Anchor { reported: None, zone };
        let found = find_times(text, &[Span::new(0, text.len())], &|_| anchor, rules, lexicons);
        assert_eq!(found.first().map(|f| f.value.timex.as_str()), Some(timex));
    }
}

#[test]
fn tense_and_aspect_tell_where_a_weekday_lies() {
    // The report is of a Tuesday.
    for (text, timex) in [
        ("Schools will stay closed on Wednesday.", "2025-05-14"),
        ("Rail workers will strike for three days from Monday.", "2025-05-19"),
        ("Rail workers begin a five-day strike on Thursday.", "2025-05-15"),
        ("Schools will close on Monday.", "2025-05-19"),
        ("The operator has closed the bridge until Friday.", "2025-05-16"),
        ("Unions called a strike for Monday.", "2025-05-19"),
        ("Residents have to leave by Friday.", "2025-05-16"),
        ("The two injured are to leave hospital on Friday.", "2025-05-16"),
        ("Roads are closed until Friday.", "2025-05-16"),
        // What is told stays behind.
        ("The mayor was injured on Wednesday.", "2025-05-07"),
        ("The mayor has been held since Friday.", "2025-05-09"),
        ("The start on Friday was delayed.", "2025-05-09"),
        ("The mayor closed the school on Friday.", "2025-05-09"),
        ("The school did not open on Monday.", "2025-05-12"),
        ("Three are held for Monday's attack.", "2025-05-12"),
        ("Footage from Monday shows him.", "2025-05-12"),
    ] {
        let found = find(text, "2025-05-13");
        let last = found.last().expect("a day");
        assert_eq!(last.value.timex, timex, "{text}");
        assert!(last.value.days.is_some(), "{text}");
    }
    for text in [
        "The firm shut its offices and stopped work from Monday.",
        "The bridge was closed until Monday.",
        // Ahead, but for a caption.
        "Divers begin the search on Monday.",
    ] {
        assert_eq!(only(text, "2025-05-13").days, None, "it may be the Monday before or the one behind: {text}");
    }
}

#[test]
fn a_length_before_a_moment_is_one_moment() {
    for (text, timex, exact) in [
        ("It began an hour before midnight on Monday.", "2025-05-12T23:00", true),
        ("It began half an hour before noon.", "2025-05-13T11:30", true),
        ("It began 20 minutes after 6pm on Monday.", "2025-05-12T18:20", true),
        ("It began about two hours before 6pm.", "2025-05-13T16:00", false),
        ("It began less than an hour before 6pm.", "2025-05-13T17:00", false),
        ("It began three days before 12 May.", "2025-05-09", true),
    ] {
        let value = only(text, "2025-05-13");
        assert_eq!((value.timex.as_str(), value.bound == Bound::Exact), (timex, exact), "{text}");
    }
    // Two moments, and a day that another event names.
    for text in [
        "It went on for an hour, before midnight.",
        "It rained for three days before 12 May.",
        "It began a week after Monday's vote.",
        "It began an hour after midnight.",
    ] {
        assert_eq!(find(text, "2025-05-13").len(), 2, "{text}");
    }
}

#[test]
fn what_is_counted_on_is_counted_from_the_day_told_before() {
    for (text, timex, known) in [
        ("The bomb went off on Monday. The next morning he fled.", "2025-05-13TMO", true),
        ("The bomb went off on Monday. That night he fled.", "2025-05-12TNI", true),
        ("The bomb went off on Monday. He fled later in the day.", "2025-05-12", true),
        // Nobody tells of which day.
        ("The next morning he fled.", "2025-05-15TMO", false),
        ("The bomb went off on Monday. He said on Wednesday that he fled the next day.", "2025-05-15", false),
    ] {
        let found = find(text, "2025-05-15");
        let last = found.last().expect("a time");
        assert_eq!((last.value.timex.as_str(), last.value.days.is_some()), (timex, known), "{text}");
    }
}

#[test]
fn last_night_in_a_page_of_the_evening_may_be_this_one() {
    for (reported, days) in [
        ("2025-05-15T22:30:00+01:00", "2025-05-14 2025-05-15"),
        ("2025-05-15T09:30:00+01:00", "2025-05-14 2025-05-14"),
        ("2025-05-15", "2025-05-14 2025-05-14"),
    ] {
        let value = only("It burned down last night.", reported);
        assert_eq!(value.days.map(|(a, b)| format!("{a} {b}")).as_deref(), Some(days), "{reported}");
    }
}
