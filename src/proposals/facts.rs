//! From facts whose claims differ to findings: one finding a fact, with a side for each value.

use std::{
    cmp::Reverse,
    collections::{BTreeMap, BTreeSet},
};

use crate::{
    claims::{Claim, ClaimValue, Subject},
    copies::Voices,
    facts::{Alignment, Fact},
    findings::{
        Asking, Evidence, Finding, Relation, Side, abridged, by_weight, inside_a_sentence, normalized, value_words,
    },
    proposals::both_stated::{Stated, bounded},
    rules::Rules,
    values::{Comparison, Severity, Slot},
    verdicts::{Court, Verdict},
};

/// The findings of all facts, in order of the facts.
pub fn differing_facts(
    facts: &[Fact],
    claims: &[&Claim],
    court: &Court,
    voices: &Voices,
    rules: &Rules,
) -> Vec<Finding> {
    facts.iter().filter_map(|fact| finding(fact, claims, court, voices, rules)).collect()
}

/// An aligned pair with its verdict.
struct Pair<'a> {
    alignment: &'a Alignment,
    verdict: Verdict,
}

fn finding(fact: &Fact, claims: &[&Claim], court: &Court, voices: &Voices, rules: &Rules) -> Option<Finding> {
    let fact = &*bounded(fact, claims);
    let mut stated = Stated::new(fact, claims, court);
    let judged: Vec<Pair> = fact
        .alignments
        .iter()
        .map(|alignment| Pair { alignment, verdict: court.judge(claims[alignment.left], claims[alignment.right]) })
        .filter(|p| p.verdict.is_discrepancy())
        .filter(|p| !stated.both(p.alignment.left, p.alignment.right))
        .collect();
    // Of pairs that weigh the same, the one whose words come first: files may be renamed.
    let words = |p: &Pair| {
        let (a, b) = (said(claims[p.alignment.left], court), said(claims[p.alignment.right], court));
        if a <= b { (a, b) } else { (b, a) }
    };
    let worst = judged.iter().map(|p| (weight(p, claims, rules), p)).max_by_key(|(severity, p)| {
        let places = (p.alignment.left, p.alignment.right);
        (*severity, p.alignment.evidence.sum, Reverse((words(p), places)))
    });
    let (severity, lead) = worst?;
    let mut sides = sides(fact, lead, &judged, claims, court, voices, rules);
    if sides.len() < 2 {
        return None;
    }
    for side in &mut sides {
        if let Some(at) = side.evidence.first()
            && side.asked == court.sources[at.source].doc.slice(at.value)
        {
            side.asked = inside_a_sentence(&court.sources[at.source].doc, at, at.value);
        }
    }
    if fact.slot == Slot::Quote {
        let short = abridged(&sides.iter().map(|side| side.value.as_str()).collect::<Vec<_>>());
        for (side, short) in sides.iter_mut().zip(short) {
            side.asked = short;
        }
    }
    let rule = &rules.claims[claims[lead.alignment.left].rule];
    let grew = judged.iter().any(|p| p.verdict == Verdict::Superseded);
    let relation = match &lead.verdict {
        Verdict::Superseded => Relation::Superseded,
        Verdict::Disputed => Relation::Disputed,
        _ if fact.slot == Slot::Name => Relation::Spelling,
        // One of several counts of one thing that grew while the outlets wrote.
        _ if fact.slot == Slot::Number && severity < Severity::Error && grew => Relation::Superseded,
        _ => Relation::Conflict,
    };
    let mut why = lead.alignment.evidence.reasons.clone();
    if let Verdict::Differ(Some(cause)) = &lead.verdict {
        why.push(cause.clone());
    }
    if is_doubtful(lead.alignment, claims) {
        why.push("one of the sentences can be read in two ways".to_owned());
    }
    let subject = subject(claims, lead);
    let about = claims[lead.alignment.left]
        .subject
        .about
        .as_ref()
        .map(|who| court.participant(claims[lead.alignment.left].source, who));
    let about = about.as_deref().unwrap_or("someone");
    let message = Asking { rule, subject, about, sides: &sides }.message(court, (relation, &lead.verdict));
    Some(Finding {
        id: fact.id.clone(),
        rule: rule.id.clone(),
        slot: fact.slot,
        severity,
        relation,
        message,
        subject: subject.text.clone(),
        why,
        sides,
    })
}

