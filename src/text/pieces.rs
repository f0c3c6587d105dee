//! Lines that hold more than one block: captions of a gallery with their counters, bullets, and a heading in capitals before its text.

use crate::{
    rules::Lexicons,
    text::{BlockKind, Span},
};

/// Marks that begin an item of a list, and nothing else in running text.
const BULLETS: [char; 5] = ['•', '▪', '●', '■', '►'];
/// Items with fewer words are names and places between marks ("Jane Roe • Oakvale • 12 May").
const FEWEST_ITEM_WORDS: usize = 4;
/// Fewer words in capitals are a dateline, an agency or a name.
const FEWEST_HEAD_WORDS: usize = 4;
/// Words that two captions of one gallery share at their start, at least, where those are its title.
const FEWEST_TITLE_WORDS: usize = 3;

/// A piece of a line, with its kind where the line tells it.
pub(super) type Piece = (Span, Option<BlockKind>);

/// The pieces of the line at `line`, in order; one alone for nearly every line.
pub(super) fn pieces(text: &str, line: Span, lexicons: &Lexicons) -> Vec<Piece> {
    let gallery = gallery(text, line, lexicons);
    if gallery.len() > 1 {
        return gallery;
    }
    let cuts = match bullets(text, line) {
        cuts if cuts.is_empty() => heading_end(line.of(text)).map(|at| line.start + at).into_iter().collect(),
        cuts => cuts,
    };
    let mut out = Vec::new();
    let mut start = line.start;
    for cut in cuts.into_iter().chain([line.end]) {
        out.push((Span::new(start, cut), None));
        start = cut;
    }
    out
}

/// How many bytes two captions of one gallery share: its title, where each of them begins with it ("Photos: Storm in Oakvale").
pub(super) fn shared_title(caption: &str, next: &str) -> usize {
    let mut end = 0;
    let mut shared = 0;
    for ((at, word), (_, other)) in words(caption).zip(words(next)) {
        if word != other {
            break;
        }
        end = at + word.len();
        shared += 1;
    }
    let is_title = shared >= FEWEST_TITLE_WORDS && words(caption).next().is_some_and(|(_, word)| word.ends_with(':'));
    if is_title && end < caption.len() { end } else { 0 }
}

/// Captions, with the counters between them ("Hide Caption 3 of 25", "Image 2 of 5") as what the site repeats.
fn gallery(text: &str, line: Span, lexicons: &Lexicons) -> Vec<Piece> {
    let words: Vec<(usize, &str)> = words(line.of(text)).collect();
    let mut counters = Vec::new();
    for at in 1..words.len() {
        let [number, of, all] = [0, 1, 2].map(|n| words.get(at + n).map_or("", |w| w.1));
        let label = words[at - 1].1;
        let counts = is_number(number) && of == "of" && is_number(all.trim_end_matches(['.', ',', ':']));
        if counts && label.starts_with(char::is_uppercase) && lexicons.has("gallery_counters", &label.to_lowercase()) {
            let before =
                at.checked_sub(2).map(|i| words[i]).filter(|w| lexicons.has("gallery_buttons", &w.1.to_lowercase()));
            let start = before.map_or(words[at - 1].0, |w| w.0);
            counters.push((line.start + start, line.start + words[at + 2].0 + words[at + 2].1.len()));
        }
    }
    let mut out = Vec::new();
    let mut start = line.start;
    let leads = counters.first().is_some_and(|counter| counter.0 == line.start);
    for (from, to) in counters {
        if from > start {
            out.push((Span::new(start, from), Some(BlockKind::Caption)));
        }
        out.push((Span::new(from, to), Some(BlockKind::Furniture)));
        start = to;
    }
    if start < line.end {
        // Behind a counter that begins the line stands the caption it counts; behind one that ends a caption anything may stand.
        out.push((Span::new(start, line.end), leads.then_some(BlockKind::Caption)));
    }
    out
}

/// Where further items begin in a line of several.
fn bullets(text: &str, line: Span) -> Vec<usize> {
    let words_of = line.of(text);
    let marks: Vec<usize> = words_of.match_indices(BULLETS).map(|(at, _)| at).filter(|at| *at > 0).collect();
    let starts = std::iter::once(0).chain(marks.iter().copied());
    let ends = marks.iter().copied().chain([words_of.len()]);
    let is_item = |(from, to): (usize, usize)| {
        let item = words_of[from..to].trim_start_matches(|c: char| c.is_whitespace() || BULLETS.contains(&c));
        item.split_whitespace().count() >= FEWEST_ITEM_WORDS
    };
    match starts.zip(ends).all(is_item) {
        true => marks.into_iter().map(|at| line.start + at).collect(),
        false => Vec::new(),
    }
}

