//! Findings stage: what an editor is shown, each with its sides and their evidence.

mod alike_values;
mod between_versions;
mod both_stated;
mod built_in;
mod changed_fact;
mod draft;
mod exchanged_word;
mod finding;
mod from_alike;
mod from_copies;
mod from_doubles;
mod from_facts;
mod from_holders;
mod from_lone_spellings;
mod from_speakers;
mod not_checked;
mod rank;
mod side;
mod value;
mod withdrawn;

pub use between_versions::between_versions;
pub use built_in::{BUILT_IN, BuiltIn};
pub use draft::{DraftClaim, DraftStatus, draft_claims};
pub use finding::{Evidence, Finding, Relation, Side};
pub use from_alike::from_alike;
pub use from_copies::{RULE as CHANGED_FACT, from_copies};
pub use from_doubles::from_doubles;
pub use from_facts::from_facts;
pub use from_holders::from_holders;
pub use from_lone_spellings::from_lone_spellings;
pub use from_speakers::from_speakers;
pub use not_checked::{NotChecked, not_checked};
pub use rank::rank;
pub use value::normalized;
pub use withdrawn::{Corrected, Correction, withdrawn};
