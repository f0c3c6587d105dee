//! A fact changed inside copied text: the surest finding there is, when the rest of the sentence stands unchanged and exactly one
//! typed value differs.

use std::collections::BTreeMap;

use crate::{
    claims::SourceAnalysis,
    copies::{Copy, Voices},
    facts::{Entities, fnv1a},
    findings::{CHANGED_FACT, Evidence, Finding, Relation, Side, asked, inside_a_sentence, with_counted},
    frames::Modality,
    mentions::{Designation, NameKind, Value, gazetteer::Gazetteer},
    proposals::changed_fact::{Difference, Differing, Reading},
    rules::{Lexicons, Rules},
    values::{Severity, Slot, Timestamp, names::fold, time::TimeValue},
    verdicts::is_later,
};

/// Words that name the sentence in a finding.
const NAMING_WORDS: usize = 10;

/// The findings of all copies, in order of the copies; one for each changed value, however often the sentence was copied.
pub(super) fn copied(
    copies: &[Copy],
    sources: &[SourceAnalysis],
    entities: &Entities,
    voices: &Voices,
    rules: &Rules,
) -> Vec<Finding> {
    let (lexicons, weights) = (&rules.lexicons, &rules.weights);
    let mut order = Vec::new();
    let mut found: BTreeMap<String, Finding> = BTreeMap::new();
    for copy in copies {
        for pair in copy.sentences.iter().filter(|p| p.equal >= weights.copied_telephone_words) {
            let reading = Reading { copy, pair, sources, entities, lexicons, weights };
            let enough = |d: &Difference| pair.equal >= weights.copied_words || is_telephone(d);
            for difference in reading.differences().into_iter().filter(enough) {
                let new = finding(&reading, &difference, lexicons);
                match found.get_mut(&new.id) {
                    Some(old) => old.join(new),
                    None => {
                        order.push(new.id.clone());
                        found.insert(new.id.clone(), new);
                    }
                }
            }
        }
    }
    let mut out: Vec<Finding> = order.iter().filter_map(|id| found.remove(id)).collect();
    for side in out.iter_mut().flat_map(|f| &mut f.sides) {
        side.voices = voices.count(&side.evidence.iter().map(|e| (e.source, e.sentence)).collect());
    }
    out
}

fn finding(reading: &Reading, difference: &Difference, lexicons: &Lexicons) -> Finding {
    let mut sides = vec![
        side(reading, reading.copy.left.source, reading.pair.left, difference.left),
        side(reading, reading.copy.right.source, reading.pair.right, difference.right),
    ];
    let asked_of = |side: &Side, differing: &Differing| {
        let at = &side.evidence[0];
        match differing.value {
            Some(Value::Quantity(q)) => with_counted(&reading.sources[at.source].doc, at, &q.counted),
            _ => inside_a_sentence(&reading.sources[at.source].doc, at, at.value),
        }
    };
    (sides[0].asked, sides[1].asked) = (asked_of(&sides[0], &difference.left), asked_of(&sides[1], &difference.right));
    let (relation, severity) = weight(reading, difference, lexicons);
    let words = shared_words(reading);
    let mut normal: Vec<&str> = sides.iter().map(|s| s.normalized.as_str()).collect();
    normal.sort_unstable();
    let mut why = vec![format!("the two sentences share {} words and differ in this one value", reading.pair.equal)];
    why.extend(difference.cause.clone());
    let of = match (difference.slot, difference.left.value) {
        (Slot::Quote, _) => "quoted word",
        (_, Some(Value::Designation(d))) => d.kind.name(),
        (_, Some(Value::Kind(kind))) if lexicons.value("question", &kind.group).is_some() => &kind.group,
        (_, Some(Value::Name(n))) if n.kind == NameKind::Person => "person",
        (slot, _) => slot.name(),
    };
    let first = &sides[0].evidence[0];
    let asked = asked(of, &sides, (&reading.sources[first.source].doc, first), lexicons);
    Finding {
        id: format!("{:016x}", fnv1a(&format!("{} {} {}", difference.slot.name(), fold(&words), normal.join(" ")))),
        rule: CHANGED_FACT.to_owned(),
        slot: difference.slot,
        severity,
        relation,
        subject: format!("“{words}”"),
        message: match &difference.cause {
            Some(cause) => format!("{asked} ({cause})"),
            None => asked,
        },
        why,
        sides,
    }
}

