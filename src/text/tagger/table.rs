//! The tagger's weights: an open-addressing hash table from features to weights, laid out so that a look costs one place in memory.

use std::array;

use crate::text::{
    features::{FEATURES, mix},
    tagger::MAX_LABELS,
};

/// Bytes of one slot of a file: start of its weights in pairs (3), number of pairs (1). Its fingerprint (2) stands in
/// a table of its own.
pub const SLOT: usize = 4;
/// A slot with this count holds a word's class in the place of `start`, and above it the label it is sure to have, plus one.
pub const CLASS_MARK: u8 = 0xFF;
/// Pairs of blocks looked at before a feature counts as absent; keeps a broken file from costing more than time.
const MAX_PROBES: usize = 32;
/// Slots of the beginning that stand behind the end once more, for searches that go round it.
const BEYOND: usize = 64;
/// Slots in a block.
const BLOCK: usize = 4;
/// In the place of an entry's first label: the other three bytes are the number of a row.
const ROW: u8 = 0xFF;
/// In the place of an entry's first label: the other bytes are a class and the label that the word is sure to have.
const CLASS: u8 = 0xFE;
/// What makes a weight a positive number; as every label has it, it does not matter to which is the best.
const BIAS: u8 = 128;
/// Enough for what is told of each feature and of each label, and a power of two, so that no place is outside.
const PLACES: usize = 64;
const _: () = assert!(FEATURES <= PLACES && MAX_LABELS <= PLACES && MAX_LABELS.is_multiple_of(16));
/// Weights that an entry has place for, and what of it is kept by their number.
const FEW: u8 = 2;
const KEPT: [u32; FEW as usize + 1] = [0, 0xFFFF, u32::MAX];
/// The highest number of a label.
const LAST: u8 = MAX_LABELS as u8 - 1;
/// Labels whose weights are in the lower bytes of a row; those of the others are above them.
const HALF: usize = MAX_LABELS / 2;

/// The weights of one feature for each label, with [`BIAS`], two to a number.
type Row = [u16; HALF];

/// Two labels with their weights, or what [`ROW`] and [`CLASS`] tell. The entry of what is not there changes no sum.
type Entry = [u8; 4];

/// The sums of weights for each label.
pub(super) type Scores = [i16; MAX_LABELS];

/// Some slots: their fingerprints, two bytes each, and their entries.
#[derive(Clone, Copy, Default)]
struct Block {
    marks: u64,
    entries: [Entry; BLOCK],
}

impl Block {
    fn set(&mut self, place: usize, mark: u16, entry: Entry) {
        self.marks |= u64::from(mark) << (16 * place);
        self.entries[place] = entry;
    }
}

/// The fingerprints of two blocks, and the slot among those of the first where a search begins.
#[derive(Clone, Copy, Default)]
struct Window {
    marks: u128,
    start: usize,
}

/// Features and their weights, words and their classes.
pub(super) struct Table {
    blocks: Vec<Block>,
    rows: Vec<Row>,
    slot_count: u32,
}

impl Table {
    /// Reads number of slots (4 bytes), fingerprints, slots, pairs of label and weight. `None` when it is no such table.
    pub fn from_bytes(bytes: &'static [u8]) -> Option<Table> {
        let (count, rest) = bytes.split_first_chunk::<4>()?;
        let slot_count = u32::from_le_bytes(*count);
        let (marks, rest) = rest.split_at_checked((slot_count as usize).checked_mul(2)?)?;
        let (slots, pairs) = rest.split_at_checked((slot_count as usize).checked_mul(SLOT)?)?;
        let mut blocks = vec![Block::default(); (slot_count as usize + BEYOND).div_ceil(BLOCK)];
        let mut rows = Vec::with_capacity(slot_count as usize / 8);
        for (at, (mark, slot)) in marks.as_chunks().0.iter().zip(slots.as_chunks().0).enumerate() {
            let (mark, entry) = (u16::from_le_bytes(*mark), entry(*slot, pairs, &mut rows));
            blocks[at / BLOCK].set(at % BLOCK, mark, entry);
            if at < BEYOND {
                let again = at + slot_count as usize;
                blocks[again / BLOCK].set(again % BLOCK, mark, entry);
            }
        }
        Some(Table { blocks, rows, slot_count })
    }

