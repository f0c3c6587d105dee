//! Where rule files come from: those embedded in the program, and a newsroom's own that add to and override them.

use std::path::{Path, PathBuf};

use serde::de::DeserializeOwned;

use crate::error::{Error, ErrorKind, Result};

/// One file of a rule folder. Its id is its path without the ending: `en/claims/meeting_place`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RuleFile {
    /// Path below the rule folder, without `.toml`, with `/`.
    pub id: String,
    /// Path to show in messages.
    pub path: PathBuf,
    /// The TOML text.
    pub text: String,
}

const EMBEDDED: &[(&str, &str)] = include!(concat!(env!("OUT_DIR"), "/rule_files.rs"));
/// The word lists among them as lines, which are read faster.
const LINES: &[(&str, &str)] = include!(concat!(env!("OUT_DIR"), "/word_lists.rs"));

impl RuleFile {
    /// Whether it is, to the letter, one that the program was tested with.
    pub fn is_embedded(&self) -> bool {
        EMBEDDED.iter().any(|(name, text)| name.trim_end_matches(".toml") == self.id && *text == self.text)
    }

    /// The lines of a word list that is, to the letter, one that the program was tested with.
    pub(super) fn lines(&self) -> Option<&'static str> {
        let (_, lines) = LINES.iter().find(|(id, _)| *id == self.id)?;
        self.is_embedded().then_some(*lines)
    }

    /// Whether the file stands in a folder of this name: `en/claims/toll` in `claims`.
    pub fn is_in(&self, folder: &str) -> bool {
        is_in(&self.id, folder)
    }
}

/// The folders of rule files, each with its own keys.
pub const FOLDERS: [&str; 3] = ["lexicons", "claims", "time"];

/// The rule files that are part of the program, sorted by id.
pub fn embedded() -> Vec<RuleFile> {
    EMBEDDED
        .iter()
        .map(|(name, text)| RuleFile {
            id: name.trim_end_matches(".toml").to_owned(),
            path: Path::new("rules").join(name),
            text: (*text).to_owned(),
        })
        .collect()
}

/// `base` with `own` laid over it: a file of the same id is replaced, a new one is added. Sorted by id.
pub fn overlay(mut base: Vec<RuleFile>, own: Vec<RuleFile>) -> Vec<RuleFile> {
    base.retain(|file| own.iter().all(|o| o.id != file.id));
    base.extend(own);
    base.sort_by(|a, b| a.id.cmp(&b.id));
    base
}

/// Whether the files of this folder are those that the program was tested with, all of them and to the letter.
pub(super) fn are_embedded(rule_files: &[RuleFile], folder: &str) -> bool {
    let own = rule_files.iter().filter(|file| file.is_in(folder));
    let all = EMBEDDED.iter().filter(|(name, _)| is_in(name, folder)).count();
    own.clone().count() == all && own.clone().all(RuleFile::is_embedded)
}

/// Whether a path leads through a folder of this name.
fn is_in(path: &str, folder: &str) -> bool {
    path.rsplit_once('/').is_some_and(|(path, _)| path.split('/').any(|part| part == folder))
}

/// Reads a rule file as `T`; an unknown key or a wrong type is an error with its line.
pub fn parse<T: DeserializeOwned>(file: &RuleFile) -> Result<T> {
    toml::from_str(&file.text).map_err(|error| {
        let line = error.span().map(|s| line_of(&file.text, s.start));
        let mut out = Error::new(ErrorKind::Rule, error.message().replace('\n', ", ")).at(&file.path);
        out.line = line;
        out.remedy("see docs/writing-rules.md for the keys of a rule file")
    })
}

/// The line, from 1, of byte `at`.
pub fn line_of(text: &str, at: usize) -> usize {
    text.as_bytes().iter().take(at).filter(|b| **b == b'\n').count() + 1
}
