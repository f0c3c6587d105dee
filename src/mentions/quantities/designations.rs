//! Figures that count nothing: telephone numbers, roads, addresses, codes, results, years, parts of names, counters under pictures.

use std::ops::Range;

use crate::{
    mentions::{
        Designation, DesignationValue,
        quantities::{line::Line, results},
    },
    text::{Form, Pos},
};

/// How far before a telephone number or behind a price its cue may stand, in tokens.
const REACH: usize = 4;
/// A telephone number without a cue has as many digits.
const DIGITS: usize = 7;
/// It is written in no more groups.
const GROUPS: usize = 8;
/// No score is higher.
const HIGHEST_SCORE: u32 = 999;

/// What the figures from token `at` on designate, with the token behind them; `None` where they may count something.
pub(super) fn designation(line: &Line<'_>, at: usize) -> Option<(DesignationValue, usize)> {
    let word = line.word(at)?;
    if let Some(written) = rank(line, at) {
        return Some((DesignationValue { kind: Designation::Rank, written }, at + 1));
    }
    if let Some((written, end)) = results::result(line, at) {
        return Some((DesignationValue { kind: Designation::Score, written }, end));
    }
    if !word.bytes().any(|b| b.is_ascii_digit()) {
        return None;
    }
    let found = if word.starts_with(|c: char| c.is_ascii_digit() || c == '+' || c == '-') {
        telephone(line, at)
            .or_else(|| counter(line, at))
            .or_else(|| score(line, at))
            .or_else(|| part_of_a_name(line, at))
            .or_else(|| address(line, at))
            .or_else(|| price(line, at))
            .or_else(|| year(line, at))
    } else {
        code(line, at)
    };
    let (kind, end) = found?;
    let text = line.doc.slice(line.doc.span_of(&(at..end))).to_lowercase();
    let keep = |c: &char| c.is_alphanumeric() || kind == Designation::Score && matches!(c, '-' | '–' | ':');
    let written = text.chars().filter(keep).map(|c| if c.is_alphanumeric() { c } else { '-' }).collect();
    Some((DesignationValue { kind, written }, end))
}

/// "Third", "21st" before what it ranks, in figures; "a third of" is a share, and "Third Avenue" a name.
fn rank(line: &Line<'_>, at: usize) -> Option<String> {
    let word = line.word(at)?;
    let digits = word.trim_end_matches(|c: char| c.is_alphabetic());
    let in_figures = !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit());
    let figures = match line.lexicons.value("ordinal", word) {
        Some(figures) => figures.trim_end_matches(|c: char| c.is_alphabetic()).to_owned(),
        None if in_figures && line.lexicons.has("ordinal_ending", &word[digits.len()..]) => digits.to_owned(),
        None => return None,
    };
    let share =
        line.word(at + 1) == Some("of") && !in_figures && line.before(at).is_some_and(|w| matches!(w, "a" | "one"));
    let noun = line.token(at)?.pos == Pos::Noun && !in_figures;
    (!share && !noun && !line.named[at]).then_some(figures)
}

/// "0800 555 0101", "+44 20 7946 0018", "555-0101", "call 116 123": groups of digits with one blank or mark between them.
fn telephone(line: &Line<'_>, at: usize) -> Option<(Designation, usize)> {
    let plain = |t: usize| {
        let word = line.word(t).unwrap_or_default();
        let digits = word.bytes().filter(u8::is_ascii_digit).count();
        (digits > 0 && word.bytes().all(|b| b.is_ascii_digit() || matches!(b, b'-' | b'+'))).then_some(digits)
    };
    let (mut end, mut digits, mut groups) = (at + 1, plain(at)?, 1);
    while groups < GROUPS {
        let mark = usize::from(matches!(line.word(end), Some("-" | "–")));
        let Some(more) = plain(end + mark) else { break };
        if line.gap(end - 1).is_none_or(|g| g.chars().count() > 1) {
            break;
        }
        (end, digits, groups) = (end + mark + 1, digits + more, groups + 1);
    }
    let first = line.word(at)?;
    let dials = first.starts_with('+') || first.starts_with('0') && first.len() >= 3;
    let cue = line.any("before_a_telephone_number", line.behind(at, REACH));
    let parted = groups > 1 || first.contains('-');
    // "Call 999", "Samaritans on 116 123"; "called 300 people" counts them.
    let short = cue && parted && digits >= 5
        || line.before(at).is_some_and(|w| line.lexicons.has("dials", w)) && ends(line, end);
    ((dials || cue) && digits >= DIGITS || short).then_some((Designation::Telephone, end))
}

