//! Trains the tagger and the parser on a CoNLL-U treebank and writes their weights; equal data gives equal bytes.
//! `cargo run --release --example train_models -- TRAIN.conllu GLOVE.txt FOLDER [DEV.conllu]`
//!
//! `cargo run --release --example train_models -- names NAMES.iob2 TRAIN.conllu FOLDER` trains the name finder, with the tagger that is part
//! of the program.
//!
//! `GLOVE.txt` has word vectors, frequent words first: `glove.6B.50d.txt`. `FOLDER` takes the three files.
#![allow(clippy::print_stdout, reason = "a training tool reports to its user")]

mod chain;
mod data;
mod encoder;
mod math;
mod names;
mod parser;
mod report;
mod tagger;
mod training;
mod vectors;

use std::{env, fs};

use crosscheck::{
    rules::Rules,
    syntax::{self, Dep},
    text::{
        Form, Pos,
        neural::Words,
        tagger::{Tagger, code},
    },
};
use data::{Random, Sentence};
use encoder::{Drop, Shape};
use training::{Example, Model, Plan, train};

type Failure = Box<dyn std::error::Error>;

/// The parser learns with the tags of taggers that did not see the sentence: one for each of these parts of the data.
const PARTS: usize = 8;
/// Rounds of training of the tagger that is kept.
const ROUNDS: u64 = 4;
/// Sizes of the parser's net. Wider and deeper is better and slower.
const WIDTH: usize = 96;
const LAYERS: usize = 3;
const ARC: usize = 48;
const LABEL: usize = 32;
const EPOCHS: usize = 26;

fn main() -> Result<(), Failure> {
    let args: Vec<String> = env::args().skip(1).collect();
    if let [what, names, plain, folder] = args.as_slice()
        && what == "names"
    {
        return names::train(names, &data::read(plain, false)?, folder, &Rules::embedded().lexicons);
    }
    let [train_path, vectors, folder, rest @ ..] = args.as_slice() else {
        return Err(
            "usage: train_models TRAIN.conllu GLOVE.txt FOLDER [DEV.conllu], or names NAMES.iob2 TRAIN.conllu FOLDER"
                .into(),
        );
    };
    let plain = data::read(train_path, false)?;
    let sentences = data::augment(&plain, &data::read(train_path, true)?, &mut Random(0x5eed_cafe));
    let dev = rest.first().map(|path| Ok::<_, Failure>((data::read(path, false)?, data::read(path, true)?)));
    let dev = dev.transpose()?.unwrap_or_default();
    let bytes = save(folder, "en_words.bin", vectors::make(&plain, vectors)?)?;
    let words: &'static Words = Box::leak(Box::new(Words::from_bytes(bytes).ok_or("the words do not load")?));
    println!("{} sentences, {} with altered copies", plain.len(), sentences.len());

    let tags = tags(folder, &sentences, words, &dev)?;
    let shape = Shape { rows: words.rows(), width: WIDTH, layers: LAYERS };
    let model = parser::Parser::new(shape, ARC, LABEL);
    let plan = Plan {
        epochs: EPOCHS,
        rate: 0.002,
        drop: Drop { word: 0.28, tag: 0.05, vector: 0.05, input: 0.28, layer: 0.28, top: 0.28 },
        seed: 0xa11_7ee5,
    };
    let examples: Vec<Example> =
        sentences.iter().zip(&tags).filter(|(s, _)| s.len() > 1).map(|(s, t)| example(s, t, words)).collect();
    let tagger = Tagger::from_bytes(fs::read(format!("{folder}/en_tagger.bin"))?.leak(), words);
    let tagger = tagger.ok_or("the tagger does not load")?;
    let weights = train(&model, &examples, words, &plan, &|weights| {
        if let Some(parser) = syntax::Parser::from_bytes(model.write(weights).leak(), words) {
            report::parser("dev", &parser, &tagger, &dev.0);
            report::parser("dev, hyphenated words joined", &parser, &tagger, &dev.1);
        }
    });
    save(folder, "en_parser.bin", model.write(&weights))?;
    Ok(())
}

/// Trains the tagger, and tags the sentences with others that did not see them.
fn tags(
    folder: &str,
    sentences: &[Sentence],
    words: &'static Words,
    dev: &(Vec<Sentence>, Vec<Sentence>),
) -> Result<Vec<Vec<(Pos, Form)>>, Failure> {
    let all: Vec<&Sentence> = sentences.iter().collect();
    let bytes = save(folder, "en_tagger.bin", tagger::Model::train(&all, words, ROUNDS).write())?;
    let tagger = Tagger::from_bytes(bytes, words).ok_or("the tagger does not load")?;
    report::tagger("dev", &tagger, &dev.0);
    report::tagger("hyphenated words joined", &tagger, &dev.1);
    for (how, name) in [(0, "capitals"), (1, "title case")] {
        report::tagger(name, &tagger, &dev.1.iter().map(|s| data::recase(s, how)).collect::<Vec<_>>());
    }
    // Altered copies of a sentence must fall into its own part, so the part goes by the letters, names left out.
    let part = |sentence: &Sentence| {
        let words = sentence.iter().filter(|w| w.tag.0 != Pos::Propn);
        let letters = words.flat_map(|w| w.form.bytes()).filter(u8::is_ascii_alphabetic);
        let sum = letters.fold(7_u32, |sum, b| sum.wrapping_mul(31).wrapping_add(u32::from(b.to_ascii_lowercase())));
        sum as usize % PARTS
    };
    let parts: Vec<usize> = sentences.iter().map(part).collect();
    let mut out = vec![Vec::new(); sentences.len()];
    for own in 0..PARTS {
        let seen: Vec<&Sentence> = sentences.iter().zip(&parts).filter(|(_, p)| **p != own).map(|(s, _)| s).collect();
        let bytes = tagger::Model::train(&seen, words, 1).write();
        let tagger = Tagger::from_bytes(bytes.leak(), words).ok_or("the tagger does not load")?;
        for at in (0..sentences.len()).filter(|at| parts[*at] == own) {
            let forms: Vec<&str> = sentences[at].iter().map(|w| w.form.as_str()).collect();
            out[at] = tagger.tag(&forms);
        }
    }
    Ok(out)
}

fn save(folder: &str, name: &str, bytes: Vec<u8>) -> Result<&'static [u8], Failure> {
    fs::write(format!("{folder}/{name}"), &bytes).map_err(|error| format!("{folder}/{name}: {error}"))?;
    println!("{name}: {} bytes", bytes.len());
    Ok(bytes.leak())
}

fn example(sentence: &Sentence, tags: &[(Pos, Form)], words: &Words) -> Example {
    let forms: Vec<&str> = sentence.iter().map(|w| w.form.as_str()).collect();
    let codes: Vec<u16> = tags.iter().map(|t| code(*t)).collect();
    let dep = |dep: Dep| Dep::ALL.iter().position(|d| *d == dep).unwrap_or(0);
    Example {
        rows: words.look_up(&forms, &codes),
        codes,
        heads: sentence.iter().map(|w| w.head.unwrap_or(sentence.len())).collect(),
        deps: sentence.iter().map(|w| dep(w.dep)).collect(),
    }
}
