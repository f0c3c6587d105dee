//! Base noun phrases, by a small grammar over tags.

use std::{ops::Range, sync::OnceLock};

use crate::{
    rules::{Lexicons, RuleFile},
    text::{Chunk, Form, Pos, Token, tagger::is_clock},
};

/// Longer runs are tables or noise, and looking back over one must stay cheap.
const LONGEST: usize = 24;

/// The noun chunks of `tokens[range]`, which is one sentence, in order and never overlapping.
pub fn chunk(tokens: &[Token], sentence: usize, range: Range<usize>) -> Vec<Chunk> {
    let end = range.end.min(tokens.len());
    let words = Words { tokens, end };
    let mut out = Vec::new();
    let mut at = range.start;
    while at < end {
        let stop = words.phrase_end(at).max(at);
        let head = (at..stop).rev().find(|&i| is_head(&tokens[i]));
        match head {
            Some(head) => {
                out.push(Chunk { tokens: at..head + 1, head, sentence });
                at = head + 1;
            }
            None => at += 1,
        }
    }
    out
}

fn is_head(token: &Token) -> bool {
    is_noun(token) || is_pronoun(token) || token.pos == Pos::Num
}

fn is_noun(token: &Token) -> bool {
    matches!(token.pos, Pos::Noun | Pos::Propn)
}

/// Pronouns that stand alone; "there" in "there is" names nothing.
fn is_pronoun(token: &Token) -> bool {
    token.pos == Pos::Pron && token.form != Form::PossessivePronoun && &*token.lower != "there"
}

fn is_participle(token: &Token) -> bool {
    token.pos == Pos::Verb && matches!(token.form, Form::Participle | Form::Ing)
}

/// One sentence's tokens, up to `end`.
struct Words<'t> {
    tokens: &'t [Token],
    end: usize,
}

impl Words<'_> {
    fn get(&self, at: usize) -> Option<&Token> {
        self.tokens.get(at).filter(|_| at < self.end)
    }

    fn pos(&self, at: usize) -> Option<Pos> {
        self.get(at).map(|t| t.pos)
    }

    /// Where the phrase that begins at `start` can go on no further; `start` if none begins there.
    fn phrase_end(&self, start: usize) -> usize {
        if self.get(start).is_some_and(is_pronoun) {
            return start + 1;
        }
        let mut at = start;
        while let Some(length) = self.step(start, at).filter(|_| at - start < LONGEST) {
            at += length;
        }
        at
    }

    /// How many tokens the phrase `start..at` grows by next.
    fn step(&self, start: usize, at: usize) -> Option<usize> {
        let token = self.get(at)?;
        let nominal = self.tokens[start..at].iter().any(|t| is_noun(t) || t.pos == Pos::Num);
        let noun = self.tokens[start..at].iter().any(is_noun);
        let first = at == start;
        if !first && self.is_border(start, at) {
            return None;
        }
        match token.pos {
            Pos::Det => (!nominal).then_some(1),
            Pos::Pron if token.form == Form::PossessivePronoun => (!nominal).then_some(1),
            Pos::Adj => (!noun || self.leads_to_noun(at + 1)).then_some(1),
            Pos::Num | Pos::Noun | Pos::Propn => Some(1),
            Pos::Sym if matches!(&*token.lower, "$" | "£" | "€" | "¥") => {
                (self.pos(at + 1) == Some(Pos::Num)).then_some(1)
            }
            Pos::Sym if &*token.lower == "%" => (!first && self.pos(at - 1) == Some(Pos::Num)).then_some(1),
            Pos::Verb if is_participle(token) => self.participle_belongs(start, at).then_some(1),
            // "the most seismically active regions"
            Pos::Adv => {
                let next = at + 1 + usize::from(self.pos(at + 1) == Some(Pos::Adv));
                (!first && !noun && self.is_modifier(next) && self.leads_to_noun(next)).then_some(next - at)
            }
            Pos::Cconj | Pos::Punct => {
                let listed =
                    !first && !noun && self.tokens[at - 1].pos == Pos::Adj && self.pos(at + 1) == Some(Pos::Adj);
                let joins = token.pos == Pos::Cconj || &*token.lower == ",";
                (listed && joins && self.leads_to_noun(at + 1)).then_some(2)
            }
            _ => None,
        }
    }

    fn is_modifier(&self, at: usize) -> bool {
        self.get(at).is_some_and(|t| t.pos == Pos::Adj || is_participle(t))
    }

    /// Whether only adjectives, numbers and participles stand between here and a noun.
    fn leads_to_noun(&self, at: usize) -> bool {
        let between = |t: &&Token| matches!(t.pos, Pos::Adj | Pos::Num) || is_participle(t);
        let rest = self.tokens.get(at..self.end).unwrap_or(&[]);
        rest.iter().take(6).find(|t| !between(t)).is_some_and(is_noun)
    }

    /// "the captured pirates", "three wounded soldiers", "of kidnapped girls"; not "troops arrested men".
    fn participle_belongs(&self, start: usize, at: usize) -> bool {
        let inside = self.tokens[start..at].iter();
        let determined = inside.clone().any(|t| matches!(t.pos, Pos::Det | Pos::Adj | Pos::Num | Pos::Pron));
        let governed =
            at == start && at > 0 && self.tokens[at - 1].pos == Pos::Adp && self.tokens[at].form == Form::Participle;
        let noun = inside.clone().any(is_noun);
        !noun && (determined || governed) && self.leads_to_noun(at + 1)
    }

    /// Whether a new phrase begins at `at` though the tags alone would go on.
    fn is_border(&self, start: usize, at: usize) -> bool {
        let (last, next) = (&self.tokens[at - 1], &self.tokens[at]);
        let (last_time, next_time) = (is_calendar(last), is_calendar(next));
        let name_next = next.pos == Pos::Propn;
        if is_clock(&last.lower) || is_clock(&next.lower) {
            return true;
        }
        if next_time && is_day(next) {
            return is_noun(last) || last.pos == Pos::Num;
        }
        if last_time && !next_time {
            // "Thursday evening" and "15 May" are one; "on Thursday Orr said" is two.
            let day = is_day(last) && (name_next || matches!(next.pos, Pos::Adj | Pos::Num));
            return day || (is_month(last) && (name_next || next.pos == Pos::Adj));
        }
        // "in May 2022 Ruritania", "in 2022 Ruritania"
        let dated = last.pos == Pos::Num && (at >= 2 && at - 1 > start && is_month(&self.tokens[at - 2]));
        let in_year = at == start + 1 && is_year(last) && start > 0 && self.tokens[start - 1].pos == Pos::Adp;
        if name_next && (dated || in_year) {
            return true;
        }
        // "told reporters Orr was", "told reporters 26 people"; but "ministers Orr and Tan".
        let plural = last.pos == Pos::Noun && last.form == Form::Plural;
        // "a crater 39 feet deep"
        if last.pos == Pos::Noun && next.pos == Pos::Num && self.pos(at + 1) == Some(Pos::Noun) {
            return true;
        }
        plural && (next.pos == Pos::Num || (name_next && !self.names_follow(at)))
    }

    /// Whether several names stand in a row at `at`, joined by "and" or commas.
    fn names_follow(&self, at: usize) -> bool {
        let row = at..self.end.min(at + LONGEST);
        let Some(after) = row.into_iter().find(|&i| self.pos(i) != Some(Pos::Propn)) else { return false };
        self.get(after).is_some_and(|t| t.pos == Pos::Cconj || &*t.lower == ",")
            && self.pos(after + 1) == Some(Pos::Propn)
    }
}

