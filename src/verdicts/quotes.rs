//! Comparing the words of two quotes of one utterance.

use crate::{
    facts::{
        spelling::house_spelling,
        utterance::{LONGEST_END, Laid, is_lost, is_mark, keys, most_lost},
    },
    rules::Lexicons,
    text::{Pos, Token},
    values::{Comparison, ReasonKind},
};

/// Share of words in common from which a changed word is a misquote; below it the two may be two translations.
const NEAR_VERBATIM: f64 = 0.75;

/// No two people say so many equal words in a row by chance.
const WORDS_OF_ONE_UTTERANCE: usize = 7;
/// More words in one place are a passage, and no changed word.
const LONGEST_CHANGE: usize = 4;
/// Share of words in common from which words that one quote alone has are left out of the other.
const NEAR_BUT_FOR_A_CUT: f64 = 0.6;
/// Two names this alike (Jaro-Winkler) are spellings of one.
const ONE_NAME: f64 = 0.7;
/// Equal words from which other words at the end, or the beginning, of both quotes are a change.
const FEWEST_BEFORE_END: usize = 7;

/// Two quotes of one utterance. One may quote more than the other, before and after, and a headline leaves words out; else a word that was
/// changed, added or lost between equal ones is a difference, unless it changes nothing that was said. Symmetric.
pub(super) fn compare(a: &Quoted, b: &Quoted, lexicons: &Lexicons) -> Comparison {
    let laid = Laid::of(a.words, b.words);
    let (left, right) = (keys(&laid.left), keys(&laid.right));
    // "cease-fire" and "ceasefire" are one word.
    if letters(&left) == letters(&right) {
        return Comparison::Same;
    }
    if laid.has_the_same_words() {
        return Comparison::Differ(Some("the same words in another order".to_owned()));
    }
    let (equal, length) = (laid.equal(), laid.length());
    if equal == 0 {
        return Comparison::Unknown;
    }
    let embedded = a.is_embedded || b.is_embedded;
    let reading = Reading { one_source: a.source == b.source, embedded, equal, lexicons };
    let changes: Vec<Change> = laid.changes().map(|(x, y)| reading.change(x, y)).collect();
    // A headline is cut to its measure.
    let cut = a.is_headline != b.is_headline;
    let changed = |change: &Change| matches!(change, Change::Exchanged) || *change == Change::Lost && !cut;
    // "neither can we" and "neither will they": two ends of one sentence, and not one that is cut short.
    let ends = equal >= FEWEST_BEFORE_END
        && laid.ends().any(|(x, y)| x.len().max(y.len()) <= LONGEST_END && reading.change(x, y) == Change::Exchanged);
    let share = if changes == [Change::Lost] { NEAR_BUT_FOR_A_CUT } else { NEAR_VERBATIM };
    match () {
        () if equal as f64 >= share * length as f64 && changes.iter().any(changed) => {
            let done = if changes.contains(&Change::Exchanged) { "changed" } else { "added or left out" };
            let several = laid.changes().zip(&changes).filter(|(_, change)| changed(change));
            let words: usize = several.map(|((x, y), _)| x.len().max(y.len())).sum();
            let what = if words == 1 { "a word was" } else { "words were" };
            Comparison::Differ(Some(format!("{what} {done} inside the quotation marks")))
        }
        () if changes.is_empty() && ends => {
            Comparison::Differ(Some("other words begin or end the quotation".to_owned()))
        }
        () if changes.is_empty() => Comparison::compatible(ReasonKind::ShortForm, "one quotes more than the other"),
        () if changes.contains(&Change::Marked) => {
            Comparison::compatible(ReasonKind::ShortForm, "the quote says that words are left out")
        }
        () if equal as f64 >= NEAR_VERBATIM * length as f64 => {
            Comparison::compatible(ReasonKind::OtherWording, "the same words, but for spelling and small words")
        }
        () => Comparison::compatible(ReasonKind::OtherWording, "as in a translation"),
    }
}

