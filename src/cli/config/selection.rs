//! Names of rules and categories, as people write them: a rule's id, its last part, or a category of findings.

use std::collections::BTreeSet;

use crate::{
    error::{Error, ErrorKind, Result},
    findings::BUILT_IN,
    rules::Rules,
    values::Slot,
};

/// How alike a name must be to one that exists to be taken for a slip of the pen.
const LIKE: f64 = 0.8;

/// Whether `name` means this rule or its category.
pub(super) fn means(name: &str, rule: &str, category: Slot) -> bool {
    name == rule || name == category.name() || rule.rsplit('/').next() == Some(name)
}

/// All names that mean something.
fn names(rules: &Rules) -> BTreeSet<&str> {
    let ids = || rules.claims.iter().map(|rule| rule.id.as_str()).chain(BUILT_IN.iter().map(|rule| rule.id));
    let mut out: BTreeSet<&str> = ids().collect();
    out.extend(ids().filter_map(|id| id.rsplit('/').next()));
    out.extend(Slot::ALL.iter().map(|slot| slot.name()));
    out
}

/// An error unless `name` means something; a name that means nothing would change nothing, in silence.
pub(super) fn check(name: &str, rules: &Rules, kind: ErrorKind) -> Result<()> {
    let names = names(rules);
    if names.contains(name) {
        return Ok(());
    }
    let like = names.iter().map(|known| (strsim::jaro_winkler(name, known), known));
    let nearest = like.filter(|(score, _)| *score >= LIKE).max_by(|a, b| a.0.total_cmp(&b.0).then(b.1.cmp(a.1)));
    let remedy = match nearest {
        Some((_, known)) => format!("did you mean `{known}`? `crosscheck rules list` has all"),
        None => "see `crosscheck rules list` for rules and their categories".to_owned(),
    };
    Err(Error::new(kind, format!("`{name}` is no rule and no category")).remedy(remedy))
}
