//! Posts: the stamps of a live blog, the date lines of articles that stand in one file.

use std::collections::BTreeMap;

use crate::{
    rules::Lexicons,
    text::{Block, BlockKind, Post, Span},
};

/// Fewer clock times at line starts are no live blog.
const FEWEST_STAMPS: usize = 3;
/// From this minute on, a stamp can be followed by one of the small hours.
const EVENING: u16 = 18 * 60;
/// Until this minute, a stamp can stand beside one of the evening before.
const SMALL_HOURS: u16 = 6 * 60;
/// A longer line is no date line.
const LONGEST_DATE_LINE: usize = 90;
/// With less prose than this before it, a date line belongs to the head of the article (below headline and standfirst).
const FEWEST_BODY_BLOCKS: usize = 3;
/// So many bare dates between paragraphs are a chronology, not several articles.
const CHRONOLOGY: usize = 3;

/// The posts of a text, at least one; they tile it. Sets `post` of each block, and takes the clock stamps of live posts out
/// of their blocks (a block that is nothing else becomes furniture).
pub fn find_posts(text: &str, blocks: &mut [Block], lexicons: &Lexicons) -> Vec<Post> {
    let live = live_posts(text, blocks, lexicons);
    if live.is_empty() {
        let starts = articles(text, blocks, lexicons);
        return tile(text, blocks, starts);
    }
    let first = blocks.first().map_or(0, |b| b.span.start);
    for block in blocks.iter_mut() {
        if let Some((_, rest)) = live.get(&block.span.start) {
            trim(block, text, *rest);
        }
    }
    let mut starts: BTreeMap<usize, Option<Span>> =
        live.into_iter().map(|(at, (stamp, _))| (at, Some(stamp))).collect();
    // What stands before the first stamp of a live blog (its headline, its summary) is a post of its own.
    starts.entry(first).or_insert(None);
    tile(text, blocks, starts)
}

