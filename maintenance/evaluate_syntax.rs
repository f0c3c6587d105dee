//! Measures tagging and parsing, or the name finder, on a treebank file, with the file's tokens and predicted tags:
//! `cargo run --release --example evaluate_syntax -- FILE.conllu` or `FILE.iob2`
//!
//! Punctuation, multiword tokens and empty nodes are left out, and relations are compared without their subtypes. A name is right
//! when its first and last word and its kind are.
#![allow(clippy::print_stdout, reason = "a measuring tool reports to its user")]

use std::{collections::BTreeMap, env, fs, ops::Range, time::Instant};

use crosscheck::{
    mentions::name_finder::{NameFinder, Named},
    rules::Rules,
    syntax,
    text::tagger::Tagger,
};

type Failure = Box<dyn std::error::Error>;

/// One word of the treebank.
struct Gold {
    form: String,
    upos: String,
    head: Option<usize>,
    relation: String,
}

fn main() -> Result<(), Failure> {
    let args: Vec<String> = env::args().skip(1).collect();
    let [path] = args.as_slice() else {
        return Err("usage: evaluate_syntax FILE.conllu|FILE.iob2".into());
    };
    let text = fs::read_to_string(path).map_err(|error| format!("{path}: {error}"))?;
    match path.rsplit_once('.') {
        Some((_, "conllu")) => trees(&text),
        Some((_, "iob2")) => names(&text),
        _ => return Err(format!("{path}: the file's name must end in .conllu or .iob2").into()),
    }
    Ok(())
}

fn trees(text: &str) {
    let sentences: Vec<Vec<Gold>> = text.split("\n\n").map(sentence).filter(|s| !s.is_empty()).collect();
    let words: Vec<Vec<&str>> = sentences.iter().map(|s| s.iter().map(|g| g.form.as_str()).collect()).collect();
    let tagger = Tagger::embedded();
    let raw: usize = text.lines().filter_map(|line| line.strip_prefix("# text = ")).map(|line| line.len() + 1).sum();
    let (tags, tagging) = timed(&words, |words, _| tagger.tag(words));
    let (trees, parsing) = timed(&words, |words, at| syntax::parse(words, &tags[at]));
    let seconds = tagging + parsing;
    let mut upos = Share::default();
    let (mut heads, mut both) = (Share::default(), Share::default());
    let (mut sure, mut doubtful) = (Share::default(), Share::default());
    let mut recall: BTreeMap<&str, Share> = BTreeMap::new();
    for ((sentence, tags), tree) in sentences.iter().zip(&tags).zip(&trees) {
        for (at, gold) in sentence.iter().enumerate() {
            upos.add(format!("{:?}", tags[at].0).to_uppercase() == gold.upos);
            if base(&gold.relation) == "punct" {
                continue;
            }
            let head = tree.head(at) == gold.head;
            let right = head && tree.dep(at).base() == base(&gold.relation);
            heads.add(head);
            both.add(right);
            if tree.doubtful[at] {
                doubtful.add(head)
            } else {
                sure.add(head)
            }
            // Arguments are told apart by their subtypes too.
            let exact = head && tree.dep(at).name() == gold.relation;
            let negation = matches!(gold.form.to_lowercase().as_str(), "not" | "n't" | "n’t" | "never");
            match gold.relation.as_str() {
                "nsubj" | "obj" | "nsubj:pass" | "appos" => recall.entry(&gold.relation).or_default().add(exact),
                "advmod" if negation => recall.entry("not").or_default().add(exact),
                _ => {}
            }
        }
    }
    println!(
        "UPOS={:.2} UAS={:.2} LAS={:.2} MB/s={:.2} (tagging alone {:.2})",
        upos.percent(),
        heads.percent(),
        both.percent(),
        raw as f64 / seconds / 1e6,
        raw as f64 / tagging / 1e6
    );
    let recall: Vec<String> = recall.iter().map(|(name, share)| format!("{name}={:.1}", share.percent())).collect();
    println!("recall {}", recall.join(" "));
    println!(
        "doubtful arcs: {} of {}, {:.1} % right; the others {:.1} %",
        doubtful.of,
        heads.of,
        doubtful.percent(),
        sure.percent()
    );
}

/// A name: its words and the code of its kind.
type Name = (Range<usize>, String);

