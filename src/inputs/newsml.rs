//! NewsML-G2 (an item, or a message with several) and NewsML 1.2.

use roxmltree::Node;

use crate::inputs::{
    fields::Fields,
    markup, nitf,
    story::{Item, Part, Refusal, Story},
    written_time::loose_time,
    xml::{below, child, paragraphs, said, words},
};
use crate::values::Timestamp;

/// The story of a `newsItem` or a `newsMessage`.
pub(super) fn second(root: Node) -> Result<Story, Refusal> {
    let items: Vec<Node> = root.descendants().filter(|n| n.tag_name().name() == "newsItem").collect();
    let is_text = |n: &&Node| class(**n).is_some_and(|class| class == "text");
    let chosen = rooted(root, &items).or_else(|| items.iter().find(is_text).copied()).or(items.first().copied());
    let Some(node) = chosen else {
        return Err(Refusal::no_story("this message of NewsML-G2 holds no news item", "leave the file out"));
    };
    let class = class(node).unwrap_or_else(|| "text".to_owned());
    if class != "text" {
        let what = format!("this is an item of the class `{class}` of NewsML-G2 and no story");
        return Err(Refusal::no_story(what, "leave the file out"));
    }
    let mut item = news_item(node);
    if items.len() > 1 {
        item.skipped.push(format!("{} other items of the message", items.len() - 1));
    }
    Ok(item.story("NewsML-G2"))
}

/// The item that the package of a message names first.
fn rooted<'a, 'x>(root: Node<'a, 'x>, items: &[Node<'a, 'x>]) -> Option<Node<'a, 'x>> {
    let set = below(root, "groupSet")?;
    let name = set.attribute("root")?;
    let group = set.children().find(|g| g.attribute("id") == Some(name))?;
    let named: Vec<&str> = group.descendants().filter_map(|n| n.attribute("residref")).collect();
    named.iter().find_map(|id| {
        items
            .iter()
            .find(|item| item.attribute("guid") == Some(id) && class(**item).is_some_and(|c| c == "text"))
            .copied()
    })
}

/// The class of an item without the scheme: "text", "picture", "composite".
fn class(item: Node) -> Option<String> {
    let class = child(child(item, "itemMeta")?, "itemClass")?;
    class.attribute("qcode").map(code)
}

/// A code without its scheme.
fn code(qcode: &str) -> String {
    qcode.rsplit(':').next().unwrap_or(qcode).to_lowercase()
}

fn news_item(node: Node) -> Item {
    let item_meta = child(node, "itemMeta");
    let content_meta = child(node, "contentMeta");
    let of_item = |name: &str| item_meta.and_then(|m| said(m, name));
    let of_content = |name: &str| content_meta.and_then(|m| said(m, name));
    let content = child(node, "contentSet");
    let inner = content.and_then(|c| below(c, "nitf"));
    let mut item = inner.map(nitf::item).unwrap_or_default();
    if inner.is_none() {
        item.body = content.map(body).unwrap_or_default();
    }
    let mut problems = std::mem::take(&mut item.problems);
    let mut time = |name: &str, written: Option<String>| time(&mut problems, name, written);
    // AP no longer says when the content was made, and others say it is older than the item.
    let first = time("firstCreated", of_item("firstCreated"))
        .or_else(|| time("contentCreated", of_content("contentCreated")))
        .or_else(|| time("versionCreated", of_item("versionCreated")));
    let updated = time("versionCreated", of_item("versionCreated"));
    let embargo = time("embargoed", of_item("embargoed"));
    item.published = first.or(item.published);
    item.updated = updated.or(item.updated);
    item.problems = problems;
    item.headline = of_content("headline").or(item.headline.take());
    item.author = of_content("by").or(item.author.take());
    item.outlet = outlet(node, item_meta).or(item.outlet.take());
    item.language = content_meta
        .and_then(|m| child(m, "language")?.attribute("tag").map(str::to_owned))
        .or_else(|| node.attributes().find(|a| a.name() == "lang").map(|a| a.value().to_owned()))
        .or(item.language.take());
    let status = item_meta.and_then(|m| child(m, "pubStatus")).and_then(|s| s.attribute("qcode")).map(code);
    if of_item("edNote").is_some() {
        item.skipped.push("a note to editors, which is no part of the text".to_owned());
    }
    item.more = Fields {
        version: node.attribute("version").map(str::to_owned),
        item: node.attribute("guid").map(str::to_owned),
        status: status.or_else(|| item.more.status.take()),
        embargo: embargo.or(item.more.embargo),
        note: of_item("edNote").or_else(|| item.more.note.take()),
        ..Fields::default()
    };
    item
}

