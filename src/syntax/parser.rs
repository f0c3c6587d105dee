//! The parser: scores every word as the head of every other, takes the best tree, and names its relations.

use std::sync::OnceLock;

use crate::{
    syntax::{Dep, Tree, decode::tree_of, subjects::surplus},
    text::{
        Form, Pos,
        neural::{
            Dense, Encoder, Reader, Words,
            layers::{Columns, rectify},
        },
        tagger,
    },
};

/// The shipped weights (CC BY-SA 4.0, see `rules/models/README.md`).
const EMBEDDED: &[u8] = include_bytes!("../../rules/models/en_parser.bin");
/// First bytes of a file of weights; the digit is the version of the layout and of the features together.
pub const MAGIC: &[u8; 8] = b"CCPAR01\n";
/// Parts of one in the scores of [`pair`].
pub const PAIR_SCALE: f32 = 16.0;
/// Distances that are told apart, to either side.
const DISTANCES: usize = 8;
/// Scores for tags of word and head at a distance.
pub const PAIRS: usize = 17 * 17 * 2 * DISTANCES + 17;
/// A longer sentence is cut into pieces of this size, which are joined in a row.
const LONGEST: usize = 160;
/// An arc whose score is less than this above the next best is doubtful.
const MARGIN: f32 = 2.0;

/// A trained parser.
pub struct Parser {
    words: &'static Words,
    encoder: Encoder,
    top: Dense,
    arc: usize,
    root_arc: Vec<f32>,
    root_label: Vec<f32>,
    pairs: Vec<f32>,
    labels: Dense,
}

impl Parser {
    /// The parser that is part of the program.
    pub fn embedded() -> &'static Parser {
        static PARSER: OnceLock<Parser> = OnceLock::new();
        PARSER.get_or_init(|| Parser::from_bytes(EMBEDDED, Words::embedded()).expect("the shipped weights are tested"))
    }

    /// Reads a file of weights made for these words. `None` when it is no such file.
    pub fn from_bytes(bytes: &'static [u8], words: &'static Words) -> Option<Parser> {
        let mut from = Reader::after(MAGIC, bytes)?;
        let encoder = Encoder::read(&mut from, words)?;
        let arc = from.size(256)?;
        let top = Dense::read(&mut from)?;
        let labels = Dense::read(&mut from)?;
        let label = labels.inputs();
        let root_arc = from.fractions(arc)?;
        let root_label = from.fractions(label)?;
        let pairs = from.bytes(PAIRS)?.iter().map(|p| f32::from(p.cast_signed()) / PAIR_SCALE).collect();
        let fits = top.inputs() == encoder.width()
            && top.outputs() == 2 * (arc + label)
            && labels.outputs() == Dep::ALL.len()
            && from.is_at_end();
        fits.then_some(Parser { words, encoder, top, arc, root_arc, root_label, pairs, labels })
    }

    /// The tree of one sentence. Any words and tags give one; a word without a tag counts as [`Pos::X`].
    pub fn parse(&self, words: &[&str], tags: &[(Pos, Form)]) -> Tree {
        let mut out = Tree::default();
        for start in (0..words.len()).step_by(LONGEST) {
            let end = words.len().min(start + LONGEST);
            let piece: Vec<(Pos, Form)> =
                (start..end).map(|at| tags.get(at).copied().unwrap_or((Pos::X, Form::Other))).collect();
            let tree = self.piece(&words[start..end], &piece);
            let above = out.root();
            let moved = tree.heads.iter().map(|head| head.map(|h| h + start as u32).or(above.map(|r| r as u32)));
            out.heads.extend(moved);
            out.deps.extend(&tree.deps);
            out.others.extend(tree.others.iter().map(|other| other.map(|o| o + start as u32)));
            out.doubtful.extend(tree.doubtful.iter().map(|doubt| *doubt || words.len() > LONGEST));
        }
        out
    }

    fn piece(&self, words: &[&str], tags: &[(Pos, Form)]) -> Tree {
        let codes: Vec<u16> = tags.iter().map(|tag| tagger::code(*tag)).collect();
        let rows = self.words.look_up(words, &codes);
        let inputs = self.encoder.encode(self.words, &rows);
        let top = self.top.apply(&inputs);
        let scores = self.scores(&top, &codes);
        let (heads, margins, others) = tree_of(&scores, words.len());
        let deps = self.name(&top, &heads);
        let doubtful = margins.iter().map(|margin| *margin < MARGIN).collect();
        let mut tree = Tree { heads, deps, doubtful, others };
        let moves = surplus(&tree, &margins, &scores);
        if !moves.is_empty() {
            for (word, head) in moves {
                // An earlier move may have put the head below the word.
                if !tree.ancestors(head).any(|above| above == word) {
                    tree.others[word] = tree.heads[word].replace(head as u32);
                    tree.doubtful[word] = true;
                }
            }
            tree.deps = self.name(&top, &tree.heads);
        }
        tree
    }

    /// For each word a row of scores: of each word as its head, and of being the root in the last place.
    fn scores(&self, top: &[f32], codes: &[u16]) -> Vec<f32> {
        let (count, width, arc) = (codes.len(), self.top.outputs(), self.arc);
        let mut heads = Columns::new(arc);
        for top in top.chunks_exact(width) {
            heads.push(top[arc..2 * arc].iter().map(|x| rectify(*x)), 0.0);
        }
        heads.push(self.root_arc.iter().copied(), 0.0);
        let below: Vec<f32> = top.chunks_exact(width).flat_map(|top| &top[..arc]).map(|x| rectify(*x)).collect();
        let mut out = heads.products(&below);
        for (word, out) in out.chunks_exact_mut(count + 1).enumerate() {
            for (head, score) in out.iter_mut().enumerate() {
                *score += self.pairs[pair(codes, word, (head < count).then_some(head))];
            }
        }
        out
    }

    fn name(&self, top: &[f32], heads: &[Option<u32>]) -> Vec<Dep> {
        let (width, label) = (self.top.outputs(), self.labels.inputs());
        let below = |word: usize| &top[word * width + 2 * self.arc..][..label];
        let above = |word: usize| &top[word * width + 2 * self.arc + label..][..label];
        let mut hidden = Vec::with_capacity(heads.len() * label);
        for (word, head) in heads.iter().enumerate() {
            let above = head.map_or(self.root_label.as_slice(), |head| above(head as usize));
            hidden.extend(below(word).iter().zip(above).map(|(b, a)| rectify(a + b)));
        }
        let scores = self.labels.apply(&hidden);
        let mut out = Vec::with_capacity(heads.len());
        for (head, scores) in heads.iter().zip(scores.chunks_exact(Dep::ALL.len())) {
            let allowed = |dep: Dep| (dep == Dep::Root) == head.is_none();
            let scored = Dep::ALL.into_iter().zip(scores).filter(|(dep, _)| allowed(*dep));
            out.push(scored.max_by(|a, b| a.1.total_cmp(b.1)).map_or(Dep::Dep, |(dep, _)| dep));
        }
        out
    }
}

