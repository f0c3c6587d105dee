//! Text stage: from a decoded text to blocks, posts, sentences, tokens with tags and lemmas, noun chunks and quotes.

mod annotate;
mod articles;
mod blocks;
mod chunks;
mod document;
pub mod features;
mod furniture;
mod lemma;
mod line_kinds;
mod live;
mod mend;
pub mod neural;
mod pieces;
mod posts;
mod quotes;
mod sentences;
mod span;
mod speakers;
pub(crate) mod spelling;
mod stamps;
pub mod tagger;
mod tokens;

pub use annotate::annotate;
pub use blocks::find_blocks;
pub use chunks::chunk;
pub use document::{
    Block, BlockKind, Chunk, Dating, Document, Form, GivenPost, Layout, Pos, Post, Quote, Sentence, Token,
};
pub use lemma::lemma;
pub use posts::find_posts;
pub use quotes::find_quotes;
pub use sentences::split;
pub use span::Span;
pub use tokens::{tokenize, tokens_of};
