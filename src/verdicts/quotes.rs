//! Comparing the words of two quotes of one utterance.

use similar::{Algorithm, DiffTag, capture_diff_slices};

use crate::{
    rules::Lexicons,
    text::{Pos, Token},
    values::Comparison,
};

/// Share of words in common from which a changed word is a misquote; below it the two may be two translations.
const NEAR_VERBATIM: f64 = 0.75;

/// No two people say so many equal words in a row by chance.
const WORDS_OF_ONE_UTTERANCE: usize = 7;
/// Other words at an end of a quote are a change of it when they are at most so many,
const LONGEST_END: usize = 2;
/// and at least so many others are equal and stand together.
const FEWEST_BEFORE_END: usize = 7;

/// Two quotes that share their words, mostly. One may quote more than the other, before and after. Between two outlets a changed
/// content word in otherwise equal words is a difference; inside one source any changed content word is. Symmetric.
pub(super) fn compare(a: &[Token], b: &[Token], one_source: bool, lexicons: &Lexicons) -> Comparison {
    let (x, y) = ordered(a, b);
    let (left, right): (Vec<&str>, Vec<&str>) = (keys(&x), keys(&y));
    // "cease-fire" and "ceasefire" are one word.
    let letters =
        |keys: &[&str]| keys.iter().flat_map(|k| k.chars()).filter(|c| c.is_alphanumeric()).collect::<String>();
    if letters(&left) == letters(&right) {
        return Comparison::Same;
    }
    let sorted = |keys: &[&str]| {
        let mut keys: Vec<String> = keys.iter().map(|k| (*k).to_owned()).collect();
        keys.sort();
        keys
    };
    if sorted(&left) == sorted(&right) {
        return Comparison::Differ(Some("the same words in another order".to_owned()));
    }
    let ops = capture_diff_slices(Algorithm::Patience, &left, &right);
    let first = ops.iter().position(|op| op.tag() == DiffTag::Equal);
    let last = ops.iter().rposition(|op| op.tag() == DiffTag::Equal);
    let (Some(first), Some(last)) = (first, last) else { return Comparison::Unknown };
    let inner = &ops[first..=last];
    let equal: usize = inner.iter().filter(|op| op.tag() == DiffTag::Equal).map(|op| op.old_range().len()).sum();
    let span = |r: fn(&similar::DiffOp) -> std::ops::Range<usize>| {
        inner.last().map_or(0, |l| r(l).end) - inner.first().map_or(0, |f| r(f).start)
    };
    let longest = span(similar::DiffOp::old_range).max(span(similar::DiffOp::new_range)).max(1);
    let changed: Vec<_> = inner.iter().filter(|op| op.tag() != DiffTag::Equal).collect();
    let same = |old: &[&Token], new: &[&Token]| {
        one_word_written_twice(old, new) || is_short_for(old, new) || one_number(old, new, lexicons)
    };
    let content = |tokens: &[&Token]| tokens.iter().any(|t| is_content(t, lexicons));
    let replaced = changed.iter().any(|op| {
        let (old, new) = (&x[op.old_range()], &y[op.new_range()]);
        content(old) && content(new) && !same(old, new) && (one_source || !synonyms(old, new, lexicons))
    });
    let dropped = changed.iter().any(|op| {
        let (old, new) = (&x[op.old_range()], &y[op.new_range()]);
        !one_number(old, new, lexicons) && (content(old) || content(new))
    });
    // "neither can we" and "neither will they": two ends of one sentence, and not one that is cut short.
    let ends = [ops.first(), ops.last()].into_iter().flatten().any(|op| {
        let (old, new) = (op.old_range().len(), op.new_range().len());
        let (x, y) = (&x[op.old_range()], &y[op.new_range()]);
        op.tag() == DiffTag::Replace && !same(x, y) && old.max(new) <= LONGEST_END && equal >= FEWEST_BEFORE_END
    });
    let marked = x.iter().chain(&y).any(|t| matches!(&*t.lower, "..." | "…" | "["));
    match () {
        () if changed.is_empty() && ends && !marked => {
            Comparison::Differ(Some("the quoted sentence begins or ends with other words".to_owned()))
        }
        () if changed.is_empty() => Comparison::Compatible("one quotes more than the other".to_owned()),
        () if marked => Comparison::Compatible("the quote says that words are left out".to_owned()),
        () if replaced && equal as f64 >= NEAR_VERBATIM * longest as f64 => {
            Comparison::Differ(Some("a word was changed inside the quotation marks".to_owned()))
        }
        () if one_source && dropped && equal * 2 >= longest => {
            Comparison::Differ(Some("words were changed or left out inside the quotation marks".to_owned()))
        }
        () => Comparison::Compatible("another wording, as in a translation".to_owned()),
    }
}

/// Whether two quotes are so long and so equal that they can only be one utterance.
pub(super) fn is_one_sentence(a: &[Token], b: &[Token]) -> bool {
    let (x, y) = ordered(a, b);
    let (left, right): (Vec<&str>, Vec<&str>) = (keys(&x), keys(&y));
    let ops = capture_diff_slices(Algorithm::Patience, &left, &right);
    let run = ops.iter().filter(|op| op.tag() == DiffTag::Equal).map(|op| op.old_range().len()).max();
    run.is_some_and(|run| run >= WORDS_OF_ONE_UTTERANCE)
}

/// The words of both in the order of their letters: of two equally good alignments a diff takes the one that it meets first.
fn ordered<'t>(a: &'t [Token], b: &'t [Token]) -> (Vec<&'t Token>, Vec<&'t Token>) {
    let (x, y) = (words(a), words(b));
    if keys(&x) <= keys(&y) { (x, y) } else { (y, x) }
}

fn words(tokens: &[Token]) -> Vec<&Token> {
    let marks = |t: &&Token| t.pos != Pos::Punct || matches!(&*t.lower, "..." | "…" | "[");
    tokens.iter().filter(marks).collect()
}

fn keys<'t>(tokens: &[&'t Token]) -> Vec<&'t str> {
    tokens.iter().map(|t| &*t.lower).collect()
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

/// Two forms of one word, or two spellings: "damage/damages", "defence/defense".
fn one_word_written_twice(a: &[&Token], b: &[&Token]) -> bool {
    let lemmas = |tokens: &[&Token]| tokens.iter().map(|t| t.lemma.to_lowercase()).collect::<Vec<_>>().join(" ");
    let (a, b) = (lemmas(a), lemmas(b));
    let close = |a: &str, b: &str| a.len() >= 5 && b.len() >= 5 && strsim::osa_distance(a, b) <= 2;
    a == b || close(&a, &b)
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
