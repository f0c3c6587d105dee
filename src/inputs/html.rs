//! Saved pages: the article's paragraphs as the reader of the page saw them, or the posts of a live blog, with captions kept apart and
//! what the site repeats everywhere left out.

use std::thread;

use dom_query::Document;
use dom_smoothie::{Config, Readability};

use crate::{
    inputs::{
        Limits,
        decode::{self, Decoded},
        formats::Reading,
        html_blocks::{self, blocks},
        html_dropped::{Says, Shown},
        html_live, html_meta, html_settle,
        story::{Item, Part, Refusal, Story},
    },
    text::BlockKind,
};

/// The stack for reading a page: enough for the deepest nesting that is allowed.
const STACK_BYTES: usize = 64 << 20;
/// The encoding of a page stands in its first bytes.
const CHARSET_WITHIN: usize = 4096;
/// With fewer characters than this something else than the article was found.
const SHORTEST_ARTICLE: usize = 200;

/// Reads a page.
pub(super) fn read(bytes: &[u8], limits: &Limits) -> Result<Reading, Refusal> {
    let Decoded { text, encoding, .. } = decode::decode_as(bytes, charset(bytes).as_deref())?;
    // Building the tree takes the square of its depth, so what is deep beyond doubt is not even tried.
    if nesting(&text) > limits.nesting.saturating_mul(DOUBT) {
        return Err(too_deep(limits));
    }
    let limits = *limits;
    // The work on the tree is other people's code: whatever it does, the other files are still read.
    let reading = thread::Builder::new().stack_size(STACK_BYTES).spawn(move || page(&text, &limits));
    let story = reading
        .ok()
        .and_then(|thread| thread.join().ok())
        .unwrap_or_else(|| Err(Refusal::new("this page cannot be taken apart", "save its text as .txt")))?;
    Ok(Reading::one(story, encoding))
}

/// The paragraphs of a small page that is all article, such as the HTML of a letter.
pub(super) fn parts(text: &str, limits: &Limits) -> Result<Vec<Part>, Refusal> {
    if nesting(text) > limits.nesting {
        return Err(too_deep(limits));
    }
    let doc = Document::from(text);
    bounded(&doc, limits)?;
    html_settle::settle(&doc);
    Ok(blocks(&doc.root()))
}

fn too_deep(limits: &Limits) -> Refusal {
    let what = format!("its elements are nested more than {} deep, which no page is", limits.nesting);
    Refusal::new(what, "save the page again, or its text as .txt")
}

/// Refuses a tree that is too large or too deep to walk.
fn bounded(doc: &Document, limits: &Limits) -> Result<(), Refusal> {
    let (mut seen, mut open) = (0usize, vec![(doc.root(), 0usize)]);
    while let Some((node, depth)) = open.pop() {
        seen += 1;
        if seen > limits.elements {
            let what = format!("the page has more than {} elements", limits.elements);
            return Err(Refusal::new(what, "save its text as .txt"));
        }
        if depth > limits.nesting {
            return Err(too_deep(limits));
        }
        open.extend(node.children_it(false).map(|child| (child, depth + 1)));
    }
    Ok(())
}

fn page(text: &str, limits: &Limits) -> Result<Story, Refusal> {
    let doc = Document::from(text);
    bounded(&doc, limits)?;
    let meta = html_meta::read(&doc);
    let struck = html_settle::settle(&doc);
    if let Some(mut blog) = html_live::read(&doc, &meta.json_ld) {
        let shown = html_blocks::headline(&doc);
        blog.headline = blog.headline.or(shown).or_else(|| meta.headline.clone());
        let mut story = blog.story(HTML);
        // What the page says of itself comes first, what the live blog says of itself wins.
        let own = std::mem::take(&mut story.said).into_iter().map(|(fields, _)| (fields, html_live::ORIGIN));
        story.said = meta.said.into_iter().chain(own).collect();
        story.skipped.extend(struck);
        return Ok(story);
    }
    let (item, missing) = article(doc, &meta)?;
    let mut story = item.story(HTML);
    story.missing = missing;
    story.skipped.extend(struck);
    let is_dated = meta.said.iter().any(|(fields, _)| fields.published.is_some());
    story.said = meta.said;
    // One bad time beside a good one is worth a note and no more.
    if is_dated {
        story.skipped.extend(meta.problems);
    } else {
        story.problems.extend(meta.problems);
    }
    Ok(story)
}

/// A page has no dialect.
const HTML: &str = "";

