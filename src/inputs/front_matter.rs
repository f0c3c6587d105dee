//! Front matter: what a text file says of itself at its top, as YAML between `---`, TOML between `+++`, or header lines.

use std::collections::BTreeMap;

use crate::{
    inputs::{
        fields::{self, Fields, Problem},
        written_time::loose_time,
    },
    rules::files::line_of,
};

/// A metadata block at the top of a file.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct FrontMatter {
    /// First byte after it.
    pub end: usize,
    /// What it says.
    pub fields: Fields,
    /// What in it is not understood.
    pub problems: Vec<Problem>,
}

/// A block that has not ended after so many lines is no front matter.
const MAX_LINES: usize = 200;
/// No key is longer.
const MAX_KEY: usize = 40;

struct Line<'t> {
    number: usize,
    start: usize,
    end: usize,
    text: &'t str,
}

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Field {
    Outlet,
    Published,
    Updated,
    Timezone,
    Url,
    Headline,
    Author,
    Language,
}

/// The values found, each with the rank of its key: `outlet` wins over `sitename`, wherever it stands.
#[derive(Default)]
struct Found(BTreeMap<Field, (u8, usize, String)>);

/// Reads the front matter that begins at byte `start` of `text` (after a byte order mark), if there is any.
pub(super) fn read(text: &str, start: usize) -> Option<FrontMatter> {
    let lines: Vec<Line> = lines(text, start).skip_while(|l| l.text.trim().is_empty()).take(MAX_LINES).collect();
    match lines.first()?.text.trim_end() {
        "---" => yaml(&lines),
        "+++" => toml(text, &lines),
        _ => header(&lines),
    }
}

fn lines(text: &str, start: usize) -> impl Iterator<Item = Line<'_>> {
    let mut at = start;
    text.get(start..).unwrap_or("").split_inclusive('\n').enumerate().map(move |(index, line)| {
        let start = at;
        at += line.len();
        Line { number: index + 1, start, end: at, text: line.trim_end_matches(['\n', '\r']) }
    })
}

/// A flat subset of YAML. Lists and nested values, which say nothing of interest here, are passed over; a line that is
/// neither makes the whole block text, because a rule of hyphens also opens many plain texts.
fn yaml(lines: &[Line]) -> Option<FrontMatter> {
    let close = lines.iter().skip(1).position(|l| matches!(l.text.trim_end(), "---" | "..."))? + 1;
    let mut found = Found::default();
    let (mut keys, mut all_lower, mut known) = (0, true, false);
    for line in lines.get(1..close)? {
        let text = line.text;
        if text.trim().is_empty() || text.starts_with(['#', ' ', '\t']) || text.starts_with("- ") {
            continue;
        }
        let (key, value) = key_value(text)?;
        keys += 1;
        all_lower &= !key.contains(|c: char| c.is_ascii_uppercase());
        known |= found.add(key, scalar(value), line.number);
    }
    if keys == 0 || !(known || all_lower) {
        return None;
    }
    Some(found.finish(lines.get(close)?.end))
}

fn key_value(line: &str) -> Option<(&str, &str)> {
    let (key, value) = line.split_once(':')?;
    let is_key = key.len() <= MAX_KEY
        && key.starts_with(|c: char| c.is_ascii_alphabetic())
        && key.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'_' | b'-' | b'.'));
    (is_key && (value.is_empty() || value.starts_with([' ', '\t']))).then_some((key, value.trim()))
}

/// A YAML scalar without its quotes or its comment; block scalars and flow lists are no single value.
fn scalar(value: &str) -> &str {
    for mark in ['"', '\''] {
        if let Some(rest) = value.strip_prefix(mark) {
            return rest.find(mark).and_then(|end| rest.get(..end)).unwrap_or(rest);
        }
    }
    if value.starts_with(['|', '>', '[', '{', '&', '*', '#']) {
        return "";
    }
    value.find(" #").and_then(|end| value.get(..end)).unwrap_or(value).trim_end()
}