/// Live-blog posts: byte of the block's start to the stamp and to the byte where the words behind it begin.
fn live_posts(text: &str, blocks: &[Block], lexicons: &Lexicons) -> BTreeMap<usize, (Span, usize)> {
    let stamps = blocks.iter().filter_map(|block| {
        let stamp = clock_stamp(block.span.of(text), lexicons)?;
        Some((block.span.start, stamp))
    });
    let mut out = BTreeMap::new();
    let mut run: Vec<(usize, ClockStamp)> = Vec::new();
    let mut direction = Direction::Level;
    let mut keep = |run: &[(usize, ClockStamp)], direction: Direction| {
        if run.len() >= FEWEST_STAMPS && direction != Direction::Level {
            for (at, stamp) in run {
                out.insert(*at, (Span::new(at + stamp.start, at + stamp.end), at + stamp.rest));
            }
        }
    };
    for (at, stamp) in stamps {
        let step = run.last().map_or(Direction::Level, |(_, before)| step(before.minutes, stamp.minutes));
        if direction != Direction::Level && step != Direction::Level && step != direction {
            keep(&run, direction);
            run.clear();
            direction = Direction::Level;
        } else if step != Direction::Level {
            direction = step;
        }
        run.push((at, stamp));
    }
    keep(&run, direction);
    out
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Direction {
    Level,
    Up,
    Down,
}

/// Whether the clock goes up or down from one stamp to the next; over midnight it seems to go the other way.
fn step(from: u16, to: u16) -> Direction {
    if from == to {
        Direction::Level
    } else if from >= EVENING && to < SMALL_HOURS {
        Direction::Up
    } else if from < SMALL_HOURS && to >= EVENING {
        Direction::Down
    } else if to > from {
        Direction::Up
    } else {
        Direction::Down
    }
}

fn trim(block: &mut Block, text: &str, rest: usize) {
    if text.get(rest..block.span.end).is_some_and(|words| words.chars().any(char::is_alphanumeric)) {
        block.span.start = rest;
    } else {
        block.kind = BlockKind::Furniture;
    }
}

/// The articles of a file: byte where each begins to its date line.
fn articles(text: &str, blocks: &[Block], lexicons: &Lexicons) -> BTreeMap<usize, Option<Span>> {
    let dates: Vec<Option<DateLine>> = blocks
        .iter()
        .map(|b| if b.kind == BlockKind::Prose { None } else { date_line(b.span.of(text), lexicons) })
        .collect();
    let last_prose = blocks.iter().rposition(|b| b.kind == BlockKind::Prose).unwrap_or(0);
    let bare =
        |i: usize| dates[i].as_ref().is_some_and(|d| !d.labelled && !d.clock && headline_above(blocks, i).is_none());
    let chronology = (0..blocks.len()).filter(|&i| bare(i)).count() >= CHRONOLOGY;
    let mut out = BTreeMap::new();
    let (mut start, mut stamp, mut prose) = (0, None, 0);
    for (i, block) in blocks.iter().enumerate() {
        if block.kind == BlockKind::Prose {
            prose += 1;
        }
        let Some(date) = &dates[i] else { continue };
        let headline = headline_above(blocks, i);
        let follows_body = prose >= FEWEST_BODY_BLOCKS || (prose > 0 && (stamp.is_some() || headline.is_some()));
        let whole = date.labelled || date.year || headline.is_some();
        if follows_body && whole && i < last_prose && !(chronology && bare(i)) {
            out.insert(start, stamp);
            start = headline.map_or(block.span.start, |h| blocks[h].span.start);
            (stamp, prose) = (Some(block.span), 0);
        } else if stamp.is_none() && (prose < FEWEST_BODY_BLOCKS || date.labelled) {
            stamp = Some(block.span);
        }
    }
    out.insert(start, stamp);
    out
}

/// Index of the headline over the date line at `i`, with at most a byline, a picture or another date line between them.
fn headline_above(blocks: &[Block], i: usize) -> Option<usize> {
    let above = (i.saturating_sub(4)..i).rev().take_while(|&b| blocks[b].kind != BlockKind::Prose);
    above.filter(|&b| blocks[b].kind == BlockKind::Headline).last()
}

/// Posts from the bytes where they start; the first one starts with the text.
fn tile(text: &str, blocks: &mut [Block], starts: BTreeMap<usize, Option<Span>>) -> Vec<Post> {
    let mut posts: Vec<Post> = Vec::new();
    for (at, stamp) in starts {
        if let Some(before) = posts.last_mut() {
            before.span.end = at;
        }
        let start = if posts.is_empty() { 0 } else { at };
        posts.push(Post { span: Span::new(start, text.len()), stamp });
    }
    if posts.is_empty() {
        posts.push(Post { span: Span::new(0, text.len()), stamp: None });
    }
    for block in blocks {
        let next = posts.partition_point(|p| p.span.start <= block.span.start);
        block.post = next.saturating_sub(1);
    }
    posts
}

/// A clock time at the start of a line, as byte offsets into the line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct ClockStamp {
    start: usize,
    end: usize,
    /// Where the words behind the stamp begin.
    pub(super) rest: usize,
    minutes: u16,
}

