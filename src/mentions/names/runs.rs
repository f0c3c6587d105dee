//! Where the words of a name begin and end: capital words, with particles between them ("Ursula von der Leyen").

use std::ops::Range;

use crate::{
    mentions::places::in_title_case,
    rules::Lexicons,
    text::{Document, Pos, neural::Words},
};

/// So many particles may stand in a row.
const PARTICLES: usize = 3;

/// What names are looked for in.
pub(super) struct Runs<'a> {
    pub doc: &'a Document,
    /// The tokens of times and places.
    pub taken: &'a [bool],
    pub lexicons: &'a Lexicons,
}

impl Runs<'_> {
    /// End of the run of name words that starts at `at`; `at` itself when none starts there.
    pub(super) fn end(&self, at: usize, within: &Range<usize>) -> usize {
        if at >= within.end || !self.is_name(at, within) {
            return at;
        }
        let mut end = at + 1;
        while end < within.end {
            let particles = (end..within.end.min(end + PARTICLES)).take_while(|t| self.is_particle(*t)).count();
            if self.is_name(end, within) || self.is_joined(end) || self.goes_on(end, within) {
                end += 1;
            } else if particles > 0 && end + particles < within.end && self.is_name(end + particles, within) {
                end += particles + 1;
            } else {
                break;
            }
        }
        end
    }

    fn is_name(&self, at: usize, within: &Range<usize>) -> bool {
        let (word, token) = (self.doc.word(at), &self.doc.tokens[at]);
        let capital = word.starts_with(char::is_uppercase) && word.chars().any(char::is_alphabetic);
        // "Six-year-old Nils Holm"
        let age = || token.lower.ends_with("-old");
        capital
            && !self.taken[at]
            && !age()
            && (token.pos == Pos::Propn
                || self.lexicons.has("given_name", &token.lower)
                || self.is_unheard_of(at, within)
                || self.opens(at, within)
                || self.is_body(at, within))
    }

    /// A capital word that nobody knows, in the middle of a sentence: a name, whatever the tagger makes of it.
    fn is_unheard_of(&self, at: usize, within: &Range<usize>) -> bool {
        let word = self.doc.word(at);
        let small = |t: usize| self.doc.word(t).starts_with(char::is_lowercase);
        let inside = at > within.start && (small(at - 1) || self.doc.tokens[at - 1].pos == Pos::Propn);
        let letters = word.chars().skip(1).all(|c| c.is_lowercase() || c == '-' || c == '\'' || c == '’');
        let hyphen = word.contains('-');
        inside && letters && !hyphen && word.chars().count() > 2 && !Words::embedded().knows(&self.doc.tokens[at].lower)
    }

    /// A capital word right behind a name, in the middle of a sentence: a part of it, whatever the tagger makes of it.
    fn goes_on(&self, at: usize, within: &Range<usize>) -> bool {
        let word = self.doc.word(at);
        let open = matches!(self.doc.tokens[at].pos, Pos::Noun | Pos::Adj | Pos::Verb | Pos::Adv | Pos::X);
        let letters = word.chars().skip(1).all(char::is_lowercase) && word.chars().count() > 1;
        // "Harbour Line Chief Executive Ema Rusu": an office is read between two names.
        let office = ["office_noun", "person_title", "role_modifier"];
        let office = office.iter().any(|class| self.lexicons.has(class, &self.doc.tokens[at].lower));
        open && !office
            && !self.taken[at]
            && word.starts_with(char::is_uppercase)
            && letters
            && !self.is_headline(within)
    }

    /// "the Department of Health": a capital noun for a body before what it is for.
    fn is_body(&self, at: usize, within: &Range<usize>) -> bool {
        let lower = |t: usize| if t < within.end { &*self.doc.tokens[t].lower } else { "" };
        let field = at + 2 < within.end && self.doc.word(at + 2).starts_with(char::is_uppercase);
        lower(at + 1) == "of" && field && self.lexicons.has("body_with_of", lower(at))
    }

    /// Whether nearly all words have capitals, with no full stop at the end.
    fn is_headline(&self, within: &Range<usize>) -> bool {
        let last = within.end.checked_sub(1).map(|t| &*self.doc.tokens[t].lower);
        last != Some(".") && in_title_case(self.doc, within)
    }

    /// "Hope Falk", "New York Times": a word that opens a name where a capital word follows it, and that the tagger knows as another.
    fn opens(&self, at: usize, within: &Range<usize>) -> bool {
        let next = at + 1;
        let capital = next < within.end && self.doc.word(next).starts_with(char::is_uppercase);
        let named = || self.doc.tokens[next].pos == Pos::Propn || self.is_unheard_of(next, within);
        // "Will Falk resign?"
        let asks = || within.end.checked_sub(1).is_some_and(|t| &*self.doc.tokens[t].lower == "?");
        let lower = &self.doc.tokens[at].lower;
        let given = || self.lexicons.has("given_name_too", lower) && !self.taken[next] && !asks();
        capital && (given() || self.lexicons.has("capital_adjective", lower)) && named()
    }

    fn is_particle(&self, at: usize) -> bool {
        !self.taken[at] && self.lexicons.has("name_particle", &self.doc.tokens[at].lower)
    }

    /// "al-Saud", "d'Estaing": a particle and a capital word in one.
    fn is_joined(&self, at: usize) -> bool {
        let word = self.doc.word(at);
        let parts = word.split_once(['-', '\'', '’']);
        !self.taken[at]
            && parts.is_some_and(|(particle, rest)| {
                self.lexicons.has("joined_particle", particle) && rest.starts_with(char::is_uppercase)
            })
    }
}
