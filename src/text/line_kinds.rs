//! What a single line is, by its looks: prose, headline, caption, credit, byline, furniture.

use crate::{
    rules::Lexicons,
    text::{Span, furniture::is_furniture, sentences::split, stamps::prefix},
};

/// A line without a full stop and with more words is prose whose full stop is missing.
const LONGEST_HEADLINE: usize = 20;
/// A question with more words is prose.
const LONGEST_QUESTION: usize = 8;
/// A line that begins in lower case, without a full stop and with more words, is prose.
const LONGEST_FRAGMENT: usize = 6;
/// Words of a credit or byline at most.
const LONGEST_CREDIT: usize = 14;
/// Words of one part of a credit line ("UKRAINIAN FOREIGN MINISTRY") at most.
const LONGEST_CREDIT_PART: usize = 6;
/// Characters of a bracket that can be a picture credit, at most.
const LONGEST_BRACKET: usize = 160;

/// What a line looks like by itself; its neighbours can still change it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum LineKind {
    Prose,
    Headline,
    Caption,
    /// A picture credit: what stands directly above it is a caption.
    PictureCredit,
    Byline,
    /// Two or three capitalised words and nothing else: a byline, unless it stands in a list.
    BareName,
    Furniture,
}

/// The kind of `line`, which is trimmed and not empty.
pub(super) fn line_kind(line: &str, lexicons: &Lexicons) -> LineKind {
    let words = line.split_whitespace().count();
    let stopped = has_final_stop(line);
    if is_furniture(line, words, stopped, lexicons) {
        LineKind::Furniture
    } else if begins(line, "caption_starts", lexicons) && !is_credit_line(line, words, lexicons) {
        LineKind::Caption
    } else if let Some(kind) = bracketed_credit(line, lexicons) {
        kind
    } else if words <= LONGEST_CREDIT && !stopped && is_credit_line(line, words, lexicons) {
        LineKind::PictureCredit
    } else if is_byline(line, words, stopped, lexicons) {
        LineKind::Byline
    } else if !stopped && is_bare_name(line, lexicons) {
        LineKind::BareName
    } else if !stopped && words <= 2 * LONGEST_HEADLINE && lexicons.words("caption_words").any(|w| holds(line, w)) {
        LineKind::Caption
    } else if is_headline(line, words, stopped, lexicons) {
        LineKind::Headline
    } else {
        LineKind::Prose
    }
}

/// Whether the line ends as a sentence does, or with a colon or semicolon; quotes and brackets behind that do not count.
pub(super) fn has_final_stop(line: &str) -> bool {
    let bare = line.trim_end_matches(|c: char| c.is_whitespace() || "”’\"'»)]*_".contains(c));
    bare.ends_with(['.', '!', '?', '…', ':', ';', ','])
}

/// Whether the line says behind an article who worked on it ("(Reporting by Jane Roe)").
pub(super) fn is_sign_off(line: &str, lexicons: &Lexicons) -> bool {
    let words = line.split_whitespace().count();
    let named = begins(line, "byline_starts", lexicons) || lexicons.words("byline_holds").any(|w| holds(line, w));
    words <= 4 * LONGEST_CREDIT && named
}

/// Whether the line says above an article who wrote it ("By Jane Roe in Oakvale").
pub(super) fn is_opening_byline(line: &str, lexicons: &Lexicons) -> bool {
    let words = line.split_whitespace().count();
    prefix(line, "by ").is_some() && is_byline(line, words, has_final_stop(line), lexicons)
}

/// Whether the line begins with a phrase of `class`, as whole words; a glued capital begins a new word ("cookiesAllow").
pub(super) fn begins(line: &str, class: &str, lexicons: &Lexicons) -> bool {
    lexicons.words(class).any(|phrase| {
        prefix(line, phrase).is_some_and(|end| {
            let behind = line[end..].chars().next();
            !phrase.ends_with(char::is_alphanumeric)
                || behind.is_none_or(|c| {
                    !c.is_alphanumeric() || (c.is_uppercase() && line[..end].ends_with(char::is_lowercase))
                })
        })
    })
}

/// Whether the line holds `phrase` as whole words, whatever its case.
pub(super) fn holds(line: &str, phrase: &str) -> bool {
    let starts = line.char_indices().scan(' ', |before, (i, c)| {
        let edge = !before.is_alphanumeric();
        *before = c;
        Some((i, edge))
    });
    starts.filter(|(_, edge)| *edge).any(|(i, _)| {
        prefix(&line[i..], phrase)
            .is_some_and(|end| line[i + end..].chars().next().is_none_or(|c| !c.is_alphanumeric()))
    })
}

