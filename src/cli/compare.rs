//! The three jobs that compare: `report`, `check` and `diff`.

use std::path::PathBuf;

use chrono::NaiveDate;

use crate::{
    cli::{
        ExitStatus,
        args::{FailOn, GateArgs, OutputArgs, SourceArgs},
        config::Settings,
        explain,
        output::{self, Target},
        progress::Progress,
        run::{load_rules, one, read},
        waivers,
    },
    error::{Error, ErrorKind},
    facts::same_thing::Model,
    inputs::{self, Inputs},
    kept::Kept,
    pipeline,
    reports::{Job, Outcome, Report},
    rules::Rules,
    syntax::Parser,
    text::tagger::Tagger,
    waivers::{Baseline, Waiver},
    watch::Watch,
};

/// One of the three jobs.
pub(super) struct Task {
    /// Everything that is read; of a check the draft stands first.
    pub paths: Vec<PathBuf>,
    pub draft: Option<PathBuf>,
    pub left: Option<PathBuf>,
    /// The level that was typed, or that the job has by itself.
    pub fail_on: Option<FailOn>,
    /// Voices that a claim of the draft should have, where it was typed.
    pub min_voices: Option<usize>,
    pub gate: GateArgs,
}

/// Everything that is read before anything is compared.
pub(super) struct Ready {
    pub targets: Vec<Target>,
    pub settings: Settings,
    pub rules: Rules,
    pub read: Inputs,
    accepted: Accepted,
}

impl Ready {
    /// Reads what the task is about. What is wrong with the configuration ends it.
    pub(super) fn read(
        task: &Task,
        sources: &SourceArgs,
        output: &OutputArgs,
    ) -> std::result::Result<Self, Vec<Error>> {
        let targets = output::targets(output).map_err(one)?;
        for target in &targets {
            target.check(task.draft.as_deref()).map_err(one)?;
        }
        if let Some(folder) = task.draft.as_deref().filter(|draft| draft.is_dir()) {
            let error = Error::new(ErrorKind::Usage, "the draft is a folder").at(folder);
            return Err(one(error.remedy("name the file of the draft; folders are what it is checked against")));
        }
        let mut settings = Settings::read(&task.paths, &sources.config).map_err(one)?;
        warm_up();
        settings.select(&task.gate.select);
        let mut rules = load_rules(sources.rules.rules.as_ref(), &settings)?;
        settings.weigh(&mut rules)?;
        let accepted = Accepted::read(task, &settings)?;
        let mut read = read(&task.paths, sources, &settings).map_err(one)?;
        let configuration: Vec<Error> = read.errors.iter().filter(|e| e.kind != ErrorKind::Input).cloned().collect();
        if !configuration.is_empty() {
            return Err(configuration);
        }
        inputs::by_place(&mut read.errors);
        Ok(Self { targets, settings, rules, read, accepted })
    }

    /// Where the report fails, and what does not count in it.
    pub(super) fn gate(&self, task: &Task, report: &mut Report) {
        let level = self.settings.fail_on.as_ref().map(|level| level.value);
        report.fail_on = task.fail_on.or(level).unwrap_or(FailOn::Error).severity();
        let configured = self.settings.min_voices.as_ref().map_or(0, |n| n.value);
        report.min_voices = task.min_voices.unwrap_or(configured);
        self.accepted.leave_out(report);
        report.base = output::current_folder();
        report.zone = self.read.timezone;
    }
}

/// Reads, compares, writes.
pub(super) fn compare(
    task: Task,
    sources: &SourceArgs,
    output: &OutputArgs,
) -> std::result::Result<ExitStatus, Vec<Error>> {
    let mut ready = Ready::read(&task, sources, output)?;
    if task.left.is_some() && ready.read.sources.len() > 2 {
        let error =
            Error::new(ErrorKind::Usage, "diff takes two files").remedy("name two files, or use `crosscheck report`");
        return Err(vec![error]);
    }
    let nothing = nothing_to_compare(&ready.read);
    ready.read.errors.extend(nothing);
    let (read, rules) = (&ready.read, &ready.rules);
    let progress = Progress::new();
    let tell = |step| progress.step(step);
    let watch = Watch::new(&tell);
    let mut story = pipeline::run_with(&read.sources, &read.left_out, rules, &watch, &Kept::nothing());
    drop(progress);
    story.findings = ready.settings.sift(story.findings);
    if let Some(id) = &task.gate.explain {
        explain::print(id, &story).map_err(one)?;
        return Ok(ExitStatus::Clean);
    }
    let mut report = Report::new(job(&task, &story), &story, &read.sources, &read.errors, rules);
    ready.gate(&task, &mut report);
    for error in &read.errors {
        output::complain(error);
    }
    if report.nothing_compared() {
        let what = "no claim of the draft could be laid beside a claim of the sources";
        output::complain(&Error::new(ErrorKind::Input, what).remedy(
            "check it against sources of the same story; where they are, they tell it in other words, and nothing was checked",
        ));
    }
    report.passed_over = &read.passed_over;
    for target in &ready.targets {
        report.width = target.columns(output.width);
        target.write(&report, task.draft.as_deref()).map_err(one)?;
    }
    let status = status(output, &report);
    // The program ends here, and to take all of this apart piece by piece would only make it wait.
    drop(report);
    std::mem::forget((story, ready));
    Ok(status)
}

/// Makes the largest weights ready beside the rules and the inputs. Whoever needs them first waits for them, or does it.
fn warm_up() {
    let weights = || {
        Tagger::embedded();
        Parser::embedded();
        Model::embedded();
    };
    // Where there is no thread for it, it is done when it is needed.
    let _ = std::thread::Builder::new().spawn(weights);
}

/// That fewer than two sources have a text: then a report of no findings says nothing.
pub(super) fn nothing_to_compare(read: &Inputs) -> Option<Error> {
    let what = || format!("nothing to compare: {} of the inputs had text", read.sources.len());
    (read.sources.len() < 2).then(|| Error::new(ErrorKind::Input, what()).remedy("give at least two sources"))
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

/// What does not count: waivers with the day they are judged on, and a report made before.
struct Accepted {
    waivers: Vec<Waiver>,
    today: Option<NaiveDate>,
    baseline: Option<Baseline>,
}

impl Accepted {
    fn read(task: &Task, settings: &Settings) -> std::result::Result<Self, Vec<Error>> {
        let args = &task.gate.settle;
        let waivers = waivers::read_all(&task.paths, &args.file)?;
        let zone = settings.timezone.as_ref().map(|zone| zone.value);
        // Without waivers, nothing depends on the day.
        let today = (!waivers.is_empty()).then(|| waivers::today(&args.file, zone));
        let baseline = args.baseline.as_ref().map(|file| Baseline::parse(&inputs::read_settings(file)?, file));
        Ok(Self { waivers, today, baseline: baseline.transpose().map_err(one)? })
    }

    fn leave_out(&self, report: &mut Report) {
        if let Some(today) = self.today {
            report.settle(&self.waivers, today);
        }
        if let Some(baseline) = &self.baseline {
            report.leave_known(baseline);
        }
    }
}

pub(super) fn status(output: &OutputArgs, report: &Report) -> ExitStatus {
    match report.outcome() {
        Outcome::Incomplete => ExitStatus::Incomplete,
        Outcome::Fail if !output.exit_zero => ExitStatus::Findings,
        Outcome::Fail | Outcome::Look | Outcome::Pass => ExitStatus::Clean,
    }
}
