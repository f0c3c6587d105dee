//! A sentence wrapped to the width of the report, with the place of its marked words after wrapping, and without control characters.

use crate::text::Span;

/// A sentence ready to print.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Wrapped {
    pub text: String,
    pub mark: Span,
}

/// Wraps the sentence `sentence` of `text` to `width` columns and carries `mark` along. Control characters, which could drive a
/// terminal, become spaces.
pub(super) fn wrap(text: &str, sentence: Span, mark: Span, width: usize) -> Wrapped {
    let mut out = String::new();
    let (mut start, mut end) = (None, None);
    let (mut column, mut last_space) = (0usize, None::<usize>);
    for (offset, c) in sentence.of(text).char_indices() {
        let at = sentence.start + offset;
        if at >= mark.start && start.is_none() {
            start = Some(out.len());
        }
        if at >= mark.end && end.is_none() {
            end = Some(out.len());
        }
        let c = if c.is_control() || is_direction_mark(c) { ' ' } else { c };
        if c == ' ' {
            last_space = Some(out.len());
        }
        out.push(c);
        column += 1;
        if column > width
            && let Some(space) = last_space.take()
        {
            out.replace_range(space..=space, "\n");
            column = out[space + 1..].chars().count();
        }
    }
    let length = out.len();
    Wrapped { text: out, mark: Span::new(start.unwrap_or(0), end.unwrap_or(length).max(start.unwrap_or(0))) }
}

/// Marks that turn the direction of writing: in a terminal they could show words in another order than they stand.
fn is_direction_mark(c: char) -> bool {
    matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{200e}' | '\u{200f}')
}

/// `text` without characters that could drive a terminal.
pub(super) fn plain(text: &str) -> String {
    text.chars().map(|c| if c.is_control() || is_direction_mark(c) { ' ' } else { c }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_survive_wrapping_and_control_characters_do_not() {
        let text = "Before. The talks \u{1b}[31mwill be held in Ankara on Friday, he said.";
        let at = text.find("Ankara").expect("it stands there");
        let wrapped = wrap(text, Span::new(8, text.len()), Span::new(at, at + 6), 20);
        assert_eq!(wrapped.mark.of(&wrapped.text), "Ankara");
        assert!(!wrapped.text.contains('\u{1b}'));
        assert!(wrapped.text.lines().all(|l| l.chars().count() <= 21));
    }
}
