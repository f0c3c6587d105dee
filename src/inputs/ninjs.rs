//! Wire items in JSON: ninjs 1 to 3, dpa digitalwires, and the item of AP's Media API.

use std::collections::BTreeMap;

use serde_json::Value;

use crate::inputs::{
    json_items::{name, time},
    markup::{one_line, paragraphs},
    story::{Item, Part},
};

type Keys<'v> = BTreeMap<String, &'v Value>;

/// The item that `node` is and the name of its format. The versions of ninjs differ in the case of their keys and in what is a list.
pub(super) fn item(node: &Value) -> Option<(Item, &'static str)> {
    // AP wraps its item: {"data": {"item": {...}}}.
    let wrapped = node.pointer("/data/item");
    let node = wrapped.unwrap_or(node);
    let keys: Keys = node.as_object()?.iter().map(|(k, v)| (k.to_lowercase().replace('_', ""), v)).collect();
    let text = |key: &str| keys.get(key).and_then(|v| v.as_str());
    let body = body(&keys);
    let is_news = body.is_some() || ["headline", "headlines", "title"].iter().any(|k| keys.contains_key(*k));
    let is_wire = ["uri", "urn", "guid", "altids"].iter().any(|k| keys.contains_key(*k))
        && ["versioncreated", "pubstatus", "firstcreated"].iter().any(|k| keys.contains_key(*k));
    if !(body.is_some() || is_news && is_wire) {
        return None;
    }
    let headlines = keys.get("headlines").and_then(|all| main_value(all));
    let format = match (wrapped.is_some(), keys.contains_key("urn")) {
        (true, _) => "AP JSON",
        (_, true) => "dpa digitalwires",
        _ => "ninjs",
    };
    let mut item = Item {
        headline: headlines.or_else(|| text("headline")).or_else(|| text("title")).and_then(one_line),
        body: body.map(paragraphs).unwrap_or_default().into_iter().map(Part::from).collect(),
        author: text("by").or_else(|| text("byline")).and_then(one_line),
        outlet: outlet(&keys),
        language: text("language").and_then(one_line),
        url: text("uri").filter(|uri| uri.starts_with("http") && wrapped.is_none()).and_then(one_line),
        ..Item::default()
    };
    times(&mut item, &keys);
    versions(&mut item, &keys);
    notes(&mut item, &keys);
    Some((item, format))
}

fn outlet(keys: &Keys) -> Option<String> {
    ["infosources", "infosource", "copyrightholder", "creditline", "source"]
        .iter()
        .find_map(|key| keys.get(*key).and_then(|v| name(v)))
}

fn times(item: &mut Item, keys: &Keys) {
    let first = ["firstcreated", "contentcreated", "versioncreated"].iter().find(|key| keys.contains_key(**key));
    item.published = first.and_then(|key| time(&mut item.problems, key, keys.get(*key).copied()));
    item.updated = time(&mut item.problems, "versioncreated", keys.get("versioncreated").copied());
    let embargo = ["embargoeduntil", "embargoed"].iter().find(|key| keys.contains_key(**key));
    item.more.embargo = embargo.and_then(|key| time(&mut item.problems, key, keys.get(*key).copied()));
    item.more.embargo_terms = keys.get("embargoedtext").and_then(|v| v.as_str()).and_then(one_line);
}

fn versions(item: &mut Item, keys: &Keys) {
    let text = |key: &str| keys.get(key).and_then(|v| v.as_str());
    item.more.version = keys.get("version").and_then(|v| match v {
        Value::Number(number) => Some(number.to_string()),
        other => other.as_str().and_then(one_line),
    });
    item.more.status = text("pubstatus").map(|status| status.trim().to_lowercase()).filter(|s| !s.is_empty());
    let alternative = keys.get("altids").and_then(|ids| ids.get("itemid")).and_then(Value::as_str);
    item.more.item =
        alternative.or_else(|| text("guid")).or_else(|| text("urn")).or_else(|| text("uri")).and_then(one_line);
    item.more.replaces = text("evolvedfrom").and_then(one_line);
}

/// Notes to editors: never text, but a correction among them is worth knowing.
fn notes(item: &mut Item, keys: &Keys) {
    let own = keys.get("ednote").and_then(|v| v.as_str()).and_then(one_line);
    let listed = keys.get("ednotes").and_then(|v| v.as_array()).into_iter().flatten().filter_map(|note| {
        let role = note.get("role").and_then(Value::as_str).unwrap_or_default();
        let text = note.get("ednote").or_else(|| note.get("value")).or_else(|| note.get("text"));
        Some((role.contains("correction"), text.and_then(Value::as_str).and_then(one_line)?))
    });
    let listed: Vec<(bool, String)> = listed.collect();
    let passed = listed.len() + usize::from(own.is_some());
    if passed > 0 {
        item.skipped.push(format!("{passed} notes to editors, which are no part of the text"));
    }
    let signal = keys.get("signal").is_some_and(|s| s.to_string().contains("correction"));
    let correction = listed.into_iter().find_map(|(correction, text)| correction.then_some(text));
    item.more.note = correction.or(own);
    if item.more.note.is_none() && signal {
        item.more.note = Some("marked as a correction".to_owned());
    }
}

/// The body; of several bodies of one story the one with paragraphs: HTML before plain text.
fn body<'v>(keys: &Keys<'v>) -> Option<&'v str> {
    let all = keys.get("bodies").and_then(|bodies| bodies.as_array());
    let all: Vec<&str> = all.into_iter().flatten().filter_map(|b| b.get("value")?.as_str()).collect();
    let marked = all.iter().find(|b| b.trim_start().starts_with('<'));
    let chosen = marked.or_else(|| all.iter().find(|b| !b.trim().is_empty())).copied();
    chosen.or_else(|| {
        let plain = ["bodyhtml", "bodyxhtml", "articlehtml", "bodynitf", "bodytext"];
        plain.iter().find_map(|key| keys.get(*key).and_then(|v| v.as_str()).filter(|b| !b.trim().is_empty()))
    })
}

/// The value of role "main", else the first one.
fn main_value(all: &Value) -> Option<&str> {
    let all = all.as_array()?;
    let main = all.iter().find(|h| h.get("role").and_then(Value::as_str) == Some("main"));
    main.or(all.first())?.get("value")?.as_str()
}
