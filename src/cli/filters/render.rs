//! `crosscheck render`: what `compare` printed, as reports.
//!
//! A report shows sentences, so the story is made again of the records in the line. The same records make the same findings; where
//! they do not, another version, rules or configuration is at work, and nothing is printed that `compare` did not find.

use serde::Deserialize;
use serde_json::Value;

use crate::{
    cli::{
        ExitStatus,
        compare::status,
        filters::{
            Desk,
            args::RenderArgs,
            lines::{self, Line},
        },
        output::{self, Target},
        run::one,
    },
    error::{Error, ErrorKind, Result},
    inputs::{Record, assemble, json_error},
    reports::{self, COMPARISON, Job, Report},
};

/// What is read of a line; the rest of it is for others.
#[derive(Debug, Deserialize)]
struct Compared {
    key: String,
    schema: String,
    findings: Value,
    records: Option<Vec<Value>>,
}

/// Writes a report for each line.
pub(in crate::cli) fn render(args: &RenderArgs) -> std::result::Result<ExitStatus, Vec<Error>> {
    let targets = output::targets(&args.output).map_err(one)?;
    for target in &targets {
        target.check(None).map_err(one)?;
    }
    let desk = Desk::read(&args.lines)?;
    let (mut worst, mut stories) = (ExitStatus::Clean, 0usize);
    let work = |line: Result<Line>| {
        let line = line?;
        Ok(reported(&line, args, &targets, &desk).map_err(|error| line.place(error)))
    };
    lines::in_order(lines::lines(&args.lines.paths), work, |done: Result<Result<Reported>>| {
        let reported = match done.map_err(one)? {
            Ok(reported) => reported,
            Err(error) if error.kind == ErrorKind::Input => {
                output::complain(&error);
                worst = ExitStatus::Incomplete;
                return Ok(());
            }
            Err(error) => return Err(one(error)),
        };
        stories += 1;
        reported.errors.iter().for_each(output::complain);
        worst = worst.max(reported.status);
        for (target, bytes) in targets.iter().zip(&reported.reports) {
            if stories > 1 {
                target.takes_several().map_err(one)?;
            }
            target.of_story(&reported.key).put(bytes).map_err(one)?;
        }
        Ok(())
    })?;
    Ok(worst)
}

/// The reports of a story, one for each target.
struct Reported {
    key: String,
    reports: Vec<Vec<u8>>,
    errors: Vec<Error>,
    status: ExitStatus,
}

fn reported(line: &Line, args: &RenderArgs, targets: &[Target], desk: &Desk) -> Result<Reported> {
    let wrong = |what: String| Error::new(ErrorKind::Input, what).remedy("make it again with `crosscheck compare`");
    let Compared { key, schema, findings, records } = serde_json::from_str(&line.text)
        .map_err(|error| wrong(format!("this is no line of `crosscheck compare`: {}", json_error(&error))))?;
    if schema != COMPARISON {
        return Err(wrong(format!("its schema is `{schema}` and not `{COMPARISON}`")));
    }
    let records = records.ok_or_else(|| {
        let error = Error::new(ErrorKind::Input, "the line has no records, and a report shows sentences");
        error.remedy("run `crosscheck compare` without --findings-only")
    })?;
    let records =
        records.into_iter().map(|value| Record::from_json(value, &desk.limits)).collect::<Result<Vec<_>>>()?;
    let mut inputs = assemble(records)?;
    let story = desk.story(&mut inputs);
    let mut report = Report::new(Job::Report, &story, &inputs.sources, &inputs.errors, &desk.rules);
    report.passed_over = &inputs.passed_over;
    if serde_json::from_str::<Value>(&reports::comparison(&report, &key, None)).ok().as_ref().map(|v| &v["findings"])
        != Some(&findings)
    {
        let what = format!("the findings of the story `{key}` are not those that its records make here");
        let remedy =
            "run `compare` and `render` with one version, the same --rules, --only and --skip, and in the same folder";
        return Err(Error::new(ErrorKind::Usage, what).remedy(remedy));
    }
    report.base = output::current_folder();
    report.zone = inputs.timezone;
    let mut reports = Vec::new();
    for target in targets {
        report.width = target.columns(args.output.width);
        reports.push(target.render(&report, None)?);
    }
    report.fail_on = args.fail_on.severity();
    let status = status(&args.output, &report);
    Ok(Reported { key, reports, status, errors: inputs.errors.clone() })
}
