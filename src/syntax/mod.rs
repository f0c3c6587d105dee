//! Syntax stage: which word of a sentence depends on which other, and how.

mod decode;
mod dep;
mod parser;
mod tree;

pub use dep::Dep;
pub use parser::{MAGIC, PAIRS, PAIR_SCALE, Parser, pair};
pub use tree::Tree;
