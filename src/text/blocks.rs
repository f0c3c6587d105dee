//! Blocks: the lines of a text, or its paragraphs where lines are wrapped, each with its kind.

use crate::{
    rules::Lexicons,
    text::{
        Block, BlockKind, Layout, Span,
        furniture::heads_links,
        line_kinds::{LineKind, has_final_stop, line_kind},
        pieces::{pieces, shared_title},
        stamps::clock_stamp,
    },
};

/// Columns at which texts are wrapped by hand or by an agency's system.
const WRAP_COLUMNS: std::ops::RangeInclusive<usize> = 40..=110;
/// Fewer neighbouring lines tell nothing about wrapping.
const FEWEST_PAIRS: usize = 3;
/// Per cent of neighbouring lines that must be filled to the margin (the next word would not have fitted).
const FILLED_PERCENT: usize = 75;
/// Per cent of neighbouring lines that must end in the middle of a sentence.
const UNFINISHED_PERCENT: usize = 50;
/// Columns by which an editor's own wrapping may fall short of the margin.
const RAGGED: usize = 4;
/// Blank lines between a caption and its credit at most.
const CREDIT_DISTANCE: usize = 1;

/// One headline below "Related" could be the next article's own.
const FEWEST_LINKS: usize = 2;

/// The blocks of `text` in order, all of post 0. What `layout` names stands as it is; the rest is found line by line.
pub fn find_blocks(text: &str, layout: &Layout, lexicons: &Lexicons) -> Vec<Block> {
    let hidden = merged(&layout.hidden);
    let mut given: Vec<(Span, BlockKind)> = layout.blocks.clone();
    given.sort_by_key(|(span, _)| *span);
    let lines = lines(text, &hidden, &given);
    let paragraphs = if let Some(width) = wrap_width(&lines) { joined(&lines, width) } else { lines };
    let paragraphs = divided(text, paragraphs, &hidden, lexicons);
    let kinds = kinds(text, &paragraphs, lexicons);
    let found = paragraphs.iter().zip(kinds).map(|(line, kind)| Block { span: line.span, kind, post: 0 });
    let given = given.iter().filter_map(|(span, kind)| {
        let span = trimmed(text, *span, &hidden)?;
        Some(Block { span, kind: *kind, post: 0 })
    });
    let mut blocks: Vec<Block> = found.chain(given).collect();
    blocks.sort_by_key(|b| b.span);
    blocks.dedup_by(|b, a| a.span.overlaps(b.span));
    blocks
}

/// A line that holds something.
#[derive(Debug, Clone, Copy)]
struct Line<'t> {
    words: &'t str,
    span: Span,
    /// Blank lines (or blocks of the layout) directly above.
    gap: usize,
    /// White space at its start.
    indent: usize,
    columns: usize,
    /// What it is, where the line that it was a part of tells it.
    kind: Option<BlockKind>,
}

/// Sorted, joined where they touch.
fn merged(spans: &[Span]) -> Vec<Span> {
    let mut sorted: Vec<Span> = spans.iter().copied().filter(|s| !s.is_empty()).collect();
    sorted.sort();
    let mut out: Vec<Span> = Vec::new();
    for span in sorted {
        match out.last_mut() {
            Some(last) if span.start <= last.end => last.end = last.end.max(span.end),
            _ => out.push(span),
        }
    }
    out
}

/// `span` without white space and hidden bytes at its ends; `None` if nothing is left. `hidden` is sorted and merged.
fn trimmed(text: &str, span: Span, hidden: &[Span]) -> Option<Span> {
    let (mut start, mut end) = (span.start, span.end.min(text.len()));
    let mut first = hidden.partition_point(|h| h.end <= start);
    let mut last = hidden.partition_point(|h| h.start < end);
    loop {
        let words = text.get(start..end)?;
        let left = words.trim_start();
        start += words.len() - left.len();
        end = start + left.trim_end().len();
        while hidden.get(first).is_some_and(|h| h.end <= start) {
            first += 1;
        }
        while last > 0 && hidden[last - 1].start >= end {
            last -= 1;
        }
        if start >= end {
            return None;
        }
        match (hidden.get(first), last.checked_sub(1).map(|l| hidden[l])) {
            (Some(h), _) if h.start <= start => start = h.end.min(end),
            (_, Some(h)) if h.end >= end => end = h.start.max(start),
            _ => return Some(Span::new(start, end)),
        }
    }
}

