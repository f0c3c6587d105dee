//! Offices and trades of people: a noun for a role beside a name ("foreign minister Irina Rusu", "the foreign minister, Irina Rusu",
//! "Irina Rusu, minister of ports").

use std::ops::Range;

use crate::{
    mentions::{Mention, NameKind, RoleValue, Value, find::mention},
    rules::Lexicons,
    text::{Document, Form, Pos, Span},
};

/// How far behind a name's comma its role may end, in tokens.
const REACH: usize = 8;
/// The word of the lists for an office that somebody comes into.
const COMING: &str = "new";
/// Words of what an office is for, behind its "of".
const LONGEST_FIELD: usize = 4;

/// What roles are looked for in.
struct Roles<'a> {
    doc: &'a Document,
    /// The tokens of places and peoples.
    placed: &'a [bool],
    /// The tokens of people's names.
    named: &'a [bool],
    lexicons: &'a Lexicons,
}

/// Finds the roles beside the persons among `names`; `placed` marks the tokens of places and peoples.
pub(super) fn find_roles(doc: &Document, names: &[Mention], placed: &[bool], lexicons: &Lexicons) -> Vec<Mention> {
    let people = || names.iter().filter(|m| matches!(&m.value, Value::Name(n) if n.kind == NameKind::Person));
    let mut named = vec![false; doc.tokens.len()];
    people().for_each(|m| named[m.tokens.clone()].fill(true));
    let roles = Roles { doc, placed, named: &named, lexicons };
    people().flat_map(|name| roles.of(name)).collect()
}

