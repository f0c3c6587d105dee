//! The embedded data of the gazetteer: fixed-width records read in place, so that nothing is parsed at start.
//!
//! `places.bin` begins with a header of little-endian `u32`s ([`MAGIC`], [`VERSION`], then offset and count of each
//! [`Section`]); `names.fst` and `demonyms.fst` are finite-state maps from folded names. `maintenance/build_gazetteer`
//! writes all three and uses the constants here.

use fst::Map;

use super::gazetteer::{Place, PlaceId, PlaceKind};

/// First four bytes of `places.bin`.
pub const MAGIC: u32 = u32::from_le_bytes(*b"GAZ\n");
/// Version of the layout.
pub const VERSION: u32 = 1;
/// Bytes of one place: name offset u24, name length u8, kind and flags u8, zone u16, country u16, parent u24,
/// population u32, latitude and longitude i16 in hundredths of a degree.
pub const RECORD: usize = 20;
/// No value, for a u16.
pub const NONE16: u32 = 0xffff;
/// No value, for a u24.
pub const NONE24: u32 = 0xff_ffff;
/// No value, for a coordinate.
pub const NO_DEGREES: i16 = i16::MIN;
/// Flag beside the kind: the place stands for a government.
pub const METONYM: u8 = 0x08;
/// Flag of a name's value: it is an abbreviation, found only in capitals.
pub const CAPS_ONLY: u64 = 2;
/// Flag of a name's value: it is an index into the lists and no place.
pub const LIST: u64 = 1;
/// Kinds in the order of their codes; places of a kind stand together in this order.
pub const KINDS: [PlaceKind; 6] =
    [PlaceKind::Continent, PlaceKind::Country, PlaceKind::Region, PlaceKind::Admin1, PlaceKind::City, PlaceKind::Site];

/// The sections of `places.bin`, in the order of the header.
#[derive(Debug, Clone, Copy)]
pub enum Section {
    /// Places, [`RECORD`] bytes each.
    Places,
    /// Names, one string; records hold offset and length.
    Names,
    /// Time zones, each a length byte and its letters; records hold the byte offset.
    Zones,
    /// Lists of places that share a name, u24 each: the count, then the places.
    Lists,
    /// Pairs of u24, sorted: a place and one more place that contains it beside its parent.
    Outer,
    /// Pairs of u24, sorted: a country and its capital.
    Capitals,
}

/// Number of sections.
pub const SECTIONS: usize = 6;

static PLACES: &[u8] = include_bytes!("../../rules/gazetteer/places.bin");
static NAMES: &[u8] = include_bytes!("../../rules/gazetteer/names.fst");
static DEMONYMS: &[u8] = include_bytes!("../../rules/gazetteer/demonyms.fst");

/// The raw tables.
#[derive(Debug)]
pub struct Tables {
    sections: [&'static [u8]; SECTIONS],
    /// Folded name to value: a place or list shifted left by two, and the flags.
    pub names: Map<&'static [u8]>,
    /// Folded demonym to place.
    pub demonyms: Map<&'static [u8]>,
}

impl Tables {
    /// The tables that are part of the program.
    pub fn embedded() -> Self {
        assert_eq!((u32_at(PLACES, 0), u32_at(PLACES, 4)), (MAGIC, VERSION), "rules/gazetteer is of another layout");
        let mut sections: [&'static [u8]; SECTIONS] = [&[]; SECTIONS];
        for (i, section) in sections.iter_mut().enumerate() {
            let (at, length) = (u32_at(PLACES, 8 + i * 8) as usize, u32_at(PLACES, 12 + i * 8) as usize);
            *section = PLACES.get(at..at + length).unwrap_or(&[]);
        }
        Self {
            sections,
            names: Map::new(NAMES).expect("names.fst is written by maintenance/build_gazetteer"),
            demonyms: Map::new(DEMONYMS).expect("demonyms.fst is written by maintenance/build_gazetteer"),
        }
    }

    fn bytes(&self, section: Section) -> &'static [u8] {
        self.sections[section as usize]
    }

