//! Whose words a quote gives: the subject of the reporting verb beside it, or who is named as its source.

use std::ops::Range;

use crate::{
    rules::Lexicons,
    text::{Document, Form, Pos, Span},
};

/// Tokens between a quote and the verb behind it ("Jane Roe, the country's minister of defence, said"), at most.
const FARTHEST_VERB: usize = 30;
/// Tokens between the verb behind a quote and its subject ("said on Friday Jane Roe" is not English), at most.
const FARTHEST_SUBJECT: usize = 2;
/// Tokens that are looked through before a quote or a verb, at most.
const FARTHEST_BEFORE: usize = 60;

/// Tokens between an infinitive ("refused to say:") and its quote, at most.
const FARTHEST_INFINITIVE: usize = 3;
/// Tokens between a relative word and its verb, at most.
const RELATIVE_REACH: usize = 4;

/// A quote whose speaker is asked for.
#[derive(Debug, Clone, Copy)]
pub(super) struct Asked {
    /// The quote with its marks.
    pub(super) marks: Span,
    /// The quoted words.
    pub(super) words: Span,
}

/// The speaker of the quote at `index` of all `quotes` (in order of the text), as the span of a noun chunk or pronoun.
pub(super) fn speaker(doc: &Document, quotes: &[Asked], index: usize, lexicons: &Lexicons) -> Option<Span> {
    let look = Look { doc, quotes, lexicons };
    let quote = quotes.get(index)?;
    look.behind(*quote)
        .or_else(|| look.before(*quote))
        .or_else(|| look.trailing(*quote))
        .or_else(|| look.introduced(*quote))
        .or_else(|| look.source(*quote))
}

struct Look<'a> {
    doc: &'a Document,
    quotes: &'a [Asked],
    lexicons: &'a Lexicons,
}

