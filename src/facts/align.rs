//! Aligns claims into facts.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

use crate::{
    claims::{Claim, ClaimValue, Participant, SourceAnalysis},
    facts::{
        Alignment, Fact,
        blocking::candidates,
        entities::Entities,
        evidence::Scales,
        fnv1a,
        main_event::{MainEvents, earliest_days, is_of_now, measures_an_event},
        nameless::nouns_of_several,
        signature::{Frequencies, Party, Setting, Signature, signature},
        utterance::{By, Laid},
    },
    rules::Rules,
    text::Token,
    values::{Slot, names::fold},
};

/// Aligns all claims of a story. `claims` lists them in order of their sources.
pub fn align(sources: &[SourceAnalysis], claims: &[&Claim], entities: &Entities, rules: &Rules) -> Vec<Fact> {
    let frequencies = Frequencies::of(sources, entities, &rules.lexicons);
    let scales = Scales { weights: &rules.weights, entities, frequencies: &frequencies };
    let main = MainEvents::of(sources, rules);
    let earliest: Vec<_> = sources.iter().map(earliest_days).collect();
    let mut settings = BTreeMap::new();
    let several = nouns_of_several(sources, claims, &rules.lexicons);
    let of_one = |claim: &Claim| match &claim.subject.about {
        Some(Participant::Nameless(noun)) => !of_person_alone(claim.slot) || !several.contains(noun),
        _ => true,
    };
    let mut signatures: Vec<Option<Signature>> = claims
        .iter()
        .map(|claim| {
            if !of_one(claim) {
                return None;
            }
            // A sentence with many claims is read once.
            let analysis = &sources[claim.source];
            let setting = settings.entry((claim.source, claim.sentence)).or_insert_with(|| {
                Arc::new(Setting::of(analysis, claim.source, claim.sentence, entities, &rules.lexicons))
            });
            let lead = analysis.is_lead(claim.sentence, rules.weights.lead_sentences);
            let of_now = is_of_now(analysis, &earliest[claim.source], claim.sentence, rules.weights.days_apart_at_most);
            // The strength of a quake of ten years ago is none of this one's.
            if !of_now && measures_an_event(claim, &rules.lexicons) {
                return None;
            }
            let of_main = of_now && main.is_main(&claim.subject, lead);
            // A toll of the main event is what the reports open with, wherever it stands.
            let whole = claim.subject.part.is_none() && setting.unknown_places.is_empty();
            let toll = whole && claim.slot == Slot::Number && main.takes_part(&claim.subject, &rules.lexicons);
            let lead = lead || toll && of_now;
            let read = signature(claim, entities, setting, (lead, of_main), &rules.lexicons)?;
            Some(match claim.slot {
                Slot::Quote => read.of_quote(quoted(sources, claim), &rules.lexicons),
                _ => read,
            })
        })
        .collect();
    mark_one_offs(claims, &mut signatures);
    let (mut alignments, mut echoes) = (Vec::new(), Vec::new());
    for (left, right) in candidates(sources, claims, &signatures, &frequencies, rules.weights.rare_one_in) {
        let (Some(a), Some(b)) = (&signatures[left], &signatures[right]) else { continue };
        let (x, y) = (claims[left], claims[right]);
        // A sentence that gives two values gives them to two things.
        if (x.source, x.sentence) == (y.source, y.sentence) && x.slot != Slot::Name {
            continue;
        }
        if reports_far_apart(sources, claims[left], claims[right], a, b, rules.weights.days_apart_at_most) {
            continue;
        }
        let weighed = match (a.slot, b.slot) {
            (Slot::Quote, Slot::Quote) => {
                let laid = Laid::of(quoted(sources, x), quoted(sources, y));
                laid.one_utterance(said_by(x, y, entities), &rules.weights, &rules.lexicons)
            }
            _ => scales.weigh(a, b),
        };
        let Some(evidence) = weighed else { continue };
        let (sum, person) = (evidence.sum, of_person_alone(a.slot));
        if sum >= rules.weights.aligned || person {
            let certain = sum >= rules.weights.certain || person;
            alignments.push(Alignment { left, right, evidence, certain });
        } else if sum >= rules.weights.echo {
            echoes.push((left, right));
        }
    }
    let mut facts = group(sources, claims, &signatures, alignments, entities);
    hear(&mut facts, echoes, claims.len());
    facts
}

