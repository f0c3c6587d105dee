//! The encoder in fractions, forward and back: what `text::neural::Encoder` does in the program.

use crosscheck::text::neural::words::{ROWS, VECTOR, VECTOR_UNIT, WordRows, Words};

use crate::{
    data::Random,
    math::{back, backward, dense, forward, gate, mask, scale_of, squash, sum_rows, whole},
};

/// Sizes of an encoder.
#[derive(Clone, Copy)]
pub struct Shape {
    pub rows: usize,
    pub width: usize,
    pub layers: usize,
}

/// Shares of what is left out in training.
#[derive(Clone, Copy)]
pub struct Drop {
    pub word: f32,
    pub tag: f32,
    pub vector: f32,
    pub input: f32,
    pub layer: f32,
    pub top: f32,
}

/// Where its weights begin; the table of rows comes first.
pub struct Encoder {
    pub shape: Shape,
    vector: usize,
    vector_offset: usize,
    layers: Vec<(usize, usize)>,
    pub end: usize,
}

/// What a pass forward leaves for the way back.
pub struct Pass {
    pub stream: Vec<f32>,
    rows: Vec<[u32; ROWS]>,
    vectors: Vec<f32>,
    input_mask: Vec<f32>,
    layers: Vec<Layer>,
}

struct Layer {
    input: Vec<f32>,
    gates: Vec<f32>,
    states: Vec<f32>,
    mask: Vec<f32>,
}

/// Share of the words left out whose vector is left out too.
const UNKNOWN: f32 = 0.3;
/// The bucket that stands for a tag not known.
const NO_TAG: u32 = 511;

impl Encoder {
    pub fn new(shape: Shape) -> Encoder {
        let mut at = shape.rows * shape.width;
        let mut take = |size: usize| {
            at += size;
            at - size
        };
        let (vector, vector_offset) = (take(VECTOR * shape.width), take(shape.width));
        let layers = (0..shape.layers).map(|_| (take(2 * shape.width * shape.width), take(2 * shape.width))).collect();
        Encoder { shape, vector, vector_offset, layers, end: take(0) }
    }

    pub fn fill(&self, weights: &mut [f32], random: &mut Random) {
        let width = self.shape.width;
        random.fill(&mut weights[..self.shape.rows * width], 0.1);
        random.fill(&mut weights[self.vector..][..VECTOR * width], 0.15);
        for (layer, _) in &self.layers {
            random.fill(&mut weights[*layer..][..2 * width * width], (3.0 / width as f32).sqrt());
        }
    }

    pub fn forward(&self, w: &[f32], words: &Words, given: &[WordRows], drop: &Drop, random: &mut Random) -> Pass {
        let width = self.shape.width;
        let count = given.len();
        let (rows, vectors) = self.leave_out(words, given, drop, random);
        let mut x = w[self.vector_offset..][..width].repeat(count);
        forward(&w[self.vector..][..VECTOR * width], &vectors, &mut x, width);
        for (rows, x) in rows.iter().zip(x.chunks_exact_mut(width)) {
            for row in rows {
                x.iter_mut().zip(&w[*row as usize * width..]).for_each(|(x, e)| *x += e);
            }
        }
        let input_mask = mask(count * width, drop.input, random);
        x.iter_mut().zip(&input_mask).for_each(|(x, m)| *x *= m);
        let mut layers = Vec::new();
        for (layer, offset) in &self.layers {
            let mut gates = w[*offset..][..2 * width].repeat(count);
            forward(&w[*layer..][..2 * width * width], &x, &mut gates, 2 * width);
            let states = states(&gates, count, width);
            let mask = mask(count * width, drop.layer, random);
            let input = x.clone();
            for ((x, s), m) in x.iter_mut().zip(&states).zip(&mask) {
                *x += s * m;
            }
            layers.push(Layer { input, gates, states, mask });
        }
        Pass { stream: x, rows, vectors, input_mask, layers }
    }

    /// The rows and vectors of a sentence, some of them hidden.
    fn leave_out(
        &self,
        words: &Words,
        given: &[WordRows],
        drop: &Drop,
        random: &mut Random,
    ) -> (Vec<[u32; ROWS]>, Vec<f32>) {
        let mut vectors = vec![0.0; given.len() * VECTOR];
        let mut rows = Vec::with_capacity(given.len());
        for (word, vector) in given.iter().zip(vectors.chunks_exact_mut(VECTOR)) {
            let mut own = word.rows;
            let unknown = random.fraction() < drop.word;
            if unknown {
                own[ROWS - 1] = (self.shape.rows - 1) as u32;
            }
            // A word nobody has heard of has no vector either.
            let share = if unknown { UNKNOWN } else { drop.vector };
            if random.fraction() < drop.tag {
                own[..3].fill(NO_TAG);
            }
            if let Some(number) = word.vector.filter(|_| random.fraction() >= share) {
                vector.iter_mut().zip(words.vector(number)).for_each(|(v, n)| *v = f32::from(n) / VECTOR_UNIT);
            }
            rows.push(own);
        }
        (rows, vectors)
    }