fn toml(text: &str, lines: &[Line]) -> Option<FrontMatter> {
    let close = lines.iter().skip(1).position(|l| l.text.trim_end() == "+++")? + 1;
    let (open, end) = (lines.first()?, lines.get(close)?);
    let inside = text.get(open.end..end.start)?;
    let table: toml::Table = match toml::from_str(inside) {
        Ok(table) => table,
        Err(error) => {
            // Two lines of plus signs around prose are decoration.
            let looks_meant = lines.get(1..close)?.iter().any(|l| l.text.contains(" = "));
            let line = open.number + error.span().map_or(1, |s| line_of(inside, s.start));
            let what = format!("the front matter is not valid TOML: {}", error.message().replace('\n', ", "));
            let problem = Problem { line, what, remedy: "correct it, or use `key: value` lines between `---`" };
            return looks_meant.then(|| FrontMatter { end: end.end, problems: vec![problem], ..Default::default() });
        }
    };
    let mut found = Found::default();
    for (key, value) in &table {
        let line =
            lines.iter().find(|l| l.text.trim_start().starts_with(key.as_str())).map_or(open.number, |l| l.number);
        match value {
            toml::Value::String(value) => found.add(key, value, line),
            toml::Value::Datetime(value) => found.add(key, &value.to_string(), line),
            _ => false,
        };
    }
    Some(found.finish(end.end))
}

/// `Key: value` lines up to an empty line, if every key is known; else they are text ("Ankara: the talks begin").
fn header(lines: &[Line]) -> Option<FrontMatter> {
    let mut found = Found::default();
    for line in lines {
        if line.text.trim().is_empty() {
            let out = found.finish(line.end);
            // "Updated: 10 minutes ago" alone is a stamp of the page, which the text stage reads.
            return (out.problems.is_empty() || out.fields != Fields::default()).then_some(out);
        }
        let (key, value) = key_value(line.text)?;
        if !found.add(key, value, line.number) {
            return None;
        }
    }
    None
}

/// The field that a key names, and the key's rank among the keys of that field.
fn field(key: &str) -> Option<(Field, u8)> {
    Some(match key.to_ascii_lowercase().as_str() {
        "outlet" => (Field::Outlet, 0),
        "source" => (Field::Outlet, 1),
        "sitename" => (Field::Outlet, 2),
        "published" => (Field::Published, 0),
        "date" => (Field::Published, 1),
        "updated" => (Field::Updated, 0),
        "timezone" => (Field::Timezone, 0),
        "url" => (Field::Url, 0),
        "headline" => (Field::Headline, 0),
        "title" => (Field::Headline, 1),
        "author" => (Field::Author, 0),
        "language" => (Field::Language, 0),
        _ => return None,
    })
}

impl Found {
    /// Adds a value; says whether the key is known.
    fn add(&mut self, key: &str, value: &str, line: usize) -> bool {
        let Some((mut field, mut rank)) = field(key) else { return false };
        if field == Field::Outlet && (value.starts_with("https://") || value.starts_with("http://")) {
            // Web clippers write the address under `source`.
            (field, rank) = (Field::Url, 1);
        }
        if let Some(value) = fields::filled(value) {
            let old = self.0.get(&field).map_or(u8::MAX, |(rank, ..)| *rank);
            if rank < old {
                self.0.insert(field, (rank, line, value));
            }
        }
        true
    }

    fn finish(self, end: usize) -> FrontMatter {
        let mut out = FrontMatter { end, ..FrontMatter::default() };
        for (field, (_, line, value)) in self.0 {
            let to = &mut out.fields;
            let understood = match field {
                Field::Outlet => set(&mut to.outlet, Some(value.clone())),
                Field::Url => set(&mut to.url, Some(value.clone())),
                Field::Headline => set(&mut to.headline, Some(value.clone())),
                Field::Language => set(&mut to.language, Some(value.clone())),
                Field::Published => set(&mut to.published, loose_time(&value)),
                Field::Updated => set(&mut to.updated, loose_time(&value)),
                Field::Timezone => set(&mut to.timezone, fields::zone(&value)),
                Field::Author => true,
            };
            if !understood {
                let (kind, remedy) = match field {
                    Field::Timezone => ("time zone", fields::ZONE_REMEDY),
                    _ => ("time", fields::TIME_REMEDY),
                };
                out.problems.push(Problem {
                    line,
                    what: format!("`{value}` in the front matter is no {kind}"),
                    remedy,
                });
            }
        }
        out
    }
}

