//! From words to vectors that know their sentence: a sum of table rows, then layers that read it from both ends.

use std::array;

use crate::text::neural::{
    Dense, Reader, WordRows, Words,
    layers::cell,
    words::{VECTOR, VECTOR_UNIT},
};

const MOST_LAYERS: usize = 8;
/// Cells that are worked out side by side; the halves of a vector are made of so many.
const CELLS: usize = 8;

/// A recurrent encoder.
pub struct Encoder {
    width: usize,
    table: &'static [u8],
    table_scale: f32,
    from_vector: Dense,
    layers: Vec<Dense>,
}

impl Encoder {
    /// Reads width, the table of one row of weights for each feature, what maps word vectors, and the layers.
    pub fn read(from: &mut Reader, words: &Words) -> Option<Encoder> {
        let width = from.size(512)?;
        let table_scale = *from.fractions(1)?.first()?;
        let table = from.bytes(words.rows().checked_mul(width)?)?;
        let from_vector = Dense::read(from)?;
        let count = from.size(MOST_LAYERS)?;
        let layers = (0..count).map(|_| Dense::read(from)).collect::<Option<Vec<_>>>()?;
        let fits = width > 0
            && width.is_multiple_of(2 * CELLS)
            && from_vector.inputs() == VECTOR
            && from_vector.outputs() == width
            && layers.iter().all(|l| l.inputs() == width && l.outputs() == 2 * width);
        fits.then_some(Encoder { width, table, table_scale, from_vector, layers })
    }

    /// Length of the vector of a word.
    pub fn width(&self) -> usize {
        self.width
    }

    /// A vector for each word of a sentence, one after the other.
    pub fn encode(&self, words: &Words, rows: &[WordRows]) -> Vec<f32> {
        let mut stream = self.look_up(words, rows);
        for layer in &self.layers {
            let gates = layer.apply(&stream);
            read_both_ways(&gates, &mut stream, self.width);
        }
        stream
    }

    fn look_up(&self, words: &Words, rows: &[WordRows]) -> Vec<f32> {
        let mut vectors: Vec<f32> = Vec::with_capacity(rows.len() * VECTOR);
        for word in rows {
            let filled = vectors.len();
            if let Some(number) = word.vector {
                vectors.extend(words.vector(number).map(|v| f32::from(v) / VECTOR_UNIT));
            }
            vectors.resize(filled + VECTOR, 0.0);
        }
        let mut out = self.from_vector.apply(&vectors);
        let mut sum = vec![0_i16; self.width];
        for (word, out) in rows.iter().zip(out.chunks_exact_mut(self.width)) {
            sum.fill(0);
            for row in word.rows {
                let from = row as usize * self.width;
                for (sum, weight) in sum.iter_mut().zip(self.table.get(from..from + self.width).unwrap_or(&[])) {
                    *sum += i16::from(weight.cast_signed());
                }
            }
            for (out, sum) in out.iter_mut().zip(&sum) {
                *out += f32::from(*sum) * self.table_scale;
            }
        }
        out
    }
}

/// Half of each vector takes in the words before it, half those after it. `gates` has, for each word and both directions, what
/// to keep and what to put in its place.
fn read_both_ways(gates: &[f32], stream: &mut [f32], width: usize) {
    let half = width / 2;
    let mut state = vec![0.0_f32; half];
    for (gates, stream) in gates.chunks_exact(2 * width).zip(stream.chunks_exact_mut(width)) {
        step(&mut state, &gates[..width], &mut stream[..half]);
    }
    state.fill(0.0);
    for (gates, stream) in gates.chunks_exact(2 * width).zip(stream.chunks_exact_mut(width)).rev() {
        step(&mut state, &gates[width..], &mut stream[half..]);
    }
}

fn step(state: &mut [f32], gates: &[f32], stream: &mut [f32]) {
    let (keep, new) = gates.split_at(state.len());
    let (states, keeps, news) = (state.as_chunks_mut::<CELLS>().0, keep.as_chunks().0, new.as_chunks().0);
    for (((state, keep), new), stream) in states.iter_mut().zip(keeps).zip(news).zip(stream.as_chunks_mut().0) {
        *state = cells(state, keep, new);
        *stream = array::from_fn::<f32, CELLS, _>(|at| stream[at] + state[at]);
    }
}

/// A function of its own, so that the compiler makes one instruction of each step for several cells.
#[inline(never)]
fn cells(state: &[f32; CELLS], keep: &[f32; CELLS], new: &[f32; CELLS]) -> [f32; CELLS] {
    array::from_fn(|at| cell(state[at], keep[at], new[at]))
}
