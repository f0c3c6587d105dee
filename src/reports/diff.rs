//! `diff`: what two sources claim, side by side.

use crate::{
    findings::normalized,
    reports::{Report, snippet},
    values::Slot,
    verdicts::Verdict,
};

/// A table of the facts that both sources state, and of those that one alone states.
pub(super) fn text(report: &Report) -> String {
    let [left, right] = &report.story.sources[..] else { return String::new() };
    let claims = report.story.claims();
    let court = report.story.court(report.rules);
    let mut out = format!("{}  |  {}\n", snippet::plain(&left.path), snippet::plain(&right.path));
    for fact in report.story.facts.iter().filter(|f| f.slot != Slot::Name) {
        let of = |source: usize| {
            let mut values: Vec<String> = Vec::new();
            for claim in fact.claims.iter().map(|c| claims[*c]).filter(|c| c.source == source) {
                let value = snippet::plain(&normalized(claim, &court));
                if !values.contains(&value) {
                    values.push(value);
                }
            }
            if values.is_empty() { "-".to_owned() } else { values.join(", ") }
        };
        let differs = fact.alignments.iter().any(|a| {
            claims[a.left].source != claims[a.right].source
                && matches!(court.judge(claims[a.left], claims[a.right]), Verdict::Differ(_) | Verdict::Superseded)
        });
        let (a, b) = (of(0), of(1));
        let sign = match (differs, a == "-" || b == "-") {
            (true, _) => "≠",
            (false, true) => " ",
            (false, false) => "=",
        };
        out.push_str(&format!("{sign} {}: {}: {a}  |  {b}\n", fact.slot.name(), snippet::plain(&fact.subject)));
    }
    out.push('\n');
    out
}
