//! `gold.jsonl` of a story: one entry a line, each refused with its line when it cannot mean what its writer meant.

use std::{
    collections::BTreeMap,
    path::{Path, PathBuf},
};

use serde::Deserialize;

use crate::{
    error::{Error, ErrorKind, Result},
    values::Severity,
};

/// The type of an entry that names none.
const OTHER: &str = "other";

/// What an entry says of the words that it quotes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// The sides differ, and an editor should be told.
    Discrepancy,
    /// The sides look as if they differed, and do not.
    Trap,
    /// The sides are one text, nearly word for word.
    NearDuplicate,
    /// The sides say the same in other words.
    Agreement,
    /// The sides quote one speaker; whether the wording really differs, `real_wording_difference` says.
    QuotePair,
}

/// One entry.
#[derive(Debug, Clone, PartialEq)]
pub struct Gold {
    /// Line of the file, from 1.
    pub line: usize,
    /// What it says.
    pub kind: Kind,
    /// Its name in lists; no two entries of a file share one.
    pub id: String,
    /// What differs: `place`, `number`, `quote` and so on; `other` where nothing is said.
    pub class: String,
    /// What a discrepancy weighs.
    pub severity: Option<Severity>,
    /// What it is about, for readers.
    pub subject: String,
    /// Whether a quote pair differs in more than its translation.
    pub wording_differs: bool,
    /// Whether a near-duplicate is one that a program must find.
    pub strong: bool,
    /// The words of each source.
    pub sides: Vec<GoldSide>,
}

impl Gold {
    /// Whether a finding that meets it is right.
    pub fn is_real(&self) -> bool {
        let differs = self.kind == Kind::Discrepancy || self.kind == Kind::QuotePair && self.wording_differs;
        differs && self.sides.len() > 1
    }

    /// Whether it must be found: a discrepancy that is an error or a warning.
    pub fn is_wanted(&self) -> bool {
        self.kind == Kind::Discrepancy && self.is_real() && self.severity >= Some(Severity::Warning)
    }

    /// Whether it is a trap that can be sprung.
    pub fn is_trap(&self) -> bool {
        self.kind == Kind::Trap && self.sides.len() > 1
    }

    /// Whether it is copied text that must be found.
    pub fn is_copy(&self) -> bool {
        self.kind == Kind::NearDuplicate && self.strong
    }

    /// Whether the sides of these indices are set against each other.
    pub fn sets_apart(&self, a: usize, b: usize) -> bool {
        let group = |side: usize| self.sides.get(side).and_then(|s| s.group.as_deref());
        let (one, other) = (group(a), group(b));
        a != b && (one.is_none() || one != other) && one != Some(CONTEXT) && other != Some(CONTEXT)
    }

    /// The values of the sides, for readers.
    pub fn values(&self) -> String {
        let values: Vec<&str> = self.sides.iter().map(|s| s.value.as_deref().unwrap_or(&s.quote)).collect();
        values.join(" / ")
    }
}

/// The group of sides that are there for readers alone.
const CONTEXT: &str = "context";

/// Words of one source.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct GoldSide {
    /// The name of its file, without folders.
    pub file: String,
    /// The words, as they stand there.
    pub quote: String,
    /// What they say, for readers.
    pub value: Option<String>,
    /// Sides of one group agree with each other.
    pub group: Option<String>,
}

/// The entries of a story.
#[derive(Debug, Clone, PartialEq)]
pub struct GoldFile {
    /// Where it was read, for messages.
    pub path: PathBuf,
    /// Its entries, in order.
    pub entries: Vec<Gold>,
}

