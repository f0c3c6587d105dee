//! A verb has one subject. Where two words were hung under one head as its subjects, the less certain one goes to its next best
//! head.

use crate::syntax::{Dep, Tree};

/// The words to hang elsewhere, each with its new head; `scores` has for each word the score of each word as its head and that
/// of being the root.
pub(super) fn surplus(tree: &Tree, margins: &[f32], scores: &[f32]) -> Vec<(usize, usize)> {
    let count = tree.len();
    let margin = |word: usize| margins.get(word).copied().unwrap_or(0.0);
    let mut subject_of: Vec<Option<usize>> = vec![None; count];
    let mut out = Vec::new();
    for word in (0..count).filter(|word| matches!(tree.dep(*word), Dep::Nsubj | Dep::NsubjPass)) {
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
