//! What the text stage makes of one source: blocks, posts, sentences, tokens, noun chunks, quotes, all with byte spans.

use std::ops::Range;

use crate::{text::Span, values::Timestamp};

/// What a block of text is. Headlines and captions are text and can carry claims; credits and furniture cannot.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum BlockKind {
    /// Running text.
    Prose,
    /// A headline or cross-head: usually no full stop, often the historic present.
    Headline,
    /// A picture caption.
    Caption,
    /// Who took the picture or wrote the text ("ERDEM SAHIN/EPA", "By Jane Roe").
    Credit,
    /// What the site repeats everywhere: cookie notices, share buttons, "Read more".
    Furniture,
}

/// One line or paragraph.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Block {
    /// Where it stands.
    pub span: Span,
    /// What it is.
    pub kind: BlockKind,
    /// Index of the post it belongs to.
    pub post: usize,
}

/// A dated section of a source: a live-blog entry, one of several articles in a file. A plain article is one post.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Post {
    /// Where it stands, stamp included.
    pub span: Span,
    /// The stamp as written ("21:22", "14.05 BST", "12 July 2025"), if the text shows one.
    pub stamp: Option<Span>,
    /// What dates it.
    pub dating: Dating,
    /// Who wrote it, where the format says so.
    pub author: Option<String>,
}

/// What dates a post.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Dating {
    /// It is dated as its source is; a date line counts where nothing else dates the source.
    Source,
    /// The clock of its stamp, on a day of its live blog.
    Clock {
        /// Minutes after midnight.
        minutes: u16,
        /// Days after the blog's oldest post, because midnight has passed in between.
        day: u16,
    },
    /// Its date line alone: a second article in a file may be of another month.
    Own,
    /// The format says when it was posted.
    Given(Timestamp),
}

/// A post that the format names (an update of a live blog in JSON).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GivenPost {
    /// Where it begins; it ends where the next one begins.
    pub start: usize,
    /// When it was posted, if it says so.
    pub published: Option<Timestamp>,
    /// Who wrote it, if it says so.
    pub author: Option<String>,
    /// Whether it is an article of its own and not a part of its source's.
    pub own: bool,
}

/// How the source's format laid the text out, where the format knows; the text stage finds the rest.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Layout {
    /// Blocks that the format names (Markdown headings); where none covers a line, the text stage decides.
    pub blocks: Vec<(Span, BlockKind)>,
    /// Bytes that are markup or metadata and no text (front matter, `**`, link targets); treated as blank.
    pub hidden: Vec<Span>,
    /// Posts in order, where the format names them; else the text stage finds them.
    pub posts: Vec<GivenPost>,
}

/// One sentence; quotes inside it belong to it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sentence {
    /// From its first to its last token.
    pub span: Span,
    /// Its tokens, as indices into [`Document::tokens`].
    pub tokens: Range<usize>,
    /// Index of its block.
    pub block: usize,
}

/// One token: a word, a number, a clitic (`'s`, `n't`) or a punctuation mark, as the Universal Dependencies cut English.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Token {
    /// Where it stands.
    pub span: Span,
    /// Universal part of speech.
    pub pos: Pos,
    /// Finer tag, of the Penn Treebank.
    pub form: Form,
    /// Dictionary form, lower case except for proper nouns.
    pub lemma: Box<str>,
    /// Lower-case form with typographic quotes made plain.
    pub lower: Box<str>,
}

/// Universal part-of-speech tags.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[allow(missing_docs, reason = "the names are the Universal Dependencies' own")]
pub enum Pos {
    Adj,
    Adp,
    Adv,
    Aux,
    Cconj,
    Det,
    Intj,
    Noun,
    Num,
    Part,
    Pron,
    Propn,
    Punct,
    Sconj,
    Sym,
    Verb,
    X,
}

impl Pos {
    /// The name in Universal Dependencies.
    pub fn name(self) -> &'static str {
        match self {
            Pos::Adj => "ADJ",
            Pos::Adp => "ADP",
            Pos::Adv => "ADV",
            Pos::Aux => "AUX",
            Pos::Cconj => "CCONJ",
            Pos::Det => "DET",
            Pos::Intj => "INTJ",
            Pos::Noun => "NOUN",
            Pos::Num => "NUM",
            Pos::Part => "PART",
            Pos::Pron => "PRON",
            Pos::Propn => "PROPN",
            Pos::Punct => "PUNCT",
            Pos::Sconj => "SCONJ",
            Pos::Sym => "SYM",
            Pos::Verb => "VERB",
            Pos::X => "X",
        }
    }
}

