//! News in JSON: a live blog or article of schema.org (JSON-LD), a wire item or a list of them; one item a line in JSON Lines.
//! The text is put together from their headlines and bodies, a paragraph a line, and each post keeps its own time.

use serde_json::Value;

use crate::inputs::{
    fields::Fields,
    json_items::items,
    story::{Item, Refusal, Story},
};

/// Reads a JSON text: one item, or several articles of one outlet.
pub(super) fn read(text: &str) -> Result<Story, Refusal> {
    let value: Value = serde_json::from_str(text.trim_start_matches('\u{feff}')).map_err(|error| Refusal {
        line: Some(error.line()),
        ..Refusal::new(format!("this is not JSON: {error}"), "save the file again")
    })?;
    story(&value)
}

/// Reads JSON Lines: each line is an item of its own. A line that is none is told, and the others still come.
pub(super) fn read_lines(text: &str) -> Vec<Result<Story, Refusal>> {
    let lines = text.trim_start_matches('\u{feff}').lines().enumerate();
    let filled = lines.filter(|(_, line)| !line.trim().is_empty());
    filled.map(|(n, line)| read(line).map_err(|refusal| Refusal { line: Some(n + 1), ..refusal })).collect()
}

fn story(value: &Value) -> Result<Story, Refusal> {
    let mut found = items(value);
    if found.items.len() == 1
        && let Some(only) = found.items.pop()
    {
        return Ok(only.story(found.format));
    }
    if found.items.is_empty() {
        let remedy = "give a LiveBlogPosting or an article with `articleBody`, or a ninjs item";
        return Err(Refusal::no_story("this JSON holds no news item that is understood", remedy));
    }
    several(found.items, found.format)
}

/// Several articles of one outlet are one source, each dated by itself.
fn several(items: Vec<Item>, format: &'static str) -> Result<Story, Refusal> {
    let (withdrawn, usable): (Vec<Item>, Vec<Item>) = items.into_iter().partition(Item::is_withdrawn);
    let Some(first) = usable.first() else {
        return Err(Refusal::new("the item was withdrawn by its outlet", "leave the file out: its facts do not count"));
    };
    if let Some(other) = usable.iter().find(|i| i.outlet != first.outlet) {
        let name = |item: &Item| item.outlet.clone().unwrap_or_else(|| "unnamed".to_owned());
        let what = format!("the items are of several outlets: {} and {}", name(first), name(other));
        return Err(Refusal::new(what, "save each item in a file of its own, or one item a line in a .jsonl file"));
    }
    let mut story = Story { dialect: format, ..Story::default() };
    if let [only] = usable.as_slice() {
        story.said.push((only.fields(), format));
    } else {
        story.said.push((Fields { outlet: first.outlet.clone(), ..Default::default() }, format));
    }
    story.skipped.extend(withdrawn.iter().map(|item| {
        format!("an item that its outlet withdrew: {}", item.headline.as_deref().unwrap_or("without a headline"))
    }));
    for item in &usable {
        story.add(item, usable.len() > 1);
    }
    Ok(story)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn odd_json_does_not_panic() {
        for text in [
            "null",
            "[]",
            "{}",
            "[null, 1]",
            "{\"@graph\": []}",
            "{\"@type\": \"LiveBlogPosting\"}",
            "{\"@type\": \"LiveBlogPosting\", \"liveBlogUpdate\": [null, 1, {}]}",
            "{\"bodies\": [], \"body_text\": 1}",
            "{\"bodies\": [{\"value\": \"<\"}], \"headlines\": [1]}",
            "{\"articleBody\": null, \"publisher\": [[[]]]}",
        ] {
            if let Ok(story) = read(text) {
                assert!(story.layout.posts.iter().all(|p| story.text.is_char_boundary(p.start)), "{text}");
            }
        }
        let deep = format!("{}1{}", "[".repeat(100_000), "]".repeat(100_000));
        assert!(read(&deep).is_err(), "nesting is bounded");
    }
}
