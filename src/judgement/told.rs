//! Findings of values that no rule set against each other: each pair that is worth it, with all that tell the same.

use std::{
    cmp::Reverse,
    collections::{BTreeMap, BTreeSet},
};

use crate::{
    claims::OpenKind,
    copies::Voices,
    facts::{
        fnv1a,
        same_thing::{ClaimAt, ClaimPair, SentenceAt, Told, told_at},
    },
    findings::{Evidence, Finding, ONE_THING, Relation, Side, asked, by_weight, inside_a_sentence, with_counted},
    frames::Modality,
    judgement::{Judged, explain::of_values},
    mentions::{NameKind, QuantityValue, Value, gazetteer::Gazetteer},
    rules::Weights,
    values::{Comparison, Hedge, Kind, Quantity, Severity, Slot, names::fold, time::TimeClass},
    verdicts::{Court, is_later},
};

/// The findings of all pairs that are worth it, one for each two values; what `found` shows already is left out.
pub fn from_values(
    judged: &BTreeMap<ClaimPair, Judged>,
    found: &[Finding],
    court: &Court,
    voices: &Voices,
    weights: &Weights,
) -> Vec<Finding> {
    let agreeing = agreeing(judged, weights);
    let mut out: BTreeMap<String, Finding> = BTreeMap::new();
    let least = |j: &Judged| {
        if j.thing.is_among_more_than(weights.many_values) { weights.told_among_many } else { weights.told }
    };
    let may_be = judged.values().filter(|j| j.compared.differ() && j.found_by == 0 && j.worth >= weights.second);
    let mut may_be: Vec<&Judged> = may_be.collect();
    // The surest first: a value is set against one other of a source.
    may_be.sort_by_key(|j| (Reverse(j.worth), j.thing.left, j.thing.right));
    let may_be: Vec<(&Judged, Finding)> =
        may_be.into_iter().map(|j| (j, finding(j, &agreeing, court, voices))).collect();
    // Copies of one text are no second pair.
    let mut told_by: BTreeMap<String, BTreeSet<SentenceAt>> = BTreeMap::new();
    for (judged, new) in &may_be {
        let ends = [judged.thing.left, judged.thing.right].map(|at| told_at(court.sources, at).at());
        told_by.entry(new.id.clone()).or_default().extend(ends);
    }
    for (judged, new) in may_be {
        let several = told_by.get(&new.id).is_some_and(|by| voices.count(by) > 2);
        let least = if several { least(judged).min(weights.told_by_several) } else { least(judged) };
        if judged.worth < least {
            continue;
        }
        match out.get_mut(&new.id) {
            Some(old) => old.join(new),
            None => _ = out.insert(new.id.clone(), new),
        }
    }
    let shown: BTreeSet<(Slot, [&str; 2])> = found.iter().flat_map(value_pairs).collect();
    out.into_values().filter(|f| !value_pairs(f).all(|pair| shown.contains(&pair))).collect()
}

/// The values that a finding sets against each other, two by two and in order.
fn value_pairs(finding: &Finding) -> impl Iterator<Item = (Slot, [&str; 2])> {
    let values = || finding.sides.iter().map(|side| side.normalized.as_str());
    values().flat_map(move |a| values().filter(move |b| a < *b).map(move |b| (finding.slot, [a, b])))
}

/// The claims of the same value that each claim is one thing with.
fn agreeing(judged: &BTreeMap<ClaimPair, Judged>, weights: &Weights) -> BTreeMap<ClaimAt, Vec<ClaimAt>> {
    let mut out: BTreeMap<ClaimAt, Vec<ClaimAt>> = BTreeMap::new();
    let same = |j: &&Judged| j.compared.comparison == Comparison::Same && j.thing.sameness >= weights.one_value;
    for judged in judged.values().filter(same) {
        let (a, b) = (judged.thing.left, judged.thing.right);
        out.entry(a).or_default().push(b);
        out.entry(b).or_default().push(a);
    }
    out
}

