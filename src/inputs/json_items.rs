//! The news items of a JSON value, whatever their dialect: schema.org as JSON-LD, ninjs 1 to 3.

use std::collections::BTreeMap;

use serde_json::Value;

use crate::{
    inputs::{
        fields::{Fields, loose_time},
        markup::paragraphs,
    },
    values::Timestamp,
};

/// What was found, and in which format.
#[derive(Debug, Default)]
pub(super) struct Found {
    pub items: Vec<Item>,
    pub format: &'static str,
}

/// An article, or one update of a live blog.
#[derive(Debug, Default)]
pub(super) struct Item {
    pub headline: Option<String>,
    pub body: Vec<String>,
    pub published: Option<Timestamp>,
    pub updated: Option<Timestamp>,
    pub author: Option<String>,
    pub outlet: Option<String>,
    pub language: Option<String>,
    pub url: Option<String>,
    pub withdrawn: bool,
    /// The posts of a live blog.
    pub updates: Vec<Item>,
    /// Times that are not understood.
    pub problems: Vec<String>,
}

impl Item {
    /// Whether there is anything to read.
    pub(super) fn has_words(&self) -> bool {
        self.headline.is_some() || !self.body.is_empty()
    }

    /// What the item says of the source that it is alone.
    pub(super) fn fields(&self) -> Fields {
        Fields {
            outlet: self.outlet.clone(),
            published: self.published,
            updated: self.updated,
            timezone: None,
            url: self.url.clone(),
            headline: self.headline.clone(),
            language: self.language.clone(),
        }
    }

    fn time(&mut self, key: &str, value: Option<&Value>) -> Option<Timestamp> {
        let written = value?.as_str()?.trim();
        let read = loose_time(written);
        if read.is_none() && !written.is_empty() {
            self.problems.push(format!("`{key}` is no time that is understood: {written}"));
        }
        read
    }
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
    Found { items: nodes.iter().filter_map(|n| ninjs(n)).collect(), format: "ninjs" }
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
    let mut item = Item {
        headline: text("headline").and_then(one_line),
        body: text("articleBody").or_else(|| text("text")).map(paragraphs).unwrap_or_default(),
        author: node.get("author").and_then(name),
        outlet: node.get("publisher").and_then(name),
        language: text("inLanguage").and_then(one_line),
        url: text("url").and_then(one_line),
        ..Item::default()
    };
    item.published = item.time("datePublished", node.get("datePublished"));
    item.updated = item.time("dateModified", node.get("dateModified"));
    item
}

/// The names of a person or organisation, or of several.
fn name(value: &Value) -> Option<String> {
    match value {
        Value::String(name) => one_line(name),
        Value::Object(map) => map.get("name").and_then(name_of_string),
        Value::Array(all) => {
            let names: Vec<String> = all.iter().filter(|v| !v.is_array()).filter_map(name).collect();
            (!names.is_empty()).then(|| names.join(", "))
        }
        _ => None,
    }
}

fn name_of_string(value: &Value) -> Option<String> {
    value.as_str().and_then(one_line)
}

fn one_line(value: &str) -> Option<String> {
    let line = paragraphs(value).join(" ");
    (!line.is_empty()).then_some(line)
}

/// A ninjs item; its versions differ in the case of their keys and in what is a list.
fn ninjs(node: &Value) -> Option<Item> {
    let keys: BTreeMap<String, &Value> = node.as_object()?.iter().map(|(k, v)| (k.to_lowercase(), v)).collect();
    let text = |key: &str| keys.get(key).and_then(|v| v.as_str());
    let plain = ["body_html", "body_xhtml", "body_text"].iter().find_map(|key| text(key).filter(|b| !b.is_empty()));
    let body = keys.get("bodies").and_then(|bodies| chosen_body(bodies)).or(plain)?;
    let headlines = keys.get("headlines").and_then(|all| main_value(all));
    let outlet =
        ["infosources", "copyrightholder", "source"].iter().find_map(|key| keys.get(*key).and_then(|v| name(v)));
    let status = text("pubstatus").unwrap_or("usable").to_lowercase();
    let mut item = Item {
        headline: headlines.or_else(|| text("headline")).and_then(one_line),
        body: paragraphs(body),
        author: text("by").or_else(|| text("byline")).and_then(one_line),
        outlet,
        language: text("language").and_then(one_line),
        url: text("uri").filter(|uri| uri.starts_with("http")).and_then(one_line),
        withdrawn: status != "usable",
        ..Item::default()
    };
    let first = ["firstcreated", "contentcreated", "versioncreated"].iter().find(|key| keys.contains_key(**key));
    item.published = first.and_then(|key| item.time(key, keys.get(*key).copied()));
    item.updated = item.time("versioncreated", keys.get("versioncreated").copied());
    Some(item)
}

/// Of several bodies of one story the one with paragraphs: HTML before plain text.
fn chosen_body(bodies: &Value) -> Option<&str> {
    let all: Vec<&str> = bodies.as_array()?.iter().filter_map(|b| b.get("value")?.as_str()).collect();
    let marked = all.iter().find(|b| b.trim_start().starts_with('<'));
    marked.or_else(|| all.iter().find(|b| !b.trim().is_empty())).copied()
}

/// The value of role "main", else the first one.
fn main_value(all: &Value) -> Option<&str> {
    let all = all.as_array()?;
    let main = all.iter().find(|h| h.get("role").and_then(Value::as_str) == Some("main"));
    main.or(all.first())?.get("value")?.as_str()
}