impl Look<'_> {
    /// Index of the first token that starts at `at` or behind it.
    fn token_from(&self, at: usize) -> usize {
        self.doc.tokens.partition_point(|t| t.span.start < at)
    }

    fn tokens_of(&self, sentence: usize) -> Range<usize> {
        let range = self.doc.sentences.get(sentence).map_or(0..0, |s| s.tokens.clone());
        range.start.min(self.doc.tokens.len())..range.end.min(self.doc.tokens.len())
    }

    fn pos(&self, i: usize) -> Option<Pos> {
        self.doc.tokens.get(i).map(|t| t.pos)
    }

    fn form(&self, i: usize) -> Option<Form> {
        self.doc.tokens.get(i).map(|t| t.form)
    }

    fn is_word(&self, i: usize, words: &[&str]) -> bool {
        self.doc.tokens.get(i).is_some_and(|t| words.contains(&&*t.lower))
    }

    fn is_quoted(&self, i: usize) -> bool {
        let Some(token) = self.doc.tokens.get(i) else { return false };
        let next = self.quotes.partition_point(|q| q.marks.start <= token.span.start);
        next.checked_sub(1).is_some_and(|q| token.span.start < self.quotes[q].marks.end)
    }

    fn in_class(&self, i: usize, class: &str) -> bool {
        self.pos(i) == Some(Pos::Verb) && self.doc.tokens.get(i).is_some_and(|t| self.lexicons.has(class, &t.lemma))
    }

    /// Whether the token reports words: no passive ("was told"), nothing denied ("did not say").
    fn reports(&self, i: usize) -> bool {
        let quoted = self.in_class(i, "quoted_verb") && self.is_passive(i);
        quoted || (self.in_class(i, "reporting_verb") && !self.group(i).any(|g| self.spoils(g, i)))
    }

    /// Auxiliaries, adverbs and particles directly before the verb, from right to left.
    fn group(&self, verb: usize) -> impl Iterator<Item = usize> {
        (0..verb).rev().take_while(|&i| matches!(self.pos(i), Some(Pos::Aux | Pos::Adv | Pos::Part)))
    }

    fn is_passive(&self, verb: usize) -> bool {
        self.form(verb) == Some(Form::Participle) && self.group(verb).any(|g| &*self.doc.tokens[g].lemma == "be")
    }

    fn spoils(&self, i: usize, verb: usize) -> bool {
        let passive = &*self.doc.tokens[i].lemma == "be" && self.form(verb) == Some(Form::Participle);
        passive || self.is_word(i, &["not", "n't", "never"])
    }

    fn is_finite(&self, i: usize) -> bool {
        matches!(self.pos(i), Some(Pos::Verb | Pos::Aux))
            && matches!(self.form(i), Some(Form::Past | Form::Present | Form::Modal))
    }

    /// Whether a relative word stands shortly before the verb ("who leads").
    fn is_relative(&self, verb: usize) -> bool {
        (verb.saturating_sub(RELATIVE_REACH)..verb).any(|w| self.is_relative_word(w))
    }

    fn is_relative_word(&self, i: usize) -> bool {
        self.form(i) == Some(Form::Wh) || self.is_word(i, &["whose"])
    }

    /// `“…,” said Jane Roe`; `“…,” Jane Roe said`: the clause directly behind the quote.
    fn behind(&self, quote: Asked) -> Option<Span> {
        let first = self.token_from(quote.marks.end);
        let comma = self.is_word(first, &[","]);
        let closed = quote.words.of(&self.doc.text).ends_with([',', '.', '?', '!', '…', '-', '—', '–']);
        let start = first + usize::from(comma);
        let sentence = self.sentence_of(start)?;
        let here = self.doc.sentence_at(quote.words.end.saturating_sub(1)) == Some(sentence);
        // In a sentence of its own only a bare attribution counts: `“Why?” Jane Roe asked.`
        let starts = self.tokens_of(sentence).start == start && self.same_block(sentence, quote);
        if !(comma || closed) || !(here || starts) {
            return None;
        }
        let end = self.tokens_of(sentence).end.min(start + FARTHEST_VERB);
        let verb = (start..end)
            .take_while(|&i| !self.is_quoted(i))
            .find(|&i| self.reports(i) || self.is_finite(i) && !self.is_auxiliary(i) && !self.is_relative(i))?;
        if !self.reports(verb) || (!here && !self.is_bare(verb)) {
            return None;
        }
        let inverted = (start..verb).all(|i| matches!(self.pos(i), Some(Pos::Adv | Pos::Aux)));
        if inverted { self.subject_behind(verb) } else { self.subject_before(verb, start) }
    }

    fn sentence_of(&self, token: usize) -> Option<usize> {
        self.doc.tokens.get(token).and_then(|t| self.doc.sentence_at(t.span.start))
    }

    fn same_block(&self, sentence: usize, quote: Asked) -> bool {
        let block = |s: Option<usize>| s.and_then(|s| self.doc.sentences.get(s)).map(|s| s.block);
        block(Some(sentence)) == block(self.doc.sentence_at(quote.words.start))
    }

    fn is_auxiliary(&self, i: usize) -> bool {
        self.pos(i) == Some(Pos::Aux)
    }

    /// Whether nothing but punctuation or an adverbial follows the verb.
    fn is_bare(&self, verb: usize) -> bool {
        matches!(self.pos(verb + 1), None | Some(Pos::Punct | Pos::Adp | Pos::Adv))
            || self.sentence_of(verb + 1) != self.sentence_of(verb)
    }

    /// `Jane Roe said: “…”`, `Jane Roe said the talks were “over”`: the nearest verb before the quote, in its sentence.
    fn before(&self, quote: Asked) -> Option<Span> {
        let sentence = self.doc.sentence_at(quote.marks.start)?;
        let range = self.tokens_of(sentence);
        let open = self.token_from(quote.marks.start).min(range.end);
        let from = range.start.max(open.saturating_sub(FARTHEST_BEFORE));
        let verb = (from..open).rev().find(|&i| !self.is_quoted(i) && (self.reports(i) || self.names(i)))?;
        let between = || (verb + 1..open).filter(|&i| !self.is_quoted(i));
        // "He called it a group that ‘fights’": the name belongs to the inner clause. "What they have to say" governs nothing.
        let inner = !self.reports(verb) && between().any(|i| self.is_finite(i));
        let loose = self.form(verb) == Some(Form::Base)
            && !self.is_word(verb + 1, &["that"])
            && !self.group(verb).any(|g| self.is_finite(g));
        if inner || (loose && between().count() > FARTHEST_INFINITIVE) {
            return None;
        }
        let subject = self.subject_of(verb, from)?;
        // "He called the offer “a joke”" quotes him; "the group called “Dawn”" quotes nobody.
        (self.reports(verb) || self.is_person(subject)).then_some(self.chunk_or_pronoun(subject))
    }

    /// Whether the token is a verb of naming or judging in a finite form.
    fn names(&self, i: usize) -> bool {
        let perfect =
            self.form(i) == Some(Form::Participle) && self.group(i).any(|g| &*self.doc.tokens[g].lemma == "have");
        self.in_class(i, "naming_verb") && (self.is_finite(i) || perfect) && !self.group(i).any(|g| self.spoils(g, i))
    }

    fn is_person(&self, head: usize) -> bool {
        matches!(self.pos(head), Some(Pos::Propn | Pos::Pron))
    }

    /// `Jane Roe added:` and the quote in the next sentence or block.
    fn introduced(&self, quote: Asked) -> Option<Span> {
        let sentence = self.doc.sentence_at(quote.marks.start)?;
        let opens = self.doc.sentences[sentence].span.start == quote.marks.start;
        let before = self.tokens_of(sentence.checked_sub(1)?);
        let same_post = self.doc.post_of(sentence) == self.doc.post_of(sentence - 1);
        if !opens || !same_post || before.is_empty() || !self.is_word(before.end - 1, &[":"]) {
            return None;
        }
        let from = before.start.max(before.end.saturating_sub(FARTHEST_BEFORE));
        let verb = (from..before.end).rev().find(|&i| !self.is_quoted(i) && self.reports(i))?;
        self.subject_of(verb, from).map(|s| self.chunk_or_pronoun(s))
    }

    /// `according to Jane Roe`, behind or before the quote in its sentence.
    fn source(&self, quote: Asked) -> Option<Span> {
        let sentence = self.doc.sentence_at(quote.marks.start)?;
        let range = self.tokens_of(sentence);
        let phrase = |i: usize| {
            self.lexicons.words("source_phrase").find_map(|p| {
                let words = p.split(' ').count();
                p.split(' ').enumerate().all(|(n, w)| self.is_word(i + n, &[w])).then_some(i + words)
            })
        };
        let (open, close) = (self.token_from(quote.marks.start), self.token_from(quote.marks.end));
        let near = range.start.max(open.saturating_sub(FARTHEST_BEFORE))..range.end.min(close + FARTHEST_BEFORE);
        let behind = near.filter(|&i| !self.is_quoted(i)).filter_map(phrase).next()?;
        let chunk = self.doc.chunks.get(self.doc.chunks.partition_point(|c| c.tokens.start < behind))?;
        (chunk.tokens.start == behind).then(|| self.doc.span_of(&chunk.tokens))
    }

    /// The head of the verb's subject. An infinitive or participle has that of the finite verb before it ("said, adding"),
    /// and so has a verb that "and" joins to it ("met reporters and said").
    fn subject_of(&self, verb: usize, start: usize) -> Option<usize> {
        let finite =
            !matches!(self.form(verb), Some(Form::Ing | Form::Base)) || self.group(verb).any(|g| self.is_finite(g));
        let left = self.group(verb).last().unwrap_or(verb).checked_sub(1).filter(|&l| l >= start);
        let joined = left.is_some_and(|l| self.pos(l) == Some(Pos::Cconj));
        let verb = if finite && !joined {
            verb
        } else {
            let main = |i: &usize| !self.is_quoted(*i) && self.is_finite(*i) && !self.is_relative(*i);
            (start..left.unwrap_or(verb)).rev().find(main)?
        };
        self.head_before(verb, start).or_else(|| {
            // `“…,” said Jane Roe, adding: “…”`: the finite verb stands behind its quote, its subject behind it.
            let mark = |i: usize| i.checked_sub(1).is_some_and(|l| l >= start && self.is_quoted(l));
            let inverted =
                verb == start || mark(verb) || (self.is_word(verb.saturating_sub(1), &[","]) && mark(verb - 1));
            inverted.then(|| self.head_behind(verb)).flatten()
        })
    }

    /// `The talks were “over”, Jane Roe said.`: an attribution at the end of the quote's sentence.
    fn trailing(&self, quote: Asked) -> Option<Span> {
        let sentence = self.doc.sentence_at(quote.words.end.saturating_sub(1))?;
        let range = self.tokens_of(sentence);
        let close = self.token_from(quote.marks.end);
        let end = range.end.min(close + FARTHEST_BEFORE);
        let verb = (close..end).rev().find(|&i| !self.is_quoted(i) && self.is_finite(i) && !self.is_auxiliary(i))?;
        let comma = (close..verb).rev().take(FARTHEST_VERB).find(|&i| self.is_word(i, &[","]))?;
        if !self.reports(verb) || self.group(comma).next().is_some() {
            return None;
        }
        let behind = self.doc.tokens.get(verb + 1).filter(|_| verb + 1 < range.end);
        let done = behind.is_none_or(|t| matches!(t.pos, Pos::Punct | Pos::Adp | Pos::Adv | Pos::Propn));
        if comma + 1 < verb {
            let clause = comma + 1..verb;
            let sound = done && clause.clone().all(|i| !self.is_finite(i) || self.is_auxiliary(i));
            return sound.then(|| self.subject_before(verb, clause.start)).flatten();
        }
        let hearer = self.lexicons.has("hearer_verb", &self.doc.tokens.get(verb)?.lemma);
        (!hearer).then(|| self.subject_behind(verb)).flatten()
    }

    fn subject_before(&self, verb: usize, start: usize) -> Option<Span> {
        self.head_before(verb, start).map(|h| self.chunk_or_pronoun(h))
    }

    fn subject_behind(&self, verb: usize) -> Option<Span> {
        self.head_behind(verb).map(|h| self.chunk_or_pronoun(h))
    }

    /// Head of the chunk (or a pronoun) directly behind an inverted verb.
    fn head_behind(&self, verb: usize) -> Option<usize> {
        let chunk = self.doc.chunks.partition_point(|c| c.tokens.start <= verb);
        let chunk = self.doc.chunks.get(chunk).filter(|c| c.tokens.start <= verb + FARTHEST_SUBJECT);
        let head = chunk.map(|c| c.head).or_else(|| (self.pos(verb + 1) == Some(Pos::Pron)).then_some(verb + 1))?;
        let between = verb + 1..chunk.map_or(verb + 1, |c| c.tokens.start);
        let sound = between.into_iter().all(|i| matches!(self.pos(i), Some(Pos::Adv)));
        (sound && self.sentence_of(head) == self.sentence_of(verb)).then_some(head)
    }

    /// Head of the subject before `verb`, not before token `start`: a pronoun next to the verb; else the first name that
    /// stands free (no preposition, verb or genitive before it); else the first free noun.
    fn head_before(&self, verb: usize, start: usize) -> Option<usize> {
        let from = self.clause_start(verb, start);
        let near = (from..verb).rev().find(|&i| !matches!(self.pos(i), Some(Pos::Aux | Pos::Adv | Pos::Part)))?;
        if self.form(near) == Some(Form::Wh) {
            return self.antecedent(near, start);
        }
        if self.pos(near) == Some(Pos::Pron) {
            return (!self.is_word(near, &["there"])).then_some(near);
        }
        // Behind "Speaking beside X," or "In X," the subject is what stands nearest; else the first name has appositions.
        let introduced = matches!(self.pos(from), Some(Pos::Adp | Pos::Sconj | Pos::Verb));
        let first = self.doc.chunks.partition_point(|c| c.tokens.start < from);
        let chunks = self.doc.chunks[first..].iter().take_while(|c| c.tokens.end <= verb);
        let (mut name, mut noun, mut free) = (None, None, true);
        for chunk in chunks.filter(|c| !self.is_quoted(c.head)) {
            let left = chunk.tokens.start.checked_sub(1).filter(|&l| l >= from);
            if left.is_none_or(|l| self.form(l) != Some(Form::Possessive)) {
                free = !left.is_some_and(|l| matches!(self.pos(l), Some(Pos::Adp | Pos::Verb | Pos::Sconj)));
            }
            let genitive = self.form(chunk.tokens.end) == Some(Form::Possessive);
            if !free || genitive || self.form(chunk.head) == Some(Form::Wh) {
                continue;
            }
            noun = noun.filter(|_| !introduced).or(Some(chunk.head));
            if self.pos(chunk.head) == Some(Pos::Propn) && !introduced {
                name = name.or(Some(chunk.head));
            }
        }
        name.or(noun)
    }

    /// Head of the chunk that a relative word at `relative` stands for.
    fn antecedent(&self, relative: usize, start: usize) -> Option<usize> {
        let next = self.doc.chunks.partition_point(|c| c.tokens.end <= relative);
        let chunk = next.checked_sub(1).and_then(|c| self.doc.chunks.get(c))?;
        let near = chunk.tokens.end + 1 >= relative;
        (near && chunk.tokens.start >= start && !self.is_quoted(chunk.head)).then_some(chunk.head)
    }

    /// Where the clause of `verb` begins: behind the finite verb, quote or strong mark before it. A relative clause inside
    /// ("Jane Roe, who leads the party, said") belongs to the subject.
    fn clause_start(&self, verb: usize, start: usize) -> usize {
        let group = self.group(verb).last().unwrap_or(verb);
        let mut i = group;
        while i > start {
            let left = i - 1;
            let stops = self.is_quoted(left)
                || self.is_word(left, &[";", ":"])
                || (self.is_word(left, &["that"]) && self.form(left) != Some(Form::Wh))
                || (self.is_finite(left) && !self.is_relative(left));
            if stops {
                return i;
            }
            i = left;
        }
        start
    }

    /// The chunk whose head the token is, or the token itself.
    fn chunk_or_pronoun(&self, head: usize) -> Span {
        let next = self.doc.chunks.partition_point(|c| c.tokens.start <= head);
        let chunk = next.checked_sub(1).map(|c| &self.doc.chunks[c]).filter(|c| c.tokens.contains(&head));
        chunk.map_or_else(|| self.doc.span_of(&(head..head + 1)), |c| self.doc.span_of(&c.tokens))
    }
}

#[cfg(test)]
mod tests;
