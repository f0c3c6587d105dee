//! Two columns side by side with a mark between them, or one below the other where the terminal is narrow.

use anstyle::Style;

use crate::reports::{
    paint::Paint,
    wrap::{Line, pad},
};

/// Below this width two columns hold too few words to be read.
const NARROW: usize = 60;
/// What stands between the columns: the mark with two blanks on each side.
const GAP: usize = 5;
/// How far lines are indented where the columns stand one below the other.
const INDENT: usize = 2;

/// How rows are laid out.
#[derive(Clone, Copy)]
pub(super) struct Columns {
    width: usize,
    paint: Paint,
}

/// One column of a row: lines that fit it, each in a style of its own.
#[derive(Default)]
pub(super) struct Cell {
    lines: Vec<(String, Style)>,
}

impl Cell {
    /// Adds a line.
    pub(super) fn push(&mut self, text: impl Into<String>, style: Style) {
        self.lines.push((text.into(), style));
    }

    /// Adds wrapped lines, each with its carets below it.
    pub(super) fn extend(&mut self, lines: Vec<Line>, words: Style, marks: Style) {
        for Line { text, under } in lines {
            self.push(text, words);
            if !under.is_empty() {
                self.push(under, marks);
            }
        }
    }
}

impl Columns {
    /// Columns for a terminal of this width.
    pub(super) fn new(width: usize, paint: Paint) -> Self {
        Self { width, paint }
    }

    fn is_narrow(self) -> bool {
        self.width < NARROW
    }

    /// Columns of the words of one cell.
    pub(super) fn cell_width(self) -> usize {
        if self.is_narrow() { self.width.saturating_sub(INDENT).max(1) } else { (self.width - GAP) / 2 }
    }

    /// One row. `mark` is a sign of one column.
    pub(super) fn row(self, mark: &str, left: &Cell, right: &Cell) -> String {
        if self.is_narrow() { self.stacked(mark, left, right) } else { self.beside(mark, left, right) }
    }

    fn beside(self, mark: &str, left: &Cell, right: &Cell) -> String {
        let mut out = String::new();
        for at in 0..left.lines.len().max(right.lines.len()).max(1) {
            let (a, b) = (left.lines.get(at), right.lines.get(at));
            let sign = if at == 0 { mark } else { " " };
            let (words, width) = (a.map_or("", |a| a.0.as_str()), self.cell_width());
            let blanks = &pad(words, width)[words.len()..];
            let line = format!("{}{blanks}  {sign}  {}", self.painted(a), self.painted(b));
            out.push_str(line.trim_end());
            out.push('\n');
        }
        out
    }

    fn stacked(self, mark: &str, left: &Cell, right: &Cell) -> String {
        let mut out = String::new();
        for (at, line) in left.lines.iter().chain(&right.lines).enumerate() {
            // The mark stands between the two, or before the only one.
            let begins_right = at == left.lines.len();
            let sign = if begins_right || right.lines.is_empty() && at == 0 { mark } else { " " };
            out.push_str(format!("{sign} {}", self.painted(Some(line))).trim_end());
            out.push('\n');
        }
        out
    }

    fn painted(self, line: Option<&(String, Style)>) -> String {
        line.map(|(text, style)| self.paint.on(*style, text)).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cell(lines: &[&str]) -> Cell {
        let mut out = Cell::default();
        for line in lines {
            out.push(*line, Style::new());
        }
        out
    }

    #[test]
    fn a_row_has_its_mark_in_the_middle() {
        let columns = Columns::new(65, Paint { colour: false });
        assert_eq!(columns.cell_width(), 30);
        let row = columns.row("≠", &cell(&["Ankara", "on 金曜日"]), &cell(&["Istanbul"]));
        assert_eq!(row, format!("Ankara{}  ≠  Istanbul\non 金曜日\n", " ".repeat(24)));
        let row = columns.row(">", &Cell::default(), &cell(&["one", "two"]));
        assert_eq!(row, format!("{0}  >  one\n{0}     two\n", " ".repeat(30)));
    }

    #[test]
    fn a_narrow_terminal_has_one_below_the_other() {
        let columns = Columns::new(40, Paint { colour: false });
        assert_eq!(columns.row("≠", &cell(&["a", "b"]), &cell(&["c", "d"])), "  a\n  b\n≠ c\n  d\n");
        assert_eq!(columns.row("<", &cell(&["a", "b"]), &Cell::default()), "< a\n  b\n");
        assert_eq!(columns.row(">", &Cell::default(), &cell(&["c"])), "> c\n");
    }
}
