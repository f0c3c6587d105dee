//! A claim's subject with its names resolved: what two claims are aligned by.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

use crate::{
    claims::{Claim, ClaimValue, DELEGATION, Participant, SourceAnalysis, day_of},
    facts::entities::{Entities, EntityId},
    mentions::{
        NameKind, Value,
        gazetteer::{Gazetteer, PlaceId, PlaceKind},
    },
    rules::Lexicons,
    text::{BlockKind, Pos, Token},
    values::{Slot, names::fold, time::TimeValue},
};

/// Someone who takes part: an entity, or a noun.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Party {
    Entity(EntityId),
    Noun(String),
}

/// What two claims are aligned by.
#[derive(Debug, Clone)]
pub(crate) struct Signature {
    pub slot: Slot,
    pub head: String,
    pub class: String,
    pub parties: BTreeSet<Party>,
    pub modifiers: BTreeSet<String>,
    pub days: Vec<TimeValue>,
    pub places: BTreeSet<PlaceId>,
    /// Days and places that the sentence names anywhere: they can speak against, never for.
    pub setting: Arc<Setting>,
    pub governor: Option<(String, BTreeSet<EntityId>)>,
    /// Whom the slot asks about, or whose measure it is.
    pub about: Option<Party>,
    /// Whether it stands in the opening sentences of its report.
    pub in_lead: bool,
    /// Whether it is of the event that the story is about.
    pub of_main: bool,
    /// Whether a verb says it and no event noun.
    pub of_verb: bool,
    /// The part that a number is confined to.
    pub part: Option<String>,
    /// Whether no source of the story gives more than one number for what is counted and done.
    pub one_off: bool,
    /// The number itself, in its base unit.
    pub amount: Option<f64>,
    /// What is counted and by what scope, for a number.
    pub counted: Option<(String, Option<String>)>,
    /// Content words of the sentence, as lemmas; of a quote, its own.
    pub words: Arc<BTreeSet<String>>,
    /// Neighbouring content words of a quote, by which its other versions are found.
    pub neighbours: Vec<String>,
}

/// The signature of `claim`; `None` when what it is about stays open.
pub(crate) fn signature(
    claim: &Claim,
    entities: &Entities,
    setting: &Arc<Setting>,
    (in_lead, of_main): (bool, bool),
    lexicons: &Lexicons,
) -> Option<Signature> {
    let subject = &claim.subject;
    let entity = |p: &Participant| match p {
        Participant::Named(mention) => entities.of(claim.source, *mention),
        Participant::Nameless(_) => None,
    };
    let party = |p: &Participant| match p {
        Participant::Named(_) => entity(p).map(Party::Entity),
        Participant::Nameless(noun) => Some(Party::Noun(noun.clone())),
    };
    // Whoever sends a delegation sends it for a state.
    let side = |p: Party| match p {
        Party::Entity(id) if subject.class == DELEGATION => Party::Entity(entities.state(id).unwrap_or(id)),
        _ => p,
    };
    let about = match &subject.about {
        // Who said it is no condition: quotes are told apart by their words.
        Some(who) if claim.slot == Slot::Quote => party(who),
        Some(who) => Some(party(who)?),
        None => None,
    };
    let mut modifiers: BTreeSet<String> = subject.modifiers.iter().cloned().collect();
    let counted = match &claim.value {
        ClaimValue::Number(q) => {
            modifiers.extend(q.modifiers.iter().cloned());
            // A unit is no thing counted: metres and feet measure one width.
            let counted = if q.quantity.dimension.is_none() { q.counted.clone() } else { String::new() };
            Some((counted, claim.scope(lexicons).map(str::to_owned)))
        }
        _ => None,
    };
    Some(Signature {
        slot: claim.slot,
        head: subject.head.clone(),
        class: subject.class.clone(),
        parties: subject
            .participants
            .iter()
            .filter_map(party)
            .map(side)
            .filter(|p| Some(p) != about.as_ref())
            .collect(),
        modifiers,
        days: subject.days.clone(),
        places: subject.places.iter().filter_map(|m| entities.place(claim.source, *m)).collect(),
        governor: subject
            .governor
            .as_ref()
            .map(|(lemma, agents)| (lemma.clone(), agents.iter().filter_map(entity).collect())),
        about,
        in_lead,
        of_main,
        of_verb: !subject.is_named && !subject.head.is_empty() && subject.class != "meetings",
        part: subject.part.clone(),
        one_off: false,
        amount: match &claim.value {
            ClaimValue::Number(number) => Some(number.quantity.base),
            _ => None,
        },
        counted,
        words: Arc::clone(&setting.words),
        setting: Arc::clone(setting),
        neighbours: Vec::new(),
    })
}