/// Whose two quotes are.
fn said_by(x: &Claim, y: &Claim, entities: &Entities) -> By {
    let speaker = |claim: &Claim| match claim.subject.about {
        Some(Participant::Named(mention)) => entities.of(claim.source, mention),
        _ => None,
    };
    match (speaker(x), speaker(y)) {
        _ if x.source == y.source => By::OneSource,
        (Some(one), Some(other)) if one == other => By::OneSpeaker,
        (Some(_), Some(_)) => By::Two,
        _ => By::Anyone,
    }
}

/// The words of a quote.
fn quoted<'s>(sources: &'s [SourceAnalysis], claim: &Claim) -> &'s [Token] {
    let doc = &sources[claim.source].doc;
    &doc.tokens[doc.tokens_of(claim.value_span)]
}

/// Gives each fact the echoes of its claims.
fn hear(facts: &mut [Fact], echoes: Vec<(usize, usize)>, claims: usize) {
    let mut fact_of = vec![None; claims];
    for (number, fact) in facts.iter().enumerate() {
        for claim in &fact.claims {
            fact_of[*claim] = Some(number);
        }
    }
    for (left, right) in echoes {
        let (a, b) = (fact_of[left], fact_of[right]);
        for (fact, echo) in [(a, (left, right)), (b, (right, left))] {
            if let Some(fact) = fact.filter(|_| a != b).and_then(|fact| facts.get_mut(fact)) {
                fact.echoes.push(echo);
            }
        }
    }
}

/// Whether a slot is of a person and of nothing else: who it is about says all.
pub(super) fn of_person_alone(slot: Slot) -> bool {
    matches!(slot, Slot::Name | Slot::Age | Slot::Role)
}

/// Marks the values of which every source of the story knows one alone: what is done once is told of once.
fn mark_one_offs(claims: &[&Claim], signatures: &mut [Option<Signature>]) {
    let mut values: BTreeMap<(Slot, String, String), BTreeMap<usize, BTreeSet<String>>> = BTreeMap::new();
    let key = |s: &Signature| {
        let counted = s.counted.as_ref().map_or("", |(noun, _)| noun);
        let telling = !s.head.is_empty() && !matches!(s.slot, Slot::Quote | Slot::Place) && !of_person_alone(s.slot);
        telling.then(|| (s.slot, s.head.clone(), counted.to_owned()))
    };
    let value = |claim: &Claim| match &claim.value {
        ClaimValue::Number(n) => Some(n.quantity.normalized()),
        ClaimValue::Time(time) => Some(time.normal()),
        _ => None,
    };
    for (claim, signature) in claims.iter().zip(signatures.iter()) {
        if let (Some(key), Some(value)) = (signature.as_ref().and_then(key), value(claim)) {
            values.entry(key).or_default().entry(claim.source).or_default().insert(value);
        }
    }
    for signature in signatures.iter_mut().flatten() {
        let of_sources = key(signature).and_then(|key| values.get(&key));
        signature.one_off = of_sources.is_some_and(|s| s.len() >= 2 && s.values().all(|numbers| numbers.len() == 1));
    }
}

/// Whether the two were reported so far apart that only a named day could tie them together.
fn reports_far_apart(
    sources: &[SourceAnalysis],
    x: &Claim,
    y: &Claim,
    a: &Signature,
    b: &Signature,
    most: i64,
) -> bool {
    if of_person_alone(x.slot) || (!a.days.is_empty() && !b.days.is_empty()) {
        return false;
    }
    match (sources[x.source].reported(x.post), sources[y.source].reported(y.post)) {
        (Some(left), Some(right)) => (left.date - right.date).num_days().abs() > most,
        _ => false,
    }
}

