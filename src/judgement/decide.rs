//! From what the rules found to what an editor is told.

use std::collections::BTreeMap;

use crate::{
    copies::Voices,
    facts::{
        exchanged::{Exchanged, exchanged_words},
        same_thing::{ClaimPair, Ground},
    },
    findings::Finding,
    judgement::{Judged, judge, told::from_values, weigh::weigh, words::from_words},
    rules::Rules,
    verdicts::Court,
};

/// What was judged, kept to be explained.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Judgement {
    /// What the rules found, before it was judged.
    pub proposed: Vec<Finding>,
    /// Pairs of values of one thing, and what they are worth.
    pub pairs: BTreeMap<ClaimPair, Judged>,
    /// Words in the place of others.
    pub words: Vec<Exchanged>,
}

/// Lowers what of `proposed` is not worth its severity, and adds the values and words that no rule set against each other.
pub fn decide(proposed: Vec<Finding>, court: &Court, voices: &Voices, rules: &Rules) -> (Judgement, Vec<Finding>) {
    let ground = Ground::of(court.sources, court.entities, &rules.lexicons);
    let pairs = judge(&ground, &proposed, court);
    let words = exchanged_words(&ground);
    let mut found = proposed.clone();
    weigh(&mut found, &pairs, court.sources, rules);
    found.extend(from_values(&pairs, &found, court, voices, &rules.weights));
    found.extend(from_words(&words, &found, court, voices, &rules.weights));
    (Judgement { proposed, pairs, words }, found)
}
