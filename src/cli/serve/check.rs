//! What is sent is checked: against each other, and against the sources of a story.

use std::{collections::BTreeMap, path::Path};

use serde::Deserialize;
use serde_json::{Value, json};

use crate::{
    cli::{
        args::FailOn,
        compare::nothing_to_compare,
        serve::{
            answer::Answer,
            base64,
            desk::{Desk, Room},
        },
        waivers::{self, FileArgs},
    },
    error::Error,
    inputs::{self, Given, Inputs, Limits, Overrides},
    pipeline::{self, Story},
    reports::{self, Job, Report},
    values::{Severity, Timestamp},
    watch::Watch,
};

/// The body of `POST /api/v1/check`.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct CheckRequest {
    draft: Option<Text>,
    sources: Vec<Text>,
    /// The name of a story whose sources count too.
    story: Option<String>,
    fail_on: Option<Level>,
    min_voices: Option<usize>,
}

/// A text, or a file in Base64.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct Text {
    text: Option<String>,
    base64: Option<String>,
    /// A file's name; its ending says the format.
    name: Option<String>,
    outlet: Option<String>,
    published: Option<String>,
}

impl Text {
    /// A text without a name.
    pub(super) fn of(text: &str) -> Self {
        Self { text: Some(text.to_owned()), ..Self::default() }
    }
}

#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Level {
    Error,
    Warning,
    Note,
    Never,
}

/// The folder that a draft seems to lie in.
const DRAFT: &str = "draft";

/// What was read of a request.
pub(super) struct Read {
    inputs: Inputs,
    draft: Option<String>,
}

impl Read {
    /// The texts that were sent, and the sources of the room.
    pub(super) fn of(draft: Option<Text>, sources: Vec<Text>, room: &Room) -> Result<Self, Answer> {
        let mut overrides = Overrides::default();
        let mut files: BTreeMap<String, Vec<u8>> = BTreeMap::new();
        let draft = draft.map(|draft| lay(draft, DRAFT, 0, &mut files, &mut overrides)).transpose()?;
        for (number, source) in sources.into_iter().enumerate() {
            lay(source, "sources", number + 1, &mut files, &mut overrides)?;
        }
        let given: Vec<Given> = files.iter().map(|(name, bytes)| Given { name, bytes }).collect();
        let mut inputs = inputs::read_given(&given, &overrides, &Limits::default());
        if let Some(folder) = &room.folder {
            let own = inputs::read(std::slice::from_ref(folder), &Overrides::default(), &Limits::default());
            inputs.sources.extend(own.sources);
            inputs.errors.extend(own.errors);
            inputs.passed_over.extend(own.passed_over);
            inputs.sources.sort_by(|a, b| a.id.cmp(&b.id));
        }
        room.settings.place(&mut inputs.sources, None);
        inputs.errors.extend(nothing_to_compare(&inputs));
        Ok(Self { inputs, draft })
    }

    /// What the stages make of it.
    pub(super) fn story(&self, room: &Room) -> Story {
        let mut story =
            pipeline::run_with(&self.inputs.sources, &self.inputs.left_out, &room.rules, &Watch::silent(), &room.kept);
        story.findings = room.settings.sift(story.findings);
        story
    }

    /// The report, without what is waived in the room.
    pub(super) fn report<'a>(&'a self, story: &'a Story, room: &'a Room, desk: &Desk) -> Result<Report<'a>, Answer> {
        let draft = self.draft.as_ref().and_then(|draft| story.sources.iter().position(|source| source.id == *draft));
        let job = draft.map_or(Job::Report, |draft| Job::Check { draft });
        let mut report = Report::new(job, story, &self.inputs.sources, &self.inputs.errors, &room.rules);
        report.zone = self.inputs.timezone;
        report.passed_over = &self.inputs.passed_over;
        if let Some(folder) = &room.folder {
            let failed = |errors: Vec<Error>| Answer::error(500, told(&errors));
            let args = FileArgs { waivers: None, as_of: desk.as_of };
            let accepted = waivers::read_all(std::slice::from_ref(folder), &args).map_err(failed)?;
            if !accepted.is_empty() {
                let zone = room.settings.timezone.as_ref().map(|zone| zone.value);
                report.settle(&accepted, waivers::today(&args, zone));
            }
        }
        Ok(report)
    }
}

