//! Quotes and their speakers, over documents built by hand from tagged words.

use super::*;
use crate::{
    rules::files,
    text::{Block, BlockKind, Chunk, Dating, Post, Sentence, Token, find_quotes},
};

/// Tags in short: `/N` noun, `/P` proper noun, `/R` pronoun, `/V` past verb, `/G` -ing, `/L` participle, `/B` base form,
/// `/A` auxiliary, `/D` adposition, `/W` wh-word, `/S` possessive clitic, `/T` particle.
fn tag(short: &str, word: &str) -> (Pos, Form) {
    match short {
        "N" => (Pos::Noun, Form::Other),
        "P" => (Pos::Propn, Form::Other),
        "R" => (Pos::Pron, Form::Other),
        "V" => (Pos::Verb, Form::Past),
        "G" => (Pos::Verb, Form::Ing),
        "L" => (Pos::Verb, Form::Participle),
        "B" => (Pos::Verb, Form::Base),
        "A" => (Pos::Aux, Form::Past),
        "D" => (Pos::Adp, Form::Other),
        "W" => (Pos::Pron, Form::Wh),
        "S" => (Pos::Part, Form::Possessive),
        "T" => (Pos::Part, Form::Other),
        _ if word.chars().all(|c| !c.is_alphanumeric()) => (Pos::Punct, Form::Other),
        _ => (Pos::Adj, Form::Other),
    }
}

/// A document from words with tags and lemmas (`said/V=say`): `[ ]` hold a chunk, `|` ends a sentence, `¶` a block.
/// Marks are glued to words as in print.
fn document(marked: &str) -> Document {
    let mut doc = Document::default();
    let (mut glue, mut chunk, mut sentence, mut block) = (true, 0, 0, 0);
    for word in marked.split(' ').chain(["¶"]) {
        if word == "[" {
            chunk = doc.tokens.len();
        } else if word == "]" {
            let (tokens, head) = (chunk..doc.tokens.len(), doc.tokens.len() - 1);
            doc.chunks.push(Chunk { tokens, head, sentence: doc.sentences.len() });
        } else if word == "|" || word == "¶" {
            if sentence < doc.tokens.len() {
                let tokens = sentence..doc.tokens.len();
                doc.sentences.push(Sentence { span: doc.span_of(&tokens), tokens, block: doc.blocks.len() });
                sentence = doc.tokens.len();
            }
            if word == "¶" {
                let span = Span::new(block, doc.text.len());
                doc.blocks.push(Block { span, kind: BlockKind::Prose, post: 0 });
                doc.text.push('\n');
                (block, glue) = (doc.text.len(), true);
            }
        } else {
            let (word, tags) = word.split_once('/').unwrap_or((word, ""));
            let (short, lemma) = tags.split_once('=').unwrap_or((tags, word));
            let closes = matches!(word, "." | "," | "?" | ":" | "”" | "’" | "»" | "’s");
            if !glue && !closes {
                doc.text.push(' ');
            }
            glue = matches!(word, "“" | "‘" | "«");
            let span = Span::new(doc.text.len(), doc.text.len() + word.len());
            doc.text.push_str(word);
            let (pos, form) = tag(short, word);
            doc.tokens.push(Token { span, pos, form, lemma: lemma.into(), lower: word.to_lowercase().into() });
        }
    }
    doc.posts.push(Post { span: Span::new(0, doc.text.len()), stamp: None, dating: Dating::Source, author: None });
    doc
}

/// Checks each quote with its speaker: `words <speaker>`.
fn check(marked: &str, wanted: &[&str]) {
    let doc = document(marked);
    let lexicons = Lexicons::load(&files::embedded()).expect("embedded word lists");
    let found = find_quotes(&doc, &lexicons);
    let found: Vec<String> =
        found.iter().map(|q| format!("{} <{}>", doc.slice(q.span), q.speaker.map_or("", |s| doc.slice(s)))).collect();
    assert_eq!(found, wanted, "in {:?}", doc.text);
}