/// A line as it is written; the keys with an underscore are for its readers. One that nobody knows is a slip of the pen, and would be
/// ignored in silence.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Row {
    kind: Kind,
    id: String,
    r#type: Option<String>,
    severity: Option<String>,
    #[serde(default)]
    subject: String,
    #[serde(default)]
    real_wording_difference: bool,
    strength: Option<String>,
    sides: Vec<GoldSide>,
    #[serde(rename = "note")]
    _note: Option<String>,
    #[serde(rename = "why")]
    _why: Option<String>,
    #[serde(rename = "relation")]
    _relation: Option<String>,
    #[serde(rename = "scope")]
    _scope: Option<String>,
    #[serde(rename = "trap_class")]
    _trap_class: Option<String>,
    #[serde(rename = "reach")]
    _reach: Option<String>,
    #[serde(rename = "similarity")]
    _similarity: Option<String>,
}

impl GoldFile {
    /// Reads the text of the file at `path`.
    pub fn parse(text: &str, path: &Path) -> Result<Self> {
        let mut entries: Vec<Gold> = Vec::new();
        let mut lines = BTreeMap::new();
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        for (line, words) in (1..).zip(text.lines()).filter(|(_, words)| !words.trim().is_empty()) {
            let entry = entry(words, line).map_err(|error| error.at(path).line(line))?;
            if let Some(first) = lines.insert(entry.id.clone(), line) {
                let what = format!("the id `{}` stands in line {first} already", entry.id);
                return Err(refusal(what, "give each entry an id of its own").at(path).line(line));
            }
            entries.push(entry);
        }
        if entries.is_empty() {
            return Err(refusal("there is no entry in it", "write one JSON object a line").at(path));
        }
        Ok(Self { path: path.to_owned(), entries })
    }
}

fn entry(words: &str, line: usize) -> Result<Gold> {
    let row: Row = serde_json::from_str(words).map_err(|error| {
        // Each line is a document of its own to the reader of JSON: its line number is always 1.
        let what = error.to_string();
        let what = what.split(" at line 1 column").next().unwrap_or(&what).to_owned();
        refusal(what, "see docs/evaluation.md for the keys of an entry")
    })?;
    if row.id.trim().is_empty() {
        return Err(refusal("the id is empty", "give each entry an id of its own"));
    }
    if row.sides.is_empty() {
        return Err(refusal(format!("`{}` has no sides", row.id), "quote the words of at least two sources"));
    }
    if let Some(side) = row.sides.iter().find(|side| side.quote.trim().is_empty()) {
        let what = format!("`{}` quotes no words of {}", row.id, side.file);
        return Err(refusal(what, "copy the words from the file"));
    }
    let severity = severity(row.severity.as_deref());
    if row.kind == Kind::Discrepancy && severity.is_none() {
        let what = format!("the discrepancy `{}` has no severity that is known", row.id);
        return Err(refusal(what, "write \"severity\": \"error\", \"warning\" or \"note\""));
    }
    if row.kind == Kind::Discrepancy && row.r#type.is_none() {
        let what = format!("the discrepancy `{}` has no type", row.id);
        return Err(refusal(what, "say what differs, as \"type\": \"place\""));
    }
    let strong = match row.strength.as_deref() {
        None | Some("strong") => true,
        Some("medium" | "weak") => false,
        Some(other) => {
            let what = format!("`{}` has the unknown strength `{other}`", row.id);
            return Err(refusal(what, "write \"strong\", \"medium\" or \"weak\""));
        }
    };
    Ok(Gold {
        line,
        kind: row.kind,
        class: class(row.r#type.as_deref().unwrap_or(OTHER)),
        id: row.id,
        severity,
        subject: row.subject,
        wording_differs: row.real_wording_difference,
        strong,
        sides: row.sides,
    })
}

fn severity(word: Option<&str>) -> Option<Severity> {
    [Severity::Error, Severity::Warning, Severity::Note].into_iter().find(|s| Some(s.name()) == word)
}

/// The type, with what annotators call it otherwise brought to one word.
fn class(written: &str) -> String {
    match written {
        "person-role" | "role_title" => "role",
        "name-spelling" | "name_spelling" => "name",
        "quote_wording" => "quote",
        "event_status" => "status",
        other => other,
    }
    .to_owned()
}

fn refusal(what: impl Into<String>, remedy: &str) -> Error {
    Error::new(ErrorKind::Configuration, what).remedy(remedy)
}