fn is_telephone(difference: &Difference) -> bool {
    matches!(difference.left.value, Some(Value::Designation(d)) if d.kind == Designation::Telephone)
}

fn side(reading: &Reading, source: usize, sentence: usize, differing: Differing) -> Side {
    let doc = &reading.sources[source].doc;
    let words = doc.slice(differing.span);
    Side {
        value: words.to_owned(),
        asked: words.to_owned(),
        normalized: normal(differing.value, words),
        voices: 1,
        evidence: vec![Evidence {
            source,
            post: doc.post_of(sentence),
            sentence,
            span: doc.sentences[sentence].span,
            value: differing.span,
            attributed_to: None,
            modality: Modality::Happened,
            denied: false,
            rule: CHANGED_FACT.to_owned(),
        }],
    }
}

/// A later copy with a higher count or another day for a plan is an update, and so is what a live blog changed in its own words; a short copy is a warning, and so is a quoted word, which may be a translation.
fn weight(reading: &Reading, difference: &Difference, lexicons: &Lexicons) -> (Relation, Severity) {
    let reported = |source: usize, sentence: usize| {
        let analysis = &reading.sources[source];
        analysis.reported(analysis.doc.post_of(sentence))
    };
    let before = reported(reading.copy.left.source, reading.pair.left);
    let after = reported(reading.copy.right.source, reading.pair.right);
    let updated = match (difference.left.value, difference.right.value, before, after) {
        (Some(Value::Quantity(a)), Some(Value::Quantity(b)), Some(x), Some(y))
            if a.quantity.dimension.is_none() && counts_a_toll(reading, lexicons) =>
        {
            let grows = b.quantity.base > a.quantity.base;
            if grows { is_later(x, y) } else { is_later(y, x) }
        }
        _ => false,
    };
    let moved = match (difference.left.value, difference.right.value, before, after) {
        (Some(Value::Time(a)), Some(Value::Time(b)), Some(x), Some(y)) => {
            x.date < y.date && is_plan(a, x) || y.date < x.date && is_plan(b, y)
        }
        _ => false,
    };
    if updated || moved || rewritten(reading, before, after) {
        return (Relation::Superseded, Severity::Warning);
    }
    let sure = reading.pair.equal >= reading.weights.copied_error_words && difference.sure;
    (Relation::Conflict, if sure { Severity::Error } else { Severity::Warning })
}

/// Whether a day still lay ahead when it was reported: a report of another day may then have the new plan.
fn is_plan(time: &TimeValue, reported: Timestamp) -> bool {
    time.days.is_some_and(|(first, _)| first > reported.date)
}

/// Whether the two sentences are of two times of one live blog: then the outlet changed its own text. In two articles of one outlet it
/// may as well be a slip.
fn rewritten(reading: &Reading, before: Option<Timestamp>, after: Option<Timestamp>) -> bool {
    let (Some(x), Some(y)) = (before, after) else { return false };
    let one_source = reading.copy.left.source == reading.copy.right.source;
    one_source && (x.is_before_on_one_clock(&y) || y.is_before_on_one_clock(&x))
}

/// Whether the sentence counts what grows as the hours pass: the dead, the injured, the freed.
fn counts_a_toll(reading: &Reading, lexicons: &Lexicons) -> bool {
    let doc = &reading.sources[reading.copy.left.source].doc;
    let tokens = &doc.tokens[doc.sentences[reading.pair.left].tokens.clone()];
    tokens.iter().any(|t| lexicons.has("developing", &t.lemma))
}

/// The first shared words of the two sentences, for naming the finding.
fn shared_words(reading: &Reading) -> String {
    let doc = &reading.sources[reading.copy.left.source].doc;
    let changed = |t: usize| reading.pair.changes.iter().any(|c| c.left.contains(&t));
    let words = doc.sentences[reading.pair.left].tokens.clone().filter(|t| !changed(*t)).map(|t| doc.word(t));
    words.filter(|w| w.chars().any(char::is_alphanumeric)).take(NAMING_WORDS).collect::<Vec<_>>().join(" ")
}

fn normal(value: Option<&Value>, words: &str) -> String {
    match value {
        Some(Value::Time(time)) => time.normal(),
        Some(Value::Place(place)) => Gazetteer::embedded().place(place.candidates[0]).name.to_owned(),
        Some(Value::Quantity(q)) => q.quantity.normalized(),
        _ => fold(words),
    }
}
