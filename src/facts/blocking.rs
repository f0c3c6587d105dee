//! Which claims are laid side by side: those that share a key, so that the work does not grow with the square of the claims.

use std::collections::{BTreeMap, BTreeSet};

use crate::{
    claims::{Claim, ClaimValue},
    facts::{
        align::of_person_alone,
        signature::{Frequencies, Party, Signature},
    },
    values::Slot,
};

/// A block of more claims than this is cut into runs of this length: so many claims with one key say that the key tells little.
const LARGEST_BLOCK: usize = 48;

/// Pairs of claims that share a blocking key, in order, each once.
pub(super) fn candidates(
    claims: &[&Claim],
    signatures: &[Option<Signature>],
    frequencies: &Frequencies,
    one_in: usize,
) -> BTreeSet<(usize, usize)> {
    let mut blocks: BTreeMap<(Slot, String), Vec<usize>> = BTreeMap::new();
    for (index, signature) in signatures.iter().enumerate() {
        let Some(signature) = signature else { continue };
        for key in keys(signature, frequencies, one_in) {
            blocks.entry((signature.slot, key)).or_default().push(index);
        }
        if let ClaimValue::Number(number) = &claims[index].value {
            let key = format!("{} value {}", signature.head, number.quantity.normalized());
            blocks.entry((signature.slot, key)).or_default().push(index);
        }
    }
    let mut out = BTreeSet::new();
    for block in blocks.values() {
        for run in block.chunks(LARGEST_BLOCK) {
            for (at, left) in run.iter().enumerate() {
                out.extend(run[at + 1..].iter().map(|right| (*left, *right)));
            }
        }
    }
    out
}

/// What claims must share to be looked at together: kind of event with a participant, a modifier, a place or a rare word.
fn keys(s: &Signature, frequencies: &Frequencies, one_in: usize) -> Vec<String> {
    if s.slot == Slot::Quote {
        return s.neighbours.clone();
    }
    let kind = if s.class.is_empty() { &s.head } else { &s.class };
    if let Some(who) = &s.about {
        let who = match who {
            Party::Entity(id) => id.0.to_string(),
            Party::Noun(noun) => noun.clone(),
        };
        return vec![format!("about {who} {}", if of_person_alone(s.slot) { "" } else { kind })];
    }
    let counted = s.counted.as_ref().map_or("", |(noun, _)| noun);
    let mut out: Vec<String> = s
        .parties
        .iter()
        .map(|p| match p {
            Party::Entity(id) => format!("{kind} {counted} party {}", id.0),
            Party::Noun(noun) => format!("{kind} {counted} party {noun}"),
        })
        .collect();
    out.extend(s.modifiers.iter().map(|m| format!("{kind} {counted} modifier {m}")));
    out.extend(s.places.iter().map(|p| format!("{kind} {counted} place {}", p.0)));
    if s.one_off {
        out.push(format!("{kind} {counted} once"));
    }
    if s.of_main {
        out.push(format!("{kind} {counted} main"));
    }
    if s.in_lead && !s.head.is_empty() {
        out.push(format!("{kind} {counted} lead"));
    }
    out.extend(
        s.words.iter().filter(|w| frequencies.is_rare_word(w, one_in)).map(|w| format!("{kind} {counted} word {w}")),
    );
    out
}
