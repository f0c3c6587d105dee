//! Proposals stage: what the rules, the copied text and the names of a story set against each other. What of it an editor is told, and how
//! loudly, is for `judgement`.

mod both_stated;
mod changed_fact;
mod copied;
mod exchanged_word;
mod facts;
mod lists;
mod names;
mod parallel_facts;
mod speakers;
mod turned;
mod two_sides;
mod zones;

pub use facts::differing_facts;

use crate::{
    claims::Claim,
    copies::{Copy, Voices},
    facts::Fact,
    findings::Finding,
    rules::Rules,
    verdicts::Court,
};

/// All proposals of a story, in order: from `copies`, from `facts`, then from the names and times of its sources.
pub fn propose(
    copies: &[Copy],
    facts: &[Fact],
    claims: &[&Claim],
    court: &Court,
    voices: &Voices,
    rules: &Rules,
) -> Vec<Finding> {
    let mut out = copied::copied(copies, court.sources, court.entities, voices, rules);
    out.extend(differing_facts(facts, claims, court, voices, rules));
    out.extend(speakers::speakers(facts, claims, court, voices, rules));
    out.extend(names::names(claims, facts, court, voices, rules));
    out.extend(lists::lists(court.sources, court.entities, voices, &rules.lexicons));
    out.extend(turned::turned(court.sources, court.entities, voices, &rules.lexicons));
    out.extend(zones::zones(court.sources, voices, &rules.lexicons));
    out
}
