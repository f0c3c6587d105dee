//! Text for a terminal: wrapped at words to so many columns, with carets under marked words, and without control characters.

use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

use crate::text::Span;

/// One line of a wrapped passage.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Line {
    /// The words.
    pub text: String,
    /// What goes on the line below: carets under the marked words. Empty when this line holds none.
    pub under: String,
}

/// A character with its columns and whether it is marked.
struct Cell {
    c: char,
    columns: usize,
    marked: bool,
}

/// Wraps `passage` of `text` to `width` columns, with carets under the `marks`. A word that is wider than a line is cut.
pub(super) fn wrap(text: &str, passage: Span, marks: &[Span], width: usize) -> Vec<Line> {
    let cells = cells(text, passage, marks);
    let mut lines = Vec::new();
    let (mut start, mut column, mut space) = (0, 0, None);
    for (at, cell) in cells.iter().enumerate() {
        if cell.c == ' ' && at > start {
            space = Some(at);
        }
        column += cell.columns;
        // Only a character that takes a column can begin a line: an accent stays with its letter.
        if column > width && cell.columns > 0 && at > start {
            let (end, next) = space.take().map_or((at, at), |space| (space, space + 1));
            lines.push(line(&cells[start..end]));
            start = next;
            column = cells.get(start..=at).unwrap_or_default().iter().map(|c| c.columns).sum();
        }
    }
    if start < cells.len() || lines.is_empty() {
        lines.push(line(&cells[start..]));
    }
    lines
}

/// Wraps all of `text`, which has no marks.
pub(super) fn fill(text: &str, width: usize) -> Vec<String> {
    wrap(text, Span::new(0, text.len()), &[], width).into_iter().map(|line| line.text).collect()
}

fn cells(text: &str, passage: Span, marks: &[Span]) -> Vec<Cell> {
    let mut marks: Vec<Span> = marks.to_vec();
    marks.sort_unstable();
    let mut next = 0;
    let cell = |(offset, c): (usize, char)| {
        let at = passage.start + offset;
        while marks.get(next).is_some_and(|mark| mark.end <= at) {
            next += 1;
        }
        let c = harmless(c);
        Cell { c, columns: c.width().unwrap_or(0), marked: marks.get(next).is_some_and(|mark| mark.start <= at) }
    };
    passage.of(text).char_indices().map(cell).collect()
}

fn line(cells: &[Cell]) -> Line {
    let text: String = cells.iter().map(|cell| cell.c).collect();
    let mut under = String::new();
    for cell in cells {
        let sign = if cell.marked { '^' } else { ' ' };
        under.extend(std::iter::repeat_n(sign, cell.columns));
    }
    under.truncate(under.trim_end().len());
    Line { text: text.trim_end().to_owned(), under }
}

/// Control characters and marks that turn the direction of writing become spaces: in a terminal the ones could drive it, the others
/// could show words in another order than they stand.
fn harmless(c: char) -> char {
    let turns = matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{200e}' | '\u{200f}' | '\u{61c}');
    if c.is_control() || turns { ' ' } else { c }
}

/// `text` without characters that could drive a terminal.
pub(super) fn plain(text: &str) -> String {
    text.chars().map(harmless).collect()
}

/// `text` with blanks up to `width` columns.
pub(super) fn pad(text: &str, width: usize) -> String {
    format!("{text}{}", " ".repeat(width.saturating_sub(text.width())))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The words over the carets of all lines.
    fn marked(lines: &[Line]) -> Vec<String> {
        let of = |line: &Line| -> String {
            let mut column = 0;
            let mut out = String::new();
            for c in line.text.chars() {
                if line.under.as_bytes().get(column) == Some(&b'^') {
                    out.push(c);
                }
                column += c.width().unwrap_or(0);
            }
            out
        };
        lines.iter().filter(|l| !l.under.is_empty()).map(of).collect()
    }

    #[test]
    fn marks_survive_wrapping_and_control_characters_do_not() {
        let text = "Before. The talks \u{1b}[31mwill be held in Ankara on Friday, he said.";
        let at = text.find("Ankara").expect("it stands there");
        let lines = wrap(text, Span::new(8, text.len()), &[Span::new(at, at + 6)], 20);
        assert_eq!(marked(&lines), ["Ankara"]);
        assert!(lines.iter().all(|l| !l.text.contains('\u{1b}') && l.text.width() <= 20), "{lines:#?}");
    }

    #[test]
    fn wide_letters_take_two_columns_and_accents_none() {
        let text = "東京の会談は金曜日に始まる and e\u{301}te\u{301} e\u{301}te\u{301}";
        for width in 2..40 {
            let at = text.find("金曜日").expect("it stands there");
            let lines = wrap(text, Span::new(0, text.len()), &[Span::new(at, at + "金曜日".len())], width);
            assert!(lines.iter().all(|l| l.text.width() <= width), "{width}: {lines:#?}");
            assert_eq!(marked(&lines).concat(), "金曜日", "{width}");
            assert!(lines.iter().all(|l| !l.text.starts_with('\u{301}')), "{width}: {lines:#?}");
            let words: String = lines.iter().flat_map(|l| l.text.chars()).filter(|c| *c != ' ').collect();
            assert_eq!(words, text.replace(' ', ""), "{width}: nothing is lost");
        }
    }

    #[test]
    fn several_marks_stand_under_their_words() {
        let text = "26 vessels held since February will sail in ten days";
        let marks = ["February", "26", "ten"].map(|w| text.find(w).map(|at| Span::new(at, at + w.len())));
        let marks: Vec<Span> = marks.into_iter().flatten().collect();
        assert_eq!(marked(&wrap(text, Span::new(0, text.len()), &marks, 24)), ["26", "February", "ten"]);
        assert_eq!(wrap("", Span::new(0, 0), &[], 24), [Line::default()]);
    }
}
