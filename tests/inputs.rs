//! The inputs stage on real folders: what becomes a source, what is known of it and from where, and what is refused.

#[path = "inputs/formats.rs"]
mod formats;
#[path = "inputs/lost.rs"]
mod lost;
#[path = "inputs/spoilt.rs"]
mod spoilt;

use std::{
    fs,
    path::{Path, PathBuf},
    sync::atomic::{AtomicUsize, Ordering},
};

use crosscheck::{
    error::ErrorKind,
    inputs::{self, Format, Inputs, Limits, Overrides, Source, from_bytes, id_of, read_rule_folder},
    text::BlockKind,
    values::Timestamp,
};

/// A folder of its own for one test, gone when it ends.
struct Folder(PathBuf);

impl Folder {
    fn new() -> Self {
        static NEXT: AtomicUsize = AtomicUsize::new(0);
        let name = format!("crosscheck-inputs-{}-{}", std::process::id(), NEXT.fetch_add(1, Ordering::Relaxed));
        let path = std::env::temp_dir().join(name);
        fs::create_dir_all(&path).expect("the temporary folder is writable");
        Self(path)
    }

    fn with(files: &[(&str, &str)]) -> Self {
        let folder = Self::new();
        for (name, text) in files {
            folder.write(name, text.as_bytes());
        }
        folder
    }

    fn write(&self, name: &str, bytes: &[u8]) {
        let path = self.path(name);
        fs::create_dir_all(path.parent().expect("below the folder")).expect("writable");
        fs::write(path, bytes).expect("writable");
    }

    fn path(&self, name: &str) -> PathBuf {
        if name.is_empty() { self.0.clone() } else { self.0.join(name) }
    }

    fn read(&self, names: &[&str]) -> Inputs {
        let paths: Vec<PathBuf> = names.iter().map(|n| self.path(n)).collect();
        inputs::read(&paths, &Overrides::default(), &Limits::default())
    }

    /// The ids of the sources, below the folder.
    fn ids(&self, inputs: &Inputs) -> Vec<String> {
        let root = format!("{}/", id_of(&self.0));
        inputs.sources.iter().map(|s| s.id.strip_prefix(&root).unwrap_or(&s.id).to_owned()).collect()
    }

