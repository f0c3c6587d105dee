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
