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

#[cfg(test)]
mod tests {
    use crate::rules::{Rules, files};

    #[test]
    fn the_shipped_patterns_are_those_of_the_rule_files() {
        let mut files = files::embedded();
        let shipped = Rules::load(&files).expect("valid rules").times;
        assert!(shipped.shipped.is_some());
        // A list with another letter is not the shipped one, and everything is worked out.
        files.iter_mut().filter(|file| file.is_in("lexicons")).for_each(|file| file.text.push('\n'));
        let read = Rules::load(&files).expect("valid rules").times;
        assert!(read.shipped.is_none());
        assert_eq!(shipped.patterns.len(), read.patterns.len());
        for (a, b) in shipped.patterns.iter().zip(&read.patterns) {
            let sides =
                |sides: &[super::Side]| sides.iter().map(|s| (s.regex.source.clone(), s.wanted)).collect::<Vec<_>>();
            assert_eq!((&a.rule, a.form, &a.regex.source), (&b.rule, b.form, &b.regex.source));
            assert_eq!((sides(&a.before), sides(&a.after)), (sides(&b.before), sides(&b.after)), "{}", a.regex.source);
        }
        for text in ["on Friday, 5 May 2031, at 9:30", "two or three days before Christmas", "in the late 1990s"] {
            for at in 0..text.len() {
                assert_eq!(shipped.openings().next(text, at), read.openings().next(text, at), "{text} {at}");
            }
        }
    }
}
