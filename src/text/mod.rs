//! Text stage: from a decoded text to blocks, posts, sentences, tokens with tags and lemmas, noun chunks and quotes.

mod document;
mod span;
pub mod tagger;

pub use document::{Block, BlockKind, Chunk, Document, Form, Layout, Pos, Post, Quote, Sentence, Token};
pub use span::Span;
