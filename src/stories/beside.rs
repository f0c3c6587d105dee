//! Which articles are laid side by side, and how much they share.

use chrono::NaiveDate;
use rustc_hash::FxHashMap;

use crate::{
    parallel::in_parallel,
    stories::weights::{LENGTH, Weighed, Weights, alike},
};

/// So many of an article's most telling words lead to others.
const TELLING: usize = 40;
/// Of the articles that one word leads to, each is laid beside so many that follow it.
const MOST_PARTNERS: usize = 16;
/// Articles share so many telling words before they are laid side by side.
const FEWEST_SHARED: u32 = 2;
/// What two articles share of all that they could, in per cent, from which they may tell one story.
const ALIKE_PERCENT: u64 = 12;
/// Articles that were published further apart, in days, tell two stories, or one that has moved on.
const MOST_DAYS: i64 = 7;

/// Two articles, the one with the lower number first, and how much they share.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Link {
    pub alike: u64,
    pub articles: (u32, u32),
}

/// Links between articles that may tell one story, in the order of the articles.
pub(super) fn links(weighed: &Weighed, days: &[Option<NaiveDate>]) -> Vec<Link> {
    let articles = &weighed.articles;
    let telling: Vec<Vec<u32>> = articles.iter().map(telling).collect();
    // The articles of one word stand together, those of one day beside each other.
    let mut holders: Vec<(u32, Option<NaiveDate>, u32)> = Vec::new();
    for (article, numbers) in telling.iter().enumerate() {
        holders.extend(numbers.iter().map(|number| (*number, days[article], article as u32)));
    }
    holders.sort_unstable();
    let mut places: Vec<Vec<u32>> = vec![Vec::new(); articles.len()];
    for (place, (_, _, article)) in holders.iter().enumerate() {
        places[*article as usize].push(place as u32);
    }
    let found = in_parallel(articles.len(), 16, FxHashMap::default, |shared, article| {
        shared.clear();
        for place in &places[article] {
            let (number, ..) = holders[*place as usize];
            let behind = holders[*place as usize + 1..].iter().take(MOST_PARTNERS).take_while(|h| h.0 == number);
            for (_, _, other) in behind {
                *shared.entry(*other).or_insert(0) += 1;
            }
        }
        let mut others: Vec<u32> =
            shared.iter().filter(|(_, n)| **n >= FEWEST_SHARED).map(|(other, _)| *other).collect();
        others.sort_unstable();
        let near = |other: &u32| match (days[article], days[*other as usize]) {
            (Some(a), Some(b)) => (a - b).num_days().abs() <= MOST_DAYS,
            _ => true,
        };
        let link = |other: u32| Link {
            alike: alike(&articles[article], &articles[other as usize]),
            articles: ((article as u32).min(other), (article as u32).max(other)),
        };
        let enough = |link: &Link| link.alike * 100 >= LENGTH * LENGTH * ALIKE_PERCENT;
        others.into_iter().filter(near).map(link).filter(enough).collect::<Vec<Link>>()
    });
    let mut out: Vec<Link> = found.into_iter().flatten().collect();
    out.sort_unstable_by_key(|link| link.articles);
    out.dedup();
    out
}

/// The numbers of the heaviest weights.
fn telling(weights: &Weights) -> Vec<u32> {
    let mut heaviest = weights.clone();
    heaviest.sort_unstable_by_key(|(number, weight)| (std::cmp::Reverse(*weight), *number));
    heaviest.into_iter().take(TELLING).map(|(number, _)| number).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_work_grows_with_the_articles_and_not_with_their_pairs() {
        // The worst case: all articles tell the same.
        let links_of = |count: usize| {
            let weights: Weights = (0..100).map(|number| (number, 400)).collect();
            let weighed = Weighed { articles: vec![weights; count], signs: Vec::new() };
            links(&weighed, &vec![None; count]).len()
        };
        let (once, twice) = (links_of(400), links_of(800));
        assert!((399..=400 * MOST_PARTNERS).contains(&once), "{once}");
        assert!(twice <= 2 * once + MOST_PARTNERS * MOST_PARTNERS, "{once} {twice}");
    }

    #[test]
    fn days_keep_articles_apart() {
        let weights: Weights = (0..9).map(|number| (number, 1000)).collect();
        let weighed = Weighed { articles: vec![weights; 3], signs: Vec::new() };
        let day = |text: &str| Some(text.parse().expect("a day"));
        let found = links(&weighed, &[day("2031-05-01"), day("2031-05-08"), day("2031-05-09")]);
        assert_eq!(found.iter().map(|link| link.articles).collect::<Vec<_>>(), [(0, 1), (1, 2)]);
        assert_eq!(links(&weighed, &[day("2031-05-01"), None, day("2031-05-09")]).len(), 2);
    }
}