impl Roles<'_> {
    fn of(&self, name: &Mention) -> Vec<Mention> {
        let start = self.doc.sentences[name.sentence].tokens.start;
        let before =
            self.before(name).or_else(|| self.before_comma(name).filter(|head| !self.is_of_former(*head, name)));
        // "Professor Rusu, the director": a title says less than what follows.
        let titled = before.is_some_and(|head| head < name.tokens.start && self.is(head, "person_title"));
        let behind = if before.is_none() || titled { self.behind(name) } else { Vec::new() };
        let mut roles = Vec::new();
        for head in before.into_iter().chain(behind) {
            let first = self.first_word(head, start.max(if head > name.tokens.end { name.tokens.end } else { start }));
            roles.push(self.role(name, first, head, false));
        }
        if let Some((head, comes)) = self.behind_verb(name) {
            roles.push(self.role(name, self.first_word(head, name.tokens.end), head, comes));
        }
        roles
    }

    /// The role whose words begin at `first`; whoever `comes` into it has another one until then.
    fn role(&self, name: &Mention, first: usize, head: usize, comes: bool) -> Mention {
        let doc = self.doc;
        let lemma = |t: usize| doc.tokens[t].lemma.to_lowercase();
        let described = (first..head).filter(|t| doc.tokens[*t].pos != Pos::Punct);
        let mut which: Vec<String> =
            self.before_state(name.sentence, first).into_iter().chain(described.map(lemma)).collect();
        let tail = self.field(name.sentence, head);
        which.extend(tail.clone().filter(|t| self.is(*t, "portfolio")).map(lemma));
        if comes && !which.iter().any(|word| word == COMING) {
            // The last word may be a part of the office ("chief executive").
            which.insert(0, COMING.to_owned());
        }
        let body = self.body(name.sentence, first, head);
        let titled = head < name.tokens.start && !self.is_opened(name.sentence, first);
        let value = Value::Role(RoleValue { noun: lemma(head), which, name: name.span, body, titled });
        mention(doc, name.sentence, first..tail.end.max(head + 1), value, "en/lexicons/names")
    }

    /// "the former Georgian defence minister": what stands before the state is said of the office too.
    fn before_state(&self, sentence: usize, first: usize) -> Option<String> {
        let start = self.doc.sentences[sentence].tokens.start;
        let state = first.checked_sub(1).filter(|t| *t > start && self.placed[*t])?;
        let state = (start..=state).rev().take_while(|t| self.placed[*t]).last()?;
        let before = state.checked_sub(1).filter(|t| *t >= start)?;
        let said = self.is(before, "role_of_the_past") || self.is(before, "rank_below");
        said.then(|| self.doc.tokens[before].lower.to_string())
    }

    /// "foreign minister NAME"; nothing but a comma-less name follows the noun. Titles between them ("Gen.") are passed over.
    fn before(&self, name: &Mention) -> Option<usize> {
        let last = self.past_titles(name)?;
        self.is_role(last).then_some(last)
    }

    /// "the foreign minister, NAME,": a role that an article or a genitive opens and that the name closes.
    fn before_comma(&self, name: &Mention) -> Option<usize> {
        let doc = self.doc;
        let sentence = &doc.sentences[name.sentence].tokens;
        let comma = self.past_titles(name)?;
        let last = comma.checked_sub(1).filter(|h| *h >= sentence.start && &*doc.tokens[comma].lower == ",")?;
        let head = self.head_of(last, sentence.start);
        let closed = name.tokens.end >= sentence.end || doc.tokens[name.tokens.end].pos == Pos::Punct;
        let first = self.first_word(head, sentence.start);
        let placed = first.checked_sub(1).is_some_and(|t| t >= sentence.start && self.placed[t]);
        (closed && (placed || self.is_opened(name.sentence, first)) && self.is_role(head)).then_some(head)
    }

    /// Whether an article or a genitive stands before the first word of a role.
    fn is_opened(&self, sentence: usize, first: usize) -> bool {
        let doc = self.doc;
        let opener = first.checked_sub(1).filter(|t| *t >= doc.sentences[sentence].tokens.start);
        opener.is_some_and(|t| {
            let token = &doc.tokens[t];
            token.pos == Pos::Det
                || token.form == Form::Possessive
                || self.is(t, "whose")
                || self.is(t, "pronoun_of_owner")
        })
    }

    /// The noun of a role whose words end at `last`: "head" of "the deputy head of quality".
    fn head_of(&self, last: usize, start: usize) -> usize {
        let doc = self.doc;
        let noun = |t: &usize| matches!(doc.tokens[*t].pos, Pos::Noun | Pos::Adj | Pos::Det);
        let first = (start..=last).rev().take(LONGEST_FIELD).take_while(noun).last();
        let of = first.and_then(|first| first.checked_sub(1)).filter(|t| *t > start && self.is(*t, "of"));
        of.map(|of| of - 1).filter(|head| self.is_role(*head) && !self.is_role(last)).unwrap_or(last)
    }

    /// "Nana Kalandia, the foreign minister, Archil Meskhi, the defence minister": in a list each office is of the name before it.
    fn is_of_former(&self, head: usize, name: &Mention) -> bool {
        let doc = self.doc;
        let start = doc.sentences[name.sentence].tokens.start;
        let first = self.first_word(head, start);
        let opener = first.saturating_sub(1).max(start);
        let comma = opener.checked_sub(1).filter(|t| *t > start && &*doc.tokens[*t].lower == ",");
        let named = comma.is_some_and(|t| doc.tokens[t - 1].pos == Pos::Propn);
        named && !self.behind(name).is_empty()
    }

    /// The last token before the name and its titles.
    fn past_titles(&self, name: &Mention) -> Option<usize> {
        let start = self.doc.sentences[name.sentence].tokens.start;
        let mut last = name.tokens.start.checked_sub(1)?;
        while last > start && self.is(last, "courtesy_title") {
            last -= 1;
        }
        (last >= start).then_some(last)
    }

    /// "NAME, 53, the foreign minister and chairman": the role nouns behind the comma, before any verb or further comma. A role that
    /// belongs to someone else ("the minister's aide", "aide to the minister") stops the search at its genitive or preposition.
    fn behind(&self, name: &Mention) -> Vec<usize> {
        let doc = self.doc;
        let sentence = &doc.sentences[name.sentence].tokens;
        let comma = |t: usize| t < sentence.end && &*doc.tokens[t].lower == ",";
        let mut first = name.tokens.end;
        if !comma(first) {
            return Vec::new();
        }
        first += 1;
        let age = first < sentence.end && doc.tokens[first].pos == Pos::Num && comma(first + 1);
        first += if age { 2 } else { 0 };
        let Some(head) = self.noun_from(first, sentence) else { return Vec::new() };
        let mut heads = vec![head];
        let second = self.field(name.sentence, head).end.max(head + 1);
        if second < sentence.end && self.is(second, "and") {
            heads.extend(self.noun_from(second + 1, sentence).filter(|h| *h <= second + 3));
        }
        heads
    }

    /// "NAME is the foreign minister", "NAME will be mayor of Harun", "NAME was appointed head of the board": what a verb right behind a
    /// name says that its bearer is, or comes to be. What somebody was, may be or is not is no office of today.
    fn behind_verb(&self, name: &Mention) -> Option<(usize, bool)> {
        let doc = self.doc;
        let sentence = &doc.sentences[name.sentence].tokens;
        let word = |t: usize| if t < sentence.end { &*doc.tokens[t].lower } else { "" };
        let mut at = name.tokens.end;
        let will = word(at) == "will";
        at += usize::from(will);
        let has = word(at) == "has";
        at += usize::from(has);
        let is = !will && !has && word(at) == "is" || will && word(at) == "be";
        let made = |t: usize| t < sentence.end && self.lexicons.has("made_an_officer", &doc.tokens[t].lemma);
        let takes = |t: usize| t < sentence.end && self.lexicons.has("takes_an_office", &doc.tokens[t].lemma);
        // "Ema Rusu, to be the new foreign minister", "appointed Ema Rusu as foreign minister"
        if word(at) == "," && word(at + 1) == "to" && word(at + 2) == "be" {
            return Some((self.noun_from(at + 3, sentence)?, true));
        }
        if name.tokens.start > sentence.start && made(name.tokens.start - 1) {
            return Some((self.noun_from(at + usize::from(word(at) == "as"), sentence)?, true));
        }
        let passive = matches!(word(at), "was" | "been" | "be") && made(at + 1);
        at += match () {
            () if passive => 2,
            () if is || takes(at) => 1,
            () => return None,
        };
        // "sworn in as", "took over as"
        let particle = usize::from(matches!(word(at), "in" | "over") && word(at + 1) == "as");
        let as_one = usize::from(word(at + particle) == "as");
        if is && !passive && as_one == 1 {
            return None;
        }
        Some((self.noun_from(at + particle + as_one, sentence)?, passive || !is || will))
    }

    /// The role noun at the end of the describing words that begin at `first`.
    fn noun_from(&self, first: usize, sentence: &Range<usize>) -> Option<usize> {
        let doc = self.doc;
        let part = |t: &usize| {
            let token = &doc.tokens[*t];
            matches!(token.pos, Pos::Det | Pos::Adj | Pos::Noun | Pos::Propn | Pos::Num)
                || token.form == Form::Possessive
                || &*token.lower == "&"
        };
        let last = (first..sentence.end.min(first + REACH)).take_while(part).last()?;
        // "an aide to the minister", "the minister's aide": whose aide it is would be needed to compare it.
        let belongs =
            |t: usize| t < sentence.end && (doc.tokens[t].form == Form::Possessive || &*doc.tokens[t].lower == "to");
        // "Asked about Rusu, the minister said": the subject of what follows.
        let says = |t: usize| t < sentence.end && matches!(doc.tokens[t].pos, Pos::Verb | Pos::Aux);
        (self.is_role(last) && !belongs(last + 1) && !says(last + 1)).then_some(last)
    }

    fn is(&self, token: usize, class: &str) -> bool {
        self.doc
            .tokens
            .get(token)
            .is_some_and(|t| *t.lower == *class || self.lexicons.has(class, t.lower.trim_end_matches('.')))
    }

    fn is_role(&self, token: usize) -> bool {
        let lemma = self.doc.tokens[token].lemma.to_lowercase();
        self.doc.tokens[token].form != Form::Plural
            && ["role_noun", "trade_noun", "post_noun"].iter().any(|class| self.lexicons.has(class, &lemma))
    }

    /// What an office is for: "of transport", "of the foreign ministry" behind its noun.
    fn field(&self, sentence: usize, head: usize) -> Range<usize> {
        let end = self.doc.sentences[sentence].tokens.end;
        if !self.is(head + 1, "of") || head + 2 >= end {
            return head + 1..head + 1;
        }
        let first = head + 2 + usize::from(self.doc.tokens[head + 2].pos == Pos::Det);
        let noun = |t: &usize| self.is(*t, "portfolio");
        let last = (first..end).take_while(noun).last();
        last.map_or(head + 1..head + 1, |last| head + 1..last + 1)
    }

    /// Whose office it is: "Georgia's", "the EU's", "Turkish" before it, "of the Harbour Board" behind it.
    fn body(&self, sentence: usize, first: usize, head: usize) -> Option<Span> {
        let doc = self.doc;
        let within = &doc.sentences[sentence].tokens;
        let before = first.checked_sub(1).filter(|t| *t >= within.start)?;
        if doc.tokens[before].form == Form::Possessive {
            let capital = |t: &usize| doc.word(*t).starts_with(char::is_uppercase) || &*doc.tokens[*t].lower == "&";
            let start = (within.start..before).rev().take_while(capital).last()?;
            // "The EU's envoy" at the beginning of a sentence.
            let article = start + 1 < before && self.is(start, "article");
            return Some(doc.span_of(&(start + usize::from(article)..before)));
        }
        if self.placed[before] {
            return Some(doc.span_of(&(before..before + 1)));
        }
        let at = head + 2 + usize::from(doc.tokens.get(head + 2).is_some_and(|t| t.pos == Pos::Det));
        let capital = |t: &usize| {
            let genitive = doc.tokens[*t].form == Form::Possessive;
            genitive || doc.word(*t).starts_with(char::is_uppercase) || self.is(*t, "word_inside_names")
        };
        let last = (at..within.end).take_while(capital).filter(|t| doc.word(*t).starts_with(char::is_uppercase)).last();
        last.filter(|_| self.is(head + 1, "of")).map(|last| doc.span_of(&(at..last + 1)))
    }

    /// The first of the describing words before the role's noun.
    fn first_word(&self, head: usize, start: usize) -> usize {
        let mut first = head;
        while first > start {
            let token = &self.doc.tokens[first - 1];
            let word = matches!(token.pos, Pos::Adj | Pos::Noun | Pos::Propn);
            let describes = word || &*token.lower == "-" || self.is(first - 1, "role_modifier");
            if !describes || token.form == Form::Possessive || self.placed[first - 1] || self.named[first - 1] {
                break;
            }
            first -= 1;
        }
        first
    }
}
