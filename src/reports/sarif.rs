//! SARIF 2.1.0 for GitHub's code scanning and for editors of code: a result a finding, the other sides as linked related places.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use crate::{
    findings::{Evidence, Finding},
    reports::{
        Report,
        located::{lead, others, region, says, uri},
        not_read,
        rule_text::{RuleText, repository, rule_texts},
        wrap::plain,
    },
    values::Severity,
    waivers::Waiver,
};

/// GitHub refuses a run with more results.
const MOST_RESULTS: usize = 25_000;
const SCHEMA: &str = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

/// The report as SARIF, indented, with a final line break.
pub fn sarif(report: &Report) -> String {
    let texts = rule_texts(report);
    let rules: BTreeMap<&str, usize> = texts.iter().enumerate().map(|(at, rule)| (rule.id, at)).collect();
    let live = report.findings.iter().map(|finding| (finding, None));
    let waived = report.waived.iter().map(|w| (&w.finding, Some(&w.waiver)));
    let all: Vec<Value> =
        live.chain(waived).filter_map(|(finding, waiver)| result(report, finding, waiver, &rules)).collect();
    let left_out = all.len().saturating_sub(MOST_RESULTS);
    let results: Vec<Value> = all.into_iter().take(MOST_RESULTS).collect();
    let mut driver = json!({
        "name": "crosscheck",
        "version": env!("CARGO_PKG_VERSION"),
        "semanticVersion": env!("CARGO_PKG_VERSION"),
        "rules": texts.iter().map(descriptor).collect::<Vec<_>>(),
    });
    if let Some(address) = repository() {
        driver["informationUri"] = json!(address);
    }
    let invocation = json!({
        "executionSuccessful": report.errors.is_empty() && !report.nothing_compared(),
        "toolExecutionNotifications": notifications(report, left_out),
    });
    let run = json!({
        "tool": { "driver": driver },
        "columnKind": "unicodeCodePoints",
        "invocations": [invocation],
        "results": results,
    });
    format!("{:#}\n", json!({ "$schema": SCHEMA, "version": "2.1.0", "runs": [run] }))
}

fn descriptor(rule: &RuleText) -> Value {
    let mut out = json!({
        "id": rule.id,
        "name": rule.name(),
        "shortDescription": { "text": message(&rule.summary) },
        "fullDescription": { "text": message(&rule.full()) },
        "help": { "text": message(&rule.full()), "markdown": rule.markdown() },
        "defaultConfiguration": { "level": rule.severity.name() },
        "properties": { "tags": [rule.category], "precision": "high", "problem.severity": problem(rule.severity) },
    });
    if let Some(address) = rule.address() {
        out["helpUri"] = json!(address);
    }
    out
}

/// One finding; nothing when no source says it.
fn result(report: &Report, finding: &Finding, waiver: Option<&Waiver>, rules: &BTreeMap<&str, usize>) -> Option<Value> {
    let (side, evidence) = lead(report, finding)?;
    let related = others(finding, evidence);
    let mut text = format!("{} {}.", message(&finding.message), message(&says(report, side, evidence)));
    for (number, (side, evidence)) in related.iter().enumerate() {
        // An editor's viewer opens the other place by this link alone.
        text.push_str(&format!(" [{}]({}).", message(&says(report, side, evidence)), number + 1));
    }
    let places = related.iter().enumerate().map(|(number, (side, evidence))| {
        let mut place = location(report, evidence);
        place["id"] = json!(number + 1);
        place["message"] = json!({ "text": message(&says(report, side, evidence)) });
        place
    });
    let mut out = json!({
        "ruleId": finding.rule,
        "level": finding.severity.name(),
        "message": { "text": text },
        "locations": [location(report, evidence)],
        "relatedLocations": places.collect::<Vec<_>>(),
        "partialFingerprints": { "crosscheckFinding/v1": finding.id, "primaryLocationLineHash": finding.id },
        "properties": { "category": finding.slot.name(), "relation": finding.relation.name(), "why": finding.why },
    });
    if let Some(index) = rules.get(finding.rule.as_str()) {
        out["ruleIndex"] = json!(index);
    }
    // Where one result of a run says whether it is suppressed, all must.
    out["suppressions"] = match waiver {
        Some(waiver) => json!([{
            "kind": "external",
            "status": "accepted",
            "justification": format!("{} ({})", plain(&waiver.reason), plain(&waiver.signature())),
        }]),
        None if report.waived.is_empty() => return Some(out),
        None => json!([]),
    };
    Some(out)
}

fn location(report: &Report, evidence: &Evidence) -> Value {
    let source = &report.story.sources[evidence.source];
    let words = json!({ "text": evidence.value.of(&source.doc.text) });
    let region = match region(report, evidence) {
        Some([line, column, end_line, end_column]) => json!({
            "startLine": line, "startColumn": column, "endLine": end_line, "endColumn": end_column, "snippet": words,
        }),
        // GitHub shows no result without a line.
        None => json!({ "startLine": 1 }),
    };
    let artifact = json!({ "uri": uri(&source.path, report.base.as_deref()) });
    json!({ "physicalLocation": { "artifactLocation": artifact, "region": region } })
}

/// What could not be read, what of waivers the reader should know, and what did not fit.
fn notifications(report: &Report, left_out: usize) -> Vec<Value> {
    let one = |level: &str, text: &str| json!({ "level": level, "message": { "text": message(text) } });
    let mut out: Vec<Value> = report.errors.iter().map(|error| one("error", &error.to_string())).collect();
    let passed = not_read::lines(report).into_iter().skip(report.errors.len());
    out.extend(passed.chain(report.notes.iter().cloned()).map(|told| one("note", &told)));
    if left_out > 0 {
        out.push(one("warning", &format!("and {left_out} more findings, which the JSON report has")));
    }
    out
}

/// GitHub's own words for a severity.
fn problem(severity: Severity) -> &'static str {
    match severity {
        Severity::Error | Severity::Warning => severity.name(),
        Severity::Note => "recommendation",
    }
}

/// Text of a message: braces would be places for arguments, brackets links.
fn message(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in plain(text).chars() {
        match c {
            '[' | ']' | '\\' => out.extend(['\\', c]),
            '{' | '}' => out.extend([c, c]),
            _ => out.push(c),
        }
    }
    out
}
