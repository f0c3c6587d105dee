//! Near-duplicates among very many plain texts, by what share of the shorter one stands in the other. The work grows with the number
//! of texts, and so does the memory, by one or two kilobytes a text.

use std::sync::atomic::{AtomicU8, Ordering::Relaxed};

use crate::{
    copies::{
        index::{Bounds, Counts, Index, entry},
        shingles,
    },
    parallel::in_parallel,
};

/// Texts that a thread takes at once.
const BATCH: usize = 64;

/// Shingles that more texts hold are furniture or set phrases. Counts stop a little above, in a byte.
const MOST_HOLDERS: u8 = 200;
/// In a cluster of many copies each text is laid beside so many others; the rest follow from these.
const MOST_PARTNERS: usize = 32;
/// A text with fewer shingles of its own in the sample says too little to be told a copy.
const FEWEST_SHINGLES: usize = 5;
/// One shingle in so many is looked at: the same ones in every text, so that what two texts share is shared by their samples.
const ONE_IN: u64 = 2;
/// Of what two texts share, at least one part in so many was counted.
const COUNTED: f64 = 4.0;
/// Bytes of text for one counter of shingles.
const BYTES_PER_COUNTER: usize = 6;
/// The fewest and the most counters, as powers of two.
const COUNTERS: std::ops::RangeInclusive<u32> = 12..=28;

/// Two texts of which one has much of the other.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct NearDuplicate {
    /// Index of the one that comes first.
    pub left: usize,
    /// Index of the other.
    pub right: usize,
    /// Share of the shorter one's shingles that stand in the longer one, 0 to 1, of a sample of half of all. Shingles that very many
    /// texts hold are not counted.
    pub containment: f64,
}

/// The pairs of `texts` of which one has at least the share `containment` of the other's shingles of three words, in order.
///
/// A text that is all of a short one and much more is found, which no single measure of likeness of whole texts does. Of a cluster
/// of more than some thirty copies not every pair is listed, but enough to join them all; what stands in more than two hundred
/// texts is taken for furniture. Which pairs are found does not depend on the order of the texts.
///
/// ```
/// use crosscheck::copies::near_duplicates;
///
/// let brief = "The ferry Mira ran aground off Lindholm on Tuesday night with forty people on board, the coast guard said.";
/// let long = format!("{brief} Nobody was hurt. Divers will look at the hull in the morning, and the owner will pay for the tow.");
/// let other = "The council of Lindholm has put off its vote on the harbour budget for the third time since the spring.";
/// let pairs = near_duplicates(&[brief, other, &long], 0.5);
/// assert_eq!((pairs.len(), pairs[0].left, pairs[0].right, pairs[0].containment), (1, 0, 2, 1.0));
/// ```
pub fn near_duplicates<T: AsRef<str> + Sync>(texts: &[T], containment: f64) -> Vec<NearDuplicate> {
    let holders = Holders::count(texts);
    let sketches = in_parallel(texts.len(), BATCH, Vec::new, |buffer, n| sketch(texts[n].as_ref(), &holders, buffer));
    drop(holders);
    let mut order: Vec<usize> = (0..texts.len()).collect();
    // Likely copies stand together, so that a long bucket is cut where it matters least; and the order of the input does not count.
    order.sort_by(|a, b| sketches[*a].shared.cmp(&sketches[*b].shared).then(a.cmp(b)));
    let index = index(&order, &sketches);
    let own: Vec<Box<[u32]>> = sketches.into_iter().map(|s| s.own).collect();

    let state = || (Counts::new(order.len()), Vec::new());
    let found = in_parallel(order.len(), BATCH, state, |(counts, partners), at| {
        index.partners(at, counts, partners);
        let compare = |(other, shared): &(usize, u32)| {
            let (left, right) = (order[at].min(order[*other]), order[at].max(order[*other]));
            let fewer = own[left].len().min(own[right].len());
            // A long bucket may have been cut between the two, so that more is shared than was counted.
            if fewer < FEWEST_SHINGLES || f64::from(*shared) * COUNTED < containment * fewer as f64 {
                return None;
            }
            let share = in_both(&own[left], &own[right]) as f64 / fewer as f64;
            (share >= containment).then_some(NearDuplicate { left, right, containment: share })
        };
        partners.iter().filter_map(compare).collect::<Vec<_>>()
    });
    let mut out: Vec<NearDuplicate> = found.into_iter().flatten().collect();
    out.sort_by_key(|pair| (pair.left, pair.right));
    out
}

/// How many shingles stand in both sorted lists.
fn in_both(left: &[u32], right: &[u32]) -> usize {
    let (mut i, mut j, mut both) = (0, 0, 0);
    while let (Some(a), Some(b)) = (left.get(i), right.get(j)) {
        i += usize::from(a <= b);
        j += usize::from(b <= a);
        both += usize::from(a == b);
    }
    both
}

/// About how often each shingle stands in all texts: a counter for each few bytes of text, which some shingles share.
struct Holders {
    counters: Vec<AtomicU8>,
    shift: u32,
}

