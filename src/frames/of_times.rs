//! "Met on Wednesday with Rossi": a phrase behind a time belongs to the verb, and not to Wednesday.

use std::{collections::BTreeMap, ops::Range};

use crate::{
    rules::Lexicons,
    syntax::{Dep, Tree},
    text::Token,
};

/// Hangs prepositional phrases of the times of a sentence on what the times hang on. `times` are by tokens of the document, of which
/// the sentence begins at `base` with `tokens`.
pub(super) fn free_of_times(
    tree: &mut Tree,
    tokens: &[Token],
    base: usize,
    times: &BTreeMap<usize, Range<usize>>,
    lexicons: &Lexicons,
) {
    for word in 0..tree.len() {
        let Some(time) = tree.head(word).filter(|head| *head < word && times.contains_key(&(head + base))) else {
            continue;
        };
        let inside = times.get(&(time + base)).is_some_and(|time| time.contains(&(word + base)));
        let Some(above) = tree.head(time).filter(|above| *above < time && !inside) else { continue };
        let phrase = tree.dep(word) == Dep::Nmod
            && tree.children(word).any(|child| {
                let preposition = &tokens[child].lower;
                let place_or_party = ["preposition_of_place", "preposition_of_participants"];
                tree.dep(child) == Dep::Case
                    && &**preposition != "of"
                    && place_or_party.iter().any(|class| lexicons.has(class, preposition))
            });
        if phrase {
            tree.heads[word] = Some(above as u32);
            tree.deps[word] = Dep::Obl;
        }
    }
}
