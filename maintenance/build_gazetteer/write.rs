//! Writes the drafts in the layout of `src/mentions/gazetteer_data.rs`.

use std::{
    cmp::Reverse,
    collections::{BTreeMap, BTreeSet},
};

use crosscheck::{
    mentions::gazetteer::PlaceKind,
    mentions::gazetteer_data::{
        CAPS_ONLY, KINDS, LIST, MAGIC, METONYM, NO_DEGREES, NONE16, NONE24, RECORD, SECTIONS, VERSION,
    },
    values::names::fold,
};
use fst::MapBuilder;

use crate::{
    Outcome,
    draft::{Draft, Drafts},
};

/// The files' bytes.
pub struct Encoded {
    /// `places.bin`.
    pub places: Vec<u8>,
    /// `names.fst`.
    pub names: Vec<u8>,
    /// `demonyms.fst`.
    pub demonyms: Vec<u8>,
    /// How many names there are.
    pub name_count: usize,
}

/// Gives every place its id and encodes the tables.
pub fn encode(drafts: &Drafts<'_>, demonyms: &BTreeMap<String, usize>) -> Outcome<Encoded> {
    let ids = ids(drafts);
    let mut order: Vec<usize> = (0..ids.len()).filter(|i| ids[*i] != NONE24).collect();
    order.sort_by_key(|i| ids[*i]);

    let (mut records, mut text, mut zones) = (Vec::new(), Strings::default(), Strings::default());
    let (mut outer, mut capitals) = (Vec::new(), Vec::new());
    for &i in &order {
        record(&drafts.places[i], &ids, &mut records, &mut text, &mut zones)?;
        let mut more: Vec<u32> = drafts.places[i].outer.iter().skip(1).map(|o| ids[*o]).collect();
        more.sort_unstable();
        for id in more {
            u24(&mut outer, ids[i]);
            u24(&mut outer, id);
        }
        if let Some(capital) = drafts.capitals.get(&i) {
            u24(&mut capitals, ids[i]);
            u24(&mut capitals, ids[*capital]);
        }
    }
    let mut lists = Vec::new();
    let mut names = MapBuilder::memory();
    for (name, places) in &drafts.names {
        let mut places: Vec<usize> = places.iter().copied().collect();
        places.sort_by_key(|i| (Reverse(drafts.weight_as(name, *i)), ids[*i]));
        let caps = if drafts.caps_only.contains(name) { CAPS_ONLY } else { 0 };
        let value = if let [one] = places.as_slice() {
            u64::from(ids[*one]) << 2
        } else {
            let at = (lists.len() / 3) as u64;
            u24(&mut lists, u32::try_from(places.len())?);
            places.iter().for_each(|i| u24(&mut lists, ids[*i]));
            at << 2 | LIST
        };
        names.insert(name, value | caps)?;
    }
    let mut people = MapBuilder::memory();
    for (word, place) in demonyms {
        people.insert(word, u64::from(ids[*place]))?;
    }
    Ok(Encoded {
        places: with_header([records, text.bytes, zones.bytes, lists, outer, capitals])?,
        names: names.into_inner()?,
        demonyms: people.into_inner()?,
        name_count: drafts.names.len(),
    })
}

/// Ids by kind, then name: neighbours in the name map have near ids, which keeps it small. Towns that no name leads to
/// have none.
fn ids(drafts: &Drafts<'_>) -> Vec<u32> {
    let kind = |p: &Draft| KINDS.iter().position(|k| *k == p.kind);
    let named: BTreeSet<usize> =
        drafts.names.values().chain([&drafts.capitals.values().copied().collect()]).flatten().copied().collect();
    let mut order: Vec<usize> =
        (0..drafts.places.len()).filter(|i| named.contains(i) || drafts.places[*i].kind != PlaceKind::City).collect();
    order.sort_by_cached_key(|i| {
        let place = &drafts.places[*i];
        (kind(place), fold(&place.name), place.country, Reverse(place.weight), place.source)
    });
    let mut ids = vec![NONE24; drafts.places.len()];
    for (id, i) in (0..).zip(order) {
        ids[i] = id;
    }
    ids
}

fn record(place: &Draft, ids: &[u32], out: &mut Vec<u8>, names: &mut Strings, zones: &mut Strings) -> Outcome<()> {
    let start = out.len();
    u24(out, u32::try_from(names.plain(&place.name))?);
    out.push(u8::try_from(place.name.len())?);
    let kind = KINDS.iter().position(|k| *k == place.kind).ok_or("a kind without a code")?;
    out.push(u8::try_from(kind)? | if place.metonym { METONYM } else { 0 });
    let zone = place.zone.as_deref().filter(|z| !z.is_empty());
    u16(out, zone.map_or(Ok(NONE16), |zone| u32::try_from(zones.counted(zone)))?)?;
    u16(out, place.country.map_or(NONE16, |c| ids[c]))?;
    u24(out, place.outer.first().map_or(NONE24, |o| ids[*o]));
    out.extend(place.population.to_le_bytes());
    let (lat, lon) = place.lat_lon.map_or((NO_DEGREES, NO_DEGREES), |(lat, lon)| (hundredths(lat), hundredths(lon)));
    out.extend(lat.to_le_bytes());
    out.extend(lon.to_le_bytes());
    debug_assert_eq!(out.len() - start, RECORD);
    Ok(())
}

fn hundredths(degrees: f64) -> i16 {
    (degrees * 100.0).round() as i16
}

/// Strings one after another, each stored once.
#[derive(Default)]
struct Strings {
    bytes: Vec<u8>,
    known: BTreeMap<String, usize>,
}

impl Strings {
    fn plain(&mut self, text: &str) -> usize {
        *self.known.entry(text.to_owned()).or_insert_with(|| {
            self.bytes.extend(text.as_bytes());
            self.bytes.len() - text.len()
        })
    }

    fn counted(&mut self, text: &str) -> usize {
        *self.known.entry(text.to_owned()).or_insert_with(|| {
            self.bytes.push(text.len() as u8);
            self.bytes.extend(text.as_bytes());
            self.bytes.len() - text.len() - 1
        })
    }
}

fn with_header(sections: [Vec<u8>; SECTIONS]) -> Outcome<Vec<u8>> {
    let mut out = Vec::new();
    out.extend(MAGIC.to_le_bytes());
    out.extend(VERSION.to_le_bytes());
    let mut at = 8 + SECTIONS * 8;
    for section in &sections {
        out.extend(u32::try_from(at)?.to_le_bytes());
        out.extend(u32::try_from(section.len())?.to_le_bytes());
        at += section.len();
    }
    sections.iter().for_each(|s| out.extend(s));
    Ok(out)
}

fn u16(out: &mut Vec<u8>, number: u32) -> Outcome<()> {
    out.extend(u16::try_from(number)?.to_le_bytes());
    Ok(())
}

fn u24(out: &mut Vec<u8>, number: u32) {
    out.extend(&number.to_le_bytes()[..3]);
}