impl Holders {
    fn count<T: AsRef<str> + Sync>(texts: &[T]) -> Self {
        let bytes: usize = texts.iter().map(|t| t.as_ref().len()).sum();
        let wanted = (bytes / BYTES_PER_COUNTER).max(1).ilog2() + 1;
        let bits = wanted.clamp(*COUNTERS.start(), *COUNTERS.end());
        let counters = std::iter::repeat_with(|| AtomicU8::new(0)).take(1 << bits).collect();
        let out = Self { counters, shift: 64 - bits };
        in_parallel(texts.len(), BATCH, || (), |(), n| shingles::for_each(texts[n].as_ref(), |s| out.add(s)));
        out
    }

    fn counter(&self, shingle: u64) -> &AtomicU8 {
        &self.counters[(shingle >> self.shift) as usize]
    }

    /// Whether the shingle is in the sample.
    fn samples(shingle: u64) -> bool {
        shingle.is_multiple_of(ONE_IN)
    }

    /// Counting stops above the bound; that two threads overstep it at once changes nothing.
    fn add(&self, shingle: u64) {
        if !Self::samples(shingle) {
            return;
        }
        let counter = self.counter(shingle);
        if counter.load(Relaxed) <= MOST_HOLDERS {
            counter.fetch_add(1, Relaxed);
        }
    }

    /// Whether few enough texts hold it.
    fn is_own(&self, shingle: u64) -> bool {
        self.counter(shingle).load(Relaxed) <= MOST_HOLDERS
    }

    /// Whether another text may hold it too.
    fn is_shared(&self, shingle: u64) -> bool {
        (2..=MOST_HOLDERS).contains(&self.counter(shingle).load(Relaxed))
    }
}

/// What is kept of one text: upper halves of hashes, sorted.
struct Sketch {
    /// The sample of its shingles, without those that very many texts hold.
    own: Box<[u32]>,
    /// Those of them that another text may hold too.
    shared: Box<[u32]>,
}

fn sketch(text: &str, holders: &Holders, buffer: &mut Vec<u64>) -> Sketch {
    shingles::distinct(text, |s| Holders::samples(s) && holders.is_own(s), buffer);
    let upper = |s: &u64| (*s >> 32) as u32;
    Sketch {
        own: buffer.iter().map(upper).collect(),
        shared: buffer.iter().filter(|s| holders.is_shared(**s)).map(upper).collect(),
    }
}

/// The index of the texts in this order.
fn index(order: &[usize], sketches: &[Sketch]) -> Index {
    let mut entries = Vec::with_capacity(sketches.iter().map(|s| s.shared.len()).sum());
    for (item, text) in order.iter().enumerate() {
        entries.extend(sketches[*text].shared.iter().map(|s| entry(u64::from(*s) << 32, item as u32)));
    }
    entries.sort_unstable();
    entries.dedup();
    let bounds = Bounds { most_holders: usize::from(MOST_HOLDERS), most_partners: MOST_PARTNERS };
    Index::new(entries, order.len(), bounds)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Words that no other text has.
    fn invented(seed: usize, words: usize) -> String {
        (0..words).map(|w| format!("w{seed}x{w} ")).collect()
    }

    #[test]
    fn a_brief_is_found_in_a_long_text_that_it_is_a_small_part_of() {
        let brief = invented(1, 40);
        let long = invented(2, 300) + &brief + &invented(3, 300);
        let pairs = near_duplicates(&[long, invented(4, 300), brief], 0.5);
        assert_eq!(pairs, [NearDuplicate { left: 0, right: 2, containment: 1.0 }]);
    }

    #[test]
    fn a_notice_below_every_text_makes_no_copies() {
        let notice = invented(999, 60);
        let texts: Vec<String> = (0..300).map(|n| invented(n, 50) + &notice).collect();
        assert_eq!(near_duplicates(&texts, 0.2), []);
    }

    #[test]
    fn of_a_large_cluster_the_pairs_join_all_and_are_few() {
        let text = invented(1, 200);
        let copies: Vec<String> = (0..150).map(|n| text.clone() + &invented(n + 2, 30)).collect();
        let pairs = near_duplicates(&copies, 0.5);
        assert!(pairs.len() <= 150 * MOST_PARTNERS, "{}", pairs.len());
        let mut joined: Vec<usize> = (0..150).collect();
        for pair in &pairs {
            let (from, to) = (joined[pair.left].max(joined[pair.right]), joined[pair.left].min(joined[pair.right]));
            joined.iter_mut().filter(|j| **j == from).for_each(|j| *j = to);
        }
        assert!(joined.iter().all(|j| *j == 0), "{joined:?}");
    }

    #[test]
    fn the_order_of_the_texts_does_not_matter() {
        let texts: Vec<String> =
            (0..120).map(|n| invented(n % 40, 120 + n) + &invented(n + 1000, 40 + n % 7)).collect();
        let turned: Vec<&String> = texts.iter().rev().collect();
        let mut back: Vec<NearDuplicate> = near_duplicates(&turned, 0.3)
            .iter()
            .map(|p| NearDuplicate { left: 119 - p.right, right: 119 - p.left, ..*p })
            .collect();
        back.sort_by_key(|p| (p.left, p.right));
        let pairs = near_duplicates(&texts, 0.3);
        assert_eq!(pairs.len(), 120);
        assert_eq!(pairs, back);
    }

    #[test]
    fn empty_and_short_texts_do_no_harm() {
        assert_eq!(near_duplicates::<&str>(&[], 0.5), []);
        assert_eq!(near_duplicates(&["", "a b", "a b", "a b c d", "a b c d"], 0.0), []);
    }
}
