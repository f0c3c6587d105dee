//! Identity: one person, organisation or place over all sources, spellings and forms.

use std::collections::{BTreeMap, BTreeSet};

use crate::{
    claims::SourceAnalysis,
    facts::{
        people::{At, People},
        spelling::Spelling,
    },
    mentions::{
        Mention, Value,
        gazetteer::{Gazetteer, PlaceId, PlaceKind},
    },
    rules::Lexicons,
    text::Span,
};

/// One person, organisation or place of the story.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct EntityId(pub u32);

/// What an entity is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Entity {
    /// A person, by the most usual written form.
    Person(String),
    /// An organisation, or a name of unknown kind.
    Other(String),
    /// A place.
    Place(PlaceId),
}

/// The entities of a story, and which mention names which.
#[derive(Debug, Default)]
pub struct Entities {
    entities: Vec<Entity>,
    /// By source and by the number of the mention.
    of_mention: Vec<Vec<Option<EntityId>>>,
    places: Vec<Vec<Option<PlaceId>>>,
    /// Of whose state each holder of an office is.
    states: BTreeMap<EntityId, EntityId>,
}

impl Entities {
    /// Resolves all names and places of a story.
    pub fn resolve(sources: &[SourceAnalysis], lexicons: &Lexicons) -> Self {
        let mut out = Self {
            of_mention: sources.iter().map(|s| vec![None; s.mentions.len()]).collect(),
            places: sources.iter().map(|s| vec![None; s.mentions.len()]).collect(),
            ..Self::default()
        };
        out.resolve_places(sources);
        out.resolve_names(sources, &Spelling::new(lexicons));
        out.states = states(sources, &out);
        out
    }

    /// The entity that mention number `mention` of source number `source` names; `None` where it is open.
    pub fn of(&self, source: usize, mention: usize) -> Option<EntityId> {
        self.of_mention.get(source)?.get(mention).copied()?
    }

    /// The entity that the words at exactly `span` of source number `source`, with its mentions in order, name.
    pub fn named_at(&self, source: usize, mentions: &[Mention], span: Span) -> Option<EntityId> {
        let from = mentions.partition_point(|m| m.span.start < span.start);
        let within = mentions[from..].iter().take_while(|m| m.span.start < span.end).enumerate();
        within.filter(|(_, m)| m.span == span).find_map(|(index, _)| self.of(source, from + index))
    }

    /// The place that a mention names, the city itself and not the state it may stand for.
    pub fn place(&self, source: usize, mention: usize) -> Option<PlaceId> {
        self.places.get(source)?.get(mention).copied()?
    }

    /// What an entity is.
    pub fn get(&self, id: EntityId) -> &Entity {
        &self.entities[id.0 as usize]
    }

    /// Of whose state a person is by office ("the Georgian president"), where the story says one alone.
    pub fn state(&self, person: EntityId) -> Option<EntityId> {
        self.states.get(&person).copied()
    }

    /// How reports name an entity.
    pub fn name(&self, id: EntityId) -> String {
        match self.get(id) {
            Entity::Person(name) | Entity::Other(name) => name.clone(),
            Entity::Place(place) => Gazetteer::embedded().place(*place).name.to_owned(),
        }
    }

    fn add(&mut self, entity: Entity) -> EntityId {
        self.entities.push(entity);
        EntityId(self.entities.len() as u32 - 1)
    }

    /// Of several places of one name, the one in a country that the story names; else the most populous.
    fn resolve_places(&mut self, sources: &[SourceAnalysis]) {
        let gazetteer = Gazetteer::embedded();
        let mut countries = BTreeSet::new();
        for mention in sources.iter().flat_map(|s| &s.mentions) {
            if let Value::Place(place) = &mention.value
                && let [only] = place.candidates[..]
            {
                countries.insert(country_of(only));
            }
        }
        let mut ids: BTreeMap<PlaceId, EntityId> = BTreeMap::new();
        for (source, analysis) in sources.iter().enumerate() {
            for (index, mention) in analysis.mentions.iter().enumerate() {
                let Value::Place(place) = &mention.value else { continue };
                let first = place.candidates[0];
                let known = |id: &&PlaceId| countries.contains(&country_of(**id));
                let major = matches!(
                    gazetteer.place(first).kind,
                    PlaceKind::Country | PlaceKind::Region | PlaceKind::Continent
                );
                let chosen = if major { first } else { *place.candidates.iter().find(known).unwrap_or(&first) };
                self.places[source][index] = Some(chosen);
                // As a party to something a capital or a seat of power stands for its state: "Moscow said".
                let seat = || gazetteer.place(chosen).metonym.then(|| country_of(chosen));
                let party = country_of_capital(chosen).or_else(seat).unwrap_or(chosen);
                let id = *ids.entry(party).or_insert_with(|| self.add(Entity::Place(party)));
                self.of_mention[source][index] = Some(id);
            }
        }
    }

    fn resolve_names(&mut self, sources: &[SourceAnalysis], spelling: &Spelling) {
        let named = sources.iter().flat_map(|s| &s.mentions).filter_map(|m| match &m.value {
            Value::Name(name) => Some(name),
            _ => None,
        });
        let mut people = People::among(named);
        for (source, analysis) in sources.iter().enumerate() {
            for (index, mention) in analysis.mentions.iter().enumerate() {
                if let Value::Name(name) = &mention.value {
                    let at = At { mention: (source, index), sentence: mention.sentence };
                    people.read(at, name, spelling);
                }
            }
        }
        people.join_unknown(spelling);
        for (members, form, person) in people.clusters(spelling) {
            let id = self.add(if person { Entity::Person(form) } else { Entity::Other(form) });
            for (source, index) in members {
                self.of_mention[source][index] = Some(id);
            }
        }
    }
}

/// The state whose office each person is said to hold, where all sources say the same.
fn states(sources: &[SourceAnalysis], entities: &Entities) -> BTreeMap<EntityId, EntityId> {
    let mut said: BTreeMap<EntityId, BTreeSet<EntityId>> = BTreeMap::new();
    for (source, analysis) in sources.iter().enumerate() {
        let within = |span: Span| {
            let from = analysis.mentions.partition_point(|m| m.span.start < span.start);
            let here = analysis.mentions[from..].iter().enumerate().take_while(move |(_, m)| m.span.start < span.end);
            here.filter(move |(_, m)| span.contains(m.span)).map(move |(i, m)| (from + i, m))
        };
        for mention in &analysis.mentions {
            let Value::Role(role) = &mention.value else { continue };
            let Some(body) = role.body else { continue };
            let name = within(role.name).find(|(_, m)| matches!(m.value, Value::Name(_)));
            let state = within(body).find(|(_, m)| matches!(m.value, Value::Place(_)));
            if let (Some((name, _)), Some((state, _))) = (name, state)
                && let (Some(name), Some(state)) = (entities.of(source, name), entities.of(source, state))
            {
                said.entry(name).or_default().insert(state);
            }
        }
    }
    said.into_iter().filter_map(|(name, states)| Some((name, *states.first().filter(|_| states.len() == 1)?))).collect()
}

fn country_of(place: PlaceId) -> PlaceId {
    Gazetteer::embedded().place(place).country.unwrap_or(place)
}

fn country_of_capital(place: PlaceId) -> Option<PlaceId> {
    let gazetteer = Gazetteer::embedded();
    let country = gazetteer.place(place).country?;
    (gazetteer.capital_of(country) == Some(place)).then_some(country)
}
