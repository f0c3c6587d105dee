//! The part of LanguageTool's interface that editors' plug-ins use: findings on a text as matches, counted in UTF-16 units.

use serde::Deserialize;
use serde_json::{Value, json};

use crate::{
    cli::serve::{
        answer::Answer,
        check::{Read, Text},
        desk::{Desk, Room},
        request::Asked,
    },
    reports::{Comment, Job, Report, comments},
    text::Span,
};

/// Letters on each side of a match that are shown with it.
const CONTEXT: usize = 40;

/// `data`: a text with markup in it, which is not checked and counts in offsets.
#[derive(Debug, Deserialize)]
struct Annotated {
    annotation: Vec<Part>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
struct Part {
    text: Option<String>,
    markup: Option<String>,
    interpret_as: Option<String>,
}

/// A text as it is checked, and where its parts stand in what was sent.
#[derive(Debug, Default)]
struct Sent {
    plain: String,
    /// First byte in `plain`, first unit in what was sent, and whether the letters are those that were sent.
    parts: Vec<(usize, usize, bool)>,
}

impl Sent {
    fn of(asked: &Asked) -> Result<Self, Answer> {
        if let Some(text) = asked.field("text") {
            return Ok(Self { plain: text, parts: vec![(0, 0, true)] });
        }
        let data = asked.field("data").ok_or_else(|| Answer::error(400, "the form needs `text` or `data`"))?;
        let data: Annotated = serde_json::from_str(&data)
            .map_err(|error| Answer::error(400, format!("`data` is not understood: {error}")))?;
        let (mut out, mut units) = (Self::default(), 0);
        for part in data.annotation {
            out.parts.push((out.plain.len(), units, part.text.is_some()));
            match (part.text, part.markup) {
                (Some(text), _) => {
                    units += utf16(&text);
                    out.plain.push_str(&text);
                }
                (None, markup) => {
                    units += utf16(&markup.unwrap_or_default());
                    out.plain.push_str(&part.interpret_as.unwrap_or_default());
                }
            }
        }
        Ok(out)
    }

    /// The unit of what was sent at which the letter at `byte` stands.
    fn unit(&self, byte: usize) -> usize {
        let at = self.parts.partition_point(|(start, ..)| *start <= byte).saturating_sub(1);
        let Some((start, unit, is_text)) = self.parts.get(at) else { return 0 };
        unit + if *is_text { self.plain.get(*start..byte).map_or(0, utf16) } else { 0 }
    }
}

fn utf16(text: &str) -> usize {
    text.encode_utf16().count()
}

/// Answers `GET /v2/languages`.
pub(super) fn languages() -> Answer {
    let rows = [("English", "en"), ("English (GB)", "en-GB"), ("English (US)", "en-US")];
    Answer::json(&rows.map(|(name, long)| json!({ "name": name, "code": "en", "longCode": long })).to_vec().into())
}

/// Answers `POST /v2/check`.
pub(super) fn check(asked: &Asked, room: &Room, desk: &Desk) -> Result<Answer, Answer> {
    let language = asked.field("language").ok_or_else(|| Answer::error(400, "the form needs `language`"))?;
    let sent = Sent::of(asked)?;
    let english = language == "auto" || language.split(['-', '_']).next() == Some("en");
    let matches = if english && !sent.plain.trim().is_empty() { matches(&sent, room, desk)? } else { Vec::new() };
    let code = if language == "auto" { "en" } else { &language };
    let name = if english { "English" } else { "not checked" };
    Ok(Answer::json(&json!({
        "software": {
            "name": env!("CARGO_PKG_NAME"), "version": env!("CARGO_PKG_VERSION"), "buildDate": "", "apiVersion": 1,
            "premium": false, "status": "",
        },
        "warnings": { "incompleteResults": false },
        "language": { "name": name, "code": code, "detectedLanguage": { "name": name, "code": code, "confidence": 1.0 } },
        "matches": matches,
    })))
}

fn matches(sent: &Sent, room: &Room, desk: &Desk) -> Result<Vec<Value>, Answer> {
    let read = Read::of(Some(Text::of(&sent.plain)), Vec::new(), room)?;
    let story = read.story(room);
    let report = read.report(&story, room, desk)?;
    Ok(comments(&report).iter().filter_map(|comment| one(comment, &report, sent, &desk.issue_type)).collect())
}

/// A comment as a match. No replacement is offered: which side is right is not known.
fn one(comment: &Comment, report: &Report, sent: &Sent, issue_type: &str) -> Option<Value> {
    let Job::Check { draft } = report.job else { return None };
    let finding = report.findings.get(comment.finding)?;
    let doc = &report.story.sources.get(draft)?.doc;
    if doc.text != sent.plain {
        // A text that was decoded to something else has other offsets.
        return None;
    }
    let Span { start, end } = comment.span;
    let last = doc.text.get(start..end)?.char_indices().next_back().map_or(start, |(at, _)| start + at);
    let (offset, last_unit) = (sent.unit(start), sent.unit(last));
    let length = last_unit.saturating_sub(offset) + doc.text.get(last..end).map_or(0, utf16);
    let before: Vec<char> = doc.text.get(..start)?.chars().rev().take(CONTEXT).collect();
    let before: String = before.into_iter().rev().collect();
    let after: String = doc.text.get(end..)?.chars().take(CONTEXT).collect();
    let words = doc.text.get(start..end)?;
    let own =
        finding.sides.iter().flat_map(|side| &side.evidence).find(|e| e.source == draft && e.value == comment.span)?;
    let sentence = doc.sentences.get(own.sentence).map_or("", |sentence| doc.slice(sentence.span));
    let said = comment.paragraphs.get(1..comment.paragraphs.len().saturating_sub(1)).unwrap_or_default();
    let rule = report.rules.claims.iter().find(|rule| rule.id == finding.rule);
    Some(json!({
        // The question last: it stands in `shortMessage`, and a menu that cuts the middle out still shows both values.
        "message": format!("{} {}", said.join(" "), finding.message).trim(),
        "shortMessage": finding.message,
        "offset": offset,
        "length": length,
        "replacements": [],
        "context": {
            "text": format!("{before}{words}{after}").replace(char::is_control, " "),
            "offset": utf16(&before),
            "length": utf16(words),
        },
        "sentence": sentence,
        "type": { "typeName": "Other" },
        "rule": {
            "id": finding.rule,
            "description": rule.map_or(finding.rule.as_str(), |rule| rule.summary.as_str()),
            "issueType": issue_type,
            "urls": [],
            "category": { "id": finding.slot.name(), "name": format!("crosscheck: {}", finding.slot.name()) },
        },
        "ignoreForIncompleteSentence": false,
        "contextForSureMatch": -1,
    }))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn units_count_markup_and_emoji() {
        let parts = vec![(0, 0, true), (5, 3, false), (6, 7, true)];
        // "🌊a" + markup "<br>" read as "\n" + "bé".
        let sent = Sent { plain: "🌊a\nbé".to_owned(), parts };
        for (byte, unit) in [(0, 0), (4, 2), (5, 3), (6, 7), (7, 8)] {
            assert_eq!(sent.unit(byte), unit, "{byte}");
        }
    }
}
