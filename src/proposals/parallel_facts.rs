//! Two facts told in one form of words: "Britain sends 200 engineers", "France sends 400 engineers" may be no fact that changed.

use std::{
    collections::{BTreeMap, BTreeSet},
    ops::Range,
};

use crate::{
    copies::Change,
    mentions::{Designation, Mention, NameKind, Value},
    proposals::changed_fact::{Difference, Reading},
    text::{Pos, Span, Token},
    values::Slot,
};

/// Words between a speaker and the verb that makes one: "officials said", "the official has said".
const BESIDE: usize = 2;
/// Words that open a sentence and say what it tells of: "The cabin crew".
const OPENING: usize = 4;
/// Words of a list that are looked at before a name.
const LONGEST_LIST: usize = 12;

impl Difference<'_> {
    /// "Released on bail" and "remanded in custody": two words of what became of one person.
    pub(super) fn tells_one_state(&self, other: &Self) -> bool {
        let kind = |d: &Self| matches!(d.left.value, Some(Value::Kind(_)));
        kind(self) && kind(other) && self.slot == Slot::Status && other.slot == Slot::Status
    }

    /// Whether it says which of several: "the third", "a fourth-floor flat".
    pub(super) fn is_rank(&self, reading: &Reading) -> bool {
        match self.left.value {
            Some(Value::Designation(d)) => d.kind == Designation::Rank,
            Some(_) => false,
            None => reading.is_ordinal(self.left.span),
        }
    }
}

