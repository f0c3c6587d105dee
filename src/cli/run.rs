//! Runs a command: what was typed to what does it, and the inputs and rules that all of them read.

use std::{collections::BTreeMap, path::PathBuf};

use chrono_tz::Tz;

use crate::{
    cli::{
        ExitStatus,
        args::{Cli, Command, ExtractArgs, InputsArgs, SourceArgs, Stage},
        compare::{Task, compare},
        config::{self, Settings},
        eval, extract, filters, inputs as inputs_command, output, rules as rules_command, serve, start,
        stories::{self, Stories},
        waivers,
    },
    error::{Error, ErrorKind, Result},
    inputs::{self, Inputs, Known, Limits, Overrides},
    rules::{RuleFile, Rules, files},
    values::Timestamp,
};

/// Runs what was typed; every message is written before it returns.
pub fn run(cli: Cli) -> ExitStatus {
    match dispatch(cli.command) {
        Ok(status) => status,
        Err(errors) => {
            for error in &errors {
                output::complain(error);
            }
            errors.iter().map(ExitStatus::of).max().unwrap_or(ExitStatus::Usage)
        }
    }
}

fn dispatch(command: Command) -> std::result::Result<ExitStatus, Vec<Error>> {
    match command {
        Command::Report(a) => {
            let fail_on = Some(a.fail_on);
            let task = Task { paths: a.paths, draft: None, left: None, fail_on, min_voices: None, gate: a.gate };
            match a.stories {
                Stories::One => compare(task, &a.sources, &a.output),
                Stories::Auto => stories::report(&task, &a.sources, &a.output),
            }
        }
        Command::Check(a) => {
            let mut paths = vec![a.draft.clone()];
            paths.extend(a.against);
            let task = Task {
                paths,
                draft: Some(a.draft),
                left: None,
                fail_on: a.fail_on,
                min_voices: a.min_voices,
                gate: a.gate,
            };
            compare(task, &a.sources, &a.output)
        }
        Command::Diff(a) => {
            let (paths, fail_on) = (vec![a.left.clone(), a.right], Some(a.fail_on));
            compare(
                Task { paths, draft: None, left: Some(a.left), fail_on, min_voices: None, gate: a.gate },
                &a.sources,
                &a.output,
            )
        }
        Command::Inputs(a) => inputs(&a),
        Command::Extract(a) => extract(&a),
        Command::Compare(a) => filters::compare(&a),
        Command::Render(a) => filters::render(&a),
        Command::Waive(a) => waivers::waive(&a),
        Command::Waivers(a) => waivers::list(&a),
        Command::Config(a) => config::run(&a),
        Command::Eval(a) => eval::run(&a),
        Command::Rules(command) => rules_command::run(command),
        Command::Demo(a) => start::demo(&a),
        Command::Init(a) => start::init(&a),
        Command::Serve(a) => serve::serve(&a),
        Command::Completions(a) => start::completions(&a).map_err(one),
        Command::Man(a) => start::man(&a).map_err(one),
    }
}

fn inputs(args: &InputsArgs) -> std::result::Result<ExitStatus, Vec<Error>> {
    let settings = Settings::read(&args.paths, &args.sources.config).map_err(one)?;
    let rules = load_rules(args.sources.rules.rules.as_ref(), &settings)?;
    let read = read(&args.paths, &args.sources, &settings).map_err(one)?;
    let found = (args.stories == Stories::Auto).then(|| stories::keys(&read, &rules.lexicons));
    inputs_command::print(&read, found.as_ref(), args.format, &rules.lexicons).map_err(one)?;
    Ok(status_of(&read.errors))
}