/// What of the Penn Treebank's finer tags the later stages ask for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Form {
    /// VB: base form.
    Base,
    /// VBD: past tense.
    Past,
    /// VBG: gerund or present participle.
    Ing,
    /// VBN: past participle.
    Participle,
    /// VBP and VBZ: present tense.
    Present,
    /// MD: modal.
    Modal,
    /// TO.
    To,
    /// NNS, NNPS: plural noun.
    Plural,
    /// POS: the clitic `'s`.
    Possessive,
    /// PRP$, WP$.
    PossessivePronoun,
    /// WDT, WP, WRB: relative and interrogative words.
    Wh,
    /// Everything else.
    Other,
}

/// A base noun phrase: determiner to head, without what follows the head. A genitive ("Russia's") is a chunk of its own
/// that ends before the clitic.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Chunk {
    /// Its tokens, as indices into [`Document::tokens`].
    pub tokens: Range<usize>,
    /// Index of its head token.
    pub head: usize,
    /// Index of its sentence.
    pub sentence: usize,
}

/// A direct quote.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Quote {
    /// The quoted words, without the marks.
    pub span: Span,
    /// Index of the sentence it begins in.
    pub sentence: usize,
    /// Who speaks, as a noun chunk or pronoun beside a reporting verb, where the text shows it.
    pub speaker: Option<Span>,
}

/// One source's text with its annotation. Every index of a later stage points into these vectors.
#[derive(Debug, Clone, Default)]
pub struct Document {
    /// The decoded text; spans are byte ranges of it.
    pub text: String,
    /// Lines and paragraphs in order.
    pub blocks: Vec<Block>,
    /// Posts in order of the text; at least one.
    pub posts: Vec<Post>,
    /// Sentences in order.
    pub sentences: Vec<Sentence>,
    /// Tokens in order.
    pub tokens: Vec<Token>,
    /// Noun chunks in order, never overlapping.
    pub chunks: Vec<Chunk>,
    /// Direct quotes in order.
    pub quotes: Vec<Quote>,
}

impl Document {
    /// The words of `span`.
    pub fn slice(&self, span: Span) -> &str {
        span.of(&self.text)
    }

    /// The words of the token at `index`, as written.
    pub fn word(&self, index: usize) -> &str {
        self.tokens.get(index).map_or("", |t| t.span.of(&self.text))
    }

    /// The byte range of `tokens`; empty for an empty range.
    pub fn span_of(&self, tokens: &Range<usize>) -> Span {
        match (self.tokens.get(tokens.start), self.tokens.get(tokens.end.wrapping_sub(1))) {
            (Some(first), Some(last)) if !tokens.is_empty() => first.span.join(last.span),
            _ => Span::new(0, 0),
        }
    }

    /// The tokens that begin inside `span`.
    pub fn tokens_of(&self, span: Span) -> Range<usize> {
        let first = self.tokens.partition_point(|t| t.span.start < span.start);
        first..self.tokens.partition_point(|t| t.span.start < span.end).max(first)
    }

    /// The byte range of `tokens`; for an empty range the place between its neighbours.
    pub fn span_at(&self, tokens: &Range<usize>) -> Span {
        if !tokens.is_empty() {
            return self.span_of(tokens);
        }
        let at = self.tokens.get(tokens.start).map_or(self.text.len(), |t| t.span.start);
        Span::new(at, at)
    }

    /// Index of the sentence that holds byte `at`, if any.
    pub fn sentence_at(&self, at: usize) -> Option<usize> {
        let next = self.sentences.partition_point(|s| s.span.start <= at);
        next.checked_sub(1).filter(|&i| at < self.sentences[i].span.end)
    }

    /// The direct quote that holds `span`, if any.
    pub fn quote_at(&self, span: Span) -> Option<&Quote> {
        let next = self.quotes.partition_point(|q| q.span.start <= span.start);
        next.checked_sub(1).map(|i| &self.quotes[i]).filter(|q| q.span.contains(span))
    }

    /// Index of the post that sentence `index` belongs to.
    pub fn post_of(&self, index: usize) -> usize {
        self.sentences.get(index).map_or(0, |s| self.blocks[s.block].post)
    }

    /// The kind of block that sentence `index` stands in.
    pub fn kind_of(&self, index: usize) -> BlockKind {
        self.sentences.get(index).map_or(BlockKind::Prose, |s| self.blocks[s.block].kind)
    }
}
