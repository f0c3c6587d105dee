//! `diff` as Markdown: a table of the facts, and the shared text with its changed words in bold.

use crate::reports::{
    Report,
    markdown::escape::{escape, marked},
    report::{percent, plural},
    shared::{Sentence, shared},
    side_by_side::{self, Mark, Said},
};

/// The tables; nothing when there are not two sources.
pub(super) fn tables(report: &Report) -> String {
    let Some(sources) = side_by_side::sources(report) else { return String::new() };
    let [left, right] = sources.map(|source| escape(&report.story.sources[source].path));
    let head = format!("| {left} | | {right} |\n");
    let mut out = format!("\n## Facts\n\n| Fact {head}| --- | --- | :---: | --- |\n");
    for row in side_by_side::rows(report, sources) {
        let [a, b] = [0, 1].map(|side| cell(report, &row.columns[side]));
        let (slot, subject, sign) = (row.slot.name(), escape(row.subject), escape(row.mark.sign()));
        out.push_str(&format!("| {slot}: {subject} | {a} | {sign} | {b} |\n"));
    }
    let legend: Vec<String> = Mark::ALL.iter().map(|m| format!("{} {}", escape(m.sign()), m.meaning())).collect();
    out.push_str(&format!("\n{}\n", legend.join("; ")));
    for passage in shared(report, sources) {
        let (class, share) = (passage.copy.class.name(), percent(passage.copy.similarity));
        out.push_str(&format!("\n## Shared text, {class}: {share} % of the words\n\n{head}| --- | :---: | --- |\n"));
        for pair in &passage.changed {
            let [a, b] = [&pair[0], &pair[1]].map(|s| sentence(report, s));
            out.push_str(&format!("| {a} | {} | {b} |\n", Mark::Differ.sign()));
        }
        if let [first, rest @ ..] = &passage.alike[..] {
            let [a, b] = [&first[0], &first[1]].map(|s| sentence(report, s));
            out.push_str(&format!("| {a} | {} | {b} |\n", escape(Mark::Agree.sign())));
            if !rest.is_empty() {
                out.push_str(&format!("\nAnd {} word for word.\n", plural(rest.len(), "sentence")));
            }
        }
    }
    out
}

/// What one source says of a fact: each value with its places and the words of the first.
fn cell(report: &Report, said: &[Said]) -> String {
    let value = |said: &Said| {
        let places = said.evidence.iter().map(|e| report.place(e)).map(|(line, column)| format!("{line}:{column}"));
        let places: Vec<String> = places.collect();
        // What is all of its evidence, as quoted words are, is not printed twice.
        let words = said.evidence.first().filter(|e| e.span != e.value).map(|e| {
            let doc = &report.story.sources[e.source].doc;
            format!("<br>{}", marked(&doc.text, e.span, &[e.value]))
        });
        format!("{}: {}{}", places.join(", "), escape(&said.value), words.unwrap_or_default())
    };
    said.iter().map(value).collect::<Vec<_>>().join("<br>")
}

fn sentence(report: &Report, sentence: &Sentence) -> String {
    let doc = &report.story.sources[sentence.source].doc;
    let (line, column) = report.lines[sentence.source].place(&doc.text, sentence.span.start);
    format!("{line}:{column}<br>{}", marked(&doc.text, sentence.span, &sentence.changed))
}
