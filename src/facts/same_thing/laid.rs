//! Two sentences laid beside each other word by word: which value stands in the place of which.

use std::ops::Range;

use similar::{Algorithm, DiffOp, capture_diff_slices};

use crate::facts::same_thing::view::{Symbol, View};

/// Where a value of one sentence stands in another.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Place {
    /// Neither has a place in the other sentence.
    None,
    /// In the place of the other value, with other words on both sides of it.
    Bare,
    /// In its place, with the same word on one side.
    Beside,
    /// In its place, with the same words on both sides.
    Framed,
    /// In the place of another value.
    Elsewhere,
}

/// Two sentences word by word.
#[derive(Debug, Clone, Default)]
pub struct Laid {
    /// For each element of the left one its element in the right one.
    pairs: Vec<Option<usize>>,
    back: Vec<Option<usize>>,
    exchanges: Vec<(Range<usize>, Range<usize>)>,
    /// Share of equal words, values left out, in per cent.
    pub alike: u32,
    lengths: (usize, usize),
}

impl Laid {
    /// Lays two sentences beside each other, in the same way whichever comes first.
    pub fn of(a: &View, b: &View) -> Self {
        if a.order <= b.order { Self::lay(a, b) } else { Self::lay(b, a).turned() }
    }

    fn turned(self) -> Self {
        Self {
            pairs: self.back,
            back: self.pairs,
            exchanges: self.exchanges.into_iter().map(|(left, right)| (right, left)).collect(),
            alike: self.alike,
            lengths: (self.lengths.1, self.lengths.0),
        }
    }

    fn lay(a: &View, b: &View) -> Self {
        let symbols = |view: &View| view.elements.iter().map(|e| e.symbol).collect::<Vec<Symbol>>();
        let lengths = (a.elements.len(), b.elements.len());
        let (pairs, back) = (vec![None; lengths.0], vec![None; lengths.1]);
        let mut out = Self { pairs, back, lengths, ..Self::default() };
        let mut equal = 0;
        for op in capture_diff_slices(Algorithm::Myers, &symbols(a), &symbols(b)) {
            let (old, new) = (op.old_range(), op.new_range());
            let is_equal = matches!(op, DiffOp::Equal { .. });
            if matches!(op, DiffOp::Replace { .. }) {
                out.exchanges.push((old.clone(), new.clone()));
            }
            // A value that was exchanged for one of another kind stands in its place all the same.
            if is_equal || old.len() == new.len() {
                for (x, y) in old.zip(new) {
                    equal += u32::from(is_equal && a.elements[x].mention.is_none());
                    if is_equal || a.elements[x].mention.is_some() && b.elements[y].mention.is_some() {
                        (out.pairs[x], out.back[y]) = (Some(y), Some(x));
                    }
                }
            }
        }
        out.alike = share(equal, a, b);
        out
    }

    /// More than which `alike` of two sentences cannot be; it costs much less than to lay them beside each other.
    pub fn most_alike(a: &View, b: &View) -> u32 {
        let (mut i, mut j, mut equal) = (0, 0, 0);
        while let (Some(x), Some(y)) = (a.sorted.get(i), b.sorted.get(j)) {
            i += usize::from(x <= y);
            j += usize::from(y <= x);
            equal += u32::from(x == y);
        }
        share(equal, a, b)
    }

    /// The elements that stand in one place: equal ones, and values of whatever kind.
    pub fn paired(&self) -> impl Iterator<Item = (usize, usize)> + '_ {
        self.pairs.iter().enumerate().filter_map(|(a, b)| Some((a, (*b)?)))
    }

    /// The elements of the left sentence that stand in the place of others in the right one.
    pub fn exchanges(&self) -> impl Iterator<Item = (Range<usize>, Range<usize>)> + '_ {
        self.exchanges.iter().cloned()
    }

    /// Where the value that is element `x` of the left sentence stands to the one that is element `y` of the right one.
    pub fn place(&self, x: usize, y: usize) -> Place {
        let pair = |x: usize| self.pairs.get(x).copied().flatten();
        match (pair(x), self.back.get(y).copied().flatten()) {
            (Some(to), _) if to == y => {
                let before = match (x.checked_sub(1), y.checked_sub(1)) {
                    (Some(p), Some(q)) => pair(p) == Some(q),
                    (None, None) => true,
                    _ => false,
                };
                let ends = (x + 1 == self.lengths.0, y + 1 == self.lengths.1);
                let after = pair(x + 1) == Some(y + 1) || ends == (true, true);
                match (before, after) {
                    (true, true) => Place::Framed,
                    (false, false) => Place::Bare,
                    _ => Place::Beside,
                }
            }
            (None, None) => Place::None,
            _ => Place::Elsewhere,
        }
    }
}

/// The share of equal words among those of both sentences, values left out, in per cent.
fn share(equal: u32, a: &View, b: &View) -> u32 {
    (200 * equal).checked_div((a.sorted.len() + b.sorted.len()) as u32).unwrap_or(0)
}
