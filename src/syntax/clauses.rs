//! "She said his decision to leave surprised many": a finite verb that follows a noun without a break has that noun as its subject.
//! A parser that took the noun for the object of the verb before is set right.

use crate::{
    syntax::{Dep, Tree},
    text::{Form, Pos},
};

/// Gives each finite clause without a subject the object that ends right before it.
pub(super) fn claim_subjects(tree: &mut Tree, tags: &[(Pos, Form)]) {
    let children = tree.all_children();
    for (verb, tag) in tags.iter().enumerate().take(tree.len()) {
        let finite = tag.0 == Pos::Verb && matches!(tag.1, Form::Past | Form::Present);
        if !finite || tree.dep(verb) != Dep::Ccomp || children[verb].iter().any(|c| *c < verb) {
            continue;
        }
        let Some(above) = tree.head(verb).filter(|head| *head < verb) else { continue };
        let object = children[above].iter().copied().find(|c| tree.dep(*c) == Dep::Obj && (above..verb).contains(c));
        let Some(object) = object else { continue };
        let breaks = (object..verb).any(|t| matches!(tags[t].0, Pos::Punct | Pos::Cconj | Pos::Sconj));
        if breaks || children[object].iter().any(|c| *c > verb) {
            continue;
        }
        // "his decision to leave": what stands between hangs on the noun.
        for between in children[above].iter().copied().filter(|c| (object + 1..verb).contains(c)) {
            tree.heads[between] = Some(object as u32);
            tree.deps[between] = if tags[between].0 == Pos::Verb { Dep::Acl } else { Dep::Nmod };
        }
        tree.heads[object] = Some(verb as u32);
        tree.deps[object] = Dep::Nsubj;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Maria said his decision to leave surprised many
    const TAGS: [(Pos, Form); 8] = [
        (Pos::Propn, Form::Other),
        (Pos::Verb, Form::Past),
        (Pos::Pron, Form::PossessivePronoun),
        (Pos::Noun, Form::Other),
        (Pos::Part, Form::To),
        (Pos::Verb, Form::Base),
        (Pos::Verb, Form::Past),
        (Pos::Adj, Form::Other),
    ];

    fn misread() -> Tree {
        let heads = [Some(1), None, Some(3), Some(1), Some(5), Some(1), Some(1), Some(6)];
        let deps = [Dep::Nsubj, Dep::Root, Dep::NmodPoss, Dep::Obj, Dep::Mark, Dep::Ccomp, Dep::Ccomp, Dep::Obj];
        Tree { heads: heads.to_vec(), deps: deps.to_vec(), doubtful: vec![false; 8], ..Tree::default() }
    }

    #[test]
    fn the_noun_before_a_finite_verb_is_its_subject() {
        let mut tree = misread();
        claim_subjects(&mut tree, &TAGS);
        assert_eq!((tree.head(3), tree.dep(3)), (Some(6), Dep::Nsubj));
        assert_eq!((tree.head(5), tree.dep(5)), (Some(3), Dep::Acl));
    }

    #[test]
    fn a_comma_ends_the_object() {
        let mut tree = misread();
        let mut tags = TAGS;
        tags[4].0 = Pos::Punct;
        claim_subjects(&mut tree, &tags);
        assert_eq!((tree.head(3), tree.dep(3)), (Some(1), Dep::Obj));
    }
}
