//! Places while they are collected: names, containers and weights, before they get their ids.

use std::collections::{BTreeMap, BTreeSet};

use crosscheck::{mentions::gazetteer::PlaceKind, rules::Lexicons, values::names::fold};

use crate::Outcome;

/// A city's other names count from this many people on: below, they are mostly other languages' spellings.
const PEOPLE_FOR_OTHER_NAMES: u32 = 15_000;
/// Below this many people, an other name must look like the main one; above, old names and exonyms count as well.
const PEOPLE_FOR_UNLIKE_NAMES: u32 = 500_000;
/// Least likeness (1 is equal) of such an other name: Lugansk to Luhansk is 0.86, Melitopol to its old name 0.24.
const LIKENESS: f64 = 0.6;
/// Other names up to this length are too often words of other languages; the hand-kept list has those that are needed.
const SHORT: usize = 4;
/// Below this many people, names of up to three letters are dropped.
const PEOPLE_FOR_THREE_LETTERS: u32 = 100_000;
/// Below this many people, a city whose name is a given name is not looked for (Vladimir, Marco).
const PEOPLE_FOR_GIVEN_NAME: u32 = 500_000;
/// Below this many people, a city whose name is a surname is not looked for (Rubio, Thompson).
const PEOPLE_FOR_SURNAME: u32 = 150_000;
/// An other name of a city weighs this many times less than its main name.
const OTHER_NAME_DIVISOR: u64 = 20;
/// A country or province keeps one time zone if this share of its people does.
const SHARE_FOR_ONE_ZONE: f64 = 0.9;

/// One place; references are indices into [`Drafts::places`].
pub struct Draft {
    /// Kind.
    pub kind: PlaceKind,
    /// Usual English name.
    pub name: String,
    /// Country it lies in.
    pub country: Option<usize>,
    /// Parent first, then further containers.
    pub outer: Vec<usize>,
    /// People.
    pub population: u32,
    /// Degrees.
    pub lat_lon: Option<(f64, f64)>,
    /// IANA zone.
    pub zone: Option<String>,
    /// Stands for a government.
    pub metonym: bool,
    /// What ranks places of one name.
    pub weight: u64,
    /// GeoNames id, or line of the hand-kept list: settles the order of equal names.
    pub source: u32,
}

/// All places and names.
pub struct Drafts<'l> {
    lexicons: &'l Lexicons,
    /// Places.
    pub places: Vec<Draft>,
    /// Folded name to places.
    pub names: BTreeMap<String, BTreeSet<usize>>,
    /// Names that a person chose for a place.
    pub chosen: BTreeSet<(String, usize)>,
    /// Folded names that want capitals.
    pub caps_only: BTreeSet<String>,
    /// Country code to place.
    pub countries: BTreeMap<String, usize>,
    /// GeoNames code ("UA.12") to place.
    pub regions: BTreeMap<String, usize>,
    /// Country to capital.
    pub capitals: BTreeMap<usize, usize>,
    /// How many names were left out.
    pub dropped: usize,
}

impl<'l> Drafts<'l> {
    /// No places yet; `lexicons` say which names to leave out.
    pub fn new(lexicons: &'l Lexicons) -> Self {
        Self {
            lexicons,
            places: Vec::new(),
            names: BTreeMap::new(),
            chosen: BTreeSet::new(),
            caps_only: BTreeSet::new(),
            countries: BTreeMap::new(),
            regions: BTreeMap::new(),
            capitals: BTreeMap::new(),
            dropped: 0,
        }
    }

    /// Adds a place without names; its index.
    pub fn add(&mut self, kind: PlaceKind, name: &str, source: u32) -> usize {
        self.places.push(Draft {
            kind,
            name: name.to_owned(),
            country: None,
            outer: Vec::new(),
            population: 0,
            lat_lon: None,
            zone: None,
            metonym: false,
            weight: 0,
            source,
        });
        self.places.len() - 1
    }

    /// Adds a name that a person chose.
    pub fn name(&mut self, place: usize, name: &str) {
        let key = fold(name);
        if name.chars().filter(|c| c.is_uppercase()).count() > 1 && !name.chars().any(char::is_lowercase) {
            self.caps_only.insert(key.clone());
        }
        self.chosen.insert((key.clone(), place));
        self.names.entry(key).or_default().insert(place);
    }

