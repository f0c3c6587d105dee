//! Word lists: classes of words that rules and stages ask for by name.

mod cell;
mod lines;

use std::{borrow::Cow, collections::BTreeMap, sync::Arc};

use rustc_hash::FxHashMap;
use serde::Deserialize;

use crate::{
    error::{Error, ErrorKind, Result},
    rules::files::{self, RuleFile},
    values::Kind,
};

pub use cell::Cell;
use lines::Line;

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

/// A word of the program's own lists, which stays where it is, or one of a newsroom's.
type Word = Cow<'static, str>;

/// Where a word stands: in one class or table.
#[derive(Debug)]
struct Place {
    /// Number of the class or table.
    list: u32,
    /// In a table, what it stands for there.
    cell: Option<Cell>,
    /// The next place of the same word, plus one; 0 for none.
    next: u32,
}

/// All word lists of a rule folder. Classes of one name in several files are joined.
#[derive(Debug, Clone, Default)]
pub struct Lexicons(Arc<Lists>);

/// Stages ask for a word in a list so often that every word leads straight to its lists.
#[derive(Debug, Default)]
struct Lists {
    /// Sorted and each once.
    classes: BTreeMap<Word, Vec<Word>>,
    /// Sorted by their keys.
    tables: BTreeMap<Word, Vec<(Word, Cell)>>,
    /// Numbers of the classes in order of their names, then of the tables.
    class_numbers: FxHashMap<Word, u32>,
    table_numbers: FxHashMap<Word, u32>,
    class_names: Vec<Word>,
    /// The first place of each word, plus one.
    words: FxHashMap<Word, u32>,
    places: Vec<Place>,
    /// By the first word of a row of a table of kinds: the group and the row.
    kinds: FxHashMap<Word, Vec<(String, Word)>>,
}

impl Lexicons {
    /// Reads every file in a folder `lexicons`.
    pub fn load(rule_files: &[RuleFile]) -> Result<Self> {
        let mut lists = Lists::default();
        for file in rule_files.iter().filter(|f| f.is_in("lexicons")) {
            match file.lines() {
                Some(lines) => lists.take_lines(lines),
                None => lists.take(file)?,
            }
        }
        lists.sort();
        lists.index();
        let mut out = Self(Arc::new(lists));
        let kinds = out.read_kinds()?;
        if let Some(lists) = Arc::get_mut(&mut out.0) {
            lists.kinds = kinds;
        }
        Ok(out)
    }

    /// Whether `word` (a lemma or a lower-case phrase) is in `class`. An unknown class holds nothing.
    pub fn has(&self, class: &str, word: &str) -> bool {
        let number = self.0.class_numbers.get(class);
        number.is_some_and(|number| self.0.places_of(word).any(|place| place.list == *number))
    }

    /// The words of `class` in order.
    pub fn words(&self, class: &str) -> impl Iterator<Item = &str> {
        self.0.classes.get(class).into_iter().flatten().map(|word| &**word)
    }

    /// Whether there is a class of this name.
    pub fn knows(&self, class: &str) -> bool {
        self.0.classes.contains_key(class)
    }

