//! Cuts a sentence into tokens the way the Universal Dependencies cut English, and annotates them.

use crate::text::{Form, Pos, Span, Token, lemma::lemma, mend::mend, tagger::Tagger};

/// The tokens of one sentence with tags, lemmas and lower-case forms.
pub fn tokens_of(text: &str, sentence: Span, hidden: &[Span], tagger: &Tagger) -> Vec<Token> {
    let spans = tokenize(text, sentence, hidden);
    let words: Vec<&str> = spans.iter().map(|s| s.of(text)).collect();
    let mut tags = tagger.tag(&words);
    mend(&words, &mut tags);
    let annotate = |((span, word), (pos, form)): ((Span, &str), (Pos, Form))| {
        let lower = lower(word);
        let lemma = lemma(&lower, word, pos, form).into_boxed_str();
        Token { span, pos, form, lemma, lower: lower.into_boxed_str() }
    };
    spans.iter().copied().zip(words.iter().copied()).zip(tags).map(annotate).collect()
}

/// Lower case with typographic quotes made plain.
pub fn lower(word: &str) -> String {
    let plain = |c: char| match c {
        '‘' | '’' => '\'',
        '“' | '”' => '"',
        c => c,
    };
    word.chars().flat_map(char::to_lowercase).map(plain).collect()
}

/// Token spans of `within` in order. Bytes of `hidden` (sorted) count as blanks.
pub fn tokenize(text: &str, within: Span, hidden: &[Span]) -> Vec<Span> {
    let mut out = Vec::new();
    let mut start = None;
    let next_hidden = hidden.partition_point(|h| h.end <= within.start);
    let mut hidden = hidden.get(next_hidden..).unwrap_or(&[]).iter().peekable();
    let last = within.of(text).trim_end().len() + within.start;
    for (offset, c) in within.of(text).char_indices() {
        let at = within.start + offset;
        while hidden.next_if(|h| h.end <= at).is_some() {}
        let blank = c.is_whitespace() || is_invisible(c) || hidden.peek().is_some_and(|h| h.start <= at);
        match (start, blank) {
            (None, false) => start = Some(at),
            (Some(from), true) => {
                cut(text, Span::new(from, at), at < last, &mut out);
                start = None;
            }
            _ => {}
        }
    }
    if let Some(from) = start {
        cut(text, Span::new(from, within.end), false, &mut out);
    }
    out
}

/// Zero-width characters and byte-order marks, which pages carry along.
fn is_invisible(c: char) -> bool {
    matches!(c, '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}' | '\u{ad}' | '\0')
}

/// Cuts what stands between two blanks. `more`: whether the sentence goes on behind it.
fn cut(text: &str, chunk: Span, more: bool, out: &mut Vec<Span>) {
    let mut trailing = Vec::new();
    let mut at = chunk;
    while let Some(length) = leading_mark(at.of(text)) {
        out.push(Span::new(at.start, at.start + length));
        at.start += length;
    }
    loop {
        let word = at.of(text);
        let length = match trailing_mark(word) {
            Some(length) if word.ends_with('.') && length == 1 && keeps_stop(word, more && trailing.is_empty()) => {
                break;
            }
            Some(length) => length,
            None => break,
        };
        trailing.push(Span::new(at.end - length, at.end));
        at.end -= length;
    }
    inside(text, at, out);
    out.extend(trailing.into_iter().rev());
}

/// Length of the mark that begins `word`, unless the whole belongs together ("'90s", "@desk", "#talks", "-5").
fn leading_mark(word: &str) -> Option<usize> {
    let mut chars = word.chars();
    let first = chars.next()?;
    let next = chars.next();
    let letter_next = next.is_some_and(char::is_alphanumeric);
    match first {
        '@' | '#' if letter_next => None,
        '\'' | '’' if is_clitic(word) => None,
        '\'' | '’' if next.is_some_and(|c| c.is_ascii_digit()) && word.ends_with('s') => None,
        '-' | '+' if next.is_some_and(|c| c.is_ascii_digit()) => None,
        '$' | '£' | '€' | '¥' => Some(first.len_utf8()),
        '.' if next.is_some_and(|c| c.is_ascii_digit()) => None,
        '&' if letter_next => None,
        c if is_mark(c) => Some(run(word.chars(), c)),
        _ => None,
    }
}

/// Length of the mark that ends `word`.
fn trailing_mark(word: &str) -> Option<usize> {
    let last = word.chars().next_back()?;
    match last {
        '+' | '°' => None,
        c if is_mark(c) || c == '%' => Some(run(word.chars().rev(), c)),
        _ => None,
    }
}

/// Bytes of the run of `mark` that begins `chars`: dots, dashes and stops stay together, brackets and quotes do not.
fn run(chars: impl Iterator<Item = char>, mark: char) -> usize {
    let together = matches!(mark, '.' | '-' | '!' | '?' | '*' | '_' | '=' | '~');
    let alike = |c: char| c == mark || (matches!(mark, '!' | '?') && matches!(c, '!' | '?'));
    chars.take_while(|&c| alike(c)).take(if together { usize::MAX } else { 1 }).map(char::len_utf8).sum()
}

