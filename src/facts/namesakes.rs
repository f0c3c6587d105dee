//! People whose names share a word: the same surname and another given name, or the reverse.

use std::collections::{BTreeMap, BTreeSet};

use crate::{
    claims::SourceAnalysis,
    facts::{
        Entities, Entity, EntityId,
        doubles::Place,
        spelling::{Spelling, same_given_name},
    },
    mentions::{NameKind, NameValue, Value},
    rules::Lexicons,
    text::neural::Words,
    values::names::fold,
};

/// Jaro-Winkler similarity from which two given names before one surname may be mixed up.
const ALIKE_GIVEN: f64 = 0.6;
/// The same for two surnames behind one given name, of which there are more in any story.
const ALIKE_SURNAME: f64 = 0.8;
/// The same for a surname that stands alone.
const ALIKE_BARE: f64 = 0.85;
/// Shorter surnames are alike by chance.
const SHORTEST_BARE: usize = 6;
/// Jaro-Winkler similarity from which two words are nearly one,
const NEARLY_ONE_NAME: f64 = 0.85;
/// that have at least so many letters,
const SHORTEST_NEARLY: usize = 5;
/// and begin with so many equal ones.
const LETTERS_OF_ONE_NAME: usize = 2;
/// And where the source itself introduces the other.
const SHORTEST_BARE_BESIDE: usize = 5;
/// Shorter surnames that are a letter apart may be two people's.
const SHORTEST_SLIP: usize = 6;
/// So many times as often stands the usual spelling where one source has both.
const TIMES_AS_FREQUENT: usize = 3;
/// Letters at the start of a given name by which people are laid side by side.
const GIVEN_START: usize = 3;
/// People of one surname or given name that are compared with each other; more of them say that the name tells little.
const LARGEST_GROUP: usize = 24;

/// Someone with a full name.
pub(super) struct Named {
    pub id: EntityId,
    /// Whether something shows a person.
    person: bool,
    given: String,
    surname: String,
    key: String,
    words: BTreeSet<String>,
    /// The full names.
    pub places: Vec<Place>,
    sources: BTreeSet<usize>,
}

impl Named {
    /// Whether the two have one given name, and surnames that are a letter apart; an ending more is another form of the name.
    pub(super) fn is_a_letter_from(&self, other: &Self) -> bool {
        let (a, b) = (&self.surname, &other.surname);
        let longer = if a.len() > b.len() { a } else { b };
        let ending = a.len() != b.len() && (a.starts_with(b.as_str()) || b.starts_with(a.as_str()));
        let mut last = longer.chars().rev();
        let doubled = last.next() == last.next();
        self.given == other.given
            && strsim::osa_distance(a, b) == 1
            && a.chars().next() == b.chars().next()
            && (!ending || doubled)
    }

    /// Whether the two are nearly one name: of two words, one is equal and the other, long enough, begins alike and is much alike.
    pub(super) fn is_nearly(&self, other: &Self) -> bool {
        let near = |x: &str, y: &str| {
            let start = |word: &str| word.chars().take(LETTERS_OF_ONE_NAME).collect::<String>();
            let short = x.chars().count().min(y.chars().count()) < SHORTEST_NEARLY;
            !short && start(x) == start(y) && strsim::jaro_winkler(x, y) >= NEARLY_ONE_NAME
        };
        let (given, surname) = (self.given == other.given, self.key == other.key);
        // "Navobzoda" and "Navobzade" are two ways to write one name, "Rusov" and "Rusova" his form and hers.
        let consonants =
            |word: &str| word.chars().filter(|c| !matches!(c, 'a' | 'e' | 'i' | 'o' | 'u' | 'y')).collect::<String>();
        let form = consonants(&self.surname) == consonants(&other.surname);
        let given = given && !form;
        let two_words = self.words.len() == 2 && other.words.len() == 2 && self.person && other.person;
        two_words && (given && near(&self.surname, &other.surname) || surname && near(&self.given, &other.given))
    }

    /// Whether this is most likely a slip of the other: a letter apart, in a surname long enough, that stands no more often.
    pub(super) fn is_a_slip_of(&self, other: &Self) -> bool {
        let long = self.surname.chars().count().min(other.surname.chars().count()) >= SHORTEST_SLIP;
        long && self.is_a_letter_from(other) && self.places.len() <= other.places.len() && self.sources.len() == 1
    }
}

