//! Time rules: which words name a date, a clock time or a length of time. Read from `mentions/time/*.toml`.
//!
//! A pattern is a regular expression with named groups. It ignores case, stands between word boundaries, and a blank in it
//! also matches a non-breaking one. `{month}` stands for the words of the table `time_month` of the word lists (or for the
//! shape of that name in `time_shape`) and captures them as the group `month`; `{month2}` is the same again under another
//! name. `{number}` is a number in figures or words. `form` names what makes the value out of the groups. Where two
//! patterns match at one place, the longer match wins, then the earlier pattern.

mod form;
mod words;

use std::sync::{Arc, OnceLock};

use regex::{Regex, RegexBuilder, RegexSet, RegexSetBuilder};
use serde::Deserialize;
use toml::Spanned;

use crate::{
    error::{Error, ErrorKind, Result},
    rules::{
        Lexicons,
        files::{self, RuleFile},
    },
};

pub use form::Form;
pub use words::Words;

/// Bytes that the compiled patterns and their lookup tables may take.
const SIZE_LIMIT: usize = 64 << 20;

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct TimeFile {
    version: u32,
    summary: String,
    kind: String,
    pattern: Vec<PatternRow>,
    #[serde(default)]
    example: Vec<Spanned<Example>>,
    #[serde(default)]
    counterexample: Vec<Spanned<Counterexample>>,
    #[serde(default)]
    known_gap: Vec<Spanned<Example>>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct PatternRow {
    r#match: Spanned<String>,
    form: Form,
    preceded_by: Option<Spanned<String>>,
    not_preceded_by: Option<Spanned<String>>,
    followed_by: Option<Spanned<String>>,
    not_followed_by: Option<Spanned<String>>,
}

/// A text in which `<<…>>` marks what must be found, and nothing else.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Example {
    /// The text.
    pub text: String,
    /// The TIMEX3 value of each marked span: one string, or a list.
    pub value: OneOrMany,
    /// When the text was reported; without it, relative words stay relative.
    pub anchor: Option<String>,
    /// The outlet's zone, as an IANA name.
    pub zone: Option<String>,
}

/// One value or several.
#[derive(Debug, Clone, Deserialize)]
#[serde(untagged)]
pub enum OneOrMany {
    /// One.
    One(String),
    /// Several, in order of the text.
    Many(Vec<String>),
}

/// A text in which nothing must be found.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Counterexample {
    /// The text.
    pub text: String,
    /// Why nothing in it is a time.
    pub why: String,
}

/// One compiled pattern.
#[derive(Debug)]
pub struct Pattern {
    /// Id of its file.
    pub rule: Arc<str>,
    /// What makes its value.
    pub form: Form,
    pub(crate) regex: Regex,
    pub(crate) before: Vec<Side>,
    pub(crate) after: Vec<Side>,
}

/// What must, or must not, stand beside a match.
#[derive(Debug)]
pub(crate) struct Side {
    pub(crate) regex: Regex,
    pub(crate) wanted: bool,
}

/// The examples of one rule file, each with its line.
#[derive(Debug)]
pub struct TimeExamples {
    /// The file, for messages.
    pub path: std::path::PathBuf,
    /// Texts whose marked spans must be found.
    pub examples: Vec<(usize, Example)>,
    /// Texts in which nothing must be found.
    pub counterexamples: Vec<(usize, Counterexample)>,
    /// Texts that do not work yet, asserted to fail.
    pub known_gaps: Vec<(usize, Example)>,
}

/// All time rules, compiled.
#[derive(Debug)]
pub struct TimeRules {
    pub(crate) patterns: Vec<Pattern>,
    pub(crate) words: Words,
    sources: Vec<String>,
    finders: OnceLock<Option<Finders>>,
    examples: Vec<TimeExamples>,
}

/// The combined patterns: where one begins, and which begin there.
#[derive(Debug)]
pub(crate) struct Finders {
    pub(crate) any: Regex,
    pub(crate) which: RegexSet,
}

impl TimeRules {
    /// Reads every file in a folder `time`; a bad pattern is an error with its file and line.
    pub fn load(rule_files: &[RuleFile], lexicons: &Lexicons) -> Result<Self> {
        let mut out = Self {
            patterns: Vec::new(),
            words: Words::new(lexicons),
            sources: Vec::new(),
            finders: OnceLock::new(),
            examples: Vec::new(),
        };
        for file in rule_files.iter().filter(|f| f.is_in("time")) {
            out.add(file)?;
        }
        Ok(out)
    }