/// The words of a quote and where they stand.
pub(super) struct Quoted<'a> {
    pub words: &'a [Token],
    pub source: usize,
    pub is_headline: bool,
    /// Whether it stands inside a sentence of the outlet: it begins with a small letter.
    pub is_embedded: bool,
}

/// What became of words between equal ones.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Change {
    /// Others stand in their place.
    Exchanged,
    /// They stand in one quote alone.
    Lost,
    /// The same was written otherwise, or nothing that matters was changed.
    Nothing,
    /// Brackets or dots say that the outlet changed the words.
    Marked,
    /// So many that the outlet may have joined two sentences, or told who speaks.
    Passage,
}

struct Reading<'a> {
    one_source: bool,
    embedded: bool,
    /// Equal words of the two quotes.
    equal: usize,
    lexicons: &'a Lexicons,
}

impl Reading<'_> {
    fn change(&self, old: &[&Token], new: &[&Token]) -> Change {
        let lexicons = self.lexicons;
        let light = |t: &&Token| lexicons.has("light_word", &t.lower);
        let both = !old.is_empty() && !new.is_empty();
        let longest = old.len().max(new.len());
        match () {
            () if old.iter().chain(new).any(|t| is_mark(t)) => Change::Marked,
            () if old.iter().chain(new).all(light) => Change::Nothing,
            () if is_lost(old, new) && longest > LONGEST_END && longest <= most_lost(self.equal) => Change::Lost,
            () if longest > LONGEST_CHANGE => Change::Passage,
            () if !both => Change::Lost,
            () if self.embedded && turned_to_another_person(old, new, lexicons) => Change::Nothing,
            () if self.is_one_writing(old, new) => Change::Nothing,
            () if !self.one_source && synonyms(old, new, lexicons) => Change::Nothing,
            () => Change::Exchanged,
        }
    }

    /// One word in two forms of writing: "he's" and "he is", "analyzed" and "analysed", "Sen." and "Senator", "20" and "twenty".
    fn is_one_writing(&self, old: &[&Token], new: &[&Token]) -> bool {
        let lexicons = self.lexicons;
        if old.len() == new.len()
            && old.len() > 1
            && old.iter().zip(new).all(|(x, y)| self.is_one_writing(&[*x], &[*y]))
        {
            return true;
        }
        let spelt = |tokens: &[&Token]| {
            let word = |t: &&Token| lexicons.value("written_sign", &t.lower).unwrap_or(&t.lower).to_owned();
            tokens.iter().map(word).collect::<Vec<String>>().join(" ")
        };
        spelt(old) == spelt(new)
            || one_lemma_in_two_forms(old, new)
            || is_short_for(old, new)
            || one_number(old, new, lexicons)
            || is_one_name(old, new)
            || house_spelling(&letters(&keys(old)), lexicons) == house_spelling(&letters(&keys(new)), lexicons)
    }
}

/// The letters and figures of words, joined.
fn letters(keys: &[&str]) -> String {
    keys.iter().flat_map(|k| k.chars()).filter(|c| c.is_alphanumeric()).collect()
}

/// "He is" and "he's", "pew" and "pews": but not "is" and "was".
fn one_lemma_in_two_forms(old: &[&Token], new: &[&Token]) -> bool {
    let lemmas = |tokens: &[&Token]| tokens.iter().map(|t| t.lemma.to_lowercase()).collect::<Vec<_>>();
    let cut = |tokens: &[&Token]| tokens.iter().any(|t| t.lower.contains(['\'', '’']));
    let nouns = |tokens: &[&Token]| tokens.iter().all(|t| matches!(t.pos, Pos::Noun | Pos::Propn));
    lemmas(old) == lemmas(new) && (cut(old) != cut(new) || nouns(old) && nouns(new))
}

/// "A tourist in my own town" and "a tourist in her own town": an outlet that takes some words into a sentence of its own turns them.
fn turned_to_another_person(old: &[&Token], new: &[&Token], lexicons: &Lexicons) -> bool {
    let ([old], [new]) = (old, new) else { return false };
    let turned = |first: &Token, third: &Token| {
        lexicons.has("first_person", &first.lower) && lexicons.has("third_person", &third.lower)
    };
    turned(old, new) || turned(new, old)
}

