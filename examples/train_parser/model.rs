//! The net in fractions: its weights in one long row, one sentence forward and back, and how it is written in whole numbers.

use crosscheck::{
    syntax::{Dep, MAGIC, PAIR_SCALE, PAIRS},
    text::neural::words::{ROWS, VECTOR, WordRows, Words},
};

use crate::data::Random;

/// Sizes of the net.
#[derive(Clone, Copy)]
pub struct Shape {
    pub rows: usize,
    pub width: usize,
    pub layers: usize,
    pub arc: usize,
    pub label: usize,
}

pub const LABELS: usize = Dep::ALL.len();

/// Where each part of the weights begins.
#[derive(Clone)]
pub struct Places {
    pub vector: usize,
    pub vector_offset: usize,
    pub layers: Vec<(usize, usize)>,
    pub top: usize,
    pub top_offset: usize,
    pub root_arc: usize,
    pub root_label: usize,
    pub pairs: usize,
    pub labels: usize,
    pub labels_offset: usize,
    pub end: usize,
}

impl Shape {
    pub fn top(&self) -> usize {
        2 * (self.arc + self.label)
    }

    pub fn places(&self) -> Places {
        let mut at = self.rows * self.width;
        let mut take = |size: usize| {
            at += size;
            at - size
        };
        Places {
            vector: take(VECTOR * self.width),
            vector_offset: take(self.width),
            layers: (0..self.layers).map(|_| (take(2 * self.width * self.width), take(2 * self.width))).collect(),
            top: take(self.width * self.top()),
            top_offset: take(self.top()),
            root_arc: take(self.arc),
            root_label: take(self.label),
            pairs: take(PAIRS),
            labels: take(self.label * LABELS),
            labels_offset: take(LABELS),
            end: take(0),
        }
    }
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

/// A sentence as the net sees it.
pub struct Example {
    pub rows: Vec<WordRows>,
    pub heads: Vec<usize>,
    pub deps: Vec<usize>,
    pub codes: Vec<u16>,
}

pub struct Net {
    pub shape: Shape,
    pub at: Places,
    pub weights: Vec<f32>,
}

/// out[o] += Σ input[i] * weights[i][o]
fn forward(weights: &[f32], input: &[f32], out: &mut [f32]) {
    for (x, row) in input.iter().zip(weights.chunks_exact(out.len())) {
        if *x != 0.0 {
            for (o, w) in out.iter_mut().zip(row) {
                *o += x * w;
            }
        }
    }
}

/// The gradient of `forward`.
fn backward(weights: &[f32], input: &[f32], out: &[f32], gradient: &mut [f32], input_gradient: &mut [f32]) {
    let rows = weights.chunks_exact(out.len()).zip(gradient.chunks_exact_mut(out.len()));
    for ((x, gx), (row, grow)) in input.iter().zip(input_gradient).zip(rows) {
        if *x != 0.0 {
            for (g, o) in grow.iter_mut().zip(out) {
                *g += x * o;
            }
        }
        *gx += dot(row, out);
    }
}

fn dot(a: &[f32], b: &[f32]) -> f32 {
    let mut sums = [0.0_f32; 8];
    let (ca, cb) = (a.chunks_exact(8), b.chunks_exact(8));
    let rest: f32 = ca.remainder().iter().zip(cb.remainder()).map(|(a, b)| a * b).sum();
    for (a, b) in ca.zip(cb) {
        for i in 0..8 {
            sums[i] += a[i] * b[i];
        }
    }
    rest + sums.iter().sum::<f32>()
}

fn squash(x: f32) -> (f32, f32) {
    let x = x.clamp(-3.0, 3.0);
    let (s, below) = (x * x, 27.0 + 9.0 * x * x);
    (x * (27.0 + s) / below, ((27.0 + 3.0 * s) * below - 18.0 * s * (27.0 + s)) / (below * below))
}

fn gate(x: f32) -> (f32, f32) {
    let (y, slope) = squash(0.5 * x);
    (0.5 + 0.5 * y, 0.25 * slope)
}

fn rectify(x: f32) -> (f32, f32) {
    if x > 0.0 { (x, 1.0) } else { (0.1 * x, 0.1) }
}

/// e to the power of x, the same on every machine.
pub fn exp(x: f32) -> f32 {
    let y = (x * std::f32::consts::LOG2_E).clamp(-120.0, 120.0);
    let whole = y.floor();
    let f = (y - whole) * std::f32::consts::LN_2;
    let series = 1.0 + f * (1.0 + f * (0.5 + f * (1.0 / 6.0 + f * (1.0 / 24.0 + f * (1.0 / 120.0 + f / 720.0)))));
    f32::from_bits(((whole as i32 + 127) as u32) << 23) * series
}

/// Turns scores into shares that sum up to one, and takes one from the right one: the gradient of the loss.
fn loss_gradient(scores: &mut [f32], right: usize) {
    let top = scores.iter().copied().fold(f32::NEG_INFINITY, f32::max);
    scores.iter_mut().for_each(|s| *s = exp(*s - top));
    let sum: f32 = scores.iter().sum();
    scores.iter_mut().for_each(|s| *s /= sum);
    scores[right] -= 1.0;
}

/// A mask that leaves out a share and makes up for it.
fn mask(size: usize, share: f32, random: &mut Random) -> Vec<f32> {
    (0..size).map(|_| if random.fraction() < share { 0.0 } else { 1.0 / (1.0 - share) }).collect()
}

impl Net {
    pub fn new(shape: Shape, random: &mut Random) -> Net {
        let at = shape.places();
        let mut weights = vec![0.0; at.end];
        let mut fill = |from: usize, size: usize, spread: f32| {
            for w in &mut weights[from..from + size] {
                *w = spread * (2.0 * random.fraction() - 1.0);
            }
        };
        let width = shape.width;
        fill(0, shape.rows * width, 0.1);
        fill(at.vector, VECTOR * width, 0.15);
        for (layer, _) in &at.layers {
            fill(*layer, 2 * width * width, (3.0 / width as f32).sqrt());
        }
        fill(at.top, width * shape.top(), (3.0 / width as f32).sqrt());
        fill(at.root_arc, shape.arc, 0.2);
        fill(at.labels, shape.label * LABELS, (3.0 / shape.label as f32).sqrt());
        Net { shape, at, weights }
    }

