//! Which address is answered by what.

use hyper::Method;
use serde_json::json;

use crate::{
    cli::serve::{
        answer::Answer,
        check::{self, Read, no_story},
        desk::{Desk, Room},
        languagetool,
        request::Asked,
        waive,
    },
    reports,
};

const PAGE: &str = include_str!("page.html");
const STYLE: &str = include_str!("page.css");
const SCRIPT: &str = include_str!("page.js");

/// Answers a request.
pub(super) fn answer(asked: &Asked, desk: &Desk) -> Answer {
    routed(asked, desk).unwrap_or_else(|refusal| refusal)
}

/// Whether nothing is analysed for the answer: then it is not kept waiting by those for which something is.
pub(super) fn is_quick(asked: &Asked) -> bool {
    let is_overview = matches!(asked.path[..], [ref first, _] if first == "s");
    asked.method == Method::GET && !is_overview
}

fn routed(asked: &Asked, desk: &Desk) -> Result<Answer, Answer> {
    let path: Vec<&str> = asked.path.iter().map(String::as_str).collect();
    let (get, post) = (asked.method == Method::GET, asked.method == Method::POST);
    let found = match path[..] {
        [] if get => Answer::page(PAGE),
        ["page.css"] if get => Answer::file("text/css", STYLE),
        ["page.js"] if get => Answer::file("text/javascript", SCRIPT),
        ["r", name] if get => Answer::report(
            desk.report(name)
                .ok_or_else(|| Answer::error(404, "this report is no longer kept; run the check again"))?,
        ),
        ["s", story] if get => overview(room(desk, story)?, desk)?,
        ["api", "v1", "stories"] if get => Answer::json(&json!({ "stories": desk.stories.keys().collect::<Vec<_>>() })),
        ["api", "v1", "check"] if post => check::check(asked.json()?, desk)?,
        ["api", "v1", "waivers"] if post => waive::waive(asked.json()?, desk)?,
        ["v2", "languages"] | ["s", _, "v2", "languages"] if get => languagetool::languages(),
        ["v2", "check"] if post => languagetool::check(asked, only_room(desk)?, desk)?,
        ["s", story, "v2", "check"] if post => languagetool::check(asked, room(desk, story)?, desk)?,
        [] | ["page.css" | "page.js"] | ["r" | "s", _] | ["api", "v1", _] | ["v2", _] | ["s", _, "v2", _]
            if !get && !post =>
        {
            return Err(Answer::error(405, "this address is asked with GET or POST"));
        }
        _ => return Err(Answer::error(404, "nothing is here; see docs/desk.md for the addresses")),
    };
    Ok(found)
}

fn room<'d>(desk: &'d Desk, name: &str) -> Result<&'d Room, Answer> {
    desk.stories.get(name).ok_or_else(|| no_story(name))
}

/// The story that is meant where none is named.
fn only_room(desk: &Desk) -> Result<&Room, Answer> {
    let mut all = desk.stories.values();
    match (all.next(), all.next()) {
        (Some(only), None) => Ok(only),
        _ => Err(Answer::error(404, "name the story in the address: /s/STORY/v2/check")),
    }
}

/// The report of the sources of a story.
fn overview(room: &Room, desk: &Desk) -> Result<Answer, Answer> {
    let read = Read::of(None, Vec::new(), room)?;
    let story = read.story(room);
    Ok(Answer::report(reports::html(&read.report(&story, room, desk)?)))
}
