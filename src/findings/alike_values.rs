//! Values that stand in one place of two sentences that tell one thing, and differ.

use crate::{
    claims::{SourceAnalysis, set_apart},
    facts::{Alike, Entity, SentenceAt},
    frames::{Argument, Frame, Modality, PredicateKind, Role},
    mentions::{Mention, Value},
    rules::Lexicons,
    text::Pos,
    values::{Comparison, Slot, time::TimeClass},
    verdicts::{Court, compare_mentions},
};

/// Words on each side of a measure that say what is measured.
const NEAR: usize = 4;
/// Two names this similar (Jaro-Winkler) may be two spellings of one.
const ONE_NAME: f64 = 0.8;

/// A value with its place in its sentence.
#[derive(Clone, Copy)]
pub(super) struct Valued<'a> {
    pub at: SentenceAt,
    pub index: usize,
    pub mention: &'a Mention,
    pub slot: Slot,
    /// The innermost event that it belongs to, and as what.
    pub event: Option<(&'a Frame, &'a Argument)>,
}

/// Two values that stand in one place and differ.
pub(super) struct DifferingValues<'a> {
    pub left: Valued<'a>,
    pub right: Valued<'a>,
    pub cause: Option<String>,
}

/// What the two sentences of `alike` give differently in one and the same place.
pub(super) fn differing<'a>(alike: &Alike, court: &Court<'a>, lexicons: &Lexicons) -> Vec<DifferingValues<'a>> {
    let (left, right) = (values_of(alike.left, court.sources), values_of(alike.right, court.sources));
    let mut out = Vec::new();
    let totals = of_total(&left) != of_total(&right);
    for a in &left {
        for b in right.iter().filter(|b| b.slot == a.slot) {
            // A value that both sentences have was moved, and what stands in its old place is another matter.
            let told = left.iter().any(|x| is_same(x, b, court)) || right.iter().any(|y| is_same(a, y, court));
            let apart = totals && a.slot == Slot::Number || in_one_word(a, b, court);
            if told || apart || !in_one_place(a, b, court, lexicons) || !both_are_said(a, b, court) {
                continue;
            }
            if let Comparison::Differ(cause) = compare(a, b, court) {
                out.push(DifferingValues { left: *a, right: *b, cause });
            }
        }
    }
    out
}

fn values_of<'a>(at: SentenceAt, sources: &'a [SourceAnalysis]) -> Vec<Valued<'a>> {
    let analysis = &sources[at.0];
    let from = analysis.mentions.partition_point(|m| m.sentence < at.1);
    let here = analysis.mentions.iter().enumerate().skip(from).take_while(|(_, m)| m.sentence == at.1);
    here.filter_map(|(index, mention)| {
        let slot = slot(&mention.value)?;
        Some(Valued { at, index, mention, slot, event: event(analysis, mention) })
    })
    .collect()
}

/// Whether both are told in the same words: "today" or "in June" of two reports may be two times and is no slip of either.
fn in_one_word(a: &Valued, b: &Valued, court: &Court) -> bool {
    let words = |v: &Valued| court.sources[v.at.0].doc.slice(v.mention.span).to_lowercase();
    words(a) == words(b)
}

/// Whether a sentence counts over more than one event: then all its numbers may.
fn of_total(values: &[Valued]) -> bool {
    values.iter().any(|v| matches!(&v.mention.value, Value::Quantity(q) if q.scope.is_some()))
}

fn slot(value: &Value) -> Option<Slot> {
    match value {
        Value::Time(time) => match time.class {
            TimeClass::Date if time.clock.is_some() => Some(Slot::Time),
            TimeClass::Date => Some(Slot::Date),
            TimeClass::Time => Some(Slot::Time),
            TimeClass::Duration => Some(Slot::Duration),
            TimeClass::Set => None,
        },
        Value::Place(place) if !place.demonym => Some(Slot::Place),
        Value::Quantity(_) => Some(Slot::Number),
        Value::Name(_) => Some(Slot::Name),
        _ => None,
    }
}

/// The frame with the shortest argument around a mention, and that argument.
fn event<'a>(analysis: &'a SourceAnalysis, mention: &Mention) -> Option<(&'a Frame, &'a Argument)> {
    let from = analysis.frames.partition_point(|f| f.sentence < mention.sentence);
    let here = analysis.frames[from..].iter().take_while(|f| f.sentence == mention.sentence);
    here.flat_map(|frame| frame.arguments.iter().map(move |argument| (frame, argument)))
        .filter(|(_, a)| a.span.start <= mention.span.start && mention.span.end <= a.span.end)
        .min_by_key(|(frame, a)| (a.span.end - a.span.start, frame.predicate.token))
}

