//! What `sources.toml` and front matter can say of a source, and how their times and zones are read.

use chrono_tz::Tz;

use crate::values::Timestamp;

/// What one place says of a source.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Fields {
    pub outlet: Option<String>,
    pub published: Option<Timestamp>,
    pub updated: Option<Timestamp>,
    pub timezone: Option<Tz>,
    pub url: Option<String>,
    pub headline: Option<String>,
    pub language: Option<String>,
    pub version: Option<String>,
    pub status: Option<String>,
    pub embargo: Option<Timestamp>,
    pub embargo_terms: Option<String>,
    pub note: Option<String>,
    pub item: Option<String>,
    pub replaces: Option<String>,
}

/// Something in a metadata block that is not understood.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Problem {
    /// Line in the file, from 1.
    pub line: usize,
    pub what: String,
    pub remedy: &'static str,
}

/// What to do about a time that is not understood.
pub(super) const TIME_REMEDY: &str = "write it as 2025-05-16, 2025-05-16T13:00 or 2025-05-16T13:00:00+01:00";
/// What to do about a zone that is not understood.
pub(super) const ZONE_REMEDY: &str = "use a name of the time zone database, such as Europe/London or UTC";

/// A zone of the time zone database; a remark in brackets after it ("America/New_York (assumed)") is for the reader.
pub(super) fn zone(text: &str) -> Option<Tz> {
    let name =
        text.split_once('(').filter(|(_, remark)| remark.trim_end().ends_with(')')).map_or(text, |(name, _)| name);
    name.trim().parse().ok()
}

/// A value without blanks around it, unless nothing is left.
pub(super) fn filled(text: &str) -> Option<String> {
    let text = text.trim();
    (!text.is_empty()).then(|| text.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_zone_may_carry_a_remark() {
        assert_eq!(zone("America/New_York (assumed)"), Some(Tz::America__New_York));
        assert_eq!(zone("(assumed)"), None);
        assert_eq!(zone("London time (assumed)"), None);
    }

    #[test]
    fn a_zone_is_a_name_and_never_an_ambiguous_abbreviation() {
        assert_eq!(zone(" Europe/Istanbul "), Some(Tz::Europe__Istanbul));
        for text in ["BST", "+03:00", "London", ""] {
            assert_eq!(zone(text), None, "{text}");
        }
    }
}
