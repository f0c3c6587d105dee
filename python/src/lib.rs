//! The module `crosscheck._crosscheck`: what `python/crosscheck/` calls. It hands texts over and brings JSON back; all else is in the
//! library and in Python. The lock of the interpreter is given back while the library works.

use std::{path::PathBuf, sync::LazyLock};

use clap::Parser;
use crosscheck::{
    cli::{Cli, ExitStatus},
    error::{Error, ErrorKind},
    inputs::{self, Given, Inputs, Known, Limits, Overrides, assemble, id_of, records_of},
    kept::Kept,
    pipeline,
    reports::{self, Job, Report},
    rules::{Rules, files},
    values::Timestamp,
    watch::Watch,
};
use pyo3::{create_exception, exceptions::PyException, prelude::*};

create_exception!(crosscheck, CrosscheckError, PyException, "What went wrong; the message names the file and what to do.");
create_exception!(crosscheck, InputError, CrosscheckError, "An input cannot be read, or there is nothing to compare.");
create_exception!(crosscheck, RuleError, CrosscheckError, "A rule file is not valid.");
create_exception!(crosscheck, UsageError, CrosscheckError, "What was asked makes no sense.");

/// Name or path, the bytes of a text that is no file, its outlet, and when it was published.
type Source = (String, Option<Vec<u8>>, Option<String>, Option<String>);

/// The rules that are part of the program, read once.
static RULES: LazyLock<Rules> = LazyLock::new(Rules::embedded);

type Result<T> = std::result::Result<T, Vec<Error>>;

fn exception(errors: Vec<Error>) -> PyErr {
    let message = errors.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n");
    match errors.first().map(|error| error.kind) {
        Some(ErrorKind::Input) => InputError::new_err(message),
        Some(ErrorKind::Rule | ErrorKind::Configuration) => RuleError::new_err(message),
        Some(ErrorKind::Usage) => UsageError::new_err(message),
        _ => CrosscheckError::new_err(message),
    }
}

fn usage(what: String, remedy: &str) -> Vec<Error> {
    vec![Error::new(ErrorKind::Usage, what).remedy(remedy)]
}

/// Texts and files together, as one list of inputs.
fn read(sources: &[Source], timezone: Option<&str>) -> Result<Inputs> {
    let zone = timezone.map(|name| {
        name.parse().map_err(|_| usage(format!("unknown time zone `{name}`"), "use an IANA name such as Europe/London"))
    });
    let mut overrides = Overrides { timezone: zone.transpose()?, ..Overrides::default() };
    let mut paths: Vec<PathBuf> = Vec::new();
    let mut given: Vec<Given> = Vec::new();
    for (name, bytes, outlet, published) in sources {
        match bytes {
            Some(bytes) => given.push(Given { name, bytes }),
            None => paths.push(name.into()),
        }
        overrides.outlet.extend(outlet.clone().map(|outlet| (name.clone(), outlet)));
        if let Some(time) = published {
            let at = Timestamp::parse(time)
                .ok_or_else(|| usage(format!("`{time}` is no time"), "write 2031-05-15T13:00+01:00 or 2031-05-15"))?;
            overrides.published.insert(name.clone(), at);
        }
    }
    let of_files = Overrides { timezone: overrides.timezone, ..Overrides::default() };
    let mut records = records_of("", inputs::read(&paths, &of_files, &Limits::default()));
    records.extend(records_of("", inputs::read_given(&given, &overrides, &Limits::default())));
    let mut inputs = assemble(records).map_err(|error| vec![error])?;
    let wrong: Vec<Error> = inputs.errors.iter().filter(|e| e.kind != ErrorKind::Input).cloned().collect();
    if !wrong.is_empty() {
        return Err(wrong);
    }
    if let Some(zone) = overrides.timezone {
        for source in inputs.sources.iter_mut().filter(|source| source.timezone.is_none()) {
            source.timezone = Some(Known::new(zone, "argument"));
        }
    }
    Ok(inputs)
}

/// The program's rules, or with those of a folder laid over them.
fn with_rules<T>(folder: Option<&str>, work: impl FnOnce(&Rules) -> Result<T>) -> Result<T> {
    let Some(folder) = folder else { return work(&RULES) };
    let own = inputs::read_rule_folder(folder.as_ref()).map_err(|error| vec![error])?;
    work(&Rules::load(&files::overlay(files::embedded(), own))?)
}