    /// Adds a name out of the data, unless it is mostly something else. `other` tells it from the place's main name.
    pub fn data_name(&mut self, place: usize, name: &str, other: bool) {
        let key = fold(name);
        if key.is_empty() || self.is_misleading(place, &key) || (other && self.is_poor_other_name(place, name, &key)) {
            self.dropped += 1;
        } else {
            self.names.entry(key).or_default().insert(place);
        }
    }

    fn is_misleading(&self, place: usize, key: &str) -> bool {
        let place = &self.places[place];
        if place.kind == PlaceKind::Country || self.lexicons.has("keep_place", key) {
            return self.lexicons.value("demonym", key).is_some();
        }
        // A province's people are not counted yet, and few provinces have a person's name.
        let below = |people| place.population < people;
        self.lexicons.has("not_a_place", key)
            || self.lexicons.value("demonym", key).is_some()
            || (key.len() <= 3 && place.kind == PlaceKind::City && below(PEOPLE_FOR_THREE_LETTERS))
            || (self.lexicons.has("given_name", key) && below(PEOPLE_FOR_GIVEN_NAME))
            || (self.lexicons.has("surname", key) && below(PEOPLE_FOR_SURNAME))
            || (place.kind == PlaceKind::City && !key.contains(' ') && below(self.least_people(place)))
    }

    fn least_people(&self, place: &Draft) -> u32 {
        let least = self.code(place).and_then(|code| self.lexicons.number("least_people", code));
        least.and_then(|n| u32::try_from(n).ok()).unwrap_or(0)
    }

    fn code(&self, place: &Draft) -> Option<&str> {
        let of = |(code, i): &(&String, &usize)| Some(**i) == place.country && code.len() == 2;
        self.countries.iter().find(of).map(|(code, _)| code.as_str())
    }

    fn is_poor_other_name(&self, place: usize, name: &str, key: &str) -> bool {
        let place = &self.places[place];
        let main = fold(&place.name);
        let main = without_article(&main);
        let city = place.kind == PlaceKind::City;
        let same_start = key.bytes().next() == main.bytes().next();
        let like = || same_start && strsim::normalized_damerau_levenshtein(key, main) >= LIKENESS;
        let english = || self.code(place).is_some_and(|code| self.lexicons.has("english_spelling", code));
        !name.chars().next().is_some_and(char::is_uppercase)
            || key.len() <= SHORT
            || (city && key.len() == SHORT + 1 && !same_start)
            || (city && english())
            || name.contains(['(', ',', '/'])
            || !name.chars().all(is_latin)
            || !name.chars().any(char::is_lowercase)
            || (city && place.population < PEOPLE_FOR_OTHER_NAMES)
            || (city && place.population < PEOPLE_FOR_UNLIKE_NAMES && !like())
            || (city && main.ends_with(&format!(" {key}")))
            || self.lexicons.has("given_name", key)
            || self.lexicons.has("surname", key)
    }

    /// Looks for each country's capital among its cities.
    pub fn find_capitals(&mut self, capitals: &[(usize, String)]) {
        for (country, name) in capitals {
            let key = fold(name);
            let named = |i: &usize| {
                fold(&self.places[*i].name) == key || self.names.get(&key).is_some_and(|found| found.contains(i))
            };
            let within =
                |i: &usize| self.places[*i].kind == PlaceKind::City && self.places[*i].country == Some(*country);
            let city = (0..self.places.len()).filter(|i| within(i) && named(i));
            if let Some(city) = city.max_by_key(|i| self.places[*i].population) {
                self.capitals.insert(*country, city);
            }
        }
    }

    /// The weight of a place among those called `name`: a mere other name of a city gives way to others' main name.
    pub fn weight_as(&self, name: &str, index: usize) -> u64 {
        let place = &self.places[index];
        let other = place.kind == PlaceKind::City
            && fold(&place.name) != name
            && !self.chosen.contains(&(name.to_owned(), index));
        if other { place.weight / OTHER_NAME_DIVISOR } else { place.weight }
    }

