//! Where reports go: standard output, or a file that is written whole or not at all.

use std::{
    fs,
    io::{self, IsTerminal, Write},
    path::{Path, PathBuf},
};

use crate::{
    cli::{args::OutputArgs, formats::ReportFormat, word},
    error::{Error, ErrorKind, Result},
    reports::Report,
};

/// A text report in fewer columns than these cannot be read.
pub(super) const FEWEST_COLUMNS: u16 = 20;

/// Stands for the key of a story in the name of a file.
const KEY: &str = "{key}";

/// One format and where it goes.
#[derive(Debug)]
pub(super) struct Target {
    format: ReportFormat,
    file: Option<PathBuf>,
}

/// Reads `-f FORMAT[=FILE]` and `-o FILE`.
pub(super) fn targets(args: &OutputArgs) -> Result<Vec<Target>> {
    let mut out = Vec::new();
    for (at, text) in args.format.iter().enumerate() {
        let (name, file) = match text.split_once('=') {
            Some((name, file)) => (name, Some(PathBuf::from(file))),
            None => (text.as_str(), None),
        };
        let format = ReportFormat::named(name)?;
        let file = file.or_else(|| args.output.clone().filter(|_| at == 0));
        out.push(Target { format, file });
    }
    Ok(out)
}

impl Target {
    /// Columns for this target: those asked for, else those of the terminal it is printed to. A file is as wide wherever it is made.
    pub(super) fn columns(&self, asked: Option<u16>) -> Option<usize> {
        let terminal = || (self.file.is_none() && io::stdout().is_terminal()).then(terminal_columns).flatten();
        asked.map(usize::from).or_else(terminal)
    }

    /// An error where this target cannot be written for this draft.
    pub(super) fn check(&self, draft: Option<&Path>) -> Result<()> {
        match self.format {
            ReportFormat::Docx => word::check(draft, self.file.as_deref()),
            _ => Ok(()),
        }
    }

    pub(super) fn write(&self, report: &Report, draft: Option<&Path>) -> Result<()> {
        self.put(&self.render(report, draft)?)
    }

    /// The report as the bytes to put there.
    pub(super) fn render(&self, report: &Report, draft: Option<&Path>) -> Result<Vec<u8>> {
        self.format.render(report, self.file.is_none() && colour(), draft)
    }

    /// Puts a report there.
    pub(super) fn put(&self, bytes: &[u8]) -> Result<()> {
        match &self.file {
            Some(path) => write_file(path, bytes),
            None => print_bytes(bytes),
        }
    }

    /// Where the report of the story `key` goes: `{key}` in the name of the file is written out. Only letters, digits and what harms
    /// no file's name stay as they are, so the file lies where the name says, and no two keys have one.
    pub(super) fn of_story(&self, key: &str) -> Self {
        let is_plain = |at: usize, byte: u8| {
            byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_') || (byte == b'.' && at > 0)
        };
        let plain = |(at, byte): (usize, u8)| match is_plain(at, byte) {
            true => char::from(byte).to_string(),
            false => format!("%{byte:02X}"),
        };
        let name: String = key.bytes().enumerate().map(plain).collect();
        let file = self.file.as_ref().map(|file| PathBuf::from(file.to_string_lossy().replace(KEY, &name)));
        Self { format: self.format, file: file.or_else(|| self.file.clone()) }
    }

    /// An error where the reports of several stories cannot go there.
    pub(super) fn takes_several(&self) -> Result<()> {
        let takes = match &self.file {
            Some(file) => file.to_string_lossy().contains(KEY),
            None => self.format.follows_itself(),
        };
        let remedy = "give each a file of its own, as -f html=reports/{key}.html";
        let what = "there is more than one story, and the reports cannot stand in one place";
        if takes { Ok(()) } else { Err(Error::new(ErrorKind::Usage, what).remedy(remedy)) }
    }
}

/// Colours for a terminal that wants them (NO_COLOR, CLICOLOR and TERM are honoured).
fn colour() -> bool {
    io::stdout().is_terminal() && anstream::AutoStream::choice(&io::stdout()) != anstream::ColorChoice::Never
}

/// `COLUMNS`, where it is a number that can be written in, else what the terminal says.
fn terminal_columns() -> Option<usize> {
    #[allow(clippy::disallowed_methods, reason = "the width of a terminal is the command line's affair")]
    let said = std::env::var("COLUMNS").ok().and_then(|columns| columns.parse::<u16>().ok());
    said.filter(|columns| *columns >= FEWEST_COLUMNS)
        .or_else(|| terminal_size::terminal_size().map(|(width, _)| width.0.max(FEWEST_COLUMNS)))
        .map(usize::from)
}

/// The folder that the program runs in, for formats that want paths below it.
pub(super) fn current_folder() -> Option<String> {
    let folder = std::env::current_dir().ok()?;
    Some(folder.to_string_lossy().replace('\\', "/"))
}

/// Writes to standard output; a reader that went away is no error.
pub(super) fn print(text: &str) -> Result<()> {
    print_bytes(text.as_bytes())
}

fn print_bytes(bytes: &[u8]) -> Result<()> {
    let mut out = io::stdout().lock();
    match out.write_all(bytes).and_then(|()| out.flush()) {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => {
            Err(cannot_write(Path::new("standard output"), &error))
        }
        _ => Ok(()),
    }
}

/// The same JSON, with DEL and the C1 controls escaped, which JSON allows inside strings and a terminal obeys.
pub(super) fn harmless_json(json: &str) -> String {
    let mut out = String::with_capacity(json.len());
    for c in json.chars() {
        match c {
            '\u{7f}'..='\u{9f}' => out.push_str(&format!("\\u{:04x}", u32::from(c))),
            _ => out.push(c),
        }
    }
    out
}

/// Writes beside the target and renames, so that a full disk leaves no half report.
pub(super) fn write_file(path: &Path, text: impl AsRef<[u8]>) -> Result<()> {
    let mut name = path.file_name().unwrap_or_default().to_owned();
    name.push(".part");
    let part = path.with_file_name(name);
    let written = fs::write(&part, text).and_then(|()| fs::rename(&part, path));
    written.map_err(|error| {
        // What could not be renamed is no use to anyone; if it cannot be removed either, the first error is the one to report.
        let _ = fs::remove_file(&part);
        cannot_write(path, &error)
    })
}

fn cannot_write(path: &Path, error: &io::Error) -> Error {
    Error::new(ErrorKind::Output, format!("cannot write: {error}"))
        .at(path)
        .remedy("check the folder, its rights and the space on the disk")
}

/// An error on standard error; control characters in names of files are made harmless.
pub(super) fn complain(error: &Error) {
    let text: String = error.to_string().chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    let mut out = anstream::stderr().lock();
    // Nobody is left to tell when standard error is gone.
    let _ = writeln!(out, "crosscheck: {text}");
}

/// A word for whoever runs the program, beside its output.
pub(super) fn tell(text: &str) {
    // Nobody is left to tell when standard error is gone.
    let _ = anstream::stderr().lock().write_all(text.as_bytes());
}
