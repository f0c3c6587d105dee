//! Where outlets say that they have something from: agencies and state media, as a credit of the whole text ("LISBON (Reuters) -") or
//! of one sentence ("he told AFP", "state television reported").

use std::collections::BTreeMap;

use crate::{
    claims::SourceAnalysis,
    rules::Lexicons,
    text::{BlockKind, Document},
};

/// The most words of a name.
const LONGEST_NAME: usize = 4;
/// A shorter name must be written in capitals: "AP" is an agency, "ap" is not.
const SHORT_NAME: usize = 4;
/// The credit of a date line stands within so many words.
const DATE_LINE: usize = 12;
/// Sentences at the top of a post that may have a date line.
const TOP_SENTENCES: usize = 3;
/// Words between a name and what shows it to be an origin ("the Xinhua news agency reported").
const NOUNS_BETWEEN: usize = 3;

/// What each sentence is credited to.
#[derive(Debug, Default)]
pub struct Origins {
    /// By source and sentence.
    sentences: BTreeMap<(usize, usize), String>,
    /// By source and post, for all sentences of a post that have no other credit.
    posts: BTreeMap<(usize, usize), String>,
    /// By source, for those that an agency itself publishes.
    outlets: BTreeMap<usize, String>,
}

impl Origins {
    /// Reads the credits of all sources.
    pub fn of(sources: &[SourceAnalysis], lexicons: &Lexicons) -> Self {
        let mut out = Self::default();
        for (source, analysis) in sources.iter().enumerate() {
            let outlet = analysis.outlet.to_lowercase();
            if let Some(name) = lexicons.value("origin", outlet.strip_prefix("the ").unwrap_or(&outlet)) {
                out.outlets.insert(source, name.to_owned());
            }
            out.read(source, &analysis.doc, lexicons);
        }
        out
    }

    /// Whom sentence `sentence` of `source` has its words or facts from, as far as it says.
    pub fn origin(&self, source: usize, sentence: usize, post: usize) -> Option<&str> {
        let own = self.sentences.get(&(source, sentence)).or_else(|| self.posts.get(&(source, post)));
        own.or_else(|| self.outlets.get(&source)).map(String::as_str)
    }

    /// The agency that publishes `source`, if one does.
    pub fn agency(&self, source: usize) -> Option<&str> {
        self.outlets.get(&source).map(String::as_str)
    }

    fn read(&mut self, source: usize, doc: &Document, lexicons: &Lexicons) {
        for block in doc.blocks.iter().filter(|b| b.kind == BlockKind::Credit) {
            if let Some(name) = byline(doc.slice(block.span), lexicons) {
                self.posts.entry((source, block.post)).or_insert(name);
            }
        }
        let mut in_post = (usize::MAX, 0);
        for sentence in 0..doc.sentences.len() {
            let post = doc.post_of(sentence);
            let top = if in_post.0 == post { in_post.1 + 1 } else { 0 };
            in_post = (post, top);
            let Some((name, is_of_all)) = credit(doc, sentence, lexicons) else { continue };
            let last = doc.sentences.get(sentence + 1).is_none() || doc.post_of(sentence + 1) != post;
            match is_of_all {
                Place::DateLine if top < TOP_SENTENCES => self.posts.insert((source, post), name),
                Place::End if last => self.posts.insert((source, post), name),
                _ => self.sentences.insert((source, sentence), name),
            };
        }
    }
}

/// Where in a sentence its credit stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Place {
    DateLine,
    Inside,
    End,
}

/// The one agency that a byline names; two share the work, and neither is the origin.
fn byline(line: &str, lexicons: &Lexicons) -> Option<String> {
    let line = line.trim().to_lowercase();
    let names = lexicons.words("origin_byline").find_map(|start| line.strip_prefix(start))?;
    let mut found: Vec<&str> = names
        .split([',', '/', ';', '|', '&', '(', ')'])
        .flat_map(|part| part.split(" and "))
        .filter_map(|part| {
            let part = part.trim().trim_end_matches('.');
            lexicons.value("origin", part.strip_prefix("the ").unwrap_or(part))
        })
        .collect();
    found.dedup();
    if let [name] = found[..] { Some(name.to_owned()) } else { None }
}

/// Whom the sentence credits, and where.
fn credit(doc: &Document, sentence: usize, lexicons: &Lexicons) -> Option<(String, Place)> {
    let tokens = doc.sentences.get(sentence)?.tokens.clone();
    let mut at = tokens.start;
    while at < tokens.end {
        let Some((name, end)) = name_at(doc, at, tokens.end, lexicons) else {
            at += 1;
            continue;
        };
        let word = |t: usize| if tokens.contains(&t) { &*doc.tokens[t].lower } else { "" };
        let bracketed = word(at.wrapping_sub(1)) == "(" && word(end) == ")";
        let dash = |t: usize| matches!(word(t), "-" | "–" | "—" | "--" | ":");
        if (bracketed && dash(end + 1) || dash(end)) && end < tokens.start + DATE_LINE {
            return Some((name, Place::DateLine));
        }
        if bracketed {
            let end_of_sentence = (end + 1..tokens.end).all(|t| matches!(word(t), "." | "”" | "\""));
            return Some((name, if end_of_sentence { Place::End } else { Place::Inside }));
        }
        if follows_cue(doc, tokens.start, at, lexicons) || precedes_cue(doc, end, tokens.end, lexicons) {
            return Some((name, Place::Inside));
        }
        at = end;
    }
    None
}

