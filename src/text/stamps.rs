//! Stamps: the clock time at the start of a live-blog post, and lines that are nothing but a date.

use crate::rules::Lexicons;

/// A longer line is no date line.
const LONGEST_DATE_LINE: usize = 90;
/// Words of a dateline's place and date at most.
const LONGEST_PLACE: usize = 7;

/// A clock time at the start of a line, as byte offsets into the line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct ClockStamp {
    pub(super) start: usize,
    pub(super) end: usize,
    /// Where the words behind the stamp begin.
    pub(super) rest: usize,
    pub(super) minutes: u16,
}

/// The stamp of a live-blog post at the start of `line`: `21:22`, `14.05 BST`, `Posted at 12:34 PM`, `21:22Jane Roe`,
/// `+++ 12:34 +++`, `2h ago (12:30 GMT)`.
pub(super) fn clock_stamp(line: &str, lexicons: &Lexicons) -> Option<ClockStamp> {
    let label = lexicons.words("post_labels").filter_map(|l| prefix(line, l)).max().unwrap_or(0);
    let label = label.max(time_ago(line, lexicons));
    let start = line.len() - line[label..].trim_start_matches([' ', '\u{a0}', ':', '+', '(']).len();
    let clock = &line[start..];
    let hour_digits = digits(clock, 2);
    let colon = match clock.get(hour_digits..)?.chars().next()? {
        ':' => true,
        '.' => false,
        _ => return None,
    };
    let minute = clock.get(hour_digits + 1..hour_digits + 3).filter(|m| digits(m, 2) == 2)?;
    let (mut hour, minute) = (clock[..hour_digits].parse::<u16>().ok()?, minute.parse::<u16>().ok()?);
    let mut end = start + hour_digits + 3;
    let half = ["p.m.", "a.m.", "pm", "am"].into_iter().find_map(|h| Some((h, word_behind(line, end, h)?)));
    if let Some((half, behind)) = half {
        hour = if half.starts_with('p') { hour % 12 + 12 } else { hour % 12 };
        end = behind;
    }
    let zone = lexicons.words("clock_zones").filter_map(|z| upper_word_behind(line, end, z)).max();
    let end = zone.unwrap_or(end);
    let tail = line[end..].trim_start_matches([' ', '\u{a0}', '\t', '-', '–', '—', '|', ':', '+', ')']);
    let next = tail.chars().next();
    let marked = half.is_some() || zone.is_some() || label > 0;
    // "20.12 The delegates" with two figures for the hour and a blank is how some outlets stamp.
    let padded = hour_digits == 2 && line[end..].starts_with([' ', '\u{a0}']);
    // "14.05 million" and "6.30pm in Riverton" are no stamps; a glued word begins with a capital.
    let sound = match next {
        None => true,
        Some(c) => (colon || marked || padded) && !c.is_lowercase() && !c.is_numeric() && c != '.' && c != '%',
    };
    let rest = line.len() - tail.len();
    (sound && hour < 24 && minute < 60).then_some(ClockStamp { start, end, rest, minutes: hour * 60 + minute })
}

/// Length of "2h ago" or "15 minutes ago" at the start of `line`; 0 if there is none. It says nothing without the time of saving.
pub(super) fn time_ago(line: &str, lexicons: &Lexicons) -> usize {
    let number = digits(line, 3);
    let unit = line[number..].trim_start_matches([' ', '\u{a0}']);
    let ago = lexicons.words("post_ages").filter_map(|age| prefix(unit, age)).max().filter(|_| number > 0);
    ago.map_or(0, |end| line.len() - unit.len() + end)
}

/// End of `word` if it stands at `at`, after one space at most, and no lower-case letter follows.
fn word_behind(line: &str, at: usize, word: &str) -> Option<usize> {
    let rest = &line[at..];
    let rest = rest.strip_prefix([' ', '\u{a0}']).unwrap_or(rest);
    let end = line.len() - rest.len() + prefix(rest, word)?;
    line[end..].chars().next().is_none_or(|c| !c.is_lowercase()).then_some(end)
}

/// Like [`word_behind`], in capitals; a glued capital must begin a word of its own ("BSTJane", but no "ETA").
fn upper_word_behind(line: &str, at: usize, word: &str) -> Option<usize> {
    let end = word_behind(line, at, word)?;
    let written = line.get(end - word.len()..end)?;
    let mut after = line[end..].chars();
    let alone = match (after.next(), after.next()) {
        (Some(c), Some(d)) if c.is_alphanumeric() => c.is_uppercase() && d.is_lowercase(),
        (Some(c), _) => !c.is_alphanumeric(),
        (None, _) => true,
    };
    (alone && !written.chars().any(char::is_lowercase)).then_some(end)
}

