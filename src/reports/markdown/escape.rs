//! Words of a source inside Markdown: nothing in them is markup, a link, a mention of a user or an HTML tag.

use crate::{reports::wrap::plain, text::Span};

/// `text` on one line, with every character that Markdown or HTML could read as markup escaped.
pub(super) fn escape(text: &str) -> String {
    let text = plain(text);
    inline(text.trim(), true)
}

/// Escapes one part of a line. Only the first part can begin a list, a heading or a rule.
fn inline(text: &str, first: bool) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    for (at, c) in text.char_indices() {
        let (before, after) = text.split_at(at);
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '\\' | '`' | '*' | '_' | '[' | ']' | '|' | '~' | '$' => out.extend(['\\', c]),
            // A comment after it: GitHub makes no mention, no reference and no address of what is cut in two.
            '@' => out.push_str("@<!-- -->"),
            '#' => out.push_str("\\#<!-- -->"),
            // `https://` and `www.` are links without any brackets.
            ':' if after.starts_with("://") => out.push_str("\\:"),
            '.' if ends_with_www(before) => out.push_str("\\."),
            '-' | '+' | '=' if first && at == 0 => out.extend(['\\', c]),
            '.' | ')' if first && is_number(before) => out.extend(['\\', c]),
            _ => out.push(c),
        }
    }
    out
}

fn ends_with_www(before: &str) -> bool {
    before.as_bytes().last_chunk::<3>().is_some_and(|last| last.eq_ignore_ascii_case(b"www"))
}

/// Whether a list item could begin here; more than nine digits begin none.
fn is_number(before: &str) -> bool {
    (1..=9).contains(&before.len()) && before.bytes().all(|b| b.is_ascii_digit())
}

/// The words of `passage` with those at the `marks` in bold.
pub(super) fn marked(text: &str, passage: Span, marks: &[Span]) -> String {
    let mut marks: Vec<Span> = marks.iter().copied().filter(|m| !m.is_empty() && passage.contains(*m)).collect();
    marks.sort_unstable();
    let mut out = String::new();
    let mut at = passage.start;
    for mark in marks {
        if mark.start < at {
            continue;
        }
        let between = plain(Span::new(at, mark.start).of(text));
        let first = out.is_empty();
        out.push_str(&inline(if first { between.trim_start() } else { &between }, first));
        out.push_str(&strong(mark.of(text), between.is_empty() && !first));
        at = mark.end;
    }
    let rest = plain(Span::new(at, passage.end).of(text));
    let first = out.is_empty();
    out.push_str(&inline(if first { rest.trim() } else { rest.trim_end() }, first));
    out
}

/// Words in bold. Asterisks beside a letter or digit always mark; beside anything else, or beside other asterisks, they may not.
fn strong(text: &str, joined: bool) -> String {
    let text = plain(text);
    let bold = inline(&text, false);
    if text.starts_with(char::is_alphanumeric) && text.ends_with(char::is_alphanumeric) && !joined {
        format!("**{bold}**")
    } else {
        format!("<strong>{bold}</strong>")
    }
}

/// A value in bold.
pub(super) fn bold(text: &str) -> String {
    strong(text.trim(), false)
}

/// `text` as code: nothing inside is markup. For places outside tables, where a bar is a bar.
pub(super) fn code(text: &str) -> String {
    let text = plain(text);
    let longest = text.split(|c| c != '`').map(str::len).max().unwrap_or(0);
    let fence = "`".repeat(longest + 1);
    let blank = if text.starts_with('`') || text.ends_with('`') || text.is_empty() { " " } else { "" };
    format!("{fence}{blank}{text}{blank}{fence}")
}