    fn add(&mut self, file: &RuleFile) -> Result<()> {
        let read: TimeFile = files::parse(file)?;
        if read.version != 1 || read.summary.is_empty() || read.kind != "time" {
            let what = "a time rule needs `version = 1`, a `summary` and `kind = \"time\"`";
            return Err(Error::new(ErrorKind::Rule, what).at(&file.path));
        }
        let id: Arc<str> = file.id.as_str().into();
        for row in read.pattern {
            let source = self.expand(file, &row.r#match)?;
            let regex = compile(file, &row.r#match, &format!("^(?:{source})"))?;
            check_groups(file, &row, &regex)?;
            // A group that a pattern spells out ("(?<part_word>dawn|dusk)") is looked up like one that it names.
            for group in regex.capture_names().flatten() {
                self.words.know(group);
            }
            let before = [(row.preceded_by, true), (row.not_preceded_by, false)];
            let before = self.sides(file, before, |p| format!(r"(?:^|[^0-9A-Za-z_])(?:{p})[[:space:]\u{{a0}}]*$"))?;
            let after = [(row.followed_by, true), (row.not_followed_by, false)];
            let after = self.sides(file, after, |p| format!("^(?:{p})"))?;
            self.patterns.push(Pattern { rule: id.clone(), form: row.form, regex, before, after });
            self.sources.push(source);
        }
        let line = |at: std::ops::Range<usize>| files::line_of(&file.text, at.start);
        self.examples.push(TimeExamples {
            path: file.path.clone(),
            examples: read.example.into_iter().map(|e| (line(e.span()), e.into_inner())).collect(),
            counterexamples: read.counterexample.into_iter().map(|e| (line(e.span()), e.into_inner())).collect(),
            known_gaps: read.known_gap.into_iter().map(|e| (line(e.span()), e.into_inner())).collect(),
        });
        Ok(())
    }

    /// The examples of every file, in order of the files' ids.
    pub fn examples(&self) -> &[TimeExamples] {
        &self.examples
    }

    /// The combined patterns, compiled when first asked for; `None` without any pattern.
    pub(crate) fn finders(&self) -> Option<&Finders> {
        self.finders
            .get_or_init(|| {
                // The groups are not asked for here, and one name must not stand twice in a pattern.
                let plain: Vec<String> = self.sources.iter().map(|s| without_names(s)).collect();
                let any = RegexBuilder::new(&plain.join("|"))
                    .case_insensitive(true)
                    .size_limit(SIZE_LIMIT)
                    .dfa_size_limit(SIZE_LIMIT)
                    .build();
                let which = RegexSetBuilder::new(plain.iter().map(|s| format!("^(?:{s})")))
                    .case_insensitive(true)
                    .size_limit(SIZE_LIMIT)
                    .dfa_size_limit(SIZE_LIMIT)
                    .build();
                (!plain.is_empty()).then_some(Finders { any: any.ok()?, which: which.ok()? })
            })
            .as_ref()
    }

    fn sides(
        &mut self,
        file: &RuleFile,
        rows: [(Option<Spanned<String>>, bool); 2],
        frame: fn(&str) -> String,
    ) -> Result<Vec<Side>> {
        let mut out = Vec::new();
        for (row, wanted) in rows {
            if let Some(row) = row {
                let source = frame(&self.fill(file, &row)?);
                out.push(Side { regex: compile(file, &row, &source)?, wanted });
            }
        }
        Ok(out)
    }

    /// `pattern` with its placeholders filled in, between word boundaries.
    fn expand(&mut self, file: &RuleFile, pattern: &Spanned<String>) -> Result<String> {
        let filled = self.fill(file, pattern)?;
        Ok(format!(r"(?-u:\b{{start-half}})(?:{filled})(?-u:\b{{end-half}})"))
    }

    fn fill(&mut self, file: &RuleFile, pattern: &Spanned<String>) -> Result<String> {
        self.words.fill(pattern.get_ref()).map_err(|unknown| {
            let what = format!("`{{{unknown}}}` stands for no table of the word lists");
            at(file, pattern, what)
                .remedy(format!("the tables are in lexicons/time.toml; `time_{unknown}` would be one"))
        })
    }
}

fn at(file: &RuleFile, place: &Spanned<String>, what: impl Into<String>) -> Error {
    Error::new(ErrorKind::Rule, what).at(&file.path).line(files::line_of(&file.text, place.span().start))
}

fn compile(file: &RuleFile, place: &Spanned<String>, source: &str) -> Result<Regex> {
    let built = RegexBuilder::new(source).case_insensitive(true).size_limit(SIZE_LIMIT).build();
    built.map_err(|error| {
        let why = error.to_string();
        let why = why.lines().last().unwrap_or_default().trim_start_matches("error: ").to_owned();
        at(file, place, format!("`{}` is not a valid pattern: {why}", place.get_ref())).remedy(
            "write it in the syntax of docs.rs/regex; there is no look-around: use preceded_by, not_followed_by",
        )
    })
}

fn check_groups(file: &RuleFile, row: &PatternRow, regex: &Regex) -> Result<()> {
    let has = |name: &str| regex.capture_names().flatten().any(|n| n == name);
    match row.form.needs().iter().find(|choice| !choice.iter().any(|name| has(name))) {
        None => Ok(()),
        Some(choice) => {
            let what = format!("a pattern of this form needs the group {}", choice.join(" or "));
            Err(at(file, &row.r#match, what).remedy(format!("write {{{}}} in it", choice[0])))
        }
    }
}

/// `pattern` with its named groups made plain.
fn without_names(pattern: &str) -> String {
    let mut out = String::with_capacity(pattern.len());
    let mut rest = pattern;
    while let Some((before, after)) = rest.split_once("(?<") {
        out.push_str(before);
        out.push_str("(?:");
        rest = after.split_once('>').map_or("", |(_, r)| r);
    }
    out + rest
}
