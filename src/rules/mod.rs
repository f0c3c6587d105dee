//! Rules and word lists: data, read once, checked, and asked by the stages.

pub mod claim_rule;
pub mod files;
mod lexicon;
pub mod selector;
pub mod time_rules;
pub mod token_pattern;
mod weights;

pub use claim_rule::{ClaimRule, Pair, PairVerdict};
pub use files::RuleFile;
pub use lexicon::{Cell, Lexicons};
pub use time_rules::TimeRules;
pub use weights::{ALIGNMENT, Weights};

use crate::error::{Error, ErrorKind};

/// Everything that is data: one value, read once and passed to the stages.
#[derive(Debug)]
pub struct Rules {
    /// Word lists.
    pub lexicons: Lexicons,
    /// Patterns of dates and times.
    pub times: TimeRules,
    /// Claim rules in order of their ids.
    pub claims: Vec<ClaimRule>,
    /// Weights of the evidence for alignment.
    pub weights: Weights,
}

impl Rules {
    /// Reads and checks all rule files; every error found is returned.
    pub fn load(rule_files: &[RuleFile]) -> Result<Self, Vec<Error>> {
        let strays: Vec<Error> = rule_files.iter().filter_map(stray).collect();
        if !strays.is_empty() {
            return Err(strays);
        }
        let one = |e: Error| vec![e];
        let lexicons = Lexicons::load(rule_files).map_err(one)?;
        let times = TimeRules::load(rule_files, &lexicons).map_err(one)?;
        let claims = claim_rule::load(rule_files, &lexicons)?;
        let weights = Weights::load(rule_files).map_err(one)?;
        Ok(Self { lexicons, times, claims, weights })
    }

    /// The rules that are part of the program.
    pub fn embedded() -> Self {
        Self::load(&files::embedded()).unwrap_or_else(|errors| {
            let all: Vec<String> = errors.iter().map(Error::to_string).collect();
            unreachable!("the embedded rules are tested: {}", all.join("\n"))
        })
    }
}

/// A file in no folder that is read would be ignored in silence.
fn stray(file: &RuleFile) -> Option<Error> {
    let known = file.id == ALIGNMENT || files::FOLDERS.iter().any(|folder| file.is_in(folder));
    let what = "this rule file stands in no folder that is read";
    let remedy = "put it in claims/, lexicons/ or mentions/time/ (weights in en/alignment.toml)";
    (!known).then(|| Error::new(ErrorKind::Rule, what).at(&file.path).line(1).remedy(remedy))
}
