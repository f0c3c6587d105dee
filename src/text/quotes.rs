//! Direct quotes: pairs of quotation marks, quotes that run over several blocks, and whose words they are.

use crate::{
    rules::Lexicons,
    text::{
        BlockKind, Document, Quote, Span,
        speakers::{Asked, speaker},
    },
};

/// The direct quotes of `doc` in order, with their speakers where a reporting verb governs them. Quotes inside quotes are
/// part of the outer one. A quote that runs over several blocks gives one quote for each, with one speaker.
pub fn find_quotes(doc: &Document, lexicons: &Lexicons) -> Vec<Quote> {
    let pieces = pieces(doc);
    let asked: Vec<Asked> = pieces.iter().map(|p| Asked { marks: p.marks, words: p.words }).collect();
    let mut out: Vec<Quote> = Vec::new();
    let mut chain_start = 0;
    for (i, piece) in pieces.iter().enumerate() {
        let Some(sentence) = doc.sentence_at(piece.words.start) else { continue };
        let mut speaker = speaker(doc, &asked, i, lexicons);
        if !piece.continues {
            chain_start = out.len();
        }
        if speaker.is_none() && piece.continues {
            speaker = out.last().and_then(|q| q.speaker);
        }
        if speaker.is_none() {
            speaker = said_before(doc, &pieces, &out, i);
        }
        // Who speaks is often told behind the last paragraph of a long quote.
        if piece.continues && speaker.is_some() && out.last().is_some_and(|q| q.speaker.is_none()) {
            out[chain_start..].iter_mut().filter(|q| q.speaker.is_none()).for_each(|q| q.speaker = speaker);
        }
        out.push(Quote { span: piece.words, sentence, speaker });
    }
    out
}

/// `“We are ready,” Roe said. “We will go.”`: a sentence that is all quote goes on with the words of the one before it.
fn said_before(doc: &Document, pieces: &[Piece], quotes: &[Quote], i: usize) -> Option<Span> {
    let (before, quote) = (pieces.get(i.checked_sub(1)?)?, quotes.last()?);
    let sentence = doc.sentence_at(pieces[i].marks.start)?;
    let opens = doc.sentences[sentence].span.start == pieces[i].marks.start;
    let last = doc.sentence_at(before.words.end.saturating_sub(1))?;
    let near = before.block == pieces[i].block && quote.span == before.words && last + 1 >= sentence;
    (opens && near).then_some(quote.speaker).flatten()
}

/// A quote, or the part of one that stands in one block.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Piece {
    /// With its marks.
    marks: Span,
    words: Span,
    block: usize,
    /// Whether it goes on with the quote before it.
    continues: bool,
}

fn pieces(doc: &Document) -> Vec<Piece> {
    let mut out: Vec<Piece> = Vec::new();
    // The block and style of a quote that was still open at the end of the block before.
    let mut open: Option<Style> = None;
    let mut post = None;
    for (index, block) in doc.blocks.iter().enumerate() {
        if matches!(block.kind, BlockKind::Credit | BlockKind::Furniture | BlockKind::Caption) {
            continue;
        }
        let style = open.take().filter(|_| post == Some(block.post) && block.kind == BlockKind::Prose);
        post = Some(block.post);
        let line = Marks::of(doc.slice(block.span));
        let (mut found, rest) = line.quotes(style);
        // A mark without its other half: the next block takes the quote up, or speech ends with its sentence.
        if let Some((lone, at)) = rest {
            // From prose to the next prose: no stretch of blocks is walked twice.
            let prose = block.kind == BlockKind::Prose;
            let next = doc.blocks[index + 1..].iter().take_while(|_| prose).find(|b| b.kind == BlockKind::Prose);
            let next = next.filter(|b| b.post == block.post);
            let goes_on = next.is_some_and(|b| Marks::of(doc.slice(b.span)).takes_up(lone));
            let before = doc.slice(block.span).get(..at).unwrap_or("").trim_end();
            let end = if goes_on { block.span.len() } else { sentence_end(doc, block.span, at) };
            let anew = at == 0 && style == Some(lone);
            let open_mark = line.char_len(at);
            if goes_on || before.is_empty() || before.ends_with([':', ',']) {
                found.push(Found { start: at, open: open_mark, close: 0, end, continues: anew });
            }
            open = goes_on.then_some(lone);
        }
        out.extend(found.iter().filter_map(|f| f.piece(doc, block.span, index)));
    }
    out
}

