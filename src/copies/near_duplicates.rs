//! Near-duplicates among very many plain texts, by what share of the shorter one stands in the other. The work grows with the number
//! of texts, and so does the memory, by a few hundred bytes a text.

use std::sync::atomic::{AtomicU8, Ordering::Relaxed};

use crate::copies::{
    index::{Bounds, Counts, Index, entry},
    parallel::in_parallel,
    shingles,
};

/// Shingles that more texts hold are furniture or set phrases. Counts stop a little above, in a byte.
const MOST_HOLDERS: u8 = 200;
/// In a cluster of many copies each text is laid beside so many others; the rest follow from these.
const MOST_PARTNERS: usize = 32;
/// A text with fewer shingles of its own says too little to be told a copy.
const FEWEST_SHINGLES: usize = 8;
/// Of a text with more shingles than this one in [`ONE_IN`] stands in the index.
const FEW_SHINGLES: usize = 200;
/// What share of the shingles of a long text stands in the index; always the same ones, whatever the text.
const ONE_IN: u64 = 4;
/// Standard deviations by which a sample may understate what two texts share.
const DEVIATIONS: f64 = 2.0;
/// Bytes of text for one counter of shingles.
const BYTES_PER_COUNTER: usize = 4;
/// The fewest and the most counters, as powers of two.
const COUNTERS: std::ops::RangeInclusive<u32> = 12..=28;

/// Two texts of which one has much of the other.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct NearDuplicate {
    /// Index of the one that comes first.
    pub left: usize,
    /// Index of the other.
    pub right: usize,
    /// Share of the shorter one's shingles that stand in the longer one, 0 to 1. Shingles that very many texts hold are not counted.
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
    let sketches = in_parallel(texts.len(), Vec::new, |buffer, n| sketch(texts[n].as_ref(), &holders, buffer));
    let mut order: Vec<usize> = (0..texts.len()).collect();
    // Likely copies stand together, so that a long bucket is cut where it matters least; and the order of the input does not count.
    order.sort_by(|a, b| sketches[*a].smallest.cmp(&sketches[*b].smallest).then(a.cmp(b)));
    let sizes: Vec<u32> = order.iter().map(|n| sketches[*n].sampled).collect();
    let index = index(&order, sketches);

    let state = || (Counts::new(order.len()), Vec::new(), Vec::new(), Vec::new());
    let found = in_parallel(order.len(), state, |(counts, partners, mine, theirs), at| {
        index.partners(at, counts, partners);
        partners.retain(|(other, shared)| may_reach(containment, sizes[at].min(sizes[*other]), *shared));
        if partners.is_empty() {
            return Vec::new();
        }
        let own = |text: usize, out: &mut Vec<u64>| shingles::distinct(texts[text].as_ref(), |s| holders.is_own(s), out);
        own(order[at], mine);
        let compare = |(other, _): &(usize, u32)| {
            own(order[*other], theirs);
            let fewer = mine.len().min(theirs.len());
            let share = in_both(mine, theirs) as f64 / fewer.max(1) as f64;
            let (left, right) = (order[at].min(order[*other]), order[at].max(order[*other]));
            (fewer >= FEWEST_SHINGLES && share >= containment).then_some(NearDuplicate { left, right, containment: share })
        };
        partners.iter().filter_map(compare).collect()
    });
    let mut out: Vec<NearDuplicate> = found.into_iter().flatten().collect();
    out.sort_by_key(|pair| (pair.left, pair.right));
    out
}

/// Whether two texts that share `shared` of `sampled` shingles may share this much of all; the sample may understate it.
fn may_reach(containment: f64, sampled: u32, shared: u32) -> bool {
    let expected = containment * f64::from(sampled);
    f64::from(shared) >= expected - DEVIATIONS * (expected * (1.0 - containment).max(0.0)).sqrt()
}

/// How many shingles stand in both sorted lists.
fn in_both(left: &[u64], right: &[u64]) -> usize {
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
        in_parallel(texts.len(), || (), |(), n| shingles::for_each(texts[n].as_ref(), |s| out.add(s)));
        out
    }

    fn counter(&self, shingle: u64) -> &AtomicU8 {
        &self.counters[(shingle >> self.shift) as usize]
    }

    /// Counting stops above the bound; that two threads overstep it at once changes nothing.
    fn add(&self, shingle: u64) {
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

/// What the index keeps of one text.
struct Sketch {
    /// Shingles that another text may hold too.
    shared: Vec<u32>,
    /// The smallest two of them: copies often have them in common.
    smallest: [u32; 2],
    /// How many of its own shingles are in the sample, whether another text holds them or not.
    sampled: u32,
}

fn sketch(text: &str, holders: &Holders, buffer: &mut Vec<u64>) -> Sketch {
    shingles::distinct(text, |s| holders.is_own(s), buffer);
    let in_sample = |s: &u64| s % ONE_IN == 0;
    let sampled = buffer.iter().filter(|s| in_sample(s)).count() as u32;
    let all = buffer.len() <= FEW_SHINGLES;
    let kept = buffer.iter().filter(|s| (all || in_sample(s)) && holders.is_shared(**s));
    let shared: Vec<u32> = kept.map(|s| (s >> 32) as u32).collect();
    let smallest = [0, 1].map(|n| shared.get(n).copied().unwrap_or(u32::MAX));
    Sketch { shared, smallest, sampled }
}

/// The index of the texts in this order.
fn index(order: &[usize], sketches: Vec<Sketch>) -> Index {
    let total = sketches.iter().map(|s| s.shared.len()).sum();
    let mut entries = Vec::with_capacity(total);
    for (item, text) in order.iter().enumerate() {
        entries.extend(sketches[*text].shared.iter().map(|s| entry(u64::from(*s) << 32, item as u32)));
    }
    drop(sketches);
    entries.sort_unstable();
    entries.dedup();
    let bounds = Bounds { most_holders: usize::from(MOST_HOLDERS), most_partners: MOST_PARTNERS };
    Index::new(entries, order.len(), bounds)
}
