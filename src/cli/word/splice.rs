//! Marks in the XML of a document where comments begin and end. A run is cut in two where a mark stands inside it; nothing else changes.

use std::collections::BTreeMap;

use roxmltree::{Document, Node};

/// The bytes of the words of a comment: of the first letter and behind the last one.
pub(super) type Anchor = (usize, usize);

/// What is put in at one byte, in this order.
#[derive(Debug, Default)]
struct Marks {
    ends: String,
    starts: String,
}

/// A `w:t` with the run around it.
struct Run<'x> {
    /// The bytes of the text.
    text: std::ops::Range<usize>,
    /// The bytes of the run.
    run: std::ops::Range<usize>,
    /// Whether nothing of the run stands before or behind the text.
    is_first: bool,
    is_last: bool,
    /// What closes the run, and what opens it again with the same properties.
    close: String,
    open: String,
    /// Where blanks at the ends of the text must be said to count.
    space: Option<(usize, &'static str)>,
    xml: &'x str,
}

/// The document with the marks of comments, each with its number.
pub(super) fn splice(xml: &str, anchors: &[(usize, Anchor)]) -> Result<String, String> {
    let doc = Document::parse(xml).map_err(|e| e.to_string())?;
    let runs = runs(&doc);
    let w = Prefix::of(&doc);
    let mut marks: BTreeMap<usize, (usize, Marks)> = BTreeMap::new();
    for (id, (start, end)) in anchors {
        let run_of = |byte: usize| runs.partition_point(|run| run.text.end <= byte);
        let (start_run, end_run) = (run_of(*start), run_of(end.saturating_sub(1)));
        marks.entry(*start).or_insert((start_run, Marks::default())).1.starts.push_str(&w.start(*id));
        marks.entry(*end).or_insert((end_run, Marks::default())).1.ends.push_str(&w.end(*id));
    }
    // Byte and order among what is put in there.
    let mut put: BTreeMap<(usize, usize), String> = BTreeMap::new();
    for (byte, (number, marks)) in marks {
        let run = runs.get(number).ok_or("a comment stands outside the text")?;
        let (at, what) = run.at(byte, &(marks.ends + &marks.starts));
        if let Some((at, what)) = run.space.filter(|_| at == byte) {
            put.insert((at, 0), what.to_owned());
        }
        let order = put.range((at, 0)..(at + 1, 0)).count();
        put.insert((at, order), what);
    }
    let mut out = String::with_capacity(xml.len() + put.values().map(String::len).sum::<usize>());
    let mut from = 0;
    for ((at, _), what) in &put {
        out.push_str(xml.get(from..*at).ok_or("a comment stands inside a letter")?);
        out.push_str(what);
        from = *at;
    }
    out.push_str(xml.get(from..).unwrap_or(""));
    Ok(out)
}

impl Run<'_> {
    /// Where marks for this byte go, and with what around them.
    fn at(&self, byte: usize, marks: &str) -> (usize, String) {
        if byte == self.text.start && self.is_first {
            (self.run.start, marks.to_owned())
        } else if byte == self.text.end && self.is_last {
            (self.run.end, marks.to_owned())
        } else {
            (byte, format!("{}{marks}{}", self.close, self.open))
        }
    }
}

/// Every run with text, in order.
fn runs<'x>(doc: &'x Document) -> Vec<Run<'x>> {
    let xml = doc.input_text();
    let texts = doc.descendants().filter(|node| node.is_element() && node.tag_name().name() == "t");
    texts.filter_map(|text| run(text, xml)).collect()
}

fn run<'x>(text: Node<'_, 'x>, xml: &'x str) -> Option<Run<'x>> {
    let run = text.parent().filter(|run| run.tag_name().name() == "r")?;
    let words = text.first_child()?.range();
    let properties = run.children().find(|child| child.tag_name().name() == "rPr").map(|node| node.range());
    let (run_name, text_name) = (qualified(run, xml)?, qualified(text, xml)?);
    let beside: Vec<Node> = run.children().filter(|n| n.is_element() && n.tag_name().name() != "rPr").collect();
    let keeps = text.attributes().any(|a| a.name() == "space");
    let space = (!keeps).then(|| (text.range().start + 1 + text_name.len(), " xml:space=\"preserve\""));
    let opening = |node: Node| xml.get(node.range().start..opening_end(xml, node.range().start)?);
    let text_opening = match space {
        Some((at, what)) => {
            let tag = opening(text)?;
            let (name, rest) = tag.split_at_checked(at - text.range().start)?;
            format!("{name}{what}{rest}")
        }
        None => opening(text)?.to_owned(),
    };
    let properties = properties.and_then(|range| xml.get(range)).unwrap_or("");
    Some(Run {
        is_first: beside.first() == Some(&text),
        is_last: beside.last() == Some(&text),
        close: format!("</{text_name}></{run_name}>"),
        open: format!("{}{properties}{text_opening}", opening(run)?),
        text: words,
        run: run.range(),
        space,
        xml,
    })
    .filter(|run| run.xml.get(run.text.clone()).is_some_and(|raw| !raw.contains('<')))
}

/// The name of an element with its prefix, as it is written.
fn qualified<'x>(node: Node, xml: &'x str) -> Option<&'x str> {
    let tag = xml.get(node.range().start + 1..)?;
    tag.split(|c: char| c.is_whitespace() || c == '>' || c == '/').next()
}

/// Behind the `>` of the tag that begins at `start`.
fn opening_end(xml: &str, start: usize) -> Option<usize> {
    let mut quote = None;
    for (at, c) in xml.get(start..)?.char_indices() {
        match (quote, c) {
            (None, '>') => return Some(start + at + 1),
            (None, '"' | '\'') => quote = Some(c),
            (Some(open), _) if open == c => quote = None,
            _ => {}
        }
    }
    None
}

/// How the marks are named so that they mean the same in every document.
pub(super) struct Prefix {
    declared: String,
}

impl Prefix {
    pub(super) fn of(doc: &Document) -> Self {
        let root = doc.root_element();
        let namespace = root.tag_name().namespace().unwrap_or_default();
        let is_bound = root.lookup_namespace_uri(Some("w")) == Some(namespace);
        Self { declared: if is_bound { String::new() } else { format!(" xmlns:w=\"{namespace}\"") } }
    }

    fn start(&self, id: usize) -> String {
        format!("<w:commentRangeStart{} w:id=\"{id}\"/>", self.declared)
    }

    fn end(&self, id: usize) -> String {
        let w = &self.declared;
        format!("<w:commentRangeEnd{w} w:id=\"{id}\"/><w:r{w}><w:commentReference w:id=\"{id}\"/></w:r>")
    }
}
