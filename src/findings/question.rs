//! The newsroom question of a finding: what is asked, the values in the outlets' words, and where a text has the first of them.

use crate::{
    claims::Subject,
    findings::{Evidence, Relation, Side},
    rules::{ClaimRule, Lexicons},
    text::{Document, Pos, Span},
    verdicts::{Court, Verdict},
};

/// Words of a text before a value that a question shows, and behind it.
const WORDS_BEFORE: usize = 6;
const WORDS_BEHIND: usize = 5;
/// Words in which what a number counts follows it: "400 heavily armed police officers".
const WORDS_TO_COUNTED: usize = 4;
/// Words that the owner of a subject may have, at its beginning.
const OWNER_WORDS: usize = 2;

/// The question of a finding that no rule file asks: "When: Thursday or Friday, in “the bridge opens on Thursday at noon”?". `of` is
/// the name of a slot or of a kind of value.
pub(crate) fn asked(of: &str, sides: &[Side], at: (&Document, &Evidence), lexicons: &Lexicons) -> String {
    let question = lexicons.value("question", of).map_or_else(|| format!("Which {of}"), str::to_owned);
    let values: Vec<&str> = sides.iter().map(|side| side.asked.as_str()).collect();
    format!("{question}: {}, in {}?", values.join(" or "), words_around(at.0, at.1))
}

/// A number with its sign and with what it counts, where that stands close behind: "36 vessels", "€1.2 billion".
pub(crate) fn with_counted(doc: &Document, at: &Evidence, counted: &str) -> String {
    let before = doc.text[..at.value.start].chars().next_back();
    let sign = before.filter(|c| !c.is_alphanumeric() && !c.is_whitespace() && !c.is_ascii_punctuation() || *c == '$');
    let start = at.value.start - sign.map_or(0, char::len_utf8);
    let tokens = &doc.tokens[doc.sentences[at.sentence].tokens.clone()];
    let behind = tokens.iter().skip_while(|t| t.span.start < at.value.end);
    let mut near = behind.take(WORDS_TO_COUNTED).take_while(|t| doc.slice(t.span).chars().any(char::is_alphanumeric));
    let noun = near.find(|t| !counted.is_empty() && (*t.lemma == *counted || *t.lower == *counted));
    inside_a_sentence(doc, at, Span::new(start, noun.map_or(at.value.end, |t| t.span.end)))
}

/// The words of `span` as they would stand inside a sentence: "Seven countries" opens one, "seven countries" does not.
pub(crate) fn inside_a_sentence(doc: &Document, at: &Evidence, span: Span) -> String {
    let words = one_line(doc.slice(span));
    let sentence = &doc.sentences[at.sentence];
    let first = doc.tokens.get(sentence.tokens.start);
    let is_name = first.is_none_or(|t| t.pos == Pos::Propn || doc.slice(t.span).chars().skip(1).any(char::is_uppercase))
            // "Finance Minister": the outlet writes it with capitals.
            || words.split(' ').nth(1).is_some_and(|word| word.starts_with(char::is_uppercase));
    let mut letters = words.chars();
    match letters.next() {
        Some(letter) if span.start == sentence.span.start && !is_name => letter.to_lowercase().chain(letters).collect(),
        _ => words,
    }
}

/// A question that a rule asks.
pub(crate) struct Asking<'a> {
    pub rule: &'a ClaimRule,
    pub subject: &'a Subject,
    pub about: &'a str,
    pub sides: &'a [Side],
}

impl Asking<'_> {
    /// The rule's question with its placeholders filled in, and what the verdict has to say to it.
    pub(crate) fn message(&self, court: &Court, verdict: (Relation, &Verdict)) -> String {
        let values: Vec<&str> = self.sides.iter().map(|side| side.asked.as_str()).collect();
        let asked = self.template(court.lexicons).replace("{subject}", &self.subject.text);
        // "People killed": "how many people were killed".
        let counted = self.subject.text.replacen(' ', " were ", 1);
        let asked = asked
            .replace("{counted}", &counted)
            .replace("{about}", self.about)
            .replace("{values}", &values.join(" or "));
        let first = self.sides.first().and_then(|side| side.evidence.first());
        let words = first.map(|at| words_around(&court.sources[at.source].doc, at)).unwrap_or_default();
        with_reason(asked.replace("{words}", &words), verdict)
    }

    fn template(&self, lexicons: &Lexicons) -> String {
        // A verb has no words that stand behind "the": "the sink of the ferry".
        let of_verb = !self.subject.is_named && self.rule.message.contains("the {subject}");
        if of_verb && let Some(question) = lexicons.value("question", self.rule.slot.name()) {
            return format!("{question}: {{values}}, in {{words}}?");
        }
        // "Who leads Kenya's delegation", and "who leads the Kenyan delegation".
        let mut opening = self.subject.text.split_whitespace().take(OWNER_WORDS);
        let owned = opening.any(|word| word.ends_with("'s") || word.ends_with("’s"));
        if owned { self.rule.message.replace("the {subject}", "{subject}") } else { self.rule.message.clone() }
    }
}

/// The question, and what the verdict has to say to it.
fn with_reason(question: String, (relation, verdict): (Relation, &Verdict)) -> String {
    match (relation, verdict) {
        (Relation::Superseded, _) => format!("{question} (a later report says otherwise)"),
        (Relation::Disputed, _) => format!("{question} (the speakers disagree)"),
        (_, Verdict::Differ(Some(cause))) => format!("{question} ({cause})"),
        _ => question,
    }
}

/// Words of the sentence around a value, in marks: “… will be cleared to sail within ten days, and …”.
fn words_around(doc: &Document, at: &Evidence) -> String {
    let sentence = doc.sentences[at.sentence].tokens.clone();
    let is_word = |t: &usize| doc.slice(doc.tokens[*t].span).chars().any(char::is_alphanumeric);
    let before = sentence.clone().filter(|t| doc.tokens[*t].span.end <= at.value.start).filter(is_word);
    // Not "'s Tarik Demirsoy".
    let opens = |t: &usize| !doc.slice(doc.tokens[*t].span).starts_with(['\'', '’']);
    let first = before.clone().rev().take(WORDS_BEFORE).filter(opens).last();
    let behind = sentence.filter(|t| doc.tokens[*t].span.start >= at.value.end).filter(is_word);
    let last = behind.clone().take(WORDS_BEHIND).last();
    let cut_before = before.count() > WORDS_BEFORE;
    let cut_behind = behind.count() > WORDS_BEHIND;
    let start = first.map_or(at.value.start, |t| doc.tokens[t].span.start);
    let end = last.map_or(at.value.end, |t| doc.tokens[t].span.end);
    let words = one_line(doc.slice(Span::new(start.min(at.value.start), end.max(at.value.end))));
    let (open, close) = (if cut_before { "… " } else { "" }, if cut_behind { " …" } else { "" });
    // Its own marks would close what is shown too early.
    format!("“{open}{}{close}”", with_inner_marks(&words))
}

/// The words with single marks for their double ones.
fn with_inner_marks(words: &str) -> String {
    let mut before = ' ';
    let inner = words.chars().map(|c| {
        let opens = before.is_whitespace() || matches!(before, '(' | '“');
        before = c;
        match c {
            '“' => '‘',
            '"' if opens => '‘',
            '”' | '"' => '’',
            _ => c,
        }
    });
    inner.collect()
}

fn one_line(words: &str) -> String {
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}
