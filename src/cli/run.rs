//! Runs a command: reads inputs, calls the pipeline, writes what it made.

use std::{collections::BTreeMap, path::PathBuf};

use crate::{
    cli::{
        ExitStatus,
        args::{Cli, Command, FailOn, OutputArgs, RulesArgs, SourceArgs, Stage},
        extract, inputs as inputs_command, output, rules as rules_command,
    },
    error::{Error, ErrorKind, Result},
    inputs::{self, Inputs, Known, Limits, Overrides},
    pipeline,
    reports::{Job, Report},
    rules::{RuleFile, Rules, files},
    values::{Severity, Timestamp},
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
        Command::Report(a) => compare(
            Task { paths: a.paths, draft: None, left: None, fail_on: a.fail_on, min_voices: 0 },
            &a.sources,
            &a.output,
        ),
        Command::Check(a) => {
            let mut paths = a.against;
            paths.push(a.draft.clone());
            compare(
                Task { paths, draft: Some(a.draft), left: None, fail_on: a.fail_on, min_voices: a.min_voices },
                &a.sources,
                &a.output,
            )
        }
        Command::Diff(a) => compare(
            Task {
                paths: vec![a.left.clone(), a.right],
                draft: None,
                left: Some(a.left),
                fail_on: a.fail_on,
                min_voices: 0,
            },
            &a.sources,
            &a.output,
        ),
        Command::Inputs(a) => {
            let rules = load_rules(&a.sources.rules)?;
            let read = read(&a.paths, &a.sources).map_err(one)?;
            inputs_command::print(&read, a.format, &rules.lexicons).map_err(one)?;
            Ok(status_of(&read.errors))
        }
        Command::Extract(a) => {
            let rules = load_rules(&a.sources.rules)?;
            let read = read(&a.paths, &a.sources).map_err(one)?;
            for error in &read.errors {
                output::complain(error);
            }
            let mut sources = read.sources;
            if a.stage == Stage::Text {
                // What is not compared still has a text.
                sources.extend(read.left_out.into_iter().map(|left| left.source));
                sources.sort_by(|a, b| a.id.cmp(&b.id));
            }
            extract::print(&sources, a.stage, a.format, &rules).map_err(one)?;
            Ok(status_of(&read.errors))
        }
        Command::Rules(command) => rules_command::run(command),
    }
}

fn one(error: Error) -> Vec<Error> {
    vec![error]
}

fn status_of(errors: &[Error]) -> ExitStatus {
    errors.iter().map(ExitStatus::of).max().unwrap_or(ExitStatus::Clean)
}

/// One of the three jobs.
struct Task {
    paths: Vec<PathBuf>,
    draft: Option<PathBuf>,
    left: Option<PathBuf>,
    fail_on: FailOn,
    min_voices: usize,
}

fn compare(task: Task, sources: &SourceArgs, output: &OutputArgs) -> std::result::Result<ExitStatus, Vec<Error>> {
    let targets = output::targets(output).map_err(one)?;
    let rules = load_rules(&sources.rules)?;
    let mut read = read(&task.paths, sources).map_err(one)?;
    let configuration: Vec<Error> = read.errors.iter().filter(|e| e.kind != ErrorKind::Input).cloned().collect();
    if !configuration.is_empty() {
        return Err(configuration);
    }
    if task.left.is_some() && read.sources.len() > 2 {
        let error =
            Error::new(ErrorKind::Usage, "diff takes two files").remedy("name two files, or use `crosscheck report`");
        return Err(vec![error]);
    }
    if read.sources.len() < 2 {
        let what = format!("nothing to compare: {} of the inputs had text", read.sources.len());
        read.errors.push(Error::new(ErrorKind::Input, what).remedy("give at least two sources"));
    }
    let story = pipeline::run(&read.sources, &rules);
    let job = job(&task, &story);
    let mut report = Report::new(job, &story, &read.sources, &read.errors, &rules);
    report.min_voices = task.min_voices;
    for error in &read.errors {
        output::complain(error);
    }
    if report.nothing_compared() {
        let what = "no claim of the draft could be laid beside a claim of the sources";
        output::complain(&Error::new(ErrorKind::Input, what).remedy("check it against sources of the same story"));
    }
    for target in &targets {
        report.width = target.columns(output.width);
        target.write(&report).map_err(one)?;
    }
    Ok(status(&task, output, &report))
}

/// The job; a draft that could not be read leaves a plain report of the sources.
fn job(task: &Task, story: &pipeline::Story) -> Job {
    let index = |path: &PathBuf| story.sources.iter().position(|s| s.id == inputs::id_of(path));
    match (task.draft.as_ref().and_then(index), &task.left) {
        (Some(draft), _) => Job::Check { draft },
        // A folder on the left has no id of its own: then the sources stand in their order.
        (None, Some(left)) => Job::Diff { left: index(left).unwrap_or(0) },
        (None, None) => Job::Report,
    }
}

fn status(task: &Task, output: &OutputArgs, report: &Report) -> ExitStatus {
    let incomplete = !report.errors.is_empty() || report.nothing_compared();
    let level = match task.fail_on {
        FailOn::Error => Some(Severity::Error),
        FailOn::Warning => Some(Severity::Warning),
        FailOn::Note => Some(Severity::Note),
        FailOn::Never => None,
    };
    let found = level.is_some_and(|level| report.findings.iter().any(|f| f.severity >= level));
    match (incomplete, found && !output.exit_zero) {
        (true, _) => ExitStatus::Incomplete,
        (false, true) => ExitStatus::Findings,
        (false, false) => ExitStatus::Clean,
    }
}

/// The program's rules, with the newsroom's own laid over them.
pub(super) fn load_rules(args: &RulesArgs) -> std::result::Result<Rules, Vec<Error>> {
    Rules::load(&rule_files(args.rules.as_ref()).map_err(one)?)
}

/// The rule files that are in force.
pub(super) fn rule_files(folder: Option<&PathBuf>) -> Result<Vec<RuleFile>> {
    let own = folder.map(|f| inputs::read_rule_folder(f)).transpose()?.unwrap_or_default();
    Ok(files::overlay(files::embedded(), own))
}

fn read(paths: &[PathBuf], args: &SourceArgs) -> Result<Inputs> {
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
    let overrides = overrides(args)?;
    let mut read = inputs::read(paths, &overrides, &limits);
    for source in read.sources.iter_mut().filter(|s| s.timezone.is_none()) {
        source.timezone = overrides.timezone.map(|value| Known { value, from: "command line".to_owned() });
    }
    Ok(read)
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
    let timezone = args.timezone.as_ref().map(|zone| {
        zone.parse().map_err(|_| {
            Error::new(ErrorKind::Usage, format!("unknown time zone `{zone}`"))
                .remedy("use an IANA name such as Europe/London")
        })
    });
    Ok(Overrides {
        outlet: pairs(&args.outlet, "--outlet")?,
        published,
        timezone: timezone.transpose()?,
        stdin_name: args.stdin_filename.clone(),
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
