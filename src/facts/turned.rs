//! One deed told the other way round: "Spain beat Serbia", "Serbia beat Spain".

use std::collections::{BTreeMap, BTreeSet};

use crate::{
    claims::SourceAnalysis,
    facts::{
        Entities, EntityId,
        account::{Account, words_at},
        doubles::Place,
        one_form::{Formed, deeds_by_form, has_another_word_in_place},
    },
    frames::{Argument, Frame, PredicateKind, Role},
    mentions::Value,
    rules::Lexicons,
    text::{BlockKind, Span},
};

/// So many words that carry meaning must two sentences share, beside the deed and the names.
const SHARED_WORDS: usize = 2;
/// From so many on, and from this share of the shorter one's in percent, the two are one sentence with two names exchanged.
const SHARED_FOR_CERTAIN: usize = 3;
const PERCENT_FOR_CERTAIN: usize = 75;
/// Tokens in which what something is a part of is named: "of a parked Aerolund".
const LONGEST_WHOLE: usize = 4;
/// Deeds of one verb and two names that are compared with each other; of more the story tells of a series.
const LARGEST_GROUP: usize = 24;

/// What two do not do to each other on one occasion.
const ONE_WAY: &str = "one_way_deed";
/// What each may do to the other: only sentences of one form of words are set against each other.
const EITHER_WAY: &str = "deed_of_either";

/// Two sources that name one deed and two who had part in it, each the other as the one who did it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Turned {
    /// Who did it by the first source, and where it is named.
    pub left: (EntityId, Place),
    /// Who did it by the other.
    pub right: (EntityId, Place),
    /// Whether the two sentences are one, and what they tell is done one way alone.
    pub sure: bool,
}

/// A verb, the words between two names, and whose the names are.
type Form = (String, Vec<String>, (EntityId, EntityId));

/// A deed with both who had part in it.
#[derive(Debug, Clone, Copy)]
struct Deed {
    by: (EntityId, Place),
    to: (EntityId, Place),
}

impl Deed {
    fn source(&self) -> usize {
        self.by.1.0
    }

    /// Both who had part in it, in one order.
    fn parties(&self) -> (EntityId, EntityId) {
        (self.by.0.min(self.to.0), self.by.0.max(self.to.0))
    }
}

struct Finder<'a> {
    sources: &'a [SourceAnalysis],
    entities: &'a Entities,
    lexicons: &'a Lexicons,
}

/// All of them: first those that the grammar shows, in order of the verbs and names, then those that the form of words shows.
pub fn find_turned(sources: &[SourceAnalysis], entities: &Entities, lexicons: &Lexicons) -> Vec<Turned> {
    let finder = Finder { sources, entities, lexicons };
    let mut by_verb: BTreeMap<(&str, (EntityId, EntityId)), Vec<Deed>> = BTreeMap::new();
    let mut by_form: BTreeMap<Form, Vec<Deed>> = BTreeMap::new();
    for (number, source) in sources.iter().enumerate() {
        for (verb, deed) in finder.deeds(number, source) {
            by_verb.entry((verb, deed.parties())).or_default().push(deed);
        }
        let formed = finder.told(source, &[ONE_WAY, EITHER_WAY]);
        for Formed { verb, between, by, to } in formed.flat_map(|f| deeds_by_form(number, source, f, entities)) {
            let deed = Deed { by, to };
            by_form.entry((verb, between, deed.parties())).or_default().push(deed);
        }
    }
    let mut out: Vec<Turned> =
        by_verb.iter().flat_map(|((verb, _), deeds)| finder.turned(verb, deeds, false)).collect();
    out.extend(by_form.iter().flat_map(|((verb, ..), deeds)| finder.turned(verb, deeds, true)));
    out
}

