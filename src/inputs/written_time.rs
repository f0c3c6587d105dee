//! Times as feeds, letters, front matter and pages write them: ISO 8601, RFC 2822 and its many relatives ("Fri, May 16 2031 06:00:00 BST").

use chrono::{DateTime, Datelike, FixedOffset, NaiveDate, NaiveTime};

use crate::values::Timestamp;

/// A longer text is no time.
const LONGEST: usize = 64;
/// The months, three letters each.
const MONTHS: &str = "jan feb mar apr may jun jul aug sep oct nov dec";
/// The letters of the longest name of a month.
const LONGEST_MONTH: usize = 9;

/// An ISO 8601 time; the years are bounded so that no later arithmetic can leave the calendar.
pub(super) fn iso_time(text: &str) -> Option<Timestamp> {
    Timestamp::parse(text).filter(|t| (1000..=9999).contains(&t.date.year()))
}

/// A time as other tools write it: ISO 8601, also with a space before the offset, RFC 2822, or a date in words with or without a clock.
pub(super) fn loose_time(text: &str) -> Option<Timestamp> {
    let text = text.trim();
    if text.len() > LONGEST {
        return None;
    }
    let joined = text.replace(" +", "+").replace(" -", "-").replace(" Z", "Z");
    // The words come before RFC 2822, which takes a zone that it does not know for UTC.
    iso_time(&joined).or_else(|| in_words(text)).or_else(|| rfc_time(text))
}

fn rfc_time(text: &str) -> Option<Timestamp> {
    let zone = text.rsplit(' ').next()?;
    let known = zone.starts_with(['+', '-']) || named_offset(zone).is_some();
    let at = DateTime::parse_from_rfc2822(text).ok().filter(|_| known)?;
    Some(Timestamp { date: at.date_naive(), time: Some(at.time()), offset: Some(*at.offset()) })
}

/// What of a time is read so far.
#[derive(Debug, Default)]
struct Reading {
    month: Option<u32>,
    day: Option<u32>,
    year: Option<i32>,
    clock: Option<NaiveTime>,
    offset: Option<FixedOffset>,
    /// Whether a zone was named, known or not.
    has_zone: bool,
}

/// A date in words, in any order, behind a weekday or not; a clock and its zone may follow. A zone that bears more than one meaning
/// leaves the clock without one.
fn in_words(text: &str) -> Option<Timestamp> {
    let mut read = Reading::default();
    let mut pieces = text.split([' ', '\t', '\n', ',']).filter(|piece| !piece.is_empty()).enumerate().peekable();
    while let Some((at, piece)) = pieces.next() {
        // "(BST)" behind an offset says it again.
        if piece.starts_with('(') || matches!(piece, "at" | "|" | "-" | "–") {
            continue;
        }
        let half = pieces.peek().and_then(|(_, next)| half_of_day(next));
        if !read.piece(at, piece, half)? {
            return None;
        }
        if half.is_some() && piece.contains(':') {
            pieces.next();
        }
    }
    let date = NaiveDate::from_ymd_opt(read.year?, read.month?, read.day?)?;
    (1000..=9999).contains(&date.year()).then_some(Timestamp {
        date,
        time: read.clock,
        offset: read.offset.filter(|_| read.clock.is_some()),
    })
}

impl Reading {
    /// Takes one piece of the text; `Some(false)` where it has no place in a time.
    fn piece(&mut self, at: usize, piece: &str, half: Option<u32>) -> Option<bool> {
        let is_word = piece.chars().all(|c| c.is_alphabetic() || c == '.');
        if piece.contains(':') && !piece.starts_with(['+', '-']) {
            let clock = clock(piece, half);
            let is_new = self.clock.is_none() && clock.is_some();
            self.clock = clock;
            return Some(is_new);
        }
        if piece.starts_with(['+', '-']) && self.clock.is_some() && !self.has_zone {
            self.offset = Some(offset(piece)?);
            self.has_zone = true;
        } else if let Some(month) = month(piece).filter(|_| self.month.is_none()) {
            self.month = Some(month);
        } else if is_word && self.clock.is_some() && !self.has_zone {
            self.offset = named_offset(piece);
            self.has_zone = true;
        } else if is_word && at == 0 {
            // A weekday, in whatever language.
        } else if let Some(year) = piece.parse().ok().filter(|_| piece.len() == 4 && self.year.is_none()) {
            self.year = Some(year);
        } else if let Some(day) = day(piece).filter(|_| self.day.is_none()) {
            self.day = Some(day);
        } else {
            return Some(false);
        }
        Some(true)
    }
}

/// The number of a month of this name, cut off after three letters or later.
fn month(piece: &str) -> Option<u32> {
    let word = piece.trim_end_matches('.').to_ascii_lowercase();
    let start =
        word.get(..3).filter(|_| word.len() <= LONGEST_MONTH && word.bytes().all(|b| b.is_ascii_alphabetic()))?;
    let at = MONTHS.split(' ').position(|name| name == start)?;
    let number = u32::try_from(at + 1).ok()?;
    let whole = NaiveDate::from_ymd_opt(2000, number, 1)?.format("%B").to_string().to_ascii_lowercase();
    (whole.starts_with(&word) || word == "sept").then_some(number)
}

