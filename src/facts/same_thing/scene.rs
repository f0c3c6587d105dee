//! The sentences of a story as numbers: each word one symbol, with its weight by rarity and its vector; values are hidden.

use std::collections::BTreeMap;

use crate::{
    claims::{OpenKind, SourceAnalysis},
    facts::{
        Entities, fnv1a,
        same_thing::meaning::{Meaning, Vector},
    },
    mentions::Value,
    rules::Lexicons,
    text::{
        BlockKind, Pos, Token,
        neural::{Words, words::VECTOR},
        spelling::word_hash,
    },
};

/// Stands for a word in all that follows.
pub type Symbol = u32;

/// One element of a sentence laid beside another: a word, or a value of some kind, whichever it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Element {
    /// The word, or the mark of the kind of value.
    pub symbol: Symbol,
    /// The first token.
    pub token: usize,
    /// The mention that names the value, if it is one.
    pub mention: Option<usize>,
    /// Whether it is a word that carries meaning.
    pub is_content: bool,
}

impl Element {
    /// Whether it is a value of a kind.
    pub fn is_of(&self, kind: OpenKind) -> bool {
        self.mention.is_some() && self.symbol == kind as Symbol
    }
}

/// A sentence with its values hidden.
#[derive(Debug, Clone, Default)]
pub struct View {
    /// Content words and names, sorted, each once; no numbers and no times.
    pub words: Vec<Symbol>,
    /// Its words in order, values each as one mark.
    pub elements: Vec<Element>,
    /// Sum of the weights of `words`.
    pub weight: u64,
    /// The direction of `words` together, each as heavy as it weighs.
    pub meaning: Meaning,
    /// The words of the sentences before and behind it.
    pub beside: Vec<Symbol>,
    /// Orders sentences by their words, wherever they stand.
    pub order: u64,
}

/// All sentences of a story, values hidden.
pub struct Scene<'a> {
    /// The sources.
    pub sources: &'a [SourceAnalysis],
    /// Who is who.
    pub entities: &'a Entities,
    /// Word lists.
    pub lexicons: &'a Lexicons,
    symbols: BTreeMap<String, Symbol>,
    /// By symbol: the sentences that hold it, as numbers over the story.
    pub(super) holders: Vec<Vec<u32>>,
    pub(super) weights: Vec<u64>,
    vectors: Vec<Option<Vector>>,
    contrasts: Vec<Option<(u16, u16)>>,
    /// Numbers of the groups of contraries and of their members.
    groups: BTreeMap<String, u16>,
    /// By source and token.
    tokens: Vec<Vec<Option<Symbol>>>,
    /// By source and sentence.
    views: Vec<Vec<View>>,
    /// Source and sentence of each number over the story.
    pub(super) places: Vec<(usize, usize)>,
}

impl<'a> Scene<'a> {
    /// Reads all sentences once.
    pub fn of(sources: &'a [SourceAnalysis], entities: &'a Entities, lexicons: &'a Lexicons) -> Self {
        let mut scene = Self {
            sources,
            entities,
            lexicons,
            symbols: BTreeMap::new(),
            holders: Vec::new(),
            weights: Vec::new(),
            vectors: Vec::new(),
            contrasts: Vec::new(),
            groups: BTreeMap::new(),
            tokens: Vec::new(),
            views: Vec::new(),
            places: Vec::new(),
        };
        for kind in OpenKind::ALL {
            scene.symbol(&format!("\u{0}{}", kind.name()));
        }
        for (source, analysis) in sources.iter().enumerate() {
            let views = (0..analysis.doc.sentences.len()).map(|sentence| scene.read(source, analysis, sentence));
            let views = views.collect();
            scene.views.push(views);
        }
        for analysis in sources {
            let tokens = analysis.doc.tokens.iter().map(|token| scene.known(&folded(token, lexicons))).collect();
            scene.tokens.push(tokens);
        }
        scene.weigh();
        scene
    }

    /// A sentence of a source.
    pub fn view(&self, (source, sentence): (usize, usize)) -> &View {
        &self.views[source][sentence]
    }

    /// What a word weighs: more, the rarer it is in the story.
    pub fn weight(&self, symbol: Symbol) -> u64 {
        self.weights[symbol as usize]
    }

    /// The vector of a word, if it has one.
    pub fn vector(&self, symbol: Symbol) -> Option<&Vector> {
        self.vectors[symbol as usize].as_ref()
    }

    /// The group of contraries that a word belongs to, and which of its members it is.
    pub fn contrast(&self, symbol: Symbol) -> Option<(u16, u16)> {
        self.contrasts[symbol as usize]
    }

    /// The symbol of a word in lower case, if the story has it.
    pub fn known(&self, word: &str) -> Option<Symbol> {
        self.symbols.get(word).copied()
    }

    /// The symbol of a token's dictionary form, synonyms and event nouns folded.
    pub fn of_token(&self, source: usize, token: usize) -> Option<Symbol> {
        self.tokens[source][token]
    }

    /// What some words mean together.
    pub fn meaning(&self, words: &[Symbol]) -> Meaning {
        Meaning::of(words.iter().filter_map(|word| Some((self.weight(*word), self.vector(*word)?))))
    }

    /// The symbol of the name that a mention is.
    pub fn of_mention(&self, source: usize, mention: usize) -> Option<Symbol> {
        self.entities.of(source, mention).and_then(|id| self.known(&format!("@{}", id.0)))
    }

