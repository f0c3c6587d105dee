//! The JSON contract: `crosscheck.report/1`. `report`, `check` and `diff` share it.

mod rosters;

use std::collections::BTreeMap;

use serde::Serialize;
use serde_json::Value;

use crate::{
    claims::Claim,
    copies::{Lineage, lineage},
    facts::Fact,
    findings::{self, normalized},
    reports::{
        Compared, Job, Report, not_read,
        verdicts::{gravest, status_of},
    },
    text::{Document, Span},
    values::Severity,
    verdicts::Verdict,
    waivers::{Waived, Waiver},
};

#[derive(Serialize)]
struct Root {
    schema: &'static str,
    tool: Tool,
    sources: Vec<SourceRow>,
    findings: Vec<FindingRow>,
    facts: Vec<FactRow>,
    rosters: Vec<rosters::RosterRow>,
    #[serde(skip_serializing_if = "Option::is_none")]
    draft: Option<Vec<DraftRow>>,
    duplicates: Vec<DuplicateRow>,
    not_checked: Vec<NotCheckedRow>,
    not_read: Vec<NotReadRow>,
    waived: Vec<WaivedRow>,
    notes: Vec<String>,
    summary: Summary,
}

#[derive(Serialize)]
struct Tool {
    name: &'static str,
    version: &'static str,
}

#[derive(Serialize)]
struct SourceRow {
    id: String,
    path: String,
    outlet: String,
    published: Option<String>,
    published_from: Option<String>,
    bytes: usize,
    posts: usize,
    claims: usize,
}

#[derive(Serialize)]
struct FindingRow {
    id: String,
    rule: String,
    category: &'static str,
    severity: &'static str,
    relation: &'static str,
    subject: String,
    message: String,
    why: Vec<String>,
    sides: Vec<SideRow>,
}

/// A finding that an editor accepts.
#[derive(Serialize)]
struct WaivedRow {
    finding: FindingRow,
    waiver: WaiverRow,
}

#[derive(Serialize)]
struct WaiverRow {
    reason: String,
    by: Option<String>,
    until: String,
    values: Vec<String>,
}

#[derive(Serialize)]
struct SideRow {
    value: String,
    normalized: String,
    voices: usize,
    evidence: Vec<EvidenceRow>,
}

#[derive(Serialize)]
struct Words {
    start: usize,
    end: usize,
    text: String,
}

#[derive(Serialize)]
struct EvidenceRow {
    source: String,
    post: usize,
    path: String,
    start: usize,
    end: usize,
    line: usize,
    column: usize,
    text: String,
    sentence: Words,
    outlet: String,
    reported_at: Option<String>,
    attributed_to: Option<String>,
    modality: &'static str,
    polarity: &'static str,
    rule: String,
}

#[derive(Serialize)]
struct FactRow {
    id: String,
    subject: String,
    slot: &'static str,
    status: &'static str,
    voices: usize,
    claims: Vec<FactClaimRow>,
}

#[derive(Serialize)]
struct FactClaimRow {
    value: String,
    normalized: String,
    verdict: &'static str,
    evidence: EvidenceRow,
}

#[derive(Serialize)]
struct DraftRow {
    fact: String,
    status: &'static str,
    voices: usize,
    why: Vec<String>,
    finding: Option<String>,
    evidence: EvidenceRow,
}

#[derive(Serialize)]
struct DuplicateRow {
    class: &'static str,
    similarity: f64,
    passages: Vec<PassageRow>,
    changes: Vec<ChangeRow>,
    first: Option<String>,
    credit: Option<String>,
}

#[derive(Serialize)]
struct PassageRow {
    source: String,
    path: String,
    start: usize,
    end: usize,
    text: String,
}

#[derive(Serialize)]
struct ChangeRow {
    kind: &'static str,
    left: Words,
    right: Words,
}

#[derive(Serialize)]
struct NotCheckedRow {
    source: String,
    path: String,
    start: usize,
    end: usize,
    reason: String,
}

#[derive(Serialize)]
struct NotReadRow {
    file: Option<String>,
    reason: String,
    incomplete: bool,
}

#[derive(Serialize)]
struct Summary {
    sources: usize,
    claims: usize,
    facts: usize,
    errors: usize,
    warnings: usize,
    notes: usize,
    waived: usize,
    known: usize,
    compared: ComparedRow,
    #[serde(skip_serializing_if = "Option::is_none")]
    draft: Option<BTreeMap<&'static str, usize>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    verdict: Option<&'static str>,
}

#[derive(Serialize)]
struct ComparedRow {
    between_outlets: usize,
    differ: usize,
    alone: usize,
    not_comparable: usize,
}