/// "ERDEM SAHIN/EPA", "Photograph: Jane Roe/AP", "Getty Images", "ALEX ROE.AP".
fn is_credit_line(line: &str, words: usize, lexicons: &Lexicons) -> bool {
    if begins(line, "photo_credit_starts", lexicons) {
        return words <= LONGEST_CREDIT;
    }
    let capitals = !line.chars().any(char::is_lowercase);
    let cuts: &[char] = if capitals { &['/', ',', '|', ';', '.', '©'] } else { &['/', ',', '|', ';', '©'] };
    let parts: Vec<&str> = line.split(cuts).map(str::trim).filter(|p| !p.is_empty()).collect();
    let agency = |part: &str| lexicons.has("agencies", &part.to_lowercase());
    let desk = |part: &str| agency(part) || lexicons.has("credit_words", &part.to_lowercase());
    let short = parts.iter().all(|p| p.split_whitespace().count() <= LONGEST_CREDIT_PART && is_title(p));
    if !short || parts.is_empty() {
        return false;
    }
    let slashed = line.contains('/') && !line.contains("//") && parts.len() >= 2;
    parts.iter().any(|p| agency(p)) && (parts.len() > 1 || agency(line.trim()))
        || (slashed && (capitals || parts.iter().any(|p| desk(p))))
        || (parts.len() == 1 && ends_with_agency(line, words, lexicons))
}

/// "Jane Roe Reuters", "Jane Roe via AP".
fn ends_with_agency(line: &str, words: usize, lexicons: &Lexicons) -> bool {
    let all: Vec<&str> = line.split_whitespace().collect();
    let tail = |n: usize| all[all.len().saturating_sub(n)..].join(" ").to_lowercase();
    (2..=LONGEST_CREDIT_PART).contains(&words) && is_title(line) && (1..=2).any(|n| lexicons.has("agencies", &tail(n)))
}

/// Whether every word begins with a capital, words of up to three letters aside ("Jane van der Roe").
fn is_title(part: &str) -> bool {
    part.split_whitespace().all(|w| {
        let first = w.trim_start_matches(|c: char| !c.is_alphanumeric()).chars().next();
        first.is_none_or(|c| !c.is_lowercase() || w.chars().count() <= 3)
    })
}

/// A bracket that holds a picture credit: "Talks in Oakvale. (AP Photo/Jane Roe)" is a caption, the bracket alone a credit;
/// agencies alone in a bracket after a few words credit the text ("jr/jd (AFP, Reuters)").
fn bracketed_credit(line: &str, lexicons: &Lexicons) -> Option<LineKind> {
    let mut from = 0;
    while let Some(open) = line[from..].find(['(', '[']).map(|i| from + i) {
        from = open + 1;
        let mut near = line[from..].char_indices().take(LONGEST_BRACKET);
        let Some(close) = near.find(|(_, c)| matches!(c, ')' | ']')).map(|(i, _)| from + i) else { continue };
        let inside = &line[from..close];
        if inside.split(|c: char| !c.is_alphanumeric()).any(|w| is_agency_word(w, lexicons)) {
            let last = line[close + 1..].chars().all(|c| !c.is_alphanumeric());
            let before = line[..open].split_whitespace().count();
            let picture = inside.contains('/') || lexicons.words("credit_words").any(|w| holds(inside, w));
            let only =
                inside.split([',', '/', '&']).all(|p| lexicons.has("agencies", p.trim().to_lowercase().as_str()));
            return match (picture, last) {
                (true, _) if before <= 1 && last => Some(LineKind::PictureCredit),
                (true, _) if !only => Some(LineKind::Caption),
                (_, true) if only && before <= 3 => Some(LineKind::Byline),
                _ => None,
            };
        }
        from = close + 1;
    }
    None
}

fn is_agency_word(word: &str, lexicons: &Lexicons) -> bool {
    word.chars().next().is_some_and(char::is_uppercase) && lexicons.has("agencies", &word.to_lowercase())
}

/// "By Jane Roe in Oakvale", "(Reporting by Jane Roe; Editing by John Doe)", "John Doe contributed to this report."
fn is_byline(line: &str, words: usize, stopped: bool, lexicons: &Lexicons) -> bool {
    if begins(line, "byline_starts", lexicons) {
        return words <= 4 * LONGEST_CREDIT && (!stopped || line.starts_with(['(', '[']) || words <= LONGEST_CREDIT);
    }
    if words <= 4 * LONGEST_CREDIT && lexicons.words("byline_holds").any(|w| holds(line, w)) {
        return true;
    }
    let name = prefix(line, "by ").map(|end| line[end..].trim_start());
    !stopped
        && (2..=LONGEST_CREDIT).contains(&words)
        && name.is_some_and(|n| n.starts_with(char::is_uppercase) && is_title(n))
}