fn is_year(token: &Token) -> bool {
    token.lower.len() == 4 && (token.lower.starts_with("19") || token.lower.starts_with("20")) && token.pos == Pos::Num
}

fn is_calendar(token: &Token) -> bool {
    is_day(token) || is_month(token)
}

fn is_day(token: &Token) -> bool {
    is_noun(token) && lexicon().has("chunk_days", &token.lower)
}

fn is_month(token: &Token) -> bool {
    token.pos == Pos::Propn && lexicon().has("chunk_months", &token.lower)
}

/// The shipped list; a phrase's border is part of the annotation, so newsrooms do not override it.
fn lexicon() -> &'static Lexicons {
    static LEXICON: OnceLock<Lexicons> = OnceLock::new();
    LEXICON.get_or_init(|| {
        let text = include_str!("../../rules/en/lexicons/tokens.toml").to_owned();
        let file = RuleFile { id: "en/lexicons/tokens".to_owned(), path: "rules/en/lexicons/tokens.toml".into(), text };
        Lexicons::load(&[file]).expect("the shipped list is tested")
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::{Span, tagger::Tagger, tokens::tokens_of};

    /// The chunks of one sentence, each in brackets, with its head after "/" where it is not the last word.
    fn chunks(text: &str) -> String {
        let tokens = tokens_of(text, Span::new(0, text.len()), &[], Tagger::embedded());
        let found = chunk(&tokens, 0, 0..tokens.len());
        let words = |c: &Chunk| tokens[c.tokens.start].span.join(tokens[c.tokens.end - 1].span).of(text).to_owned();
        found.iter().map(|c| format!("[{}]", words(c))).collect()
    }

    #[test]
    fn finds_base_noun_phrases() {
        for (text, expected) in [
            (
                "Ruritania's foreign minister Sergei Orlov met the Turkish president.",
                "[Ruritania][foreign minister Sergei Orlov][the Turkish president]",
            ),
            ("On Thursday Orlov said he would go.", "[Thursday][Orlov][he]"),
            ("At 6.30pm Orlov arrived in the capital.", "[6.30pm][Orlov][the capital]"),
            ("The navy captured 26 Somali pirates on 2 July.", "[The navy][26 Somali pirates][2 July]"),
            (
                "The captured pirates were taken to a large, deep harbour.",
                "[The captured pirates][a large, deep harbour]",
            ),
            ("Troops arrested three wounded men.", "[Troops][three wounded men]"),
            ("Political and military leaders paid $6.5 million.", "[Political and military leaders][$6.5 million]"),
            ("There is no truce.", "[no truce]"),
            ("She told reporters Thursday that her talks had ended.", "[She][reporters][Thursday][her talks]"),
        ] {
            assert_eq!(chunks(text), expected, "{text}");
        }
    }

    #[test]
    fn verbs_alone_are_no_chunks() {
        assert_eq!(chunks("Stop running quickly."), "");
    }
}