/// One name in two spellings: "al-Qaddafi" and "Gadhafi".
fn is_one_name(old: &[&Token], new: &[&Token]) -> bool {
    let names = |tokens: &[&Token]| tokens.iter().all(|t| t.pos == Pos::Propn);
    names(old) && names(new) && strsim::jaro_winkler(&letters(&keys(old)), &letters(&keys(new))) >= ONE_NAME
}

/// Whether two quotes are so long and so equal that they can only be one utterance.
pub(super) fn is_one_sentence(a: &[Token], b: &[Token]) -> bool {
    Laid::of(a, b).longest_run() >= WORDS_OF_ONE_UTTERANCE
}

fn is_content(token: &Token, lexicons: &Lexicons) -> bool {
    matches!(token.pos, Pos::Noun | Pos::Verb | Pos::Adj | Pos::Num | Pos::Propn | Pos::Adv)
        && !lexicons.has("empty_word", &token.lemma)
}

/// One content word on either side, of like meaning: between two outlets that is a translation, or house style.
fn synonyms(a: &[&Token], b: &[&Token], lexicons: &Lexicons) -> bool {
    let only = |tokens: &[&Token]| {
        let mut content = tokens.iter().filter(|t| is_content(t, lexicons)).map(|t| t.lemma.to_string());
        content.next().filter(|_| content.next().is_none())
    };
    only(a).zip(only(b)).is_some_and(|(a, b)| lexicons.are_synonyms(&a, &b))
}

/// A word and its first letters with a full stop: "Sen. Brandt" and "Senator Brandt".
fn is_short_for(a: &[&Token], b: &[&Token]) -> bool {
    let ([a], [b]) = (a, b) else { return false };
    let short = |one: &str, other: &str| one.strip_suffix('.').is_some_and(|s| s.len() > 1 && other.starts_with(s));
    short(&a.lower, &b.lower) || short(&b.lower, &a.lower)
}

/// One number in two forms: "twenty" and "20", "100 %" and "one hundred per cent".
fn one_number(a: &[&Token], b: &[&Token], lexicons: &Lexicons) -> bool {
    let written = |tokens: &[&Token]| {
        let mut out = Vec::new();
        let mut number = None::<i64>;
        // "Two-in-three" is three words, "twenty-two" one.
        let number_of = |word: &str| lexicons.number("number_word", word).or(lexicons.number("digit_word", word));
        let is_number = |word: &str| word.split('-').all(|part| number_of(part).is_some());
        let apart = |word: &str| word.contains('-') && !is_number(word) && word.split('-').any(is_number);
        let words = tokens.iter().flat_map(|t| {
            let word = &*t.lower;
            if apart(word) { word.split('-').collect::<Vec<_>>() } else { vec![word] }
        });
        for word in words {
            let mut parts =
                word.split('-').map(|p| lexicons.number("number_word", p).or(lexicons.number("digit_word", p)));
            let value = parts.try_fold(0_i64, |sum, part| Some(sum.saturating_add(part?)));
            match (value, lexicons.number("number_scale_word", word), number) {
                (Some(value), _, _) => number = Some(number.unwrap_or(0).saturating_add(value)),
                (None, Some(scale), _) => number = Some(number.unwrap_or(1).saturating_mul(scale)),
                (None, None, Some(_)) if word == "and" => {}
                _ => {
                    out.extend(number.take().map(|n| n.to_string()));
                    // "per cent", "percent" and "%" are one mark.
                    match word {
                        "per" => {}
                        "cent" | "percent" => out.push("%".to_owned()),
                        _ => out.push(word.replace(',', "")),
                    }
                }
            }
        }
        out.extend(number.map(|n| n.to_string()));
        out
    };
    !a.is_empty() && !b.is_empty() && written(a) == written(b)
}
