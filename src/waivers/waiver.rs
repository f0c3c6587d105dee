//! One waiver: which disagreement, which values of it, why, who says so, and its last day.

use std::path::Path;

use chrono::NaiveDate;
use serde::Deserialize;
use toml::Spanned;

use crate::{
    error::{Error, ErrorKind},
    rules::files::line_of,
};

/// A disagreement that an editor accepts. It names the disagreement and not the line, so edits elsewhere leave it in force.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Waiver {
    /// Id of the finding.
    pub id: String,
    /// Id of the rule, for those who read the file.
    pub rule: String,
    /// The normal values that it covers; another one brings the finding back.
    pub values: Vec<String>,
    /// Why it is accepted.
    pub reason: String,
    /// Who accepted it.
    pub by: Option<String>,
    /// The last day on which it holds.
    pub until: NaiveDate,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    #[serde(default)]
    waiver: Vec<Entry>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    id: Spanned<String>,
    #[serde(default)]
    rule: String,
    values: Vec<String>,
    reason: Spanned<String>,
    by: Option<String>,
    until: Spanned<toml::Value>,
}

const REMEDY: &str =
    "a `[[waiver]]` needs `id`, `values`, `reason` and `until = 2031-05-31`; it may have `rule` and `by`";

/// Reads the text of the waiver file at `path`. One wrong entry refuses the file: what it waives would not be sure.
pub fn parse(text: &str, path: &Path) -> Result<Vec<Waiver>, Vec<Error>> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let refusal = |what: String, at: Option<usize>| {
        let mut error = Error::new(ErrorKind::Configuration, what).at(path).remedy(REMEDY);
        error.line = at.map(|at| line_of(text, at));
        error
    };
    let file: Written =
        toml::from_str(text).map_err(|e| vec![refusal(e.message().replace('\n', ", "), e.span().map(|s| s.start))])?;
    let mut errors = Vec::new();
    let mut out = Vec::new();
    for entry in file.waiver {
        if entry.reason.get_ref().trim().is_empty() {
            errors.push(refusal("a waiver without a reason".to_owned(), Some(entry.reason.span().start)));
        }
        if entry.id.get_ref().is_empty() {
            errors.push(refusal("a waiver without an id".to_owned(), Some(entry.id.span().start)));
        }
        let Some(until) = day(entry.until.get_ref()) else {
            errors.push(refusal(format!("`{}` is no day", entry.until.get_ref()), Some(entry.until.span().start)));
            continue;
        };
        let (id, reason) = (entry.id.into_inner(), entry.reason.into_inner());
        out.push(Waiver { id, rule: entry.rule, values: entry.values, reason, by: entry.by, until });
    }
    if errors.is_empty() { Ok(out) } else { Err(errors) }
}

/// A day, with or without quotes.
fn day(value: &toml::Value) -> Option<NaiveDate> {
    match value {
        toml::Value::String(text) => text.parse().ok(),
        toml::Value::Datetime(moment) => moment.to_string().parse().ok(),
        _ => None,
    }
}

impl Waiver {
    /// Whether it still holds on the day `today`: its last day is one on which it does.
    pub fn holds(&self, today: NaiveDate) -> bool {
        today <= self.until
    }

    /// Who and until when: "A. Editor, until 2031-05-31".
    pub fn signature(&self) -> String {
        match &self.by {
            Some(by) => format!("{by}, until {}", self.until),
            None => format!("until {}", self.until),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const GOOD: &str =
        "[[waiver]]\nid = \"5b1f6c0e9d2a4411\"\nvalues = [\"poti\"]\nreason = \"phoned\"\nuntil = 2031-05-31\n";

    #[test]
    fn a_day_stands_with_or_without_quotes() {
        let bare = parse(GOOD, Path::new("w.toml")).expect("it is good");
        let quoted = parse(&GOOD.replace("2031-05-31", "\"2031-05-31\""), Path::new("w.toml"));
        assert_eq!(Ok(&bare), quoted.as_ref());
        assert!(bare[0].holds("2031-05-31".parse().expect("a day")), "the last day counts");
        assert!(!bare[0].holds("2031-06-01".parse().expect("a day")));
    }

    #[test]
    fn what_is_wrong_is_told_with_file_and_line() {
        for (from, to, line, what) in [
            ("reason", "raeson", 4, "unknown field `raeson`"),
            ("until = 2031-05-31\n", "", 1, "missing field `until`"),
            ("\"phoned\"", "\" \"", 4, "a waiver without a reason"),
            ("2031-05-31", "\"soon\"", 5, "`\"soon\"` is no day"),
            ("2031-05-31", "2031-02-30", 5, ""),
        ] {
            let errors = parse(&GOOD.replace(from, to), Path::new("w.toml")).expect_err(to);
            let told = errors[0].to_string();
            assert!(told.starts_with(&format!("w.toml:{line}: ")) && told.contains(what), "{told}");
            assert!(told.contains("; a `[[waiver]]` needs"), "{told}");
        }
    }
}