/// Length of `phrase` (lower case) at the start of `line`, in the line's bytes, whatever its case.
pub(super) fn prefix(line: &str, phrase: &str) -> Option<usize> {
    let mut chars = line.char_indices();
    for wanted in phrase.chars() {
        let (_, c) = chars.next()?;
        let lower = if c == '’' { '\'' } else { c.to_lowercase().next().unwrap_or(c) };
        if lower != wanted {
            return None;
        }
    }
    Some(chars.next().map_or(line.len(), |(i, _)| i))
}

/// How many ASCII digits `text` begins with, at most `most`.
fn digits(text: &str, most: usize) -> usize {
    text.bytes().take(most).take_while(u8::is_ascii_digit).count()
}

/// The dateline at the start of an article's first paragraph, dash left out: place, date and agency, of which the agency in brackets
/// or the date must be there ("OAKVALE, July 2 (Agency)").
pub(super) fn dateline<'t>(line: &'t str, lexicons: &Lexicons) -> Option<&'t str> {
    let near = line.char_indices().take(LONGEST_DATE_LINE);
    let mut before = ' ';
    let mut dash = None;
    for (at, c) in near {
        if matches!(c, '–' | '—') || (c == '-' && matches!(before, ' ' | ')' | ']')) {
            dash = Some(at);
            break;
        }
        before = c;
    }
    let head = line.get(..dash?)?.trim_end();
    let (place, agency) = match head.find(['(', '[']) {
        Some(open) => (&head[..open], Some(&head[open..])),
        None => (head, None),
    };
    let agency = match agency {
        Some(inside) => {
            let name = inside.strip_suffix([')', ']'])?.trim_start_matches(['(', '[']);
            name.split(['/', ',']).all(|n| lexicons.has("agencies", &n.trim().to_lowercase())).then_some(true)?
        }
        None => false,
    };
    let date = date_line(place, lexicons).is_some();
    let first = place.split_whitespace().next().unwrap_or("");
    let capitals = first.chars().filter(|c| c.is_alphabetic()).count() >= 2 && !first.chars().any(char::is_lowercase);
    let named = |w: &str| !w.starts_with(char::is_lowercase);
    let short = place.split_whitespace().count() <= LONGEST_PLACE && place.split_whitespace().all(named);
    ((agency && short) || (date && capitals)).then_some(head)
}

/// What a line that is only a date says of itself.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub(super) struct DateLine {
    pub(super) labelled: bool,
    pub(super) year: bool,
    pub(super) clock: bool,
    month: bool,
    day: bool,
    date: bool,
    others: usize,
}

/// Reads a line that is nothing but a date line: "12 July 2025", "Published: 14 July 2025", "Last updated at 22:46 GMT".
pub(super) fn date_line(line: &str, lexicons: &Lexicons) -> Option<DateLine> {
    let line = line.trim();
    if line.len() > LONGEST_DATE_LINE || !line.bytes().any(|b| b.is_ascii_digit()) {
        return None;
    }
    let mut found = DateLine::default();
    let words = line.split(|c: char| c.is_whitespace() || ",|•()–—·".contains(c));
    for word in words.map(|w| w.trim_matches(['.', ':', '-'])).filter(|w| !w.is_empty()) {
        if !date_word(word, &mut found, lexicons) && !word.split(['-', '+']).all(|w| date_word(w, &mut found, lexicons))
        {
            // A place or an agency before the date: "RIVERTON, July 2", "Oakvale, 2 July".
            let place = word.chars().all(char::is_alphabetic) && word.chars().next().is_some_and(char::is_uppercase);
            let before = !(found.month || found.day || found.date) && line.contains(',');
            if !place || !(word.chars().all(char::is_uppercase) || before) {
                return None;
            }
            found.others += 1;
        }
    }
    let dated = found.date || (found.month && found.day) || (found.labelled && found.clock);
    (dated && found.others <= 2).then_some(found)
}