    /// How many places there are.
    pub fn count(&self) -> usize {
        self.bytes(Section::Places).len() / RECORD
    }

    /// The place `id`; the first one for an id that is not of this gazetteer.
    pub fn place(&self, id: PlaceId) -> Place<'static> {
        let id = if (id.0 as usize) < self.count() { id } else { PlaceId(0) };
        let bytes = self.bytes(Section::Places);
        let at = id.0 as usize * RECORD;
        let kind = u8_at(bytes, at + 4);
        let (lat, lon) = (i16_at(bytes, at + 16), i16_at(bytes, at + 18));
        Place {
            id,
            name: text(self.bytes(Section::Names), u24_at(bytes, at) as usize, u8_at(bytes, at + 3) as usize),
            kind: KINDS.get((kind & 7) as usize).copied().unwrap_or(PlaceKind::Site),
            country: some(u16_at(bytes, at + 7), NONE16),
            parent: some(u24_at(bytes, at + 9), NONE24),
            population: u32_at(bytes, at + 12),
            lat_lon: (lat != NO_DEGREES).then(|| (f32::from(lat) / 100.0, f32::from(lon) / 100.0)),
            timezone: self.zone(u16_at(bytes, at + 5)),
            metonym: kind & METONYM != 0,
        }
    }

    fn zone(&self, at: u32) -> Option<&'static str> {
        let zones = self.bytes(Section::Zones);
        let length = (at != NONE16).then(|| u8_at(zones, at as usize) as usize)?;
        Some(text(zones, at as usize + 1, length))
    }

    /// The places of a name's value, most important first.
    pub fn places_of(&self, value: u64) -> Vec<PlaceId> {
        let payload = (value >> 2) as usize;
        if value & LIST == 0 {
            return vec![PlaceId(payload as u32)];
        }
        let lists = self.bytes(Section::Lists);
        let count = u24_at(lists, payload * 3) as usize;
        (1..=count).map(|i| PlaceId(u24_at(lists, (payload + i) * 3))).collect()
    }

    /// What contains `id` beside its parent.
    pub fn outer(&self, id: PlaceId) -> impl Iterator<Item = PlaceId> {
        pairs(self.bytes(Section::Outer), id)
    }

    /// The capital of `country`.
    pub fn capital(&self, country: PlaceId) -> Option<PlaceId> {
        pairs(self.bytes(Section::Capitals), country).next()
    }
}

/// The second halves of the sorted pairs whose first half is `id`.
fn pairs(bytes: &'static [u8], id: PlaceId) -> impl Iterator<Item = PlaceId> {
    let (mut low, mut high) = (0, bytes.len() / 6);
    while low < high {
        let middle = (low + high) / 2;
        if u24_at(bytes, middle * 6) < id.0 { low = middle + 1 } else { high = middle }
    }
    (low..bytes.len() / 6)
        .take_while(move |i| u24_at(bytes, i * 6) == id.0)
        .map(move |i| PlaceId(u24_at(bytes, i * 6 + 3)))
}

fn some(id: u32, none: u32) -> Option<PlaceId> {
    (id != none).then_some(PlaceId(id))
}

fn text(bytes: &'static [u8], at: usize, length: usize) -> &'static str {
    bytes.get(at..at + length).and_then(|b| std::str::from_utf8(b).ok()).unwrap_or("")
}

fn u8_at(bytes: &[u8], at: usize) -> u8 {
    bytes.get(at).copied().unwrap_or(0)
}

fn u16_at(bytes: &[u8], at: usize) -> u32 {
    u32::from(u8_at(bytes, at)) | u32::from(u8_at(bytes, at + 1)) << 8
}

fn i16_at(bytes: &[u8], at: usize) -> i16 {
    i16::from_le_bytes([u8_at(bytes, at), u8_at(bytes, at + 1)])
}

fn u24_at(bytes: &[u8], at: usize) -> u32 {
    u16_at(bytes, at) | u32::from(u8_at(bytes, at + 2)) << 16
}

fn u32_at(bytes: &[u8], at: usize) -> u32 {
    u24_at(bytes, at) | u32::from(u8_at(bytes, at + 3)) << 24
}
