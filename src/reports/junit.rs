//! JUnit XML for continuous integration: a test case a fact that was compared, an error as a failure.

use std::collections::BTreeMap;

use crate::{
    findings::Finding,
    reports::{
        Report,
        located::{lead, relative},
        wrap::plain,
    },
    values::{Severity, Slot},
    waivers::Waiver,
};

/// What became of one fact.
struct Case<'a> {
    id: &'a str,
    slot: Slot,
    subject: &'a str,
    finding: Option<(&'a Finding, Option<&'a Waiver>)>,
}

/// The report as JUnit XML, with a final line break.
pub fn junit(report: &Report) -> String {
    let cases = cases(report);
    let failed = cases.iter().filter(|c| matches!(c.finding, Some((f, None)) if f.severity == Severity::Error)).count();
    let skipped = cases.iter().filter(|c| matches!(c.finding, Some((_, Some(_))))).count();
    let errors = report.errors.len();
    let counts = format!(
        "name=\"crosscheck\" tests=\"{}\" failures=\"{failed}\" errors=\"{errors}\" skipped=\"{skipped}\"",
        cases.len() + errors
    );
    let mut out =
        format!("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites {counts}>\n  <testsuite {counts}>\n");
    for error in report.errors {
        out.push_str(&format!(
            "    <testcase classname=\"inputs\" name=\"{}\">\n      <error message=\"{}\"/>\n    </testcase>\n",
            xml(&error.path.as_ref().map_or_else(|| "inputs".to_owned(), |p| p.to_string_lossy().replace('\\', "/"))),
            xml(&error.to_string())
        ));
    }
    out.extend(cases.iter().map(|case| testcase(report, case)));
    out + "  </testsuite>\n</testsuites>\n"
}

/// Findings first, then the facts that more than one claim speaks of.
fn cases<'a>(report: &'a Report) -> Vec<Case<'a>> {
    let live = report.findings.iter().map(|f| (f, None));
    let waived = report.waived.iter().map(|w| (&w.finding, Some(&w.waiver)));
    let mut found = BTreeMap::new();
    let mut out = Vec::new();
    for (finding, waiver) in live.chain(waived) {
        found.insert(finding.id.as_str(), ());
        let subject = finding.subject.as_str();
        out.push(Case { id: &finding.id, slot: finding.slot, subject, finding: Some((finding, waiver)) });
    }
    let facts = report.story.facts.iter().filter(|f| f.claims.len() > 1 && !found.contains_key(f.id.as_str()));
    out.extend(facts.map(|f| Case { id: &f.id, slot: f.slot, subject: &f.subject, finding: None }));
    out
}

fn testcase(report: &Report, case: &Case) -> String {
    let mut head = format!(
        "    <testcase classname=\"crosscheck.{}\" name=\"{} [{}]\"",
        case.slot.name(),
        xml(case.subject),
        xml(case.id)
    );
    let Some((finding, waiver)) = case.finding else { return head + "/>\n" };
    if let Some((_, evidence)) = lead(report, finding) {
        let path = relative(&report.story.sources[evidence.source].path, report.base.as_deref());
        head.push_str(&format!(" file=\"{}\"", xml(&path)));
        if report.is_verbatim(evidence.source) {
            head.push_str(&format!(" line=\"{}\"", report.place(evidence).0));
        }
    }
    let (message, body) = (xml(&finding.message), xml_lines(&sides(report, finding)));
    let inside = match (waiver, finding.severity) {
        (Some(waiver), _) => {
            format!("<skipped message=\"waived: {} ({})\"/>", xml(&waiver.reason), xml(&waiver.signature()))
        }
        (None, Severity::Error) => {
            format!("<failure type=\"{}\" message=\"{message}\">{body}</failure>", finding.relation.name())
        }
        (None, severity) => format!("<system-out>{}: {message}\n{body}</system-out>", severity.name()),
    };
    format!("{head}>\n      {inside}\n    </testcase>\n")
}

/// Each side with its places and sentences, a line each.
fn sides(report: &Report, finding: &Finding) -> String {
    let mut out = String::new();
    for side in &finding.sides {
        for evidence in &side.evidence {
            let source = &report.story.sources[evidence.source];
            let (line, column) = report.place(evidence);
            let sentence = source.doc.sentences.get(evidence.sentence).map_or(evidence.span, |s| s.span);
            out.push_str(&format!(
                "{}: {}:{line}:{column} {}: {}\n",
                plain(&side.value),
                plain(&source.path),
                plain(&report.byline(evidence)),
                plain(sentence.of(&source.doc.text))
            ));
        }
    }
    out
}

/// Text of one line inside XML.
fn xml(text: &str) -> String {
    xml_lines(&plain(text))
}

/// Text inside XML, in which some characters may not stand even when they are escaped.
fn xml_lines(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&apos;"),
            '\u{fffe}' | '\u{ffff}' => out.push('\u{fffd}'),
            _ => out.push(c),
        }
    }
    out
}
