//! Mends what a small parser gets wrong in plain cases that rules of English settle: a verb has one subject, "between" has
//! two complements, verbs are coordinated in one form, and a preposition governs all of the phrase behind it.

use crate::{
    syntax::{
        Dep, Tree, clauses,
        subjects::{is_subject, part},
    },
    text::{Form, Pos},
};

/// Mends the tree of `words` in place; `forms` are their parts of speech with their forms, `lower` the words in lower case.
pub fn mend(tree: &mut Tree, lower: &[&str], forms: &[(Pos, Form)]) {
    let tags: Vec<Pos> = forms.iter().map(|tag| tag.0).collect();
    let tags = &tags[..];
    for at in 1..tree.len().min(lower.len()).min(tags.len()) {
        let nominal = |t: usize| matches!(tags[t], Pos::Noun | Pos::Propn);
        if tags[at] != Pos::Cconj || at + 1 >= tags.len() || !nominal(at - 1) {
            continue;
        }
        if let Some(second) = (at + 1..tags.len().min(at + 4)).find(|t| nominal(*t) && !followed_by_noun(*t, tags)) {
            join(tree, lower, tags, at, second);
        }
    }
    owners(tree, forms);
    lift(tree, tags);
    part(tree, tags);
    clauses::claim_subjects(tree, forms);
    even(tree, forms);
}

/// "Chaired by Georgia's Nana Kalandia": whatever has an "'s" belongs to the noun behind it, and not beside it to the verb.
fn owners(tree: &mut Tree, forms: &[(Pos, Form)]) {
    for clitic in 1..tree.len().min(forms.len()).saturating_sub(1) {
        let owner = clitic - 1;
        if forms[clitic].1 != Form::Possessive || tree.head(clitic) != Some(owner) {
            continue;
        }
        let Some(verb) = tree.head(owner).filter(|verb| *verb < owner) else { continue };
        let mut owned = clitic + 1;
        while let Some(above) = tree.head(owned).filter(|above| *above > clitic && owned != *above) {
            owned = above;
        }
        let nominal = forms.get(owned).is_some_and(|tag| matches!(tag.0, Pos::Noun | Pos::Propn));
        if nominal && tree.head(owned) == Some(verb) && tree.dep(owned) == tree.dep(owner) {
            tree.heads[owner] = Some(owned as u32);
            tree.deps[owner] = Dep::NmodPoss;
        }
    }
}

/// "By Georgia's Nana Kalandia", "by the deputy minister Nana Kalandia": the preposition before whoever comes first is that of the last.
fn lift(tree: &mut Tree, tags: &[Pos]) {
    let belongs = |dep: Dep| matches!(dep, Dep::NmodPoss | Dep::NmodDesc | Dep::Compound | Dep::Amod | Dep::Nummod);
    for (at, tag) in tags.iter().enumerate().take(tree.len()) {
        if *tag != Pos::Adp || tree.dep(at) != Dep::Case {
            continue;
        }
        let Some(mut head) = tree.head(at).filter(|h| *h > at) else { continue };
        while let Some(above) = tree.head(head).filter(|above| *above > head && belongs(tree.dep(head))) {
            head = above;
        }
        let governed = matches!(tree.dep(head), Dep::Obl | Dep::OblAgent | Dep::Nmod);
        let own = tree.children(head).any(|c| c < head && tree.dep(c) == Dep::Case);
        if governed && !own {
            tree.heads[at] = Some(head as u32);
        }
    }
}

/// "Causing it to fall and hurting ten": a participle behind "and" goes with the participle above an infinitive, which is no form to
/// be coordinated with.
fn even(tree: &mut Tree, forms: &[(Pos, Form)]) {
    let form = |t: usize| forms.get(t).map_or(Form::Other, |tag| tag.1);
    for at in 0..tree.len() {
        let Some(head) = tree.head(at).filter(|h| tree.dep(at) == Dep::Conj && *h < at) else { continue };
        let Some(above) = tree.head(head).filter(|a| *a < head) else { continue };
        if form(at) == Form::Ing && form(head) == Form::Base && form(above) == Form::Ing {
            tree.heads[at] = Some(above as u32);
        }
    }
}

fn followed_by_noun(at: usize, tags: &[Pos]) -> bool {
    tags.get(at + 1).is_some_and(|tag| matches!(tag, Pos::Noun | Pos::Propn))
}