/// What a sentence names besides the claim itself.
#[derive(Debug, Clone, Default)]
pub(crate) struct Setting {
    /// Content words, as lemmas.
    pub words: Arc<BTreeSet<String>>,
    pub days: Vec<TimeValue>,
    pub places: BTreeSet<PlaceId>,
    /// Names behind "in" or "near" that the gazetteer does not know, folded.
    pub unknown_places: BTreeSet<String>,
}

impl Setting {
    /// Whether both sentences name places below countries, and none in common.
    pub(crate) fn is_elsewhere(&self, other: &Self) -> bool {
        let none = |s: &Self| s.places.is_empty() && s.unknown_places.is_empty();
        !none(self)
            && !none(other)
            && self.places.is_disjoint(&other.places)
            && self.unknown_places.is_disjoint(&other.unknown_places)
    }

    pub(crate) fn of(
        analysis: &SourceAnalysis,
        source: usize,
        sentence: usize,
        entities: &Entities,
        lexicons: &Lexicons,
    ) -> Self {
        let words = Arc::new(content_words(analysis, sentence, lexicons));
        let mut out = Self { words, ..Self::default() };
        let from = analysis.mentions.partition_point(|m| m.sentence < sentence);
        for (index, mention) in
            analysis.mentions.iter().enumerate().skip(from).take_while(|(_, m)| m.sentence == sentence)
        {
            match &mention.value {
                Value::Time(time) => out.days.extend(day_of(time)),
                Value::Place(place) if !place.demonym => {
                    out.places.extend(entities.place(source, index).filter(|p| !is_country(*p)))
                }
                Value::Name(name) => {
                    let before = mention.tokens.start.checked_sub(1).map(|t| &*analysis.doc.tokens[t].lower);
                    let behind = analysis.doc.tokens.get(mention.tokens.end).map(|t| &*t.lemma);
                    // "In Ada Holm district": whatever else bears the name, this is a place.
                    let place = behind.is_some_and(|word| lexicons.has("place_noun", word));
                    if (name.kind != NameKind::Person || place)
                        && before.is_some_and(|word| lexicons.has("preposition_of_place", word))
                    {
                        out.unknown_places.insert(fold(&name.words.join(" ")));
                    }
                }
                _ => {}
            }
        }
        out
    }
}

/// The content words of a sentence, as lemmas: what two sentences on one thing may share.
pub(crate) fn content_words(analysis: &SourceAnalysis, sentence: usize, lexicons: &Lexicons) -> BTreeSet<String> {
    let doc = &analysis.doc;
    content(&doc.tokens[doc.sentences[sentence].tokens.clone()], lexicons).collect()
}

pub(crate) fn content<'t>(tokens: &'t [Token], lexicons: &'t Lexicons) -> impl Iterator<Item = String> + 't {
    tokens
        .iter()
        .filter(|t| matches!(t.pos, Pos::Noun | Pos::Verb | Pos::Adj | Pos::Propn))
        .map(|t| t.lemma.to_lowercase())
        .filter(|w| w.chars().count() > 2 && !lexicons.has("empty_word", w))
}

/// Words that carry meaning, up to which a quote is found by each of them.
const SHORT_QUOTE: usize = 3;