/// The fuller of the two outlets' words for the subject of the leading pair; words for the event itself before words for its verb.
fn subject<'a>(claims: &'a [&Claim], lead: &Pair) -> &'a Subject {
    let (a, b) = (&claims[lead.alignment.left].subject, &claims[lead.alignment.right].subject);
    let rank = |s: &Subject| (s.is_named, s.text.len());
    if rank(b) > rank(a) { b } else { a }
}

/// The severity of one differing pair: the rule's own for a certain conflict in the outlets' own words.
fn weight(pair: &Pair, claims: &[&Claim], rules: &Rules) -> Severity {
    let (a, b) = (claims[pair.alignment.left], claims[pair.alignment.right]);
    let own_words = a.attribution.is_none() && b.attribution.is_none();
    let highest = rules.claims[a.rule].severity.min(rules.claims[b.rule].severity);
    // An outlet may have a transliteration of its own; a slip is sure where one outlet writes both.
    let slip = a.slot != Slot::Name || a.source == b.source;
    // One year apart a birthday may explain, in spite of all.
    let birthday = matches!((&a.value, &b.value), (ClaimValue::Age(x), ClaimValue::Age(y)) if x.is_next_to(*y));
    let sure = slip && !birthday;
    match pair.verdict {
        Verdict::Differ(_) if pair.alignment.certain && own_words && sure && !is_doubtful(pair.alignment, claims) => {
            highest
        }
        Verdict::Differ(_) | Verdict::Superseded => highest.min(Severity::Warning),
        _ => Severity::Note,
    }
}

/// Whether the grammar of one of the two claims is in doubt.
fn is_doubtful(pair: &Alignment, claims: &[&Claim]) -> bool {
    claims[pair.left].doubtful || claims[pair.right].doubtful
}

/// The differing claims by value, the value with most voices first.
fn sides(
    fact: &Fact,
    lead: &Pair,
    judged: &[Pair],
    claims: &[&Claim],
    court: &Court,
    voices: &Voices,
    rules: &Rules,
) -> Vec<Side> {
    let (left, right) = (lead.alignment.left, lead.alignment.right);
    let of_lead = |claim: usize| claim == left || claim == right;
    // A claim that only a third one ties to the leading pair may be of another thing; a toll goes from report to report.
    let toll = lead.verdict == Verdict::Superseded && fact.slot == Slot::Number;
    let tied = judged.iter().map(|p| p.alignment).filter(|a| toll || of_lead(a.left) || of_lead(a.right));
    let involved: BTreeSet<usize> = tied.flat_map(|a| [a.left, a.right]).collect();
    let mut involved: Vec<usize> = involved.into_iter().collect();
    involved.sort_by_key(|claim| (said(claims[*claim], court), *claim));
    let mut groups: Vec<Vec<usize>> = Vec::new();
    for claim in involved {
        let same = |group: &&mut Vec<usize>| court.compare(claims[group[0]], claims[claim]) == Comparison::Same;
        match groups.iter_mut().find(same) {
            Some(group) => group.push(claim),
            None => groups.push(vec![claim]),
        }
    }
    groups.retain(|group| {
        let against = |claim: usize| matches!(court.compare(claims[group[0]], claims[claim]), Comparison::Differ(_));
        toll || group.contains(&left) || group.contains(&right) || against(left) && against(right)
    });
    let beside = beside(fact);
    for group in &mut groups {
        add_agreeing(group, &beside, claims, court);
    }
    // "A radius of 12 metres" against "12 metres across": two measures of one thing are named.
    let measure = |claim: usize| claims[claim].subject.text.split(' ').next().unwrap_or_default();
    let measures: BTreeSet<&str> = groups.iter().flatten().map(|claim| measure(*claim)).collect();
    let mixed = measures.len() > 1 && groups.iter().flatten().all(|claim| is_measure(claims[*claim]));
    let side = |group: &Vec<usize>| {
        let side = side(group, claims, court, voices, rules);
        if mixed && !side.value.starts_with(measure(group[0])) {
            return Side { value: format!("{} of {}", measure(group[0]), side.value), ..side };
        }
        side
    };
    if toll {
        // As it grew.
        groups.sort_by(|a, b| amount(claims[a[0]]).total_cmp(&amount(claims[b[0]])));
        return groups.iter().map(side).collect();
    }
    let mut out: Vec<Side> = groups.iter().map(side).collect();
    out.sort_by(by_weight);
    out
}

