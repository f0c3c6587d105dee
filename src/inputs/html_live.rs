//! Live blogs in pages: as `LiveBlogPosting` of JSON-LD, as microdata, as a live list of AMP, or as articles that each have a time.

use chrono::{DateTime, FixedOffset};
use dom_query::{Document, NodeRef};
use serde_json::Value;

use crate::{
    inputs::{
        fields::filled,
        html_blocks::{blocks, line},
        json_items,
        story::Item,
        written_time::loose_time,
    },
    text::BlockKind,
    values::Timestamp,
};

/// The origin of what a live blog says of itself.
pub(super) const ORIGIN: &str = "live blog";
/// Fewer articles with a time are no live blog.
const FEWEST_POSTS: usize = 3;
/// Of the text of a live blog no post has more per cent.
const LARGEST_PERCENT: usize = 60;
/// An article of a list of links has less text of its own.
const SHORTEST_POST: usize = 40;

/// The live blog of a page, if it is one.
pub(super) fn read(doc: &Document, json_ld: &[Value]) -> Option<Item> {
    let said = json_ld.iter().find_map(|value| {
        let found = json_items::items(value).items;
        found.into_iter().find(|item| item.updates.iter().any(Item::has_words))
    });
    said.or_else(|| marked(doc, "[itemprop~=\"liveBlogUpdate\"]"))
        .or_else(|| marked(doc, "amp-live-list [data-sort-time], article[data-sort-time]"))
        .or_else(|| articles(doc))
}

/// The posts that `selector` names. A post that was deleted stays in the page as a tombstone.
fn marked(doc: &Document, selector: &str) -> Option<Item> {
    let found = doc.select(selector);
    let nodes = found.nodes();
    let is_gone = |n: &NodeRef| n.attr("data-tombstone").is_some_and(|v| &*v != "false");
    let gone = nodes.iter().filter(|n| is_gone(n)).count();
    let updates: Vec<Item> = nodes.iter().filter(|n| !is_gone(n)).map(post).filter(Item::has_words).collect();
    if updates.is_empty() {
        return None;
    }
    let mut blog = Item { updates, ..Item::default() };
    if gone > 0 {
        blog.skipped.push(format!("{gone} posts that were deleted"));
    }
    Some(blog)
}

/// Articles of a page that each have one time, in order, and text of their own.
fn articles(doc: &Document) -> Option<Item> {
    let found = doc.select("article");
    let timed: Vec<&NodeRef> = found.nodes().iter().filter(|n| times(n).len() == 1).collect();
    if timed.len() < FEWEST_POSTS || timed.len() != found.nodes().len() {
        return None;
    }
    let moments: Vec<DateTime<FixedOffset>> = timed.iter().filter_map(|n| times(n).first()?.instant(None)).collect();
    let whole = moments.len() == timed.len();
    let ordered = moments.is_sorted() || moments.iter().rev().is_sorted();
    let own = timed.iter().all(|n| blocks(n).iter().any(|p| p.kind.is_none() && p.text.len() >= SHORTEST_POST));
    // An article among summaries of others is far longer than they are, and their headlines are links.
    let lengths: Vec<usize> = timed.iter().map(|n| n.text().len()).collect();
    let longest = lengths.iter().max().copied().unwrap_or(0);
    let is_even = longest * 100 <= lengths.iter().sum::<usize>() * LARGEST_PERCENT;
    let linked = doc.select("article h1 a, article h2 a, article h3 a, article h4 a").nodes().len();
    if !(whole && ordered && own && is_even) || linked >= timed.len() {
        return None;
    }
    Some(Item { updates: timed.into_iter().map(post).collect(), ..Item::default() })
}

fn times(node: &NodeRef) -> Vec<Timestamp> {
    let inside = node.descendants_it().filter(|n| n.has_name("time"));
    let mut times: Vec<Timestamp> = inside.filter_map(|n| loose_time(&n.attr("datetime")?)).collect();
    times.retain(|t| t.time.is_some());
    times.dedup();
    times
}

fn post(node: &NodeRef) -> Item {
    let inside = node.descendants();
    let property = |name: &str| {
        inside.iter().find(|n| n.attr("itemprop").is_some_and(|p| p.split_whitespace().any(|word| word == name)))
    };
    let value = |name: &str| {
        let node = property(name)?;
        let written = ["content", "datetime"].iter().find_map(|key| node.attr(key).and_then(|v| filled(&v)));
        written.or_else(|| line(node))
    };
    let published = value("datePublished").and_then(|t| loose_time(&t));
    // A pinned post has a sort time that is not that of its publication, so what the post shows comes first.
    let published = published.or_else(|| times(node).first().copied()).or_else(|| sort_time(node));
    let author = value("author");
    // Stamps and names of authors are no part of what a post says.
    for stamp in &inside {
        let is_author = stamp.attr("itemprop").is_some_and(|p| &*p == "author");
        if stamp.has_name("time") || is_author {
            stamp.remove_from_parent();
        }
    }
    let mut parts = blocks(node);
    let first = parts.iter().position(|p| p.kind == Some(BlockKind::Headline)).filter(|at| *at == 0);
    let headline = first.map(|at| parts.remove(at).text);
    Item { headline, body: parts, published, author, ..Item::default() }
}

/// The time that AMP sorts a post by, which is that of its publication unless the post is pinned.
fn sort_time(node: &NodeRef) -> Option<Timestamp> {
    let is_pinned = node.attr("data-pinned").is_some() || node.attr("data-sticky").is_some_and(|v| &*v != "false");
    let seconds: i64 = node.attr("data-sort-time").filter(|_| !is_pinned)?.trim().parse().ok()?;
    // Some count milliseconds.
    let seconds = if seconds > 100_000_000_000 { seconds / 1000 } else { seconds };
    let at = DateTime::from_timestamp(seconds, 0)?.fixed_offset();
    loose_time(&at.to_rfc3339())
}
