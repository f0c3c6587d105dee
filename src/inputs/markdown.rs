//! Markdown: which bytes are markup, which lines are headings and captions. The text itself stays as it is in the file.

use std::ops::Range;

use pulldown_cmark::{CodeBlockKind, Event, LinkType, Options, Parser, Tag, TagEnd};

use crate::text::{BlockKind, Layout, Span};

/// What the events so far make visible.
#[derive(Default)]
struct Reading {
    visible: Vec<Range<usize>>,
    blocks: Vec<(Range<usize>, BlockKind)>,
    /// Open elements whose text is no text of the article: fenced code, struck-out words, addresses.
    muted: usize,
    /// For every open element that may mute, whether it does: its end event does not tell.
    mutes: Vec<bool>,
    images: usize,
    paragraph: Option<Paragraph>,
}

/// An open paragraph; one that holds a picture and nothing else is a caption.
struct Paragraph {
    range: Range<usize>,
    alternatives: Vec<Range<usize>>,
    has_text: bool,
}

/// The layout of the Markdown text that begins at byte `start` of `text`.
pub(super) fn layout(text: &str, start: usize) -> Layout {
    let body = text.get(start..).unwrap_or("");
    let options =
        Options::ENABLE_TABLES | Options::ENABLE_FOOTNOTES | Options::ENABLE_STRIKETHROUGH | Options::ENABLE_TASKLISTS;
    let mut reading = Reading::default();
    for (event, range) in Parser::new_ext(body, options).into_offset_iter() {
        reading.event(body, &event, range);
    }
    let mut blocks: Vec<(Span, BlockKind)> =
        reading.blocks.into_iter().map(|(range, kind)| (whole_lines(body, &range, start), kind)).collect();
    blocks.sort_by_key(|(span, _)| *span);
    Layout { blocks, hidden: hidden(body, reading.visible, start), posts: Vec::new() }
}

impl Reading {
    fn event(&mut self, body: &str, event: &Event, range: Range<usize>) {
        match event {
            Event::Start(tag) => self.start(body, tag, range),
            Event::End(end) => self.end(*end),
            Event::Text(words) => {
                let Some(slice) = body.get(range.clone()) else { return };
                if slice.starts_with(words.as_ref()) {
                    // Of `&amp;` the ampersand stays, of `&nbsp;` nothing.
                    self.show(range.start..range.start + words.len());
                } else if !words.trim().is_empty() {
                    self.show(range);
                }
            }
            Event::Code(_) => {
                let Some(slice) = body.get(range.clone()) else { return };
                let marks = slice.len() - slice.trim_start_matches('`').len();
                if marks * 2 < slice.len() {
                    self.show(range.start + marks..range.end - marks);
                }
            }
            _ => {}
        }
    }

    fn start(&mut self, body: &str, tag: &Tag, range: Range<usize>) {
        match tag {
            Tag::Heading { .. } => self.blocks.push((range, BlockKind::Headline)),
            Tag::Paragraph => {
                self.paragraph = Some(Paragraph { range, alternatives: Vec::new(), has_text: false });
            }
            // An indented block is far more often an indented paragraph than code.
            Tag::CodeBlock(kind) => self.open(matches!(kind, CodeBlockKind::Fenced(_))),
            // A single tilde may mean "about".
            Tag::Strikethrough => self.open(body.get(range).is_some_and(|s| s.starts_with("~~"))),
            Tag::Link { link_type, .. } => self.open(matches!(link_type, LinkType::Autolink | LinkType::Email)),
            Tag::Image { .. } => self.images += 1,
            _ => {}
        }
    }

    fn end(&mut self, end: TagEnd) {
        match end {
            TagEnd::CodeBlock | TagEnd::Strikethrough | TagEnd::Link => {
                self.muted = self.muted.saturating_sub(usize::from(self.mutes.pop().unwrap_or(false)));
            }
            TagEnd::Image => self.images = self.images.saturating_sub(1),
            TagEnd::Paragraph => {
                if let Some(paragraph) = self.paragraph.take()
                    && !paragraph.has_text
                    && !paragraph.alternatives.is_empty()
                {
                    self.visible.extend(paragraph.alternatives);
                    self.blocks.push((paragraph.range, BlockKind::Caption));
                }
            }
            _ => {}
        }
    }

    fn open(&mut self, mutes: bool) {
        self.mutes.push(mutes);
        self.muted += usize::from(mutes);
    }

    fn show(&mut self, range: Range<usize>) {
        if self.muted > 0 {
            return;
        }
        match &mut self.paragraph {
            Some(paragraph) if self.images > 0 => paragraph.alternatives.push(range),
            // A picture inside a heading or a list shows no words to the reader.
            None if self.images > 0 => {}
            paragraph => {
                if let Some(paragraph) = paragraph {
                    paragraph.has_text = true;
                }
                self.visible.push(range);
            }
        }
    }
}