/// The report as JSON, indented, with a final line break.
pub fn json(report: &Report) -> String {
    let claims = report.story.claims();
    let root = Root {
        schema: SCHEMA,
        tool: TOOL,
        sources: sources(report),
        findings: report.findings.iter().map(|f| finding(report, f)).collect(),
        facts: report.story.facts.iter().map(|f| fact(report, f, &claims)).collect(),
        rosters: rosters::rows(report, &claims),
        draft: match report.job {
            Job::Check { draft } => Some(draft_rows(report, draft)),
            Job::Report | Job::Diff { .. } => None,
        },
        duplicates: report.story.copies.iter().map(|c| duplicate(report, c)).collect(),
        not_checked: not_checked(report, &claims),
        not_read: not_read(report),
        waived: report.waived.iter().map(|w| waived(report, w)).collect(),
        notes: report.notes.clone(),
        summary: summary(report),
    };
    let mut out = serde_json::to_string_pretty(&root).expect(WRITABLE);
    out.push('\n');
    out
}

/// A line of JSON Lines: a finding, one that is waived, or the end.
#[derive(Serialize)]
#[serde(tag = "type", rename_all = "snake_case")]
enum Line {
    Finding(FindingRow),
    Waived(WaivedRow),
    Summary { schema: &'static str, tool: Tool, not_read: Vec<NotReadRow>, notes: Vec<String>, summary: Summary },
}

/// The findings as JSON Lines: one a line, as they stand in the JSON report, then the waived ones, then a line with the summary.
pub fn json_lines(report: &Report) -> String {
    let mut lines: Vec<Line> = report.findings.iter().map(|f| Line::Finding(finding(report, f))).collect();
    lines.extend(report.waived.iter().map(|w| Line::Waived(waived(report, w))));
    lines.push(Line::Summary {
        schema: SCHEMA,
        tool: TOOL,
        not_read: not_read(report),
        notes: report.notes.clone(),
        summary: summary(report),
    });
    lines.iter().map(|line| serde_json::to_string(line).expect(WRITABLE) + "\n").collect()
}

/// What came of one story of an archive, with the records it came of.
#[derive(Serialize)]
struct Comparison<'a> {
    key: &'a str,
    schema: &'static str,
    tool: Tool,
    findings: Vec<FindingRow>,
    not_read: Vec<NotReadRow>,
    notes: &'a [String],
    summary: Summary,
    #[serde(skip_serializing_if = "Option::is_none")]
    records: Option<Vec<Value>>,
}

/// The findings of the story `key` as one line of JSON; the records are what `crosscheck render` needs.
pub fn comparison(report: &Report, key: &str, records: Option<Vec<Value>>) -> String {
    let line = Comparison {
        key,
        schema: COMPARISON,
        tool: TOOL,
        findings: report.findings.iter().map(|f| finding(report, f)).collect(),
        not_read: not_read(report),
        notes: &report.notes,
        summary: summary(report),
        records,
    };
    serde_json::to_string(&line).expect(WRITABLE) + "\n"
}

const WRITABLE: &str = "rows of strings and numbers can always be written as JSON";
/// The name of the form of a comparison's line.
pub const COMPARISON: &str = "crosscheck.comparison/1";
const SCHEMA: &str = "crosscheck.report/1";
const TOOL: Tool = Tool { name: "crosscheck", version: env!("CARGO_PKG_VERSION") };

fn summary(report: &Report) -> Summary {
    let Compared { between_outlets, differ, alone, not_comparable } = report.compared();
    let draft = report.draft_counts().map(|counts| counts.into_iter().map(|(s, n)| (s.name(), n)).collect());
    Summary {
        sources: report.story.sources.len(),
        claims: report.claims(),
        facts: report.story.facts.len(),
        errors: report.count(Severity::Error),
        warnings: report.count(Severity::Warning),
        notes: report.count(Severity::Note),
        waived: report.waived.len(),
        known: report.known,
        compared: ComparedRow { between_outlets, differ, alone, not_comparable },
        verdict: draft.is_some().then(|| report.outcome().name()),
        draft,
    }
}

fn not_read(report: &Report) -> Vec<NotReadRow> {
    let rows = not_read::rows(report).into_iter();
    rows.map(|row| NotReadRow { file: row.file, reason: row.reason, incomplete: row.is_incomplete }).collect()
}

fn waived(report: &Report, waived: &Waived) -> WaivedRow {
    let Waiver { reason, by, until, values, .. } = waived.waiver.clone();
    WaivedRow {
        finding: finding(report, &waived.finding),
        waiver: WaiverRow { reason, by, until: until.to_string(), values },
    }
}

fn sources(report: &Report) -> Vec<SourceRow> {
    let rows = report.story.sources.iter().zip(&report.sources);
    rows.map(|(analysis, source)| SourceRow {
        id: analysis.id.clone(),
        path: analysis.path.clone(),
        outlet: analysis.outlet.clone(),
        published: source.published.as_ref().map(|p| p.value.to_string()),
        published_from: source.published.as_ref().map(|p| p.from.clone()),
        bytes: source.bytes,
        posts: analysis.doc.posts.len(),
        claims: analysis.claims.len(),
    })
    .collect()
}

fn finding(report: &Report, finding: &findings::Finding) -> FindingRow {
    FindingRow {
        id: finding.id.clone(),
        rule: finding.rule.clone(),
        category: finding.slot.name(),
        severity: finding.severity.name(),
        relation: finding.relation.name(),
        subject: finding.subject.clone(),
        message: finding.message.clone(),
        why: finding.why.clone(),
        sides: finding
            .sides
            .iter()
            .map(|side| SideRow {
                value: side.value.clone(),
                normalized: side.normalized.clone(),
                voices: side.voices,
                evidence: side.evidence.iter().map(|e| evidence(report, e)).collect(),
            })
            .collect(),
    }
}

