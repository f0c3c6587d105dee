//! Training of any model: Adam with steps that shrink to nothing.

use std::time::Instant;

use crosscheck::text::neural::{WordRows, Words};

use crate::{data::Random, encoder::Drop};

/// A sentence as the models see it.
pub struct Example {
    pub rows: Vec<WordRows>,
    /// Codes of the tags that the parser is given.
    pub codes: Vec<u16>,
    /// The right heads; the number of words for the root.
    pub heads: Vec<usize>,
    pub deps: Vec<usize>,
}

/// What can be trained.
pub trait Model: Sync {
    /// Weights to begin with.
    fn start(&self, random: &mut Random) -> Vec<f32>;

    /// Adds the gradient of one sentence; gives how many arcs and relations were right.
    fn learn(
        &self,
        weights: &[f32],
        words: &Words,
        example: &Example,
        drop: &Drop,
        random: &mut Random,
        gradient: &mut [f32],
    ) -> (usize, usize);

    /// The bytes that the program reads.
    fn write(&self, weights: &[f32]) -> Vec<u8>;
}

/// How long and how fast.
#[derive(Clone, Copy)]
pub struct Plan {
    pub epochs: usize,
    pub rate: f32,
    pub drop: Drop,
    pub seed: u64,
}

const BATCH: usize = 32;
/// A sentence counts for one worker or the other by its place, so the sums are the same on every machine.
const WORKERS: usize = 2;
/// Steps until the full rate is reached.
const WARM: f32 = 200.0;
const DECAY: (f32, f32) = (0.9, 0.99);

/// The trained weights; `report` is called with them now and then.
pub fn train(model: &dyn Model, examples: &[Example], words: &Words, plan: &Plan, report: &dyn Fn(&[f32])) -> Vec<f32> {
    let mut random = Random(plan.seed);
    let mut weights = model.start(&mut random);
    let mut gradients = vec![vec![0.0_f32; weights.len()]; WORKERS];
    let mut moments = vec![(0.0_f32, 0.0_f32); weights.len()];
    let mut order: Vec<usize> = (0..examples.len()).collect();
    let steps = (plan.epochs * examples.len().div_ceil(BATCH)) as f32;
    let mut now = 0.0_f32;
    let mut powers = (1.0_f32, 1.0_f32);
    for epoch in 1..=plan.epochs {
        let started = Instant::now();
        random.shuffle(&mut order);
        let (mut right, mut total) = ((0, 0), 0);
        for batch in order.chunks(BATCH) {
            let found = learn(model, &weights, words, examples, batch, &plan.drop, random.next(), &mut gradients);
            right = (right.0 + found.0, right.1 + found.1);
            let count: usize = batch.iter().map(|e| examples[*e].rows.len()).sum();
            total += count;
            now += 1.0;
            powers = (powers.0 * DECAY.0, powers.1 * DECAY.1);
            let step = plan.rate * (now / WARM).min(1.0) * (1.0 - now / (steps + 1.0)) / (1.0 - powers.0);
            let (share, fresh) = (1.0 / count as f32, 1.0 / (1.0 - powers.1));
            let (one, other) = (&gradients[0], &gradients[1]);
            for (((w, m), a), b) in weights.iter_mut().zip(&mut moments).zip(one).zip(other) {
                let g = (a + b) * share;
                *m = (DECAY.0 * m.0 + (1.0 - DECAY.0) * g, DECAY.1 * m.1 + (1.0 - DECAY.1) * g * g);
                *w -= step * m.0 / ((m.1 * fresh).sqrt() + 1e-8);
            }
        }
        let share = |n: usize| 100.0 * n as f32 / total as f32;
        println!("epoch {epoch}: {:.2} and {:.2} % right, {:.1?}", share(right.0), share(right.1), started.elapsed());
        if epoch % 5 == 0 || epoch == plan.epochs {
            report(&weights);
        }
    }
    weights
}

#[allow(clippy::too_many_arguments, reason = "it is the inner part of `train`")]
fn learn(
    model: &dyn Model,
    weights: &[f32],
    words: &Words,
    examples: &[Example],
    batch: &[usize],
    drop: &Drop,
    seed: u64,
    gradients: &mut [Vec<f32>],
) -> (usize, usize) {
    let work = |worker: usize, gradient: &mut Vec<f32>| {
        gradient.fill(0.0);
        let mut random = Random(seed ^ (worker as u64 + 1).wrapping_mul(0x9e37_79b9_7f4a_7c15));
        let mut right = (0, 0);
        for which in batch.iter().skip(worker).step_by(WORKERS) {
            let found = model.learn(weights, words, &examples[*which], drop, &mut random, gradient);
            right = (right.0 + found.0, right.1 + found.1);
        }
        right
    };
    let work = &work;
    let found: Vec<(usize, usize)> = std::thread::scope(|scope| {
        let workers: Vec<_> =
            gradients.iter_mut().enumerate().map(|(at, gradient)| scope.spawn(move || work(at, gradient))).collect();
        workers.into_iter().map(|worker| worker.join().expect("no worker fails")).collect()
    });
    found.into_iter().fold((0, 0), |sum, right| (sum.0 + right.0, sum.1 + right.1))
}
