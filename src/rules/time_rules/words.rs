//! The word tables that time patterns use, keyed by their lower-case words.

use std::{collections::BTreeMap, sync::OnceLock};

use crate::rules::{Cell, Lexicons};

/// What the names of the tables begin with in the word lists.
const PREFIX: &str = "time_";
/// The table of ready-made sub-patterns.
const SHAPES: &str = "shape";
/// Stands for a number in figures or words.
const NUMBER: &str = "number";

/// The tables `time_…` and `number_words` of the word lists.
#[derive(Debug, Clone, Default)]
pub struct Words {
    lexicons: Lexicons,
    /// Tables that a pattern names, by lower-case word.
    tables: BTreeMap<String, OnceLock<BTreeMap<String, Cell>>>,
    numbers: OnceLock<BTreeMap<String, i64>>,
}

impl Words {
    /// The words of `lexicons`.
    pub fn new(lexicons: &Lexicons) -> Self {
        Self { lexicons: lexicons.clone(), tables: BTreeMap::new(), numbers: OnceLock::new() }
    }

    fn numbers(&self) -> &BTreeMap<String, i64> {
        let number = |(word, value): (&str, &Cell)| Some((word.to_lowercase(), value.as_integer()?));
        self.numbers.get_or_init(|| self.lexicons.table("number_words").filter_map(number).collect())
    }

    /// The whole number that `word` stands for in `table`.
    pub fn number(&self, table: &str, word: &str) -> Option<i64> {
        self.row(table, word)?.as_integer()
    }

    /// The string that `word` stands for in `table`.
    pub fn value(&self, table: &str, word: &str) -> Option<&str> {
        self.row(table, word)?.as_str()
    }

    fn row(&self, table: &str, word: &str) -> Option<&Cell> {
        let rows = || {
            let name = format!("{PREFIX}{table}");
            self.lexicons.table(&name).map(|(word, cell)| (word.to_lowercase(), cell.clone())).collect()
        };
        self.tables.get(table)?.get_or_init(rows).get(&word.replace('\u{a0}', " ").to_lowercase())
    }

    /// The row `key` of a table that no pattern names.
    pub fn setting(&self, table: &str, key: &str) -> Option<&str> {
        self.lexicons.value(&format!("{PREFIX}{table}"), key)
    }

    /// "12", "1,000", "2.5", "twenty-five", "two hundred".
    pub fn amount(&self, text: &str) -> Option<f64> {
        if text.starts_with(|c: char| c.is_ascii_digit()) {
            return text.replace(',', "").parse().ok();
        }
        let mut total = 0;
        for word in text.to_lowercase().split(|c: char| !c.is_alphanumeric()).filter(|w| *w != "and" && !w.is_empty()) {
            let value = *self.numbers().get(word)?;
            total = if value >= 100 { total.max(1i64).saturating_mul(value) } else { total.saturating_add(value) };
        }
        Some(total as f64)
    }

    /// Keeps the table of the group `name`, if there is one.
    pub(super) fn know(&mut self, name: &str) {
        let table = name.trim_end_matches(|c: char| c.is_ascii_digit());
        if table != NUMBER && !self.tables.contains_key(table) && self.setting(SHAPES, table).is_none() {
            self.keep(table);
        }
    }

    /// Keeps a table for lookups, if it has a row.
    fn keep(&mut self, table: &str) {
        if self.lexicons.table(&format!("{PREFIX}{table}")).next().is_some() {
            self.tables.insert(table.to_owned(), OnceLock::new());
        }
    }

    /// `pattern` with every `{name}` filled in; the name, if there is no such table.
    pub(super) fn fill(&mut self, pattern: &str) -> Result<String, String> {
        let mut out = String::new();
        let mut rest = pattern;
        while let Some((before, after)) = rest.split_once('{') {
            out.push_str(before);
            match after.split_once('}') {
                Some((name, left)) if name.starts_with(|c: char| c.is_ascii_lowercase()) => {
                    let table = name.trim_end_matches(|c: char| c.is_ascii_digit());
                    let inner = self.alternatives(table).ok_or_else(|| table.to_owned())?;
                    out.push_str(&format!("(?<{name}>{inner})"));
                    rest = left;
                }
                // A repetition such as `{2,4}`.
                _ => {
                    out.push('{');
                    rest = after;
                }
            }
        }
        out.push_str(rest);
        Ok(plain_classes(&out))
    }

    fn alternatives(&mut self, name: &str) -> Option<String> {
        if name == NUMBER {
            let word = alternatives(self.numbers().keys().rev().map(String::as_str));
            return Some(format!(
                r"[0-9]{{1,3}}(?:,[0-9]{{3}}){{1,4}}|[0-9]+(?:\.[0-9]+)?|(?:{word})(?:[- ](?:and )?(?:{word})){{0,5}}"
            ));
        }
        if let Some(shape) = self.setting(SHAPES, name) {
            return Some(shape.to_owned());
        }
        let mut written: Vec<String> =
            self.lexicons.table(&format!("{PREFIX}{name}")).map(|(word, _)| word.to_owned()).collect();
        // The longest first, so that "Sept." is not cut to "Sep".
        written.sort_by_key(|word| std::cmp::Reverse(word.len()));
        let pattern = (!written.is_empty()).then(|| alternatives(written.iter().map(String::as_str)))?;
        self.keep(name);
        Some(pattern)
    }
}

/// Blanks and short-hand classes made to hold plain letters only: the fast matcher gives up on a Unicode `\b`.
fn plain_classes(pattern: &str) -> String {
    pattern
        .replace(' ', "[ \u{a0}]")
        .replace(r"\b", r"(?-u:\b)")
        .replace(r"\s", "[ \u{a0}\\t\\r\\n]")
        .replace(r"\d", "[0-9]")
        .replace(r"\w", "[0-9A-Za-z_]")
        .replace(r"\W", "[^0-9A-Za-z_]")
}

/// `one|two|(?-i:May|MAY)`: a word with a capital keeps it.
fn alternatives<'w>(words: impl Iterator<Item = &'w str>) -> String {
    let pattern = |word: &str| {
        let upper = word.to_uppercase();
        match (word.to_lowercase() == word, word == upper) {
            (true, _) => regex_syntax::escape(word),
            (false, true) => format!("(?-i:{})", regex_syntax::escape(word)),
            (false, false) => format!("(?-i:{}|{})", regex_syntax::escape(word), regex_syntax::escape(&upper)),
        }
    };
    words.map(pattern).collect::<Vec<_>>().join("|")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::files;

    #[test]
    fn numbers_in_words_are_put_together() {
        let words = Words::new(&Lexicons::load(&files::embedded()).expect("valid lists"));
        for (text, amount) in [
            ("twenty-five", Some(25.0)),
            ("two hundred and six", Some(206.0)),
            ("1,000", Some(1000.0)),
            ("2.5", Some(2.5)),
            ("x", None),
        ] {
            assert_eq!(words.amount(text), amount, "{text}");
        }
    }

    #[test]
    fn a_placeholder_captures_and_a_repetition_stays() {
        let mut words = Words::new(&Lexicons::load(&files::embedded()).expect("valid lists"));
        assert_eq!(words.fill("{minute2} x{2,3}"), Ok("(?<minute2>[0-5][0-9])[ \u{a0}]x{2,3}".to_owned()));
        assert_eq!(words.fill("{monht}"), Err("monht".to_owned()));
    }
}
