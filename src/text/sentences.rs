//! Cuts a block into sentences: a terminator, what closes behind it, and a look at the words on both sides.

use crate::{rules::Lexicons, text::Span};

/// No abbreviation is longer; what stands before a full stop is read no further back.
const LONGEST_ABBREVIATION: usize = 12;
/// Words of a name that may stand between `?”` and its reporting verb.
const LONGEST_NAME: usize = 4;

/// What says when, at the beginning of a sentence, is no longer.
const LONGEST_LEAD: usize = 60;

/// The sentences of `block`, in order. `hidden` (sorted, not overlapping) counts as blank. Sentences are trimmed; the text
/// between them is white space or hidden.
pub fn split(text: &str, block: Span, hidden: &[Span], lexicons: &Lexicons) -> Vec<Span> {
    let line = Line::new(text, block, hidden);
    let mut out = Vec::new();
    let (mut start, mut at) = (0, 0);
    while at < line.chars.len() {
        if is_terminator(line.char(at)) {
            let end = line.closed(at);
            if line.ends_sentence(start, at, end, lexicons) {
                out.extend(line.trimmed(start, end));
                start = end;
            }
            at = end;
        } else {
            at += 1;
        }
    }
    out.extend(line.trimmed(start, line.chars.len()));
    out
}

/// A block's characters with their bytes; what is hidden reads as a space.
struct Line {
    chars: Vec<(usize, char)>,
    end: usize,
}

impl Line {
    fn new(text: &str, block: Span, hidden: &[Span]) -> Self {
        let mut next = hidden.partition_point(|h| h.end <= block.start);
        let chars = block.of(text).char_indices().map(|(i, c)| {
            let at = block.start + i;
            while hidden.get(next).is_some_and(|h| h.end <= at) {
                next += 1;
            }
            let covered = hidden.get(next).is_some_and(|h| h.start <= at);
            (at, if covered { ' ' } else { c })
        });
        Self { chars: chars.collect(), end: block.end }
    }

    /// The character at index `at`; a space beyond the ends.
    fn char(&self, at: usize) -> char {
        self.chars.get(at).map_or(' ', |c| c.1)
    }

    fn byte(&self, at: usize) -> usize {
        self.chars.get(at).map_or(self.end, |c| c.0)
    }

    fn trimmed(&self, start: usize, end: usize) -> Option<Span> {
        let first = (start..end).find(|&i| !self.char(i).is_whitespace())?;
        let last = (first..end).rev().find(|&i| !self.char(i).is_whitespace())?;
        Some(Span::new(self.byte(first), self.byte(last + 1)))
    }

    /// Index behind the terminator at `at`, further terminators, and the quotes and brackets that close behind it.
    fn closed(&self, at: usize) -> usize {
        let mut end = at + 1;
        while is_terminator(self.char(end)) {
            end += 1;
        }
        while is_closer(self.char(end)) || (is_straight(self.char(end)) && !self.char(end + 1).is_alphanumeric()) {
            end += 1;
        }
        end
    }

    /// Whether the terminator at `at`, closed at `end`, ends the sentence that began at `start`.
    fn ends_sentence(&self, start: usize, at: usize, end: usize, lexicons: &Lexicons) -> bool {
        if !self.char(end).is_whitespace() {
            return self.glued(at, end) && !lexicons.has("domain_endings", &self.word(end));
        }
        let Some(next) = self.opening(end) else { return true };
        if self.char(next).is_lowercase() {
            return false;
        }
        let word = self.word(next);
        let quoted = (at..end).any(|i| is_closer(self.char(i)) || is_straight(self.char(i)));
        if self.char(at) != '.' {
            let ellipsis = self.char(at) == '…';
            return if ellipsis && !quoted {
                opens(&word, lexicons)
            } else {
                !(quoted && self.attributed(next, lexicons))
            };
        }
        if self.char(at + 1) == '.' && !quoted {
            return opens(&word, lexicons);
        }
        quoted || self.stop_ends(start, at, next, &word, lexicons)
    }

    /// Whether a single full stop at `at`, no quote behind it, ends a sentence before `word`.
    fn stop_ends(&self, start: usize, at: usize, next: usize, word: &str, lexicons: &Lexicons) -> bool {
        let before = self.before(at);
        let has = |class: &str| lexicons.has(class, &before);
        if has("abbreviations_half_day") {
            let goes_on = lexicons.has("after_clock", word) || self.word_after(next).eq_ignore_ascii_case("time");
            return !goes_on && !self.leads_in(start, at, lexicons);
        }
        let initials =
            before.split('.').all(|part| part.chars().count() == 1) && before.chars().any(char::is_alphabetic);
        // "J. D. Vance": an initial is a capital; "in Group B. The" ends before a word that opens sentences.
        if initials || has("abbreviations_may_end") {
            return opens(word, lexicons);
        }
        if has("abbreviations") {
            return false;
        }
        if has("abbreviations_before_number") && self.char(next).is_numeric() {
            return false;
        }
        // "1. The first point": the number of a list item is no sentence.
        let number = (start..at).all(|i| self.char(i).is_whitespace() || self.char(i).is_numeric());
        !number
    }