fn finding(judged: &Judged, agreeing: &BTreeMap<ClaimAt, Vec<ClaimAt>>, court: &Court, voices: &Voices) -> Finding {
    let (left, right) = (told_at(court.sources, judged.thing.left), told_at(court.sources, judged.thing.right));
    let side = |told: &Told, at: ClaimAt| {
        let mut all: BTreeSet<ClaimAt> = agreeing.get(&at).into_iter().flatten().copied().collect();
        all.insert(at);
        let evidence = all.into_iter().map(|at| evidence(&told_at(court.sources, at))).collect();
        let words = told.analysis.doc.slice(told.mention().span);
        let words = if is_denied(told) { format!("not {words}") } else { words.to_owned() };
        Side::of(words, normalized(told, court), evidence, voices)
    };
    let mut sides = vec![side(&left, judged.thing.left), side(&right, judged.thing.right)];
    let slot = slot(&left, court);
    let mut normal: Vec<&str> = sides.iter().map(|s| s.normalized.as_str()).collect();
    normal.sort_unstable();
    let id = format!("{:016x}", fnv1a(&format!("{ONE_THING} {} {}", slot.name(), normal.join(" "))));
    let cause = match &judged.compared.comparison {
        Comparison::Differ(Some(cause)) => format!(" ({cause})"),
        _ => String::new(),
    };
    sides.sort_by(by_weight);
    for side in &mut sides {
        let at = &side.evidence[0];
        let analysis = &court.sources[at.source];
        let doc = &analysis.doc;
        let from = analysis.mentions.partition_point(|m| m.span.start < at.value.start);
        let mut here = analysis.mentions[from..].iter().take_while(|m| m.span.start == at.value.start);
        let counted = here.find(|m| m.span == at.value && matches!(m.value, Value::Quantity(_)));
        match counted.map(|m| &m.value) {
            Some(Value::Quantity(q)) => side.asked = with_counted(doc, at, &q.counted),
            _ if side.asked == doc.slice(at.value) => side.asked = inside_a_sentence(doc, at, at.value),
            _ => {}
        }
    }
    let first = &sides[0].evidence[0];
    let of = match left.value() {
        Value::Name(name) if name.kind == NameKind::Person => "person",
        _ => slot.name(),
    };
    let asked = asked(of, &sides, (&court.sources[first.source].doc, first), court.lexicons);
    let message = format!("{asked}{cause}");
    Finding {
        id,
        rule: ONE_THING.to_owned(),
        slot,
        severity: Severity::Warning,
        relation: relation(&left, &right),
        subject: left.event().map_or("", |(frame, _)| &frame.predicate.lemma).to_owned(),
        message,
        why: of_values(judged).map(|sum| sum.reasons(court.lexicons)).unwrap_or_default(),
        sides,
    }
}

/// Whether it is one of several that exclude each other, and said not to be it.
fn is_denied(told: &Told) -> bool {
    told.claim.kind == OpenKind::Kind && told.claim.denied
}

fn slot(told: &Told, court: &Court) -> Slot {
    match (told.claim.kind, told.value()) {
        (_, Value::Time(time)) => match time.class {
            TimeClass::Date if time.clock.is_none() => Slot::Date,
            TimeClass::Duration => Slot::Duration,
            _ => Slot::Time,
        },
        (OpenKind::Place, _) => Slot::Place,
        (OpenKind::Age, _) => Slot::Age,
        (OpenKind::Who, _) => Slot::Name,
        (OpenKind::Kind, Value::Kind(kind)) => {
            let name = court.lexicons.value("slot_of_kinds", &kind.group);
            Slot::ALL.into_iter().find(|slot| Some(slot.name()) == name).unwrap_or(Slot::Status)
        }
        _ => Slot::Number,
    }
}

fn normalized(told: &Told, court: &Court) -> String {
    let words = told.analysis.doc.slice(told.mention().span);
    match told.value() {
        Value::Time(time) => time.normal(),
        Value::Place(_) => court
            .entities
            .place(told.source, told.claim.mention)
            .map_or_else(|| fold(words), |place| Gazetteer::embedded().place(place).name.to_owned()),
        // "About 25,000" and "25,000" against 22,000 are one difference.
        Value::Quantity(q) => {
            let quantity = Quantity { hedge: Hedge::Exact, ..q.quantity.clone() };
            QuantityValue { quantity, ..q.clone() }.told()
        }
        Value::Age(age) => age.age.normalized(),
        Value::Kind(kind) => Kind { denied: told.claim.denied, ..kind.clone() }.normalized(),
        _ => fold(words),
    }
}

fn evidence(told: &Told) -> Evidence {
    let doc = &told.analysis.doc;
    let frame = told.event().map(|(frame, _)| frame);
    let speaker = frame.and_then(|f| f.attribution.as_ref()).and_then(|a| a.speaker);
    Evidence {
        source: told.source,
        post: doc.post_of(told.claim.sentence),
        sentence: told.claim.sentence,
        span: doc.sentences[told.claim.sentence].span,
        value: told.mention().span,
        attributed_to: speaker.map(|s| doc.slice(s).to_owned()),
        modality: frame.map_or(Modality::Happened, |f| f.modality),
        denied: false,
        rule: ONE_THING.to_owned(),
    }
}

/// A plan of an earlier report may have moved.
fn relation(left: &Told, right: &Told) -> Relation {
    let reported = |t: &Told| t.analysis.reported(t.analysis.doc.post_of(t.claim.sentence));
    let planned = |t: &Told| t.event().is_some_and(|(frame, _)| frame.modality == Modality::Planned);
    let moved = |early: &Told, late: &Told| match (reported(early), reported(late)) {
        (Some(x), Some(y)) => planned(early) && is_later(x, y),
        _ => false,
    };
    if moved(left, right) || moved(right, left) { Relation::Superseded } else { Relation::Conflict }
}
