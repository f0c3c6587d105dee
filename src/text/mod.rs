//! Text stage: from a decoded text to blocks, posts, sentences, tokens with tags and lemmas, noun chunks and quotes.

mod blocks;
mod document;
mod line_kinds;
mod posts;
mod quotes;
mod sentences;
mod span;
mod speakers;
mod stamps;

pub use blocks::find_blocks;
pub use document::{Block, BlockKind, Chunk, Document, Form, Layout, Pos, Post, Quote, Sentence, Token};
pub use posts::find_posts;
pub use quotes::find_quotes;
pub use sentences::split;
pub use span::Span;
