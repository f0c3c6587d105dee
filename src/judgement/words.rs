//! Findings of words exchanged between two sentences that tell one thing: "granted" and "refused".

use std::collections::{BTreeMap, BTreeSet};

use crate::{
    copies::Voices,
    facts::{
        exchanged::{Exchanged, WordsAt},
        fnv1a,
    },
    findings::{EXCHANGED_WORD, Evidence, Finding, Relation, Side, asked, by_weight, inside_a_sentence},
    frames::Modality,
    judgement::Sum,
    rules::Weights,
    text::Span,
    values::{Severity, Slot, names::fold},
    verdicts::Court,
};

/// The findings of all exchanges that are worth it; what `found` shows already is left out.
pub fn from_words(
    exchanged: &[Exchanged],
    found: &[Finding],
    court: &Court,
    voices: &Voices,
    weights: &Weights,
) -> Vec<Finding> {
    let shown: BTreeSet<(usize, Span)> =
        found.iter().flat_map(|f| &f.sides).flat_map(|s| &s.evidence).map(|e| (e.source, e.value)).collect();
    let is_shown = |at: &WordsAt| {
        let span = court.sources[at.source].doc.span_of(&at.tokens);
        shown.iter().any(|(source, value)| *source == at.source && value.start < span.end && span.start < value.end)
    };
    let values = |f: &Finding| f.sides.iter().map(|s| s.normalized.clone()).collect::<BTreeSet<String>>();
    let told: BTreeSet<BTreeSet<String>> = found.iter().map(values).collect();
    let mut out: BTreeMap<String, Finding> = BTreeMap::new();
    for exchange in exchanged.iter().filter(|e| e.worth >= weights.told_word) {
        if is_shown(&exchange.left) && is_shown(&exchange.right) {
            continue;
        }
        let new = finding(exchange, court, voices);
        match out.get_mut(&new.id) {
            Some(old) => old.join(new),
            None => _ = out.insert(new.id.clone(), new),
        }
    }
    out.into_values().filter(|f| !told.contains(&values(f))).collect()
}

fn finding(exchange: &Exchanged, court: &Court, voices: &Voices) -> Finding {
    let mut sides = vec![side(&exchange.left, court, voices), side(&exchange.right, court, voices)];
    let mut normal: Vec<&str> = sides.iter().map(|s| s.normalized.as_str()).collect();
    normal.sort_unstable();
    let id = format!("{:016x}", fnv1a(&format!("{EXCHANGED_WORD} {}", normal.join(" "))));
    let quoted = |at: &WordsAt| {
        let doc = &court.sources[at.source].doc;
        doc.quote_at(doc.span_of(&at.tokens)).is_some()
    };
    let slot = if quoted(&exchange.left) && quoted(&exchange.right) { Slot::Quote } else { Slot::Status };
    sides.sort_by(by_weight);
    for side in &mut sides {
        let at = &side.evidence[0];
        side.asked = inside_a_sentence(&court.sources[at.source].doc, at, at.value);
    }
    let first = &sides[0].evidence[0];
    let of = if slot == Slot::Quote { "quoted word" } else { slot.name() };
    let message = asked(of, &sides, (&court.sources[first.source].doc, first), court.lexicons);
    Finding {
        id,
        rule: EXCHANGED_WORD.to_owned(),
        slot,
        severity: Severity::Warning,
        relation: Relation::Conflict,
        subject: String::new(),
        message,
        why: Sum::of_words(exchange).map(|sum| sum.reasons(court.lexicons)).unwrap_or_default(),
        sides,
    }
}

fn side(at: &WordsAt, court: &Court, voices: &Voices) -> Side {
    let doc = &court.sources[at.source].doc;
    let value = doc.span_of(&at.tokens);
    let words = doc.slice(value).to_owned();
    let evidence = Evidence {
        source: at.source,
        post: doc.post_of(at.sentence),
        sentence: at.sentence,
        span: doc.sentences[at.sentence].span,
        value,
        attributed_to: None,
        modality: Modality::Happened,
        denied: false,
        rule: EXCHANGED_WORD.to_owned(),
    };
    let normalized = fold(&words);
    Side::of(words, normalized, vec![evidence], voices)
}