/// The name that begins at token `at`, and where it ends.
fn name_at(doc: &Document, at: usize, limit: usize, lexicons: &Lexicons) -> Option<(String, usize)> {
    let mut phrase = String::new();
    let mut found = None;
    for end in at + 1..=limit.min(at + LONGEST_NAME) {
        phrase.push_str(if phrase.is_empty() { "" } else { " " });
        phrase.push_str(&doc.tokens[end - 1].lower);
        let written = doc.word(at);
        let capital = written.chars().next().is_some_and(char::is_uppercase);
        let short = phrase.len() <= SHORT_NAME && written.chars().any(char::is_lowercase);
        if let Some(name) = lexicons.value("origin", &phrase).filter(|_| capital && !short) {
            found = Some((name.to_owned(), end));
        } else if let Some(name) = lexicons.value("origin_of_state", &phrase) {
            let before = at.checked_sub(1).map_or("", |t| doc.word(t));
            let whose = if before.chars().next().is_some_and(char::is_uppercase) { before } else { "" };
            found = Some((format!("{whose} {name}").trim_start().to_owned(), end));
        }
    }
    found
}

/// Whether a cue stands before the name, an article or the country of the state's media aside.
fn follows_cue(doc: &Document, from: usize, at: usize, lexicons: &Lexicons) -> bool {
    let words: Vec<&str> =
        doc.tokens[from.max(at.saturating_sub(NOUNS_BETWEEN + 1))..at].iter().map(|t| &*t.lower).collect();
    let cue = |words: &[&str]| match words {
        [.., a, b] => lexicons.has("origin_before", b) || lexicons.has("origin_before", &format!("{a} {b}")),
        [b] => lexicons.has("origin_before", b),
        [] => false,
    };
    (0..=words.len().min(2)).any(|aside| {
        let (before, skipped) = words.split_at(words.len() - aside);
        let capital = |n: usize| doc.word(at - n).chars().next().is_some_and(char::is_uppercase);
        let skippable = skipped.iter().rev().enumerate().all(|(n, w)| lexicons.has("article", w) || capital(n + 1));
        skippable && cue(before)
    })
}

/// Whether a cue stands behind the name, with "news agency" between them perhaps.
fn precedes_cue(doc: &Document, end: usize, limit: usize, lexicons: &Lexicons) -> bool {
    let behind = &doc.tokens[end..limit.min(end + NOUNS_BETWEEN)];
    let cue = behind.iter().find(|t| !lexicons.has("origin_noun", &t.lower));
    cue.is_some_and(|t| lexicons.has("origin_after", &t.lemma))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        rules::Rules,
        text::{self, Layout},
    };

    fn credits(text: &str) -> Vec<Option<(String, Place)>> {
        let rules = Rules::embedded();
        let doc = text::annotate(text, &Layout::default(), &rules.lexicons);
        (0..doc.sentences.len()).map(|s| credit(&doc, s, &rules.lexicons)).collect()
    }

    #[test]
    fn a_credit_is_known_by_the_words_around_it() {
        for (text, name, place) in [
            ("LINDHOLM (Reuters) - Two ferries collided on Tuesday.", "Reuters", Place::DateLine),
            ("Two ferries collided off Lindholm on Tuesday (AFP).", "AFP", Place::End),
            ("“Nobody is missing,” the harbour master told the Associated Press.", "AP", Place::Inside),
            ("The Xinhua news agency reported that two ferries collided.", "Xinhua", Place::Inside),
            ("Two ferries collided, according to Moldovan state television.", "Moldovan state media", Place::Inside),
            ("Two ferries collided, state media said.", "state media", Place::Inside),
        ] {
            assert_eq!(credits(text), [Some((name.to_owned(), place))], "{text}");
        }
    }

    #[test]
    fn an_agency_that_is_only_spoken_of_is_no_origin() {
        for text in [
            "Reuters will move its office in Lindholm to a larger building.",
            "The council met in a hall that the AP rents on Mondays.",
            "She ate an ap and told him to pa for it.",
        ] {
            assert_eq!(credits(text), [None], "{text}");
        }
    }

    #[test]
    fn a_byline_of_two_agencies_has_no_single_origin() {
        let rules = Rules::embedded();
        let of = |line: &str| byline(line, &rules.lexicons);
        assert_eq!(of("By Jane Roe, Associated Press").as_deref(), Some("AP"));
        assert_eq!(of("Source: AFP").as_deref(), Some("AFP"));
        assert_eq!(of("By AFP and Reuters"), None);
        assert_eq!(of("Photograph: Jane Roe/AP"), None);
    }
}
