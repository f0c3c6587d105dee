//! The time patterns that the program was built with: their words are filled in, and with which letters they can begin is known. To work
//! that out takes longer than all the rest of the start.

use std::borrow::Cow;

use serde::{Deserialize, de::IntoDeserializer};

use crate::rules::{
    RuleFile, files,
    time_rules::{Form, LazyRegex, Openings, Pattern, Side},
};

/// What the build script writes.
#[derive(Debug)]
pub(super) struct Shipped {
    rows: &'static [Row],
    /// The names of all groups.
    pub groups: &'static [&'static str],
    /// With which letters they can begin.
    pub openings: Openings,
}

/// A pattern: the id of its file, the name of its form, and the regular expression with
/// words of which a match has one, a line each; and those beside it with whether they are wanted there.
#[derive(Debug)]
struct Row {
    rule: &'static str,
    form: &'static str,
    source: &'static str,
    needed: &'static str,
    before: &'static [(&'static str, bool)],
    after: &'static [(&'static str, bool)],
}

static SHIPPED: Option<Shipped> = include!(concat!(env!("OUT_DIR"), "/time_patterns.rs"));

/// The shipped patterns, where these rule files have all shipped time rules and word lists and no other ones.
pub(super) fn shipped(rule_files: &[RuleFile]) -> Option<&'static Shipped> {
    SHIPPED.as_ref().filter(|_| ["time", "lexicons"].iter().all(|folder| files::are_embedded(rule_files, folder)))
}

impl Shipped {
    /// The patterns in order; `None` if one has a form that there is not.
    pub(super) fn patterns(&self) -> Option<Vec<Pattern>> {
        let side =
            |(source, wanted): &(&'static str, bool)| Side { regex: LazyRegex::tested(source, ""), wanted: *wanted };
        let pattern = |row: &Row| {
            let form: Result<Form, serde::de::value::Error> = Form::deserialize(row.form.into_deserializer());
            Some(Pattern {
                rule: row.rule.into(),
                form: form.ok()?,
                regex: LazyRegex::tested(row.source, row.needed),
                before: row.before.iter().map(side).collect(),
                after: row.after.iter().map(side).collect(),
            })
        };
        self.rows.iter().map(pattern).collect()
    }
}
