//! The time zone of a place that stands beside a clock time: "Nairobi time", "6.30pm in Kyiv and Moscow".

use chrono_tz::Tz;

use crate::mentions::gazetteer::Gazetteer;

/// Words after a clock time that may name a place.
const REACH: usize = 4;

/// What stands behind a clock time.
pub(super) enum After {
    /// No place.
    Nothing,
    /// A place, in which the clock need not hang: "the talks begin at 11am in Ankara" may be on the outlet's own.
    Place,
    /// A place whose clock it is: "6.30pm in Kyiv and Moscow", "(9pm in Tokyo)".
    Clock(Tz),
}

/// The zone of the first place named by `words`: a city, a country of one zone, or its people ("Turkish").
pub(super) fn of_place(words: &str) -> Option<Tz> {
    let gazetteer = Gazetteer::embedded();
    let words: Vec<&str> = words.split_whitespace().take(REACH).collect();
    let named = gazetteer.longest_match(&words).and_then(|(_, places)| places.first().copied());
    let place = named.or_else(|| gazetteer.demonym(words.first()?))?;
    gazetteer.place(place).timezone?.parse().ok()
}

/// What stands behind the clock time at `start..end` of `sentence`.
pub(super) fn after(sentence: &str, start: usize, end: usize) -> After {
    let (Some(before), Some(rest)) = (sentence.get(..start), sentence.get(end..).and_then(|r| r.strip_prefix(" in ")))
    else {
        return After::Nothing;
    };
    if !rest.starts_with(char::is_uppercase) {
        return After::Nothing;
    }
    let phrase = rest.find([',', ';', ')', '.']).map_or(rest, |stop| &rest[..stop]);
    let (first, second) = phrase.split_once(" and ").map_or((phrase, None), |(a, b)| (a, Some(b)));
    let second = second.and_then(of_place);
    // Two cities cannot be the place of one event, and nothing else happens in a bracket.
    if second.is_some() || before.ends_with('(') {
        return of_place(first).map_or(After::Place, After::Clock);
    }
    After::Place
}
