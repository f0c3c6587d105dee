//! What is reported: a fact whose claims differ, or a fact changed inside copied text.

use crate::{
    claims::{Claim, SourceAnalysis},
    frames::Modality,
    rules::Rules,
    text::Span,
    values::{Severity, Slot},
};

/// How the sides of a finding stand to each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Relation {
    /// Both cannot be true.
    Conflict,
    /// The later report replaces the earlier.
    Superseded,
    /// A name misspelt.
    Spelling,
    /// Two speakers disagree.
    Disputed,
}

impl Relation {
    /// The word in reports.
    pub fn name(self) -> &'static str {
        match self {
            Self::Conflict => "conflict",
            Self::Superseded => "superseded",
            Self::Spelling => "spelling",
            Self::Disputed => "disputed",
        }
    }
}

/// One thing for an editor to look at.
#[derive(Debug, Clone, PartialEq)]
pub struct Finding {
    /// Stays the same when a source is added or words move.
    pub id: String,
    /// Id of the rule.
    pub rule: String,
    /// The slot.
    pub slot: Slot,
    /// How much it weighs.
    pub severity: Severity,
    /// How the sides stand to each other.
    pub relation: Relation,
    /// What it is about.
    pub subject: String,
    /// The newsroom question.
    pub message: String,
    /// Why the sides were laid side by side, in words.
    pub why: Vec<String>,
    /// The sides, the one with most voices first.
    pub sides: Vec<Side>,
}

/// All evidence for one value.
#[derive(Debug, Clone, PartialEq)]
pub struct Side {
    /// The value in an outlet's words.
    pub value: String,
    /// The value as the question of the finding gives it, which may have its noun or its marks with it.
    pub asked: String,
    /// The normal value.
    pub normalized: String,
    /// Independent origins.
    pub voices: usize,
    /// The words it stands on.
    pub evidence: Vec<Evidence>,
}

/// Words of one source.
#[derive(Debug, Clone, PartialEq)]
pub struct Evidence {
    /// Index of the source.
    pub source: usize,
    /// Index of the post.
    pub post: usize,
    /// Index of the sentence.
    pub sentence: usize,
    /// The phrase.
    pub span: Span,
    /// The value inside the phrase.
    pub value: Span,
    /// Whose words they are, where not the outlet's own.
    pub attributed_to: Option<String>,
    /// How real it is said to be.
    pub modality: Modality,
    /// Whether it is denied.
    pub denied: bool,
    /// Id of the rule that found it.
    pub rule: String,
}

impl Evidence {
    /// The words that `claim` stands on.
    pub fn of(claim: &Claim, analysis: &SourceAnalysis, rules: &Rules) -> Self {
        let speaker = claim.attribution.as_ref().and_then(|a| a.speaker);
        Self {
            source: claim.source,
            post: claim.post,
            sentence: claim.sentence,
            span: claim.evidence,
            value: claim.value_span,
            attributed_to: speaker.map(|s| analysis.doc.slice(s).to_owned()),
            modality: claim.modality,
            denied: claim.denied,
            rule: rules.claims[claim.rule].id.clone(),
        }
    }
}