/// End of the sentence at byte `at` of the block, from the block's start.
fn sentence_end(doc: &Document, block: Span, at: usize) -> usize {
    let sentence = doc.sentence_at(block.start + at).map(|s| doc.sentences[s].span.end);
    sentence.map_or(block.len(), |end| end.min(block.end) - block.start)
}

/// Which marks a quote has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Style {
    open: char,
    close: char,
    /// Whether an opening mark cannot be anything else (an apostrophe can).
    sure: bool,
}

const STYLES: [Style; 5] = [
    Style { open: '“', close: '”', sure: true },
    Style { open: '"', close: '"', sure: true },
    Style { open: '«', close: '»', sure: true },
    Style { open: '‘', close: '’', sure: false },
    Style { open: '\'', close: '\'', sure: false },
];

/// A quote in a block, as bytes from the block's start: `open` and `close` are the lengths of its marks.
#[derive(Debug, Clone, Copy)]
struct Found {
    start: usize,
    open: usize,
    close: usize,
    end: usize,
    continues: bool,
}

impl Found {
    fn piece(&self, doc: &Document, block: Span, index: usize) -> Option<Piece> {
        let marks = Span::new(block.start + self.start, block.start + self.end);
        let words = Span::new(marks.start + self.open, marks.end.checked_sub(self.close)?);
        let inside = doc.text.get(words.start..words.end)?;
        let start = words.start + inside.len() - inside.trim_start().len();
        let words = Span::new(start, start + inside.trim().len());
        // One letter in marks is rock ’n’ roll, not a quote.
        let letters = words.of(&doc.text).chars().filter(|c| c.is_alphanumeric()).take(2).count();
        (letters == 2).then_some(Piece { marks, words, block: index, continues: self.continues })
    }
}

/// The characters of a block that can be quotation marks, with their neighbours.
struct Marks<'t> {
    text: &'t str,
    marks: Vec<Mark>,
}

#[derive(Debug, Clone, Copy)]
struct Mark {
    at: usize,
    end: usize,
    char: char,
    before: char,
    after: char,
}

impl Mark {
    /// Whether the mark can open a quote: nothing glued to its left, a word to its right.
    fn opens(&self, style: Style) -> bool {
        let left = self.before.is_whitespace() || "([{—–-/‘“\"'«…:".contains(self.before);
        let clear = matches!(style.open, '“' | '«');
        self.char == style.open && (clear || left) && !self.after.is_whitespace() && (clear || self.after != '.')
    }

    /// Whether the mark can open a quote of its own kind.
    fn opens_any(&self) -> bool {
        STYLES.iter().any(|style| self.opens(*style))
    }

    /// Whether the mark can close a quote of `style`: something glued to its left, nothing of a word to its right. An outlet that pastes
    /// from two systems opens with a curly mark and closes with a straight one, or the other way about.
    fn closes(&self, style: Style) -> bool {
        let clear = matches!(self.char, '”' | '»');
        let fits = self.char == style.close || is_double(self.char) && self.char != '“' && is_double(style.close);
        fits && (clear || (!self.before.is_whitespace() && !self.after.is_alphanumeric()))
    }

    /// Whether the mark may be the apostrophe of a plural genitive ("the ministers’ talks").
    fn may_be_genitive(&self) -> bool {
        matches!(self.before, 's' | 'S' | 'z' | 'x') && matches!(self.char, '’' | '\'') && self.after.is_whitespace()
    }
}

