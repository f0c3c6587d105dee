//! From the tree of an article's HTML to its paragraphs: blocks are never glued together, captions are marked, and links that are no
//! part of a sentence (related stories, buttons to share) are left out.

use std::collections::BTreeSet;

use dom_query::{Document, NodeRef};

use crate::{
    inputs::{markup::visible, story::Part},
    text::BlockKind,
};

/// Of the characters of a block that is a list of links so many per cent are links.
const LINK_PERCENT: usize = 80;
/// Words of a heading in bold at most, and of what must follow it at least.
const LONGEST_HEADING: usize = 12;
const FEWEST_OF_SENTENCE: usize = 3;
/// No headline or caption is longer.
const LONGEST_LABEL: usize = 1000;
/// What is called a caption and is longer holds one, or is none.
const LONGEST_CAPTION: usize = 300;

/// The blocks below `root`, in order.
pub(super) fn blocks(root: &NodeRef) -> Vec<Part> {
    let mut reading = Reading::default();
    reading.node(root, Place::default());
    reading.end(Place::default());
    reading.parts
}

/// The words of a node on one line.
pub(super) fn line(node: &NodeRef) -> Option<String> {
    let text = node.text();
    let text = visible(&text);
    let words: Vec<&str> =
        text.split(|c: char| c.is_whitespace() || c.is_control()).filter(|w| !w.is_empty()).collect();
    (!words.is_empty()).then(|| words.join(" "))
}

/// The headline that the page shows, if there is one alone.
pub(super) fn headline(doc: &Document) -> Option<String> {
    let all: Vec<String> = doc.select("h1").nodes().iter().filter_map(line).collect();
    match all.as_slice() {
        [only] if only.len() <= LONGEST_LABEL => Some(only.clone()),
        _ => None,
    }
}

/// What is around a node.
#[derive(Debug, Clone, Copy, Default)]
struct Place {
    kind: Option<BlockKind>,
    in_link: bool,
}

#[derive(Default)]
struct Reading {
    parts: Vec<Part>,
    captions: BTreeSet<String>,
    /// The open block.
    open: String,
    /// How many of its characters are links.
    linked: usize,
}

impl Reading {
    fn node(&mut self, node: &NodeRef, place: Place) {
        if node.is_text() {
            return self.words(&visible(&node.text()), place);
        }
        let name = node.node_name().map(|n| n.to_ascii_lowercase()).unwrap_or_default();
        if is_hidden(&name) || node.attr("hidden").is_some() || node.attr("aria-hidden").is_some_and(|v| &*v == "true")
        {
            return;
        }
        let inside = match name.as_str() {
            "figure" | "figcaption" => Place { kind: Some(BlockKind::Caption), ..place },
            _ if is_caption(node) => Place { kind: Some(BlockKind::Caption), ..place },
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => {
                Place { kind: place.kind.or(Some(BlockKind::Headline)), ..place }
            }
            "a" => Place { in_link: true, ..place },
            _ => place,
        };
        // The cells of a row stand on one line.
        let is_cell = matches!(name.as_str(), "td" | "th");
        let begins = matches!(name.as_str(), "b" | "strong") && self.open.trim().is_empty() && heads(node);
        let inside = if begins { Place { kind: inside.kind.or(Some(BlockKind::Headline)), ..inside } } else { inside };
        let divides = !is_inline(&name) && !is_cell || begins || inside.kind != place.kind;
        if divides {
            self.end(place);
        }
        for child in node.children_it(false) {
            self.node(&child, inside);
        }
        if divides {
            self.end(inside);
        } else if is_cell && !self.open.is_empty() {
            self.open.push(' ');
        }
    }

    fn words(&mut self, text: &str, place: Place) {
        for word in text.split_inclusive(|c: char| c.is_whitespace() || c.is_control()) {
            let bare = word.trim_matches(|c: char| c.is_whitespace() || c.is_control());
            self.open.push_str(bare);
            if place.in_link {
                self.linked += bare.len();
            }
            if bare.len() < word.len() && !self.open.ends_with(' ') && !self.open.is_empty() {
                self.open.push(' ');
            }
        }
    }