impl Finder<'_> {
    /// What a source tells as done, in its own words, by a verb of `classes`.
    fn told<'s>(&self, source: &'s SourceAnalysis, classes: &[&str]) -> impl Iterator<Item = &'s Frame> {
        source.frames.iter().filter(move |frame| {
            frame.predicate.kind == PredicateKind::Verb
                && frame.is_told_as_done()
                && classes.iter().any(|class| self.lexicons.has(class, &frame.predicate.lemma))
                && !matches!(source.doc.kind_of(frame.sentence), BlockKind::Credit | BlockKind::Furniture)
        })
    }

    /// What two do not do to each other, by the grammar, with its verb.
    fn deeds<'s>(&self, number: usize, source: &'s SourceAnalysis) -> Vec<(&'s str, Deed)> {
        let deed = |frame: &'s Frame| {
            let named = |argument: &Argument| {
                let mention = named_in(source, argument)?;
                Some((self.entities.of(number, mention)?, (number, mention)))
            };
            // "Beat Spain 2-1": the parser takes a name before a result for neither.
            let bare = frame.of_role(Role::Oblique).find(|a| a.preposition.is_empty());
            let by = frame.of_role(Role::Agent).next().and_then(named)?;
            let to = frame.of_role(Role::Patient).next().or(bare).and_then(named)?;
            (by.0 != to.0).then_some((frame.predicate.lemma.as_str(), Deed { by, to }))
        };
        self.told(source, &[ONE_WAY]).filter_map(deed).collect()
    }

    /// Those of `deeds`, of one verb and two names, that two sources tell the other way round.
    fn turned(&self, verb: &str, deeds: &[Deed], of_one_form: bool) -> Vec<Turned> {
        if deeds.len() > LARGEST_GROUP {
            return Vec::new();
        }
        // A source that tells it both ways tells of two deeds.
        let both = |source: usize| {
            let told: BTreeSet<EntityId> = deeds.iter().filter(|d| d.source() == source).map(|d| d.by.0).collect();
            told.len() > 1
        };
        let mut out = Vec::new();
        for (at, a) in deeds.iter().enumerate().filter(|(_, a)| !both(a.source())) {
            let others = deeds[at + 1..].iter().filter(|b| b.source() != a.source() && b.by.0 != a.by.0);
            out.extend(others.filter(|b| !both(b.source())).filter_map(|b| self.of_one_event(a, b, verb, of_one_form)));
        }
        out
    }

    /// The two deeds as one, where what else is told lets them be.
    fn of_one_event(&self, a: &Deed, b: &Deed, verb: &str, of_one_form: bool) -> Option<Turned> {
        let sentence = |deed: &Deed| (deed.source(), self.sources[deed.source()].mentions[deed.by.1.1].sentence);
        let told =
            |deed: &Deed| Account::of(self.sources, deed.source(), &[sentence(deed).1], self.entities, self.lexicons);
        let (one, other) = (told(a), told(b));
        let ends = [a.by, a.to, b.by, b.to].map(|(_, place)| place);
        let places = ends.map(|(source, mention)| self.entities.place(source, mention));
        let parties = ends.iter().flat_map(|place| words_at(self.sources, *place)).collect();
        let mut apart = one.names_of_both(&other);
        apart.insert(verb.to_owned());
        let (shared, percent) = one.shared(&other, &apart);
        let one_sentence = shared >= SHARED_FOR_CERTAIN && percent >= PERCENT_FOR_CERTAIN;
        let of_one = one.may_be_of_one_event(&other, &places)
            && if of_one_form { one_sentence } else { shared >= SHARED_WORDS }
            && !has_another_word_in_place(self.sources, sentence(a), sentence(b), &parties);
        let sure = of_one_form && self.lexicons.has(ONE_WAY, verb);
        of_one.then_some(Turned { left: a.by, right: b.by, sure })
    }
}

/// The only name or place among the words of an argument ("a parked Aerolund plane"), or of what it is a part ("the tail of an Aerolund plane").
fn named_in(analysis: &SourceAnalysis, argument: &Argument) -> Option<usize> {
    let only = |span: Span| {
        let from = analysis.mentions.partition_point(|m| m.span.start < span.start);
        let here = analysis.mentions.iter().enumerate().skip(from).take_while(|(_, m)| m.span.start < span.end);
        let mut named = here.filter(|(_, m)| matches!(m.value, Value::Name(_) | Value::Place(_)));
        let first = named.next()?.0;
        named.next().is_none().then_some(first)
    };
    let doc = &analysis.doc;
    let whole = || {
        let of = doc.tokens_of(argument.span).end;
        let end = doc.sentences[doc.sentence_at(argument.span.start)?].tokens.end.min(of + LONGEST_WHOLE);
        (of < end && &*doc.tokens[of].lower == "of").then(|| doc.span_of(&(of + 1..end)))
    };
    only(argument.span).or_else(|| only(whole()?))
}
