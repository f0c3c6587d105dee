//! What the finder of the article drops: the lead when it stands apart from the body, and what the page's own words say is the article. It is put
//! back where the page shows it; what the page does not show is told.

use std::collections::{BTreeMap, BTreeSet};

use dom_query::{Document, NodeRef};

use crate::{
    inputs::{
        html_blocks::{blocks, ends_a_sentence, is_among, is_block, line},
        story::Part,
    },
    text::BlockKind,
};

/// Words of a run that is looked for as it stands.
const RUN: usize = 4;
/// A block with fewer words is a label, a stamp or a name.
const FEWEST_WORDS: usize = 8;
/// Of its runs so many per cent are those of another text where the block stands in that text.
const SAME_PERCENT: usize = 80;
/// Further below its headline no lead stands.
const FARTHEST: usize = 12;
/// Of the article that the page itself speaks of so many per cent may be missing without a word.
const MISSING_PERCENT: usize = 25;
/// A shorter one tells nothing about how much is missing.
const FEWEST_OF_ARTICLE: usize = 60;

/// Elements inside an article that hold none of its paragraphs.
const AROUND: &str = "article aside nav footer figure form header";

/// What the whole page shows, before the article is looked for in it.
pub(super) struct Shown {
    /// All blocks, in order.
    pub blocks: Vec<Part>,
    /// What stands under the headline, in its own box or in one beside it.
    under_headline: BTreeSet<String>,
    /// The paragraphs of each element that says it is the article.
    articles: Vec<Vec<String>>,
}

/// What the page says of its article.
#[derive(Debug, Clone, Copy)]
pub(super) struct Says<'m> {
    pub headline: Option<&'m str>,
    pub description: Option<&'m str>,
    /// The body as JSON-LD has it.
    pub body: &'m [String],
}

impl Shown {
    pub(super) fn of(doc: &Document) -> Self {
        let found = doc.select("article, main, [itemprop~=\"articleBody\"]");
        let articles = found.nodes().iter().map(|article| {
            let paragraphs = article.descendants_it().filter(|n| n.has_name("p"));
            let own = paragraphs.filter(|p| {
                let mut above = p.ancestors_it(None).take_while(|n| n.id != article.id);
                !above.any(|n| n.node_name().is_some_and(|name| is_among(AROUND, &name)))
            });
            own.filter_map(|p| line(&p)).filter(|text| is_prose(text)).collect()
        });
        Self { blocks: blocks(&doc.root()), under_headline: under_headline(doc), articles: articles.collect() }
    }

    /// Puts back into `parts` what of the article the page shows elsewhere, in the order of the page.
    pub(super) fn put_back(&self, parts: &mut Vec<Part>, says: &Says) {
        let kept = Runs::of(parts.iter().map(|part| part.text.as_str()));
        let body = Runs::of(says.body.iter().map(String::as_str));
        let description = says.description.map(|d| d.trim_end_matches(['…', '.', ' ']));
        let lead = self.lead(&kept, says.headline);
        let back_as = |at: usize, part: &Part| {
            let is_teaser = description.is_some_and(|d| stands_in(d, &part.text));
            let told = (is_teaser || body.holds(&part.text)) && part.kind.is_none() && is_prose(&part.text);
            // What the page calls its description stands under the headline and is a part of it.
            let kind = part.kind.or(is_teaser.then_some(BlockKind::Headline));
            (told || lead.contains(&at)).then(|| Part { kind, ..part.clone() })
        };
        let places: BTreeMap<&str, usize> = parts.iter().enumerate().rev().map(|(i, p)| (p.text.as_str(), i)).collect();
        let mut back: Vec<(usize, Part)> = Vec::new();
        let mut at = 0;
        for (index, part) in self.blocks.iter().enumerate() {
            if let Some(place) = places.get(part.text.as_str()) {
                at = place + 1;
            } else if !kept.holds(&part.text)
                && let Some(part) = back_as(index, part)
            {
                back.push((at, part));
            }
        }
        back.dedup_by(|b, a| a.1.text == b.1.text);
        for (at, part) in back.into_iter().rev() {
            parts.insert(at, part);
        }
    }

    /// The blocks between the headline and the first paragraph that was found: sentences, or one long line under the headline.
    fn lead(&self, kept: &Runs, headline: Option<&str>) -> Vec<usize> {
        let is_headline = |part: &Part| headline.is_some_and(|h| h == part.text);
        let Some(top) = self.blocks.iter().position(is_headline) else { return Vec::new() };
        let below = self.blocks.iter().enumerate().skip(top + 1).take(FARTHEST);
        let found = |part: &Part| part.kind.is_none() && kept.holds(&part.text);
        let Some(first) = below.clone().find(|(_, part)| found(part)).map(|(at, _)| at) else { return Vec::new() };
        let between = below.take_while(|(at, _)| *at < first);
        let heads = between.clone().filter(|(_, part)| part.kind == Some(BlockKind::Headline)).count();
        let is_lead = |part: &Part| match part.kind {
            None => is_prose(&part.text),
            Some(BlockKind::Headline) => heads == 1 && count(&part.text) >= FEWEST_WORDS,
            Some(_) => false,
        };
        between
            .filter(|(_, part)| is_lead(part) && self.under_headline.contains(&part.text))
            .map(|(at, _)| at)
            .collect()
    }