    /// Adds the gradient of one sentence to `gradient`; gives how many arcs and relations were right.
    pub fn learn(
        &self,
        example: &Example,
        words: &Words,
        drop: &Drop,
        random: &mut Random,
        gradient: &mut [f32],
    ) -> (usize, usize) {
        let (shape, at, w) = (self.shape, &self.at, &self.weights);
        let (count, width, half) = (example.rows.len(), shape.width, shape.width / 2);
        // Input.
        let unknown = (shape.rows - 1) as u32;
        let mut rows: Vec<[u32; ROWS]> = example.rows.iter().map(|r| r.rows).collect();
        let mut vectors = vec![0.0_f32; count * VECTOR];
        let mut x = vec![0.0_f32; count * width];
        for (t, word) in example.rows.iter().enumerate() {
            if random.fraction() < drop.word {
                rows[t][ROWS - 1] = unknown;
            }
            if random.fraction() < drop.tag {
                rows[t][0] = 511;
            }
            if let Some(number) = word.vector.filter(|_| random.fraction() >= drop.vector) {
                for (v, n) in vectors[t * VECTOR..].iter_mut().zip(words.vector(number)) {
                    *v = f32::from(n) / crosscheck::text::neural::words::VECTOR_UNIT;
                }
            }
            let x = &mut x[t * width..][..width];
            x.copy_from_slice(&w[at.vector_offset..][..width]);
            forward(&w[at.vector..][..VECTOR * width], &vectors[t * VECTOR..][..VECTOR], x);
            for row in rows[t] {
                for (x, e) in x.iter_mut().zip(&w[row as usize * width..]) {
                    *x += e;
                }
            }
        }
        let input_mask = mask(count * width, drop.input, random);
        x.iter_mut().zip(&input_mask).for_each(|(x, m)| *x *= m);
        // Layers.
        let mut inputs = Vec::new();
        let mut kept = Vec::new();
        let mut states = Vec::new();
        let mut masks = Vec::new();
        for (layer, offset) in &at.layers {
            let mut gates = vec![0.0_f32; count * 2 * width];
            for t in 0..count {
                let g = &mut gates[t * 2 * width..][..2 * width];
                g.copy_from_slice(&w[*offset..][..2 * width]);
                forward(&w[*layer..][..2 * width * width], &x[t * width..][..width], g);
            }
            let mut state = vec![0.0_f32; count * width];
            for t in 0..count {
                for i in 0..half {
                    let g = t * 2 * width + i;
                    let before = if t > 0 { state[(t - 1) * width + i] } else { 0.0 };
                    let (z, c) = (gate(gates[g]).0, squash(gates[g + half]).0);
                    state[t * width + i] = z * before + (1.0 - z) * c;
                }
            }
            for t in (0..count).rev() {
                for i in 0..half {
                    let g = t * 2 * width + width + i;
                    let before = if t + 1 < count { state[(t + 1) * width + half + i] } else { 0.0 };
                    let (z, c) = (gate(gates[g]).0, squash(gates[g + half]).0);
                    state[t * width + half + i] = z * before + (1.0 - z) * c;
                }
            }
            let m = mask(count * width, drop.layer, random);
            inputs.push(x.clone());
            for ((x, s), m) in x.iter_mut().zip(&state).zip(&m) {
                *x += s * m;
            }
            kept.push(gates);
            states.push(state);
            masks.push(m);
        }
        // Top.
        let top_width = shape.top();
        let mut top = vec![0.0_f32; count * top_width];
        for t in 0..count {
            let y = &mut top[t * top_width..][..top_width];
            y.copy_from_slice(&w[at.top_offset..][..top_width]);
            forward(&w[at.top..][..width * top_width], &x[t * width..][..width], y);
        }
        let arc = shape.arc;
        let mut below = vec![0.0_f32; count * arc];
        let mut above = vec![0.0_f32; (count + 1) * arc];
        // One mask for all words, so that a product is left out on both sides at once.
        let arc_mask = mask(arc, drop.top, random);
        for t in 0..count {
            for i in 0..arc {
                below[t * arc + i] = rectify(top[t * top_width + i]).0 * arc_mask[i];
                above[t * arc + i] = rectify(top[t * top_width + arc + i]).0;
            }
        }
        above[count * arc..].copy_from_slice(&w[at.root_arc..][..arc]);
        let mut top_gradient = vec![0.0_f32; count * top_width];
        let (mut right_arcs, mut right_deps) = (0, 0);
        let mut scores = vec![0.0_f32; count + 1];
        let mut below_gradient = vec![0.0_f32; arc];
        let mut above_gradient = vec![0.0_f32; (count + 1) * arc];
        for t in 0..count {
            let b = &below[t * arc..][..arc];
            let pair = |h: usize| at.pairs + crosscheck::syntax::pair(&example.codes, t, (h < count).then_some(h));
            for h in 0..=count {
                scores[h] = if h == t { -1e9 } else { dot(b, &above[h * arc..][..arc]) + w[pair(h)] };
            }
            let best = (0..=count).max_by(|a, b| scores[*a].total_cmp(&scores[*b]));
            right_arcs += usize::from(best == Some(example.heads[t]));
            loss_gradient(&mut scores, example.heads[t]);
            below_gradient.fill(0.0);
            for h in (0..=count).filter(|h| *h != t) {
                let g = scores[h];
                gradient[pair(h)] += g;
                for i in 0..arc {
                    below_gradient[i] += g * above[h * arc + i];
                    above_gradient[h * arc + i] += g * b[i];
                }
            }
            for i in 0..arc {
                top_gradient[t * top_width + i] +=
                    below_gradient[i] * arc_mask[i] * rectify(top[t * top_width + i]).1;
            }
        }
        for t in 0..count {
            for i in 0..arc {
                top_gradient[t * top_width + arc + i] +=
                    above_gradient[t * arc + i] * rectify(top[t * top_width + arc + i]).1;
            }
        }
        for i in 0..arc {
            gradient[at.root_arc + i] += above_gradient[count * arc + i];
        }
        // Relations, given the right heads.
        let label = shape.label;
        let label_mask = mask(label, drop.top, random);
        let mut hidden = vec![0.0_f32; label];
        let mut slopes = vec![0.0_f32; label];
        let mut hidden_gradient = vec![0.0_f32; label];
        for t in 0..count {
            let b = t * top_width + 2 * arc;
            let head = example.heads[t];
            for i in 0..label {
                let a = if head < count {
                    top[head * top_width + 2 * arc + label + i]
                } else {
                    w[at.root_label + i]
                };
                (hidden[i], slopes[i]) = rectify(top[b + i] + a);
                hidden[i] *= label_mask[i];
            }
            let mut scores = w[at.labels_offset..][..LABELS].to_vec();
            forward(&w[at.labels..][..label * LABELS], &hidden, &mut scores);
            let best = (0..LABELS).max_by(|a, b| scores[*a].total_cmp(&scores[*b]));
            right_deps += usize::from(best == Some(example.deps[t]));
            loss_gradient(&mut scores, example.deps[t]);
            gradient[at.labels_offset..][..LABELS].iter_mut().zip(&scores).for_each(|(g, s)| *g += s);
            hidden_gradient.fill(0.0);
            backward(
                &w[at.labels..][..label * LABELS],
                &hidden,
                &scores,
                &mut gradient[at.labels..][..label * LABELS],
                &mut hidden_gradient,
            );
            for i in 0..label {
                let g = hidden_gradient[i] * label_mask[i] * slopes[i];
                top_gradient[b + i] += g;
                if head < count {
                    top_gradient[head * top_width + 2 * arc + label + i] += g;
                } else {
                    gradient[at.root_label + i] += g;
                }
            }
        }
        // Back through the top.
        let mut x_gradient = vec![0.0_f32; count * width];
        for t in 0..count {
            let g = &top_gradient[t * top_width..][..top_width];
            gradient[at.top_offset..][..top_width].iter_mut().zip(g).for_each(|(o, g)| *o += g);
            backward(
                &w[at.top..][..width * top_width],
                &x[t * width..][..width],
                g,
                &mut gradient[at.top..][..width * top_width],
                &mut x_gradient[t * width..][..width],
            );
        }
        // Back through the layers.
        for (l, (layer, offset)) in at.layers.iter().enumerate().rev() {
            let (gates, state, m) = (&kept[l], &states[l], &masks[l]);
            let mut gates_gradient = vec![0.0_f32; count * 2 * width];
            for i in 0..half {
                let mut carry = 0.0;
                for t in (0..count).rev() {
                    let s = t * width + i;
                    let g = t * 2 * width + i;
                    let before = if t > 0 { state[s - width] } else { 0.0 };
                    carry = back(carry + x_gradient[s] * m[s], before, gates, &mut gates_gradient, g, half);
                }
                carry = 0.0;
                for t in 0..count {
                    let s = t * width + half + i;
                    let g = t * 2 * width + width + i;
                    let before = if t + 1 < count { state[s + width] } else { 0.0 };
                    carry = back(carry + x_gradient[s] * m[s], before, gates, &mut gates_gradient, g, half);
                }
            }
            for t in 0..count {
                let g = &gates_gradient[t * 2 * width..][..2 * width];
                gradient[*offset..][..2 * width].iter_mut().zip(g).for_each(|(o, g)| *o += g);
                backward(
                    &w[*layer..][..2 * width * width],
                    &inputs[l][t * width..][..width],
                    g,
                    &mut gradient[*layer..][..2 * width * width],
                    &mut x_gradient[t * width..][..width],
                );
            }
        }
        // Back through the input.
        x_gradient.iter_mut().zip(&input_mask).for_each(|(x, m)| *x *= m);
        for t in 0..count {
            let g = &x_gradient[t * width..][..width];
            gradient[at.vector_offset..][..width].iter_mut().zip(g).for_each(|(o, g)| *o += g);
            let into = gradient[at.vector..][..VECTOR * width].chunks_exact_mut(width);
            for (v, into) in vectors[t * VECTOR..][..VECTOR].iter().zip(into).filter(|(v, _)| **v != 0.0) {
                into.iter_mut().zip(g).for_each(|(o, g)| *o += v * g);
            }
            for row in rows[t] {
                gradient[row as usize * width..][..width].iter_mut().zip(g).for_each(|(o, g)| *o += g);
            }
        }
        (right_arcs, right_deps)
    }

