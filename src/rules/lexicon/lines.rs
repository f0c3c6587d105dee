//! The shipped word lists as plain lines, made when the program is built: reading them at each start costs a tenth of reading TOML.
//!
//! `=NAME` begins a class, `:NAME` a table. Then a line a word; a row of a table has a tab behind its word and `i` and a whole number,
//! `s` and letters, or `o` for anything else. The build script shares this file.

use std::borrow::Cow;

use super::cell::Cell;

/// What a line says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Line<'t> {
    /// The class of the words that follow.
    Class(&'t str),
    /// The table of the rows that follow.
    Table(&'t str),
    /// A word of the class.
    Word(&'t str),
    /// A row of the table.
    Row(&'t str, Cell),
}

/// Reads lines that [`write()`] wrote.
pub fn read(text: &'static str) -> impl Iterator<Item = Line<'static>> {
    text.lines().filter_map(|line| {
        Some(match line.split_once('\t') {
            Some((word, cell)) => Line::Row(word, read_cell(cell)?),
            None => match (line.strip_prefix('='), line.strip_prefix(':')) {
                (Some(name), _) => Line::Class(name),
                (_, Some(name)) => Line::Table(name),
                _ => Line::Word(line.strip_prefix('\\').unwrap_or(line)),
            },
        })
    })
}

fn read_cell(text: &'static str) -> Option<Cell> {
    let (kind, rest) = text.split_at_checked(1)?;
    Some(match kind {
        "i" => Cell::Integer(rest.parse().ok()?),
        "s" => Cell::Text(Cow::Borrowed(rest)),
        _ => Cell::Other,
    })
}

/// Writes a line; `None` where a word has a line end or a tab in it, which lines cannot hold.
#[allow(dead_code, reason = "only the build script writes")]
pub fn write(line: &Line, out: &mut String) -> Option<()> {
    let text = match line {
        Line::Class(name) => format!("={name}"),
        Line::Table(name) => format!(":{name}"),
        Line::Word(word) if word.starts_with(['=', ':', '\\']) => format!("\\{word}"),
        Line::Word(word) => (*word).to_owned(),
        Line::Row(word, Cell::Integer(number)) => format!("{word}\ti{number}"),
        Line::Row(word, Cell::Text(text)) if !text.contains('\t') => format!("{word}\ts{text}"),
        Line::Row(word, Cell::Other) => format!("{word}\to"),
        Line::Row(..) => return None,
    };
    let tabs = usize::from(matches!(line, Line::Row(..)));
    let plain = text.lines().count() <= 1 && !text.ends_with(['\n', '\r']) && text.matches('\t').count() == tabs;
    out.push_str(&text);
    out.push('\n');
    plain.then_some(())
}
