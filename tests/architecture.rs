//! The shape of the code: which stage may use which, how long a file may be, and what has no place in `src/`.

mod common;

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::{Path, PathBuf},
};

/// The stages from first to last. A stage may use those in the rows above its own, and none beside it.
const LAYERS: &[&[&str]] = &[
    &["error", "parallel", "values", "watch"],
    &["rules"],
    &["text"],
    &["stories", "syntax"],
    &["inputs"],
    &["mentions"],
    &["frames"],
    &["claims"],
    &["copies", "facts"],
    &["verdicts"],
    &["findings"],
    &["proposals"],
    &["judgement", "kept"],
    &["pipeline", "waivers"],
    &["evaluation", "reports", "rule_tests"],
    &["cli"],
    &["main"],
];

/// Uses against the layers, each with its reason. One that is no longer needed fails the test.
const EXCEPTIONS: &[(&str, &str, &str)] = &[];

/// Who may know of sources and their files: analysis reads texts, not paths.
const USERS_OF_INPUTS: &[&str] =
    &["src/kept.rs", "src/pipeline.rs", "src/rule_tests.rs", "src/reports/report.rs", "src/cli/"];

/// Files of more than [`LONG`] lines, none of which may have more than [`TOO_LONG`].
const LONG_FILES: &[&str] =
    &["src/frames/find.rs", "src/reports/json.rs", "src/text/blocks.rs", "src/text/speakers.rs", "src/text/tokens.rs"];
const LONG: usize = 300;
const TOO_LONG: usize = 500;

/// More words than these in one list of literals are a word list, and belong in `rules/`.
const MOST_WORDS: usize = 5;

/// A piece of Rust: a string literal, a word (or number), or a mark.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Piece {
    Text(String),
    Word(String),
    Mark(char),
}

impl Piece {
    fn is(&self, what: &str) -> bool {
        match self {
            Self::Text(_) => false,
            Self::Word(word) => word == what,
            Self::Mark(mark) => what.chars().eq([*mark]),
        }
    }
}

impl Piece {
    /// The literal, if it is a word or phrase of English.
    fn word(&self) -> Option<&str> {
        match self {
            Self::Text(text) if is_word(text) => Some(text),
            _ => None,
        }
    }
}

/// Cuts Rust into pieces, without comments, character literals and lifetimes.
fn pieces(code: &str) -> Vec<Piece> {
    let chars: Vec<char> = code.chars().collect();
    let mut out = Vec::new();
    let mut at = 0;
    let starts = |at: usize, what: &str| what.chars().enumerate().all(|(i, c)| chars.get(at + i) == Some(&c));
    while let Some(&c) = chars.get(at) {
        if starts(at, "//") {
            while chars.get(at).is_some_and(|c| *c != '\n') {
                at += 1;
            }
        } else if starts(at, "/*") {
            while at < chars.len() && !starts(at, "*/") {
                at += 1;
            }
            at += 2;
        } else if c == '"' {
            let start = at + 1;
            at = start;
            while at < chars.len() && chars[at] != '"' {
                at += if chars[at] == '\\' { 2 } else { 1 };
            }
            out.push(Piece::Text(chars[start..at.min(chars.len())].iter().collect()));
            at += 1;
        } else if c == 'r' && (starts(at, "r\"") || starts(at, "r#\"")) {
            let end = if starts(at, "r\"") { "\"" } else { "\"#" };
            let start = at + end.len() + 1;
            at = start;
            while at < chars.len() && !starts(at, end) {
                at += 1;
            }
            out.push(Piece::Text(chars[start..at.min(chars.len())].iter().collect()));
            at += end.len();
        } else if c == '\'' {
            // A character ('x', '\n', '\u{7f}') or a lifetime ('a).
            let escaped = chars.get(at + 1) == Some(&'\\');
            if escaped || chars.get(at + 2) == Some(&'\'') {
                at += if escaped { 3 } else { 2 };
                while chars.get(at).is_some_and(|c| *c != '\'') {
                    at += 1;
                }
            }
            at += 1;
        } else if c.is_alphanumeric() || c == '_' {
            let start = at;
            while chars.get(at).is_some_and(|c| c.is_alphanumeric() || *c == '_') {
                at += 1;
            }
            out.push(Piece::Word(chars[start..at].iter().collect()));
        } else {
            if !c.is_whitespace() {
                out.push(Piece::Mark(c));
            }
            at += 1;
        }
    }
    out
}