/// Claims joined by alignments are one fact; a claim that nothing joins is a fact of its own.
fn group(
    sources: &[SourceAnalysis],
    claims: &[&Claim],
    signatures: &[Option<Signature>],
    alignments: Vec<Alignment>,
    entities: &Entities,
) -> Vec<Fact> {
    let mut parent: Vec<usize> = (0..claims.len()).collect();
    for alignment in &alignments {
        let (a, b) = (root(&mut parent, alignment.left), root(&mut parent, alignment.right));
        // The smaller index is the root, whatever the order of the pairs.
        parent[a.max(b)] = a.min(b);
    }
    let mut members: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for claim in 0..claims.len() {
        members.entry(root(&mut parent, claim)).or_default().push(claim);
    }
    let mut pairs: BTreeMap<usize, Vec<Alignment>> = BTreeMap::new();
    for alignment in alignments {
        pairs.entry(root(&mut parent, alignment.left)).or_default().push(alignment);
    }
    let mut facts: Vec<Fact> = members
        .into_iter()
        .map(|(first, members)| {
            let alignments = pairs.remove(&first).unwrap_or_default();
            let subject = wording(claims, &members);
            let name = canonical(claims[first].slot, &members, signatures, entities).unwrap_or_else(|| fold(&subject));
            let id = format!("{:016x}", fnv1a(&format!("{} {name}", claims[first].slot.name())));
            Fact { id, slot: claims[first].slot, subject, claims: members, alignments, echoes: Vec::new() }
        })
        .collect();
    number_equal_ids(&mut facts, sources, claims);
    facts
}

/// Facts of one name are told apart by a number, in the order of what they say and not of their sources, whose files may be renamed:
/// first those of several claims.
fn number_equal_ids(facts: &mut [Fact], sources: &[SourceAnalysis], claims: &[&Claim]) {
    let mut of_one_id: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for (at, fact) in facts.iter().enumerate() {
        of_one_id.entry(fact.id.clone()).or_default().push(at);
    }
    for (id, mut equal) in of_one_id.into_iter().filter(|(_, equal)| equal.len() > 1) {
        equal.sort_by_cached_key(|at| {
            let fact = &facts[*at];
            let said = |claim: &usize| fold(sources[claims[*claim].source].doc.slice(claims[*claim].evidence));
            let mut said: Vec<String> = fact.claims.iter().map(said).collect();
            said.sort_unstable();
            (fact.alignments.is_empty(), said)
        });
        for (number, at) in equal.into_iter().enumerate().skip(1) {
            facts[at].id = format!("{id}-{}", number + 1);
        }
    }
}

fn root(parent: &mut [usize], mut at: usize) -> usize {
    while parent[at] != at {
        parent[at] = parent[parent[at]];
        at = parent[at];
    }
    at
}

/// The fullest of the outlets' words for the subject.
fn wording(claims: &[&Claim], members: &[usize]) -> String {
    let texts = members.iter().map(|m| &claims[*m].subject.text);
    texts.max_by(|a, b| a.len().cmp(&b.len()).then(b.cmp(a))).cloned().unwrap_or_default()
}

/// A name of the subject that does not hang on wording or on the number of sources: its most frequent head with the entities of
/// its claims that most claims share.
fn canonical(slot: Slot, members: &[usize], signatures: &[Option<Signature>], entities: &Entities) -> Option<String> {
    let mut heads: BTreeMap<&str, usize> = BTreeMap::new();
    let mut names: BTreeMap<String, usize> = BTreeMap::new();
    let mut about: BTreeMap<String, usize> = BTreeMap::new();
    for signature in members.iter().filter_map(|m| signatures[*m].as_ref()) {
        *heads.entry(&signature.head).or_default() += 1;
        match &signature.about {
            Some(Party::Entity(who)) => *about.entry(fold(&entities.name(*who))).or_default() += 1,
            Some(Party::Noun(noun)) => *about.entry(noun.clone()).or_default() += 1,
            None => {}
        }
        for party in &signature.parties {
            if let Party::Entity(id) = party {
                *names.entry(fold(&entities.name(*id))).or_default() += 1;
            }
        }
    }
    let head = heads.into_iter().max_by_key(|(head, n)| (*n, std::cmp::Reverse(*head)))?.0.to_owned();
    // The first of the most usual.
    let about = about.into_iter().rev().max_by_key(|(_, n)| *n).map(|(name, _)| name).unwrap_or_default();
    let shared: Vec<String> = names.into_iter().filter(|(_, n)| *n * 2 > members.len()).map(|(name, _)| name).collect();
    if of_person_alone(slot) { Some(about) } else { Some(format!("{head} {about} {}", shared.join(" "))) }
}
