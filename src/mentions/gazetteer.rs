//! The gazetteer: places with their names, what contains them, their time zones, and the words for their people.

use std::sync::LazyLock;

use super::gazetteer_data::{CAPS_ONLY, Tables};
use crate::values::names::fold;

/// One place of the gazetteer. The order is that of the data: larger kinds first, then by name.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct PlaceId(pub u32);

/// What kind of place it is.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum PlaceKind {
    /// Africa, Europe.
    Continent,
    /// A sea, a river, an island, a part of a country or of several: the Sahel, Donbas, the Bosphorus.
    Region,
    /// A country, or a territory that has a country code.
    Country,
    /// A state, province or oblast.
    Admin1,
    /// A city or town.
    City,
    /// A building, street, airport or the like.
    Site,
}

/// What is known of a place.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Place<'g> {
    /// Its id.
    pub id: PlaceId,
    /// Its usual English name.
    pub name: &'g str,
    /// What kind of place it is.
    pub kind: PlaceKind,
    /// The country it lies in; itself for a country, `None` where it lies in several or none.
    pub country: Option<PlaceId>,
    /// The next larger place that contains it.
    pub parent: Option<PlaceId>,
    /// How many people live there, 0 if unknown; for a state or province, in its cities and towns alone.
    pub population: u32,
    /// Latitude and longitude in degrees, to a hundredth.
    pub lat_lon: Option<(f32, f32)>,
    /// IANA time zone; for a country or region only where nearly all of it keeps one.
    pub timezone: Option<&'g str>,
    /// Whether its name also stands for a government or its seat: the Kremlin, Ankara.
    pub metonym: bool,
}

/// Places by name. One for the whole program: [`Gazetteer::embedded`].
///
/// ```
/// use crosscheck::mentions::gazetteer::Gazetteer;
/// let gazetteer = Gazetteer::embedded();
/// let (length, places) = gazetteer.longest_match(&["New", "York", "police"]).expect("a city");
/// assert_eq!((length, gazetteer.place(places[0]).name), (2, "New York City"));
/// ```
#[derive(Debug)]
pub struct Gazetteer {
    tables: Tables,
}

static EMBEDDED: LazyLock<Gazetteer> = LazyLock::new(|| Gazetteer { tables: Tables::embedded() });

/// Below this many people, a city's name in capitals is too often an agency, a slogan or a surname in a picture credit.
const PEOPLE_FOR_CAPITALS: u32 = 100_000;
/// In capitals, shorter words are too often abbreviations of something else.
const LETTERS_FOR_CAPITALS: usize = 4;
/// Mean radius of the earth.
const EARTH_KM: f64 = 6371.0;

