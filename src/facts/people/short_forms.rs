//! A name cut short is joined with the full one: a given name alone, the end of a longer name, the letters of an organisation.

use std::collections::{BTreeMap, BTreeSet};

use super::{Bare, FullName, People, Single, most_usual};
use crate::{facts::spelling::Spelling, values::names::fold};

/// Whom a given name alone may mean: the surname and the number of each person of that name.
type ByGiven = BTreeMap<String, Vec<(String, usize)>>;

impl People {
    /// The people by the keys of their given names, in every usual form of them.
    fn by_given(&self, spelling: &Spelling) -> ByGiven {
        let mut out = ByGiven::new();
        for (surname, family) in &self.full {
            let mut keys: BTreeSet<(String, usize)> = BTreeSet::new();
            for (given, index) in &family.by_given {
                let forms = spelling.forms(given).into_iter().chain([given.to_owned()]);
                keys.extend(forms.map(|form| (spelling.key(&form), *index)));
            }
            for (key, index) in keys {
                out.entry(key).or_default().push((surname.clone(), index));
            }
        }
        out
    }

    /// "Ema" is Ema Rusu where the source has her full name and the story nobody else of that given name, nor one with a title. Returns
    /// the words that stay alone.
    pub(super) fn join_given(&mut self, singles: Vec<Single>, spelling: &Spelling) -> Vec<Single> {
        if singles.is_empty() {
            return singles;
        }
        let titled: BTreeSet<(usize, String)> =
            singles.iter().filter(|s| s.title.is_some()).map(|s| (s.at.mention.0, s.key.clone())).collect();
        let by_given = self.by_given(spelling);
        let mut alone = Vec::new();
        for single in singles {
            let (source, short) = (single.at.mention.0, single.key.chars().count() < LETTERS);
            let person = match by_given.get(&single.key).map(Vec::as_slice) {
                Some([(surname, index)]) if !short && !titled.contains(&(source, single.key.clone())) => {
                    self.full.get_mut(surname).and_then(|family| family.named_in(source, *index))
                }
                _ => None,
            };
            match person {
                Some(person) => person.members.push(single.at.mention),
                None => alone.push(single),
            }
        }
        alone
    }

    /// "Karim Hassan Said" is "Hassan Said" of another source: the shorter name ends the longer one, no source has both and no third
    /// name of that surname is told from them.
    pub(super) fn join_patronymics(&mut self, spelling: &Spelling) {
        for family in self.full.values_mut().filter(|f| f.names.len() == 2) {
            let ends = |long: &FullName, short: &FullName| {
                let long: Vec<String> = most_usual(&long.forms).split(' ').map(|w| spelling.key(w)).collect();
                let short: Vec<String> = most_usual(&short.forms).split(' ').map(|w| spelling.key(w)).collect();
                short.len() >= 2 && long.len() > short.len() && long.ends_with(&short)
            };
            let (a, b) = (&family.names[0], &family.names[1]);
            let both = family.in_source.values().any(|here| here.iter().any(|told| told.person != here[0].person));
            if both || !(ends(a, b) || ends(b, a)) {
                continue;
            }
            let Some(gone) = family.names.pop() else { continue };
            family.names[0].members.extend(gone.members);
            for (form, count) in gone.forms {
                *family.names[0].forms.entry(form).or_default() += count;
            }
            family.by_given.values_mut().for_each(|index| *index = 0);
            family.in_source.values_mut().flatten().for_each(|told| told.person = 0);
        }
    }

    /// "Nato" is NATO, and the letters of one full name in the story are that name: "NATO", "North Atlantic Treaty Organization".
    pub(super) fn join_short_forms(&mut self, alone: &mut BTreeMap<String, Bare>) {
        let mut joined: Vec<String> = Vec::new();
        for (key, bare) in alone.iter().filter(|(_, b)| !b.person) {
            let form = fold(&most_usual(&bare.forms));
            if let Some(others) = self.others.get_mut(&form) {
                others.extend(bare.members.iter().map(|m| (*m, most_usual(&bare.forms))));
                joined.push(key.clone());
            }
        }
        joined.iter().for_each(|key| drop(alone.remove(key)));
        let mut by_letters: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
        for (folded, mentions) in &self.others {
            if let Some(letters) = mentions.first().and_then(|(_, written)| first_letters(written)) {
                by_letters.entry(letters).or_default().insert(folded.clone());
            }
        }
        for (letters, names) in by_letters {
            let Some(full) = names.first().filter(|_| names.len() == 1) else { continue };
            if self.others.contains_key(&letters)
                && let Some(mentions) = self.others.remove(full)
            {
                self.others.entry(letters).or_default().extend(mentions);
            }
        }
    }
}

/// The letters of a name of three words and more, folded: "nato". Small words have none.
fn first_letters(written: &str) -> Option<String> {
    let words = written.split([' ', '-']).filter_map(|w| w.chars().next());
    let letters: String = words.filter(|c| c.is_uppercase()).flat_map(char::to_lowercase).collect();
    (letters.chars().count() >= LETTERS).then_some(letters)
}

/// Shorter acronyms stand for too many names.
const LETTERS: usize = 3;
