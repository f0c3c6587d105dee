//! How `crosscheck eval` shows its figures: a line a story, then all of them, then recall by type.

use serde_json::{Value as Json, json};

use crate::{
    evaluation::{Evaluation, Figures, Mark, Met},
    values::Severity,
};

/// A line of figures for each story, one for all of them, and recall by type.
pub(super) fn figures(stories: &[(&str, &Figures)], all: &Figures) -> String {
    let together = format!("all {} stories", stories.len());
    let mut rows = stories.to_vec();
    if stories.len() > 1 {
        rows.push((&together, all));
    }
    let width = rows.iter().map(|row| row.0.chars().count()).max().unwrap_or(0);
    let mut out = String::new();
    for (name, figures) in rows {
        out.push_str(&format!("{:width$}  {}\n", plain(name), row(figures)));
    }
    out.push_str("\nright of told, with the 95 % interval\n");
    for (severity, met) in all.told.iter().rev() {
        let interval = met.interval().map_or_else(String::new, |(low, high)| format!("  {low:.3} to {high:.3}"));
        out.push_str(&format!("  {:7}  {:7}  {}{interval}\n", severity.name(), of(*met), share(*met)));
    }
    out.push_str("\nrecall by type\n");
    let width = all.types.keys().map(|class| class.chars().count()).max().unwrap_or(0);
    for (class, met) in &all.types {
        out.push_str(&format!("  {:width$}  {}\n", plain(class), of(*met)));
    }
    out
}

fn row(f: &Figures) -> String {
    format!(
        "findings={} right={} precision={} met={} recall={} traps={} repeats={} wrong_kind={} misplaced={} copies={}",
        f.right.of,
        f.right.met,
        share(f.right),
        of(f.recall),
        share(f.recall),
        of(f.traps),
        f.repeats,
        f.wrong_kind,
        f.misplaced,
        of(f.copies),
    )
}

fn of(met: Met) -> String {
    format!("{}/{}", met.met, met.of)
}

fn share(met: Met) -> String {
    met.share().map_or_else(|| "-".to_owned(), |share| format!("{share:.3}"))
}

/// The findings of a story with what each is worth, then what was missed.
pub(super) fn list(story: &str, evaluation: &Evaluation) -> String {
    let mut out = format!("{}\n", plain(story));
    for judged in &evaluation.findings {
        let finding = judged.finding;
        let values: Vec<&str> = finding.sides.iter().map(|side| side.value.as_str()).collect();
        let tag = match judged.mark {
            Mark::Right if judged.is_repeat => "ok +",
            Mark::Right => "ok  ",
            Mark::WrongKind => "KIND",
            Mark::Trap => "TRAP",
            Mark::Unknown => "????",
        };
        let (severity, slot) = (finding.severity.name(), finding.slot.name());
        let meets = match judged.meets.is_empty() {
            true => String::new(),
            false => format!("  [{}]", judged.meets.join(",")),
        };
        let line = format!("{tag}  {severity:7}  {slot:9} {}: {}{meets}", finding.subject, values.join(" / "));
        out.push_str(&format!("  {}\n", plain(&line)));
    }
    for gold in &evaluation.missed {
        let severity = gold.severity.map_or("", Severity::name);
        let line = format!("MISS  {severity:7}  {:9} {}: {}  [{}]", gold.class, gold.subject, gold.values(), gold.id);
        out.push_str(&format!("  {}\n", plain(&line)));
    }
    out.push('\n');
    out
}

/// The figures for another program.
pub(super) fn json(f: &Figures) -> Json {
    let rounded = |met: Met| met.share().map(|share| (share * 1000.0).round() / 1000.0);
    let types = f.types.iter().map(|(class, met)| (class.clone(), json!({"met": met.met, "gold": met.of})));
    let round = |share: f64| (share * 1000.0).round() / 1000.0;
    let told = f.told.iter().map(|(severity, met)| {
        let interval = met.interval().map(|(low, high)| [round(low), round(high)]);
        let row = json!({"told": met.of, "right": met.met, "precision": rounded(*met), "interval": interval});
        (severity.name().to_owned(), row)
    });
    json!({
        "by_severity": told.collect::<serde_json::Map<_, _>>(),
        "findings": f.right.of, "right": f.right.met, "precision": rounded(f.right), "gold": f.recall.of, "met": f.recall.met,
        "recall": rounded(f.recall), "traps": f.traps.of, "sprung": f.traps.met, "repeats": f.repeats, "wrong_kind": f.wrong_kind,
        "misplaced": f.misplaced, "copies": f.copies.of, "covered": f.copies.met,
        "types": types.collect::<serde_json::Map<_, _>>(),
    })
}

/// The word for a mark in JSON.
pub(super) fn name(mark: Mark) -> &'static str {
    match mark {
        Mark::Right => "right",
        Mark::WrongKind => "wrong_kind",
        Mark::Trap => "trap",
        Mark::Unknown => "unknown",
    }
}

/// On one line, and without what could drive a terminal.
fn plain(text: &str) -> String {
    text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect()
}
