//! Patterns that are compiled when a text first needs them: most runs need few of them, and compiling is most of the start.

use std::{
    borrow::Cow,
    sync::{
        OnceLock,
        atomic::{AtomicU32, Ordering::Relaxed},
    },
};

use regex::{Captures, Regex, RegexBuilder};
use regex_syntax::hir::Hir;

use crate::rules::time_rules::openings;

/// Bytes that a compiled pattern and its lookup tables may take.
const SIZE_LIMIT: usize = 64 << 20;
/// Looks for words that cost about as much as to compile a pattern.
const MOST_SPARED: u32 = 200;

/// A pattern that ignores case.
#[derive(Debug)]
pub(crate) struct LazyRegex {
    pub(super) source: Cow<'static, str>,
    compiled: OnceLock<Option<Regex>>,
    /// Words of which a match has one, a line each.
    needed: &'static str,
    /// How often no such word was there.
    spared: AtomicU32,
}

impl LazyRegex {
    /// A pattern that is not `tested` is compiled at once, so that its author is told what is wrong with it: the error, in one line.
    pub(super) fn new(source: String, tested: bool) -> Result<Self, String> {
        let out = Self { source: source.into(), ..Self::tested("", "") };
        if !tested {
            let last_line =
                |error: String| error.lines().last().unwrap_or_default().trim_start_matches("error: ").to_owned();
            let compiled = out.compile().map_err(|e| last_line(e.to_string()))?;
            out.compiled.get_or_init(|| Some(compiled));
        }
        Ok(out)
    }

    /// A pattern that the program was built with, and words of which a match has one, a line each.
    pub(super) fn tested(source: &'static str, needed: &'static str) -> Self {
        Self { source: source.into(), compiled: OnceLock::new(), needed, spared: AtomicU32::new(0) }
    }

    /// Its structure, with regard to case; what matches nothing for a pattern that is not valid.
    pub(super) fn parsed(&self) -> Hir {
        regex_syntax::parse(&self.source).unwrap_or_else(|_| Hir::fail())
    }

    pub(crate) fn is_match(&self, text: &str) -> bool {
        self.get().is_some_and(|regex| regex.is_match(text))
    }

    pub(crate) fn captures<'t>(&self, text: &'t str) -> Option<Captures<'t>> {
        if self.compiled.get().is_none() && self.is_spared(text) {
            return None;
        }
        // Most tries fail, and room for captures is made before the try.
        self.get().filter(|regex| regex.is_match(text)).and_then(|regex| regex.captures(text))
    }

    /// Whether a pattern that is not compiled need not be for this text. In a long text it is quicker to compile it in the end.
    fn is_spared(&self, text: &str) -> bool {
        if self.needed.is_empty() || self.spared.load(Relaxed) >= MOST_SPARED {
            return false;
        }
        let lacks = |text: String| !self.needed.lines().any(|word| text.contains(word));
        let spared = openings::plain(text).is_some_and(lacks);
        self.spared.fetch_add(u32::from(spared), Relaxed);
        spared
    }

    fn get(&self) -> Option<&Regex> {
        self.compiled.get_or_init(|| self.compile().ok()).as_ref()
    }

    fn compile(&self) -> Result<Regex, regex::Error> {
        RegexBuilder::new(&self.source).case_insensitive(true).size_limit(SIZE_LIMIT).build()
    }
}

#[cfg(test)]
mod tests {
    use crate::rules::{Rules, files};

    #[test]
    fn every_shipped_pattern_compiles() {
        for pattern in &Rules::embedded().times.patterns {
            assert!(pattern.regex.get().is_some(), "{}: {}", pattern.rule, pattern.regex.source);
            for side in pattern.before.iter().chain(&pattern.after) {
                assert!(side.regex.get().is_some(), "{}: {}", pattern.rule, side.regex.source);
            }
        }
        assert!(files::embedded().iter().all(files::RuleFile::is_embedded));
    }
}
