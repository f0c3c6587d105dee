//! Claims on a mention alone: how a person's name is written, how old the person is, which office the person holds. Claims on quotes.

use crate::{
    claims::{Claim, ClaimValue, Participant, Subject, extract::Maker},
    frames::{Attribution, Modality},
    mentions::{Aged, Mention, NameKind, Value},
    rules::selector::TypeTest,
    text::{BlockKind, Quote, Span},
    values::Age,
};

/// Quoted words fewer than these are a term ("shadow fleet") and no sentence that could be misquoted.
const FEWEST_QUOTED_WORDS: usize = 4;

impl Maker<'_> {
    /// A claim on mention number `index`.
    pub(super) fn claim_on_mention(&self, index: usize, mention: &Mention) -> Option<Claim> {
        if let Value::Part(part) = &mention.value {
            return self.claim_on_part(mention, part);
        }
        if let (TypeTest::Age, Value::Age(age)) = (&self.pattern.value_type, &mention.value)
            && let Aged::Nameless(noun) = &age.of
        {
            return self.claim_on_nameless(mention, noun, age.age);
        }
        let (who, value) = match (&self.pattern.value_type, &mention.value) {
            // A full name of unknown kind may turn out to be a person's in another source.
            (TypeTest::Person, Value::Name(name))
                if name.kind == NameKind::Person || name.kind == NameKind::Unknown && name.words.len() >= 2 =>
            {
                (index, ClaimValue::Name(index))
            }
            (TypeTest::Age, Value::Age(age)) => (self.name_at(age.of.name()?)?, ClaimValue::Age(age.age)),
            (TypeTest::Role, Value::Role(role)) => (self.name_at(role.name)?, ClaimValue::Role(index)),
            _ => return None,
        };
        let name = self.reading.mentions[who].span;
        let beside = self.reading.doc.sentences[mention.sentence].span.contains(name);
        let text = self.reading.doc.slice(name).split_whitespace().collect::<Vec<_>>().join(" ");
        Some(Claim {
            subject: Subject { text, about: Some(Participant::Named(who)), is_named: true, ..Subject::default() },
            // "The 45-year-old" of the sentence before stands by itself.
            evidence: if beside { mention.span.join(name) } else { mention.span },
            // Whom "he was 45" means is a conclusion.
            doubtful: !beside && self.opens_with_a_pronoun(mention.sentence),
            ..self.plain(mention.sentence, mention.span, value)
        })
    }

    /// "The driver, 42": whether both reports mean one driver is settled over the whole story, and stays a conclusion.
    fn claim_on_nameless(&self, mention: &Mention, noun: &str, age: Age) -> Option<Claim> {
        self.reading.lexicons.has("lone_person_noun", noun).then(|| Claim {
            subject: Subject {
                text: noun.to_owned(),
                about: Some(Participant::Nameless(noun.to_owned())),
                is_named: true,
                ..Subject::default()
            },
            doubtful: true,
            ..self.plain(mention.sentence, mention.span, ClaimValue::Age(age))
        })
    }

    fn opens_with_a_pronoun(&self, sentence: usize) -> bool {
        let doc = self.reading.doc;
        let first = doc.tokens.get(doc.sentences[sentence].tokens.start);
        first.is_some_and(|t| self.reading.lexicons.has("pronoun_of_person", &t.lower))
    }

    fn name_at(&self, span: Span) -> Option<usize> {
        self.reading.mentions_in(span).find(|(_, m)| m.span == span).map(|(i, _)| i)
    }

    /// What each speaker is quoted with.
    pub(super) fn claims_on_quotes(&self) -> Vec<Claim> {
        let doc = self.reading.doc;
        let mut out = Vec::new();
        for (index, quote) in doc.quotes.iter().enumerate() {
            let speaker = quote.speaker.and_then(|s| {
                // "Harbour Line's chief executive, Ema Rusu": a person speaks before a firm does.
                let person = |m: &Mention| matches!(&m.value, Value::Name(n) if n.kind == NameKind::Person);
                let named = |(_, m): &(usize, &Mention)| matches!(m.value, Value::Name(_));
                let who = self.reading.mentions_in(s).find(|(_, m)| person(m));
                let who = who.or_else(|| self.reading.mentions_in(s).find(named));
                who.map(|(i, _)| i).or_else(|| self.meant_by(s)).map(Participant::Named)
            });
            for (sentence, span) in self.sentences_of(quote) {
                out.push(Claim {
                    subject: Subject { text: "words".to_owned(), about: speaker.clone(), ..Subject::default() },
                    attribution: Some(Attribution { speaker: quote.speaker, quoted: true, presupposed: false }),
                    ..self.plain(sentence, span, ClaimValue::Quote(index))
                });
            }
        }
        out
    }

    /// Whom the pronoun that is all of `speaker` stands for.
    fn meant_by(&self, speaker: Span) -> Option<usize> {
        let doc = self.reading.doc;
        let tokens = doc.tokens_of(speaker);
        let only = (tokens.len() == 1).then_some(tokens.start)?;
        self.reading.person_meant(only, doc.sentence_at(speaker.start)?)
    }

    /// The parts of a quote, sentence by sentence, that are long enough to be compared.
    fn sentences_of(&self, quote: &Quote) -> Vec<(usize, Span)> {
        let doc = self.reading.doc;
        let under = (quote.sentence..doc.sentences.len()).take_while(|s| doc.sentences[*s].span.start < quote.span.end);
        under
            .filter(|s| !matches!(doc.kind_of(*s), BlockKind::Credit | BlockKind::Furniture))
            .map(|s| {
                let whole = doc.sentences[s].span;
                (s, doc.tokens_of(Span::new(whole.start.max(quote.span.start), whole.end.min(quote.span.end))))
            })
            .filter(|(_, tokens)| tokens.len() >= FEWEST_QUOTED_WORDS)
            .map(|(s, tokens)| (s, doc.span_of(&tokens)))
            .collect()
    }

    /// A claim of the outlet's own, said as a fact.
    pub(super) fn plain(&self, sentence: usize, span: Span, value: ClaimValue) -> Claim {
        Claim {
            source: self.source,
            post: self.reading.doc.post_of(sentence),
            sentence,
            slot: self.slot,
            subject: Subject::default(),
            value,
            value_span: span,
            denied: false,
            modality: Modality::Happened,
            attribution: None,
            doubtful: false,
            evidence: span,
            rule: self.rule,
        }
    }
}