fn lines<'t>(text: &'t str, hidden: &[Span], given: &[(Span, BlockKind)]) -> Vec<Line<'t>> {
    let mut out = Vec::new();
    let (mut at, mut gap, mut next) = (0, 0, 0);
    for raw in text.split_inclusive(['\n', '\r', '\u{2028}', '\u{2029}']) {
        let whole = Span::new(at, at + raw.len());
        at = whole.end;
        while given.get(next).is_some_and(|(g, _)| g.end <= whole.start) {
            next += 1;
        }
        let covered = given.get(next).is_some_and(|(g, _)| g.overlaps(whole) && !g.is_empty());
        match trimmed(text, whole, hidden).filter(|_| !covered) {
            Some(span) => {
                let words = span.of(text);
                let indent = raw.len() - raw.trim_start_matches([' ', '\t', '\u{a0}']).len();
                out.push(Line { words, span, gap, indent, columns: words.chars().count(), kind: None });
                gap = 0;
            }
            // Windows ends a line with two characters; the second is no blank line.
            None if raw == "\n" && text[..whole.start].ends_with('\r') => {}
            None => gap += 1,
        }
    }
    out
}

/// The margin, if the text is wrapped: lines are filled up to it and break off in the middle of sentences.
fn wrap_width(lines: &[Line]) -> Option<usize> {
    let pairs = || lines.windows(2).filter(|p| p[1].gap == 0);
    let count = pairs().count();
    let width = lines.iter().map(|l| l.columns).max()?;
    if count < FEWEST_PAIRS || !WRAP_COLUMNS.contains(&width) {
        return None;
    }
    let filled = pairs().filter(|p| is_filled(&p[0], &p[1], width)).count();
    let unfinished = pairs().filter(|p| !has_final_stop(p[0].words)).count();
    (filled * 100 >= count * FILLED_PERCENT && unfinished * 100 >= count * UNFINISHED_PERCENT).then_some(width)
}

/// Whether the first word of `next` would not have fitted on `line`.
fn is_filled(line: &Line, next: &Line, width: usize) -> bool {
    let word = next.words.split_whitespace().next().map_or(0, |w| w.chars().count());
    line.columns + 1 + word + RAGGED > width
}

/// Paragraphs of a wrapped text.
fn joined<'t>(lines: &[Line<'t>], width: usize) -> Vec<Line<'t>> {
    let mut out: Vec<Line> = Vec::new();
    let mut last: Option<&Line> = None;
    for line in lines {
        let goes_on = last.is_some_and(|l| {
            let indented = line.indent > l.indent && line.indent >= 2;
            let bullet = line.words.starts_with(['•', '*', '-', '–']) && line.words.chars().nth(1) == Some(' ');
            line.gap == 0 && !indented && !bullet && is_filled(l, line, width)
        });
        match out.last_mut().filter(|_| goes_on) {
            Some(paragraph) => {
                paragraph.span = paragraph.span.join(line.span);
                paragraph.columns += 1 + line.columns;
            }
            None => out.push(*line),
        }
        last = Some(line);
    }
    out
}

/// Lines that hold more than one block are cut.
fn divided<'t>(text: &'t str, lines: Vec<Line<'t>>, hidden: &[Span], lexicons: &Lexicons) -> Vec<Line<'t>> {
    let mut out: Vec<Line> = Vec::new();
    for line in lines {
        let mut gap = line.gap;
        for (piece, kind) in pieces(text, line.span, lexicons) {
            let Some(span) = trimmed(text, piece, hidden) else { continue };
            let words = span.of(text);
            out.push(Line { words, span, gap, columns: words.chars().count(), kind, ..line });
            gap = 0;
        }
    }
    without_titles(text, out)
}

