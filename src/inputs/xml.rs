//! Wire items and feeds in XML: which format it is, by the name of its root; names count without their namespace, which some leave out.

use roxmltree::{Document, Node, ParsingOptions};

use crate::{
    inputs::{
        Limits,
        decode::{self, Decoded},
        feeds,
        formats::Reading,
        newsml, nitf,
        story::{Part, Refusal, Story},
    },
    text::BlockKind,
};

/// The stack for reading XML: enough for the deepest nesting that is allowed.
const STACK_BYTES: usize = 64 << 20;
/// The XML declaration stands in the first bytes.
const DECLARATION_WITHIN: usize = 200;

const SAVE_AGAIN: &str = "save the file again, or its text as .txt";

/// Reads a wire item, a message with several, or a feed.
pub(super) fn read(bytes: &[u8], limits: &Limits) -> Result<Reading, Refusal> {
    let Decoded { text, encoding, mark } = decode::decode_as(bytes, declared(bytes).as_deref())?;
    let limits = *limits;
    let thread = std::thread::Builder::new().stack_size(STACK_BYTES);
    let reading = thread.spawn(move || document(text.get(mark..).unwrap_or(""), &limits));
    let (stories, numbered) = reading
        .ok()
        .and_then(|thread| thread.join().ok())
        .unwrap_or_else(|| Err(Refusal::new("this XML cannot be taken apart", SAVE_AGAIN)))?;
    Ok(Reading { stories, encoding, numbered })
}

type Stories = (Vec<Result<Story, Refusal>>, bool);

fn document(text: &str, limits: &Limits) -> Result<Stories, Refusal> {
    let doc = parse(text, limits)?;
    let root = doc.root_element();
    let one = |story| (vec![story], false);
    match root.tag_name().name() {
        "newsItem" | "newsMessage" => Ok(one(newsml::second(root))),
        "NewsML" => Ok(one(newsml::first(root))),
        "nitf" => Ok(one(Ok(nitf::item(root).story("NITF")))),
        "rss" | "RDF" => Ok((feeds::rss(root), true)),
        "feed" => Ok((feeds::atom(root), true)),
        "entry" => Ok(one(Ok(feeds::entry(root, root).story("Atom")))),
        "html" => Err(Refusal::new("this is a page and no wire item", "give the file the ending .html")),
        "knowledgeItem" | "conceptItem" | "planningItem" | "packageItem" | "catalogItem" => {
            let what =
                format!("this is a `{}` of NewsML-G2 (data, a plan or a list) and no story", root.tag_name().name());
            Err(Refusal::no_story(what, "leave the file out"))
        }
        other => Err(Refusal::no_story(
            format!("this XML is no format of news that is read: its root is `{other}`"),
            "give NewsML-G2, NewsML 1.2, NITF, RSS or Atom, or save the text as .txt",
        )),
    }
}

/// Parses XML. Entities that stand for more and more of each other are refused by the parser.
pub(super) fn parse<'x>(text: &'x str, limits: &Limits) -> Result<Document<'x>, Refusal> {
    let nodes = u32::try_from(limits.elements).unwrap_or(u32::MAX);
    let options = ParsingOptions { allow_dtd: true, nodes_limit: nodes, ..ParsingOptions::default() };
    if depth(text) > limits.nesting {
        let what = format!("its elements are nested more than {} deep, which no news is", limits.nesting);
        return Err(Refusal::new(what, SAVE_AGAIN));
    }
    Document::parse_with_options(text, options).map_err(|error| {
        let line = usize::try_from(error.pos().row).ok().filter(|row| *row > 0);
        Refusal { line, ..Refusal::new(format!("this is no whole XML: {error}"), SAVE_AGAIN) }
    })
}

/// How deep elements are nested, at least roughly: the parser calls itself for each.
fn depth(text: &str) -> usize {
    let (mut depth, mut deepest) = (0usize, 0usize);
    for piece in text.split('<').skip(1) {
        if piece.starts_with('/') {
            depth = depth.saturating_sub(1);
        } else if piece.starts_with(|c: char| c.is_alphabetic() || c == '_') {
            let closed = piece.split('>').next().is_some_and(|tag| tag.ends_with('/'));
            depth += usize::from(!closed);
            deepest = deepest.max(depth);
        }
    }
    deepest
}

/// The encoding that the XML declaration names.
fn declared(bytes: &[u8]) -> Option<String> {
    let head = String::from_utf8_lossy(bytes.get(..DECLARATION_WITHIN).unwrap_or(bytes)).into_owned();
    let declaration = head.split("?>").next().filter(|d| d.contains("<?xml"))?;
    let (_, after) = declaration.split_once("encoding")?;
    after.split(['"', '\'']).nth(1).map(str::to_owned)
}

