//! `crosscheck inputs`: what was understood of each file, and from where.

use serde_json::{Map, Value, json};

use crate::{
    cli::{args::Format, output},
    error::Result,
    inputs::{Inputs, Known, Source},
};

/// Prints all sources and what could not be read.
pub(super) fn print(inputs: &Inputs, format: Format) -> Result<()> {
    for error in &inputs.errors {
        output::complain(error);
    }
    match format {
        Format::Text => output::print(&inputs.sources.iter().map(text).collect::<String>()),
        Format::Json => {
            let rows: Map<String, Value> = inputs.sources.iter().map(|s| (s.id.clone(), row(s))).collect();
            output::print(&output::harmless_json(&format!("{:#}\n", Value::Object(rows))))
        }
    }
}

fn text(source: &Source) -> String {
    let mut out = format!("{}\n", source.id.replace(char::is_control, " "));
    let mut line = |name: &str, value: Option<(String, String)>| {
        let said = match value {
            Some((value, from)) => format!("{} (from {from})", value.replace(char::is_control, " ")),
            None => "unknown".to_owned(),
        };
        out.push_str(&format!("  {name:<10} {said}\n"));
    };
    line("outlet", known(Some(&source.outlet)));
    line("published", known(source.published.as_ref()));
    if source.updated.is_some() {
        line("updated", known(source.updated.as_ref()));
    }
    line("zone", known(source.timezone.as_ref()));
    if source.headline.is_some() {
        line("headline", known(source.headline.as_ref()));
    }
    out.push_str(&format!(
        "  {:<10} {}, {}, {} bytes\n",
        "format",
        source.format.name(),
        source.encoding,
        source.bytes
    ));
    out
}

fn known<T: ToString>(value: Option<&Known<T>>) -> Option<(String, String)> {
    value.map(|k| (k.value.to_string(), k.from.clone()))
}

fn row(source: &Source) -> Value {
    let mut origins = Map::new();
    let mut value = |name: &str, value: Option<(String, String)>| match value {
        Some((value, from)) => {
            origins.insert(name.to_owned(), Value::from(from));
            Value::from(value)
        }
        None => Value::Null,
    };
    let mut row = Map::new();
    row.insert("outlet".into(), value("outlet", known(Some(&source.outlet))));
    row.insert("published".into(), value("published", known(source.published.as_ref())));
    row.insert("updated".into(), value("updated", known(source.updated.as_ref())));
    row.insert("timezone".into(), value("timezone", known(source.timezone.as_ref())));
    row.insert("headline".into(), value("headline", known(source.headline.as_ref())));
    row.insert("url".into(), value("url", known(source.url.as_ref())));
    row.insert("language".into(), value("language", known(source.language.as_ref())));
    row.insert("body".into(), json!(source.text));
    row.insert("status".into(), Value::Null);
    row.insert("embargo".into(), Value::Null);
    row.insert("format".into(), json!(source.format.name()));
    row.insert("encoding".into(), json!(source.encoding));
    row.insert("origins".into(), Value::Object(origins));
    Value::Object(row)
}
