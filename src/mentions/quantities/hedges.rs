//! What is said around a number: how sure it is, and of what whole it is.

use crate::{mentions::quantities::line::Line, values::Hedge};

/// How far before the number a hedge or a word of scope may stand, in tokens.
const REACH: usize = 3;
/// How far behind it.
const AHEAD: usize = 4;

/// The hedge before the number at `at`.
pub(super) fn hedge(line: &Line<'_>, at: usize) -> Hedge {
    for first in line.behind(at, REACH) {
        let words = (first..at).filter_map(|t| line.word(t)).filter(|w| !line.lexicons.has("article", w));
        let phrase = words.collect::<Vec<_>>().join(" ");
        let phrase = phrase.trim_end_matches([' ', '$', '£', '€']);
        if phrase.is_empty() {
            break;
        }
        for (class, hedge) in
            [("hedge_at_least", Hedge::AtLeast), ("hedge_at_most", Hedge::AtMost), ("hedge_about", Hedge::About)]
        {
            if line.lexicons.has(class, phrase) {
                return hedge;
            }
        }
    }
    Hedge::Exact
}

/// The hedge behind a number that ends before `end`: "200 or more", "200 or so".
pub(super) fn hedge_behind(line: &Line<'_>, end: usize) -> Option<Hedge> {
    let pair = format!("{} {}", line.word(end)?, line.word(end + 1)?);
    let is = |class: &str| line.lexicons.has(class, &pair);
    match () {
        () if is("hedge_behind_at_least") => Some(Hedge::AtLeast),
        () if is("hedge_behind_about") => Some(Hedge::About),
        () => None,
    }
}

/// A phrase that gives all numbers of its sentence the scope of a total: "so far", "to date".
pub(super) fn sentence_scope(line: &Line<'_>) -> Option<String> {
    let pair = |t: usize| Some(format!("{} {}", line.word(t)?, line.word(t + 1)?));
    (line.start..line.end.saturating_sub(1)).filter_map(pair).find(|p| line.lexicons.has("scope_of_sentence", p))
}

/// A word of scope beside the number: "a total of 26", "26 each", "26 so far", "another 26", "26 of them".
pub(super) fn scope(line: &Line<'_>, at: usize, end: usize) -> Option<String> {
    let word = |t: usize, class: &str| line.word(t).filter(|w| line.lexicons.has(class, w));
    let before = line.behind(at, REACH).find_map(|t| word(t, "scope_before"));
    let found = before.or_else(|| line.ahead(end, AHEAD).find_map(|t| word(t, "scope_after")))?;
    // "One killed and three others hurt": the hurt are all there are, the others being others than the dead.
    let others = line.lexicons.has("others", found);
    (!(others && are_all(line, at, end))).then(|| found.to_owned())
}

/// Whether the number counts the hurt behind the dead of its sentence.
fn are_all(line: &Line<'_>, at: usize, end: usize) -> bool {
    let dead = |t: usize| line.is("state_of_the_dead", t) || line.is("dies", t);
    let hurt = |t: usize| line.is("state_of_the_hurt", t);
    (line.start..at).any(dead) && !(line.start..at).any(hurt) && line.ahead(end, AHEAD).any(hurt)
        || (line.start..at).any(dead) && line.behind(at, REACH).any(hurt)
}
