//! The text stage from end to end.

use crate::{
    rules::Lexicons,
    text::{
        BlockKind, Document, Form, Layout, Pos, Sentence, Token, chunk, find_blocks, find_posts, find_quotes,
        lemma::lemma, split, tagger::Tagger, tokens_of,
    },
};

/// Annotates a source's decoded text. Nothing is lost: every byte keeps its place, and odd text only gives fewer sentences.
pub fn annotate(text: &str, layout: &Layout, lexicons: &Lexicons) -> Document {
    let mut hidden = layout.hidden.clone();
    hidden.sort();
    let mut blocks = find_blocks(text, layout, lexicons);
    let posts = find_posts(text, &mut blocks, layout, lexicons);
    let mut doc = Document { text: text.to_owned(), posts, ..Document::default() };
    for (index, block) in blocks.iter().enumerate() {
        if block.kind == BlockKind::Furniture {
            continue;
        }
        for span in split(text, block.span, &hidden, lexicons) {
            let start = doc.tokens.len();
            doc.tokens.extend(tokens_of(text, span, &hidden, Tagger::embedded()));
            let tokens = start..doc.tokens.len();
            name_numbers(&mut doc.tokens[start..], lexicons);
            past_verbs(text, &mut doc.tokens[start..], lexicons);
            if !tokens.is_empty() {
                doc.chunks.extend(chunk(&doc.tokens, doc.sentences.len(), tokens.clone()));
                doc.sentences.push(Sentence { span, tokens, block: index });
            }
        }
    }
    doc.blocks = blocks;
    doc.quotes = find_quotes(&doc, lexicons);
    doc
}

/// "Twelve people died": a number word before a noun is a number, whatever the tagger makes of its capital.
fn name_numbers(tokens: &mut [Token], lexicons: &Lexicons) {
    for at in 1..tokens.len() {
        let noun = matches!(tokens[at].pos, Pos::Noun | Pos::Adj);
        let word = &mut tokens[at - 1];
        if noun && lexicons.number("number_word", &word.lower).is_some() {
            (word.pos, word.form) = (Pos::Num, Form::Other);
            word.lemma.clone_from(&word.lower);
        }
    }
}

/// "The ferry Solveig sank off Ostmoor": past forms that are no noun in any sentence are verbs, whatever the names before them made
/// of the tagger.
fn past_verbs(text: &str, tokens: &mut [Token], lexicons: &Lexicons) {
    for token in tokens.iter_mut().filter(|t| t.pos == Pos::Noun && lexicons.has("never_a_noun", &t.lower)) {
        (token.pos, token.form) = (Pos::Verb, Form::Past);
        token.lemma = lemma(&token.lower, token.span.of(text), token.pos, token.form).into();
    }
}