fn is_mark(c: char) -> bool {
    !c.is_alphanumeric() && !matches!(c, '%' | '°' | '$' | '£' | '€' | '¥' | '\u{300}'..='\u{36f}')
}

/// Whether the full stop at the end of `word` is a part of it: "U.S.", "p.m.", and before further words "Gen.", "J.".
fn keeps_stop(word: &str, more: bool) -> bool {
    // No abbreviation is longer, and looking at all of it once for each mark must stay cheap.
    let Some(core) = word.strip_suffix('.').filter(|w| w.len() <= 24) else { return false };
    let letters = core.trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, ':' | '.'));
    let dotted = letters.contains('.') && letters.split('.').all(|part| part.chars().count() == 1);
    // The sentence splitter saw no end here, so a short word's stop marks an abbreviation.
    let short = (1..=5).contains(&letters.len()) && letters.bytes().all(|b| b.is_ascii_alphabetic());
    (dotted && letters.chars().all(|c| c == '.' || c.is_alphabetic())) || (more && short && core == letters)
}

/// Cuts a word without marks at its ends: at clitics, dashes, brackets, slashes.
fn inside(text: &str, word: Span, out: &mut Vec<Span>) {
    let mut start = word.start;
    if !is_address(word.of(text)) {
        for (offset, c) in word.of(text).char_indices() {
            let at = word.start + offset;
            if at < start {
                continue;
            }
            let (left, right) =
                (text.get(start..at).unwrap_or(""), text.get(at + c.len_utf8()..word.end).unwrap_or(""));
            if let Some(length) = separator(left, c, right) {
                clitics(text, Span::new(start, at), out);
                if length > 0 {
                    out.push(Span::new(at, at + length));
                }
                start = at + length;
            }
        }
        return clitics(text, Span::new(start, word.end), out);
    }
    out.push(word);
}

fn is_address(word: &str) -> bool {
    let web = word.contains("://") || word.get(..4).is_some_and(|w| w.eq_ignore_ascii_case("www."));
    web || word.starts_with('@') || (word.contains('@') && word.contains('.'))
}

/// Bytes of the token that `c` makes between `left` and `right`; 0 for a cut before `c`; `None` for no cut.
fn separator(left: &str, c: char, right: &str) -> Option<usize> {
    let before = left.chars().next_back()?;
    let after = right.chars().next()?;
    let digits = before.is_ascii_digit() && after.is_ascii_digit();
    let cut = match c {
        '—' | '–' | '…' | '(' | ')' | '[' | ']' | '{' | '}' | '"' | '“' | '”' | '«' | '»' | ';' | '!' | '?' | '|'
        | '•' => true,
        ',' => !digits,
        ':' => !digits && !after.is_ascii_digit(),
        '-' => return hyphen(left, right),
        '/' => before.is_alphabetic() && after.is_alphabetic() && left.len() > 1 && word_length(right) > 1,
        '.' if after == '.' => return Some(1 + right.len() - right.trim_start_matches('.').len()),
        // A space lost after a full stop: "ended.Later".
        '.' => before.is_lowercase() && after.is_uppercase() && left.len() > 2 && lower_second(right),
        '$' | '£' | '€' if after.is_ascii_digit() && before.is_alphabetic() => true,
        // "15%of", "5%-10%".
        '%' => before.is_ascii_digit(),
        _ => false,
    };
    cut.then_some(c.len_utf8())
}

fn word_length(right: &str) -> usize {
    right.chars().take_while(|c| c.is_alphabetic()).count()
}

fn lower_second(right: &str) -> bool {
    right.chars().nth(1).is_some_and(char::is_lowercase)
}

/// Dashes written as "--" and ranges of numbers are cut ("20-30", "9am-5pm"); words, dates and "36-year-old" are not.
fn hyphen(left: &str, right: &str) -> Option<usize> {
    if right.starts_with('-') {
        return Some(1 + right.len() - right.trim_start_matches('-').len());
    }
    let number_before = left.starts_with(|c: char| c.is_ascii_digit()) && !left.contains('-');
    let number_after = right.starts_with(|c: char| c.is_ascii_digit());
    // 2025-05-16
    let date = left.len() == 4 && right.len() >= 4 && right.as_bytes().get(2) == Some(&b'-');
    (number_before && number_after && !date && !right.contains('-')).then_some(1)
}

/// Splits what hangs on a word: "do|n't", "Olena|'s", "we|'re", "can|not".
fn clitics(text: &str, word: Span, out: &mut Vec<Span>) {
    if word.is_empty() {
        return;
    }
    let cut = clitic_at(word.of(text)).map(|n| word.start + n).filter(|at| (word.start + 1..word.end).contains(at));
    if let Some(at) = cut {
        out.push(Span::new(word.start, at));
        out.push(Span::new(at, word.end));
    } else {
        out.push(word);
    }
}