    /// Whether a sentence has come no further than when it was: "At 5 a.m. Brod airport reopened", "The operator said that at 5 a.m.".
    fn leads_in(&self, start: usize, at: usize, lexicons: &Lexicons) -> bool {
        let from = start.max(at.saturating_sub(LONGEST_LEAD));
        let text: String = (from..at).map(|i| self.char(i)).flat_map(char::to_lowercase).collect();
        let mut first = "";
        for word in text.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).rev() {
            let time = word.starts_with(|c: char| c.is_ascii_digit()) || lexicons.has("lead_of_clock", word);
            if !time && !matches!(word, "a" | "p" | "m" | "am" | "pm") {
                return lexicons.has("opens_clause", word) && lexicons.has("lead_opener", first);
            }
            first = word;
        }
        from == start && lexicons.has("lead_opener", first)
    }

    /// A missing space behind the end of a sentence: "ceasefire.Ukraine calls", but no "example.Org", no "a.Net".
    fn glued(&self, at: usize, end: usize) -> bool {
        let left = |i: usize| at.checked_sub(i).map_or(' ', |i| self.char(i));
        let bare = end == at + 1 && left(1).is_lowercase() && left(2).is_lowercase();
        let closed = end > at + 1 && matches!(self.char(end - 1), '”' | '»');
        if !(bare || closed) || !self.char(end).is_uppercase() {
            return false;
        }
        let right = self.char(end + 1);
        let word_follows = right.is_lowercase() || right.is_whitespace() || matches!(right, '\'' | '’');
        let address = |c: char| matches!(c, '/' | '@' | ':' | '_' | '#' | '.');
        let left_word = (1..=LONGEST_ABBREVIATION * 3).map(left).take_while(|c| !c.is_whitespace());
        let right_word = (end..end + LONGEST_ABBREVIATION * 3).map(|i| self.char(i));
        let mut right_word = right_word.take_while(|c| c.is_alphanumeric() || address(*c)).peekable();
        let right_address = right_word.any(|c| address(c) && c != '.' && c != ':');
        word_follows && !right_address && !left_word.into_iter().any(address)
    }

    /// Index of the next sentence's first letter or digit behind `end`, past opening marks; `None` at the block's end.
    fn opening(&self, end: usize) -> Option<usize> {
        let mark = |c: char| c.is_whitespace() || is_straight(c) || "“‘«([{•–—-*>".contains(c);
        (end..self.chars.len()).find(|&i| !mark(self.char(i)))
    }

    /// The word at `at` in lower case.
    fn word(&self, at: usize) -> String {
        let chars = (at..self.chars.len()).map(|i| self.char(i));
        let in_word = |c: &char| c.is_alphanumeric() || matches!(c, '\'' | '’' | '-');
        chars.take(2 * LONGEST_ABBREVIATION).take_while(in_word).flat_map(char::to_lowercase).map(plain).collect()
    }

    /// The word behind the word at `at`.
    fn word_after(&self, at: usize) -> String {
        let space = (at..self.chars.len()).take(40).find(|&i| self.char(i).is_whitespace());
        space.map_or_else(String::new, |i| self.word(i + 1))
    }

    /// What stands before the full stop at `at`, back to a space or mark, in lower case: "u.s", "p.m" of "6p.m.", "no".
    fn before(&self, at: usize) -> String {
        let first = (at.saturating_sub(LONGEST_ABBREVIATION)..at).rev();
        let letters = first.map(|i| self.char(i)).take_while(|c| c.is_alphabetic() || *c == '.');
        let word: String = letters.flat_map(char::to_lowercase).collect();
        word.chars().rev().collect::<String>().trim_matches('.').to_owned()
    }

    /// Whether a name and a reporting verb stand at `at`: what `?”` closes goes on (`“Why?” Jane Roe asked.`).
    fn attributed(&self, at: usize, lexicons: &Lexicons) -> bool {
        let mut at = at;
        for _ in 0..LONGEST_NAME {
            let word = self.word(at);
            if word.is_empty() || !(self.char(at).is_uppercase() || self.char(at).is_lowercase()) {
                return false;
            }
            if lexicons.has("reporting_form", &word) {
                return true;
            }
            at += word.chars().count() + 1;
        }
        lexicons.has("reporting_form", &self.word(at))
    }
}