fn day(piece: &str) -> Option<u32> {
    let number = piece.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    let tail = &piece[number.len()..];
    let is_ordinal = tail.is_empty() || matches!(tail, "st" | "nd" | "rd" | "th");
    number.parse().ok().filter(|day| is_ordinal && number.len() <= 2 && (1..=31).contains(day))
}

/// 0 for the hours before noon, 12 for those after it.
fn half_of_day(piece: &str) -> Option<u32> {
    match piece.to_ascii_lowercase().replace('.', "").as_str() {
        "am" => Some(0),
        "pm" => Some(12),
        _ => None,
    }
}

fn clock(piece: &str, half: Option<u32>) -> Option<NaiveTime> {
    let bare = piece.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    let tail = &piece[bare.len()..];
    let half = if tail.is_empty() { half } else { Some(half_of_day(tail)?) };
    let mut parts = bare.split(':');
    let hour: u32 = parts.next()?.parse().ok()?;
    let minute = parts.next()?.parse().ok()?;
    let second = parts.next().map_or(Some(0), |second| second.split('.').next()?.parse().ok())?;
    let hour = match half {
        None => hour,
        Some(half) if (1..=12).contains(&hour) => hour % 12 + half,
        Some(_) => return None,
    };
    NaiveTime::from_hms_opt(hour, minute, second).filter(|_| parts.next().is_none())
}

/// "+0100", "+01:00", "-5".
fn offset(piece: &str) -> Option<FixedOffset> {
    let digits: String = piece[1..].chars().filter(|c| *c != ':').collect();
    let (hours, minutes) = match digits.len() {
        1 | 2 => (digits.parse::<i32>().ok()?, 0),
        4 => (digits.get(..2)?.parse().ok()?, digits.get(2..)?.parse::<i32>().ok()?),
        _ => return None,
    };
    let seconds = (hours * 60 + minutes) * 60;
    FixedOffset::east_opt(if piece.starts_with('-') { -seconds } else { seconds })
}

/// The zones that RFC 822 names, and those of Europe that bear one meaning in a date. "IST" bears three.
fn named_offset(zone: &str) -> Option<FixedOffset> {
    let hours = match zone.to_ascii_uppercase().as_str() {
        "GMT" | "UTC" | "UT" | "Z" => 0,
        "BST" | "CET" => 1,
        "CEST" | "EET" => 2,
        "EEST" | "MSK" => 3,
        "EDT" => -4,
        "EST" | "CDT" => -5,
        "CST" | "MDT" => -6,
        "MST" | "PDT" => -7,
        "PST" => -8,
        _ => return None,
    };
    FixedOffset::east_opt(hours * 3600)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_of_feeds_and_tools_are_read() {
        for (text, expected) in [
            ("2025-05-16", Some("2025-05-16")),
            ("2025-05-16 13:00:00 +0100", Some("2025-05-16T13:00+01:00")),
            ("2025-05-16T13:00:00.000Z", Some("2025-05-16T13:00+00:00")),
            ("Fri, 16 May 2025 13:00:00 +0100", Some("2025-05-16T13:00+01:00")),
            ("16 May 2025", Some("2025-05-16")),
            ("May 16, 2025", Some("2025-05-16")),
            ("Friday, May 16, 2025", Some("2025-05-16")),
            ("Fri, May 16 2031 06:00:00 GMT", Some("2031-05-16T06:00+00:00")),
            ("Fri, 16 May 2031 06:00:00 BST", Some("2031-05-16T06:00+01:00")),
            ("Fri May 16 06:00:00 EDT 2031", Some("2031-05-16T06:00-04:00")),
            ("mer, 07 May 2031 10:00:00 Z", Some("2031-05-07T10:00+00:00")),
            ("Mon, 16 May 2031 06:00 +0000", Some("2031-05-16T06:00+00:00")),
            ("May 16th, 2031 at 6:05 p.m. EST", Some("2031-05-16T18:05-05:00")),
            ("16 Sept. 2031 12:30AM", Some("2031-09-16T00:30")),
            ("Fri, 16 May 2031 06:00:00 +0100 (BST)", Some("2031-05-16T06:00+01:00")),
            ("Fri, 16 May 2031 06:00:00 IST", Some("2031-05-16T06:00")),
            ("Fri, 16 May 2031 06:00:00", Some("2031-05-16T06:00")),
            ("10 minutes ago", None),
            ("31 June 2025", None),
            ("99999-01-01", None),
            ("2025", None),
            ("May 2031", None),
            ("16 Mayor 2031", None),
            ("16 May 2031 25:00", None),
            ("16 May 2031 or 17 May 2031", None),
            ("16 May 2031 06:00 +99999", None),
        ] {
            assert_eq!(loose_time(text).map(|t| t.to_string()).as_deref(), expected, "{text}");
        }
    }
}
