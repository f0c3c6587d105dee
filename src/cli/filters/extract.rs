//! `crosscheck extract --stage records`: files and documents to records.

use std::path::PathBuf;

use crate::{
    cli::{
        ExitStatus,
        args::{ExtractArgs, SourceArgs},
        config::Settings,
        filters::{args::RecordArgs, lines},
        output,
        run::{limits, load_rules, one, read},
    },
    error::{Error, ErrorKind},
    inputs::{self, Inputs, Record, What, id_of, key_of, read_document, records_of},
    pipeline,
    reports::claims,
    rules::Rules,
};

/// Prints a record for everything that is read.
pub(in crate::cli) fn extract(args: &ExtractArgs) -> Result<ExitStatus, Vec<Error>> {
    let settings = Settings::read(&args.paths, &args.sources.config).map_err(one)?;
    let rules = load_rules(args.sources.rules.rules.as_ref(), &settings)?;
    let mut out = Out { args: &args.records, rules: &rules, status: ExitStatus::Clean };
    if args.records.documents {
        documents(args, &settings, &mut out)?;
    } else {
        for (key, inputs) in stories(&args.paths, args.records.key.as_deref(), &args.sources, &settings)? {
            let lines = out.told(records_of(&key, inputs));
            out.print(lines)?;
        }
    }
    Ok(out.status)
}

/// The inputs of each story: one for all paths where it has a key, else one for each folder that is named, the files beside each other in
/// theirs.
fn stories(
    paths: &[PathBuf],
    key: Option<&str>,
    args: &SourceArgs,
    settings: &Settings,
) -> Result<Vec<(String, Inputs)>, Vec<Error>> {
    let mut groups: Vec<(String, Vec<PathBuf>)> = Vec::new();
    for path in paths {
        let own = key.map_or_else(|| key_of_path(path), |key| Ok(key.to_owned())).map_err(one)?;
        match groups.iter_mut().find(|(key, _)| *key == own) {
            Some((_, group)) => group.push(path.clone()),
            None => groups.push((own, vec![path.clone()])),
        }
    }
    let mut out = Vec::new();
    let mut unused: Option<Vec<Error>> = None;
    for (key, paths) in groups {
        let mut inputs = read(&paths, args, settings).map_err(one)?;
        let (wrong, bad) = std::mem::take(&mut inputs.errors).into_iter().partition(|e| e.kind != ErrorKind::Input);
        inputs.errors = bad;
        let (typed, configured): (Vec<Error>, Vec<Error>) =
            Vec::into_iter(wrong).partition(|e| e.kind == ErrorKind::Usage);
        if !configured.is_empty() {
            return Err(configured);
        }
        // What was typed for the sources of one story has no effect on those of another.
        unused = Some(unused.map_or(typed.clone(), |all| all.into_iter().filter(|e| typed.contains(e)).collect()));
        out.push((key, inputs));
    }
    match unused {
        Some(errors) if !errors.is_empty() => Err(errors),
        _ => Ok(out),
    }
}

/// The folder itself, or the one that a file lies in.
fn key_of_path(path: &PathBuf) -> Result<String, Error> {
    if path == &PathBuf::from("-") {
        let what = "standard input does not say which story it belongs to";
        return Err(Error::new(ErrorKind::Usage, what).remedy("say it with --key, or give --documents"));
    }
    Ok(Some(id_of(&inputs::folder_of(path))).filter(|id| !id.is_empty()).unwrap_or_else(|| ".".to_owned()))
}

fn documents(args: &ExtractArgs, settings: &Settings, out: &mut Out) -> Result<(), Vec<Error>> {
    let (limits, key) = (limits(&args.sources), args.records.key.as_deref());
    let mut typed = args.sources.timezone.as_deref().map(crate::cli::run::zone).transpose().map_err(one)?;
    let zone = typed.take().map(|zone| inputs::Known::new(zone, "command line"));
    let (keep_going, rules, bare) = (args.records.bad.keep_going, out.rules, args.records.bare);
    let work = |line: crate::error::Result<lines::Line>| -> Result<Written, Vec<Error>> {
        let line = line.map_err(one)?;
        let records = match read_document(&line.text, key, &limits) {
            Ok(mut document) => {
                settings.place(&mut document.inputs.sources, zone.as_ref());
                document.inputs.timezone = zone.as_ref().map(|zone| zone.value);
                records_of(&document.key, document.inputs)
            }
            Err(error) => {
                let key = key.map(str::to_owned).or_else(|| key_of(&line.text)).unwrap_or_default();
                vec![Record { key, zone: None, what: What::NotRead(error) }]
            }
        };
        let place = |error: &Error| {
            let id = error.path.as_deref().map(|path| format!("`{}`: ", id_of(path))).unwrap_or_default();
            line.place(Error { what: format!("{id}{}", error.what), ..error.clone() })
        };
        Ok(written(records, bare, rules, keep_going, place))
    };
    lines::in_order(lines::lines(&args.paths), work, |done| out.print(done?))
}

/// Lines of records, and what is told instead of being written.
struct Written {
    lines: String,
    errors: Vec<Error>,
}

/// The lines of `records`. What could not be read is told at its place, unless the work is to go on.
fn written(
    records: Vec<Record>,
    bare: bool,
    rules: &Rules,
    keep_going: bool,
    place: impl Fn(&Error) -> Error,
) -> Written {
    let mut out = Written { lines: String::new(), errors: Vec::new() };
    for record in records {
        let claims = match &record.what {
            What::NotRead(error) if !keep_going => {
                out.errors.push(place(error));
                continue;
            }
            What::Source(source) if !bare => Some(claims(&pipeline::analyse(0, source, rules), rules)),
            _ => None,
        };
        out.lines += &output::harmless_json(&(record.to_line(claims) + "\n"));
    }
    out
}

struct Out<'a> {
    args: &'a RecordArgs,
    rules: &'a Rules,
    status: ExitStatus,
}

impl Out<'_> {
    /// The lines of what files hold, whose errors have their place already.
    fn told(&self, records: Vec<Record>) -> Written {
        written(records, self.args.bare, self.rules, self.args.bad.keep_going, Clone::clone)
    }

    fn print(&mut self, written: Written) -> Result<(), Vec<Error>> {
        output::print(&written.lines).map_err(one)?;
        for error in &written.errors {
            output::complain(error);
            self.status = self.status.max(ExitStatus::of(error));
        }
        Ok(())
    }
}
