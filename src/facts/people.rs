//! Names on their way to becoming persons and others: full names first, then surnames alone.

mod short_forms;

use std::collections::{BTreeMap, BTreeSet};

use crate::{
    facts::spelling::{Spelling, same_with_keys},
    mentions::{NameKind, NameValue},
    values::names::fold,
};

/// A mention: its source, and its number there.
type MentionRef = (usize, usize);

/// Mentions of one name, the form that is written most, and whether it is a person's.
pub(super) type Cluster = (Vec<MentionRef>, String, bool);

/// A surname that stands alone in the whole story.
#[derive(Default)]
struct Bare {
    members: Vec<MentionRef>,
    forms: BTreeMap<String, usize>,
    person: bool,
}

#[derive(Default)]
struct FullName {
    given: String,
    key: String,
    titles: BTreeSet<String>,
    members: Vec<MentionRef>,
    forms: BTreeMap<String, usize>,
}

impl FullName {
    fn add(&mut self, mention: MentionRef, written: String) {
        self.members.push(mention);
        *self.forms.entry(written).or_default() += 1;
    }
}

/// Where a name stands: its mention, and its sentence.
#[derive(Debug, Clone, Copy)]
pub(super) struct At {
    pub mention: MentionRef,
    pub sentence: usize,
}

/// Someone named in full.
struct Told {
    at: At,
    person: usize,
}

/// Who of several was last named in full before `at`, unless another one was in the same sentence or the one before.
fn last_told(here: &[Told], at: At) -> Option<usize> {
    let before = &here[..here.partition_point(|told| told.at.mention < at.mention)];
    let last = before.last()?;
    let beside = before.iter().rev().take_while(|told| told.at.sentence + 1 >= last.at.sentence);
    beside.into_iter().all(|told| told.person == last.person).then_some(last.person)
}

/// So many people of one surname and first letter are compared with a new spelling; where there are more, the letters tell nothing.
const MOST_COMPARED: usize = 48;

/// The people of one surname.
#[derive(Default)]
struct Family {
    names: Vec<FullName>,
    /// Whose a given name is that was met before.
    by_given: BTreeMap<String, usize>,
    /// The people whose given names may be spelt with a first letter: only those are compared.
    by_letter: BTreeMap<char, Vec<usize>>,
    /// Whom of them each source names in full, in order.
    in_source: BTreeMap<usize, Vec<Told>>,
}

impl Family {
    fn find(&self, given: &str, spelling: &Spelling) -> Option<usize> {
        if let Some(known) = self.by_given.get(given) {
            return Some(*known);
        }
        let key = spelling.key(given);
        let letters = spelling.first_letters(given, &key);
        let near: BTreeSet<usize> = letters.iter().filter_map(|c| self.by_letter.get(c)).flatten().copied().collect();
        let same = |name: &FullName| same_with_keys((&name.given, &name.key), (given, &key), spelling);
        near.into_iter().take(MOST_COMPARED).find(|n| same(&self.names[*n]))
    }

    fn add(&mut self, given: String, at: At, written: String, title: Option<&String>, spelling: &Spelling) {
        let mention = at.mention;
        let index = self.find(&given, spelling).unwrap_or_else(|| {
            let index = self.names.len();
            let key = spelling.key(&given);
            let letters = spelling.first_letters(&given, &key);
            self.names.push(FullName { given: given.clone(), key, ..FullName::default() });
            for letter in letters {
                self.by_letter.entry(letter).or_default().push(index);
            }
            index
        });
        self.by_given.entry(given).or_insert(index);
        self.in_source.entry(mention.0).or_default().push(Told { at, person: index });
        self.names[index].titles.extend(title.cloned());
        self.names[index].add(mention, written);
    }

    /// The only one whom a source gives this title.
    fn titled(&self, here: &[Told], title: &str) -> Option<usize> {
        let with: BTreeSet<usize> =
            here.iter().map(|told| told.person).filter(|p| self.names[*p].titles.contains(title)).collect();
        with.first().copied().filter(|_| with.len() == 1)
    }

    /// The person with this number, where a source has the full name.
    fn named_in(&mut self, source: usize, index: usize) -> Option<&mut FullName> {
        let here = self.in_source.get(&source).is_some_and(|here| here.iter().any(|told| told.person == index));
        self.names.get_mut(index).filter(|_| here)
    }

    /// Whom the surname alone means: the only one whom the source names in full, else the only one of the story. Of several it is the
    /// one of the title; without one the one last told of, unless the source has just told of two.
    fn meant(&mut self, at: At, title: Option<&str>) -> Option<&mut FullName> {
        let index = match self.in_source.get(&at.mention.0).map(Vec::as_slice) {
            None => (self.names.len() == 1).then_some(0),
            Some(here) if here.iter().all(|told| told.person == here[0].person) => Some(here[0].person),
            Some(here) => match title {
                Some(title) => self.titled(here, title),
                None => last_told(here, at),
            },
        };
        self.names.get_mut(index?)
    }
}

/// A name of one word.
struct Single {
    key: String,
    at: At,
    written: String,
    /// Whether something shows a person.
    person: bool,
    /// The title before it.
    title: Option<String>,
}

/// All names of a story.
#[derive(Default)]
pub(super) struct People {
    /// By the key of the surname.
    full: BTreeMap<String, Family>,
    /// The single words.
    bare: Vec<Single>,
    /// Folded name of an organisation or of unknown kind.
    others: BTreeMap<String, Vec<(MentionRef, String)>>,
    /// Names of two words and more that nothing in their own source shows to be a person's.
    unknown: Vec<(At, Vec<String>)>,
    /// Full names, folded, that the words of a source show to be no person's, and those of no source to be one's.
    no_person: BTreeSet<String>,
}

