//! Claim rules: one file a rule, which turns frames and mentions into claims for one slot.

use std::{collections::BTreeMap, path::PathBuf};

use serde::Deserialize;

use crate::{
    error::{Error, ErrorKind, Result},
    rules::{
        Lexicons,
        files::{self, RuleFile},
        selector::{Pattern, Selector, TypeTest},
        token_pattern::{Capture, TokenPattern},
    },
    values::{Severity, Slot},
};

/// A rule that makes claims. Its id is its path; its examples are its tests; its text is its documentation.
#[derive(Debug, Clone)]
pub struct ClaimRule {
    /// Path below the rule folder without `.toml`.
    pub id: String,
    /// Where it was read, for messages.
    pub path: PathBuf,
    /// What it finds, in a sentence.
    pub summary: String,
    /// Why it is worth finding.
    pub why: Option<String>,
    /// The slot its claims fill.
    pub slot: Slot,
    /// Highest severity of a finding on its claims.
    pub severity: Severity,
    /// Whether the learned score may lower its findings: so for rules that take any value of a type.
    pub judged: bool,
    /// The newsroom question, with `{subject}`, `{about}`, `{values}` and `{words}`.
    pub message: String,
    /// The matches, any of which makes a claim.
    pub matches: Vec<Match>,
    /// What must be found, what not, and what two outlets make together.
    pub tests: RuleTests,
}

/// One way to find a claim.
#[derive(Debug, Clone)]
pub struct Match {
    /// What the predicate must be; `None` for a match on a mention alone or on tokens.
    pub predicate: Option<Pattern>,
    /// The tokens, for what no predicate says; the pattern captures the value.
    pub tokens: Option<TokenPattern>,
    /// The subject's noun, where the pattern names none ("width" for "12 metres wide").
    pub head: Option<String>,
    /// Arguments that must be there.
    pub requires: Vec<(Selector, TypeTest)>,
    /// What the claim is about.
    pub subject: Selector,
    /// Whom of that subject the claim is about ("who attends"), where the slot asks about someone.
    pub about: Option<Selector>,
    /// Where the value stands.
    pub value: Selector,
    /// What the value must be.
    pub value_type: TypeTest,
    /// Not in these modalities.
    pub unless_modality: Vec<String>,
    /// Not when the frame is denied.
    pub unless_denied: bool,
    /// Not where the parser is in doubt of what belongs to what.
    pub unless_doubtful: bool,
    /// Not in captions, whose dates are those of the picture.
    pub unless_caption: bool,
    /// Not for these predicates.
    pub unless_predicate: Option<Pattern>,
}

/// The tests inside a rule file.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct RuleTests {
    /// Texts in which the rule must find a claim.
    pub example: Vec<Example>,
    /// Texts in which it must find none.
    pub counterexample: Vec<Counterexample>,
    /// Texts in which it should find a claim and does not yet.
    pub known_gap: Vec<Example>,
    /// Two outlets' texts and what the engine must make of them.
    pub pair: Vec<Pair>,
}

/// A text with the claim that must come of it.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Example {
    /// The text; `<<` and `>>` mark the evidence of the value.
    pub text: String,
    /// Words that the claim's subject must hold.
    #[serde(default)]
    pub subject: Option<String>,
    /// The normal value.
    #[serde(default)]
    pub value: Option<String>,
}

/// A text of which no claim must come.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Counterexample {
    /// The text.
    pub text: String,
    /// Why it is none.
    pub why: String,
}

/// Two texts of two outlets; also run with the two exchanged.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Pair {
    /// What one outlet wrote.
    pub a: String,
    /// What the other wrote.
    pub b: String,
    /// `differ`: a finding of this rule's slot; `compatible`: none.
    pub verdict: PairVerdict,
    /// Why, where it is not plain.
    #[serde(default)]
    pub why: Option<String>,
    /// The day both were published, `2025-05-15` for instance.
    #[serde(default)]
    pub published: Option<String>,
}

