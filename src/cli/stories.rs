//! `--stories auto`: the stories of a folder of mixed articles, each of which is compared by itself. Nothing is ever set against an article
//! of another story, because no run sees two of them.

use std::collections::BTreeMap;

use clap::ValueEnum;

use crate::{
    cli::{
        ExitStatus,
        args::{OutputArgs, SourceArgs},
        compare::{Ready, Task, status},
        filters::in_order,
        inputs::Keys,
        output,
        progress::Progress,
        run::{one, status_of},
    },
    error::{Error, ErrorKind, Result},
    inputs::{Inputs, LeftOut, Source},
    kept::Kept,
    pipeline,
    reports::{Job, Report},
    rules::Lexicons,
    stories::{Article, FoundStories, FoundStory, find_stories},
    watch::Watch,
};

/// How the sources are shared out to stories.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Stories {
    /// All tell one story
    One,
    /// The program finds the stories, by names, days and words that are shared
    Auto,
}

/// So many articles that no other belongs to are named; the others are counted.
const MOST_NAMED: usize = 5;

/// Writes a report for each story that is found.
pub(super) fn report(
    task: &Task,
    sources: &SourceArgs,
    output: &OutputArgs,
) -> std::result::Result<ExitStatus, Vec<Error>> {
    if task.gate.explain.is_some() {
        let error = Error::new(ErrorKind::Usage, "--explain is for one story");
        return Err(one(error.remedy("name the files of the story, without --stories auto")));
    }
    let mut ready = Ready::read(task, sources, output)?;
    let found = found(&ready.read, &ready.rules.lexicons);
    if found.stories.len() > 1 {
        ready.targets.iter().try_for_each(output::Target::takes_several).map_err(one)?;
    }
    ready.read.errors.iter().for_each(output::complain);
    let mut worst = status_of(&ready.read.errors);
    if let Some(error) = nothing_found(&found, ready.read.sources.len()) {
        output::complain(&error);
        return Ok(worst.max(ExitStatus::of(&error)));
    }
    let alone = alone(&found, &ready.read.sources);
    let (all, of) = (ready.read.sources.len(), found.stories.len());
    let stories = shared_out(found, &mut ready.read);
    let progress = Progress::new();
    let mut done = 0;
    in_order(
        stories.into_iter(),
        |story| reported(&story, all, task, output, &ready),
        |reported: Result<Reported>| {
            let reported = reported?;
            done += 1;
            progress.show(|| format!("{done} of {of} stories compared"));
            worst = worst.max(reported.status);
            let mut reports = ready.targets.iter().zip(&reported.reports);
            reports.try_for_each(|(target, bytes)| target.of_story(&reported.key).put(bytes))
        },
    )
    .map_err(one)?;
    drop(progress);
    output::tell(&alone);
    std::mem::forget(ready);
    Ok(worst)
}

/// The story of each source, by their ids.
pub(super) fn keys<'s>(inputs: &'s Inputs, lexicons: &Lexicons) -> Keys<'s> {
    let of_story = |story: FoundStory| {
        let ids: Vec<&str> = story.articles.iter().map(|n| inputs.sources[*n].id.as_str()).collect();
        ids.into_iter().map(move |id| (id, story.key.clone()))
    };
    found(inputs, lexicons).stories.into_iter().flat_map(of_story).collect()
}

fn found(inputs: &Inputs, lexicons: &Lexicons) -> FoundStories {
    find_stories(&inputs.sources.iter().map(article).collect::<Vec<_>>(), lexicons)
}

fn article(source: &Source) -> Article<'_> {
    let day = source.published.as_ref().map(|time| time.value.date);
    Article { id: &source.id, text: &source.text, layout: &source.layout, day }
}

/// That no two articles tell one story.
fn nothing_found(found: &FoundStories, sources: usize) -> Option<Error> {
    let what = format!("nothing to compare: no two of the {sources} inputs that had text tell one story");
    let remedy = "give more articles, or leave out --stories auto to compare all with all";
    found.stories.is_empty().then(|| Error::new(ErrorKind::Input, what).remedy(remedy))
}

/// Articles that were compared with nothing, in a line; none where there are none.
fn alone(found: &FoundStories, sources: &[Source]) -> String {
    let named: Vec<&str> = found.alone.iter().take(MOST_NAMED).map(|n| sources[*n].id.as_str()).collect();
    let more = match found.alone.len() - named.len() {
        0 => String::new(),
        more => format!(" and {more} more"),
    };
    let names = named.join(", ").replace(char::is_control, " ");
    match found.alone.len() {
        0 => String::new(),
        1 => format!("crosscheck: one article tells a story of its own and was compared with nothing: {names}\n"),
        n => format!(
            "crosscheck: {n} articles tell stories of their own and were compared with nothing: {names}{more}\n"
        ),
    }
}

/// One story with what was read of it.
struct OneStory {
    key: String,
    sources: Vec<Source>,
    left_out: Vec<LeftOut>,
}

/// Moves every source to its story, and what was left out for a newer version to the story of that.
fn shared_out(found: FoundStories, read: &mut Inputs) -> Vec<OneStory> {
    let mut sources: Vec<Option<Source>> = std::mem::take(&mut read.sources).into_iter().map(Some).collect();
    let mut of_newer: BTreeMap<String, Vec<LeftOut>> = BTreeMap::new();
    for left in std::mem::take(&mut read.left_out) {
        if let Some(newer) = left.newer.clone() {
            of_newer.entry(newer).or_default().push(left);
        }
    }
    let mut one = |story: FoundStory| {
        let sources: Vec<Source> = story.articles.iter().filter_map(|n| sources[*n].take()).collect();
        let left_out = sources.iter().filter_map(|source| of_newer.remove(&source.id)).flatten().collect();
        OneStory { key: story.key, sources, left_out }
    };
    found.stories.into_iter().map(&mut one).collect()
}

/// The reports of a story, one for each target.
struct Reported {
    key: String,
    reports: Vec<Vec<u8>>,
    status: ExitStatus,
}

fn reported(one: &OneStory, all: usize, task: &Task, output: &OutputArgs, ready: &Ready) -> Result<Reported> {
    let watch = Watch::silent();
    let mut story = pipeline::run_with(&one.sources, &one.left_out, &ready.rules, &watch, &Kept::nothing());
    story.findings = ready.settings.sift(story.findings);
    let mut report = Report::new(Job::Report, &story, &one.sources, &[], &ready.rules);
    ready.gate(task, &mut report);
    report.notes.insert(0, format!("the story `{}`: {} of {all} articles", one.key, one.sources.len()));
    let mut reports = Vec::new();
    for target in &ready.targets {
        report.width = target.columns(output.width);
        reports.push(target.render(&report, None)?);
    }
    Ok(Reported { key: one.key.clone(), reports, status: status(output, &report) })
}
