//! What is settled in the tree of a page before its article is looked for: notices that ask for consent and struck-out words go, unknown
//! elements inside a line of text count as its words, and paragraphs that are hidden from screen readers alone are shown.

use std::collections::BTreeSet;

use dom_query::{Document, NodeRef};

use crate::inputs::html_blocks::{ends_a_sentence, is_among, is_block, is_hidden, is_inline, line};

/// A longer one is no notice.
const LONGEST_NOTICE: usize = 2000;
/// What is shorter is an icon, a counter or a label, and rightly hidden from those who hear the page.
const SHORTEST_PARAGRAPH: usize = 40;
/// What attributes of notices that ask for consent hold. Unknown ones are told by their words, in the text stage.
const CONSENT: [&str; 3] = ["cookie", "consent", "gdpr"];
/// What attributes of boxes that lie over a page hold, the text of which is none of the article.
const OVERLAYS: [&str; 5] = ["modal", "popup", "overlay", "dialog", "menu"];
/// Words that were taken back and are shown so.
const STRUCK: &str = "del s strike";

/// Settles the tree, and says what of the page's words it took away.
pub(super) fn settle(doc: &Document) -> Vec<String> {
    without_consent(doc);
    show_paragraphs(doc);
    let (mut struck, mut unknown) = (0usize, Vec::new());
    for node in doc.root().descendants() {
        let Some(name) = node.node_name().map(|name| name.to_ascii_lowercase()) else { continue };
        if is_among(STRUCK, &name) {
            struck += usize::from(line(&node).is_some());
            node.remove_from_parent();
        } else if !is_inline(&name) && !is_block(&name) && !is_hidden(&name) && is_in_a_line(&node) {
            unknown.push(node);
        }
    }
    // The finder of the article divides at what it does not know.
    unknown.iter().for_each(|node| node.rename("span"));
    (struck > 0).then(|| format!("{struck} passages that are struck out")).into_iter().collect()
}

/// Whether an unknown element stands inside a line of text: in a paragraph, or beside bare words; and holds no block itself.
fn is_in_a_line(node: &NodeRef) -> bool {
    let Some(parent) = node.parent() else { return false };
    let name = parent.node_name().map(|name| name.to_ascii_lowercase()).unwrap_or_default();
    let beside = parent.children_it(false).any(|child| child.is_text() && !child.text().trim().is_empty());
    let inside =
        is_inline(&name) || matches!(name.as_str(), "p" | "h1" | "h2" | "h3" | "h4" | "h5" | "h6" | "figcaption");
    let holds_block =
        || node.descendants_it().any(|n| n.node_name().is_some_and(|name| is_block(&name.to_ascii_lowercase())));
    (inside || beside) && !holds_block()
}

/// Takes out what asks for consent: it stands in the middle of a short page as large as the article.
fn without_consent(doc: &Document) {
    for word in CONSENT {
        for attribute in ["class", "id"] {
            // A whole page may be inside an element that knows of cookies.
            for node in doc.select(&format!("[{attribute}*=\"{word}\"]")).nodes() {
                if !node.has_name("body") && !node.has_name("html") && node.text().len() < LONGEST_NOTICE {
                    node.remove_from_parent();
                }
            }
        }
    }
}

/// Some pages hide a paragraph from screen readers that they show to everybody else. Icons, doubled words and boxes that lie over the page stay
/// hidden.
fn show_paragraphs(doc: &Document) {
    let hidden = doc.select("[aria-hidden=\"true\"]");
    if hidden.nodes().is_empty() {
        return;
    }
    let shown: BTreeSet<String> =
        doc.select("p").nodes().iter().filter(|p| !is_under_hidden(p)).filter_map(line).collect();
    for node in hidden.nodes() {
        let own = node.has_name("p").then_some(*node);
        let inside = node.descendants_it().filter(|n| n.has_name("p"));
        let paragraphs: Vec<String> = own.into_iter().chain(inside).filter_map(|p| line(&p)).collect();
        let is_prose =
            |text: &String| text.len() >= SHORTEST_PARAGRAPH && ends_a_sentence(text) && !shown.contains(text);
        if paragraphs.iter().any(is_prose) && is_among_paragraphs(node) && !is_overlay(node) {
            node.remove_attr("aria-hidden");
        }
    }
}

fn is_under_hidden(node: &NodeRef) -> bool {
    let is_hidden = |n: &NodeRef| n.attr("aria-hidden").is_some_and(|value| &*value == "true");
    is_hidden(node) || node.ancestors_it(None).any(|n| is_hidden(&n))
}

/// Whether paragraphs that everybody sees stand beside `node`.
fn is_among_paragraphs(node: &NodeRef) -> bool {
    let Some(parent) = node.parent() else { return false };
    parent.children_it(false).any(|n| n.id != node.id && n.has_name("p") && !is_under_hidden(&n) && line(&n).is_some())
}

fn is_overlay(node: &NodeRef) -> bool {
    let holds = |key: &str| {
        let value = node.attr(key).map(|value| value.to_ascii_lowercase()).unwrap_or_default();
        OVERLAYS.iter().any(|word| value.contains(word))
    };
    node.has_attr("role") || holds("class") || holds("id")
}