/// Whether a clause ends at `at`.
fn ends(line: &Line<'_>, at: usize) -> bool {
    line.token(at).is_none_or(|t| matches!(t.pos, Pos::Punct | Pos::Cconj | Pos::Adp | Pos::Sconj | Pos::Part))
}

/// "Image 2 of 5", "Hide Caption 3 of 25".
fn counter(line: &Line<'_>, at: usize) -> Option<(Designation, usize)> {
    let whole = |t: usize| line.word(t).is_some_and(|w| w.len() <= 3 && w.bytes().all(|b| b.is_ascii_digit()));
    let of = line.word(at + 1) == Some("of") && whole(at) && whole(at + 2);
    // Alone, or behind what it counts.
    let labelled = line.is("counted_by_a_page", at.checked_sub(1)?) && at > line.start;
    let label = at + 3 >= line.end || line.doc.word(at + 3).starts_with(char::is_uppercase);
    let alone = at == line.start && label;
    (of && (labelled || alone)).then_some((Designation::Counter, at + 3))
}

/// "3-2", "6–4": a result, unless more of something stand behind ("20-30 people") or the numbers are years.
fn score(line: &Line<'_>, at: usize) -> Option<(Designation, usize)> {
    let points = |t: usize| {
        let word = line.word(t)?;
        word.bytes()
            .all(|b| b.is_ascii_digit())
            .then(|| word.parse().ok())
            .flatten()
            .filter(|n: &u32| *n <= HIGHEST_SCORE)
    };
    if !matches!(line.word(at + 1), Some("-" | "–")) || line.gap(at) != Some("") || line.gap(at + 1) != Some("") {
        return None;
    }
    let (one, other) = (points(at)?, points(at + 2)?);
    let counts = one < other && !line.any("score_behind", line.ahead(at + 3, 2)) && counts_more(line, at + 3);
    (!counts).then_some((Designation::Score, at + 3))
}

/// Whether a plural or a unit stands at `at` or behind one word.
fn counts_more(line: &Line<'_>, at: usize) -> bool {
    let many = |t: usize| {
        let plural = line.token(t).is_some_and(|x| x.form == Form::Plural);
        plural || line.is("people_in_general", t) || line.is_unit(t)
    };
    let scale = line.word(at).is_some_and(|w| line.lexicons.number("number_scale_word", w).is_some());
    scale || line.ahead(at, 3).any(many)
}

/// "2014 RC", "Flight 370", "Chang'e 4", and "15K" of a cut "F–15K".
fn part_of_a_name(line: &Line<'_>, at: usize) -> Option<(Designation, usize)> {
    let name = Some((Designation::Name, at + 1));
    let before = at.checked_sub(1).and_then(|b| line.token(b));
    let cut = before.is_some_and(|t| matches!(&*t.lower, "-" | "–"))
        && line.gap(at - 1) == Some("")
        && at.checked_sub(2).is_some_and(|b| line.gap(b) == Some("") && is_letters(line, b));
    if cut {
        return name;
    }
    // A year with letters in capitals behind it.
    let code = |t: usize| {
        let word = line.doc.word(t);
        let letters = word.chars().take_while(char::is_ascii_uppercase).count();
        (1..=2).contains(&letters) && word.chars().skip(letters).all(|c| c.is_ascii_digit())
    };
    if is_year(line.word(at)?) && line.token(at + 1).is_some() && code(at + 1) {
        return Some((Designation::Name, at + 2));
    }
    is_behind_a_name(line, at).then_some(name).flatten()
}

/// Whether a word with a capital stands right before a number, or one of what numbers tell apart, which then is part of a name:
/// "Flight 370", "Chang'e 4", "reactor 2".
pub(super) fn is_behind_a_name(line: &Line<'_>, at: usize) -> bool {
    let Some(before) = at.checked_sub(1).filter(|b| *b >= line.start && !line.timed[*b]) else { return false };
    let word = line.doc.word(before);
    let named =
        word.starts_with(char::is_uppercase) && word.chars().all(|c| c.is_alphanumeric() || matches!(c, '\'' | '’'));
    // The first word of a sentence has a capital whatever it is.
    let first = before == line.start;
    let measures = line.is_unit(at + 1);
    if line.is("told_apart_by_number", before) && !measures && !counts_more(line, at + 1) {
        return true;
    }
    named && !measures && (!first || line.doc.tokens[before].pos == Pos::Propn && ends_or_verb(line, at + 1))
}