/// Puts a text among the files, under a name of its own.
fn lay(
    text: Text,
    folder: &str,
    number: usize,
    files: &mut BTreeMap<String, Vec<u8>>,
    overrides: &mut Overrides,
) -> Result<String, Answer> {
    let bytes = match (text.text, text.base64) {
        (Some(text), None) => text.into_bytes(),
        (None, Some(coded)) => base64::decode(&coded).ok_or_else(|| Answer::error(400, "`base64` is no Base64"))?,
        _ => return Err(Answer::error(400, "a draft and a source need either `text` or `base64`")),
    };
    let name = text.name.unwrap_or_default();
    let last = name.rsplit(['/', '\\']).next().unwrap_or_default();
    let last: String = last.chars().map(|c| if c.is_control() { '_' } else { c }).collect();
    let last = match last.trim() {
        "" | "." | ".." | inputs::MANIFEST_NAME if number == 0 => "draft.txt".to_owned(),
        "" | "." | ".." | inputs::MANIFEST_NAME => format!("source-{number}.txt"),
        last => last.to_owned(),
    };
    let mut path = format!("{folder}/{last}");
    if files.contains_key(&path) {
        path = format!("{folder}/{number}/{last}");
    }
    let id = inputs::id_of(Path::new(&path));
    if let Some(outlet) = text.outlet.filter(|outlet| !outlet.trim().is_empty()) {
        overrides.outlet.insert(path.clone(), outlet.trim().to_owned());
    }
    if let Some(published) = text.published.filter(|time| !time.trim().is_empty()) {
        let what =
            || Answer::error(400, format!("`{published}` is no time; write 2031-05-15T13:00+01:00 or 2031-05-15"));
        overrides.published.insert(path.clone(), Timestamp::parse(published.trim()).ok_or_else(what)?);
    }
    files.insert(path, bytes);
    Ok(id)
}

/// Answers `POST /api/v1/check`.
pub(super) fn check(request: CheckRequest, desk: &Desk) -> Result<Answer, Answer> {
    let room = match &request.story {
        Some(name) => desk.stories.get(name).ok_or_else(|| no_story(name))?,
        None => &desk.table,
    };
    let read = Read::of(request.draft, request.sources, room)?;
    let story = read.story(room);
    let mut report = read.report(&story, room, desk)?;
    let configured = room.settings.min_voices.as_ref().map_or(0, |n| n.value);
    report.min_voices = request.min_voices.unwrap_or(configured);
    report.fail_on = level(request.fail_on, room);
    let json: Value = serde_json::from_str(&reports::json(&report)).unwrap_or_default();
    let page = format!("/r/{}", desk.keep(reports::html(&report)));
    Ok(Answer::json(&json!({
        "verdict": report.outcome().name(),
        "counts": json["summary"],
        "findings": json["findings"],
        "report": json,
        "heading": reports::heading(&report),
        "report_url": page,
    })))
}

fn level(asked: Option<Level>, room: &Room) -> Option<Severity> {
    match asked {
        None => room.settings.fail_on.as_ref().map_or(FailOn::Error, |level| level.value).severity(),
        Some(Level::Error) => Some(Severity::Error),
        Some(Level::Warning) => Some(Severity::Warning),
        Some(Level::Note) => Some(Severity::Note),
        Some(Level::Never) => None,
    }
}

pub(super) fn no_story(name: &str) -> Answer {
    Answer::error(404, format!("there is no story `{name}`; start the server with --story DIR"))
}

/// Errors in one line.
pub(super) fn told(errors: &[Error]) -> String {
    errors.iter().map(ToString::to_string).collect::<Vec<_>>().join("; ")
}
