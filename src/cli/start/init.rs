//! `crosscheck init`: begins a folder with a `sources.toml` of its files and a `crosscheck.toml`, and never overwrites one.

use std::{
    fs::OpenOptions,
    io::{self, Write},
    path::{Path, PathBuf},
};

use crate::{
    cli::{ExitStatus, config, output, run::status_of, start::args::InitArgs},
    error::{Error, ErrorKind, Result},
    inputs::{self, Inputs, Known, Limits, MANIFEST_NAME, Overrides, Source},
};

const CONFIG: &str = include_str!("crosscheck.toml");

const HEAD: &str = "\
# Where the texts of this folder come from. What nobody says stays unknown: then \"Thursday\" and \"11am local time\" cannot be
# resolved. A folder with this file holds the files it lists and no others. Every key but `file` may be left out.

";

/// Writes both files, where they are not there yet.
pub(in crate::cli) fn init(args: &InitArgs) -> std::result::Result<ExitStatus, Vec<Error>> {
    let one = |error| vec![error];
    if !args.folder.is_dir() {
        let error = Error::new(ErrorKind::Usage, "there is no such folder").at(&args.folder);
        return Err(one(error.remedy("make the folder and put the texts of the story in it")));
    }
    let mut errors = Vec::new();
    let manifest = args.folder.join(MANIFEST_NAME);
    if exists(&manifest) {
        told(&manifest, "kept: it was there already").map_err(one)?;
    } else {
        let limits = Limits::default();
        let (files, problems) = inputs::files_in(&args.folder, &limits);
        errors.extend(problems);
        if !files.is_empty() {
            let read = inputs::read(&files, &Overrides::default(), &limits);
            let (text, unnamed) = listing(&args.folder, &files, &read);
            errors.extend(unnamed);
            write_new(&manifest, &text, &format!("lists {} files; say who published them and when", files.len()))
                .map_err(one)?;
        }
    }
    let near = inputs::find_upwards(&args.folder, config::FILE_NAME);
    match near {
        Some(file) => told(&file, "kept: it holds for this folder").map_err(one)?,
        None => {
            write_new(&args.folder.join(config::FILE_NAME), CONFIG, "every setting is a comment in it").map_err(one)?
        }
    }
    for error in &errors {
        output::complain(error);
    }
    Ok(status_of(&errors))
}

/// Whether something has this name, be it a link that leads nowhere.
fn exists(path: &Path) -> bool {
    path.symlink_metadata().is_ok()
}

fn write_new(path: &Path, text: &str, what: &str) -> Result<()> {
    let file = OpenOptions::new().write(true).create_new(true).open(path);
    match file.and_then(|mut file| file.write_all(text.as_bytes())) {
        Ok(()) => told(path, what),
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => told(path, "kept: it was there already"),
        Err(error) => Err(Error::new(ErrorKind::Output, format!("cannot write: {error}"))
            .at(path)
            .remedy("check the folder and its rights")),
    }
}

fn told(path: &Path, what: &str) -> Result<()> {
    output::print(&format!("{}: {what}\n", path.display().to_string().replace(char::is_control, " ")))
}

/// The text of the `sources.toml`, and files that cannot be listed in one.
fn listing(folder: &Path, files: &[PathBuf], read: &Inputs) -> (String, Vec<Error>) {
    let (mut out, mut errors) = (HEAD.to_owned(), Vec::new());
    for file in files {
        let Some(below) = file.strip_prefix(folder).unwrap_or(file).to_str() else {
            let error = Error::new(ErrorKind::Input, "the name of this file is not UTF-8").at(file);
            errors.push(error.remedy("give it another name, and list it in sources.toml by hand"));
            continue;
        };
        let id = inputs::id_of(file);
        let all = read.sources.iter().chain(read.left_out.iter().map(|left| &left.source));
        let mut of_file = all.filter(|source| {
            source.id.strip_prefix(&id).is_some_and(|rest| rest.is_empty() || rest.starts_with(['#', '/']))
        });
        out.push_str(&entry(folder, &below.replace('\\', "/"), of_file.next()));
    }
    (out, errors)
}

/// One `[[source]]`. What the file says itself, or nobody says, is a comment.
fn entry(folder: &Path, below: &str, source: Option<&Source>) -> String {
    let mut out = format!("[[source]]\nfile = {}\n", quoted(below));
    // Once the file is listed, the name of its folder says nothing any more.
    let sub_folder = below.split_once('/').map(|(first, _)| first).filter(|first| folder.join(first).is_dir());
    let outlet = source.map(|source| &source.outlet);
    match (outlet, sub_folder) {
        (Some(outlet), _) if outlet.from != "file name" => out.push_str(&said("outlet", Some(outlet), "")),
        (_, Some(name)) => out.push_str(&format!("outlet = {}\n", quoted(name))),
        (outlet, _) => {
            let name = outlet.map_or("The Courier", |outlet| outlet.value.as_str());
            out.push_str(&format!("# outlet = {}\n", quoted(name)));
        }
    }
    out.push_str(&said("published", source.and_then(|s| s.published.as_ref()), "2031-05-16T22:15:00+01:00"));
    out.push_str(&said("timezone", source.and_then(|s| s.timezone.as_ref()), "Europe/London"));
    out + "\n"
}

/// A key as a comment: with what the file says itself, else with an example.
fn said<T: ToString>(key: &str, known: Option<&Known<T>>, example: &str) -> String {
    match known {
        Some(known) => {
            let from = known.from.replace(char::is_control, " ");
            // What the list of a folder further down says is not asked any more.
            let mark = if known.from == MANIFEST_NAME { "" } else { "# " };
            format!("{mark}{key} = {}  # from {from}\n", quoted(&known.value.to_string()))
        }
        None => format!("# {key} = {}\n", quoted(example)),
    }
}

fn quoted(text: &str) -> String {
    toml::Value::from(text).to_string()
}
