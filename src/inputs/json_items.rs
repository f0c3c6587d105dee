//! The news items of a JSON value, whatever their dialect: schema.org as JSON-LD, ninjs 1 to 3, dpa digitalwires, AP.

use serde_json::Value;

use crate::{
    inputs::{
        fields::zone,
        markup::{one_line, paragraphs},
        ninjs,
        story::{Item, Part},
        written_time::loose_time,
    },
    values::Timestamp,
};

/// What was found, and in which format.
#[derive(Debug, Default)]
pub(super) struct Found {
    pub items: Vec<Item>,
    pub format: &'static str,
}

/// The items of `value` in order. A live blog stands before the articles that a page has beside it.
pub(super) fn items(value: &Value) -> Found {
    let nodes = nodes(value);
    let live: Vec<Item> = nodes.iter().filter(|n| is_live(n)).map(|n| live_blog(n)).collect();
    if !live.is_empty() {
        return Found { items: live, format: "JSON-LD" };
    }
    let articles: Vec<Item> = nodes.iter().filter(|n| n.get("articleBody").is_some()).map(|n| posting(n)).collect();
    if !articles.is_empty() {
        return Found { items: articles, format: "JSON-LD" };
    }
    let mut format = "";
    let wires = nodes.iter().filter_map(|n| ninjs::item(n)).map(|(item, name)| {
        format = name;
        item
    });
    let items: Vec<Item> = wires.collect();
    if items.is_empty() {
        return Found { items: nodes.iter().filter_map(|n| own(n)).collect(), format: "crosscheck JSON" };
    }
    Found { items, format }
}

/// The value itself, or the members of the list or graph that it is.
fn nodes(value: &Value) -> Vec<&Value> {
    let list = |v: &'_ Value| v.as_array().is_some_and(|a| a.iter().any(Value::is_object));
    let inner = match value {
        Value::Object(map) => ["@graph", "items", "_items"].iter().filter_map(|k| map.get(*k)).find(|v| list(v)),
        other => Some(other),
    };
    match inner {
        Some(Value::Array(members)) => members.iter().collect(),
        _ => vec![value],
    }
}

fn is_live(node: &Value) -> bool {
    let named = |v: &Value| v.as_str().is_some_and(|name| name.ends_with("LiveBlogPosting"));
    node.get("@type").is_some_and(|kind| named(kind) || kind.as_array().is_some_and(|all| all.iter().any(named)))
}

fn live_blog(node: &Value) -> Item {
    let updates = match node.get("liveBlogUpdate") {
        Some(Value::Array(all)) => all.iter().map(posting).collect(),
        Some(one @ Value::Object(_)) => vec![posting(one)],
        _ => Vec::new(),
    };
    let mut blog = posting(node);
    if !updates.is_empty() {
        // The body of the whole is its updates again.
        blog.body.clear();
    }
    blog.updates = updates;
    blog
}

fn posting(node: &Value) -> Item {
    let text = |key: &str| node.get(key).and_then(Value::as_str);
    let body = text("articleBody").or_else(|| text("text")).map(paragraphs).unwrap_or_default();
    let mut item = Item {
        headline: text("headline").and_then(one_line),
        body: body.into_iter().map(Part::from).collect(),
        author: node.get("author").and_then(name),
        outlet: node.get("publisher").and_then(name),
        language: text("inLanguage").and_then(one_line),
        url: text("url").and_then(one_line),
        ..Item::default()
    };
    item.published = time(&mut item.problems, "datePublished", node.get("datePublished"));
    item.updated = time(&mut item.problems, "dateModified", node.get("dateModified"));
    item.more.note = text("correction").and_then(one_line);
    item
}

/// An item as crosscheck itself writes it: `text`, and what else front matter can say.
fn own(node: &Value) -> Option<Item> {
    let text = |key: &str| node.get(key).and_then(Value::as_str);
    let body = text("text").or_else(|| text("body"))?;
    let mut item = Item {
        headline: text("headline").and_then(one_line),
        body: paragraphs(body).into_iter().map(Part::from).collect(),
        outlet: text("outlet").and_then(one_line),
        language: text("language").and_then(one_line),
        url: text("url").and_then(one_line),
        ..Item::default()
    };
    item.published = time(&mut item.problems, "published", node.get("published"));
    item.updated = time(&mut item.problems, "updated", node.get("updated"));
    item.more.timezone = text("timezone").and_then(zone);
    item.more.version = text("version").and_then(one_line);
    item.more.item = text("item").and_then(one_line);
    Some(item)
}

/// The time that `value` is; one that is not understood is added to `problems`.
pub(super) fn time(problems: &mut Vec<String>, key: &str, value: Option<&Value>) -> Option<Timestamp> {
    let written = value?.as_str()?.trim();
    let read = loose_time(written);
    if read.is_none() && !written.is_empty() {
        problems.push(format!("`{key}` is no time that is understood: {written}"));
    }
    read
}

/// The names of a person or organisation, or of several.
pub(super) fn name(value: &Value) -> Option<String> {
    match value {
        Value::String(name) => one_line(name),
        Value::Object(map) => map.get("name").and_then(Value::as_str).and_then(one_line),
        Value::Array(all) => {
            let names: Vec<String> = all.iter().filter(|v| !v.is_array()).filter_map(name).collect();
            (!names.is_empty()).then(|| names.join(", "))
        }
        _ => None,
    }
}
