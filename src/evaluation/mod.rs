//! Evaluation stage: what a careful reader wrote down of a story, held against what the program reports of it. It reads nothing: the gold and
//! the story are given to it.

mod figures;
mod gold;
mod judge;
mod picture;
mod place;

pub use figures::{Figures, Met};
pub use gold::{Gold, GoldFile, GoldSide, Kind};
pub use judge::{Evaluation, Judged, Mark, evaluate};
pub use picture::svg;