impl Gazetteer {
    /// The gazetteer that is part of the program.
    pub fn embedded() -> &'static Gazetteer {
        &EMBEDDED
    }

    /// How many places there are; ids run from 0 to one less.
    pub fn len(&self) -> usize {
        self.tables.count()
    }

    /// Whether there is no place.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// What is known of `id`.
    pub fn place(&self, id: PlaceId) -> Place<'_> {
        self.tables.place(id)
    }

    /// All places of the name `name`, however it is spelt, most important first: countries, capitals, then by people.
    /// A name that is mostly something else ("March", "Reading") has none; an abbreviation wants its capitals.
    pub fn lookup(&self, name: &str) -> Vec<PlaceId> {
        match self.tables.names.get(fold(name)) {
            Some(value) if value & CAPS_ONLY == 0 || in_capitals(name) => self.tables.places_of(value),
            _ => Vec::new(),
        }
    }

    /// The longest run of words from the first on that is a place name: how many words, and its places. The words are
    /// tokens as written; the first and the last must be capitalised. Hyphens and clitics may be tokens of their own.
    pub fn longest_match(&self, words: &[&str]) -> Option<(usize, Vec<PlaceId>)> {
        if !begins_a_name(words) {
            return None;
        }
        let fst = self.tables.names.as_fst();
        let (mut node, mut value) = (fst.root(), fst::raw::Output::zero());
        let (mut best, mut blank, mut capitals, mut letters) = (None, false, true, 0);
        'words: for (i, word) in words.iter().enumerate() {
            let key = fold(word);
            if key.is_empty() {
                if i > 0 && word.chars().all(|c| matches!(c, '-' | '‐' | '‑' | '\'' | '’')) {
                    continue;
                }
                break;
            }
            if key.contains(' ') && !word.chars().all(|c| c.is_alphanumeric() || "-‐‑'’.".contains(c)) {
                break;
            }
            let clitic = word.starts_with(['\'', '’']);
            let separator = (blank && !clitic).then_some(b' ');
            for byte in separator.into_iter().chain(key.bytes()) {
                let Some(at) = node.find_input(byte) else { break 'words };
                let transition = node.transition(at);
                value = value.cat(transition.out);
                node = fst.node(transition.addr);
            }
            blank = !word.ends_with(['\'', '’']);
            capitals &= in_capitals(word);
            letters += key.len();
            // "Adam's" and "Adam" + "'s" are no mention of Adams, "a Baltic state's" none of the Baltic states.
            let possessive = clitic || (i == 0 && is_possessive(word));
            if node.is_final() && is_capitalised(word) && !possessive {
                let value = value.cat(node.final_output()).value();
                let places = self.as_written(value, capitals, letters);
                if !places.is_empty() {
                    best = Some((i + 1, places));
                }
            }
        }
        best
    }

    /// The places of a name's value that may be meant by a name written so.
    fn as_written(&self, value: u64, capitals: bool, letters: usize) -> Vec<PlaceId> {
        let places = || self.tables.places_of(value);
        match (value & CAPS_ONLY != 0, capitals) {
            (true, true) | (false, false) => places(),
            (true, false) => Vec::new(),
            (false, true) if letters < LETTERS_FOR_CAPITALS => Vec::new(),
            (false, true) => places().into_iter().filter(|id| self.is_large(*id)).collect(),
        }
    }

    fn is_large(&self, id: PlaceId) -> bool {
        let place = self.place(id);
        place.kind != PlaceKind::City || place.population >= PEOPLE_FOR_CAPITALS || place.metonym
    }

    /// The place whose people or things are called `word`: "Turkish", "Turk", "Turks". Capitalised only.
    pub fn demonym(&self, word: &str) -> Option<PlaceId> {
        let id = self.tables.demonyms.get(fold(word)).filter(|_| is_capitalised(word))?;
        u32::try_from(id).ok().map(PlaceId)
    }

    /// Whether `inner` lies in `outer`, at any depth. No place contains itself.
    pub fn contains(&self, outer: PlaceId, inner: PlaceId) -> bool {
        outer != inner && self.containers(inner).contains(&outer)
    }

    /// Everything that contains `id`, nearest first.
    pub fn containers(&self, id: PlaceId) -> Vec<PlaceId> {
        let mut found = Vec::new();
        let mut next = 0;
        let mut at = Some(id);
        while let Some(inner) = at {
            for outer in self.place(inner).parent.into_iter().chain(self.tables.outer(inner)) {
                if outer != id && !found.contains(&outer) {
                    found.push(outer);
                }
            }
            at = found.get(next).copied();
            next += 1;
        }
        found
    }

    /// The capital of `country`, if it is known and listed.
    pub fn capital_of(&self, country: PlaceId) -> Option<PlaceId> {
        self.tables.capital(country)
    }

    /// The distance over ground, to about a kilometre, where both places have coordinates.
    pub fn distance_km(&self, a: PlaceId, b: PlaceId) -> Option<f64> {
        let radians = |id| self.place(id).lat_lon.map(|(a, b)| (f64::from(a).to_radians(), f64::from(b).to_radians()));
        let ((lat_a, lon_a), (lat_b, lon_b)) = (radians(a)?, radians(b)?);
        let half =
            ((lat_b - lat_a) / 2.0).sin().powi(2) + lat_a.cos() * lat_b.cos() * ((lon_b - lon_a) / 2.0).sin().powi(2);
        Some(2.0 * EARTH_KM * half.sqrt().min(1.0).asin())
    }
}

/// Whether a name can begin here: with a capital, or with a lower-case article that a hyphen ties to one ("al", "-", "Bab").
fn begins_a_name(words: &[&str]) -> bool {
    match words {
        [first, ..] if is_capitalised(first) => true,
        [first, "-", second, ..] => first.len() <= 3 && is_capitalised(second),
        _ => false,
    }
}

/// Whether a word is capitalised, in front ("Bab") or after a tied article ("al-Bab", "d'Ivoire").
fn is_capitalised(word: &str) -> bool {
    let mut parts = word.split(['-', '‐', '‑', '\'', '’']).filter(|p| !p.is_empty());
    let upper = |part: &str| part.chars().next().is_some_and(|c| c.is_uppercase() || c.is_numeric() || !c.is_ascii());
    match (parts.next(), parts.next()) {
        (Some(first), _) if upper(first) => true,
        (Some(first), Some(second)) => first.len() <= 3 && upper(second),
        _ => false,
    }
}

/// Whether all letters are capitals, and there are at least two of them.
fn in_capitals(word: &str) -> bool {
    word.chars().filter(|c| c.is_uppercase()).count() > 1 && !word.chars().any(char::is_lowercase)
}

fn is_possessive(word: &str) -> bool {
    word.ends_with("'s") || word.ends_with("’s")
}

#[cfg(test)]
#[path = "gazetteer_tests.rs"]
mod tests;
