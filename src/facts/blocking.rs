//! Which claims are laid side by side: those that share a key, so that the work does not grow with the square of the claims.

use std::collections::{BTreeMap, BTreeSet};

use crate::{
    claims::{Claim, ClaimValue, SourceAnalysis},
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
    sources: &[SourceAnalysis],
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
    for block in blocks.values_mut() {
        if block.len() > LARGEST_BLOCK {
            across_sources(block, sources, claims);
        }
        for run in block.chunks(LARGEST_BLOCK) {
            for (at, left) in run.iter().enumerate() {
                out.extend(run[at + 1..].iter().map(|right| (*left.min(right), *left.max(right))));
            }
        }
    }
    out
}

/// Puts a block in the order in which it is cut: what each source says first, and every value that it writes before it writes one again.
/// In order of the sources no claim of the first would stand beside one of the last.
fn across_sources(block: &mut [usize], sources: &[SourceAnalysis], claims: &[&Claim]) {
    let written = |claim: usize| sources[claims[claim].source].doc.slice(claims[claim].value_span);
    let mut seen: BTreeMap<(usize, &str), usize> = BTreeMap::new();
    let mut told: BTreeMap<usize, usize> = BTreeMap::new();
    let mut order: BTreeMap<usize, (usize, usize)> = BTreeMap::new();
    for claim in block.iter() {
        let source = claims[*claim].source;
        let (again, rank) = (seen.entry((source, written(*claim))).or_default(), told.entry(source).or_default());
        order.insert(*claim, (*again, *rank));
        *again += 1;
        *rank += 1;
    }
    block.sort_by_key(|claim| (order[claim], written(*claim), *claim));
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
