//! Where the words of the gold stand: every occurrence of a quotation, grown to its sentence by means of its own. The measure must not
//! move when the program begins to cut sentences otherwise.

use crate::{
    claims::SourceAnalysis,
    error::{Error, ErrorKind, Result},
    evaluation::{Gold, GoldFile},
    text::Span,
};

/// What ends a sentence before the next one.
const STOPS: [&str; 3] = [". ", "? ", "! "];

/// What ends a sentence that a quotation ends with.
const QUOTED_STOPS: [&str; 2] = [".” ", "?” "];

/// An entry with the sentences of each of its sides.
#[derive(Debug)]
pub(super) struct Placed<'g> {
    pub gold: &'g Gold,
    /// For each side the sentences that hold its words, each with the index of its source.
    pub sides: Vec<Vec<(usize, Span)>>,
}

impl Placed<'_> {
    /// Which sides have a sentence that shares a byte with `span`.
    pub fn sides_at(&self, source: usize, span: Span) -> impl Iterator<Item = usize> {
        // Words of no length stand at the byte behind them.
        let span = Span::new(span.start, span.end.max(span.start + 1));
        let on =
            move |sentences: &Vec<(usize, Span)>| sentences.iter().any(|(s, at)| *s == source && at.overlaps(span));
        self.sides.iter().enumerate().filter(move |(_, sentences)| on(sentences)).map(|(side, _)| side)
    }
}

/// Finds the words of every entry; one that quotes what no source says is refused.
pub(super) fn place<'g>(gold: &'g GoldFile, sources: &[SourceAnalysis]) -> Result<Vec<Placed<'g>>> {
    gold.entries.iter().map(|entry| place_one(entry, gold, sources)).collect()
}

fn place_one<'g>(entry: &'g Gold, file: &GoldFile, sources: &[SourceAnalysis]) -> Result<Placed<'g>> {
    let refusal = |what: String, remedy: &str| {
        Error::new(ErrorKind::Configuration, what).at(&file.path).line(entry.line).remedy(remedy)
    };
    let mut sides = Vec::new();
    for side in &entry.sides {
        let mut texts = sources.iter().enumerate().filter(|(_, s)| is_called(&s.path, &side.file)).peekable();
        if texts.peek().is_none() {
            let what = format!("`{}` names {}, which is no source of the story", entry.id, side.file);
            return Err(refusal(what, "write the name of the file as sources.toml has it, without folders"));
        }
        let sentences: Vec<(usize, Span)> =
            texts.flat_map(|(at, s)| occurrences(&s.doc.text, &side.quote).map(move |span| (at, span))).collect();
        if sentences.is_empty() {
            let start: String = side.quote.chars().take(60).collect();
            let what = format!("`{}` quotes what {} does not say: {start:?}", entry.id, side.file);
            return Err(refusal(what, "copy the words from the text, with its quotation marks and line breaks"));
        }
        sides.push(sentences);
    }
    Ok(Placed { gold: entry, sides })
}

fn is_called(path: &str, name: &str) -> bool {
    path.rsplit('/').next() == Some(name)
}

/// The sentences in which `quote` stands.
fn occurrences<'t>(text: &'t str, quote: &'t str) -> impl Iterator<Item = Span> + 't {
    text.match_indices(quote).map(|(start, words)| sentence(text, Span::new(start, start + words.len())))
}

/// The sentence around `words`, or its line where that is shorter.
fn sentence(text: &str, words: Span) -> Span {
    let line = text[..words.start].rfind('\n').map_or(0, |at| at + 1);
    let before = &text[line..words.start];
    let ends = STOPS.iter().chain(&QUOTED_STOPS).filter_map(|stop| before.rfind(stop).map(|at| at + stop.len()));
    let start = line + ends.max().unwrap_or(0);
    // Words that end with their sentence have its stop as their last character.
    let last = text[..words.end].char_indices().next_back().map_or(words.end, |(at, _)| at).max(words.start);
    let rest = &text[last..];
    let own = words.end - last;
    let line = rest[own..].find('\n').map_or(rest.len(), |at| own + at);
    let end = STOPS.iter().filter_map(|stop| rest[..line].find(stop).map(|at| at + 1)).min().unwrap_or(line);
    Span::new(start, last + end)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_grown_to_their_sentence() {
        let text = "Head\nThe first. “We sail.” Then é came. The last? No";
        for (words, sentence_of_them) in [
            ("Head", "Head"),
            ("first", "The first."),
            ("We", "“We sail.” Then é came."),
            ("Then é", "Then é came."),
            ("came.", "Then é came."),
            ("é came. The", "Then é came. The last?"),
            ("No", "No"),
        ] {
            let at = text.find(words).expect("it stands there");
            assert_eq!(sentence(text, Span::new(at, at + words.len())).of(text), sentence_of_them, "{words}");
        }
    }
}
