//! `crosscheck extract --stage syntax`: the grammar of each sentence, for those who write rules.

use serde_json::{Value as Json, json};

use crate::{
    claims::SourceAnalysis,
    mentions::{Mention, Value},
    reports::kind_and_value,
    syntax::{Tree, parse},
    text::{BlockKind, Sentence},
};

/// One word as it is shown.
struct Row<'a> {
    word: String,
    lemma: &'a str,
    tag: &'static str,
    head: Option<usize>,
    relation: &'static str,
    doubtful: bool,
    mentions: Vec<&'static str>,
}

/// A table for each sentence: number, word, lemma, tag, relation, head, and what the word is part of the name of.
pub(super) fn text(analysis: &SourceAnalysis) -> String {
    let mut out = String::new();
    for (sentence, rows) in sentences(analysis) {
        let line: Vec<&str> = analysis.doc.slice(sentence.span).split_whitespace().collect();
        out.push_str(&format!("{}: {}\n", plain(&analysis.path), plain(&line.join(" "))));
        let cells: Vec<[String; 6]> = rows
            .iter()
            .enumerate()
            .map(|(at, row)| {
                let doubt = if row.doubtful { "?" } else { "" };
                let above = |head: usize| format!("{} {}", head + 1, rows.get(head).map_or("", |row| &row.word));
                let head = row.head.map_or_else(|| "-".to_owned(), above);
                let relation = format!("{}{doubt}", row.relation);
                [(at + 1).to_string(), row.word.clone(), plain(row.lemma), row.tag.to_owned(), relation, head]
            })
            .collect();
        let widths: Vec<usize> =
            (0..6).map(|column| cells.iter().map(|row| row[column].chars().count()).max().unwrap_or(0)).collect();
        for (row, cells) in rows.iter().zip(&cells) {
            let padded: Vec<String> = cells.iter().zip(&widths).map(|(cell, width)| format!("{cell:width$}")).collect();
            out.push_str(format!("  {}  {}", padded.join("  "), row.mentions.join(" ")).trim_end());
            out.push('\n');
        }
        out.push('\n');
    }
    out
}

/// An object for each sentence. A head is the number of a word, from 1; null for the root.
pub(super) fn json(analysis: &SourceAnalysis) -> Vec<Json> {
    let word = |row: Row| {
        json!({
            "text": row.word, "lemma": row.lemma, "tag": row.tag, "head": row.head.map(|head| head + 1),
            "relation": row.relation, "doubtful": row.doubtful, "mentions": row.mentions,
        })
    };
    let sentence = |(sentence, rows): (&Sentence, Vec<Row>)| {
        json!({
            "path": analysis.path, "start": sentence.span.start, "end": sentence.span.end,
            "text": analysis.doc.slice(sentence.span), "words": rows.into_iter().map(word).collect::<Vec<_>>(),
        })
    };
    sentences(analysis).into_iter().map(sentence).collect()
}

fn sentences(analysis: &SourceAnalysis) -> Vec<(&Sentence, Vec<Row<'_>>)> {
    let doc = &analysis.doc;
    let shown = doc
        .sentences
        .iter()
        .enumerate()
        .filter(|(index, _)| !matches!(doc.kind_of(*index), BlockKind::Credit | BlockKind::Furniture));
    shown.map(|(_, sentence)| (sentence, rows(analysis, sentence))).collect()
}

fn rows<'a>(analysis: &'a SourceAnalysis, sentence: &Sentence) -> Vec<Row<'a>> {
    let doc = &analysis.doc;
    let words: Vec<&str> = sentence.tokens.clone().map(|t| doc.word(t)).collect();
    let tokens = &doc.tokens[sentence.tokens.clone()];
    let tree: Tree = parse(&words, &tokens.iter().map(|t| (t.pos, t.form)).collect::<Vec<_>>());
    let first = analysis.mentions.partition_point(|m| m.sentence < first_sentence(analysis, sentence));
    let here = || analysis.mentions[first..].iter().take_while(|m| m.tokens.start < sentence.tokens.end);
    let row = |(at, token): (usize, &'a crate::text::Token)| {
        let number = sentence.tokens.start + at;
        // Kinds are words for themselves; `--stage mentions` lists them.
        let named = |m: &&Mention| m.tokens.contains(&number) && !matches!(m.value, Value::Kind(_));
        let around = here().filter(named);
        Row {
            word: plain(words[at]),
            lemma: &token.lemma,
            tag: token.pos.name(),
            head: tree.head(at),
            relation: tree.dep(at).name(),
            doubtful: tree.doubtful.get(at).copied().unwrap_or(true),
            mentions: around.map(|m| kind_and_value(m).0).collect(),
        }
    };
    tokens.iter().enumerate().map(row).collect()
}

/// The index of a sentence by where it begins.
fn first_sentence(analysis: &SourceAnalysis, sentence: &Sentence) -> usize {
    analysis.doc.sentences.partition_point(|s| s.tokens.start < sentence.tokens.start)
}

/// What could drive a terminal as a blank.
fn plain(text: &str) -> String {
    text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect()
}
