//! Venues that a story puts into a town: after "the Almaz Palace in Tbilisi" and "Tbilisi's Almaz Palace" whoever meets at the Almaz
//! Palace meets in Tbilisi, also in another source.

use std::collections::{BTreeMap, BTreeSet};

use crate::{
    mentions::{
        Mention, NameKind, NameValue, PlaceValue, Value,
        gazetteer::{Gazetteer, PlaceId, PlaceKind},
    },
    rules::Lexicons,
    text::{Document, Form},
    values::names::fold,
};

/// The towns of the venues that a story names.
#[derive(Debug, Default)]
pub struct Venues {
    towns: BTreeMap<String, PlaceId>,
}

impl Venues {
    /// Learns from all documents of a story; a name that two towns have is that of no venue.
    pub fn learn<'a>(documents: impl Iterator<Item = (&'a Document, &'a [Mention])>, lexicons: &Lexicons) -> Self {
        let mut towns: BTreeMap<String, BTreeSet<PlaceId>> = BTreeMap::new();
        for (doc, mentions) in documents {
            for (index, mention) in mentions.iter().enumerate() {
                if let Some(name) = venue(mention, lexicons)
                    && let Some(town) = town_behind(doc, mentions, index).or_else(|| town_before(doc, mentions, index))
                {
                    towns.entry(name).or_default().insert(town);
                }
            }
        }
        let only =
            |(name, towns): (String, BTreeSet<PlaceId>)| Some((name, *towns.first()?)).filter(|_| towns.len() == 1);
        Self { towns: towns.into_iter().filter_map(only).collect() }
    }

    /// The mentions of a document with each known venue as the town it lies in; `None` where there is no such venue. One beside which its
    /// town stands is left as it is.
    pub fn located(&self, doc: &Document, mentions: &[Mention], lexicons: &Lexicons) -> Option<Vec<Mention>> {
        if self.towns.is_empty() {
            return None;
        }
        let town = |index: usize| {
            let town = self.towns.get(&venue(&mentions[index], lexicons)?)?;
            let told = town_behind(doc, mentions, index).or_else(|| town_before(doc, mentions, index));
            told.is_none().then_some(*town)
        };
        let towns: BTreeMap<usize, PlaceId> = (0..mentions.len()).filter_map(|i| Some((i, town(i)?))).collect();
        let with_town = |(index, mention): (usize, &Mention)| match towns.get(&index) {
            Some(town) => {
                let value = Value::Place(PlaceValue { candidates: vec![*town], demonym: false });
                Mention { value, found_by: "venues".into(), ..mention.clone() }
            }
            None => mention.clone(),
        };
        (!towns.is_empty()).then(|| mentions.iter().enumerate().map(with_town).collect())
    }
}

/// The folded name of a venue: one that ends in a noun for venues and has a word that not every town has a venue of.
fn venue(mention: &Mention, lexicons: &Lexicons) -> Option<String> {
    let Value::Name(NameValue { words, kind, .. }) = &mention.value else { return None };
    let words: Vec<String> = words.iter().map(|word| fold(word)).collect();
    let (last, before) = words.split_last()?;
    let special = before.iter().any(|w| !lexicons.has("word_of_many_venues", w));
    (*kind != NameKind::Person && special && lexicons.has("venue_noun", last)).then(|| words.join(" "))
}

/// "the Almaz Palace in Tbilisi"
fn town_behind(doc: &Document, mentions: &[Mention], index: usize) -> Option<PlaceId> {
    let name = &mentions[index];
    let within = doc.sentences.get(name.sentence)?.tokens.end;
    let inside = name.tokens.end;
    let at = inside + 1;
    let says_in = at < within && &*doc.tokens[inside].lower == "in";
    let town = mentions[index..].iter().take_while(|m| m.tokens.start <= at).filter(|m| m.tokens.start == at);
    town.filter(|_| says_in).find_map(town_of)
}

/// "Tbilisi's Almaz Palace"
fn town_before(doc: &Document, mentions: &[Mention], index: usize) -> Option<PlaceId> {
    let name = &mentions[index];
    let owner = name.tokens.start.checked_sub(1).filter(|t| doc.tokens[*t].form == Form::Possessive)?;
    let town = mentions[..index].iter().rev().take_while(|m| m.sentence == name.sentence);
    town.filter(|m| m.tokens.end == owner).find_map(town_of)
}

fn town_of(mention: &Mention) -> Option<PlaceId> {
    match &mention.value {
        Value::Place(place) if !place.demonym => {
            let first = *place.candidates.first()?;
            (Gazetteer::embedded().place(first).kind == PlaceKind::City).then_some(first)
        }
        _ => None,
    }
}
