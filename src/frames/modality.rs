//! Negation and modality of a verb with its auxiliaries, and what a governing verb or noun does to the verb under it.

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

    /// Under "if".
    pub(super) fn supposed() -> Force {
        Force { negated: false, modality: Modality::Hypothetical, passive: false }
    }

    /// Under a verb of hope, doubt or denial.
    pub(super) fn possible() -> Force {
        Force { negated: false, modality: Modality::Possible, passive: false }
    }
}

/// The force that the words of a verb's group give it; `tokens` are in order, the verb among them.
pub(super) fn of_group(doc: &Document, tokens: &[usize], lexicons: &Lexicons) -> Force {
    let mut negated = false;
    let mut modality = Modality::Happened;
    let mut be = false;
    let mut have = false;
    for token in tokens.iter().map(|t| &doc.tokens[*t]) {
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
    let head = tokens.iter().rev().map(|t| &doc.tokens[*t]).find(|t| matches!(t.pos, Pos::Verb | Pos::Aux));
    let participle = head.is_some_and(|t| t.form == Form::Participle && t.pos == Pos::Verb);
    // A participle without "have" is passive: "was held", "held in Lisbon" after a noun.
    let passive = participle && (be || !have);
    Force { negated, modality, passive }
}

/// What the governing verb or adjective does to the infinitive under it: "is expected to", "refused to", "is due to". `tokens` is
/// its group.
pub(super) fn of_governor(doc: &Document, governor: usize, tokens: &[usize], lexicons: &Lexicons) -> Force {
    let own = of_group(doc, tokens, lexicons);
    let word = if denies_with_particle(doc, governor, lexicons) {
        Force { negated: true, modality: Modality::Happened, passive: false }
    } else {
        of_word(&doc.tokens[governor].lemma, lexicons)
    };
    Force { passive: false, ..word.under(own) }
}

/// "ruled out attending", "decided against attending".
pub(super) fn denies_with_particle(doc: &Document, governor: usize, lexicons: &Lexicons) -> bool {
    let particle = doc.tokens.get(governor + 1).map_or("", |t| &*t.lower);
    lexicons.has("governor_denies", &format!("{} {particle}", doc.tokens[governor].lemma))
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