fn written(report: &Report, format: &str) -> Result<String> {
    Ok(match format {
        "text" => reports::text(report, false),
        "markdown" => reports::markdown(report),
        "html" => reports::html(report),
        "json" => reports::json(report),
        "jsonl" => reports::json_lines(report),
        "sarif" => reports::sarif(report),
        "junit" => reports::junit(report),
        "github" => reports::github(report),
        "csv" => reports::csv(report),
        "csv-matrix" => reports::matrix(report),
        other => {
            let remedy = "use text, markdown, html, json, jsonl, sarif, junit, github, csv or csv-matrix";
            return Err(usage(format!("unknown format `{other}`"), remedy));
        }
    })
}

/// The report of all sources, or with a draft that of the draft against them.
#[pyfunction]
fn render(
    py: Python<'_>,
    sources: Vec<Source>,
    draft: Option<Source>,
    format: &str,
    min_voices: usize,
    timezone: Option<&str>,
    rules: Option<&str>,
    strict: bool,
) -> PyResult<String> {
    let work = || {
        let draft_id = draft.as_ref().map(|draft| id_of(draft.0.as_ref()));
        let all: Vec<Source> = sources.into_iter().chain(draft).collect();
        let mut inputs = read(&all, timezone)?;
        let count = inputs.sources.len();
        if count < 2 {
            let what = format!("nothing to compare: {count} of the inputs had text");
            inputs.errors.push(Error::new(ErrorKind::Input, what).remedy("give at least two sources"));
        }
        if strict && !inputs.errors.is_empty() {
            return Err(inputs.errors);
        }
        with_rules(rules, |rules| {
            let story = pipeline::run_with(&inputs.sources, &inputs.left_out, rules, &Watch::silent(), &Kept::nothing());
            let draft = draft_id.and_then(|id| story.sources.iter().position(|source| source.id == id));
            let job = draft.map_or(Job::Report, |draft| Job::Check { draft });
            let mut report = Report::new(job, &story, &inputs.sources, &inputs.errors, rules);
            report.min_voices = min_voices;
            report.passed_over = &inputs.passed_over;
            report.zone = inputs.timezone;
            if strict && report.nothing_compared() {
                let what = "no claim of the draft could be laid beside a claim of the sources";
                let remedy = "check it against sources of the same story";
                return Err(vec![Error::new(ErrorKind::Input, what).remedy(remedy)]);
            }
            written(&report, format)
        })
    };
    py.detach(work).map_err(exception)
}

/// The claims of each source, as a list in JSON.
#[pyfunction]
fn extract(
    py: Python<'_>,
    sources: Vec<Source>,
    timezone: Option<&str>,
    rules: Option<&str>,
    strict: bool,
) -> PyResult<String> {
    let work = || {
        let inputs = read(&sources, timezone)?;
        if strict && !inputs.errors.is_empty() {
            return Err(inputs.errors);
        }
        with_rules(rules, |rules| {
            let analysed = inputs.sources.iter().enumerate().map(|(n, source)| pipeline::analyse(n, source, rules));
            let rows: Vec<String> =
                analysed.flat_map(|source| reports::claims(&source, rules)).map(|row| row.to_string()).collect();
            Ok(format!("[{}]", rows.join(",")))
        })
    };
    py.detach(work).map_err(exception)
}

/// Runs the command with these arguments, the name of the program first, and returns its exit status.
#[pyfunction]
fn main(py: Python<'_>, args: Vec<String>) -> i32 {
    py.detach(|| match Cli::try_parse_from(args) {
        Ok(cli) => match crosscheck::cli::run(cli) {
            ExitStatus::Clean => 0,
            ExitStatus::Findings => 1,
            ExitStatus::Usage => 2,
            ExitStatus::Incomplete => 3,
        },
        Err(error) => {
            // Nobody is left to tell when standard error is gone.
            let _ = error.print();
            error.exit_code()
        }
    })
}

#[pymodule]
fn _crosscheck(module: &Bound<'_, PyModule>) -> PyResult<()> {
    let py = module.py();
    module.add("__version__", env!("CARGO_PKG_VERSION"))?;
    module.add("Error", py.get_type::<CrosscheckError>())?;
    module.add("InputError", py.get_type::<InputError>())?;
    module.add("RuleError", py.get_type::<RuleError>())?;
    module.add("UsageError", py.get_type::<UsageError>())?;
    module.add_function(wrap_pyfunction!(render, module)?)?;
    module.add_function(wrap_pyfunction!(extract, module)?)?;
    module.add_function(wrap_pyfunction!(main, module)?)
}
