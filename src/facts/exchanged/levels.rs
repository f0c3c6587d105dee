//! What speaks for an exchange of words being one of facts.

use crate::{
    claims::OpenKind,
    facts::{
        exchanged::{Reading, WordsAt},
        same_thing::{Element, Laid, Symbol, cosine, degree_of, tenth},
    },
    mentions::{Mention, Value},
    syntax::Dep,
    text::{BlockKind, Pos, Token},
    values::Comparison,
};

/// The features, in the order of their levels.
pub const WORD_NAMES: [&str; 22] = [
    "sentences_word_by_word",
    "sentences_alike",
    "rank_of_sentences",
    "equal_words",
    "other_exchanges",
    "exchanged_values",
    "equal_values",
    "exchanged_names",
    "part_of_speech",
    "near_in_meaning",
    "relation_of_words",
    "number_of_words",
    "in_quotes",
    "ordinal_words",
    "spelled_alike",
    "told_elsewhere",
    "place_in_grammar",
    "capital_letters",
    "length_of_text",
    "kind_of_block",
    "weight_of_words",
    "days_between_reports",
];
/// Levels of all features of one exchange.
pub type WordLevels = [u8; WORD_NAMES.len()];

impl Reading<'_, '_> {
    pub(super) fn levels(&self, a: &WordsAt, b: &WordsAt, laid: &Laid) -> WordLevels {
        let (at, other) = ((a.source, a.sentence), (b.source, b.sentence));
        let (x, y) = (self.scene.view(at), self.scene.view(other));
        let ranks = (self.nearest.rank(at, other), self.nearest.rank(other, at));
        let equal = laid.paired().filter(|(p, q)| x.elements[*p].mention.is_none() && y.elements[*q].mention.is_none());
        let equal = equal.count();
        let (exchanged, values, names, equal_values) = self.beside(a, b, laid);
        let (near, relation) = self.meaning(a, b);
        [
            tenth(laid.alike),
            tenth(cosine(self.scene, x, y, &[])),
            match ranks {
                (Some(0), Some(0)) => 0,
                (Some(0), _) | (_, Some(0)) => 1,
                _ => 2,
            },
            [3, 5, 7, 10, 14, 20].iter().filter(|least| equal > **least).count() as u8,
            exchanged,
            values,
            equal_values,
            names,
            self.parts_of_speech(a, b),
            near,
            relation,
            self.number_of_words(a, b),
            self.quoted(a) + self.quoted(b),
            self.ordinal(a) + self.ordinal(b),
            self.spelled(a, b),
            self.elsewhere(a, b) + self.elsewhere(b, a),
            self.dependency(a, b),
            self.capital(a) + self.capital(b),
            [1, 2, 4, 8, 16].iter().filter(|least| self.sentences(a).min(self.sentences(b)) > **least).count() as u8,
            self.block(a).max(self.block(b)),
            self.weight(a, b),
            self.reports(a, b),
        ]
    }

    fn tokens(&self, at: &WordsAt) -> &[Token] {
        &self.scene.sources[at.source].doc.tokens[at.tokens.clone()]
    }

    fn content(&self, at: &WordsAt) -> Vec<Symbol> {
        let doc = &self.scene.sources[at.source].doc;
        let content = |t: &usize| {
            matches!(doc.tokens[*t].pos, Pos::Noun | Pos::Verb | Pos::Adj | Pos::Adv | Pos::Propn | Pos::Num)
        };
        at.tokens.clone().filter(content).filter_map(|t| self.scene.of_token(at.source, t)).collect()
    }

    fn mentions(&self, at: &WordsAt) -> impl Iterator<Item = &Mention> {
        let mentions = &self.scene.sources[at.source].mentions;
        let from = mentions.partition_point(|m| m.sentence < at.sentence);
        let (sentence, tokens) = (at.sentence, at.tokens.clone());
        let here = mentions[from..].iter().take_while(move |m| m.sentence == sentence);
        here.filter(move |m| m.tokens.start < tokens.end && tokens.start < m.tokens.end)
    }

    /// Other exchanges of words; values that differ and that agree; names that differ.
    fn beside(&self, a: &WordsAt, b: &WordsAt, laid: &Laid) -> (u8, u8, u8, u8) {
        let (x, y) = (self.scene.view((a.source, a.sentence)), self.scene.view((b.source, b.sentence)));
        let (mut values, mut names, mut equal) = (0, 0, 0);
        for (p, q) in laid.paired().map(|(p, q)| (&x.elements[p], &y.elements[q])) {
            let (Some(m), Some(n)) = (p.mention, q.mention) else { continue };
            let same = self.taken.key(a.source, m) == self.taken.key(b.source, n);
            match (same, p.is_of(OpenKind::Who) || p.is_of(OpenKind::Place)) {
                (true, false) => equal += 1,
                (true, true) => {}
                (false, true) => names += 1,
                (false, false) => values += 1,
            }
        }
        let others = laid.exchanges().filter(|(left, right)| {
            let content = |elements: &[Element]| elements.iter().any(|e| e.is_content);
            content(&x.elements[left.clone()]) && content(&y.elements[right.clone()])
        });
        (others.count().saturating_sub(1).min(5) as u8, values.min(3), names.min(3), equal.min(3))
    }

    fn parts_of_speech(&self, a: &WordsAt, b: &WordsAt) -> u8 {
        let class = |at: &WordsAt| match self.tokens(at).last().map(|t| t.pos) {
            Some(Pos::Noun) => 1,
            Some(Pos::Verb) => 2,
            Some(Pos::Adj) => 3,
            Some(Pos::Adv) => 4,
            Some(Pos::Propn) => 5,
            _ => 6,
        };
        if class(a) == class(b) { class(a) } else { 0 }
    }