/// The title of a gallery stands before each of its captions; it is none of their words.
fn without_titles<'t>(text: &'t str, lines: Vec<Line<'t>>) -> Vec<Line<'t>> {
    let captions: Vec<usize> = (0..lines.len()).filter(|&i| lines[i].kind == Some(BlockKind::Caption)).collect();
    let mut titles = vec![0; lines.len()];
    for pair in captions.windows(2) {
        let (first, second) = (lines[pair[0]].words, lines[pair[1]].words);
        titles[pair[0]] = shared_title(first, second).max(titles[pair[0]]);
        titles[pair[1]] = shared_title(second, first);
    }
    let cut = |(line, title): (Line<'t>, usize)| {
        let at = line.span.start + title;
        let head = (title > 0).then(|| Line {
            span: Span::new(line.span.start, at),
            kind: Some(BlockKind::Furniture),
            ..line
        });
        let rest = trimmed(text, Span::new(at, line.span.end), &[]);
        head.into_iter().chain(rest.map(|span| Line { words: span.of(text), span, ..line }))
    };
    lines.into_iter().zip(titles).flat_map(cut).collect()
}

/// What each line is, by its looks and its neighbours.
fn kinds(text: &str, lines: &[Line], lexicons: &Lexicons) -> Vec<BlockKind> {
    let look = |line: &Line| match line.kind {
        Some(BlockKind::Furniture) => LineKind::Furniture,
        Some(_) => LineKind::Caption,
        None => looks(line.span.of(text), lexicons),
    };
    let mut looks: Vec<LineKind> = lines.iter().map(look).collect();
    for head in (0..lines.len()).filter(|&i| heads_links(lines[i].span.of(text), lexicons)) {
        drop_links(&mut looks, lines, head);
    }
    let name = |i: Option<usize>| i.and_then(|i| looks.get(i)) == Some(&LineKind::BareName);
    let kind = |i: usize| {
        let credit_below = looks.get(i + 1) == Some(&LineKind::PictureCredit) && lines[i + 1].gap <= CREDIT_DISTANCE;
        match looks[i] {
            LineKind::Headline | LineKind::BareName if credit_below => BlockKind::Caption,
            LineKind::Prose if credit_below && !has_final_stop(lines[i].span.of(text)) => BlockKind::Caption,
            LineKind::Prose => BlockKind::Prose,
            LineKind::Headline => BlockKind::Headline,
            LineKind::Caption => BlockKind::Caption,
            LineKind::PictureCredit | LineKind::Byline => BlockKind::Credit,
            // Names one below the other are a list (of members, of victims), not bylines.
            LineKind::BareName if name(i.checked_sub(1)) || name(Some(i + 1)) => BlockKind::Headline,
            LineKind::BareName => BlockKind::Credit,
            LineKind::Furniture => BlockKind::Furniture,
        }
    };
    (0..lines.len()).map(kind).collect()
}

/// Headlines directly below a head such as "Related stories", at least two without a blank line between, are links.
fn drop_links(looks: &mut [LineKind], lines: &[Line], head: usize) {
    let first = head + 1;
    let links = (first..lines.len())
        .take_while(|&i| looks[i] == LineKind::Headline && (i == first || lines[i].gap == 0))
        .count();
    if links >= FEWEST_LINKS {
        looks[first..first + links].fill(LineKind::Furniture);
    }
}

