//! What articles may share: words, names, and names and figures that stand side by side ("Ida Lund", "15 May").

use std::collections::BTreeMap;

use crate::{
    rules::Lexicons,
    stories::Article,
    text::{BlockKind, Span, find_blocks},
    values::{fnv1a, names::fold},
};

/// A small word in small letters says nothing of a story.
const SMALL: usize = 3;
/// The fewest letters of anything that is shared.
const FEWEST_LETTERS: usize = 2;
/// So many words make the key of a story, and no more letters of each.
const WORDS_OF_A_KEY: usize = 3;
const LETTERS_OF_A_KEY: usize = 24;

/// What kind of thing is shared. A name is also a word.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Kind {
    /// Any word.
    Word,
    /// A word with a capital inside a sentence.
    Name,
    /// A name or figures behind a name or figures: full names and days.
    Pair,
}

/// Something shared, as a number that is the same on every machine. Its last bits say its kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct Sign(u64);

impl Sign {
    const KIND: u64 = 0b11;

    fn of(kind: Kind, words: &str) -> Self {
        Self(fnv1a(words) & !Self::KIND | kind as u64)
    }

    pub(super) fn kind(self) -> Kind {
        match self.0 & Self::KIND {
            0 => Kind::Word,
            1 => Kind::Name,
            _ => Kind::Pair,
        }
    }
}

/// Everything of one article that another one may have too, in the order of the text.
#[derive(Debug, Default)]
pub(super) struct Words {
    found: Vec<(Kind, String)>,
}

impl Words {
    /// Reads an article, without credits and what its site repeats.
    pub(super) fn of(article: &Article, lexicons: &Lexicons) -> Self {
        let mut hidden = article.layout.hidden.clone();
        hidden.sort();
        let mut out = Self::default();
        for block in find_blocks(article.text, article.layout, lexicons) {
            if !matches!(block.kind, BlockKind::Credit | BlockKind::Furniture) {
                out.read(article.text, block.span, &hidden);
            }
        }
        out
    }

    fn read(&mut self, text: &str, span: Span, hidden: &[Span]) {
        let mut end = None;
        // The word before, where it is a name or figures and only a blank stands between.
        let mut before = String::new();
        for word in words(text, span) {
            let next = hidden.partition_point(|h| h.start <= word.start);
            if next.checked_sub(1).is_some_and(|h| word.start < hidden[h].end) {
                continue;
            }
            let begins = end.is_none_or(|end| text[end..word.start].contains(begins_a_sentence));
            end = Some(word.end);
            let written = word.of(text);
            let folded = fold(written.strip_suffix("'s").or_else(|| written.strip_suffix("’s")).unwrap_or(written));
            let is_name = written.starts_with(char::is_uppercase);
            let is_figure = written.starts_with(|c: char| c.is_ascii_digit());
            let is_special = is_name || is_figure;
            let earlier = std::mem::take(&mut before);
            if folded.len() < FEWEST_LETTERS {
                continue;
            }
            if is_special && !begins && !earlier.is_empty() {
                self.found.push((Kind::Pair, format!("{earlier} {folded}")));
            }
            if is_name && !begins {
                self.found.push((Kind::Name, folded.clone()));
            }
            if is_special {
                before.clone_from(&folded);
            }
            if is_name && !begins || is_figure || folded.len() > SMALL {
                self.found.push((Kind::Word, folded));
            }
        }
    }

    /// How often each thing is there, in order.
    pub(super) fn counts(&self) -> Vec<(Sign, u64)> {
        let mut signs: Vec<Sign> = self.found.iter().map(|(kind, words)| Sign::of(*kind, words)).collect();
        signs.sort_unstable();
        signs.chunk_by(|a, b| a == b).map(|same| (same[0], same.len() as u64)).collect()
    }
}

/// The key of a story: what its `telling` signs stand for, in their order, as the first of its articles that has them writes it.
pub(super) fn key(telling: &[Sign], articles: impl Iterator<Item = Words>) -> String {
    let mut known: BTreeMap<Sign, String> = BTreeMap::new();
    let wanted = &telling[..telling.len().min(WORDS_OF_A_KEY)];
    for article in articles {
        if known.len() == wanted.len() {
            break;
        }
        for (kind, words) in article.found {
            let sign = Sign::of(kind, &words);
            if wanted.contains(&sign) {
                known.entry(sign).or_insert(words);
            }
        }
    }
    let short = |words: &String| words.chars().take(LETTERS_OF_A_KEY).collect::<String>().trim().replace(' ', "-");
    let words: Vec<String> = wanted.iter().filter_map(|sign| known.get(sign)).map(short).collect();
    if words.is_empty() { "story".to_owned() } else { words.join("-") }
}

/// Runs of letters and figures; an apostrophe inside belongs to them.
fn words(text: &str, span: Span) -> impl Iterator<Item = Span> + '_ {
    let is_apostrophe = |c: char| matches!(c, '\'' | '’');
    let mut at = span.start;
    std::iter::from_fn(move || {
        let start = at + text[at..span.end].find(char::is_alphanumeric)?;
        let inside =
            text[start..span.end].char_indices().zip(text[start..span.end].chars().skip(1).map(Some).chain([None]));
        let mut rest = inside.skip_while(|((_, c), next)| {
            c.is_alphanumeric() || is_apostrophe(*c) && next.is_some_and(char::is_alphanumeric)
        });
        at = rest.next().map_or(span.end, |((end, _), _)| start + end);
        Some(Span::new(start, at))
    })
}

/// Whether a word behind this has a capital anyway.
fn begins_a_sentence(c: char) -> bool {
    matches!(c, '.' | '!' | '?' | ':' | '\n' | '"' | '“' | '”' | '‘')
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{rules::Rules, text::Layout};

    fn found(text: &str, hidden: Vec<Span>) -> Vec<(Kind, String)> {
        let layout = Layout { hidden, ..Layout::default() };
        let article = Article { id: "a", text, layout: &layout, day: None };
        Words::of(&article, &Rules::embedded().lexicons).found
    }

    #[test]
    fn names_and_days_are_more_than_words() {
        let found = found("Yesterday Ida Lund’s ferry left İstanbul on 15 May. It's late.", vec![]);
        let of = |kind: Kind| found.iter().filter(|f| f.0 == kind).map(|f| f.1.as_str()).collect::<Vec<_>>();
        assert_eq!(of(Kind::Name), ["ida", "lund", "istanbul", "may"]);
        assert_eq!(of(Kind::Pair), ["yesterday ida", "ida lund", "15 may"]);
        assert_eq!(of(Kind::Word), ["yesterday", "ida", "lund", "ferry", "left", "istanbul", "15", "may", "late"]);
    }

    #[test]
    fn what_is_markup_is_not_read() {
        let text = "The ferry [Solveig](http://ostmoor.example/Solveig) sank on Friday night off the coast.";
        let link = Span::new(text.find('(').expect("a link"), text.find(") ").expect("its end"));
        assert!(!found(text, vec![link]).iter().any(|(_, word)| word == "ostmoor"));
        assert!(found(text, vec![]).iter().any(|(_, word)| word == "ostmoor"));
    }

    #[test]
    fn odd_text_has_odd_words_and_no_fault() {
        for text in ["", "’", "'a", "a'", "é’é", "١٢٣ ٤", "ǅ’ǅ ﷽ \u{200d}", "a’’b"] {
            found(text, vec![]);
        }
    }
}