/// The stamp of a live-blog post at the start of `line`: `21:22`, `14.05 BST`, `Posted at 12:34 PM`, `21:22Jane Roe`.
pub(super) fn clock_stamp(line: &str, lexicons: &Lexicons) -> Option<ClockStamp> {
    let label = lexicons.words("post_labels").filter_map(|l| prefix(line, l)).max().unwrap_or(0);
    let start = label + line[label..].len() - line[label..].trim_start_matches([' ', ':']).len();
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
    let tail = line[end..].trim_start_matches([' ', '\u{a0}', '\t', '-', '–', '—', '|', ':']);
    let next = tail.chars().next();
    let marked = half.is_some() || zone.is_some() || label > 0;
    // "14.05 million" and "6.30pm in Riverton" are no stamps; a glued word begins with a capital.
    let sound = match next {
        None => true,
        Some(c) => (colon || marked) && !c.is_lowercase() && !c.is_numeric() && c != '.' && c != '%',
    };
    let rest = line.len() - tail.len();
    (sound && hour < 24 && minute < 60).then_some(ClockStamp { start, end, rest, minutes: hour * 60 + minute })
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

/// What a line that is only a date says of itself.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub(super) struct DateLine {
    labelled: bool,
    year: bool,
    clock: bool,
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
    use crate::{
        rules::files,
        text::{Layout, find_blocks},
    };

    /// The stamps of the posts, and the index of the post of each block.
    fn posts(text: &str) -> (Vec<String>, Vec<usize>, Vec<String>) {
        let lexicons = Lexicons::load(&files::embedded()).expect("embedded word lists");
        let mut blocks = find_blocks(text, &Layout::default(), &lexicons);
        let posts = find_posts(text, &mut blocks, &lexicons);
        assert_eq!((posts[0].span.start, posts[posts.len() - 1].span.end), (0, text.len()));
        assert!(posts.windows(2).all(|p| p[0].span.end == p[1].span.start), "posts tile the text");
        let stamps = posts.iter().map(|p| p.stamp.map_or("", |s| s.of(text)).to_owned()).collect();
        let words = blocks.iter().map(|b| b.span.of(text).to_owned()).collect();
        (stamps, blocks.iter().map(|b| b.post).collect(), words)
    }

    fn check(text: &str, stamps: &[&str], of_blocks: &[usize]) {
        let (found, of, _) = posts(text);
        assert_eq!((found.iter().map(String::as_str).collect::<Vec<_>>(), of), (stamps.to_vec(), of_blocks.to_vec()));
    }

    #[test]
    fn live_blogs() {
        check(
            "Talks live\n00:10Jane Roe\nIt is over.\n23:40\nThey go on.\n21:22 They began.\n",
            &["", "00:10", "23:40", "21:22"],
            &[0, 1, 1, 2, 2, 3],
        );
        check(
            "14.05 BST\nIt began.\n14.20 BST\nIt went on.\n15.00 BST\nIt ended.",
            &["14.05 BST", "14.20 BST", "15.00 BST"],
            &[0, 0, 1, 1, 2, 2],
        );
        check(
            "Posted at 9:30 AM\nA.\nPosted at 12:34 PM\nB.\nPosted at 1:00 PM\nC.",
            &["Posted at 9:30 AM", "Posted at 12:34 PM", "Posted at 1:00 PM"].map(|s| &s[10..]),
            &[0, 0, 1, 1, 2, 2],
        );
        let (_, _, words) = posts("21:22Jane Roe said so.\n21:30 It ended.\n21:40 All left.\n");
        assert_eq!(words, ["Jane Roe said so.", "It ended.", "All left."], "a stamp is no part of the sentence");
    }

    #[test]
    fn no_live_blog() {
        check("21:22 It began.\n21:30 It ended.", &[""], &[0, 0]);
        check("10:00 A ran.\n12:00 B ran.\n11:00 C ran.\n12:30 D ran.", &[""], &[0, 0, 0, 0]);
        check("6.30pm in Oakvale was late.\n7.30pm in Riverton too.\n8.30pm in Dale was worse.", &[""], &[0, 0, 0]);
    }

    #[test]
    fn articles_in_one_file() {
        check(
            "Talks begin\n12 July 2025\nThey met.\nThey ate.\nTalks end\nPublished: 14 July 2025\nThey left.\n",
            &["12 July 2025", "Published: 14 July 2025"],
            &[0, 0, 0, 0, 1, 1, 1],
        );
        check(
            "Talks begin\nThe ministers are late.\nBy Jane Roe\n12 July 2025\nThey met.\n",
            &["12 July 2025"],
            &[0; 5],
        );
        check(
            "They met.\nThey ate.\nThey left.\nLast updated: 14 July 2025\n",
            &["Last updated: 14 July 2025"],
            &[0; 4],
        );
        check("They met.\nThey ate.\nThey left.", &[""], &[0; 3]);
        check(
            "It began.\nThey met.\nThey ate.\n1 May 2025\nA fell.\n2 May 2025\nB fell.\n3 May 2025\nC fell.",
            &[""],
            &[0; 9],
        );
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
