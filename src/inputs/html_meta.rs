//! What a page says of itself: JSON-LD (broken and wrapped ones too), microdata, `<time>`, OpenGraph and the elements of its head.

use dom_query::Document;
use serde_json::Value;

use crate::inputs::{
    fields::{Fields, filled},
    html_blocks::line,
    json_items,
    markup::{one_line, paragraphs},
    written_time::loose_time,
};

/// What was found.
#[derive(Debug, Default)]
pub(super) struct Meta {
    /// What each part says, from the weakest to the strongest.
    pub said: Vec<(Fields, &'static str)>,
    pub json_ld: Vec<Value>,
    pub headline: Option<String>,
    /// What the article is about: a teaser, or its lead.
    pub description: Option<String>,
    /// The body as JSON-LD has it.
    pub body: Option<Vec<String>>,
    /// Times that are not understood.
    pub problems: Vec<String>,
}

/// Reads the metadata of a page.
pub(super) fn read(doc: &Document) -> Meta {
    let json_ld: Vec<Value> = doc
        .select("script[type]")
        .nodes()
        .iter()
        .filter(|node| {
            node.attr("type").is_some_and(|t| t.trim().to_ascii_lowercase().starts_with("application/ld+json"))
        })
        .filter_map(|node| json(&node.text()))
        .collect();
    let said = vec![
        (head(doc), "HTML head"),
        (open_graph(doc), "OpenGraph"),
        (time_elements(doc), "HTML time"),
        (microdata(doc), "microdata"),
    ];
    let description = content(doc, &["description", "og:description", "twitter:description"]);
    let mut meta = Meta { said, description, ..Meta::default() };
    if let Some(node) = json_ld.iter().find_map(article) {
        let (fields, body) = schema(node, &mut meta.problems);
        meta.said.push((fields, "JSON-LD"));
        meta.body = body;
    }
    // The page's own name is no outlet as good as one that is given: it often is "Post: news, sport and weather".
    meta.headline = meta.said.iter().rev().find_map(|(fields, _)| fields.headline.clone());
    meta.json_ld = json_ld;
    meta
}

/// JSON as pages hold it: in a CDATA section or comment, with line ends inside strings.
fn json(text: &str) -> Option<Value> {
    let mut text = text.trim();
    for (open, close) in [("//", ""), ("<![CDATA[", "]]>"), ("<!--", "-->"), ("//", "")] {
        text = text.strip_prefix(open).unwrap_or(text).trim();
        let shorter = text.strip_suffix(close).unwrap_or(text).trim();
        text = shorter.strip_suffix("//").unwrap_or(shorter).trim();
    }
    let text = text.trim_end_matches(';');
    serde_json::from_str(text).ok().or_else(|| {
        let joined: String = text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
        serde_json::from_str(&joined).ok()
    })
}

/// The node of the article in a JSON-LD value: what has a time of publication or a body.
fn article(value: &Value) -> Option<&Value> {
    let nodes: Vec<&Value> = match value {
        Value::Array(all) => all.iter().collect(),
        Value::Object(map) => match map.get("@graph").and_then(Value::as_array) {
            Some(graph) => graph.iter().collect(),
            None => vec![value],
        },
        _ => Vec::new(),
    };
    let has = |node: &&Value, key: &str| node.get(key).is_some();
    let of_kind = |node: &&Value| {
        let kind = node.get("@type").map(Value::to_string).unwrap_or_default();
        (kind.contains("Article") || kind.contains("Posting") || kind.contains("Report")) && has(node, "headline")
    };
    let inner = nodes.iter().find_map(|n| n.get("mainEntity").filter(|m| of_kind(m)));
    nodes.iter().copied().find(of_kind).or(inner).or_else(|| {
        nodes.iter().copied().find(|n| has(n, "articleBody") || has(n, "headline") && has(n, "datePublished"))
    })
}

fn schema(node: &Value, problems: &mut Vec<String>) -> (Fields, Option<Vec<String>>) {
    let text = |key: &str| node.get(key).and_then(Value::as_str).and_then(one_line);
    let url = text("url").or_else(|| {
        let page = node.get("mainEntityOfPage")?;
        page.as_str().or_else(|| page.get("@id").and_then(Value::as_str)).and_then(one_line)
    });
    let first = node.get("datePublished").or_else(|| node.get("dateCreated"));
    let fields = Fields {
        outlet: node.get("publisher").and_then(json_items::name),
        published: json_items::time(problems, "datePublished", first),
        updated: json_items::time(problems, "dateModified", node.get("dateModified")),
        url: url.filter(|u| u.starts_with("http")),
        headline: text("headline"),
        language: text("inLanguage"),
        note: text("correction"),
        ..Fields::default()
    };
    (fields, node.get("articleBody").and_then(Value::as_str).map(paragraphs).filter(|b| !b.is_empty()))
}

/// The content of the first `<meta>` with one of the names, in their order.
fn content(doc: &Document, names: &[&str]) -> Option<String> {
    names.iter().find_map(|name| {
        let found = doc.select(&format!("meta[property=\"{name}\"], meta[name=\"{name}\"]"));
        found.nodes().iter().find_map(|node| one_line(&node.attr("content")?))
    })
}

fn open_graph(doc: &Document) -> Fields {
    let time = |names: &[&str]| content(doc, names).and_then(|written| loose_time(&written));
    Fields {
        outlet: content(doc, &["og:site_name"]),
        published: time(&["article:published_time", "og:article:published_time", "og:published_time"]),
        updated: time(&["article:modified_time", "og:article:modified_time", "og:updated_time"]),
        url: content(doc, &["og:url"]).filter(|u| u.starts_with("http")),
        headline: content(doc, &["og:title", "twitter:title"]),
        language: content(doc, &["og:locale"]).map(|l| l.replace('_', "-")),
        ..Fields::default()
    }
}

fn microdata(doc: &Document) -> Fields {
    let value = |name: &str| {
        let found = doc.select(&format!("[itemprop~=\"{name}\"]"));
        let node = *found.nodes().first()?;
        let written = ["content", "datetime"].iter().find_map(|key| node.attr(key).and_then(|v| filled(&v)));
        written.or_else(|| line(&node))
    };
    let time = |name: &str| value(name).and_then(|written| loose_time(&written));
    Fields { published: time("datePublished"), updated: time("dateModified"), ..Fields::default() }
}

/// The first time that the article shows, where it is alone: of several nobody knows which is that of publication.
fn time_elements(doc: &Document) -> Fields {
    let found = doc.select("article time[datetime], main time[datetime]");
    let marked = doc.select("time[pubdate]");
    let nodes = if marked.nodes().is_empty() { found.nodes() } else { marked.nodes() };
    let mut times: Vec<_> = nodes.iter().filter_map(|n| loose_time(&n.attr("datetime")?)).collect();
    times.dedup();
    Fields { published: times.first().copied().filter(|_| times.len() == 1), ..Fields::default() }
}

fn head(doc: &Document) -> Fields {
    let attr =
        |selector: &str, name: &str| doc.select(selector).nodes().first().and_then(|node| filled(&node.attr(name)?));
    let time = |names: &[&str]| content(doc, names).and_then(|written| loose_time(&written));
    let title = doc.select("head title").nodes().first().and_then(line);
    Fields {
        outlet: content(doc, &["application-name", "DC.publisher", "dc.publisher"]),
        published: time(&["date", "DC.date.issued", "dc.date", "parsely-pub-date", "sailthru.date"]),
        updated: time(&["last-modified", "DC.date.modified", "revised"]),
        url: attr("link[rel=canonical]", "href").filter(|u| u.starts_with("http")),
        headline: title,
        language: attr("html[lang]", "lang").or_else(|| attr("html", "xml:lang")),
        ..Fields::default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn json_is_read_however_it_is_wrapped() {
        for text in [
            "{\"a\": 1}",
            "\n//<![CDATA[\n{\"a\": 1}\n//]]>\n",
            "<![CDATA[{\"a\": 1}]]>",
            "<!-- {\"a\": 1} -->",
            "{\"a\": 1};",
            "{\"b\": \"two\nlines\", \"a\": 1}",
        ] {
            assert_eq!(json(text).and_then(|v| v.get("a").cloned()), Some(Value::from(1)), "{text}");
        }
        assert_eq!(json("{\"a\": "), None);
    }
}