/// What two texts make together.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PairVerdict {
    /// A warning or an error on this rule's slot.
    Differ,
    /// No warning and no error on this rule's slot.
    Compatible,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct ClaimRuleFile {
    version: u32,
    summary: String,
    why: Option<String>,
    slot: Slot,
    severity: Severity,
    #[serde(default)]
    judged: bool,
    message: String,
    #[serde(rename = "match")]
    matches: Vec<toml::Spanned<MatchFile>>,
    #[serde(default)]
    example: Vec<Example>,
    #[serde(default)]
    counterexample: Vec<Counterexample>,
    #[serde(default)]
    known_gap: Vec<Example>,
    #[serde(default)]
    pair: Vec<Pair>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct MatchFile {
    predicate: Option<String>,
    tokens: Option<String>,
    head: Option<String>,
    #[serde(default)]
    requires: BTreeMap<String, String>,
    subject: Option<String>,
    about: Option<String>,
    value: Option<String>,
    #[serde(default)]
    unless: UnlessFile,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct UnlessFile {
    modality: Vec<String>,
    denied: bool,
    doubtful: bool,
    caption: bool,
    predicate: Option<String>,
}

/// Reads every file in a folder `claims`, in order of their ids. All errors are returned, not only the first.
pub fn load(rule_files: &[RuleFile], lexicons: &Lexicons) -> std::result::Result<Vec<ClaimRule>, Vec<Error>> {
    let mut rules = Vec::new();
    let mut errors = Vec::new();
    for file in rule_files.iter().filter(|f| f.is_in("claims")) {
        match read(file, lexicons) {
            Ok(rule) => rules.push(rule),
            Err(error) => errors.push(error),
        }
    }
    if errors.is_empty() { Ok(rules) } else { Err(errors) }
}

fn read(file: &RuleFile, lexicons: &Lexicons) -> Result<ClaimRule> {
    let read: ClaimRuleFile = files::parse(file)?;
    let fail = |what: &str, remedy: &str| Err(Error::new(ErrorKind::Rule, what).at(&file.path).line(1).remedy(remedy));
    if read.version != 1 {
        return fail("unknown version of a claim rule", "write `version = 1`");
    }
    if read.example.is_empty() || read.counterexample.is_empty() {
        return fail("a claim rule needs an example and a counterexample", "add [[example]] and [[counterexample]]");
    }
    let mut matches = Vec::new();
    for spanned in read.matches {
        let line = files::line_of(&file.text, spanned.span().start);
        let read = match_of(spanned.into_inner(), lexicons);
        matches.push(read.map_err(|e| e.at(&file.path).line(line))?);
    }
    if matches.is_empty() {
        return fail("a claim rule needs a match", "add [[match]]");
    }
    Ok(ClaimRule {
        id: file.id.clone(),
        path: file.path.clone(),
        summary: read.summary,
        why: read.why,
        slot: read.slot,
        severity: read.severity,
        judged: read.judged,
        message: read.message,
        matches,
        tests: RuleTests {
            example: read.example,
            counterexample: read.counterexample,
            known_gap: read.known_gap,
            pair: read.pair,
        },
    })
}

fn match_of(read: MatchFile, lexicons: &Lexicons) -> Result<Match> {
    let tokens = read.tokens.as_deref().map(|t| TokenPattern::parse(t, lexicons)).transpose()?;
    check_parts(&read, tokens.as_ref())?;
    let (value, value_type) = match (&read.value, &tokens) {
        (Some(value), _) => match value.split_once(':') {
            Some((selector, test)) => (Selector::parse(selector)?, TypeTest::parse(test, lexicons)?),
            None => (Selector::parse(value)?, TypeTest::Any),
        },
        (None, _) => (Selector::Mention, TypeTest::Any),
    };
    let mut requires = Vec::new();
    for (selector, test) in &read.requires {
        requires.push((Selector::parse(selector)?, TypeTest::parse(test, lexicons)?));
    }
    for modality in &read.unless.modality {
        if !["happened", "planned", "possible", "hypothetical"].contains(&modality.as_str()) {
            let what = format!("unknown modality `{modality}`");
            return Err(Error::new(ErrorKind::Rule, what).remedy("use happened, planned, possible or hypothetical"));
        }
    }
    Ok(Match {
        predicate: read.predicate.map(|p| Pattern::parse(&p, lexicons)).transpose()?,
        tokens,
        head: read.head,
        requires,
        subject: read.subject.map_or(Ok(Selector::Mention), |s| Selector::parse(&s))?,
        about: read.about.map(|a| Selector::parse(&a)).transpose()?,
        value,
        value_type,
        unless_modality: read.unless.modality,
        unless_denied: read.unless.denied,
        unless_doubtful: read.unless.doubtful,
        unless_caption: read.unless.caption,
        unless_predicate: read.unless.predicate.map(|p| Pattern::parse(&p, lexicons)).transpose()?,
    })
}

/// A match stands on a predicate or a mention, and then says where subject and value stand; or on tokens, which capture them.
fn check_parts(read: &MatchFile, tokens: Option<&TokenPattern>) -> Result<()> {
    let fail = |what: &str, remedy: &str| Err(Error::new(ErrorKind::Rule, what).remedy(remedy));
    let yes_or_no = matches!(read.value.as_deref(), Some("polarity" | "denial"));
    match tokens {
        None if read.subject.is_none() || read.value.is_none() => {
            fail("a match without `tokens` needs `subject` and `value`", "say which part of the frame each is")
        }
        Some(_) if read.predicate.is_some() || read.subject.is_some() || read.value.is_some() && !yes_or_no => {
            fail("a match on tokens has no predicate, subject or value beside it", "capture them: <value: Number>")
        }
        Some(pattern) if pattern.value_types().next().is_none() != yes_or_no => fail(
            "a match on tokens captures its value, or has `value = \"polarity\"` or \"denial\" beside it",
            "write <value: Type> in it",
        ),
        Some(pattern) if pattern.has(Capture::Subject) == read.head.is_some() => {
            fail("a match on tokens needs either <subject: Type> or `head`", "keep one of the two")
        }
        _ => Ok(()),
    }
}
