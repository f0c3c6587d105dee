//! Several articles in one file: where each begins, by its date line or by what else stands at the head of an article.

use crate::{
    rules::Lexicons,
    text::{
        Block, BlockKind, Span,
        furniture::is_end_mark,
        line_kinds::{begins, is_opening_byline, is_sign_off},
        stamps::{DateLine, date_line, dateline},
    },
};

/// With less prose than this before it, a date line belongs to the head of the article (below headline and standfirst).
const FEWEST_BODY_BLOCKS: usize = 3;
/// So many bare dates between paragraphs are a chronology, not several articles.
const CHRONOLOGY: usize = 3;
/// Blocks of an article's head (headlines, captions, credits) at most.
const LONGEST_HEAD: usize = 12;
/// Blocks between an end mark and the next headline at most.
const END_DISTANCE: usize = 3;

/// Where an article begins, and its date line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Article {
    pub(super) start: usize,
    pub(super) stamp: Option<Span>,
}

/// The articles of a file in order, at least one.
pub(super) fn articles(text: &str, blocks: &[Block], lexicons: &Lexicons) -> Vec<Article> {
    let page = Page { text, blocks, lexicons };
    let dates: Vec<Option<DateLine>> = blocks
        .iter()
        .map(|b| if b.kind == BlockKind::Prose { None } else { date_line(b.span.of(text), lexicons) })
        .collect();
    let last_prose = blocks.iter().rposition(|b| b.kind == BlockKind::Prose).unwrap_or(0);
    let bare =
        |i: usize| dates[i].as_ref().is_some_and(|d| !d.labelled && !d.clock && headline_above(blocks, i).is_none());
    let chronology = (0..blocks.len()).filter(|&i| bare(i)).count() >= CHRONOLOGY;
    let mut out = Vec::new();
    let mut article = Article { start: 0, stamp: None };
    let (mut first, mut prose) = (0, 0);
    for (i, block) in blocks.iter().enumerate() {
        if i < last_prose + 1
            && let Some(stamp) = page.opens(i, first, prose)
        {
            out.push(std::mem::replace(&mut article, Article { start: block.span.start, stamp }));
            (first, prose) = (i, 0);
        }
        if block.kind == BlockKind::Prose {
            prose += 1;
        }
        let Some(date) = &dates[i] else { continue };
        let headline = headline_above(blocks, i).filter(|h| *h >= first);
        let follows_body =
            prose >= FEWEST_BODY_BLOCKS || (prose > 0 && (article.stamp.is_some() || headline.is_some()));
        let whole = date.labelled || date.year || headline.is_some();
        if follows_body && whole && i < last_prose && !(chronology && bare(i)) {
            let head = headline.unwrap_or(i);
            let next = Article { start: blocks[head].span.start, stamp: Some(block.span) };
            out.push(std::mem::replace(&mut article, next));
            (first, prose) = (head, 0);
        } else if article.stamp.is_none() && (prose < FEWEST_BODY_BLOCKS || date.labelled) {
            article.stamp = Some(block.span);
        }
    }
    out.push(article);
    out
}

/// Index of the headline over the date line at `i`, with at most a byline, a picture or another date line between them.
fn headline_above(blocks: &[Block], i: usize) -> Option<usize> {
    let above = (i.saturating_sub(4)..i).rev().take_while(|&b| blocks[b].kind != BlockKind::Prose);
    above.filter(|&b| blocks[b].kind == BlockKind::Headline).last()
}

#[derive(Clone, Copy)]
struct Page<'a> {
    text: &'a str,
    blocks: &'a [Block],
    lexicons: &'a Lexicons,
}

