//! The parser in fractions: scores of arcs and relations above an encoder, forward and back.

use crosscheck::{
    syntax::{Dep, MAGIC, PAIR_SCALE, PAIRS, pair},
    text::neural::Words,
};

use crate::{
    data::Random,
    encoder::{Drop, Encoder, Shape},
    math::{backward, dense, dot, forward, loss_gradient, mask, rectify, sum_rows, whole},
    training::{Example, Model},
};

const LABELS: usize = Dep::ALL.len();

/// Where its weights begin.
pub struct Parser {
    encoder: Encoder,
    arc: usize,
    label: usize,
    top: usize,
    top_offset: usize,
    root_arc: usize,
    root_label: usize,
    pairs: usize,
    labels: usize,
    labels_offset: usize,
    end: usize,
}

impl Parser {
    pub fn new(shape: Shape, arc: usize, label: usize) -> Parser {
        let encoder = Encoder::new(shape);
        let mut at = encoder.end;
        let mut take = |size: usize| {
            at += size;
            at - size
        };
        let width = 2 * (arc + label);
        Parser {
            arc,
            label,
            top: take(shape.width * width),
            top_offset: take(width),
            root_arc: take(arc),
            root_label: take(label),
            pairs: take(PAIRS),
            labels: take(label * LABELS),
            labels_offset: take(LABELS),
            end: take(0),
            encoder,
        }
    }

    fn top_width(&self) -> usize {
        2 * (self.arc + self.label)
    }

    /// Gives the number of right arcs.
    fn arcs(
        &self,
        w: &[f32],
        example: &Example,
        top: &[f32],
        mask: &[f32],
        top_gradient: &mut [f32],
        gradient: &mut [f32],
    ) -> usize {
        let (count, arc, width) = (example.rows.len(), self.arc, self.top_width());
        let mut below = vec![0.0_f32; count * arc];
        let mut above = vec![0.0_f32; (count + 1) * arc];
        for t in 0..count {
            for i in 0..arc {
                below[t * arc + i] = rectify(top[t * width + i]).0 * mask[i];
                above[t * arc + i] = rectify(top[t * width + arc + i]).0;
            }
        }
        above[count * arc..].copy_from_slice(&w[self.root_arc..][..arc]);
        let mut right = 0;
        let mut scores = vec![0.0_f32; count + 1];
        let mut below_gradient = vec![0.0_f32; arc];
        let mut above_gradient = vec![0.0_f32; (count + 1) * arc];
        for t in 0..count {
            let b = &below[t * arc..][..arc];
            let pair = |h: usize| self.pairs + pair(&example.codes, t, (h < count).then_some(h));
            for h in 0..=count {
                scores[h] = if h == t { -1e9 } else { dot(b, &above[h * arc..][..arc]) + w[pair(h)] };
            }
            let best = (0..=count).max_by(|a, b| scores[*a].total_cmp(&scores[*b]));
            right += usize::from(best == Some(example.heads[t]));
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
                top_gradient[t * width + i] += below_gradient[i] * mask[i] * rectify(top[t * width + i]).1;
            }
        }
        for t in 0..count {
            for i in 0..arc {
                top_gradient[t * width + arc + i] += above_gradient[t * arc + i] * rectify(top[t * width + arc + i]).1;
            }
        }
        gradient[self.root_arc..][..arc].iter_mut().zip(&above_gradient[count * arc..]).for_each(|(o, g)| *o += g);
        right
    }

    /// Relations, given the right heads. Gives the number of right ones.
    fn relations(
        &self,
        w: &[f32],
        example: &Example,
        top: &[f32],
        mask: &[f32],
        top_gradient: &mut [f32],
        gradient: &mut [f32],
    ) -> usize {
        let (count, label, width) = (example.rows.len(), self.label, self.top_width());
        let mut right = 0;
        let (mut hidden, mut slopes) = (vec![0.0_f32; label], vec![0.0_f32; label]);
        let mut hidden_gradient = vec![0.0_f32; label];
        for t in 0..count {
            let below = t * width + 2 * self.arc;
            let head = example.heads[t];
            let above = head * width + 2 * self.arc + label;
            for i in 0..label {
                let a = if head < count { top[above + i] } else { w[self.root_label + i] };
                (hidden[i], slopes[i]) = rectify(top[below + i] + a);
                hidden[i] *= mask[i];
            }
            let mut scores = w[self.labels_offset..][..LABELS].to_vec();
            let weights = &w[self.labels..][..label * LABELS];
            forward(weights, &hidden, &mut scores, LABELS);
            let best = (0..LABELS).max_by(|a, b| scores[*a].total_cmp(&scores[*b]));
            right += usize::from(best == Some(example.deps[t]));
            loss_gradient(&mut scores, example.deps[t]);
            gradient[self.labels_offset..][..LABELS].iter_mut().zip(&scores).for_each(|(g, s)| *g += s);
            hidden_gradient.fill(0.0);
            let into = &mut gradient[self.labels..][..label * LABELS];
            backward(weights, &hidden, &scores, LABELS, into, &mut hidden_gradient);
            for i in 0..label {
                let g = hidden_gradient[i] * mask[i] * slopes[i];
                top_gradient[below + i] += g;
                if head < count {
                    top_gradient[above + i] += g;
                } else {
                    gradient[self.root_label + i] += g;
                }
            }
        }
        right
    }
}