/// The article, and what the page says that it holds and that was not found.
fn article(doc: Document, meta: &html_meta::Meta) -> Result<(Item, Vec<String>), Refusal> {
    let headline = html_blocks::headline(&doc).or_else(|| meta.headline.clone());
    let shown = Shown::of(&doc);
    let config = Config { disable_json_ld: true, char_threshold: SHORTEST_ARTICLE, ..Config::default() };
    let found = Readability::with_document(doc, None, Some(config)).and_then(|mut r| r.parse());
    let mut parts = found.map(|article| blocks(&Document::from(article.content).root())).unwrap_or_default();
    if length(&parts) < SHORTEST_ARTICLE {
        let whole = meta.body.clone().map(|body| body.into_iter().map(Part::from).collect());
        let whole = whole.unwrap_or_else(|| shown.blocks.clone());
        if length(&whole) > length(&parts) {
            parts = whole;
        }
    }
    let body = meta.body.as_deref().unwrap_or_default();
    let says = Says { headline: headline.as_deref(), description: meta.description.as_deref(), body };
    shown.put_back(&mut parts, &says);
    let missing = shown.missing(&parts, &says);
    // A page repeats its headline above the text.
    let same = |part: &Part| headline.as_deref().is_some_and(|h| h.eq_ignore_ascii_case(&part.text));
    parts.retain(|part| !same(part));
    if length(&parts) == 0 {
        return Err(Refusal::new("no article was found in this page", "save its text as .txt"));
    }
    Ok((Item { headline, body: parts, ..Item::default() }, missing))
}

/// Characters of running text.
fn length(parts: &[Part]) -> usize {
    parts.iter().filter(|p| p.kind != Some(BlockKind::Caption)).map(|p| p.text.len()).sum()
}

/// What the page says of its encoding.
fn charset(bytes: &[u8]) -> Option<String> {
    let head = String::from_utf8_lossy(bytes.get(..CHARSET_WITHIN).unwrap_or(bytes)).to_ascii_lowercase();
    let (_, after) = head.split_once("charset")?;
    let value = after.trim_start().strip_prefix('=')?.trim_start().trim_start_matches(['"', '\'']);
    let end = value.find(|c: char| !c.is_ascii_alphanumeric() && !matches!(c, '-' | '_')).unwrap_or(value.len());
    value.get(..end).filter(|label| !label.is_empty()).map(str::to_owned)
}

/// The rough count may be so many times too high: scripts hold tags too.
const DOUBT: usize = 20;

/// How deep elements are nested at most, roughly: elements that may end without saying so do not count.
fn nesting(text: &str) -> usize {
    let (mut depth, mut deepest) = (0usize, 0usize);
    for piece in text.split('<').skip(1) {
        let name = |s: &str| match s.starts_with(|c: char| c.is_ascii_alphabetic()) {
            true => s.bytes().take_while(u8::is_ascii_alphanumeric).count(),
            false => 0,
        };
        match piece.strip_prefix('/') {
            Some(close) if name(close) > 0 => depth = depth.saturating_sub(1),
            Some(_) => {}
            None => {
                let length = name(piece);
                let ends = piece.split('>').next().is_some_and(|tag| tag.ends_with('/'));
                if length > 0 && !ends && !may_stay_open(&piece[..length]) {
                    depth += 1;
                    deepest = deepest.max(depth);
                }
            }
        }
    }
    deepest
}

/// Elements without content, and those whose end is often left out.
const MAY_STAY_OPEN: &str = "area base br col embed hr img input link meta param source track wbr keygen p li dt dd option tr td th \
                             thead tbody";

fn may_stay_open(name: &str) -> bool {
    html_blocks::is_among(MAY_STAY_OPEN, &name.to_ascii_lowercase())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nesting_counts_what_is_open() {
        for (text, deep) in [
            ("<div><p>a<p>b<br></div>", 1),
            ("<div><div><b>x</b></div></div><div></div>", 3),
            ("1 < 2 and <3", 0),
            ("<img src='a'/><div/>", 0),
            ("</div></div><div>", 1),
        ] {
            assert_eq!(nesting(text), deep, "{text}");
        }
        assert_eq!(nesting(&"<div>".repeat(100_000)), 100_000);
    }

    #[test]
    fn the_encoding_a_page_names_is_found() {
        for (page, label) in [
            ("<meta charset=\"ISO-8859-1\">", Some("iso-8859-1")),
            ("<meta http-equiv=content-type content='text/html; charset=windows-1251'>", Some("windows-1251")),
            ("<p>no charset at all</p>", None),
        ] {
            assert_eq!(charset(page.as_bytes()).as_deref(), label);
        }
    }
}