/// Whether no noun stands at `at` that a number could count.
fn ends_or_verb(line: &Line<'_>, at: usize) -> bool {
    line.token(at).is_none_or(|t| matches!(t.pos, Pos::Verb | Pos::Aux | Pos::Punct))
}

fn is_letters(line: &Line<'_>, at: usize) -> bool {
    let word = line.doc.word(at);
    (1..=3).contains(&word.len()) && word.bytes().all(|b| b.is_ascii_uppercase())
}

/// "the 4100 block of", "120 Harbour Street".
fn address(line: &Line<'_>, at: usize) -> Option<(Designation, usize)> {
    let next = line.token(at + 1)?;
    let block = line.is("part_of_a_street", at + 1) && next.form != Form::Plural && line.word(at + 2) == Some("of");
    let street = || {
        let words: Range<usize> = line.ahead(at + 1, REACH);
        let names = words.clone().take_while(|t| line.doc.word(*t).starts_with(char::is_uppercase));
        names.last().is_some_and(|t| t > at + 1 && line.is("street", t))
    };
    (block || street()).then_some((Designation::Address, at + 1))
}

/// "$1 a week" beside "subscribe": what the page itself costs.
fn price(line: &Line<'_>, at: usize) -> Option<(Designation, usize)> {
    let sum = line.before(at).is_some_and(|w| line.lexicons.value("currency_sign", w).is_some());
    let advert = || line.is("opens_an_advert", line.start) && line.any("subscription", line.start..line.end);
    (sum && advert()).then_some((Designation::Price, at + 1))
}

/// "1984", "the 2016 finals": four digits of these centuries, unless they count what stands behind them.
fn year(line: &Line<'_>, at: usize) -> Option<(Designation, usize)> {
    if !is_year(line.word(at)?) || line.before(at).is_some_and(|w| line.lexicons.value("currency_sign", w).is_some()) {
        return None;
    }
    let scale = line.word(at + 1).is_some_and(|w| line.lexicons.number("number_scale_word", w).is_some());
    let unit = scale || line.is_unit(at + 1);
    let hedged = super::hedges::hedge(line, at) != crate::values::Hedge::Exact;
    let known = line.before(at).is_some_and(|w| line.lexicons.has("article_of_the_known", w));
    let round = line.word(at).is_some_and(|w| w.ends_with("00"));
    let many = line.ahead(at + 1, 2).any(|t| line.is("people_in_general", t))
        || (round || !line.commas) && !known && line.token(at + 1).is_some_and(|t| t.form == Form::Plural);
    (!unit && !hedged && !many).then_some((Designation::Year, at + 1))
}

fn is_year(word: &str) -> bool {
    word.len() == 4 && word.parse().is_ok_and(|year: u32| (1800..2100).contains(&year))
}

/// "A14", "I-95", "S9", "F-15K", "MH370": capitals with digits behind them, where no name has them.
fn code(line: &Line<'_>, at: usize) -> Option<(Designation, usize)> {
    let word = line.doc.word(at);
    let letters = word.chars().take_while(char::is_ascii_uppercase).count();
    let digits = word.get(letters..)?.trim_start_matches('-');
    let figures = digits.chars().take_while(char::is_ascii_digit).count();
    let behind = digits.get(figures..)?;
    if !(1..=3).contains(&letters) || !(1..=4).contains(&figures) || !behind.bytes().all(|b| b.is_ascii_uppercase()) {
        return None;
    }
    let article = line.before(at).is_some_and(|w| line.lexicons.has("article_of_the_known", w));
    let of_roads = line.lexicons.has("letters_of_roads", &word.get(..letters)?.to_lowercase()) && behind.is_empty();
    let road =
        of_roads && (article && line.any("before_a_road", line.behind(at, 2)) || line.any("road", line.behind(at, 3)));
    match (road, line.named[at]) {
        (true, _) => Some((Designation::Road, at + 1)),
        (false, false) => Some((Designation::Code, at + 1)),
        _ => None,
    }
}
