//! Reads the hand-kept lists: places that GeoNames' cities do not have, further names, and the words for people.

use std::{collections::BTreeMap, fs, path::Path};

use crosscheck::{mentions::gazetteer::PlaceKind, rules::Lexicons, values::names::fold};

use crate::{Outcome, draft::Drafts};

/// Hand-kept regions come after countries, and before any town of the same name.
const REGION_WEIGHT: u64 = 1_000_000_000;
/// Hand-kept sites and small towns come before any town of the same name.
const SITE_WEIGHT: u64 = 500_000_000;

/// Reads `places.tsv`: kind, name, containers, other names, what it holds, flags. The kind `=` adds to a known
/// place, and its flag `renamed` makes the first other name the usual
/// one, `first` puts it before other places of its names.
pub fn places(path: &Path, drafts: &mut Drafts<'_>) -> Outcome<()> {
    let text = fs::read_to_string(path)?;
    for (i, line) in text.lines().enumerate().filter(|(_, l)| !l.is_empty() && !l.starts_with('#')) {
        row(line, i + 1, drafts).map_err(|e| format!("{}:{}: {e}", path.display(), i + 1))?;
    }
    Ok(())
}

fn row(line: &str, number: usize, drafts: &mut Drafts<'_>) -> Outcome<()> {
    let mut columns = line.split('\t').map(str::trim).chain(std::iter::repeat(""));
    let mut column = || columns.next().unwrap_or("");
    let (kind, name, within, others, holds, flags) = (column(), column(), column(), column(), column(), column());
    let place = match kind {
        "=" => drafts.find(name)?,
        "region" => drafts.add(PlaceKind::Region, name, u32::try_from(number)?),
        "city" => drafts.add(PlaceKind::City, name, u32::try_from(number)?),
        "site" => drafts.add(PlaceKind::Site, name, u32::try_from(number)?),
        _ => return Err(format!("unknown kind {kind:?}").into()),
    };
    if kind != "=" {
        drafts.places[place].weight = match kind {
            "region" => REGION_WEIGHT,
            "site" => SITE_WEIGHT,
            _ => SITE_WEIGHT,
        };
        drafts.name(place, name);
    }
    for outer in split(within, ';') {
        let outer = drafts.find(outer)?;
        if !drafts.places[place].outer.contains(&outer) {
            drafts.places[place].outer.push(outer);
        }
    }
    if kind != "=" {
        let parent = drafts.places[place].outer.first().copied();
        drafts.places[place].country = parent.and_then(|p| drafts.places[p].country);
    }
    for other in split(others, '|') {
        drafts.name(place, other);
    }
    for inner in split(holds, ';') {
        let inner = drafts.find(inner)?;
        if !drafts.places[inner].outer.contains(&place) {
            drafts.places[inner].outer.push(place);
        }
    }
    for flag in split(flags, ',') {
        match flag {
            "renamed" => drafts.places[place].name = split(others, '|').next().unwrap_or(name).to_owned(),
            "first" => drafts.places[place].weight = REGION_WEIGHT,
            "metonym" => drafts.places[place].metonym = true,
            _ => return Err(format!("unknown flag {flag:?}").into()),
        }
    }
    Ok(())
}

fn split(list: &str, mark: char) -> impl Iterator<Item = &str> {
    list.split(mark).map(str::trim).filter(|part| !part.is_empty())
}

/// The table `demonym` of the word lists, with the plurals that a mere "s" makes.
pub fn demonyms(lexicons: &Lexicons, drafts: &Drafts<'_>) -> Outcome<BTreeMap<String, usize>> {
    let mut out = BTreeMap::new();
    let mut plurals = BTreeMap::new();
    for (word, place) in lexicons.table("demonym") {
        let place = drafts.find(place.as_str().ok_or("a demonym stands for the name of a place")?)?;
        let key = fold(word);
        if !["s", "sh", "ch", "ese", "z", "x"].iter().any(|end| key.ends_with(end)) {
            plurals.insert(format!("{key}s"), place);
        }
        out.insert(key, place);
    }
    for (word, place) in plurals {
        out.entry(word).or_insert(place);
    }
    Ok(out)
}