    /// How near in meaning the nearest two of the words are, and whether word lists know them for the same or for contraries.
    fn meaning(&self, a: &WordsAt, b: &WordsAt) -> (u8, u8) {
        let (x, y) = (self.content(a), self.content(b));
        let pairs = || x.iter().flat_map(|p| y.iter().map(move |q| (*p, *q)));
        let degrees = pairs().filter_map(|(p, q)| Some(degree_of(self.scene.vector(p)?, self.scene.vector(q)?)));
        let near = degrees.max().map_or(0, |d| 1 + d);
        let lemmas = |at: &WordsAt| self.tokens(at).iter().map(|t| t.lemma.to_lowercase()).collect::<Vec<_>>();
        let (m, n) = (lemmas(a), lemmas(b));
        let are = |test: &dyn Fn(&str, &str) -> bool| m.iter().any(|p| n.iter().any(|q| test(p, q)));
        let contrast = pairs().any(|(p, q)| match (self.scene.contrast(p), self.scene.contrast(q)) {
            (Some(p), Some(q)) => p.0 == q.0 && p.1 != q.1,
            _ => false,
        });
        let kinds = |at: &WordsAt| self.mentions(at).filter(|m| matches!(m.value, Value::Kind(_))).collect::<Vec<_>>();
        let exclude = kinds(a).iter().any(|p| {
            kinds(b).iter().any(|q| match (&p.value, &q.value) {
                (Value::Kind(p), Value::Kind(q)) => matches!(p.compare(q), Comparison::Differ(_)),
                _ => false,
            })
        });
        let relation = if are(&|p, q| p == q) {
            4
        } else if are(&|p, q| self.scene.lexicons.are_synonyms(p, q)) {
            1
        } else if exclude {
            3
        } else {
            2 * u8::from(contrast)
        };
        (near, relation)
    }

    fn number_of_words(&self, a: &WordsAt, b: &WordsAt) -> u8 {
        let (x, y) = (self.content(a).len().min(3), self.content(b).len().min(3));
        (x.min(y) * 4 + x.max(y)) as u8
    }

    fn quoted(&self, at: &WordsAt) -> u8 {
        let doc = &self.scene.sources[at.source].doc;
        u8::from(doc.tokens.get(at.tokens.start).is_some_and(|t| doc.quote_at(t.span).is_some()))
    }

    fn ordinal(&self, at: &WordsAt) -> u8 {
        u8::from(self.tokens(at).iter().any(|t| self.scene.lexicons.value("ordinal", &t.lower).is_some()))
    }

    fn spelled(&self, a: &WordsAt, b: &WordsAt) -> u8 {
        let words = |at: &WordsAt| self.tokens(at).iter().map(|t| &*t.lower).collect::<Vec<_>>().join(" ");
        let alike = strsim::jaro_winkler(&words(a), &words(b));
        [0.6, 0.75, 0.85, 0.92].iter().filter(|least| alike > **least).count() as u8
    }

    /// Whether the other source has all the words of `a` too.
    fn elsewhere(&self, a: &WordsAt, b: &WordsAt) -> u8 {
        u8::from(self.content(a).iter().all(|w| self.scene.tells(b.source, *w)))
    }

    fn sentences(&self, at: &WordsAt) -> usize {
        self.scene.sources[at.source].doc.sentences.len()
    }

    fn dependency(&self, a: &WordsAt, b: &WordsAt) -> u8 {
        let dep = |at: &WordsAt| {
            let grammar = &self.scene.sources[at.source].grammar;
            let inside = |t: &usize| at.tokens.contains(t);
            let head = at.tokens.clone().find(|t| grammar.head(*t).is_none_or(|above| !inside(&above)));
            grammar.dep(head.unwrap_or(at.tokens.start))
        };
        match (dep(a), dep(b)) {
            (x, y) if x != y => 0,
            (Dep::Nsubj | Dep::NsubjPass, _) => 1,
            (Dep::Obj, _) => 2,
            (Dep::Amod, _) => 3,
            (Dep::Root, _) => 4,
            (Dep::Compound, _) => 5,
            (Dep::Advmod, _) => 6,
            (Dep::Appos, _) => 7,
            (Dep::Conj, _) => 8,
            _ => 9,
        }
    }

    fn capital(&self, at: &WordsAt) -> u8 {
        let doc = &self.scene.sources[at.source].doc;
        u8::from(at.tokens.clone().any(|t| doc.word(t).starts_with(char::is_uppercase)))
    }

    fn block(&self, at: &WordsAt) -> u8 {
        match self.scene.sources[at.source].doc.kind_of(at.sentence) {
            BlockKind::Headline => 1,
            BlockKind::Caption => 2,
            _ => 0,
        }
    }

    /// How rare the commoner of the two is in the story.
    fn weight(&self, a: &WordsAt, b: &WordsAt) -> u8 {
        let rarest = |at: &WordsAt| self.content(at).iter().map(|w| self.scene.weight(*w)).max().unwrap_or(0);
        rarest(a).min(rarest(b)).isqrt().min(12) as u8
    }

    fn reports(&self, a: &WordsAt, b: &WordsAt) -> u8 {
        let (x, y) = (&self.scene.sources[a.source], &self.scene.sources[b.source]);
        match x.days_between(x.doc.post_of(a.sentence), y, y.doc.post_of(b.sentence)) {
            Some(days) => [0, 1, 3, 10].iter().filter(|least| days.abs() > **least).count() as u8,
            None => 5,
        }
    }
}
