//! Ages of several people in the order of their names: "Ana and Ion Rusu, aged 45 and 47,".

use std::ops::Range;

use crate::text::Span;

use super::{Ages, Phrase};

/// More people are not listed with their ages behind them.
const MOST: usize = 6;

impl Ages<'_> {
    /// The ages in the list behind person number `last`, with the names they belong to; `None` where no list of ages stands there. The
    /// list is empty where it does not have an age for each of the names.
    pub(super) fn of_several(&self, last: usize) -> Option<Vec<(Phrase, Span)>> {
        let name = self.people.get(last)?;
        let ages = self.listed(name.tokens.end..self.tokens(name.sentence).end)?;
        let mut names = vec![last];
        while names.len() <= MOST {
            let first = self.people[names[names.len() - 1]];
            let Some(before) = names[names.len() - 1].checked_sub(1) else { break };
            let gap = self.doc.tokens.get(self.people[before].tokens.end..first.tokens.start).unwrap_or_default();
            if self.people[before].sentence != name.sentence || gap.is_empty() || !gap.iter().all(|t| joins(&t.lower)) {
                break;
            }
            names.push(before);
        }
        if names.len() != ages.len() {
            return Some(Vec::new());
        }
        Some(ages.into_iter().zip(names.iter().rev().map(|person| self.people[*person].span)).collect())
    }

    /// Two or more ages behind a comma, joined by commas and "and", and closed off.
    fn listed(&self, tokens: Range<usize>) -> Option<Vec<Phrase>> {
        let word = |t: usize| self.phrases.word(t, tokens.end);
        let mut at = tokens.start;
        if word(at) != Some(",") {
            return None;
        }
        at += 1 + usize::from(word(at + 1).is_some_and(|w| self.lexicons.has("word_before_an_age", w)));
        let mut out = Vec::new();
        loop {
            let age = self.phrases.plain(at, tokens.end)?;
            at = age.tokens.end;
            out.push(age);
            let joined = (at..at + 2).take_while(|t| word(*t).is_some_and(joins)).count();
            if joined == 0 || self.phrases.plain(at + joined, tokens.end).is_none() || out.len() == MOST {
                break;
            }
            at += joined;
        }
        let closed = word(at).is_none_or(|w| !w.starts_with(char::is_alphanumeric)) || word(at) == Some("respectively");
        (out.len() >= 2 && closed).then_some(out)
    }
}

fn joins(word: &str) -> bool {
    matches!(word, "," | "and" | "&")
}
