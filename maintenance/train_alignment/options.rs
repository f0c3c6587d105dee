//! What the trainer is told.

use std::path::PathBuf;

/// How it is called.
pub const USAGE: &str = "usage: train_alignment OUT.txt --stories DIR... [--labels FILE...] [--gold FILE...] [--passages FILE...] \
                         [--table FILE] [--without FEATURE...] [--measured DIR... --measure FILE...]";

/// The lists of the command line.
#[derive(Default)]
pub struct Options {
    /// Where the weights go.
    pub out: PathBuf,
    /// Folders of stories.
    pub stories: Vec<PathBuf>,
    /// Pairs with a reader's word.
    pub labels: Vec<PathBuf>,
    /// Gold of stories whose texts are not ours.
    pub gold: Vec<PathBuf>,
    /// Passages.
    pub passages: Vec<PathBuf>,
    /// Where all rows are written as a table.
    pub table: Vec<PathBuf>,
    /// Features that are left out, by name: nothing is written then but how good the rest is.
    pub without: Vec<String>,
    /// Folders of stories that are measured with the weights and teach nothing,
    pub measured: Vec<PathBuf>,
    /// by these labels.
    pub measure: Vec<PathBuf>,
}

impl Options {
    /// Reads them; `None` where there is no place for the weights, or an option that nobody knows.
    pub fn of(arguments: impl Iterator<Item = String>) -> Option<Self> {
        let (mut options, mut list) = (Self::default(), String::new());
        for argument in arguments {
            if argument.starts_with("--") {
                list = argument;
                continue;
            }
            let files = match list.as_str() {
                "" => {
                    options.out = PathBuf::from(argument);
                    continue;
                }
                "--without" => {
                    options.without.push(argument);
                    continue;
                }
                "--stories" => &mut options.stories,
                "--labels" => &mut options.labels,
                "--gold" => &mut options.gold,
                "--passages" => &mut options.passages,
                "--table" => &mut options.table,
                "--measured" => &mut options.measured,
                "--measure" => &mut options.measure,
                _ => return None,
            };
            files.push(PathBuf::from(argument));
        }
        (!options.out.as_os_str().is_empty()).then_some(options)
    }
}