    /// What the page says of its article and `parts` does not have.
    pub(super) fn missing(&self, parts: &[Part], says: &Says) -> Vec<String> {
        let kept = Runs::of(parts.iter().map(|part| part.text.as_str()));
        let lost = |text: &[String]| -> Option<(usize, usize)> {
            let all: usize = text.iter().map(|t| count(t)).sum();
            let lost: usize = text.iter().filter(|t| !kept.holds(t)).map(|t| kept.missing_in(t)).sum();
            (all >= FEWEST_OF_ARTICLE && lost * 100 > all * MISSING_PERCENT).then_some((lost, all))
        };
        let mut out = Vec::new();
        if let Some((lost, all)) = lost(says.body) {
            out.push(format!(
                "the page's JSON-LD has {all} words of the article, and about {lost} of them are not in the text that was found; \
                 save the page when all of it is shown, or its text as .txt"
            ));
        }
        // Of several articles in a page it is the one that the text was found in.
        let own = self.articles.iter().find(|article| article.iter().any(|text| kept.holds(text)));
        if let Some((lost, all)) = own.and_then(|article| Self::lost_of(article, &kept)) {
            out.push(format!(
                "{lost} of {all} words in the paragraphs of the page's own article were taken for none of it; save its text as .txt if \
                 they are"
            ));
        }
        out
    }

    fn lost_of(article: &[String], kept: &Runs) -> Option<(usize, usize)> {
        let all: usize = article.iter().map(|text| count(text)).sum();
        let lost: usize = article.iter().filter(|text| !kept.holds(text)).map(|text| count(text)).sum();
        (all >= FEWEST_OF_ARTICLE && lost * 100 > all * MISSING_PERCENT).then_some((lost, all))
    }
}

/// The lines in the header that the headline stands in, and those beside the headline or in boxes beside it.
fn under_headline(doc: &Document) -> BTreeSet<String> {
    let found = doc.select("h1");
    let [headline] = found.nodes() else { return BTreeSet::new() };
    let Some(mut around) = headline.parent() else { return BTreeSet::new() };
    let mut out = BTreeSet::new();
    let leaf = |node: NodeRef| {
        let holds =
            node.children_it(false).any(|n| n.node_name().is_some_and(|name| is_block(&name.to_ascii_lowercase())));
        line(&node).filter(|_| !holds)
    };
    if around.has_name("header") || around.has_name("hgroup") {
        out.extend(around.descendants_it().filter_map(leaf));
        around = around.parent().unwrap_or(around);
    }
    for child in around.children_it(false) {
        out.extend(child.children_it(false).chain([child]).filter_map(leaf));
    }
    out
}

fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty())
}

fn count(text: &str) -> usize {
    text.split_whitespace().count()
}

fn is_prose(text: &str) -> bool {
    ends_a_sentence(text) && count(text) >= FEWEST_WORDS
}

/// Whether the words of `short` begin those of `long`, or the other way round, in a run that is long enough to be no accident.
fn stands_in(short: &str, long: &str) -> bool {
    let same = words(short).zip(words(long)).take_while(|(a, b)| a == b).count();
    let shorter = words(short).count().min(words(long).count());
    same >= FEWEST_WORDS && same == shorter
}

/// The runs of words of a text, to find other texts in it whatever stands between their paragraphs.
struct Runs<'t>(BTreeSet<Vec<&'t str>>);

impl<'t> Runs<'t> {
    fn of(texts: impl Iterator<Item = &'t str>) -> Self {
        let all: Vec<&str> = texts.flat_map(words).collect();
        Self(all.windows(RUN).map(<[&str]>::to_vec).collect())
    }

    /// Whether `text` stands in it, a word or two aside.
    fn holds(&self, text: &str) -> bool {
        let (found, all) = self.found(text);
        all > 0 && found * 100 >= all * SAME_PERCENT
    }

    /// How many words of `text` are not in it, about.
    fn missing_in(&self, text: &str) -> usize {
        let (found, all) = self.found(text);
        (count(text) * (all - found)).checked_div(all).unwrap_or(0)
    }

    fn found(&self, text: &str) -> (usize, usize) {
        let words: Vec<&str> = words(text).collect();
        let runs = words.windows(RUN);
        (runs.clone().filter(|run| self.0.contains(*run)).count(), runs.count())
    }
}
