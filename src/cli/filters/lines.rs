//! Lines in, work on both hands, lines out: what the filters share.

use std::{
    fs::File,
    io::{self, BufRead, BufReader, Read},
    path::{Path, PathBuf},
    thread,
};

use crate::error::{Error, ErrorKind, Result};

/// A line that is longer holds no text that is read.
const LONGEST: u64 = 1 << 30;
/// So many pieces of work for each thread are taken together: enough to keep it busy, and no more than fits into the memory.
const BATCH: usize = 16;
/// What standard input is called in messages.
const STANDARD_INPUT: &str = "standard input";

/// A line and where it stands, so that what is wrong with it can be told with its file and number.
#[derive(Debug)]
pub(super) struct Line {
    pub text: String,
    file: PathBuf,
    number: usize,
}

impl Line {
    /// The error, at this line.
    pub(super) fn place(&self, error: Error) -> Error {
        error.at(&self.file).line(self.number)
    }
}

/// Every line of the files that is not blank, one after the other.
pub(super) fn lines(paths: &[PathBuf]) -> impl Iterator<Item = Result<Line>> + '_ {
    paths.iter().flat_map(|path| match path.as_path() == Path::new("-") {
        true => Lines { from: Some(Ok(Box::new(io::stdin().lock()))), file: STANDARD_INPUT.into(), number: 0 },
        false => Lines { from: Some(open(path)), file: path.clone(), number: 0 },
    })
}

fn open(path: &Path) -> io::Result<Box<dyn BufRead>> {
    Ok(Box::new(BufReader::new(File::open(path)?)))
}

struct Lines {
    from: Option<io::Result<Box<dyn BufRead>>>,
    file: PathBuf,
    number: usize,
}

impl Iterator for Lines {
    type Item = Result<Line>;

    fn next(&mut self) -> Option<Result<Line>> {
        loop {
            let mut bytes = Vec::new();
            let read = match self.from.as_mut()? {
                Ok(from) => from.by_ref().take(LONGEST).read_until(b'\n', &mut bytes),
                Err(_) => self.from.take()?.map(|_| 0),
            };
            self.number += 1;
            let error = match read {
                Ok(0) => return None,
                Ok(_) if bytes.iter().all(u8::is_ascii_whitespace) => continue,
                Ok(_) => match String::from_utf8(bytes) {
                    Ok(text) => {
                        let text = text.trim_end_matches(['\n', '\r']).to_owned();
                        return Some(Ok(Line { text, file: self.file.clone(), number: self.number }));
                    }
                    Err(_) => wrong("the line is not UTF-8".to_owned(), "write the lines as UTF-8").line(self.number),
                },
                Err(error) => {
                    self.from = None;
                    wrong(format!("it cannot be read: {}", error.kind()), "check the path and the file")
                }
            };
            return Some(Err(error.at(&self.file)));
        }
    }
}

fn wrong(what: String, remedy: &str) -> Error {
    Error::new(ErrorKind::Input, what).remedy(remedy)
}

/// Does `work` on every item, as many at a time as there are processors, and hands the results to `take` in the order of the items.
pub(in crate::cli) fn in_order<T: Send, R: Send, E>(
    items: impl Iterator<Item = T>,
    work: impl Fn(T) -> R + Sync,
    mut take: impl FnMut(R) -> std::result::Result<(), E>,
) -> std::result::Result<(), E> {
    let threads = thread::available_parallelism().map_or(1, usize::from);
    let mut items = items.peekable();
    while items.peek().is_some() {
        let batch: Vec<T> = items.by_ref().take(BATCH * threads).collect();
        for result in share_out(batch, threads, &work) {
            take(result)?;
        }
    }
    Ok(())
}

fn share_out<T: Send, R: Send>(batch: Vec<T>, threads: usize, work: &(impl Fn(T) -> R + Sync)) -> Vec<R> {
    let size = batch.len().div_ceil(threads).max(1);
    let mut batch = batch.into_iter();
    thread::scope(|scope| {
        let mut parts = Vec::new();
        loop {
            let part: Vec<T> = batch.by_ref().take(size).collect();
            if part.is_empty() {
                break;
            }
            parts.push(scope.spawn(move || part.into_iter().map(work).collect::<Vec<R>>()));
        }
        parts.into_iter().flat_map(|part| part.join().expect("analysis does not panic on text")).collect()
    })
}