/// Which score a pair of tags at a distance has; the last ones are those of the root.
pub fn pair(codes: &[u16], word: usize, head: Option<usize>) -> usize {
    let pos = |at: usize| codes.get(at).map_or(0, |code| usize::from(code >> 4).min(16));
    let Some(head) = head else { return PAIRS - 17 + pos(word) };
    let far = match word.abs_diff(head) {
        0..=4 => word.abs_diff(head).saturating_sub(1),
        5..=6 => 4,
        7..=10 => 5,
        11..=18 => 6,
        _ => 7,
    };
    ((pos(word) * 17 + pos(head)) * 2 + usize::from(head > word)) * DISTANCES + far
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_broken_file_of_weights_is_refused() {
        for length in [0, 7, 8, 9, 20, 84, 1000, EMBEDDED.len() - 1] {
            assert!(Parser::from_bytes(&EMBEDDED[..length], Words::embedded()).is_none(), "{length}");
        }
        let mut longer = EMBEDDED.to_vec();
        longer.push(0);
        assert!(Parser::from_bytes(longer.leak(), Words::embedded()).is_none());
    }

    #[test]
    fn pairs_of_tags_have_places_of_their_own() {
        let codes = [0, 16 << 4, 5 << 4];
        let places =
            [pair(&codes, 0, Some(1)), pair(&codes, 1, Some(0)), pair(&codes, 1, Some(2)), pair(&codes, 1, None)];
        assert!(places.iter().all(|at| *at < PAIRS), "{places:?}");
        assert!((1..4).all(|i| !places[..i].contains(&places[i])), "{places:?}");
    }
}
