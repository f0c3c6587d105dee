//! Posts: the stamps of a live blog, the date lines of articles that stand in one file.

use std::collections::BTreeMap;

use crate::{
    rules::Lexicons,
    text::{
        Block, BlockKind, Post, Span,
        stamps::{ClockStamp, DateLine, clock_stamp, date_line},
    },
};

/// Fewer clock times at line starts are no live blog.
const FEWEST_STAMPS: usize = 3;
/// From this minute on, a stamp can be followed by one of the small hours.
const EVENING: u16 = 18 * 60;
/// Until this minute, a stamp can stand beside one of the evening before.
const SMALL_HOURS: u16 = 6 * 60;
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
}
