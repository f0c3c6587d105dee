//! How much speaks for two claims being about one thing, and what speaks against it beyond appeal.

use crate::{
    facts::{
        entities::{Entities, EntityId},
        signature::{Frequencies, Party, Signature, places_meet, share_fine_place},
    },
    rules::Weights,
    values::{
        Comparison, Slot,
        time::{self, TimeValue},
    },
};

/// The sum of the evidence for an alignment, with its reasons in words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Evidence {
    /// Sum of the weights.
    pub sum: i32,
    /// What speaks for it, for an editor.
    pub reasons: Vec<String>,
}

/// What the weighing looks things up in.
pub(crate) struct Scales<'a> {
    pub weights: &'a Weights,
    pub entities: &'a Entities,
    pub frequencies: &'a Frequencies,
}

impl Scales<'_> {
    /// The evidence that two signatures of one slot are of one subject; `None` where something vetoes it. Symmetric.
    pub(crate) fn weigh(&self, a: &Signature, b: &Signature) -> Option<Evidence> {
        if a.slot != b.slot || a.about != b.about || self.vetoed(a, b) {
            return None;
        }
        if needs_a_shared_party(a, b) && a.parties.is_disjoint(&b.parties) {
            return None;
        }
        let mut out = Evidence { sum: 0, reasons: Vec::new() };
        self.heads(a, b, &mut out)?;
        self.parties(a, b, &mut out)?;
        let w = self.weights;
        if let Some(who) = &a.about {
            let weight = if asks_about_a_person(a.slot) { w.same_about } else { w.same_owner };
            out.add(weight, || format!("both about {}", self.name(who)));
        }
        // "People" are counted in every deed; "bombs" and "magazines" tell theirs.
        let telling = a.counted.as_ref().is_none_or(|(noun, _)| noun != "people");
        // Meetings go on for days, and a death has its own day for each of the dead.
        let of_one_thing = a.slot == Slot::Number || !w.repeatable.contains(&a.class) && has_names(a) == has_names(b);
        if a.one_off && b.one_off && a.head == b.head && telling && of_one_thing {
            out.add(w.one_off, || "each source has one such value alone".to_owned());
        }
        if a.of_main
            && b.of_main
            && matches!(a.slot, Slot::Date | Slot::Time | Slot::Place | Slot::Duration | Slot::Manner | Slot::Agent)
        {
            out.add(w.same_main, || "both of the event that the reports open with".to_owned());
        } else if a.in_lead && b.in_lead && !w.repeatable.contains(&a.class) && !asks_about_a_person(a.slot) {
            out.add(w.both_in_lead, || "both in the opening sentences".to_owned());
        }
        if let Some((noun, _)) = a.counted.as_ref().filter(|(noun, _)| b.counted.is_some() && !noun.is_empty()) {
            out.add(w.same_counted, || format!("both count “{noun}”"));
        }
        if a.slot == Slot::Leader {
            out.sum += w.same_body;
        }
        for word in a.modifiers.intersection(&b.modifiers) {
            out.add(w.shared_modifier, || format!("both say “{word}”"));
        }
        if a.slot != Slot::Place && share_fine_place(&a.places, &b.places) {
            out.add(w.same_place, || "same place".to_owned());
        }
        if a.slot != Slot::Date && days(a, b) == Some(true) {
            out.add(w.same_day, || "same day".to_owned());
        }
        if let (Some((verb, agents)), Some((other, others))) = (&a.governor, &b.governor)
            && verb == other
            && let Some(agent) = agents.intersection(others).next()
        {
            out.add(w.same_governor, || format!("both under “{verb}” with {}", self.entities.name(*agent)));
        }
        self.rare_words(a, b, &mut out);
        Some(out)
    }

    fn name(&self, party: &Party) -> String {
        match party {
            Party::Entity(id) => self.entities.name(*id),
            Party::Noun(noun) => noun.clone(),
        }
    }

    /// No similarity outvotes a different day, place, year or scope.
    fn vetoed(&self, a: &Signature, b: &Signature) -> bool {
        let places_apart =
            a.slot != Slot::Place && !a.places.is_empty() && !b.places.is_empty() && !places_meet(&a.places, &b.places);
        let days_apart = a.slot != Slot::Date && (days(a, b) == Some(false) || self.told_of_other_days(a, b));
        let several = is_one_of_several(a, b) || is_one_of_several(b, a);
        // A number of a district is none of its province: what differs may be the part and the whole.
        let elsewhere = a.setting.is_elsewhere(&b.setting);
        let parts = a.slot == Slot::Number && (elsewhere || a.part != b.part || may_be_part(a, b) || may_be_part(b, a));
        let counted_apart = match (&a.counted, &b.counted) {
            // "A population of 2 million" leaves open what is counted.
            (Some((x, scope)), Some((y, other))) => x != y && !x.is_empty() && !y.is_empty() || scope != other,
            _ => false,
        };
        places_apart || days_apart || counted_apart || parts || several
    }

    /// Whether both sentences name days and none of the one fits one of the other. A sentence's day may be that of speaking, so
    /// this counts only for numbers, where nothing else tells two events of one kind apart.
    fn told_of_other_days(&self, a: &Signature, b: &Signature) -> bool {
        matches!(a.slot, Slot::Number | Slot::Manner | Slot::Agent)
            && fitting(&a.setting.days, &b.setting.days) == Some(false)
    }

    fn heads(&self, a: &Signature, b: &Signature, out: &mut Evidence) -> Option<()> {
        if a.head == b.head {
            let what = &a.head;
            if !what.is_empty() {
                out.add(self.weights.same_head, || format!("both speak of “{what}”"));
            }
        } else if !a.class.is_empty() && a.class == b.class {
            out.add(self.weights.same_class, || format!("“{}” and “{}” are of one kind", a.head, b.head));
        } else {
            return None;
        }
        Some(())
    }

    /// Shared participants speak for it. When both sides name some, two thirds of the smaller side must be shared.
    fn parties(&self, a: &Signature, b: &Signature, out: &mut Evidence) -> Option<()> {
        let named = |s: &Signature| s.parties.iter().filter(|p| matches!(p, Party::Entity(_))).count();
        let (left, right) = (named(a), named(b));
        let mut shared_named = 0;
        let mut names = Vec::new();
        for party in a.parties.intersection(&b.parties) {
            match party {
                Party::Entity(id) => {
                    shared_named += 1;
                    out.sum += self.entity_weight(*id);
                    names.push(self.entities.name(*id));
                }
                Party::Noun(noun) => {
                    out.sum += self.weights.nameless_participant;
                    names.push(noun.clone());
                }
            }
        }
        if !names.is_empty() {
            out.reasons.push(format!("same participants: {}", names.join(", ")));
            // "The asteroid passes", "a video was released": the same deed done by or to the same thing. Meetings have one deed.
            if a.of_verb && b.of_verb && a.head == b.head {
                out.sum += self.weights.same_deed;
            }
        }
        let fewer = left.min(right);
        if shared_named * 3 < fewer * 2 {
            return None;
        }
        out.sum += self.weights.unshared_participant * (fewer - shared_named.min(fewer)) as i32;
        Some(())
    }

    fn entity_weight(&self, id: EntityId) -> i32 {
        if self.frequencies.is_rare_entity(id, self.weights.rare_one_in) {
            self.weights.rare_participant
        } else {
            self.weights.common_participant
        }
    }

    fn rare_words(&self, a: &Signature, b: &Signature, out: &mut Evidence) {
        let rare: Vec<&str> = a
            .words
            .intersection(&b.words)
            .filter(|w| self.frequencies.is_rare_word(w, self.weights.rare_one_in) && **w != a.head && **w != b.head)
            // What was weighed as a modifier is not weighed again.
            .filter(|w| !a.modifiers.contains(*w) && !b.modifiers.contains(*w))
            .map(String::as_str)
            .collect();
        let counting = rare.len().min(usize::try_from(self.weights.rare_words_at_most).unwrap_or(0));
        if counting > 0 {
            out.sum += self.weights.rare_word * counting as i32;
            out.reasons.push(format!(
                "both sentences have {}",
                rare[..counting].iter().map(|w| format!("“{w}”")).collect::<Vec<_>>().join(", ")
            ));
        }
    }
}

