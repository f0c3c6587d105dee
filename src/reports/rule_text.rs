//! What a reader of a finding is told of its rule, from the rule's own file.

use std::collections::BTreeSet;

use crate::{findings::BUILT_IN, reports::Report, rules::ClaimRule, values::Severity};

/// Where the program is at home, where its package says so.
pub(super) fn repository() -> Option<&'static str> {
    Some(env!("CARGO_PKG_REPOSITORY")).filter(|address| !address.is_empty())
}

/// A rule in words.
pub(super) struct RuleText<'a> {
    /// Its id.
    pub id: &'a str,
    /// What it finds, in a sentence.
    pub summary: String,
    /// Why that is worth finding.
    pub why: Option<String>,
    /// The slot, or what it compares.
    pub category: &'a str,
    /// The most that one of its findings weighs.
    pub severity: Severity,
    /// Two texts that it tells apart.
    pub pair: Option<[&'a str; 2]>,
    /// Whether a rule file says what it is.
    pub is_a_file: bool,
}

/// The rules of this report's findings, waived ones too, in the order of their ids.
pub(super) fn rule_texts<'a>(report: &'a Report) -> Vec<RuleText<'a>> {
    let all = report.findings.iter().chain(report.waived.iter().map(|w| &w.finding));
    let ids: BTreeSet<&str> = all.map(|f| f.rule.as_str()).collect();
    ids.into_iter().map(|id| text(report, id)).collect()
}

fn text<'a>(report: &'a Report, id: &'a str) -> RuleText<'a> {
    if let Some(rule) = report.rules.claims.iter().find(|rule| rule.id == id) {
        return of_claims(rule);
    }
    let built_in = BUILT_IN.iter().find(|rule| rule.id == id);
    RuleText {
        id,
        summary: built_in.map_or("A disagreement between sources.", |rule| rule.summary).to_owned(),
        why: built_in.map(|rule| rule.why.to_owned()),
        category: id.split('/').next().unwrap_or(id),
        severity: built_in.map_or(Severity::Error, |rule| rule.severity),
        pair: None,
        is_a_file: false,
    }
}

fn of_claims(rule: &ClaimRule) -> RuleText<'_> {
    let differ = |pair: &&crate::rules::claim_rule::Pair| pair.verdict == crate::rules::claim_rule::PairVerdict::Differ;
    RuleText {
        id: &rule.id,
        summary: rule.summary.clone(),
        why: rule.why.clone(),
        category: rule.slot.name(),
        severity: rule.severity,
        pair: rule.tests.pair.iter().find(differ).map(|pair| [pair.a.as_str(), pair.b.as_str()]),
        is_a_file: true,
    }
}

impl RuleText<'_> {
    /// The last part of the id as one word: `MeetingPlace`.
    pub(super) fn name(&self) -> String {
        let last = self.id.rsplit('/').next().unwrap_or(self.id);
        let capital = |word: &str| {
            let mut chars = word.chars();
            chars.next().map_or_else(String::new, |c| c.to_uppercase().chain(chars).collect())
        };
        last.split('_').map(capital).collect()
    }

    /// Summary and reason.
    pub(super) fn full(&self) -> String {
        match &self.why {
            Some(why) => format!("{} {why}", self.summary),
            None => self.summary.clone(),
        }
    }

    /// The same as Markdown, with an example.
    pub(super) fn markdown(&self) -> String {
        let mut out = format!("{}\n", self.full());
        if let Some(pair) = self.pair {
            out.push_str("\nFor example:\n\n");
            out.extend(pair.map(|text| format!("> {}\n>\n", text.replace('\n', "\n> "))));
        }
        if self.is_a_file {
            out.push_str(&format!("\nMore: `crosscheck rules explain {}`\n", self.id));
        }
        out
    }

    /// The address of the rule's documentation, where the package names its repository.
    pub(super) fn address(&self) -> Option<String> {
        let anchor: String = self.id.chars().filter(|c| c.is_alphanumeric() || matches!(c, '_' | '-')).collect();
        repository().map(|home| format!("{home}/blob/main/docs/rules.md#{anchor}"))
    }
}
