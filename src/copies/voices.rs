//! How many independent origins a set of sentences has: copies of one text are one voice, and so is what is credited to one agency, and
//! what an outlet says twice.

use std::collections::{BTreeMap, BTreeSet};

use crate::{
    claims::SourceAnalysis,
    copies::{Copy, Origins},
    rules::Lexicons,
};

/// Which sentences are copies of which, and what each is credited to.
#[derive(Debug, Default)]
pub struct Voices {
    /// Of each copied sentence, the first sentence of all that are copies of it or of one another.
    text_of: BTreeMap<(usize, usize), (usize, usize)>,
    outlets: Vec<String>,
    /// Of each sentence of each source, its post.
    posts: Vec<Vec<usize>>,
    origins: Origins,
}

impl Voices {
    /// Reads the copies and credits of a story. Quotations that several outlets carry are copies of no one's text.
    pub fn of(sources: &[SourceAnalysis], copies: &[Copy], lexicons: &Lexicons) -> Self {
        let posts = |s: &SourceAnalysis| (0..s.doc.sentences.len()).map(|n| s.doc.post_of(n)).collect();
        Self {
            text_of: texts(copies),
            outlets: sources.iter().map(|s| s.outlet.clone()).collect(),
            posts: sources.iter().map(posts).collect(),
            origins: Origins::of(sources, lexicons),
        }
    }

    /// The first sentence (source, sentence) of all that are copies of this one or of one another; `None` for no copy.
    pub fn text_of(&self, sentence: (usize, usize)) -> Option<(usize, usize)> {
        self.text_of.get(&sentence).copied()
    }

    /// Number of voices behind these sentences (source, sentence).
    pub fn count(&self, sentences: &BTreeSet<(usize, usize)>) -> usize {
        let mut voices = Groups::default();
        for at in sentences {
            let Some(outlet) = self.outlets.get(at.0) else { continue };
            let voice = voices.join(Reason::Outlet(outlet), None);
            if let Some(text) = self.text_of.get(at) {
                voices.join(Reason::Text(*text), Some(voice));
            }
            if let Some(origin) = self.origin(*at) {
                voices.join(Reason::Origin(origin), Some(voice));
            }
        }
        voices.len()
    }

    /// Whom a sentence (source, sentence) is credited to.
    pub fn origin(&self, (source, sentence): (usize, usize)) -> Option<&str> {
        let post = self.posts.get(source)?.get(sentence)?;
        self.origins.origin(source, sentence, *post)
    }

    /// The credits of all sources.
    pub fn origins(&self) -> &Origins {
        &self.origins
    }
}

/// Why sentences are one voice.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Reason<'a> {
    Outlet(&'a str),
    Text((usize, usize)),
    Origin(&'a str),
}

/// Groups of reasons that grow together.
#[derive(Default)]
struct Groups<'a> {
    of: BTreeMap<Reason<'a>, usize>,
    parents: Vec<usize>,
}

impl<'a> Groups<'a> {
    /// The group of `reason`, joined with the group `with`.
    fn join(&mut self, reason: Reason<'a>, with: Option<usize>) -> usize {
        let fresh = self.parents.len();
        let own = *self.of.entry(reason).or_insert(fresh);
        if own == fresh {
            self.parents.push(fresh);
        }
        let (a, b) = (root(&self.parents, own), root(&self.parents, with.unwrap_or(own)));
        self.parents[a.max(b)] = a.min(b);
        own
    }

    fn len(&self) -> usize {
        self.parents.iter().enumerate().filter(|(n, parent)| n == *parent).count()
    }
}

fn root(parents: &[usize], mut at: usize) -> usize {
    while parents[at] != at {
        at = parents[at];
    }
    at
}

/// The sentences that copies join, directly or over others, each with the first of its group.
fn texts(copies: &[Copy]) -> BTreeMap<(usize, usize), (usize, usize)> {
    let mut numbers: BTreeMap<(usize, usize), usize> = BTreeMap::new();
    let pairs: Vec<[(usize, usize); 2]> = copies
        .iter()
        .flat_map(|c| {
            c.sentences.iter().filter(|p| !p.quoted).map(|p| [(c.left.source, p.left), (c.right.source, p.right)])
        })
        .collect();
    for at in pairs.iter().flatten() {
        numbers.insert(*at, 0);
    }
    // In order of the sentences, so that the root of a group is its first.
    numbers.values_mut().enumerate().for_each(|(n, number)| *number = n);
    let places: Vec<(usize, usize)> = numbers.keys().copied().collect();
    let mut parents: Vec<usize> = (0..places.len()).collect();
    for [left, right] in &pairs {
        let (a, b) = (shortened_root(&mut parents, numbers[left]), shortened_root(&mut parents, numbers[right]));
        parents[a.max(b)] = a.min(b);
    }
    places.iter().enumerate().map(|(n, at)| (*at, places[shortened_root(&mut parents, n)])).collect()
}

/// The root; everything on the way then hangs closer to it, so that long chains cost little.
fn shortened_root(parents: &mut [usize], mut at: usize) -> usize {
    while parents[at] != at {
        parents[at] = parents[parents[at]];
        at = parents[at];
    }
    at
}
