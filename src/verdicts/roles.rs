//! Comparing two roles of one person.

use std::collections::BTreeSet;

use crate::{
    mentions::RoleValue,
    rules::Lexicons,
    values::{Comparison, ReasonKind},
};

/// Two roles of one person. One holds many offices, so two differ only where they give one office two portfolios ("foreign
/// minister", "defence minister") or two ranks ("minister", "deputy minister" of one portfolio), where they are of two bodies, or
/// where the two are known to exclude each other ("chairwoman", "chief executive"). `one_body` says whether both are of one
/// country or organisation, as far as both name one. Symmetric.
pub(super) fn compare(a: &RoleValue, b: &RoleValue, one_body: Option<bool>, lexicons: &Lexicons) -> Comparison {
    let (left, right) = (office(a, lexicons), office(b, lexicons));
    if is_past(a, lexicons) || is_past(b, lexicons) {
        let over = left == right && one_body != Some(false) && is_over(a, b, lexicons);
        return if over {
            Comparison::Differ(Some("held now, or in the past".to_owned()))
        } else {
            Comparison::compatible(ReasonKind::LaterReport, "one of them is past")
        };
    }
    if left != right {
        let group = |office: &str| lexicons.value("offices_apart", office).map(str::to_owned);
        let apart = group(&left).is_some() && group(&left) == group(&right) && one_body != Some(false);
        return if apart {
            Comparison::Differ(Some("two offices that one person seldom holds at once".to_owned()))
        } else if are_two_trades(a, b, lexicons) {
            Comparison::Differ(Some("two trades that one person seldom has".to_owned()))
        } else {
            Comparison::compatible(ReasonKind::BothTold, "one person can hold both")
        };
    }
    let rank = |role| words(role, "rank_below", lexicons);
    let ranked = lexicons.has("office_without_a_rank", &a.noun) && lexicons.has("office_without_a_rank", &b.noun);
    if ranked && rank(a) != rank(b) && one_body != Some(false) {
        return Comparison::Differ(Some("two ranks".to_owned()));
    }
    // "The deputy harbour minister" is no "harbour minister"; "the deputy minister" may be called a minister.
    let described = |role: &RoleValue| {
        let below = words(role, "rank_below", lexicons);
        role.which.iter().filter(|w| !below.contains(*w)).cloned().collect::<BTreeSet<String>>()
    };
    if rank(a) != rank(b) && one_body != Some(false) && !described(a).is_empty() && described(a) == described(b) {
        return Comparison::Differ(Some("two ranks".to_owned()));
    }
    let (left, right) = (words(a, "portfolio", lexicons), words(b, "portfolio", lexicons));
    if left.is_empty() || right.is_empty() {
        let named = lexicons.value("offices_apart", &office(a, lexicons)).is_some() && rank(a) == rank(b);
        let same = left == right && (a.which == b.which || named);
        return match one_body {
            // Who is deputy here may head another body.
            Some(false) if lexicons.has("office_noun", &a.noun) && rank(a) == rank(b) => {
                Comparison::Differ(Some("one office of two bodies".to_owned()))
            }
            _ if same => Comparison::Same,
            _ => Comparison::compatible(ReasonKind::ShortForm, "one says no more than the title"),
        };
    }
    if left.is_disjoint(&right) {
        return Comparison::Differ(Some("two portfolios".to_owned()));
    }
    if rank(a) == rank(b) { Comparison::Same } else { Comparison::Differ(Some("two ranks".to_owned())) }
}

fn is_past(role: &RoleValue, lexicons: &Lexicons) -> bool {
    !words(role, "role_of_the_past", lexicons).is_empty()
}