/// The first element below `node` with this name.
pub(super) fn below<'a, 'x>(node: Node<'a, 'x>, name: &str) -> Option<Node<'a, 'x>> {
    node.descendants().find(|n| *n != node && n.tag_name().name() == name)
}

/// The child of `node` with this name.
pub(super) fn child<'a, 'x>(node: Node<'a, 'x>, name: &str) -> Option<Node<'a, 'x>> {
    node.children().find(|n| n.tag_name().name() == name)
}

/// The words of a node on one line, unless there are none.
pub(super) fn words(node: Node) -> Option<String> {
    let mut all = String::new();
    for text in node.descendants().filter(Node::is_text).filter_map(|n| n.text()) {
        all.push_str(text);
    }
    let words: Vec<&str> = all.split(|c: char| c.is_whitespace() || c.is_control()).filter(|w| !w.is_empty()).collect();
    (!words.is_empty()).then(|| words.join(" "))
}

/// The words of the child with this name.
pub(super) fn said(node: Node, name: &str) -> Option<String> {
    child(node, name).and_then(words)
}

/// The paragraphs of an element that holds text with markup of NITF or XHTML.
pub(super) fn paragraphs(node: Node) -> Vec<Part> {
    let mut out = Vec::new();
    let mut open = String::new();
    collect(node, &mut open, &mut out, None);
    finish(&mut open, &mut out, None);
    out
}

/// Elements inside a line of text, of NITF and of XHTML.
const INLINE: &str = "a em strong b i u span q sup sub abbr chron classifier copyrite event function location money num object.title org \
                      person postaddr pronounce virtloc alt-code lang small cite code time";
/// Elements that hold no words of the story.
const HIDDEN: &str = "script style head body.head body.end docdata media-metadata media-producer media-reference note";

fn collect(node: Node, open: &mut String, out: &mut Vec<Part>, kind: Option<BlockKind>) {
    if node.is_text() {
        open.push_str(node.text().unwrap_or(""));
        return;
    }
    let name = node.tag_name().name();
    let is_among = |names: &str| names.split_ascii_whitespace().any(|n| n == name);
    if !node.is_root() && !node.is_element() || is_among(HIDDEN) {
        return;
    }
    let inside = match name {
        "media" | "media-caption" | "figure" | "figcaption" => Some(BlockKind::Caption),
        "hl1" | "hl2" | "h1" | "h2" | "h3" | "h4" => kind.or(Some(BlockKind::Headline)),
        "byline" | "credit" => Some(BlockKind::Credit),
        _ => kind,
    };
    let divides = !is_among(INLINE);
    if divides {
        finish(open, out, kind);
    }
    for child in node.children() {
        collect(child, open, out, inside);
    }
    if divides {
        finish(open, out, inside);
    }
}

fn finish(open: &mut String, out: &mut Vec<Part>, kind: Option<BlockKind>) {
    let words: Vec<&str> =
        open.split(|c: char| c.is_whitespace() || c.is_control()).filter(|w| !w.is_empty()).collect();
    if !words.is_empty() {
        out.push(Part { text: words.join(" "), kind });
    }
    open.clear();
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refusal(text: &str) -> String {
        document(text, &Limits::default()).expect_err("refused").what
    }

    #[test]
    fn what_is_no_story_is_refused_by_name() {
        assert!(refusal("<knowledgeItem/>").contains("`knowledgeItem`"));
        assert!(refusal("<contentMeta/>").contains("`contentMeta`"));
        assert!(refusal("<newsItem").contains("no whole XML"));
    }

    #[test]
    fn bombs_and_towers_are_refused() {
        let bomb = "<?xml version='1.0'?><!DOCTYPE nitf [<!ENTITY a 'aaaaaaaaaa'>\
            <!ENTITY b '&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;'><!ENTITY c '&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;'>\
            <!ENTITY d '&c;&c;&c;&c;&c;&c;&c;&c;&c;&c;'><!ENTITY e '&d;&d;&d;&d;&d;&d;&d;&d;&d;&d;'>\
            <!ENTITY f '&e;&e;&e;&e;&e;&e;&e;&e;&e;&e;'>]><nitf><body>&f;</body></nitf>";
        assert!(refusal(bomb).contains("no whole XML"));
        assert!(refusal(&"<a>".repeat(100_000)).contains("nested more than"));
    }
}