#[test]
fn the_verb_behind_the_quote() {
    check("“ We go , ” [ Jane Roe/P ] said/V=say .", &["We go, <Jane Roe>"]);
    check("“ We go , ” said/V=say [ Jane Roe/P ] , [ the minister/N ] .", &["We go, <Jane Roe>"]);
    check("‘ We go ’ , said/V=say [ Jane Roe/P ] .", &["We go <Jane Roe>"]);
    check("“ Why ? ” | [ Jane Roe/P ] asked/V=ask .", &["Why ? <Jane Roe>".replace(" ?", "?").as_str()]);
    check(
        "“ We go , ” [ the head/N ] of/D [ Oakvale/P ] ’s/S [ team/N ] , [ John Doe/P ] , said/V=say .",
        &["We go, <John Doe>"],
    );
    check(
        "“ We go , ” [ Jane Roe/P ] , [ a friend/N ] of/D [ John Doe/P ] , told/V=tell [ reporters/N ] . | “ We win . ”",
        &["We go, <Jane Roe>", "We win. <Jane Roe>"],
    );
    check("“ We go , ” [ Jane Roe/P ] , [ who/W ] led/V=lead [ the team/N ] , said/V=say .", &["We go, <Jane Roe>"]);
}

#[test]
fn the_verb_before_the_quote() {
    check("[ Jane Roe/P ] said/V=say : “ We go . ”", &["We go. <Jane Roe>"]);
    check("Speaking/G=speak in/D [ Oakvale/P ] , he/R said/V=say : “ We go . ”", &["We go. <he>"]);
    check("[ Roe/P ] said/V=say [ the team/N ] was/A=be “ decorative ” .", &["decorative <Roe>"]);
    check("[ Roe/P ] called/V=call [ the team/N ] “ decorative ” .", &["decorative <Roe>"]);
    check("[ Roe/P ] added/V=add : ¶ “ We go . ”", &["We go. <Roe>"]);
    check("“ We go , ” [ Roe/P ] said/V=say , adding/G=add : “ We win . ”", &["We go, <Roe>", "We win. <Roe>"]);
    check("[ It/R ] was/A=be “ over ” , according/G to/D [ Jane Roe/P ] .", &["over <Jane Roe>"]);
}

#[test]
fn nobody_speaks() {
    check("[ The group/N ] called/L=call “ Dawn ” met/V=meet in/D [ Oakvale/P ] .", &["Dawn <>"]);
    check("[ Roe/P ] was/A=be told/L=tell “ no more ” .", &["no more <>"]);
    check("[ Roe/P ] did/A=do not/T say/B=say “ never ” .", &["never <>"]);
    check("[ The ‘ deal/N ] ’ failed/V=fail . | [ Roe/P ] said/V=say so .", &["deal <>"]);
}

#[test]
fn quotes_over_blocks_and_lone_marks() {
    check(
        "“ We go . ¶ “ We win . ¶ “ We stay , ” [ Roe/P ] said/V=say .",
        &["We go. <Roe>", "We win. <Roe>", "We stay, <Roe>"],
    );
    check("“ We go . ¶ We win , ” [ Roe/P ] said/V=say .", &["We go. <Roe>", "We win, <Roe>"]);
    check("[ Roe/P ] said/V=say : “ we go . | Nobody came . ¶ [ Doe/P ] left/V=leave .", &["we go. <Roe>"]);
    check("[ Roe/P ] said/V=say “ we go . | Nobody came .", &[]);
    check("[ The ministers/N ] ’ [ talks/N ] ended/V=end . ¶ [ Doe/P ] left/V=leave .", &[]);
    check("[ He/R ] was/A=be at/D [ the ‘ ministers/N ] ’ talk/N ’ today .", &["ministers’ talk <>"]);
}
