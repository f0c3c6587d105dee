//! The second score, over all pairs that the first one or a rule holds to be of one thing.

use std::collections::BTreeMap;

use crate::{
    facts::same_thing::{ClaimPair, Ground, Model, SameThing, same_things, told_at},
    findings::Finding,
    judgement::{Compared, features::all_levels, proposed},
    verdicts::Court,
};

/// Two open claims with how sure it is that an editor wants to hear of them.
#[derive(Debug, Clone, PartialEq)]
pub struct Judged {
    /// The two, and how surely they are of one thing.
    pub thing: SameThing,
    /// How their values compare.
    pub compared: Compared,
    /// By what kind of rule they were found; 0 by none.
    pub found_by: u8,
    /// How sure it is that an editor wants to hear of it, in hundredths of the logarithm of the odds.
    pub worth: i32,
}

/// Judges all pairs of values of one thing; `proposed` is what the rules found.
pub fn judge(ground: &Ground, proposed: &[Finding], court: &Court) -> BTreeMap<ClaimPair, Judged> {
    let by_rules = proposed::levels(proposed, court.sources);
    let score = Model::embedded().score("worth");
    let things = same_things(ground, &by_rules.keys().copied().collect());
    let judged = things.into_iter().map(|thing| {
        let (a, b) = (told_at(court.sources, thing.left), told_at(court.sources, thing.right));
        let compared = Compared::of(&a, &b, court);
        let found_by = by_rules.get(&(thing.left, thing.right)).copied().unwrap_or_default();
        let levels = all_levels(thing.kind, &thing.levels, &compared.levels, thing.sameness, found_by);
        let worth = score.map_or(i32::MIN, |score| score.sum(&levels));
        ((thing.left, thing.right), Judged { thing, compared, found_by, worth })
    });
    judged.collect()
}

#[cfg(test)]
mod tests {
    use crate::{
        claims::OpenKind,
        facts::{
            exchanged::WORD_NAMES,
            same_thing::{Model, NAMES},
        },
        judgement::{FURTHER_NAMES, VALUE_NAMES},
        rules::Rules,
    };

    #[test]
    fn the_words_for_features_are_of_features_that_there_are() {
        let known: Vec<&str> =
            NAMES.iter().chain(&VALUE_NAMES).chain(&FURTHER_NAMES).chain(&WORD_NAMES).copied().collect();
        let words = &Rules::embedded().lexicons;
        assert!(words.keys("feature").count() > 30);
        for name in words.keys("feature") {
            assert!(known.contains(&name), "there is no feature {name}");
        }
    }

    #[test]
    fn the_shipped_weights_ask_for_features_that_there_are() {
        let names: Vec<&str> = OpenKind::ALL.iter().map(|kind| kind.name()).chain(["worth", "word"]).collect();
        for name in names {
            let trees = Model::embedded().score(name).expect("a score of each kind");
            let features = match name {
                "worth" => NAMES.len() + VALUE_NAMES.len() + FURTHER_NAMES.len(),
                "word" => WORD_NAMES.len(),
                _ => NAMES.len(),
            };
            for tree in &trees.trees {
                for (at, node) in tree.iter().enumerate().filter(|(_, n)| n.feature.is_some()) {
                    assert!(node.feature.is_some_and(|f| usize::from(f) < features), "{name}");
                    assert!(usize::from(node.right) > at + 1 && usize::from(node.right) < tree.len(), "{name}");
                }
            }
        }
    }
}
