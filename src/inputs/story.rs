//! What a reader makes of one item of a file: a text put together from its parts, and what the item says of itself.

use crate::{
    inputs::{
        fields::{Fields, Problem},
        markup::visible,
    },
    text::{BlockKind, GivenPost, Layout, Span},
    values::Timestamp,
};

/// One item of a file.
#[derive(Debug, Default)]
pub(super) struct Story {
    pub text: String,
    pub layout: Layout,
    /// What each part of the item says of it; a later one wins.
    pub said: Vec<(Fields, &'static str)>,
    /// The format's name.
    pub dialect: &'static str,
    /// Values that are not understood.
    pub problems: Vec<String>,
    /// The same in a place of the file that has a line.
    pub marked_problems: Vec<Problem>,
    /// What was passed over, and why.
    pub skipped: Vec<String>,
    /// What the item says that it holds and that was not found.
    pub missing: Vec<String>,
    /// Why it must not be compared, and what to do.
    pub refused: Option<Refusal>,
}

/// Why a file or an item is no source.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Refusal {
    pub what: String,
    pub line: Option<usize>,
    pub remedy: &'static str,
    pub lost: Lost,
}

/// What is lost with a file or an item that is no source.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Lost {
    /// A story, for all that is known.
    Story,
    /// None: it is whole, and holds something else. Where it was merely found in a folder, nothing is wrong with that.
    Nothing,
}

impl Refusal {
    pub(super) fn new(what: impl Into<String>, remedy: &'static str) -> Self {
        Self { what: what.into(), line: None, remedy, lost: Lost::Story }
    }

    /// What is refused is whole and no story.
    pub(super) fn no_story(what: impl Into<String>, remedy: &'static str) -> Self {
        Self { lost: Lost::Nothing, ..Self::new(what, remedy) }
    }
}

/// A paragraph of an item, and what it is where the format says so.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Part {
    pub text: String,
    pub kind: Option<BlockKind>,
}

impl Part {
    pub(super) fn of(text: impl Into<String>, kind: BlockKind) -> Self {
        Self { text: text.into(), kind: Some(kind) }
    }
}

impl From<String> for Part {
    fn from(text: String) -> Self {
        Self { text, kind: None }
    }
}

/// An article, or one post of a live blog.
#[derive(Debug, Default)]
pub(super) struct Item {
    pub headline: Option<String>,
    pub body: Vec<Part>,
    pub published: Option<Timestamp>,
    pub updated: Option<Timestamp>,
    pub author: Option<String>,
    pub outlet: Option<String>,
    pub language: Option<String>,
    pub url: Option<String>,
    /// What else it says of itself.
    pub more: Fields,
    /// The posts of a live blog.
    pub updates: Vec<Item>,
    /// Times that are not understood.
    pub problems: Vec<String>,
    pub skipped: Vec<String>,
}

/// What an outlet calls a text that may be used, now or later.
const USABLE: [&str; 2] = ["usable", "embargoed"];

impl Item {
    /// Whether there is anything to read.
    pub(super) fn has_words(&self) -> bool {
        self.headline.is_some() || !self.body.is_empty()
    }

    /// Whether its outlet took it back or holds it.
    pub(super) fn is_withdrawn(&self) -> bool {
        self.more.status.as_deref().is_some_and(|status| !USABLE.contains(&status))
    }

    /// What the item says of the source that it is alone.
    pub(super) fn fields(&self) -> Fields {
        Fields {
            outlet: self.outlet.clone(),
            published: self.published,
            updated: self.updated,
            url: self.url.clone(),
            headline: self.headline.clone(),
            language: self.language.clone(),
            ..self.more.clone()
        }
    }

    /// The story that the item is, of the format named `dialect`.
    pub(super) fn story(mut self, dialect: &'static str) -> Story {
        let mut story = Story { dialect, said: vec![(self.fields(), dialect)], ..Story::default() };
        story.skipped = std::mem::take(&mut self.skipped);
        story.add(&self, false);
        let has_body = !self.body.is_empty() || self.updates.iter().any(Item::has_words);
        if self.is_withdrawn() {
            let status = self.more.status.as_deref().unwrap_or_default();
            let what = format!("the item was withdrawn by its outlet or is withheld (status `{status}`)");
            story.refused = Some(Refusal::new(what, "leave the file out: its facts do not count"));
        } else if !has_body {
            let what = "the item has no text, only what is known of it";
            story.refused = Some(Refusal::new(what, "save the version that has the text, or leave the file out"));
        }
        story
    }
}

impl Story {
    /// Adds an item; one of several is an article of its `own`.
    pub(super) fn add(&mut self, item: &Item, own: bool) {
        self.problems.extend(item.problems.iter().cloned());
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
            self.part(headline, Some(BlockKind::Headline));
        }
        self.parts(&item.body);
    }

    /// Adds paragraphs.
    pub(super) fn parts(&mut self, parts: &[Part]) {
        for part in parts {
            self.part(&part.text, part.kind);
        }
    }

    fn part(&mut self, text: &str, kind: Option<BlockKind>) {
        let start = self.text.len();
        self.text.push_str(&visible(text));
        if let Some(kind) = kind {
            self.layout.blocks.push((Span::new(start, self.text.len()), kind));
        }
        self.text.push('\n');
    }
}

/// Whether nothing but blanks stands outside `hidden`.
pub(super) fn is_blank(text: &str, hidden: &[Span]) -> bool {
    // Zero-width characters are what some editors leave behind in a file that looks empty.
    let blank =
        |part: &str| part.chars().all(|c| c.is_whitespace() || matches!(c, '\u{feff}' | '\u{200b}'..='\u{200d}'));
    let mut at = 0;
    for span in hidden {
        if !blank(text.get(at..span.start).unwrap_or("")) {
            return false;
        }
        at = span.end;
    }
    blank(text.get(at..).unwrap_or(""))
}