fn set<T>(to: &mut Option<T>, value: Option<T>) -> bool {
    *to = value;
    to.is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn summary(text: &str) -> Option<String> {
        let read = read(text, 0)?;
        let f = &read.fields;
        let time = |t: &Option<crate::values::Timestamp>| t.map(|t| t.to_string());
        let all = [f.outlet.clone(), time(&f.published), time(&f.updated), f.timezone.map(|z| z.to_string())];
        let more = [f.url.clone(), f.headline.clone(), f.language.clone()];
        let values: Vec<String> = all.into_iter().chain(more).map(|v| v.unwrap_or_default()).collect();
        Some(format!("{} > {}", values.join("|"), text.get(read.end..).unwrap_or("OUT OF BOUNDS")))
    }

    #[test]
    fn the_three_forms_are_read() {
        for (text, expected) in [
            (
                "---\noutlet: The Herald # ours\npublished: 2025-05-16T13:00+01:00\ntimezone: 'Europe/London'\ntags:\n  - x\n---\nText.",
                "The Herald|2025-05-16T13:00+01:00||Europe/London||| > Text.",
            ),
            ("---\r\ntitle: \"A: b\"\r\nlanguage: en-GB\r\n...\r\nText.", "|||||A: b|en-GB > Text."),
            (
                "+++\noutlet = \"The Herald\"\ndate = 2025-05-16\nextra = [1]\n+++\nText.",
                "The Herald|2025-05-16||||| > Text.",
            ),
            (
                "\nOUTLET: The Herald\nAuthor: Jane Roe\nUpdated: 2025-05-17\nURL: https://example.org/a\n\nText.",
                "The Herald||2025-05-17||https://example.org/a|| > Text.",
            ),
        ] {
            assert_eq!(summary(text).as_deref(), Some(expected), "{text}");
        }
    }

    #[test]
    fn what_only_looks_like_front_matter_is_text() {
        for text in [
            "---\nThe talks began.\n---\nMore.",
            "---\nAnkara: the talks begin\n---\nMore.",
            "---\noutlet: never closed\n\nText.",
            "+++\nThe talks began.\n+++\nMore.",
            "Ankara: the talks begin\n\nText.",
            "Outlet: The Herald\nThe talks began.\n\nText.",
            "Outlet: no empty line after it",
            "Updated: 10 minutes ago\n\nText.",
            "",
            "---",
        ] {
            assert_eq!(summary(text), None, "{text}");
        }
    }

    #[test]
    fn the_more_exact_key_wins_wherever_it_stands() {
        let text = "---\nsitename: b.example\nsource: https://example.org/a\noutlet: The Herald\ndate: 2025-05-15\npublished: 2025-05-16\n---\n";
        assert_eq!(summary(text).as_deref(), Some("The Herald|2025-05-16|||https://example.org/a|| > "));
    }

    #[test]
    fn a_value_that_is_not_understood_is_a_problem_with_its_line() {
        let read = |text| read(text, 0).expect("front matter").problems;
        let yaml = read("---\noutlet: X\npublished: yesterday\ntimezone: BST\n---\n");
        assert_eq!(yaml.iter().map(|p| p.line).collect::<Vec<_>>(), [3, 4]);
        assert_eq!(yaml[0].what, "`yesterday` in the front matter is no time");
        assert_eq!(read("+++\noutlet = \"X\"\nurl = broken\n+++\n")[0].line, 3);
        assert_eq!(read("+++\noutlet = \"X\"\ndate = \"soon\"\n+++\n")[0].line, 3);
    }
}
