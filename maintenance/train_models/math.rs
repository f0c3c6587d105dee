//! Small pieces of the nets and their slopes.

use crate::data::Random;

/// Outputs that are summed side by side.
const LANES: usize = 32;

/// Adds to each row of outputs the products of its row of inputs with the weights; row `i` of the weights belongs to input `i`.
pub fn forward(weights: &[f32], inputs: &[f32], outputs: &mut [f32], width: usize) {
    let size = weights.len() / width;
    for (input, output) in inputs.chunks_exact(size).zip(outputs.chunks_exact_mut(width)) {
        for from in (0..width).step_by(LANES) {
            let lanes = LANES.min(width - from);
            let mut sums = [0.0_f32; LANES];
            for (x, row) in input.iter().zip(weights.chunks_exact(width)) {
                add(&mut sums, *x, &row[from..from + lanes]);
            }
            output[from..from + lanes].iter_mut().zip(&sums).for_each(|(o, s)| *o += s);
        }
    }
}

fn add(sums: &mut [f32; LANES], x: f32, row: &[f32]) {
    match row.first_chunk::<LANES>() {
        Some(row) => {
            for lane in 0..LANES {
                sums[lane] += x * row[lane];
            }
        }
        None => sums.iter_mut().zip(row).for_each(|(sum, w)| *sum += x * w),
    }
}

/// The gradient of `forward`: `outputs` holds that of the outputs.
pub fn backward(
    weights: &[f32],
    inputs: &[f32],
    outputs: &[f32],
    width: usize,
    gradient: &mut [f32],
    input_gradient: &mut [f32],
) {
    let size = weights.len() / width;
    for (i, into) in gradient.chunks_exact_mut(width).enumerate() {
        for from in (0..width).step_by(LANES) {
            let lanes = LANES.min(width - from);
            let mut sums = [0.0_f32; LANES];
            for (input, output) in inputs.chunks_exact(size).zip(outputs.chunks_exact(width)) {
                add(&mut sums, input[i], &output[from..from + lanes]);
            }
            into[from..from + lanes].iter_mut().zip(&sums).for_each(|(o, s)| *o += s);
        }
    }
    for (input, output) in input_gradient.chunks_exact_mut(size).zip(outputs.chunks_exact(width)) {
        for (g, row) in input.iter_mut().zip(weights.chunks_exact(width)) {
            *g += dot(row, output);
        }
    }
}

/// Adds all rows to one.
pub fn sum_rows(rows: &[f32], into: &mut [f32]) {
    for row in rows.chunks_exact(into.len()) {
        into.iter_mut().zip(row).for_each(|(o, g)| *o += g);
    }
}

pub fn dot(a: &[f32], b: &[f32]) -> f32 {
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

pub fn squash(x: f32) -> (f32, f32) {
    let x = x.clamp(-3.0, 3.0);
    let (s, below) = (x * x, 27.0 + 9.0 * x * x);
    (x * (27.0 + s) / below, ((27.0 + 3.0 * s) * below - 18.0 * s * (27.0 + s)) / (below * below))
}

pub fn gate(x: f32) -> (f32, f32) {
    let (y, slope) = squash(0.5 * x);
    (0.5 + 0.5 * y, 0.25 * slope)
}

pub fn rectify(x: f32) -> (f32, f32) {
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
pub fn loss_gradient(scores: &mut [f32], right: usize) {
    let top = scores.iter().copied().fold(f32::NEG_INFINITY, f32::max);
    scores.iter_mut().for_each(|s| *s = exp(*s - top));
    let sum: f32 = scores.iter().sum();
    scores.iter_mut().for_each(|s| *s /= sum);
    scores[right] -= 1.0;
}

/// A mask that leaves out a share and makes up for it.
pub fn mask(size: usize, share: f32, random: &mut Random) -> Vec<f32> {
    (0..size).map(|_| if random.fraction() < share { 0.0 } else { 1.0 / (1.0 - share) }).collect()
}

/// Passes a gradient back through one step of one cell; gives that of the state before.
pub fn back(g: f32, before: f32, gates: &[f32], into: &mut [f32], at: usize, half: usize) -> f32 {
    let (z, z_slope) = gate(gates[at]);
    let (c, c_slope) = squash(gates[at + half]);
    into[at] = g * (before - c) * z_slope;
    into[at + half] = g * (1.0 - z) * c_slope;
    g * z
}

pub fn whole(x: f32, scale: f32) -> u8 {
    ((x / scale).round().clamp(-127.0, 127.0) as i8).cast_unsigned()
}

/// A step that leaves out only the very largest.
pub fn scale_of(weights: &[f32]) -> f32 {
    let mut sizes: Vec<f32> = weights.iter().map(|w| w.abs()).collect();
    sizes.sort_by(f32::total_cmp);
    let at = sizes.len().saturating_sub(1 + sizes.len() / 50_000);
    (sizes[at] / 127.0).max(1e-8)
}

/// Writes a layer output by output, with a step of its own for each.
pub fn dense(out: &mut Vec<u8>, weights: &[f32], offsets: &[f32], inputs: usize, outputs: usize) {
    out.extend((inputs as u32).to_le_bytes());
    out.extend((outputs as u32).to_le_bytes());
    let columns: Vec<Vec<f32>> =
        (0..outputs).map(|o| (0..inputs).map(|i| weights[i * outputs + o]).collect()).collect();
    let scales: Vec<f32> =
        columns.iter().map(|column| (column.iter().map(|w| w.abs()).fold(0.0, f32::max) / 127.0).max(1e-8)).collect();
    out.extend(scales.iter().flat_map(|s| s.to_le_bytes()));
    out.extend(offsets[..outputs].iter().flat_map(|x| x.to_le_bytes()));
    for (column, scale) in columns.iter().zip(&scales) {
        out.extend(column.iter().map(|w| whole(*w, *scale)));
    }
}
