//! The parts beside the text: the comments, the list of types, and what belongs to the document.

use roxmltree::{Document, Node};

use crate::{
    cli::word::{DOCUMENT, package::Package},
    reports::Comment,
};

const TYPES: &str = "[Content_Types].xml";
const RELATIONS: &str = "word/_rels/document.xml.rels";
const TYPE: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml";
const TYPES_OF_RELATIONS: &str = "http://schemas.openxmlformats.org/package/2006/relationships";
/// The end of the name of the relation between a document and its comments.
const RELATION: &str = "/relationships/comments";
const STRICT: &str = "http://purl.oclc.org/ooxml/officeDocument";
const TRANSITIONAL: &str = "http://schemas.openxmlformats.org/officeDocument/2006";
const AUTHOR: &str = "w:author=\"crosscheck\" w:initials=\"cc\"";

/// Where comments go.
pub(super) struct Margin {
    /// Name of the part.
    name: String,
    /// What it holds already.
    text: Option<String>,
    namespace: String,
    /// The first number that is free.
    pub first_id: usize,
}

impl Margin {
    /// The comments that the document has, or where they will be.
    pub(super) fn of(package: &mut Package, document: &str) -> Result<Self, String> {
        let doc = Document::parse(document).map_err(|e| e.to_string())?;
        let namespace = doc.root_element().tag_name().namespace().unwrap_or_default().to_owned();
        let name = package.text(RELATIONS)?.map(|text| comments_of(&text)).transpose()?.flatten();
        let text = match &name {
            Some(name) => package.text(name)?,
            None => None,
        };
        let mut first_id = next_id(&doc);
        if let Some(text) = &text {
            first_id = first_id.max(next_id(&Document::parse(text).map_err(|e| e.to_string())?));
        }
        // A part that belongs to nothing is left as it is.
        let mut free = (0..).map(|n| match n {
            0 => "word/comments.xml".to_owned(),
            n => format!("word/comments{n}.xml"),
        });
        let name = name.filter(|_| text.is_some()).or_else(|| free.find(|name| !package.has(name)));
        Ok(Self { name: name.unwrap_or_default(), text, namespace, first_id })
    }

    /// Writes the comments behind those that are there.
    pub(super) fn write<'c>(
        self,
        package: &mut Package,
        comments: impl Iterator<Item = (usize, &'c Comment)>,
    ) -> Result<(), String> {
        let namespace = escaped(&self.namespace);
        let all: String = comments.map(|(id, comment)| element(id, comment, &namespace)).collect();
        if let Some(text) = &self.text {
            package.put(&self.name, appended(text, &all)?);
            return Ok(());
        }
        let head = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
        package.put(&self.name, format!("{head}<w:comments xmlns:w=\"{namespace}\">{all}</w:comments>"));
        let types = package.text(TYPES)?.ok_or_else(|| format!("it has no `{TYPES}`"))?;
        let part = format!("PartName=\"/{}\" ContentType=\"{TYPE}\"", self.name);
        package.put(TYPES, appended(&types, &like_root(&types, "Override", &part)?)?);
        let relations = package.text(RELATIONS)?;
        let relations = relations.unwrap_or_else(|| format!("{head}<Relationships xmlns=\"{TYPES_OF_RELATIONS}\"/>"));
        let family = if self.namespace.starts_with("http://purl.oclc.org/") { STRICT } else { TRANSITIONAL };
        let target = self.name.trim_start_matches("word/");
        let relation = format!("Id=\"{}\" Type=\"{family}{RELATION}\" Target=\"{target}\"", free_relation(&relations)?);
        package.put(RELATIONS, appended(&relations, &like_root(&relations, "Relationship", &relation)?)?);
        debug_assert!(package.has(DOCUMENT), "the document was read from it");
        Ok(())
    }
}

/// The part with the comments, by the relations of the document.
fn comments_of(relations: &str) -> Result<Option<String>, String> {
    let doc = Document::parse(relations).map_err(|e| e.to_string())?;
    let is_theirs = |node: &Node| node.attribute("Type").is_some_and(|kind| kind.ends_with(RELATION));
    let target = doc.descendants().find(is_theirs).and_then(|node| node.attribute("Target"));
    Ok(target.map(|target| match target.strip_prefix('/') {
        Some(from_root) => from_root.to_owned(),
        None => format!("word/{target}"),
    }))
}

/// A number above that of every comment.
fn next_id(doc: &Document) -> usize {
    let is_comment = |node: &Node| node.tag_name().name().to_ascii_lowercase().starts_with("comment");
    let numbers = doc.descendants().filter(is_comment).flat_map(|node| node.attributes());
    let numbers = numbers.filter(|a| a.name() == "id").filter_map(|a| a.value().parse::<u32>().ok());
    numbers.map(|number| number as usize + 1).max().unwrap_or(0)
}

/// A name that no relation has.
fn free_relation(relations: &str) -> Result<String, String> {
    let doc = Document::parse(relations).map_err(|e| e.to_string())?;
    let is_taken = |id: &String| doc.descendants().any(|node| node.attribute("Id") == Some(id.as_str()));
    Ok((0..=doc.descendants().count()).map(|n| format!("crosscheck{n}")).find(|id| !is_taken(id)).unwrap_or_default())
}

fn element(id: usize, comment: &Comment, namespace: &str) -> String {
    let paragraph =
        |text: &String| format!("<w:p><w:r><w:t xml:space=\"preserve\">{}</w:t></w:r></w:p>", escaped(text));
    let paragraphs: String = comment.paragraphs.iter().map(paragraph).collect();
    format!("<w:comment xmlns:w=\"{namespace}\" w:id=\"{id}\" {AUTHOR}>{paragraphs}</w:comment>")
}

/// An empty element in the name space of the root, with the prefix of the root.
fn like_root(xml: &str, name: &str, attributes: &str) -> Result<String, String> {
    let root = root_name(xml)?;
    let prefix = root.split_once(':').map(|(prefix, _)| format!("{prefix}:")).unwrap_or_default();
    Ok(format!("<{prefix}{name} {attributes}/>"))
}

/// The XML with `what` behind everything else in its root.
fn appended(xml: &str, what: &str) -> Result<String, String> {
    let doc = Document::parse(xml).map_err(|e| e.to_string())?;
    let range = doc.root_element().range();
    let (root, rest) = xml.split_at_checked(range.end).ok_or("its XML is cut")?;
    if let Some(open) = root.strip_suffix("/>") {
        return Ok(format!("{open}>{what}</{}>{rest}", root_name(xml)?));
    }
    let end = root.rfind("</").ok_or("its XML is cut")?;
    let (inside, close) = root.split_at_checked(end).ok_or("its XML is cut")?;
    Ok(format!("{inside}{what}{close}{rest}"))
}

fn root_name(xml: &str) -> Result<String, String> {
    let doc = Document::parse(xml).map_err(|e| e.to_string())?;
    let tag = xml.get(doc.root_element().range().start + 1..).unwrap_or("");
    Ok(tag.split(|c: char| c.is_whitespace() || c == '>' || c == '/').next().unwrap_or("").to_owned())
}

/// Text as XML; what XML cannot say is a blank.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\u{fffe}' | '\u{ffff}' => out.push(' '),
            c if c.is_control() => out.push(' '),
            c => out.push(c),
        }
    }
    out
}
