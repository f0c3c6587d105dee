//! Layers of a net. Every sum is taken in one order, so it is the same on every machine.

use crate::text::neural::Reader;

/// Outputs that are summed side by side: as many as fit the registers.
const LANES: usize = 32;
/// Lanes of one instruction that every processor has.
const STEP: usize = 4;
const MOST_INPUTS: usize = 512;
const MOST_OUTPUTS: usize = 4096;

/// A matrix of weights with an offset for each output.
pub struct Dense(Columns);

impl Dense {
    /// Reads numbers of inputs and outputs, scale and offset of each output, and the weights, output by output.
    pub fn read(from: &mut Reader) -> Option<Dense> {
        let inputs = from.size(MOST_INPUTS)?;
        let outputs = from.size(MOST_OUTPUTS)?;
        if inputs == 0 || outputs == 0 {
            return None;
        }
        let scales = from.fractions(outputs)?;
        let offsets = from.fractions(outputs)?;
        let mut columns = Columns::new(inputs);
        for ((column, scale), offset) in from.bytes(inputs * outputs)?.chunks_exact(inputs).zip(scales).zip(offsets) {
            columns.push(column.iter().map(|w| f32::from(w.cast_signed()) * scale), offset);
        }
        Some(Dense(columns))
    }

    /// Number of inputs.
    pub fn inputs(&self) -> usize {
        self.0.length
    }

    /// Number of outputs.
    pub fn outputs(&self) -> usize {
        self.0.count
    }

    /// The outputs for each row of inputs.
    pub fn apply(&self, rows: &[f32]) -> Vec<f32> {
        self.0.products(rows)
    }
}

/// Vectors of one length with an offset each, laid out so that `LANES` of them are multiplied at a time.
pub struct Columns {
    length: usize,
    count: usize,
    blocks: Vec<[f32; LANES]>,
    offsets: Vec<[f32; LANES]>,
}

impl Columns {
    /// No vectors yet.
    pub fn new(length: usize) -> Columns {
        Columns { length, count: 0, blocks: Vec::new(), offsets: Vec::new() }
    }

    /// Adds a vector; it must have the length given to [`Columns::new`].
    pub fn push(&mut self, vector: impl Iterator<Item = f32>, offset: f32) {
        let (block, lane) = (self.count / LANES, self.count % LANES);
        if lane == 0 {
            self.blocks.resize(self.blocks.len() + self.length, [0.0; LANES]);
            self.offsets.push([0.0; LANES]);
        }
        self.offsets[block][lane] = offset;
        for (weights, x) in self.blocks[block * self.length..].iter_mut().zip(vector) {
            weights[lane] = x;
        }
        self.count += 1;
    }

    /// For each of `rows` its product with each vector, to which the vector's offset is added.
    pub fn products(&self, rows: &[f32]) -> Vec<f32> {
        let rows: Vec<[f32; STEP]> = rows.iter().map(|x| [*x; STEP]).collect();
        let mut out = vec![0.0; rows.len() / self.length.max(1) * self.count];
        // Block by block, as one fits the processor's nearest memory and all do not.
        let blocks = self.blocks.chunks_exact(self.length.max(1)).zip(&self.offsets);
        for (from, (block, offsets)) in (0..).step_by(LANES).zip(blocks) {
            for (row, out) in rows.chunks_exact(self.length).zip(out.chunks_exact_mut(self.count)) {
                match out[from..].first_chunk_mut() {
                    Some(out) => product(row, block, offsets, out),
                    None => {
                        let mut whole = [0.0; LANES];
                        product(row, block, offsets, &mut whole);
                        out[from..].iter_mut().zip(whole).for_each(|(out, sum)| *out = sum);
                    }
                }
            }
        }
        out
    }
}

/// The products of a row with the vectors of a block. A function of its own, as the sums stay in registers only where nothing
/// else is done with them; each number of the row stands there [`STEP`] times, as many as are multiplied by one instruction.
#[inline(never)]
fn product(row: &[[f32; STEP]], block: &[[f32; LANES]], offsets: &[f32; LANES], out: &mut [f32; LANES]) {
    let mut sums = [0.0_f32; LANES];
    for (x, weights) in row.iter().zip(block) {
        // By index, which the compiler makes one instruction of for several lanes.
        for lane in 0..LANES {
            sums[lane] += x[lane % STEP] * weights[lane];
        }
    }
    for lane in 0..LANES {
        out[lane] = sums[lane] + offsets[lane];
    }
}

/// What a cell holds after a word. `keep` says how much of its state it keeps, `new` what takes the place of the rest; both
/// go through a smooth step, the first from 0 to 1, the second from -1 to 1.
pub fn cell(state: f32, keep: f32, new: f32) -> f32 {
    let ((above, below), (new_above, new_below)) = (step(0.5 * keep), step(new));
    // One division for both, as divisions are slow.
    let both = 1.0 / (below * new_below);
    let keep = 0.5 + 0.5 * above * new_below * both;
    let new = new_above * below * both;
    new + keep * (state - new)
}

/// A step from -1 to 1 as a fraction. It is the same on every machine, which the hyperbolic tangent of a library is not.
fn step(x: f32) -> (f32, f32) {
    let x = x.clamp(-3.0, 3.0);
    let square = x * x;
    (x * (27.0 + square), 27.0 + 9.0 * square)
}

/// Lets what is positive through, and a little of the rest.
pub fn rectify(x: f32) -> f32 {
    x.max(0.1 * x)
}
