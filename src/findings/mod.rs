//! Findings stage: what an editor is shown, each with its sides and their evidence.

mod between_versions;
mod built_in;
mod draft;
mod finding;
mod heard;
mod not_checked;
mod question;
mod rank;
mod side;
mod told_once;
mod value;
mod value_words;
mod withdrawn;

pub use between_versions::between_versions;
pub use built_in::{
    BUILT_IN, BuiltIn, CHANGED_FACT, EXCHANGED_WORD, LONE_SPELLING, NAME_SLIP, ONE_THING, SECOND_ZONE, TURNED,
    TWO_HOLDERS, TWO_LISTS, TWO_NAMES, TWO_SPEAKERS,
};
pub use draft::{DraftClaim, DraftStatus, Origin, draft_claims};
pub use finding::{Evidence, Finding, Relation, Side};
pub use heard::{Heard, copied_whole};
pub use not_checked::{NotChecked, not_checked};
pub(crate) use question::{Asking, asked, inside_a_sentence, with_counted};
pub use rank::rank;
pub(crate) use side::by_weight;
pub use value::normalized;
pub(crate) use value_words::{abridged, value_words};
pub use withdrawn::{Corrected, Correction, withdrawn};