impl Signature {
    /// The signature of a quote: its own words tell it from others.
    pub(crate) fn of_quote(self, quoted: &[Token], lexicons: &Lexicons) -> Self {
        let words: Vec<String> = content(quoted, lexicons).collect();
        // In either order and over one word: "the crater from the impact", "the impact from the crater".
        let pair = |a: &String, b: &String| if a <= b { format!("{a} {b}") } else { format!("{b} {a}") };
        let near = words.windows(2).map(|w| pair(&w[0], &w[1]));
        // A short quote may keep no two neighbours: "it is (not) a phone for everyone".
        let alone = words.iter().filter(|_| words.len() <= SHORT_QUOTE).cloned();
        let neighbours = near.chain(words.windows(3).map(|w| pair(&w[0], &w[2]))).chain(alone).collect();
        Self { words: Arc::new(words.into_iter().collect()), neighbours, ..self }
    }
}

/// How often a party or a word occurs over the story, for telling the rare from the common.
#[derive(Debug, Default)]
pub(crate) struct Frequencies {
    sentences: usize,
    words: BTreeMap<String, usize>,
    entities: BTreeMap<EntityId, usize>,
}

impl Frequencies {
    pub(crate) fn of(sources: &[SourceAnalysis], entities: &Entities, lexicons: &Lexicons) -> Self {
        let mut out = Self::default();
        for (source, analysis) in sources.iter().enumerate() {
            for sentence in 0..analysis.doc.sentences.len() {
                if matches!(analysis.doc.kind_of(sentence), BlockKind::Credit | BlockKind::Furniture) {
                    continue;
                }
                out.sentences += 1;
                for word in content_words(analysis, sentence, lexicons) {
                    *out.words.entry(word).or_default() += 1;
                }
            }
            let mut here: BTreeSet<(usize, EntityId)> = BTreeSet::new();
            for (index, mention) in analysis.mentions.iter().enumerate() {
                if matches!(mention.value, Value::Name(_) | Value::Place(_)) {
                    here.extend(entities.of(source, index).map(|id| (mention.sentence, id)));
                }
            }
            for (_, id) in here {
                *out.entities.entry(id).or_default() += 1;
            }
        }
        out
    }

    /// Whether at most one sentence in `one_in` has the word. In a text of a few sentences a word in two of them is still rare.
    pub(crate) fn is_rare_word(&self, word: &str, one_in: usize) -> bool {
        self.words.get(word).is_none_or(|n| *n <= 2.max(self.sentences / one_in.max(1)))
    }

    /// Whether at most one sentence in `one_in` names the entity.
    pub(crate) fn is_rare_entity(&self, id: EntityId, one_in: usize) -> bool {
        self.entities.get(&id).is_none_or(|n| *n <= 2.max(self.sentences / one_in.max(1)))
    }
}

/// Whether one of the places of `a` is, contains or lies in one of `b`.
pub(crate) fn places_meet(a: &BTreeSet<PlaceId>, b: &BTreeSet<PlaceId>) -> bool {
    a.iter().any(|x| b.iter().any(|y| same_or_nested(*x, *y)))
}

/// Whether two places are the same or one lies in the other.
pub(crate) fn same_or_nested(a: PlaceId, b: PlaceId) -> bool {
    let gazetteer = Gazetteer::embedded();
    a == b || gazetteer.contains(a, b) || gazetteer.contains(b, a)
}

/// Whether two sets of places share a city, or a place inside one: to share a country says little.
pub(crate) fn share_fine_place(a: &BTreeSet<PlaceId>, b: &BTreeSet<PlaceId>) -> bool {
    let fine = |s: &BTreeSet<PlaceId>| s.iter().copied().filter(|p| is_fine(*p)).collect();
    places_meet(&fine(a), &fine(b))
}

fn is_country(place: PlaceId) -> bool {
    matches!(Gazetteer::embedded().place(place).kind, PlaceKind::Country | PlaceKind::Continent)
}

/// Whether a place is a city or finer, and so can tell one event of a kind from another.
pub(crate) fn is_fine(place: PlaceId) -> bool {
    matches!(Gazetteer::embedded().place(place).kind, PlaceKind::City | PlaceKind::Site)
}