    /// The errors as they are shown, with paths below the folder.
    fn errors(&self, inputs: &Inputs) -> Vec<String> {
        let root = format!("{}/", self.0.display());
        inputs.errors.iter().map(|e| e.to_string().replace(&root, "")).collect()
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

fn fixture(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/documents").join(name)
}

fn read_fixture(name: &str) -> Inputs {
    inputs::read(&[fixture(name)], &Overrides::default(), &Limits::default())
}

fn only(mut inputs: Inputs) -> Source {
    assert_eq!(inputs.errors, []);
    assert_eq!(inputs.sources.len(), 1);
    inputs.sources.remove(0)
}

fn outlet(source: &Source) -> (&str, &str) {
    (&source.outlet.value, &source.outlet.from)
}

/// What is left of a source's text when the hidden bytes are taken away.
fn visible(source: &Source) -> String {
    let mut out = String::new();
    let mut at = 0;
    for span in &source.layout.hidden {
        out.push_str(source.text.get(at..span.start).expect("hidden spans are sorted and on boundaries"));
        at = span.end;
    }
    out + source.text.get(at..).expect("inside the text")
}

#[test]
fn a_bare_file_has_its_name_for_an_outlet_and_nothing_else() {
    let folder = Folder::with(&[("harbour-post.txt", "The talks ended.\n"), ("notes", "More talks.")]);
    let source = only(folder.read(&["harbour-post.txt"]));
    assert_eq!(outlet(&source), ("harbour-post", "file name"));
    assert_eq!((source.published, source.timezone, source.url), (None, None, None), "no modification time, no guess");
    assert_eq!((source.text.as_str(), source.bytes, source.format), ("The talks ended.\n", 17, Format::Text));
    assert_eq!(outlet(&only(folder.read(&["notes"]))).0, "notes");
}

#[test]
fn each_encoding_is_read_and_named() {
    let words = "“Talks in Türkiye will go on”, and left – again.";
    for (name, encoding) in
        [("windows-1252.txt", "windows-1252 (detected)"), ("utf-16le.txt", "UTF-16LE"), ("utf-8-bom-crlf.txt", "UTF-8")]
    {
        let source = only(read_fixture(name));
        assert!(source.text.contains(words), "{name}: {}", source.text);
        assert_eq!(source.encoding, encoding);
    }
    let marked = only(read_fixture("utf-8-bom-crlf.txt"));
    assert_eq!(marked.text.as_bytes(), fs::read(fixture("utf-8-bom-crlf.txt")).expect("fixture"), "byte for byte");
    assert!(visible(&marked).starts_with("The envoy"), "the byte order mark is hidden");
}

#[test]
fn front_matter_is_read_and_hidden() {
    for (name, url) in [("header.txt", None), ("plus.txt", None), ("clipped.md", Some("https://example.org/ferry"))] {
        let source = only(read_fixture(name));
        assert!(source.outlet.value.ends_with("Harbour Post"), "{name}");
        assert_eq!(source.outlet.from, "front matter");
        assert_eq!(source.published.map(|p| p.value.date.to_string()).as_deref(), Some("2031-03-04"), "{name}");
        assert_eq!(source.url.map(|u| u.value).as_deref(), url);
        let text = source.text.as_str();
        assert_eq!(text.as_bytes(), fs::read(fixture(name)).expect("fixture"), "byte for byte");
        let first = source.layout.hidden[0];
        assert_eq!(first.start, 0);
        assert!(text[first.end..].starts_with("The ferry") || text[first.end..].starts_with("# Ferry"), "{name}");
    }
    let header = only(read_fixture("header.txt"));
    assert_eq!(header.published.map(|p| p.value.to_string()).as_deref(), Some("2031-03-04T09:30+02:00"));
    assert_eq!(header.timezone.map(|z| z.value.name()), Some("Europe/Helsinki"));
    assert_eq!(header.headline.map(|h| h.value).as_deref(), Some("Ferry talks end"));
}

#[test]
fn markdown_keeps_its_words_and_hides_its_markup() {
    let source = only(read_fixture("clipped.md"));
    let visible = visible(&source);
    for words in
        ["Ferry talks end", "The ferry talks ended in Turku on Tuesday,", "26 ships", "1986. That was", "says AT&T"]
    {
        assert!(visible.contains(words), "{words:?} in {visible}");
    }
    for markup in ["*", "#", "[", "http", "- 26", "do not read", "Monday", "<em>", "laine.jpg", "sitename"] {
        assert!(!visible.contains(markup), "{markup:?} in {visible}");
    }
    let blocks: Vec<_> = source.layout.blocks.iter().map(|(s, kind)| (s.of(&source.text), *kind)).collect();
    assert_eq!(
        blocks,
        [
            ("# Ferry talks *end*", BlockKind::Headline),
            ("![The minister, Aino Laine, in Turku](laine.jpg)", BlockKind::Caption)
        ]
    );
}

#[test]
fn what_cannot_be_read_is_told_and_the_rest_still_comes() {
    let folder =
        Folder::with(&[("a.txt", "Words."), ("empty.txt", ""), ("talks.pages", "x"), ("big.txt", "12345678901")]);
    for name in ["binary.txt", "blank.txt", "only-front-matter.txt"] {
        folder.write(name, &fs::read(fixture(name)).expect("fixture"));
    }
    let names = [
        "missing.txt",
        "empty.txt",
        "blank.txt",
        "only-front-matter.txt",
        "binary.txt",
        "talks.pages",
        "big.txt",
        "a.txt",
    ];
    let paths: Vec<PathBuf> = names.iter().map(|n| folder.path(n)).collect();
    let inputs = inputs::read(&paths, &Overrides::default(), &Limits { file_bytes: 300, ..Limits::default() });
    assert_eq!(folder.ids(&inputs), ["a.txt", "big.txt"]);
    let expected = [
        ("missing.txt", "there is no such file or folder"),
        ("talks.pages", "files that end in .pages are not read"),
        ("empty.txt", "the file is empty"),
        ("blank.txt", "the file is empty"),
        ("only-front-matter.txt", "the file holds no text"),
        ("binary.txt", "this is binary data and no text"),
    ];
    let errors = folder.errors(&inputs);
    assert_eq!(errors.len(), expected.len(), "{errors:#?}");
    for ((name, what), (error, shown)) in expected.iter().zip(inputs.errors.iter().zip(&errors)) {
        assert_eq!((error.kind, error.path.clone()), (ErrorKind::Input, Some(folder.path(name))), "{shown}");
        assert!(shown.contains(what) && error.remedy.is_some(), "{shown}");
    }
    let small = inputs::read(&paths[6..], &Overrides::default(), &Limits { file_bytes: 10, ..Limits::default() });
    assert_eq!(folder.ids(&small), ["a.txt"]);
    assert!(folder.errors(&small)[0].starts_with("big.txt: the file is larger than 10 bytes"), "{small:?}");
}

#[test]
fn a_folder_without_a_list_holds_every_text_below_it() {
    let folder = Folder::with(&[
        ("b.txt", "B."),
        ("a.md", "A."),
        ("The Herald/one.txt", "One."),
        ("The Herald/2031/two.TXT", "Two."),
        ("The Herald/own.txt", "Outlet: Its Own\n\nThree."),
        ("README.md", "no"),
        ("Readme.txt", "no"),
        ("gold.txt", "no"),
        ("settings.toml", "no"),
        ("page.png", "no"),
        ("notes", "no"),
        (".hidden.txt", "no"),
        (".git/x.txt", "no"),
    ]);
    let inputs = folder.read(&[""]);
    assert_eq!(inputs.errors, []);
    let ids = folder.ids(&inputs);
    assert_eq!(ids, ["The Herald/2031/two.TXT", "The Herald/one.txt", "The Herald/own.txt", "a.md", "b.txt"]);
    let outlets: Vec<_> = inputs.sources.iter().map(outlet).collect();
    let herald = ("The Herald", "folder name");
    assert_eq!(outlets, [herald, herald, ("Its Own", "front matter"), ("a", "file name"), ("b", "file name")]);
    assert!(folder.errors(&Folder::new().read(&[""]))[0].contains("holds no file of a format that is read"));
}

const LIST: &str = "timezone = \"Europe/London\"\ntitle = \"Talks\"\n[[source]]\nfile = \"a.txt\"\noutlet = \"The Herald\"\n\
                    published = \"2031-03-04T09:30\"\ntimezone = \"Europe/Helsinki\"\nurl = \"https://example.org/a\"\n\
                    language = \"en\"\n[[source]]\nfile = \"sub/b.txt\"\nupdated = 2031-03-05\n";

#[test]
fn a_folder_with_a_list_holds_what_it_lists() {
    let folder = Folder::with(&[
        ("sources.toml", LIST),
        ("a.txt", "Outlet: Front\nHeadline: Talks\n\nA."),
        ("sub/b.txt", "B."),
        ("c.txt", "not listed"),
    ]);
    let inputs = folder.read(&[""]);
    assert_eq!(inputs.errors, []);
    assert_eq!(folder.ids(&inputs), ["a.txt", "sub/b.txt"]);
    assert_eq!(inputs.timezone.map(|z| z.name()), Some("Europe/London"));
    let a = &inputs.sources[0];
    assert_eq!(outlet(a), ("The Herald", "sources.toml"), "the list wins over front matter");
    assert_eq!(a.headline.as_ref().map(|h| h.from.as_str()), Some("front matter"));
    let published = a.published.as_ref().expect("listed");
    assert_eq!((published.value.to_string().as_str(), published.from.as_str()), ("2031-03-04T09:30", "sources.toml"));
    assert_eq!(a.timezone.as_ref().map(|z| z.value.name()), Some("Europe/Helsinki"));
    let b = &inputs.sources[1];
    assert_eq!(outlet(b), ("b", "file name"));
    assert_eq!(b.timezone, None, "the report's zone is not the outlet's");
    assert_eq!(b.updated.as_ref().map(|u| u.value.to_string()).as_deref(), Some("2031-03-05"));
}

#[test]
fn a_file_given_by_name_finds_its_entry_beside_it() {
    let folder = Folder::with(&[("sources.toml", LIST), ("a.txt", "A."), ("sub/b.txt", "B."), ("c.txt", "C.")]);
    let inputs = folder.read(&["c.txt", "a.txt"]);
    assert_eq!(inputs.errors, []);
    assert_eq!(inputs.timezone.map(|z| z.name()), Some("Europe/London"));
    assert_eq!(
        inputs.sources.iter().map(outlet).collect::<Vec<_>>(),
        [("The Herald", "sources.toml"), ("c", "file name")]
    );
    // What `story/*` gives: the list itself, and files that it lists.
    let all = folder.read(&["a.txt", "c.txt", "sources.toml", "sub"]);
    assert_eq!(all.errors, []);
    assert_eq!(folder.ids(&all), ["a.txt", "c.txt", "sub/b.txt"]);
}

#[test]
fn a_sub_folder_with_a_list_keeps_to_its_list() {
    let folder = Folder::with(&[
        ("x.txt", "X."),
        ("story/sources.toml", "[[source]]\nfile = \"a.txt\"\n"),
        ("story/a.txt", "A."),
        ("story/draft.txt", "not listed"),
    ]);
    let inputs = folder.read(&[""]);
    assert_eq!((folder.ids(&inputs), inputs.errors), (vec!["story/a.txt".to_owned(), "x.txt".to_owned()], vec![]));
}

#[test]
fn an_invalid_list_is_a_configuration_error_with_its_line() {
    for (list, line, what) in [
        ("[[source]]\nfile = \"a.txt\"\noutlets = \"X\"", 3, "unknown field `outlets`"),
        ("[[source]]\nfile = \"a.txt\"\ntimezone = \"BST\"", 3, "`BST` is no time zone"),
        ("[[source]]\nfile = \"a.txt\"\npublished = \"noon\"", 3, "`noon` is no time"),
        ("[[source]]\nfile = \"/etc/hosts\"", 2, "is not a path below"),
        ("[[source]]\nfile = \"../a.txt\"", 2, "is not a path below"),
        ("[[source]\n", 1, ""),
    ] {
        let folder = Folder::with(&[("sources.toml", list), ("a.txt", "A."), ("c.txt", "C.")]);
        for given in [&[""][..], &["a.txt"], &["a.txt", "c.txt", ""]] {
            let inputs = folder.read(given);
            assert_eq!(inputs.errors.len(), 1, "{list}: told once: {:?}", inputs.errors);
            let error = &inputs.errors[0];
            assert_eq!((error.kind, error.line), (ErrorKind::Configuration, Some(line)), "{error}");
            assert_eq!(error.path.as_deref(), Some(folder.path("sources.toml").as_path()));
            assert!(error.what.contains(what), "{error}");
        }
    }
}

#[test]
fn a_listed_file_that_is_not_there_names_the_list() {
    let list = "[[source]]\nfile = \"gone.txt\"\n[[source]]\nfile = \"a.pages\"\n[[source]]\nfile = \"sub\"\n[[source]]\nfile = \"a.txt\"\n";
    let folder = Folder::with(&[("sources.toml", list), ("a.txt", "A."), ("a.pages", "x"), ("sub/b.txt", "B.")]);
    let inputs = folder.read(&[""]);
    assert_eq!(folder.ids(&inputs), ["a.txt"]);
    assert!(inputs.errors.iter().all(|e| e.kind == ErrorKind::Input));
    assert_eq!(
        folder.errors(&inputs),
        [
            "gone.txt: there is no such file or folder, though sources.toml:2 lists it; put the file there, or take its `[[source]]` out of sources.toml",
            "a.pages: files that end in .pages are not read, and sources.toml:4 lists it; give a text (.txt, .md), a page (.html), a wire item or feed (.json, .xml), a document (.docx, .odt, .eml), or these as .gz or .zip",
            "sub: this is no file, though sources.toml:6 lists it; list the files of a folder one by one",
        ]
    );
    let empty = Folder::with(&[("sources.toml", "timezone = \"UTC\"\n"), ("a.txt", "A.")]);
    assert!(empty.errors(&empty.read(&[""]))[0].starts_with("sources.toml: no source is listed"));
}

#[test]
fn the_command_line_wins_and_a_typing_error_in_it_is_told() {
    let folder = Folder::with(&[("sources.toml", LIST), ("a.txt", "Outlet: Front\n\nA."), ("sub/b.txt", "B.")]);
    let typed = |name: &str| folder.path(name).display().to_string();
    let at = Timestamp::parse("2031-03-06").expect("a date");
    let overrides = Overrides {
        outlet: [
            (typed("a.txt"), "Mine".to_owned()),
            (typed("sub"), "All of sub".to_owned()),
            (typed("no.txt"), "X".to_owned()),
        ]
        .into(),
        published: [(typed("./sub//b.txt"), at)].into(),
        timezone: Some(chrono_tz::Tz::Asia__Tokyo),
        ..Overrides::default()
    };
    let inputs = inputs::read(&[folder.path("")], &overrides, &Limits::default());
    assert_eq!(inputs.timezone, Some(chrono_tz::Tz::Asia__Tokyo));
    let outlets: Vec<_> = inputs.sources.iter().map(outlet).collect();
    assert_eq!(outlets, [("Mine", "command line"), ("All of sub", "command line")]);
    assert_eq!(inputs.sources[1].published.as_ref().map(|p| (p.value, p.from.as_str())), Some((at, "command line")));
    assert_eq!(inputs.errors.len(), 1, "{:?}", inputs.errors);
    assert_eq!(inputs.errors[0].kind, ErrorKind::Usage);
    assert!(inputs.errors[0].what.contains("no.txt"));
}

#[test]
fn a_file_is_read_once() {
    let folder = Folder::with(&[("story/a.txt", "A."), ("story/b.txt", "B.")]);
    let twice = folder.read(&["story/a.txt", "story/../story/a.txt", "story/b.txt", "story/b.txt"]);
    assert_eq!(folder.ids(&twice), ["story/a.txt", "story/b.txt"]);
    let errors = folder.errors(&twice);
    assert_eq!(errors.len(), 2, "{errors:?}");
    assert!(errors[0].contains("this is the same file as") && errors[1].contains("named twice"), "{errors:?}");
    let with_folder = folder.read(&["story/a.txt", "story"]);
    assert_eq!((folder.ids(&with_folder).len(), with_folder.errors.len()), (2, 0), "a folder may hold a named file");
}

#[test]
fn front_matter_that_is_not_understood_is_told_and_the_text_still_comes() {
    let folder = Folder::with(&[("a.txt", "---\noutlet: The Herald\npublished: soon\n---\nA.")]);
    let inputs = folder.read(&["a.txt"]);
    assert_eq!(inputs.sources[0].published, None);
    let errors = folder.errors(&inputs);
    assert!(
        errors[0].starts_with("a.txt:3: `soon` in the front matter is no time; write it as 2025-05-16"),
        "{errors:?}"
    );
}

#[cfg(unix)]
#[test]
fn links_neither_loop_nor_leave_the_folder() {
    use std::os::unix::fs::symlink;
    let outside = Folder::with(&[("secret.txt", "S.")]);
    let folder = Folder::with(&[("real/a.txt", "A."), ("listed/sources.toml", "[[source]]\nfile = \"out.txt\"\n")]);
    symlink(folder.path(""), folder.path("real/loop")).expect("links");
    symlink(folder.path("real"), folder.path("alias")).expect("links");
    symlink("a.txt", folder.path("real/0.txt")).expect("links");
    symlink(outside.path("secret.txt"), folder.path("out.txt")).expect("links");
    symlink(outside.path(""), folder.path("away")).expect("links");
    symlink("nowhere.txt", folder.path("broken.txt")).expect("links");
    symlink(outside.path("secret.txt"), folder.path("listed/out.txt")).expect("links");
    let inputs = folder.read(&[""]);
    assert_eq!(folder.ids(&inputs), ["real/a.txt"], "one file, under its real path");
    let errors = folder.errors(&inputs);
    assert_eq!(errors.len(), 4, "{errors:#?}");
    for (error, start) in errors.iter().zip([
        "away: the link leads out of the folder",
        "broken.txt: the link leads nowhere",
        "out.txt: the link leads out of the folder",
        "listed/sources.toml:2: `out.txt` is a link that leads out of the folder",
    ]) {
        assert!(error.starts_with(start), "{error}");
    }
    assert_eq!(only(folder.read(&["out.txt"])).text, "S.", "a link that the user names is followed");
}

#[test]
fn a_rule_folder_is_read_with_ids_below_it() {
    let folder = Folder::with(&[
        ("en/claims/place.toml", "version = 1\n"),
        ("en/lexicons/roles.toml", "\u{feff}version = 1\n"),
        ("notes.md", "no"),
        (".old/x.toml", "no"),
    ]);
    let files = read_rule_folder(&folder.path("")).expect("a rule folder");
    let ids: Vec<_> = files.iter().map(|f| (f.id.as_str(), f.text.as_str())).collect();
    assert_eq!(ids, [("en/claims/place", "version = 1\n"), ("en/lexicons/roles", "version = 1\n")]);
    assert_eq!(files[0].path, folder.path("en/claims/place.toml"));
    folder.write("bad.toml", b"\xff\xff");
    for (path, what) in [("missing", "no such rule folder"), ("notes.md", "no such rule folder"), ("", "is not UTF-8")]
    {
        let error = read_rule_folder(&folder.path(path)).expect_err(what);
        assert!(error.kind == ErrorKind::Rule && error.what.contains(what) && error.path.is_some(), "{error}");
    }
    assert!(read_rule_folder(&Folder::new().path("")).is_err(), "an empty folder is a typing error");
}

/// Pieces that the readers look for, to be mixed with random bytes.
const PIECES: [&str; 32] = [
    "---\n",
    "+++\n",
    "outlet: x\n",
    "date = 2025-01-01\n",
    "Published: é\n",
    "\n",
    "\r\n",
    "\u{feff}",
    "# ",
    "**",
    "~~",
    "`",
    "```\n",
    "[a](",
    "![é](",
    ")",
    "<b>",
    "<!--",
    "&amp;",
    "&nbsp;",
    "> ",
    "- ",
    "1986. ",
    "| a |\n|---|\n",
    "[^1]",
    "[^1]: ",
    "🙂",
    "“",
    "\\",
    "\t",
    "word ",
    "===\n",
];

#[test]
fn no_bytes_make_it_panic_or_hide_half_a_character() {
    let mut state = 0x9e37_79b9_7f4a_7c15_u64;
    let mut next = || {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        usize::try_from(state >> 33).unwrap_or(0)
    };
    let mut read = 0;
    for round in 0..4000 {
        let mut bytes = Vec::new();
        for _ in 0..next() % 40 {
            match next() % 8 {
                0 if round % 2 == 0 => bytes.extend((0..next() % 6).map(|_| next().to_le_bytes()[0])),
                _ => bytes.extend(PIECES[next() % PIECES.len()].as_bytes()),
            }
        }
        for format in [Format::Text, Format::Markdown] {
            let Ok((source, _)) = from_bytes("x", format, &bytes) else { continue };
            read += 1;
            let text = &source.text;
            let mut at = 0;
            for span in &source.layout.hidden {
                assert!(at <= span.start && span.start < span.end, "{bytes:?}");
                assert!(text.get(span.start..span.end).is_some(), "{bytes:?}");
                at = span.end;
            }
            let blocks = &source.layout.blocks;
            assert!(blocks.is_sorted_by_key(|(span, _)| *span), "{bytes:?}");
            assert!(blocks.iter().all(|(s, _)| s.start < s.end && text.get(s.start..s.end).is_some()), "{bytes:?}");
            assert!(blocks.windows(2).all(|w| w[0].0.end <= w[1].0.start), "blocks overlap: {bytes:?}");
        }
    }
    assert!(read > 2000, "only {read} of the inputs were texts");
}

#[test]
fn other_json_beside_the_texts_is_no_source_unless_it_is_named() {
    let folder = Folder::with(&[
        ("a.txt", "They met."),
        ("b.json", r#"{"headline": "Talks", "articleBody": "They met."}"#),
        ("names.json", r#"{"Roe": ["Row"]}"#),
        ("broken.json", "{"),
    ]);
    let found = folder.read(&[""]);
    assert_eq!(folder.ids(&found), ["a.txt", "b.json"]);
    assert!(folder.errors(&found).iter().all(|error| error.starts_with("broken.json:1: ")), "{:?}", found.errors);
    assert_eq!((found.errors.len(), found.passed_over.len()), (1, 1), "one is broken, one holds something else");
    assert_eq!(folder.errors(&folder.read(&["names.json"])).len(), 1);
}
