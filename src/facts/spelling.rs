//! When two spellings write one name: transliterations are folded by data, slips of the hand are measured.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::OnceLock,
};

use crate::{rules::Lexicons, values::names::fold};

/// Jaro-Winkler similarity from which two given names before one surname are one name misspelt or transliterated.
/// Andrii/Andrey is .867, Andrii/Andrew .867 too; Vladimir/Volodymyr .754 must stay apart.
const SAME_GIVEN_NAME: f64 = 0.90;

/// Folds of transliteration and short forms of given names, from the word lists.
pub struct Spelling<'a> {
    folds: Vec<(&'a str, &'a str)>,
    lexicons: &'a Lexicons,
    /// By the key of the long form.
    short_forms: OnceLock<BTreeMap<String, Vec<&'a str>>>,
}

impl<'a> Spelling<'a> {
    /// Reads the table `transliteration`, longest sequence first.
    pub fn new(lexicons: &'a Lexicons) -> Self {
        let mut folds: Vec<(&str, &str)> =
            lexicons.table("transliteration").filter_map(|(from, to)| Some((from, to.as_str()?))).collect();
        folds.sort_by_key(|(from, _)| (std::cmp::Reverse(from.len()), *from));
        Self { folds, lexicons, short_forms: OnceLock::new() }
    }

    /// The short forms of given names, by the key of the long form.
    fn short_forms(&self) -> &BTreeMap<String, Vec<&'a str>> {
        self.short_forms.get_or_init(|| {
            let mut out: BTreeMap<String, Vec<&'a str>> = BTreeMap::new();
            for (short, long) in self.lexicons.table("short_form") {
                if let Some(long) = long.as_str() {
                    out.entry(self.key(long)).or_default().push(short);
                }
            }
            out
        })
    }

    /// One key for all usual transliterations of a name: Sorensky, Sorenskyy and Sorenskiy have one.
    pub fn key(&self, name: &str) -> String {
        let mut out = String::new();
        for c in self.transliterated(name).chars() {
            if !out.ends_with(c) {
                out.push(c);
            }
        }
        out
    }

    /// The same with double letters left as they are: Arieta is not Arrieta.
    pub(super) fn transliterated(&self, name: &str) -> String {
        let plain = fold(name).replace(['\'', '-', ' '], "");
        // Most names have few of the letters, and a replacement copies the name.
        self.folds.iter().fold(plain, |key, (from, to)| if key.contains(from) { key.replace(from, to) } else { key })
    }

    /// "Jr", "III": no surname.
    pub fn is_suffix(&self, word: &str) -> bool {
        self.lexicons.has("name_suffix", fold(word).trim_end_matches('.'))
    }

    /// Whether two given names are usual forms of one: "bill" and "william", "muhammad" and "mohamed".
    fn are_forms_of_one(&self, a: &str, b: &str) -> bool {
        let long = |name| self.lexicons.value("short_form", name);
        match (long(a), long(b)) {
            (Some(x), Some(y)) => x == y,
            (Some(x), None) => x == b,
            (None, Some(y)) => a == y,
            (None, None) => false,
        }
    }

    /// The short forms of a folded given name, and the long form of a short one.
    pub(super) fn forms(&self, given: &str) -> Vec<String> {
        let long = self.lexicons.value("short_form", given).map(str::to_owned);
        let short = self.short_forms().get(&self.key(given)).into_iter().flatten();
        long.into_iter().chain(short.map(|s| (*s).to_owned())).collect()
    }

    /// The letters with which a folded given name may begin in another spelling or form.
    pub(super) fn first_letters(&self, given: &str, key: &str) -> BTreeSet<char> {
        let long = self.lexicons.value("short_form", given).unwrap_or_default();
        [given, long, key].iter().filter_map(|form| form.chars().next()).collect()
    }

    /// Whether a title is an office ("president").
    pub(super) fn is_office(&self, title: &str) -> bool {
        title.rsplit(' ').next().is_some_and(|noun| self.lexicons.has("office_noun", noun))
    }

    /// Whether a title says whose relative someone is ("first lady", "wife").
    pub(super) fn is_of_the_family(&self, title: &str) -> bool {
        title == "first lady" || title.rsplit(' ').next().is_some_and(|noun| self.lexicons.has("kin_noun", noun))
    }

    /// Whether this folded word is known as a given name.
    pub fn is_given_name(&self, folded: &str) -> bool {
        self.lexicons.has("given_name", folded)
    }
}

