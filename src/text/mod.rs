//! Text stage: from a decoded text to blocks, posts, sentences, tokens with tags and lemmas, noun chunks and quotes.

mod chunks;
mod document;
pub mod features;
mod lemma;
mod mend;
mod span;
pub mod tagger;
mod tokens;

pub use chunks::chunk;
pub use document::{Block, BlockKind, Chunk, Document, Form, Layout, Pos, Post, Quote, Sentence, Token};
pub use lemma::lemma;
pub use span::Span;
pub use tokens::{tokenize, tokens_of};
