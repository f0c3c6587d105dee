//! Spellings of one person's name: house styles and transliterations are fine, a lone slip is not.

use std::collections::BTreeMap;

use crate::{
    claims::{Claim, ClaimValue, SourceAnalysis},
    facts::spelling::Spelling,
    rules::Lexicons,
    text::neural::Words,
    values::{Comparison, ReasonKind, Slot, names::fold},
    verdicts::values::written,
};

/// A spelling is a slip when another one is at least this many times as frequent.
const TIMES_AS_FREQUENT: usize = 3;
/// A slip changes at most this many letters.
const MOST_LETTERS: usize = 2;

/// How often each given name and surname is written how, over the story.
#[derive(Debug, Default)]
pub struct NameUse {
    words: BTreeMap<String, usize>,
    keys: BTreeMap<String, String>,
    known: BTreeMap<String, bool>,
    /// The usual form of a given name that has several: "serhii", "sergei".
    usual: BTreeMap<String, String>,
}

impl NameUse {
    /// Counts the spellings in all claims on names.
    pub fn count(sources: &[SourceAnalysis], claims: &[&Claim], lexicons: &Lexicons) -> Self {
        let spelling = Spelling::new(lexicons);
        let mut out = Self::default();
        for claim in claims.iter().filter(|c| c.slot == Slot::Name) {
            let ClaimValue::Name(mention) = claim.value else { continue };
            let words = written(&sources[claim.source], mention);
            for word in words {
                let word = fold(word);
                out.keys.entry(word.clone()).or_insert_with(|| spelling.key(&word));
                out.known.entry(word.clone()).or_insert_with(|| spelling.is_given_name(&word));
                if let Some(usual) = lexicons.value("short_form", &word) {
                    out.usual.insert(word.clone(), usual.to_owned());
                }
                *out.words.entry(word).or_default() += 1;
            }
        }
        out
    }

    /// Two written forms of one person's name. Symmetric.
    pub(super) fn compare(&self, a: &[String], b: &[String]) -> Comparison {
        if a.len() < 2 || b.len() < 2 {
            return Comparison::compatible(ReasonKind::ShortForm, "a surname alone");
        }
        let fold_all = |words: &[String]| words.iter().map(|w| fold(w)).collect::<Vec<_>>();
        let (a, b) = (fold_all(a), fold_all(b));
        if a == b {
            return Comparison::Same;
        }
        let (first, last) = (self.slip(&a[0], &b[0]), self.slip(&a[a.len() - 1], &b[b.len() - 1]));
        let same = |x: &str, y: &str| x == y;
        match (first, last) {
            (true, false)
                if same(&a[a.len() - 1], &b[b.len() - 1]) || self.one_key(&a[a.len() - 1], &b[b.len() - 1]) =>
            {
                Comparison::Differ(Some("looks like a slip in the given name".to_owned()))
            }
            (false, true) if same(&a[0], &b[0]) => {
                Comparison::Differ(Some("looks like a slip in the surname".to_owned()))
            }
            _ => Comparison::compatible(ReasonKind::OtherWording, "another form or transliteration of the name"),
        }
    }

    fn one_key(&self, a: &str, b: &str) -> bool {
        matches!((self.keys.get(a), self.keys.get(b)), (Some(x), Some(y)) if x == y)
    }

    /// Whether one of two words is a lone misspelling of the other: few letters apart, no transliteration, seldom against often.
    fn slip(&self, a: &str, b: &str) -> bool {
        let count = |w: &str| self.words.get(w).copied().unwrap_or(0);
        let known = |w: &str| self.known.get(w).copied().unwrap_or(false);
        // Of two that stand as often the one that is no given name is the slip.
        let (rare, usual) = if (count(a), known(a)) <= (count(b), known(b)) { (a, b) } else { (b, a) };
        // No transliteration doubles the consonant that ends a name.
        let (longer, doubled) = (if a.len() > b.len() { a } else { b }, ends_doubled(a, b));
        let form = |w: &str| self.usual.get(w).map_or(w, String::as_str).to_owned();
        a != b
            && form(a) != form(b)
            && !known(rare)
            && rare.len() >= 5
            && (!self.one_key(a, b) || doubled)
            && (doubled && !Words::embedded().knows(longer)
                || count(rare) * TIMES_AS_FREQUENT <= count(usual)
                || known(usual) && !Words::embedded().knows(rare))
            && strsim::osa_distance(a, b) <= MOST_LETTERS
            && rare.starts_with(&usual[..usual.chars().next().map_or(0, char::len_utf8)])
    }
}

/// Whether one word is the other with its last letter, a consonant, twice.
fn ends_doubled(a: &str, b: &str) -> bool {
    let (longer, shorter) = if a.len() > b.len() { (a, b) } else { (b, a) };
    let mut last = longer.strip_prefix(shorter).into_iter().flat_map(str::chars);
    let letter = last.next().filter(|c| !"aeiouy".contains(*c));
    letter.is_some_and(|c| last.next().is_none() && shorter.ends_with(c))
}