    /// Weighs places of the data: countries, then by people; a capital counts tenfold, and a city comes before the
    /// province that is called after it.
    pub fn weigh(&mut self) {
        let capitals: BTreeSet<usize> = self.capitals.values().copied().collect();
        for i in 0..self.places.len() {
            if let (PlaceKind::City, Some(region)) = (self.places[i].kind, self.places[i].outer.first().copied())
                && self.places[region].kind == PlaceKind::Admin1
            {
                let people = self.places[i].population;
                self.places[region].population = self.places[region].population.saturating_add(people);
            }
        }
        for i in 0..self.places.len() {
            let place = &self.places[i];
            let people = u64::from(place.population);
            let region = place.outer.first().filter(|r| self.places[**r].kind == PlaceKind::Admin1);
            self.places[i].weight = match place.kind {
                PlaceKind::Continent | PlaceKind::Country => 1_000_000_000_000 + people,
                PlaceKind::City if capitals.contains(&i) => people * 10,
                PlaceKind::City => {
                    let named_after = |r: &&usize| self.names.get(&fold(&place.name)).is_some_and(|n| n.contains(*r));
                    region.filter(named_after).map_or(people, |r| u64::from(self.places[*r].population) + 1)
                }
                _ => people,
            };
        }
    }

    /// The most important place that a hand-kept list means by `Name` or `Name, Container`.
    pub fn find(&self, reference: &str) -> Outcome<usize> {
        let (name, within) = reference.split_once(", ").map_or((reference, None), |(n, w)| (n, Some(w)));
        let within = within.map(|w| self.find(w)).transpose()?;
        let fits = |i: &&usize| within.is_none_or(|w| self.containers(**i).contains(&w));
        let found = self.names.get(&fold(name)).into_iter().flatten().filter(fits);
        let best = found.max_by_key(|i| (self.places[**i].weight, std::cmp::Reverse(**i)));
        best.copied().ok_or_else(|| format!("no place {reference:?}").into())
    }

    fn containers(&self, place: usize) -> BTreeSet<usize> {
        let mut found = BTreeSet::new();
        let mut open = vec![place];
        while let Some(i) = open.pop() {
            open.extend(self.places[i].outer.iter().copied().filter(|o| found.insert(*o)));
        }
        found
    }

    /// Gives countries and provinces the zone that nearly all their people keep, and the rest that of their parent.
    pub fn fill_zones(&mut self) {
        let mut people: BTreeMap<usize, BTreeMap<String, f64>> = BTreeMap::new();
        for place in self.places.iter().filter(|p| p.kind == PlaceKind::City) {
            let outer = place.outer.first().copied().filter(|o| Some(*o) != place.country);
            for outer in outer.into_iter().chain(place.country) {
                let zone = place.zone.clone().unwrap_or_default();
                *people.entry(outer).or_default().entry(zone).or_default() += f64::from(place.population.max(1));
            }
        }
        for (outer, zones) in people {
            let all: f64 = zones.values().sum();
            let most = zones.into_iter().find(|(_, n)| *n >= all * SHARE_FOR_ONE_ZONE);
            self.places[outer].zone = most.map(|(zone, _)| zone);
        }
        // Hand-kept places come after what they refer to, so one pass in order is enough.
        for i in 0..self.places.len() {
            if self.places[i].zone.is_none()
                && let Some(parent) = self.places[i].outer.first().copied()
                && self.places[i].kind != PlaceKind::Country
            {
                self.places[i].zone = self.places[parent].zone.clone();
                if self.places[i].kind == PlaceKind::Site {
                    self.places[i].lat_lon = self.places[i].lat_lon.or(self.places[parent].lat_lon);
                }
            }
        }
    }

    /// No place may lie in itself.
    pub fn check_no_cycle(&self) -> Outcome<()> {
        match (0..self.places.len()).find(|i| self.containers(*i).contains(i)) {
            Some(i) => Err(format!("{} lies in itself", self.places[i].name).into()),
            None => Ok(()),
        }
    }
}

/// A folded name without an Arabic or Spanish article in front: the Fallujah of Al Fallujah.
fn without_article(name: &str) -> &str {
    match name.split_once(' ') {
        Some((article, rest)) if article == "el" || (article.len() == 2 && article.starts_with('a')) => rest,
        _ => name,
    }
}

/// Whether a letter or mark can stand in a name written in Latin letters.
pub fn is_latin(c: char) -> bool {
    matches!(c, 'A'..='Z' | 'a'..='z' | '0'..='9' | ' ' | '-' | '\'' | '.' | '’' | '‘' | '\u{c0}'..='\u{24f}' | '\u{1e00}'..='\u{1eff}' | '\u{2b9}'..='\u{2bf}')
}
