//! Documents of an office: DOCX and ODT. Tracked changes are resolved as if all were accepted, comments and notes to the text are
//! left out, and so is what is struck out or hidden.

use std::collections::BTreeSet;

use roxmltree::Node;

use crate::{
    inputs::{
        Limits,
        fields::{Fields, filled},
        formats::Reading,
        html_blocks::is_among,
        packed,
        story::{Part, Refusal, Story},
        written_time::loose_time,
        xml,
    },
    text::BlockKind,
};

const SAVE_AGAIN: &str = "save the document again, or its text as .txt";
const DOCX: &str = "Word";
const ODT: &str = "OpenDocument";

/// Reads a document of Word.
pub(super) fn docx(bytes: &[u8], limits: &Limits) -> Result<Reading, Refusal> {
    let text = part(bytes, "word/document.xml", limits)?;
    let mut reading = Words::default();
    walk(&text, limits, |root| reading.word(root))?;
    let properties = part(bytes, "docProps/core.xml", limits).ok();
    Ok(reading.story(DOCX, properties.as_deref(), limits))
}

/// Reads an OpenDocument text.
pub(super) fn odt(bytes: &[u8], limits: &Limits) -> Result<Reading, Refusal> {
    let text = part(bytes, "content.xml", limits)?;
    let mut reading = Words::default();
    walk(&text, limits, |root| {
        reading.unshown_styles = unshown_styles(root);
        reading.open_document(root);
    })?;
    let properties = part(bytes, "meta.xml", limits).ok();
    Ok(reading.story(ODT, properties.as_deref(), limits))
}

/// The XML of one part of a document.
fn part(bytes: &[u8], name: &str, limits: &Limits) -> Result<String, Refusal> {
    let mut zip = packed::open(bytes).map_err(|refusal| Refusal { remedy: SAVE_AGAIN, ..refusal })?;
    let part = packed::entry(&mut zip, name, limits.unpacked_bytes, limits)?;
    let part = part.ok_or_else(|| Refusal::new(format!("the document has no `{name}` in it"), SAVE_AGAIN))?;
    String::from_utf8(part).map_err(|_| Refusal::new(format!("`{name}` in it is not UTF-8"), SAVE_AGAIN))
}

fn walk(text: &str, limits: &Limits, mut read: impl FnMut(Node)) -> Result<(), Refusal> {
    let doc = xml::parse(text.trim_start_matches('\u{feff}'), limits)?;
    read(doc.root_element());
    Ok(())
}

/// What is read so far.
#[derive(Debug, Default)]
struct Words {
    parts: Vec<Part>,
    open: String,
    kind: Option<BlockKind>,
    deleted: usize,
    notes: usize,
    /// Passages that are struck out or hidden.
    unshown: usize,
    /// The styles of an OpenDocument text that strike out or hide.
    unshown_styles: BTreeSet<String>,
}

/// Parts of a document of Word that are no text of the article, or that were struck out or moved away.
pub(super) const WORD_HIDDEN: &str = "del moveFrom instrText fldData delText delInstrText pict object AlternateContent commentReference \
                           footnoteReference endnoteReference sdtPr rPr pPr tblPr";
/// The same of an OpenDocument text.
const ODT_HIDDEN: &str = "tracked-changes annotation note forms sequence-decls table-of-content bibliography";

/// Whether a run of a document of Word is struck out or hidden. What its style says does not count.
pub(super) fn is_unshown_run(node: Node) -> bool {
    let is_on = |property: Node| {
        let value = property.attributes().find(|a| a.name() == "val").map(|a| a.value());
        matches!(property.tag_name().name(), "strike" | "dstrike" | "vanish")
            && !matches!(value, Some("0" | "false" | "off" | "none"))
    };
    node.tag_name().name() == "r" && xml::child(node, "rPr").is_some_and(|properties| properties.children().any(is_on))
}

/// The styles of an OpenDocument text that strike out or hide what has them.
fn unshown_styles(root: Node) -> BTreeSet<String> {
    let attribute = |node: Node, name: &str| node.attributes().find(|a| a.name() == name).map(|a| a.value().to_owned());
    let is_unshown = |node: &Node| {
        let properties = xml::child(*node, "text-properties");
        let lines = ["text-line-through-style", "text-line-through-type"];
        properties.is_some_and(|p| {
            attribute(p, "display").is_some_and(|display| display == "none")
                || lines.iter().any(|name| attribute(p, name).is_some_and(|line| line != "none"))
        })
    };
    let styles = root.descendants().filter(|node| node.tag_name().name() == "style");
    styles.filter(is_unshown).filter_map(|node| attribute(node, "name")).collect()
}

