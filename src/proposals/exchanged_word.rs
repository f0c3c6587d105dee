//! One word of a copied sentence exchanged for another of which no value is known: a figure, a name, a quoted word.

use std::ops::Range;

use crate::{
    copies::Change,
    facts::spelling::{Spelt, how_spelt},
    mentions::{Mention, Value},
    proposals::changed_fact::{Difference, Differing, Outcome, Reading},
    rules::Lexicons,
    text::{Document, Form, Pos, Span, Token},
    values::{Comparison, Kind, Slot},
};

/// Two quoted words this similar (Jaro-Winkler) are spellings of one word: "defence" and "defense".
const SPELLING_VARIANT: f64 = 0.88;

/// Words that are read of an exchange in search of the one figure in it.
const MOST_WORDS: usize = 8;
/// Stands for any ending of an ordinal: "1st" and "2nd" are of one kind.
const ORDINAL: &str = "th";

impl<'a> Reading<'a> {
    /// One figure exchanged for another where neither is known for what it is, or the two cannot be compared: a result, a clock
    /// time without a day, the "third quarter", an "F-16".
    pub(super) fn figures(&self, change: &Change, slot: Slot) -> Option<Difference<'a>> {
        let (x, y) = (&self.sources[self.copy.left.source].doc, &self.sources[self.copy.right.source].doc);
        let (left, right) = (words(x, &change.left), words(y, &change.right));
        if left.len() != right.len() {
            return None;
        }
        let mut exchanged = left.into_iter().zip(right).filter(|(a, b)| a.lower != b.lower);
        let (a, b) = exchanged.next().filter(|_| exchanged.next().is_none())?;
        let (m, n) = (Figure::of(a, self.lexicons)?, Figure::of(b, self.lexicons)?);
        let differ = m.marks == n.marks && m.digits != n.digits;
        let side = |span| Differing { span, value: None };
        differ.then(|| Difference { slot, left: side(a.span), right: side(b.span), cause: None, sure: false })
    }

    /// Whether the word at `span` of the left sentence is an ordinal, alone or before a hyphen.
    pub(super) fn is_ordinal(&self, span: Span) -> bool {
        let doc = &self.sources[self.copy.left.source].doc;
        let figure = doc.tokens_of(span).next().and_then(|t| Figure::of(&doc.tokens[t], self.lexicons));
        figure.is_some_and(|f| f.marks.starts_with(ORDINAL))
    }

    /// One name of a word exchanged for another, of which nothing more is known: "emailing Rosa" and "emailing Ines".
    pub(super) fn bare_name(&self, change: &Change) -> Option<Difference<'a>> {
        let (x, y) = (&self.sources[self.copy.left.source].doc, &self.sources[self.copy.right.source].doc);
        let (a, b) = (only_token(x, &change.left)?, only_token(y, &change.right)?);
        let named = |doc: &Document, at: usize, sentence: usize| {
            let token = &doc.tokens[at];
            let word = doc.word(at);
            let capital = word.starts_with(char::is_uppercase) && word.chars().skip(1).all(char::is_lowercase);
            // "told Reuters" and "told CNN": each names whom it has it from.
            let before = at.checked_sub(1).map(|b| &*doc.tokens[b].lower);
            let told = before.is_some_and(|word| self.lexicons.has("origin_before", word))
                || self.lexicons.value("origin", &token.lower).is_some();
            capital && word.len() > 2 && token.pos == Pos::Propn && at > doc.sentences[sentence].tokens.start && !told
        };
        let both = named(x, a, self.pair.left) && named(y, b, self.pair.right);
        let (one, other) = (&x.tokens[a], &y.tokens[b]);
        let spelling = strsim::jaro_winkler(&one.lower, &other.lower) >= SPELLING_VARIANT;
        // A name that both sentences have was moved.
        let elsewhere = |doc: &Document, sentence: usize, word: &str| {
            doc.tokens[doc.sentences[sentence].tokens.clone()].iter().any(|t| *t.lower == *word)
        };
        let moved = elsewhere(x, self.pair.left, &other.lower) || elsewhere(y, self.pair.right, &one.lower);
        let side = |span| Differing { span, value: None };
        let difference =
            || Difference { slot: Slot::Name, left: side(one.span), right: side(other.span), cause: None, sure: false };
        (both && !spelling && !moved).then(difference)
    }

    /// How two names of persons are written.
    pub(super) fn spelt(&self, a: &Mention, b: &Mention) -> Spelt {
        let slice = |source: usize, m: &Mention| self.sources[source].doc.slice(m.span);
        how_spelt(slice(self.copy.left.source, a), slice(self.copy.right.source, b), self.lexicons)
    }

    /// A kind exchanged for one that excludes it: "rifle" and "handgun", "north" and "south", "accepted" and "rejected".
    pub(super) fn kind(&self, change: &Change) -> Option<Difference<'a>> {
        let (x, y) = (self.copy.left.source, self.copy.right.source);
        let left = self.whole_kinds((x, &change.left), (y, &change.right));
        let right = self.whole_kinds((y, &change.right), (x, &change.left));
        let mut pairs = left.iter().flat_map(|a| right.iter().map(move |b| (*a, *b)));
        let tells = |source: usize, kind: &Kind| {
            let told = (kind.group.clone(), kind.word().to_owned());
            self.lexicons.has("told_of_by_a_word", &kind.group) && self.sources[source].kinds.contains(&told)
        };
        let (a, b) = pairs.find(|((_, a), (_, b))| matches!(a.compare(b), Comparison::Differ(_)))?;
        if tells(self.copy.left.source, b.1) || tells(self.copy.right.source, a.1) || self.opens_with_one_of_several() {
            return None;
        }
        let name = self.lexicons.value("slot_of_kinds", &a.1.group);
        let slot = Slot::ALL.into_iter().find(|slot| Some(slot.name()) == name).unwrap_or(Slot::Manner);
        let side = |m: &'a Mention| Differing { span: m.span, value: Some(&m.value) };
        Some(Difference { slot, left: side(a.0), right: side(b.0), cause: None, sure: false })
    }

    /// "One of the dead was a pharmacist", "one of the dead was a driver": two of them.
    fn opens_with_one_of_several(&self) -> bool {
        let doc = &self.sources[self.copy.left.source].doc;
        let mut tokens = doc.tokens[doc.sentences[self.pair.left].tokens.clone()].iter().map(|t| &*t.lower);
        tokens.next() == Some("one") && tokens.next() == Some("of")
    }

    /// The kinds whose words are all of `tokens` that carry meaning and do not stand in the other sentence's place too: "the sultan's
    /// nephew" and "a grandson of the sultan".
    fn whole_kinds(
        &self,
        (source, tokens): (usize, &Range<usize>),
        (other, others): (usize, &Range<usize>),
    ) -> Vec<(&'a Mention, &'a Kind)> {
        let analysis = &self.sources[source];
        let there = words(&self.sources[other].doc, others);
        let carries =
            |t: &Token| !matches!(t.pos, Pos::Det | Pos::Adp | Pos::Part) && t.form != Form::PossessivePronoun;
        let own = |t: &&&Token| carries(t) && !there.iter().any(|o| o.lower == t.lower);
        let content: Vec<Span> = words(&analysis.doc, tokens).iter().filter(own).map(|t| t.span).collect();
        let from = analysis.mentions.partition_point(|m| m.tokens.start < tokens.start);
        let here = analysis.mentions[from..].iter().take_while(|m| m.tokens.start < tokens.end);
        here.filter_map(|m| match &m.value {
            Value::Kind(kind) if m.tokens.end <= tokens.end => {
                let whole = !content.is_empty() && content.iter().all(|word| m.span.contains(*word));
                whole.then_some((m, kind))
            }
            _ => None,
        })
        .collect()
    }

    /// One content word exchanged inside quotation marks: the speaker said one of the two.
    pub(super) fn quoted_word(&self, change: &Change) -> Outcome<'a> {
        let (x, y) = (&self.sources[self.copy.left.source].doc, &self.sources[self.copy.right.source].doc);
        let (Some(a), Some(b)) = (content_word(x, &change.left), content_word(y, &change.right)) else {
            return Outcome::Wording;
        };
        let (a, b) = (&x.tokens[a], &y.tokens[b]);
        let quoted = x.quote_at(a.span).is_some() && y.quote_at(b.span).is_some();
        let alike = a.lemma == b.lemma || self.lexicons.are_synonyms(&a.lemma, &b.lemma);
        if !quoted || alike || strsim::jaro_winkler(&a.lower, &b.lower) >= SPELLING_VARIANT {
            return Outcome::Wording;
        }
        let side = |span| Differing { span, value: None };
        Outcome::Differs(Difference {
            slot: Slot::Quote,
            left: side(a.span),
            right: side(b.span),
            cause: None,
            sure: false,
        })
    }
}

