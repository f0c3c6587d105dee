//! Live blogs: posts told apart by the clock times at line starts, and by headlines where a saved page shows no times.

use std::collections::BTreeMap;

use crate::{
    rules::Lexicons,
    text::{
        Block, BlockKind, Span,
        line_kinds::{LineKind, line_kind},
        stamps::{ClockStamp, clock_stamp, prefix},
    },
};

/// Fewer clock times at line starts are no live blog.
const FEWEST_STAMPS: usize = 3;
/// Fewer headlines in a text that calls itself a live blog do not divide it.
const FEWEST_HEADLINES: usize = 3;
/// From this minute on, a stamp can be followed by one of the small hours.
const EVENING: u16 = 18 * 60;
/// Until this minute, a stamp can stand beside one of the evening before.
const SMALL_HOURS: u16 = 6 * 60;

/// The stamp of a live post.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct LiveStamp {
    pub(super) stamp: Span,
    /// Where the words behind the stamp begin.
    pub(super) rest: usize,
    pub(super) minutes: u16,
    /// Days after the oldest post of the blog.
    pub(super) day: u16,
}

/// The stamps of a live blog by the bytes where their blocks start; none if the text is none.
pub(super) fn live_stamps(text: &str, blocks: &[Block], lexicons: &Lexicons) -> BTreeMap<usize, LiveStamp> {
    let stamps: Vec<(usize, ClockStamp)> = blocks
        .iter()
        .filter_map(|block| Some((block.span.start, clock_stamp(block.span.of(text), lexicons)?)))
        .collect();
    let clocks: Vec<u16> = stamps.iter().map(|(_, s)| s.minutes).collect();
    let mut out = BTreeMap::new();
    for run in runs(&clocks) {
        let oldest = run.iter().map(|(_, day)| *day).min().unwrap_or(0);
        for (index, day) in run {
            let (at, stamp) = &stamps[index];
            let span = Span::new(at + stamp.start, at + stamp.end);
            let day = u16::try_from(day - oldest).unwrap_or(0);
            out.insert(*at, LiveStamp { stamp: span, rest: at + stamp.rest, minutes: stamp.minutes, day });
        }
    }
    out
}

/// A stretch of clock times that go one way: indices, each with a day counted from the stretch's first.
type Run = Vec<(usize, i32)>;

/// The stretches that are long enough. A pinned post above the first belongs to it.
fn runs(clocks: &[u16]) -> Vec<Run> {
    let mut out: Vec<(Run, Direction)> = Vec::new();
    let mut run: Run = Vec::new();
    let mut direction = Direction::Level;
    for (index, minutes) in clocks.iter().enumerate() {
        let Some((last, day)) = run.last().copied() else {
            run.push((index, 0));
            continue;
        };
        let (step, days) = step(clocks[last], *minutes);
        let turns = direction != Direction::Level && step != Direction::Level && step != direction;
        if turns && run.len() >= FEWEST_STAMPS {
            keep(&mut out, std::mem::replace(&mut run, vec![(index, 0)]), direction);
            direction = Direction::Level;
            continue;
        }
        if turns {
            run = vec![(last, day)];
        }
        if step != Direction::Level {
            direction = step;
        }
        run.push((index, day + days));
    }
    if run.len() >= FEWEST_STAMPS && direction != Direction::Level {
        keep(&mut out, run, direction);
    }
    if let Some((first, _)) = out.first_mut().filter(|(r, _)| r.first().is_some_and(|(i, _)| *i == 1)) {
        let near = first.iter().min_by_key(|(i, _)| clocks[*i].abs_diff(clocks[0]));
        let day = near.map_or(0, |(_, day)| *day);
        first.insert(0, (0, day));
    }
    out.into_iter().map(|(run, _)| run).collect()
}

/// Adds a stretch. Where the clock jumps back and goes on the same way, the blog paused overnight: that is one stretch.
fn keep(out: &mut Vec<(Run, Direction)>, run: Run, direction: Direction) {
    let night = if direction == Direction::Down { -1 } else { 1 };
    if let (Some((before, same)), Some((first, _))) = (out.last_mut(), run.first().copied())
        && let Some((last, day)) = before.last().copied()
        && *same == direction
        && last + 1 == first
    {
        before.extend(run.into_iter().map(|(i, d)| (i, d + day + night)));
        return;
    }
    out.push((run, direction));
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Direction {
    Level,
    Up,
    Down,
}

/// Whether the clock goes up or down from one stamp to the next, and over how many midnights.
fn step(from: u16, to: u16) -> (Direction, i32) {
    if from == to {
        (Direction::Level, 0)
    } else if from >= EVENING && to < SMALL_HOURS {
        (Direction::Up, 1)
    } else if from < SMALL_HOURS && to >= EVENING {
        (Direction::Down, -1)
    } else if to > from {
        (Direction::Up, 0)
    } else {
        (Direction::Down, 0)
    }
}

/// Where the posts of a live blog begin that shows no clock times but says what it is ("Key events"): at its headlines, and at the
/// names of its writers.
pub(super) fn headed_posts(text: &str, blocks: &[Block], lexicons: &Lexicons) -> Vec<usize> {
    let is_live = blocks.iter().any(|b| lexicons.words("live_blog_marks").any(|m| begins(b.span.of(text), m)));
    if !is_live {
        return Vec::new();
    }
    let heads = |i: usize| match blocks[i].kind {
        BlockKind::Headline => i == 0 || blocks[i - 1].kind != BlockKind::Headline,
        BlockKind::Credit => {
            let headed = i > 0 && blocks[i - 1].kind == BlockKind::Headline;
            !headed && line_kind(blocks[i].span.of(text), lexicons) == LineKind::BareName
        }
        _ => false,
    };
    let found: Vec<usize> = (0..blocks.len()).filter(|&i| heads(i)).collect();
    let starts = found.iter().filter(|i| blocks.get(**i + 1).is_some()).map(|i| blocks[*i].span.start).collect();
    if found.len() >= FEWEST_HEADLINES { starts } else { Vec::new() }
}

fn begins(line: &str, mark: &str) -> bool {
    prefix(line, mark).is_some_and(|end| line[end..].chars().next().is_none_or(|c| !c.is_alphanumeric()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn runs_of_clocks() {
        let hours = |clocks: &[u16]| clocks.iter().map(|c| c / 100 * 60 + c % 100).collect::<Vec<_>>();
        for (clocks, expected) in [
            (&[2122, 2340, 10][..], vec![vec![(0, 0), (1, 0), (2, 1)]]),
            (&[10, 2340, 2122], vec![vec![(0, 0), (1, -1), (2, -1)]]),
            (&[10, 2340, 2122, 5, 2330], vec![vec![(0, 0), (1, -1), (2, -1)]]),
            (&[1805, 1930, 1910, 1800], vec![vec![(0, 0), (1, 0), (2, 0), (3, 0)]]),
            (&[2315, 30, 2340, 2315], vec![vec![(0, 0), (1, 1), (2, 0), (3, 0)]]),
            (&[930, 900, 830, 1700, 1630, 1600], vec![vec![(0, 0), (1, 0), (2, 0), (3, -1), (4, -1), (5, -1)]]),
            (&[1000, 1200, 1100, 1230], vec![]),
            (&[1000, 1000, 1000], vec![]),
            (&[900, 1000], vec![]),
        ] {
            assert_eq!(runs(&hours(clocks)), expected, "{clocks:?}");
        }
    }
}