impl Page<'_> {
    fn words(&self, i: usize) -> &str {
        self.blocks[i].span.of(self.text)
    }

    fn is(&self, i: usize, kind: BlockKind) -> bool {
        self.blocks.get(i).is_some_and(|b| b.kind == kind)
    }

    /// Whether another article opens at block `i` without a date line of its own, `prose` paragraphs into the article that began
    /// at block `first`: then the stamp that its dateline holds, if any.
    fn opens(&self, i: usize, first: usize, prose: usize) -> Option<Option<Span>> {
        let enough = prose >= FEWEST_BODY_BLOCKS;
        if self.is(i, BlockKind::Prose) {
            let line = self.words(i);
            // The paragraph below a headline belongs to it.
            let headed = i > first && self.is(i - 1, BlockKind::Headline);
            let dateline = dateline(line, self.lexicons).filter(|_| enough && !headed)?;
            return Some(self.dated(i, dateline));
        }
        let starts = self.is(i, BlockKind::Headline) && i > first && !self.is(i - 1, BlockKind::Headline);
        if prose == 0 || !starts || begins(self.words(i), "section_heads", self.lexicons) {
            return None;
        }
        let head: Vec<usize> =
            (i..self.blocks.len()).take(LONGEST_HEAD).take_while(|&b| !self.is(b, BlockKind::Prose)).collect();
        let body = i + head.len();
        if !self.is(body, BlockKind::Prose) {
            return None;
        }
        let dateline = dateline(self.words(body), self.lexicons);
        let signed =
            head.iter().any(|&b| self.is(b, BlockKind::Credit) && is_opening_byline(self.words(b), self.lexicons));
        let certain = dateline.is_some() || signed || self.stands_twice(&head);
        (enough && certain || self.follows_an_end(i)).then(|| dateline.and_then(|d| self.dated(body, d)))
    }

    /// The dateline as a stamp, if it holds a whole date.
    fn dated(&self, i: usize, dateline: &str) -> Option<Span> {
        let start = self.blocks[i].span.start;
        dateline.bytes().any(|b| b.is_ascii_digit()).then(|| Span::new(start, start + dateline.len()))
    }

    /// Whether a page repeats its title above and below its picture: the first headline of `head` comes again behind a caption, a
    /// credit or a button, with no other headline between.
    fn stands_twice(&self, head: &[usize]) -> bool {
        let Some((title, rest)) = head.split_first() else { return false };
        let next = rest.iter().position(|&b| self.is(b, BlockKind::Headline));
        next.is_some_and(|n| n > 0 && self.words(rest[n]) == self.words(*title))
    }

    /// Whether an end mark or a line on who reported stands closely above.
    fn follows_an_end(&self, i: usize) -> bool {
        let above = (i.saturating_sub(END_DISTANCE)..i).rev();
        let mut above = above.take_while(|&b| !matches!(self.blocks[b].kind, BlockKind::Prose | BlockKind::Headline));
        above.any(|b| {
            is_end_mark(self.words(b), self.lexicons)
                || self.is(b, BlockKind::Credit) && is_sign_off(self.words(b), self.lexicons)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        rules::files,
        text::{Layout, find_blocks},
    };

    /// The first lines of the articles.
    fn check(text: &str, expected: &[&str]) {
        let lexicons = Lexicons::load(&files::embedded()).expect("embedded word lists");
        let blocks = find_blocks(text, &Layout::default(), &lexicons);
        let found = articles(text, &blocks, &lexicons);
        let first = |a: &Article| text[a.start..].lines().next().unwrap_or("").to_owned();
        assert_eq!(found.iter().map(first).collect::<Vec<_>>(), expected, "{text:?}");
    }

    const BODY: &str = "The ministers met.\nThey ate together.\nThen they left.\n";

    #[test]
    fn a_second_article_shows_by_its_head() {
        let first = format!("Talks begin in Oakvale\n{BODY}");
        for second in [
            "Roe wins the vote in Riverton\nBy Jane Doe in Riverton\n",
            "Roe wins the vote in Riverton\nA crowd cheers. (AP Photo/Jane Doe)\nRoe wins the vote in Riverton\n",
            "Roe wins the vote in Riverton\nRIVERTON, July 2 (Reuters) - The vote was close.\n",
            "RIVERTON (AFP) - The vote was close.\n",
            "RIVERTON, 2 July 2031 - The vote was close.\n",
        ] {
            let line = second.lines().next().unwrap_or("");
            check(&format!("{first}{second}{BODY}"), &["Talks begin in Oakvale", line]);
        }
        for end in
            ["ENDS", "###", "(Reporting by Jane Doe; Editing by John Roe)", "Jane Doe contributed to this report."]
        {
            let text = format!("{first}{end}\nShare\nRoe wins the vote in Riverton\n{BODY}");
            check(&text, &["Talks begin in Oakvale", "Roe wins the vote in Riverton"]);
        }
    }

    #[test]
    fn sections_links_and_footers_are_no_articles() {
        for middle in [
            "A town in fear\nMany left the town.\n",
            "Who is Jane Roe?\nWho is Jane Roe?\nProfile: Jane Roe\nShe was born in Oakvale.\n",
            "Analysis: a hard bargain\nBy Jane Doe in Oakvale\nIt was close.\n",
            "Ministers at the hall\nJANE DOE/REUTERS\nMany left the town.\n",
            "ENDS\nNotes to editors\nThe ministry was founded in 1990.\n",
            "Roe wins the vote in Riverton\nRoe loses the vote in Dale\n",
            "(Reporting by Jane Doe)\nShare\nCopyright 2031 The Oakvale Post. All rights reserved.\n",
        ] {
            check(&format!("Talks begin in Oakvale\n{BODY}{middle}{BODY}"), &["Talks begin in Oakvale"]);
        }
        check(&format!("Talks begin in Oakvale\n{BODY}ENDS\nRoe wins the vote\n"), &["Talks begin in Oakvale"]);
    }
}
