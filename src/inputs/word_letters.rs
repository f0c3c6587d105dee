//! Where each letter of the text of a Word document stands in its XML, for those who write beside it.

use std::ops::Range;

use roxmltree::Node;

use crate::{
    error::{Error, ErrorKind, Result},
    inputs::{
        Limits,
        html_blocks::is_among,
        markup::is_break,
        office::{WORD_HIDDEN, is_unshown_run},
        xml,
    },
};

/// Whether a character is none of the letters that are counted.
pub fn is_blank(c: char) -> bool {
    c.is_whitespace() || c.is_control() || is_break(c)
}

/// The bytes of `document`, the XML of `word/document.xml`, that each letter of its text has, in the order of the text. Blanks are not
/// counted; a letter that cannot be pointed at has no place.
pub fn word_letters(document: &str, limits: &Limits) -> Result<Vec<Option<Range<usize>>>> {
    let doc = xml::parse(document, limits).map_err(|refusal| Error::new(ErrorKind::Input, refusal.what))?;
    let mut out = Vec::new();
    collect(doc.root_element(), document, doc.root_element().tag_name().namespace(), &mut out);
    Ok(out)
}

/// An error for XML that is not whole, or that must not be climbed.
pub fn check_xml(text: &str, limits: &Limits) -> Result<()> {
    xml::parse(text, limits).map(drop).map_err(|refusal| Error::new(ErrorKind::Input, refusal.what))
}

fn collect(node: Node, xml: &str, words: Option<&str>, out: &mut Vec<Option<Range<usize>>>) {
    let name = node.tag_name();
    if is_among(WORD_HIDDEN, name.name()) || is_unshown_run(node) {
        return;
    }
    match name.name() {
        "t" => {
            let text = node.text().unwrap_or("");
            let letters = text.chars().filter(|c| !is_blank(*c)).count();
            let in_run = node.parent().is_some_and(|run| run.tag_name().name() == "r" && run.tag_name() != name);
            let raw = node.first_child().filter(|_| in_run && name.namespace() == words).map(|text| text.range());
            let places = raw.and_then(|raw| Some((raw.start, xml.get(raw)?))).map(|(at, raw)| places(raw, at));
            match places.filter(|places| places.len() == letters) {
                Some(places) => out.extend(places.into_iter().map(Some)),
                None => out.extend(std::iter::repeat_n(None, letters)),
            }
        }
        "noBreakHyphen" => out.push(None),
        _ => node.children().for_each(|child| collect(child, xml, words, out)),
    }
}

/// The letters of `raw`, which stands at byte `at`. An entity is one letter; markup makes the number of letters wrong, which is noticed.
fn places(raw: &str, at: usize) -> Vec<Range<usize>> {
    let mut out = Vec::new();
    let mut rest = raw.char_indices();
    while let Some((start, c)) = rest.next() {
        let mut end = start + c.len_utf8();
        if c == '&' {
            for (at, c) in rest.by_ref() {
                end = at + c.len_utf8();
                if c == ';' {
                    break;
                }
            }
        }
        let is_number = raw.get(start..end).is_some_and(|entity| entity.starts_with("&#"));
        let blank = is_blank(c) || is_number && blank_entity(raw.get(start..end).unwrap_or(""));
        if !blank {
            out.push(at + start..at + end);
        }
    }
    out
}

/// Whether `&#32;` or `&#x20;` is a blank.
fn blank_entity(entity: &str) -> bool {
    let number = entity.trim_start_matches("&#").trim_end_matches(';');
    let code = match number.strip_prefix(['x', 'X']) {
        Some(hex) => u32::from_str_radix(hex, 16),
        None => number.parse(),
    };
    code.ok().and_then(char::from_u32).is_some_and(is_blank)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_are_where_they_stand() {
        let xml = "<d xmlns='w' xmlns:m='m'><p><r><t>a &amp;&#32;é</t></r><del><r><t>x</t></r></del><r><rPr><strike/></rPr><t>y</t></r><r><noBreakHyphen/><t>\
                   <![CDATA[c]]></t></r><m:r><m:t>n</m:t></m:r></p></d>";
        let letters = word_letters(xml, &Limits::default()).expect("XML");
        let shown: Vec<Option<&str>> = letters.iter().map(|l| l.clone().and_then(|range| xml.get(range))).collect();
        assert_eq!(shown[..4], [Some("a"), Some("&amp;"), Some("é"), None]);
        assert_eq!(shown.last(), Some(&None), "what stands in a formula has no place");
        assert_eq!(shown.len(), 6);
        assert!(word_letters("<d", &Limits::default()).is_err());
    }
}