/// Notes what `word` is in a date line; `false` if nothing.
fn date_word(word: &str, found: &mut DateLine, lexicons: &Lexicons) -> bool {
    let lower = word.to_lowercase();
    let has = |class: &str| lexicons.has(class, &lower);
    if word.is_empty() || has("date_words") || has("clock_zones") {
        return true;
    }
    if has("date_labels") {
        found.labelled = true;
        return true;
    }
    if has("date_months") {
        found.month = true;
        return true;
    }
    let parts: Vec<&str> = lower.split(|c: char| !c.is_ascii_digit()).collect();
    let figures = parts.iter().take_while(|p| !p.is_empty()).count();
    let tail: String = lower.chars().skip_while(|c| !c.is_alphabetic()).collect();
    match (figures, tail.as_str()) {
        (1, "" | "st" | "nd" | "rd" | "th") => {
            let number = parts[0].parse::<u32>().unwrap_or(0);
            found.day |= parts[0].len() <= 2 && (1..=31).contains(&number);
            found.year |= parts[0].len() == 4 && (1900..2100).contains(&number);
            (found.day && parts[0].len() <= 2)
                || (found.year && parts[0].len() == 4)
                || (parts[0].len() == 4 && number < 2400)
        }
        // "11/10/2011", "2011-11-10", "2011-11-10T14:00Z".
        (3.., _) if lower.contains(['/', '-']) || (lower.matches('.').count() == 2 && tail.is_empty()) => {
            (found.date, found.year) = (true, true);
            true
        }
        (2 | 3, tail) if lower.contains([':', '.']) => {
            found.clock = true;
            tail.is_empty() || ["am", "pm", "a", "p", "h"].contains(&tail) || lexicons.has("clock_zones", tail)
        }
        (1, "am" | "pm" | "h") => {
            found.clock = true;
            true
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::files;

    #[test]
    fn clock_stamps() {
        let lexicons = Lexicons::load(&files::embedded()).expect("embedded word lists");
        for (line, minutes, rest) in [
            ("+++ 12:34 +++ The hall is full.", 12 * 60 + 34, "The hall is full."),
            ("2h ago (12:30 GMT) The hall is full.", 12 * 60 + 30, "The hall is full."),
            ("15 minutes ago 14.05 BST", 14 * 60 + 5, ""),
        ] {
            let stamp = clock_stamp(line, &lexicons).map(|s| (s.minutes, &line[s.rest..]));
            assert_eq!(stamp, Some((minutes, rest)), "{line:?}");
        }
        assert_eq!(time_ago("2h ago", &lexicons), 6);
        assert_eq!(time_ago("ago", &lexicons), 0);
        assert_eq!(clock_stamp("2h ago the hall was full.", &lexicons), None);
    }

    #[test]
    fn datelines() {
        let lexicons = Lexicons::load(&files::embedded()).expect("embedded word lists");
        for (line, head) in [
            ("OAKVALE (Reuters) - The talks began.", "OAKVALE (Reuters)"),
            ("Oakvale, July 2 (AFP) – The talks began.", "Oakvale, July 2 (AFP)"),
            ("OAKVALE, 2 July 2031 — The talks began.", "OAKVALE, 2 July 2031"),
            ("(AP) -- The talks began.", "(AP)"),
        ] {
            assert_eq!(dateline(line, &lexicons), Some(head), "{line:?}");
        }
        for line in [
            "The talks (see below) - began.",
            "The mayor said (Reuters) - and left.",
            "On 2 July — a Monday — they met.",
            "Jane Roe - the mayor - left.",
            "– They met.",
            "é—",
            "",
        ] {
            assert_eq!(dateline(line, &lexicons), None, "{line:?}");
        }
    }

    #[test]
    fn date_lines() {
        let lexicons = Lexicons::load(&files::embedded()).expect("embedded word lists");
        for line in [
            "12 July 2025",
            "July 14, 2025 3:04 pm EDT",
            "Last updated at 22:46 GMT",
            "PUBLISHED: 22:07 GMT, 7 July 2012",
            "OAKVALE, July 2, 2013",
            "Agency, Tuesday 2 Jul 2013",
            "Tuesday, July 2nd, 2013",
            "08.07.2012",
            "2011-11-10T14:00Z",
            "Jul. 7 5:59 PM EDT",
            "Updated: July 02, 2013 15:50 IST",
        ] {
            assert!(date_line(line, &lexicons).is_some(), "{line:?}");
        }
        for line in [
            "July 4 parade",
            "12 people died",
            "May 2025 talks",
            "The 12 July 2025 deal",
            "22:46",
            "Riverton 2-1 Oakvale",
            "2025",
        ] {
            assert_eq!(date_line(line, &lexicons), None, "{line:?}");
        }
    }
}