/// All full names of a story, and the surnames that stand alone.
pub(super) struct Namesakes<'a> {
    named: Vec<Named>,
    /// Surname as folded, entity, places.
    bare: BTreeMap<(EntityId, String), Vec<Place>>,
    /// How often each entity is named.
    mentions: BTreeMap<EntityId, usize>,
    spelling: Spelling<'a>,
}

/// Whether two surnames are nearly the same, and neither is the beginning of the other, except for a letter that is doubled.
fn is_alike(a: &str, b: &str) -> bool {
    let begins = a.starts_with(b) || b.starts_with(a);
    let longer = if a.len() > b.len() { a } else { b };
    let mut last = longer.chars().rev();
    let doubled = a.len().abs_diff(b.len()) == 1 && last.next() == last.next();
    (!begins || doubled) && strsim::jaro_winkler(a, b) >= ALIKE_BARE
}

/// A word of unknown kind that is no known word of the language.
fn is_unheard_of(name: &NameValue, folded: &str) -> bool {
    name.kind == NameKind::Unknown && !Words::embedded().knows(folded)
}

/// "T." and "T.B." stand for any name that begins so.
fn initial_of(written: &str) -> Option<String> {
    let parts: Vec<&str> = written.split_terminator('.').collect();
    let letters = written.ends_with('.') && parts.iter().all(|part| part.chars().count() == 1);
    letters.then(|| format!("{}.", fold(parts[0])))
}

impl<'a> Namesakes<'a> {
    pub(super) fn of(sources: &[SourceAnalysis], entities: &Entities, lexicons: &'a Lexicons) -> Self {
        let spelling = Spelling::new(lexicons);
        let mut full: BTreeMap<EntityId, Named> = BTreeMap::new();
        let mut bare: BTreeMap<(EntityId, String), Vec<Place>> = BTreeMap::new();
        let mut mentions: BTreeMap<EntityId, usize> = BTreeMap::new();
        let mut seen: BTreeMap<EntityId, BTreeSet<usize>> = BTreeMap::new();
        for (source, analysis) in sources.iter().enumerate() {
            for (index, mention) in analysis.mentions.iter().enumerate() {
                let Value::Name(name) = &mention.value else { continue };
                let Some(id) = entities.of(source, index) else { continue };
                seen.entry(id).or_default().insert(source);
                *mentions.entry(id).or_default() += 1;
                let words: Vec<String> =
                    name.words.iter().map(|w| fold(w)).filter(|w| !spelling.is_suffix(w)).collect();
                match &words[..] {
                    // "Mr Rusu", "Rusu said": a word alone may be anything else, unless nobody has heard of it.
                    [only] if name.kind == NameKind::Person || is_unheard_of(name, only) => {
                        bare.entry((id, only.clone())).or_default().push((source, index));
                    }
                    [given, .., surname] if name.kind.may_be_a_person() => {
                        let known = full.entry(id).or_insert_with(|| Named {
                            id,
                            person: matches!(entities.get(id), Entity::Person(_)),
                            given: initial_of(&name.words[0]).unwrap_or_else(|| given.clone()),
                            surname: surname.clone(),
                            key: spelling.key(surname),
                            words: BTreeSet::new(),
                            places: Vec::new(),
                            sources: BTreeSet::new(),
                        });
                        known.words.extend(words.iter().cloned());
                        known.places.push((source, index));
                    }
                    _ => {}
                }
            }
        }
        let mut named: Vec<Named> = full.into_values().collect();
        for one in &mut named {
            one.sources = seen.remove(&one.id).unwrap_or_default();
        }
        bare.retain(|(id, _), _| named.binary_search_by_key(id, |n| n.id).is_err());
        Self { named, bare, mentions, spelling }
    }

    pub(super) fn all(&self) -> &[Named] {
        &self.named
    }

    /// Pairs of names that share a word, whose other word is alike, and that no source names both.
    pub(super) fn pairs(&self) -> Vec<(&Named, &Named)> {
        let mut groups: BTreeMap<(bool, String), Vec<&Named>> = BTreeMap::new();
        for one in &self.named {
            groups.entry((true, one.key.clone())).or_default().push(one);
            let start = |word: &str, count: usize| word.chars().take(count).collect::<String>();
            let starts = format!("{} {}", start(&one.given, GIVEN_START), start(&one.surname, 1));
            groups.entry((false, starts)).or_default().push(one);
        }
        let mut out = Vec::new();
        for ((by_surname, _), group) in &groups {
            for run in group.chunks(LARGEST_GROUP) {
                for (at, a) in run.iter().enumerate() {
                    let alike = run[at + 1..].iter().filter(|b| self.alike(a, b, *by_surname));
                    out.extend(alike.map(|b| (*a, *b)));
                }
            }
        }
        out.sort_by_key(|(a, b)| (a.id, b.id));
        out.dedup_by_key(|(a, b)| (a.id, b.id));
        out
    }