impl Model for Parser {
    fn start(&self, random: &mut Random) -> Vec<f32> {
        let mut w = vec![0.0; self.end];
        self.encoder.fill(&mut w, random);
        let width = self.encoder.shape.width;
        random.fill(&mut w[self.top..][..width * self.top_width()], (3.0 / width as f32).sqrt());
        random.fill(&mut w[self.root_arc..][..self.arc], 0.2);
        random.fill(&mut w[self.labels..][..self.label * LABELS], (3.0 / self.label as f32).sqrt());
        w
    }

    fn learn(
        &self,
        w: &[f32],
        words: &Words,
        example: &Example,
        drop: &Drop,
        random: &mut Random,
        gradient: &mut [f32],
    ) -> (usize, usize) {
        let (input, width) = (self.encoder.shape.width, self.top_width());
        let pass = self.encoder.forward(w, words, &example.rows, drop, random);
        let weights = &w[self.top..][..input * width];
        let mut top = w[self.top_offset..][..width].repeat(example.rows.len());
        forward(weights, &pass.stream, &mut top, width);
        let mut top_gradient = vec![0.0_f32; top.len()];
        // One mask for all words, so that a product is left out on both sides at once.
        let arc_mask = mask(self.arc, drop.top, random);
        let arcs = self.arcs(w, example, &top, &arc_mask, &mut top_gradient, gradient);
        let label_mask = mask(self.label, drop.top, random);
        let relations = self.relations(w, example, &top, &label_mask, &mut top_gradient, gradient);
        let mut x_gradient = vec![0.0_f32; pass.stream.len()];
        sum_rows(&top_gradient, &mut gradient[self.top_offset..][..width]);
        let into = &mut gradient[self.top..][..input * width];
        backward(weights, &pass.stream, &top_gradient, width, into, &mut x_gradient);
        self.encoder.backward(w, &pass, x_gradient, gradient);
        (arcs, relations)
    }

    fn write(&self, w: &[f32]) -> Vec<u8> {
        let mut out = MAGIC.to_vec();
        self.encoder.write(w, &mut out);
        out.extend((self.arc as u32).to_le_bytes());
        dense(&mut out, &w[self.top..], &w[self.top_offset..], self.encoder.shape.width, self.top_width());
        dense(&mut out, &w[self.labels..], &w[self.labels_offset..], self.label, LABELS);
        out.extend(w[self.root_arc..][..self.arc + self.label].iter().flat_map(|x| x.to_le_bytes()));
        out.extend(w[self.pairs..][..PAIRS].iter().map(|x| whole(*x, 1.0 / PAIR_SCALE)));
        out
    }
}
