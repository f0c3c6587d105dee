//! Posts: the entries of a live blog, the articles that stand in one file.

use std::collections::BTreeMap;

use crate::{
    rules::Lexicons,
    text::{
        Block, BlockKind, Dating, Layout, Post, Span,
        articles::articles,
        live::{headed_posts, live_stamps},
    },
};

/// The posts of a text, at least one; they tile it. Sets `post` of each block, and takes the clock stamps of live posts out
/// of their blocks (a block that is nothing else becomes furniture). What `layout` names stands as it is.
pub fn find_posts(text: &str, blocks: &mut [Block], layout: &Layout, lexicons: &Lexicons) -> Vec<Post> {
    let starts = match given(layout) {
        starts if !starts.is_empty() => starts,
        _ => found(text, blocks, lexicons),
    };
    tile(text, blocks, starts)
}

/// Where a post begins, and what is known of it.
struct Start {
    stamp: Option<Span>,
    dating: Dating,
    author: Option<String>,
}

impl Start {
    fn new(stamp: Option<Span>, dating: Dating) -> Self {
        Self { stamp, dating, author: None }
    }
}

fn given(layout: &Layout) -> BTreeMap<usize, Start> {
    let start = |post: &crate::text::GivenPost| {
        let dating = match post.published {
            Some(at) => Dating::Given(at),
            None if post.own => Dating::Own,
            None => Dating::Source,
        };
        Start { stamp: None, dating, author: post.author.clone() }
    };
    layout.posts.iter().map(|post| (post.start, start(post))).collect()
}

fn found(text: &str, blocks: &mut [Block], lexicons: &Lexicons) -> BTreeMap<usize, Start> {
    let first = blocks.first().map_or(0, |b| b.span.start);
    let live = live_stamps(text, blocks, lexicons);
    if live.is_empty() {
        let heads = headed_posts(text, blocks, lexicons);
        if !heads.is_empty() {
            let starts = heads.into_iter().chain([first]);
            return starts.map(|at| (at, Start::new(None, Dating::Source))).collect();
        }
        let articles = articles(text, blocks, lexicons).into_iter().enumerate();
        let dating = |i| if i == 0 { Dating::Source } else { Dating::Own };
        return articles.map(|(i, a)| (a.start, Start::new(a.stamp, dating(i)))).collect();
    }
    for block in blocks.iter_mut() {
        if let Some(stamp) = live.get(&block.span.start) {
            trim(block, text, stamp.rest);
        }
    }
    let mut starts: BTreeMap<usize, Start> = live
        .into_iter()
        .map(|(at, s)| (at, Start::new(Some(s.stamp), Dating::Clock { minutes: s.minutes, day: s.day })))
        .collect();
    // What stands before the first stamp of a live blog (its headline, its summary) is a post of its own.
    starts.entry(first).or_insert_with(|| Start::new(None, Dating::Source));
    starts
}

fn trim(block: &mut Block, text: &str, rest: usize) {
    if text.get(rest..block.span.end).is_some_and(|words| words.chars().any(char::is_alphanumeric)) {
        block.span.start = rest;
    } else {
        block.kind = BlockKind::Furniture;
    }
}

