//! The sentences of a story as numbers: each word one symbol, with its weight by rarity and its vector; values are hidden.

use std::collections::BTreeMap;

use rustc_hash::FxHashMap;

use crate::{
    claims::{OpenKind, SourceAnalysis},
    facts::{
        Entities, fnv1a,
        same_thing::{
            folding::{folded, is_content, is_counted, rarity},
            meaning::{Meaning, Vector},
            view::{Element, Symbol, View},
        },
    },
    mentions::Value,
    rules::Lexicons,
    text::{
        BlockKind,
        neural::{Words, words::VECTOR},
        spelling::word_hash,
    },
};

/// All sentences of a story, values hidden.
pub struct Scene<'a> {
    /// The sources.
    pub sources: &'a [SourceAnalysis],
    /// Who is who.
    pub entities: &'a Entities,
    /// Word lists.
    pub lexicons: &'a Lexicons,
    symbols: FxHashMap<String, Symbol>,
    /// By dictionary form: what it means here.
    folds: FxHashMap<String, Symbol>,
    /// By symbol: the sentences that hold it, as numbers over the story.
    pub(super) holders: Vec<Vec<u32>>,
    pub(super) weights: Vec<u64>,
    vectors: Vec<Option<Vector>>,
    contrasts: Vec<Option<(u16, u16)>>,
    /// Numbers of the groups of contraries and of their members.
    groups: BTreeMap<String, u16>,
    /// By source and token.
    tokens: Vec<Vec<Option<Symbol>>>,
    /// By source and token: whether it carries meaning.
    content: Vec<Vec<bool>>,
    /// By source and mention: the name that it is.
    named: Vec<Vec<Option<Symbol>>>,
    /// By source: all content words and names, sorted.
    told: Vec<Vec<Symbol>>,
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
            symbols: FxHashMap::default(),
            folds: FxHashMap::default(),
            holders: Vec::new(),
            weights: Vec::new(),
            vectors: Vec::new(),
            contrasts: Vec::new(),
            groups: BTreeMap::new(),
            tokens: Vec::new(),
            content: Vec::new(),
            named: Vec::new(),
            told: Vec::new(),
            views: Vec::new(),
            places: Vec::new(),
        };
        for kind in OpenKind::ALL {
            scene.symbol(&format!("\u{0}{}", kind.name()));
        }
        for (source, analysis) in sources.iter().enumerate() {
            scene.content.push(analysis.doc.tokens.iter().map(|token| is_content(token, lexicons)).collect());
            let views = (0..analysis.doc.sentences.len()).map(|sentence| scene.read(source, analysis, sentence));
            let views = views.collect();
            scene.views.push(views);
        }
        for (source, analysis) in sources.iter().enumerate() {
            let known = |lemma: &str| scene.folds.get(lemma).copied().or_else(|| scene.known(&folded(lemma, lexicons)));
            let tokens = analysis.doc.tokens.iter().map(|token| known(&token.lemma)).collect();
            scene.tokens.push(tokens);
            let name = |mention| entities.of(source, mention).and_then(|id| scene.known(&format!("@{}", id.0)));
            let named = (0..analysis.mentions.len()).map(name).collect();
            scene.named.push(named);
            let mut told: Vec<Symbol> =
                scene.views[source].iter().flat_map(|view| view.words.iter().copied()).collect();
            told.sort_unstable();
            told.dedup();
            scene.told.push(told);
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

    /// Whether a token is a word that carries meaning.
    pub fn is_content(&self, source: usize, token: usize) -> bool {
        self.content[source][token]
    }

    /// The symbol of the name that a mention is.
    pub fn of_mention(&self, source: usize, mention: usize) -> Option<Symbol> {
        self.named[source][mention]
    }

    /// Whether a source has a word or name anywhere.
    pub fn tells(&self, source: usize, symbol: Symbol) -> bool {
        self.told[source].binary_search(&symbol).is_ok()
    }

    fn of_lemma(&mut self, lemma: &str) -> Symbol {
        if let Some(symbol) = self.folds.get(lemma) {
            return *symbol;
        }
        let symbol = self.symbol(&folded(lemma, self.lexicons));
        self.folds.insert(lemma.to_owned(), symbol);
        symbol
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
                    if let Some(normal) = normal(&mention.value) {
                        view.values.push(self.symbol(&format!("={normal}")));
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
                    let symbol = self.of_lemma(&token.lemma);
                    let is_content = self.is_content(source, at);
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
        view.values.sort_unstable();
        view.values.dedup();
        view.sorted = view.elements.iter().filter(|e| e.mention.is_none()).map(|e| e.symbol).collect();
        view.sorted.sort_unstable();
        let number = self.places.len() as u32;
        self.places.push((source, sentence));
        for word in view.words.iter().chain(&view.values) {
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
                view.weight_of_values = view.values.iter().map(|v| self.weights[*v as usize]).sum();
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

/// What a number or a time comes to, whatever its form.
fn normal(value: &Value) -> Option<String> {
    match value {
        Value::Quantity(quantity) => Some(quantity.quantity.normalized()),
        Value::Time(time) => Some(time.normal()),
        _ => None,
    }
}
