//! Whether two values are of one thing: which may be, what speaks for it, and how much, by a score that was learned and that never
//! sees the values.

mod choose;
mod features;
mod folding;
mod ground;
mod laid;
mod meaning;
mod model;
mod retrieval;
mod scene;
mod slips;
mod taken;
mod view;

pub use choose::{ClaimAt, ClaimPair, SameThing, candidates, same_things, told_at};
pub use features::{Around, Comparer, Levels, NAMES, Told, VALUE_ELSEWHERE, VALUES_IN_TEXT};
pub(super) use features::{degree_of, tenth};
pub use ground::Ground;
pub use laid::{Laid, Place};
pub use model::{Model, Node, Trees};
pub(super) use retrieval::cosine;
pub use retrieval::{Nearest, SentenceAt};
pub use scene::Scene;
pub use taken::{Nearness, Taken};
pub use view::{Element, Symbol};
