//! Which articles of one folder tell one story: by the names, days and words that they share, each weighed by how rare it is.
//!
//! The work grows with the articles and not with their pairs: an article is laid only beside others that share several of its most telling
//! words, and beside few for each word.

mod beside;
mod join;
mod weights;
mod words;

use std::collections::BTreeMap;

use chrono::NaiveDate;

use crate::{
    parallel::in_parallel,
    rules::Lexicons,
    stories::{weights::Weighed, words::Words},
    text::Layout,
};

/// An article as far as it is asked for its story.
#[derive(Debug, Clone, Copy)]
pub struct Article<'a> {
    /// Its id; no two articles have one.
    pub id: &'a str,
    /// Its text.
    pub text: &'a str,
    /// What of the text is markup.
    pub layout: &'a Layout,
    /// The day of its publication.
    pub day: Option<NaiveDate>,
}

/// A story.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FoundStory {
    /// A name for it, of letters, digits and hyphens: the names that tell most of it. No two stories found together have one.
    pub key: String,
    /// Its articles, at least two, as indices of those that were given, in the order of their ids.
    pub articles: Vec<usize>,
}

/// What was found among articles.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct FoundStories {
    /// The stories, in the order of their first articles.
    pub stories: Vec<FoundStory>,
    /// Articles that tell what no other tells, in the order of their ids.
    pub alone: Vec<usize>,
}

/// The stories that `articles` tell. The order in which they are given changes nothing.
///
/// ```
/// use crosscheck::{rules::Rules, stories::{Article, find_stories}, text::Layout};
/// let layout = Layout::default();
/// let article = |id, text| Article { id, text, layout: &layout, day: None };
/// let articles = [
///     article("a.txt", "The ferry Solveig sank off Ostmoor on Friday, said Harbourmaster Ida Lund."),
///     article("b.txt", "The bakers of Norrholm want a new oven, and Mayor Per Dahl agreed."),
///     article("c.txt", "Ida Lund, the harbourmaster of Ostmoor, said the Solveig had sunk."),
/// ];
/// let found = find_stories(&articles, &Rules::embedded().lexicons);
/// assert_eq!((found.stories[0].articles.as_slice(), found.alone.as_slice()), (&[0, 2][..], &[1][..]));
/// ```
pub fn find_stories(articles: &[Article], lexicons: &Lexicons) -> FoundStories {
    let mut order: Vec<usize> = (0..articles.len()).collect();
    order.sort_by_key(|n| articles[*n].id);
    let read = |n: usize| Words::of(&articles[order[n]], lexicons);
    let words = in_parallel(order.len(), 8, || (), |(), n| read(n).counts());
    let weighed = Weighed::of(&words);
    drop(words);
    let days: Vec<Option<NaiveDate>> = order.iter().map(|n| articles[*n].day).collect();
    let links = beside::links(&weighed, &days);
    let mut out = FoundStories::default();
    let mut taken: BTreeMap<String, usize> = BTreeMap::new();
    for story in join::stories(&weighed, &days, links) {
        if let [only] = story.articles[..] {
            out.alone.push(order[only]);
            continue;
        }
        let key = words::key(&story.telling, story.articles.iter().map(|n| read(*n)));
        let times = taken.entry(key.clone()).and_modify(|times| *times += 1).or_insert(1);
        let key = if *times > 1 { format!("{key}-{times}") } else { key };
        out.stories.push(FoundStory { key, articles: story.articles.iter().map(|n| order[*n]).collect() });
    }
    out
}
