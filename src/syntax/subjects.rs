//! A verb has one subject. Where two words were hung under one head as its subjects, the less certain one goes to its next best
//! head; a second subject before a coordinated verb goes to that verb.

use crate::{
    syntax::{Dep, Tree},
    text::Pos,
};

/// Whether a word with this relation is the subject of a clause.
pub(super) fn is_subject(dep: Dep) -> bool {
    matches!(dep, Dep::Nsubj | Dep::NsubjPass)
}

/// The words to hang elsewhere, each with its new head; `scores` has for each word the score of each word as its head and that
/// of being the root.
pub(super) fn surplus(tree: &Tree, margins: &[f32], scores: &[f32]) -> Vec<(usize, usize)> {
    let count = tree.len();
    let margin = |word: usize| margins.get(word).copied().unwrap_or(0.0);
    let mut subject_of: Vec<Option<usize>> = vec![None; count];
    let mut out = Vec::new();
    for word in (0..count).filter(|word| is_subject(tree.dep(*word))) {
        let Some(subject) = tree.head(word).and_then(|head| subject_of.get_mut(head)) else { continue };
        let Some(other) = subject.replace(word) else { continue };
        let weaker = if margin(word) < margin(other) { word } else { other };
        *subject = Some(if weaker == word { other } else { word });
        let row = scores.get(weaker * (count + 1)..).unwrap_or(&[]);
        let below = |head: usize| tree.ancestors(head).any(|above| above == weaker);
        let others = (0..count).filter(|head| Some(*head) != tree.head(weaker) && !below(*head));
        let score = |head: usize| row.get(head).copied().unwrap_or(f32::NEG_INFINITY);
        out.extend(others.max_by(|a, b| score(*a).total_cmp(&score(*b))).map(|head| (weaker, head)));
    }
    out
}

/// Gives each coordinated verb without a subject the one that stands before it but was hung on the first verb or its subject:
/// "Twelve were killed and 70 were injured".
pub(super) fn part(tree: &mut Tree, tags: &[Pos]) {
    let children = tree.all_children();
    let mut has_subject: Vec<bool> =
        children.iter().map(|below| below.iter().any(|child| is_subject(tree.dep(*child)))).collect();
    for (verb, tag) in tags.iter().enumerate().take(tree.len()) {
        if !matches!(tag, Pos::Verb | Pos::Aux) {
            continue;
        }
        for subject in astray(tree, &children, verb) {
            let bare = |v: &&usize| tree.dep(**v) == Dep::Conj && **v > subject && !has_subject[**v];
            let Some(next) = children[verb].iter().find(bare).copied() else { continue };
            has_subject[next] = true;
            tree.heads[subject] = Some(next as u32);
            if !is_subject(tree.deps[subject]) {
                tree.deps[subject] = Dep::Nsubj;
            }
        }
    }
}

/// The words behind a verb that are hung on it as subjects, or are coordinated with its subject before it.
fn astray(tree: &Tree, children: &[Vec<usize>], verb: usize) -> Vec<usize> {
    let (before, mut out): (Vec<usize>, Vec<usize>) =
        children[verb].iter().copied().filter(|child| is_subject(tree.dep(*child))).partition(|child| *child < verb);
    // "Five died and seven were hurt", with "seven" hung on "five".
    let coordinated = before.first().into_iter().flat_map(|first| &children[*first]).copied();
    out.extend(coordinated.filter(|child| tree.dep(*child) == Dep::Conj && *child > verb));
    out
}
