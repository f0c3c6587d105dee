//! How many belong to a delegation: "a 14-strong delegation", "a delegation of 14", "the delegation, 14 strong".

use crate::{
    mentions::{
        Mention,
        delegations::{Delegations, Part, body::Body},
    },
    text::Pos,
};

impl Delegations<'_> {
    pub(super) fn sizes(&self, body: &Body) -> Vec<Mention> {
        let within = &self.doc.sentences[body.sentence].tokens;
        let size = |at: usize, number| self.part(body.sentence, at..at + 1, body, Part::Size(number), false);
        let inside = (body.first..body.noun).find_map(|t| Some((t, self.compound(t)?)));
        let inside = inside.or_else(|| (body.first..body.noun).find_map(|t| Some((t, self.in_two_words(t)?))));
        if let Some((at, number)) = inside {
            return vec![size(at, number)];
        }
        let behind = match self.lower(body.noun + 1) {
            "of" => body.noun + 2,
            "," if self.lower(body.noun + 3) == "strong" => body.noun + 2,
            _ => return Vec::new(),
        };
        let counts = |t: usize| {
            let next = self.pos(t + 1);
            let said = self.is(t + 1, "counted_in_a_delegation") || self.is(t + 1, "strength_of_a_body");
            said || !matches!(next, Some(Pos::Noun | Pos::Propn | Pos::Adj | Pos::Num))
        };
        let number = self.number(behind).filter(|_| within.contains(&behind) && counts(behind));
        number.map(|number| size(behind, number)).into_iter().collect()
    }

    /// "14-strong", "fourteen-member".
    fn compound(&self, at: usize) -> Option<u32> {
        let (number, unit) = self.lower(at).split_once('-')?;
        self.lexicons.has("strength_of_a_body", unit).then(|| self.value(number)).flatten()
    }

    /// The same in tokens of their own.
    fn in_two_words(&self, at: usize) -> Option<u32> {
        let unit = if self.lower(at + 1) == "-" { at + 2 } else { at + 1 };
        let holds = self.lexicons.has("strength_of_a_body", self.lower(unit));
        holds.then(|| self.number(at)).flatten()
    }

    fn number(&self, at: usize) -> Option<u32> {
        self.value(self.lower(at))
    }

    fn value(&self, word: &str) -> Option<u32> {
        let written = self.lexicons.number("number_word", word).and_then(|n| u32::try_from(n).ok());
        written.or_else(|| word.parse().ok()).filter(|n| (2..=MOST).contains(n))
    }
}

/// No delegation is larger.
const MOST: u32 = 999;
