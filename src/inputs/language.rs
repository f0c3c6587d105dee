//! Which language a text is in: one that is not English is said so, never mis-checked.

use whatlang::{Lang, detect};

use crate::inputs::{source::Source, story::Refusal};

/// Fewer letters tell no language.
const FEWEST_LETTERS: usize = 120;
/// So much of a long text tells it all.
const SAMPLE_CHARS: usize = 20_000;

const REMEDY: &str = "crosscheck reads English; leave the file out, or give a translation";

/// Why `source` is not checked, if its text is not English.
pub(super) fn refusal(source: &Source) -> Option<Refusal> {
    let found = detected(source);
    let other = match (&found, &source.language) {
        (Some(Lang::Eng), _) => None,
        (Some(lang), _) => Some(lang.eng_name().to_owned()),
        // A text too short to tell is what its file says.
        (None, Some(tag)) if !is_english(&tag.value) => Some(format!("in the language `{}`", tag.value)),
        (None, _) => None,
    };
    let name = other?;
    let what = match name.strip_prefix("in the language") {
        Some(_) => format!("the text is {name}, not in English"),
        None => format!("the text is in {name}, not in English"),
    };
    Some(Refusal::new(what, REMEDY))
}

fn is_english(tag: &str) -> bool {
    let first = tag.split(['-', '_']).next().unwrap_or_default().to_ascii_lowercase();
    first == "en" || first == "eng" || first == "english" || first.is_empty()
}

/// The language of the text, where it is beyond doubt.
fn detected(source: &Source) -> Option<Lang> {
    let mut sample = String::new();
    let mut at = 0;
    let hidden = &source.layout.hidden;
    for span in hidden.iter().map(|h| (h.start, h.end)).chain([(source.text.len(), source.text.len())]) {
        sample.extend(source.text.get(at..span.0).unwrap_or("").chars().take(SAMPLE_CHARS));
        at = at.max(span.1);
        if sample.len() >= SAMPLE_CHARS {
            break;
        }
    }
    if sample.chars().filter(|c| c.is_alphabetic()).count() < FEWEST_LETTERS {
        return None;
    }
    let found = detect(&sample)?;
    found.is_reliable().then_some(found.lang())
}

/// The language that the words of `source` are in, for people, where it is beyond doubt.
pub fn name(source: &Source) -> Option<String> {
    detected(source).map(|lang| lang.eng_name().to_owned())
}
