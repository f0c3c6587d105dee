//! Findings stage: what an editor is shown, each with its sides and their evidence.

mod between_versions;
mod both_stated;
mod built_in;
mod changed_fact;
mod draft;
mod exchanged_word;
mod finding;
mod from_copies;
mod from_facts;
mod from_names;
mod from_speakers;
mod from_zones;
mod not_checked;
mod parallel_facts;
mod question;
mod rank;
mod side;
mod value;
mod value_words;
mod withdrawn;

pub use between_versions::between_versions;
pub use built_in::{BUILT_IN, BuiltIn, EXCHANGED_WORD, ONE_THING};
pub use draft::{DraftClaim, DraftStatus, Origin, draft_claims};
pub use finding::{Evidence, Finding, Relation, Side};
pub use from_copies::{RULE as CHANGED_FACT, from_copies};
pub use from_facts::from_facts;
pub use from_names::from_names;
pub use from_speakers::from_speakers;
pub use from_zones::from_zones;
pub use not_checked::{NotChecked, not_checked};
pub(crate) use question::{asked, inside_a_sentence, with_counted};
pub use rank::rank;
pub(crate) use side::by_weight;
pub use value::normalized;
pub use withdrawn::{Corrected, Correction, withdrawn};
