//! From links between articles to stories: the closest are joined first, and two groups only where all of the one are alike to all of the
//! other on the whole. A single article between two stories joins neither to the other.

use std::cmp::Reverse;

use chrono::NaiveDate;
use rustc_hash::FxHashMap;

use crate::stories::{
    beside::Link,
    weights::{LENGTH, Weighed},
    words::{Kind, Sign},
};

/// What the articles of two groups share on the whole of all that they could, in per cent, from which they are one story.
const ALIKE_PERCENT: u64 = 10;
/// From its first article to its last a story lasts so many days.
const MOST_DAYS: i64 = 21;
/// So many of the names that tell most of a story are told of it.
const TELLING: usize = 3;

/// Articles that tell one story, in order; one alone is a story of its own.
#[derive(Debug)]
pub(super) struct Joined {
    pub articles: Vec<usize>,
    /// What tells most of it: names, and words where it has no name. The most telling stands first.
    pub telling: Vec<Sign>,
}

/// A story while it grows.
#[derive(Debug, Default)]
struct Group {
    articles: Vec<usize>,
    /// The sums of the weights of its articles.
    weights: FxHashMap<u32, u64>,
    days: Option<(NaiveDate, NaiveDate)>,
}

/// All stories in the order of their first articles.
pub(super) fn stories(weighed: &Weighed, days: &[Option<NaiveDate>], mut links: Vec<Link>) -> Vec<Joined> {
    links.sort_unstable_by_key(|link| (Reverse(link.alike), link.articles));
    let mut groups: Vec<Group> = weighed
        .articles
        .iter()
        .zip(days)
        .enumerate()
        .map(|(article, (weights, day))| Group {
            articles: vec![article],
            weights: weights.iter().map(|(number, weight)| (*number, u64::from(*weight))).collect(),
            days: day.map(|day| (day, day)),
        })
        .collect();
    let mut group_of: Vec<usize> = (0..groups.len()).collect();
    for Link { articles: (left, right), .. } in links {
        let (a, b) = (group_of[left as usize], group_of[right as usize]);
        // The smaller one moves.
        let (into, from) = if groups[a].articles.len() >= groups[b].articles.len() { (a, b) } else { (b, a) };
        if into == from || !belong_together(&groups[into], &groups[from]) {
            continue;
        }
        let moved = std::mem::take(&mut groups[from]);
        moved.articles.iter().for_each(|article| group_of[*article] = into);
        groups[into].take(moved);
    }
    let mut out: Vec<Joined> =
        groups.into_iter().filter(|g| !g.articles.is_empty()).map(|group| group.joined(&weighed.signs)).collect();
    out.sort_by_key(|story| story.articles[0]);
    out
}

fn belong_together(a: &Group, b: &Group) -> bool {
    let lasts = joint(a.days, b.days).map_or(0, |(first, last)| (last - first).num_days());
    let (fewer, more) = if a.weights.len() <= b.weights.len() { (a, b) } else { (b, a) };
    let shared = |(number, weight): (&u32, &u64)| weight * more.weights.get(number).copied().unwrap_or(0);
    let alike: u64 = fewer.weights.iter().map(shared).sum();
    let pairs = (a.articles.len() * b.articles.len()) as u64;
    lasts <= MOST_DAYS && alike * 100 >= LENGTH * LENGTH * ALIKE_PERCENT * pairs
}

fn joint(a: Option<(NaiveDate, NaiveDate)>, b: Option<(NaiveDate, NaiveDate)>) -> Option<(NaiveDate, NaiveDate)> {
    match (a, b) {
        (Some(a), Some(b)) => Some((a.0.min(b.0), a.1.max(b.1))),
        (one, other) => one.or(other),
    }
}

impl Group {
    fn take(&mut self, other: Self) {
        self.days = joint(self.days, other.days);
        self.articles.extend(other.articles);
        other.weights.into_iter().for_each(|(number, weight)| *self.weights.entry(number).or_insert(0) += weight);
    }

    fn joined(mut self, signs: &[Sign]) -> Joined {
        self.articles.sort_unstable();
        let mut telling: Vec<(Kind, u64, Sign)> = Vec::new();
        let all = self.weights.into_iter().map(|(number, weight)| (signs[number as usize], weight));
        telling.extend(all.map(|(sign, weight)| (sign.kind(), weight, sign)).filter(|(kind, ..)| *kind != Kind::Pair));
        let names = telling.iter().any(|(kind, ..)| *kind == Kind::Name);
        telling.retain(|(kind, ..)| (*kind == Kind::Name) == names);
        telling.sort_unstable_by_key(|(_, weight, sign)| (Reverse(*weight), *sign));
        Joined { articles: self.articles, telling: telling.into_iter().take(TELLING).map(|(.., sign)| sign).collect() }
    }
}
