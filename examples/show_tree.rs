//! Prints the analysis of sentences read from standard input: each token with its tag, its relation and its head.
//! `echo "The talks were held in Ankara." | cargo run --release --example show_tree`
#![allow(clippy::print_stdout, reason = "a tool for rule authors reports to its user")]

use std::io::{Read, stdin};

use crosscheck::{
    rules::Rules,
    syntax::Parser,
    text::{Layout, annotate},
};

fn main() -> std::io::Result<()> {
    let mut text = String::new();
    stdin().read_to_string(&mut text)?;
    let rules = Rules::embedded();
    let doc = annotate(&text, &Layout::default(), &rules.lexicons);
    for sentence in &doc.sentences {
        let words: Vec<&str> = sentence.tokens.clone().map(|t| doc.word(t)).collect();
        let tags: Vec<_> = doc.tokens[sentence.tokens.clone()].iter().map(|t| (t.pos, t.form)).collect();
        let tree = Parser::embedded().parse(&words, &tags);
        for (at, word) in words.iter().enumerate() {
            let head = tree.head(at).map_or("-", |h| words[h]);
            let doubt = if tree.doubtful[at] { "?" } else { "" };
            println!("{at:3} {word:20} {:?}/{:?} {} {head}{doubt}", tags[at].0, tags[at].1, tree.dep(at).name());
        }
        println!();
    }
    Ok(())
}