/// "Jane Roe", "John Q. Doe": no word that opens sentences, no agency, no day or month.
fn is_bare_name(line: &str, lexicons: &Lexicons) -> bool {
    let words: Vec<&str> = line.split_whitespace().collect();
    let named = |w: &&str| {
        let mut chars = w.chars();
        let capital = chars.next().is_some_and(char::is_uppercase);
        let rest = chars.as_str();
        let initial = rest == ".";
        let lower = w.to_lowercase();
        let known =
            ["sentence_openers", "date_months", "date_words", "agencies"].iter().any(|c| lexicons.has(c, &lower));
        let letters = rest.chars().all(|c| c.is_alphabetic() || matches!(c, '-' | '’' | '\''));
        let possessive = rest.ends_with("'s") || rest.ends_with("’s");
        let small = rest.chars().any(char::is_lowercase);
        capital && !known && !possessive && (initial || (letters && small))
    };
    (2..=3).contains(&words.len()) && words.iter().all(named)
}

fn is_headline(line: &str, words: usize, stopped: bool, lexicons: &Lexicons) -> bool {
    // "- Cross-head -" and bulleted headlines: what counts is the first letter.
    let bare = line.trim_start_matches(|c: char| !c.is_alphanumeric());
    let question = line.ends_with('?') && words <= LONGEST_QUESTION && bare.len() == line.len();
    let longest = if bare.starts_with(char::is_lowercase) { LONGEST_FRAGMENT } else { LONGEST_HEADLINE };
    (question || !stopped) && words <= longest && split(line, Span::new(0, line.len()), &[], lexicons).len() == 1
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::files;

    #[test]
    fn kinds_by_looks() {
        use LineKind::{BareName, Byline, Caption, Furniture, Headline, PictureCredit, Prose};
        let lexicons = Lexicons::load(&files::embedded()).expect("embedded word lists");
        for (line, kind) in [
            ("President Roe said the talks would begin on Friday.", Prose),
            ("Roe added:", Prose),
            ("“We will go there,” she said, “and we will win.”", Prose),
            ("Why would anyone travel that far for a meeting of only two hours in a hall?", Prose),
            ("Roe leaves Oakvale without a deal", Headline),
            ("‘Like a storm’", Headline),
            ("Who are the negotiators?", Headline),
            ("- Talks -", Headline),
            ("6.1-magnitude quake strikes Riverton", Headline),
            ("JANE ROE/REUTERS", PictureCredit),
            ("EPA", PictureCredit),
            ("OAKVALE FOREIGN MINISTRY/ANADOLU/GETTY IMAGES", PictureCredit),
            ("OAKVALE REGIONAL ADMINISTRATION/TELEGRAM", PictureCredit),
            ("JOHN DOE.AP", PictureCredit),
            ("Photograph: John Doe/AP", PictureCredit),
            ("John Doe/Getty Images", PictureCredit),
            ("[image via AP]", PictureCredit),
            ("VOLATILE BORDER", Headline),
            ("Roe waves at the crowd in Oakvale. (AP Photo/John Doe)", Caption),
            ("A man clears rubble in Oakvale on May 2. (Photo by John DOE / AFP)", Caption),
            ("A handout photo shows the crater near Riverton.", Caption),
            ("The minister, pictured with her aide", Caption),
            ("OAKVALE (Reuters) - The talks began on Friday.", Prose),
            ("Two people died, the ministry said. (Reuters)", Prose),
            ("jr/jd (AFP, dpa)", Byline),
            ("(Reporting by Jane Roe; Editing by John Doe)", Byline),
            ("John Doe and Jane Roe contributed to this report.", Byline),
            ("By Jane Roe and John Doe in Oakvale", Byline),
            ("By Friday the talks had ended in failure", Headline),
            ("Jane Roe", BareName),
            ("Power cut", Headline),
            ("Share", Furniture),
            ("Enable cookiesAllow cookies once", Furniture),
            (
                "Please enable cookies and other technologies to view this content. You can change this any time.",
                Furniture,
            ),
            ("We and our 842 partners store and access personal data on your device.", Furniture),
            ("You can withdraw your consent at any time in the cookie settings.", Furniture),
            ("By continuing to browse you agree to our use of cookies and our privacy policy.", Furniture),
            (
                "This content is hosted by a third party, which may set cookies. Manage your preferences below.",
                Furniture,
            ),
            ("We value your privacy. Accept all or manage your choices.", Furniture),
            ("The watchdog fined the firm 4 million for cookies that were set without consent.", Prose),
            ("“We use cookies with your consent, and our partners do too,” the firm said.", Prose),
            ("The firm changed its privacy policy after the leak of personal data in May.", Prose),
            (
                "Related stories ROE LEAVES Who is the new mayor of Oakvale FIRE AT SEA How the crew was saved",
                Furniture,
            ),
            ("Related stories of abuse emerged on Friday.", Prose),
            ("Read more: Roe’s gamble", Furniture),
            ("Key events", Furniture),
            ("Tuesday, July 2nd, 2013", Furniture),
            ("3 July 2013 Last updated at 13:38 GMT", Furniture),
            ("20", Furniture),
            ("• • •", Furniture),
        ] {
            assert_eq!(line_kind(line, &lexicons), kind, "{line:?}");
        }
    }
}
