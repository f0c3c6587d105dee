//! Time rules: which words name a date, a clock time or a length of time. Read from `mentions/time/*.toml`.
//!
//! A pattern is a regular expression with named groups. It ignores case, stands between word boundaries, and a blank in it
//! also matches a non-breaking one. `{month}` stands for the words of the table `time_month` of the word lists (or for the
//! shape of that name in `time_shape`) and captures them as the group `month`; `{month2}` is the same again under another
//! name. `{number}` is a number in figures or words. `form` names what makes the value out of the groups. Where two
//! patterns match at one place, the longer match wins, then the earlier pattern.

mod form;
mod lazy;
mod openings;
mod shipped;
mod source;
mod words;

use std::sync::{Arc, OnceLock};

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

pub(crate) use lazy::LazyRegex;
use openings::Openings;
use shipped::Shipped;

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

/// One pattern.
#[derive(Debug)]
pub struct Pattern {
    /// Id of its file.
    pub rule: Arc<str>,
    /// What makes its value.
    pub form: Form,
    pub(crate) regex: LazyRegex,
    pub(crate) before: Vec<Side>,
    pub(crate) after: Vec<Side>,
}

/// What must, or must not, stand beside a match.
#[derive(Debug)]
pub(crate) struct Side {
    pub(crate) regex: LazyRegex,
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

/// All time rules.
#[derive(Debug)]
pub struct TimeRules {
    pub(crate) patterns: Vec<Pattern>,
    pub(crate) words: Words,
    openings: OnceLock<Openings>,
    /// What the patterns were built with, if they are the shipped ones.
    shipped: Option<&'static Shipped>,
    files: Vec<RuleFile>,
    examples: OnceLock<Vec<TimeExamples>>,
}

impl TimeRules {
    /// Reads every file in a folder `time`; a bad pattern is an error with its file and line.
    pub fn load(rule_files: &[RuleFile], lexicons: &Lexicons) -> Result<Self> {
        let mut out = Self {
            patterns: Vec::new(),
            words: Words::new(lexicons),
            openings: OnceLock::new(),
            shipped: None,
            files: rule_files.iter().filter(|f| f.is_in("time")).cloned().collect(),
            examples: OnceLock::new(),
        };
        match shipped::shipped(rule_files).and_then(|shipped| Some((shipped, shipped.patterns()?))) {
            Some((shipped, patterns)) => {
                shipped.groups.iter().for_each(|group| out.words.know(group));
                (out.shipped, out.patterns) = (Some(shipped), patterns);
            }
            None => {
                let all = out.files.clone().iter().map(|file| out.add(file)).collect::<Result<Vec<_>>>()?;
                out.examples = OnceLock::from(all);
            }
        }
        Ok(out)
    }

    fn add(&mut self, file: &RuleFile) -> Result<TimeExamples> {
        let mut read = read(file)?;
        let id: Arc<str> = file.id.as_str().into();
        for row in std::mem::take(&mut read.pattern) {
            let source = source::whole(&self.fill(file, &row.r#match)?);
            let groups = source::groups(&source);
            let regex = compile(file, &row.r#match, source.clone())?;
            check_groups(file, &row, &groups)?;
            // A group that a pattern spells out ("(?<part_word>dawn|dusk)") is looked up like one that it names.
            for group in groups {
                self.words.know(group);
            }
            let before = [(row.preceded_by, true), (row.not_preceded_by, false)];
            let before = self.sides(file, before, source::before)?;
            let after = [(row.followed_by, true), (row.not_followed_by, false)];
            let after = self.sides(file, after, source::after)?;
            self.patterns.push(Pattern { rule: id.clone(), form: row.form, regex, before, after });
        }
        Ok(examples(file, read))
    }

    /// The examples of every file, in order of the files' ids.
    pub fn examples(&self) -> &[TimeExamples] {
        // Of the shipped files no run but a test of the rules asks for them, and they are known to be good.
        let of = |file: &RuleFile| read(file).ok().map(|read| examples(file, read));
        self.examples.get_or_init(|| self.files.iter().filter_map(of).collect())
    }

    /// With which letters the patterns can begin, worked out when first asked for.
    pub(crate) fn openings(&self) -> &Openings {
        if let Some(shipped) = self.shipped {
            return &shipped.openings;
        }
        self.openings.get_or_init(|| {
            let parsed: Vec<_> = self.patterns.iter().map(|p| p.regex.parsed()).collect();
            Openings::of(parsed.iter())
        })
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
                out.push(Side { regex: compile(file, &row, source)?, wanted });
            }
        }
        Ok(out)
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

fn compile(file: &RuleFile, place: &Spanned<String>, source: String) -> Result<LazyRegex> {
    LazyRegex::new(source, file.is_embedded()).map_err(|why| {
        at(file, place, format!("`{}` is not a valid pattern: {why}", place.get_ref())).remedy(
            "write it in the syntax of docs.rs/regex; there is no look-around: use preceded_by, not_followed_by",
        )
    })
}

fn read(file: &RuleFile) -> Result<TimeFile> {
    let read: TimeFile = files::parse(file)?;
    if read.version != 1 || read.summary.is_empty() || read.kind != "time" {
        let what = "a time rule needs `version = 1`, a `summary` and `kind = \"time\"`";
        return Err(Error::new(ErrorKind::Rule, what).at(&file.path));
    }
    Ok(read)
}

fn examples(file: &RuleFile, read: TimeFile) -> TimeExamples {
    let line = |at: std::ops::Range<usize>| files::line_of(&file.text, at.start);
    TimeExamples {
        path: file.path.clone(),
        examples: read.example.into_iter().map(|e| (line(e.span()), e.into_inner())).collect(),
        counterexamples: read.counterexample.into_iter().map(|e| (line(e.span()), e.into_inner())).collect(),
        known_gaps: read.known_gap.into_iter().map(|e| (line(e.span()), e.into_inner())).collect(),
    }
}

fn check_groups(file: &RuleFile, row: &PatternRow, groups: &[&str]) -> Result<()> {
    let has = |name: &str| groups.contains(&name);
    match row.form.needs().iter().find(|choice| !choice.iter().any(|name| has(name))) {
        None => Ok(()),
        Some(choice) => {
            let what = format!("a pattern of this form needs the group {}", choice.join(" or "));
            Err(at(file, &row.r#match, what).remedy(format!("write {{{}}} in it", choice[0])))
        }
    }
}