/// How two names of persons are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Spelt {
    /// In usual forms of one name.
    AsOne,
    /// Every word like its partner, so that an outlet may transliterate in a way of its own.
    Alike,
    /// With a word that is another.
    Otherwise,
}

/// Jaro-Winkler similarity from which two words may be transliterations of one: Hryshchuk/Grishchuk is .76.
const TRANSLITERATED: f64 = 0.75;

/// How two names are written, word by word, particles left aside: "Mohamed El Sharqi" and "Mohammed al-Sharki" as one.
pub fn how_spelt(a: &str, b: &str, lexicons: &Lexicons) -> Spelt {
    let spelling = Spelling::new(lexicons);
    let words = |name: &str| -> Vec<String> {
        let folded = fold(name);
        let words = folded.split([' ', '-', '\'']).filter(|w| !w.is_empty() && !lexicons.has("name_particle", w));
        words.map(str::to_owned).collect()
    };
    let (x, y) = (words(a), words(b));
    if x.len() != y.len() || x.is_empty() {
        return Spelt::Otherwise;
    }
    let of_one = |p: &str, q: &str| spelling.key(p) == spelling.key(q) || spelling.are_forms_of_one(p, q);
    let known = |w: &str| spelling.is_given_name(w);
    let alike =
        |p: &str, q: &str| of_one(p, q) || !(known(p) && known(q)) && strsim::jaro_winkler(p, q) >= TRANSLITERATED;
    let pairs = || x.iter().zip(&y);
    match (pairs().all(|(p, q)| of_one(p, q)), pairs().all(|(p, q)| alike(p, q))) {
        (true, _) => Spelt::AsOne,
        (false, true) => Spelt::Alike,
        (false, false) => Spelt::Otherwise,
    }
}

/// Whether two given names (folded) before one surname can be one person's: equal, an initial, a short form, a transliteration
/// or a slip. Two names that are both known and not spellings of one another are two people's.
pub fn same_given_name(a: &str, b: &str, spelling: &Spelling) -> bool {
    same_with_keys((a, &spelling.key(a)), (b, &spelling.key(b)), spelling)
}

/// The same for names whose keys are known.
pub(super) fn same_with_keys((a, a_key): (&str, &str), (b, b_key): (&str, &str), spelling: &Spelling) -> bool {
    let initial = |x: &str, y: &str| x.trim_end_matches('.').len() == 1 && y.starts_with(x.trim_end_matches('.'));
    if a == b || initial(a, b) || initial(b, a) || a_key == b_key {
        return true;
    }
    if spelling.are_forms_of_one(a, b) {
        return true;
    }
    let both_known = spelling.is_given_name(a) && spelling.is_given_name(b);
    !both_known && share_letters(a, b) && strsim::jaro_winkler(a, b) >= SAME_GIVEN_NAME
}

/// Whether two names share so many letters that they can be as similar as [`SAME_GIVEN_NAME`] asks: a bound that costs less than the
/// similarity. The bonus for equal first letters is at most two fifths of what is missing, so five sixths must be there without it.
fn share_letters(a: &str, b: &str) -> bool {
    let letters = |name: &str| name.chars().fold(0_u64, |all, c| all | 1 << (u32::from(c) % 64));
    let (x, y) = (a.chars().count() as u32, b.chars().count() as u32);
    let (left, right) = (letters(a), letters(b));
    let matched = (x.saturating_sub((left & !right).count_ones())).min(y.saturating_sub((right & !left).count_ones()));
    // matched / x + matched / y >= 3 / 2
    2 * matched * (x + y) >= 3 * x * y
}

/// The letters of a word with the ways of British and American houses taken for each other: "defence" and "defense" come to one.
pub(crate) fn house_spelling(letters: &str, lexicons: &Lexicons) -> String {
    let pairs = lexicons.table("house_spelling").filter_map(|(from, to)| Some((from, to.as_str()?)));
    pairs.fold(letters.to_owned(), |word, (from, to)| word.replace(from, to))
}
