//! Two clock times that one source gives as one moment, and that are not: "4:30 p.m. GMT (11:30 p.m. ET)".

use crate::{
    claims::SourceAnalysis,
    copies::Voices,
    facts::fnv1a,
    findings::{Finding, Relation, SECOND_ZONE},
    mentions::{Mention, Value},
    proposals::two_sides::side,
    rules::Lexicons,
    values::{
        Severity, Slot,
        time::{ClockReading, missed_by},
    },
};

/// The findings of all sources, in their order.
pub(super) fn zones(sources: &[SourceAnalysis], voices: &Voices, lexicons: &Lexicons) -> Vec<Finding> {
    let mut out = Vec::new();
    for (number, analysis) in sources.iter().enumerate() {
        let times: Vec<usize> = (0..analysis.mentions.len()).filter(|m| is_time(&analysis.mentions[*m])).collect();
        for pair in times.windows(2) {
            out.extend(finding((number, pair[0], pair[1]), sources, voices, lexicons));
        }
    }
    out
}

fn is_time(mention: &Mention) -> bool {
    matches!(mention.value, Value::Time(_))
}

fn finding(
    (number, first, second): (usize, usize, usize),
    sources: &[SourceAnalysis],
    voices: &Voices,
    lexicons: &Lexicons,
) -> Option<Finding> {
    let analysis = &sources[number];
    let (a, b) = (&analysis.mentions[first], &analysis.mentions[second]);
    let (Value::Time(x), Value::Time(y)) = (&a.value, &b.value) else { return None };
    let gap = analysis.doc.text.get(a.span.end..b.span.start).filter(|_| a.sentence == b.sentence)?;
    if !lexicons.has("time_zone_pair_gap", gap.trim()) {
        return None;
    }
    let reading = |mention: &Mention, value| {
        let mut words = analysis.doc.slice(mention.span).split(|c: char| !c.is_alphanumeric());
        ClockReading { value, winter_label: words.any(|word| lexicons.has("time_winter_label", word)) }
    };
    let reported = analysis.reported(analysis.doc.post_of(a.sentence)).map(|r| r.date);
    let off = missed_by(reading(a, x), reading(b, y), reported).filter(|off| *off != 0)?;
    let sides = vec![
        side(&[(number, first)], SECOND_ZONE, sources, voices)?,
        side(&[(number, second)], SECOND_ZONE, sources, voices)?,
    ];
    let message = format!("Are “{}” and “{}” one moment?", sides[0].value, sides[1].value);
    Some(Finding {
        id: format!("{:016x}", fnv1a(&format!("{SECOND_ZONE} {} {}", sides[0].normalized, sides[1].normalized))),
        rule: SECOND_ZONE.to_owned(),
        slot: Slot::Time,
        severity: Severity::Warning,
        relation: Relation::Conflict,
        subject: sides[0].value.clone(),
        message,
        why: vec![format!("the second is given as the first in another zone, and misses it by {} minutes", off.abs())],
        sides,
    })
}