    /// Pairs of names with one surname and given names that nobody would mix up, and that no source names both: one person's only where
    /// they hold one office.
    pub(super) fn unlike_pairs(&self) -> Vec<(&Named, &Named)> {
        let mut groups: BTreeMap<&str, Vec<&Named>> = BTreeMap::new();
        for one in self.named.iter().filter(|n| n.person) {
            groups.entry(&one.key).or_default().push(one);
        }
        let mut out = Vec::new();
        for group in groups.values().filter(|group| group.len() <= LARGEST_GROUP) {
            for (at, a) in group.iter().enumerate() {
                let others = group[at + 1..].iter().filter(|b| a.sources.is_disjoint(&b.sources));
                let unlike =
                    others.filter(|b| !same_given_name(&a.given, &b.given, &self.spelling) && !self.alike(a, b, true));
                out.extend(unlike.map(|b| (*a, *b)));
            }
        }
        out.sort_by_key(|(a, b)| (a.id, b.id));
        out
    }

    fn alike(&self, a: &Named, b: &Named, by_surname: bool) -> bool {
        // One name may leave out a word of the other.
        let shortened = a.words.is_subset(&b.words) || b.words.is_subset(&a.words);
        let often = |x: &Named, y: &Named| x.places.len() * TIMES_AS_FREQUENT <= y.places.len();
        let seldom = (often(a, b) || often(b, a)) && a.is_a_letter_from(b);
        if shortened || !(a.person || b.person) || !(a.sources.is_disjoint(&b.sources) || seldom) {
            return false;
        }
        let like = |x: &str, y: &str, least: f64| strsim::jaro_winkler(x, y) >= least;
        if by_surname {
            let initial = a.given.chars().next() == b.given.chars().next();
            !same_given_name(&a.given, &b.given, &self.spelling) && (initial || like(&a.given, &b.given, ALIKE_GIVEN))
        } else {
            a.key != b.key
                && same_given_name(&a.given, &b.given, &self.spelling)
                && like(&a.surname, &b.surname, ALIKE_SURNAME)
        }
    }

    /// How often someone is named, in full or not.
    fn count(&self, named: &Named) -> usize {
        self.mentions.get(&named.id).copied().unwrap_or_default()
    }

    /// A surname that stands alone in one source and nowhere else in the story, where that source gives a full name whose surname is
    /// nearly the same: news introduces people by their full names.
    pub(super) fn never_introduced(&self) -> Vec<(Vec<Place>, Vec<Place>)> {
        let mut by_start: BTreeMap<String, Vec<&Named>> = BTreeMap::new();
        let start = |surname: &str| surname.chars().take(SHORTEST_BARE_BESIDE / 2).collect::<String>();
        for one in &self.named {
            by_start.entry(start(&one.surname)).or_default().push(one);
        }
        let mut out = Vec::new();
        for ((_, surname), places) in &self.bare {
            let key = self.spelling.key(surname);
            let near = by_start.get(&start(surname)).map(Vec::as_slice).unwrap_or_default();
            let introduced = near.iter().any(|n| n.key == key);
            let sources: BTreeSet<usize> = places.iter().map(|p| p.0).collect();
            if introduced || sources.len() != 1 {
                continue;
            }
            let alike = |n: &&&Named| {
                let often =
                    places.len() * TIMES_AS_FREQUENT <= self.count(n) && strsim::osa_distance(surname, &n.surname) == 1;
                let own = n.sources.is_superset(&sources);
                // "Smythe" beside "Lis Smith" is someone else.
                let slip = own && strsim::osa_distance(surname, &n.surname) == 1;
                let shortest = if slip { SHORTEST_BARE_BESIDE } else { SHORTEST_BARE };
                n.person
                    && (own || often)
                    && n.surname.chars().count().min(surname.chars().count()) >= shortest
                    && is_alike(surname, &n.surname)
            };
            let mut like = near.iter().take(LARGEST_GROUP).filter(alike);
            if let (Some(only), None) = (like.next(), like.next()) {
                out.push((places.clone(), only.places.clone()));
            }
        }
        out
    }
}
