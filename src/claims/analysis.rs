//! Everything that the stages made of one source; what the story-wide stages read.

use std::collections::BTreeSet;

use crate::{
    claims::{Claim, OpenClaim},
    frames::{Frame, Grammar},
    mentions::{Mention, Value},
    text::{BlockKind, Dating, Document},
    values::{Timestamp, time::Anchor},
};

/// One source with the results of every stage up to claims.
#[derive(Debug, Clone)]
pub struct SourceAnalysis {
    /// Its id (`path` or `path#part`).
    pub id: String,
    /// Path as given on the command line or found under it.
    pub path: String,
    /// Who published it.
    pub outlet: String,
    /// What its outlet calls the article in all its versions, or where it is published.
    pub item: Option<String>,
    /// Its text with sentences, tokens, chunks, quotes.
    pub doc: Document,
    /// When each post was reported, and the outlet's zone.
    pub anchors: Vec<Anchor>,
    /// What its words name.
    pub mentions: Vec<Mention>,
    /// Who did what.
    pub frames: Vec<Frame>,
    /// What depends on what in its sentences.
    pub grammar: Grammar,
    /// What it says, where a rule knows slot and subject.
    pub claims: Vec<Claim>,
    /// Every value that can differ, with what it is about.
    pub open: Vec<OpenClaim>,
    /// The groups of kinds of which it has words, with each kind and those above it.
    pub kinds: BTreeSet<(String, String)>,
}

/// The groups and kinds that `mentions` tell of: who says "rifle" tells of a gun too.
pub fn kinds_of(mentions: &[Mention]) -> BTreeSet<(String, String)> {
    let kinds = mentions.iter().filter_map(|m| if let Value::Kind(kind) = &m.value { Some(kind) } else { None });
    kinds.flat_map(|kind| kind.path.iter().map(|word| (kind.group.clone(), word.clone()))).collect()
}

impl SourceAnalysis {
    /// Whether sentence `index` is among the first `count` of running text in its post, or in a headline above them. A post that is
    /// known by its headline alone goes on where the one above it ends: where it begins is not sure enough for a lead.
    pub fn is_lead(&self, index: usize, count: usize) -> bool {
        let continued = |post: usize| post > 0 && self.doc.posts[post].dating == Dating::Source;
        let before = (0..index).rev().take_while(|s| {
            let post = self.doc.post_of(s + 1);
            self.doc.post_of(*s) == post || continued(post)
        });
        let prose = |s: &usize| self.doc.kind_of(*s) == BlockKind::Prose;
        self.doc.kind_of(index) != BlockKind::Caption && before.filter(prose).take(count).count() < count
    }

    /// When post `index` was reported, as far as known.
    pub fn reported(&self, index: usize) -> Option<Timestamp> {
        self.anchors.get(index).and_then(|a| a.reported)
    }

    /// How many days lie between post `index` and post `later` of `other`, where both were reported on a known day. Symmetric.
    pub fn days_between(&self, index: usize, other: &Self, later: usize) -> Option<i64> {
        Some((self.reported(index)?.date - other.reported(later)?.date).num_days().abs())
    }
}
