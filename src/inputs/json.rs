//! News in JSON: a live blog or article of schema.org (JSON-LD), a ninjs item or a list of them. The text is put together from their
//! headlines and bodies, a paragraph a line, and each post keeps its own time.

use serde_json::Value;

use crate::{
    inputs::{
        fields::Fields,
        json_items::{Item, items},
    },
    text::{BlockKind, GivenPost, Layout, Span},
};

/// What became of a JSON text.
#[derive(Debug, Default)]
pub(super) struct Story {
    pub text: String,
    pub layout: Layout,
    pub fields: Fields,
    /// The format's name, as the origin of its values.
    pub from: &'static str,
    /// Values that are not understood.
    pub problems: Vec<String>,
}

/// Why a JSON text is no source.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Refusal {
    pub what: String,
    pub line: Option<usize>,
    pub remedy: &'static str,
}

impl Refusal {
    fn new(what: impl Into<String>, remedy: &'static str) -> Self {
        Self { what: what.into(), line: None, remedy }
    }
}

/// Whether the text is a news item; a folder may hold other JSON.
pub(super) fn is_news(text: &str) -> bool {
    serde_json::from_str(text).is_ok_and(|value| !items(&value).items.is_empty())
}

/// Reads a JSON text.
pub(super) fn read(text: &str) -> Result<Story, Refusal> {
    let value: Value = serde_json::from_str(text.trim_start_matches('\u{feff}')).map_err(|error| Refusal {
        what: format!("this is not JSON: {error}"),
        line: Some(error.line()),
        remedy: "save the file again",
    })?;
    let found = items(&value);
    if found.items.is_empty() {
        let remedy = "give a LiveBlogPosting or an article with `articleBody`, or a ninjs item";
        return Err(Refusal::new("this JSON holds no news item that is understood", remedy));
    }
    let usable: Vec<Item> = found.items.into_iter().filter(|item| !item.withdrawn).collect();
    let Some(first) = usable.first() else {
        return Err(Refusal::new("the item was withdrawn by its outlet", "leave the file out: its facts do not count"));
    };
    if let Some(other) = usable.iter().find(|i| i.outlet != first.outlet) {
        let name = |item: &Item| item.outlet.clone().unwrap_or_else(|| "unnamed".to_owned());
        let what = format!("the items are of several outlets: {} and {}", name(first), name(other));
        return Err(Refusal::new(what, "save each item in a file of its own"));
    }
    let mut story = Story { from: found.format, ..Story::default() };
    story.fields.outlet.clone_from(&first.outlet);
    if usable.len() == 1 {
        story.fields = first.fields();
    }
    for item in &usable {
        story.problems.extend(item.problems.iter().cloned());
        story.item(item, usable.len() > 1);
    }
    Ok(story)
}

impl Story {
    /// Adds an item; one of several is an article of its own.
    fn item(&mut self, item: &Item, own: bool) {
        let live = !item.updates.is_empty();
        if own || live && item.has_words() {
            self.begin(item, own);
        }
        self.words(item);
        for update in &item.updates {
            self.problems.extend(update.problems.iter().cloned());
            if update.has_words() {
                self.begin(update, false);
                self.words(update);
            }
        }
    }

    fn begin(&mut self, item: &Item, own: bool) {
        if !self.text.is_empty() {
            self.text.push('\n');
        }
        // A live blog's own headline is dated as its source is.
        let published = item.published.filter(|_| own || item.updates.is_empty());
        let post = GivenPost { start: self.text.len(), published, author: item.author.clone(), own };
        self.layout.posts.push(post);
    }

    fn words(&mut self, item: &Item) {
        if let Some(headline) = &item.headline {
            let start = self.text.len();
            self.text.push_str(headline);
            self.layout.blocks.push((Span::new(start, self.text.len()), BlockKind::Headline));
            self.text.push('\n');
        }
        for paragraph in &item.body {
            self.text.push_str(paragraph);
            self.text.push('\n');
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn odd_json_does_not_panic() {
        for text in [
            "null",
            "[]",
            "{}",
            "[null, 1]",
            "{\"@graph\": []}",
            "{\"@type\": \"LiveBlogPosting\"}",
            "{\"@type\": \"LiveBlogPosting\", \"liveBlogUpdate\": [null, 1, {}]}",
            "{\"bodies\": [], \"body_text\": 1}",
            "{\"bodies\": [{\"value\": \"<\"}], \"headlines\": [1]}",
            "{\"articleBody\": null, \"publisher\": [[[]]]}",
        ] {
            if let Ok(story) = read(text) {
                assert!(story.layout.posts.iter().all(|p| story.text.is_char_boundary(p.start)), "{text}");
            }
            let _ = is_news(text);
        }
        let deep = format!("{}1{}", "[".repeat(100_000), "]".repeat(100_000));
        assert!(read(&deep).is_err(), "nesting is bounded");
    }
}
