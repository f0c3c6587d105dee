//! Small neural nets in whole numbers: word vectors, a recurrent encoder, and how both are read from a file of weights.

pub mod encoder;
pub mod layers;
pub mod reader;
pub mod words;

pub use encoder::Encoder;
pub use layers::Dense;
pub use reader::Reader;
pub use words::{WordRows, Words};