/// Where the text begins behind a heading in capitals: "THE NIGHT OF THE FIRE The hall in Oakvale burned".
fn heading_end(line: &str) -> Option<usize> {
    let bare = |word: &str| word.chars().filter(|c| c.is_alphabetic()).count();
    let is_capital = |word: &str| {
        !word.chars().any(char::is_lowercase)
            && word.chars().all(|c| c.is_alphanumeric() || matches!(c, '\'' | '’' | '-' | '&' | '?' | '!'))
    };
    let mut head = 0;
    for (at, word) in words(line) {
        if is_capital(word) {
            head += usize::from(bare(word) > 1);
            continue;
        }
        let mut chars = word.chars();
        let begins = chars.next().is_some_and(char::is_uppercase) && chars.next().is_some_and(char::is_lowercase);
        return (begins && head >= FEWEST_HEAD_WORDS).then_some(at);
    }
    None
}

fn is_number(word: &str) -> bool {
    !word.is_empty() && word.len() <= 4 && word.bytes().all(|b| b.is_ascii_digit())
}

/// The words of a text with their bytes.
fn words(text: &str) -> impl Iterator<Item = (usize, &str)> {
    text.split(char::is_whitespace)
        .scan(0, |at, word| {
            let start = *at;
            *at += word.len() + text[start + word.len()..].chars().next().map_or(0, char::len_utf8);
            Some((start, word))
        })
        .filter(|(_, word)| !word.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::files;

    /// Cuts at ` | ` and expects these very pieces of the text without the bars.
    fn check(marked: &str) {
        let lexicons = Lexicons::load(&files::embedded()).expect("embedded word lists");
        let wanted: Vec<&str> = marked.split(" | ").collect();
        let text = wanted.join(" ");
        let found = pieces(&text, Span::new(0, text.len()), &lexicons);
        let found: Vec<&str> = found.iter().map(|(span, _)| span.of(&text).trim()).collect();
        assert_eq!(found, wanted);
    }

    #[test]
    fn captions_bullets_and_headings_stand_alone() {
        for marked in [
            "Roe waves at the crowd in Oakvale | Hide Caption 3 of 25",
            "The hall before the fire | Hide Caption 1 of 3 | Smoke over Oakvale. | Hide Caption 2 of 3 | The talks go on.",
            "Image 2 of 5 | Rescuers at the harbour wall",
            "Photo 12 of 40. | The mayor, Jane Roe",
            "• Two people were hurt on Friday | • The road stays closed until Monday",
            "The plan in short: what it says ● Each town pays 40 million | ● Work begins in the spring",
            "THE NIGHT OF THE FIRE | The hall in Oakvale burned for six hours.",
            "WHAT DID THE COUNCIL KNOW? | Members were told on Monday.",
        ] {
            check(&marked.replace("says ●", "says | ●"));
        }
    }

    #[test]
    fn what_only_looks_like_it_stays_whole() {
        for whole in [
            "She sold image 2 of 5 in the series to the museum.",
            "He won 3 of 25 races, and the Image award.",
            "Jane Roe • Oakvale • 12 May",
            "• • •",
            "OAKVALE (Reuters) - The talks began on Friday.",
            "NATO and EU ministers met in Oakvale.",
            "OAKVALE AND RIVERTON SIGN GRAIN DEAL",
            "UN, EU AND US ENVOYS TO MEET, Roe says",
            "BREAKING NEWS FROM OAKVALE: Two hurt",
        ] {
            check(whole);
        }
    }

    #[test]
    fn the_title_of_a_gallery_is_what_its_captions_share() {
        for (a, b, title) in [
            ("Photos: Storm in Oakvale Roe waves", "Photos: Storm in Oakvale A tree fell", "Photos: Storm in Oakvale"),
            ("Photos: Storm in Oakvale Roe waves", "The storm", ""),
            ("The storm in Oakvale grew", "The storm in Oakvale ended", ""),
            ("Photos: Storm in Oakvale", "Photos: Storm in Oakvale", ""),
        ] {
            assert_eq!(&a[..shared_title(a, b)], title);
        }
    }

    #[test]
    fn odd_lines_do_not_panic() {
        let lexicons = Lexicons::default();
        for text in ["", " ", "•", "••", "É É É É Éa", "Image 1 of", "1 of 2", "\u{2028}•x", "Image 1 of 2"]
        {
            let line = Span::new(0, text.len());
            let found = pieces(text, line, &lexicons);
            assert!(found.iter().all(|(span, _)| text.get(span.start..span.end).is_some()), "{text:?}");
        }
    }
}
