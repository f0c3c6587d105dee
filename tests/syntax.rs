//! The arcs that matter in sentences as newsrooms write them.

use crosscheck::{
    syntax::{Parser, Tree},
    text::tagger::Tagger,
};

fn parse(sentence: &str) -> (Vec<&str>, Tree) {
    let words: Vec<&str> = sentence.split(' ').collect();
    let tree = Parser::embedded().parse(&words, &Tagger::embedded().tag(&words));
    (words, tree)
}

/// An arc as "word relation head", or "word root".
fn arcs(words: &[&str], tree: &Tree) -> Vec<String> {
    let arc = |at: usize| match tree.head(at) {
        Some(head) => format!("{} {} {}", words[at], tree.dep(at).name(), words[head]),
        None => format!("{} root", words[at]),
    };
    (0..words.len()).map(arc).collect()
}

#[test]
fn who_does_what_in_short_reports() {
    let table: &[(&str, &[&str])] = &[
        (
            "The mayor of Talin rejected the offer on Monday .",
            &["mayor nsubj rejected", "rejected root", "offer obj rejected", "Talin nmod mayor"],
        ),
        (
            "Three sailors were killed by a mine near the port of Ordu .",
            &["sailors nsubj:pass killed", "were aux:pass killed", "mine obl:agent killed", "Three nummod sailors"],
        ),
        (
            "Anna Keller , the defence minister , did not attend the talks in Veldt .",
            &["Anna nsubj attend", "Keller flat Anna", "not advmod attend", "talks obj attend"],
        ),
        (
            "Officials said the convoy would leave the city at noon .",
            &["Officials nsubj said", "said root", "leave ccomp said", "convoy nsubj leave", "city obj leave"],
        ),
        (
            "The minister , who resigned last week , denied the charges .",
            &["minister nsubj denied", "resigned acl:relcl minister", "who nsubj resigned", "charges obj denied"],
        ),
        (
            "At least 26 people were arrested , police said .",
            &["people nsubj:pass arrested", "26 nummod people", "police nsubj said"],
        ),
        (
            "Moldova and Georgia will hold a second round of grain talks in Ankara .",
            &["Moldova nsubj hold", "Georgia conj Moldova", "round obj hold", "grain compound talks"],
        ),
        (
            "Her spokesman Arno Bell never met the delegation .",
            &[
                "Her nmod:poss spokesman",
                "Arno nsubj met",
                "spokesman nmod:desc Arno",
                "never advmod met",
                "delegation obj met",
            ],
        ),
        (
            "The bridge was not closed by the army .",
            &["bridge nsubj:pass closed", "not advmod closed", "army obl:agent closed"],
        ),
        (
            "Bel Haro told reporters that the fire had started in a warehouse .",
            &["Bel nsubj told", "reporters iobj told", "started ccomp told", "fire nsubj started"],
        ),
    ];
    let mut wrong = Vec::new();
    for (sentence, expected) in table {
        let (words, tree) = parse(sentence);
        let found = arcs(&words, &tree);
        for arc in expected.iter().filter(|arc| !found.iter().any(|f| f == *arc)) {
            wrong.push(format!("{sentence}\n  wants {arc}\n  has {}", found.join(", ")));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_sentence_has_one_root_and_no_cycle() {
    let long = "talks ".repeat(1000);
    let odd =
        ["", " ", ". . . .", "é — ’ ½", "\u{1F600} \u{1F600}", "( [ { \" '", "and and and", "THE THE", long.trim()];
    for sentence in odd {
        let (words, tree) = parse(sentence);
        assert_eq!(tree.len(), words.len());
        assert_eq!((tree.deps.len(), tree.doubtful.len()), (words.len(), words.len()));
        assert_eq!(tree.heads.iter().filter(|head| head.is_none()).count(), 1, "{sentence}");
        for word in 0..words.len() {
            assert_eq!(tree.ancestors(word).last(), tree.root(), "{sentence}: {word}");
        }
    }
    assert!(Parser::embedded().parse(&[], &[]).is_empty());
    // Tags that are missing or too many do no harm.
    assert_eq!(Parser::embedded().parse(&["Talks", "resumed"], &[]).len(), 2);
}

#[test]
fn the_span_of_a_word_holds_what_depends_on_it() {
    let (words, tree) = parse("The mayor of Talin rejected the offer .");
    let span = tree.span(1);
    assert_eq!(words[span], ["The", "mayor", "of", "Talin"]);
    assert_eq!(tree.root().map(|root| tree.span(root)), Some(0..8));
    assert_eq!(tree.children(4).collect::<Vec<_>>(), tree.all_children()[4]);
}

#[test]
fn a_very_long_sentence_is_doubtful_throughout() {
    let words = vec!["talks"; 400];
    let tree = Parser::embedded().parse(&words, &Tagger::embedded().tag(&words));
    assert!(tree.doubtful.iter().all(|doubt| *doubt));
}