    /// The layout that `Parser::from_bytes` reads.
    pub fn write(&self) -> Vec<u8> {
        let (shape, at, w) = (self.shape, &self.at, &self.weights);
        let mut out = MAGIC.to_vec();
        out.extend((shape.width as u32).to_le_bytes());
        let table = &w[..shape.rows * shape.width];
        let scale = scale_of(table);
        out.extend(scale.to_le_bytes());
        out.extend(table.iter().map(|x| whole(*x, scale)));
        dense(&mut out, &w[at.vector..], &w[at.vector_offset..], VECTOR, shape.width);
        out.extend((shape.layers as u32).to_le_bytes());
        for (layer, offset) in &at.layers {
            dense(&mut out, &w[*layer..], &w[*offset..], shape.width, 2 * shape.width);
        }
        out.extend((shape.arc as u32).to_le_bytes());
        dense(&mut out, &w[at.top..], &w[at.top_offset..], shape.width, shape.top());
        dense(&mut out, &w[at.labels..], &w[at.labels_offset..], shape.label, LABELS);
        out.extend(w[at.root_arc..][..shape.arc + shape.label].iter().flat_map(|x| x.to_le_bytes()));
        out.extend(w[at.pairs..][..PAIRS].iter().map(|x| whole(*x, 1.0 / PAIR_SCALE)));
        out
    }
}

/// Passes a gradient back through one step of one cell; gives that of the state before.
fn back(g: f32, before: f32, gates: &[f32], into: &mut [f32], at: usize, half: usize) -> f32 {
    let (z, z_slope) = gate(gates[at]);
    let (c, c_slope) = squash(gates[at + half]);
    into[at] = g * (before - c) * z_slope;
    into[at + half] = g * (1.0 - z) * c_slope;
    g * z
}

fn whole(x: f32, scale: f32) -> u8 {
    ((x / scale).round().clamp(-127.0, 127.0) as i8).cast_unsigned()
}

/// A step that leaves out only the very largest.
fn scale_of(weights: &[f32]) -> f32 {
    let mut sizes: Vec<f32> = weights.iter().map(|w| w.abs()).collect();
    sizes.sort_by(f32::total_cmp);
    let at = sizes.len().saturating_sub(1 + sizes.len() / 50_000);
    (sizes[at] / 127.0).max(1e-8)
}

/// Writes a layer output by output, with a step of its own for each.
fn dense(out: &mut Vec<u8>, weights: &[f32], offsets: &[f32], inputs: usize, outputs: usize) {
    out.extend((inputs as u32).to_le_bytes());
    out.extend((outputs as u32).to_le_bytes());
    let columns: Vec<Vec<f32>> =
        (0..outputs).map(|o| (0..inputs).map(|i| weights[i * outputs + o]).collect()).collect();
    let scales: Vec<f32> = columns
        .iter()
        .map(|column| (column.iter().map(|w| w.abs()).fold(0.0, f32::max) / 127.0).max(1e-8))
        .collect();
    out.extend(scales.iter().flat_map(|s| s.to_le_bytes()));
    out.extend(offsets[..outputs].iter().flat_map(|x| x.to_le_bytes()));
    for (column, scale) in columns.iter().zip(&scales) {
        out.extend(column.iter().map(|w| whole(*w, *scale)));
    }
}