fn compare(a: &Valued, b: &Valued, court: &Court) -> Comparison {
    let (x, y) = (court.entities.of(a.at.0, a.index), court.entities.of(b.at.0, b.index));
    // Lists name some, and who leads is asked by a rule of its own.
    let listed = |v: &Valued| {
        let mentions = &court.sources[v.at.0].mentions;
        mentions.iter().any(|m| m.span == v.mention.span && matches!(m.value, Value::Part(_)))
    };
    match (&a.mention.value, &b.mention.value) {
        (Value::Name(_), Value::Name(_)) if listed(a) || listed(b) => Comparison::Unknown,
        (Value::Name(one), Value::Name(other)) => match (x, y) {
            (Some(x), Some(y)) if x == y => Comparison::Same,
            (Some(x), Some(y)) => {
                let person = |id| matches!(court.entities.get(id), Entity::Person(_));
                let alike = strsim::jaro_winkler(&one.words.join(" "), &other.words.join(" ")) >= ONE_NAME;
                if person(x) && person(y) && !alike { Comparison::Differ(None) } else { Comparison::Unknown }
            }
            _ => Comparison::Unknown,
        },
        (one, other) => {
            let places = (court.entities.place(a.at.0, a.index), court.entities.place(b.at.0, b.index));
            let post = |v: &Valued| (v.at.0, court.sources[v.at.0].doc.post_of(v.at.1));
            compare_mentions(one, places.0, other, places.1, court.days_apart(post(a), post(b)))
        }
    }
}

fn is_same(a: &Valued, b: &Valued, court: &Court) -> bool {
    a.slot == b.slot && !matches!(compare(a, b, court), Comparison::Differ(_) | Comparison::Unknown)
}

/// Whether two values are said of one event in one way, so that only one of them can be right.
fn in_one_place(a: &Valued, b: &Valued, court: &Court, lexicons: &Lexicons) -> bool {
    let (Some((one, x)), Some((other, y))) = (a.event, b.event) else { return counts_one_thing(a, b, lexicons) };
    if one_of_several(one, a, court, lexicons) != one_of_several(other, b, court, lexicons) {
        return false;
    }
    let slip = || is_slip(a, b) && have_one_party(one, other, a, b, court);
    if !is_one_event(one, other, lexicons) && !slip() {
        return false;
    }
    let (doc, other_doc) = (&court.sources[a.at.0].doc, &court.sources[b.at.0].doc);
    let heads = |v: &Valued, argument: &Argument| v.mention.tokens.contains(&argument.head);
    match a.slot {
        // "Just after noon" leaves open how long after.
        Slot::Date | Slot::Time | Slot::Duration => {
            [x, y].iter().all(|a| a.preposition.is_empty() || lexicons.has("preposition_of_time", &a.preposition))
        }
        Slot::Place => {
            let of_place = |argument: &Argument| lexicons.has("preposition_of_place", &argument.preposition);
            let whole = heads(a, x) && heads(b, y);
            let noun =
                one.predicate.kind == PredicateKind::EventNoun && other.predicate.kind == PredicateKind::EventNoun;
            let where_at = |argument: &Argument| of_place(argument) || noun && argument.role == Role::Modifier;
            whole && where_at(x) && where_at(y)
        }
        Slot::Name => {
            let party = matches!(x.role, Role::Agent | Role::Patient) && x.role == y.role;
            party && heads(a, x) && heads(b, y) && !lexicons.has("reporting_verb", &one.predicate.lemma)
        }
        Slot::Number => {
            let Value::Quantity(m) = &a.mention.value else { return false };
            if m.quantity.dimension.is_none() {
                // Of people it must be known what was done to them: "leaving 24 people dead", "leaving 60 people injured".
                return counts_one_thing(a, b, lexicons);
            }
            // "A depth of 10 km" and "55 km from the coast".
            let near = |v: &Valued, doc: &crate::text::Document| {
                let sentence = &doc.sentences[v.at.1].tokens;
                let from = v.mention.tokens.start.saturating_sub(NEAR).max(sentence.start);
                let to = (v.mention.tokens.end + NEAR).min(sentence.end);
                let words = (from..to).filter(|t| !v.mention.tokens.contains(t)).map(|t| &doc.tokens[t]);
                let telling = words.filter(|t| matches!(t.pos, Pos::Noun | Pos::Adj | Pos::Propn | Pos::Verb));
                telling.map(|t| t.lemma.to_string()).collect::<std::collections::BTreeSet<_>>()
            };
            x.preposition == y.preposition && !near(a, doc).is_disjoint(&near(b, other_doc))
        }
        _ => false,
    }
}

