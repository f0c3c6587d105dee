//! One deed told the other way round: "Spain beat Serbia", "Serbia beat Spain".

use std::collections::{BTreeMap, BTreeSet};

use crate::{
    claims::SourceAnalysis,
    facts::{Entities, EntityId, account::Account, doubles::Place},
    frames::{Argument, Frame, Modality, PredicateKind, Role},
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

/// Two sources that name one deed and two who had part in it, each the other as the one who did it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Turned {
    /// Who did it by the first source, and where it is named.
    pub left: (EntityId, Place),
    /// Who did it by the other.
    pub right: (EntityId, Place),
    /// Whether the two sentences are one, and nothing in them is in doubt.
    pub sure: bool,
}

/// A deed with both who had part in it.
struct Deed {
    source: usize,
    sentence: usize,
    /// The number of the mention of whoever did it.
    doer: usize,
    by: EntityId,
    /// The number of the mention of whom or what it was done to.
    done_to: usize,
    doubtful: bool,
}

struct Finder<'a> {
    sources: &'a [SourceAnalysis],
    entities: &'a Entities,
    lexicons: &'a Lexicons,
}

/// All of them, in order of the verbs and names.
pub fn find_turned(sources: &[SourceAnalysis], entities: &Entities, lexicons: &Lexicons) -> Vec<Turned> {
    let finder = Finder { sources, entities, lexicons };
    let mut groups: BTreeMap<(&str, EntityId, EntityId), Vec<Deed>> = BTreeMap::new();
    for (source, analysis) in sources.iter().enumerate() {
        let kind = |s: usize| analysis.doc.kind_of(s);
        let read = |f: &&Frame| !matches!(kind(f.sentence), BlockKind::Credit | BlockKind::Furniture);
        for frame in analysis.frames.iter().filter(read).filter(|f| is_told(f, lexicons)) {
            let named = |argument: &Argument| {
                let mention = named_in(analysis, argument)?;
                Some((mention, entities.of(source, mention)?, argument.doubtful || argument.disputed))
            };
            // "Beat Spain 2-1": the parser takes a name before a result for neither.
            let bare = frame.of_role(Role::Oblique).find(|a| a.preposition.is_empty());
            let to = frame.of_role(Role::Patient).next().or(bare);
            if let (Some((doer, by, a)), Some((done_to, to, b))) =
                (frame.of_role(Role::Agent).next().and_then(named), to.and_then(named))
                && by != to
            {
                let deed = Deed { source, sentence: frame.sentence, doer, by, done_to, doubtful: a || b };
                groups.entry((&frame.predicate.lemma, by.min(to), by.max(to))).or_default().push(deed);
            }
        }
    }
    let mut out = Vec::new();
    for ((verb, ..), deeds) in groups.iter().filter(|(_, deeds)| deeds.len() <= LARGEST_GROUP) {
        // A source that tells it both ways tells of two deeds.
        let both = |source: usize| {
            let told: BTreeSet<EntityId> = deeds.iter().filter(|d| d.source == source).map(|d| d.by).collect();
            told.len() > 1
        };
        for (at, a) in deeds.iter().enumerate() {
            let others = deeds[at + 1..].iter().filter(|b| b.source != a.source && b.by != a.by);
            for b in others.filter(|b| !both(a.source) && !both(b.source)) {
                out.extend(finder.turned(a, b, verb));
            }
        }
    }
    out
}

/// A deed that is told as done, in the outlet's own words, and that two do not do to each other.
fn is_told(frame: &Frame, lexicons: &Lexicons) -> bool {
    frame.predicate.kind == PredicateKind::Verb
        && !frame.negated
        && frame.modality == Modality::Happened
        && frame.attribution.as_ref().is_none_or(|a| !a.quoted)
        && lexicons.has("one_way_deed", &frame.predicate.lemma)
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

impl Finder<'_> {
    /// The two deeds as one, where what else is told lets them be.
    fn turned(&self, a: &Deed, b: &Deed, verb: &str) -> Option<Turned> {
        let told = |deed: &Deed| Account::of(self.sources, deed.source, &[deed.sentence], self.entities, self.lexicons);
        let (one, other) = (told(a), told(b));
        let place = |source: usize, mention: usize| self.entities.place(source, mention);
        let parties = [place(a.source, a.doer), place(a.source, a.done_to), place(b.source, b.doer), place(b.source, b.done_to)];
        let mut apart = one.names_of_both(&other);
        apart.insert(verb.to_owned());
        let (shared, percent) = one.shared(&other, &apart);
        let sure = shared >= SHARED_FOR_CERTAIN && percent >= PERCENT_FOR_CERTAIN && !a.doubtful && !b.doubtful;
        let (left, right) = ((a.by, (a.source, a.doer)), (b.by, (b.source, b.doer)));
        let of_one = shared >= SHARED_WORDS && one.may_be_of_one_event(&other, &parties);
        of_one.then_some(Turned { left, right, sure })
    }
}