fn names(text: &str) {
    let sentences: Vec<(Vec<&str>, Vec<Name>)> = text.split("\n\n").map(labelled).collect();
    let words: Vec<Vec<&str>> = sentences.iter().map(|(words, _)| words.clone()).collect();
    let raw: usize = words.iter().flatten().map(|word| word.len() + 1).sum();
    let (tagger, finder, lexicons) = (Tagger::embedded(), NameFinder::embedded(), Rules::embedded().lexicons);
    let (tags, tagging) = timed(&words, |words, _| tagger.tag(words));
    let (found, finding) = timed(&words, |words, at| finder.find(words, &tags[at], &lexicons));
    let (mut line, mut detail) = (Vec::new(), Vec::new());
    for kind in Named::ALL.map(Named::code) {
        let (mut of_found, mut of_gold) = (Share::default(), Share::default());
        for ((_, gold), found) in sentences.iter().zip(&found) {
            let found: Vec<Name> =
                found.iter().map(|(range, named)| (range.clone(), named.code().to_owned())).collect();
            found.iter().filter(|name| name.1 == kind).for_each(|name| of_found.add(gold.contains(name)));
            gold.iter().filter(|name| name.1 == kind).for_each(|name| of_gold.add(found.contains(name)));
        }
        line.push(format!("{kind}={:.3}", 2.0 * of_gold.right as f64 / (of_found.of + of_gold.of).max(1) as f64));
        let (precision, recall) = (of_found.percent(), of_gold.percent());
        detail.push(format!("{kind} precision {precision:.1} recall {recall:.1} of {}", of_gold.of));
    }
    println!("{} MB/s={:.2} (names alone)", line.join(" "), raw as f64 / finding / 1e6);
    println!("{}; with tagging {:.2} MB/s", detail.join(", "), raw as f64 / (tagging + finding) / 1e6);
}

/// The words and names of a sentence: number, word and label of each word in a line.
fn labelled(block: &str) -> (Vec<&str>, Vec<Name>) {
    let (mut words, mut names): (Vec<&str>, Vec<Name>) = Default::default();
    let whole = |id: &str| !id.is_empty() && id.bytes().all(|b| b.is_ascii_digit());
    for row in
        block.lines().map(|line| line.split('\t').collect::<Vec<_>>()).filter(|row| row.len() > 2 && whole(row[0]))
    {
        let at = words.len();
        match (row[2].split_once('-'), names.last_mut()) {
            (Some(("I", kind)), Some((range, of))) if range.end == at && of == kind => range.end = at + 1,
            (Some((_, kind)), _) => names.push((at..at + 1, kind.to_owned())),
            (None, _) => {}
        }
        words.push(row[1]);
    }
    (words, names)
}

/// What `work` makes of each sentence, and the seconds it takes: each sentence counts with its fastest of five passes, so that
/// what else the machine does is not measured.
fn timed<T>(sentences: &[Vec<&str>], work: impl Fn(&[&str], usize) -> T) -> (Vec<T>, f64) {
    let mut fastest = vec![f64::INFINITY; sentences.len()];
    let mut out = Vec::new();
    for _ in 0..5 {
        out.clear();
        for (at, words) in sentences.iter().enumerate() {
            let started = Instant::now();
            out.push(work(words, at));
            fastest[at] = fastest[at].min(started.elapsed().as_secs_f64());
        }
    }
    (out, fastest.iter().sum())
}

/// The words of a sentence, without ranges of multiword tokens and empty nodes.
fn sentence(block: &str) -> Vec<Gold> {
    block
        .lines()
        .map(|line| line.split('\t').collect::<Vec<_>>())
        .filter(|row| row.len() == 10 && row[0].bytes().all(|b| b.is_ascii_digit()))
        .map(|row| Gold {
            form: row[1].to_owned(),
            upos: row[3].to_owned(),
            head: row[6].parse::<usize>().ok().and_then(|head| head.checked_sub(1)),
            relation: row[7].to_owned(),
        })
        .collect()
}

fn base(relation: &str) -> &str {
    relation.split(':').next().unwrap_or_default()
}

/// How many of all were right.
#[derive(Default)]
struct Share {
    right: usize,
    of: usize,
}

impl Share {
    fn add(&mut self, right: bool) {
        self.right += usize::from(right);
        self.of += 1;
    }

    fn percent(&self) -> f64 {
        100.0 * self.right as f64 / self.of.max(1) as f64
    }
}
