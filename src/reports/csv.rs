//! The findings for a spreadsheet: a row for each place of each side. Nothing of a source works as a formula.

use crate::{
    findings::Finding,
    reports::{Report, wrap::plain},
    waivers::Waiver,
};

/// The findings as CSV (RFC 4180) with the mark by which spreadsheets know UTF-8.
pub fn csv(report: &Report) -> String {
    let mut out = vec![head()];
    for finding in &report.findings {
        out.extend(rows(report, finding, None));
    }
    for waived in &report.waived {
        out.extend(rows(report, &waived.finding, Some(&waived.waiver)));
    }
    table(&out)
}

fn head() -> Vec<String> {
    let of_finding = ["finding", "severity", "category", "relation", "question"];
    let of_side = ["side", "value", "normalized", "voices", "outlet"];
    let of_place = ["reported_at", "attributed_to", "path", "line", "column"];
    let of_words = ["text", "sentence", "why", "rule", "waived"];
    of_finding.iter().chain(&of_side).chain(&of_place).chain(&of_words).map(|name| (*name).to_owned()).collect()
}

fn rows(report: &Report, finding: &Finding, waiver: Option<&Waiver>) -> Vec<Vec<String>> {
    let mut out = Vec::new();
    for (number, side) in finding.sides.iter().enumerate() {
        for evidence in &side.evidence {
            let source = &report.story.sources[evidence.source];
            let (line, column) = report.place(evidence);
            let sentence = source.doc.sentences.get(evidence.sentence).map_or(evidence.span, |s| s.span);
            out.push(vec![
                finding.id.clone(),
                finding.severity.name().to_owned(),
                finding.slot.name().to_owned(),
                finding.relation.name().to_owned(),
                finding.message.clone(),
                (number + 1).to_string(),
                side.value.clone(),
                side.normalized.clone(),
                side.voices.to_string(),
                source.outlet.clone(),
                source.reported(evidence.post).map(|at| at.to_string()).unwrap_or_default(),
                evidence.attributed_to.clone().unwrap_or_default(),
                source.path.clone(),
                line.to_string(),
                column.to_string(),
                source.doc.slice(evidence.span).to_owned(),
                source.doc.slice(sentence).to_owned(),
                finding.why.join("; "),
                finding.rule.clone(),
                waiver.map(|w| format!("{} ({})", w.reason, w.signature())).unwrap_or_default(),
            ]);
        }
    }
    out
}

/// Rows as CSV, with the byte order mark that spreadsheets want.
pub(super) fn table(rows: &[Vec<String>]) -> String {
    let mut out = "\u{feff}".to_owned();
    for row in rows {
        let cells: Vec<String> = row.iter().map(|text| cell(text)).collect();
        out.push_str(&cells.join(","));
        out.push_str("\r\n");
    }
    out
}

/// One cell. A spreadsheet runs what begins like a formula, so that gets an apostrophe in front, which it does not show.
fn cell(text: &str) -> String {
    let begins = ['=', '+', '-', '@', '＝', '＋', '－', '＠'];
    let formula = text.starts_with(['\t', '\r']) || plain(text).trim_start().starts_with(begins);
    let text = plain(text).replace('"', "\"\"");
    let guard = if formula { "'" } else { "" };
    match formula || text.contains([',', '"', ';', '\'']) || text.trim() != text {
        true => format!("\"{guard}{text}\""),
        false => text,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_cell_is_a_formula() {
        for (text, want) in [
            ("Ankara", "Ankara"),
            ("=1+1", "\"'=1+1\""),
            ("-5", "\"'-5\""),
            ("+49", "\"'+49\""),
            ("@SUM(A1)", "\"'@SUM(A1)\""),
            ("\t=1", "\"' =1\""),
            ("\r=1", "\"' =1\""),
            (" =1", "\"' =1\""),
            ("a, \"b\"\nc", "\"a, \"\"b\"\" c\""),
            ("3-5", "3-5"),
            ("", ""),
        ] {
            assert_eq!(cell(text), want, "{text:?}");
        }
    }
}