    /// The classes that hold `word`, in order of their names.
    pub fn classes_of<'s>(&'s self, word: &str) -> impl Iterator<Item = &'s str> + use<'s> {
        self.0.places_of(word).filter_map(|place| self.0.class_names.get(place.list as usize)).map(|name| &**name)
    }

    /// The whole number that `word` stands for in the table `name` (months, number words).
    pub fn number(&self, name: &str, word: &str) -> Option<i64> {
        self.cell(name, word)?.as_integer()
    }

    /// Whether two lemmas are plain words of like meaning, so that a translator may take the one or the other.
    pub fn are_synonyms(&self, a: &str, b: &str) -> bool {
        let group = |word: &str| self.value("synonym", word).map(str::to_owned);
        group(&a.to_lowercase()).is_some_and(|group_of_a| group(&b.to_lowercase()) == Some(group_of_a))
    }

    /// The string that `word` stands for in the table `name` (zones, units).
    pub fn value(&self, name: &str, word: &str) -> Option<&str> {
        self.cell(name, word)?.as_str()
    }

    /// The words that the table `name` has something for, in order.
    pub fn keys(&self, name: &str) -> impl Iterator<Item = &str> {
        self.0.tables.get(name).into_iter().flatten().map(|(word, _)| &**word)
    }

    fn cell(&self, name: &str, word: &str) -> Option<&Cell> {
        let number = *self.0.table_numbers.get(name)?;
        self.0.places_of(word).find(|place| place.list == number)?.cell.as_ref()
    }

    /// Whether there is a table of kinds of `group`.
    pub fn knows_kinds(&self, group: &str) -> bool {
        self.0.tables.contains_key(format!("{KINDS}{group}").as_str())
    }

    /// The groups and rows of the tables of kinds whose first word this is.
    pub fn kinds_beginning(&self, word: &str) -> impl Iterator<Item = (&str, &str)> {
        self.0.kinds.get(word).into_iter().flatten().map(|(group, phrase)| (group.as_str(), &**phrase))
    }

    /// The kind that a row of the table of `group` is: with those above it, or with its point on the compass.
    pub fn kind(&self, group: &str, phrase: &str) -> Option<Kind> {
        let table = format!("{KINDS}{group}");
        let mut kind = Kind { group: group.to_owned(), path: Vec::new(), point: None, denied: false };
        let mut word = phrase;
        for _ in 0..DEEPEST_KIND {
            let above = match self.cell(&table, word)? {
                Cell::Integer(point) => {
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

    fn read_kinds(&self) -> Result<FxHashMap<Word, Vec<(String, Word)>>> {
        let mut out: FxHashMap<Word, Vec<(String, Word)>> = FxHashMap::default();
        for (name, table) in &self.0.tables {
            let Some(group) = name.strip_prefix(KINDS) else { continue };
            for (phrase, _) in table {
                if self.kind(group, phrase).is_none() {
                    let what = format!(
                        "`{phrase}` in the table `{name}` leads to no top: each row names one above it or none"
                    );
                    return Err(Error::new(ErrorKind::Rule, what)
                        .remedy("write \"\" for a top, \"word\" for what it is a kind of, \"=word\" for the same, or a point of the compass from 0 to 15"));
                }
                let first = phrase.split(' ').next().unwrap_or_default().to_owned();
                out.entry(first.into()).or_default().push((group.to_owned(), phrase.clone()));
            }
        }
        Ok(out)
    }

    /// The rows of the table `name`, in order of their keys.
    pub fn table(&self, name: &str) -> impl Iterator<Item = (&str, &Cell)> {
        self.0.tables.get(name).into_iter().flatten().map(|(word, cell)| (&**word, cell))
    }
}

impl Lists {
    fn take(&mut self, file: &RuleFile) -> Result<()> {
        let read: LexiconFile = files::parse(file)?;
        if read.version != 1 || read.summary.is_empty() {
            return Err(Error::new(ErrorKind::Rule, "a word list needs `version = 1` and a `summary`").at(&file.path));
        }
        for (class, words) in read.classes {
            self.classes.entry(class.into()).or_default().extend(words.into_iter().map(Word::from));
        }
        for (name, values) in read.values {
            let rows = values.into_iter().map(|(word, value)| (word.into(), Cell::of(value)));
            self.tables.entry(name.into()).or_default().extend(rows);
        }
        Ok(())
    }

    fn take_lines(&mut self, text: &'static str) {
        let (mut words, mut rows) = (&mut Vec::new(), &mut Vec::new());
        for line in lines::read(text) {
            match line {
                Line::Class(name) => words = self.classes.entry(name.into()).or_default(),
                Line::Table(name) => rows = self.tables.entry(name.into()).or_default(),
                Line::Word(word) => words.push(word.into()),
                Line::Row(word, cell) => rows.push((word.into(), cell)),
            }
        }
    }

    fn sort(&mut self) {
        for words in self.classes.values_mut() {
            words.sort();
            words.dedup();
        }
        for rows in self.tables.values_mut() {
            // Of two rows of one word the later file's counts.
            rows.reverse();
            rows.sort_by(|a, b| a.0.cmp(&b.0));
            rows.dedup_by(|later, first| later.0 == first.0);
        }
    }

    /// Leads every word to its lists. Each new place stands before those that are there, so the last list goes first.
    fn index(&mut self) {
        self.class_names = self.classes.keys().cloned().collect();
        self.class_numbers = self.class_names.iter().cloned().zip(0..).collect();
        self.table_numbers = self.tables.keys().cloned().zip(self.class_names.len() as u32..).collect();
        let all =
            self.classes.values().map(Vec::len).sum::<usize>() + self.tables.values().map(Vec::len).sum::<usize>();
        self.words.reserve(all);
        self.places.reserve(all);
        let Self { classes, tables, words, places, .. } = self;
        let mut add = |word: &Word, list: usize, cell: Option<Cell>| {
            let first = words.entry(word.clone()).or_insert(0);
            places.push(Place { list: list as u32, cell, next: *first });
            *first = places.len() as u32;
        };
        for (list, rows) in tables.values().enumerate().rev() {
            rows.iter().for_each(|(word, cell)| add(word, classes.len() + list, Some(cell.clone())));
        }
        for (list, all) in classes.values().enumerate().rev() {
            all.iter().for_each(|word| add(word, list, None));
        }
    }

    fn places_of<'s>(&'s self, word: &str) -> impl Iterator<Item = &'s Place> + use<'s> {
        let at = move |number: u32| self.places.get((number as usize).checked_sub(1)?);
        std::iter::successors(self.words.get(word).and_then(|first| at(*first)), move |place| at(place.next))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_say_what_the_lists_say() {
        let mut files = files::embedded();
        assert!(files.iter().filter(|f| f.is_in("lexicons")).all(|f| f.lines().is_some()));
        let lines = Lexicons::load(&files).expect("valid lists");
        // A list with another letter is not the shipped one, and read as TOML.
        files.iter_mut().for_each(|file| file.text.push('\n'));
        let read = Lexicons::load(&files).expect("valid lists");
        assert!(lines.0.classes == read.0.classes && lines.0.tables == read.0.tables);
        for (class, words) in &lines.0.classes {
            assert!(words.iter().all(|word| lines.has(class, word) && lines.classes_of(word).any(|c| c == class)));
        }
        for (table, rows) in &lines.0.tables {
            assert!(rows.iter().all(|(word, cell)| lines.cell(table, word) == Some(cell)), "{table}");
        }
    }
}