impl<'t> Marks<'t> {
    fn of(text: &'t str) -> Self {
        let mut marks = Vec::new();
        let mut before = ' ';
        let mut chars = text.char_indices().peekable();
        while let Some((at, char)) = chars.next() {
            if STYLES.iter().any(|s| s.open == char || s.close == char) {
                // Old systems write two single marks for a double one.
                let twice = matches!(char, '\'' | '’') && chars.peek().is_some_and(|c| c.1 == char);
                let end = if twice { chars.next().map_or(at, |c| c.0) } else { at } + char.len_utf8();
                let after = chars.peek().map_or(' ', |c| c.1);
                marks.push(Mark { at, end, char: if twice { '"' } else { char }, before, after });
            }
            before = char;
        }
        Self { text, marks }
    }

    fn char_len(&self, at: usize) -> usize {
        self.text.get(at..).and_then(|t| t.chars().next()).map_or(0, char::len_utf8)
    }

    /// Whether the block goes on with a quote that the block before left open: it opens with the same mark anew, or the
    /// first mark of that style closes.
    fn takes_up(&self, style: Style) -> bool {
        let anew = self.marks.first().is_some_and(|m| m.at == 0 && m.char == style.open && m.opens(style));
        anew || self.dangling(style).is_some()
    }

    /// The closing mark of a quote that began in the block before.
    fn dangling(&self, style: Style) -> Option<&Mark> {
        let first = self.marks.iter().find(|m| m.char == style.open || m.char == style.close)?;
        (style.sure && first.closes(style) && (style.open != style.close || !first.opens(style))).then_some(first)
    }

    /// The quotes in order; and the style and start of one that is still open at the end. `before` is the style of a quote
    /// that the block before left open.
    fn quotes(&self, before: Option<Style>) -> (Vec<Found>, Option<(Style, usize)>) {
        let mut out: Vec<Found> = Vec::new();
        let mut next = 0;
        if let Some(mark) = before.and_then(|style| self.dangling(style)) {
            out.push(Found { start: 0, open: 0, close: mark.end - mark.at, end: mark.end, continues: true });
            next = self.marks.partition_point(|m| m.at <= mark.at);
        }
        while let Some(mark) = self.marks.get(next) {
            next += 1;
            let Some(style) = STYLES.into_iter().find(|s| mark.opens(*s)) else { continue };
            let anew = mark.at == 0 && before == Some(style);
            match self.closing(style, next) {
                Some(close) => {
                    let (from, to) = (mark, &self.marks[close]);
                    let (open, close_len) = (from.end - from.at, to.end - to.at);
                    out.push(Found { start: from.at, open, close: close_len, end: to.end, continues: anew });
                    next = close + 1;
                }
                None if style.sure && !self.marks[next..].iter().any(|m| m.opens(style)) => {
                    return (out, Some((style, mark.at)));
                }
                None => {}
            }
        }
        (out, None)
    }

    /// Index of the mark that closes a quote of `style`, from index `from` on; none when another one opens first.
    fn closing(&self, style: Style, from: usize) -> Option<usize> {
        let mut genitive = None;
        // Words in the other kind of double marks, inside: their closing mark closes nothing else.
        let mut inside = false;
        for (i, mark) in self.marks.iter().enumerate().skip(from) {
            if inside && mark.char != style.close && mark.closes(style) {
                inside = false;
            } else if !mark.opens(style) && is_double(style.open) && is_double(mark.char) && mark.opens_any() {
                inside = true;
            } else if mark.closes(style) {
                if style.sure || !mark.may_be_genitive() {
                    return Some(i);
                }
                genitive = genitive.or(Some(i));
            } else if mark.opens(style) {
                return genitive;
            }
        }
        genitive
    }
}

fn is_double(mark: char) -> bool {
    matches!(mark, '“' | '”' | '"')
}