    /// Ends the open block.
    fn end(&mut self, place: Place) {
        let text = std::mem::take(&mut self.open);
        let linked = std::mem::take(&mut self.linked);
        let text = text.trim();
        if text.is_empty() {
            return;
        }
        let letters = text.chars().filter(|c| !c.is_whitespace()).map(char::len_utf8).sum::<usize>();
        if linked * 100 >= letters * LINK_PERCENT && !ends_a_sentence(text) {
            return;
        }
        let kind = place.kind.filter(|_| text.len() <= LONGEST_LABEL);
        // Two pictures may have one caption.
        if kind == Some(BlockKind::Caption) && !self.captions.insert(text.to_owned()) {
            return;
        }
        self.parts.push(Part { text: text.to_owned(), kind });
    }
}

/// Whether an element is called a caption.
fn is_caption(node: &NodeRef) -> bool {
    let class = node.attr("class").map(|class| class.to_ascii_lowercase()).unwrap_or_default();
    class.contains("caption") && {
        let words = |name: &str| name.trim_end_matches("-text").trim_end_matches("__text").ends_with("caption");
        class.split_ascii_whitespace().any(words) && node.text().trim().len() <= LONGEST_CAPTION
    }
}

/// Whether the bold words that begin a block are a heading of their own: no name and no mark at their end, and what follows is a sentence.
fn heads(node: &NodeRef) -> bool {
    let Some(words) = line(node) else { return false };
    let last = words.split(' ').next_back().unwrap_or_default();
    let ends = last.ends_with('?') || last.chars().all(char::is_lowercase);
    let next = node.next_sibling().filter(|next| next.is_text()).map(|next| next.text().trim_start().to_owned());
    let sentence = next.is_some_and(|next| {
        next.starts_with(|c: char| c.is_uppercase() || matches!(c, '“' | '"')) && count(&next) >= FEWEST_OF_SENTENCE
    });
    ends && sentence && (2..=LONGEST_HEADING).contains(&count(&words))
}

fn count(text: &str) -> usize {
    text.split_whitespace().count()
}

/// Elements that hold no words of the article.
const HIDDEN: &str = "script style noscript template svg math iframe object head nav footer form button select textarea output dialog \
                      audio video canvas";
/// Elements inside a line of text. Unknown ones divide, unless they stand inside a line: two words glued together are worse than a paragraph in
/// two.
const INLINE: &str = "a abbr acronym b bdi bdo big cite code data del dfn em font i img ins kbd label mark nobr q rb ruby s samp small span strike \
                      strong sub sup time tt u var wbr picture source amp-img";
/// Elements that begin a line of their own.
const BLOCKS: &str = "html head body main article section header aside address div center p h1 h2 h3 h4 h5 h6 hgroup hr br blockquote pre listing ul ol \
                      menu dir li dl dt dd details summary figure figcaption fieldset legend table caption colgroup col thead tbody tfoot tr \
                      td th search frameset frame marquee";

pub(super) fn is_hidden(name: &str) -> bool {
    is_among(HIDDEN, name)
}

pub(super) fn is_inline(name: &str) -> bool {
    is_among(INLINE, name)
}

pub(super) fn is_block(name: &str) -> bool {
    is_among(BLOCKS, name)
}

/// Whether a text ends as a sentence does.
pub(super) fn ends_a_sentence(text: &str) -> bool {
    text.trim_end().ends_with(['.', '!', '?', '”', '"'])
}

/// Whether `name` is one of the names with blanks between them.
pub(super) fn is_among(names: &str, name: &str) -> bool {
    names.split_ascii_whitespace().any(|n| n == name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blocks_are_not_glued_and_captions_are_marked() {
        let html = "<div><h2>Votes</h2><p>The <b>vote</b> was\n 17 to&nbsp;12.</p><p>All left.<br>It rained.</p>\
                    <figure><img><figcaption>The hall in Dale</figcaption></figure><ul><li><a href=x>Read more news</a></li>\
                    <li><a href=y>The mayor</a> spoke first</li></ul><script>x()</script>tail<div>end</div><table><tr><td>Roe</td><td>17</td></tr></table></div>";
        let parts = blocks(&Document::from(html).root());
        let shown: Vec<(&str, Option<BlockKind>)> = parts.iter().map(|p| (p.text.as_str(), p.kind)).collect();
        assert_eq!(
            shown,
            [
                ("Votes", Some(BlockKind::Headline)),
                ("The vote was 17 to 12.", None),
                ("All left.", None),
                ("It rained.", None),
                ("The hall in Dale", Some(BlockKind::Caption)),
                ("The mayor spoke first", None),
                ("tail", None),
                ("end", None),
                ("Roe 17", None),
            ]
        );
    }
}