/// Where `what` stands among the pieces, written with a blank between its pieces.
fn find(pieces: &[Piece], what: &str) -> Vec<usize> {
    let what: Vec<&str> = what.split(' ').collect();
    let fits = |window: &[Piece]| window.iter().zip(&what).all(|(piece, what)| piece.is(what));
    pieces.windows(what.len()).enumerate().filter(|(_, window)| fits(window)).map(|(at, _)| at).collect()
}

/// The index of the bracket that closes the one at `open`.
fn closing(pieces: &[Piece], open: usize) -> usize {
    let mut depth = 0usize;
    for (at, piece) in pieces.iter().enumerate().skip(open) {
        match piece {
            Piece::Mark('(' | '[' | '{') => depth += 1,
            Piece::Mark(')' | ']' | '}') => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            return at;
        }
    }
    pieces.len()
}

/// One file of `src/`.
struct Code {
    /// Its path from the root of the package.
    path: String,
    /// Number of lines, tests included.
    lines: usize,
    /// What it is made of, tests left out.
    pieces: Vec<Piece>,
}

impl Code {
    /// The stage it belongs to: its folder in `src/`, or itself.
    fn stage(&self) -> &str {
        let below = self.path.trim_start_matches("src/");
        below.split_once('/').map_or(below.trim_end_matches(".rs"), |(stage, _)| stage)
    }

    /// What it uses of this crate, by the first part of the path.
    fn uses(&self) -> BTreeSet<String> {
        let mut out = BTreeSet::new();
        let crates = if self.stage() == "main" { "crosscheck : :" } else { "crate : :" };
        for at in find(&self.pieces, crates) {
            let first = at + 3;
            let words = if self.pieces[first].is("{") { parts(&self.pieces, first) } else { vec![first] };
            for at in words {
                if let Piece::Word(word) = &self.pieces[at] {
                    out.insert(word.clone());
                }
            }
        }
        out
    }
}

/// Where the parts of `{a::b, c::{d, e}}` begin.
fn parts(pieces: &[Piece], open: usize) -> Vec<usize> {
    let mut out = vec![open + 1];
    let mut at = open + 1;
    let end = closing(pieces, open);
    while at < end {
        match &pieces[at] {
            Piece::Mark('{') => at = closing(pieces, at),
            Piece::Mark(',') => out.push(at + 1),
            _ => {}
        }
        at += 1;
    }
    out.retain(|at| *at < end);
    out
}

/// The pieces without what stands under `#[cfg(test)]`, and the names of the test modules that are files of their own.
fn without_tests(pieces: Vec<Piece>) -> (Vec<Piece>, Vec<String>) {
    let mut out = Vec::new();
    let mut files = Vec::new();
    let tests = find(&pieces, "# [ cfg ( test ) ]");
    let mut at = 0;
    while at < pieces.len() {
        if !tests.contains(&at) {
            out.push(pieces[at].clone());
            at += 1;
            continue;
        }
        let mut name = None;
        while at < pieces.len() && !pieces[at].is(";") && !pieces[at].is("{") {
            match (&pieces[at], pieces.get(at + 1), pieces.get(at + 2)) {
                (path, Some(Piece::Mark('=')), Some(Piece::Text(file))) if path.is("path") => name = Some(file.clone()),
                (module, Some(Piece::Word(word)), _) if module.is("mod") && name.is_none() => {
                    name = Some(format!("{word}.rs"));
                }
                _ => {}
            }
            at += 1;
        }
        if pieces.get(at).is_some_and(|p| p.is("{")) {
            at = closing(&pieces, at);
        } else {
            files.extend(name);
        }
        at += 1;
    }
    (out, files)
}

fn walk(folder: &Path, skip: &dyn Fn(&Path) -> bool, out: &mut Vec<PathBuf>) {
    let mut entries: Vec<PathBuf> =
        fs::read_dir(folder).expect("readable").map(|e| e.expect("readable").path()).collect();
    entries.sort();
    for path in entries.into_iter().filter(|p| !skip(p)) {
        if path.is_dir() {
            walk(&path, skip, out);
        } else {
            out.push(path);
        }
    }
}

