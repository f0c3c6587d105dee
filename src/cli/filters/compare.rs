//! `crosscheck compare`: records with one key to the findings of their story.

use std::collections::BTreeSet;

use crate::{
    cli::{
        ExitStatus,
        filters::{
            Desk,
            args::CompareArgs,
            lines::{self, Line},
        },
        output,
        run::one,
    },
    error::{Error, ErrorKind, Result},
    inputs::{Inputs, Limits, Record, What, assemble, records_of},
    reports::{self, Job, Report},
};

/// Prints a line for each key.
pub(in crate::cli) fn compare(args: &CompareArgs) -> std::result::Result<ExitStatus, Vec<Error>> {
    let desk = Desk::read(&args.lines)?;
    let keep_going = args.bad.keep_going;
    let groups = Groups::new(lines::lines(&args.lines.paths), desk.limits);
    let mut status = ExitStatus::Clean;
    let work = |group: Result<Group>| compared(group?, &desk, keep_going, args.findings_only);
    lines::in_order(groups, work, |done| {
        match done {
            Ok(Ok(line)) => output::print(&output::harmless_json(&line)).map_err(one)?,
            Ok(Err(errors)) => {
                errors.iter().for_each(output::complain);
                status = ExitStatus::Incomplete;
            }
            Err(error) => return Err(one(error)),
        }
        Ok(())
    })?;
    Ok(status)
}

/// The line of a story, or what is wrong with its records. An error of its own ends the work.
fn compared(
    group: Group,
    desk: &Desk,
    keep_going: bool,
    findings_only: bool,
) -> Result<std::result::Result<String, Vec<Error>>> {
    let Group { key, mut records, bad } = group;
    if !keep_going && !bad.is_empty() {
        return Ok(Err(bad));
    }
    // Where a bad line stands hangs on the order of the lines, and the output must not.
    let placeless = bad.into_iter().map(|error| Error { path: None, line: None, ..error });
    records.extend(placeless.map(|e| Record { key: key.clone(), zone: None, what: What::NotRead(e) }));
    let mut inputs = match assemble(records) {
        Ok(inputs) => inputs,
        Err(error) if keep_going => Inputs { errors: vec![error], ..Inputs::default() },
        Err(error) => return Ok(Err(vec![Error { what: format!("the story `{key}`: {}", error.what), ..error }])),
    };
    let records = (!findings_only).then(|| records_of(&key, inputs.clone()).iter().map(Record::to_json).collect());
    let story = desk.story(&mut inputs);
    let mut report = Report::new(Job::Report, &story, &inputs.sources, &inputs.errors, &desk.rules);
    report.passed_over = &inputs.passed_over;
    Ok(Ok(reports::comparison(&report, &key, records)))
}

/// The records of one key, and what of its lines is none.
#[derive(Debug, Default)]
struct Group {
    key: String,
    records: Vec<Record>,
    bad: Vec<Error>,
}

/// Puts lines with one key together. They must stand together, as sorting leaves them.
struct Groups<I> {
    lines: I,
    limits: Limits,
    /// The key of the next group is known only when its first line was read.
    next: Option<Group>,
    /// Lines whose key is not known.
    nowhere: Option<Group>,
    seen: BTreeSet<String>,
}

impl<I: Iterator<Item = Result<Line>>> Groups<I> {
    fn new(lines: I, limits: Limits) -> Self {
        Self { lines, limits, next: None, nowhere: None, seen: BTreeSet::new() }
    }

    /// The group that a line belongs to by itself.
    fn read(&self, line: &Line) -> Group {
        match Record::parse(&line.text, &self.limits) {
            Ok(record) => Group { key: record.key.clone(), records: vec![record], bad: Vec::new() },
            Err((key, error)) => {
                Group { key: key.unwrap_or_default(), records: Vec::new(), bad: vec![line.place(error)] }
            }
        }
    }

    /// Remembers that a key had its turn.
    fn began(&mut self, group: &Group, line: &Line) -> Result<()> {
        if self.seen.insert(group.key.clone()) {
            return Ok(());
        }
        let what = format!("the records of the story `{}` do not stand together", group.key);
        Err(line.place(Error::new(ErrorKind::Usage, what).remedy("sort the lines first, with LC_ALL=C sort")))
    }
}

impl<I: Iterator<Item = Result<Line>>> Iterator for Groups<I> {
    type Item = Result<Group>;

    fn next(&mut self) -> Option<Result<Group>> {
        loop {
            let line = match self.lines.next() {
                Some(Ok(line)) => line,
                Some(Err(error)) => return Some(Err(error)),
                None => return self.next.take().or_else(|| self.nowhere.take()).map(Ok),
            };
            let Group { key, records, bad } = self.read(&line);
            let place = if key.is_empty() { &mut self.nowhere } else { &mut self.next };
            match place {
                Some(group) if group.key == key => {
                    group.records.extend(records);
                    group.bad.extend(bad);
                }
                None if key.is_empty() => self.nowhere = Some(Group { key, records, bad }),
                _ => {
                    let group = Group { key, records, bad };
                    if let Err(error) = self.began(&group, &line) {
                        return Some(Err(error));
                    }
                    if let Some(whole) = self.next.replace(group) {
                        return Some(Ok(whole));
                    }
                }
            }
        }
    }
}
