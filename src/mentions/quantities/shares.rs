//! Shares without "per cent": "seven in ten clerks", "18 in every 100 homes", "two-thirds of his pay", "almost half of the homes".

use crate::{
    mentions::{
        QuantityValue,
        quantities::{hedges, line::Line, spelt::whole},
    },
    text::Pos,
    values::{Hedge, Quantity, Reach},
};

/// No share is told of a greater whole.
const GREATEST_WHOLE: f64 = 10_000.0;
/// How far before "three in four" a word of sport may stand, and behind "half of", in tokens.
const REACH: usize = 4;

/// The share from token `at` on, in per cent, and the token behind it.
pub(super) fn share(line: &Line<'_>, at: usize) -> Option<(QuantityValue, usize)> {
    let counted = of_a_whole(line, at);
    // "A third" may be 33 per cent or 35, "seven in ten" are 70.
    let round =
        counted.is_some_and(|(part, whole, _)| part * 10.0 % whole == 0.0 && whole >= 5.0 || whole % 100.0 == 0.0);
    let (part, whole, end) = counted.or_else(|| fraction(line, at))?;
    let percent = (part / whole * 1000.0).round() / 10.0;
    let said = hedges::hedge(line, at);
    let hedge = if said == Hedge::Exact && !round { Hedge::About } else { said };
    let dimension = Some("percent".to_owned());
    let quantity = Quantity { number: percent, hedge, base: percent, reach: Reach::Point, dimension, step: None };
    let scope = hedges::scope(line, at, end);
    Some((
        QuantityValue { quantity, counted: "percent".to_owned(), modifiers: Vec::new(), scope, attributive: false },
        end,
    ))
}

/// "seven in ten", "one in every five", "three out of four": how many, of how many, and the token behind them.
fn of_a_whole(line: &Line<'_>, at: usize) -> Option<(f64, f64, usize)> {
    let (part, behind) = whole(line, at, GREATEST_WHOLE)?;
    let out_of = line.word(behind) == Some("out") && line.word(behind + 1) == Some("of");
    if !out_of && line.word(behind) != Some("in") {
        return None;
    }
    let every = behind + 1 + usize::from(out_of);
    let of_each = line.is("of_each_whole", every);
    let (all, end) = whole(line, every + usize::from(of_each), GREATEST_WHOLE)?;
    let round = (2.0..=10.0).contains(&all)
        || all <= 100.0 && all % 10.0 == 0.0
        || [12.0, 15.0, 25.0].contains(&all)
        || [1000.0, GREATEST_WHOLE].contains(&all);
    let played = line.any("played", line.ahead(end, 2)) || line.any("won_by", line.behind(at, REACH));
    let measured = line.is_unit(end) || line.word(end).is_some_and(|w| matches!(w, "-" | "–" | ":"));
    let dated = line.ahead(at, end + 1 - at).any(|t| line.timed[t]);
    (part > 0.0 && part < all && round && !played && !measured && !dated).then_some((part, all, end))
}

/// "a third of the homes", "two-thirds of his pay", "half of them": from the number, or from the part of a lone one, on.
fn fraction(line: &Line<'_>, at: usize) -> Option<(f64, f64, usize)> {
    let part = |word: &str| line.lexicons.number("share_part", word);
    let word = line.word(at)?;
    let (times, parts, end) = if let Some(parts) = part(word) {
        is_lone(line, at, word).then_some((1, parts, at + 1))?
    } else if let Some((times, parts)) = word.split_once('-') {
        (small(line, times)?, part(parts)?, at + 1)
    } else {
        (small(line, word)?, part(line.word(at + 1)?)?, at + 2)
    };
    if line.word(end) != Some("of") || times >= parts {
        return None;
    }
    // "A third of a mile", "half of one per cent", "half of the match", "a quarter of the year".
    let next = line.token(end + 1)?;
    let one = line.is("indefinite_article", end + 1) || next.pos == Pos::Num || next.pos == Pos::Punct;
    let other = line
        .ahead(end + 1, REACH)
        .take_while(|t| is_inside(line, *t))
        .any(|t| line.timed[t] || line.is("played", t) || line.is_unit(t));
    (!one && !other).then_some((times as f64, parts as f64, end))
}

/// Whether the token still belongs to the noun phrase behind "of".
fn is_inside(line: &Line<'_>, at: usize) -> bool {
    line.token(at)
        .is_some_and(|t| matches!(t.pos, Pos::Det | Pos::Adj | Pos::Noun | Pos::Propn | Pos::Pron | Pos::Part))
}

/// Whether the word for a part at `at` is one part of a whole and no ordinal or one of two sides: "a third", "half", but not "the third
/// of", "the second half of".
fn is_lone(line: &Line<'_>, at: usize, word: &str) -> bool {
    let Some(before) = at.checked_sub(1).and_then(|b| line.token(b)) else { return word == "half" };
    let article = line.lexicons.has("indefinite_article", &before.lower);
    let names = matches!(before.pos, Pos::Det | Pos::Adj | Pos::Noun | Pos::Propn | Pos::Num);
    article || word == "half" && (!names || line.is("hedge_about", at - 1))
}

/// A small number word, "one" too.
fn small(line: &Line<'_>, word: &str) -> Option<i64> {
    line.lexicons.number("digit_word", word).filter(|n| *n > 0)
}
