//! `crosscheck eval`: what the program makes of annotated stories, as figures. For those who write rules.

use std::{
    fs,
    path::{Path, PathBuf},
};

use clap::{Args, ValueEnum};
use serde_json::{Value as Json, json};

use crate::{
    cli::{
        ExitStatus,
        args::{Format, RulesArgs, SourceArgs},
        config::{ConfigArgs, Settings},
        eval_table as table, output,
        progress::Progress,
        run::{load_rules, one, read, status_of},
    },
    error::{Error, ErrorKind, Result},
    evaluation::{Evaluation, Figures, GoldFile, Judged, evaluate, svg},
    inputs,
    kept::Kept,
    pipeline,
    rules::Rules,
    values::Severity,
    watch::Watch,
};

/// The file that says what a careful reader found in a story.
const GOLD: &str = "gold.jsonl";

/// `crosscheck eval`.
#[derive(Debug, Args)]
pub struct EvalArgs {
    /// A folder of story folders, or one of these; a story is a folder with a sources.toml and a gold.jsonl
    #[arg(value_name = "STORIES_DIR")]
    pub stories: PathBuf,
    /// Print each finding with what it is worth, and each discrepancy that was missed
    #[arg(long)]
    pub list: bool,
    /// Write a picture too: what is right of the errors, warnings and notes of all stories, with 95 % intervals
    #[arg(long, value_name = "FILE")]
    pub svg: Option<PathBuf>,
    /// How to print it
    #[arg(short, long, value_enum, default_value_t = Format::Text)]
    pub format: Format,
    /// The least severity of findings that count
    #[arg(long, value_enum, default_value_t = Least::Warning)]
    pub severity: Least,
    #[command(flatten)]
    pub rules: RulesArgs,
    #[command(flatten)]
    pub config: ConfigArgs,
}

/// A severity as it is typed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Least {
    Error,
    Warning,
    Note,
}

impl Least {
    fn severity(self) -> Severity {
        match self {
            Self::Error => Severity::Error,
            Self::Warning => Severity::Warning,
            Self::Note => Severity::Note,
        }
    }
}

/// What all stories of a run share.
struct Run<'a> {
    args: &'a EvalArgs,
    settings: Settings,
    rules: Rules,
}

/// Evaluates every story. One that cannot be evaluated is told, and the figures of the others are still printed.
pub(super) fn run(args: &EvalArgs) -> std::result::Result<ExitStatus, Vec<Error>> {
    let folders = stories(&args.stories).map_err(one)?;
    let settings = Settings::read(std::slice::from_ref(&args.stories), &args.config).map_err(one)?;
    let mut rules = load_rules(args.rules.rules.as_ref(), &settings)?;
    settings.weigh(&mut rules)?;
    let run = Run { args, settings, rules };
    let (mut all, mut rows, mut errors, mut lists) = (Figures::default(), Vec::new(), Vec::new(), String::new());
    let progress = Progress::new();
    for (done, folder) in folders.iter().enumerate() {
        progress.show(|| format!("{done} of {} stories evaluated", folders.len()));
        let name = folder.file_name().unwrap_or(folder.as_os_str()).to_string_lossy().into_owned();
        let figures = run.story(folder, &mut errors, |evaluation| {
            if args.list {
                lists.push_str(&table::list(&name, evaluation));
            }
            rows.push((name.clone(), evaluation.figures.clone(), listed(evaluation)));
        });
        match figures {
            Ok(figures) => all += &figures,
            Err(error) => errors.push(error),
        }
    }
    drop(progress);
    for error in &errors {
        output::complain(error);
    }
    if rows.is_empty() {
        return Ok(status_of(&errors));
    }
    if let Some(file) = &args.svg {
        output::write_file(file, svg(&all)).map_err(one)?;
    }
    let text = match args.format {
        Format::Text => {
            lists + &table::figures(&rows.iter().map(|row| (row.0.as_str(), &row.1)).collect::<Vec<_>>(), &all)
        }
        Format::Json => output::harmless_json(&as_json(args, rows, &all)),
    };
    output::print(&text).map_err(one)?;
    Ok(status_of(&errors))
}