/// Whether two numbers outside of any event count one thing that tells itself: "countries" does, "people" are counted in every deed, and
/// "passengers" in every bus.
fn counts_one_thing(a: &Valued, b: &Valued, lexicons: &Lexicons) -> bool {
    let counted = |v: &Valued| match &v.mention.value {
        Value::Quantity(q) if q.quantity.dimension.is_none() => Some(q.counted.clone()),
        _ => None,
    };
    let carried = |noun: &String| lexicons.has("people_on_board", noun);
    let one = counted(a).filter(|noun| !noun.is_empty() && !lexicons.has("empty_word", noun) && !carried(noun));
    one.is_some() && one == counted(b)
}

/// Whether two predicates name one event: by one word, or as "strike" and "attack" do.
fn is_one_event(a: &Frame, b: &Frame, lexicons: &Lexicons) -> bool {
    let noun = |frame: &Frame| {
        let lemma = &frame.predicate.lemma;
        lexicons.value("nominal", lemma).unwrap_or(lemma).to_owned()
    };
    let (x, y) = (noun(a), noun(b));
    let class = |noun: &str| lexicons.classes_of(noun).find(|c| c.starts_with("event_")).map(str::to_owned);
    x == y || lexicons.are_synonyms(&x, &y) || class(&x).is_some_and(|c| class(&y) == Some(c))
}

/// The word that sets what takes part in an event, or the event itself, apart from others of its kind: "a second fire".
fn one_of_several(frame: &Frame, valued: &Valued, court: &Court, lexicons: &Lexicons) -> Option<String> {
    let doc = &court.sources[valued.at.0].doc;
    let parties = frame.arguments.iter().filter(|x| matches!(x.role, Role::Agent | Role::Patient)).map(|x| x.head);
    let event = (frame.predicate.kind == PredicateKind::EventNoun).then_some(frame.predicate.token);
    parties.chain(event).find_map(|head| set_apart(doc, head, lexicons)).map(str::to_owned)
}

/// Whether two dates differ in one part alone, as March 2011 and March 2012 do: then one may be a slip of the other, whatever verb
/// tells of the event.
fn is_slip(a: &Valued, b: &Valued) -> bool {
    let (Value::Time(x), Value::Time(y)) = (&a.mention.value, &b.mention.value) else { return false };
    let parts = |timex: &str| timex.split('-').map(str::to_owned).collect::<Vec<_>>();
    let (x, y) = (parts(&x.timex), parts(&y.timex));
    let known = |parts: &[String]| parts.iter().all(|p| p.bytes().all(|b| b.is_ascii_digit()));
    let apart = x.iter().zip(&y).filter(|(p, q)| p != q).count();
    a.slot == Slot::Date && x.len() == y.len() && x.len() >= 2 && known(&x) && known(&y) && apart == 1
}

/// Whether one and the same does it, or has it done to it: "a Twin Otter came down" and "a Twin Otter hit a ridge".
fn have_one_party(one: &Frame, other: &Frame, a: &Valued, b: &Valued, court: &Court) -> bool {
    let party = |frame: &Frame, v: &Valued| {
        let doc = &court.sources[v.at.0].doc;
        let parties = frame.arguments.iter().filter(|x| matches!(x.role, Role::Agent | Role::Patient));
        let noun = parties.filter(|x| matches!(doc.tokens[x.head].pos, Pos::Noun | Pos::Propn));
        noun.map(|x| doc.slice(doc.span_of(&(x.head.saturating_sub(1)..x.head + 1))).to_lowercase())
            .collect::<std::collections::BTreeSet<_>>()
    };
    !party(one, a).is_disjoint(&party(other, b))
}

/// Whether both are said as so, and not by two speakers who disagree.
fn both_are_said(a: &Valued, b: &Valued, court: &Court) -> bool {
    let frames = || a.event.iter().chain(&b.event).map(|(frame, _)| *frame);
    if frames().any(|f| f.negated || f.modality >= Modality::Possible) {
        return false;
    }
    let speaker = |v: &Valued| court.speaker_of(v.at.0, v.event.and_then(|(f, _)| f.attribution.as_ref()));
    match (speaker(a), speaker(b)) {
        (Some(x), Some(y)) => x == y,
        _ => true,
    }
}
