//! What a number counts.

use crate::{
    mentions::quantities::{hedges, line::Line, numeral::Numeral},
    text::{Form, Pos},
    values::Reach,
};

/// How many words may stand between a number and what it counts.
const REACH: usize = 6;

/// The noun that a number counts.
pub(super) struct Counted {
    /// Its dictionary form; empty where the number stands alone.
    pub noun: String,
    /// The words between the number and the noun.
    pub modifiers: Vec<String>,
    /// Whether the number describes the noun behind it, as in "48-page", and counts none of it.
    pub attributive: bool,
}

impl Counted {
    fn nothing() -> Self {
        Self { noun: String::new(), modifiers: Vec::new(), attributive: false }
    }
}

/// What the numeral from `at` on counts: the head of the chunk that it stands in ("26 Somali pirates"), a common noun or a people
/// ("5,000 Kenyans"); what hangs on it ("48-page"); or what stands behind "of" ("dozens of people").
pub(super) fn counted(line: &Line<'_>, at: usize, read: &Numeral<'_>) -> Counted {
    if !read.rest.is_empty() {
        let noun = read.rest.split('-').next().unwrap_or_default();
        let noun = line.lexicons.value("hung_on_for", noun).unwrap_or(noun).to_owned();
        return Counted { noun, attributive: true, ..Counted::nothing() };
    }
    let of = matches!(read.reach, Reach::Vague(_)) && line.word(read.end) == Some("of");
    // "300 or so seats"
    let hedged = hedges::hedge_behind(line, read.end).is_some();
    let from = read.end + usize::from(of) + if hedged { 2 } else { 0 };
    let Some(head) = head(line, if of || hedged { from } else { read.end - 1 }, from) else {
        return Counted::nothing();
    };
    let token = &line.doc.tokens[head];
    let article = line.before(at).is_some_and(|w| line.lexicons.has("indefinite_article", w));
    let single = token.form != Form::Plural && !line.is("people_in_general", head);
    // "A 5,000 reward", "a 15 certificate": the number is none of the nouns.
    let described = article && single && read.reach == Reach::Point && read.number > 1.0 && read.scale == 1.0;
    if described {
        return Counted { attributive: true, ..Counted::nothing() };
    }
    let words = |t: usize| line.doc.tokens[t].lemma.to_lowercase();
    let noun = if line.is("nouns_of_age", head) || is_of_age(&token.lower) { "person".to_owned() } else { words(head) };
    // "Three others": other people.
    let noun = if line.is("others", head) { "people".to_owned() } else { noun };
    let modifiers = (from..head).filter(|&t| line.doc.tokens[t].pos != Pos::Punct).map(words).collect();
    Counted { noun, modifiers, attributive: false }
}

/// The head of the chunk around `at`, if it stands from `from` on; a phrase of time at its end is none of it ("three injured last week",
/// "300 drivers last year").
fn head(line: &Line<'_>, at: usize, from: usize) -> Option<usize> {
    let doc = line.doc;
    let chunk = doc.chunks.get(doc.chunks.partition_point(|c| c.tokens.end <= at))?;
    if !chunk.tokens.contains(&at) {
        return None;
    }
    let timed = (from..chunk.tokens.end).find(|t| line.timed[*t]).unwrap_or(chunk.tokens.end);
    let end = chunk.tokens.end.min(timed);
    let head = if chunk.head < end {
        chunk.head
    } else {
        (from..end).rev().find(|t| matches!(doc.tokens[*t].pos, Pos::Noun | Pos::Propn))?
    };
    let token = &doc.tokens[head];
    let code = doc.word(head).chars().all(char::is_uppercase);
    let countable = !code && (token.pos == Pos::Noun || token.pos == Pos::Propn && token.form == Form::Plural);
    (head >= from && head < from + REACH && countable).then_some(head)
}

/// Whether a word stands for people of an age: "29-year-olds".
fn is_of_age(word: &str) -> bool {
    word.starts_with(|c: char| c.is_ascii_digit()) && (word.ends_with("-year-olds") || word.ends_with("-year-old"))
}
