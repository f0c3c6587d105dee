//! Triage: a finding that was dismissed on the page becomes a waiver in the folder of its story.

use std::sync::PoisonError;

use chrono::NaiveDate;
use serde::Deserialize;
use serde_json::json;

use crate::{
    cli::{
        output,
        serve::{
            answer::Answer,
            check::{no_story, told},
            desk::Desk,
        },
        waivers::{self as files, FileArgs},
    },
    inputs,
    waivers::{self, Waiver},
};

/// The body of `POST /api/v1/waivers`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct WaiveRequest {
    story: String,
    id: String,
    #[serde(default)]
    rule: String,
    values: Vec<String>,
    reason: String,
    by: Option<String>,
    until: String,
    /// What a person reads above the waiver.
    #[serde(default)]
    question: String,
}

/// Writes the waiver.
pub(super) fn waive(request: WaiveRequest, desk: &Desk) -> Result<Answer, Answer> {
    let room = desk.stories.get(&request.story).ok_or_else(|| no_story(&request.story))?;
    let folder = room.folder.clone().ok_or_else(|| no_story(&request.story))?;
    let until: NaiveDate =
        request.until.parse().map_err(|_| Answer::error(400, "`until` is no day; write it as 2031-05-31"))?;
    let args = FileArgs { waivers: None, as_of: desk.as_of };
    let today = files::today(&args, room.settings.timezone.as_ref().map(|zone| zone.value));
    let wrong = match () {
        () if request.reason.trim().is_empty() => "a waiver without a reason",
        () if request.id.is_empty() || !request.id.chars().all(|c| c.is_ascii_hexdigit()) => {
            "`id` is no id of a finding"
        }
        () if request.values.is_empty() => "a waiver without values",
        () if until < today => "`until` is over already",
        () => "",
    };
    if !wrong.is_empty() {
        return Err(Answer::error(400, wrong));
    }
    let by = request.by.map(|by| by.trim().to_owned()).filter(|by| !by.is_empty());
    let reason = request.reason.trim().to_owned();
    let waiver = Waiver { id: request.id, rule: request.rule, values: request.values, reason, by, until };
    let file = folder.join(waivers::FILE_NAME);
    let _held = desk.writing.lock().unwrap_or_else(PoisonError::into_inner);
    let failed = |error| Answer::error(500, told(&[error]));
    let text = if file.exists() { inputs::read_settings(&file).map_err(failed)? } else { String::new() };
    let text = waivers::append(&text, &file, &waiver, &request.question).map_err(|e| Answer::error(500, told(&e)))?;
    output::write_file(&file, &text).map_err(failed)?;
    Ok(Answer::json(&json!({ "waived": waiver.id, "until": waiver.until.to_string(), "file": waivers::FILE_NAME })))
}
