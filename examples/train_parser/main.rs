//! Trains the dependency parser on a CoNLL-U treebank and writes its weights; equal data gives equal bytes.
//! `cargo run --release --example train_parser -- TRAIN.conllu GLOVE.txt OUT-FOLDER [--dev DEV.conllu]`
#![allow(clippy::print_stdout, reason = "a training tool reports to its user")]

mod data;
mod model;
mod vectors;

use std::{env, fs, time::Instant};

use crosscheck::{
    syntax::{Dep, Parser},
    text::{
        Form, Pos,
        neural::Words,
        tagger::{self, Tagger},
    },
};
use data::{Random, Sentence};
use model::{Drop, Example, Net, Shape};

type Failure = Box<dyn std::error::Error>;

fn setting(name: &str, default: f32) -> f32 {
    #[allow(clippy::disallowed_methods)]
    env::var(name).ok().and_then(|v| v.parse().ok()).unwrap_or(default)
}

fn main() -> Result<(), Failure> {
    let args: Vec<String> = env::args().skip(1).collect();
    let [train, vectors, folder, rest @ ..] = args.as_slice() else {
        return Err("usage: train_parser TRAIN.conllu GLOVE.txt OUT-FOLDER [--dev DEV.conllu]".into());
    };
    let plain = data::read(train, false)?;
    let words_bytes = vectors::make(&plain, vectors)?;
    fs::write(format!("{folder}/en_words.bin"), &words_bytes)?;
    println!("en_words.bin: {} bytes", words_bytes.len());
    let words: &'static Words =
        Box::leak(Box::new(Words::from_bytes(words_bytes.leak()).ok_or("the words just written do not load")?));
    let mut random = Random(0x5eed_cafe);
    let sentences = data::augment(&plain, &data::read(train, true)?, &mut random);
    let tagger = Tagger::embedded();
    let examples: Vec<Example> = sentences.iter().filter(|s| s.len() > 1).map(|s| example(s, &tags(s, tagger), words)).collect();
    println!("{} sentences, {} words", examples.len(), examples.iter().map(|e| e.rows.len()).sum::<usize>());
    let dev: Vec<Sentence> = match rest {
        [_, path] => data::read(path, false)?,
        _ => Vec::new(),
    };
    let shape = Shape {
        rows: words.rows(),
        width: setting("WIDTH", 96.0) as usize,
        layers: setting("LAYERS", 2.0) as usize,
        arc: setting("ARC", 48.0) as usize,
        label: setting("LABEL", 32.0) as usize,
    };
    let mut net = Net::new(shape, &mut random);
    let epochs = setting("EPOCHS", 16.0) as usize;
    let drop = Drop {
        word: setting("DW", 0.2),
        tag: setting("DT", 0.05),
        vector: setting("DV", 0.05),
        input: setting("DI", 0.2),
        layer: setting("DL", 0.2),
        top: setting("DTOP", 0.2),
    };
    train_net(&mut net, &examples, words, &drop, epochs, &mut random, &|net| {
        if !dev.is_empty() {
            evaluate(&Parser::from_bytes(net.write().leak(), words).expect("just written"), tagger, &dev);
        }
    });
    let bytes = net.write();
    println!("en_parser.bin: {} bytes", bytes.len());
    fs::write(format!("{folder}/en_parser.bin"), &bytes)?;
    Ok(())
}

fn tags(sentence: &Sentence, tagger: &Tagger) -> Vec<(Pos, Form)> {
    let words: Vec<&str> = sentence.iter().map(|w| w.form.as_str()).collect();
    tagger.tag(&words)
}

fn example(sentence: &Sentence, tags: &[(Pos, Form)], words: &Words) -> Example {
    let forms: Vec<&str> = sentence.iter().map(|w| w.form.as_str()).collect();
    let codes: Vec<u16> = tags.iter().map(|t| tagger::code(*t)).collect();
    let dep = |dep: Dep| Dep::ALL.iter().position(|d| *d == dep).unwrap_or(0);
    Example {
        rows: words.look_up(&forms, &codes),
        heads: sentence.iter().map(|w| w.head.unwrap_or(sentence.len())).collect(),
        deps: sentence.iter().map(|w| dep(w.dep)).collect(),
        codes,
    }
}

const BATCH: usize = 32;
const WORKERS: usize = 2;

