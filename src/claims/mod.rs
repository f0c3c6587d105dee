//! Claims stage: frames and mentions to claims, by the claim rules.

mod analysis;
mod body;
mod claim;
mod description;
mod extract;
mod on_delegation;
mod on_frame;
mod on_kind;
mod on_mention;
mod on_tokens;
mod open;
mod pronoun;
mod reference;
mod subject;
mod types;
mod venues;
mod wording;

pub use analysis::{SourceAnalysis, kinds_of};
pub use claim::{Claim, ClaimValue, Participant, Reference, Subject};
pub use extract::{distinct, extract_claims};
pub use open::{OpenClaim, OpenKind, open_claims};
pub(crate) use reference::set_apart;
pub(crate) use subject::{DELEGATION, day_of};
pub use venues::venues_in_towns;