fn words(doc: &Document, span: Span) -> Words {
    Words { start: span.start, end: span.end, text: doc.slice(span).to_owned() }
}

fn evidence(report: &Report, evidence: &findings::Evidence) -> EvidenceRow {
    let source = &report.story.sources[evidence.source];
    let (line, column) = report.place(evidence);
    EvidenceRow {
        source: source.id.clone(),
        post: evidence.post,
        path: source.path.clone(),
        start: evidence.span.start,
        end: evidence.span.end,
        line,
        column,
        text: source.doc.slice(evidence.span).to_owned(),
        sentence: words(&source.doc, source.doc.sentences[evidence.sentence].span),
        outlet: source.outlet.clone(),
        reported_at: source.reported(evidence.post).map(|t| t.to_string()),
        attributed_to: evidence.attributed_to.clone(),
        modality: evidence.modality.name(),
        polarity: if evidence.denied { "denied" } else { "said" },
        rule: evidence.rule.clone(),
    }
}

fn claim_evidence(report: &Report, claim: &Claim) -> EvidenceRow {
    evidence(report, &findings::Evidence::of(claim, &report.story.sources[claim.source], report.rules))
}

fn fact(report: &Report, fact: &Fact, claims: &[&Claim]) -> FactRow {
    let court = report.story.court(report.rules);
    let verdicts: Vec<(usize, usize, Verdict)> =
        fact.alignments.iter().map(|a| (a.left, a.right, court.judge(claims[a.left], claims[a.right]))).collect();
    let status = status_of(fact, verdicts.iter().map(|v| &v.2));
    let sentences = fact.claims.iter().map(|c| (claims[*c].source, claims[*c].sentence)).collect();
    let rows = fact.claims.iter().map(|index| {
        let claim = claims[*index];
        // The gravest verdict that any other claim of the fact brings on this one.
        let verdict = gravest(verdicts.iter().filter(|v| v.0 == *index || v.1 == *index).map(|v| &v.2));
        FactClaimRow {
            value: report.story.sources[claim.source].doc.slice(claim.value_span).to_owned(),
            normalized: normalized(claim, &court),
            verdict: verdict.map_or("single", Verdict::name),
            evidence: claim_evidence(report, claim),
        }
    });
    FactRow {
        id: fact.id.clone(),
        subject: fact.subject.clone(),
        slot: fact.slot.name(),
        status,
        voices: report.story.voices.count(&sentences),
        claims: rows.collect(),
    }
}

fn draft_rows(report: &Report, draft: usize) -> Vec<DraftRow> {
    let court = report.story.court(report.rules);
    let row = |row: findings::DraftClaim| DraftRow {
        fact: row.id().to_owned(),
        status: row.status.name(),
        voices: row.voices,
        evidence: evidence(report, &row.evidence(&court, report.rules)),
        finding: row.finding.map(|finding| finding.id.clone()),
        why: row.why,
    };
    report.draft_claims(draft).into_iter().map(row).collect()
}

fn duplicate(report: &Report, copy: &crate::copies::Copy) -> DuplicateRow {
    let passage = |p: crate::copies::Passage| {
        let source = &report.story.sources[p.source];
        let Words { start, end, text } = words(&source.doc, p.span);
        PassageRow { source: source.id.clone(), path: source.path.clone(), start, end, text }
    };
    let (left, right) = (&report.story.sources[copy.left.source].doc, &report.story.sources[copy.right.source].doc);
    let changes = copy.sentences.iter().flat_map(|s| &s.changes).map(|change| ChangeRow {
        kind: match (change.left.is_empty(), change.right.is_empty()) {
            (true, _) => "insert",
            (_, true) => "delete",
            _ => "replace",
        },
        left: words(left, left.span_at(&change.left)),
        right: words(right, right.span_at(&change.right)),
    });
    let (first, credit) = match lineage(copy, &report.story.sources, &report.story.voices) {
        Lineage::Credited { from } => (Some(from), Some(report.story.sources[from].outlet.clone())),
        Lineage::Agency(name) => (None, Some(name)),
        Lineage::Earlier { from } => (Some(from), None),
        Lineage::Shared => (None, None),
    };
    DuplicateRow {
        first: first.map(|source| report.story.sources[source].id.clone()),
        credit,
        class: copy.class.name(),
        similarity: copy.similarity,
        passages: vec![passage(copy.left), passage(copy.right)],
        changes: changes.collect(),
    }
}

fn not_checked(report: &Report, claims: &[&Claim]) -> Vec<NotCheckedRow> {
    findings::not_checked(&report.story.facts, claims, &report.story.court(report.rules))
        .into_iter()
        .map(|item| {
            let source = &report.story.sources[item.source];
            let Span { start, end } = item.span;
            NotCheckedRow { source: source.id.clone(), path: source.path.clone(), start, end, reason: item.reason }
        })
        .collect()
}
