//! Feeds: RSS and Atom. Every item is a source; what it does not say is unknown.

use roxmltree::Node;

use crate::inputs::{
    fields::Fields,
    markup,
    story::{Item, Part, Refusal, Story},
    written_time::loose_time,
    xml::{child, paragraphs, said},
};
use crate::values::Timestamp;

type Stories = Vec<Result<Story, Refusal>>;

/// The items of an RSS feed, also of version 1, where they stand beside their channel.
pub(super) fn rss(root: Node) -> Stories {
    let channel = child(root, "channel").unwrap_or(root);
    let items = root.descendants().filter(|n| n.tag_name().name() == "item");
    let stories: Stories = items.map(|node| Ok(rss_item(node, channel).story("RSS"))).collect();
    none_left(stories)
}

/// The entries of an Atom feed.
pub(super) fn atom(root: Node) -> Stories {
    let entries = root.children().filter(|n| n.tag_name().name() == "entry");
    none_left(entries.map(|node| Ok(entry(node, root).story("Atom"))).collect())
}

fn none_left(stories: Stories) -> Stories {
    if stories.is_empty() {
        return vec![Err(Refusal::no_story("the feed holds no item", "leave the file out"))];
    }
    stories
}

fn rss_item(node: Node, channel: Node) -> Item {
    let body = ["encoded", "description", "summary"].iter().find_map(|name| child(node, name).and_then(marked_text));
    let link = said(node, "link").filter(|l| l.starts_with("http"));
    let mut item = Item {
        headline: said(node, "title").and_then(|t| markup::one_line(&t)),
        body: body.unwrap_or_default(),
        author: said(node, "creator").or_else(|| said(node, "author")),
        outlet: said(node, "source").filter(|_| said(channel, "title").is_none()).or_else(|| said(channel, "title")),
        language: said(node, "language").or_else(|| said(channel, "language")),
        url: link,
        ..Item::default()
    };
    item.published = time(&mut item.problems, "pubDate", said(node, "pubDate").or_else(|| said(node, "date")));
    item.updated = time(&mut item.problems, "updated", said(node, "updated").or_else(|| said(node, "modified")));
    item.more = Fields { item: said(node, "guid"), ..Fields::default() };
    item
}

/// An Atom entry; a feed of its own says what the entry does not.
pub(super) fn entry(node: Node, feed: Node) -> Item {
    let body = ["content", "summary"].iter().find_map(|name| child(node, name).and_then(marked_text));
    let own = child(node, "source");
    let links = || node.children().filter(|n| n.tag_name().name() == "link");
    let page = links().find(|l| l.attribute("rel").is_none_or(|rel| rel == "alternate"));
    let language = |n: Node| n.attributes().find(|a| a.name() == "lang").map(|a| a.value().to_owned());
    let title = own.and_then(|s| said(s, "title")).or_else(|| said(feed, "title"));
    let content = child(node, "content");
    let mut item = Item {
        headline: said(node, "title").and_then(|t| markup::one_line(&t)),
        body: body.unwrap_or_default(),
        author: child(node, "author").and_then(|a| said(a, "name")),
        outlet: title.filter(|_| node != feed).and_then(|t| markup::one_line(&t)),
        language: content.and_then(language).or_else(|| language(node)).or_else(|| language(feed)),
        url: page.and_then(|l| l.attribute("href")).filter(|h| h.starts_with("http")).map(str::to_owned),
        ..Item::default()
    };
    let published = said(node, "published").or_else(|| said(node, "issued"));
    item.published = time(&mut item.problems, "published", published);
    item.updated = time(&mut item.problems, "updated", said(node, "updated").or_else(|| said(node, "modified")));
    item.more = Fields { item: said(node, "id"), ..Fields::default() };
    item
}

/// The paragraphs of an element whose text is HTML, or that holds XHTML.
fn marked_text(node: Node) -> Option<Vec<Part>> {
    let parts: Vec<Part> = match node.children().any(|n| n.is_element()) {
        true => paragraphs(node),
        false => {
            let text: String = node.children().filter_map(|n| n.text()).collect();
            markup::paragraphs(&text).into_iter().map(Part::from).collect()
        }
    };
    (!parts.is_empty()).then_some(parts)
}

/// A time as feeds write it; each of them has some quirk.
fn time(problems: &mut Vec<String>, name: &str, written: Option<String>) -> Option<Timestamp> {
    let written = written?;
    let read = loose_time(&written);
    if read.is_none() {
        problems.push(format!("`{name}` is no time that is understood: {written}"));
    }
    read
}
