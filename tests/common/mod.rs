//! What the test files share: the fixture stories, folders of their own, and running the program.

#![allow(dead_code, reason = "each test file uses a part of it")]

use std::{
    fs,
    path::{Path, PathBuf},
    process::{Command, Stdio},
    sync::LazyLock,
};

use crosscheck::{
    inputs::{self, Format, Known, Limits, Overrides, Source},
    pipeline::{self, Story},
    rules::Rules,
    values::Timestamp,
};
use tempfile::TempDir;

/// The rules that are part of the program, read once.
pub static RULES: LazyLock<Rules> = LazyLock::new(Rules::embedded);

/// The folder of the package.
pub fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The folders of the invented stories, sorted.
pub fn stories() -> Vec<PathBuf> {
    let mut out: Vec<PathBuf> = fs::read_dir(root().join("fixtures/stories"))
        .expect("there are stories")
        .map(|entry| entry.expect("readable").path())
        .filter(|path| path.is_dir())
        .collect();
    out.sort();
    assert!(out.len() >= 4, "the stories are gone: {out:?}");
    out
}

/// The stories of which every finding was reviewed, and stands in an `expected.toml`.
pub fn reviewed() -> Vec<PathBuf> {
    with_file("expected.toml")
}

/// The stories that are measured against a `gold.jsonl`.
pub fn annotated() -> Vec<PathBuf> {
    with_file("gold.jsonl")
}

fn with_file(name: &str) -> Vec<PathBuf> {
    let out: Vec<PathBuf> = stories().into_iter().filter(|folder| folder.join(name).is_file()).collect();
    assert!(out.len() >= 8, "the stories with {name} are gone: {out:?}");
    out
}

/// The sources of a folder, all of which must be readable.
pub fn read(folder: &Path) -> Vec<Source> {
    let inputs = inputs::read(&[folder.to_owned()], &Overrides::default(), &Limits::default());
    assert_eq!(inputs.errors, [], "{}", folder.display());
    inputs.sources
}

/// A source of a text, published nowhere and never.
pub fn source(name: &str, text: &str) -> Source {
    inputs::from_bytes(name, Format::Text, text.as_bytes()).expect("a text").0
}

/// What the program makes of texts by their names.
pub fn story(texts: &[(&str, &str)]) -> Story {
    let sources: Vec<Source> = texts.iter().map(|(name, text)| source(name, text)).collect();
    pipeline::run(&sources, &RULES)
}

/// A folder of its own with these files, gone when it is dropped.
pub fn folder<T: AsRef<[u8]>>(files: &[(&str, T)]) -> TempDir {
    let folder = TempDir::new().expect("the temporary folder is writable");
    for (name, bytes) in files {
        write(folder.path(), name, bytes);
    }
    folder
}

/// Writes a file below `folder`, and the folders on the way to it.
pub fn write(folder: &Path, name: &str, bytes: impl AsRef<[u8]>) {
    let path = folder.join(name);
    fs::create_dir_all(path.parent().expect("below the folder")).expect("writable");
    fs::write(path, bytes).expect("writable");
}

/// What came of running the program.
pub struct Ran {
    pub status: i32,
    pub stdout: Vec<u8>,
    pub stderr: String,
}

impl std::fmt::Debug for Ran {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let stdout = String::from_utf8_lossy(&self.stdout);
        write!(f, "status {}\nstdout:\n{stdout}\nstderr:\n{}", self.status, self.stderr)
    }
}

impl Ran {
    /// Standard output as text.
    pub fn text(&self) -> &str {
        std::str::from_utf8(&self.stdout).expect("standard output is UTF-8")
    }

    /// Standard output as one JSON value.
    pub fn json(&self) -> serde_json::Value {
        serde_json::from_slice(&self.stdout).unwrap_or_else(|e| panic!("{e}: {self:?}"))
    }

    /// Standard output as a JSON object a line.
    pub fn json_lines(&self) -> Vec<serde_json::Value> {
        self.text().lines().map(|l| serde_json::from_str(l).unwrap_or_else(|e| panic!("{e}: {l}"))).collect()
    }
}

/// Runs the program in `folder`, in an environment in which nothing but the arguments speaks to it.
pub fn crosscheck(folder: &Path, args: &[&str]) -> Ran {
    crosscheck_in(folder, args, &[])
}

/// Runs the program in `folder` with these variables in its environment.
pub fn crosscheck_in(folder: &Path, args: &[&str], variables: &[(&str, &str)]) -> Ran {
    let out = Command::new(env!("CARGO_BIN_EXE_crosscheck"))
        .args(args)
        .current_dir(folder)
        .env_clear()
        .envs(variables.iter().copied())
        .stdin(Stdio::null())
        .output()
        .expect("the program starts");
    Ran {
        status: out.status.code().expect("it ends by itself and is not killed"),
        stdout: out.stdout,
        stderr: String::from_utf8(out.stderr).expect("messages are UTF-8"),
    }
}

/// A text of London, published then.
pub fn of_london(id: &str, published: &str, text: &str) -> Source {
    let mut source = source(id, text);
    source.outlet = Known::new(id.to_owned(), "test");
    source.published = Timestamp::parse(published).map(|t| Known::new(t, "test"));
    source.timezone = Some(Known::new(chrono_tz::Tz::Europe__London, "test"));
    source
}
