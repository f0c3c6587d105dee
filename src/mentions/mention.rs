//! A span that names something, with its normal value.

use std::{ops::Range, sync::Arc};

use crate::{text::Span, values::time::TimeValue};

/// One mention, tied to its tokens and to the rule or list that found it.
#[derive(Debug, Clone, PartialEq)]
pub struct Mention {
    /// Where it stands.
    pub span: Span,
    /// Its tokens, as indices into the document's tokens.
    pub tokens: Range<usize>,
    /// Index of its sentence.
    pub sentence: usize,
    /// What it names.
    pub value: Value,
    /// Id of the rule or word list that found it.
    pub found_by: Arc<str>,
}

/// What a mention names.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub enum Value {
    /// A date, clock time, duration.
    Time(TimeValue),
}