/// The name of the provider, else of who holds the copyright, else the provider's code.
fn outlet(node: Node, meta: Option<Node>) -> Option<String> {
    let provider = meta.and_then(|m| child(m, "provider"));
    let holder = child(node, "rightsInfo").and_then(|r| child(r, "copyrightHolder"));
    let name = |n: Option<Node>| n.and_then(|n| said(n, "name"));
    let code = provider.and_then(|p| p.attribute("literal").or_else(|| p.attribute("qcode")));
    name(provider).or_else(|| name(holder)).or_else(|| code.map(str::to_owned))
}

/// The body in its one form that has paragraphs.
fn body(content: Node) -> Vec<Part> {
    if let Some(xml) = child(content, "inlineXML") {
        let parts = paragraphs(xml);
        if !parts.is_empty() {
            return parts;
        }
    }
    let data = child(content, "inlineData").map(|d| d.text().unwrap_or("").to_owned()).unwrap_or_default();
    markup::paragraphs(&data).into_iter().map(Part::from).collect()
}

fn time(problems: &mut Vec<String>, name: &str, written: Option<String>) -> Option<Timestamp> {
    let written = written?;
    let read = loose_time(&written).or_else(|| nitf::basic_time(&written));
    if read.is_none() {
        problems.push(format!("`{name}` is no time that is understood: {written}"));
    }
    read
}

/// The story of a `NewsML` document of version 1.
pub(super) fn first(root: Node) -> Result<Story, Refusal> {
    let Some(node) = below(root, "NewsItem") else {
        return Err(Refusal::no_story("this NewsML holds no news item", "leave the file out"));
    };
    let management = child(node, "NewsManagement");
    let identifier = below(node, "NewsIdentifier");
    let of = |parent: Option<Node>, name: &str| parent.and_then(|p| said(p, name));
    let name_of = |element: &str| {
        let party = below(node, element).and_then(|p| child(p, "Party"))?;
        party.attribute("FormalName").map(str::to_owned)
    };
    let lines = below(node, "NewsLines");
    let content = below(node, "DataContent");
    let inner = content.and_then(|c| below(c, "nitf"));
    let mut item = inner.map(nitf::item).unwrap_or_default();
    if inner.is_none() {
        item.body = content.map(paragraphs).unwrap_or_default();
    }
    let mut problems = std::mem::take(&mut item.problems);
    item.published = time(&mut problems, "FirstCreated", of(management, "FirstCreated")).or(item.published);
    item.updated = time(&mut problems, "ThisRevisionCreated", of(management, "ThisRevisionCreated")).or(item.updated);
    item.problems = problems;
    item.headline = of(lines, "HeadLine").or(item.headline.take());
    item.author = of(lines, "ByLine").or(item.author.take());
    item.outlet = name_of("Provider").or_else(|| of(identifier, "ProviderId")).or(item.outlet.take());
    item.language =
        below(node, "Language").and_then(|l| l.attribute("FormalName")).map(str::to_lowercase).or(item.language);
    let status = management.and_then(|m| child(m, "Status")).and_then(|s| s.attribute("FormalName"));
    let advisory = below(node, "NewsLine").and_then(words);
    item.more = Fields {
        version: of(identifier, "RevisionId"),
        item: of(identifier, "NewsItemId").or_else(|| of(identifier, "PublicIdentifier")),
        status: status.map(str::to_lowercase),
        note: advisory.or(item.more.note.take()),
        ..Fields::default()
    };
    Ok(item.story("NewsML 1.2"))
}