/// What a word with figures is made of.
struct Figure {
    /// All that is no digit.
    marks: String,
    /// The digits, without zeros in front.
    digits: String,
}

impl Figure {
    fn of(token: &Token, lexicons: &Lexicons) -> Option<Self> {
        // "fourth-floor" and "seventh-floor"
        let (first, rest) =
            token.lower.split_once('-').map_or((&*token.lower, ""), |(first, _)| (first, &token.lower[first.len()..]));
        let word = lexicons
            .value("ordinal", first)
            .map_or_else(|| token.lower.to_string(), |ordinal| format!("{ordinal}{rest}"));
        let marks: String = word.chars().filter(|c| !c.is_ascii_digit() && *c != ',').collect();
        let digits: String = word.chars().filter(char::is_ascii_digit).collect();
        let (ending, rest) = marks.split_once('-').unwrap_or((&marks, ""));
        let marks = if lexicons.has("ordinal_ending", ending) { format!("{ORDINAL}{rest}") } else { marks.clone() };
        let digits = (!digits.is_empty()).then(|| digits.trim_start_matches('0').to_owned())?;
        Some(Self { marks, digits })
    }
}

/// The tokens among `tokens` that are no punctuation.
fn words<'a>(doc: &'a Document, tokens: &Range<usize>) -> Vec<&'a Token> {
    let tokens = doc.tokens.get(tokens.clone()).unwrap_or_default();
    tokens.iter().filter(|t| t.pos != Pos::Punct).take(MOST_WORDS).collect()
}

/// The only token among `tokens` that is no punctuation.
fn only_token(doc: &Document, tokens: &Range<usize>) -> Option<usize> {
    let mut words = tokens.clone().filter(|t| doc.tokens[*t].pos != Pos::Punct);
    words.next().filter(|_| words.next().is_none())
}

/// The only word among `tokens`, when it is a noun, verb, adjective or adverb.
fn content_word(doc: &Document, tokens: &Range<usize>) -> Option<usize> {
    let word = only_token(doc, tokens)?;
    matches!(doc.tokens[word].pos, Pos::Noun | Pos::Verb | Pos::Adj | Pos::Adv).then_some(word)
}
