//! NITF: a story with its head, alone or inside NewsML-G2.

use chrono::{NaiveDate, NaiveTime};
use roxmltree::Node;

use crate::{
    inputs::{
        fields::Fields,
        story::{Item, Part},
        written_time::loose_time,
        xml::{below, child, paragraphs, said, words},
    },
    text::BlockKind,
    values::Timestamp,
};

/// The item of an element `nitf`.
pub(super) fn item(root: Node) -> Item {
    let head = below(root, "head");
    let docdata = below(root, "docdata");
    let attribute = |node: Option<Node>, name: &str| node.and_then(|n| n.attribute(name)).map(str::to_owned);
    let of_docdata = |element: &str, name: &str| docdata.and_then(|d| attribute(child(d, element), name));
    let body_head = below(root, "body.head");
    let mut item = Item {
        headline: body_head.and_then(headline).or_else(|| head.and_then(|h| said(h, "title"))),
        body: below(root, "body.content").map(paragraphs).unwrap_or_default(),
        author: body_head.and_then(|h| said(h, "byline")),
        language: attribute(Some(root), "baselang"),
        outlet: body_head
            .and_then(|h| child(h, "distributor"))
            .and_then(words)
            .or_else(|| of_docdata("doc-id", "regsrc")),
        ..Item::default()
    };
    if let Some(second) = body_head.and_then(|h| below(h, "hl2")).and_then(words) {
        item.body.insert(0, Part::of(second, BlockKind::Headline));
    }
    let published = of_docdata("date.issue", "norm").or_else(|| attribute(below(root, "pubdata"), "date.publication"));
    let published = published.or_else(|| attribute(body_head.and_then(|h| below(h, "story.date")), "norm"));
    item.published = time(&mut item.problems, "date.issue", published);
    item.updated = time(&mut item.problems, "revision-history", attribute(below(root, "revision-history"), "norm"));
    let release = of_docdata("date.release", "norm");
    let release = time(&mut item.problems, "date.release", release);
    let key = docdata.and_then(|d| child(d, "du-key"));
    item.more = Fields {
        status: attribute(docdata, "management-status").map(|s| s.to_lowercase()),
        // A release that is no later than the issue holds nothing back.
        embargo: release.filter(|r| item.published.is_none_or(|p| p.instant(None) < r.instant(None))),
        item: attribute(key, "key").or_else(|| of_docdata("doc-id", "id-string")),
        version: attribute(key, "version").or_else(|| attribute(key, "generation")),
        note: docdata.and_then(note),
        ..Fields::default()
    };
    item
}

fn headline(head: Node) -> Option<String> {
    let hedline = child(head, "hedline")?;
    said(hedline, "hl1").or_else(|| words(hedline))
}

/// What is said of a correction, or to editors.
fn note(docdata: Node) -> Option<String> {
    ["correction", "ed-msg"].iter().find_map(|name| {
        let node = child(docdata, name)?;
        node.attribute("info").map(str::to_owned).or_else(|| words(node))
    })
}

/// A time as ISO 8601 writes it with or without marks between. Midnight means that no time is known.
fn time(problems: &mut Vec<String>, name: &str, written: Option<String>) -> Option<Timestamp> {
    let written = written?;
    let read = loose_time(&written).or_else(|| basic_time(written.trim()));
    if read.is_none() && !written.trim().is_empty() {
        problems.push(format!("`{name}` is no time that is understood: {written}"));
    }
    let midnight = |t: &Timestamp| t.time == Some(NaiveTime::MIN) && !written.contains(':');
    read.map(|t| if midnight(&t) { Timestamp { time: None, offset: None, ..t } } else { t })
}

/// `20240506T174500+0100`, also without the zone or the time.
pub(super) fn basic_time(text: &str) -> Option<Timestamp> {
    let (date, rest) = (text.get(..8)?, text.get(8..)?);
    let date = NaiveDate::parse_from_str(date, "%Y%m%d").ok()?;
    let rest = rest.strip_prefix('T').unwrap_or(rest);
    let written = match (rest.get(..6), rest.get(6..)) {
        (Some(clock), Some(zone)) => {
            let (h, m, s) = (clock.get(..2)?, clock.get(2..4)?, clock.get(4..)?);
            let zone = match (zone.get(..3), zone.get(3..)) {
                (Some(hours), Some(minutes)) if minutes.len() == 2 => format!("{hours}:{minutes}"),
                _ => zone.to_owned(),
            };
            format!("{date}T{h}:{m}:{s}{zone}")
        }
        _ if rest.is_empty() => date.to_string(),
        _ => return None,
    };
    loose_time(&written)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn basic_times_are_read_and_midnight_is_no_time() {
        for (written, read) in [
            ("20240506T174500+0100", Some("2024-05-06T17:45+01:00")),
            ("20240506T174500Z", Some("2024-05-06T17:45+00:00")),
            ("20240506T090004", Some("2024-05-06T09:00")),
            ("2024-05-06T17:45:00+01:00", Some("2024-05-06T17:45+01:00")),
            ("20240506T000000-0500", Some("2024-05-06")),
            ("20240506", Some("2024-05-06")),
            ("soon", None),
            ("2024é506", None),
        ] {
            let mut problems = Vec::new();
            let read_time = time(&mut problems, "date", Some(written.to_owned()));
            assert_eq!(read_time.map(|t| t.to_string()).as_deref(), read, "{written}");
            assert_eq!(problems.is_empty(), read.is_some());
        }
    }
}
