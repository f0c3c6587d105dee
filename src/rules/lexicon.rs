//! Word lists: classes of words that rules and stages ask for by name.

use std::collections::{BTreeMap, BTreeSet};

use serde::Deserialize;

use crate::{
    error::{Error, ErrorKind, Result},
    rules::files::{self, RuleFile},
    values::Kind,
};

/// What the name of a table of kinds begins with.
const KINDS: &str = "kind_of_";
/// A kind under more others than this is a circle.
const DEEPEST_KIND: usize = 8;

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
    /// By the first word of a row of a table of kinds: the group and the row.
    kinds: BTreeMap<String, Vec<(String, String)>>,
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
        out.read_kinds()?;
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

    /// Whether there is a table of kinds of `group`.
    pub fn knows_kinds(&self, group: &str) -> bool {
        self.values.contains_key(&format!("{KINDS}{group}"))
    }

    /// The groups and rows of the tables of kinds whose first word this is.
    pub fn kinds_beginning(&self, word: &str) -> impl Iterator<Item = (&str, &str)> {
        self.kinds.get(word).into_iter().flatten().map(|(group, phrase)| (group.as_str(), phrase.as_str()))
    }

    /// The kind that a row of the table of `group` is: with those above it, or with its point on the compass.
    pub fn kind(&self, group: &str, phrase: &str) -> Option<Kind> {
        let table = self.values.get(&format!("{KINDS}{group}"))?;
        let mut kind = Kind { group: group.to_owned(), path: Vec::new(), point: None, denied: false };
        let mut word = phrase;
        for _ in 0..DEEPEST_KIND {
            let above = match table.get(word)? {
                toml::Value::Integer(point) => {
                    kind.point = u8::try_from(point.rem_euclid(16)).ok();
                    ""
                }
                above => above.as_str().unwrap_or_default(),
            };
            match above.strip_prefix('=') {
                Some(usual) => word = usual,
                None => {
                    kind.path.push(word.to_owned());
                    if above.is_empty() {
                        return Some(kind);
                    }
                    word = above;
                }
            }
        }
        None
    }

    fn read_kinds(&mut self) -> Result<()> {
        for (name, table) in &self.values {
            let Some(group) = name.strip_prefix(KINDS) else { continue };
            for phrase in table.keys() {
                if self.kind(group, phrase).is_none() {
                    let what = format!(
                        "`{phrase}` in the table `{name}` leads to no top: each row names one above it or none"
                    );
                    return Err(Error::new(ErrorKind::Rule, what)
                        .remedy("write \"\" for a top, \"word\" for what it is a kind of, \"=word\" for the same, or a point of the compass from 0 to 15"));
                }
                let first = phrase.split(' ').next().unwrap_or_default().to_owned();
                self.kinds.entry(first).or_default().push((group.to_owned(), phrase.clone()));
            }
        }
        Ok(())
    }

    /// The rows of the table `name`, in order of their keys.
    pub fn table(&self, name: &str) -> impl Iterator<Item = (&str, &toml::Value)> {
        self.values.get(name).into_iter().flat_map(|rows| rows.iter().map(|(k, v)| (k.as_str(), v)))
    }
}