/// The files of `src/`, without those that are tests.
fn sources() -> Vec<Code> {
    let mut paths = Vec::new();
    walk(&common::root().join("src"), &|_| false, &mut paths);
    let mut out = Vec::new();
    let mut tests = BTreeSet::new();
    for path in paths {
        let code = fs::read_to_string(&path).expect("Rust is UTF-8");
        let (pieces, files) = without_tests(pieces(&code));
        let folder = path.parent().expect("it lies in a folder");
        for file in files {
            // `mod tests;` in `a/b.rs` is `a/b/tests.rs`, in `a/mod.rs` it is `a/tests.rs`; a `path` is beside the file.
            tests.insert(folder.join(&file));
            tests.insert(path.with_extension("").join(&file));
        }
        out.push((path, code.lines().count(), pieces));
    }
    out.retain(|(path, ..)| !tests.contains(path));
    let below =
        |path: &Path| path.strip_prefix(common::root()).expect("below the root").to_string_lossy().replace('\\', "/");
    let out: Vec<Code> =
        out.into_iter().map(|(path, lines, pieces)| Code { path: below(&path), lines, pieces }).collect();
    assert!(out.len() > 80, "src/ is gone");
    out
}

#[test]
fn the_stages_use_each_other_in_one_direction() {
    let layer: BTreeMap<&str, usize> =
        LAYERS.iter().enumerate().flat_map(|(at, row)| row.iter().map(move |stage| (*stage, at))).collect();
    let mut wrong = Vec::new();
    let mut needed = BTreeSet::new();
    let mut edges = 0;
    for code in sources().iter().filter(|c| c.path != "src/lib.rs") {
        let stage = code.stage();
        let Some(own) = layer.get(stage) else {
            wrong.push(format!("{}: the stage `{stage}` has no place in LAYERS", code.path));
            continue;
        };
        for used in code.uses().iter().filter(|used| *used != stage) {
            edges += 1;
            let exception = EXCEPTIONS.iter().find(|(path, what, _)| (*path, *what) == (&code.path, used.as_str()));
            match (layer.get(used.as_str()), exception) {
                (Some(theirs), None) if theirs < own => {}
                (_, Some(exception)) => drop(needed.insert(exception)),
                _ => wrong.push(format!("{} uses `{used}`, which comes beside or after `{stage}`", code.path)),
            }
            if used == "inputs" && !USERS_OF_INPUTS.iter().any(|user| code.path.starts_with(user)) {
                wrong.push(format!("{} uses `inputs`: analysis reads texts and knows no files", code.path));
            }
        }
    }
    for unneeded in EXCEPTIONS.iter().filter(|e| !needed.contains(e)) {
        wrong.push(format!("this exception is not needed any more: {unneeded:?}"));
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(edges > 150, "the uses are not seen: {edges}");
}

#[test]
fn the_pipeline_calls_every_stage_on_one_screen() {
    let sources = sources();
    let pipeline = sources.iter().find(|c| c.path == "src/pipeline.rs").expect("there is one");
    assert!(pipeline.lines < 150, "{} lines", pipeline.lines);
    for stage in
        ["text", "mentions", "frames", "claims", "copies", "facts", "verdicts", "proposals", "judgement", "findings"]
    {
        assert!(pipeline.uses().contains(stage), "it does not call {stage}");
    }
}

#[test]
fn no_file_is_too_long() {
    for Code { path, lines, .. } in sources() {
        assert!(lines <= TOO_LONG, "{path} has {lines} lines: cut it in two");
        let known = LONG_FILES.contains(&path.as_str());
        assert!(lines <= LONG || known, "{path} has {lines} lines: cut it in two, or name it in LONG_FILES");
    }
    for path in LONG_FILES {
        assert!(common::root().join(path).is_file(), "{path} is gone: strike it from LONG_FILES");
    }
}

/// Whether a literal is a word or phrase of English and not a pattern, a key or a format.
fn is_word(text: &str) -> bool {
    let letters = |c: char| c.is_ascii_alphabetic() || matches!(c, ' ' | '\'' | '’' | '-');
    text.len() >= 2 && text.chars().all(letters) && text.starts_with(|c: char| c.is_ascii_alphabetic())
}

/// The lists of words in a file: between square brackets, between bars, or in one string that is split.
fn word_lists(pieces: &[Piece]) -> Vec<Vec<&str>> {
    let mut out: Vec<Vec<&str>> = Vec::new();
    for (at, piece) in pieces.iter().enumerate() {
        match piece {
            Piece::Mark('[') => out.push(pieces[at..closing(pieces, at)].iter().filter_map(Piece::word).collect()),
            Piece::Text(text) => {
                let split = ["split", "lines", "split_whitespace", "chars"];
                let is_split = pieces.get(at + 1).is_some_and(|p| p.is("."))
                    && pieces.get(at + 2).is_some_and(|p| split.iter().any(|s| p.is(s)));
                if is_split {
                    out.push(text.split(|c: char| !c.is_alphanumeric()).filter(|w| is_word(w)).collect());
                }
                if at == 0 || !pieces[at - 1].is("|") {
                    let row = (at..pieces.len()).step_by(2).take_while(|i| *i == at || pieces[i - 1].is("|"));
                    out.push(row.map_while(|i| pieces[i].word()).collect());
                }
            }
            _ => {}
        }
    }
    out
}

#[test]
fn no_word_list_lives_in_the_code() {
    for code in sources() {
        for list in word_lists(&code.pieces) {
            let words: BTreeSet<&str> = list.into_iter().collect();
            assert!(words.len() <= MOST_WORDS, "{}: {words:?} belong in rules/", code.path);
        }
    }
    // The test sees what it looks for.
    for code in [
        r#"const X: [&str; 6] = ["a few", "many", "several", "some", "most", "all"];"#,
        r#"vec![("one", 1), ("two", 2), ("three", 3), ("four", 4), ("five", 5), ("six", 6)]"#,
        r#"matches!(word, "few" | "many" | "several" | "some" | "most" | "all")"#,
        r#""few many several some most all".split(' ')"#,
    ] {
        assert!(word_lists(&pieces(code)).iter().any(|list| list.len() > MOST_WORDS), "{code}");
    }
}

#[test]
fn only_inputs_and_the_command_line_touch_the_world() {
    for code in sources() {
        for call in
            [". unwrap (", "println !", "print !", "eprintln !", "eprint !", "dbg !", "todo !", "unimplemented !"]
        {
            assert_eq!(find(&code.pieces, call), [0; 0], "{}: {call}", code.path);
        }
        if !["inputs", "cli", "main"].contains(&code.stage()) {
            for (at, piece) in code.pieces.iter().enumerate() {
                let world =
                    ["fs", "env", "net", "process", "SystemTime", "Instant", "File", "stdin", "stdout", "stderr"];
                let is_macro = code.pieces.get(at + 1).is_some_and(|next| next.is("!"));
                assert!(is_macro || !world.iter().any(|w| piece.is(w)), "{}: {piece:?}", code.path);
            }
        }
    }
}

#[test]
fn no_file_names_the_place_it_was_made_in() {
    // Put together here, so that this file does not name them.
    let places = ["work", "home", "root"].map(|name| format!("/{name}"));
    let shared = ["..", "shared"].join("/");
    let mut paths = Vec::new();
    let skip = |path: &Path| path.file_name().is_some_and(|n| n == ".git" || n == "target" || n == "node_modules");
    walk(common::root(), &skip, &mut paths);
    assert!(paths.len() > 150);
    for path in paths {
        // What is no text names no place that anyone reads.
        let Ok(text) = String::from_utf8(fs::read(&path).expect("readable")) else { continue };
        assert!(!text.contains(&shared), "{} names {shared}", path.display());
        for place in &places {
            for (at, _) in text.match_indices(place.as_str()) {
                // "/network/x" and "example.org/home" are something else.
                let before = text[..at].chars().next_back();
                let after = text[at + place.len()..].chars().next();
                let part = |c: char| c.is_alphanumeric() || matches!(c, '_' | '-' | '.' | '}' | ')');
                assert!(
                    before.is_some_and(part) || after.is_some_and(|c| c.is_alphanumeric() || matches!(c, '_' | '-')),
                    "{} names {place}",
                    path.display()
                );
            }
        }
    }
}
