//! The right side of a row of a table of a word list.

use std::borrow::Cow;

/// What a word stands for in a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Cell {
    /// A whole number: a month, a number word, a point of the compass.
    Integer(i64),
    /// Letters: a zone, a unit, another word.
    Text(Cow<'static, str>),
    /// Something of a kind that no table asks for.
    Other,
}

impl Cell {
    /// The number, if it is one.
    pub fn as_integer(&self) -> Option<i64> {
        match self {
            Self::Integer(number) => Some(*number),
            _ => None,
        }
    }

    /// The letters, if it is some.
    pub fn as_str(&self) -> Option<&str> {
        match self {
            Self::Text(text) => Some(text),
            _ => None,
        }
    }

    /// The same out of a rule file.
    pub fn of(value: toml::Value) -> Self {
        match value {
            toml::Value::Integer(number) => Self::Integer(number),
            toml::Value::String(text) => Self::Text(text.into()),
            _ => Self::Other,
        }
    }
}
