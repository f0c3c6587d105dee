//! An inverted index with bounded buckets: which items have many shingles in common, without laying all beside all.

/// How much work one shingle may make, so that the whole grows with the number of items.
#[derive(Debug, Clone, Copy)]
pub(super) struct Bounds {
    /// A shingle that more items hold is furniture or a set phrase, and says nothing.
    pub most_holders: usize,
    /// Of the items that hold a shingle, each is laid beside so many that follow it.
    pub most_partners: usize,
}

/// Which items hold which shingle.
pub(super) struct Index {
    /// The shingle's upper bits and the item, sorted: the holders of one shingle stand together.
    entries: Vec<u64>,
    /// For each item, where its entries begin in `places`.
    starts: Vec<u32>,
    /// Positions in `entries`, by item.
    places: Vec<u32>,
    bounds: Bounds,
}

/// An entry: the upper half of the shingle's hash, then the number of the item.
pub(super) fn entry(shingle: u64, item: u32) -> u64 {
    shingle & !u64::from(u32::MAX) | u64::from(item)
}

fn shingle(entry: u64) -> u32 {
    (entry >> 32) as u32
}

fn item(entry: u64) -> u32 {
    entry as u32
}

impl Index {
    /// An index of `items` items from sorted, distinct entries. Shingles that one item alone holds, or too many, are left out.
    pub(super) fn new(mut entries: Vec<u64>, items: usize, bounds: Bounds) -> Self {
        debug_assert!(entries.is_sorted());
        retain_useful(&mut entries, bounds.most_holders);
        let mut starts = vec![0_u32; items + 1];
        for entry in &entries {
            starts[item(*entry) as usize + 1] += 1;
        }
        for at in 1..starts.len() {
            starts[at] += starts[at - 1];
        }
        let mut next = starts.clone();
        let mut places = vec![0_u32; entries.len()];
        for (place, entry) in entries.iter().enumerate() {
            let slot = &mut next[item(*entry) as usize];
            places[*slot as usize] = place as u32;
            *slot += 1;
        }
        Self { entries, starts, places, bounds }
    }

    /// The items after `left` that share shingles with it, in order, with the number of shared ones.
    pub(super) fn partners(&self, left: usize, counts: &mut Counts, out: &mut Vec<(usize, u32)>) {
        out.clear();
        let (from, to) = (self.starts[left] as usize, self.starts[left + 1] as usize);
        for place in &self.places[from..to] {
            let at = *place as usize;
            let same = self.entries[at + 1..].iter().take_while(|e| shingle(**e) == shingle(self.entries[at]));
            for entry in same.take(self.bounds.most_partners) {
                counts.add(item(*entry) as usize);
            }
        }
        counts.drain(out);
    }
}

/// Leaves the entries of shingles that two items hold or more, but not too many.
fn retain_useful(entries: &mut Vec<u64>, most: usize) {
    let (mut read, mut write) = (0, 0);
    while read < entries.len() {
        let key = shingle(entries[read]);
        let holders = entries[read..].iter().take_while(|e| shingle(**e) == key).count();
        if (2..=most).contains(&holders) {
            entries.copy_within(read..read + holders, write);
            write += holders;
        }
        read += holders;
    }
    entries.truncate(write);
    entries.shrink_to_fit();
}

/// How often each item was met; one for each thread, used again and again.
pub(super) struct Counts {
    of_item: Vec<u32>,
    met: Vec<u32>,
}

impl Counts {
    /// For so many items.
    pub(super) fn new(items: usize) -> Self {
        Self { of_item: vec![0; items], met: Vec::new() }
    }

    fn add(&mut self, item: usize) {
        if self.of_item[item] == 0 {
            self.met.push(item as u32);
        }
        self.of_item[item] += 1;
    }

    fn drain(&mut self, out: &mut Vec<(usize, u32)>) {
        self.met.sort_unstable();
        for item in self.met.drain(..) {
            out.push((item as usize, std::mem::take(&mut self.of_item[item as usize])));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn index(items: &[&[u32]], most_holders: usize, most_partners: usize) -> Index {
        let holds = |(n, shingles): (usize, &&[u32])| {
            shingles.iter().map(move |s| entry(u64::from(*s) << 32, n as u32)).collect::<Vec<_>>()
        };
        let mut entries: Vec<u64> = items.iter().enumerate().flat_map(holds).collect();
        entries.sort_unstable();
        Index::new(entries, items.len(), Bounds { most_holders, most_partners })
    }

    fn partners(index: &Index, items: usize) -> Vec<Vec<(usize, u32)>> {
        let (mut counts, mut out) = (Counts::new(items), Vec::new());
        (0..items)
            .map(|item| {
                index.partners(item, &mut counts, &mut out);
                out.clone()
            })
            .collect()
    }

    #[test]
    fn shared_shingles_are_counted_once_for_each_pair() {
        let index = index(&[&[1, 2, 3], &[2, 3, 4], &[9], &[3]], 10, 10);
        assert_eq!(partners(&index, 4), [vec![(1, 2), (3, 1)], vec![(3, 1)], vec![], vec![]]);
    }

    #[test]
    fn what_too_many_hold_says_nothing() {
        let index = index(&[&[1, 7], &[1, 7], &[1]], 2, 10);
        assert_eq!(partners(&index, 3), [vec![(1, 1)], vec![], vec![]]);
    }

    #[test]
    fn a_long_bucket_makes_no_more_pairs_than_its_bound() {
        let items: Vec<&[u32]> = vec![&[5]; 100];
        let index = index(&items, 1000, 3);
        let pairs: usize = partners(&index, 100).iter().map(Vec::len).sum();
        assert_eq!(pairs, 97 * 3 + 2 + 1);
    }
}