/// Posts from the bytes where they start; the first one starts with the text.
fn tile(text: &str, blocks: &mut [Block], starts: BTreeMap<usize, Start>) -> Vec<Post> {
    let mut posts: Vec<Post> = Vec::new();
    for (at, Start { stamp, dating, author }) in starts {
        if let Some(before) = posts.last_mut() {
            before.span.end = at;
        }
        let start = if posts.is_empty() { 0 } else { at };
        posts.push(Post { span: Span::new(start, text.len()), stamp, dating, author });
    }
    for block in blocks {
        let next = posts.partition_point(|p| p.span.start <= block.span.start);
        block.post = next.saturating_sub(1);
    }
    posts
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{rules::files, text::find_blocks};

    /// The stamps of the posts, and the index of the post of each block.
    fn posts(text: &str) -> (Vec<String>, Vec<usize>, Vec<String>) {
        let lexicons = Lexicons::load(&files::embedded()).expect("embedded word lists");
        let mut blocks = find_blocks(text, &Layout::default(), &lexicons);
        let posts = find_posts(text, &mut blocks, &Layout::default(), &lexicons);
        assert_eq!((posts[0].span.start, posts[posts.len() - 1].span.end), (0, text.len()));
        assert!(posts.windows(2).all(|p| p[0].span.end == p[1].span.start), "posts tile the text");
        let stamps = posts.iter().map(|p| p.stamp.map_or("", |s| s.of(text)).to_owned()).collect();
        let words = blocks.iter().map(|b| b.span.of(text).to_owned()).collect();
        (stamps, blocks.iter().map(|b| b.post).collect(), words)
    }

    fn check(text: &str, stamps: &[&str], of_blocks: &[usize]) {
        let (found, of, _) = posts(text);
        assert_eq!((found.iter().map(String::as_str).collect::<Vec<_>>(), of), (stamps.to_vec(), of_blocks.to_vec()));
    }

    #[test]
    fn live_blogs() {
        check(
            "Talks live\n00:10Jane Roe\nIt is over.\n23:40\nThey go on.\n21:22 They began.\n",
            &["", "00:10", "23:40", "21:22"],
            &[0, 1, 1, 2, 2, 3],
        );
        check(
            "14.05 BST\nIt began.\n14.20 BST\nIt went on.\n15.00 BST\nIt ended.",
            &["14.05 BST", "14.20 BST", "15.00 BST"],
            &[0, 0, 1, 1, 2, 2],
        );
        check(
            "Posted at 9:30 AM\nA.\nPosted at 12:34 PM\nB.\nPosted at 1:00 PM\nC.",
            &["Posted at 9:30 AM", "Posted at 12:34 PM", "Posted at 1:00 PM"].map(|s| &s[10..]),
            &[0, 0, 1, 1, 2, 2],
        );
        let (_, _, words) = posts("21:22Jane Roe said so.\n21:30 It ended.\n21:40 All left.\n");
        assert_eq!(words, ["Jane Roe said so.", "It ended.", "All left."], "a stamp is no part of the sentence");
    }

    #[test]
    fn a_live_blog_without_stamps_is_divided_by_its_headlines() {
        check(
            "Roe arrives\nShe is here.\nKey events\nRoe leaves\nShe left.\nShe waved.\nJane Doe\nIt rains.\nTalks begin\nThey met.\n",
            &["", "", "", ""],
            &[0, 0, 0, 1, 1, 1, 2, 2, 3, 3],
        );
        check("Roe arrives\nShe is here.\nRoe leaves\nShe left.\nTalks begin\nThey met.\n", &[""], &[0; 6]);
    }

    #[test]
    fn no_live_blog() {
        check("21:22 It began.\n21:30 It ended.", &[""], &[0, 0]);
        check("10:00 A ran.\n12:00 B ran.\n11:00 C ran.\n12:30 D ran.", &[""], &[0, 0, 0, 0]);
        check("6.30pm in Oakvale was late.\n7.30pm in Riverton too.\n8.30pm in Dale was worse.", &[""], &[0, 0, 0]);
    }

    #[test]
    fn articles_in_one_file() {
        check(
            "Talks begin\n12 July 2025\nThey met.\nThey ate.\nTalks end\nPublished: 14 July 2025\nThey left.\n",
            &["12 July 2025", "Published: 14 July 2025"],
            &[0, 0, 0, 0, 1, 1, 1],
        );
        check(
            "Talks begin\nThe ministers are late.\nBy Jane Roe\n12 July 2025\nThey met.\n",
            &["12 July 2025"],
            &[0; 5],
        );
        check(
            "They met.\nThey ate.\nThey left.\nLast updated: 14 July 2025\n",
            &["Last updated: 14 July 2025"],
            &[0; 4],
        );
        check("They met.\nThey ate.\nThey left.", &[""], &[0; 3]);
        check(
            "It began.\nThey met.\nThey ate.\n1 May 2025\nA fell.\n2 May 2025\nB fell.\n3 May 2025\nC fell.",
            &[""],
            &[0; 9],
        );
    }
}
