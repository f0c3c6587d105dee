//! Ages of people, named ("Irina Rusu, 45,", "the forty-five-year-old Irina Rusu", "Irina Rusu has died aged 45") and nameless ("the driver,
//! 42,", "a 22-year-old woman", "a man of 41"). An age that stands before a noun is of that noun, whoever is named behind it.

mod before;
mod behind;
mod died;
mod leading;
mod nameless;
mod phrases;
mod pronoun;
mod several;

use std::{collections::BTreeSet, ops::Range};

use crate::{
    mentions::{AgeValue, Aged, Mention, NameKind, Value, find::mention},
    rules::Lexicons,
    text::Document,
    values::Age,
};

use phrases::{Phrase, Phrases};

/// Finds the ages of the people among `names` and of people without a name.
pub(super) fn find_ages(doc: &Document, names: &[Mention], lexicons: &Lexicons) -> Vec<Mention> {
    let people: Vec<&Mention> = names.iter().filter(|m| may_have_an_age(doc, m, lexicons)).collect();
    let reader = Ages { doc, phrases: Phrases { doc, lexicons }, names, people: &people, lexicons };
    let mut out = Vec::new();
    let mut said: BTreeSet<usize> = BTreeSet::new();
    let mut add = |sentence: usize, phrase: Phrase, of: Aged| {
        // Each is said of one alone.
        if said.insert(phrase.tokens.start) {
            let age =
                Age { at_death: phrase.age.at_death || reader.is_of_the_dead(sentence, &phrase, &of), ..phrase.age };
            let value = Value::Age(AgeValue { age, of });
            out.push(mention(doc, sentence, phrase.tokens, value, "en/lexicons/names"));
        }
    };
    for sentence in 0..doc.sentences.len() {
        // Most sentences tell no age.
        if !reader.has_a_number(sentence) {
            continue;
        }
        for (phrase, of) in reader.before_nouns(sentence) {
            add(sentence, phrase, of);
        }
        for index in reader.named_in(sentence) {
            let name = people[index];
            let each = reader.of_several(index);
            let one = || reader.behind(name).or_else(|| reader.leading(name)).map(|phrase| vec![(phrase, name.span)]);
            for (phrase, of) in each.or_else(one).unwrap_or_default() {
                add(sentence, phrase, Aged::Named(of));
            }
        }
        for (phrase, of) in
            reader.died_at(sentence).into_iter().chain(reader.of_pronoun(sentence)).chain(reader.of_nouns(sentence))
        {
            add(sentence, phrase, of);
        }
    }
    out
}

/// What ages are looked for in.
struct Ages<'a> {
    doc: &'a Document,
    phrases: Phrases<'a>,
    /// All names, in order.
    names: &'a [Mention],
    /// Those that may be people's.
    people: &'a [&'a Mention],
    lexicons: &'a Lexicons,
}

impl Ages<'_> {
    fn has_a_number(&self, sentence: usize) -> bool {
        let number = |word: &str| {
            let first = word.split('-').next().unwrap_or(word);
            word.starts_with(|c: char| c.is_ascii_digit()) || self.lexicons.number("number_word", first).is_some()
        };
        self.doc.tokens[self.tokens(sentence)].iter().any(|t| number(&t.lower))
    }

    fn tokens(&self, sentence: usize) -> Range<usize> {
        self.doc.sentences[sentence].tokens.clone()
    }

    /// The numbers of the people whom a sentence names.
    fn named_in(&self, sentence: usize) -> Range<usize> {
        let from = self.people.partition_point(|m| m.sentence < sentence);
        from..from + self.people[from..].iter().take_while(|m| m.sentence == sentence).count()
    }

    /// Who may be a person and whose name begins at token `at`.
    fn named_at(&self, at: usize) -> Option<&Mention> {
        let index = self.people.binary_search_by_key(&at, |m| m.tokens.start).ok()?;
        Some(self.people[index])
    }

    /// Who may be a person and whose name ends before token `end`.
    fn named_until(&self, end: usize) -> Option<&Mention> {
        let index = self.people.partition_point(|m| m.tokens.end < end);
        self.people.get(index).copied().filter(|m| m.tokens.end == end)
    }

    /// The only person whom a sentence names before token `until`.
    fn only_person(&self, sentence: usize, until: usize) -> Option<&Mention> {
        let mut here = self.named_in(sentence).map(|i| self.people[i]).filter(|m| m.tokens.end <= until);
        let first = here.next()?;
        here.all(|m| last_word(m) == last_word(first)).then_some(first)
    }

    fn is(&self, at: usize, class: &str) -> bool {
        self.doc
            .tokens
            .get(at)
            .is_some_and(|t| self.lexicons.has(class, &t.lower) || self.lexicons.has(class, &t.lemma))
    }

    fn lower(&self, at: usize) -> &str {
        self.doc.tokens.get(at).map_or("", |t| &*t.lower)
    }
}

fn last_word(mention: &Mention) -> Option<&String> {
    match &mention.value {
        Value::Name(name) => name.words.last(),
        _ => None,
    }
}

/// Whether a name may be a person's who has an age: no body, and no lone word behind a preposition, as towns stand.
fn may_have_an_age(doc: &Document, mention: &Mention, lexicons: &Lexicons) -> bool {
    let Value::Name(name) = &mention.value else { return false };
    let start = doc.sentences[mention.sentence].tokens.start;
    let before = mention.tokens.start.checked_sub(1).filter(|t| *t >= start).map(|t| &*doc.tokens[t].lower);
    let placed = before.is_some_and(|w| lexicons.has("preposition_before_a_town", w) || lexicons.has("article", w));
    let next = doc.tokens.get(mention.tokens.end).map(|t| &*t.lower);
    match name.kind {
        NameKind::Person => true,
        NameKind::Unknown => !placed && !next.is_some_and(|w| lexicons.has("kind_of_area", w)),
        _ => false,
    }
}