fn extract(args: &ExtractArgs) -> std::result::Result<ExitStatus, Vec<Error>> {
    if args.stage == Stage::Records {
        return filters::extract(args);
    }
    args.records.are_for_records().map_err(one)?;
    let settings = Settings::read(&args.paths, &args.sources.config).map_err(one)?;
    let rules = load_rules(args.sources.rules.rules.as_ref(), &settings)?;
    let read = read(&args.paths, &args.sources, &settings).map_err(one)?;
    for error in &read.errors {
        output::complain(error);
    }
    let mut sources = read.sources;
    if args.stage == Stage::Text {
        // What is not compared still has a text.
        sources.extend(read.left_out.into_iter().map(|left| left.source));
        sources.sort_by(|a, b| a.id.cmp(&b.id));
    }
    extract::print(&sources, args.stage, args.format, &rules).map_err(one)?;
    Ok(status_of(&read.errors))
}

pub(super) fn one(error: Error) -> Vec<Error> {
    vec![error]
}

pub(super) fn status_of(errors: &[Error]) -> ExitStatus {
    errors.iter().map(ExitStatus::of).max().unwrap_or(ExitStatus::Clean)
}

/// The program's rules, with the newsroom's own laid over them: those of the folder that was typed, else of the one that is configured.
pub(super) fn load_rules(typed: Option<&PathBuf>, settings: &Settings) -> std::result::Result<Rules, Vec<Error>> {
    let folder = typed.or(settings.rules.as_ref().map(|known| &known.value));
    Rules::load(&rule_files(folder).map_err(one)?)
}

/// The rule files that are in force.
pub(super) fn rule_files(folder: Option<&PathBuf>) -> Result<Vec<RuleFile>> {
    let own = folder.map(|f| inputs::read_rule_folder(f)).transpose()?.unwrap_or_default();
    Ok(files::overlay(files::embedded(), own))
}

/// Reads the sources, and places those that name no zone.
pub(super) fn read(paths: &[PathBuf], args: &SourceArgs, settings: &Settings) -> Result<Inputs> {
    let limits = limits(args);
    let overrides = overrides(args)?;
    let typed = overrides.timezone.map(|zone| Known::new(zone, "command line"));
    let mut read = inputs::read(paths, &overrides, &limits);
    settings.place(&mut read.sources, typed.as_ref());
    Ok(read)
}

/// The bounds on what is read.
pub(super) fn limits(args: &SourceArgs) -> Limits {
    let mut limits = Limits::default();
    if let Some(mebibytes) = args.max_file_size {
        limits.file_bytes = mebibytes.saturating_mul(1 << 20);
    }
    if let Some(mebibytes) = args.max_text_size {
        limits.text_bytes = mebibytes.saturating_mul(1 << 20);
    }
    if let Some(mebibytes) = args.max_unpacked_size {
        limits.unpacked_bytes = mebibytes.saturating_mul(1 << 20);
    }
    limits.files = args.max_files.unwrap_or(limits.files);
    limits
}

fn overrides(args: &SourceArgs) -> Result<Overrides> {
    let published = pairs(&args.published, "--published")?
        .into_iter()
        .map(|(path, time)| match Timestamp::parse(&time) {
            Some(at) => Ok((path, at)),
            None => Err(Error::new(ErrorKind::Usage, format!("`{time}` is no time"))
                .remedy("write 2031-05-15T13:00+01:00 or 2031-05-15")),
        })
        .collect::<Result<BTreeMap<_, _>>>()?;
    let timezone = args.timezone.as_deref().map(zone);
    Ok(Overrides {
        outlet: pairs(&args.outlet, "--outlet")?,
        published,
        timezone: timezone.transpose()?,
        stdin_name: args.stdin_filename.clone(),
    })
}

/// The time zone of this name.
pub(super) fn zone(name: &str) -> Result<Tz> {
    name.parse().map_err(|_| {
        Error::new(ErrorKind::Usage, format!("unknown time zone `{name}`"))
            .remedy("use an IANA name such as Europe/London")
    })
}

fn pairs(values: &[String], flag: &str) -> Result<BTreeMap<String, String>> {
    let pair = |value: &String| match value.split_once('=') {
        Some((path, value)) => Ok((path.to_owned(), value.to_owned())),
        None => Err(Error::new(ErrorKind::Usage, format!("{flag} needs PATH=VALUE, got `{value}`"))
            .remedy("put the file's path before `=`")),
    };
    values.iter().map(pair).collect()
}