    /// The sums of the weights of these features.
    pub fn scores(&self, features: &[u64; FEATURES]) -> Scores {
        // All places are fetched before the first is looked at, so that the waits for memory overlap.
        let windows = features.map(|feature| self.window(feature));
        // Sorted by kind first and without branches, as the processor cannot guess which kind a feature has.
        let (mut rows, mut row_count) = ([0_u32; PLACES], 0);
        let (mut few, mut few_count) = ([[0_u8; 4]; PLACES], 0);
        for (window, feature) in windows.iter().zip(features) {
            let entry = self.entry(window, *feature);
            rows[row_count % PLACES] = u32::from_le_bytes(entry) >> 8;
            few[few_count % PLACES] = entry;
            row_count += usize::from(entry[0] == ROW);
            few_count += usize::from(entry[0] < CLASS);
        }
        let (mut low, mut high) = ([0; HALF], [0; HALF]);
        for row in rows[..row_count].iter().filter_map(|row| self.rows.get(*row as usize)) {
            // By index, which the compiler makes one instruction of for several labels.
            for at in 0..HALF {
                low[at] += row[at] & 0xFF;
                high[at] += row[at] >> 8;
            }
        }
        let mut scores = [0; PLACES];
        let (first, second) = scores.split_at_mut(HALF);
        first.iter_mut().zip(low).for_each(|(score, sum)| *score = sum.cast_signed());
        second.iter_mut().zip(high).for_each(|(score, sum)| *score = sum.cast_signed());
        for [first, weight, second, other] in &few[..few_count] {
            scores[usize::from(*first) % PLACES] += i16::from(weight.cast_signed());
            scores[usize::from(*second) % PLACES] += i16::from(other.cast_signed());
        }
        array::from_fn(|label| scores[label])
    }

    /// The class of a word and the label it is sure to have, plus one; 0 for none.
    pub fn class_of(&self, lower: u64) -> (u8, u8) {
        let key = class_key(lower);
        match self.entry(&self.window(key), key) {
            [CLASS, class, sure, _] => (class, sure),
            _ => (0, 0),
        }
    }

    /// The fingerprints from where the search for a feature begins.
    fn window(&self, hash: u64) -> Window {
        let start = first_slot(hash, self.slot_count);
        let marks = self.marks(start / BLOCK);
        Window { marks, start }
    }

    fn marks(&self, block: usize) -> u128 {
        let two = self.blocks.get(block..).and_then(|rest| rest.first_chunk());
        two.map_or(0, |[one, two]| u128::from(one.marks) | u128::from(two.marks) << 64)
    }

    /// The entry of the first slot from where the search begins that has the fingerprint, if no empty one comes before it.
    #[inline(always)]
    fn entry(&self, window: &Window, hash: u64) -> Entry {
        let wanted = u128::from(fingerprint(hash)) * ONES;
        let mut block = window.start / BLOCK;
        let mut marks = window.marks;
        let mut open = u128::MAX << (16 * (window.start % BLOCK));
        for _ in 0..MAX_PROBES {
            let same = zeros(marks ^ wanted);
            let both = (same | zeros(marks)) & open;
            if both != 0 {
                let first = both & both.wrapping_neg();
                let slot = block * BLOCK + both.trailing_zeros() as usize / 16;
                let entry = self.blocks.get(slot / BLOCK).map_or(Entry::default(), |block| block.entries[slot % BLOCK]);
                // No branch here either: all ones where it is found, else zeros.
                let found = u8::from(same & first != 0).wrapping_neg();
                return entry.map(|byte| byte & found);
            }
            block += 2;
            marks = self.marks(block);
            open = u128::MAX;
        }
        Entry::default()
    }
}

const ONES: u128 = 0x0001_0001_0001_0001_0001_0001_0001_0001;

/// The highest bit of each of eight numbers of two bytes that is 0.
fn zeros(numbers: u128) -> u128 {
    const TOPS: u128 = ONES << 15;
    !(((numbers & !TOPS) + !TOPS) | numbers) & TOPS
}