/// The looks of a line, a live blog's stamp at its start aside.
fn looks(line: &str, lexicons: &Lexicons) -> LineKind {
    let rest = clock_stamp(line, lexicons).map_or(line, |stamp| &line[stamp.rest..]);
    if rest.is_empty() { LineKind::Furniture } else { line_kind(rest, lexicons) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{rules::files, text::find_posts};

    fn blocks(text: &str, layout: &Layout) -> Vec<(BlockKind, String)> {
        let lexicons = Lexicons::load(&files::embedded()).expect("embedded word lists");
        let found = find_blocks(text, layout, &lexicons);
        found.into_iter().map(|b| (b.kind, b.span.of(text).replace('\n', "/"))).collect()
    }

    fn check(text: &str, wanted: &[(BlockKind, &str)]) {
        let found = blocks(text, &Layout::default());
        let found: Vec<(BlockKind, &str)> = found.iter().map(|(k, t)| (*k, t.as_str())).collect();
        assert_eq!(found, wanted);
    }

    #[test]
    fn neighbours_decide() {
        use BlockKind::{Caption, Credit, Furniture, Headline, Prose};
        check(
            "Roe leaves Oakvale\n\nBy Jane Doe\n\nThe talks ended on Friday.\r\nMinisters at the hall in Oakvale\r\nERIK ROE/REUTERS\nRelated stories\n\nWho is Roe?\nA town in fear\nAll went home.\n",
            &[
                (Headline, "Roe leaves Oakvale"),
                (Credit, "By Jane Doe"),
                (Prose, "The talks ended on Friday."),
                (Caption, "Ministers at the hall in Oakvale"),
                (Credit, "ERIK ROE/REUTERS"),
                (Furniture, "Related stories"),
                (Furniture, "Who is Roe?"),
                (Furniture, "A town in fear"),
                (Prose, "All went home."),
            ],
        );
        check(
            "The team was named:\nJane Roe\nJohn Doe\nIt leaves today.\nJane Roe\nThey wait.",
            &[
                (Prose, "The team was named:"),
                (Headline, "Jane Roe"),
                (Headline, "John Doe"),
                (Prose, "It leaves today."),
                (Credit, "Jane Roe"),
                (Prose, "They wait."),
            ],
        );
    }

    #[test]
    fn wrapped_lines_are_joined_and_others_are_not() {
        let wrapped = "TALKS END IN OAKVALE\n\nOAKVALE (Agency) - The ministers of both countries ended their\ntalks on Friday without a deal and left the town by the last\ntrain, a spokesman for the hosts told reporters.\n\n  He said that another round would follow in Riverton on the\nthird of May, and that nobody had yet been invited.\n";
        check(
            wrapped,
            &[
                (BlockKind::Headline, "TALKS END IN OAKVALE"),
                (
                    BlockKind::Prose,
                    "OAKVALE (Agency) - The ministers of both countries ended their/talks on Friday without a deal and left the town by the last/train, a spokesman for the hosts told reporters.",
                ),
                (
                    BlockKind::Prose,
                    "He said that another round would follow in Riverton on the/third of May, and that nobody had yet been invited.",
                ),
            ],
        );
        let lines = "They met in Oakvale on Friday.\nNobody said why they came.\nThe talks go on in Riverton.\nThey end there on the third of May.\n";
        assert_eq!(blocks(lines, &Layout::default()).len(), 4);
    }

    #[test]
    fn the_layout_wins_and_hidden_bytes_are_blank() {
        let text = "---\ntitle: x\n---\n# The talks ended.\n\n**Roe** left.\n";
        let layout = Layout {
            blocks: vec![(Span::new(19, 35), BlockKind::Headline)],
            hidden: vec![Span::new(0, 16), Span::new(17, 19), Span::new(37, 39), Span::new(42, 44)],
            posts: Vec::new(),
        };
        let found = blocks(text, &layout);
        assert_eq!(
            found,
            [(BlockKind::Headline, "The talks ended.".to_owned()), (BlockKind::Prose, "Roe** left.".to_owned())]
        );
    }

    #[test]
    fn odd_text_does_not_panic() {
        let lexicons = Lexicons::load(&files::embedded()).expect("embedded word lists");
        for text in
            ["", "\n\n", "\r\n\r", "é", "(((((", "12:3é", "٣:٣٣ x", "9:9", "12:345", "“\n”", "ÉPA/É", "\u{feff}"]
        {
            let odd = Layout {
                blocks: vec![(Span::new(1, 99), BlockKind::Prose)],
                hidden: vec![Span::new(1, 3), Span::new(0, 99)],
                posts: Vec::new(),
            };
            for layout in [Layout::default(), odd] {
                let mut found = find_blocks(text, &layout, &lexicons);
                assert!(!find_posts(text, &mut found, &layout, &lexicons).is_empty());
            }
        }
    }
}
