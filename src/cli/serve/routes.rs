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
    let method =
        method_of(&path).ok_or_else(|| Answer::error(404, "nothing is here; see docs/desk.md for the addresses"))?;
    let is_head = asked.method == Method::HEAD && method == Method::GET;
    if asked.method != method && !is_head {
        return Err(Answer::not_asked_so(method.as_str()));
    }
    Ok(match path[..] {
        ["page.css"] => Answer::file("text/css", STYLE),
        ["page.js"] => Answer::file("text/javascript", SCRIPT),
        ["r", name] => Answer::report(
            desk.report(name)
                .ok_or_else(|| Answer::error(404, "this report is no longer kept; run the check again"))?,
        ),
        ["s", story] => overview(room(desk, story)?, desk)?,
        ["api", "v1", "stories"] => Answer::json(&json!({ "stories": desk.stories.keys().collect::<Vec<_>>() })),
        ["api", "v1", "check"] => check::check(asked.json()?, desk)?,
        ["api", "v1", "waivers"] => waive::waive(asked.json()?, desk)?,
        ["v2", "languages"] | ["s", _, "v2", "languages"] => languagetool::languages(),
        ["v2", "check"] => languagetool::check(asked, only_room(desk)?, desk)?,
        ["s", story, "v2", "check"] => languagetool::check(asked, room(desk, story)?, desk)?,
        _ => Answer::page(PAGE),
    })
}

/// How an address is asked; `None` where nothing is.
fn method_of(path: &[&str]) -> Option<Method> {
    match path {
        [] | ["page.css" | "page.js"] | ["r" | "s", _] | ["api", "v1", "stories"] => Some(Method::GET),
        ["v2", "languages"] | ["s", _, "v2", "languages"] => Some(Method::GET),
        ["api", "v1", "check" | "waivers"] | ["v2", "check"] | ["s", _, "v2", "check"] => Some(Method::POST),
        _ => None,
    }
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
