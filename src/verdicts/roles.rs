//! Comparing two roles of one person.

use std::collections::BTreeSet;

use crate::{mentions::RoleValue, rules::Lexicons, values::Comparison};

/// Two roles of one person. One holds many offices, so two differ only where they give one office two portfolios ("foreign
/// minister", "defence minister") or two ranks ("minister", "deputy minister" of one portfolio). Symmetric.
pub(super) fn compare(a: &RoleValue, b: &RoleValue, lexicons: &Lexicons) -> Comparison {
    if a.noun != b.noun {
        return Comparison::Compatible("one person can hold both".to_owned());
    }
    let words = |role: &RoleValue, class: &str| -> BTreeSet<String> {
        let usual = |w: &String| lexicons.value("spelling", w).unwrap_or(w).to_owned();
        role.which.iter().map(usual).filter(|w| lexicons.has(class, w)).collect()
    };
    if !words(a, "role_of_the_past").is_empty() || !words(b, "role_of_the_past").is_empty() {
        return Comparison::Compatible("one of them is past".to_owned());
    }
    let (left, right) = (words(a, "portfolio"), words(b, "portfolio"));
    if left.is_empty() || right.is_empty() {
        let same = left == right && a.which == b.which;
        return if same {
            Comparison::Same
        } else {
            Comparison::Compatible("one says no more than the title".to_owned())
        };
    }
    if left.is_disjoint(&right) {
        return Comparison::Differ(Some("two portfolios".to_owned()));
    }
    let (left, right) = (words(a, "rank_below"), words(b, "rank_below"));
    if left == right { Comparison::Same } else { Comparison::Differ(Some("two ranks".to_owned())) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{rules::Rules, text::Span};

    #[test]
    fn one_office_has_one_portfolio() {
        let lexicons = Rules::embedded().lexicons;
        let role = |text: &str| {
            let (which, noun) = text.rsplit_once(' ').unwrap_or(("", text));
            let which = which.split_whitespace().map(str::to_owned).collect();
            RoleValue { noun: noun.to_owned(), which, name: Span::new(0, 0) }
        };
        for (a, b, differ) in [
            ("foreign minister", "defence minister", true),
            ("defense minister", "defence minister", false),
            ("deputy foreign minister", "foreign minister", true),
            ("minister", "foreign minister", false),
            ("former foreign minister", "defence minister", false),
            ("foreign minister", "envoy", false),
        ] {
            let found = compare(&role(a), &role(b), &lexicons);
            assert_eq!(matches!(found, Comparison::Differ(_)), differ, "{a} / {b}: {found:?}");
            assert_eq!(found, compare(&role(b), &role(a), &lexicons), "comparing is symmetric");
        }
    }
}
