//! Layers of a net. Every sum is taken in one order, so it is the same on every machine.

use crate::text::neural::Reader;

/// Outputs that are summed side by side: as many as fit the registers.
pub const LANES: usize = 32;
const MOST_INPUTS: usize = 512;
const MOST_OUTPUTS: usize = 4096;

/// A matrix of weights with an offset for each output.
pub struct Dense {
    inputs: usize,
    outputs: usize,
    weights: Columns,
    offsets: Vec<f32>,
}

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
        let mut weights = Columns::new(inputs);
        for (column, scale) in from.bytes(inputs * outputs)?.chunks_exact(inputs).zip(scales) {
            weights.push(column.iter().map(|w| f32::from(w.cast_signed()) * scale));
        }
        Some(Dense { inputs, outputs, weights, offsets })
    }

    /// Number of inputs.
    pub fn inputs(&self) -> usize {
        self.inputs
    }

    /// Number of outputs.
    pub fn outputs(&self) -> usize {
        self.outputs
    }

    /// Appends the outputs for each row of inputs.
    pub fn apply(&self, rows: &[f32], out: &mut Vec<f32>) {
        let start = out.len();
        out.resize(start + rows.len() / self.inputs * self.outputs, 0.0);
        self.weights.products(rows, &mut out[start..]);
        for out in out[start..].chunks_exact_mut(self.outputs) {
            out.iter_mut().zip(&self.offsets).for_each(|(out, offset)| *out += offset);
        }
    }
}

/// Vectors of one length, laid out so that [`LANES`] of them are multiplied at a time.
pub struct Columns {
    length: usize,
    count: usize,
    blocks: Vec<[f32; LANES]>,
}

impl Columns {
    /// No vectors yet.
    pub fn new(length: usize) -> Columns {
        Columns { length, count: 0, blocks: Vec::new() }
    }

    /// Adds a vector; it must have the length given to [`Columns::new`].
    pub fn push(&mut self, vector: impl Iterator<Item = f32>) {
        let lane = self.count % LANES;
        if lane == 0 {
            self.blocks.resize(self.blocks.len() + self.length, [0.0; LANES]);
        }
        let from = self.count / LANES * self.length;
        for (block, x) in self.blocks[from..from + self.length].iter_mut().zip(vector) {
            block[lane] = x;
        }
        self.count += 1;
    }

    /// Puts into `out`, for each of `rows`, its product with each vector.
    pub fn products(&self, rows: &[f32], out: &mut [f32]) {
        // Block by block, as one fits the processor's nearest memory and all do not.
        for (number, block) in self.blocks.chunks_exact(self.length.max(1)).enumerate() {
            let from = number * LANES;
            let lanes = (self.count - from).min(LANES);
            for (row, out) in rows.chunks_exact(self.length).zip(out.chunks_exact_mut(self.count)) {
                let sums = product(row, block);
                match out[from..].first_chunk_mut() {
                    Some(out) => *out = sums,
                    None => out[from..].copy_from_slice(&sums[..lanes]),
                }
            }
        }
    }
}

/// The products of a row with the vectors of a block. A function of its own, as the sums stay in registers only where nothing
/// else is done with them.
#[inline(never)]
fn product(row: &[f32], block: &[[f32; LANES]]) -> [f32; LANES] {
    let mut sums = [0.0_f32; LANES];
    for (x, weights) in row.iter().zip(block) {
        // By index, which the compiler makes one instruction of for several lanes.
        for lane in 0..LANES {
            sums[lane] += x * weights[lane];
        }
    }
    sums
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
