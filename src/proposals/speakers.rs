//! One sentence that outlets put into the mouths of two people.

use std::collections::{BTreeMap, BTreeSet};

use crate::{
    claims::{Claim, Participant},
    copies::Voices,
    facts::{EntityId, Fact, fnv1a},
    findings::{Evidence, Finding, Relation, Side, TWO_SPEAKERS, by_weight},
    rules::Rules,
    text::Span,
    values::{Severity, Slot},
    verdicts::Court,
};

/// Words by which a question names a quote.
const WORDS_OF_A_QUOTE: usize = 8;

/// The findings of all facts that are quotes, in order of the facts.
pub(super) fn speakers(
    facts: &[Fact],
    claims: &[&Claim],
    court: &Court,
    voices: &Voices,
    rules: &Rules,
) -> Vec<Finding> {
    let quotes = facts.iter().filter(|fact| fact.slot == Slot::Quote);
    quotes.filter_map(|fact| finding(fact, claims, court, voices, rules)).collect()
}

fn finding(fact: &Fact, claims: &[&Claim], court: &Court, voices: &Voices, rules: &Rules) -> Option<Finding> {
    let two = |left: usize, right: usize| court.two_speakers(claims[left], claims[right]);
    let lead = fact.alignments.iter().find(|a| two(a.left, a.right))?;
    let mut said: BTreeMap<EntityId, BTreeSet<usize>> = BTreeMap::new();
    for claim in [lead.left, lead.right] {
        said.entry(speaker(claims[claim], court)?.0).or_default().insert(claim);
    }
    // Whoever else quotes the sentence is heard for the speaker that it names.
    let of_lead = |claim: usize| claim == lead.left || claim == lead.right;
    for pair in fact.alignments.iter().filter(|a| of_lead(a.left) != of_lead(a.right)) {
        let (known, other) = if of_lead(pair.left) { (pair.left, pair.right) } else { (pair.right, pair.left) };
        if let Some((id, _)) = speaker(claims[other], court)
            && court.one_sentence(claims[known], claims[other])
        {
            said.entry(id).or_default().insert(other);
        }
    }
    let sides = |(id, claims_of): (&EntityId, &BTreeSet<usize>)| {
        side(*id, &claims_of.iter().map(|c| claims[*c]).collect::<Vec<_>>(), court, voices, rules)
    };
    let mut sides: Vec<Side> = said.iter().map(sides).collect();
    sides.sort_by(by_weight);
    let names: Vec<&str> = sides.iter().map(|s| s.asked.as_str()).collect();
    let mut why = lead.evidence.reasons.clone();
    why.push("the same words of two speakers".to_owned());
    Some(Finding {
        id: format!("{:016x}", fnv1a(&format!("{TWO_SPEAKERS} {}", fact.id))),
        rule: TWO_SPEAKERS.to_owned(),
        slot: Slot::Quote,
        severity: if concluded(claims[lead.left], court) || concluded(claims[lead.right], court) {
            Severity::Note
        } else {
            Severity::Warning
        },
        relation: Relation::Conflict,
        subject: "speaker".to_owned(),
        message: format!("Who said {}: {}?", opening(claims[lead.left], court), names.join(" or ")),
        why,
        sides,
    })
}

/// The first words of a quote, in marks: “We shall rebuild the bridge before the …”.
fn opening(claim: &Claim, court: &Court) -> String {
    let words: Vec<&str> = court.sources[claim.source].doc.slice(claim.value_span).split_whitespace().collect();
    let more = if words.len() > WORDS_OF_A_QUOTE { " …" } else { "" };
    let first = words[..words.len().min(WORDS_OF_A_QUOTE)].join(" ");
    format!("“{}{more}”", first.trim_end_matches([',', '.']))
}

/// Whether "he" of one sentence is known from another alone: where a sentence between the two was cut, it was someone else.
fn concluded(claim: &Claim, court: &Court) -> bool {
    let Some((_, mention)) = speaker(claim, court) else { return false };
    let name = court.sources[claim.source].mentions.get(mention);
    let said_by = claim.attribution.as_ref().and_then(|a| a.speaker);
    let named = |words: Span| name.is_some_and(|name| words.contains(name.span));
    name.is_some_and(|name| name.sentence != claim.sentence) && !said_by.is_some_and(named)
}

/// The speaker of a quote, and the mention that names him.
fn speaker(claim: &Claim, court: &Court) -> Option<(EntityId, usize)> {
    let Some(Participant::Named(mention)) = claim.subject.about else { return None };
    court.entities.of(claim.source, mention).map(|id| (id, mention))
}

fn side(id: EntityId, claims: &[&Claim], court: &Court, voices: &Voices, rules: &Rules) -> Side {
    let evidence = claims.iter().flat_map(|claim| {
        let analysis = &court.sources[claim.source];
        let mut said = Evidence::of(claim, analysis, rules);
        TWO_SPEAKERS.clone_into(&mut said.rule);
        let Some(name) = speaker(claim, court).and_then(|(_, mention)| analysis.mentions.get(mention)) else {
            return vec![said];
        };
        let named = Evidence { sentence: name.sentence, span: name.span, value: name.span, ..said.clone() };
        // "He added": the name stands in another sentence, and both are shown.
        if name.sentence == claim.sentence { vec![named] } else { vec![named, said] }
    });
    let name = court.entities.name(id);
    Side::of(name.clone(), crate::values::names::fold(&name), evidence.collect(), voices)
}