    fn symbol(&mut self, word: &str) -> Symbol {
        if let Some(symbol) = self.symbols.get(word) {
            return *symbol;
        }
        let next = self.holders.len() as Symbol;
        self.symbols.insert(word.to_owned(), next);
        self.holders.push(Vec::new());
        let words = Words::embedded();
        let plain = word.strip_prefix('~').unwrap_or(word);
        let contrast = self.lexicons.value("contrast", plain).and_then(|c| c.split_once('/'));
        self.contrasts.push(contrast.map(|(group, member)| {
            let mut number = |name: &str| {
                let next = self.groups.len() as u16;
                *self.groups.entry(name.to_owned()).or_insert(next)
            };
            (number(group), number(&format!("{group}/{member}")))
        }));
        let number = words.vector_of(plain, word_hash(plain));
        let mut vector = [0; VECTOR];
        self.vectors.push(number.map(|number| {
            words.vector(number).zip(&mut vector).for_each(|(from, to)| *to = from);
            vector
        }));
        next
    }

    fn read(&mut self, source: usize, analysis: &SourceAnalysis, sentence: usize) -> View {
        let doc = &analysis.doc;
        let mut view = View::default();
        if matches!(doc.kind_of(sentence), BlockKind::Credit | BlockKind::Furniture) {
            return view;
        }
        view.order = fnv1a(doc.slice(doc.sentences[sentence].span));
        let tokens = doc.sentences[sentence].tokens.clone();
        let from = analysis.mentions.partition_point(|m| m.sentence < sentence);
        let here = analysis.mentions.iter().enumerate().skip(from).take_while(|(_, m)| m.sentence == sentence);
        let mut values: Vec<(usize, &crate::mentions::Mention, OpenKind)> =
            here.filter_map(|(n, m)| OpenKind::of(&m.value).map(|kind| (n, m, kind))).collect();
        values.sort_by_key(|(_, m, _)| (m.tokens.start, std::cmp::Reverse(m.tokens.end)));
        let mut at = tokens.start;
        let mut next = values.into_iter().peekable();
        while at < tokens.end {
            while next.peek().is_some_and(|(_, m, _)| m.tokens.start < at) {
                next.next();
            }
            match next.next_if(|(_, m, _)| m.tokens.start == at) {
                Some((index, mention, kind)) => {
                    let symbol = kind as Symbol;
                    view.elements.push(Element { symbol, token: at, mention: Some(index), is_content: false });
                    if matches!(kind, OpenKind::Place | OpenKind::Who)
                        && let Some(id) = self.entities.of(source, index)
                    {
                        let symbol = self.symbol(&format!("@{}", id.0));
                        view.words.push(symbol);
                    }
                    // What is counted is no part of the value.
                    let end = match &mention.value {
                        Value::Quantity(_) => mention.tokens.clone().find(|t| *t > at && is_counted(&doc.tokens[*t])),
                        _ => None,
                    };
                    at = end.unwrap_or(mention.tokens.end).max(at + 1);
                }
                None => {
                    let token = &doc.tokens[at];
                    let word = folded(token, self.lexicons);
                    let symbol = self.symbol(&word);
                    let is_content = is_content(token, self.lexicons);
                    if token.lower.chars().any(char::is_alphanumeric) {
                        view.elements.push(Element { symbol, token: at, mention: None, is_content });
                    }
                    if is_content {
                        view.words.push(symbol);
                    }
                    at += 1;
                }
            }
        }
        view.words.sort_unstable();
        view.words.dedup();
        let number = self.places.len() as u32;
        self.places.push((source, sentence));
        for word in &view.words {
            self.holders[*word as usize].push(number);
        }
        view
    }

    fn weigh(&mut self) {
        let all = self.places.len();
        self.weights = self.holders.iter().map(|held| rarity(held.len(), all)).collect();
        let mut views = std::mem::take(&mut self.views);
        for of_source in &mut views {
            for view in of_source.iter_mut() {
                view.weight = view.words.iter().map(|w| self.weights[*w as usize]).sum();
                view.meaning = self.meaning(&view.words);
            }
            for at in 0..of_source.len() {
                let near = [at.checked_sub(1), Some(at + 1)].into_iter().flatten().filter_map(|n| of_source.get(n));
                let mut beside: Vec<Symbol> = near.flat_map(|view| view.words.iter().copied()).collect();
                beside.sort_unstable();
                beside.dedup();
                of_source[at].beside = beside;
            }
        }
        self.views = views;
    }
}

/// Words that carry meaning.
pub(super) fn is_content(token: &Token, lexicons: &Lexicons) -> bool {
    matches!(token.pos, Pos::Noun | Pos::Verb | Pos::Adj | Pos::Propn | Pos::Adv)
        && token.lower.chars().count() > 2
        && !lexicons.has("empty_word", &token.lemma)
}

fn is_counted(token: &Token) -> bool {
    matches!(token.pos, Pos::Noun | Pos::Propn | Pos::Adj)
}

fn folded(token: &Token, lexicons: &Lexicons) -> String {
    kind_of(token.lemma.to_lowercase(), lexicons)
}

/// One more for each time that a word in `held` of `all` sentences could be half again as rare, squared.
fn rarity(held: usize, all: usize) -> u64 {
    let times = (all / held.max(2)).max(1) as u64;
    let steps = 1 + u64::from((times * times).ilog2());
    steps * steps
}

/// A word, or the kind of event that it names: a quake is an earthquake, and to abduct is to kidnap.
pub(super) fn kind_of(word: String, lexicons: &Lexicons) -> String {
    let noun = lexicons.value("nominal", &word).unwrap_or(&word);
    let event = lexicons.classes_of(noun).find(|class| class.starts_with("event_"));
    event.or(lexicons.value("synonym", noun)).map_or(word.clone(), |kind| format!("~{kind}"))
}
