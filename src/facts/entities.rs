//! Identity: one person, organisation or place over all sources, spellings and forms.

use std::collections::{BTreeMap, BTreeSet};

use crate::{
    claims::SourceAnalysis,
    facts::spelling::{Spelling, same_given_name},
    mentions::{
        NameKind, NameValue, Value,
        gazetteer::{Gazetteer, PlaceId, PlaceKind},
    },
    rules::Lexicons,
    text::Span,
    values::names::fold,
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
    of_mention: BTreeMap<(usize, usize), EntityId>,
    places: BTreeMap<(usize, usize), PlaceId>,
    /// Of whose state each holder of an office is.
    states: BTreeMap<EntityId, EntityId>,
}

impl Entities {
    /// Resolves all names and places of a story.
    pub fn resolve(sources: &[SourceAnalysis], lexicons: &Lexicons) -> Self {
        let mut out = Self::default();
        out.resolve_places(sources);
        out.resolve_names(sources, &Spelling::new(lexicons));
        out.states = states(sources, &out);
        out
    }

    /// The entity that mention number `mention` of source number `source` names; `None` where it is open.
    pub fn of(&self, source: usize, mention: usize) -> Option<EntityId> {
        self.of_mention.get(&(source, mention)).copied()
    }

    /// The place that a mention names, the city itself and not the state it may stand for.
    pub fn place(&self, source: usize, mention: usize) -> Option<PlaceId> {
        self.places.get(&(source, mention)).copied()
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
                self.places.insert((source, index), chosen);
                // As a party to something a capital or a seat of power stands for its state: "Moscow said".
                let seat = || gazetteer.place(chosen).metonym.then(|| country_of(chosen));
                let party = country_of_capital(chosen).or_else(seat).unwrap_or(chosen);
                let id = *ids.entry(party).or_insert_with(|| self.add(Entity::Place(party)));
                self.of_mention.insert((source, index), id);
            }
        }
    }

    fn resolve_names(&mut self, sources: &[SourceAnalysis], spelling: &Spelling) {
        let mut people = People::default();
        for (source, analysis) in sources.iter().enumerate() {
            for (index, mention) in analysis.mentions.iter().enumerate() {
                if let Value::Name(name) = &mention.value {
                    people.read(source, index, name, spelling);
                }
            }
        }
        people.join_unknown(spelling);
        for (members, form, person) in people.clusters() {
            let id = self.add(if person { Entity::Person(form) } else { Entity::Other(form) });
            self.of_mention.extend(members.into_iter().map(|m| (m, id)));
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

type MentionRef = (usize, usize);

/// A surname that stands alone in the whole story.
#[derive(Default)]
struct Bare {
    members: Vec<MentionRef>,
    forms: BTreeMap<String, usize>,
    person: bool,
}

impl FullName {
    fn add(&mut self, mention: MentionRef, written: String) {
        self.members.push(mention);
        self.sources.insert(mention.0);
        *self.forms.entry(written).or_default() += 1;
    }
}

/// Names on their way to becoming persons and others.
#[derive(Default)]
struct People {
    /// Surname key, then the full names with that surname: given name as folded, mentions, written forms.
    full: BTreeMap<String, Vec<FullName>>,
    /// Surname key, source, mention of a surname alone.
    bare: Vec<(String, MentionRef, String, bool)>,
    /// Folded name of an organisation or of unknown kind.
    others: BTreeMap<String, Vec<(MentionRef, String)>>,
    /// Names of two words and more that nothing in their own source shows to be a person's.
    unknown: Vec<(MentionRef, Vec<String>)>,
}

#[derive(Default)]
struct FullName {
    given: String,
    members: Vec<MentionRef>,
    sources: BTreeSet<usize>,
    forms: BTreeMap<String, usize>,
}

impl People {
    fn read(&mut self, source: usize, index: usize, name: &NameValue, spelling: &Spelling) {
        let Some(last) = name.words.iter().rev().find(|w| !spelling.is_suffix(w)) else { return };
        let written = name.words.join(" ");
        let surname = spelling.key(last);
        let mention = (source, index);
        let bare = name.words.len() == 1;
        match name.kind {
            NameKind::Person if !bare => {
                let given = fold(&name.words[0]);
                let names = self.full.entry(surname).or_default();
                match names.iter_mut().find(|n| same_given_name(&n.given, &given, spelling)) {
                    Some(same) => same.add(mention, written),
                    None => {
                        let mut new = FullName { given, ..FullName::default() };
                        new.add(mention, written);
                        names.push(new);
                    }
                }
            }
            NameKind::Unknown if !bare => self.unknown.push((mention, name.words.clone())),
            NameKind::Person | NameKind::Unknown if bare => {
                self.bare.push((surname, mention, written, name.kind == NameKind::Person));
            }
            _ => self.add_other(mention, written),
        }
    }

    fn add_other(&mut self, mention: MentionRef, written: String) {
        let folded = fold(&written);
        let folded = folded.strip_prefix("the ").unwrap_or(&folded).to_owned();
        self.others.entry(folded).or_default().push((mention, written));
    }

    /// A name of unknown kind is a person's when another place of the story shows that person.
    fn join_unknown(&mut self, spelling: &Spelling) {
        for (mention, words) in std::mem::take(&mut self.unknown) {
            let written = words.join(" ");
            let (given, surname) = (fold(&words[0]), words.last().map(|w| spelling.key(w)).unwrap_or_default());
            let known = self
                .full
                .get_mut(&surname)
                .and_then(|names| names.iter_mut().find(|n| same_given_name(&n.given, &given, spelling)));
            match known {
                Some(person) => person.add(mention, written),
                None => self.add_other(mention, written),
            }
        }
    }

    /// Clusters of mentions with their written form, and whether they are a person.
    fn clusters(mut self) -> Vec<(Vec<MentionRef>, String, bool)> {
        let mut alone: BTreeMap<String, Bare> = BTreeMap::new();
        for (surname, mention, written, person) in std::mem::take(&mut self.bare) {
            let names = self.full.get_mut(&surname);
            let in_source = |n: &FullName| n.sources.contains(&mention.0);
            match names.map(|n| (n.iter().filter(|f| in_source(f)).count(), n)) {
                Some((here, names)) if here == 1 || (here == 0 && names.len() == 1) => {
                    let of_it = names.iter_mut().find(|f| here == 0 || in_source(f));
                    if let Some(of_it) = of_it {
                        of_it.members.push(mention);
                    }
                }
                // Two people of one surname: open.
                Some(_) => {}
                None => {
                    let entry = alone.entry(surname).or_default();
                    entry.members.push(mention);
                    *entry.forms.entry(written).or_default() += 1;
                    entry.person |= person;
                }
            }
        }
        let mut out: Vec<_> = self
            .full
            .into_values()
            .flatten()
            .map(|n| (n.members, most_usual(&n.forms), true))
            .chain(alone.into_values().map(|b| (b.members, most_usual(&b.forms), b.person)))
            .chain(self.others.into_values().map(|mentions| {
                let mut forms = BTreeMap::new();
                for (_, written) in &mentions {
                    *forms.entry(written.clone()).or_default() += 1;
                }
                (mentions.into_iter().map(|(m, _)| m).collect(), most_usual(&forms), false)
            }))
            .collect();
        out.sort();
        out
    }
}

fn most_usual(forms: &BTreeMap<String, usize>) -> String {
    forms.iter().max_by(|a, b| a.1.cmp(b.1).then(b.0.cmp(a.0))).map(|(form, _)| form.clone()).unwrap_or_default()
}