impl Words {
    fn word(&mut self, node: Node) {
        let name = node.tag_name().name();
        if is_among(WORD_HIDDEN, name) {
            self.deleted += usize::from(matches!(name, "del" | "moveFrom"));
            self.notes += usize::from(matches!(name, "commentReference" | "footnoteReference" | "endnoteReference"));
            return;
        }
        if is_unshown_run(node) {
            self.unshown += usize::from(xml::below(node, "t").is_some());
            return;
        }
        match name {
            "t" => self.open.push_str(node.text().unwrap_or("")),
            "tab" => self.open.push(' '),
            "br" | "cr" => self.end(),
            "noBreakHyphen" => self.open.push('-'),
            "p" => {
                let style = node.descendants().find(|n| n.tag_name().name() == "pStyle");
                let style =
                    style.and_then(|s| s.attributes().find(|a| a.name() == "val").map(|a| a.value().to_lowercase()));
                self.kind = style.and_then(|style| kind(&style));
                node.children().for_each(|child| self.word(child));
                self.end();
            }
            "tc" => {
                node.children().for_each(|child| self.word(child));
                self.end();
            }
            _ => node.children().for_each(|child| self.word(child)),
        }
    }

    fn open_document(&mut self, node: Node) {
        if node.is_text() {
            return self.open.push_str(node.text().unwrap_or(""));
        }
        let name = node.tag_name().name();
        if is_among(ODT_HIDDEN, name) {
            self.deleted += usize::from(name == "tracked-changes");
            self.notes += usize::from(matches!(name, "annotation" | "note"));
            return;
        }
        let style = node.attributes().find(|a| a.name() == "style-name").map(|a| a.value());
        if name == "span" && style.is_some_and(|style| self.unshown_styles.contains(style)) {
            self.unshown += 1;
            return;
        }
        let inside = |this: &mut Self| node.children().for_each(|child| this.open_document(child));
        match name {
            "s" | "tab" => self.open.push(' '),
            "line-break" => self.end(),
            "p" | "h" => {
                // White space between elements is none of the text.
                self.open.clear();
                self.kind =
                    style.and_then(|s| kind(&s.to_lowercase())).or((name == "h").then_some(BlockKind::Headline));
                inside(self);
                self.end();
            }
            "meta" | "scripts" | "font-face-decls" | "automatic-styles" => {}
            _ => inside(self),
        }
    }

    fn end(&mut self) {
        let text = std::mem::take(&mut self.open);
        let words: Vec<&str> =
            text.split(|c: char| c.is_whitespace() || c.is_control()).filter(|w| !w.is_empty()).collect();
        if !words.is_empty() {
            self.parts.push(Part { text: words.join(" "), kind: self.kind });
        }
    }

    fn story(self, dialect: &'static str, properties: Option<&str>, limits: &Limits) -> Reading {
        let mut skipped = Vec::new();
        if self.deleted > 0 {
            skipped.push(format!("{} deletions that are tracked", self.deleted));
        }
        if self.unshown > 0 {
            skipped.push(format!("{} passages that are struck out or hidden", self.unshown));
        }
        if self.notes > 0 {
            skipped.push(format!("{} comments or notes", self.notes));
        }
        let fields = properties.map(|text| properties_of(text, limits)).unwrap_or_default();
        let mut story = Story { dialect, said: vec![(fields, "document properties")], skipped, ..Story::default() };
        story.parts(&self.parts);
        Reading::one(story, "UTF-8")
    }
}

/// What a style of paragraphs says of them.
fn kind(style: &str) -> Option<BlockKind> {
    if style.starts_with("heading") || style.starts_with("title") || style.starts_with("subtitle") {
        Some(BlockKind::Headline)
    } else if style.starts_with("caption") {
        Some(BlockKind::Caption)
    } else {
        None
    }
}

/// What the document says of itself. Its times are those of its editing and none of publication, so only the last change counts.
fn properties_of(text: &str, limits: &Limits) -> Fields {
    let Ok(doc) = xml::parse(text, limits) else { return Fields::default() };
    let said = |name: &str| xml::below(doc.root_element(), name).and_then(xml::words).and_then(|v| filled(&v));
    Fields {
        headline: said("title"),
        language: said("language"),
        updated: said("modified").or_else(|| said("date")).and_then(|t| loose_time(&t)),
        ..Fields::default()
    }
}
