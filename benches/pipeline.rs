//! How long the stages and the whole pipeline take, over generated newsrooms of 10, 100 and 1,000 articles.
//! `cargo bench`; what each benchmark protects is in `benches/README.md`.

mod newsroom;

use crosscheck::{
    claims::extract_claims,
    facts::Entities,
    frames::find_frames,
    inputs::{Format, Source, from_bytes},
    mentions::anchors,
    mentions::find_mentions,
    pipeline,
    rules::Rules,
    text,
};
use divan::{
    Bencher, black_box,
    counter::{BytesCount, ItemsCount},
};

/// Articles for the benchmarks of a single stage.
const STAGE_ARTICLES: usize = 20;

fn main() {
    divan::main();
}

fn bytes(sources: &[Source]) -> BytesCount {
    BytesCount::new(sources.iter().map(|s| s.text.len()).sum::<usize>())
}

/// From decoded texts to findings.
#[divan::bench(args = [10, 100, 1000], sample_count = 3, sample_size = 1)]
fn whole_pipeline(bencher: Bencher, articles: usize) {
    let rules = Rules::embedded();
    let sources = newsroom::articles(articles, &rules);
    bencher.counter(bytes(&sources)).bench_local(|| pipeline::run(black_box(&sources), &rules));
}

/// Reading and checking the embedded rules: what every start of the program pays.
#[divan::bench(sample_count = 10)]
fn load_rules() -> Rules {
    Rules::embedded()
}

/// The whole program on one line of so many sentences, each with a value of its own. Items are sentences: their number a second
/// must stay what it is, however long the line.
#[divan::bench(args = [500, 1000, 2000, 4000], sample_count = 3, sample_size = 1)]
fn one_line(bencher: Bencher, sentences: usize) {
    let rules = Rules::embedded();
    let line: String = (0..sentences).map(|n| format!("The ferry {n} carried {} people. ", 10 + n * 7 % 900)).collect();
    let read = |name: &str| from_bytes(name, Format::Text, line.as_bytes()).expect("it is text").0;
    let sources = [read("a"), read("b")];
    bencher.counter(ItemsCount::new(sentences)).bench_local(|| pipeline::run(black_box(&sources), &rules));
}

#[divan::bench(sample_count = 10)]
fn stage_1_text(bencher: Bencher) {
    let rules = Rules::embedded();
    let sources = newsroom::articles(STAGE_ARTICLES, &rules);
    bencher.counter(bytes(&sources)).bench_local(|| {
        for source in &sources {
            black_box(text::annotate(&source.text, &source.layout, &rules.lexicons));
        }
    });
}

#[divan::bench(sample_count = 10)]
fn stage_2_mentions(bencher: Bencher) {
    let rules = Rules::embedded();
    let sources = newsroom::articles(STAGE_ARTICLES, &rules);
    let inputs: Vec<_> = sources
        .iter()
        .map(|source| {
            let doc = text::annotate(&source.text, &source.layout, &rules.lexicons);
            let published = source.published.as_ref().map(|p| p.value);
            let anchors = anchors(&doc, published, source.timezone.as_ref().map(|z| z.value), &rules);
            (doc, anchors)
        })
        .collect();
    bencher.counter(bytes(&sources)).bench_local(|| {
        for (doc, anchors) in &inputs {
            black_box(find_mentions(doc, anchors, &rules));
        }
    });
}

#[divan::bench(sample_count = 10)]
fn stage_3_frames(bencher: Bencher) {
    let rules = Rules::embedded();
    let sources = newsroom::articles(STAGE_ARTICLES, &rules);
    let analyses: Vec<_> = sources.iter().enumerate().map(|(n, s)| pipeline::analyse(n, s, &rules)).collect();
    bencher.counter(bytes(&sources)).bench_local(|| {
        for analysis in &analyses {
            black_box(find_frames(&analysis.doc, &analysis.mentions, &rules.lexicons));
        }
    });
}

#[divan::bench(sample_count = 10)]
fn stage_4_claims(bencher: Bencher) {
    let rules = Rules::embedded();
    let sources = newsroom::articles(STAGE_ARTICLES, &rules);
    let analyses: Vec<_> = sources.iter().enumerate().map(|(n, s)| pipeline::analyse(n, s, &rules)).collect();
    bencher.counter(bytes(&sources)).bench_local(|| {
        for (n, analysis) in analyses.iter().enumerate() {
            black_box(extract_claims(n, &analysis.doc, &analysis.mentions, &analysis.frames, &rules));
        }
    });
}

/// Who is who over all sources: the names grow with the articles, and a third of the people share their surnames.
#[divan::bench(args = [100, 300, 1000, 3000], sample_count = 5, sample_size = 1)]
fn identities(bencher: Bencher, articles: usize) {
    let rules = Rules::embedded();
    let sources = newsroom::crowds(articles);
    let analyses: Vec<_> = sources.iter().enumerate().map(|(n, s)| pipeline::analyse(n, s, &rules)).collect();
    bencher.counter(bytes(&sources)).bench_local(|| black_box(Entities::resolve(&analyses, &rules.lexicons)));
}
