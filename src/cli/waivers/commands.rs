//! `crosscheck waive` and `crosscheck waivers`.

use crate::{
    cli::{
        ExitStatus,
        config::Settings,
        output,
        run::{load_rules, read, status_of},
        waivers::{
            args::{WaiveArgs, WaiversArgs},
            files::{existing, target, today},
        },
    },
    error::{Error, ErrorKind, Result},
    findings::Finding,
    inputs,
    kept::Kept,
    pipeline,
    waivers::{self, Waiver},
    watch::Watch,
};

type Outcome = std::result::Result<ExitStatus, Vec<Error>>;

/// Writes a waiver of a finding behind those that are there.
pub(in crate::cli) fn waive(args: &WaiveArgs) -> Outcome {
    let one = |error| vec![error];
    let settings = Settings::read(&args.paths, &args.sources.config).map_err(one)?;
    check(args, &settings).map_err(one)?;
    let mut rules = load_rules(args.sources.rules.rules.as_ref(), &settings)?;
    settings.weigh(&mut rules)?;
    let read = read(&args.paths, &args.sources, &settings).map_err(one)?;
    for error in &read.errors {
        output::complain(error);
    }
    let story = pipeline::run_with(&read.sources, &read.left_out, &rules, &Watch::silent(), &Kept::nothing());
    let finding = find(&story.findings, &args.id).map_err(one)?;
    let waiver = Waiver {
        id: finding.id.clone(),
        rule: finding.rule.clone(),
        values: finding.sides.iter().map(|side| side.normalized.clone()).collect(),
        reason: args.reason.trim().to_owned(),
        by: args.by.clone(),
        until: args.until,
    };
    let file = target(&args.paths, &args.file);
    let text = if file.exists() { inputs::read_settings(&file).map_err(one)? } else { String::new() };
    let before = waivers::parse(&text, &file)?.into_iter().find(|other| other.id == waiver.id);
    let text = waivers::append(&text, &file, &waiver, &finding.message)?;
    output::write_file(&file, &text).map_err(one)?;
    let instead = before.map(|old| format!("  instead of the waiver until {}: {}\n", old.until, old.reason));
    let (id, signature, message) = (&waiver.id, waiver.signature(), &finding.message);
    let told = format!("{}: waived {id} {signature}: {message}\n{}", file.display(), instead.unwrap_or_default());
    output::print(&harmless(&told)).map_err(one)?;
    Ok(status_of(&read.errors))
}

/// What can be wrong with what was typed.
fn check(args: &WaiveArgs, settings: &Settings) -> Result<()> {
    let today = today(&args.file, settings.timezone.as_ref().map(|zone| zone.value));
    let (what, remedy) = match () {
        () if args.reason.trim().is_empty() => ("a waiver without a reason".to_owned(), "say why with --reason"),
        () if args.until < today => (format!("{} is over already", args.until), "name a later day with --until"),
        () => return Ok(()),
    };
    Err(Error::new(ErrorKind::Usage, what).remedy(remedy))
}

/// The finding of this id, or of the only one that begins like it.
fn find<'f>(findings: &'f [Finding], id: &str) -> Result<&'f Finding> {
    if let Some(exact) = findings.iter().find(|finding| finding.id == id) {
        return Ok(exact);
    }
    let like: Vec<&Finding> = findings.iter().filter(|finding| !id.is_empty() && finding.id.starts_with(id)).collect();
    match like[..] {
        [one] => Ok(one),
        [] => Err(Error::new(ErrorKind::Usage, format!("no finding of these sources has the id `{id}`"))
            .remedy("give the paths that the report was made of, and copy the id that it prints behind the rule")),
        _ => Err(Error::new(ErrorKind::Usage, format!("{} findings have an id that begins with `{id}`", like.len()))
            .remedy("give the whole id")),
    }
}

/// Lists the waivers of the files, or takes out those whose day is over.
pub(in crate::cli) fn list(args: &WaiversArgs) -> Outcome {
    let one = |error| vec![error];
    let zone = Settings::read(&args.paths, &Default::default()).map_err(one)?.timezone.map(|zone| zone.value);
    let today = today(&args.file, zone);
    let mut out = String::new();
    let files = existing(&args.paths, &args.file);
    for file in &files {
        let text = inputs::read_settings(file).map_err(one)?;
        let all = waivers::parse(&text, file)?;
        out.push_str(&format!("{}\n", file.display()));
        for waiver in &all {
            let state = match (waiver.holds(today), args.prune) {
                (true, _) => "holds",
                (false, true) => "taken out",
                (false, false) => "over",
            };
            out.push_str(&row(waiver, state));
        }
        if args.prune && all.iter().any(|waiver| !waiver.holds(today)) {
            let text = waivers::prune(&text, file, |waiver| !waiver.holds(today))?;
            output::write_file(file, &text).map_err(one)?;
        }
    }
    if files.is_empty() {
        out.push_str("no waivers\n");
    }
    output::print(&harmless(&out)).map_err(one)?;
    Ok(ExitStatus::Clean)
}

fn row(waiver: &Waiver, state: &str) -> String {
    let values = waiver.values.join(" | ");
    format!(
        "  {:<18} {state:<9} {}\n    {values}\n    {}\n",
        waiver.id,
        waiver.signature(),
        waiver.reason.replace('\n', " ")
    )
}

/// Lines without characters that could drive a terminal.
fn harmless(text: &str) -> String {
    text.lines().map(|line| line.replace(char::is_control, " ") + "\n").collect()
}
