//! Word lists: classes of words that rules and stages ask for by name.

use std::collections::{BTreeMap, BTreeSet};

use serde::Deserialize;

use crate::{
    error::{Error, ErrorKind, Result},
    rules::files::{self, RuleFile},
};

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct LexiconFile {
    version: u32,
    summary: String,
    #[serde(default)]
    classes: BTreeMap<String, Vec<String>>,
    #[serde(default)]
    values: BTreeMap<String, BTreeMap<String, toml::Value>>,
}

/// All word lists of a rule folder. Classes of one name in several files are joined.
#[derive(Debug, Clone, Default)]
pub struct Lexicons {
    classes: BTreeMap<String, BTreeSet<String>>,
    values: BTreeMap<String, BTreeMap<String, toml::Value>>,
}

impl Lexicons {
    /// Reads every file in a folder `lexicons`.
    pub fn load(rule_files: &[RuleFile]) -> Result<Self> {
        let mut out = Self::default();
        for file in rule_files.iter().filter(|f| f.is_in("lexicons")) {
            let read: LexiconFile = files::parse(file)?;
            if read.version != 1 || read.summary.is_empty() {
                return Err(
                    Error::new(ErrorKind::Rule, "a word list needs `version = 1` and a `summary`").at(&file.path)
                );
            }
            for (class, words) in read.classes {
                out.classes.entry(class).or_default().extend(words);
            }
            for (name, values) in read.values {
                out.values.entry(name).or_default().extend(values);
            }
        }
        Ok(out)
    }

    /// Whether `word` (a lemma or a lower-case phrase) is in `class`. An unknown class holds nothing.
    pub fn has(&self, class: &str, word: &str) -> bool {
        self.classes.get(class).is_some_and(|words| words.contains(word))
    }

    /// The words of `class` in order.
    pub fn words(&self, class: &str) -> impl Iterator<Item = &str> {
        self.classes.get(class).into_iter().flat_map(|words| words.iter().map(String::as_str))
    }

    /// Whether there is a class of this name.
    pub fn knows(&self, class: &str) -> bool {
        self.classes.contains_key(class)
    }

    /// The classes that hold `word`, in order of their names.
    pub fn classes_of<'s>(&'s self, word: &'s str) -> impl Iterator<Item = &'s str> {
        self.classes.iter().filter(move |(_, words)| words.contains(word)).map(|(class, _)| class.as_str())
    }

    /// The whole number that `word` stands for in the table `name` (months, number words).
    pub fn number(&self, name: &str, word: &str) -> Option<i64> {
        self.values.get(name)?.get(word)?.as_integer()
    }

    /// Whether two lemmas are plain words of like meaning, so that a translator may take the one or the other.
    pub fn are_synonyms(&self, a: &str, b: &str) -> bool {
        let group = |word: &str| self.value("synonym", word).map(str::to_owned);
        group(&a.to_lowercase()).is_some_and(|group_of_a| group(&b.to_lowercase()) == Some(group_of_a))
    }

    /// The string that `word` stands for in the table `name` (zones, units).
    pub fn value(&self, name: &str, word: &str) -> Option<&str> {
        self.values.get(name)?.get(word)?.as_str()
    }

    /// The rows of the table `name`, in order of their keys.
    pub fn table(&self, name: &str) -> impl Iterator<Item = (&str, &toml::Value)> {
        self.values.get(name).into_iter().flat_map(|rows| rows.iter().map(|(k, v)| (k.as_str(), v)))
    }
}