impl People {
    /// What all `names` of a story show of who is a person: the words around one mention speak for the others.
    pub(super) fn among<'n>(names: impl Iterator<Item = &'n NameValue>) -> Self {
        let names: Vec<&NameValue> = names.filter(|n| n.words.len() >= 2).collect();
        let of = |kind: fn(NameKind) -> bool| {
            let shown = names.iter().filter(move |n| n.shown.is_some_and(kind));
            shown.map(|n| fold(&n.words.join(" ")))
        };
        let mut no_person: BTreeSet<String> = of(|kind| kind != NameKind::Person).collect();
        if !no_person.is_empty() {
            for person in of(|kind| kind == NameKind::Person) {
                no_person.remove(&person);
            }
        }
        Self { no_person, ..Self::default() }
    }

    pub(super) fn read(&mut self, at: At, name: &NameValue, spelling: &Spelling) {
        let Some(last) = name.words.iter().rev().find(|w| !spelling.is_suffix(w)) else { return };
        let written = name.words.join(" ");
        let surname = spelling.key(last);
        let mention = at.mention;
        let bare = name.words.len() == 1;
        match name.kind {
            NameKind::Person | NameKind::Unknown
                if !bare && !self.no_person.is_empty() && self.no_person.contains(&fold(&written)) =>
            {
                self.add_other(mention, written);
            }
            NameKind::Person if !bare => {
                self.full.entry(surname).or_default().add(
                    fold(&name.words[0]),
                    at,
                    written,
                    name.title.as_ref(),
                    spelling,
                );
            }
            NameKind::Unknown if !bare => self.unknown.push((at, name.words.clone())),
            NameKind::Person | NameKind::Unknown if bare => {
                let (person, title) = (name.kind == NameKind::Person, name.title.clone());
                self.bare.push(Single { key: surname, at, written, person, title });
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
    pub(super) fn join_unknown(&mut self, spelling: &Spelling) {
        for (at, words) in std::mem::take(&mut self.unknown) {
            let written = words.join(" ");
            let (given, surname) = (fold(&words[0]), words.last().map(|w| spelling.key(w)).unwrap_or_default());
            match self.full.get_mut(&surname).filter(|family| family.find(&given, spelling).is_some()) {
                Some(family) => family.add(given, at, written, None, spelling),
                None => self.add_other(at.mention, written),
            }
        }
    }

    /// The sources, and the surnames, of which an office before the surname alone says that it is not the only one whom the source names in
    /// full: that is one of the family.
    fn others_by_title(&self, singles: &[Single], spelling: &Spelling) -> BTreeSet<(usize, String)> {
        let other = |single: &&Single| {
            let title = single.title.as_ref().filter(|title| spelling.is_office(title));
            let family = self.full.get(&single.key).zip(title);
            family.is_some_and(|(family, title)| {
                let here = family.in_source.get(&single.at.mention.0).map(Vec::as_slice).unwrap_or_default();
                let only = here.first().filter(|first| here.iter().all(|told| told.person == first.person));
                only.is_some_and(|told| {
                    let titles = &family.names[told.person].titles;
                    !titles.contains(title) && titles.iter().any(|t| spelling.is_of_the_family(t))
                })
            })
        };
        singles.iter().filter(other).map(|s| (s.at.mention.0, s.key.clone())).collect()
    }

    /// The clusters, in order of their first mentions.
    pub(super) fn clusters(mut self, spelling: &Spelling) -> Vec<Cluster> {
        let mut alone: BTreeMap<String, Bare> = BTreeMap::new();
        self.join_patronymics(spelling);
        let mut left = Vec::new();
        let singles = std::mem::take(&mut self.bare);
        let others = self.others_by_title(&singles, spelling);
        for single in singles {
            match self.full.get_mut(&single.key) {
                // "President Brandt" beside the first lady Petra Brandt, and then "Brandt".
                Some(_) if others.contains(&(single.at.mention.0, single.key.clone())) => {}
                // Of two people of one surname it stays open which is meant.
                Some(family) => {
                    let meant = family.meant(single.at, single.title.as_deref());
                    meant.into_iter().for_each(|name| name.members.push(single.at.mention));
                }
                None => left.push(single),
            }
        }
        for single in self.join_given(left, spelling) {
            let entry = alone.entry(single.key).or_default();
            entry.members.push(single.at.mention);
            *entry.forms.entry(single.written).or_default() += 1;
            entry.person |= single.person;
        }
        self.join_short_forms(&mut alone);
        let full = self.full.into_values().flat_map(|f| f.names).map(|n| (n.members, most_usual(&n.forms), true));
        let bare = alone.into_values().map(|b| (b.members, most_usual(&b.forms), b.person));
        let others = self.others.into_values().map(|mentions| {
            let mut forms = BTreeMap::new();
            for (_, written) in &mentions {
                *forms.entry(written.clone()).or_default() += 1;
            }
            (mentions.into_iter().map(|(m, _)| m).collect(), most_usual(&forms), false)
        });
        let mut out: Vec<Cluster> = full.chain(bare).chain(others).collect();
        out.sort();
        out
    }
}

fn most_usual(forms: &BTreeMap<String, usize>) -> String {
    forms.iter().max_by(|a, b| a.1.cmp(b.1).then(b.0.cmp(a.0))).map(|(form, _)| form.clone()).unwrap_or_default()
}
