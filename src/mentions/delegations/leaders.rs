//! Who leads a delegation, where no verb has the two as its arguments: "a team, led by X", "the head of the team, X".

use crate::{
    mentions::{
        Mention,
        delegations::{Delegations, Part, body::Body},
    },
    text::{Form, Pos},
};

/// How far behind a delegation its leader's verb may stand, in tokens.
const TO_VERB: usize = 14;
/// How far behind "led by" the name may stand.
const TO_NAME: usize = 12;

impl Delegations<'_> {
    pub(super) fn leader(&self, body: &Body) -> Option<Mention> {
        let name = self.led_by(body).or_else(|| self.head_of(body))?;
        let part = Part::Leader(name.span);
        Some(self.part(body.sentence, name.tokens.clone(), body, part, false))
    }

    /// "a delegation to talks in Ankara, led by the deputy minister, X", "which will be headed by X", "under X".
    fn led_by(&self, body: &Body) -> Option<&Mention> {
        let end = self.doc.sentences[body.sentence].tokens.end;
        let limit = end.min(body.end + TO_VERB);
        for at in body.end..limit {
            if self.is(at, "lead") && self.lower(at + 1) == "by" {
                let said = !self.denied(body.end..at);
                return said.then(|| self.name_from(at + 2, end)).flatten();
            }
            if self.lower(at) == "under" && (at == body.end || self.lower(at - 1) == ",") {
                return self.name_from(at + 1, end);
            }
            if !self.links(at) {
                return None;
            }
        }
        None
    }

    /// Whether a token may stand between a delegation and the verb of its leader.
    fn links(&self, at: usize) -> bool {
        let word = self.lower(at);
        let passes = matches!(
            self.pos(at),
            Some(Pos::Adp | Pos::Det | Pos::Adj | Pos::Adv | Pos::Aux | Pos::Noun | Pos::Propn | Pos::Part | Pos::Num)
        );
        let wh = self.form(at) == Some(Form::Wh) && !self.is(at, "relative_of_person");
        let by_pos = passes && !self.is(at, "delegation_of_people") && !self.is(at, "reporting_verb");
        by_pos || wh || word == "," || self.form(at) == Some(Form::Possessive)
    }

    /// The first person named from token `at` on, before a verb or the end of the clause.
    fn name_from(&self, at: usize, end: usize) -> Option<&Mention> {
        for t in at..end.min(at + TO_NAME) {
            let own = self.form(t + 1) == Some(Form::Possessive);
            if let Some(name) = self.person(t, true).filter(|name| self.form(name.tokens.end) != Some(Form::Possessive))
            {
                return Some(name);
            }
            let word = self.lower(t);
            let passes = matches!(
                self.pos(t),
                Some(Pos::Det | Pos::Adj | Pos::Noun | Pos::Propn | Pos::Adp | Pos::Num | Pos::Adv)
            );
            let clitic = matches!(self.form(t), Some(Form::Possessive | Form::PossessivePronoun));
            if !(passes || clitic || own || word == ",") {
                return None;
            }
        }
        None
    }

    /// "the head of the delegation at the talks, X", "X, the head of the delegation", "with X at the head of the delegation".
    fn head_of(&self, body: &Body) -> Option<&Mention> {
        let sentence = &self.doc.sentences[body.sentence].tokens;
        let mut of = body.first.checked_sub(1)?;
        // "of Georgia's delegation": whose it is stands between.
        while of > sentence.start && self.lower(of) != "of" && body.first - of < 6 {
            let owner = self.named(of).is_some()
                || self.form(of) == Some(Form::Possessive)
                || matches!(self.pos(of), Some(Pos::Det | Pos::Adj | Pos::Propn));
            if !owner {
                return None;
            }
            of -= 1;
        }
        let head = of.checked_sub(1).filter(|h| *h >= sentence.start)?;
        if self.lower(of) != "of" || !self.is(head, "head_of_body") || self.form(head) == Some(Form::Plural) {
            return None;
        }
        let mut first = head;
        while first > sentence.start && matches!(self.pos(first - 1), Some(Pos::Det | Pos::Adj | Pos::Noun)) {
            first -= 1;
        }
        let lesser = |t: usize| self.is(t, "rank_below") || self.is(t, "role_of_the_past");
        if (first..head).any(lesser) {
            return None;
        }
        let before = first.checked_sub(1).filter(|t| *t > sentence.start);
        let joint = before.filter(|t| matches!(self.lower(*t), "," | "at"));
        let named_before = joint.and_then(|joint| self.person(joint - 1, true));
        named_before.or_else(|| self.behind_head(body.end, sentence.end))
    }

    /// The name behind a comma, after the words that say where the delegation is or what else its head does.
    fn behind_head(&self, from: usize, end: usize) -> Option<&Mention> {
        let mut behind_comma = false;
        for t in from..end.min(from + TO_VERB) {
            if behind_comma && let Some(name) = self.person(t, true) {
                return Some(name);
            }
            match self.lower(t) {
                "," => behind_comma = true,
                "mr" | "ms" | "mrs" | "." => {}
                _ if self.is(t, "courtesy_title") || self.is(t, "role_noun") || self.is(t, "role_modifier") => {}
                _ => behind_comma = false,
            }
            let passes = matches!(
                self.pos(t),
                Some(Pos::Adp | Pos::Det | Pos::Adj | Pos::Noun | Pos::Propn | Pos::Cconj | Pos::Punct)
            );
            if !passes {
                return None;
            }
        }
        None
    }
}