/// "between A and B", "A and B" of two names: B is coordinated with A, wherever the parser hung it.
fn join(tree: &mut Tree, lower: &[&str], tags: &[Pos], conjunction: usize, second: usize) {
    // Up to the head of the phrase that ends before the conjunction.
    let mut first = conjunction - 1;
    while let Some(head) = tree
        .head(first)
        .filter(|h| *h < conjunction && matches!(tree.dep(first), Dep::Flat | Dep::Compound) && *h + 6 > conjunction)
    {
        first = head;
    }
    let between = tree.children(first).any(|c| tree.dep(c) == Dep::Case && lower[c] == "between");
    let names = tags[first] == Pos::Propn && tags[second] == Pos::Propn;
    let subjects = is_subject(tree.dep(second)) && is_subject(tree.dep(first)) && tree.head(first) == tree.head(second);
    let astray = tree.dep(second) != Dep::Conj && tree.head(second).is_some_and(|h| h > second || between);
    if astray && (between || names && subjects) && !tree.ancestors(first).any(|t| t == second) {
        tree.heads[second] = Some(first as u32);
        tree.deps[second] = Dep::Conj;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_second_subject_goes_to_the_second_verb() {
        // Twelve were killed and seventy were hurt
        let heads = [Some(2), Some(2), None, Some(6), Some(2), Some(6), Some(2)];
        let deps = [Dep::NsubjPass, Dep::AuxPass, Dep::Root, Dep::Cc, Dep::NsubjPass, Dep::AuxPass, Dep::Conj];
        let mut tree = Tree { heads: heads.to_vec(), deps: deps.to_vec(), doubtful: vec![false; 7], ..Tree::default() };
        let tags =
            [Pos::Num, Pos::Aux, Pos::Verb, Pos::Cconj, Pos::Num, Pos::Aux, Pos::Verb].map(|tag| (tag, Form::Other));
        mend(&mut tree, &["twelve", "were", "killed", "and", "seventy", "were", "hurt"], &tags);
        assert_eq!(tree.head(4), Some(6));
        assert_eq!(tree.head(0), Some(2));
    }

    #[test]
    fn a_participle_is_coordinated_with_a_participle() {
        // causing walls to fall and hurting ten
        let heads = [None, Some(0), Some(3), Some(0), Some(5), Some(3), Some(5)];
        let deps = [Dep::Root, Dep::Obj, Dep::Mark, Dep::Xcomp, Dep::Cc, Dep::Conj, Dep::Obj];
        let mut tree = Tree { heads: heads.to_vec(), deps: deps.to_vec(), doubtful: vec![false; 7], ..Tree::default() };
        let tags = [
            (Pos::Verb, Form::Ing),
            (Pos::Noun, Form::Plural),
            (Pos::Part, Form::To),
            (Pos::Verb, Form::Base),
            (Pos::Cconj, Form::Other),
            (Pos::Verb, Form::Ing),
            (Pos::Num, Form::Other),
        ];
        mend(&mut tree, &["causing", "walls", "to", "fall", "and", "hurting", "ten"], &tags);
        assert_eq!(tree.head(5), Some(0));
    }

    #[test]
    fn a_preposition_governs_all_of_the_phrase() {
        // chaired by Georgia 's Nana Kalandia
        let heads = [None, Some(2), Some(4), Some(2), Some(0), Some(4)];
        let deps = [Dep::Root, Dep::Case, Dep::NmodPoss, Dep::Case, Dep::OblAgent, Dep::Flat];
        let mut tree = Tree { heads: heads.to_vec(), deps: deps.to_vec(), doubtful: vec![false; 6], ..Tree::default() };
        let tags = [Pos::Verb, Pos::Adp, Pos::Propn, Pos::Part, Pos::Propn, Pos::Propn].map(|tag| (tag, Form::Other));
        mend(&mut tree, &["chaired", "by", "georgia", "'s", "nana", "kalandia"], &tags);
        assert_eq!(tree.head(1), Some(4));
        assert_eq!(tree.head(3), Some(2));
    }

    #[test]
    fn an_owner_belongs_to_what_is_behind_it() {
        // chaired by Georgia 's Nana Kalandia
        let heads = [None, Some(2), Some(0), Some(2), Some(5), Some(0)];
        let deps = [Dep::Root, Dep::Case, Dep::OblAgent, Dep::Case, Dep::NmodDesc, Dep::OblAgent];
        let mut tree = Tree { heads: heads.to_vec(), deps: deps.to_vec(), doubtful: vec![false; 6], ..Tree::default() };
        let plain = [Pos::Verb, Pos::Adp, Pos::Propn, Pos::Part, Pos::Propn, Pos::Propn];
        let mut tags = plain.map(|tag| (tag, Form::Other));
        tags[3].1 = Form::Possessive;
        mend(&mut tree, &["chaired", "by", "georgia", "'s", "nana", "kalandia"], &tags);
        assert_eq!((tree.head(2), tree.dep(2)), (Some(5), Dep::NmodPoss));
        assert_eq!(tree.head(1), Some(5));
    }

    #[test]
    fn between_has_two_complements() {
        // talks between Moldova and Georgia began
        let heads = [Some(5), Some(2), Some(0), Some(4), Some(5), None];
        let deps = [Dep::Nsubj, Dep::Case, Dep::Nmod, Dep::Cc, Dep::Nsubj, Dep::Root];
        let mut tree = Tree { heads: heads.to_vec(), deps: deps.to_vec(), doubtful: vec![false; 6], ..Tree::default() };
        let tags = [Pos::Noun, Pos::Adp, Pos::Propn, Pos::Cconj, Pos::Propn, Pos::Verb].map(|tag| (tag, Form::Other));
        mend(&mut tree, &["talks", "between", "moldova", "and", "georgia", "began"], &tags);
        assert_eq!((tree.head(4), tree.dep(4)), (Some(2), Dep::Conj));
    }
}