fn opens(word: &str, lexicons: &Lexicons) -> bool {
    lexicons.has("sentence_openers", word)
}

fn is_terminator(c: char) -> bool {
    matches!(c, '.' | '!' | '?' | '…')
}

fn is_closer(c: char) -> bool {
    matches!(c, '”' | '’' | '»' | ')' | ']' | '}')
}

fn is_straight(c: char) -> bool {
    matches!(c, '"' | '\'')
}

fn plain(c: char) -> char {
    if c == '’' { '\'' } else { c }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::files;

    /// Splits at ` | ` and expects these very sentences from the text without the bars.
    fn check(marked: &str) {
        let lexicons = Lexicons::load(&files::embedded()).expect("embedded word lists");
        let wanted: Vec<&str> = marked.split('|').map(str::trim).collect();
        // `||` marks a boundary without a space.
        let text = marked.replace("||", "").replace(" |", "");
        let wanted: Vec<&str> = wanted.into_iter().filter(|w| !w.is_empty()).collect();
        let found = split(&text, Span::new(0, text.len()), &[], &lexicons);
        let found: Vec<&str> = found.iter().map(|s| s.of(&text)).collect();
        assert_eq!(found, wanted, "in {text:?}");
    }

    #[test]
    fn boundaries() {
        for marked in [
            "Talks began. | They ended.",
            "It starts at 6.30pm in Oakvale. | Nobody came.",
            "At 5 p.m. GMT the talks began. | At 6 p.m. Moscow time they ended.",
            "They met at 5 p.m. | Roe left first.",
            "At 5 a.m. Brod airport reopened. | Nobody came.",
            "On Thursday at 5 p.m. Odo Brandt left. | Shortly after 6 p.m. on 5 May Runa Falk came.",
            "The operator said that at 5 a.m. Brod airport reopened, and at 6 p.m. Oakvale airport.",
            "Doors open at 5 p.m. | Brod airport is shut until 6 a.m. | Oakvale airport is open.",
            "They left between 3 and 5 p.m. | Roe stayed.",
            "Edgar F. Coddy opened it. | Lester B. Pearlson and Mira T. Falk came. | They left.",
            "The U.S. Senate met. | She lives in the U.S. | The deal is off.",
            "Mr. Roe met Lt. Col. John Doe on Feb. 24 at No. 10 Downing St. in London. | He left.",
            "J. D. Doe and George W. Roe spoke. | They agreed.",
            "It cost 3.5 million. | In 2012. | Klara won.",
            "Riverton vs. Oakvale ended 2-1. | Fans left.",
            "“We are ready. | We will go,” he said.",
            "“We are ready.” | He added that talks would resume.",
            "“Why?” he asked. | “Because.” | She left.",
            "\"Do you know?\" Jane Roe said. | \"I do not.\" | They left.",
            "We want ... peace now. | It is … Peace at last. | Wait ... | The end.",
            "(It was late. | He left.) | She stayed.",
            "They want a ceasefire.||Ukraine calls for more.",
            "See example.Org or bit.ly/Abc and www.example.com/News. | Then go.",
            "1. The first point. | 2. The second.",
            "He said yes! | Really? | Yes.",
            "Results in Group B. | The winners go on.",
            "Nothing ends here",
        ] {
            check(marked);
        }
    }

    #[test]
    fn hidden_bytes_are_blank() {
        let lexicons = Lexicons::load(&files::embedded()).expect("embedded word lists");
        let text = "**It is over.** Nobody won. ~~";
        let hidden = [Span::new(0, 2), Span::new(13, 15), Span::new(28, 30)];
        let found: Vec<&str> =
            split(text, Span::new(0, text.len()), &hidden, &lexicons).iter().map(|s| s.of(text)).collect();
        assert_eq!(found, ["It is over.", "Nobody won."]);
    }

    #[test]
    fn odd_text_does_not_panic() {
        let lexicons = Lexicons::default();
        for text in ["", ".", "...", "?”", "é.É", "“", "\u{2028}. A", "x.Y", "...\"'", "№. Ж"] {
            split(text, Span::new(0, text.len()), &[Span::new(0, 99)], &lexicons);
            split(text, Span::new(0, text.len()), &[], &lexicons);
            split(text, Span::new(1, text.len() + 5), &[], &lexicons);
        }
    }
}
