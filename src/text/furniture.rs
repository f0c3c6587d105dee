//! What a site repeats everywhere: buttons, notices, date lines, end marks, questions for consent.

use crate::{
    rules::Lexicons,
    text::{
        line_kinds::{begins, holds},
        stamps::{date_line, prefix, time_ago},
    },
};

/// Words of a line that ends with a full stop and is furniture nevertheless, at most ("Sign up to our newsletter.").
const LONGEST_BUTTON: usize = 12;
/// Words of a notice that asks for consent, at most.
const LONGEST_CONSENT: usize = 120;

/// Whether the line heads a list of links to other stories ("Related stories").
pub(super) fn heads_links(line: &str, lexicons: &Lexicons) -> bool {
    let bare = line.trim_matches(|c: char| !c.is_alphanumeric());
    lexicons.has("link_list_heads", &bare.to_lowercase())
}

/// Whether the line is what a site repeats everywhere; `stopped` says whether it ends as a sentence does.
pub(super) fn is_furniture(line: &str, words: usize, stopped: bool, lexicons: &Lexicons) -> bool {
    let bare = line.trim_matches(|c: char| !c.is_alphanumeric());
    let whole = |phrase: &str| prefix(bare, phrase).is_some_and(|end| end == bare.len());
    !line.chars().any(char::is_alphabetic)
        || begins(line, "furniture_notices", lexicons)
        || (words <= LONGEST_CONSENT && asks_for_consent(line, lexicons))
        || (!stopped && words > LONGEST_BUTTON && begins(bare, "link_list_starts", lexicons))
        || (words <= LONGEST_BUTTON && lexicons.words("furniture_lines").any(whole))
        || ((!stopped || words <= LONGEST_BUTTON) && begins(bare, "furniture_starts", lexicons))
        || time_ago(line, lexicons) == line.len()
        || is_end_mark(line, lexicons)
        || date_line(line, lexicons).is_some()
}

/// Whether the line asks its reader for consent: it says two of the things that such notices say to a reader, and quotes nobody.
fn asks_for_consent(line: &str, lexicons: &Lexicons) -> bool {
    let quotes = line.contains(['“', '”', '"']);
    !quotes && lexicons.words("consent_phrases").filter(|phrase| holds(line, phrase)).take(2).count() == 2
}

/// Whether the line is what an agency or a press office writes below an article and nothing else ("ENDS", "###").
pub(super) fn is_end_mark(line: &str, lexicons: &Lexicons) -> bool {
    lexicons.has("end_marks", &line.trim().to_lowercase())
}
