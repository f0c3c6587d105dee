//! Syntax stage: which word of a sentence depends on which other, and how.

mod clauses;
mod decode;
mod dep;
mod mend;
mod parser;
mod subjects;
mod tree;

pub use dep::Dep;
pub use mend::mend;
pub use parser::{MAGIC, PAIR_SCALE, PAIRS, Parser, pair};
pub use tree::Tree;

use crate::text::{Form, Pos};

/// The tree of one sentence by the parser that is part of the program, with what [`mend`] mends.
pub fn parse(words: &[&str], tags: &[(Pos, Form)]) -> Tree {
    let mut tree = Parser::embedded().parse(words, tags);
    let lower: Vec<String> = words.iter().map(|word| word.to_lowercase()).collect();
    let lower: Vec<&str> = lower.iter().map(String::as_str).collect();
    mend(&mut tree, &lower, tags);
    tree
}
