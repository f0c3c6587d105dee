//! HTML inside a field of another format, reduced to paragraphs: tags go, block tags divide, entities are read. No reader of pages.

use std::borrow::Cow;

use pulldown_cmark::{Event, Parser};

use crate::inputs::html_blocks::is_block;

/// No entity is longer.
const LONGEST_ENTITY: usize = 34;

/// The paragraphs of a text that may hold HTML, without white space around or doubled inside them.
pub(super) fn paragraphs(value: &str) -> Vec<String> {
    let plain = without_tags(value);
    let plain = visible(&plain);
    let lines = plain.split('\n').map(|line| {
        let words = line.split(|c: char| c.is_whitespace() || c.is_control()).filter(|w| !w.is_empty());
        words.collect::<Vec<_>>().join(" ")
    });
    lines.filter(|line| !line.is_empty()).collect()
}

/// A line of plain text without doubled white space and what could drive a terminal.
pub(super) fn plain_line(line: &str) -> String {
    let line = visible(line);
    let words = line.split(|c: char| c.is_whitespace() || c.is_control()).filter(|w| !w.is_empty());
    words.collect::<Vec<_>>().join(" ")
}

/// The same on one line, unless nothing is left.
pub(super) fn one_line(value: &str) -> Option<String> {
    let line = paragraphs(value).join(" ");
    (!line.is_empty()).then_some(line)
}

/// A text without the characters that only say where a word may be broken.
pub(super) fn visible(text: &str) -> Cow<'_, str> {
    match text.contains(is_break) {
        true => Cow::Owned(text.chars().filter(|c| !is_break(*c)).collect()),
        false => Cow::Borrowed(text),
    }
}

/// Soft hyphens, and blanks and joiners without a width.
pub(super) fn is_break(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200b}' | '\u{2060}' | '\u{feff}')
}

fn without_tags(value: &str) -> String {
    let mut out = String::with_capacity(value.len());
    let marked = value.char_indices().any(|(at, _)| tag(&value[at..]).is_some());
    let mut rest = value;
    while let Some(at) = rest.find(['<', '&', '\n']) {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        let (shown, length) = match rest.as_bytes().first() {
            // White space of the markup is none of the text.
            Some(b'\n') if marked => (" ".to_owned(), 1),
            Some(b'\n') => ("\n".to_owned(), 1),
            Some(b'&') => entity(rest).unwrap_or_else(|| ("&".to_owned(), 1)),
            _ => match tag(rest) {
                Some((divides, length)) => (if divides { "\n" } else { "" }.to_owned(), length),
                None => ("<".to_owned(), 1),
            },
        };
        out.push_str(&shown);
        rest = rest.get(length..).unwrap_or("");
    }
    out.push_str(rest);
    out
}

/// A tag or comment at the start of `text`: whether it divides paragraphs, and its length; with what is hidden inside a script.
fn tag(text: &str) -> Option<(bool, usize)> {
    let inside = text.strip_prefix('<')?;
    if inside.starts_with("!--") {
        return Some((false, text.find("-->").map_or(text.len(), |end| end + 3)));
    }
    let name = inside.strip_prefix('/').unwrap_or(inside);
    let name = &name[..name.bytes().take_while(u8::is_ascii_alphanumeric).count()];
    if !name.starts_with(|c: char| c.is_ascii_alphabetic()) {
        return None;
    }
    let end = text.find('>').map_or(text.len(), |end| end + 1);
    let name = name.to_ascii_lowercase();
    if matches!(name.as_str(), "script" | "style") && !inside.starts_with('/') {
        let close = format!("</{name}");
        let closing = text[end..].find(&close).map_or(text.len(), |at| end + at);
        return Some((true, closing));
    }
    Some((is_block(&name) || matches!(name.as_str(), "nav" | "footer" | "form" | "iframe"), end))
}

/// The entity at the start of `text` and its length. The table of names is that of the Markdown reader.
fn entity(text: &str) -> Option<(String, usize)> {
    let end = text.bytes().take(LONGEST_ENTITY).position(|b| b == b';')? + 1;
    let written = text.get(..end)?;
    let read: String =
        Parser::new(written).filter_map(|e| if let Event::Text(t) = e { Some(t.to_string()) } else { None }).collect();
    (read != written && !read.is_empty()).then_some((read, end))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn html_becomes_paragraphs() {
        for (value, expected) in [
            ("The vote was close.", &["The vote was close."][..]),
            ("<p>The <b>vote</b> was\nclose.</p><p>All   left.</p>", &["The vote was close.", "All left."]),
            ("One.\n\nTwo.", &["One.", "Two."]),
            ("&ldquo;Yes,&rdquo; she said&nbsp;&#8211; A&amp;B", &["“Yes,” she said – A&B"]),
            ("It rose<br/>5 < 6 & 7; &nosuch; &", &["It rose", "5 < 6 & 7; &nosuch; &"]),
            ("a<script>if (1 < 2) {}</script>b<!-- <p> -->c", &["a", "bc"]),
            ("<ul><li>One</li><li>Two</li></ul>", &["One", "Two"]),
            ("<", &["<"]),
            ("<p", &[]),
            ("a\u{1b}[31mb", &["a [31mb"]),
            ("Odo <nobr>Bran&shy;dt</nobr>, <cite>aged</cite> 4<sup>5</sup>", &["Odo Brandt, aged 45"]),
            ("<person>Odo</person> <x-y z=1>left</x-y>.<p>All", &["Odo left.", "All"]),
            ("<section>One.</section><figcaption>Two", &["One.", "Two"]),
            ("", &[]),
        ] {
            assert_eq!(paragraphs(value), expected, "{value:?}");
        }
    }
}