impl Evidence {
    fn add(&mut self, weight: i32, reason: impl FnOnce() -> String) {
        self.sum += weight;
        if weight > 0 {
            self.reasons.push(reason());
        }
    }
}

/// Whether two claims are of one thing only where somebody or something takes part in both. Of the event that the reports open with this is
/// known already.
fn needs_a_shared_party(a: &Signature, b: &Signature) -> bool {
    let main = a.of_main && b.of_main;
    let told = !a.parties.is_empty() && !b.parties.is_empty();
    match a.slot {
        // What lies west of a town and what lies south of it may be two things.
        Slot::Place => a.about.is_some() && !main,
        // Of two deeds of one kind each has its own weapon.
        Slot::Manner | Slot::Agent => a.about.is_none() && !main && told,
        // To sign one treaty and not another is no contradiction.
        Slot::Status => told,
        _ => false,
    }
}

/// Whether `a` tells of "a second fire" and `b` of "the fire".
fn is_one_of_several(a: &Signature, b: &Signature) -> bool {
    let plain = |noun: &str| b.parties.contains(&Party::Noun(noun.to_owned()));
    let apart =
        |party: &Party| matches!(party, Party::Noun(n) if n.split_once(' ').is_some_and(|(_, noun)| plain(noun)));
    a.parties.iter().any(apart)
}

/// Whether one number is told of a place that the gazetteer does not know: five in a town may be among 200 in all, or among eight that
/// were known before.
fn may_be_part(part: &Signature, whole: &Signature) -> bool {
    let named = |s: &Signature| !s.setting.unknown_places.is_empty();
    named(part) && !named(whole) && (part.amount < whole.amount || part.about.is_none() && part.amount > whole.amount)
}

fn has_names(s: &Signature) -> bool {
    s.parties.iter().any(|p| matches!(p, Party::Entity(_)))
}

/// Whether the slot asks what a person does or is; otherwise it asks of a thing how large or long it is.
fn asks_about_a_person(slot: Slot) -> bool {
    matches!(slot, Slot::Attends | Slot::Age | Slot::Name | Slot::Role | Slot::Member | Slot::Status | Slot::Leader)
}

/// Whether the days that two subjects name agree.
fn days(a: &Signature, b: &Signature) -> Option<bool> {
    fitting(&a.days, &b.days)
}

/// Whether some day of the one fits one of the other: `None` when one side has none or they cannot be compared.
pub(super) fn fitting(a: &[TimeValue], b: &[TimeValue]) -> Option<bool> {
    let mut known = None;
    for x in a {
        for y in b {
            match time::compare(x, y) {
                Comparison::Same | Comparison::Compatible(_) => return Some(true),
                Comparison::Differ(_) => known = Some(false),
                Comparison::Unknown => {}
            }
        }
    }
    known
}
