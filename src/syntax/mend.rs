//! Mends what a small parser gets wrong in plain cases that two rules of English settle: a verb has one subject, and "between" has
//! two complements.

use crate::{
    syntax::{Dep, Tree, clauses},
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
    part_subjects(tree, tags);
    clauses::claim_subjects(tree, forms);
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

fn is_subject(dep: Dep) -> bool {
    matches!(dep, Dep::Nsubj | Dep::NsubjPass)
}

/// A second subject of a verb is that of the coordinated verb behind it which has none: "Twelve were killed and 70 were injured".
fn part_subjects(tree: &mut Tree, tags: &[Pos]) {
    for (verb, tag) in tags.iter().enumerate().take(tree.len()) {
        if !matches!(tag, Pos::Verb | Pos::Aux) {
            continue;
        }
        let behind = |t: &usize| *t > verb;
        let mut subjects: Vec<usize> = tree.children(verb).filter(|c| is_subject(tree.dep(*c)) && behind(c)).collect();
        // "Five died and seven were hurt", with "seven" hung on "five".
        if let Some(first) = tree.children(verb).find(|c| is_subject(tree.dep(*c)) && !behind(c)) {
            subjects.extend(tree.children(first).filter(|c| tree.dep(*c) == Dep::Conj && behind(c)));
        }
        for subject in subjects {
            let bare = |v: &usize| {
                tree.dep(*v) == Dep::Conj && *v > subject && !tree.children(*v).any(|c| is_subject(tree.dep(c)))
            };
            let next = tree.children(verb).find(bare);
            if let Some(next) = next {
                tree.heads[subject] = Some(next as u32);
                if !is_subject(tree.deps[subject]) {
                    tree.deps[subject] = Dep::Nsubj;
                }
            }
        }
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
        let mut tree = Tree { heads: heads.to_vec(), deps: deps.to_vec(), doubtful: vec![false; 7] };
        let tags =
            [Pos::Num, Pos::Aux, Pos::Verb, Pos::Cconj, Pos::Num, Pos::Aux, Pos::Verb].map(|tag| (tag, Form::Other));
        mend(&mut tree, &["twelve", "were", "killed", "and", "seventy", "were", "hurt"], &tags);
        assert_eq!(tree.head(4), Some(6));
        assert_eq!(tree.head(0), Some(2));
    }

    #[test]
    fn between_has_two_complements() {
        // talks between Moldova and Georgia began
        let heads = [Some(5), Some(2), Some(0), Some(4), Some(5), None];
        let deps = [Dep::Nsubj, Dep::Case, Dep::Nmod, Dep::Cc, Dep::Nsubj, Dep::Root];
        let mut tree = Tree { heads: heads.to_vec(), deps: deps.to_vec(), doubtful: vec![false; 6] };
        let tags = [Pos::Noun, Pos::Adp, Pos::Propn, Pos::Cconj, Pos::Propn, Pos::Verb].map(|tag| (tag, Form::Other));
        mend(&mut tree, &["talks", "between", "moldova", "and", "georgia", "began"], &tags);
        assert_eq!((tree.head(4), tree.dep(4)), (Some(2), Dep::Conj));
    }
}