/// The words that a claim stands on.
fn said<'a>(claim: &Claim, court: &Court<'a>) -> &'a str {
    court.sources[claim.source].doc.slice(claim.evidence)
}

fn amount(claim: &Claim) -> f64 {
    if let ClaimValue::Number(number) = &claim.value { number.quantity.base } else { 0.0 }
}

fn is_measure(claim: &Claim) -> bool {
    matches!(&claim.value, ClaimValue::Number(n) if n.quantity.dimension.is_some()) && claim.subject.about.is_some()
}

/// The claims that each claim of a fact is aligned with or echoed by.
fn beside(fact: &Fact) -> BTreeMap<usize, Vec<usize>> {
    let mut beside: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for (a, b) in fact.alignments.iter().map(|a| (a.left, a.right)).chain(fact.echoes.iter().copied()) {
        beside.entry(a).or_default().push(b);
        beside.entry(b).or_default().push(a);
    }
    beside
}

/// Adds the claims that say the same as those of the group, found from one to the next.
fn add_agreeing(group: &mut Vec<usize>, beside: &BTreeMap<usize, Vec<usize>>, claims: &[&Claim], court: &Court) {
    let mut known: BTreeSet<usize> = group.iter().copied().collect();
    let mut next = 0;
    while let Some(claim) = group.get(next).copied() {
        next += 1;
        for other in beside.get(&claim).into_iter().flatten().copied() {
            if !known.contains(&other) && says_the_same(claims[claim], claims[other], court) {
                known.insert(other);
                group.push(other);
            }
        }
    }
}

/// Whether two claims agree, or tell a time in one way where no report has a day to count from.
fn says_the_same(a: &Claim, b: &Claim, court: &Court) -> bool {
    let one_time = matches!((&a.value, &b.value), (ClaimValue::Time(x), ClaimValue::Time(y)) if x.timex == y.timex);
    match court.judge(a, b) {
        Verdict::Agree => true,
        Verdict::CannotTell(_) => one_time && !a.denied && !b.denied,
        _ => false,
    }
}

fn side(group: &[usize], claims: &[&Claim], court: &Court, voices: &Voices, rules: &Rules) -> Side {
    // By the words, the normal values that they stand for: of one value an outlet may tell in feet and another in metres.
    let mut words: BTreeMap<String, Vec<String>> = BTreeMap::new();
    let mut evidence: Vec<Evidence> = Vec::new();
    for index in group {
        let claim = claims[*index];
        let analysis = &court.sources[claim.source];
        words.entry(value_words(claim, analysis)).or_default().push(normalized(claim, court));
        evidence.push(Evidence::of(claim, analysis, rules));
    }
    // The first of the most usual.
    let (value, normal) = words.into_iter().rev().max_by_key(|(_, normal)| normal.len()).unwrap_or_default();
    Side::of(value, normal.into_iter().min().unwrap_or_default(), evidence, voices)
}
