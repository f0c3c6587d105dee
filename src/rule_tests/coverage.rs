//! Which matches of claim rules no test of their rule reaches, and how many tests each rule has.

use std::collections::BTreeSet;

use serde::Deserialize;

use crate::{
    claims::extract_claims,
    pipeline,
    rules::{ClaimRule, RuleFile, Rules, files},
    values::Timestamp,
};

/// What the tests of one claim rule reach.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Coverage {
    /// Id of the rule.
    pub id: String,
    /// Number of `[[example]]`s.
    pub examples: usize,
    /// Number of `[[counterexample]]`s.
    pub counterexamples: usize,
    /// Number of `[[pair]]`s.
    pub pairs: usize,
    /// Number of `[[known_gap]]`s.
    pub known_gaps: usize,
    /// Number of `[[match]]`es.
    pub matches: usize,
    /// The matches that make no claim in any example or pair of the rule.
    pub silent: Vec<SilentMatch>,
}

/// A match that no test reaches.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SilentMatch {
    /// Which `[[match]]` of its file it is, from 1.
    pub number: usize,
    /// `path:line` of it.
    pub place: String,
    /// The comment beside it, and what it looks for.
    pub summary: String,
}

/// Runs every example and every text of a pair once more, each match for itself. `files` are those that `rules` were read from.
pub fn coverage(mut rules: Rules, files: &[RuleFile]) -> Vec<Coverage> {
    let whole = std::mem::take(&mut rules.claims);
    let origin: Vec<(usize, usize)> =
        whole.iter().enumerate().flat_map(|(rule, r)| (0..r.matches.len()).map(move |m| (rule, m))).collect();
    // A rule for each match: then a claim names the match that made it.
    rules.claims = origin.iter().map(|(rule, number)| alone(&whole[*rule], *number)).collect();
    whole
        .iter()
        .enumerate()
        .map(|(number, rule)| {
            let reached = reached(rule, &rules);
            let silent = |at: &usize| origin[*at].0 == number && !reached.contains(at);
            let silent: Vec<usize> = (0..origin.len()).filter(silent).map(|at| origin[at].1).collect();
            Coverage {
                id: rule.id.clone(),
                examples: rule.tests.example.len(),
                counterexamples: rule.tests.counterexample.len(),
                pairs: rule.tests.pair.len(),
                known_gaps: rule.tests.known_gap.len(),
                matches: rule.matches.len(),
                silent: silent.into_iter().map(|m| describe(rule, files, m)).collect(),
            }
        })
        .collect()
}

fn alone(rule: &ClaimRule, number: usize) -> ClaimRule {
    ClaimRule { matches: rule.matches.get(number).cloned().into_iter().collect(), ..rule.clone() }
}

/// The rules of one match that make a claim in an example or a pair of `rule`.
fn reached(rule: &ClaimRule, matches: &Rules) -> BTreeSet<usize> {
    let examples = rule.tests.example.iter().map(|e| (super::unmark(&e.text).0, None));
    let pairs = rule.tests.pair.iter().flat_map(|pair| {
        let published = pair.published.as_deref().and_then(Timestamp::parse);
        [(pair.a.clone(), published), (pair.b.clone(), published)]
    });
    let mut out = BTreeSet::new();
    for (text, published) in examples.chain(pairs) {
        let Some(source) = super::source("a.txt", &text, published) else { continue };
        let made = pipeline::analyse(0, &source, matches);
        // Not `made.claims`, in which what two matches find is kept once.
        out.extend(extract_claims(0, &made.doc, &made.mentions, &made.frames, matches).iter().map(|c| c.rule));
    }
    out
}

#[derive(Deserialize)]
struct Matches {
    #[serde(rename = "match")]
    matches: Vec<toml::Spanned<toml::Table>>,
}

fn describe(rule: &ClaimRule, files: &[RuleFile], number: usize) -> SilentMatch {
    let mut out = SilentMatch { number: number + 1, place: rule.path.display().to_string(), summary: String::new() };
    let file = files.iter().find(|f| f.id == rule.id);
    let Some((file, read)) = file.and_then(|f| Some((f, toml::from_str::<Matches>(&f.text).ok()?))) else { return out };
    let Some(table) = read.matches.get(number) else { return out };
    let line = files::line_of(&file.text, table.span().start);
    out.place = format!("{}:{line}", out.place);
    let head = file.text.lines().nth(line.saturating_sub(1)).unwrap_or_default();
    let comment =
        head.strip_prefix("[[match]]").and_then(|rest| rest.split_once('#')).map(|(_, comment)| comment.trim());
    let keys: &[&str] = if table.get_ref().contains_key("tokens") {
        &["tokens", "head"]
    } else {
        &["predicate", "requires", "subject", "about", "value"]
    };
    let keys = keys.iter().filter_map(|key| Some(format!("{key} = {}", table.get_ref().get(*key)?)));
    let parts = comment.map(str::to_owned).into_iter().chain([keys.collect::<Vec<_>>().join(", ")]);
    out.summary = parts.collect::<Vec<_>>().join("  ");
    out
}