    /// Adds to `gradient` what the gradient of the stream means for the weights.
    pub fn backward(&self, w: &[f32], pass: &Pass, mut x_gradient: Vec<f32>, gradient: &mut [f32]) {
        let width = self.shape.width;
        let count = pass.rows.len();
        for (layer, (weights, offset)) in pass.layers.iter().zip(&self.layers).rev() {
            let gates_gradient = gates_gradient(layer, &x_gradient, count, width);
            sum_rows(&gates_gradient, &mut gradient[*offset..][..2 * width]);
            let into = &mut gradient[*weights..][..2 * width * width];
            let weights = &w[*weights..][..2 * width * width];
            backward(weights, &layer.input, &gates_gradient, 2 * width, into, &mut x_gradient);
        }
        x_gradient.iter_mut().zip(&pass.input_mask).for_each(|(x, m)| *x *= m);
        sum_rows(&x_gradient, &mut gradient[self.vector_offset..][..width]);
        let mut unused = vec![0.0; pass.vectors.len()];
        let into = &mut gradient[self.vector..][..VECTOR * width];
        backward(&w[self.vector..][..VECTOR * width], &pass.vectors, &x_gradient, width, into, &mut unused);
        for (g, rows) in x_gradient.chunks_exact(width).zip(&pass.rows) {
            for row in rows {
                gradient[*row as usize * width..][..width].iter_mut().zip(g).for_each(|(o, g)| *o += g);
            }
        }
    }

    /// The layout that `neural::Encoder::read` reads.
    pub fn write(&self, w: &[f32], out: &mut Vec<u8>) {
        let Shape { rows, width, layers } = self.shape;
        out.extend((width as u32).to_le_bytes());
        let table = &w[..rows * width];
        let scale = scale_of(table);
        out.extend(scale.to_le_bytes());
        out.extend(table.iter().map(|x| whole(*x, scale)));
        dense(out, &w[self.vector..], &w[self.vector_offset..], VECTOR, width);
        out.extend((layers as u32).to_le_bytes());
        for (layer, offset) in &self.layers {
            dense(out, &w[*layer..], &w[*offset..], width, 2 * width);
        }
    }
}

/// The states of the cells that read forward, and of those that read back.
fn states(gates: &[f32], count: usize, width: usize) -> Vec<f32> {
    let half = width / 2;
    let mut states = vec![0.0_f32; count * width];
    for t in 0..count {
        for i in 0..half {
            let g = t * 2 * width + i;
            let before = if t > 0 { states[(t - 1) * width + i] } else { 0.0 };
            let (z, c) = (gate(gates[g]).0, squash(gates[g + half]).0);
            states[t * width + i] = z * before + (1.0 - z) * c;
        }
    }
    for t in (0..count).rev() {
        for i in 0..half {
            let g = t * 2 * width + width + i;
            let before = if t + 1 < count { states[(t + 1) * width + half + i] } else { 0.0 };
            let (z, c) = (gate(gates[g]).0, squash(gates[g + half]).0);
            states[t * width + half + i] = z * before + (1.0 - z) * c;
        }
    }
    states
}

fn gates_gradient(layer: &Layer, x_gradient: &[f32], count: usize, width: usize) -> Vec<f32> {
    let half = width / 2;
    let Layer { gates, states, mask, .. } = layer;
    let mut out = vec![0.0_f32; count * 2 * width];
    let mut carry = vec![0.0_f32; half];
    for t in (0..count).rev() {
        for (i, carry) in carry.iter_mut().enumerate() {
            let s = t * width + i;
            let before = if t > 0 { states[s - width] } else { 0.0 };
            *carry = back(*carry + x_gradient[s] * mask[s], before, gates, &mut out, t * 2 * width + i, half);
        }
    }
    carry.fill(0.0);
    for t in 0..count {
        for (i, carry) in carry.iter_mut().enumerate() {
            let s = t * width + half + i;
            let before = if t + 1 < count { states[s + width] } else { 0.0 };
            let g = t * 2 * width + width + i;
            *carry = back(*carry + x_gradient[s] * mask[s], before, gates, &mut out, g, half);
        }
    }
    out
}
