//! `crosscheck inputs`: what was understood of each file, from where, what of it was passed over, and what is not compared.

use std::collections::BTreeMap;

use serde_json::{Map, Value, json};

use crate::{
    cli::{args::Format, output},
    error::Result,
    inputs::{Inputs, Known, Source, id_of, language_of},
    rules::Lexicons,
    text::{self, BlockKind},
    values::Timestamp,
};

/// A source, and why it is not compared.
type Shown<'s> = (&'s Source, Option<&'s str>);

/// The key of the story of each source that has one, by the id of the source.
pub(super) type Keys<'s> = BTreeMap<&'s str, String>;

/// Prints all sources and what could not be read, with the story of each where the stories were looked for.
pub(super) fn print(inputs: &Inputs, stories: Option<&Keys>, format: Format, lexicons: &Lexicons) -> Result<()> {
    for error in &inputs.errors {
        output::complain(error);
    }
    let left_out = inputs.left_out.iter().map(|left| (&left.source, Some(left.why.as_str())));
    let mut shown: Vec<Shown> = inputs.sources.iter().map(|source| (source, None)).chain(left_out).collect();
    shown.sort_by(|a, b| a.0.id.cmp(&b.0.id));
    match format {
        Format::Text => {
            let of_story = |id: &str| {
                let told = |keys: &Keys| keys.get(id).map_or("none", String::as_str).to_owned();
                stories.map_or_else(String::new, |keys| format!("  {:<10} {}\n", "story", told(keys)))
            };
            let sources = shown.iter().map(|shown| text(shown, lexicons) + &of_story(&shown.0.id));
            let passed = inputs.passed_over.iter().map(|file| {
                let line = format!("{}\n  not read   {}\n", id_of(&file.path), file.why);
                line.replace(|c: char| c.is_control() && c != '\n', " ")
            });
            output::print(&sources.chain(passed).collect::<String>())
        }
        Format::Json => {
            let row = |shown: &Shown| {
                let mut row = row(shown, lexicons);
                row.extend(stories.map(|keys| ("story".to_owned(), json!(keys.get(shown.0.id.as_str())))));
                (shown.0.id.clone(), Value::Object(row))
            };
            let mut rows: Map<String, Value> = shown.iter().map(row).collect();
            for (file, reason, incomplete) in not_read(inputs) {
                // A file of which a part was read has its source here already, and says there what is missing.
                rows.entry(file).or_insert_with(|| json!({ "not_read": reason, "incomplete": incomplete }));
            }
            output::print(&output::harmless_json(&format!("{:#}\n", Value::Object(rows))))
        }
    }
}

/// The files of which no source came, each with the reason and whether what is shown is incomplete for it.
fn not_read(inputs: &Inputs) -> impl Iterator<Item = (String, String, bool)> {
    let failed = inputs.errors.iter().filter_map(|e| Some((id_of(e.path.as_deref()?), e.reason(), true)));
    failed.chain(inputs.passed_over.iter().map(|file| (id_of(&file.path), file.why.clone(), false)))
}

fn text((source, why): &Shown, lexicons: &Lexicons) -> String {
    let mut out = format!("{}\n", source.id.replace(char::is_control, " "));
    let mut line = |name: &str, value: String| {
        out.push_str(&format!("  {name:<10} {}\n", value.replace(char::is_control, " ")));
    };
    let from = |value: Told| match value {
        Some((value, from)) => format!("{value} (from {from})"),
        None => "unknown".to_owned(),
    };
    if let Some(why) = why {
        line("not used", (*why).to_owned());
    }
    for (name, value, is_always) in known_of(source) {
        if is_always || value.is_some() {
            line(name, from(value));
        }
    }
    if source.language.is_none() {
        line("language", language_of(source).map_or_else(|| "unknown".to_owned(), |l| format!("{l} (from the text)")));
    }
    line("posts", posts(source, lexicons).to_string());
    line("format", format!("{}, {}, {} bytes", format_of(source), source.encoding, source.bytes));
    for skipped in &source.skipped {
        line("skipped", skipped.clone());
    }
    for missing in &source.missing {
        line("missing", missing.clone());
    }
    out
}

/// A value and its origin.
type Told = Option<(String, String)>;

/// Every value that a source can have, with its origin, and whether it is told that it has none.
fn known_of(source: &Source) -> Vec<(&'static str, Told, bool)> {
    let mut rows = Vec::new();
    let mut row = |name: &'static str, value: Told, is_always: bool| rows.push((name, value, is_always));
    row("outlet", known(Some(&source.outlet)), true);
    row("published", moment(source.published.as_ref()), true);
    row("updated", moment(source.updated.as_ref()), false);
    row("timezone", known(source.timezone.as_ref()), true);
    row("headline", known(source.headline.as_ref()), false);
    row("url", known(source.url.as_ref()), false);
    row("language", known(source.language.as_ref()), false);
    row("version", known(source.version.as_ref()), false);
    row("status", known(source.status.as_ref()), false);
    row("embargo", moment(source.embargo.as_ref()), false);
    row("embargo_terms", known(source.embargo_terms.as_ref()), false);
    row("note", known(source.note.as_ref()), false);
    row("item", known(source.item.as_ref()), false);
    row("replaces", known(source.replaces.as_ref()), false);
    rows
}

fn known<T: ToString>(value: Option<&Known<T>>) -> Told {
    value.map(|k| (k.value.to_string(), k.from.clone()))
}

fn moment(value: Option<&Known<Timestamp>>) -> Told {
    value.map(|k| (k.value.with_seconds(), k.from.clone()))
}

fn format_of(source: &Source) -> String {
    match &source.dialect {
        Some(dialect) => format!("{} ({dialect})", source.format.name()),
        None => source.format.name().to_owned(),
    }
}

/// How many dated parts the text has.
fn posts(source: &Source, lexicons: &Lexicons) -> usize {
    let mut blocks = text::find_blocks(&source.text, &source.layout, lexicons);
    text::find_posts(&source.text, &mut blocks, &source.layout, lexicons).len()
}

fn row((source, why): &Shown, lexicons: &Lexicons) -> Map<String, Value> {
    let (mut row, mut origins) = (Map::new(), Map::new());
    for (name, value, _) in known_of(source) {
        let value = value.map(|(value, from)| {
            origins.insert(name.to_owned(), Value::from(from));
            Value::from(value)
        });
        row.insert(name.to_owned(), value.unwrap_or(Value::Null));
    }
    row.insert("body".into(), json!(body(source)));
    // All offsets of other outputs refer to this one.
    row.insert("text".into(), json!(source.text));
    row.insert("posts".into(), json!(posts(source, lexicons)));
    row.insert("detected_language".into(), json!(language_of(source)));
    row.insert("format".into(), json!(source.format.name()));
    row.insert("dialect".into(), json!(source.dialect));
    row.insert("encoding".into(), json!(source.encoding));
    row.insert("bytes".into(), json!(source.bytes));
    row.insert("skipped".into(), json!(source.skipped));
    row.insert("missing".into(), json!(source.missing));
    row.insert("not_compared".into(), json!(why));
    row.insert("origins".into(), Value::Object(origins));
    row
}

/// The text below the headlines that it begins with.
fn body(source: &Source) -> &str {
    let mut start = 0;
    for (span, kind) in &source.layout.blocks {
        let between = source.text.get(start..span.start).unwrap_or("x");
        if *kind != BlockKind::Headline || !between.trim().is_empty() || source.format.is_verbatim() {
            break;
        }
        start = span.end;
    }
    source.text.get(start..).unwrap_or("").trim_start_matches('\n')
}