impl Reading<'_> {
    /// Whether the two sentences may tell of two things: where more than figures differ at once, and where another noun, verb, name or
    /// adjective stands in one place of them beside what differs.
    pub(super) fn may_be_parallel(&self, found: &[Difference]) -> bool {
        let rank = |d: &Difference| d.is_rank(self);
        let figure = |d: &Difference| d.slot == Slot::Number && d.left.value.is_some() && !rank(d);
        found.len() > 1 && !found.iter().all(figure)
            || self.pair.changes.iter().any(|c| self.names_another(c, found))
            || self.moves_a_deed()
    }

    /// Whether a verb stands in another place: "a man of 52 died and another was hurt", "a man of 30 was hurt and another died".
    fn moves_a_deed(&self) -> bool {
        let deeds = |source: usize, tokens: &mut dyn Iterator<Item = Range<usize>>| {
            let doc = &self.sources[source].doc;
            let tokens = tokens.flat_map(|range| doc.tokens.get(range).unwrap_or_default());
            let verbs = tokens.filter(|t| t.pos == Pos::Verb && !self.lexicons.has("reporting_verb", &t.lemma));
            verbs.map(|t| t.lemma.to_lowercase()).collect::<BTreeSet<String>>()
        };
        let left = deeds(self.copy.left.source, &mut self.pair.changes.iter().map(|c| c.left.clone()));
        let right = deeds(self.copy.right.source, &mut self.pair.changes.iter().map(|c| c.right.clone()));
        !left.is_disjoint(&right)
    }

    /// Whether the two sentences tell of two things: where what differs says who, where or which, and something else differs too, in
    /// another way, or another noun, verb, name or adjective stands in the place of one.
    pub(super) fn is_parallel(&self, found: &[Difference]) -> bool {
        let rank = |d: &Difference| d.is_rank(self);
        let sort = |d: &Difference| if rank(d) { None } else { Some(d.slot) };
        let first = |d: &Difference| {
            self.pair.changes.iter().any(|c| self.comes_first(c) && self.span_left(c).contains(d.left.span))
        };
        let kind = |d: &Difference| matches!(d.left.value, Some(Value::Kind(_))) && first(d);
        let which = |d: &Difference| rank(d) || kind(d) || matches!(d.slot, Slot::Name | Slot::Agent | Slot::Place);
        let apart = found.iter().any(|d| which(d) && found.iter().any(|other| sort(d) != sort(other)));
        let alone = found.len() == 1 && found.iter().all(|d| rank(d) || d.slot == Slot::Agent);
        let another = || self.pair.changes.iter().any(|c| self.names_another(c, found));
        // Two people may have said or done the one and the other.
        let person = |d: &Difference| matches!(d.left.value, Some(Value::Name(n)) if n.kind == NameKind::Person);
        let named = found.iter().any(person);
        let told_apart = || named && self.pair.changes.iter().any(|c| self.tells_apart(c));
        // "26 arrests on Monday", "40 arrests on Tuesday": each day or period has its own figure.
        let at_its_time = found.iter().any(|d| d.slot == Slot::Date && !self.is_when_it_was_said(d.left.span))
            && found.iter().any(|d| d.slot == Slot::Number && !rank(d));
        // "Diesel buses make up 40 %", "Electric buses make up 55 %": what comes before the verb is what is told of.
        let of_another = || self.pair.changes.iter().any(|c| self.comes_first(c) && self.names_another(c, found));
        !found.is_empty() && (apart || at_its_time || alone && another() || told_apart() || of_another())
    }

    fn span_left(&self, change: &Change) -> Span {
        self.sources[self.copy.left.source].doc.span_of(&change.left)
    }

    /// Whether an exchange is of the words that open both sentences or their last clause, before any verb of it.
    fn comes_first(&self, change: &Change) -> bool {
        let before_the_verb = |source: usize, sentence: usize, tokens: &Range<usize>| {
            let doc = &self.sources[source].doc;
            let start = doc.sentences[sentence].tokens.start;
            let opens = |at: &usize| doc.tokens.get(*at).is_some_and(|t| t.pos == Pos::Sconj);
            let start = (start..tokens.start).rev().find(opens).map_or(start, |that| that + 1);
            let before = doc.tokens.get(start..tokens.end).unwrap_or_default();
            tokens.start < start + OPENING && !before.iter().any(|t| matches!(t.pos, Pos::Verb | Pos::Aux))
        };
        before_the_verb(self.copy.left.source, self.pair.left, &change.left)
            && before_the_verb(self.copy.right.source, self.pair.right, &change.right)
    }

    /// Whether an exchange turns the sentence ("guilty", "not guilty") or sets two things apart ("the elder of them", "the younger").
    fn tells_apart(&self, change: &Change) -> bool {
        let tokens = |source: usize, range: &Range<usize>| {
            self.sources[source].doc.tokens.get(range.clone()).unwrap_or_default()
        };
        let (left, right) =
            (tokens(self.copy.left.source, &change.left), tokens(self.copy.right.source, &change.right));
        let turns = |tokens: &[Token]| tokens.iter().any(|t| self.lexicons.has("negation", &t.lower));
        let groups = |tokens: &[Token]| {
            let words = tokens.iter().flat_map(|t| [t.lower.to_string(), t.lemma.to_string()]);
            let member = |word: String| self.lexicons.value("contrast", &word).and_then(|m| m.split_once('/'));
            words.filter_map(member).collect::<BTreeMap<&str, &str>>()
        };
        let (one, other) = (groups(left), groups(right));
        turns(left) != turns(right) || one.iter().any(|(group, member)| other.get(group).is_some_and(|m| m != member))
    }

    /// Whether an exchange of words, but for the values in it, names another thing: a noun, a verb, a name or an adjective on both sides, none of
    /// which means the same.
    fn names_another(&self, change: &Change, found: &[Difference]) -> bool {
        let (x, y) = (self.copy.left.source, self.copy.right.source);
        let left: Vec<Span> = found.iter().map(|d| d.left.span).collect();
        let right: Vec<Span> = found.iter().map(|d| d.right.span).collect();
        // "The firm's treasurer, Holm, said", "the firm's auditor, Rusu, said": two who speak are two people.
        let whole = self.span_left(change);
        let differs = left.iter().any(|span| whole.contains(*span));
        if !differs && (self.is_of_speakers(x, &change.left) || self.is_of_speakers(y, &change.right)) {
            return false;
        }
        let (left, right) = (self.telling(x, &change.left, &left), self.telling(y, &change.right, &right));
        !left.is_empty() && !right.is_empty() && left.is_disjoint(&right)
    }

    /// The nouns, verbs, names and adjectives among `tokens` and outside of `values`, each by what it means; what is counted belongs to its
    /// number.
    fn telling(&self, source: usize, tokens: &Range<usize>, values: &[Span]) -> BTreeSet<String> {
        let analysis = &self.sources[source];
        let from = analysis.mentions.partition_point(|m| m.tokens.end <= tokens.start);
        let here = || analysis.mentions.iter().enumerate().skip(from).take_while(|(_, m)| m.tokens.start < tokens.end);
        let counted = |lemma: &str| here().any(|(_, m)| matches!(&m.value, Value::Quantity(q) if q.counted == lemma));
        let telling = tokens.clone().filter_map(|at| {
            let token = analysis.doc.tokens.get(at)?;
            let lemma = token.lemma.to_lowercase();
            let done = token.pos == Pos::Verb && !self.lexicons.has("reporting_verb", &lemma);
            let content = done || matches!(token.pos, Pos::Noun | Pos::Propn | Pos::Adj);
            let is_value = values.iter().any(|value| value.contains(token.span));
            if !content || is_value || counted(&lemma) || self.lexicons.has("empty_word", &lemma) {
                return None;
            }
            let named = here().filter(|(_, m)| m.tokens.contains(&at));
            let mut named = named.filter(|(_, m)| matches!(m.value, Value::Name(_) | Value::Place(_)));
            let name = named.find_map(|(index, _)| self.entities.of(source, index));
            let usual = || self.lexicons.value("synonym", &lemma).unwrap_or(&lemma).to_owned();
            Some(name.map_or_else(usual, |id| format!("@{}", id.0)))
        });
        telling.collect()
    }

    /// Whether a name stands in the place of another, and that one in its place: each for each, or the one with its verb before the other
    /// and behind it.
    pub(super) fn exchanges_names(&self) -> bool {
        let of = |source: usize, tokens: &Range<usize>, pos: Pos| -> BTreeSet<String> {
            let tokens = self.sources[source].doc.tokens.get(tokens.clone()).unwrap_or_default();
            tokens.iter().filter(|t| t.pos == pos).map(|t| t.lower.to_string()).collect()
        };
        let (x, y) = (self.copy.left.source, self.copy.right.source);
        let shared = |a: &Change, b: &Change, pos: Pos| !of(x, &a.left, pos).is_disjoint(&of(y, &b.right, pos));
        let changes = &self.pair.changes;
        let each_for_each = |a: &Change, b: &Change| shared(a, b, Pos::Propn) && shared(b, a, Pos::Propn);
        let moved = |a: &Change, b: &Change| shared(a, b, Pos::Propn) && shared(a, b, Pos::Verb);
        changes.iter().enumerate().any(|(at, a)| {
            let next = changes.get(at + 1);
            let passed = |b: &Change| !of(x, &(a.left.end..b.left.start), Pos::Propn).is_empty();
            changes[at + 1..].iter().any(|b| each_for_each(a, b))
                || next.is_some_and(|b| passed(b) && (moved(a, b) || moved(b, a)))
        })
    }

    /// Whether a word that opens a list of some of many stands before a name, with nothing but names and commas between.
    pub(super) fn is_one_of_many(&self, source: usize, mention: &Mention) -> bool {
        let doc = &self.sources[source].doc;
        let sentence = doc.sentences[mention.sentence].tokens.start;
        let from = mention.tokens.start.saturating_sub(LONGEST_LIST).max(sentence);
        let listed =
            |t: &usize| matches!(doc.tokens[*t].pos, Pos::Propn | Pos::Punct | Pos::Cconj | Pos::Det | Pos::Pron);
        let mut before = (from..mention.tokens.start).rev().skip_while(listed);
        before.next().is_some_and(|t| self.lexicons.has("opens_a_list", &doc.tokens[t].lower))
    }

    /// "Officials said on Saturday": the day of saying, at the end of the sentence, and not of what happened.
    fn is_when_it_was_said(&self, day: Span) -> bool {
        let doc = &self.sources[self.copy.left.source].doc;
        let tokens = doc.tokens_of(day);
        let from = tokens.start.saturating_sub(BESIDE).max(doc.sentences[self.pair.left].tokens.start);
        let says = |t: &Token| t.pos == Pos::Verb && self.lexicons.has("reporting_verb", &t.lemma);
        let ends = doc.tokens.get(tokens.end).is_none_or(|t| t.pos == Pos::Punct);
        ends && doc.tokens.get(from..tokens.start).unwrap_or_default().iter().any(says)
    }

    /// Whether an exchange is of those who say it: "officials said", and "said officials" at the end.
    fn is_of_speakers(&self, source: usize, tokens: &Range<usize>) -> bool {
        let doc = &self.sources[source].doc;
        let says = |at: usize| {
            doc.tokens.get(at).is_some_and(|t| t.pos == Pos::Verb && self.lexicons.has("reporting_verb", &t.lemma))
        };
        let ends = doc.tokens.get(tokens.end).is_none_or(|t| t.pos == Pos::Punct);
        let before = (tokens.start.saturating_sub(BESIDE)..tokens.start).any(says);
        (tokens.end..tokens.end + BESIDE).any(says) || before && ends
    }
}

/// Whether two ages are one year apart.
pub(super) fn is_a_birthday(a: &Value, b: &Value) -> bool {
    matches!((a, b), (Value::Age(x), Value::Age(y)) if x.age.is_next_to(y.age))
}

/// Whether one number was written for the other, both of one thing.
pub(super) fn is_miscopied(a: &Value, b: &Value) -> bool {
    let (Value::Quantity(a), Value::Quantity(b)) = (a, b) else { return false };
    a.quantity.is_miscopied(&b.quantity)
}
