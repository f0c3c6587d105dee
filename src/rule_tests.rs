//! Runs the tests inside rule files: examples, counterexamples, known gaps, and pairs of outlets, each pair both ways round.

mod coverage;

pub use coverage::{Coverage, SilentMatch, coverage};

use crate::{
    claims::extract_claims,
    findings::normalized,
    inputs::{Format, Known, Source, from_bytes},
    mentions::times::check_examples,
    pipeline::{self, Story},
    rules::{
        ClaimRule, RuleFile, Rules,
        claim_rule::{Example, Pair, PairVerdict},
    },
    text::Span,
    values::{Severity, Timestamp},
};

/// What came of a run.
#[derive(Debug, Default)]
pub struct Outcome {
    /// Number of tests that ran.
    pub run: usize,
    /// A message for each that failed: file, text, what was expected and what was found.
    pub messages: Vec<String>,
}

/// Runs the tests of every rule. `files` are those that `rules` were read from.
pub fn run_all(rules: &Rules, files: &[RuleFile]) -> Outcome {
    let mut out = Outcome::default();
    for number in 0..rules.claims.len() {
        out.claim_rule(rules, files, number);
    }
    let times = check_examples(&rules.times, &rules.lexicons);
    out.run +=
        rules.times.examples().iter().map(|e| e.examples.len() + e.counterexamples.len()).sum::<usize>() - times.len();
    for failure in times {
        out.note(Some(failure));
    }
    out
}

/// Runs the tests of the claim rule `id`; `None` when there is no such rule.
pub fn run_one(rules: &Rules, files: &[RuleFile], id: &str) -> Option<Outcome> {
    let number = rules.claims.iter().position(|r| r.id == id)?;
    let mut out = Outcome::default();
    out.claim_rule(rules, files, number);
    Some(out)
}

impl Outcome {
    fn claim_rule(&mut self, rules: &Rules, files: &[RuleFile], number: usize) {
        let rule = &rules.claims[number];
        let place = |text: &str| format!("{}:{}", rule.path.display(), line_in(files, &rule.id, text));
        for example in &rule.tests.example {
            let failure = failure(rules, number, example);
            self.note(failure.map(|why| format!("{}: {why}", place(&example.text))));
        }
        for gap in &rule.tests.known_gap {
            let works = failure(rules, number, gap).is_none();
            let what = "this known gap works now: move it to [[example]]";
            self.note(works.then(|| format!("{}: {what}", place(&gap.text))));
        }
        for counter in &rule.tests.counterexample {
            let found = claims_of(&story(rules, &[(&counter.text, None)]), rules, number);
            let found = (!found.is_empty()).then(|| format!("found {found:?}, should find nothing: {}", counter.why));
            self.note(found.map(|why| format!("{}: {why}", place(&counter.text))));
        }
        for pair in &rule.tests.pair {
            for failure in [pair_failure(rules, rule, pair, false), pair_failure(rules, rule, pair, true)] {
                self.note(failure.map(|why| format!("{}: {why}", place(&pair.a))));
            }
        }
    }

    fn note(&mut self, failure: Option<String>) {
        self.run += 1;
        self.messages.extend(failure);
    }
}

/// The line of a rule file that holds `text`; 1 when it cannot be found (an escaped string).
fn line_in(files: &[RuleFile], id: &str, text: &str) -> usize {
    let file = files.iter().find(|f| f.id == id);
    file.and_then(|f| f.text.find(text).map(|at| crate::rules::files::line_of(&f.text, at))).unwrap_or(1)
}

fn story(rules: &Rules, texts: &[(&str, Option<Timestamp>)]) -> Story {
    let sources: Vec<Source> = texts
        .iter()
        .enumerate()
        .filter_map(|(n, (text, published))| source(["a.txt", "b.txt"][n % 2], text, *published))
        .collect();
    pipeline::run(&sources, rules)
}

/// A text of a rule file as a source; `None` when it holds no text.
fn source(name: &str, text: &str, published: Option<Timestamp>) -> Option<Source> {
    let (mut source, _) = from_bytes(name, Format::Text, text.as_bytes()).ok()?;
    source.published = published.map(|value| Known { value, from: "rule file".to_owned() });
    Some(source)
}

/// The claims that rule `number` makes, whatever other rules find there: words, normal value, subject, span.
fn claims_of(story: &Story, rules: &Rules, number: usize) -> Vec<(String, String, String, Span)> {
    let court = story.court(rules);
    let mut out = Vec::new();
    for (index, source) in story.sources.iter().enumerate() {
        let claims = extract_claims(index, &source.doc, &source.mentions, &source.frames, rules);
        out.extend(claims.into_iter().filter(|c| c.rule == number).map(|c| {
            let words = source.doc.slice(c.value_span).to_owned();
            (words, normalized(&c, &court), c.subject.text.clone(), c.value_span)
        }));
    }
    out
}

fn failure(rules: &Rules, number: usize, example: &Example) -> Option<String> {
    let (text, marked) = unmark(&example.text);
    let found = claims_of(&story(rules, &[(&text, None)]), rules, number);
    let fits = found.iter().any(|(_, value, subject, span)| {
        marked.is_none_or(|m| m == *span)
            && example.value.as_ref().is_none_or(|v| v == value)
            && example.subject.as_ref().is_none_or(|s| subject.contains(s.as_str()))
    });
    let rows: Vec<String> =
        found.iter().map(|(words, value, subject, _)| format!("“{words}” = {value} of “{subject}”")).collect();
    (!fits).then(|| format!("should find {:?}, found [{}]", example.text, rows.join("; ")))
}

/// The text without its `<<` and `>>`, and the span they marked.
fn unmark(text: &str) -> (String, Option<Span>) {
    let plain = text.replace("<<", "").replace(">>", "");
    let span = text.find("<<").and_then(|start| {
        let end = text.find(">>")?;
        Some(Span::new(start, end.checked_sub(2)?))
    });
    (plain, span)
}

fn pair_failure(rules: &Rules, rule: &ClaimRule, pair: &Pair, exchanged: bool) -> Option<String> {
    let published = pair.published.as_deref().and_then(Timestamp::parse);
    let (a, b) = if exchanged { (&pair.b, &pair.a) } else { (&pair.a, &pair.b) };
    let story = story(rules, &[(a, published), (b, published)]);
    let told = |f: &&crate::findings::Finding| f.slot == rule.slot && f.severity >= Severity::Warning;
    let found = story.findings.iter().find(told);
    // What a rule sets apart is its own affair; how loudly an editor is told is that of the learned score.
    let proposed = || story.judgement.proposed.iter().find(told).filter(|_| rule.judged);
    match (pair.verdict, found) {
        (PairVerdict::Differ, None) if proposed().is_none() => {
            Some(format!("should differ, no finding: “{a}” / “{b}” ({} claims)", story.claims().len()))
        }
        (PairVerdict::Compatible, Some(finding)) => Some(format!("should be compatible, found: {}", finding.message)),
        _ => None,
    }
}
