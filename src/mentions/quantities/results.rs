//! Results of votes and matches in words: "by six votes to three", "by 317 to 302", "beat Harun three to one", "a 5-to-4 vote".

use crate::{
    mentions::quantities::{line::Line, spelt::whole},
    text::{Form, Pos},
};

/// No side has more.
const HIGHEST: u32 = 999;
/// How far before a result its verb may stand, in tokens.
const REACH: usize = 6;

/// The result from token `at` on, as "6-3", and the token behind it.
pub(super) fn result(line: &Line<'_>, at: usize) -> Option<(String, usize)> {
    if let Some(found) = hyphenated(line, at) {
        return Some(found);
    }
    let (one, behind) = whole(line, at, HIGHEST.into())?;
    let voted = line.is("voted_with", behind);
    let to = behind + usize::from(voted);
    let (other, end) = whole(line, to + 1, HIGHEST.into()).filter(|_| line.word(to) == Some("to"))?;
    let change = line.any("opens_a_change", line.behind(at, 2)) || line.any("opens_a_range", line.behind(at, 2));
    if change || counts(line, end) {
        return None;
    }
    // "Had 24 votes to 19": one side has them.
    let obtained = || at > line.start && line.is("obtain", at - 1);
    (if voted { !obtained() } else { decided(line, at, one > other) }).then(|| (format!("{one}-{other}"), end))
}

/// "a 5-to-4 vote", "a six-to-three ruling".
fn hyphenated(line: &Line<'_>, at: usize) -> Option<(String, usize)> {
    let (one, other) = line.word(at)?.split_once("-to-")?;
    let side = |word: &str| {
        let words = || line.lexicons.number("number_word", word).or_else(|| line.lexicons.number("digit_word", word));
        word.parse::<u32>().ok().or_else(|| words().and_then(|n| n.try_into().ok())).filter(|n| *n <= HIGHEST)
    };
    let (one, other) = (side(one)?, side(other)?);
    line.any("score_behind", line.ahead(at + 1, 2)).then(|| (format!("{one}-{other}"), at + 1))
}

/// Whether words before `at` tell that something was decided: "a vote of 24 to 17", "beat Harun three to one", "passed by 317 to 302".
/// `ahead`: whether the first number is the greater one, as that of the winner is.
fn decided(line: &Line<'_>, at: usize, ahead: bool) -> bool {
    if line.before(at) == Some("of") {
        return at >= line.start + 2 && line.is("has_a_result", at - 2);
    }
    for token in line.behind(at, REACH).rev() {
        if line.is("won_by", token) {
            return ahead;
        }
        if line.is("decided_by", token) {
            return true;
        }
        if line.is("before_no_result", token)
            || line.token(token).is_some_and(|t| matches!(t.pos, Pos::Verb | Pos::Num))
        {
            return false;
        }
    }
    false
}

/// Whether what stands at `end` is counted by the number before it: "3 to 5 medals", "three to five young people", "3 to 5 per cent".
fn counts(line: &Line<'_>, end: usize) -> bool {
    let noun = |t: &usize| {
        line.token(*t).is_some_and(|x| matches!(x.pos, Pos::Adj | Pos::Noun | Pos::Propn | Pos::Num)) && !line.timed[*t]
    };
    let counted = |t: usize| {
        let plural = line.token(t).is_some_and(|x| x.form == Form::Plural && x.pos == Pos::Noun);
        plural && !line.is("voted_with", t) || line.is("people_in_general", t) || line.is_unit(t)
    };
    let scale = line.word(end).is_some_and(|w| line.lexicons.number("number_scale_word", w).is_some());
    scale || line.is_unit(end) || line.ahead(end, 3).take_while(noun).any(counted)
}