/// Adam with steps that shrink to nothing; what the workers find is summed in order.
fn train_net(
    net: &mut Net,
    examples: &[Example],
    words: &Words,
    drop: &Drop,
    epochs: usize,
    random: &mut Random,
    report: &dyn Fn(&Net),
) {
    let size = net.weights.len();
    let mut gradients = vec![vec![0.0_f32; size]; WORKERS];
    let (mut first, mut second) = (vec![0.0_f32; size], vec![0.0_f32; size]);
    let mut order: Vec<usize> = (0..examples.len()).collect();
    let steps = (epochs * examples.len().div_ceil(BATCH)) as f32;
    let (rate, decay1, decay2) = (setting("RATE", 0.002), 0.9_f32, setting("B2", 0.99));
    let (mut power1, mut power2, mut now) = (1.0_f32, 1.0_f32, 0.0_f32);
    for epoch in 1..=epochs {
        let started = Instant::now();
        random.shuffle(&mut order);
        let (mut arcs, mut deps, mut total) = (0, 0, 0);
        for batch in order.chunks(BATCH) {
            let seed = random.next();
            let count: usize = batch.iter().map(|e| examples[*e].rows.len()).sum();
            let net_now: &Net = net;
            let found: Vec<(usize, usize)> = std::thread::scope(|scope| {
                let workers: Vec<_> = gradients
                    .iter_mut()
                    .enumerate()
                    .map(|(worker, gradient)| {
                        scope.spawn(move || {
                            gradient.fill(0.0);
                            let mut random = Random(seed ^ (worker as u64 + 1).wrapping_mul(0x9e37_79b9_7f4a_7c15));
                            let (mut arcs, mut deps) = (0, 0);
                            for which in batch.iter().skip(worker).step_by(WORKERS) {
                                let (a, d) = net_now.learn(&examples[*which], words, drop, &mut random, gradient);
                                arcs += a;
                                deps += d;
                            }
                            (arcs, deps)
                        })
                    })
                    .collect();
                workers.into_iter().map(|w| w.join().expect("no worker fails")).collect()
            });
            for (a, d) in found {
                arcs += a;
                deps += d;
            }
            total += count;
            now += 1.0;
            power1 *= decay1;
            power2 *= decay2;
            let warm = (now / 200.0).min(1.0);
            let step = rate * warm * (1.0 - now / (steps + 1.0)) / (1.0 - power1);
            let share = 1.0 / count as f32;
            let (one, others) = gradients.split_at(1);
            let other = &others[0];
            for i in 0..size {
                let g = (one[0][i] + other[i]) * share;
                first[i] = decay1 * first[i] + (1.0 - decay1) * g;
                second[i] = decay2 * second[i] + (1.0 - decay2) * g * g;
                net.weights[i] -= step * first[i] / ((second[i] / (1.0 - power2)).sqrt() + 1e-8);
            }
        }
        println!(
            "epoch {epoch}: arcs {:.2} relations {:.2}, {:.1?}",
            100.0 * arcs as f32 / total as f32,
            100.0 * deps as f32 / total as f32,
            started.elapsed()
        );
        if epoch % 4 == 0 || epoch == epochs {
            report(net);
        }
    }
}

fn evaluate(parser: &Parser, tagger: &Tagger, sentences: &[Sentence]) {
    let (mut heads, mut both, mut total, mut bytes) = (0, 0, 0, 0);
    let words: Vec<Vec<&str>> = sentences.iter().map(|s| s.iter().map(|w| w.form.as_str()).collect()).collect();
    let started = Instant::now();
    let tagged: Vec<_> = words.iter().map(|w| tagger.tag(w)).collect();
    let tagging = started.elapsed().as_secs_f64();
    let started = Instant::now();
    let trees: Vec<_> = words.iter().zip(&tagged).map(|(w, t)| parser.parse(w, t)).collect();
    let parsing = started.elapsed().as_secs_f64();
    for (sentence, tree) in sentences.iter().zip(&trees) {
        for (at, word) in sentence.iter().enumerate() {
            bytes += word.form.len() + 1;
            if word.dep == Dep::Punct {
                continue;
            }
            total += 1;
            let right = tree.head(at) == word.head;
            heads += usize::from(right);
            both += usize::from(right && tree.dep(at).base() == word.dep.base());
        }
    }
    let share = |n: usize| 100.0 * n as f64 / total as f64;
    println!(
        "dev: UAS {:.2} LAS {:.2}; tagging {:.2} MB/s, parsing {:.2} MB/s",
        share(heads),
        share(both),
        bytes as f64 / tagging / 1e6,
        bytes as f64 / parsing / 1e6
    );
}
