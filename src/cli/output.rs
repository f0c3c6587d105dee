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
        let bytes = self.format.render(report, self.file.is_none() && colour(), draft)?;
        match &self.file {
            Some(path) => write_file(path, &bytes),
            None => print_bytes(&bytes),
        }
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