fn clitic_at(word: &str) -> Option<usize> {
    if word.eq_ignore_ascii_case("cannot") {
        return Some(3);
    }
    let (mark, c) = word.char_indices().rev().take(3).find(|(_, c)| matches!(c, '\'' | '’'))?;
    let rest = word.get(mark + c.len_utf8()..)?;
    if rest.eq_ignore_ascii_case("t") {
        let n = mark.checked_sub(1)?;
        return word.get(n..mark).filter(|w| w.eq_ignore_ascii_case("n")).map(|_| n);
    }
    is_clitic(word.get(mark..)?).then_some(mark)
}

/// Whether `word` is an apostrophe with a clitic's letters.
fn is_clitic(word: &str) -> bool {
    let rest = word.strip_prefix(['\'', '’']).unwrap_or("");
    ["s", "d", "m", "re", "ve", "ll"].iter().any(|clitic| rest.eq_ignore_ascii_case(clitic))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Tokens of `text`, joined with "|".
    fn cuts(text: &str) -> String {
        let spans = tokenize(text, Span::new(0, text.len()), &[]);
        spans.iter().map(|s| s.of(text)).collect::<Vec<_>>().join("|")
    }

    #[test]
    fn cuts_like_the_treebank() {
        for (text, expected) in [
            ("They don't, we’re, I'll.", "They|do|n't|,|we|’re|,|I|'ll|."),
            ("Olena’s and the ministers' talks", "Olena|’s|and|the|ministers|'|talks"),
            ("He cannot", "He|can|not"),
            ("three-day, face-to-face", "three-day|,|face-to-face"),
            ("the 36-year-old al-Omar", "the|36-year-old|al-Omar"),
            ("1,000 at 6.30pm, 0745 and 11am or 3:20.", "1,000|at|6.30pm|,|0745|and|11am|or|3:20|."),
            ("$6.86 or 15% (£2.5m)", "$|6.86|or|15|%|(|£|2.5m|)"),
            ("20-30 people, 2011–2014, 2025-05-16", "20|-|30|people|,|2011|–|2014|,|2025-05-16"),
            ("the U.S. said at 5 p.m.", "the|U.S.|said|at|5|p.m."),
            ("Gen. J. Orr left. No", "Gen.|J.|Orr|left.|No"),
            ("Mr. Orr left.", "Mr.|Orr|left|."),
            ("“It ended,” she said…", "“|It|ended|,|”|she|said|…"),
            ("Wait... what?!", "Wait|...|what|?!"),
            ("see https://a.example/x?y=1, @desk", "see|https://a.example/x?y=1|,|@desk"),
            ("talks—again--stalled", "talks|—|again|--|stalled"),
            ("Agency/Wire 12/07/2012 24/7", "Agency|/|Wire|12/07/2012|24/7"),
            ("O'Hara's AT&T", "O'Hara|'s|AT&T"),
            ("it ended.Later", "it|ended|.|Later"),
            ("'90s and 'yes'", "'90s|and|'|yes|'"),
        ] {
            assert_eq!(cuts(text), expected, "{text}");
        }
    }

    #[test]
    fn names_and_clock_times_in_news() {
        let text = "The foreign minister, Oleh Varenyk, will arrive in Torvik at 11am or 6.30pm on Friday.";
        let tokens = tokens_of(text, Span::new(0, text.len()), &[], Tagger::embedded());
        let tagged =
            |pos: Pos| -> Vec<&str> { tokens.iter().filter(|t| t.pos == pos).map(|t| t.span.of(text)).collect() };
        assert_eq!(tagged(Pos::Propn), ["Oleh", "Varenyk", "Torvik", "Friday"]);
        assert_eq!(tagged(Pos::Num), ["11am", "6.30pm"]);
    }

    #[test]
    fn hidden_bytes_are_blanks() {
        let text = "**Kyiv**'s talks";
        let spans = tokenize(text, Span::new(0, text.len()), &[Span::new(0, 2), Span::new(6, 8)]);
        assert_eq!(spans.iter().map(|s| s.of(text)).collect::<Vec<_>>(), ["Kyiv", "'s", "talks"]);
    }

    #[test]
    fn odd_text_gives_tokens_in_order_without_gaps_of_letters() {
        for text in [
            "",
            "'",
            "’s",
            "n't",
            "...",
            "-",
            "--",
            "a-",
            "é’",
            "₤\u{301}",
            "%%%",
            "@",
            "x@y",
            "1-2-3-4",
            "'''s",
            "\u{feff}",
        ] {
            let spans = tokenize(text, Span::new(0, text.len()), &[]);
            assert!(spans.windows(2).all(|w| w[0].end <= w[1].start), "{text}");
            assert!(spans.iter().all(|s| !s.is_empty() && !s.of(text).is_empty()), "{text}");
        }
    }
}
