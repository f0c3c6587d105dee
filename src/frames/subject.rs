//! Who acts: the subject of a verb, its own or that of the verb or noun it hangs on.

use crate::{
    frames::{
        modality::{self, Force},
        parse::Parse,
    },
    syntax::Dep,
    text::{Form, Pos},
};

/// Further up the subject of a chain of verbs is not looked for.
const LONGEST_CHAIN: usize = 6;

/// Subjects of a clause, with or without a passive.
pub(super) const SUBJECTS: [Dep; 2] = [Dep::Nsubj, Dep::NsubjPass];

impl Parse<'_> {
    /// The head of the subject of `verb`, and the force of the verb or noun that it is controlled by.
    pub(super) fn subject(&self, verb: usize) -> (Option<usize>, Option<Force>) {
        self.subject_within(verb, LONGEST_CHAIN)
    }

    fn subject_within(&self, verb: usize, chain: usize) -> (Option<usize>, Option<Force>) {
        let Some(chain) = chain.checked_sub(1) else { return (None, None) };
        let relative = self.dep(verb) == Dep::AclRelcl;
        // A noun without a preposition before a verb without a subject can be nothing else.
        let bare = |t: &usize| {
            self.dep(*t) == Dep::OblUnmarked
                && *t < verb
                && !self.named.times.contains_key(t)
                && !self.is_infinitive(verb)
        };
        if let Some(own) = self.child(verb, &SUBJECTS).or_else(|| self.children(verb).find(bare)) {
            let pronoun = self.doc.tokens[own].form == Form::Wh;
            return (if relative && pronoun { self.head(verb) } else { Some(own) }, self.scope(verb));
        }
        let Some(above) = self.head(verb) else { return (None, None) };
        match self.dep(verb) {
            Dep::Xcomp => self.controlled_by(verb, above, chain),
            // "accused Rossi of theatre after snubbing the talks": who snubbed them stays open.
            Dep::Advcl if self.may_be_of_object(verb, above) => (None, self.scope(verb)),
            // "travelled to Lisbon to sign", "flew to Lisbon, signing": who travels signs.
            Dep::Advcl if self.is_verb(above) => {
                let (subject, further) = self.subject_within(above, chain);
                let denied = modality::denies_with_particle(self.doc, above, self.lexicons);
                let outer = (denied || self.is_infinitive(verb)).then(|| self.force_of_governor(above));
                (subject, under(outer.or_else(|| self.scope(verb)), further))
            }
            // "will meet Rossi and sign": the auxiliary goes with both.
            Dep::Conj if self.is_verb(above) => {
                if let Some(number) = self.number_before(verb) {
                    return (Some(number), None);
                }
                let (subject, further) = self.subject_within(above, chain);
                let shared = Force { negated: false, passive: false, ..self.force_of(above) };
                let own_auxiliary = self.child(verb, &[Dep::Aux, Dep::AuxPass]).is_some();
                (subject, under((!own_auxiliary).then_some(shared), further))
            }
            Dep::AclRelcl => (None, None),
            Dep::Acl if self.is_infinitive(verb) => self.controlled_by_noun(above, chain),
            // "talks hosted by", "a man carrying": the noun itself is held, or carries.
            Dep::Acl => (Some(above), None),
            _ => (None, self.scope(verb)),
        }
    }

    /// "14 were killed and 43 hurt", "seven were killed and dozens more were injured": the number before the second verb is its subject.
    fn number_before(&self, verb: usize) -> Option<usize> {
        let first = self.group(verb).first().copied().unwrap_or(verb);
        let word = |t: usize| &*self.doc.tokens[t].lower;
        let others = |t: &usize| self.lexicons.has("others", word(*t));
        let last = first.checked_sub(1)?;
        let number = if others(&last) { last.checked_sub(1)? } else { last };
        let vague = self.lexicons.has("opens_a_vague_number", word(number));
        (self.doc.tokens[number].pos == Pos::Num || vague).then_some(number)
    }

    /// Whether a participle behind "after" or "for" can tell what the one did who is blamed or thanked by the verb above.
    fn may_be_of_object(&self, verb: usize, above: usize) -> bool {
        self.doc.tokens[verb].form == Form::Ing
            && self.children(verb).any(|c| c < verb && matches!(self.dep(c), Dep::Mark | Dep::Case))
            && self.lexicons.has("judges_a_person", &self.doc.tokens[above].lemma)
            && self.child(above, &[Dep::Obj, Dep::Iobj]).is_some()
    }

    /// The infinitive under a verb or adjective: its object acts where it has one ("asked Rossi to attend"), else its subject.
    fn controlled_by(&self, verb: usize, above: usize, chain: usize) -> (Option<usize>, Option<Force>) {
        let outer = self.force_of_governor(above);
        if let Some(object) = self.child(above, &[Dep::Obj, Dep::Iobj]) {
            // "left a crater measuring": the participle says what the object is, and the verb above does not doubt it.
            return (Some(object), (self.is_infinitive(verb) || outer.negated).then_some(outer));
        }
        let (subject, further) = self.subject_within(above, chain);
        (subject, under(Some(outer), further))
    }

    /// "Rossi's decision not to attend": the possessor acts; "the decision to attend": nobody known does.
    fn controlled_by_noun(&self, noun: usize, chain: usize) -> (Option<usize>, Option<Force>) {
        // "has no plans to attend"
        let none = self.children(noun).any(|c| c < noun && self.lexicons.has("negation", &self.doc.tokens[c].lower));
        let outer = modality::of_noun(self.doc, noun, self.lexicons);
        let outer = Force { negated: outer.negated != none, ..outer };
        let possessor = self.child(noun, &[Dep::NmodPoss]);
        // "asked Rossi to attend", with the infinitive hung on the name.
        let asked = self.head(noun).filter(|above| self.dep(noun) == Dep::Obj && self.is_verb(*above));
        match (possessor, asked) {
            (Some(possessor), _) => (Some(possessor), Some(outer)),
            // "has a plan to attend", "took the decision to attend": who has it acts.
            (None, Some(above)) => {
                let (subject, further) = self.subject_within(above, chain);
                (subject, under(Some(outer), further))
            }
            (None, None) => (None, Some(outer)),
        }
    }

    /// What the clause of `verb` is under: "if", a verb that doubts or denies what it reports.
    fn scope(&self, verb: usize) -> Option<Force> {
        let conditional = self.children(verb).any(|c| {
            self.dep(c) == Dep::Mark && self.lexicons.has("conditional_conjunction", &self.doc.tokens[c].lower)
        });
        if conditional {
            return Some(Force::supposed());
        }
        let above = self.head(verb).filter(|_| self.dep(verb) == Dep::Ccomp)?;
        let lemma = &self.doc.tokens[above].lemma;
        self.lexicons.has("governor_doubts", lemma).then(Force::possible)
    }

    pub(super) fn force_of(&self, verb: usize) -> Force {
        modality::of_group(self.doc, &self.group(verb), self.lexicons)
    }

    fn force_of_governor(&self, above: usize) -> Force {
        modality::of_governor(self.doc, above, &self.group(above), self.lexicons)
    }

    fn is_infinitive(&self, verb: usize) -> bool {
        self.children(verb).any(|c| self.dep(c) == Dep::Mark && self.doc.tokens[c].form == Form::To)
    }
}

fn under(inner: Option<Force>, outer: Option<Force>) -> Option<Force> {
    match (inner, outer) {
        (Some(inner), Some(outer)) => Some(inner.under(outer)),
        (inner, outer) => inner.or(outer),
    }
}
