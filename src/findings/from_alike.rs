//! A value that differs between two sentences that tell one thing in like words, of which neither is a copy of the other.

use std::collections::{BTreeMap, BTreeSet};

use crate::{
    copies::Voices,
    facts::{Alike, fnv1a},
    findings::{
        Evidence, Finding, Relation, Side,
        alike_values::{DifferingValues, Valued, differing},
        side::by_weight,
    },
    frames::Modality,
    mentions::{Value, gazetteer::Gazetteer},
    rules::Lexicons,
    values::{Severity, Slot, names::fold},
    verdicts::{Court, is_later},
};

/// The id that reports give as the rule of these findings.
pub const RULE: &str = "sentences/changed_fact";
/// Two sentences that are less alike than this and differ in more than one value are of two events.
const NEARLY_ALL: u32 = 75;
/// More values that differ are two events told in one form of words.
const MOST_DIFFERENCES: usize = 2;

/// The findings of all pairs of sentences, one for each pair of values; what `found` shows already is left out.
pub fn from_alike(
    alike: &[Alike],
    found: &[Finding],
    court: &Court,
    voices: &Voices,
    lexicons: &Lexicons,
) -> Vec<Finding> {
    let mut out: BTreeMap<String, Finding> = BTreeMap::new();
    for pair in alike {
        let differing = differing(pair, court, lexicons);
        let values = |side: fn(&DifferingValues) -> usize| differing.iter().map(side).collect::<BTreeSet<_>>().len();
        // "Wednesday and Thursday" beside "Friday" is one difference.
        let differences = values(|d| d.left.index).min(values(|d| d.right.index));
        if differences > if pair.percent >= NEARLY_ALL { MOST_DIFFERENCES } else { 1 } {
            continue;
        }
        for difference in &differing {
            let new = finding(pair, difference, court);
            match out.get_mut(&new.id) {
                Some(old) => old.join(new),
                None => _ = out.insert(new.id.clone(), new),
            }
        }
    }
    let shown: BTreeSet<(Slot, [&str; 2])> = found.iter().flat_map(value_pairs).collect();
    let is_shown = |finding: &Finding| value_pairs(finding).all(|pair| shown.contains(&pair));
    let mut out: Vec<Finding> = out.into_values().filter(|f| !is_shown(f)).collect();
    for finding in &mut out {
        for side in &mut finding.sides {
            let evidence = std::mem::take(&mut side.evidence);
            *side = Side::of(std::mem::take(&mut side.value), std::mem::take(&mut side.normalized), evidence, voices);
        }
        finding.sides.sort_by(by_weight);
    }
    out
}

/// The values that a finding sets against each other, two by two and in order.
fn value_pairs(finding: &Finding) -> impl Iterator<Item = (Slot, [&str; 2])> {
    let values = || finding.sides.iter().map(|side| side.normalized.as_str());
    values().flat_map(move |a| values().filter(move |b| a < *b).map(move |b| (finding.slot, [a, b])))
}

fn finding(pair: &Alike, difference: &DifferingValues, court: &Court) -> Finding {
    let DifferingValues { left, right, cause } = difference;
    let sides = vec![side(left, court), side(right, court)];
    let mut normal: Vec<&str> = sides.iter().map(|s| s.normalized.as_str()).collect();
    normal.sort_unstable();
    let subject = left.event.map_or("", |(frame, _)| &frame.predicate.lemma).to_owned();
    let kind = match &left.mention.value {
        Value::Quantity(q) if !q.counted.is_empty() => format!("number ({})", q.counted),
        _ => left.slot.name().to_owned(),
    };
    let asked = format!("A {kind} differs in two sentences on one thing: {} or {}?", sides[0].value, sides[1].value);
    let mut why = vec![format!(
        "the two sentences share {} words and names, and are alike by {} per cent",
        pair.shared, pair.percent
    )];
    why.extend(cause.clone());
    Finding {
        id: format!("{:016x}", fnv1a(&format!("{RULE} {} {}", left.slot.name(), normal.join(" ")))),
        rule: RULE.to_owned(),
        slot: left.slot,
        severity: Severity::Warning,
        relation: relation(left, right, court),
        subject,
        message: match cause {
            Some(cause) => format!("{asked} ({cause})"),
            None => asked,
        },
        why,
        sides,
    }
}

fn side(valued: &Valued, court: &Court) -> Side {
    let (source, sentence) = valued.at;
    let doc = &court.sources[source].doc;
    let words = doc.slice(valued.mention.span);
    let frame = valued.event.map(|(frame, _)| frame);
    let speaker = frame.and_then(|f| f.attribution.as_ref()).and_then(|a| a.speaker);
    Side {
        value: words.to_owned(),
        normalized: match &valued.mention.value {
            Value::Time(time) => time.normal(),
            Value::Place(_) => court
                .entities
                .place(source, valued.index)
                .map_or_else(|| fold(words), |place| Gazetteer::embedded().place(place).name.to_owned()),
            Value::Quantity(q) => q.told(),
            _ => fold(words),
        },
        voices: 1,
        evidence: vec![Evidence {
            source,
            post: doc.post_of(sentence),
            sentence,
            span: doc.sentences[sentence].span,
            value: valued.mention.span,
            attributed_to: speaker.map(|s| doc.slice(s).to_owned()),
            modality: frame.map_or(Modality::Happened, |f| f.modality),
            denied: false,
            rule: RULE.to_owned(),
        }],
    }
}

/// A plan of an earlier report may have moved.
fn relation(left: &Valued, right: &Valued, court: &Court) -> Relation {
    let reported = |v: &Valued| {
        let analysis = &court.sources[v.at.0];
        analysis.reported(analysis.doc.post_of(v.at.1))
    };
    let planned = |v: &Valued| v.event.is_some_and(|(frame, _)| frame.modality == Modality::Planned);
    let moved = |early: &Valued, late: &Valued| match (reported(early), reported(late)) {
        (Some(x), Some(y)) => planned(early) && is_later(x, y),
        _ => false,
    };
    let superseded = left.slot != Slot::Name && (moved(left, right) || moved(right, left));
    if superseded { Relation::Superseded } else { Relation::Conflict }
}
