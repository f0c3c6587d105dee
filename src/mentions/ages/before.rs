//! "The 45-year-old champion Ema Rusu", "Ema Rusu, the 45-year-old champion,", "a 22-year-old woman told Ema Rusu": of whom an age is that
//! stands before a noun.

use crate::{
    mentions::{Aged, Mention, Value},
    text::{Form, Pos},
};

use super::{Ages, Phrase};

impl Ages<'_> {
    pub(super) fn before_nouns(&self, sentence: usize) -> Vec<(Phrase, Aged)> {
        let tokens = self.tokens(sentence);
        let mut out = Vec::new();
        let mut at = tokens.start;
        while at < tokens.end {
            let Some(phrase) = self.phrases.compound(at, tokens.end) else {
                at += 1;
                continue;
            };
            at = phrase.tokens.end;
            if let Some(of) = self.whose(sentence, &phrase) {
                out.push((phrase, of));
            }
        }
        out
    }

    fn whose(&self, sentence: usize, phrase: &Phrase) -> Option<Aged> {
        let tokens = self.tokens(sentence);
        let (mut at, mut noun) = (phrase.tokens.end, None);
        while at < tokens.end {
            if let Some(name) = self.named_at(at).filter(|name| !self.describes(name, tokens.end)) {
                return Some(Aged::Named(name.span));
            }
            let token = &self.doc.tokens[at];
            match token.pos {
                _ if token.form == Form::Possessive => noun = None,
                Pos::Noun | Pos::Propn if token.form != Form::Plural => noun = Some(at),
                Pos::Adj => {}
                // "suspected shooter", "would-be actor": no verb of a clause.
                Pos::Verb if noun.is_none() && matches!(token.form, Form::Participle | Form::Ing) => {}
                _ => break,
            }
            at += 1;
        }
        if let Some(name) = self.apposed(sentence, phrase, at) {
            return name;
        }
        match noun {
            Some(noun) => Some(Aged::Nameless(self.doc.tokens[noun].lemma.to_lowercase())),
            None => self
                .referring(sentence, phrase)
                .map(|name| Aged::Named(name.span))
                .or_else(|| self.alone(sentence, phrase)),
        }
    }

    /// "The driver of the train, a 38-year-old from Leeds,": the driver; "a 38-year-old from Leeds": someone who goes by no other word.
    fn alone(&self, sentence: usize, phrase: &Phrase) -> Option<Aged> {
        let tokens = self.tokens(sentence);
        let article = phrase.tokens.start.checked_sub(1).filter(|t| *t >= tokens.start && self.is(*t, "article"))?;
        let next = self.doc.tokens.get(phrase.tokens.end).filter(|_| phrase.tokens.end < tokens.end);
        let closes = |pos: Pos| matches!(pos, Pos::Verb | Pos::Aux | Pos::Punct | Pos::Adp | Pos::Cconj | Pos::Pron);
        if !next.is_none_or(|t| closes(t.pos) || t.form == Form::Wh) || self.lower(phrase.tokens.end) == "-" {
            return None;
        }
        if let Some(comma) = article.checked_sub(1).filter(|t| *t > tokens.start && self.lower(*t) == ",") {
            return self
                .described(tokens.start, comma)
                .map(|noun| Aged::Nameless(self.doc.tokens[noun].lemma.to_lowercase()));
        }
        let word = self.lower(phrase.tokens.end - 1).trim_start_matches(|c: char| c.is_ascii_digit() || c == '-');
        self.is(article, "indefinite_article").then(|| Aged::Nameless(word.to_owned()))
    }

    /// The only noun for someone in the phrase that ends before the comma at `comma`, where it is the head of the phrase.
    fn described(&self, start: usize, comma: usize) -> Option<usize> {
        let inside = |t: &usize| {
            let token = &self.doc.tokens[*t];
            matches!(token.pos, Pos::Det | Pos::Adj | Pos::Noun | Pos::Propn | Pos::Adp)
                || token.form == Form::Possessive
        };
        let someone = |t: &usize| self.is(*t, "person_noun") || self.is(*t, "kin_noun");
        let mut here = (start..comma).rev().take_while(inside).filter(someone);
        let noun = here.next().filter(|_| here.next().is_none())?;
        let heads = noun + 1 == comma || self.doc.tokens[noun + 1].pos == Pos::Adp;
        (heads && self.doc.tokens[noun].form != Form::Plural).then_some(noun)
    }

    /// "A 20-year-old Harun man": a lone word that describes the noun behind it.
    fn describes(&self, name: &Mention, end: usize) -> bool {
        let next = self.doc.tokens.get(name.tokens.end).filter(|_| name.tokens.end < end);
        let noun = next.is_some_and(|t| t.pos == Pos::Noun && t.form != Form::Possessive);
        name.tokens.len() == 1 && noun && self.doc.word(name.tokens.end).starts_with(char::is_lowercase)
    }

    /// "Ema Rusu, the 45-year-old champion, said": the name before the comma, where the words that end before token `end` stand for it;
    /// `None` inside where it stays open of whom they are.
    fn apposed(&self, sentence: usize, phrase: &Phrase, end: usize) -> Option<Option<Aged>> {
        let tokens = self.tokens(sentence);
        let mut first = phrase.tokens.start;
        first -= usize::from(first > tokens.start && self.is(first - 1, "article"));
        let comma = first.checked_sub(1).filter(|t| *t > tokens.start && self.lower(*t) == ",")?;
        let name = self.named_until(comma)?;
        let next = self.doc.tokens.get(end).filter(|_| end < tokens.end);
        let closes = next.is_none_or(|t| matches!(t.pos, Pos::Punct | Pos::Adp) || t.form == Form::Wh);
        // "Ema Rusu, a 22-year-old woman, and a child": one of a list, or who she is.
        let listed = self.lower(end) == "," && matches!(self.lower(end + 1), "and" | "or");
        let bare = phrase.tokens.end == end;
        match (closes || bare && self.lower(end) == "and", listed && !bare) {
            (true, false) => Some(Some(Aged::Named(name.span))),
            (true, true) => Some(None),
            _ => None,
        }
    }

    /// "The 45-year-old said": with no name beside it, the only person of the sentence before, unless that sentence has the person
    /// speak of someone else.
    fn referring(&self, sentence: usize, phrase: &Phrase) -> Option<&Mention> {
        let tokens = self.tokens(sentence);
        let article = phrase.tokens.start.checked_sub(1).filter(|t| *t == tokens.start)?;
        let next = self.doc.tokens.get(phrase.tokens.end).filter(|_| phrase.tokens.end < tokens.end);
        let alone = next.is_none_or(|t| matches!(t.pos, Pos::Verb | Pos::Aux | Pos::Punct | Pos::Adp));
        if !alone || !self.is(article, "article_of_the_known") {
            return None;
        }
        let before = sentence.checked_sub(1).filter(|b| self.doc.post_of(*b) == self.doc.post_of(sentence))?;
        let from = self.names.partition_point(|m| m.sentence < before);
        let mut here = self.names[from..].iter().take_while(|m| m.sentence == before);
        let person = |m: &&Mention| matches!(&m.value, Value::Name(n) if n.kind == crate::mentions::NameKind::Person);
        let only = here.next().filter(|m| person(m) && here.next().is_none())?;
        let told = self.is(only.tokens.end, "reporting_verb")
            || only.tokens.start.checked_sub(1).is_some_and(|t| self.is(t, "reporting_verb"));
        (!told).then_some(only)
    }
}
