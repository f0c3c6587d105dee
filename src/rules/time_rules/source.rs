//! How a pattern of a rule file becomes a regular expression. The build script shares this file.

/// A pattern, filled in, from a place on and between word boundaries.
pub(super) fn whole(filled: &str) -> String {
    format!(r"^(?:(?-u:\b{{start-half}})(?:{filled})(?-u:\b{{end-half}}))")
}

/// What must end before a match.
pub(super) fn before(filled: &str) -> String {
    format!(r"(?:^|[^0-9A-Za-z_])(?:{filled})[[:space:]\u{{a0}}]*$")
}

/// What must begin behind a match.
pub(super) fn after(filled: &str) -> String {
    format!("^(?:{filled})")
}

/// The names of the groups of a pattern, in order.
pub(super) fn groups(pattern: &str) -> Vec<&str> {
    pattern.split("(?<").skip(1).filter_map(|rest| rest.split_once('>')).map(|(name, _)| name).collect()
}