/// Whether one of two roles of one office is said to be over, the other not, and neither is but a title, which some keep.
fn is_over(a: &RoleValue, b: &RoleValue, lexicons: &Lexicons) -> bool {
    let over = |role| !words(role, "office_given_up", lexicons).is_empty();
    let other = |class| words(a, class, lexicons) == words(b, class, lexicons);
    let (past, present) = if is_past(a, lexicons) { (a, b) } else { (b, a) };
    over(past) && !is_past(present, lexicons) && !present.titled && other("portfolio") && other("rank_below")
}

/// Whether both are trades, and neither is a kind of the other.
fn are_two_trades(a: &RoleValue, b: &RoleValue, lexicons: &Lexicons) -> bool {
    let trade = |role: &RoleValue| {
        let whole = role.which.last().map(|last| format!("{last} {}", role.noun));
        let kind = |words: &str| lexicons.kind("occupation", words);
        let kind = whole.as_deref().and_then(kind).or_else(|| kind(&role.noun));
        kind.filter(|_| lexicons.has("trade_noun", &role.noun))
    };
    let (one, other) = (trade(a), trade(b));
    one.zip(other).is_some_and(|(one, other)| matches!(one.compare(&other), Comparison::Differ(_)))
}

fn words(role: &RoleValue, class: &str, lexicons: &Lexicons) -> BTreeSet<String> {
    let usual = |w: &String| lexicons.value("spelling", w).unwrap_or(w).to_owned();
    role.which.iter().map(usual).filter(|w| lexicons.has(class, w)).collect()
}

/// The office by its usual word: "chairwoman" is "chair", "CEO" is "chief executive". The last describing word may be a part of it.
fn office(role: &RoleValue, lexicons: &Lexicons) -> String {
    let whole = role.which.last().map(|last| format!("{last} {}", role.noun));
    let known = |office: &str| lexicons.value("office", office).map(str::to_owned);
    whole.as_deref().and_then(known).or_else(|| known(&role.noun)).unwrap_or_else(|| role.noun.clone())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{rules::Rules, text::Span};

    #[test]
    fn one_office_has_one_portfolio_and_some_exclude_each_other() {
        let lexicons = Rules::embedded().lexicons;
        let role = |text: &str| {
            let (which, noun) = text.rsplit_once(' ').unwrap_or(("", text));
            let which = which.split_whitespace().map(str::to_owned).collect();
            RoleValue { noun: noun.to_owned(), which, name: Span::new(0, 0), body: None, titled: false }
        };
        for (a, b, one_body, differ) in [
            ("foreign minister", "defence minister", None, true),
            ("defense minister", "defence minister", None, false),
            ("deputy director", "director", None, true),
            ("deputy director", "director", Some(false), false),
            ("vice president", "president", Some(true), true),
            ("former vice president", "president", Some(true), false),
            ("deputy minister", "minister", None, false),
            ("general manager", "assistant manager", None, true),
            ("general manager", "manager", None, false),
            ("deputy foreign minister", "foreign minister", None, true),
            ("minister", "foreign minister", None, false),
            ("former foreign minister", "defence minister", None, false),
            ("former foreign minister", "foreign minister", None, true),
            ("former foreign minister", "foreign minister", Some(false), false),
            ("new mayor", "mayor", None, false),
            ("deputy harbour minister", "harbour minister", None, true),
            ("nurse", "vet", None, true),
            ("surgeon", "doctor", None, false),
            ("nurse", "director", None, false),
            ("foreign minister", "envoy", None, false),
            ("chief executive", "chairwoman", None, true),
            ("chief executive", "chairwoman", Some(false), false),
            ("chief executive", "ceo", None, false),
            ("former chief executive", "chairman", None, false),
            ("national officer", "national officer", Some(false), true),
            ("national officer", "national officer", Some(true), false),
        ] {
            let found = compare(&role(a), &role(b), one_body, &lexicons);
            assert_eq!(matches!(found, Comparison::Differ(_)), differ, "{a} / {b}: {found:?}");
            assert_eq!(found, compare(&role(b), &role(a), one_body, &lexicons), "comparing is symmetric");
        }
    }
}
