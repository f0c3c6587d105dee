//! Negation and modality of a verb group, and what a governing verb or noun does to the verb under it.

use std::ops::Range;

use crate::{
    frames::Modality,
    rules::Lexicons,
    text::{Document, Form, Pos},
};

/// Negation, modality and voice of one verb group.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Force {
    pub negated: bool,
    pub modality: Modality,
    pub passive: bool,
}

impl Force {
    /// This force inside the scope of `outer`: negations add up, the less real modality wins.
    pub(super) fn under(self, outer: Force) -> Force {
        Force {
            negated: self.negated != outer.negated,
            modality: self.modality.max(outer.modality),
            passive: self.passive,
        }
    }
}

/// The force that the group's own words give it.
pub(super) fn of_group(doc: &Document, tokens: &Range<usize>, lexicons: &Lexicons) -> Force {
    let mut negated = false;
    let mut modality = Modality::Happened;
    let mut be = false;
    let mut have = false;
    for token in &doc.tokens[tokens.clone()] {
        negated |= lexicons.has("negation", &token.lower);
        if token.pos == Pos::Aux {
            be |= &*token.lemma == "be";
            have |= &*token.lemma == "have";
        }
        if lexicons.has("modal_of_plans", &token.lower) {
            modality = modality.max(Modality::Planned);
        } else if lexicons.has("modal_of_possibility", &token.lower) {
            modality = modality.max(Modality::Possible);
        } else if lexicons.has("modal_of_supposition", &token.lower) {
            modality = modality.max(Modality::Planned);
        }
    }
    let head = doc.tokens[tokens.clone()].iter().rev().find(|t| matches!(t.pos, Pos::Verb | Pos::Aux));
    let participle = head.is_some_and(|t| t.form == Form::Participle && t.pos == Pos::Verb);
    // A participle without "have" is passive: "was held", "held in Lisbon" after a noun.
    let passive = participle && (be || !have);
    Force { negated, modality, passive }
}

/// What the governing verb group does to the infinitive under it: "is expected to", "refused to", "wants to".
pub(super) fn of_governor(doc: &Document, tokens: &Range<usize>, lexicons: &Lexicons) -> Force {
    let own = of_group(doc, tokens, lexicons);
    let lemma = doc.tokens[tokens.clone()]
        .iter()
        .rev()
        .find(|t| matches!(t.pos, Pos::Verb | Pos::Aux))
        .map_or("", |t| &*t.lemma);
    Force { passive: false, ..of_word(lemma, lexicons).under(own) }
}

/// What a governing noun does to the infinitive under it: "refusal to", "plan to", "decision not to".
pub(super) fn of_noun(doc: &Document, token: usize, lexicons: &Lexicons) -> Force {
    of_word(&doc.tokens[token].lemma, lexicons)
}

fn of_word(lemma: &str, lexicons: &Lexicons) -> Force {
    let mut force = Force { negated: false, modality: Modality::Happened, passive: false };
    if lexicons.has("governor_denies", lemma) {
        force.negated = true;
    } else if lexicons.has("governor_plans", lemma) {
        force.modality = Modality::Planned;
    } else if !lexicons.has("governor_asserts", lemma) {
        // Wishes, demands, offers: nothing is said about whether it comes to pass.
        force.modality = Modality::Possible;
    }
    force
}

/// Whether the group is an infinitive: "to attend", "not to attend".
pub(super) fn is_infinitive(doc: &Document, tokens: &Range<usize>) -> bool {
    doc.tokens[tokens.clone()].iter().take_while(|t| t.pos == Pos::Part).any(|t| t.form == Form::To)
}

/// Whether the group is a past participle without an auxiliary: "hosted", "officially hosted".
pub(super) fn is_reduced_relative(doc: &Document, tokens: &Range<usize>) -> bool {
    let tokens = &doc.tokens[tokens.clone()];
    tokens.last().is_some_and(|t| t.form == Form::Participle) && tokens.iter().all(|t| t.pos != Pos::Aux)
}

/// Whether the group is one participle alone ("held in Ankara", "speaking in Ankara") with no finite verb of its own.
pub(super) fn is_bare_participle(doc: &Document, tokens: &Range<usize>) -> bool {
    doc.tokens[tokens.clone()].iter().all(|t| t.pos == Pos::Verb && t.form == Form::Ing)
}