impl Run<'_> {
    /// Reports one story as `crosscheck report` would, holds the findings against its gold and shows that to `see`.
    fn story(&self, folder: &Path, errors: &mut Vec<Error>, see: impl FnOnce(&Evaluation)) -> Result<Figures> {
        let file = folder.join(GOLD);
        let gold = GoldFile::parse(&inputs::read_settings(&file)?, &file)?;
        if !folder.join(inputs::MANIFEST_NAME).is_file() {
            // Without it every file of the folder would be a source, the gold too.
            let what = format!("the story has no {}", inputs::MANIFEST_NAME);
            return Err(Error::new(ErrorKind::Configuration, what).at(folder).remedy("write one that lists its texts"));
        }
        let sources = SourceArgs::default();
        let read = read(&[folder.to_owned()], &sources, &self.settings)?;
        errors.extend(read.errors);
        let mut story =
            pipeline::run_with(&read.sources, &read.left_out, &self.rules, &Watch::silent(), &Kept::nothing());
        story.findings = self.settings.sift(story.findings);
        let texts: Vec<&str> = read.sources.iter().map(|source| source.text.as_str()).collect();
        let evaluation = evaluate(&story, &texts, &gold, self.args.severity.severity())?;
        see(&evaluation);
        Ok(evaluation.figures)
    }
}

/// The folder itself, if it is a story, else the stories in it, sorted.
fn stories(folder: &Path) -> Result<Vec<PathBuf>> {
    if folder.join(GOLD).is_file() {
        return Ok(vec![folder.to_owned()]);
    }
    let entries = fs::read_dir(folder).map_err(|error| {
        Error::new(ErrorKind::Usage, format!("cannot read the folder: {}", error.kind()))
            .at(folder)
            .remedy("give a folder of stories")
    })?;
    let mut out: Vec<PathBuf> = entries.flatten().map(|e| e.path()).filter(|p| p.join(GOLD).is_file()).collect();
    out.sort();
    if out.is_empty() {
        let what = format!("no story: neither this folder nor one in it has a {GOLD}");
        return Err(Error::new(ErrorKind::Usage, what).at(folder).remedy("see docs/evaluation.md for what a story is"));
    }
    Ok(out)
}

/// The findings and the misses of a story, for another program.
struct Listed {
    findings: Vec<Json>,
    missed: Vec<Json>,
}

fn listed(evaluation: &Evaluation) -> Listed {
    let finding = |judged: &Judged| {
        let Judged { finding, mark, meets, is_repeat } = judged;
        json!({
            "mark": table::name(*mark), "severity": finding.severity.name(), "category": finding.slot.name(), "subject": finding.subject,
            "values": finding.sides.iter().map(|side| side.value.as_str()).collect::<Vec<_>>(), "meets": meets,
            "repeats": is_repeat, "rule": finding.rule, "id": finding.id,
        })
    };
    let missed = evaluation.missed.iter().map(|gold| {
        json!({
            "id": gold.id, "type": gold.class, "severity": gold.severity.map(Severity::name), "subject": gold.subject, "line": gold.line,
        })
    });
    Listed { findings: evaluation.findings.iter().map(finding).collect(), missed: missed.collect() }
}

fn as_json(args: &EvalArgs, rows: Vec<(String, Figures, Listed)>, all: &Figures) -> String {
    let stories: Vec<Json> = rows
        .into_iter()
        .map(|(name, figures, listed)| {
            let mut row = table::json(&figures);
            row["story"] = Json::from(name);
            if args.list {
                row["list"] = Json::from(listed.findings);
                row["missed"] = Json::from(listed.missed);
            }
            row
        })
        .collect();
    let root = json!({
        "schema": "crosscheck.evaluation/1", "severity": args.severity.severity().name(), "stories": stories, "all": table::json(all),
    });
    format!("{root:#}\n")
}