/// What is kept of a slot.
fn entry([low, middle, high, count]: [u8; SLOT], pairs: &[u8], rows: &mut Vec<Row>) -> Entry {
    if count == CLASS_MARK {
        return [CLASS, low, middle, 0];
    }
    let own = pairs.get(2 * u32::from_le_bytes([low, middle, high, 0]) as usize..).unwrap_or(&[]);
    if count <= FEW {
        // Without a branch for each number of pairs, as there is no guessing it.
        let first =
            own.first_chunk().copied().unwrap_or_else(|| array::from_fn(|at| own.get(at).copied().unwrap_or(0)));
        let [label, weight, second, other] = (u32::from_le_bytes(first) & KEPT[usize::from(count)]).to_le_bytes();
        return [label.min(LAST), weight, second.min(LAST), other];
    }
    let mut row = [BIAS; MAX_LABELS];
    for &[label, weight] in own.as_chunks().0.iter().take(usize::from(count)) {
        row[usize::from(label.min(LAST))] = weight.wrapping_add(BIAS);
    }
    let [low, middle, high, _] = (rows.len() as u32).to_le_bytes();
    rows.push(array::from_fn(|at| u16::from_le_bytes([row[at], row[at + HALF]])));
    [ROW, low, middle, high]
}

/// The slot where the search for a feature begins; it goes on to the next ones and round the end.
pub fn first_slot(hash: u64, slot_count: u32) -> usize {
    (((hash >> 32) * u64::from(slot_count)) >> 32) as usize
}

/// What a slot keeps of a feature's hash; 0 marks an empty slot.
pub fn fingerprint(hash: u64) -> u16 {
    (hash as u16).max(1)
}

/// The key under which a word's class is kept.
pub fn class_key(lower: u64) -> u64 {
    mix(99, lower, 0)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A table in a file's layout: features with pairs of label and weight.
    fn table(features: &[(u64, &[[u8; 2]])], slot_count: u32) -> Table {
        let mut marks = vec![[0; 2]; slot_count as usize];
        let mut slots = vec![[0; SLOT]; slot_count as usize];
        let mut all: Vec<[u8; 2]> = Vec::new();
        for (hash, pairs) in features {
            let mut at = first_slot(*hash, slot_count);
            while marks[at] != [0, 0] {
                at = (at + 1) % slot_count as usize;
            }
            marks[at] = fingerprint(*hash).to_le_bytes();
            slots[at] = [all.len() as u8, 0, 0, pairs.len() as u8];
            all.extend(*pairs);
        }
        let bytes = [slot_count.to_le_bytes().to_vec(), marks.concat(), slots.concat(), all.concat()].concat();
        Table::from_bytes(bytes.leak()).expect("a whole table")
    }

    fn sums(table: &Table, hashes: &[u64]) -> Vec<i16> {
        let mut features = [1 << 20; FEATURES];
        features[..hashes.len()].copy_from_slice(hashes);
        let scores = table.scores(&features);
        // What is added to all of them tells nothing.
        scores[..4].iter().map(|score| score - scores[MAX_LABELS - 1]).collect()
    }

    #[test]
    fn few_weights_and_many_are_summed() {
        let minus = 0_u8.wrapping_sub(3);
        let made = table(&[(7, &[[0, 5], [2, minus]]), (8 << 40 | 9, &[[0, 1], [1, 100], [2, 1], [3, minus]])], 9);
        assert_eq!(sums(&made, &[7]), [5, 0, -3, 0]);
        assert_eq!(sums(&made, &[7, 8 << 40 | 9]), [6, 100, -2, -3]);
        assert_eq!(sums(&made, &[6]), [0; 4]);
    }

    #[test]
    fn a_search_goes_round_the_end() {
        let last = u64::MAX << 32;
        let features: Vec<(u64, &[[u8; 2]])> = (1..7).map(|mark| (last | mark, &[[1, 9]][..])).collect();
        let made = table(&features, 11);
        for (hash, _) in features {
            assert_eq!(sums(&made, &[hash]), [0, 9, 0, 0], "{hash:x}");
        }
        assert_eq!(sums(&made, &[last | 7]), [0; 4]);
    }

    #[test]
    fn zeros_are_found_beside_ones() {
        assert_eq!(zeros(0x8000_FFFF_0001_0000_0001_0000_7FFF_0001), 0x8000_0000_8000_0000_0000);
    }
}
