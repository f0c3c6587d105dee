//! Near-duplicate text: the passages that two outlets share, side by side, with the words that changed.

use std::collections::BTreeMap;

use maud::{Markup, html};

use crate::{
    copies::{Copy, CopyClass},
    reports::{
        copied::{copied, origin},
        html::{Page, triage::column_name, words::marked},
        report::{percent, plural},
        shared::{Sentence, Shared, oriented},
    },
};

/// Sentences of a passage that are shown word for word; the rest is counted.
const ALIKE: usize = 1;

pub(super) fn section(page: &Page) -> Markup {
    let mut pairs: BTreeMap<(usize, usize), Vec<&Copy>> = BTreeMap::new();
    let copies = &page.report.story.copies;
    for copy in copied(page.report) {
        pairs.entry((copy.left.source, copy.right.source)).or_default().push(copy);
    }
    let inside = copies.iter().filter(|c| c.left.source == c.right.source).count();
    html! {
        @if !pairs.is_empty() {
            p.quiet { "Outlets that share their text are one voice where they do. Marked words stand in one of the two only." }
        }
        @for ((left, right), copies) in pairs {
            h3 { (name(page, left)) " and " (name(page, right)) }
            @for copy in copies { (passage(page, &oriented(page.report, copy, false))) }
        }
        @if inside > 0 { p { (plural(inside, "passage")) " repeated inside one source, folded: what is said twice counts once." } }
    }
}

fn name(page: &Page, source: usize) -> Markup {
    column_name(page, page.outlets.of_source(source))
}

/// How much is equal, and the sentences: those that changed first, all of them.
pub(super) fn passage(page: &Page, shared: &Shared) -> Markup {
    let copy = shared.copy;
    let share = match copy.class {
        CopyClass::Identical => "word for word".to_owned(),
        CopyClass::Edited | CopyClass::Reworded | CopyClass::Quote => {
            format!("{} % of the words", percent(copy.similarity))
        }
    };
    let more = shared.alike.len().saturating_sub(ALIKE);
    html! {
        details.passage open[!shared.changed.is_empty()] {
            summary {
                (share) ", " (plural(copy.sentences.len(), "sentence")) "; " (origin(page.report, copy))
                @if !shared.changed.is_empty() { ", " (shared.changed.len()) " changed" }
            }
            @for pair in &shared.changed { (two(page, pair)) }
            @for pair in shared.alike.iter().take(ALIKE) { (two(page, pair)) }
            @if more > 0 { p.quiet { "and " (plural(more, "sentence")) " word for word" } }
        }
    }
}

fn two(page: &Page, pair: &[Sentence; 2]) -> Markup {
    html! { div.two { @for sentence in pair { (self::sentence(page, sentence)) } } }
}

fn sentence(page: &Page, sentence: &Sentence) -> Markup {
    let doc = &page.report.story.sources[sentence.source].doc;
    html! {
        figure.quote {
            figcaption { b.outlet { (name(page, sentence.source)) } " " (page.place(sentence.source, sentence.span.start)) }
            blockquote dir="auto" lang=[page.lang(sentence.source)] { (marked(&doc.text, sentence.span, &sentence.changed)) }
        }
    }
}