/// Everything that is not visible, without line ends and the blanks around them, so that lines stay lines.
fn hidden(body: &str, mut visible: Vec<Range<usize>>, offset: usize) -> Vec<Span> {
    visible.sort_by_key(|r| (r.start, r.end));
    let mut out = Vec::new();
    let mut at = 0;
    for range in visible.into_iter().chain(std::iter::once(body.len()..body.len())) {
        if let Some(gap) = body.get(at..range.start) {
            hide_gap(gap, at + offset, &mut out);
        }
        at = at.max(range.end);
    }
    out
}

fn hide_gap(gap: &str, offset: usize, out: &mut Vec<Span>) {
    let mut at = offset;
    for line in gap.split_inclusive('\n') {
        let words = line.trim();
        if !words.is_empty() && !is_year_marker(words) {
            let start = at + (line.len() - line.trim_start().len());
            out.push(Span::new(start, start + words.len()));
        }
        at += line.len();
    }
}

/// "1986. A great year" is a sentence that Markdown takes for the item 1986 of a list.
fn is_year_marker(words: &str) -> bool {
    words.len() > 4 && words.strip_suffix(['.', ')']).is_some_and(|n| n.bytes().all(|b| b.is_ascii_digit()))
}

/// The lines that `range` stands on, from the start of the first to the end of the last, without the line end.
fn whole_lines(body: &str, range: &Range<usize>, offset: usize) -> Span {
    let inside = body.get(range.clone()).unwrap_or("").trim_end();
    let last = range.start + inside.len();
    let start = body.get(..range.start).and_then(|b| b.rfind('\n')).map_or(0, |at| at + 1);
    let rest = body.get(last..).unwrap_or("");
    let end = last + rest.find('\n').map_or(rest.len(), |at| rest.get(..at).unwrap_or("").trim_end().len());
    Span::new(start + offset, end + offset)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What is left when the hidden bytes are taken away.
    fn visible(text: &str) -> String {
        let mut out = String::new();
        let mut at = 0;
        for span in &layout(text, 0).hidden {
            out.push_str(text.get(at..span.start).expect("sorted and on boundaries"));
            at = span.end;
        }
        out + text.get(at..).expect("inside")
    }

    #[test]
    fn markup_goes_and_words_stay() {
        for (text, left) in [
            ("The **talks** in _Ankara_ end.", "The talks in Ankara end."),
            ("# Talks end\n\nText.", " Talks end\n\nText."),
            ("See [the report](https://example.org/a \"t\") now.", "See the report now."),
            ("- one\n- two\n", " one\n two\n"),
            ("3. three", " three"),
            ("1986. A great year.", "1986. A great year."),
            ("> Quoted **words**\n> go on", " Quoted words\n go on"),
            ("```\nlet x = 1;\n```\nText.", "\n\n\nText."),
            ("    An indented paragraph.", "    An indented paragraph."),
            ("The <b>talks</b> end<br> now.", "The talks end now."),
            ("<div>\nhidden\n</div>\n\nText.", "\n\n\n\nText."),
            ("A ~~lie~~ fact, ~20 or ~30.", "A  fact, ~20 or ~30."),
            ("AT&amp;T gains&nbsp;5%.", "AT&T gains5%."),
            ("5 \\* 3 and `Ankara`", "5 * 3 and Ankara"),
            ("Words[^1].\n\n[^1]: A note.\n", "Words.\n\n A note.\n"),
            ("Text <https://example.org> ends.", "Text  ends."),
            ("| a | b |\n|---|---|\n| c | d |\n", " a  b \n\n c  d \n"),
            ("[x]: https://example.org/a\n\nSee [x].", "\n\nSee x."),
            ("Words ![logo](a.png) go on.", "Words  go on."),
            ("![The envoy in Ankara](a.png)\n\nText.", "The envoy in Ankara\n\nText."),
            ("Café “**Türkiye**” 🙂\r\n\r\nText", "Café “Türkiye” 🙂\r\n\r\nText"),
        ] {
            assert_eq!(visible(text), left, "{text}");
        }
    }

    #[test]
    fn headings_and_lone_pictures_are_blocks_of_whole_lines() {
        let text = "Intro.\n\n> ## Talks **end** ##\n\nTalks fail\nagain\n===\n\n![The envoy](a.png)\n\nText.";
        let blocks: Vec<_> = layout(text, 0).blocks.into_iter().map(|(s, kind)| (s.of(text), kind)).collect();
        assert_eq!(
            blocks,
            [
                ("> ## Talks **end** ##", BlockKind::Headline),
                ("Talks fail\nagain\n===", BlockKind::Headline),
                ("![The envoy](a.png)", BlockKind::Caption),
            ]
        );
    }

    #[test]
    fn offsets_count_from_the_start_of_the_file() {
        let text = "\u{feff}# Talks";
        let layout = layout(text, 3);
        assert_eq!(layout.blocks[0].0.of(text), "# Talks");
        assert_eq!(layout.hidden[0].of(text), "#");
    }
}
